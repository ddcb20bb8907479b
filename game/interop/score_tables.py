"""Score tables as teachers keep them: a sheet with a row an option and a column a role.

    issue,option,Harbour,Union
    wages,high,10,40
    ,low,30,5
    walkaway,,25,20
    veto,,yes,no
    quorum,1,,

`walkaway`: what each has without an agreement (0 if not given). `veto` and `quorum`: whose assent binds: all
who have a veto, and so many in all; without either row, everybody. An empty issue cell means the issue above.

Law of this file: every mistake is found in one reading, each with its row and column; nothing is guessed.
"""

from collections.abc import Sequence
from csv import Error as CsvError
from csv import reader
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from game.analysis.spaces import Parties, Rule, Space, Weigh, build_space
from game.messages import text

SPECIAL = ("walkaway", "veto", "quorum")
YES, NO = ("yes", "y", "1", "true", "x"), ("no", "n", "0", "false", "")
MOST_DIGITS = 9
"""Digits after the point; more could not be added exactly."""
LARGEST = Decimal(10**6)


class Mistake(NamedTuple):
    """Something wrong with a table: what, and in which row and column, counted from 1."""

    row: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.row}:{self.column}: {self.message}"


class TableError(Exception):
    """A table cannot be read. `mistakes`: all that is wrong with it."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes))
        super().__init__("\n".join(map(str, self.mistakes)))


class ScoreTable(NamedTuple):
    """A score table. `points`: by issue, option and role."""

    roles: tuple[str, ...]
    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    points: tuple[tuple[tuple[Decimal, ...], ...], ...]
    walkaways: tuple[Decimal, ...]
    vetoes: tuple[bool, ...] | None
    quorum: int | None


def read_csv(source: str) -> ScoreTable:
    """Return the table of a CSV text, parted by comma, semicolon or tabulator. Raises `TableError`."""
    source = source.removeprefix("\N{BYTE ORDER MARK}")
    first = next((line for line in source.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(reader(source.splitlines(), delimiter=delimiter, strict=True))
    except CsvError as error:
        raise TableError([Mistake(1, 1, text("analyse/bad_csv", reason=error))]) from error
    return read_rows(rows, decimal_comma=delimiter != ",")


def read_rows(rows: Sequence[Sequence[str]], *, decimal_comma: bool = False) -> ScoreTable:
    """Return the table of a sheet's rows. Raises `TableError`."""
    return _Reading(rows, decimal_comma=decimal_comma).table()


class _Reading:
    def __init__(self, rows: Sequence[Sequence[str]], *, decimal_comma: bool) -> None:
        self._rows = [(number, [cell.strip() for cell in row]) for number, row in enumerate(rows, start=1)]
        self._rows = [(number, row) for number, row in self._rows if any(row)]
        self._decimal_comma = decimal_comma
        self._mistakes: list[Mistake] = []
        self._points: dict[str, dict[str, tuple[Decimal, ...]]] = {}
        self._special: dict[str, tuple[int, list[str]]] = {}
        self._roles: tuple[str, ...] = ()

    def table(self) -> ScoreTable:
        self._head()
        issue = ""
        for number, cells in self._rows[1:]:
            row = [*cells, *[""] * (2 + len(self._roles) - len(cells))]
            for column, cell in enumerate(row[2 + len(self._roles) :], start=3 + len(self._roles)):
                if cell:
                    self._wrong(number, column, "outside_table", cell=cell)
            if row[0].casefold() in SPECIAL:
                self._take_special(number, row)
                issue = ""
                continue
            issue = row[0] or issue
            self._take_option(number, issue, row)
        if not self._points and not self._mistakes:
            self._wrong(1, 1, "no_issues")
        walkaways = self._numbers(*self._special["walkaway"]) if "walkaway" in self._special else None
        vetoes, quorum = self._vetoes(), self._quorum()
        if self._mistakes:
            raise TableError(self._mistakes)
        return ScoreTable(
            self._roles,
            tuple(self._points),
            tuple(tuple(options) for options in self._points.values()),
            tuple(tuple(options.values()) for options in self._points.values()),
            walkaways or (Decimal(0),) * len(self._roles),
            vetoes,
            quorum,
        )

    def _wrong(self, row: int, column: int, code: str, **values: object) -> None:
        self._mistakes.append(Mistake(row, column, text(f"analyse/{code}", **values)))

    def _head(self) -> None:
        number, head = self._rows[0] if self._rows else (1, [])
        names = [cell.casefold() for cell in head[:2]]
        if names != ["issue", "option"]:
            self._wrong(number, 1, "bad_head")
        while head and not head[-1]:
            head.pop()
        roles = head[2:]
        for column, role in enumerate(roles, start=3):
            if not role:
                self._wrong(number, column, "no_role_name")
            elif role in roles[: column - 3]:
                self._wrong(number, column, "role_twice", role=role)
        if not roles:
            self._wrong(number, 3, "no_roles")
        self._roles = tuple(roles)

    def _take_special(self, number: int, row: list[str]) -> None:
        name = row[0].casefold()
        if name in self._special:
            self._wrong(number, 1, "row_twice", name=name)
        self._special[name] = (number, row)

    def _take_option(self, number: int, issue: str, row: list[str]) -> None:
        option = row[1]
        if not issue:
            self._wrong(number, 1, "no_issue")
            return
        if not option:
            self._wrong(number, 2, "no_option", issue=issue)
            return
        options = self._points.setdefault(issue, {})
        if option in options:
            self._wrong(number, 2, "option_twice", issue=issue, option=option)
        options[option] = self._numbers(number, row)

    def _numbers(self, number: int, row: list[str]) -> tuple[Decimal, ...]:
        cells = row[2 : 2 + len(self._roles)]
        return tuple(self._number(number, column, cell) for column, cell in enumerate(cells, start=3))

    def _number(self, row: int, column: int, cell: str) -> Decimal:
        role = self._roles[column - 3]
        if not cell:
            self._wrong(row, column, "no_number", role=role)
            return Decimal(0)
        written = cell.replace(",", ".") if self._decimal_comma else cell
        try:
            value = Decimal(written)
        except InvalidOperation:
            self._wrong(row, column, "not_a_number", cell=cell, role=role)
            return Decimal(0)
        exponent = value.normalize().as_tuple().exponent
        if not value.is_finite() or not isinstance(exponent, int) or abs(value) > LARGEST:
            self._wrong(row, column, "number_too_large", cell=cell, most=LARGEST)
        elif -exponent > MOST_DIGITS:
            self._wrong(row, column, "too_many_digits", cell=cell, most=MOST_DIGITS)
        else:
            return value
        return Decimal(0)

    def _vetoes(self) -> tuple[bool, ...] | None:
        if "veto" not in self._special:
            return None
        number, row = self._special["veto"]
        found = []
        for column, cell in enumerate(row[2 : 2 + len(self._roles)], start=3):
            word = cell.casefold()
            if word not in (*YES, *NO):
                self._wrong(number, column, "not_yes_or_no", cell=cell)
            found.append(word in YES)
        return tuple(found)

    def _quorum(self) -> int | None:
        if "quorum" not in self._special:
            return None
        number, row = self._special["quorum"]
        if not row[1].isdecimal() or not 1 <= int(row[1]) <= len(self._roles):
            self._wrong(number, 2, "bad_quorum", cell=row[1], most=len(self._roles))
            return None
        return int(row[1])


def space_of_table(table: ScoreTable) -> Space:
    """Return the outcome space of a score table; everybody in it signs. Raises `SpaceError`."""
    numbers = [n for issue in table.points for option in issue for n in option] + list(table.walkaways)
    digits = max([0, *(-int(n.normalize().as_tuple().exponent) for n in numbers)])
    unit = 10**digits

    def weigher(group: tuple[int, ...]) -> Weigh:
        (issue,) = group

        def weigh(choice: tuple[int, ...]) -> tuple[list[float], list[bool]]:
            return [float(n * unit) for n in table.points[issue][choice[0]]], [True] * len(table.roles)

        return weigh

    return build_space(
        Parties(table.roles, [float(n * unit) for n in table.walkaways], _rule(table)),
        dict(zip(table.issues, table.options, strict=True)),
        [[issue] for issue in range(len(table.issues))],
        weigher,
        unit,
    )


def _rule(table: ScoreTable) -> Rule:
    everybody = tuple(range(len(table.roles)))
    if table.vetoes is None and table.quorum is None:
        return Rule(everybody, everybody, len(everybody))
    vetoes = tuple(role for role in everybody if table.vetoes is not None and table.vetoes[role])
    quorum = max(1, len(vetoes)) if table.quorum is None else table.quorum
    return Rule(everybody, vetoes, quorum)

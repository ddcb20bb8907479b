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

import re
from collections.abc import Iterable, Sequence
from csv import Error as CsvError
from csv import reader
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from io import StringIO
from typing import NamedTuple

from game.interop.cases import LARGEST, Case, CaseError, Mistake
from game.messages import text

SPECIAL = ("walkaway", "veto", "quorum")
YES, NO = ("yes", "y", "1", "true", "x"), ("no", "n", "0", "false", "")
MOST_DIGITS = 9
"""Digits after the point; more could not be added exactly."""
_FIRST_SIGN = re.compile(r"""\s*["']?issue["']?\s*([,;\t])""", re.IGNORECASE)


class Kind(NamedTuple):
    """What kind of table is read, for its numbers and the names of its places."""

    decimal_comma: bool = False
    cells: bool = False
    sheet: str = ""


def read_csv(source: str) -> Case:
    """Return the table of a CSV text, parted by comma, semicolon or tabulator. Raises `CaseError`."""
    source = source.removeprefix("\N{BYTE ORDER MARK}")
    delimiter = _delimiter(source)
    try:
        rows = list(reader(StringIO(source, newline=""), delimiter=delimiter, strict=True))
    except CsvError as error:
        raise CaseError([Mistake(1, 1, text("analyse/bad_csv", reason=error))]) from error
    return read_rows(enumerate(rows, start=1), Kind(decimal_comma=delimiter != ","))


def _delimiter(source: str) -> str:
    first = next((line for line in source.splitlines() if line.strip()), "")
    found = _FIRST_SIGN.match(first)
    return found[1] if found else max(",;\t", key=first.count)


def read_rows(rows: Iterable[tuple[int, Sequence[str]]], kind: Kind) -> Case:
    """Return the table of a sheet's numbered rows. Raises `CaseError`."""
    return _Reading(rows, kind).table()


class _Reading:
    def __init__(self, rows: Iterable[tuple[int, Sequence[str]]], kind: Kind) -> None:
        self._rows = [(number, [cell.strip() for cell in row]) for number, row in rows]
        self._rows = [(number, row) for number, row in self._rows if any(row)]
        self._kind = kind
        self._mistakes: list[Mistake] = []
        self._points: dict[str, dict[str, tuple[Fraction, ...]]] = {}
        self._special: dict[str, tuple[int, list[str]]] = {}
        self._roles: tuple[str, ...] = ()

    def table(self) -> Case:
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
            raise CaseError(self._mistakes)
        return Case(
            self._roles,
            tuple(self._points),
            tuple(tuple(options) for options in self._points.values()),
            tuple(tuple(options.values()) for options in self._points.values()),
            walkaways or (Fraction(0),) * len(self._roles),
            vetoes,
            quorum,
        )

    def _wrong(self, row: int, column: int, code: str, **values: object) -> None:
        said = text(f"analyse/{code}", **values)
        self._mistakes.append(Mistake(row, column, said, self._kind.cells, self._kind.sheet))

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

    def _numbers(self, number: int, row: list[str]) -> tuple[Fraction, ...]:
        cells = row[2 : 2 + len(self._roles)]
        return tuple(self._number(number, column, cell) for column, cell in enumerate(cells, start=3))

    def _number(self, row: int, column: int, cell: str) -> Fraction:
        role = self._roles[column - 3]
        if not cell:
            self._wrong(row, column, "no_number", role=role)
            return Fraction(0)
        written = cell.replace(",", ".") if self._kind.decimal_comma else cell
        try:
            value = Decimal(written)
        except InvalidOperation:
            self._wrong(row, column, "not_a_number", cell=cell, role=role)
            return Fraction(0)
        if not value.is_finite() or abs(value) > LARGEST:
            self._wrong(row, column, "number_too_large", cell=cell, most=LARGEST)
        elif _digits(value) > MOST_DIGITS:
            self._wrong(row, column, "too_many_digits", cell=cell, most=MOST_DIGITS)
        else:
            return Fraction(value)
        return Fraction(0)

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
        if not re.fullmatch(r"[0-9]{1,4}", row[1]) or not 1 <= int(row[1]) <= len(self._roles):
            self._wrong(number, 2, "bad_quorum", cell=row[1], most=len(self._roles))
            return None
        return int(row[1])


def _digits(value: Decimal) -> int:
    """Return how many digits after the point a number needs."""
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int), "the number is finite"
    while digits and digits[-1] == 0:
        digits, exponent = digits[:-1], exponent + 1
    return max(0, -exponent) if digits else 0

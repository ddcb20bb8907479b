"""Cases: what a score table, a Genius domain and a plain scenario have in common.

A case is additive: every option of every issue has points for every role, and an outcome is worth their sum.
Numbers are fractions, so that whatever was written is held exactly.

Law of this file: nothing is silently inexact. Points are weighed in whole parts; where the parts would be too
small to be added exactly they are rounded, and the space says how far off that may be.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from game.analysis.spaces import Parties, Rule, Space, Weigh, build_space

MOST_EXACT = 2**53
"""Whole numbers up to here are added exactly in double precision."""
LARGEST = 10**6
"""The largest number that points may have."""


class Mistake(NamedTuple):
    """Something wrong with a file: what, and in which row (or line) and column, counted from 1.

    `cell`: whether people call the place B7 rather than 7:2. `sheet`: of which sheet, if there are several.
    `file`: in which file, if there are several.
    """

    row: int
    column: int
    message: str
    cell: bool = False
    sheet: str = ""
    file: str = ""

    @property
    def place(self) -> str:
        """The place as people write it."""
        if not self.cell:
            return f"{self.row}:{self.column}"
        name = f"{_letters(self.column)}{self.row}"
        return f"{self.sheet}!{name}" if self.sheet else name

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


def _letters(column: int) -> str:
    """Return a column as spreadsheets name it: A to Z, AA, AB and so on."""
    found = ""
    while column:
        column, letter = divmod(column - 1, 26)
        found = chr(ord("A") + letter) + found
    return found


class CaseError(Exception):
    """A case cannot be read. `mistakes`: all that is wrong with it."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes, key=lambda one: (one.file, one.row, one.column, one.message)))
        super().__init__("\n".join(map(str, self.mistakes)))


class Case(NamedTuple):
    """An additive negotiation.

    `points`: by issue, option and role. `vetoes` and `quorum`: whose assent binds; everybody's if both are
    None. `counted`: issues whose options are consecutive whole numbers. `discounts`: by role, what a utility
    is multiplied with by the end of the time, if the format has such a thing. `notes`: what its reader should
    know.
    """

    roles: tuple[str, ...]
    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    points: tuple[tuple[tuple[Fraction, ...], ...], ...]
    walkaways: tuple[Fraction, ...]
    vetoes: tuple[bool, ...] | None = None
    quorum: int | None = None
    counted: tuple[bool, ...] = ()
    discounts: tuple[Fraction, ...] = ()
    title: str = ""
    notes: tuple[str, ...] = ()

    def of_role(self, role: int) -> list[list[Fraction]]:
        """Return one role's points by issue and option."""
        return [[option[role] for option in issue] for issue in self.points]

    def best(self, role: int) -> Fraction:
        """Return what a role's best outcome is worth."""
        return sum((max(issue) for issue in self.of_role(role)), Fraction(0))

    def is_counted(self, issue: int) -> bool:
        """Return whether the options of an issue are consecutive whole numbers."""
        return bool(self.counted) and self.counted[issue]

    @property
    def rule(self) -> Rule:
        """Whose assent binds."""
        everybody = tuple(range(len(self.roles)))
        if self.vetoes is None and self.quorum is None:
            return Rule(everybody, everybody, len(everybody))
        vetoes = tuple(role for role in everybody if self.vetoes is not None and self.vetoes[role])
        return Rule(everybody, vetoes, max(1, len(vetoes), self.quorum or 1))


def decimal_text(value: Fraction) -> str | None:
    """Return a fraction as a decimal number, or None if its digits have no end."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest > 1:
        return None
    digits = max(twos, fives)
    whole, part = divmod(abs(value.numerator) * 10**digits // value.denominator, 10**digits)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{part:0{digits}}" if digits else f"{sign}{whole}"


def exact_text(value: Fraction) -> str:
    """Return a fraction as a decimal number, else as `1/3`."""
    return decimal_text(value) or f"{value.numerator}/{value.denominator}"


def space_of_case(case: Case) -> Space:
    """Return the outcome space of a case; everybody in it signs. Raises `SpaceError`."""
    unit, within = _parts(case)

    def weigher(group: tuple[int, ...]) -> Weigh:
        (issue,) = group

        def weigh(choice: tuple[int, ...]) -> tuple[list[float], list[bool]]:
            parts = [float(round(value * unit)) for value in case.points[issue][choice[0]]]
            return parts, [True] * len(case.roles)

        return weigh

    return build_space(
        Parties(case.roles, [float(round(value * unit)) for value in case.walkaways], case.rule),
        dict(zip(case.issues, case.options, strict=True)),
        [[issue] for issue in range(len(case.issues))],
        weigher,
        unit,
        within,
    )


def _parts(case: Case) -> tuple[int, float]:
    """Return in how many parts a point is counted, and by how much a sum may be off for that."""
    unit, reach = 1, Fraction(1)
    for role, line in enumerate(case.walkaways):
        own = case.of_role(role)
        reach += abs(line) + sum(max(map(abs, issue)) for issue in own)
        for value in (line, *(value for issue in own for value in issue)):
            unit = unit if unit > MOST_EXACT else lcm(unit, value.denominator)
    if unit * reach <= MOST_EXACT:
        return unit, 0.0
    unit = 1
    while unit * 10 * reach <= MOST_EXACT:
        unit *= 10
    return unit, (len(case.issues) + 1) / (2 * unit)

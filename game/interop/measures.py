"""Whole points for a case's numbers: a scenario's best outcome is worth the same to every role.

Each role's numbers are multiplied, exactly, so that its best outcome is worth the scale. Where the common
scale would be unwieldy the same is added to all its outcomes and its walk-away instead; where whole points
would be too fine they are rounded, and it is for the caller to say so and to keep the exact numbers.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

from game.interop.cases import Case

MOST_COMMON = 100_000
"""The largest scale made only so that multiples meet."""
MOST_POINTS = 1_000_000
"""The largest scale and the largest points a scenario can have."""
ROUNDED = 10_000
"""The scale where points are rounded."""


class Measured(NamedTuple):
    """One role's numbers as whole points: `times`, rounded; `plus` on the first issue and the walk-away."""

    times: Fraction
    plus: int
    exact: bool

    def points(self, value: Fraction, issue: int) -> int:
        """Return the points of an option of an issue."""
        return round(value * self.times) + (self.plus if issue == 0 else 0)

    def walkaway(self, value: Fraction) -> int:
        """Return the points of the walk-away."""
        return round(value * self.times) + self.plus


def measures(case: Case) -> tuple[int, list[Measured]]:
    """Return the scale, and how each role is measured on it."""
    plain = [_whole(case, role) for role in range(len(case.roles))]
    bests = [None if times is None else int(case.best(role) * times) for role, times in enumerate(plain)]
    for scale, multiplied in _scales(bests):
        found = [_measured(case, role, times, scale, multiplied) for role, times in enumerate(plain)]
        if all(_fits(case, role, one) for role, one in enumerate(found)):
            return scale, found
    return ROUNDED, [_measured(case, role, None, ROUNDED, True) for role in range(len(case.roles))]


def _scales(bests: list[int | None]) -> Iterator[tuple[int, bool]]:
    """Yield the scales worth trying, and whether points are multiplied to reach them."""
    known = [best for best in bests if best is not None]
    if len(known) < len(bests):
        yield ROUNDED, True
        return
    common = lcm(*known) if all(best > 0 for best in known) else 0
    if 0 < common <= MOST_COMMON:
        yield common, True
    yield max(1, *known), False


def _whole(case: Case, role: int) -> Fraction | None:
    """Return by what a role's numbers are multiplied to be whole, or None if that makes them too large."""
    numbers = [case.walkaways[role], *(value for issue in case.of_role(role) for value in issue)]
    times = Fraction(lcm(*(value.denominator for value in numbers)))
    if _reach(case, role) * times > MOST_POINTS:
        times /= gcd(*(int(value * times) for value in numbers)) or 1
    return times if _reach(case, role) * times <= MOST_POINTS else None


def _reach(case: Case, role: int) -> Fraction:
    sums = sum((max(map(abs, issue)) for issue in case.of_role(role)), Fraction(0))
    return max(sums, abs(case.walkaways[role]))


def _measured(case: Case, role: int, times: Fraction | None, scale: int, multiplied: bool) -> Measured:
    exact = times is not None
    best = case.best(role)
    if times is None:
        times = Fraction(scale) / (best if best * 2 > _reach(case, role) else _reach(case, role) or 1)
    elif multiplied and best > 0 and scale % (best * times) == 0:
        times = Fraction(scale) / best
    reached = sum(max(round(value * times) for value in issue) for issue in case.of_role(role))
    return Measured(times, scale - reached, exact)


def _fits(case: Case, role: int, one: Measured) -> bool:
    points = [one.points(value, place) for place, issue in enumerate(case.of_role(role)) for value in issue]
    return all(abs(value) <= MOST_POINTS for value in (*points, one.plus, one.walkaway(case.walkaways[role])))

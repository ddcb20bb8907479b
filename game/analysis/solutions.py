"""Bargaining solutions: which of the outcomes that every signatory accepts a theory would name.

Law of this file: solutions are taken over the unanimous outcomes, those worth at least its walk-away to every
signatory; None where there are none; ties go to the lowest outcome index. Gains are counted from the
walk-away.

- Nash: the largest product of gains. Nash, "The bargaining problem", Econometrica 18 (1950), pp. 155-162; for
  several parties Harsanyi, "A simplified bargaining model for the n-person cooperative game", International
  Economic Review 4 (1963), pp. 194-220.
- Kalai-Smorodinsky: the largest least share of what each could at most gain among unanimous outcomes. Kalai
  and Smorodinsky, "Other solutions to Nash's bargaining problem", Econometrica 43 (1975), pp. 513-518.
- Egalitarian: the largest least gain. Kalai, "Proportional solutions to bargaining situations", Econometrica
  45 (1977), pp. 1623-1630.
- Utilitarian: the largest sum of the signatories' points. Harsanyi, "Cardinal welfare, individualistic
  ethics, and interpersonal comparisons of utility", Journal of Political Economy 63 (1955), pp. 309-321.
  Sums of points of different roles have no meaning of their own; the outcome is named for comparison with
  the others.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.analysis.frontiers import Frontier, nothing, sum_of, summed, undominated
from game.analysis.spaces import Points, Space


class Solutions(NamedTuple):
    """Outcome indices; None where no outcome is acceptable to every signatory."""

    nash: int | None
    kalai_smorodinsky: int | None
    egalitarian: int | None
    utilitarian: int | None


NOTHING = Solutions(None, None, None, None)
CLOSE = 1e-9
"""Floating-point values this close to the best, relatively, are compared again in whole numbers."""


def solutions(space: Space) -> Solutions:
    """Return what each theory names."""
    return solutions_from(space, suffixes(space, space.rule.signers))


def solutions_from(space: Space, later: Sequence[Frontier]) -> Solutions:
    """Return what each theory names, given `suffixes` of the space for those who sign."""
    signers = list(space.rule.signers)
    best = later[0]
    gains = best.points - space.lines[signers]
    bearable = np.all(gains >= 0, axis=1)
    if not signers or not bearable.any():
        return NOTHING
    gains = gains[bearable]
    accepted = Frontier(best.points[bearable], best.indices[bearable])
    search = _Search(space, later)
    return Solutions(
        nash=_nash(search, accepted, gains),
        kalai_smorodinsky=_kalai_smorodinsky(search, gains),
        egalitarian=search.lowest(space.lines[signers] + gains.min(axis=1).max()),
        utilitarian=_first(accepted, accepted.points.sum(axis=1)),
    )


def suffixes(space: Space, columns: Sequence[int]) -> list[Frontier]:
    """Return, for each number of groups left out at the front, the frontier of the sums of the others."""
    chosen = list(columns)
    found = [nothing(len(chosen))]
    for group in reversed(space.groups):
        found.append(summed(undominated(group.points[:, chosen], group.places), found[-1]))
    return list(reversed(found))


def _first(accepted: Frontier, values: NDArray[np.float64]) -> int:
    """Return the lowest index among the outcomes of the highest value."""
    return int(accepted.indices[values == values.max()].min())


def _nash(search: "_Search", accepted: Frontier, gains: Points) -> int:
    """Return the outcome of the largest product; where somebody can gain nothing, any unanimous one ties."""
    products = gains.prod(axis=1)
    if products.max() <= 0:
        return search.lowest(search.lines)
    rows = np.flatnonzero(products >= products.max() * (1 - CLOSE))
    exact = [prod(map(int, gains[row])) for row in rows]
    most = max(exact)
    return min(int(accepted.indices[row]) for row, value in zip(rows, exact, strict=True) if value == most)


def _kalai_smorodinsky(search: "_Search", gains: Points) -> int:
    """Return the outcome of the largest least share; whoever can gain nothing is left out of account."""
    ideal = gains.max(axis=0)
    counted = np.flatnonzero(ideal > 0)
    if not len(counted):
        return search.lowest(search.lines)
    shares = (gains[:, counted] / ideal[counted]).min(axis=1)
    rows = np.flatnonzero(shares >= shares.max() * (1 - CLOSE))
    most = [int(ideal[column]) for column in counted]
    level = max(
        min(Fraction(int(gain), top) for gain, top in zip(gains[row, counted], most, strict=True))
        for row in rows
    )
    # An outcome that ties may lie off the frontier: it must reach the gains that make the same least share.
    needed = np.zeros(len(ideal))
    needed[counted] = [ceil(level * top) for top in most]
    return search.lowest(search.lines + needed)


# The lowest index that reaches given points -----------------------------------------------------


class _Search:
    """Looks for outcomes choice by choice, in the frontiers of what is not chosen yet."""

    def __init__(self, space: Space, later: Sequence[Frontier]) -> None:
        self._space = space
        self._later = later
        self._signers = list(space.rule.signers)
        self.lines = space.lines[self._signers]

    def lowest(self, needed: Points) -> int:
        """Return the lowest index of an outcome with at least the points `needed` by every signatory."""
        chosen: dict[int, int] = {}
        for issue, labels in enumerate(self._space.choices):
            for choice in range(len(labels)):
                chosen[issue] = choice
                if self._can_reach(chosen, needed):
                    break
            else:
                raise AssertionError("somebody reaches what is needed")
        return self._space.index_of([chosen[issue] for issue in range(len(self._space.issues))])

    def _can_reach(self, chosen: dict[int, int], needed: Points) -> bool:
        """Return whether the rest can still make up what is missing."""
        begun = [group for group in self._space.groups if group.issues[0] in chosen]
        missing, parts = needed, []
        for group in begun:
            rows = _rows(self._space, group.issues, chosen)
            points = group.points[rows][:, self._signers]
            if len(rows) == 1:
                missing = missing - points[0]
            else:
                parts.append(undominated(points, group.places[rows]))
        rest = self._later[len(begun)].points
        within = sum_of(parts, len(self._signers)).points
        fewer, more = sorted((within, rest), key=len)
        return any(bool((more >= missing - row).all(axis=1).any()) for row in fewer)


def _rows(space: Space, issues: tuple[int, ...], chosen: dict[int, int]) -> NDArray[np.int64]:
    """Return the rows of a group that agree with what is chosen."""
    rows = np.zeros(1, dtype=np.int64)
    for issue in issues:
        size = len(space.choices[issue])
        options = np.array([chosen[issue]] if issue in chosen else range(size), dtype=np.int64)
        rows = (rows[:, None] * size + options[None, :]).reshape(-1)
    return rows

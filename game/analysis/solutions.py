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

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.analysis.frontiers import Frontier, frontier, nothing, sum_of, summed, undominated
from game.analysis.spaces import Points, Space


class Solutions(NamedTuple):
    """Outcome indices; None where no outcome is acceptable to every signatory."""

    nash: int | None
    kalai_smorodinsky: int | None
    egalitarian: int | None
    utilitarian: int | None


def solutions(space: Space) -> Solutions:
    """Return what each theory names."""
    signers = list(space.rule.signers)
    best = frontier(space, signers)
    gains = best.points - space.lines[signers]
    bearable = np.all(gains >= 0, axis=1)
    if not signers or not bearable.any():
        return Solutions(None, None, None, None)
    gains = gains[bearable]
    accepted = Frontier(best.points[bearable], best.indices[bearable])
    ideal = gains.max(axis=0)
    return Solutions(
        nash=_nash(space, accepted, gains),
        kalai_smorodinsky=_kalai_smorodinsky(space, gains, ideal),
        egalitarian=_lowest(space, space.lines[signers] + gains.min(axis=1).max()),
        utilitarian=_first(accepted, accepted.points.sum(axis=1)),
    )


def _first(accepted: Frontier, values: NDArray[np.float64]) -> int:
    """Return the lowest index among the outcomes of the highest value."""
    return int(accepted.indices[values == values.max()].min())


def _nash(space: Space, accepted: Frontier, gains: Points) -> int:
    """Return the outcome of the largest product; where somebody can gain nothing, any unanimous one ties."""
    products = gains.prod(axis=1)
    if products.max() > 0:
        return _first(accepted, products)
    return _lowest(space, space.lines[list(space.rule.signers)])


def _kalai_smorodinsky(space: Space, gains: Points, ideal: NDArray[np.float64]) -> int:
    """Return the outcome of the largest least share; whoever can gain nothing is left out of account."""
    counted = ideal > 0
    if not counted.any():
        return _lowest(space, space.lines[list(space.rule.signers)])
    shares = (gains[:, counted] / ideal[counted]).min(axis=1)
    # An outcome that ties may lie off the frontier: it must reach the gains that make the same least share.
    needed = np.where(counted, _smallest_reaching(float(shares.max()), ideal), 0.0)
    return _lowest(space, space.lines[list(space.rule.signers)] + needed)


def _smallest_reaching(level: float, ideal: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the least gains whose share of the ideal is at least `level`, to the last bit of rounding."""
    needed = level * ideal
    with np.errstate(invalid="ignore", divide="ignore"):
        for _ in range(4):
            lower = np.nextafter(needed, -np.inf)
            needed = np.where((ideal > 0) & (lower / ideal >= level), lower, needed)
            needed = np.where((ideal > 0) & (needed / ideal < level), np.nextafter(needed, np.inf), needed)
    return np.asarray(needed)


# The lowest index that reaches given points -----------------------------------------------------


def _lowest(space: Space, needed: NDArray[np.float64]) -> int:
    """Return the lowest index of an outcome with at least the points `needed` by every signatory.

    Choice by choice, each time the first after which the rest can still make up what is missing: that is
    looked up in the frontiers of what is not chosen yet.
    """
    signers = list(space.rule.signers)
    width = len(signers)
    later = _frontiers_from(space, signers)
    chosen: dict[int, int] = {}
    for issue, labels in enumerate(space.choices):
        begun = [group for group in space.groups if group.issues[0] <= issue]
        rest = later[len(begun)]
        for choice in range(len(labels)):
            chosen[issue] = choice
            parts = []
            for group in begun:
                rows = _rows(space, group.issues, chosen)
                parts.append(undominated(group.points[rows][:, signers], group.places[rows]))
            reach = summed(sum_of(parts, width), rest)
            if np.any(np.all(reach.points >= needed, axis=1)):
                break
        else:
            raise AssertionError("somebody reaches what is needed")
    return space.index_of([chosen[issue] for issue in range(len(space.issues))])


def _frontiers_from(space: Space, signers: list[int]) -> list[Frontier]:
    """Return, for each number of groups already begun, the frontier of the others."""
    found = [nothing(len(signers))]
    for group in reversed(space.groups):
        found.append(summed(undominated(group.points[:, signers], group.places), found[-1]))
    return list(reversed(found))


def _rows(space: Space, issues: tuple[int, ...], chosen: dict[int, int]) -> NDArray[np.int64]:
    """Return the rows of a group that agree with what is chosen."""
    rows = np.zeros(1, dtype=np.int64)
    for issue in issues:
        size = len(space.choices[issue])
        options = np.array([chosen[issue]] if issue in chosen else range(size), dtype=np.int64)
        rows = (rows[:, None] * size + options[None, :]).reshape(-1)
    return rows

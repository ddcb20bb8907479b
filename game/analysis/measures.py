"""Measures of a space and of single outcomes: the zone of agreement, what hangs on an issue, distances.

Law of this file: exact, or None where there is too much to tell; points are the space's own parts (see
`Space.unit`). Nothing here lists outcomes.

- Zone of agreement: what an agreement that every signatory accepts can be worth to a role, from the least to
  the most. Raiffa, The Art and Science of Negotiation (Harvard University Press, 1982), ch. 4.
- What hangs on an issue is its swing: the most a role can have with the issue settled best for it, less the
  most it can have with the issue settled worst for it, all other issues open and everybody's acceptance still
  needed. It is the swing of swing weighting, between agreements that can be had: von Winterfeldt and
  Edwards, Decision Analysis and Behavioral Research (Cambridge University Press, 1986), ch. 8.
- Distance: Euclidean, each role's points as a share of what lies between its worst and its best outcome.
  Baarslag et al., "Evaluating practical negotiating agents", Artificial Intelligence 198 (2013), pp. 73-103.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from game.analysis.frontiers import BLOCK, Frontier, frontier, nothing, summed, undominated
from game.analysis.solutions import solutions
from game.analysis.spaces import Points, Space, settled


class Zone(NamedTuple):
    """What an agreement acceptable to every signatory is worth to a role; `least` None: too much to tell."""

    least: float | None
    most: float


def zone(space: Space, column: int) -> Zone | None:
    """Return the zone of agreement for a role; None where nothing is acceptable to every signatory."""
    most = most_for(space, column)
    return None if most is None else Zone(_least_for(space, column), most)


def most_for(space: Space, column: int) -> float | None:
    """Return the most a role can have in an outcome every signatory accepts; None if there is no such one."""
    signers = list(space.rule.signers)
    others = [column] if column not in signers else []
    found = frontier(space, [*signers, *others])
    accepted = np.all(found.points[:, : len(signers)] >= space.lines[signers], axis=1)
    place = [*signers, *others].index(column)
    return float(found.points[accepted, place].max()) if accepted.any() else None


def _least_for(space: Space, column: int) -> float | None:
    """Return the least, given that there is an outcome every signatory accepts.

    A signatory's own points count upwards (it must accept) and downwards (the least is wanted), so that
    only equal points are compared; these may be too many.
    """
    signers = list(space.rule.signers)
    found = nothing(len(signers) + 1)
    parts = (
        undominated(np.column_stack([group.points[:, signers], -group.points[:, column]]), group.places)
        for group in space.groups
    )
    for part in sorted(parts, key=lambda item: len(item.indices)):
        if len(found.indices) * len(part.indices) > BLOCK:
            return None
        found = summed(found, part)
    accepted = np.all(found.points[:, :-1] >= space.lines[signers], axis=1)
    return -float(found.points[accepted, -1].max())


# What hangs on an issue -------------------------------------------------------------------------


class Swing(NamedTuple):
    """What hangs on an issue for a role.

    `worst`: the choice at which the most it can have is least. `best`: how much less that is than the most
    it can have with the issue open; where nothing acceptable is left, its walk-away is what it can have.
    `nash`: how much less the Nash outcome brings it (below 0: more), None where there is none to compare.
    """

    issue: int
    column: int
    worst: int
    best: float
    nash: float | None


def swings(space: Space, columns: Sequence[int]) -> list[Swing]:
    """Return what hangs on each issue that has a choice, for each of the roles in `columns`."""
    open_most = [most_for(space, column) for column in columns]
    named = solutions(space).nash
    if named is None:
        return []
    agreed = space.points_of(named)
    found = []
    for issue, labels in enumerate(space.choices):
        if len(labels) < 2:
            continue
        without = [settled(space, issue, choice) for choice in range(len(labels))]
        nash: dict[int, Points | None] = {}
        for column, most in zip(columns, open_most, strict=True):
            assert most is not None, "where there is a Nash outcome there is an agreement"
            left = [_or_walkaway(most_for(one, column), one, column) for one in without]
            worst = left.index(min(left))
            if worst not in nash:
                nash[worst] = _nash_points(without[worst])
            points = nash[worst]
            loss = None if points is None else float(agreed[column] - points[column])
            found.append(Swing(issue, column, worst, most - left[worst], loss))
    return found


def _or_walkaway(most: float | None, space: Space, column: int) -> float:
    return float(space.lines[column]) if most is None else most


def _nash_points(space: Space) -> Points | None:
    named = solutions(space).nash
    return None if named is None else space.points_of(named)


# Distances --------------------------------------------------------------------------------------


def spans(space: Space, columns: Sequence[int]) -> Points:
    """Return how many points lie between the worst and the best outcome, by role."""
    chosen = list(columns)
    ends = [np.ptp(group.points[:, chosen], axis=0) for group in space.groups]
    return np.sum(ends, axis=0) if ends else np.zeros(len(chosen))


def distance(own: Points, others: Points, span: Points) -> float:
    """Return how far `own` is from the nearest of `others` (one row each), as shares of each role's span."""
    counted = span > 0
    apart = (np.atleast_2d(others)[:, counted] - own[counted]) / span[counted]
    return float(np.sqrt((apart**2).sum(axis=1)).min())


def distance_to_frontier(space: Space, own: Points, pareto: Frontier, columns: Sequence[int]) -> float:
    """Return how far an outcome's points for `columns` are from the nearest point of the frontier."""
    return distance(own, pareto.points, spans(space, columns))

"""Pareto frontiers of outcome spaces, exact whatever their size.

Law of this file: since points add up over groups, the frontier of a space is the frontier of the sums of its
groups' frontiers: a combination that another of its group dominates is dominated in every outcome. Nothing
here lists outcomes.

Which rows are dominated is found with moocore's algorithms (Kung, Luccio and Preparata, "On finding the
maxima of a set of vectors", Journal of the ACM 22 (1975), pp. 469-476; Fonseca and Lopez-Ibanez's C
library).
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import moocore
import numpy as np

from game.analysis.spaces import Indices, Points, Space

BLOCK = 1_000_000
"""Rows weighed at once, so that memory does not grow with the product of two frontiers."""


class Frontier(NamedTuple):
    """Distinct points that nothing dominates, best first by column; the lowest index of each."""

    points: Points
    indices: Indices


def nothing(columns: int) -> Frontier:
    """Return the frontier of no issues at all: one outcome, worth nothing."""
    return Frontier(np.zeros((1, columns)), np.zeros(1, dtype=np.int64))


def undominated(points: Points, indices: Indices) -> Frontier:
    """Return the frontier of a list of points."""
    keys = (indices, *(-points[:, column] for column in reversed(range(points.shape[1]))))
    order = np.lexsort(keys)
    points, indices = points[order], indices[order]
    fresh = np.ones(len(points), dtype=np.bool_)
    fresh[1:] = np.any(points[1:] != points[:-1], axis=1)
    points, indices = points[fresh], indices[fresh]
    if points.shape[1] == 1:
        return Frontier(points[:1], indices[:1])
    kept = moocore.is_nondominated(points, maximise=True)
    return Frontier(points[kept], indices[kept])


def summed(one: Frontier, other: Frontier) -> Frontier:
    """Return the frontier of all sums of a point of each."""
    rows = max(1, BLOCK // max(1, len(other.indices)))
    found: Frontier | None = None
    for start in range(0, len(one.indices), rows):
        part = slice(start, start + rows)
        points = (one.points[part, None, :] + other.points[None, :, :]).reshape(-1, one.points.shape[1])
        indices = (one.indices[part, None] + other.indices[None, :]).reshape(-1)
        new = undominated(points, indices)
        if found is not None:
            new = undominated(
                np.concatenate([found.points, new.points]), np.concatenate([found.indices, new.indices])
            )
        found = new
    assert found is not None, "a frontier has a point"
    return found


def sum_of(frontiers: Iterable[Frontier], columns: int) -> Frontier:
    """Return the frontier of all sums of a point of each of several."""
    found = nothing(columns)
    for frontier in sorted(frontiers, key=lambda item: len(item.indices)):
        found = summed(found, frontier)
    return found


def frontier(space: Space, columns: Sequence[int] | None = None) -> Frontier:
    """Return the Pareto frontier of a space, over all its roles or some of them."""
    chosen = list(range(len(space.roles)) if columns is None else columns)
    parts = (undominated(group.points[:, chosen], group.places) for group in space.groups)
    return sum_of(parts, len(chosen))

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

MANY = 20_000
"""So many rows are thinned out on a grid before moocore weighs them."""
CELLS = 2**17
COARSEST = 4


class Frontier(NamedTuple):
    """Distinct points that nothing dominates, best first by column; the lowest index of each."""

    points: Points
    indices: Indices


def nothing(columns: int) -> Frontier:
    """Return the frontier of no issues at all: one outcome, worth nothing."""
    return Frontier(np.zeros((1, columns)), np.zeros(1, dtype=np.int64))


def undominated(points: Points, indices: Indices) -> Frontier:
    """Return the frontier of a list of points."""
    width = points.shape[1]
    if len(points) >= MANY:
        rows = _maybe_undominated(points)
        points, indices = points[rows], indices[rows]
    if width > 1:  # equal points stay, so that the lowest index of them can be told
        kept = moocore.is_nondominated(points, maximise=True, keep_weakly=True)
    else:
        kept = np.all(points == points.max(axis=0), axis=1)
    points, indices = points[kept], indices[kept]
    order = np.lexsort((indices, *(-points[:, column] for column in reversed(range(width)))))
    points, indices = points[order], indices[order]
    fresh = np.ones(len(points), dtype=np.bool_)
    fresh[1:] = np.any(points[1:] != points[:-1], axis=1)
    return Frontier(points[fresh], indices[fresh])


def _maybe_undominated(points: Points) -> Indices:
    """Return the rows that a grid cannot rule out; every row of the frontier is among them.

    Cells over all columns but the last hold the most any point in them or beyond has in the last column. A
    row is ruled out if a cell strictly further in every other column holds as much.
    """
    width = points.shape[1] - 1
    side = int(CELLS ** (1 / width)) if width else 0
    if side < COARSEST:
        return np.arange(len(points))
    place = np.zeros(len(points), dtype=np.int64)
    for column in points.T[:width]:
        low, high = column.min(), column.max()
        cell = (column - low) * ((side - 1) / (high - low) if high > low else 0.0)
        place = place * (side + 1) + cell.astype(np.int64)
    most = np.full((side + 1,) * width, -np.inf)
    np.maximum.at(most.reshape(-1), place, points[:, -1])
    for axis in range(width):
        most = np.flip(np.maximum.accumulate(np.flip(most, axis), axis), axis)
    further = sum((side + 1) ** power for power in range(width))
    return np.flatnonzero(points[:, -1] > most.reshape(-1)[place + further])


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

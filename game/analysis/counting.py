"""How many outcomes there are of a kind, without listing them.

Law of this file: the groups are split in two halves; what one half must bring for the other to be enough is
counted, equal rows once. For two signatories that is done by sorting (counting dominated points: Bentley,
"Multidimensional divide-and-conquer", Communications of the ACM 23 (1980), pp. 214-229), else row by row.
"""

import numpy as np
from numpy.typing import NDArray

from game.analysis.spaces import Points, Space

MOST_PAIRS = 2_000_000_000
"""More pairs of rows than this are not weighed one by one: the answer is None."""
BLOCK = 4_000_000
FAR = 2.0**40
"""What a combination outside a mandate is short by: more than any points make up."""


def unanimous(space: Space) -> int | None:
    """Return how many outcomes every signatory accepts, at its walk-away or above; None: too many to tell."""
    return _count(space, all_of=space.rule.signers, quorum=0, mandates=False)


def feasible(space: Space) -> int | None:
    """Return how many outcomes the binding rule lets through: who accepts is at its walk-away or above it,
    and inside its mandate if it has one."""
    rule = space.rule
    return _count(space, all_of=rule.vetoes, quorum=rule.quorum, mandates=True)


def _count(space: Space, *, all_of: tuple[int, ...], quorum: int, mandates: bool) -> int | None:
    signers = list(space.rule.signers)
    must = np.array([signer in all_of for signer in signers], dtype=np.bool_)
    if must.all():
        quorum = 0
    left, right = _halves(space, signers, mandates=mandates)
    if must.all() and len(signers) == 2:
        return _count_two(left, right, space.lines[signers])
    if len(left[1]) * len(right[1]) > MOST_PAIRS:
        return None
    lines = space.lines[signers]
    rows = max(1, BLOCK // max(1, len(right[1])))
    total = 0
    for start in range(0, len(left[1]), rows):
        block, counts = left[0][start : start + rows], left[1][start : start + rows]
        accepts = block[:, None, :] + right[0][None, :, :] >= lines
        passed = accepts[:, :, must].all(axis=2)
        if quorum:
            passed &= accepts.sum(axis=2) >= quorum
        total += int(counts @ (passed @ right[1]))
    return total


def _count_two(left: "Half", right: "Half", lines: Points) -> int:
    """Return how many combinations reach both lines.

    The right rows stand best first in the first column, so that each left row needs a number of rows from
    the front; that number is made up of blocks of powers of two, each sorted by the second column.
    """
    order = np.argsort(-right[0][:, 0], kind="stable")
    rows, counts = right[0][order], right[1][order]
    needed = lines - left[0]
    front = np.searchsorted(-rows[:, 0], -needed[:, 0], side="right")
    second = np.unique(rows[:, 1])
    rank = np.searchsorted(second, rows[:, 1])
    least = np.searchsorted(second, needed[:, 1])
    found = np.zeros(len(needed), dtype=np.int64)
    for level in range(len(rows).bit_length()):
        keys = (np.arange(len(rows)) >> level) * (len(second) + 1) + rank
        sorting = np.argsort(keys, kind="stable")
        keys, sums = keys[sorting], np.concatenate([[0], np.cumsum(counts[sorting])])
        asked = np.flatnonzero(front >> level & 1)
        block = ((front[asked] >> level) - 1) * (len(second) + 1)
        first = np.searchsorted(keys, block + least[asked])
        last = np.searchsorted(keys, block + len(second))
        found[asked] += sums[last] - sums[first]
    return sum(int(own) * int(others) for own, others in zip(left[1], found, strict=True))


Half = tuple[Points, NDArray[np.int64]]
"""Distinct rows with how many combinations give each."""


def _halves(space: Space, signers: list[int], *, mandates: bool) -> tuple[Half, Half]:
    """Return the groups' sums in two halves of about equal size."""
    empty: Half = (np.zeros((1, len(signers))), np.ones(1, dtype=np.int64))
    halves = [empty, empty]
    for group in sorted(space.groups, key=lambda item: -len(item.places)):
        points = group.points[:, signers]
        if mandates:
            points = points - np.where(group.covered[:, signers], 0.0, FAR)
        smaller = min((0, 1), key=lambda side: len(halves[side][1]))
        halves[smaller] = _added(halves[smaller], points)
    return halves[0], halves[1]


def _added(half: Half, points: Points) -> Half:
    rows, counts = half
    sums = (rows[:, None, :] + points[None, :, :]).reshape(-1, points.shape[1])
    distinct, where = np.unique(sums, axis=0, return_inverse=True)
    found = np.zeros(len(distinct), dtype=np.int64)
    np.add.at(found, where.reshape(-1), np.repeat(counts, len(points)))
    return distinct, found

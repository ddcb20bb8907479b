"""How many outcomes there are of a kind, without listing them.

Law of this file: the groups are split in two halves; what one half must bring for the other to be enough is
counted row against row, equal rows once.
"""

import numpy as np
from numpy.typing import NDArray

from game.analysis.spaces import Points, Space

MOST_PAIRS = 20_000_000_000
"""More pairs of rows than this are not counted: the answer is None."""
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

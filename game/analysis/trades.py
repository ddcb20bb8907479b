"""Trades nobody found: small changes of an outcome that would have left nobody worse off.

Law of this file: arithmetic on an outcome space; a change touches one issue or two.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import NamedTuple

import numpy as np

from game.analysis.spaces import Space


class Trade(NamedTuple):
    """What to change (issue, choice), and what each of the roles looked at gains by it."""

    changes: tuple[tuple[int, int], ...]
    gains: tuple[float, ...]


def unused_trades(space: Space, index: int, columns: Sequence[int], most: int = 3) -> list[Trade]:
    """Return the best trades left at an outcome, no two about the same issues.

    Best is what gives most to whoever gains least by it, then most in all, then what changes least.
    """
    found: list[Trade] = []
    for trade in sorted(_trades(space, index, list(columns)), key=_order):
        issues = {issue for issue, _ in trade.changes}
        if not any(issues & {issue for issue, _ in other.changes} for other in found):
            found.append(trade)
        if len(found) == most:
            break
    return found


def _order(trade: Trade) -> tuple[float, float, int, tuple[tuple[int, int], ...]]:
    return -min(trade.gains), -sum(trade.gains), len(trade.changes), trade.changes


def _trades(space: Space, index: int, columns: list[int]) -> Iterator[Trade]:
    """Yield every change of one issue or two by which somebody gains and nobody loses."""
    chosen = list(space.choices_of(index))
    own = space.points_of(index)[columns]
    others = [
        [choice for choice in range(len(labels)) if choice != chosen[issue]]
        for issue, labels in enumerate(space.choices)
    ]
    for count in (1, 2):
        for issues in combinations(range(len(chosen)), count):
            for choices in product(*(others[issue] for issue in issues)):
                changed = list(chosen)
                for issue, choice in zip(issues, choices, strict=True):
                    changed[issue] = choice
                gains = space.points_of(space.index_of(changed))[columns] - own
                if np.all(gains >= 0) and np.any(gains > 0):
                    changes = tuple(zip(issues, choices, strict=True))
                    yield Trade(changes, tuple(float(gain) / space.unit for gain in gains))

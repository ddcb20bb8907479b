"""What hangs on the author's weights: each changed by a fifth, one at a time.

Law of this file: weights are judgments; what flips when one of them is a fifth more or less should be known.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from game.scenario.tables import PublicTables, RoleTables

FIFTH = (80, 120)
"""Percent a weight is changed to."""


class Variant(NamedTuple):
    """A role with one weight changed: that of an issue, or its walk-away (issue -1)."""

    issue: int
    percent: int
    own: RoleTables


def variants(public: PublicTables, own: RoleTables) -> Iterator[Variant]:
    """Yield a role with each of its weights a fifth less and a fifth more, one at a time."""
    for percent in FIFTH:
        yield Variant(-1, percent, replace(own, walkaway=_changed(own.walkaway, percent)))
        for issue in range(len(public.issues)):
            if max(map(max, own.points[issue])):
                yield Variant(issue, percent, _with_issue(own, issue, percent))


def _with_issue(own: RoleTables, issue: int, percent: int) -> RoleTables:
    points = tuple(tuple(_changed(p, percent) for p in values) for values in own.points[issue])
    middles = tuple((min(values) + max(values)) // 2 for values in points)
    silent = tuple(_changed(p, percent) if n == issue else p for n, p in enumerate(own.silent))
    return replace(
        own,
        points=(*own.points[:issue], points, *own.points[issue + 1 :]),
        middles=(*own.middles[:issue], middles, *own.middles[issue + 1 :]),
        silent=silent,
    )


def _changed(points: int, percent: int) -> int:
    return round(points * percent / 100)

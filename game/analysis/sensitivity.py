"""What hangs on the author's weights: each changed by a fifth, one at a time.

Law of this file: weights are judgments; what flips when one of them is a fifth more or less should be known.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from game.analysis.frontiers import frontier
from game.analysis.solutions import solutions
from game.analysis.spaces import Space
from game.scenario.tables import PublicTables, RoleTables

FIFTH = (80, 120)
"""Percent a weight is changed to."""
FINER = 5
"""Parts a point is cut into, so that fifths of it are whole."""


class Variant(NamedTuple):
    """A role with one weight changed: that of an issue, or its walk-away (issue -1)."""

    issue: int
    percent: int
    own: RoleTables


class VariedSpace(NamedTuple):
    """A space in which one weight of the role in `column` is changed; `issue` None: its walk-away."""

    column: int
    issue: str | None
    percent: int
    space: Space


def varied(space: Space, columns: Sequence[int]) -> Iterator[VariedSpace]:
    """Yield an additive space with each weight of some roles a fifth less and a fifth more, one at a time.

    Points are counted in finer parts, so that nothing is rounded. An issue that hangs together with others
    has no weight of its own here and is left alone.
    """
    groups = tuple(replace(group, points=group.points * FINER) for group in space.groups)
    finer = replace(space, groups=groups, lines=space.lines * FINER, unit=space.unit * FINER)
    for column in columns:
        for percent in FIFTH:
            lines = finer.lines.copy()
            lines[column] = space.lines[column] * (percent * FINER // 100)
            yield VariedSpace(column, None, percent, replace(finer, lines=lines))
            for place, group in enumerate(space.groups):
                if len(group.issues) > 1 or not group.points[:, column].any():
                    continue
                points = groups[place].points.copy()
                points[:, column] = group.points[:, column] * (percent * FINER // 100)
                changed = replace(groups[place], points=points)
                others = (*groups[:place], changed, *groups[place + 1 :])
                yield VariedSpace(
                    column, space.issues[group.issues[0]], percent, replace(finer, groups=others)
                )


class Shift(NamedTuple):
    """What a changed weight changes: the Nash outcome; per outcome looked at, acceptance or the frontier.

    `accepts`: outcomes the role accepts now and did not, or the other way round. `frontier`: outcomes that
    now lie on the frontier of the roles looked at and did not, or the other way round.
    """

    variant: VariedSpace
    nash: bool
    accepts: tuple[int, ...]
    frontier: tuple[int, ...]


def shifts(
    space: Space, columns: Sequence[int], outcomes: Sequence[int], changed: Iterable[VariedSpace]
) -> list[Shift]:
    """Return the changed weights that change something, with what they change."""
    chosen = list(columns)
    nash = solutions(space).nash
    before = _on_frontier(space, chosen, outcomes)
    found = []
    for variant in changed:
        after = _on_frontier(variant.space, chosen, outcomes)
        moved = tuple(one for one in outcomes if (one in before) != (one in after))
        turned = tuple(
            one
            for one in outcomes
            if _accepts(space, variant.column, one) != _accepts(variant.space, variant.column, one)
        )
        shift = Shift(variant, solutions(variant.space).nash != nash, turned, moved)
        if shift.nash or turned or moved:
            found.append(shift)
    return found


def _accepts(space: Space, column: int, index: int) -> bool:
    return bool(space.points_of(index)[column] >= space.lines[column])


def _on_frontier(space: Space, columns: list[int], outcomes: Sequence[int]) -> set[int]:
    """Return which of some outcomes lie on the frontier."""
    if not outcomes:
        return set()
    best = frontier(space, columns).points
    return {one for one in outcomes if np.all(best == space.points_of(one)[columns], axis=1).any()}


# A scenario's own tables ------------------------------------------------------------------------


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

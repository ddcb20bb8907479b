"""The plane of two roles: every outcome as a point, what is marked in it, and the numbers beside it.

Law of this file: points on the input's own scale; nothing is drawn here. Where results are too many to draw
one by one, that is told and never hidden.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from game.analysis.frontiers import frontier
from game.analysis.spaces import Points, Space, SpaceError
from game.analysis.trades import unused_trades
from game.presentation.possible import THEORIES, analysis_data
from game.presentation.weighed import Data, Weighed

Spot = tuple[float, float]

GRID = (48, 34)
MOST_DOTS = GRID[0] * GRID[1]
"""More results than this are thinned out, to one in each cell of the grid."""
MOST_RESULTS = 400_000
"""More sums than this are not made: the outline stands for them."""


class Mark(NamedTuple):
    """An outcome with a name: one of the theories, `documented`, `outcome` or `match`."""

    kind: str
    spot: Spot
    package: tuple[tuple[str, str], ...]


class Offer(NamedTuple):
    """An offer of a match: its number from 1, whose it was (0 or 1 for the roles of the axes, else 2)."""

    number: int
    side: int
    role: str
    spot: Spot


class Trade(NamedTuple):
    """A trade left unused: issues with what they would be instead, and what each of the two gains."""

    changes: tuple[tuple[str, str], ...]
    gains: Spot


Swings = tuple[tuple[str, tuple[int | float | None, ...]], ...]
"""What hangs on each issue: its title; for each of the two, of the most and of the Nash outcome."""


@dataclass(frozen=True)
class Plane:
    """What there is to draw and to tell; x is the first role, y the second.

    `dots`: results to draw, without those on the frontier. `results`: how many there are to draw, None if
    too many to tell. `outline`: the hull of all outcomes, counter-clockwise. `vetoes`: whether each of the
    two signs, so that its walk-away bounds the zone. `others`: who signs beside them. `trades`: by the kind
    of a mark. `data`: as analyses print it.
    """

    names: tuple[str, str]
    lines: Spot
    vetoes: tuple[bool, bool]
    others: tuple[str, ...]
    dots: tuple[Spot, ...]
    results: int | None
    outline: tuple[Spot, ...]
    frontier: tuple[Spot, ...]
    marks: tuple[Mark, ...]
    offers: tuple[Offer, ...]
    trades: dict[str, tuple[Trade, ...]]
    swings: Swings
    data: Data
    role_names: dict[str, str]


def plane(weighed: Weighed) -> Plane:
    """Return the plane of the two roles that were weighed. Raises `SpaceError` if they are not two."""
    found = weighed.found
    space, columns = found.space, list(found.columns)
    if len(columns) != 2:
        raise SpaceError("analyse/two_roles", known=", ".join(space.roles))
    results = _results(space, columns)
    pareto = frontier(space, columns).points
    names, data = weighed.names, analysis_data(weighed)
    marked = _marked(weighed)
    roles = [space.roles[column] for column in columns]
    return Plane(
        names=(names[roles[0]], names[roles[1]]),
        lines=_spot(space, space.lines[columns]),
        vetoes=(columns[0] in space.rule.signers, columns[1] in space.rule.signers),
        others=tuple(names[space.roles[c]] for c in space.rule.signers if c not in columns),
        dots=() if results is None else _spots(space, _thinned(_without(results, pareto))),
        results=None if results is None else len(results),
        outline=_spots(space, _outline(space, columns)),
        frontier=_spots(space, pareto),
        marks=tuple(
            Mark(kind, _spot(space, space.points_of(index)[columns]), tuple(weighed.package(index)))
            for kind, index in marked.items()
        ),
        offers=tuple(_offers(weighed, roles)),
        trades={
            kind: tuple(_trades(weighed, index)) for kind, index in marked.items() if kind not in THEORIES
        },
        swings=_swings(weighed, data),
        data=data,
        role_names=dict(names),
    )


def _marked(weighed: Weighed) -> dict[str, int]:
    """Return the outcomes with a name."""
    named: dict[str, int | None] = {name: getattr(weighed.found.solutions, name) for name in THEORIES}
    named["documented"] = weighed.documented
    named["match" if "match" in weighed.about else "outcome"] = weighed.outcome
    return {kind: index for kind, index in named.items() if index is not None}


def _offers(weighed: Weighed, roles: Sequence[str]) -> Iterator[Offer]:
    space, columns = weighed.found.space, list(weighed.found.columns)
    for number, step in enumerate(weighed.dance, start=1):
        side = roles.index(step.role) if step.role in roles else 2
        spot = _spot(space, space.points_of(step.outcome)[columns])
        yield Offer(number, side, weighed.names[step.role], spot)


def _trades(weighed: Weighed, index: int) -> Iterator[Trade]:
    """Yield the trades left unused at an outcome, in words."""
    for changes, gains in unused_trades(weighed.found.space, index, weighed.found.columns):
        yield Trade(tuple(weighed.clause(*change) for change in changes), (gains[0], gains[1]))


def _swings(weighed: Weighed, data: Data) -> Swings:
    places = {issue: place for place, issue in enumerate(weighed.found.space.issues)}
    return tuple(
        (
            weighed.clause(places[issue], 0)[0],
            tuple(by_role[role][key] for role in data["roles"] for key in ("most", "nash")),
        )
        for issue, by_role in data["swings"].items()
    )


def _spot(space: Space, point: Points) -> Spot:
    return float(point[0]) / space.unit, float(point[1]) / space.unit


def _spots(space: Space, points: Points) -> tuple[Spot, ...]:
    return tuple(_spot(space, point) for point in points)


# Results ----------------------------------------------------------------------------------------


def _results(space: Space, columns: Sequence[int]) -> Points | None:
    """Return every distinct pair of points, or None if there are too many."""
    found = np.zeros((1, 2))
    for group in space.groups:
        part = np.unique(group.points[:, list(columns)], axis=0)
        if len(found) * len(part) > MOST_RESULTS:
            return None
        found = np.unique((found[:, None, :] + part[None, :, :]).reshape(-1, 2), axis=0)
    return found


def _without(points: Points, others: Points) -> Points:
    known = {tuple(row) for row in others}
    kept = [tuple(row) not in known for row in points]
    return points[kept]


def _thinned(points: Points) -> Points:
    """Return one point of each cell of a grid where there are many."""
    if len(points) <= MOST_DOTS:
        return points
    low, span = points.min(axis=0), np.ptp(points, axis=0)
    cells = np.floor((points - low) / np.where(span > 0, span, 1) * (np.array(GRID) - 1e-9)).astype(np.int64)
    _, first = np.unique(cells, axis=0, return_index=True)
    return points[np.sort(first)]


def _outline(space: Space, columns: Sequence[int]) -> Points:
    """Return the convex hull of all outcomes: the sum of the groups' hulls."""
    found = np.zeros((1, 2))
    for group in space.groups:
        part = _hull(group.points[:, list(columns)])
        found = _hull((found[:, None, :] + part[None, :, :]).reshape(-1, 2))
    return found


def _hull(points: Points) -> Points:
    """Return a convex hull, counter-clockwise.

    Andrew, "Another efficient algorithm for convex hulls in two dimensions", Information Processing Letters 9
    (1979), pp. 216-219.
    """
    spots = [(float(x), float(y)) for x, y in np.unique(points, axis=0)]
    if len(spots) < 3:
        return np.array(spots)
    lower, upper = _chain(spots), _chain(spots[::-1])
    return np.array([*lower[:-1], *upper[:-1]])


def _chain(spots: Sequence[Spot]) -> list[Spot]:
    found: list[Spot] = []
    for x, y in spots:
        while len(found) > 1:
            (ax, ay), (bx, by) = found[-2:]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            found.pop()
        found.append((x, y))
    return found

"""The map as the paths of a vector drawing: small, for pages that travel over a bad line.

Law of this file: whole numbers. Points are put on a grid of the drawing's units, so that neighbours, which
share their points, share them still; what lies outside the frame is cut off.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from game.presentation.mapping.geography import ASPECT, Path, Point, Region, geography

WIDTH, HEIGHT = 720, 480
"""The frame in units of the drawing."""
_MARGIN = 4 / WIDTH
_LEFT, _TOP, _RIGHT, _BOTTOM = -_MARGIN, -_MARGIN, 1 + _MARGIN, 1 / ASPECT + _MARGIN
Spot = tuple[int, int]


def spot(point: Point) -> Spot:
    """Return where a point of the frame lies in the drawing."""
    return round(point[0] * WIDTH), round(point[1] * WIDTH)


@cache
def land(region: str) -> str:
    """Return the outline of a region as a path; '' where it lies outside the frame."""
    found: Region = geography().regions[region]
    rings = (_clipped(list(ring[:-1])) for rings in found.parts for ring in rings)
    return "".join(_drawn(_gridded(ring), closed=True) for ring in rings)


@cache
def line(name: str) -> str:
    """Return a railway, a region's limit or a border as a path. Raises KeyError for any other name."""
    return lines(geography().line(name))


def lines(paths: Iterable[Path]) -> str:
    """Return lines as one path."""
    return "".join(_drawn(_gridded(part), closed=False) for path in paths for part in _seen(path))


@cache
def water() -> tuple[str, str]:
    """Return the lakes and the rivers as paths."""
    land_ = geography()
    lakes = "".join(_drawn(_gridded(_clipped(list(lake[:-1]))), closed=True) for lake in land_.lakes)
    return lakes, lines(land_.rivers)


@cache
def borders() -> tuple[str, str]:
    """Return the limits between polities, and those within one, as paths."""
    land_ = geography()
    between: list[Path] = []
    within: list[Path] = []
    for border in land_.borders:
        held = {land_.regions[name].polity for name in border.regions}
        if len(border.regions) == 2:
            (between if len(held) == 2 else within).append(border.path)
    return lines(between), lines(within)


def _gridded(points: Sequence[Point]) -> list[Spot]:
    """Return points on the grid, none twice in a row, none in the midst of a straight line."""
    found: list[Spot] = []
    for one in map(spot, points):
        if found and found[-1] == one:
            continue
        if len(found) > 1 and _is_straight(found[-2], found[-1], one):
            found[-1] = one
        else:
            found.append(one)
    return found


def _is_straight(one: Spot, middle: Spot, other: Spot) -> bool:
    across = (middle[0] - one[0]) * (other[1] - middle[1]) - (middle[1] - one[1]) * (other[0] - middle[0])
    along = (middle[0] - one[0]) * (other[0] - middle[0]) + (middle[1] - one[1]) * (other[1] - middle[1])
    return across == 0 and along > 0


def _drawn(spots: Sequence[Spot], *, closed: bool) -> str:
    """Return a path; '' where there is nothing to be seen of it."""
    if len(spots) < (3 if closed else 2):
        return ""
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(spots)]
    numbers = [f"{part:d}" for step in steps for part in step]
    said = numbers[0] + "".join(n if n.startswith("-") else f" {n}" for n in numbers[1:])
    return f"M{spots[0][0]} {spots[0][1]}l{said}{'z' if closed else ''}"


def _clipped(ring: list[Point]) -> list[Point]:
    """Return the part of a ring that lies in the frame (I. Sutherland and G. Hodgman, 1974)."""
    for axis, limit, sign in ((0, _LEFT, 1), (0, _RIGHT, -1), (1, _TOP, 1), (1, _BOTTOM, -1)):
        kept: list[Point] = []
        for one, other in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            inside = ((one[axis] - limit) * sign >= 0, (other[axis] - limit) * sign >= 0)
            if inside[0]:
                kept.append(one)
            if inside[0] != inside[1]:
                share = (limit - one[axis]) / (other[axis] - one[axis])
                kept.append((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))
        ring = kept
    return ring


def _seen(path: Path) -> list[list[Point]]:
    """Return the stretches of a line that lie in the frame, each with a point beyond it at both ends."""
    found: list[list[Point]] = []
    for one, other in pairwise(path):
        if not (_holds(one) or _holds(other)):
            continue
        if found and found[-1][-1] == one:
            found[-1].append(other)
        else:
            found.append([one, other])
    return found


def _holds(point: Point) -> bool:
    return _LEFT <= point[0] <= _RIGHT and _TOP <= point[1] <= _BOTTOM

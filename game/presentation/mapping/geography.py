"""The region of the game as geometry: read once, projected, and asked what lies where.

Coordinates are those of the frame: x to the east and y to the south, the frame's width being 1, its upper
left corner (0, 0). Shapes go on outside the frame.

Projection: Lambert's conformal conic on a sphere, with the standard parallels 38° and 52° N and the central
meridian 107° E, for lands between 76° and 137° E, 34° and 56° N: angles are true, and lengths within about
one in a hundred (J. P. Snyder, Map Projections: A Working Manual, US Geological Survey Professional Paper
1395, 1987, pp. 104-107).
"""

import itertools
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from math import atan, atan2, cos, degrees, exp, hypot, log, pi, radians, sin, tan
from typing import Any, TypeAlias

from game.storage.assets import asset

MAP = "map/region.geojson"
Point: TypeAlias = tuple[float, float]
Path: TypeAlias = tuple[Point, ...]

ASPECT = 1.5
"""Width of the frame to its height."""


@dataclass(frozen=True)
class Conic:
    """Lambert's conformal conic: degrees to Earth radii, x to the east and y to the north."""

    south: float = 38.0
    north: float = 52.0
    meridian: float = 107.0
    origin: float = 45.0

    @cached_property
    def cone(self) -> float:
        """Return the constant of the cone."""
        south, north = radians(self.south), radians(self.north)
        return log(cos(south) / cos(north)) / log(_opening(north) / _opening(south))

    def forward(self, longitude: float, latitude: float) -> Point:
        """Return where a place lies; both in degrees."""
        angle = self.cone * radians(longitude - self.meridian)
        radius = self._radius(radians(latitude))
        return radius * sin(angle), self._middle - radius * cos(angle)

    def back(self, x: float, y: float) -> Point:
        """Return longitude and latitude in degrees of a point; `forward` the other way round."""
        up = self._middle - y
        radius, angle = hypot(x, up), atan2(x, up)
        latitude = 2 * atan((self._scale / radius) ** (1 / self.cone)) - pi / 2
        return self.meridian + degrees(angle / self.cone), degrees(latitude)

    @cached_property
    def _scale(self) -> float:
        south = radians(self.south)
        return cos(south) * exp(self.cone * log(_opening(south))) / self.cone

    @cached_property
    def _middle(self) -> float:
        return self._radius(radians(self.origin))

    def _radius(self, latitude: float) -> float:
        return self._scale / exp(self.cone * log(_opening(latitude)))


def _opening(latitude: float) -> float:
    return tan(pi / 4 + latitude / 2)


@dataclass(frozen=True, slots=True)
class Region:
    """A land with one colour: its parts, each an outline and its holes, and who held it on 1 July 1945."""

    id: str
    name: str
    polity: str
    parts: tuple[tuple[Path, ...], ...]
    box: tuple[float, float, float, float]

    @property
    def area(self) -> float:
        """Return its size, in widths of the frame squared."""
        return sum(abs(_area(rings[0])) - sum(abs(_area(hole)) for hole in rings[1:]) for rings in self.parts)

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point lies in it."""
        west, north, east, south = self.box
        if not (west <= x <= east and north <= y <= south):
            return False
        return any(sum(_crosses(ring, x, y) for ring in rings) % 2 for rings in self.parts)


@dataclass(frozen=True, slots=True)
class City:
    """A town, port or site: `rank` is capital, port, city, town or site."""

    id: str
    name: str
    modern_name: str
    rank: str
    at: Point


@dataclass(frozen=True, slots=True)
class Border:
    """A stretch of a region's limit: between two regions, or between one and the sea."""

    regions: tuple[str, ...]
    path: Path


@dataclass(frozen=True, slots=True)
class Geography:
    """Everything on the map. Regions come largest first, so that what lies in another is drawn after it."""

    regions: Mapping[str, Region]
    cities: Mapping[str, City]
    railways: Mapping[str, tuple[Path, ...]]
    rivers: tuple[Path, ...]
    lakes: tuple[Path, ...]
    borders: tuple[Border, ...]

    def region_at(self, x: float, y: float) -> str | None:
        """Return the region at a point of the frame, or None for the sea."""
        return next((region.id for region in self.regions.values() if region.holds(x, y)), None)

    def line(self, name: str) -> tuple[Path, ...]:
        """Return a line by name: a railway, a region's whole limit, or `one|other`, the border of two.

        Raises KeyError for any other name, or for regions that do not touch.
        """
        if name in self.railways:
            return self.railways[name]
        wanted = set(name.split("|"))
        if wanted <= self.regions.keys():
            found = tuple(border.path for border in self.borders if wanted <= set(border.regions))
            if found:
                return found
        raise KeyError(name)


CONIC = Conic()
# The frame, in Earth radii: from the Ili valley to the Ussuri, from Baikal to Chongqing.
_LEFT, _TOP, _WIDTH = -0.393, 0.202, 0.745


def to_frame(longitude: float, latitude: float) -> Point:
    """Return the frame's coordinates of a place given in degrees."""
    x, y = CONIC.forward(longitude, latitude)
    return (x - _LEFT) / _WIDTH, (_TOP - y) / _WIDTH


def from_frame(x: float, y: float) -> Point:
    """Return longitude and latitude in degrees of a point of the frame."""
    return CONIC.back(x * _WIDTH + _LEFT, _TOP - y * _WIDTH)


@cache
def geography() -> Geography:
    """Return the map that comes with the game. Raises `AssetError` if it is not there."""
    document = json.loads(asset(MAP).read_text(encoding="utf-8"))
    kinds: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for feature in document["features"]:
        kinds[feature["properties"]["kind"]].append(feature)
    regions = sorted(map(_region, kinds["region"]), key=lambda region: -region.area)
    return Geography(
        {region.id: region for region in regions},
        {city["id"]: _city(city) for city in kinds["city"]},
        {railway["id"]: tuple(_paths(railway)) for railway in kinds["railway"]},
        tuple(path for rivers in kinds["river"] for path in _paths(rivers)),
        tuple(rings[0] for lakes in kinds["lake"] for rings in _polygons(lakes)),
        tuple(_borders(kinds["region"])),
    )


def _region(feature: Mapping[str, Any]) -> Region:
    parts = tuple(_polygons(feature))
    xs = [x for rings in parts for x, _ in rings[0]]
    ys = [y for rings in parts for _, y in rings[0]]
    properties = feature["properties"]
    box = (min(xs), min(ys), max(xs), max(ys))
    return Region(feature["id"], properties["name"], properties["polity_1945"], parts, box)


def _city(feature: Mapping[str, Any]) -> City:
    properties = feature["properties"]
    at = to_frame(*feature["geometry"]["coordinates"])
    return City(feature["id"], properties["name"], properties["modern_name"], properties["rank"], at)


def _polygons(feature: Mapping[str, Any]) -> Iterator[tuple[Path, ...]]:
    """Yield a feature's polygons, each an outline and its holes."""
    for rings in _raw_polygons(feature):
        yield tuple(tuple(to_frame(*point) for point in ring) for ring in rings)


def _raw_polygons(feature: Mapping[str, Any]) -> list[list[list[list[float]]]]:
    shape = feature["geometry"]
    found: list[list[list[list[float]]]] = shape["coordinates"]
    return [shape["coordinates"]] if shape["type"] == "Polygon" else found


def _paths(feature: Mapping[str, Any]) -> Iterator[Path]:
    for line in feature["geometry"]["coordinates"]:
        yield tuple(to_frame(*point) for point in line)


def _borders(features: list[dict[str, Any]]) -> Iterator[Border]:
    """Yield the limits of regions, each stretch once, cut where the neighbour changes.

    Neighbours share their points exactly: the map was simplified as a whole.
    """
    rings = [
        (feature["id"], [(point[0], point[1]) for point in ring])
        for feature in features
        for polygon in _raw_polygons(feature)
        for ring in polygon
    ]
    owners: dict[frozenset[Point], tuple[str, ...]] = defaultdict(tuple)
    for owner, ring in rings:
        for edge in itertools.pairwise(ring):
            owners[frozenset(edge)] += (owner,)
    for owner, ring in rings:
        for regions, stretch in _stretches(ring, owners):
            if regions[0] == owner:
                yield Border(regions, tuple(to_frame(*point) for point in stretch))


def _stretches(
    ring: list[Point], owners: Mapping[frozenset[Point], tuple[str, ...]]
) -> Iterator[tuple[tuple[str, ...], list[Point]]]:
    """Yield a ring in stretches of edges with the same owners."""
    stretch, before = [ring[0]], owners[frozenset(ring[:2])]
    for start, end in itertools.pairwise(ring):
        regions = owners[frozenset((start, end))]
        if regions != before:
            yield before, stretch
            stretch, before = [start], regions
        stretch.append(end)
    yield before, stretch


def _area(ring: Path) -> float:
    """Return a ring's area, negative for one direction."""
    pairs = itertools.pairwise(ring)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def _crosses(ring: Path, x: float, y: float) -> int:
    """Return how often a ray from a point to the east meets a ring."""
    pairs = itertools.pairwise(ring)
    return sum(
        (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1) for (x1, y1), (x2, y2) in pairs
    )

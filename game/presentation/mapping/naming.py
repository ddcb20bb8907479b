"""What places on the map are called, and where names go on a drawing of it: never over one another.

Law of this file: what is at stake is named first; what finds no room is not named there, only in words.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple, get_args

from game.messages import text
from game.presentation.mapping.drawing import HEIGHT, WIDTH, Spot, spot
from game.presentation.mapping.geography import geography
from game.scenario.places import City, Railway, Region

REGIONS, CITIES, RAILWAYS = (frozenset(get_args(kind)) for kind in (Region, City, Railway))

SIZES = {
    "mongolia": 17,
    "soviet_union": 17,
    "xinjiang": 16,
    "manchuria": 15,
    "inner_mongolia": 12,
    "north_china": 13,
    "korea": 12,
    "south_china": 13,
    "tibet": 12,
    "kazakh_ssr": 12,
    "transbaikal": 12,
    "qinghai": 12,
    "gansu": 11,
    "tuva": 11,
    "soviet_far_east": 12,
    "japan": 11,
    "inner_mongolia_east": 10,
    "ningxia": 9,
    "karafuto": 10,
}
"""Regions that are named, the most important first, and the size of the name in pixels at 100 %."""
FIRST = 6
"""So many towns are named before all others, then so many regions; the rest where these leave room."""
TOWNS = (
    *(
        "ulaanbaatar",
        "dairen",
        "port_arthur",
        "chongqing",
        "vladivostok",
        "harbin",
        "changchun",
        "mukden",
        "beiping",
    ),
    *(
        "urumqi",
        "yanan",
        "irkutsk",
        "chita",
        "yining",
        "kalgan",
        "manzhouli",
        "khovd",
        "alma_ata",
        "beitashan",
    ),
    *("wangyemiao", "kyakhta", "khalkhin_gol", "suifenhe", "chengde", "dolonnor"),
)
"""Towns in the order they are named."""
_STEP = 8
_WIDE, _TALL = 0.6, 1.15
"""About how wide a letter is, and how tall a line, as shares of the size of letters."""


class Label(NamedTuple):
    """A name on the drawing: where its middle lies, and how tall its letters are. `kind`: land or town."""

    id: str
    words: str
    at: Spot
    size: int
    kind: str


class Box(NamedTuple):
    """A rectangle of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Return whether two rectangles share anything."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def name_of(place: str) -> str:
    """Return what a place is called: a region, a town, a railway, or the limit of one region or two."""
    if place in CITIES:
        return text(f"map/city_{place}")
    if place in RAILWAYS:
        return text(f"map/railway_{place}")
    one, _, other = place.partition("|")
    if other:
        return text("map/border", one=name_of(one), other=name_of(other))
    return text(f"map/region_{place}")


def labels(
    at_stake: Sequence[str], larger: float, taken: Sequence[Box] = (), *, few: bool = False
) -> tuple[Label, ...]:
    """Return the names there is room for, in letters `larger` than usual.

    `taken`: what they must not cover. `few`: only what is at stake, and a few more to find one's way by.
    """
    found: list[Label] = []
    boxes = list(taken)
    towns = [one for one in (*at_stake, *TOWNS) if one in CITIES]
    lands = [one for one in (*at_stake, *SIZES) if one in REGIONS]
    rest = () if few else (*towns, *lands)
    for place in dict.fromkeys((*at_stake, *TOWNS[:1], *towns[:FIRST], *lands[:FIRST], *rest)):
        if place not in CITIES and place not in REGIONS:
            continue
        label = _label(place, larger, boxes)
        if label is not None:
            found.append(label)
            boxes.append(_box(label))
    return tuple(found)


def _label(place: str, larger: float, boxes: Sequence[Box]) -> Label | None:
    words = name_of(place)
    if place in CITIES:
        size = round(11 * larger)
        return next(
            (
                label
                for at in _beside(spot(geography().cities[place].at), words, size)
                if _is_free(label := Label(place, words, at, size, "town"), boxes)
            ),
            None,
        )
    for share in (1.0, 0.8):
        size = round(SIZES.get(place, 10) * 0.8 * larger * share)
        for at in _spots(place):
            label = Label(place, words, at, size, "land")
            if _is_free(label, boxes) and _lies_in(place, _box(label)):
                return label
    return None


def _beside(at: Spot, words: str, size: int) -> Iterator[Spot]:
    """Yield places beside a town: right, left, above, below."""
    x, y = at
    off = round(len(words) * size * _WIDE / 2 + 7)
    yield from ((x + off, y), (x - off, y), (x, y - size), (x, y + size))


def _box(label: Label) -> Box:
    x, y = label.at
    wide, tall = len(label.words) * label.size * _WIDE / 2, label.size * _TALL / 2
    return Box(x - wide, y - tall, x + wide, y + tall)


def _is_free(label: Label, boxes: Sequence[Box]) -> bool:
    box = _box(label)
    inside = box.left >= 2 and box.top >= 2 and box.right <= WIDTH - 2 and box.bottom <= HEIGHT - 2
    return inside and not any(box.meets(other) for other in boxes)


def _lies_in(region: str, box: Box) -> bool:
    """Return whether at least half of a rectangle, and its middle, lie in a region."""
    spots = set(_grid()[region])
    columns = range(_down(box.left), _down(box.right) + _STEP, _STEP)
    rows = range(_down(box.top), _down(box.bottom) + _STEP, _STEP)
    inside = [(x, y) in spots for x in columns for y in rows]
    return sum(inside) * 2 >= len(inside)


def _down(value: float) -> int:
    return int(value // _STEP) * _STEP


@cache
def _grid() -> dict[str, tuple[Spot, ...]]:
    """Return the points of a grid, by the region they lie in."""
    found: dict[str, list[Spot]] = {region: [] for region in geography().regions}
    for y in range(0, HEIGHT, _STEP):
        for x in range(0, WIDTH, _STEP):
            region = geography().region_at(x / WIDTH, y / WIDTH)
            if region is not None:
                found[region].append((x, y))
    return {region: tuple(spots) for region, spots in found.items()}


@cache
def _spots(region: str) -> tuple[Spot, ...]:
    """Return the points of a region, those in its middle first."""
    spots = _grid()[region]
    middle = [sum(axis) / max(1, len(spots)) for axis in zip(*spots, strict=True)]
    return tuple(sorted(spots, key=lambda at: (at[0] - middle[0]) ** 2 + 4 * (at[1] - middle[1]) ** 2))

"""What lies over the ground of a map in a browser, and the words for it.

Law of this file: it draws what presentation says of the places, and says it, so that nothing is told by a
picture, or a colour, alone.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from game.messages import text
from game.presentation.deciding.seat import Seat
from game.presentation.mapping import drawing
from game.presentation.mapping.drawing import HEIGHT, WIDTH, Spot
from game.presentation.mapping.geography import geography
from game.presentation.mapping.naming import CITIES, RAILWAYS, Box, Label, labels, name_of
from game.presentation.mapping.standing import map_of, placed, tone_words
from game.presentation.mapping.state import MapState, Tone

PLATE = (74, 26)
"""How wide and tall the mark of troops is, in units of the drawing."""
LARGE = 1.9
"""How much larger letters are on a phone, where the whole drawing is small."""


class Troops(NamedTuple):
    """The mark of troops in a region: where, how many of the most there are, and in words."""

    at: Spot
    flags: int
    words: str


class Drawn(NamedTuple):
    """What lies over the ground. `tints`: paths with their tones. `few`: names for small screens."""

    size: tuple[int, int]
    tints: tuple[tuple[str, Tone], ...]
    lines: tuple[tuple[str, str], ...]
    cities: tuple[Spot, ...]
    towns: tuple[Spot, ...]
    troops: tuple[Troops, ...]
    few: tuple[Label, ...]
    names: tuple[Label, ...]


class Sign(NamedTuple):
    """A hatching, what it means, and more of that ('' for nothing)."""

    tone: Tone
    words: str
    note: str = ""


class Shown(NamedTuple):
    """A map of a seat: its drawing, its signs, and each place with how it stands, and what is said of it."""

    drawn: Drawn
    signs: tuple[Sign, ...]
    places: tuple[tuple[str, str, tuple[str, ...]], ...]


def drawn(state: MapState, at_stake: Sequence[str], larger: float = 1.15) -> Drawn:
    """Return the drawing of a map; `at_stake`: what is named first, in letters `larger` than usual."""
    troops, boxes = _troops(state)
    return Drawn(
        size=(WIDTH, HEIGHT),
        tints=tuple((drawing.land(region), tone) for region, tone in state.tints.items()),
        lines=tuple(
            (drawing.line(key), "rail" if key in RAILWAYS else "limit") for key in sorted(state.lines)
        ),
        cities=tuple(_spot(city) for city in sorted(state.cities)),
        towns=tuple(_spot(city) for city in sorted(CITIES - state.cities - {"moscow"})),
        troops=troops,
        few=labels(at_stake, LARGE, boxes, few=True),
        names=labels(at_stake, larger, boxes),
    )


def shown(seat: Seat, view: dict[str, Any], *, own: str | None = None) -> Shown:
    """Return what the map shows of a seat's view, and says; `own`: whose wishes are ours, as for `map_of`."""
    places = placed(seat, view, own=own)
    tones = {one.tone for one in places if one.tone is not None}
    return Shown(
        drawn=drawn(map_of(seat, view, own=own), [one.id for one in places]),
        signs=tuple(_sign(tone, own) for tone in Tone if tone in tones),
        places=tuple(
            (name_of(one.id), "" if one.tone is None else tone_words(one.tone, own), one.lines)
            for one in places
        ),
    )


def _sign(tone: Tone, own: str | None) -> Sign:
    return Sign(tone, tone_words(tone, own), "" if own == "" else text(f"desktop/tip_tone_{tone.value}"))


def _spot(city: str) -> Spot:
    return drawing.spot(geography().cities[city].at)


def _troops(state: MapState) -> tuple[tuple[Troops, ...], list[Box]]:
    """Return the marks of troops, each in the middle of its region, and the room they take."""
    found, boxes = [], []
    for region, count in state.troops.items():
        box = geography().regions[region].box
        x, y = drawing.spot(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2))
        words = text("map/troops", place=name_of(region), count=count)
        found.append(Troops((x - PLATE[0] // 2, y - PLATE[1] // 2), count, words))
        boxes.append(Box(x - PLATE[0] / 2, y - PLATE[1] / 2, x + PLATE[0] / 2, y + PLATE[1] / 2))
    return tuple(found), boxes

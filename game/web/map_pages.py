"""The map in a browser: the ground, which is the same for all, and over it what a seat knows of its places.

Law of this file: the ground tells nothing of a game. What lies over it comes from the seat's own view, and
stands below it in words, so that nothing is said by a picture, or a colour, alone.
"""

from typing import Any, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from game.messages import text
from game.presentation.deciding.seat import Seat
from game.presentation.mapping import drawing
from game.presentation.mapping.drawing import HEIGHT, WIDTH, Spot
from game.presentation.mapping.geography import geography
from game.presentation.mapping.naming import CITIES, RAILWAYS, Box, Label, labels, name_of
from game.presentation.mapping.standing import map_of, placed
from game.presentation.mapping.state import MapState, Tone
from game.presentation.palettes import PALETTES
from game.session.classroom.people import Person
from game.web.desk import Desk
from game.web.looks import hexed
from game.web.own import Own
from game.web.pages import A_DAY, kept
from game.web.table import Table

INKS = ("sea", "river", "border", "province", "rail", "paper", "ink")
PLATE = (74, 26)
"""How wide and tall the mark of troops is, in units of the drawing."""
LARGE = 1.9
"""How much larger letters are on a phone, where the whole drawing is small."""


class Troops(NamedTuple):
    """The mark of troops in a region: where, how many of the most there are, and in words."""

    at: Spot
    flags: int
    words: str


class Shown(NamedTuple):
    """What lies over the ground, and the words for it. `tints`: paths with their tones."""

    tints: tuple[tuple[str, Tone], ...]
    lines: tuple[tuple[str, str], ...]
    cities: tuple[Spot, ...]
    towns: tuple[Spot, ...]
    troops: tuple[Troops, ...]
    few: tuple[Label, ...]
    names: tuple[Label, ...]
    tones: tuple[Tone, ...]
    places: tuple[tuple[str, str, tuple[str, ...]], ...]


class Maps(Own):
    """The page of the map, and the ground. `table`: what is shown where there is no map yet."""

    def __init__(self, desk: Desk, table: Table) -> None:
        super().__init__(desk)
        self.table = table

    def routes(self) -> list[Route]:
        """Return the addresses of the map."""
        return [Route("/seat/map", self.page), Route("/map/{name}.svg", self.ground)]

    async def page(self, request: Request) -> Response:
        """Show the map as the seat has it."""
        person = self.desk.person(request)
        group = None if person is None else self.desk.room.groups.get(person.group)
        if person is None or group is None or group.match is None or not person.role:
            return await self.table.seat(request)

        def values(someone: Person) -> dict[str, Any]:
            with group.lock:
                seat = self.desk.reader(group, someone.role).seat
                view = seat.view()
                found = {"map": shown(seat, view), "tracks": tuple(view["tracks"].values())}
            return {"width": WIDTH, "height": HEIGHT, **found}

        return await self._reading(request, "map.html", values)

    async def ground(self, request: Request) -> Response:
        """Give the ground in the colours of a palette."""
        name = request.path_params["name"]
        if name not in PALETTES:
            return self.desk.pages.page("lost.html", 404)
        return kept(request, await run_in_threadpool(self._ground, name), "image/svg+xml", A_DAY)

    def _ground(self, name: str) -> str:
        colours, land = PALETTES[name].map, geography()
        lakes, rivers = drawing.water()
        between, within = drawing.borders()
        return self.desk.pages.write(
            "ground.svg",
            width=WIDTH,
            height=HEIGHT,
            ink={
                key: hexed(getattr(colours, key))
                for key in ("sea", "river", "border", "province", "rail", "paper", "ink")
            },
            lands=[
                (
                    drawing.land(key),
                    hexed(colours.lands[region.polity]),
                    region.polity in ("manchukuo", "japan"),
                )
                for key, region in land.regions.items()
                if drawing.land(key)
            ],
            lakes=lakes,
            rivers=rivers,
            between=between,
            within=within,
            rails="".join(drawing.line(key) for key in land.railways),
        )


def shown(seat: Seat, view: dict[str, Any]) -> Shown:
    """Return what the map shows of a seat's view, and says."""
    state, places = map_of(seat, view), placed(seat, view)
    at_stake = [one.id for one in places]
    troops, boxes = _troops(state)
    tones = {one.tone for one in places if one.tone is not None}
    return Shown(
        tints=tuple((drawing.land(region), tone) for region, tone in state.tints.items()),
        lines=tuple(
            (drawing.line(key), "rail" if key in RAILWAYS else "limit") for key in sorted(state.lines)
        ),
        cities=tuple(_spot(city) for city in sorted(state.cities)),
        towns=tuple(_spot(city) for city in sorted(CITIES - state.cities - {"moscow"})),
        troops=troops,
        few=labels(at_stake, LARGE, boxes, few=True),
        names=labels(at_stake, 1.15, boxes),
        tones=tuple(tone for tone in Tone if tone in tones),
        places=tuple((name_of(one.id), _tone_words(one.tone), one.lines) for one in places),
    )


def _tone_words(tone: Tone | None) -> str:
    """Return how a place stands; '' where the lines on it say all there is."""
    return "" if tone is None else text(f"desktop/tone_{tone.value}")


def _kind(line: str) -> str:
    return "rail" if line in RAILWAYS else "limit"


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

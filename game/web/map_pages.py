"""The map in a browser while one plays: its page, and the ground, which is the same for all.

Law of this file: the ground tells nothing of a game. What lies over it comes from the seat's own view.
"""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from game.presentation.mapping import drawing
from game.presentation.mapping.colours import HATCHED
from game.presentation.mapping.drawing import HEIGHT, WIDTH
from game.presentation.mapping.geography import geography
from game.presentation.palettes import PALETTES
from game.session.classroom.people import Person
from game.web.desk import Desk
from game.web.looks import hexed
from game.web.map_overlay import shown
from game.web.own import Own
from game.web.pages import A_DAY, kept
from game.web.table import Table

INKS = ("sea", "river", "border", "province", "rail", "paper", "ink")
"""Colours the ground is drawn in, beside those of its lands."""


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
                return {"map": shown(seat, view)}

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
            ink={key: hexed(getattr(colours, key)) for key in INKS},
            lands=[
                (
                    drawing.land(key),
                    hexed(colours.lands[region.polity]),
                    region.polity in HATCHED,
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

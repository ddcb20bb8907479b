"""The addresses of looking back: the same pages below each way in.

Law of this file: no page is reached past its entrance, no form is taken from a page of somebody else; what
takes time runs in a thread.
"""

from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from game.web.desk import Desk
from game.web.looking_back.entrances import Entrance, Looker, StudentEntrance, TeacherEntrance
from game.web.looking_back.past import Pasts
from game.web.looking_back.playing_on import PlayingOn
from game.web.looking_back.reading import Reading
from game.web.looking_back.replaying import Replaying
from game.web.looking_back.supposing import Supposing

Show = Callable[[Request, Looker], Response]
Take = Callable[[Request, Looker, FormData], Response]


class LookingBack:
    """The pages of looking back, for students and for the teacher."""

    def __init__(self, desk: Desk, playing: PlayingOn | None = None) -> None:
        self._desk = desk
        self._playing = playing or PlayingOn()
        pasts = Pasts(desk.room)
        self._entrances: tuple[Entrance, ...] = (StudentEntrance(desk, pasts), TeacherEntrance(desk, pasts))
        self._reading, self._replaying = Reading(desk.pages), Replaying(desk.pages)
        self._supposing = Supposing(desk.pages, self._playing)

    def routes(self) -> list[Route]:
        """Return the addresses of these pages."""
        return [route for entrance in self._entrances for route in self._routes(entrance)]

    def close(self) -> None:
        """End what is being played on."""
        self._playing.close()

    def _routes(self, entrance: Entrance) -> list[Route]:
        shown: dict[str, Show] = {
            "": self._reading.overview,
            "/chapter/{code}": self._reading.chapter,
            "/debrief.html": self._reading.debrief_file,
            "/record.jsonl": self._reading.record,
            "/replay": self._replaying.page,
            "/what-if": self._supposing.question,
            "/what-if/{ticket}": self._supposing.answer,
            "/what-if/{ticket}/progress": self._supposing.progress,
        }
        taken: dict[str, Take] = {
            "/what-if": self._supposing.posted,
            "/what-if/{ticket}/stop": self._supposing.stop,
            "/what-if/{ticket}/left": self._supposing.left,
        }
        at = entrance.prefix
        return [
            *(Route(at + path, _showing(entrance, show)) for path, show in shown.items()),
            *(
                Route(at + path, self._taking(entrance, take), methods=["POST"])
                for path, take in taken.items()
            ),
        ]

    def _taking(self, entrance: Entrance, take: Take) -> Callable[[Request], Any]:
        async def taken(request: Request) -> Response:
            form = await request.form()
            if not entrance.is_ours(request, form):
                return await run_in_threadpool(entrance.not_taken, request, form)
            looker = await run_in_threadpool(entrance.come_in, request)
            if isinstance(looker, Response):
                return looker
            return await run_in_threadpool(take, request, looker, form)

        return taken


def _showing(entrance: Entrance, show: Show) -> Callable[[Request], Any]:
    async def shown(request: Request) -> Response:
        looker = await run_in_threadpool(entrance.come_in, request)
        if isinstance(looker, Response):
            return looker
        answer = await run_in_threadpool(show, request, looker)
        entrance.remember(answer, looker)
        return answer

    return shown

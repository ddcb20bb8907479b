"""The class as a web application: pages, streams, and what goes on behind them.

Law of this file: everything that takes time runs in a thread; a group that thinks keeps nobody else waiting.
"""

import asyncio
from collections.abc import AsyncIterator, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from game.messages import text
from game.session.classroom.room import Classroom
from game.storage.log import LogError
from game.web.acts import Acts
from game.web.alone import Alone
from game.web.desk import Desk
from game.web.entering import Entering
from game.web.guard import Guard, Limiter
from game.web.hub import Hub
from game.web.library import Library
from game.web.looking_back.rooms import LookingBack
from game.web.looks import Looks
from game.web.map_pages import Maps
from game.web.pages import FOLDER
from game.web.returning import Returning
from game.web.settings import Settings
from game.web.streams import Streams
from game.web.student import Student
from game.web.table import Table
from game.web.teacher import Teacher

TICK = 1.0
"""Seconds between looks at the clocks."""
READS = (300, 10.0)
"""How many pages a person may ask for within how many seconds: far more than eight tabs do."""
SENDS = (400, 10.0)
"""How many forms a person may send; pages that do much for one have limits of their own below it."""
GOING = 8
"""How many groups may go on at once; their AI players share the workers."""


class Course:
    """Lets groups go on, each one thing at a time, and looks at the clocks."""

    def __init__(self, room: Classroom, acts: Acts) -> None:
        self._room = room
        self._acts = acts
        self._pool = ThreadPoolExecutor(GOING, "group")
        self._clocks = ThreadPoolExecutor(1, "clocks")  # time passes though all groups are thinking
        self._loop = asyncio.get_running_loop()
        self._going: dict[int, asyncio.Task[None]] = {}
        self._again: set[int] = set()
        self._closed = False

    def acted(self, group: int) -> None:
        """Let a group go on. From any thread."""
        self._loop.call_soon_threadsafe(self._start, group)

    def _start(self, group: int) -> None:
        if self._closed or not self._room.is_due(group):
            return
        if group in self._going:
            self._again.add(group)
            return
        self._going[group] = self._loop.create_task(self._go_on(group))
        self._going[group].add_done_callback(lambda done: self._done(group, done))

    async def _go_on(self, group: int) -> None:
        """Let chance and AI players act: here those who never think long, in a thread all others."""
        with suppress(LogError):  # it is said once more, and the teacher told, by the thread
            await self._acts.go_on(group)
        if not self._closed and self._room.is_due(group):
            await self._loop.run_in_executor(self._pool, self._room.go_on, group)

    def _done(self, group: int, done: "asyncio.Task[None]") -> None:
        self._going.pop(group, None)
        if group in self._again:
            self._again.discard(group)
            self._start(group)
        done.result()

    async def watch_clocks(self) -> None:
        """Look at the clocks until cancelled."""
        while True:
            await asyncio.sleep(TICK)
            await self._loop.run_in_executor(self._clocks, self._room.tick)
            for number in list(self._room.groups):
                if number not in self._going:
                    self._start(number)

    def stop(self) -> None:
        """Begin nothing more."""
        self._closed = True
        self._room.stop()

    async def close(self) -> None:
        """Wait for what is going on; the loop goes on, for it may be what a thread waits for."""
        self.stop()
        for pool in (self._clocks, self._pool):
            await self._loop.run_in_executor(None, pool.shutdown)
        await asyncio.gather(*self._going.values(), return_exceptions=True)


async def _wake(hub: Hub, closing: asyncio.Event) -> None:
    """Let all streams see that they are to end."""
    await closing.wait()
    hub.close()


def paced(desk: Desk, reads: Limiter, sends: Limiter, route: Route) -> Route:
    """Return a page that a person can ask for so often and no oftener: nobody takes all for themselves."""
    endpoint = route.endpoint

    async def asked(request: Request) -> Response:
        person, is_sent = desk.person(request), request.method == "POST"
        if person is not None and not (sends if is_sent else reads).may(str(person.id)):
            await request.body()  # all of it has come before it is answered, or browsers miss the answer
            return Response(text("web/too_often"), 429)
        answer: Response = await endpoint(request)
        return answer

    return Route(route.path, asked, methods=list(route.methods or ()))


def make_app(
    room: Classroom, address: str, hosts: Collection[str], closing: asyncio.Event, *, secure: bool = False
) -> ASGIApp:
    """Return the application. `address`: where students find it. `hosts`: names it may be called by.

    `closing`: set when streams are to end.
    """

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        hub, acts = Hub(asyncio.get_running_loop()), Acts(room)
        course = Course(room, acts)
        room.on_change = hub.changed
        desk = Desk(room, hub, acts, course.acted, secure)
        returning, streams = Returning(desk), Streams(desk, closing)
        table, back = Table(desk), LookingBack(desk)
        pages = (  # what is asked for most comes first: addresses are tried one by one
            *(table, streams, Entering(desk), Student(desk), Maps(desk, table), Library(desk)),
            *(Alone(desk, table), Settings(desk), returning, Teacher(desk, returning, address), back),
        )
        paces = Limiter(*READS), Limiter(*SENDS)
        app.router.routes[:0] = [paced(desk, *paces, route) for page in pages for route in page.routes()]
        app.state.lost = desk.pages.page("lost.html", 404).body
        clocks = asyncio.create_task(course.watch_clocks())
        waking = asyncio.create_task(_wake(hub, closing))
        for number in list(room.groups):
            course.acted(number)
        yield
        closing.set()
        waking.cancel()
        clocks.cancel()
        course.stop()
        await acts.close()
        await course.close()
        back.close()

    async def lost(request: Request, _error: Exception) -> Response:
        return Response(request.app.state.lost, 404, media_type="text/html")

    static = Mount("/static", StaticFiles(directory=FOLDER / "static"), name="static")
    looks = [Middleware(Looks)]
    app = Starlette(routes=[static], lifespan=life, exception_handlers={404: lost}, middleware=looks)
    return Guard(app, hosts)

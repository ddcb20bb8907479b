"""A class and its browsers for tests, without a browser: requests straight into the application.

Law of this file: every browser is a client with cookies of its own and sends what real ones send.
"""

import asyncio
import re
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from html import unescape
from pathlib import Path
from typing import Any

import httpx

from game.presentation.deciding.choices import choices
from game.presentation.deciding.seat import Seat
from game.scenario.cuts import FULL_CUT
from game.session.classroom.room import Classroom
from game.session.classroom.rules import Rules
from game.storage.folders import Opened
from game.web.app import make_app
from tests.session.classroom.classes import make_class, match_of
from tests.session.matches import Pick

HERE = "http://127.0.0.1:8000"
ORIGIN = {"Origin": HERE, "Sec-Fetch-Site": "same-origin"}
BUTTON = re.compile(r'<button[^>]*name="do" value="([^"]*)"')
RADIO = re.compile(r'<input type="radio" name="([^"]*)" value="([^"]*)"')
KEY = re.compile(r'name="key" value="([^"]*)"')
DRAFT = re.compile(r'name="draft" value="([^"]*)"')
ENDING = ("done", "leave")
ENOUGH = 400
"""Steps after which a dialogue is going round in circles."""


class Visitor:
    """A browser: its cookies, and the page it shows."""

    def __init__(self, app: Any, address: str = "10.0.0.1") -> None:
        transport = httpx.ASGITransport(app, client=(address, 50_000), raise_app_exceptions=True)
        self.http = httpx.AsyncClient(transport=transport, base_url=HERE)
        self.page = ""

    async def get(self, path: str, **headers: str) -> httpx.Response:
        answer = await self.http.get(path, headers=headers)
        self.page = answer.text
        return answer

    async def post(self, path: str, headers: dict[str, str] | None = None, **form: Any) -> httpx.Response:
        """Send a form, as from a page of the class."""
        answer = await self.http.post(path, data=form, headers=ORIGIN if headers is None else headers)
        self.page = answer.text
        return answer

    async def join(self, room: Classroom, name: str) -> httpx.Response:
        await self.get(f"/?code={room.code}")
        return await self.post("/join", code=room.code, name=name)

    @property
    def key(self) -> str:
        """The key in the forms of the page shown."""
        found = KEY.search(self.page)
        assert found is not None, self.page
        return unescape(found[1])

    @property
    def draft(self) -> str:
        found = DRAFT.search(self.page)
        assert found is not None, self.page
        return unescape(found[1])

    @property
    def buttons(self) -> list[str]:
        return [unescape(one) for one in BUTTON.findall(self.page)]

    def fields(self, pick: Pick) -> dict[str, str]:
        """Return a choice by chance in each set of radio buttons on the page."""
        sets: dict[str, list[str]] = {}
        for name, value in RADIO.findall(self.page):
            sets.setdefault(name, []).append(unescape(value))
        return {name: values[pick(len(values))] for name, values in sets.items()}

    async def press(self, do: str, **more: Any) -> httpx.Response:
        """Press a button of the table."""
        return await self.post("/seat", key=self.key, draft=self.draft, do=do, **more)

    async def act(self, pick: Pick) -> bool:
        """Act by pressing buttons by chance until an act is kept; return False where none can be pressed."""
        await self.get("/seat")
        for _ in range(ENOUGH):
            buttons = [one for one in self.buttons if one not in ("back", "weigh")]
            if not buttons:
                return False
            sent = {"words": "Some words"} if "words" in buttons else self.fields(pick)
            answer = await self.press(buttons[pick(len(buttons))], **sent)
            assert answer.status_code in (200, 409), answer.text
            if answer.headers.get("X-Kept"):
                return True
        raise AssertionError(f"nothing was ever done; the last page had {self.buttons}")


class Sitting:
    """A class that is served. `key`: the teacher's."""

    def __init__(self, room: Classroom, key: str, app: Any) -> None:
        self.room = room
        self.key = key
        self.app = app
        self.open: list[Visitor] = []

    def visitor(self, address: str = "10.0.0.1") -> Visitor:
        self.open.append(Visitor(self.app, address))
        return self.open[-1]

    async def student(self, name: str) -> Visitor:
        """Return somebody who has joined."""
        found = self.visitor()
        answer = await found.join(self.room, name)
        assert answer.status_code == 303, answer.text
        return found

    async def teacher(self) -> Visitor:
        found = self.visitor()
        answer = await found.post("/teacher/login", key=self.key)
        assert answer.status_code == 303, answer.text
        await found.get("/teacher")
        return found

    def final(self, visitor: Visitor, group: int = 1) -> str:
        """Return the button by which a seat is done with a step, or leaves the room."""
        if "yes" in visitor.buttons:
            return "yes"
        match = match_of(self.room, group)
        seat = Seat(match, match.waiting()[0])
        kinds = [item.value.kind for item in choices(seat, seat.view())]
        return f"pick:{kinds.index(next(kind for kind in ENDING if kind in kinds))}"

    async def settled(self, group: int = 1) -> None:
        """Wait until people are waited for in a group, or its game is over."""
        for _ in range(4000):
            match = self.room.groups[group].match
            if match is None or match.due() is None:
                return
            await asyncio.sleep(0.005)
        raise AssertionError("the AI players do not come to an end")


@asynccontextmanager
async def sitting(
    path: Path, opened: Opened | None = None, cut: str = FULL_CUT, **rules: Any
) -> AsyncIterator[Sitting]:
    """Serve a class for as long as it is tested."""
    chosen = Rules(**{"groups": 1, "ai": "linear", "gate": "off", **rules})
    room, key = make_class(path / "class.db", opened, chosen, cut=cut)
    closing = asyncio.Event()
    guarded: Any = make_app(room, HERE, {"127.0.0.1"}, closing)
    try:
        async with guarded._app.router.lifespan_context(guarded._app):
            found = Sitting(room, key, guarded)
            try:
                yield found
            finally:
                for visitor in found.open:
                    await visitor.http.aclose()
    finally:
        room.close()


def run(test: Callable[[], Awaitable[None]], seconds: float = 120) -> None:
    """Run a test's own coroutine, within a time."""

    async def bounded() -> None:
        await asyncio.wait_for(test(), seconds)

    failed: list[BaseException] = []

    def alone() -> None:
        try:
            asyncio.run(bounded())
        except BaseException as error:  # noqa: BLE001 - it is raised below, where the test sees it
            failed.append(error)

    thread = threading.Thread(target=alone)  # Playwright may have a loop of its own in this one
    thread.start()
    thread.join()
    if failed:
        raise failed[0]

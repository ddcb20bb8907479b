"""News as they happen: a stream a tab, resumable, with a heartbeat; long polling where no stream comes.

Law of this file: a stream tells a seat what the seat may know, and nothing else; when others act in secret it
says nothing at all. An id is how many lines of the match the seat has seen: whoever comes back says the last
one, and gets what it missed.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import suppress
from time import monotonic
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from game.messages import text
from game.session.classroom.group import Group
from game.session.classroom.people import Person
from game.web.brief import brief
from game.web.desk import Desk
from game.web.preparing import in_words

BEAT = 15.0
"""Seconds between signs of life."""
POLL = 25.0
"""Seconds a poll may wait."""
MOST_STREAMS = 3
"""How many streams one person may have open. A browser has six lines to a class, over all its tabs: some must
stay free for pages and for what is sent. The oldest stream gives way, and its tab asks now and then."""
REST = 5.0
"""Seconds until a tab asks again that has given way."""
GATHERED = 0.5
"""Seconds between news for the teacher, whose page shows all groups."""
MOST_NEWS = 30
NOTHING_YET: dict[str, Any] = {"seen": 0, "news": [], "turn": False, "preparing": [], "sent": None}


class Streams:
    """The streams of students and of the teacher."""

    def __init__(self, desk: Desk, closing: asyncio.Event) -> None:
        self.desk = desk
        self.closing = closing
        self._open: dict[int, list[_Listening]] = defaultdict(list)
        self._polls: dict[int, int] = defaultdict(int)

    def routes(self) -> list[Route]:
        """Return the addresses of the streams."""
        return [
            Route("/stream", self.stream),
            Route("/poll", self.poll),
            Route("/teacher/stream", self.teacher),
        ]

    async def stream(self, request: Request) -> Response:
        """Tell a seat what happens, as long as it listens."""
        person = self.desk.person(request)
        if person is None:
            return _events(_gone())  # as an event: a browser does not tell a refusal from a broken line
        since = _number(request.headers.get("last-event-id") or request.query_params.get("since"))
        return _events(self._told(person, since, self.desk.token(request)))

    async def _told(self, person: Person, since: int, token: str) -> AsyncIterator[str]:
        hub, beat, me = self.desk.hub, _Beat(), _Listening()
        self._begin(person, me)
        place, told = (person.group, person.role), 0
        try:
            while not self.closing.is_set():
                if me.gives_way:
                    yield _event("rest", {"again": REST})
                    return
                now = self.desk.room.register.of_token(token)
                if now is None:
                    async for event in _gone():
                        yield event
                    return
                if (now.group, now.role) != place:
                    place, since = (now.group, now.role), 0
                changes = hub.version(now.group)
                news = await self._news(now, since)
                if news["version"] != told:
                    told, since = news["version"], news["seen"]
                    yield _event("news", news, since)
                await hub.wait(now.group, changes, beat.left())
                if beat.is_due() and not self.closing.is_set():
                    yield _event("beat", {})
        finally:
            self._end(person, me)

    def _begin(self, person: Person, me: "_Listening") -> None:
        """Take note of a stream; the oldest of too many gives way."""
        mine = self._open[person.id]
        mine.append(me)
        for one in mine[:-MOST_STREAMS]:
            one.gives_way = True
        self.desk.hub.present[person.id] += 1
        for group in {0, person.group}:
            self.desk.hub.changed(group)

    def _end(self, person: Person, me: "_Listening") -> None:
        self._open[person.id].remove(me)
        self.desk.hub.present[person.id] -= 1
        self.desk.hub.changed(0)

    async def poll(self, request: Request) -> Response:
        """Tell a seat what has happened since a version, waiting a while for it."""
        person = self.desk.person(request)
        if person is None:
            return JSONResponse({"gone": True, "why": text("web/gone")}, 403)
        since, version = (_number(request.query_params.get(key)) for key in ("since", "version"))
        is_short = "rest" in request.query_params or self._polls[person.id] >= MOST_STREAMS
        self._polls[person.id] += 1
        try:
            news = await self._asked(self.desk.token(request), since, version, 0.0 if is_short else POLL)
        finally:
            self._polls[person.id] -= 1
        return JSONResponse({**news, "again": REST if is_short else 0}, 403 if "gone" in news else 200)

    async def _asked(self, token: str, since: int, version: int, seconds: float) -> dict[str, Any]:
        """Return the news, once there are any, or the seconds are over."""
        end = monotonic() + seconds
        while (person := self.desk.room.register.of_token(token)) is not None:
            changes = self.desk.hub.version(person.group)
            news = await self._news(person, since)
            left = end - monotonic()
            if news["version"] != version or left <= 0 or self.closing.is_set():
                return news
            await self.desk.hub.wait(person.group, changes, left)
        return {"gone": True, "why": text("web/gone")}

    async def _news(self, person: Person, since: int) -> dict[str, Any]:
        """Return what a seat has not heard yet, its turn, its clock, what others there do."""
        group = self.desk.room.groups.get(person.group)
        if group is not None:
            return await brief(group, lambda: self._read(group, person, since))
        return {**NOTHING_YET, "clock": None, "version": self.desk.version(person)}

    def _read(self, group: Group, person: Person, since: int) -> dict[str, Any]:
        found: dict[str, Any] = {
            "clock": self.desk.clock(group, person),
            "version": self.desk.version(person),
        }
        if group.match is None:
            return NOTHING_YET | found
        if not person.role:
            watcher = self.desk.watcher(group)
            heard = [one.line.words for one in watcher.news() if one.place > since]
            return NOTHING_YET | found | {"seen": watcher.seen, "news": heard[-MOST_NEWS:]}
        reader = self.desk.reader(group, person.role)
        told = self.desk.preparing.told(person, reader)
        return found | {
            "seen": reader.seen,
            "news": reader.news_since(since)[-MOST_NEWS:],
            "turn": reader.seat.number in reader.match.waiting(),
            "preparing": [in_words(one) for one in told],
            "sent": self.desk.preparing.told_sent(person, reader),
        }

    async def teacher(self, request: Request) -> Response:
        """Tell the teacher that something has changed."""
        if not self.desk.room.is_teacher(request.cookies.get(self.desk.teacher_cookie, "")):
            return Response(text("web/gone"), 403)
        return _events(self._changes())

    async def _changes(self) -> AsyncIterator[str]:
        hub = self.desk.hub
        while not self.closing.is_set():
            version = hub.version(0)
            yield _event("news", {"version": version}, version)
            with suppress(TimeoutError):
                await asyncio.wait_for(self.closing.wait(), GATHERED)
            while not await hub.wait(0, version, BEAT) and not self.closing.is_set():
                yield _event("beat", {})


class _Listening:
    """An open stream. `gives_way`: a newer one of the same person has taken its line."""

    gives_way = False


class _Beat:
    """Signs of life at even distances, whatever goes on meanwhile."""

    def __init__(self) -> None:
        self._next = monotonic() + BEAT

    def left(self) -> float:
        """Return the seconds until the next one."""
        return max(0.0, self._next - monotonic())

    def is_due(self) -> bool:
        """Return whether one is due, and begin to wait for the next."""
        if self.left() > 0:
            return False
        self._next = monotonic() + BEAT
        return True


async def _gone() -> AsyncIterator[str]:
    """Tell a device that it does not belong to the class."""
    yield _event("gone", {"why": text("web/gone")})


def _number(value: str | None) -> int:
    return int(value) if value is not None and value.isdecimal() and len(value) < 12 else 0


def _event(kind: str, data: dict[str, Any], id_: int | None = None) -> str:
    mark = "" if id_ is None else f"id: {id_}\n"
    return f"event: {kind}\n{mark}data: {json.dumps(data, ensure_ascii=False)}\n\n"


def _events(events: AsyncIterator[str]) -> Response:
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)

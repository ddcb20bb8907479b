"""Simulated students: each joins, listens, acts in its turn, writes notes, and sends again what was lost.

Law of this file: a student knows only what the server tells it. An act goes out with an id of the student's
own, and again with the same id, until the server says that it is kept or why it is not.
"""

import asyncio
import json
import re
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from benchmarks.classroom.choosing import choose
from benchmarks.classroom.wire import Answer, Client

AGAIN = 0.1
"""Seconds until somebody who finds the server gone, or too busy with them, tries again."""
TRIES = 600
NOTE_IN = 50
"""Without a pace, one deed in so many is a note."""


class Heard(NamedTuple):
    """News that came on a stream: when, and how many lines of the match the seat has seen then."""

    at: float
    seen: int


@dataclass
class Sent:
    """An act that went out. `seq`: by what it was acknowledged; None while it was not, 0 if refused."""

    id: str
    at: float
    life: int
    acked: float = 0.0
    seq: int | None = None


@dataclass
class Course:
    """What all students share. `pace`: seconds between the deeds of one, 0 for as soon as it is its turn.

    `life`: how often the server was killed; `stopping`: nobody begins anything new.
    """

    port: int
    code: str
    pace: float
    life: int = 0
    stopping: bool = False
    problems: list[str] = field(default_factory=list)


class Student:
    """One of them."""

    def __init__(self, number: int, course: Course) -> None:
        self.number = number
        self.course = course
        self.client = Client(course.port)
        self.chance = Random(f"student {number}")
        self.sent: list[Sent] = []
        self.notes: list[str] = []
        self.heard: list[Heard] = []
        self.lives: list[int] = []
        self.joined_in = 0.0
        self.refused = self.taken_back = 0
        self.begun = asyncio.Event()
        self._turn = asyncio.Event()
        self._form_key = ""
        self._rest = b""

    # Joining and listening --------------------------------------------------------------------------

    async def join(self) -> None:
        """Come in by the class's code."""
        start = time.perf_counter()
        form = {"code": self.course.code, "name": f"Student {self.number}"}
        answer = await self._sure(lambda: self.client.post("/join", form))
        self.joined_in = time.perf_counter() - start
        if answer.status != 303 or answer.location != "/me":
            self.course.problems.append(f"join: {answer.status} {answer.body[:200]!r}")

    async def listen(self) -> None:
        """Listen until cancelled; come back with the last id when the stream breaks."""
        while True:
            self._rest = b""
            with suppress(OSError):  # the server is gone: it is found again, or the run ends
                await self.client.listen("/stream", self.heard[-1].seen if self.heard else 0, self._told)
            await asyncio.sleep(AGAIN)

    def _told(self, piece: bytes) -> None:
        *events, self._rest = (self._rest + piece).split(b"\n\n")
        for event in events:
            if event.startswith(b"event: news"):
                self._take(json.loads(event[event.index(b"data: ") + 6 :]))
            elif event.startswith(b"event: gone"):
                self.course.problems.append(f"student {self.number} was shown out")

    def _take(self, news: dict[str, object]) -> None:
        seen = news["seen"]
        assert isinstance(seen, int)
        if self.heard and seen < self.heard[-1].seen:
            self.taken_back += 1
        self.heard.append(Heard(time.perf_counter(), seen))
        self.lives.append(self.course.life)
        if seen:
            self.begun.set()
        if news["turn"]:
            self._turn.set()
        else:
            self._turn.clear()

    # Acting -----------------------------------------------------------------------------------------

    async def play(self) -> None:
        """Act and write notes until the class stops."""
        course = self.course
        due = time.perf_counter() + self.chance.random() * course.pace
        await self._next(due)
        while not course.stopping:
            if self._is_note():
                await self._note()
            else:
                await self._act()
            due = max(due + course.pace, time.perf_counter())
            await self._next(due)

    async def _next(self, due: float) -> None:
        """Wait until it is time for the next deed."""
        if self.course.pace:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
        elif not self.course.stopping:
            await self._turn.wait()

    def _is_note(self) -> bool:
        return not self._turn.is_set() if self.course.pace else self.chance.randrange(NOTE_IN) == 0

    def wake(self) -> None:
        """Let whoever waits for a turn see that the class has stopped."""
        self._turn.set()

    async def _act(self) -> None:
        answer = await self._sure(lambda: self.client.get("/seat/offers"))
        offers = json.loads(answer.body)["offers"]
        if not offers:
            self._turn.clear()  # it has changed since; the stream says when it is my turn again
            return
        act = choose(offers, self.chance)
        sent = Sent(f"{self.number}-{len(self.sent)}", time.perf_counter(), self.course.life)
        self.sent.append(sent)
        body = json.dumps({"id": sent.id, "act": act}).encode()
        answer = await self._sure(lambda: self.client.send("/seat/act", body))
        sent.acked = time.perf_counter()
        said = json.loads(answer.body)
        sent.seq = said["seq"] if said["kept"] else 0
        if not sent.seq:
            self.refused += 1

    async def _note(self) -> None:
        if not self._form_key:
            page = await self._sure(lambda: self.client.get("/seat/notes"))
            found = re.search(rb'name="key" value="(\w+)"', page.body)
            if found is None:
                self.course.problems.append(f"no form on the notes' page: {page.status}")
                return
            self._form_key = found[1].decode()
        words = f"Note {len(self.notes) + 1} of {self.number}"
        form = {"key": self._form_key, "notes": words}
        answer = await self._sure(lambda: self.client.post("/seat/notes", form))
        if answer.status == 200:
            self.notes.append(words)
        else:
            self.course.problems.append(f"note: {answer.status}")

    async def _sure(self, ask: Callable[[], Awaitable[Answer]]) -> Answer:
        """Ask until there is an answer."""
        for _ in range(TRIES):
            try:
                answer = await ask()
            except OSError:
                await asyncio.sleep(AGAIN)
                continue
            if answer.status != 429:
                return answer
            await asyncio.sleep(AGAIN)
        raise TimeoutError(f"student {self.number} got no answer")

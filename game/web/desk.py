"""What all pages share: the class, who asks, and what each seat reads.

Law of this file: a seat's reader is used under its group's lock. Each reads in the language of who asks.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from game.messages import language
from game.presentation.deciding.dialogue import Line
from game.presentation.deciding.seat import Seat
from game.presentation.deciding.talk import said_lines
from game.presentation.reading.books import briefing
from game.session.classroom.group import Group
from game.session.classroom.people import Person, digest
from game.session.classroom.register import Joined
from game.session.classroom.room import Classroom
from game.session.match import Match
from game.session.seats import together
from game.web.acting import MISFITS, Draft
from game.web.acts import Acts
from game.web.hub import Hub
from game.web.pages import Pages
from game.web.preparing import Preparing
from game.web.showing import Reader, SeatPage, Watcher

Briefing = tuple[tuple[str, tuple[Line, ...]], ...]
KEPT_FOR = 60 * 60 * 24 * 30
"""Seconds a browser remembers who it is."""


class Desk:
    """One class, as the pages see it. `acted`: called with a group in which somebody has acted."""

    def __init__(
        self, room: Classroom, hub: Hub, acts: Acts, acted: Callable[[int], None], secure: bool
    ) -> None:
        self.room = room
        self.hub = hub
        self.acts = acts
        self.acted = acted
        self.pages = Pages()
        self.preparing = Preparing(room.register)
        self._secure = secure
        mark = digest(room.secret)[:8]
        self.cookie, self.back_cookie = f"kherem_{mark}", f"kherem_back_{mark}"
        self.visit_cookie = f"kherem_visit_{mark}"
        self.teacher_cookie = f"kherem_teacher_{mark}"
        self._readers: dict[tuple[int, str, str], Reader] = {}
        self._watchers: dict[tuple[int, str], Watcher] = {}
        self._briefings: dict[tuple[str, str], Briefing] = {}

    def token(self, request: Request) -> str:
        """Return the cookie somebody is known by."""
        return request.cookies.get(self.cookie, "")

    def person(self, request: Request) -> Person | None:
        """Return who asks."""
        token = self.token(request)
        return self.room.register.of_token(token) if token else None

    def return_code(self, request: Request) -> str:
        """Return the return code this device was told."""
        return request.cookies.get(self.back_cookie, "")

    def remember(self, answer: Response, joined: Joined) -> None:
        """Let the browser remember who it is."""
        for name, value in ((self.cookie, joined.token), (self.back_cookie, joined.back)):
            self.set_cookie(answer, name, value)
        answer.delete_cookie(self.visit_cookie, path="/")

    def set_cookie(self, answer: Response, name: str, value: str) -> None:
        """Set a cookie no script and no other site can use."""
        answer.set_cookie(
            name, value, max_age=KEPT_FOR, httponly=True, samesite="lax", secure=self._secure, path="/"
        )

    def reader(self, group: Group, role: str) -> Reader:
        """Return what a seat reads. Under the group's lock."""
        assert group.match is not None
        place = (group.id, role, language())
        found = self._readers.get(place)
        if found is None or found.match is not group.match:
            found = Reader(group.match, group.match.role_number(role))
            self._readers[place] = found
        return found

    def watcher(self, group: Group) -> Watcher:
        """Return what somebody without a seat reads of a group. Under its lock."""
        assert group.match is not None
        place = (group.id, language())
        found = self._watchers.get(place)
        if found is None or found.match is not group.match:
            found = self._watchers[place] = Watcher(group.match)
        return found

    def version(self, person: Person) -> int:
        """Return what names all that somebody may know now: another number once any of it has changed.

        What others do in secret changes nothing of it. Takes the group's lock.
        """
        room, group = self.room, self.room.groups.get(person.group)
        mates = [one.name for one in room.register.at(person.group, person.role)] if person.role else []
        known: list[Any] = [person.group, person.role, room.phase, room.paused, mates]
        known += self.preparing.mark(person)
        if group is not None and group.match is not None:
            with group.lock:
                clock = group.clock_at(person.role)
                known += [group.ended, clock and clock.ends, clock and clock.left]
                known.append(self._seen(group, person.role))
        found = hashlib.sha256(json.dumps(known).encode()).digest()
        return int.from_bytes(found[:4], "big") + 1

    def _seen(self, group: Group, role: str) -> list[Any]:
        """Return how far a seat, or somebody without one, has read, and whether it is its turn."""
        if not role:
            watcher = self.watcher(group)
            watcher.news()
            return [watcher.seen]
        reader = self.reader(group, role)
        return [reader.seen, reader.seat.number in reader.match.waiting()]

    def briefing(self, role: str) -> Briefing:
        """Return a part's briefing, which is the same in every group."""
        place = (role, language())
        if place not in self._briefings:
            opened = self.room.opened
            seats = together([role], None, opened.tables.public.roles, self.room.kinds)
            match = Match.new(opened, seed=0, seats=seats)
            self._briefings[place] = briefing(Seat(match, match.role_number(role)))
        return self._briefings[place]

    def table(self, reader: Reader, draft: Draft) -> tuple[Draft, SeatPage, list[str]]:
        """Return what a seat's table shows, and the words that go with its next act. Under the group's lock.

        Words a page made up are left out of the draft.
        """
        taught = self.room.rules.tutorial
        try:
            return (
                draft,
                reader.page(draft.said, taught=taught),
                said_lines(reader.seat, [dict(one) for one in draft.said]),
            )
        except MISFITS:
            if not draft.said:
                raise
            return replace(draft, said=()), reader.page(taught=taught), []

    def clock(self, group: Group | None, person: Person | None = None) -> dict[str, Any] | None:
        """Return the clock somebody sees, or for the teacher the one that runs out first.

        That is the seconds left (none without a limit), and whether it stands still.
        """
        if group is None or group.match is None or group.ended or self.room.phase != "playing":
            return None
        seen = [group.clock_at(person.role)] if person is not None else group.clocks.values()
        left = [one.remaining(self.room.now()) for one in seen if one is not None]
        return {
            "left": min((one for one in left if one is not None), default=None),
            "paused": self.room.paused,
        }

"""Acts in a group's match, from the decision to the disk.

Law of this file: one at a time changes a match (`turn`), and one at a time looks at it or adds to it what is
on disk (`lock`); who holds the second never waits for the first. What is not on disk is no part of the match.
An act with an id is done once, however often it is sent.
"""

import re
import threading
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, NamedTuple

from game.engine.acts import CHANCE
from game.engine.errors import Refused
from game.negotiators.catalogue import QUICK
from game.session.classroom.group_log import GroupLog
from game.session.classroom.people import Person
from game.session.classroom.thinking import Stuck, thought_here
from game.session.classroom.turn import Turn
from game.session.match import Match, Refusal
from game.session.planning import Step
from game.storage.classroom_file import ClassroomFile

LONGEST_ID = 64
_ID = re.compile(rf"[A-Za-z0-9_-]{{1,{LONGEST_ID}}}")
Done = dict[tuple[int, str], int]
"""The seq after each act of the class that came with an id, by person and id."""


class Underway(NamedTuple):
    """An act on its way to disk, with what chance has drawn on it.

    `act`: which person's, and its id; None where no person has acted. `seq`: after it. `on_disk`: answers
    once it is there.
    """

    match: Match
    steps: tuple[Step, ...]
    act: tuple[int, str] | None
    seq: int
    on_disk: Future[None]


class Acting:
    """A match in which people, chance and players who never think long act."""

    def __init__(self, number: int, file: ClassroomFile, done: Done) -> None:
        self.id = number
        self.log = GroupLog(file, number)
        self.match: Match | None = None
        self.done = done
        self.turn = Turn()
        self.lock = threading.RLock()
        self._ahead: deque[Underway] = deque()
        """What was begun and has not ended, oldest first. While there is any, the turn is held for it."""
        self._has_failed = False
        """Whether what is ahead comes after something that could not be kept: then none of it will be."""

    def act(
        self,
        person: Person,
        act_id: str,
        data: Mapping[str, Any],
        *,
        acts: int | None = None,
        check: Callable[[], None] = lambda: None,
    ) -> int:
        """Let a person act; return the seq of the act's last line, the same if it was sent before.

        `acts`: how many acts of the seat stood when it was decided; another number, and it is refused.
        `check`: refuses, too, where the class is not on. Raises `Refused`, `Refusal`, `LogError`; then
        nothing has changed.
        """
        with self.turn:
            found = self._begun(person, act_id, data, acts, check)
            if isinstance(found, int):
                return found
            self.log.wait(found.on_disk)
            with self.lock:
                self._settle(found)
            return found.seq

    def begin_act(
        self, person: Person, act_id: str, data: Mapping[str, Any], *, check: Callable[[], None]
    ) -> Underway | int | None:
        """Begin what `act` does, without waiting for anything; `end_act` ends it once it is on disk.

        Return the seq if it was done before; None where a thread is changing the match, or is to do so next,
        or where nothing that is ahead will be kept. Under `lock`.
        """
        for one in self._ahead:
            if one.act == (person.id, act_id):
                return one
        if self.turn.is_wanted or self._has_failed or (not self._ahead and not self.turn.take()):
            return None
        try:
            found = self._begun(person, act_id, data, None, check)
            if isinstance(found, Underway):
                self._ahead.append(found)
            return found
        finally:
            self._give_if_done()

    def begin_quick(self, may: Callable[[], bool]) -> Underway | int | None:
        """Begin what chance, or a player who never thinks long, does next; `end_act` ends it.

        `may`: whether anybody may act. Return the seq where nothing of the kind is due, 0 where nobody may;
        None where somebody else is changing the match, or is to do so next. Under `lock`.
        """
        if self._ahead or self.turn.is_wanted or not self.turn.take():
            return None
        try:
            match = self.match
            if match is None or not may():
                return 0
            steps = _quick(match)
            if not steps:
                return match.seq()
            seq = steps[-1].lines[-1].seq
            self._ahead.append(Underway(match, steps, None, seq, self.log.later(match.lines_of(steps))))
            return self._ahead[-1]
        finally:
            self._give_if_done()

    def end_act(self, underway: Underway) -> int:
        """Make acts part of the match that are on disk, up to this one; return its seq. Raises `LogError`.

        Under `lock`.
        """
        while self._ahead and self._ahead[0].on_disk.done():
            one = self._ahead.popleft()
            try:
                if one.on_disk.exception() is None:
                    self._settle(one)
                else:
                    self._has_failed = True
            finally:
                self._give_if_done()
        self.log.wait(underway.on_disk)
        return underway.seq

    def _give_if_done(self) -> None:
        if not self._ahead:
            self._has_failed = False
            self.turn.give()

    def _begun(
        self,
        person: Person,
        act_id: str,
        data: Mapping[str, Any],
        acts: int | None,
        check: Callable[[], None],
    ) -> Underway | int:
        """Hand an act to the disk; return its seq if it was done before."""
        if not _ID.fullmatch(act_id):
            raise Refusal("session/bad_act_id", most=LONGEST_ID)
        act = (person.id, act_id)
        if act in self.done:
            return self.done[act]
        check()
        match = self.match
        if match is None:
            raise Refusal("session/not_begun")
        role = match.role_number(person.role)
        if acts not in (None, match.acts_of(role)):
            raise Refusal("session/seat_acted")
        name = person.name if match.people(role) else None
        before = [step for one in self._ahead for step in one.steps]
        steps = match.planned(role, data, person=name, before=before)
        seq = steps[0].lines[-1].seq
        on_disk = self.log.later(match.lines_of(steps), (*act, seq))
        return Underway(match, steps, act, seq, on_disk)

    def _settle(self, underway: Underway) -> None:
        underway.match.settle(underway.steps)
        if underway.act is not None:
            self.done[underway.act] = underway.seq


def _quick(match: Match) -> tuple[Step, ...]:
    """Return what chance, or a player who never thinks long, does now; nothing where neither is due.

    Nor where such a player breaks down: that is for `go_on`, which knows what to do then.
    """
    role = match.due()
    if role == CHANCE:
        return match.planned_draws()
    if role is None or match.seats[match.roles[role]] not in QUICK:
        return ()
    with suppress(Stuck, Refused):
        return match.planned_choice(role, thought_here(match, role))
    return ()

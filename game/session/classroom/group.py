"""A group: how its match goes on, who comes and goes in it, its clocks.

Law of this file: whoever changes the match has its turn, from the decision to the disk; whoever looks at it
has its lock. Nobody waits for an AI player but its own group.
"""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from game.engine.acts import CHANCE
from game.negotiators.catalogue import HUMAN
from game.negotiators.player import Choice
from game.session.classroom.clock import FOR_ALL, Clocks, StepClock
from game.session.classroom.people import Person
from game.session.classroom.thinking import Stuck
from game.session.classroom.underway import Acting, Done
from game.session.match import Match, Refusal
from game.storage.classroom_file import ClassroomFile
from game.storage.log import Header

Choose = Callable[[str, Match, int], Choice]
"""Given a match, its key and a role, what the AI player there does. May raise `Stuck`.

A match that is taken up again has another key: workers may know of lines that were never kept.
"""
LONGEST_THOUGHT = 2.0
"""Seconds for which whoever takes an act back waits for an AI player's thought."""
CHANGES_OF_HANDS = ("player_changed", "people_changed")


class Group(Acting):
    """A group of the class. `done`: shared by all of them."""

    def __init__(self, number: int, file: ClassroomFile, done: Done) -> None:
        super().__init__(number, file, done)
        self.clocks: Clocks = {FOR_ALL: StepClock()}
        self._going = threading.Lock()
        self._taken_up = 0

    @property
    def ended(self) -> bool:
        """Whether its match is over."""
        return self.match is not None and self.match.ended

    def begin(self, match: Match) -> None:
        """Take a match that begins or goes on."""
        with self.turn, self.lock:
            self.match = match
            match.guard = self.lock
            self._taken_up += 1

    def steps(self) -> dict[str, str] | None:
        """Return what names each step a clock runs for, by role; None while chance is to draw.

        At a meeting every turn of a person is a step of its own: what goes on elsewhere changes none of it.
        """
        match = self.match
        if match is None or match.ended:
            return {FOR_ALL: ""}
        clock, waiting = match.state.clock, match.waiting()
        if clock.step != "table":
            return {FOR_ALL: f"{clock.sitting}/{clock.step}"}
        if CHANCE in waiting:
            return None
        turns = {match.roles[role]: match.acts_of(role) for role in waiting}
        people = {role: acts for role, acts in turns.items() if match.seats[role] == HUMAN}
        return {role: f"{clock.sitting}/{clock.step}/{acts}" for role, acts in people.items()}

    def clock_at(self, role: str) -> StepClock | None:
        """Return the clock a seat sees: its own, or that of who is to speak at its meeting; None for none.

        `role` '': of who only watches, and sees that of a meeting of all.
        """
        clocks, match = self.clocks, self.match
        if match is None or FOR_ALL in clocks or role in clocks:
            return clocks.get(FOR_ALL) or clocks.get(role)
        everyone = match.tables.public.everyone
        me = 1 << match.role_number(role) if role else everyone
        for table in match.state.tables:
            if table is not None and not table.closed and table.seats & me == me:
                return clocks.get(match.roles[table.to])
        return None

    def is_turn(self) -> bool:
        """Return whether the present step is a turn at a meeting."""
        return self.match is not None and self.match.state.clock.step == "table"

    def take_back(self, person: Person, acts: int, may: Callable[[], bool]) -> None:
        """Take back the last act of somebody who plays alone, and what the others did after it.

        Where nothing was to be decided since but to go on, the act before that is taken back too. `acts`: how
        many of theirs stood when they asked; fewer, and it is done already. `may`: whether the class is on.
        Raises `Refusal`, `LogError`.
        """
        if not self._going.acquire(timeout=LONGEST_THOUGHT):
            raise Refusal("session/undo_later")  # an AI player is about to act on what would be taken back
        try:
            with self.turn:
                match = self.match
                if match is None:
                    raise Refusal("session/not_begun")
                role = match.role_number(person.role)
                if not may() or match.ended:
                    raise Refusal("session/undo_over")
                if match.acts_of(role) < acts:
                    return
                if match.acts_of(role) > acts:
                    raise Refusal("session/undo_other")
                self._undo(match, role)
        finally:
            self._going.release()

    def _undo(self, match: Match, role: int) -> None:
        if not may_take_back(match, role):
            raise Refusal("session/undo_alone")
        match.undo(role)
        while match.due() == CHANCE:
            match.draw()
        with suppress(Refusal):  # there may be nothing before that
            while _only_goes_on(match, role) and may_take_back(match, role):
                match.undo(role)

    def skip(self, may: Callable[[], bool]) -> bool:
        """Let somebody who plays alone, and can do nothing but go on, do so; return whether they did.

        `may`: whether anybody may act.
        """
        with self.turn:
            match = self.match if may() else None
            role = next(iter(match.waiting()), -1) if match is not None and not match.ended else -1
            if match is None or role < 0 or not is_alone(match, role) or not _only_goes_on(match, role):
                return False
            match.act(role, {"kind": "done"}, person=next(iter(match.people(role)), None))
            return True

    def go_on(self, choose: Choose, may: Callable[[], bool]) -> list[tuple[str, str]]:
        """Let chance and AI players act until a person must, or `may` says no; one call at a time does.

        Return the seats whose player was stuck, with what is known of it: their turn went by.
        """
        stuck: list[tuple[str, str]] = []
        if not self._going.acquire(blocking=False):
            return stuck
        try:
            while may():
                with self.turn:
                    match = self.match
                    role = None if match is None else match.due()
                    if match is None or role is None or not may():
                        break
                    if role == CHANCE:
                        match.draw()
                        continue
                    player, seq = match.seats[match.roles[role]], match.seq()
                found: Choice | Stuck | None
                try:
                    found = choose(f"{self.id}/{self._taken_up}", match, role)
                except Stuck as error:
                    found = error
                with self.turn:
                    if self.match is not match or not may():
                        continue  # what it was thought for is no more
                    if match.due() != role or match.seats[match.roles[role]] != player:
                        continue
                    if match.seq() != seq and match.state.clock.step == "table":
                        continue
                    if not isinstance(found, Stuck):
                        found = _taken(match, role, found)
                    if found is not None:
                        stuck.append((match.roles[role], str(found)))
                        match.let_pass(role)
        finally:
            self._going.release()
        return stuck

    def pass_turns(self, whose: str = FOR_ALL) -> list[str]:
        """Let the turn of every person who is waited for go by, or of one; return their seats."""
        passed = []
        with self.turn:
            match = self.match
            if match is None or match.ended:
                return []
            for role in match.waiting():
                if role < 0 or whose not in (FOR_ALL, match.roles[role]):
                    continue
                if match.seats[match.roles[role]] == HUMAN and role in match.waiting():
                    match.let_pass(role)
                    passed.append(match.roles[role])
        return passed

    def reseat(self, role: str, player: str, people: Sequence[str]) -> None:
        """Give a seat to people, or to an AI player, whose lines the caller keeps: see `GroupLog.held`.

        Raises `SeatError`, `Refusal`.
        """
        with self.turn:
            if self.match is None:
                return
            number = self.match.role_number(role)
            if player != HUMAN:
                self.match.seat_people(number, ())
            if self.match.seats[role] != player:
                self.match.reseat({role: player})
            if player == HUMAN:
                self.match.seat_people(number, people)

    def back_to(self, seq: int) -> None:
        """Take back what was done to the match after line `seq`, none of which is on disk."""
        match = self.match
        if match is None or match.seq() == seq:
            return
        contents = match.contents()
        before = replace(contents, lines=contents.lines[:seq])
        self.begin(Match.taken_up(before, self.log, name=str(self.id), opened=match.opened))


def is_alone(match: Match, role: int) -> bool:
    """Return whether one person plays, and nobody else."""
    return match.humans() == (role,) and len(match.people(role)) < 2


def may_take_back(match: Match, role: int) -> bool:
    """Return whether a role's last act may be taken back: one person plays, and nobody came or went since."""
    if match.ended or not is_alone(match, role):
        return False
    acted, changed = 0, 0
    for item in match.standing():
        if item.by == role:
            acted = item.seq
        elif item.type in CHANGES_OF_HANDS:
            changed = item.seq
    return acted > changed


def _only_goes_on(match: Match, role: int) -> bool:
    """Return whether a seat can do nothing but be done."""
    return role in match.waiting() and [one.kind for one in match.offered(role)] == ["done"]


def _taken(match: Match, role: int, choice: Choice) -> Stuck | None:
    """Let a seat do what its AI player has chosen; return what is wrong with it where it may not."""
    try:
        match.take(role, choice)
    except RuntimeError as error:
        return Stuck(str(error))
    return None


def header_data(header: Header) -> dict[str, Any]:
    """Return a header as it is kept for a group: the scenario's source is kept once for the class."""
    return {
        "scenario": header.scenario,
        "sha256": header.sha256,
        "seed": header.seed,
        "match": header.match,
        "cut": header.cut,
        "seats": dict(header.seats),
        "made_by": header.made_by,
        "people": {role: list(names) for role, names in header.people.items()},
    }

"""The class itself: when it begins, pauses, goes on and ends; what people do in it.

Law of this file: what changes is on disk before it is answered; what people do to the class is done one at a
time. The web knows nothing that is not said here.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from time import time
from typing import Any, NamedTuple

from game.messages import text
from game.negotiators.catalogue import QUICK
from game.session.classroom.clock import clocks_of, limits
from game.session.classroom.group import Group
from game.session.classroom.groups import Groups
from game.session.classroom.people import Person
from game.session.classroom.register import Joined
from game.session.classroom.rules import Rules
from game.session.classroom.thinking import Thinkers, thought_here
from game.session.classroom.underway import Underway
from game.session.match import Match, Refusal
from game.storage.classroom_file import ClassroomError, ClassroomFile
from game.storage.log import LogError


class Notice(NamedTuple):
    """Something the teacher is told. `at`: seconds since 1970."""

    id: int
    at: float
    group: int
    words: str


class Classroom(Groups):
    """One class. Safe to use from several threads. `now`: what tells the time, in seconds since 1970."""

    def __init__(
        self, file: ClassroomFile, thinkers: Thinkers | None, now: Callable[[], float] = time
    ) -> None:
        """Read the class in `file`. Raises `ClassroomError`, `ScenarioError`, `LogError`."""
        super().__init__(file, now)
        self.thinkers = thinkers
        self._stopping = False
        for group in self.groups.values():
            self._set_clocks(group)
        told = self.file.read("SELECT id, data FROM notices ORDER BY id DESC LIMIT 200")
        self.notices = [Notice(number, **json.loads(data)) for number, data in reversed(told)]

    def join(self, code: str, name: str, visit: str = "") -> Joined:
        """Let somebody in; who is to play alone begins at once. Raises `Refusal`, `ClassroomError`."""
        joined = super().join(code, name, visit)
        with self._lock:
            if self.rules.is_for_one and joined.person.role and self.phase == "joining":
                self.start()
        return joined

    # The course of a class --------------------------------------------------------------------------

    def set_rules(self, rules: Rules) -> None:
        """Change how the class is played. Groups can only be added. Raises `Refusal`."""
        with self._lock:
            if rules.groups < len(self.groups) and self.phase != "joining":
                raise Refusal("session/groups_in_play")
            if any(person.group > rules.groups for person in self.register.people.values()):
                raise Refusal("session/groups_in_use")
            self._fact("rules", json.dumps(asdict(rules)))
            self.rules = rules
            self._add_groups(rules.groups)
            for number in [one for one in self.groups if one > rules.groups]:
                del self.groups[number]
        self.on_change(0)

    def start(self) -> None:
        """Let every group with people in it begin. Raises `Refusal`."""
        with self._lock:
            if self.phase != "joining":
                raise Refusal("session/class_on")
            staffed = [
                n for n in self.groups if any(p.group == n and p.role for p in self.register.people.values())
            ]
            if not staffed:
                raise Refusal("session/nobody_seated")
            self._begin(staffed)
        for number in staffed:
            self.changed(number)
        self.on_change(0)

    def pause(self, on: bool) -> None:
        """Let all clocks stand still, and nobody act; or go on."""
        with self._lock:
            self._fact("paused", "yes" if on else "")
            for group in list(self.groups.values()):
                with group.lock:
                    now = self.now()
                    group.clocks = {
                        role: one.pause(now) if on else one.go_on(now) for role, one in group.clocks.items()
                    }
                self._keep_clocks(group)
        self._let_finish()
        self._all_changed()

    def end(self) -> None:
        """End the class: nobody acts any more, and everybody looks back."""
        with self._lock:
            self._fact("phase", "ended")
            self._fact("paused", "")
        self._let_finish()
        self._all_changed()

    def _let_finish(self) -> None:
        """Wait for what is on its way to disk: nothing happens any more once this is answered."""
        for group in list(self.groups.values()):
            with group.turn:
                pass

    def extend(self, groups: Iterable[int], seconds: float) -> None:
        """Give groups more time for their present step, or for each turn that is on."""
        with self._lock:
            for number in groups:
                group = self.groups[number]
                with group.lock:
                    now = self.now()
                    group.clocks = {role: one.longer(seconds, now) for role, one in group.clocks.items()}
                self._keep_clocks(group)
                self.on_change(number)

    def move_on(self, groups: Iterable[int]) -> None:
        """Let the turns of people who are waited for go by. Raises `Refusal`."""
        if self.phase != "playing":
            raise Refusal("session/class_not_on")
        for number in groups:
            try:
                self.groups[number].pass_turns()
            finally:
                self._seated(number)

    def tick(self) -> None:
        """Let time have its effect: turns whose time is up go by, and the teacher is told."""
        for group in list(self.groups.values()) if self.is_open() else ():
            try:
                self._tick(group)
            except Exception as error:  # noqa: BLE001 - the clocks of the others go on, and the teacher is told
                self._trouble(group.id, error)

    def _tick(self, group: Group) -> None:
        passed: list[str] = []
        late: dict[str, str] = {}
        try:
            with group.turn:
                clocks = group.clocks if self.is_open() else {}
                late = {role: one.step for role, one in clocks.items() if one.is_up(self.now())}
                for role, step in late.items():
                    clock = group.clocks.get(role)
                    if clock is None or not clock.is_up(self.now()):
                        continue  # it was lengthened meanwhile
                    if (group.steps() or {}).get(role) == step:  # none of those before has ended it
                        passed += group.pass_turns(role)
        finally:  # what is on disk is told, also where the disk was full after it
            if late:
                self.changed(group.id)
        for role in passed:
            self.notify(group.id, "session/time_up", role=self.opened.scenario.roles[role].short)

    def changed(self, number: int) -> None:
        """Set a group's clocks to what is on, and tell that it has changed."""
        group = self.groups.get(number)
        if group is not None and self._set_clocks(group):
            self._keep_clocks(group)
        self.on_change(number)

    def _set_clocks(self, group: Group) -> bool:
        """Set a group's clocks to what is on; return whether there is anything new to keep."""
        with group.lock:
            steps, old = group.steps(), group.clocks
            if steps is None:
                return False
            minutes = self.rules.turn_minutes if group.is_turn() else self.rules.desk_minutes
            group.clocks = clocks_of(old, steps, minutes, self.now(), paused=self.paused)
            return limits(group.clocks) != limits(old)

    def is_over(self, group: Group | None) -> bool:
        """Return whether a group may look back: its game is over, or the class is."""
        if group is None or group.match is None:
            return False
        return group.ended or self.phase == "ended"

    def is_due(self, number: int) -> bool:
        """Return whether chance or an AI player of a group is to act, and may."""
        match = self.groups[number].match if number in self.groups else None
        return match is not None and self._may_go_on() and match.due() is not None

    def go_on(self, number: int) -> None:
        """Let chance and the AI players of a group act. May take long: for a thread of its own."""
        thinkers = self.thinkers
        if thinkers is None:
            return
        try:
            self._go_on(number, thinkers)
        except (ClassroomError, LogError) as error:
            self._trouble(number, error)

    def _go_on(self, number: int, thinkers: Thinkers) -> None:
        group = self.groups[number]

        def choose(key: str, match: Match, role: int) -> Any:
            if match.seats[match.roles[role]] in QUICK:
                with group.turn:
                    return thought_here(match, role)
            self.changed(number)
            return thinkers.choose(key, match, role)

        is_on = True
        try:
            while is_on:
                for role, reason in group.go_on(choose, self._may_go_on):
                    seat = self.opened.scenario.roles[role].short
                    self.notify(number, "session/ai_stuck", role=seat, reason=reason)
                is_on = bool(self.rules.alone) and group.skip(self._may_go_on)
        finally:  # what is on disk is told, also where the disk was full after it
            self.changed(number)

    def _may_go_on(self) -> bool:
        """Return whether chance and AI players may act."""
        return self.is_open() and not self._stopping

    # What people do ---------------------------------------------------------------------------------

    def act(self, person: Person, act_id: str, data: dict[str, Any], acts: int | None = None) -> int:
        """Let a person act in their group; return the seq. Raises `Refused`, `Refusal`, `LogError`.

        `acts`: how many acts of the seat stood when it was decided, if that is known.
        """
        group = self._group_of(person)
        seq = group.act(person, act_id, data, acts=acts, check=lambda: self._check(person))
        self.changed(group.id)
        return seq

    def begin_act(self, person: Person, act_id: str, data: dict[str, Any]) -> Underway | int | None:
        """Begin what `act` does, without waiting for anything: see `Group.begin_act`. Under the group's lock.

        Raises `Refused`, `Refusal`.
        """
        return self._group_of(person).begin_act(person, act_id, data, check=lambda: self._check(person))

    def begin_quick(self, number: int) -> Underway | int | None:
        """Begin what chance, or a player who never thinks long, does next: see `Group.begin_quick`.

        Under the group's lock; `end_act` ends it.
        """
        return 0 if self.rules.alone else self.groups[number].begin_quick(self._may_go_on)

    def end_act(self, number: int, underway: Underway) -> int:
        """End what `begin_act` began in a group, once it is on disk; return the seq. Under the group's lock.

        Raises `LogError`.
        """
        try:
            return self.groups[number].end_act(underway)
        finally:
            self.changed(number)

    def _group_of(self, person: Person) -> Group:
        group = self.groups.get(person.group)
        if group is None or not person.role:
            raise Refusal("session/no_such_seat")
        return group

    def _check(self, person: Person) -> None:
        """Refuse where a person may not act now. Raises `Refusal`."""
        self._check_open()
        if self.rules.gate == "required" and not person.checked and self.questions(person):
            raise Refusal("session/check_first")

    def _check_open(self) -> None:
        if not self.is_open():
            raise Refusal("session/class_paused" if self.paused else "session/class_not_on")

    def has_done(self, person: Person, act_id: str) -> int | None:
        """Return the seq of an act that is done already, in whatever seat it was; None if it is not."""
        return self._done.get((person.id, act_id))

    def take_back(self, person: Person, acts: int) -> None:
        """Take back the last of so many acts of somebody who plays alone. Raises `Refusal`, `LogError`."""
        group = self._group_of(person)
        try:
            group.take_back(person, acts, self.is_open)
        finally:  # what is on disk is told, also where the disk was full after it
            self.changed(group.id)

    def questions(self, person: Person) -> Sequence[Any]:
        """Return the questions about the briefing of a person's part."""
        return self.opened.scenario.roles[person.role].comprehension if person.role else ()

    def has_checked(self, person: Person) -> None:
        """Take note that somebody has answered the questions."""
        self.register.change(person.id, checked=True)

    def notify(self, group: int, code: str, **values: object) -> None:
        """Tell the teacher something."""
        with self._lock:
            number = self.notices[-1].id + 1 if self.notices else 1
            notice = Notice(number, self.now(), group, text(code, **values))
            data = json.dumps({"at": notice.at, "group": group, "words": notice.words})
            with suppress(ClassroomError):  # a full disk is told of all the same
                self.file.keep(lambda db: db.execute("INSERT INTO notices VALUES (?, ?)", (number, data)))
            self.notices.append(notice)
        self.on_change(0)

    def _trouble(self, group: int, error: Exception) -> None:
        """Tell the teacher what a group ran into, once."""
        words = text("session/trouble", reason=error)
        if not self.notices or (self.notices[-1].group, self.notices[-1].words) != (group, words):
            self.notify(group, "session/trouble", reason=error)

    def stop(self) -> None:
        """Let no AI player begin anything more."""
        self._stopping = True

    def close(self) -> None:
        """Close the file, and end the workers."""
        self.stop()
        if self.thinkers is not None:
            self.thinkers.close()
        self.file.close()

    # Within -----------------------------------------------------------------------------------------

    def _all_changed(self) -> None:
        for number in list(self.groups):
            self.changed(number)
        self.on_change(0)

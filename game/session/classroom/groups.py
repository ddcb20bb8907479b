"""The groups of a class: how they begin, and how they are taken up again from the file.

Law of this file: all groups that begin at once are in the file, or none.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from time import time
from typing import Any

import game
from game.session.classroom.clock import StepClock
from game.session.classroom.facts import SET_FACT
from game.session.classroom.group import Group, header_data
from game.session.classroom.group_log import INSERT_LINES, Row
from game.session.classroom.seating import Seating
from game.session.classroom.underway import Done
from game.session.match import Match
from game.session.seats import together
from game.storage.classroom_file import ClassroomFile
from game.storage.log import Contents, Header, decode_lines

GRACE = 60.0
"""Seconds a clock goes on for that would have run out while the program was away."""


class Groups(Seating):
    """A class with its people and its groups, which have begun or not."""

    def __init__(self, file: ClassroomFile, now: Callable[[], float] = time) -> None:
        """Read the class in `file`. Raises `ClassroomError`, `ScenarioError`, `LogError`."""
        super().__init__(file, now)
        self._done: Done = {}
        self._read()

    def _read(self) -> None:
        for person, act, seq in self.file.read("SELECT person, id, seq FROM acts"):
            self._done[person, act] = seq
        lines: dict[int, list[bytes]] = {}
        for group, line in self.file.read("SELECT grp, line FROM lines ORDER BY grp, seq"):
            lines.setdefault(group, []).append(line.encode())
        self._add_groups(self.rules.groups)
        for number, data, header in self.file.read("SELECT id, data, header FROM groups"):
            self._add_groups(number)
            group, clocks = self.groups[number], json.loads(data).get("clocks", {})
            group.clocks = {
                role: StepClock(**one).after_absence(self.now(), GRACE) for role, one in clocks.items()
            }
            if header is not None:
                known = Header(source=self.opened.source, **json.loads(header))
                contents = Contents(known, decode_lines(lines.get(number, [])), 0)
                name = f"{self.file.path}: {number}"
                group.begin(Match.taken_up(contents, group.log, name=name, opened=self.opened))
        for group in self.groups.values():
            self._mend_seats(group)

    def _add_groups(self, count: int) -> None:
        """Let there be so many groups."""
        for number in range(1, count + 1):
            if number not in self.groups:
                self.groups[number] = Group(number, self.file, self._done)

    def _begin(self, numbers: Sequence[int]) -> None:
        """Let groups begin: all of it is in the file, or nothing."""
        begun: dict[int, Match] = {}
        heads: list[tuple[int, str, str]] = []
        rows: list[Row] = []
        for number in numbers:
            group, header = self.groups[number], self._new_header(number)
            with group.log.held() as lines:
                begun[number] = Match.begun(self.opened, header, group.log)
            rows += lines
            heads.append((number, _clock_data(group), json.dumps(header_data(header))))

        def keep(db: Any) -> None:
            db.executemany("INSERT INTO groups VALUES (?, ?, ?)", heads)
            db.executemany(INSERT_LINES, rows)
            db.execute(SET_FACT, ("playing", "phase"))

        self.file.keep(keep)
        self._facts["phase"] = "playing"
        for number, match in begun.items():
            self.groups[number].begin(match)

    def _new_header(self, number: int) -> Header:
        seated = {role: self.register.at(number, role) for role in self.seats}
        humans = [role for role, people in seated.items() if people]
        seats = together(humans, None, self.opened.tables.public.roles, self.kinds)
        seats.update({role: self._spare(role) for role in self.seats if role not in humans})
        return Header(
            scenario=self.opened.scenario.id,
            sha256=self.opened.sha256,
            source=self.opened.source,
            seed=int(self._facts["seed"]),
            match=0 if self.rules.tutorial else number,  # the game the coach knows is the same for all
            cut=self.cut,
            seats=seats,
            made_by=f"kherem {game.__version__}",
            people={role: [one.name for one in people] for role, people in seated.items() if people},
        )

    def _keep_clocks(self, group: Group) -> None:
        with group.lock:  # in the order in which they were set
            data = _clock_data(group)
            self.file.later(
                lambda db: db.execute("UPDATE groups SET data = ? WHERE id = ?", (data, group.id))
            )


def _clock_data(group: Group) -> str:
    return json.dumps({"clocks": {role: asdict(one) for role, one in group.clocks.items()}})

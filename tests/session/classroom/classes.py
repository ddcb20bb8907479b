"""Classes for tests: a file, people, a clock that stands until it is moved.

Law of this file: AI players think in this process, so that a test of anything else waits for no other.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from game.engine.asking import act_data
from game.negotiators.player import Choice
from game.scenario.cuts import FULL_CUT
from game.session.classroom.facts import SET_FACT
from game.session.classroom.people import Person
from game.session.classroom.room import Classroom
from game.session.classroom.rules import Rules
from game.session.classroom.thinking import Stuck, Thinkers
from game.session.match import Match
from game.storage.classroom_file import ClassroomFile
from game.storage.folders import Opened
from tests.session.matches import Pick, some_act, yalta

LATER: list[Classroom] = []
"""Classes taken up again, to be closed with the first."""
FULL = "CREATE TEMP TRIGGER full BEFORE INSERT ON lines BEGIN SELECT RAISE(ABORT, 'disk full'); END"
"""What makes the disk full for every line of a match."""
PATIENCE = 120.0
"""Seconds until what must happen is given up on."""
RULES = Rules(groups=2, ai="boulware", gate="off")


class Hands:
    """A clock whose hands a test moves."""

    def __init__(self, at: float = 1_800_000_000.0) -> None:
        self.at = at

    def __call__(self) -> float:
        return self.at

    def forward(self, seconds: float) -> None:
        self.at += seconds


class Here(Thinkers):
    """AI players that think where they are asked; `stuck`: for which roles they do not answer."""

    def __init__(self) -> None:
        self.stuck: set[int] = set()
        self.wanted: list[tuple[str, int]] = []
        self.before: Callable[[Match, int], Any] = lambda match, role: None

    def choose(self, key: str, match: Match, role: int) -> Choice:
        self.wanted.append((key, role))
        self.before(match, role)
        if role in self.stuck:
            raise Stuck("no answer within 20 s")
        return match.choose(role)

    def close(self) -> None:
        pass


def make_class(
    path: Path,
    opened: Opened | None = None,
    rules: Rules = RULES,
    now: Callable[[], float] | None = None,
    cut: str = FULL_CUT,
) -> tuple[Classroom, str]:
    """Make a class in a new file; return it and the teacher's key. Close it."""
    file = ClassroomFile(path)
    try:
        key = Classroom.make(file, opened or yalta(), cut, rules)
        file.keep(lambda db: db.execute(SET_FACT, ("1", "seed")))
        return Classroom(file, Here(), now or Hands()), key
    except BaseException:
        file.close()  # its writer is a thread that nothing else would end
        raise


def again(room: Classroom) -> Classroom:
    """Return the class as it is after the program has been ended and started."""
    room.close()
    found = Classroom(ClassroomFile(room.file.path), Here(), room.now)
    LATER.append(found)
    return found


@contextmanager
def a_class(
    path: Path, opened: Opened | None = None, rules: Rules = RULES, **changed: Any
) -> Iterator[Classroom]:
    """Give a class, and close it."""
    room, _ = make_class(path / "class.db", opened, replace(rules, **changed))
    try:
        yield room
    finally:
        room.close()
        while LATER:
            LATER.pop().close()


def hands(room: Classroom) -> Hands:
    """Return the clock of a class."""
    assert isinstance(room.now, Hands)
    return room.now


def join(room: Classroom, *names: str) -> list[Person]:
    """Let people in."""
    return [room.join(room.code, name).person for name in names]


def match_of(room: Classroom, group: int) -> Match:
    match = room.groups[group].match
    assert match is not None
    return match


def seated(room: Classroom, group: int, role: int) -> list[Person]:
    """Return the people at a seat of a group."""
    return room.register.at(group, match_of(room, group).roles[role])


def due(room: Classroom, group: int) -> tuple[Person, int]:
    """Return somebody who is waited for in a group, and the role; AI players play on first."""
    room.go_on(group)
    match = match_of(room, group)
    role = next(role for role in match.waiting() if role >= 0)
    return seated(room, group, role)[0], role


def act(room: Classroom, group: int, pick: Pick, act_id: str = "") -> tuple[Person, dict[str, Any]]:
    """Let one who is waited for act; return who, and what was sent."""
    person, role = due(room, group)
    match = match_of(room, group)
    data = act_data(match.names, some_act(match, role, pick))
    room.act(person, act_id or f"a{match.seq()}", data)
    return person, data


def lines(room: Classroom, group: int) -> list[str]:
    """Return a group's lines as they are on disk."""
    return [line for (line,) in room.file.read(f"SELECT line FROM lines WHERE grp = {group} ORDER BY seq")]


def wait_until(done: Callable[[], bool]) -> None:
    """Wait for what another thread or process is about to do."""
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end
        time.sleep(0.01)


@contextmanager
def a_slow_disk(room: Classroom) -> Iterator[None]:
    """Let nothing come to disk meanwhile; what is handed to it waits, in order."""
    begun, go_on = threading.Event(), threading.Event()

    def hold(_db: Any) -> None:
        begun.set()
        assert go_on.wait(PATIENCE)

    held = room.file.later(hold)
    assert begun.wait(PATIENCE)
    try:
        yield
    finally:
        go_on.set()
        held.result(PATIENCE)


def is_free(room: Classroom) -> bool:
    """Return whether nobody changes the match of group 1."""
    turn = room.groups[1].turn
    found = turn.take()
    if found:
        turn.give()
    return found

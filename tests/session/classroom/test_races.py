"""What happens between two moments: a teacher, a disk, an AI player and a student all at the same group.

Law of this file: every race is led to its worst moment by hand; nothing waits for luck.
"""

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from game.negotiators.player import Choice
from game.session.classroom import groups
from game.session.classroom.group import Group
from game.session.classroom.room import Classroom
from game.session.match import Match, Refusal
from game.storage.classroom_file import ClassroomError
from tests.scenarios.test_moscow_secrets import moscow
from tests.session.classroom.classes import (
    FULL,
    Here,
    a_class,
    act,
    again,
    due,
    hands,
    join,
    lines,
    match_of,
    wait_until,
)
from tests.session.matches import picker

PLUG = "CREATE TEMP TRIGGER plug BEFORE UPDATE ON people BEGIN SELECT RAISE(ABORT, 'disk full'); END"


class Thought:
    """An AI player of group 1 that has begun to think; it acts when `over` is called."""

    def __init__(self, room: Classroom) -> None:
        self._begun, self._go_on = threading.Event(), threading.Event()
        self._thinkers = room.thinkers
        assert isinstance(self._thinkers, Here)
        self._thinkers.before = self._think
        self._thread = threading.Thread(target=room.go_on, args=(1,))
        self._thread.start()
        assert self._begun.wait(20)

    def _think(self, _match: Match, _role: int) -> None:
        self._begun.set()
        assert self._go_on.wait(20)

    def over(self) -> None:
        assert isinstance(self._thinkers, Here)
        self._thinkers.before = lambda match, role: None
        self._go_on.set()
        self._thread.join(20)
        assert not self._thread.is_alive()


def test_a_thought_for_a_match_that_was_taken_back_is_dropped(tmp_path: Path) -> None:
    """A swap cannot be kept while an AI player thinks: its act is none of the match as it stands on disk."""
    with a_class(tmp_path) as room:
        one, two = join(room, "A", "B")
        room.seat(two.id, 2, one.role)
        room.start()
        thought, before = Thought(room), match_of(room, 1)
        room.file.keep(lambda db: db.execute(PLUG))
        with pytest.raises(ClassroomError, match="disk full"):
            room.swap(one.id, two.id)
        room.file.keep(lambda db: db.execute("DROP TRIGGER plug"))
        assert match_of(room, 1) is not before
        thought.over()
        assert [json.loads(line)["seq"] for line in lines(room, 1)] == list(
            range(1, match_of(room, 1).seq() + 1)
        )
        act(room, 1, picker("after", 1))
        assert match_of(again(room), 1).seq() >= match_of(room, 1).seq()


def test_workers_are_told_of_a_match_that_was_taken_back_by_another_key(tmp_path: Path) -> None:
    with a_class(tmp_path) as room:
        one, two = join(room, "A", "B")
        room.seat(two.id, 2, one.role)
        room.start()
        thinkers = room.thinkers
        assert isinstance(thinkers, Here)
        Thought(room).over()
        (key,) = {key for key, _ in thinkers.wanted}
        room.file.keep(lambda db: db.execute(PLUG))
        with pytest.raises(ClassroomError):
            room.swap(one.id, two.id)
        room.file.keep(lambda db: db.execute("DROP TRIGGER plug"))
        thinkers.wanted.clear()
        for number in range(12):
            act(room, 1, picker("after", number))
            room.go_on(1)
            if thinkers.wanted:
                break
        assert thinkers.wanted
        assert key not in {key for key, _ in thinkers.wanted}


@pytest.mark.parametrize("how", ["end", "pause"])
def test_nobody_goes_on_by_themselves_once_the_class_stands_still(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Who plays alone can do nothing but go on, and the class stands still just then."""
    with a_class(tmp_path, groups=1, alone="stalin", ai="linear") as room:
        (person,) = join(room, "A")
        skip, seen = Group.skip, list[tuple[int, int]]()

        def late(*given: Any) -> bool:
            match = match_of(room, 1)
            role = match.role_number(person.role)
            only_goes_on = role in match.waiting() and [one.kind for one in match.offered(role)] == ["done"]
            if only_goes_on and room.is_open():
                stand_still(room, how)
                before = match.seq()
                skip(*given)
                seen.append((before, match.seq()))
            return False

        monkeypatch.setattr(Group, "skip", late)
        for number in range(30):
            room.go_on(1)
            if seen:
                break
            act(room, 1, picker("alone", number))
        ((before, after),) = seen
        assert after == before


def stand_still(room: Classroom, how: str) -> None:
    if how == "end":
        room.end()
    else:
        room.pause(True)


@pytest.mark.parametrize("how", ["end", "pause"])
def test_what_is_thought_when_the_class_stands_still_is_not_done(tmp_path: Path, how: str) -> None:
    with a_class(tmp_path, groups=1) as room:
        join(room, "A")
        room.start()
        thought = Thought(room)
        stand_still(room, how)
        seq = match_of(room, 1).seq()
        thought.over()
        assert match_of(room, 1).seq() == seq


@pytest.mark.parametrize("how", ["end", "pause"])
def test_an_act_let_in_before_the_class_stood_still_is_not_done_after(tmp_path: Path, how: str) -> None:
    with a_class(tmp_path, groups=1) as room:
        join(room, "A", "B")
        room.start()
        person, _ = due(room, 1)
        seq, refused = match_of(room, 1).seq(), list[str]()

        def send() -> None:
            try:
                room.act(person, "one", {"kind": "done"})
            except Refusal as error:
                refused.append(error.code)

        acting = threading.Thread(target=send)
        with room.groups[1].turn:
            acting.start()
            wait_until(lambda: room.groups[1].turn.is_wanted)
            assert room.is_open()
            stand_still(room, how)
        acting.join(20)
        assert refused == [f"session/class_{'not_on' if how == 'end' else 'paused'}"]
        assert match_of(room, 1).seq() == seq


def test_what_is_on_its_way_to_disk_is_waited_for_when_the_class_ends(tmp_path: Path) -> None:
    """Whoever takes the record home right after the end has all of it."""
    with a_class(tmp_path, groups=1) as room:
        join(room, "A", "B")
        room.start()
        person, _ = due(room, 1)
        wait, at_disk, go_on = room.file.wait, threading.Event(), threading.Event()

        def slow(kept: Any) -> Any:
            if threading.current_thread() is acting:
                at_disk.set()
                assert go_on.wait(20)
            return wait(kept)

        room.file.wait = slow  # type: ignore[method-assign]
        acting = threading.Thread(target=room.act, args=(person, "one", {"kind": "done"}))
        acting.start()
        assert at_disk.wait(20)
        ending = threading.Thread(target=room.end)
        ending.start()
        ending.join(0.2)
        assert ending.is_alive()
        go_on.set()
        ending.join(20)
        acting.join(20)
        assert (person.id, "one") in room.groups[1].done


def test_clocks_are_kept_in_the_order_in_which_they_were_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_class(tmp_path, groups=1, desk_minutes=5) as room:
        join(room, "A", "B")
        room.start()
        room.go_on(1)
        real, pausing = groups._clock_data, threading.Thread(target=room.pause, args=(True,))

        def slow(group: Group) -> str:
            monkeypatch.setattr(groups, "_clock_data", real)
            data = real(group)
            pausing.start()
            pausing.join(0.2)  # the teacher pauses just here
            return data

        monkeypatch.setattr(groups, "_clock_data", slow)
        room._keep_clocks(room.groups[1])
        pausing.join(20)
        assert not pausing.is_alive()
        back = again(room)
        assert back.paused
        assert all(clock.paused for clock in back.groups[1].clocks.values())
        hands(back).forward(3600)
        back.pause(False)
        back.tick()
        assert not back.notices


def test_a_seat_is_left_to_an_ai_player_wholly_or_not_at_all(tmp_path: Path) -> None:
    with a_class(tmp_path, groups=1) as room:
        join(room, "A", "B")
        room.start()
        person, role = due(room, 1)
        match = match_of(room, 1)
        before, keep = (match.seq(), match.people(role), dict(match.seats)), room.file.keep

        def full(change: object) -> None:
            raise ClassroomError("storage/class_unwritable", path="x", reason="disk full")

        room.file.keep = full  # type: ignore[assignment,method-assign]
        with pytest.raises(ClassroomError):
            room.leave_to_ai(1, person.role)
        room.file.keep = keep  # type: ignore[method-assign]
        match = match_of(room, 1)
        assert (match.seq(), match.people(role), dict(match.seats)) == before
        room.leave_to_ai(1, person.role)
        assert (match_of(room, 1).people(role), match_of(room, 1).seats[person.role]) == ((), "boulware")
        assert len(lines(room, 1)) == match_of(room, 1).seq()


# The disk fails halfway -------------------------------------------------------------------------------


def told(room: Classroom) -> list[int]:
    """Return how many lines group 1 had each time it was told that it has changed."""
    found: list[int] = []
    room.on_change = lambda number: found.append(match_of(room, 1).seq() if number == 1 else -1)
    return found


def test_what_ai_players_did_before_the_disk_was_full_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_class(tmp_path, moscow(), ai="linear") as room:  # three at their desks, who think in no time
        join(room, "A")
        room.start()
        take, taken = Match.take, list[int]()

        def fill(match: Match, role: int, choice: Choice) -> None:
            take(match, role, choice)
            taken.append(role)
            room.file.keep(lambda db: db.execute(FULL))

        monkeypatch.setattr(Match, "take", fill)
        before, heard = match_of(room, 1).seq(), told(room)
        room.go_on(1)
        assert len(taken) == 1
        assert match_of(room, 1).seq() > before
        assert match_of(room, 1).seq() in heard
        assert any("disk full" in one.words for one in room.notices)


def test_turns_that_went_by_before_the_disk_was_full_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_class(tmp_path, groups=1, desk_minutes=5.0) as room:
        join(room, "A", "B")
        room.start()
        room.go_on(1)
        let_pass, passed = Match.let_pass, list[int]()

        def fill(match: Match, role: int) -> None:
            let_pass(match, role)
            passed.append(role)
            room.file.keep(lambda db: db.execute(FULL))

        monkeypatch.setattr(Match, "let_pass", fill)
        before, heard = match_of(room, 1).seq(), told(room)
        hands(room).forward(301)
        room.tick()
        assert len(passed) == 1
        assert match_of(room, 1).seq() > before
        assert match_of(room, 1).seq() in heard
        assert any("disk full" in one.words for one in room.notices)

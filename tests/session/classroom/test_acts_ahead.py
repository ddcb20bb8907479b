"""Acts that are begun before those ahead of them are on disk: as the web lets seats act, without a thread."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from game.engine.asking import act_data
from game.engine.errors import Refused
from game.session.classroom.people import Person
from game.session.classroom.room import Classroom
from game.session.classroom.underway import Underway
from game.session.match import Match, Refusal
from game.storage.log import LogError
from tests.session.classroom.classes import (
    FULL,
    PATIENCE,
    a_class,
    a_slow_disk,
    again,
    is_free,
    join,
    lines,
    match_of,
    wait_until,
)
from tests.session.classroom.test_turn import Sleepy
from tests.session.matches import lines_of, picker, some_act

NOT_THE_FIRST = """
CREATE TEMP TRIGGER plug BEFORE INSERT ON acts WHEN NEW.id = 'one'
BEGIN SELECT RAISE(ABORT, 'disk full'); END
"""


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Classroom]:
    """Two people at their desks, who may act in any order."""
    (tmp_path / "two").mkdir()
    with a_class(tmp_path / "two", groups=1) as found:
        join(found, "A", "B")
        found.start()
        found.go_on(1)
        yield found


def letter(room: Classroom, person: Person) -> dict[str, Any]:
    """Return an act of somebody at their desk."""
    match = match_of(room, 1)
    act = some_act(match, match.role_number(person.role), picker("ahead", person.id))
    return act_data(match.names, act)


def begin(room: Classroom, person: Person, act_id: str) -> Underway | int | None:
    with room.groups[1].lock:
        return room.begin_act(person, act_id, letter(room, person))


def underway(room: Classroom, person: Person, act_id: str) -> Underway:
    found = begin(room, person, act_id)
    assert isinstance(found, Underway)
    return found


def end(room: Classroom, one: Underway) -> int:
    with room.groups[1].lock:
        return room.end_act(1, one)


def done(one: Underway) -> None:
    one.on_disk.exception(PATIENCE)


def test_two_act_ahead_of_the_disk_and_nobody_sees_it_before(room: Classroom) -> None:
    first, second = room.register.people.values()
    before, heard = match_of(room, 1).seq(), list[int]()
    room.on_change = heard.append
    with a_slow_disk(room):
        one, two = underway(room, first, "one"), underway(room, second, "two")
        assert match_of(room, 1).seq() == before
        assert not any(room.has_done(*each) for each in ((first, "one"), (second, "two")))
        assert not heard
        assert not is_free(room)
    done(two)
    assert end(room, two) > end(room, one) > before  # whoever hears first, both are made part of it in order
    assert is_free(room)
    assert heard
    assert (room.has_done(first, "one"), room.has_done(second, "two")) == (one.seq, two.seq)
    kept = [json.loads(line)["seq"] for line in lines(room, 1)]
    assert kept == list(range(1, match_of(room, 1).seq() + 1))
    happened = lines_of(match_of(room, 1))
    assert lines_of(match_of(again(room), 1)) == happened


def test_where_the_first_cannot_be_kept_the_second_is_not_kept_either(room: Classroom) -> None:
    first, second = room.register.people.values()
    match = match_of(room, 1)
    before, happened = lines(room, 1), lines_of(match)
    room.file.keep(lambda db: db.execute(NOT_THE_FIRST))
    with a_slow_disk(room):
        one, two = underway(room, first, "one"), underway(room, second, "two")
    done(two)
    for each in (two, one, two):
        with pytest.raises(LogError):
            end(room, each)
    assert lines(room, 1) == before
    assert lines_of(match) == happened
    assert is_free(room)
    room.act(second, "two", letter(room, second))
    assert room.has_done(second, "two")
    assert len(lines(room, 1)) == match.seq() > len(before)


def test_nothing_more_is_begun_upon_what_cannot_be_kept(room: Classroom) -> None:
    """Or one act that failed would take the next with it, and that one the next, as long as people act."""
    first, second = room.register.people.values()
    room.file.keep(lambda db: db.execute(NOT_THE_FIRST))
    one = underway(room, first, "one")
    done(one)
    with a_slow_disk(room):
        two = underway(room, second, "two")  # nobody has heard yet of the first
        with pytest.raises(LogError):
            end(room, one)
        assert begin(room, first, "three") is None
    done(two)
    with pytest.raises(LogError):
        end(room, two)
    assert is_free(room)
    three = underway(room, first, "three")
    done(three)
    assert end(room, three) == len(lines(room, 1))


def test_an_act_sent_again_on_its_way_is_the_same_act(room: Classroom) -> None:
    person = next(iter(room.register.people.values()))
    with a_slow_disk(room):
        one = underway(room, person, "one")
        assert begin(room, person, "one") is one
    done(one)
    assert end(room, one) == end(room, one) == one.seq
    with room.groups[1].lock:
        assert room.begin_act(person, "one", {"kind": "nonsense"}) == one.seq
    assert room.file.read("SELECT id FROM acts") == [("one",)]


def test_an_act_that_is_refused_leaves_the_turn_to_others(room: Classroom) -> None:
    first, second = room.register.people.values()
    with pytest.raises(Refused), room.groups[1].lock:
        room.begin_act(first, "one", {"kind": "sign"})
    assert is_free(room)
    with pytest.raises(Refusal), room.groups[1].lock:
        room.begin_act(first, "no id!", letter(room, first))
    assert is_free(room)
    with a_slow_disk(room):
        one = underway(room, first, "one")
        with pytest.raises(Refused), room.groups[1].lock:
            room.begin_act(second, "two", {"kind": "sign"})
        assert not is_free(room)  # for the one that is on its way
    done(one)
    end(room, one)
    assert is_free(room)


def test_a_thread_that_waits_comes_before_acts_that_are_not_begun(room: Classroom) -> None:
    """However many act, the clock, the AI players and the teacher have their turn."""
    first, second = room.register.people.values()
    turn, told, has_it, go_on = room.groups[1].turn, list[str](), threading.Event(), threading.Event()

    def change() -> None:
        with turn, turn:  # a thread may hold it already
            has_it.set()
            assert go_on.wait(PATIENCE)

    thread = threading.Thread(target=change)
    with a_slow_disk(room):
        one = underway(room, first, "one")
        thread.start()
        wait_until(lambda: turn.is_wanted)
        assert begin(room, second, "two") is None
        assert begin(room, first, "one") is one
    done(one)
    end(room, one)
    assert has_it.wait(PATIENCE)
    assert begin(room, second, "two") is None
    turn.tell(lambda: told.append("free"))
    assert not told
    go_on.set()
    thread.join(PATIENCE)
    assert told == ["free"]
    two = underway(room, second, "two")
    done(two)
    assert end(room, two) > one.seq


@pytest.mark.parametrize("how", ["end", "pause"])
def test_the_class_stands_still_once_what_is_on_its_way_has_ended(room: Classroom, how: str) -> None:
    first, second = room.register.people.values()
    with a_slow_disk(room):
        one = underway(room, first, "one")
    thread = threading.Thread(target=room.end if how == "end" else lambda: room.pause(True))
    thread.start()
    wait_until(lambda: room.groups[1].turn.is_wanted)
    assert not room.is_open()
    assert begin(room, second, "two") is None
    done(one)
    end(room, one)
    thread.join(PATIENCE)
    assert room.has_done(first, "one") == one.seq
    with pytest.raises(Refusal):
        begin(room, second, "two")


def test_chance_is_on_disk_with_the_act_it_follows(room: Classroom) -> None:
    """No disk that fails in between leaves a match that waits for chance."""
    changes = list[str]()
    room.file.keep(lambda db: db.set_trace_callback(changes.append))
    match = match_of(room, 1)
    for number in range(40):
        waiting = [one for one in match.waiting() if one >= 0]
        if match.ended or not waiting:
            break
        before, changes[:] = match.seq(), []
        (person,) = room.register.at(1, match.roles[waiting[0]])
        room.act(person, f"a{number}", letter(room, person))
        assert match.due() is None
        assert sum(one.startswith("COMMIT") for one in changes) == 1
        assert match.seq() > before
    room.file.keep(lambda db: db.set_trace_callback(None))
    assert any(item.type == "drawn" for item in match.happenings)


# Chance, and players who never think long -------------------------------------------------------------


@pytest.fixture
def mixed(tmp_path: Path) -> Iterator[Classroom]:
    """One person at a desk; `linear` at that of the other."""
    with a_class(tmp_path, groups=1, ai="linear") as found:
        join(found, "A")
        found.start()
        yield found


def begin_quick(room: Classroom) -> Underway | int | None:
    with room.groups[1].lock:
        return room.begin_quick(1)


def test_quick_players_and_chance_play_as_they_do_in_a_thread(tmp_path: Path) -> None:
    """To the same lines, with the reasons."""
    played = []
    for way in ("here", "thread"):
        (tmp_path / way).mkdir()
        with a_class(tmp_path / way, groups=1, ai="linear") as room:
            join(room, "A")
            room.seat(1, 1, "stalin")
            room.start()
            match = match_of(room, 1)
            for number in range(60):
                if way == "thread":
                    room.go_on(1)
                while way == "here" and isinstance(one := begin_quick(room), Underway):
                    done(one)
                    assert end(room, one) == match.seq()
                assert match.due() is None
                waiting = [one for one in match.waiting() if one >= 0]
                if match.ended or not waiting:
                    break
                (person,) = room.register.at(1, match.roles[waiting[0]])
                room.act(person, f"a{number}", letter(room, person))
            assert any(item.type == "reason" for item in match.happenings)
            played.append((lines_of(match), [json.loads(line)["seq"] for line in lines(room, 1)]))
    assert played[0] == played[1]


def test_a_quick_player_waits_for_acts_on_their_way_and_for_threads(mixed: Classroom) -> None:
    person = mixed.register[1]
    before = match_of(mixed, 1).seq()
    with a_slow_disk(mixed):
        one = underway(mixed, person, "one")
        assert begin_quick(mixed) is None
    done(one)
    end(mixed, one)
    quick = begin_quick(mixed)
    assert isinstance(quick, Underway)
    assert quick.act is None
    done(quick)
    assert end(mixed, quick) > one.seq > before
    assert mixed.file.read("SELECT id FROM acts") == [("one",)]


def test_where_nothing_quick_is_due_nothing_is_begun(room: Classroom, mixed: Classroom) -> None:
    assert begin_quick(room) == match_of(room, 1).seq()
    assert is_free(room)
    mixed.pause(True)
    assert begin_quick(mixed) == 0
    mixed.pause(False)
    assert isinstance(begin_quick(mixed), Underway)


def test_a_quick_player_that_breaks_down_is_left_to_a_thread(
    mixed: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which lets its turn go by, and tells the teacher."""

    def broken(_match: Match, _role: int) -> None:
        raise ValueError("out of its mind")

    monkeypatch.setattr(Match, "choose", broken)
    seq = match_of(mixed, 1).seq()
    assert begin_quick(mixed) == seq
    assert is_free(mixed)
    mixed.go_on(1)
    assert match_of(mixed, 1).seq() > seq
    assert "out of its mind" in mixed.notices[-1].words


def test_a_quick_act_the_disk_refuses_has_not_happened(mixed: Classroom) -> None:
    match = match_of(mixed, 1)
    before = lines_of(match)
    mixed.file.keep(lambda db: db.execute(FULL))
    one = begin_quick(mixed)
    assert isinstance(one, Underway)
    done(one)
    with pytest.raises(LogError):
        end(mixed, one)
    assert lines_of(match) == before
    assert is_free(mixed)


def test_a_quick_player_does_not_act_once_the_class_has_ended(
    mixed: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The teacher ends it just when it was found to be on."""
    is_open, seq, ending = mixed.is_open, match_of(mixed, 1).seq(), threading.Thread(target=mixed.end)

    def ended_then() -> bool:
        found = is_open()
        monkeypatch.setattr(mixed, "is_open", is_open)
        ending.start()
        ending.join(0.2)  # where somebody has the turn, it waits for what is on its way
        return found

    monkeypatch.setattr(mixed, "is_open", ended_then)
    one = begin_quick(mixed)
    ending.join(0.2)
    has_ended = not ending.is_alive()
    if isinstance(one, Underway):
        done(one)
        end(mixed, one)
    ending.join(PATIENCE)
    assert not (has_ended and match_of(mixed, 1).seq() > seq)


def test_a_quick_player_gives_way_to_a_thread_that_waits(mixed: Classroom) -> None:
    """Also in the moment in which the turn is free, and the thread not awake."""
    turn, lock = mixed.groups[1].turn, Sleepy()
    turn._lock = lock  # type: ignore[assignment]
    has_it = threading.Event()

    def change() -> None:
        with turn:
            has_it.set()

    thread = threading.Thread(target=change, daemon=True)
    thread.start()
    assert lock.sleeps.wait(PATIENCE)
    found = begin_quick(mixed)
    lock.wake.set()
    assert found is None
    assert has_it.wait(PATIENCE)
    thread.join(PATIENCE)
    assert isinstance(begin_quick(mixed), Underway)

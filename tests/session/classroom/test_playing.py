"""Groups at play: acts once and on disk, turns, seats that change hands, clocks, trouble."""

import json
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from game.engine.asking import act_data
from game.engine.errors import Refused
from game.session.classroom.group import Group
from game.session.classroom.people import Person
from game.session.classroom.room import Classroom
from game.session.match import Refusal
from game.storage.classroom_file import ClassroomError
from game.storage.log import LogError
from tests.scenarios.test_moscow_secrets import ROLES, moscow
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
    seated,
)
from tests.session.matches import picker, some_act


def begun(room: Classroom, *names: str) -> list[Person]:
    people = join(room, *(names or ("A", "B", "C", "D")))
    room.start()
    for group in room.groups:
        room.go_on(group)
    return [room.register[one.id] for one in people]


def letter(room: Classroom, group: int = 1) -> tuple[Person, dict[str, Any]]:
    """Return who is waited for, and an act that can be done at a desk."""
    person, _ = due(room, group)
    return person, {"kind": "done"}


def told(room: Classroom) -> list[str]:
    return [one.words for one in room.notices]


def left(room: Classroom, group: Group) -> float | None:
    """Return the seconds of the clock that runs out first; None without a limit."""
    found = [one.remaining(room.now()) for one in group.clocks.values()]
    return min((one for one in found if one is not None), default=None)


# Acts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
def test_a_game_with_restarts_is_the_game(tmp_path: Path, seed: int) -> None:
    """However often the program is ended, the lines on disk are the match, and it goes to its end."""
    pick = picker("class", seed)
    with a_class(tmp_path, per_seat=1 + seed % 2) as room:
        begun(room, *"ABCDEF")
        current, acts = room, 0
        while not all(group.ended for group in current.groups.values()):
            for number in [n for n, group in current.groups.items() if not group.ended]:
                if not pick(3):
                    current = again(current)
                act(current, number, pick)
                current.go_on(number)
                acts += 1
                match = match_of(current, number)
                assert [json.loads(line)["seq"] for line in lines(current, number)] == list(
                    range(1, match.seq() + 1)
                )
        assert acts > 10
        before = {n: match_of(current, n).contents() for n in current.groups}
        states = {n: match_of(current, n).state for n in current.groups}
        last = again(current)
        assert {n: match_of(last, n).contents().lines for n in last.groups} == {
            n: one.lines for n, one in before.items()
        }
        assert {n: match_of(last, n).state for n in last.groups} == states


def test_an_act_sent_twice_is_done_once(tmp_path: Path) -> None:
    """The answer was lost, the page sends again: the same answer, also after a restart."""
    with a_class(tmp_path) as room:
        begun(room)
        person, data = letter(room)
        seq = room.act(person, "one", data)
        count = len(lines(room, 1))
        assert room.act(person, "one", data) == seq
        assert room.act(person, "one", {"kind": "nonsense"}) == seq
        room.pause(True)
        assert room.act(person, "one", data) == seq
        back = again(room)
        assert back.act(back.register[person.id], "one", data) == seq
        assert len(lines(back, 1)) == count


def test_the_same_act_sent_by_many_threads_is_done_once(tmp_path: Path) -> None:
    with a_class(tmp_path) as room:
        begun(room)
        person, data = letter(room)
        barrier, found = threading.Barrier(8), list[int]()

        def send() -> None:
            barrier.wait(20)
            found.append(room.act(person, "one", data))

        threads = [threading.Thread(target=send) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert len(found) == 8
        assert len(set(found)) == 1
        assert room.file.read("SELECT count(*) FROM acts") == [(1,)]


@pytest.mark.parametrize("act_id", ["", "x" * 65, "a b", "\ud800", "é", "'; DROP TABLE acts; --", "a\n"])
def test_an_id_that_is_none(tmp_path: Path, act_id: str) -> None:
    with a_class(tmp_path) as room:
        begun(room)
        person, data = letter(room)
        count = len(lines(room, 1))
        with pytest.raises(Refusal) as error:
            room.act(person, act_id, data)
        assert error.value.code == "session/bad_act_id"
        assert len(lines(room, 1)) == count


def test_what_the_rules_refuse_changes_nothing_and_its_id_is_free(tmp_path: Path) -> None:
    with a_class(tmp_path) as room:
        begun(room)
        person, data = letter(room)
        count = len(lines(room, 1))
        for bad in ({"kind": "sign"}, {}, {"kind": ["done"]}, {"kind": "done", "say": [{"intent": "x"}]}):
            with pytest.raises((Refused, Refusal)):
                room.act(person, "one", bad)
        assert len(lines(room, 1)) == count
        room.act(person, "one", data)


def test_nobody_acts_for_another_group_or_seat(tmp_path: Path) -> None:
    """Whoever asks acts for their own seat, whatever they send."""
    with a_class(tmp_path) as room:
        begun(room)
        room.act(*_with(letter(room, 1), "x"))
        assert len(lines(room, 2)) == match_of(room, 2).seq()
        outsider = join(room, "Outsider")[0]
        with pytest.raises(Refusal) as error:
            room.act(outsider, "x", {"kind": "done"})
        assert error.value.code == "session/no_such_seat"


def _with(sent: tuple[Person, dict[str, Any]], act_id: str) -> tuple[Person, str, dict[str, Any]]:
    return sent[0], act_id, sent[1]


def test_two_at_a_seat_whoever_sends_first_acts(tmp_path: Path) -> None:
    """Both press at once: one act is done, the other is told that it was not."""
    with a_class(tmp_path, groups=1, per_seat=2) as room:
        begun(room)
        _, role = due(room, 1)
        pair = seated(room, 1, role)
        assert len(pair) == 2
        barrier = threading.Barrier(2)
        done, refused = list[int](), list[Exception]()

        def send(person: Person) -> None:
            barrier.wait(20)
            try:
                done.append(room.act(person, f"from-{person.id}", {"kind": "done"}))
            except (Refused, Refusal) as error:
                refused.append(error)

        threads = [threading.Thread(target=send, args=(person,)) for person in pair]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert (len(done), len(refused)) == (1, 1)
        acted = [item for item in match_of(room, 1).happenings if item.type == "acted"]
        assert [item.data["person"] in {one.name for one in pair} for item in acted] == [True]


def test_what_was_decided_before_the_seat_acted_is_not_done(tmp_path: Path) -> None:
    """Also where it would still be allowed: an act at a desk is seldom the last."""
    with a_class(tmp_path, groups=1, per_seat=2) as room:
        begun(room)
        person, role = due(room, 1)
        match = match_of(room, 1)
        letter = next(one for one in match.offered(role) if one.kind == "send")
        data = {"kind": "send", "channel": match.names.name("channel", letter.choices[0]), "words": "Once."}
        acts = match.acts_of(role)
        room.act(person, "one", data, acts)
        assert role in match.waiting()
        count = match.seq()
        with pytest.raises(Refusal) as error:
            room.act(person, "two", {"kind": "done"}, acts)
        assert error.value.code == "session/seat_acted"
        assert match.seq() == count
        assert room.act(person, "one", data, acts) == count  # it was sent again
        room.act(person, "two", {"kind": "done"}, acts + 1)
        assert role not in match.waiting()


def test_who_looks_waits_for_no_disk(tmp_path: Path) -> None:
    """While an act is on its way to disk, everybody sees the match as it was; and then as it is."""
    with a_class(tmp_path, groups=1) as room:
        begun(room)
        person, data = letter(room)
        group, match, wait = room.groups[1], match_of(room, 1), room.file.wait
        before, at_disk, go_on = match.seq(), threading.Event(), threading.Event()

        def slow(kept: Future[Any]) -> Any:
            at_disk.set()
            assert go_on.wait(20)
            return wait(kept)

        room.file.wait = slow  # type: ignore[method-assign]
        acting = threading.Thread(target=room.act, args=(person, "one", data))
        acting.start()
        try:
            assert at_disk.wait(20)
            assert group.lock.acquire(timeout=20)
            assert match.seq() == before
            assert (person.id, "one") not in group.done
            group.lock.release()
        finally:
            go_on.set()
            acting.join(20)
        assert not acting.is_alive()
        assert match.seq() > before
        assert (person.id, "one") in group.done


PLUG = """
CREATE TEMP TRIGGER plug BEFORE INSERT ON groups WHEN NEW.id = 2
BEGIN SELECT RAISE(ABORT, 'the plug is pulled'); END
"""


# Beginning --------------------------------------------------------------------------------------------


def test_nobody_begins_alone_in_an_empty_class(tmp_path: Path) -> None:
    with a_class(tmp_path) as room:
        with pytest.raises(Refusal) as error:
            room.start()
        assert error.value.code == "session/nobody_seated"
        join(room, "A")
        room.start()
        with pytest.raises(Refusal):
            room.start()
        assert [group.match is not None for group in room.groups.values()] == [True, False]


def test_a_class_that_was_killed_while_it_began_can_begin(tmp_path: Path) -> None:
    """All groups begin in one change: there is no class of which half has begun."""
    with a_class(tmp_path) as room:
        join(room, *"ABCD")
        room.file.keep(lambda db: db.execute(PLUG))
        with pytest.raises(ClassroomError):
            room.start()
        assert room.phase == "joining"
        assert all(group.match is None for group in room.groups.values())
        back = again(room)
        assert back.phase == "joining"
        back.start()
        assert all(group.match is not None for group in back.groups.values())


@pytest.mark.parametrize("gate", ["off", "shown", "required"])
def test_the_questions_come_before_the_first_act_where_they_must(tmp_path: Path, gate: Any) -> None:
    with a_class(tmp_path, gate=gate) as room:
        begun(room)
        person, data = letter(room)
        assert room.questions(person)
        if gate == "required":
            with pytest.raises(Refusal) as error:
                room.act(person, "one", data)
            assert error.value.code == "session/check_first"
            room.has_checked(person)
            person = room.register[person.id]
        room.act(person, "one", data)


def test_another_part_has_questions_of_its_own(tmp_path: Path) -> None:
    with a_class(tmp_path, gate="required") as room:
        one, other = join(room, "A", "B")
        room.has_checked(one)
        room.swap(one.id, other.id)
        assert room.register[one.id].role == other.role
        assert not room.register[one.id].checked


# Clocks -----------------------------------------------------------------------------------------------


def test_a_step_has_its_time_and_then_goes_by(tmp_path: Path) -> None:
    with a_class(tmp_path, groups=1, desk_minutes=2, turn_minutes=1) as room:
        begun(room, "A", "B")
        group = room.groups[1]
        assert left(room, group) == 120
        hands(room).forward(119)
        room.tick()
        assert not told(room)
        room.extend([1], 60)
        hands(room).forward(60)
        room.tick()
        assert left(room, group) == 1
        hands(room).forward(1)
        room.tick()
        assert len(told(room)) == 2
        assert "Time was up" in told(room)[0]
        room.go_on(1)
        assert left(room, group) in (60, 120)


def test_the_clock_of_a_turn_that_was_taken_passes_nobody_else_s(tmp_path: Path) -> None:
    """One acts at the last second; the next has their whole time."""
    pick = picker("late", 1)
    with a_class(tmp_path, groups=1, turn_minutes=1) as room:
        begun(room, "A", "B")
        while match_of(room, 1).state.clock.step != "table":
            act(room, 1, pick)
            room.go_on(1)
        match = match_of(room, 1)
        first = match.waiting()
        person, _ = due(room, 1)
        hands(room).forward(60)
        room.act(person, "last-second", {"kind": "reject"})
        room.tick()
        assert match.waiting() != first
        assert not told(room)
        if match.state.clock.step == "table" and min(match.waiting()) >= 0:
            assert left(room, room.groups[1]) == 60


def at_a_meeting_and_apart(room: Classroom) -> tuple[Person, Person, Person]:
    """Bring a class to where two talk and others are at their desks.

    Return who is to speak, who is to speak after, and somebody apart.
    """
    pick = picker("apart", 1)
    for number, role in enumerate(ROLES, start=1):
        join(room, role)
        room.seat(number, 1, role)
    room.start()
    room.go_on(1)
    while (match := match_of(room, 1)).state.clock.step != "table" or len(match.waiting()) < 2:
        act(room, 1, pick)
        room.go_on(1)
    table = next(one for one in match.state.tables if one is not None)
    others = [n for n in range(len(match.roles)) if table.seats >> n & 1 and n != table.to]
    apart = [n for n in match.waiting() if n != table.to]
    assert len(others) == 1
    speaker, other, desk = (seated(room, 1, role)[0] for role in (table.to, *others, apart[0]))
    return speaker, other, desk


def seconds(room: Classroom, person: Person) -> float | None:
    """Return what somebody's clock shows."""
    clock = room.groups[1].clock_at(person.role)
    return None if clock is None else clock.remaining(room.now())


def test_a_turn_s_clock_is_its_own(tmp_path: Path) -> None:
    """What somebody does elsewhere gives nobody more time, and is not to be seen on anybody's clock."""
    with a_class(tmp_path, moscow(), groups=1, turn_minutes=5, seating="manual") as room:
        speaker, other, apart = at_a_meeting_and_apart(room)
        begun_with = seconds(room, apart)
        hands(room).forward(20)
        assert (seconds(room, speaker), seconds(room, apart)) == (280, 280)
        room.act(speaker, "one", {"kind": "reject"})
        assert begun_with == 300
        assert [seconds(room, one) for one in (speaker, other, apart)] == [300, 300, 280]
        hands(room).forward(10)
        back = again(room)
        assert [seconds(back, one) for one in (speaker, other, apart)] == [290, 290, 270]
        back.extend([1], 60)
        back.act(apart, "two", {"kind": "done"})
        assert [seconds(back, one) for one in (speaker, other, apart)] == [350, 350, None]


def test_time_that_is_up_for_one_is_not_for_another(tmp_path: Path) -> None:
    with a_class(tmp_path, moscow(), groups=1, turn_minutes=1, seating="manual") as room:
        speaker, other, apart = at_a_meeting_and_apart(room)
        hands(room).forward(59)
        room.act(speaker, "one", {"kind": "reject"})
        match = match_of(room, 1)
        waiting = match.waiting()
        hands(room).forward(1)
        room.tick()
        assert [line for line in told(room) if "Time was up" in line] == told(room)
        late = {match.role_number(one.role) for one in room.register.present() if one.role != other.role}
        assert len(told(room)) == len(late & set(waiting)) > 0
        assert match.role_number(apart.role) in waiting
        assert match.waiting() == (match.role_number(other.role),)


def test_a_pause_stands_still_for_all(tmp_path: Path) -> None:
    with a_class(tmp_path, desk_minutes=2) as room:
        begun(room)
        hands(room).forward(50)
        room.pause(True)
        person, data = letter(room)
        with pytest.raises(Refusal) as error:
            room.act(person, "one", data)
        assert error.value.code == "session/class_paused"
        hands(room).forward(10_000)
        room.tick()
        assert not told(room)
        assert [left(room, group) for group in room.groups.values()] == [70, 70]
        back = again(room)
        hands(back).forward(10_000)
        back.tick()
        assert [left(back, group) for group in back.groups.values()] == [70, 70]
        back.extend([2], 60)
        back.pause(False)
        assert [left(back, group) for group in back.groups.values()] == [70, 130]
        back.act(back.register[person.id], "one", data)
        hands(back).forward(70)
        back.tick()
        assert {one.group for one in back.notices} == {1}


def test_after_an_absence_there_is_some_grace(tmp_path: Path) -> None:
    with a_class(tmp_path, desk_minutes=2) as room:
        begun(room)
        hands(room).forward(500)
        back = again(room)
        back.tick()
        assert not told(back)
        assert left(back, back.groups[1]) == 60
        hands(back).forward(60)
        back.tick()
        assert told(back)


def test_without_a_limit_no_time_is_up(tmp_path: Path) -> None:
    with a_class(tmp_path) as room:
        begun(room)
        assert left(room, room.groups[1]) is None
        hands(room).forward(100_000)
        room.tick()
        assert not told(room)


def test_moving_on_lets_all_turns_go_by(tmp_path: Path) -> None:
    """A class at the end of its hour is led to the end, whatever is waited for."""
    with a_class(tmp_path) as room:
        begun(room)
        for _ in range(400):
            room.move_on(list(room.groups))
            for number in room.groups:
                room.go_on(number)
            if all(group.ended for group in room.groups.values()):
                break
        assert all(group.ended for group in room.groups.values())
        room.end()
        with pytest.raises(Refusal):
            room.move_on([1])


def test_the_end_is_the_end(tmp_path: Path) -> None:
    with a_class(tmp_path) as room:
        begun(room)
        person, data = letter(room)
        room.end()
        with pytest.raises(Refusal) as error:
            room.act(person, "one", data)
        assert error.value.code == "session/class_not_on"
        assert again(room).phase == "ended"


# Seats ------------------------------------------------------------------------------------------------


def test_a_seat_is_left_to_an_ai_player_and_given_back(tmp_path: Path) -> None:
    with a_class(tmp_path, groups=1) as room:
        begun(room, "A", "B")
        person, role = due(room, 1)
        name = match_of(room, 1).roles[role]
        room.leave_to_ai(1, name)
        with pytest.raises(Refusal) as error:
            room.act(person, "one", {"kind": "done"})
        assert error.value.code == "session/not_human"
        back = again(room)
        assert match_of(back, 1).seats[name] == "boulware"
        back.give_back(1, name)
        assert match_of(back, 1).people(role) == (person.name,)
        back.act(back.register[person.id], "one", {"kind": "done"})
        for bad in ((9, name), (1, "nobody"), (1, "")):
            with pytest.raises(Refusal):
                back.leave_to_ai(*bad)


def test_people_move_while_the_class_plays(tmp_path: Path) -> None:
    """Somebody falls ill: another takes over all that the seat knows, and acts under their own name."""
    with a_class(tmp_path, groups=1) as room:
        begun(room, "A", "B")
        person, role = due(room, 1)
        name = match_of(room, 1).roles[role]
        late = join(room, "Late")[0]
        with pytest.raises(Refusal):
            room.seat(late.id, 1, name)
        room.remove(person.id)
        assert match_of(room, 1).seats[name] == "boulware"
        room.seat(late.id, 1, name)
        assert match_of(room, 1).people(role) == ("Late",)
        room.act(room.register[late.id], "one", {"kind": "done"})
        for place in ((9, name), (1, "nobody"), (-1, name)):
            with pytest.raises(Refusal):
                room.seat(late.id, *place)
        back = again(room)
        assert match_of(back, 1).people(role) == ("Late",)
        assert "acted" in {item.type for item in match_of(back, 1).happenings}


UNPLUGGED = {
    "the second of the people": "BEFORE UPDATE ON people WHEN NEW.id = 3",
    "the lines of the first group": "BEFORE INSERT ON lines WHEN NEW.grp = 1",
    "the lines of the second group": "BEFORE INSERT ON lines WHEN NEW.grp = 2",
}
"""Between which changes the plug is pulled."""
LAST = "the lines of the second group"


def told_of(room: Classroom) -> list[Any]:
    """Return all that is known of who sits where: of people, of matches, on disk."""
    matches = [match_of(room, number) for number in room.groups]
    return [
        *(dict(room.register.people), [dict(one.seats) for one in matches]),
        [[one.people(role) for role in range(len(one.roles))] for one in matches],
        [(one.seq(), one.state) for one in matches],
        room.file.read("SELECT id, data FROM people ORDER BY id"),
        [lines(room, number) for number in room.groups],
    ]


@pytest.mark.parametrize(
    ("what", "where"),
    [*(("swap", where) for where in UNPLUGGED), *((w, LAST) for w in ("seat", "remove", "chance"))],
)
def test_whoever_changes_places_does_so_wholly_or_not_at_all(tmp_path: Path, what: str, where: str) -> None:
    """People and the lines of both groups are one commit: nobody is ever in two seats, or in none."""
    with a_class(tmp_path) as room:
        one, _, three, four = begun(room)
        room.remove(four.id)
        join(room, "Late")
        deeds: dict[str, Callable[[], None]] = {
            "swap": lambda: room.swap(one.id, three.id),
            "seat": lambda: room.seat(three.id, 1, ""),
            "remove": lambda: room.remove(three.id),
            "chance": room.seat_by_chance,
        }
        before = told_of(room)
        plug = f"CREATE TEMP TRIGGER plug {UNPLUGGED[where]} BEGIN SELECT RAISE(ABORT, 'pulled'); END"
        room.file.keep(lambda db: db.execute(plug))
        with pytest.raises(ClassroomError):
            deeds[what]()
        assert told_of(room) == before
        room.file.keep(lambda db: db.execute("DROP TRIGGER plug"))
        deeds[what]()
        after = told_of(room)
        assert after != before
        assert told_of(again(room)) == after


@pytest.mark.parametrize("where", UNPLUGGED)
def test_a_swap_that_was_killed_between_is_none_after_the_restart(tmp_path: Path, where: str) -> None:
    with a_class(tmp_path) as room:
        one, _, three, _ = begun(room)
        before = told_of(room)
        plug = f"CREATE TEMP TRIGGER plug {UNPLUGGED[where]} BEGIN SELECT RAISE(ABORT, 'pulled'); END"
        room.file.keep(lambda db: db.execute(plug))
        with pytest.raises(ClassroomError):
            room.swap(one.id, three.id)
        assert told_of(again(room)) == before


def test_a_swap_between_groups(tmp_path: Path) -> None:
    with a_class(tmp_path) as room:
        people = begun(room)
        one = next(p for p in people if p.group == 1)
        other = next(p for p in people if p.group == 2 and p.role != one.role)
        room.swap(one.id, other.id)
        for person, place in ((one, other), (other, one)):
            now = room.register[person.id]
            assert (now.group, now.role) == (place.group, place.role)
            match = match_of(room, now.group)
            assert match.people(match.role_number(now.role)) == (now.name,)
        with pytest.raises(Refusal):
            room.swap(one.id, 99)


def test_a_move_cut_short_is_made_good(tmp_path: Path) -> None:
    """Killed between the register and the match: at the next start the seat is the one the register says."""
    with a_class(tmp_path, groups=1) as room:
        begun(room, "A", "B")
        person, role = due(room, 1)
        late = join(room, "Late")[0]
        name = person.role
        room.register.change(person.id, group=0, role="")
        room.register.change(late.id, group=1, role=name)
        back = again(room)
        assert match_of(back, 1).people(role) == ("Late",)
        back.act(back.register[late.id], "one", {"kind": "done"})


def test_rules_can_change_but_take_no_group_from_anybody(tmp_path: Path) -> None:
    from dataclasses import replace

    with a_class(tmp_path) as room:
        join(room, *"ABCD")
        with pytest.raises(Refusal):
            room.set_rules(replace(room.rules, groups=1))
        room.set_rules(replace(room.rules, groups=3, per_seat=2))
        assert list(room.groups) == [1, 2, 3]
        room.start()
        with pytest.raises(Refusal):
            room.set_rules(replace(room.rules, groups=2))


# AI players and trouble -------------------------------------------------------------------------------


def test_an_ai_player_that_is_stuck_loses_its_turn_and_the_teacher_is_told(tmp_path: Path) -> None:
    with a_class(tmp_path, groups=1) as room:
        begun(room, "A")
        thinkers = room.thinkers
        assert isinstance(thinkers, Here)
        machine = next(r for r in (0, 1) if not seated(room, 1, r))
        thinkers.stuck.add(machine)
        pick = picker("stuck", 1)
        while not told(room):
            act(room, 1, pick)
            room.go_on(1)
        assert "stuck" in told(room)[0]
        assert "no answer within 20 s" in told(room)[0]
        assert not room.groups[1].ended


def test_an_ai_player_that_wants_what_it_may_not_is_stuck(tmp_path: Path) -> None:
    """It would be asked again for ever; the seat passes instead."""
    with a_class(tmp_path, groups=1) as room:
        begun(room, "A")
        thinkers = room.thinkers
        assert isinstance(thinkers, Here)
        machine = next(r for r in (0, 1) if not seated(room, 1, r))
        from game.engine.acts import Sign
        from game.negotiators.player import Choice

        original = thinkers.choose
        thinkers.choose = lambda key, match, role: (  # type: ignore[method-assign]
            Choice(Sign((0,))) if role == machine else original(key, match, role)
        )
        pick = picker("wrong", 2)
        while not told(room):
            act(room, 1, pick)
            room.go_on(1)
        assert "stuck" in told(room)[0]


def test_a_group_that_thinks_holds_up_no_other(tmp_path: Path) -> None:
    """While one group's AI player thinks, others act, people move, and time passes."""
    with a_class(tmp_path, desk_minutes=2) as room:
        thinkers = room.thinkers
        assert isinstance(thinkers, Here)
        thinking, go = threading.Event(), threading.Event()

        def before(match: object, role: int) -> None:
            thinking.set()
            assert go.wait(20)

        one, two = join(room, "A", "B")
        room.seat(two.id, 2, one.role)
        room.start()
        thinkers.before = before
        busy = threading.Thread(target=room.go_on, args=(1,))
        busy.start()
        try:
            assert thinking.wait(20)
            person = next(p for p in room.register.people.values() if p.group == 2)
            room.act(person, "one", {"kind": "done"})
            room.act(room.register[one.id], "two", {"kind": "done"})
            join(room, "Late")
            hands(room).forward(121)
            room.tick()
        finally:
            go.set()
            busy.join(20)
        assert not busy.is_alive()


def test_a_disk_that_is_full_refuses_acts_and_nothing_has_happened(tmp_path: Path) -> None:
    with a_class(tmp_path, groups=1, desk_minutes=1) as room:
        begun(room, "A", "B")
        person, data = letter(room)
        group = room.groups[1]
        before = match_of(room, 1).seq()
        room.file.keep(lambda db: db.execute(FULL))
        with pytest.raises(LogError):
            room.act(person, "one", data)
        hands(room).forward(61)
        room.tick()
        room.tick()
        room.go_on(1)
        assert match_of(room, 1).seq() == before
        assert len(told(room)) == 1
        assert "disk full" in told(room)[0]
        room.file.keep(lambda db: db.execute("DROP TRIGGER full"))
        room.act(person, "one", data)
        assert (person.id, "one") in group.done


def test_a_class_that_ends_lets_ai_players_begin_nothing_more(tmp_path: Path) -> None:
    """A group of AI players alone would play on for minutes after the program was told to stop."""
    with a_class(tmp_path, groups=1) as room:
        begun(room, "A")
        _, role = due(room, 1)
        room.leave_to_ai(1, match_of(room, 1).roles[role])
        room.stop()
        before = match_of(room, 1).seq()
        room.go_on(1)
        assert match_of(room, 1).seq() == before


def test_one_call_at_a_time_lets_a_group_go_on(tmp_path: Path) -> None:
    with a_class(tmp_path, groups=1) as room:
        begun(room, "A")
        group: Group = room.groups[1]
        assert group._going.acquire(blocking=False)
        try:
            assert group.go_on(lambda *_: pytest.fail("nobody was to be asked"), lambda: True) == []
        finally:
            group._going.release()


def test_random_acts_are_the_ones_that_were_sent(tmp_path: Path) -> None:
    """The file tells the whole story: a match taken up from it offers the same acts to the same people."""
    pick = picker("same", 5)
    with a_class(tmp_path, groups=1) as room:
        begun(room, "A", "B")
        for _ in range(12):
            act(room, 1, pick)
        match = match_of(room, 1)
        offered = [match.offered(role) for role in range(len(match.roles))]
        sample = act_data(match.names, some_act(match, due(room, 1)[1], picker("x", 1)))
        back = again(room)
        same = match_of(back, 1)
        assert [same.offered(role) for role in range(len(same.roles))] == offered
        assert act_data(same.names, some_act(same, due(back, 1)[1], picker("x", 1))) == sample

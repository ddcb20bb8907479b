"""Coming in: one seat each, however they come, and nobody by guessing."""

import threading
from contextlib import suppress
from pathlib import Path

import pytest

from benchmarks.classroom.rows import MANY
from game.session.classroom.people import LETTERS, LONGEST_NAME, LONGEST_NOTES
from game.session.classroom.seating import MOST_PEOPLE
from game.session.match import Refusal
from game.storage.classroom_file import ClassroomError
from tests.session.classroom.classes import a_class, again, join


def test_ninety_at_once_are_each_seated_once(tmp_path: Path) -> None:
    """The lesson begins and all press the button: one seat each, the groups filled one after the other."""
    with a_class(tmp_path, groups=50) as room:
        barrier = threading.Barrier(90)

        def come(number: int) -> None:
            barrier.wait(20)
            room.join(room.code, f"Name {number}")

        threads = [threading.Thread(target=come, args=(number,)) for number in range(90)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)

        places = [(one.group, one.role) for one in room.register.people.values()]
        assert len(places) == len(set(places)) == 90
        assert {group for group, _ in places} == set(range(1, 46))


def test_joining_again_with_the_same_browser_takes_no_second_seat(tmp_path: Path) -> None:
    """The answer was lost on its way, or the button was pressed twice: same person, same code."""
    with a_class(tmp_path) as room:
        first = room.join(room.code, "Anna", "a-visit")
        assert room.join(room.code, "Anna", "a-visit") == first
        assert room.join(room.code, "Other name", "a-visit") == first
        assert set(first.back) <= set(LETTERS)
        assert room.register.of_token(first.token) == first.person
        assert len(room.register.people) == 1

        other = room.join(room.code, "Anna", "another visit")
        assert other.person.name == "Anna 2"
        assert other.token != first.token
        assert other.back != first.back


@pytest.mark.parametrize("code", ["", "AAAAA", "ЖЖЖЖЖЖ", "é", "' OR 1=1", "\0", "A" * 5000, "½½½½½½"])
def test_a_wrong_code_is_refused(tmp_path: Path, code: str) -> None:
    with a_class(tmp_path) as room:
        with pytest.raises(Refusal) as error:
            room.join(code, "Anna")
        assert error.value.code == "session/wrong_code"
        assert not room.register.people


def test_a_code_is_taken_as_people_type_it(tmp_path: Path) -> None:
    with a_class(tmp_path) as room:
        typed = f" {room.code[:3].lower()}-{room.code[3:].lower()} "
        assert room.join(typed, "Anna").person.group == 1


@pytest.mark.parametrize("name", ["", "   ", "x" * (LONGEST_NAME + 1), "a\x00b", "\u202eabc", "a\ud800"])
def test_a_name_that_is_none(tmp_path: Path, name: str) -> None:
    with a_class(tmp_path) as room:
        with pytest.raises(Refusal) as error:
            room.join(room.code, name)
        assert error.value.code == "session/bad_person_name"
        assert not room.register.people


def test_people_with_the_same_long_name_can_begin(tmp_path: Path) -> None:
    with a_class(tmp_path) as room:
        names = [one.name for one in join(room, *["x" * LONGEST_NAME] * 4)]
        assert len(set(names)) == 4
        room.start()
        assert again(room).phase == "playing"


def test_a_new_code_ends_the_old_one(tmp_path: Path) -> None:
    with a_class(tmp_path) as room:
        old = room.code
        room.new_join_code()
        assert room.code != old
        with pytest.raises(Refusal):
            room.join(old, "Anna")
        join(room, "Bo")


def test_the_return_code_shuts_the_old_device_out(tmp_path: Path) -> None:
    with a_class(tmp_path) as room:
        first = room.join(room.code, "Anna")
        second = room.come_back(f"{first.back[:4].lower()} {first.back[4:]}")
        assert second.person.id == first.person.id
        assert room.register.of_token(first.token) is None
        assert room.register.of_token(second.token) == second.person
        with pytest.raises(Refusal):
            room.come_back(first.back)
        third = room.new_device(first.person.id)
        assert room.register.of_token(second.token) is None
        assert third.person.device == 3
        for code in ("", "WRONGONE", "ЖЖ", third.back[:-1]):
            with pytest.raises(Refusal):
                room.come_back(code)


def test_somebody_shown_out_is_out(tmp_path: Path) -> None:
    """The seat is free, the device and the code are worth nothing, and chance seats them no more."""
    with a_class(tmp_path) as room:
        first = room.join(room.code, "Anna")
        room.remove(first.person.id)
        assert room.register.of_token(first.token) is None
        with pytest.raises(Refusal):
            room.come_back(first.back)
        room.seat_by_chance()
        assert room.register[first.person.id].group == 0
        assert room.register.present() == []
        with pytest.raises(Refusal):
            room.seat(first.person.id, 1, "stalin")
        assert room.join(room.code, "Bo").person.group == 1
        assert again(room).register.present()[0].name == "Bo"


def test_a_class_is_full_some_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MANY.students <= MOST_PEOPLE  # who are measured
    monkeypatch.setattr("game.session.classroom.seating.MOST_PEOPLE", 3)
    with a_class(tmp_path) as room:
        join(room, "A", "B", "C")
        with pytest.raises(Refusal) as error:
            room.join(room.code, "D")
        assert error.value.code == "session/class_full"


def test_who_comes_late_waits_for_the_teacher(tmp_path: Path) -> None:
    with a_class(tmp_path) as room:
        join(room, "A")
        room.start()
        late = join(room, "Late")[0]
        assert (late.group, late.role) == (0, "")
        room.end()
        with pytest.raises(Refusal):
            room.join(room.code, "Later")


def test_two_to_a_seat(tmp_path: Path) -> None:
    """All seats get somebody before any gets two; a third is refused."""
    with a_class(tmp_path, groups=2, per_seat=2) as room:
        people = join(room, *"ABCDEFGH")
        first = {(one.group, one.role) for one in people[:4]}
        assert len(first) == 4
        assert {(one.group, one.role) for one in people[4:]} == first
        assert join(room, "I")[0].group == 0
        with pytest.raises(Refusal) as error:
            room.seat(people[0].id, people[1].group, people[1].role)
        assert error.value.code == "session/seat_taken"


def test_everything_survives_a_restart(tmp_path: Path) -> None:
    with a_class(tmp_path, per_seat=2) as room:
        joined = room.join(room.code, "Ánna <b>")
        join(room, "B", "C")
        room.register.keep_notes(joined.person.id, "My <i>notes</i>\n☃")
        room.has_checked(joined.person)
        room.notify(1, "session/time_up", role="Stalin")
        code, secret = room.code, room.secret

        back = again(room)
        assert (back.code, back.secret, back.rules) == (code, secret, room.rules)
        assert back.register.people == room.register.people
        assert back.register.of_token(joined.token) == room.register[joined.person.id]
        assert back.register[joined.person.id].notes == "My <i>notes</i>\n☃"
        assert back.notices == room.notices


def test_notes_have_an_end(tmp_path: Path) -> None:
    with a_class(tmp_path) as room:
        person = join(room, "A")[0]
        room.register.keep_notes(person.id, "x" * LONGEST_NOTES)
        with pytest.raises(Refusal):
            room.register.keep_notes(person.id, "x" * (LONGEST_NOTES + 1))
        assert len(room.register[person.id].notes) == LONGEST_NOTES


def test_a_full_disk_lets_nobody_half_in(tmp_path: Path) -> None:
    """Who is told that it did not work is not in; when there is room again it works."""
    with a_class(tmp_path) as room:
        room.file.keep(lambda db: db.execute("PRAGMA max_page_count = 1").fetchone())
        kept = 0
        with suppress(ClassroomError):
            while room.join(room.code, f"{kept} {'x' * 30}", f"visit {kept}"):
                kept += 1
        assert len(room.register.people) == kept < MOST_PEOPLE
        room.file.keep(lambda db: db.execute("PRAGMA max_page_count = 100000").fetchone())
        assert room.join(room.code, "Anna").person.id == kept + 1


def test_the_key_can_be_changed(tmp_path: Path) -> None:
    with a_class(tmp_path) as room:
        first = room.new_key()
        assert room.is_teacher(first)
        second = room.new_key()
        assert not room.is_teacher(first)
        assert not room.is_teacher("")
        assert again(room).is_teacher(second)
        assert second.encode() not in (tmp_path / "class.db").read_bytes()

"""A whole class behind one address: what is limited, and what is only looked up."""

from functools import partial
from pathlib import Path

import pytest

from game.presentation.deciding.seat import Seat
from game.presentation.reading.news import Telling
from game.session.classroom.register import Register
from game.session.classroom.room import Classroom
from game.session.classroom.rules import Rules
from game.session.match import Match
from game.session.seats import kinds_of, together
from game.storage.classroom_file import ClassroomFile
from game.storage.folders import find, open_folder
from game.web.guard import Limiter


def test_what_is_spent_comes_back_with_time() -> None:
    """Asking whether any try is left must not use one up."""
    now = 0.0
    limiter = Limiter(2, 60.0, lambda: now)

    assert limiter.is_free("here")
    assert limiter.may("here")
    assert limiter.is_free("here")
    assert limiter.may("here")
    assert not limiter.is_free("here")
    assert not limiter.may("here")
    assert limiter.is_free("elsewhere")
    now = 60.0
    assert limiter.is_free("here")


@pytest.fixture
def room(tmp_path: Path) -> Classroom:
    """Return a new class of two groups, its file closed at the end."""
    opened = open_folder(find("yalta-1945"))
    file = ClassroomFile(tmp_path / "class.db")
    Classroom.make(file, opened, "full", Rules(groups=2))
    return Classroom(file, None)


def test_a_code_of_other_letters_is_wrong_and_no_error(room: Classroom) -> None:
    """People type what they like."""
    try:
        assert room.is_code(f" {room.code.lower()} ")
        assert not room.is_code("été")
        assert not room.is_code("")
    finally:
        room.close()


def test_who_sits_where_follows_every_change(room: Classroom) -> None:
    """The look-up says the same as a search through all people, also when read from disk."""

    def searched(register: Register, group: int, role: str) -> list[int]:
        return [p.id for p in register.people.values() if (p.group, p.role) == (group, role)]

    try:
        first, second, third = (room.join(room.code, name).person.id for name in ("A", "B", "C"))
        room.swap(first, third)
        room.remove(second)
        room.register.keep_notes(first, "kept")
        again = Register(room.file, room.register._lock)
        for register in (room.register, again):
            for group in (0, 1, 2):
                for role in ("", *room.seats):
                    assert [one.id for one in register.at(group, role)] == searched(register, group, role)
        assert room.register.at(*_place(room, first))[0].notes == "kept"
    finally:
        room.close()


def _place(room: Classroom, number: int) -> tuple[int, str]:
    person = room.register[number]
    return person.group, person.role


def _is_at(end: int, match: Match) -> bool:
    return match.seq() >= end


def test_news_since_a_line_are_those_told_after_it() -> None:
    """Whatever line a browser says it has seen, it gets the rest, once, and no other seat's lines."""
    opened = open_folder(find("yalta-1945"))
    roles = opened.tables.public.roles
    seats = together([], "random", roles, kinds_of(opened.scenario))
    match = Match.new(opened, seed=3, seats=seats)
    tellings = [Telling(Seat(match, role)) for role in range(len(roles))]
    while not match.ended:
        end = match.seq() + 7
        match.run(partial(_is_at, end))
        for telling in tellings:
            telling.go_on()
    for role, telling in enumerate(tellings):
        assert match.seen(role) == [item for item in match.happenings if item.audience >> role & 1]
        assert telling.count == match.seq(role) == len(match.seen(role))
        for count in range(telling.count + 1):
            later = [line for place, line in zip(telling.places, telling.lines, strict=True) if place > count]
            assert telling.since(count) == later
            assert match.seen_since(role, count) == match.seen(role)[count:]

"""The class under load: that the comparison finds what is lost or doubled, and that nothing is.

No test here looks at a clock: whether a figure is good is for `make bench` to say.
"""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from benchmarks.classroom.checking import Found, Kept, compare, read
from benchmarks.classroom.choosing import choose
from benchmarks.classroom.running import Plan, run
from benchmarks.classroom.students import Course, Heard, Sent, Student
from game.engine.asking import template_data
from game.session.match import Match
from game.session.seats import kinds_of, together
from game.storage.classroom_file import SCHEMA
from game.storage.folders import find, open_folder

ME, OTHER = 1, 2


def test_nothing_is_lost_when_the_server_is_killed_in_play() -> None:
    """The real program over HTTP, ended by SIGKILL in the middle of it."""
    report = run(Plan(students=8, seconds=2, kills=1, pace=0.2))

    assert report.problems == ()
    assert (report.lost, report.doubled, report.unheard) == (0, 0, 0)
    assert report.kills == 1
    assert report.seated == report.students == 8
    assert report.acts == report.acknowledged > 0
    assert report.notes > 0


@pytest.mark.parametrize("scenario", ["moscow-1945", "yalta-1945"])
def test_what_is_chosen_from_offers_is_legal_to_the_end(scenario: str) -> None:
    """A refused act would measure nothing but refusals."""
    opened = open_folder(find(scenario))
    kinds = kinds_of(opened.scenario)
    people = [role for role in opened.tables.public.roles if kinds[role] == "seat"]
    match = Match.new(opened, seed=7, seats=together(people, None, opened.tables.public.roles, kinds))
    chance = Random(7)
    while not match.ended:
        match.run()
        for role in match.humans():
            if role in match.waiting():
                offers = [template_data(match.names, one) for one in match.offered(role)]
                match.act(role, choose(json.loads(json.dumps(offers)), chance))
    assert match.acts > 20


# The comparison -----------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a class of two on disk: one act of the first, of two lines, which both may see."""
    path = tmp_path / "class.db"
    db = sqlite3.connect(path)
    db.executescript(SCHEMA)
    db.execute("INSERT INTO groups VALUES (1, '{}', '{}')")
    for number, role in ((ME, "stalin"), (OTHER, "song")):
        data = json.dumps({"name": f"Student {number}", "group": 1, "role": role})
        db.execute("INSERT INTO people VALUES (?, ?, 'Note 1')", (number, data))
    _write(db, 1, "stalin", more=1)
    _write(db, 2, "stalin", more=0)
    db.execute("INSERT INTO acts VALUES (1, '1-0', 1, 2)")
    db.commit()
    db.close()
    return path


def _write(db: sqlite3.Connection, seq: int, by: str, more: int, kind: str = "said") -> None:
    line = {"seq": seq, "type": kind, "by": by, "audience": ["stalin", "song"], "data": {}, "more": more}
    db.execute("INSERT INTO lines VALUES (1, ?, ?)", (seq, json.dumps(line)))


def _students() -> list[Student]:
    """Return two students: the first's act was acknowledged, the second heard of it half a second later."""
    course = Course(port=0, code="", pace=0)
    me, other = Student(ME, course), Student(OTHER, course)
    me.sent.append(Sent("1-0", at=10.0, life=0, acked=10.1, seq=2))
    me.notes.append("Note 1")
    other.heard, other.lives = [Heard(9.0, 0), Heard(10.2, 1), Heard(10.5, 2)], [0, 0, 0]
    return [me, other]


def _found(kept: Kept, students: list[Student]) -> tuple[int, int, int]:
    found: Found = compare(kept, students)
    return found.lost, found.doubled, found.unheard


def test_all_is_well_where_disk_and_acknowledgements_agree(file: Path) -> None:
    """The delay is until all lines of the act were told, not the first."""
    found = compare(read(file), _students())

    assert found == Found(lost=0, doubled=0, unheard=0, seated=2, delays=[0.5])


def test_an_acknowledged_act_that_is_not_on_disk_is_lost(file: Path) -> None:
    """Its row, its lines, or its own note: each is missed."""
    kept = read(file)

    assert _found(kept._replace(acts={}), _students())[0] == 1
    assert _found(kept._replace(lines={}, acts={}), _students())[0] == 1
    students = _students()
    students[0].notes.append("Note 2")
    assert _found(kept, students)[0] == 1
    students = _students()
    students[0].sent[0] = replace(students[0].sent[0], seq=1)
    assert _found(kept, students)[0] == 1


def test_an_act_whose_lines_are_there_twice_is_doubled(file: Path) -> None:
    """The id's row cannot be there twice; its lines could."""
    db = sqlite3.connect(file)
    _write(db, 3, "stalin", more=0)
    db.commit()
    assert _found(read(file), _students())[1] == 1

    db.execute("DELETE FROM lines WHERE seq = 3")
    _write(db, 3, "stalin", more=0, kind="passed")
    db.commit()
    db.close()
    assert _found(read(file), _students())[1] == 0, "a turn that went by is nobody's act"


def test_news_that_never_came_are_missed(file: Path) -> None:
    """Nobody may be left waiting before a table that has moved on."""
    students = _students()
    del students[OTHER - 1].heard[-1]

    assert _found(read(file), students)[2] == 1


def test_a_delay_over_a_kill_is_no_delay_of_the_server(file: Path) -> None:
    """It says how long a restart takes."""
    students = _students()
    students[1].lives[-1] = 1

    assert compare(read(file), students).delays == []

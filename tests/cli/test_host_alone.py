"""What `kherem host` makes of `--alone` and `--tutorial`, before anything is served."""

from pathlib import Path

import click
import pytest

from game.cli.host import CLASS_OF, _prepared, _rules, _stem
from game.presentation import coaching
from game.session.classroom.room import Classroom
from game.session.classroom.rules import Rules
from game.session.match import Refusal
from game.storage.classroom_file import ClassroomFile


def rules(scenario: str = coaching.SCENARIO, **given: object) -> Rules:
    named = {"groups": None, "alone": "", "tutorial": False, "per_seat": 1, "ai": None}
    return _rules(scenario, **{**named, **given})  # type: ignore[arg-type]


def test_without_either_it_is_a_class() -> None:
    found = rules("moscow-1945", per_seat=2)
    assert (found.groups, found.per_seat, found.alone, found.is_for_one) == (CLASS_OF, 2, "", False)


def test_alone_is_a_class_of_one_and_the_tutorial_is_the_coach_s_game() -> None:
    alone = rules("moscow-1945", alone="song", per_seat=2, ai="diplomat:patient")
    assert (alone.groups, alone.per_seat, alone.ai, alone.is_for_one) == (1, 1, "diplomat:patient", True)
    taught = rules(tutorial=True)
    assert (taught.alone, taught.ai, taught.tutorial) == (coaching.ROLE, coaching.OPPONENT, True)
    assert not rules(tutorial=True, groups=30).is_for_one
    assert len({_stem("moscow-1945", one) for one in (alone, taught, rules())}) == 3


def test_a_tutorial_of_another_game_is_refused() -> None:
    with pytest.raises(click.UsageError):
        rules("moscow-1945", tutorial=True)
    with pytest.raises(click.UsageError):
        rules(tutorial=True, alone="roosevelt")


def test_the_part_must_be_one_that_people_play(tmp_path: Path) -> None:
    file = ClassroomFile(tmp_path / "class.db")
    try:
        with pytest.raises(Refusal) as refused:
            _prepared(file, "yalta-1945", "full", rules(alone="mao"))
        assert refused.value.code == "session/no_role"
        assert not Classroom.is_in(file)
        assert _prepared(file, "yalta-1945", "full", rules(tutorial=True))
        assert file.read("SELECT value FROM facts WHERE name = 'seed'") == [(str(coaching.SEED),)]
    finally:
        file.close()

"""Kept games as files: names that any system takes, nothing lost, nothing written over."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from game.storage.saves import LONGEST_NAME, SaveError, clean_name, kept_games, put_away, renamed


@given(some.text(max_size=90))
def test_a_clean_name_is_a_name_on_any_system(name: str) -> None:
    """No folder, no device, no trailing dot; cleaning it again changes nothing."""
    try:
        clean = clean_name(name)
    except SaveError:
        return
    assert clean == clean_name(clean)
    assert 0 < len(clean) <= LONGEST_NAME
    assert not set(clean) & set('<>:"/\\|?*\n\t')
    assert clean == clean.strip(" .")


@pytest.mark.parametrize("name", ["", "  ", "...", "///", "con", "NUL.txt", "com1"])
def test_what_cannot_be_a_name_is_refused(name: str) -> None:
    """With the name that was given."""
    with pytest.raises(SaveError) as refused:
        clean_name(name)
    assert refused.value.code == "storage/no_name"


def test_games_are_renamed_and_put_away_and_never_lost(tmp_path: Path) -> None:
    """Two games of one name lie in the bin beside each other; a file that is gone is told."""
    one, two = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    one.write_text("1")
    two.write_text("2")
    with pytest.raises(SaveError, match="b"):
        renamed(one, "b")
    assert renamed(one, "a") == one
    there = renamed(one, "c")
    assert there.read_text() == "1"
    first = put_away(there)
    two = renamed(two, "c")
    second = put_away(two)
    assert {first.read_text(), second.read_text()} == {"1", "2"}
    assert kept_games(tmp_path) == []
    with pytest.raises(SaveError):
        put_away(two)
    with pytest.raises(SaveError):
        renamed(two, "d")
    assert kept_games(tmp_path / "nowhere") == []

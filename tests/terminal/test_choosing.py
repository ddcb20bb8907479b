"""What is asked before there is a match, and the game nobody plays."""

import io

import pytest

from game.storage.folders import shipped_folder
from game.terminal import choose_cut, choose_role, choose_scenario, watch_in_terminal
from tests.session.matches import new_match, small, yalta
from tests.terminal.sitting import WIDTH, Sitter


def test_a_role_is_chosen_by_number_word_or_enter() -> None:
    """Enter takes the first; the id and the short name do as well."""
    for line, role in (("", "stalin"), ("2", "roosevelt"), ("american", "roosevelt"), ("stalin", "stalin")):
        sitter = Sitter([line])
        assert choose_role(yalta(), ask=sitter.ask, out=sitter.out, width=WIDTH) == role


def test_who_only_watches_is_not_offered() -> None:
    """A recorder has no acts, and no player."""
    sitter = Sitter(["scribe", "weaver"])

    assert choose_role(small("council"), ask=sitter.ask, out=sitter.out, width=WIDTH) == "weaver"
    assert "The scribe" not in sitter.page


def test_a_version_is_asked_for_only_where_there_are_several() -> None:
    """Enter takes the shortest; the note says what it leaves out."""
    for line, cut in (("", "short"), ("full", "full"), ("everything", "full"), ("1", "short")):
        sitter = Sitter([line])
        assert choose_cut(small("council"), ask=sitter.ask, out=sitter.out, width=WIDTH) == cut
        assert "Market day is told, not played." in sitter.words
    sitter = Sitter([])
    assert choose_cut(yalta(), ask=sitter.ask, out=sitter.out, width=WIDTH) == "full"
    assert sitter.prompts == []


@pytest.mark.parametrize("lines", [[], ["q"]])
def test_leaving_before_a_role_is_chosen_stops_the_program(lines: list[str]) -> None:
    """There is no match to keep yet."""
    sitter = Sitter(lines, ends=True)

    with pytest.raises(KeyboardInterrupt):
        choose_role(yalta(), ask=sitter.ask, out=sitter.out, width=WIDTH)


def test_one_scenario_is_taken_without_asking_and_several_are_a_shelf() -> None:
    """Nobody is asked to choose among one."""
    sitter = Sitter(["nonsense", "1"])
    folder = str(shipped_folder() / "yalta-1945")

    assert choose_scenario(["yalta-1945"], ask=sitter.ask, out=sitter.out) == "yalta-1945"
    assert sitter.prompts == []
    shelf = ["yalta-1945", folder]
    assert choose_scenario(shelf, ask=sitter.ask, out=sitter.out, width=WIDTH) == "yalta-1945"
    assert len(sitter.prompts) == 2


@pytest.mark.parametrize("name", ["capital", "council"])
def test_a_watched_game_of_the_rulebook_is_a_transcript(name: str) -> None:
    """What only one side saw is marked; recorders are not in the line-up."""
    match, out = new_match(opened=small(name)), io.StringIO()
    watch_in_terminal(match, out, width=WIDTH)

    assert match.ended
    assert "none" not in out.getvalue().partition("Calendar")[0]
    assert " only)" in out.getvalue()
    assert max(map(len, out.getvalue().splitlines())) <= WIDTH


def test_a_watched_game_is_a_transcript() -> None:
    """It runs to its end, asks nothing, and tells each sitting."""
    match, out = new_match(), io.StringIO()
    watch_in_terminal(match, out, width=WIDTH)

    assert match.ended
    for sitting in yalta().scenario.calendar:
        assert f": {sitting.title}" in out.getvalue()
    assert max(map(len, out.getvalue().splitlines())) <= WIDTH

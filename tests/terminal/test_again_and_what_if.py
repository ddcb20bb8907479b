"""After the end: the game read again from any seat, and one's own decisions made otherwise."""

from functools import cache
from pathlib import Path

import pytest

from game.messages import text
from game.presentation.debrief import debrief
from game.presentation.replaying import replay
from game.presentation.replaying_lines import sitting_heading
from game.presentation.what_if import moments_data
from game.report import chapters, plain_debrief
from game.session.match import Match
from tests.session.matches import lines_of, new_match, picker, play_out, small
from tests.terminal.sitting import Sitter, random_lines, take_up

KNEW = text("debrief/chapter_knew")
WHAT_IF = text("terminal/what_if")
BACK = text("deciding/back")


@cache
def game() -> Match:
    """A game a person played for the Soviet side, over."""
    return play_out(new_match("stalin=human", 5), picker("what if"))


def reading(*lines: str, match: Match | None = None, width: int = 80) -> Sitter:
    """Return somebody who takes the game up at its end and types these lines, then nothing more."""
    return take_up(match or game(), "stalin", [*lines, *["x"] * 8, "leave"], ends=True, width=width)


def chapter(code: str) -> str:
    found = [one.code for one in chapters(debrief(game()))]
    return str(found.index(code) + 1)


# What the others knew -------------------------------------------------------------------------------


def test_enter_reads_one_s_own_seat_again_to_its_end() -> None:
    """Nobody has to know a command to come from the first sitting to the last."""
    data = replay(game(), 0, reveal=True)
    sitter = reading(chapter("knew"), *[""] * 40)

    places = [sitter.page.find(f"{sitting_heading(data, number)} ─") for number in range(4)]
    assert -1 not in places
    assert places == sorted(places)
    assert text("face/chapter_read", title=text("terminal/seat_own")) in sitter.page
    assert sitter.widest() <= 80


def test_any_seat_and_any_sitting_can_be_chosen() -> None:
    """The other side's last day first, then one's own first talk."""
    data = replay(game(), 1, reveal=True)
    sitter = reading(chapter("knew"), "2", *["s"] * 2, "4", *["s"] * 2, "x", "own", "1")

    said = sitter.page.partition(text("terminal/whose_eyes"))[2]
    legend = text("replay/legend", role="American side")
    assert f"{sitting_heading(data, 3)} ─" in said
    assert f"{sitting_heading(data, 0)} ─" not in said.partition(legend)[0]
    assert said.count(text("terminal/whose_eyes")) >= 1
    assert " ".join(legend.split()) in sitter.words


def test_thoughts_and_hidden_things_are_told_apart_at_any_width() -> None:
    """The mark before a line says whose it is, in a narrow terminal and without colour."""
    for width in (40, 80, 100):
        sitter = reading(chapter("knew"), *[""] * 40, width=width)
        again = sitter.page.partition(text("terminal/sittings"))[2]
        assert "     > American side: " in again
        assert "\n ~ " in again
        assert "\n * " in again
        assert "\x1b" not in sitter.page
        assert sitter.widest() <= width


def test_printed_without_anybody_typing_it_is_a_chapter() -> None:
    """In a file: who did what unseen by whom, and where to read it line by line."""
    sitter = take_up(game(), "stalin", [], ends=True)
    printed = plain_debrief(debrief(game()))

    assert f"{KNEW} ─" in sitter.page
    assert text("terminal/whose_eyes") not in sitter.page
    unseen = debrief(game())["unseen"]
    sealed = [item for item in game().standing() if item.type in ("card_sealed", "dispatch_sealed")]
    assert [one["seq"] for one in unseen] == [item.seq for item in sealed]
    noticed = {"roosevelt": ["stalin"], "stalin": ["roosevelt"]}
    cards = [one for one, item in zip(unseen, sealed, strict=True) if item.type == "card_sealed"]
    assert all(one["noticed_by"] == noticed[one["role"]] for one in cards)
    arrived = sum(item.type == "dispatch_received" for item in game().standing())
    letters = [one for one, item in zip(unseen, sealed, strict=True) if item.type == "dispatch_sealed"]
    assert sum(bool(one["noticed_by"]) for one in letters) == arrived > 0
    assert text("debrief/unseen_noticed", text=cards[0]["text"], roles="American side") in " ".join(
        printed.split()
    )
    live = new_match("stalin=human", 5)
    live.run()
    assert debrief(live)["unseen"] == []
    assert KNEW not in [one.title for one in chapters(debrief(live))]


# What if --------------------------------------------------------------------------------------------


def own_decision(kind: str) -> tuple[str, str]:
    """Return the numbers to type for the sitting and the decision where an act of this kind was possible."""
    own = [one for one in moments_data(game())["decisions"] if one["role"] == "stalin" and one["choice"]]
    sittings = list(dict.fromkeys(one["sitting"] for one in own))
    one = next(one for one in own if kind in one["kinds"])
    there = [other for other in own if other["sitting"] == one["sitting"]]
    return str(sittings.index(one["sitting"]) + 1), str(there.index(one) + 1)


def test_another_act_by_the_menus_of_the_game_is_played_on(tmp_path: Path) -> None:
    """From the decision to half a page of result, and the game on disk stays what it was."""
    log = tmp_path / "game.jsonl"
    play_out(new_match("stalin=human", 5, log), picker("what if")).close()
    match = Match.resume(log)
    before, lines, seats = log.read_bytes(), lines_of(match), dict(match.seats)
    sitter = reading("if", *own_decision("leave"), "else", "leave the", "y", "full", *[""] * 6, match=match)
    match.close()

    assert f"{WHAT_IF} ─" in sitter.page
    result = sitter.page.partition(text("whatif/title", title=match.opened.scenario.title))[2]
    short = result.partition(text("terminal/in_full"))[0]
    assert text("whatif/instead", act=text("event/role_left", role="Soviet side")) in " ".join(short.split())
    assert len(short.splitlines()) <= 24, "with its menu it fits on a screen"
    assert text("whatif/no_weight") in " ".join(result.split())
    assert log.read_bytes() == before
    assert (lines_of(match), match.seats) == (lines, seats)
    assert sitter.widest() <= 80


def test_an_ai_player_can_decide_there() -> None:
    """One need not know better to ask."""
    sitter = reading("otherwise", *own_decision("propose"), "anew")

    assert text("whatif/anew", player="linear") in sitter.words
    assert text("whatif/played_short", count=20) in sitter.words


def test_what_is_looked_up_there_is_as_it_was_then() -> None:
    """The text at the table of that day, not the one that came of it."""
    moment = own_decision("propose")
    sitter = reading("if", *moment, "else", "t")
    said = sitter.page.partition(text("terminal/made_then"))[2]

    assert text("reading/clause_open", issue="China's consent") in " ".join(said.split())
    back = reading("if", *moment, "else", "x", "x", "x", "t")
    after = back.page.rpartition(text("face/chapters"))[0]
    assert text("whatif/likeliest") not in after


def test_one_can_go_back_from_everywhere_and_leave() -> None:
    """No way in without a way out; leaving is leaving."""
    for lines in (["x"], ["1", "x"], ["1", "1", "x"], ["1", "1", "else", "x"]):
        sitter = reading("if", *lines)
        assert text("whatif/likeliest") not in sitter.page
        assert sitter.page.count(text("face/chapters")) >= 2
    quitting = take_up(game(), "stalin", ["if", "1", "1", "else", "q", "3"], ends=True)
    assert len(quitting.prompts) == 5


def test_a_game_without_choices_has_no_what_if() -> None:
    """A seat that could only go on has nothing to ask."""
    with_choices = take_up(game(), "stalin", ["q"])
    assert WHAT_IF in with_choices.page
    for role in small("capital").tables.public.roles:
        match = play_out(new_match(f"{role}=human", 2, opened=small("capital")), picker("capital"))
        number = match.role_number(role)
        chose = any(one["role"] == role and one["choice"] for one in moments_data(match)["decisions"])
        sitter = take_up(match, role, ["q"])
        assert (WHAT_IF in sitter.page) == chose, number


@pytest.mark.parametrize("seed", range(6))
def test_typing_at_random_after_the_end_harms_nothing(seed: int) -> None:
    """Whatever is typed in these rooms: no error, no line too wide, and the game as it was."""
    lines = lines_of(game())
    sitter = take_up(
        game(), "stalin", ["if" if seed % 2 else "7", *random_lines(picker("noise", seed), 150)], ends=True
    )

    assert lines_of(game()) == lines
    assert sitter.widest() <= 80

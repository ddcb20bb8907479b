"""Games of the whole rulebook at the terminal: what one knows beside the texts, and games to the end."""

import pytest

from game.messages import text
from game.session.match import Match
from tests.session.matches import Data, made_up, new_match, picker, small
from tests.session.rulebook import capital, council, go_to
from tests.terminal.sitting import MOST, SKIP, WIDTH, random_lines, sit, sit_at, take_up

# What one knows -----------------------------------------------------------------------------------------


def test_minutes_are_told_with_their_hours_and_kept_at_hand() -> None:
    """A principal reads when they were sent, when received, and what they say."""
    match = go_to(capital(), "talks", "desk")
    sitter = sit_at(match, "king", ["k", "d"])

    assert "The treaty, by the minutes of 1 March 1900" in sitter.words
    assert "(sent 1 March 1900" in sitter.words


def test_what_may_come_and_what_others_pay_stand_on_the_screen() -> None:
    """Warnings before the die, costs without a score."""

    def warned(data: Data) -> None:
        data["world"]["harvest"] |= {"warning": "The harvest may fail."}

    assert "Not certain: The harvest may fail." in sit_at(capital(warned), "king", []).words
    sitter = sit_at(go_to(council(), "hall", "desk"), "miller", [])
    assert "Families without bread: 1 (families)." in sitter.words


def test_a_version_says_what_it_leaves_out() -> None:
    """Before play, in the author's words."""
    opened = small("council")
    seats = new_match("mayor=human", 1, opened=opened).seats
    match = Match.new(opened, seed=1, seats=seats, cut="short")
    sitter = take_up(match, "mayor", [*SKIP, "t"], ends=True)

    assert "Market day is told, not played." in sitter.words


# People at a seat ---------------------------------------------------------------------------------------


def test_two_people_at_one_keyboard_say_who_acts() -> None:
    """At the beginning, and whenever they change."""
    opened = small("capital")
    seats = new_match("envoy=human", 1, opened=opened).seats
    match = Match.new(opened, seed=1, seats=seats, people={"envoy": ["Ann", "Bo"]})
    sitter = take_up(
        match, "envoy", ["bo", *SKIP, "write", "king", "Hello.", "alone", "p", "ann", "done"], ends=True
    )
    names = [item.data["person"] for item in match.happenings if item.type == "acted"]

    assert names[:2] == ["Bo", "Ann"]
    assert sitter.words.count(text("terminal/who_acts")) == 2


# Whole games --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "role"), [("capital", r) for r in ("king", "envoy", "chancellor")])
@pytest.mark.parametrize("seed", range(2))
def test_enter_alone_leads_through_a_game_of_the_rulebook(name: str, role: str, seed: int) -> None:
    """Never stuck, and never wider than the page."""
    match, sitter = sit(role, seed=seed, opened=small(name))

    assert match.ended
    assert len(sitter.prompts) < MOST
    assert sitter.widest() <= WIDTH


@pytest.mark.parametrize("role", ["mayor", "miller", "abbot", "weaver"])
def test_enter_alone_leads_through_a_game_of_several_meetings(role: str) -> None:
    """Talks, understandings, quorums and seats at no table."""
    match, sitter = sit(role, opened=small("council"))

    assert match.ended
    assert sitter.widest() <= WIDTH


@pytest.mark.parametrize("name", ["capital", "council", "made up"])
@pytest.mark.parametrize("seed", range(8))
def test_random_typing_never_breaks_a_game_of_the_rulebook(name: str, seed: int) -> None:
    """Whatever is typed, the game comes to its end or is left."""
    opened = made_up(100 + seed) if name == "made up" else small(name)
    roles = [key for key, role in opened.scenario.roles.items() if not role.recorder]
    lines = random_lines(picker("rulebook", name, seed))
    match, sitter = sit(roles[seed % len(roles)], lines, seed=seed, opened=opened)

    assert match.ended or text("terminal/left_unsaved") in sitter.page
    assert sitter.widest() <= WIDTH

"""Whole games at the terminal, from both seats, by people who know what they do and by people who do not."""

from pathlib import Path

import pytest

from game.engine.events import Said
from game.messages import text
from game.presentation.deciding.seat import Stakes, aims_line, stakes_of
from game.session.match import Match
from game.storage.folders import find, open_folder
from game.terminal.opening import pages
from tests.session.matches import made_up, new_match, picker
from tests.terminal.sitting import WIDTH, random_lines, sit, take_up

ROLES = ("stalin", "roosevelt")
SKIP = ["s", ""]
"""Past the briefing and the questions."""


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_enter_alone_leads_through_the_whole_game(role: str, seed: int) -> None:
    """A newcomer who only presses Enter is never stuck, and reads the debrief at the end."""
    match, sitter = sit(role, seed=seed)

    assert match.ended
    assert text("terminal/debrief") in sitter.page
    assert len(sitter.prompts) < 80


@pytest.mark.parametrize("role", ROLES)
def test_a_game_that_skips_what_it_can_is_short(role: str) -> None:
    """About ten minutes: few prompts, none of them twice for the same thing."""
    _, sitter = sit(role, SKIP)
    played = sitter.page.partition(text("terminal/debrief"))[0]

    assert played.count("> \n") <= 40


@pytest.mark.parametrize("role", ROLES)
def test_no_line_is_wider_than_the_page(role: str) -> None:
    """80 columns are what a newcomer's terminal has."""
    commands = [*SKIP, "?", "t", "d", "w", "r", "b", "s", "2"]

    for width in (WIDTH, 60):
        _, sitter = sit(role, commands, width=width)
        assert sitter.widest() <= width


def test_the_first_proposal_can_be_put_together_by_hand() -> None:
    """Numbers, words and `-` all work in the composer, and the act says what was chosen."""
    lines = [*SKIP, "", "propose", "1", "4 months", "ports", "2", "5", "out", "put"]
    match, _ = sit("stalin", lines, ends=True)

    package = dict(match.state.texts[0].proposals[1].package)
    names = match.names.numbers["issue"]
    assert package[names["entry"]].value == 2
    assert package[names["ports"]].value == 1
    assert names["concurrence"] not in package


def test_words_go_with_the_next_act() -> None:
    """A probe is asked before an act and spoken with it."""
    lines = [*SKIP, "", "say", "2", "3", "We listen.", "pass"]
    match, sitter = sit("stalin", lines, ends=True)
    said = [h for h in match.happenings if h.type == "said" and h.entry and h.entry.event.role == 0]  # type: ignore[union-attr]

    assert [(match.line_data(h)["intent"], match.line_data(h)["words"]) for h in said] == [
        ("probe", "We listen.")
    ]
    assert "We listen." in sitter.page


def test_a_card_and_a_message_leave_the_desk() -> None:
    """The desk offers cards with their text, and letters of one's own."""
    lines = [*SKIP, "grant", "write", "The ports matter.", ""]
    match, sitter = sit("stalin", lines, ends=True)

    kinds = [h.type for h in match.happenings]
    assert "card_sealed" in kinds
    assert "dispatch_sent" in kinds
    assert "A gift before the bill." in sitter.page


@pytest.mark.parametrize("word", ["leave", "break off"])
def test_what_cannot_be_mended_is_confirmed_first(word: str) -> None:
    """Enter at the question means no; y means yes."""
    match, _ = sit("stalin", [*SKIP, "", word, "", word, "y"], ends=True)

    kinds = [h.type for h in match.happenings]
    assert kinds.count("role_left") + kinds.count("talks_broken_off") == 1


def test_garbage_is_explained_and_asked_again() -> None:
    """Nothing typed by mistake acts."""
    match, sitter = sit("stalin", [*SKIP, "", "garbage", "0", "-3", "a"], ends=True)

    assert not match.state.texts[0].proposals[1:]
    assert sitter.page.count("is not on the menu") == 3
    assert "can mean" in sitter.page


def test_what_people_type_cannot_steer_the_terminal() -> None:
    """An escape sequence in free words must not reach the screen."""
    _, sitter = sit("stalin", [*SKIP, "", "say", "1", "1", "a\x1b[31mb", "pass"])

    assert "\x1b" not in sitter.before_the_end().replace("a\x1b[31mb", "")


def test_undo_takes_back_the_last_act_and_what_followed() -> None:
    """The match stands where it stood, and the game goes on from there."""
    match, sitter = sit("stalin", [*SKIP, "", "pass", "u"], ends=True)

    (table,) = match.state.tables
    assert table is not None
    assert table.turn == 1
    assert text("face/taken_back") in sitter.page


def test_undo_reaches_behind_a_step_that_passed_by_itself() -> None:
    """Where nothing was left to do the clock ran on; going back must not run into it again."""
    match, _ = sit("stalin", [*SKIP, "write", "Hello.", "", "u", "u", "u"], ends=True)

    assert match.state.clock.step == "desk"
    assert match.state.seats[0].sealed_letter is None


def test_nothing_to_undo_is_said() -> None:
    """The first decision cannot be taken back, and that is no error."""
    _, sitter = sit("stalin", [*SKIP, "u"], ends=True)

    assert text("session/nothing_to_undo") in sitter.page


@pytest.mark.parametrize("count", [0, 1, 3, 6])
def test_the_end_of_input_is_a_clean_way_out(count: int, tmp_path: Path) -> None:
    """Wherever the input ends, the game says how to come back."""
    log = tmp_path / "game.jsonl"
    match, sitter = sit("roosevelt", [*SKIP, "", "2", "", "?"][:count], ends=True, log=log)
    match.close()

    assert str(log) in sitter.page.replace("\n", "")
    assert not match.ended


def test_a_resumed_game_tells_what_came_since_and_ends(tmp_path: Path) -> None:
    """Leaving loses nothing."""
    log = tmp_path / "game.jsonl"
    match, _ = sit("stalin", [*SKIP, "", "pass", "q"], log=log)
    match.close()
    again = Match.resume(log)
    sitter = take_up(again, "stalin", log=log)
    again.close()

    assert text("terminal/welcome_back") in sitter.page
    assert again.ended


def test_leaving_an_unkept_game_is_confirmed() -> None:
    """`q` alone would lose the game where there is no file."""
    _, sitter = sit("stalin", [*SKIP, "q", "n", "q", "y"])

    assert text("terminal/left_unsaved") in sitter.page


def test_a_seat_that_waits_for_other_people_says_so() -> None:
    """Two people at two terminals is not this game; it must not spin."""
    match = new_match("stalin=human,roosevelt=human")
    sitter = take_up(match, "stalin", [*SKIP, ""])

    assert text("terminal/others_first") in sitter.page


def test_every_visible_sentence_is_told_once() -> None:
    """News is never missed: what the seat may read of the other side's words and cards is on the page."""
    match, sitter = sit("roosevelt", SKIP, seed=3)
    for item in match.seen(1):
        if item.type == "card_noticed" and item.entry is not None:
            card = list(match.opened.scenario.cards.values())[item.entry.event.card]  # type: ignore[union-attr]
            assert sitter.before_the_end().count(card.notice) == 1


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("seed", range(6))
def test_random_typing_never_breaks_a_game(role: str, seed: int) -> None:
    """Whatever is typed, the game comes to its end without an error."""
    match, sitter = sit(role, random_lines(picker("monkey", role, seed)), seed=seed)

    left = text("terminal/left_unsaved") in sitter.page
    assert match.ended or left
    assert sitter.widest() <= WIDTH


@pytest.mark.parametrize("seed", range(12))
def test_random_typing_never_breaks_other_scenarios(seed: int) -> None:
    """Forms, secrecy, ranges, several texts and seats: authors may write all of them."""
    opened = made_up(seed)
    roles = [name for name, role in opened.scenario.roles.items() if not role.recorder]
    match, sitter = sit(roles[seed % len(roles)], random_lines(picker("odd", seed)), opened=opened)

    assert match.ended or text("terminal/left_unsaved") in sitter.page


def test_a_package_says_which_aims_it_gains_and_which_it_loses() -> None:
    """Names of aims, not only how many; what is met in part says so."""
    _, sitter = sit("roosevelt", [*SKIP, "", "propose", "ports", "1", "back", "q", "yes"], ends=True)

    assert "Gains: " in sitter.words
    before = stakes(("A shorter war", "met"), ("Open ports", "partly"), ("A treaty", "not"))
    after = stakes(("A shorter war", "partly"), ("Open ports", "met"), ("A treaty", "not"))
    assert aims_line(before, after) == (
        "Aims met: 1 of 3 now, 1 with it. Gains: Open ports. Loses: A shorter war (in part)."
    )
    assert aims_line(after, after) == "Aims met: 1 of 3, with it or without."


def stakes(*aims: tuple[str, str]) -> Stakes:
    found = [{"short": short, "state": state} for short, state in aims]
    data = {"points": {}, "walkaway": 0, "verdict": "open", "verdict_text": "", "aims": found}
    return stakes_of(data)


def test_who_is_called_to_hear_words_asks_for_them_by_enter() -> None:
    """A guest who only presses Enter asks once what the host has not said, before the meeting ends."""
    opened = open_folder(find("moscow-1945"))
    probes = []
    for seed in range(6):
        match, _ = sit("choibalsan", ["s", ""], seed=seed, opened=opened)
        guest = match.role_number("choibalsan")
        events = [h.entry.event for h in match.happenings if h.entry is not None]
        said = [event for event in events if isinstance(event, Said)]
        asked = [one.meeting for one in said if one.role == guest and one.intent == "probe"]
        assert len(asked) <= 1
        probes += asked
    assert probes, "in some of these games the host waits to be asked"


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    """It goes on to the next page with what it heads."""
    lines = [*["A paragraph of some length that goes on for more than sixty characters."] * 9, ""]
    lines += ["Places", "", "A long paragraph."]

    assert [part[-1] for part in pages(lines, 12)] == [lines[8], "A long paragraph."]


def test_undo_gives_up_what_is_being_put_together_and_no_more() -> None:
    """In the middle of a package nothing that was done before is taken back."""
    match, sitter = sit("stalin", [*SKIP, "", "propose", "1", "u", "q", "yes"], ends=True)

    assert text("terminal/given_up") in sitter.words
    assert not [item for item in match.happenings if item.type == "undone"]


def test_words_wait_for_an_act_that_can_carry_them() -> None:
    """Opening an issue says nothing, so what was to be said is said with the next act."""
    opened = open_folder(find("moscow-1945"))
    lines = ["s", "4", "nothing", "", "nothing", "y", "say", "1", "1", "Please answer.", "open", "2", "pass"]
    match, _ = sit("stalin", lines, seed=405, ends=True, opened=opened)
    events = [h.entry.event for h in match.happenings if h.entry is not None]

    assert [event.words for event in events if isinstance(event, Said) and event.role == 0] == [
        "Please answer."
    ]


def test_a_package_says_what_silence_is_worth() -> None:
    """What is left out of a text counts as silence where that is possible; the package says so."""
    opened = open_folder(find("moscow-1945"))
    _, sitter = sit(
        "stalin",
        ["s", "4", "nothing", "", "nothing", "y", "open", "2", "propose"],
        seed=405,
        ends=True,
        opened=opened,
    )

    assert "the text is silent on it then" in sitter.words

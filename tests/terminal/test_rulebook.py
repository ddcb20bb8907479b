"""Every act of the rulebook, made by a person at the terminal, with what it shows on the way."""

from collections.abc import Callable

import pytest

from game.messages import text
from game.session.match import Match
from tests.session.matches import small, yalta
from tests.session.rulebook import PLAIN, act, capital, council, go_to, settled, signed
from tests.terminal.sitting import SKIP, sit, sit_at

Begin = Callable[[], Match]


def types_of(match: Match) -> list[str]:
    """Return the types of all lines of a match."""
    return [item.type for item in match.happenings]


def talks() -> Match:
    """Return a match at the second sitting, ambiguous clauses initialled, the envoy to act."""
    match = go_to(capital(), "talks", "table")
    act(match, "envoy", "propose", instrument="treaty", issues={"border": "old", "pass": "open"})
    return act(match, "chancellor", "accept", instrument="treaty")


# Decisions, instructions, questions ----------------------------------------------------------------------


def test_a_fork_is_taken_from_the_menu() -> None:
    """Its question, its ways, and no default that decides."""
    match = capital()
    sitter = sit_at(match, "king", ["decide", "", "decide", "merch"])

    assert "fork_sealed" in types_of(match)
    assert "Whom does the king listen to?" in sitter.words
    assert text("deciding/explain_choose") in sitter.words


def test_going_on_with_a_decision_open_is_asked_about() -> None:
    """The question names what is left undecided; Enter leads to it the first time, and goes on the second."""
    match = capital()
    sitter = sit_at(match, "king", ["done", "", "back", "done", ""])

    assert sitter.words.count("You have not decided yet – The council.") == 2
    assert match.state.clock.step == "cable"

    match = capital()
    sitter = sit_at(match, "king", ["done", "no", "1"])
    assert "fork_sealed" in types_of(match)


def test_what_the_instructions_forbid_is_not_initialled_by_a_slip() -> None:
    """One stray number must not give away what signing would ask about."""
    match = go_to(capital(), "opening", "table")
    act(match, "chancellor", "propose", instrument="treaty", issues={"border": "river"})
    assert match.waiting() == (match.role_number("envoy"),)

    sitter = sit_at(match, "envoy", ["accept", ""])
    assert text("deciding/confirm_accept_outside", number=1) in sitter.words
    assert "clause_initialled" not in str(types_of(match))
    assert not any(match.state.texts[0].clauses)

    sit_at(match, "envoy", ["accept", "yes"])
    assert any(match.state.texts[0].clauses)


def test_a_scene_is_set_when_its_hour_has_come() -> None:
    """A desk may lie days before the meeting, and must not read of its evening."""
    _, sitter = sit("roosevelt", SKIP)
    first = yalta().scenario.calendar[0]
    hint = first.guidance["roosevelt"].desk
    assert hint is not None
    scene, desk = " ".join(first.scene.split()), " ".join(hint.split())

    assert sitter.words.count(scene) == 1
    assert sitter.words.index(desk) < sitter.words.index(scene)


def test_a_seat_at_no_table_decides_while_the_others_meet() -> None:
    """The miller at home, the mayor in the parlour."""
    match = go_to(council(), "parlour", "table")
    sitter = sit_at(match, "miller", ["decide", "raised"])

    assert "While the others meet" in sitter.words
    assert any(item.type == "fork_sealed" for item in match.happenings)


def test_a_seat_with_nothing_to_do_is_not_asked() -> None:
    """The clock runs on to its next decision."""
    match, sitter = sit("abbot", SKIP, opened=small("council"))

    assert match.ended
    assert text("terminal/debrief") in sitter.page


def test_instructions_are_put_together_issue_by_issue() -> None:
    """A channel, an option, its authority and what must stand beside it; then words, then it is sealed."""
    match = capital()
    lines = ["write instructions", "wire", "border", "river", "only", "guests", "many", "back", "back"]
    sitter = sit_at(match, "king", [*lines, "tribute", "5", "10", "never", "send", "Hold."])
    letter = match.state.seats[0].sealed_orders

    assert letter is not None
    orders = {issue: dict(grants) for issue, grants in letter.orders}
    names = match.names.numbers["issue"]
    river = orders[names["border"]][0]
    assert (river.level, river.only_if) == (0, ((names["guests"], 2),))
    assert [grant.level for _, grant in sorted(orders[names["tribute"]].items())] == [0, 2, 2]
    assert letter.words == "Hold."
    assert "Letting your delegate sign more than before costs: Support -1." in sitter.words
    assert "The river – may sign only if these stand too: Guests: Many" in sitter.words


def test_a_stock_cable_is_one_line_of_the_menu() -> None:
    """Written beforehand, with its text below."""
    match = capital()
    sitter = sit_at(match, "king", ["instruct: a new"])
    letter = match.state.seats[0].sealed_orders

    assert letter is not None
    assert letter.dispatch >= 0
    assert "Take the old border if you must, and pay." in sitter.words


def test_nothing_leaves_when_the_person_goes_back() -> None:
    """Back is back, from every depth."""
    match = capital()
    sit_at(match, "king", ["write instructions", "wire", "border", "river", "back", "back", "decide", "back"])

    assert match.state.seats[0].sealed_orders is None
    assert match.state.seats[0].sealed_forks == ()


def test_a_delegate_asks_for_authority() -> None:
    """What it may do now stands beside the options."""
    match = capital()
    sitter = sit_at(match, "envoy", ["ask", "border", "river", "send", "May I?"])
    letter = match.state.seats[1].sealed_question

    assert letter is not None
    assert len(letter.wants) == 1
    assert "The river – never" in sitter.words


def test_instructions_can_be_looked_up_at_any_time() -> None:
    """Own ones, sent ones, questions; nothing for who neither gives nor has any."""
    assert "What you may sign for the King" in sit_at(capital(), "envoy", ["i"]).words
    assert "What the Envoy may sign" in sit_at(capital(), "king", ["i"]).words
    assert text("reading/no_instructions") in sit_at(capital(), "chancellor", ["i"]).words


# Texts and words ----------------------------------------------------------------------------------------


def test_several_texts_have_a_line_each() -> None:
    """Which text an act is about is on its line."""
    sitter = sit_at(go_to(capital(), "talks", "table"), "envoy", ["propose a package – the protocol", "put"])

    assert "Propose a package – The treaty" in sitter.page
    assert "no. 1 of “The protocol”" in sitter.words


def test_one_text_of_several_can_be_turned_down() -> None:
    """Rejecting all is one line, rejecting one another."""
    match = go_to(capital(), "talks", "table")
    act(match, "envoy", "reject")
    act(match, "chancellor", "propose", instrument="treaty", issues={"border": "river"})
    act(match, "envoy", "propose", instrument="treaty", issues={"border": "ridge"})
    act(match, "chancellor", "propose", instrument="protocol", issues={"guests": "few"})
    sit_at(match, "envoy", ["reject no. 1 and pass – the protocol"])
    statuses = [[p.status for p in shown.proposals] for shown in match.state.texts]

    assert statuses[1] == ["rejected"]
    assert statuses[0][0] == "open"


def test_a_proposal_outside_the_instructions_is_marked() -> None:
    """The warning says which clause and why, on the table and in the composer."""
    match = go_to(capital(), "talks", "table")
    act(match, "envoy", "reject")
    act(match, "chancellor", "propose", instrument="treaty", issues={"border": "river", "tribute": 10})
    sitter = sit_at(match, "envoy", ["propose a package – the treaty", "2", "10"])

    assert "Border: The river – your instructions forbid it." in sitter.words
    assert sitter.words.count("Tribute: 10 carts – your instructions say to ask first.") >= 2


def test_forms_are_asked_for_only_once_they_matter() -> None:
    """Before its sitting a concept is nowhere on the screen."""
    early = sit_at(go_to(capital(), "opening", "table"), "envoy", ["propose", "more"])
    assert text("deciding/more_standing") not in early.words
    assert text("deciding/compose_more_plain") in early.words
    late = go_to(capital(), "talks", "table")
    lines = ["propose a package – the treaty", "the pass", "open", "note", "secret", "put"]
    match = late
    sitter = sit_at(match, "envoy", lines)

    assert text("deciding/which_form") in sitter.words
    package = dict(match.state.texts[0].proposals[0].package)
    assert package[match.names.numbers["issue"]["pass"]][1:] == (1, 1)


def test_what_first_matters_is_said_once() -> None:
    """In a sentence each, at its sitting."""
    match = go_to(capital(), "opening", "cable")
    sitter = sit_at(match, "envoy", ["", "", "", ""])

    assert sitter.words.count(text("concept/define")) == 1
    assert sit_at(capital(), "envoy", [""]).words.count(text("concept/define")) == 0


def test_who_never_sits_at_a_table_is_not_told_what_matters_there() -> None:
    """The king reads cables."""
    sitter = sit_at(go_to(capital(), "opening", "cable"), "king", ["", "", ""])

    assert text("concept/linking") not in sitter.words


def test_a_clause_is_defined_noted_reopened_and_freed() -> None:
    """Each reading with what it would be worth; a reopening with its cost."""
    match = talks()
    lines = ["note", "border", "two hundred", "sure", "define", "border", "two hundred"]
    sitter = sit_at(match, "envoy", lines)
    assert match.state.seats[1].notes[0][3] == 3
    assert "30 points to you, if so." in sitter.words
    assert any(proposal.reading >= 0 for proposal in match.state.texts[0].proposals)

    match = talks()
    sitter = sit_at(match, "envoy", ["reopen", "border"])
    assert "clause_reopened" in types_of(match)
    assert "The cost: Trust -1." in sitter.words

    match = talks()
    act(match, "envoy", "reopen", instrument="treaty", issue="border")
    sit_at(match, "chancellor", ["free"])
    assert "companions_freed" in types_of(match)


@pytest.mark.parametrize(
    ("line", "outcome"), [("accept", "reading_defined"), ("reject", "definition_refused")]
)
def test_a_definition_is_answered_from_the_menu(line: str, outcome: str) -> None:
    """What accepting would fix stands on the screen."""
    match = talks()
    act(match, "envoy", "define", instrument="treaty", issue="border", reading="far")
    sitter = sit_at(match, "chancellor", [line])

    assert outcome in types_of(match)
    assert "would fix the words on Border: As two hundred years ago." in sitter.words


def test_words_are_spoken_and_heard() -> None:
    """The speaker picks words, the hearer what they are taken to mean."""
    match = go_to(council(), "parlour", "table")
    sit_at(match, "mayor", ["say the words", "looked after"])
    assert "words_spoken" in types_of(match)

    match = act(go_to(council(), "parlour", "table"), "mayor", "speak", value="looms")
    sitter = sit_at(match, "weaver", ["hear", "roof"])
    assert match.state.seats[3].heard[0][2] >= 0
    assert "“Somebody will look after the looms.” Nobody else is told." in sitter.words


def test_threats_and_promises_name_a_case_and_a_deed() -> None:
    """What a broken word costs is said first; the sentence stands on the menu until it is spoken."""
    match = go_to(capital(), "talks", "table")
    lines = ["say", "threaten", "border", "river", "leave", "Mind you.", "let the turn"]
    sitter = sit_at(match, "envoy", lines)
    assert "pledged" in types_of(match)
    assert "A word that turns out broken costs: Trust -1." in sitter.words
    assert "unless it is agreed – Border: The river – the Envoy will leave the room." in sitter.words

    match = go_to(capital(), "talks", "table")
    sit_at(match, "envoy", ["say", "promise", "all", "propose", "guests", "few", "", "let the turn"])
    assert match.state.seats[2].pledges[0].deed == "propose"


def test_a_card_can_be_promised_by_who_holds_it() -> None:
    """And a deed one cannot do is not on the list."""
    match = go_to(capital(), "talks", "table")
    act(match, "envoy", "reject")
    sitter = sit_at(match, "chancellor", ["say", "promise", "all", "play", "feast", "", "let the turn"])

    assert match.state.seats[1].pledges[0].deed == "play"
    assert text("deciding/deed_break_off") in sitter.words
    envoy = sit_at(go_to(capital(), "talks", "table"), "envoy", ["say", "promise", "all"])
    assert text("deciding/deed_break_off") not in envoy.words
    assert text("deciding/deed_play") not in envoy.words


def before_the_king(seed: int) -> Match:
    """Return a match in which the treaty waits for the king alone."""
    match = go_to(signed(capital(seed=seed), **PLAIN), "sealing", "ratification")
    return act(match, "chancellor", "ratify", instrument="treaty")


# Signing and ratifying ----------------------------------------------------------------------------------


def test_texts_that_are_tied_are_signed_on_one_line() -> None:
    """There is no line for half of it."""
    match = settled(capital(), **PLAIN)
    sitter = sit_at(match, "envoy", ["sign", "y"])

    assert "Sign: all texts" in sitter.page
    assert "Sign: The treaty" not in sitter.page
    assert types_of(match).count("signed") >= 2


def test_signing_outside_the_instructions_is_warned_about_and_confirmed() -> None:
    """Enter at the question means no."""
    match = settled(capital(), border="river", tribute=0)
    sitter = sit_at(match, "envoy", ["sign", "", "sign", "y"])

    assert sitter.words.count("Border: The river – your instructions forbid it.") >= 3
    assert sitter.words.count(text("deciding/confirm_sign_outside")) == 2
    assert "signed" in types_of(match)


def test_signing_inside_the_instructions_is_confirmed_as_ever() -> None:
    """No warning where there is nothing to warn of."""
    sitter = sit_at(settled(capital(), **PLAIN), "envoy", ["sign", ""])

    assert text("deciding/confirm_sign") in sitter.words
    assert text("deciding/warning").strip() not in sitter.words


def test_who_ratifies_reads_the_text_its_needs_and_the_costs() -> None:
    """Both ways are confirmed; what withholding costs is said before it is chosen."""
    match = before_the_king(seed=2)
    sitter = sit_at(match, "king", ["withhold", "n", "ratify", "y"])

    assert "ratified" in types_of(match)
    assert "Ratifying needs, and has: Support: 2 or more." in sitter.words
    assert "if it was signed within your instructions: Trust -1." in sitter.words
    assert "If it was signed outside them: Support -1." in sitter.words


def test_a_text_that_cannot_be_ratified_can_only_be_withheld() -> None:
    """Hungry people like no treaty."""
    match = before_the_king(seed=1)
    sitter = sit_at(match, "king", ["1", "y"])

    assert "Ratifying needs, and has not: Support: 2 or more." in sitter.words
    assert "repudiated" in types_of(match)

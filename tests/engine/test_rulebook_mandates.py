"""Principals and delegates: one rule a test, played by hand in `capital.yaml`."""

from typing import Any

import pytest

from game.engine import events as ev
from tests.engine.capitals import PLAIN, capital, settle, signed
from tests.engine.playing import Game

RIVER = {"border": {"river": "may_sign"}}


def told_to_ride(draw: int, orders: Any = RIVER) -> Game:
    """Return the first table, after the king sent instructions by the rider."""
    game = capital("opening", "desk").act("king", "instruct", channel="rider", orders=orders)
    return game.all_done().draw(draw)


# Instructions -----------------------------------------------------------------------------------


def test_a_delegate_begins_with_its_first_mandate_and_asks_first_where_it_says_nothing() -> None:
    """Authority is by option; over a range a number's authority holds from that number on."""
    game = capital()

    assert [game.authority("envoy", "border", o) for o in ("river", "ridge")] == ["never", "may_sign"]
    assert [game.authority("envoy", "tribute", n) for n in (0, 5, 10)] == [
        "may_sign",
        "ask_first",
        "ask_first",
    ]
    assert game.authority("envoy", "pass", "shut") == "ask_first"


def test_instructions_are_in_force_on_receipt_handed_in_in_the_middle_of_a_meeting() -> None:
    """Seven hours from six o'clock is one: the envoy negotiates by the old line until then."""
    game = told_to_ride(0).act("chancellor", "reject")
    assert game.authority("envoy", "border", "river") == "never"

    game.act("envoy", "reject")

    assert game.order(ev.TurnPassed, ev.DispatchReceived, ev.MandateChanged) == [
        "TurnPassed",
        "DispatchReceived",
        "MandateChanged",
    ]
    assert game.authority("envoy", "border", "river") == "may_sign"
    assert game.authority("envoy", "border", "ridge") == "may_sign", "what is not named stays as it was"


def test_of_instructions_received_the_latest_sent_governs() -> None:
    """The rider of the morning comes two days later, overtaken by the wire of the afternoon."""
    game = told_to_ride(1, {**RIVER, "tribute": {"10": "may_sign"}}).go_to("opening", "cable")
    game.act("king", "instruct", channel="wire", orders={"border": {"river": "ask_first"}})
    game.go_to("talks", "desk")

    assert [letter.channel for letter, _ in game.view("envoy").seat.inbox] == [0, 1]
    assert game.authority("envoy", "border", "river") == "ask_first"
    assert game.authority("envoy", "tribute", 10) == "may_sign", "nothing sent later speaks of the tribute"


def test_instructions_not_yet_received_change_nothing() -> None:
    """A king who has changed his mind has told nobody until the rider is there."""
    game = told_to_ride(1).go_to("opening", "cable")

    assert game.authority("envoy", "border", "river") == "never"
    assert game.happened(ev.MandateChanged) == []


def test_dispatches_cross() -> None:
    """A question and its answer can pass each other on the road: neither knew of the other."""
    game = capital("opening", "cable").act("envoy", "ask", issues={"border": "river"})
    game.act("king", "instruct", channel="wire", orders=RIVER).go_to("talks", "desk")

    (asked,) = [letter for letter in game.view("envoy").seat.outbox if letter.wants]
    (told,) = game.view("king").seat.outbox
    assert asked.sent == told.sent
    assert all(when > asked.sent for _, when in game.view("king").seat.inbox)


def test_an_instruction_names_two_issues_at_most() -> None:
    """A cable is short: more than two issues at once would be a new mandate."""
    game = capital("opening", "desk")
    three = {issue: {option: "never"} for issue, option in (("border", "old"), ("pass", "open"))}

    orders = {**three, "guests": {"few": "never"}}
    assert game.refused("king", "instruct", orders=orders) == "act/two_issues"
    assert game.refused("king", "instruct", orders={}) == "act/two_issues"
    game.act("king", "instruct", orders=three)


def test_a_stock_cable_carries_the_authors_instructions_once() -> None:
    """What the author wrote goes by its own channel, alone, and not twice."""
    game = capital("opening", "desk")
    both = {"dispatch": "new_line", "orders": RIVER}
    assert game.refused("king", "instruct", **both) == "act/dispatch_not_now"

    game.act("king", "instruct", dispatch="new_line").all_done().draw(0).go_to("opening", "cable")

    assert game.authority("envoy", "border", "old") == "may_sign"
    assert game.authority("envoy", "tribute", 10) == "may_sign"
    assert game.refused("king", "instruct", dispatch="new_line") == "act/dispatch_not_now"


@pytest.mark.parametrize(
    ("orders", "code"),
    [
        ({"border": {"river": "perhaps"}}, "act/not_one_of"),
        ({"border": {"sea": "never"}}, "act/unknown_option"),
        ({"border": {}}, "act/no_such_authority"),
        ({"border": {"river": {"only_if": {"tribute": [3]}}}}, "act/unknown_option"),
        ({"border": {"river": {"unless": {"tribute": [0]}}}}, "act/unknown_field"),
    ],
)
def test_instructions_say_what_may_be_signed_and_nothing_else(orders: Any, code: str) -> None:
    """Each mistake has its own code."""
    assert capital("opening", "desk").refused("king", "instruct", orders=orders) == code


def test_only_a_principal_instructs_and_only_a_delegate_asks() -> None:
    """The chancellor answers to nobody at this table, and has nobody to instruct."""
    game = capital("opening", "desk")

    assert "instruct" in game.kinds("king") - game.kinds("envoy") - game.kinds("chancellor")
    assert "ask" in game.kinds("envoy") - game.kinds("king") - game.kinds("chancellor")


def test_a_question_reaches_the_principal_and_changes_nothing_by_itself() -> None:
    """Asking is a dispatch like any other; the answer is an instruction, or none."""
    game = capital("opening", "desk").act("envoy", "ask", issues={"border": "river", "tribute": 5})
    game.go_to("opening", "cable")

    assert [issue for issue, _ in game.view("king").seat.inbox[0][0].wants] == [0, 1]
    assert game.authority("envoy", "border", "river") == "never"
    wishes = {"border": "river", "tribute": 5, "guests": "few"}
    assert game.refused("envoy", "ask", issues=wishes) == "act/two_issues"
    assert game.refused("envoy", "ask", issues={}) == "act/two_issues"


def test_a_cable_is_one_dispatch_of_whatever_kind() -> None:
    """After a meeting there is time for one message; a desk has room for one of each kind."""
    game = capital("opening", "desk").act("king", "instruct", orders=RIVER)
    assert {"send", "choose"} <= game.kinds("king")
    game.act("envoy", "ask", issues={"border": "river"})
    assert "send" in game.kinds("envoy")

    game = capital("opening", "cable").act("king", "instruct", orders=RIVER)
    assert game.kinds("king") == {"done"}
    game.act("envoy", "ask", issues={"border": "river"})
    assert game.kinds("envoy") == {"done"}


# What widening costs ----------------------------------------------------------------------------


def test_widening_a_mandate_costs_support_at_home_when_it_is_sent() -> None:
    """Who lets a delegate give way has to answer for it, even before the delegate knows."""
    game = told_to_ride(1)

    assert game.track("support") == 2
    assert not game.happened(ev.DispatchReceived)


def test_narrowing_a_mandate_or_saying_it_again_costs_nothing() -> None:
    """Only more room than was last written, received or not, is widening."""
    narrower = {"border": {"ridge": "never"}}
    assert told_to_ride(0, narrower).track("support") == 3

    game = told_to_ride(1).go_to("opening", "cable").act("king", "instruct", channel="wire", orders=RIVER)
    assert game.all_done().track("support") == 2


@pytest.mark.parametrize(
    ("old", "support"),
    [
        ({"tribute": [0], "guests": ["many"]}, 3),
        ({"tribute": [0]}, 2),
        ({"tribute": [0, 5], "guests": ["many"]}, 2),
        ({"tribute": [0], "guests": ["many"], "pass": ["open"]}, 3),
    ],
)
def test_fewer_or_looser_conditions_are_wider(old: Any, support: int) -> None:
    """Dropping a condition gives room; adding one takes it."""
    assert told_to_ride(0, {"border": {"old": {"only_if": old}}}).track("support") == support


# Fidelity ---------------------------------------------------------------------------------------


def outside(game: Game, text: str = "treaty") -> list[str]:
    """Return the clauses of a signed text that lay outside the envoy's mandate."""
    number = game.names.number("instrument", text)
    (judged,) = [e for e in game.happened(ev.MandateJudged) if e.instrument == number]
    return game.issues(judged.outside)


def test_fidelity_is_judged_clause_by_clause_when_a_delegate_signs() -> None:
    """Signing beyond the mandate is possible: it is known for what it was, to the delegate first."""
    assert outside(signed(**PLAIN)) == []
    game = signed(border="river", tribute=5)

    assert outside(game) == ["border", "tribute"]
    assert outside(game, "protocol") == []
    assert game.view("envoy").seat.judged != ()
    assert game.view("chancellor").seat.judged == ()


def test_authority_only_if_looks_at_the_other_clauses_also_of_other_texts() -> None:
    """The old border may be signed if no tribute is paid, and guests are many in the protocol."""
    assert outside(signed("many", border="old", tribute=0)) == []
    assert outside(signed("few", border="old", tribute=0)) == ["border"]
    assert outside(signed("many", border="old", tribute=5)) == ["border", "tribute"]


def test_fidelity_is_judged_on_instructions_in_force_not_on_those_under_way() -> None:
    """A delegate cannot follow a letter it has not read; that one was coming is for the debrief."""
    game = capital("signature", "desk")
    game.act("king", "instruct", channel="rider", orders={"border": {"ridge": "never"}}).all_done().draw(1)
    settle(game, **PLAIN).act("envoy", "sign")

    assert outside(game) == []
    assert [(e.role, game.issues(e.issues)) for e in game.happened(ev.OrdersOnTheWay)] == [(1, ["border"])]
    assert game.state.world.late != ()


def test_instructions_received_in_time_are_what_fidelity_is_judged_on() -> None:
    """The same letter, an hour on the wire instead of forty on the road."""
    game = capital("signature", "desk")
    game.act("king", "instruct", channel="wire", orders={"border": {"ridge": "never"}})
    settle(game, **PLAIN).act("envoy", "sign")

    assert outside(game) == ["border"]
    assert game.happened(ev.OrdersOnTheWay) == []


# What a principal knows -------------------------------------------------------------------------


def test_a_principal_knows_a_text_as_of_the_last_minutes_received() -> None:
    """The king sits at no table: the envoy's report says what is initialled and what was asked."""
    game = capital().act("chancellor", "propose", issues={"border": "river"})
    game.act("envoy", "propose", issues={"border": "ridge"}).act("chancellor", "accept")
    game.go_to("opening", "cable")
    assert game.view("king").texts[0] is None
    assert game.view("king").seat.known[0] is None, "the report is under way"

    game.go_to("talks", "desk")

    known = game.view("king").seat.known[0]
    assert known is not None
    assert [(issue, clause.value) for issue, clause in known.clauses] == [(0, 1)]
    assert [(asked.role, asked.package[0][1].value) for asked in known.asked] == [(1, 1), (2, 0)]
    assert not known.firm


def test_what_happens_after_the_minutes_is_not_known_to_the_principal() -> None:
    """A king decides on yesterday's text."""
    game = capital().act("chancellor", "propose", issues={"border": "river"}).act("envoy", "accept")
    game.go_to("talks", "table").act("envoy", "propose", issues={"border": "ridge"})
    game.act("chancellor", "accept")

    known = game.view("king").seat.known[0]
    assert known is not None
    assert [clause.value for _, clause in known.clauses] == [0]
    assert game.clauses() == {"border": "ridge"}


def test_minutes_go_by_themselves_whatever_else_is_cabled() -> None:
    """Reporting is part of the office; the one dispatch of a cable is left for what one chooses."""
    game = capital("opening", "cable").act("envoy", "send", channel="report", words="A dry man.")
    game.go_to("talks", "desk")

    assert [bool(letter.minutes) for letter, _ in game.view("king").seat.inbox] == [True, False]


def test_only_who_has_no_principal_may_break_off_the_talks() -> None:
    """An envoy can walk out of a room; ending the talks is for those who sent him."""
    game = capital()
    assert "break_off" in game.kinds("chancellor")
    game.act("chancellor", "reject")

    assert "break_off" not in game.kinds("envoy")
    assert game.refused("envoy", "break_off") == "act/not_now"

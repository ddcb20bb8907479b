"""One rule a test, played by hand in two small scenarios: `harbour.yaml` and `valley.yaml`."""

from typing import Any

import pytest

from game.engine import events as ev
from game.engine.acts import Clause
from tests.engine.playing import Game

ALL = {"border": "ridge", "toll": 5, "peace": "alliance"}


def harbour(sitting: str = "first", step: str = "table") -> Game:
    return Game("harbour.yaml").go_to(sitting, step)


def valley(sitting: str = "first", step: str = "table") -> Game:
    return Game("valley.yaml").go_to(sitting, step)


def initialled(**clauses: Any) -> Game:
    """Return the third table, south's turn, with these clauses initialled there."""
    return harbour("third").act("north", "propose", issues=clauses).act("south", "accept")


def complete() -> Game:
    """Return the first signing, with every required clause initialled."""
    return initialled(**ALL).go_to("third", "signing")


# Proposals --------------------------------------------------------------------------------------


def test_a_package_is_initialled_once_all_signers_have_assented() -> None:
    """A proposal carries its proposer's assent, so of two sides the other's is enough."""
    game = harbour().act("north", "propose", issues={"border": "ridge", "toll": 5})
    assert game.clauses() == {}
    assert game.text().proposals[0].assents == 0b01

    game.act("south", "accept")

    assert game.clauses() == {"border": "ridge", "toll": 5}
    assert game.proposals() == ["initialled"]
    assert game.order(ev.ProposalAccepted, ev.ClausesInitialled, ev.TurnPassed) == [
        "ProposalAccepted",
        "ClausesInitialled",
        "TurnPassed",
    ]


def test_among_three_signers_two_assents_do_not_initial() -> None:
    """A text all three must sign cannot be settled by two behind the third one's back."""
    game = valley().act("hill", "propose", issues={"road": "new"}).act("east", "accept")
    assert game.clauses("accord") == {}
    assert game.proposals("accord") == ["open"]

    game.act("west", "accept")

    assert game.clauses("accord") == {"road": "new"}


def test_nobody_accepts_twice_or_what_is_his_own() -> None:
    """An assent counts once: otherwise two acts of one side would make a majority."""
    game = valley().act("hill", "propose", issues={"road": "new"}).act("east", "accept")
    game.act("west", "propose", issues={"road": "old"})

    assert game.refused("hill", "accept", target=1) == "act/no_such_proposal"
    game.act("hill", "propose", issues={"road": "old"})
    assert game.refused("east", "accept", target=1) == "act/no_such_proposal"
    game.act("east", "accept", target=2)


def test_a_later_package_amends_an_initialled_clause_by_consent() -> None:
    """What is initialled can be improved by both; the clauses not named stand."""
    game = initialled(border="ridge", toll=5).go_to("fourth", "table")
    game.act("south", "propose", issues={"border": "river"})
    assert game.clauses()["border"] == "ridge"
    game.finish()
    assert game.clauses() == {"border": "ridge", "toll": 5}

    game = harbour().act("north", "propose", issues={"border": "ridge", "toll": 5})
    game.act("south", "accept").act("north", "propose", issues={"border": "river"})
    game.act("south", "accept")
    assert game.clauses() == {"border": "river", "toll": 5}


def test_a_package_keeps_forms_and_publicity() -> None:
    """How a clause is held is part of what is agreed; left out, it is the author's first."""
    full = {"value": "ridge", "form": "note", "publicity": "secret"}
    game = harbour().act("north", "propose", issues={"border": full, "toll": 5})
    game.act("south", "accept")

    assert game.clause("border") == Clause(1, 1, 1)
    assert game.clause("toll") == Clause(1, 0, 0)


def test_a_package_needs_one_open_issue_and_may_link_others() -> None:
    """The agenda says what a meeting is about; trading across it is what packages are for."""
    game = harbour()
    assert game.refused("north", "propose", issues={"toll": 5}) == "act/no_open_issue"
    assert game.refused("north", "propose", issues={}) == "act/no_open_issue"

    game.act("north", "propose", issues={"border": "ridge", "toll": 5, "flag": "red"})

    assert [issue for issue, _ in game.text().proposals[0].package] == [0, 1, 3]


@pytest.mark.parametrize(
    ("issues", "code"),
    [
        ({"border": "lake"}, "act/option_not_available"),
        ({"border": "sea"}, "act/unknown_option"),
        ({"toll": 3}, "act/unknown_option"),
        ({"border": {"value": "ridge", "form": "oral"}}, "act/form_not_allowed"),
        ({"toll": {"value": 5, "publicity": "secret"}}, "act/publicity_not_allowed"),
        ({"gate": "open"}, "act/unknown_issue"),
    ],
)
def test_what_no_package_may_hold_is_refused(issues: dict[str, Any], code: str) -> None:
    """Each mistake of a program has its own code, and changes nothing."""
    game = harbour()
    before = game.state

    assert game.refused("north", "propose", issues=issues) == code
    assert game.state == before


def test_a_proposal_lapses_at_the_close_unless_it_is_standing() -> None:
    """Offers are for the day, so a seat need not withdraw; a standing one waits for an answer."""
    game = harbour()
    game.act("north", "propose", issues={"border": "ridge"})
    game.act("south", "propose", issues={"border": "river"}, standing=True)
    game.act("north", "adjourn")
    assert game.proposals() == ["open", "open"]

    game.go_to("second", "table")
    assert game.proposals() == ["lapsed", "open"]

    game.act("south", "adjourn").act("north", "accept", target=2)
    assert game.clauses() == {"border": "river"}


def test_rejecting_turns_down_what_others_have_open_and_nothing_of_ones_own() -> None:
    """A no is to the other side's offers; one's own still lie on the table."""
    game = harbour().act("north", "propose", issues={"border": "ridge"})
    game.act("south", "propose", issues={"border": "river"}).act("north", "reject")
    assert game.proposals() == ["open", "rejected"]

    game.act("south", "reject").act("north", "reject")
    assert game.proposals() == ["rejected", "rejected"]
    assert game.now(ev.TurnDeclined) == [ev.TurnDeclined(0)]


def test_a_proposal_is_withdrawn_by_its_proposer_alone() -> None:
    """What is taken back can no longer be accepted."""
    game = harbour().act("north", "propose", issues={"border": "ridge"})
    assert game.refused("south", "withdraw", target=1) == "act/not_now"

    game.act("south", "propose", issues={"border": "river"}).act("north", "withdraw", target=1)
    assert game.proposals() == ["withdrawn", "open"]
    assert game.refused("south", "accept", target=1) == "act/not_now"


def test_what_a_proposal_is_in_exchange_for_must_be_issues_of_its_text() -> None:
    """A wish is shown to the other side; it has to make sense there."""
    game = harbour()
    wishes = ["toll", "toll"]
    assert (
        game.refused("north", "propose", issues={"border": "ridge"}, in_exchange_for=wishes)
        == "act/bad_exchange"
    )

    game.act("north", "propose", issues={"border": "ridge"}, in_exchange_for=["toll"])
    assert game.text().proposals[0].in_exchange_for == (1,)


# Turns ------------------------------------------------------------------------------------------


def test_turns_alternate_in_the_fixed_order_and_move_the_hour() -> None:
    """One exchange is one seat's turn; the clock at the table runs with it."""
    game = valley()
    seen = []
    while game.state.clock.step == "table" and game.sitting == "first":
        seen.append((game.waiting, game.table.turn, game.table.minute - game.state.clock.minute))
        game.let_pass()

    order = ["hill", "east", "west", "hill", "east", "west"]
    assert seen == [([role], turn, 15 * turn) for turn, role in enumerate(order)]


def test_the_last_act_of_a_table_may_only_answer() -> None:
    """A proposal nobody can answer would be a threat, not an offer."""
    game = harbour("third").act("north", "propose", issues={"border": "ridge"})
    assert "propose" in game.kinds("south")
    game.act("south", "reject")

    assert game.table.turn == 2
    assert "propose" not in game.kinds("north")
    assert game.refused("north", "propose", issues={"border": "river"}) == "act/not_now"
    assert {"reject", "adjourn", "leave"} <= game.kinds("north")


def test_openers_alternate_from_table_to_table() -> None:
    """Who speaks first has an advantage, so it goes round."""
    openers = [harbour(s).waiting for s in ("first", "second", "third", "fourth")]

    assert openers == [["north"], ["south"], ["north"], ["south"]]
    assert valley("second").waiting == ["east"]


def test_each_side_may_open_one_more_issue_and_it_then_counts_as_open() -> None:
    """The author's agenda is a start; adding to it costs no turn."""
    game = harbour().act("north", "agenda", issue="toll")

    assert game.waiting == ["north"]
    assert game.table.agenda == 0b0011
    assert game.refused("north", "agenda", issue="peace") == "act/not_now"
    game.act("north", "propose", issues={"toll": 5})

    assert game.refused("south", "agenda", issue="toll") == "act/not_addable"
    game.act("south", "agenda", issue="flag").act("south", "propose", issues={"flag": "red"})
    assert game.table.agenda == 0b1011


def test_a_meeting_is_adjourned_by_consent() -> None:
    """Both having asked, there is nothing more to say; asking once passes the turn."""
    game = harbour().act("north", "adjourn")
    assert (game.waiting, game.table.closed) == (["south"], False)

    game.act("south", "adjourn")
    assert game.table.closed
    assert game.table.minute == game.state.clock.minute == game.now(ev.TableClosed)[0].minute


def test_a_meeting_is_adjourned_at_once_after_one_act_each() -> None:
    """Nobody can be kept at a table once he has heard and said something."""
    game = harbour().act("north", "propose", issues={"border": "ridge"})
    assert not game.table.closed

    game.act("south", "adjourn")
    assert game.table.closed


def test_leaving_ends_the_meeting_at_a_cost() -> None:
    """Walking out is always possible, seen by all at the table, and has its price."""
    game = harbour().act("north", "leave")

    assert game.table.closed
    assert game.table.present == 0b10
    assert game.track("trust") == 1
    assert game.order(ev.RoleLeft, ev.TrackMoved, ev.TableClosed)[:3] == [
        "RoleLeft",
        "TrackMoved",
        "TableClosed",
    ]
    assert game.go_to("second", "table").waiting == ["south"]


def test_breaking_off_ends_the_talks_but_not_the_calendar() -> None:
    """The world goes on without the negotiators: storms come, tracks move, and then it ends."""
    game = harbour().act("north", "break_off").finish()

    assert game.state.clock.status == "broken_off"
    assert game.text().status == "broken_off"
    assert [event.sitting for event in game.happened(ev.SittingOpened)] == [0, 1, 2, 3]
    assert len(game.happened(ev.WorldEventHappened)) == 2
    assert game.track("fear") == 2
    assert len(game.happened(ev.TableOpened)) == 1
    assert game.happened(ev.TalksClosed) == [ev.TalksClosed("broken_off")]
    steps = [e.step for e in game.happened(ev.StepOpened)]
    assert "cable" not in steps
    assert steps.count("desk") == 2, "the second desk has a card to play, and opens for it"


# Words ------------------------------------------------------------------------------------------


def test_a_seat_probes_once_at_a_table() -> None:
    """Probes are answered truly enough to be worth rationing."""
    probe = {"intent": "probe", "issue": "border"}
    game = harbour().act("north", "reject", say=[probe])
    game.act("south", "reject", say=[probe])

    assert game.refused("north", "reject", say=[probe]) == "act/one_probe"
    game.act("north", "reject", say=[{"intent": "ask_why"}]).go_to("second", "table")
    game.act("south", "reject", say=[probe])


@pytest.mark.parametrize(
    ("say", "code"),
    [
        ([{"intent": "probe", "issue": "border"}] * 2, "act/one_probe"),
        ([{"intent": "probe"}], "act/probe_needs_issue"),
        ([{"intent": "explain"}] * 3, "act/too_many_words"),
        ([{"intent": "explain", "words": "w" * 501}], "act/words_too_long"),
        ([{"intent": "swear"}], "act/not_one_of"),
        ([{"intent": "explain", "issue": "gate"}], "act/unknown_issue"),
    ],
)
def test_what_may_not_be_said_is_refused(say: list[dict[str, str]], code: str) -> None:
    """Talk is free but bounded, whoever sends it."""
    assert harbour().refused("north", "reject", say=say) == code


def test_words_go_with_an_act_and_come_before_it() -> None:
    """A sentence explains the act it rides on, so it is heard first."""
    game = harbour().act("north", "propose", issues={"border": "ridge"})
    game.act("south", "reject", say=[{"intent": "explain", "words": "No."}])

    assert game.order(ev.Said, ev.ProposalsRejected) == ["Said", "ProposalsRejected"]
    assert game.now(ev.Said)[0].words == "No."


# Signing ----------------------------------------------------------------------------------------


def test_an_incomplete_text_cannot_be_signed() -> None:
    """A text with a required clause open binds nobody to anything."""
    game = initialled(border="ridge", toll=5).finish()

    assert game.happened(ev.SigningOpened) == []
    assert game.happened(ev.TextConcluded) == [ev.TextConcluded(0, "lapsed")]
    assert game.state.clock.status == "lapsed"


def test_an_optional_issue_may_be_left_silent() -> None:
    """A text is complete without the issues its author marked so."""
    game = complete()
    assert "flag" not in game.clauses()

    game.act("north", "sign").act("south", "sign").finish()
    assert game.state.clock.status == "signed"
    assert game.clause("flag") is None


def test_a_text_is_signed_once_all_have_signed() -> None:
    """The last signature concludes it, and no further meeting is held about it."""
    game = complete().act("north", "sign")
    assert game.text().status == "running"
    game.act("south", "sign")
    assert game.text().status == "signed"

    assert game.now(ev.TextConcluded) == [ev.TextConcluded(0, "signed")]
    game.finish()
    assert len(game.happened(ev.TableOpened)) == 3
    assert game.happened(ev.MatchEnded) == [ev.MatchEnded("signed")]


def test_the_first_signature_freezes_the_text_until_it_is_withdrawn() -> None:
    """One signs what one has read: no clause may change under a signature."""
    game = complete().act("north", "sign").act("south", "done")
    assert (game.sitting, game.waiting) == ("fourth", ["south"])
    assert not {"propose", "accept", "withdraw"} & game.kinds("south")
    game.act("south", "reject")

    assert "withdraw" in game.kinds("north")
    game.act("north", "withdraw", target=0)

    assert game.text().signatures == 0
    game.go_to("fourth", "signing").act("north", "done").act("south", "sign").finish()
    assert game.state.clock.status == "lapsed"


def test_a_signature_withdrawn_at_a_meeting_opens_the_text_again() -> None:
    """Freezing is for the signer's safety; when he lets go, talks can go on."""
    game = harbour().act("north", "propose", issues=ALL).act("south", "accept")
    game.go_to("third", "signing").act("north", "sign").act("south", "done")
    game.act("south", "reject").act("north", "withdraw", target=0)

    assert game.text().signatures == 0
    assert game.refused("south", "propose", issues={"border": "river"}) != "act/not_this_text"


def test_a_signature_can_be_withdrawn_at_a_signing_and_given_again() -> None:
    """Until all have signed nobody is bound; thinking again costs nothing but the moment."""
    game = complete().act("north", "sign").act("south", "done").go_to("fourth", "signing")

    game.act("north", "withdraw", target=0)
    assert game.waiting == ["north"]
    game.act("north", "sign").act("south", "sign")

    assert game.text().status == "signed"


def test_signing_is_one_act_for_each_signer_in_turn() -> None:
    """Who has signed or declined has had its say at this sitting."""
    game = complete()
    assert game.waiting == ["north"]
    assert game.refused("south", "sign") == "act/not_your_turn"

    game.act("north", "done")
    assert game.waiting == ["south"]
    assert game.refused("north", "sign") == "act/not_your_turn"


def test_one_act_signs_several_texts() -> None:
    """Instruments that belong together are signed together, each by its own signers."""
    game = valley()
    game.act("hill", "propose", issues={"road": "new"}).act("east", "accept").act("west", "accept")
    game.go_to("second", "table").act("east", "propose", issues={"gate": "open"})
    game.act("west", "accept").go_to("third", "signing")

    assert game.refused("east", "sign", instruments=[]) == "act/nothing_to_sign"
    game.act("east", "sign").act("west", "sign")
    assert (game.text("pact").status, game.text("accord").status) == ("signed", "running")
    assert game.refused("hill", "sign", instruments=["pact"]) == "act/not_signable"
    game.act("hill", "sign").finish()
    assert game.state.clock.status == "signed"


# The sealed desk --------------------------------------------------------------------------------


def test_cards_take_effect_only_when_all_are_done() -> None:
    """At a desk all decide at once: nobody may wait and see what another has done."""
    game = harbour("first", "desk").act("north", "play", card="gift")
    assert game.track("trust") == 2
    assert game.view("south").seat.cards == 0
    assert game.view("north").seat.sealed_card == 0

    game.act("north", "done")
    assert game.track("trust") == 2

    game.act("south", "done")
    assert game.track("trust") == 3
    assert game.view("south").seat.cards == 0b001


def test_cards_come_first_then_dispatches_each_in_the_authors_order() -> None:
    """Whoever clicks first must not matter: the order is the author's."""
    game = harbour("first", "desk")
    game.act("south", "send", channel="runner", words="Hello.").act("south", "play", card="threat")
    game.act("south", "done")
    game.act("north", "send", dispatch="offer").act("north", "play", card="gift")
    game.act("north", "done")
    game.draw(0)

    log = [e for e in game.log if isinstance(e, ev.CardPlayed | ev.DispatchSent)]
    assert [type(e).__name__ for e in log] == ["CardPlayed"] * 2 + ["DispatchSent"] * 2
    assert [e.card for e in log if isinstance(e, ev.CardPlayed)] == [0, 1]
    assert [e.letter.channel for e in log if isinstance(e, ev.DispatchSent)] == [0, 1]


def test_a_seat_plays_one_card_and_sends_one_dispatch_at_a_desk() -> None:
    """The desk has a small budget; a second card or letter waits for another day."""
    game = harbour("first", "desk").act("north", "play", card="gift")
    game.act("north", "send", dispatch="offer")

    assert game.kinds("north") == {"done"}
    game.act("north", "done")
    assert game.kinds("north") == set()


def test_a_card_is_played_once_and_at_its_sittings() -> None:
    """A lever pulled is gone; one not pulled can wait for its other desk."""
    game = harbour("first", "desk").act("north", "play", card="gift").go_to("second", "desk")
    assert "play" not in game.kinds("north")

    game = harbour("second", "desk")
    assert game.refused("south", "play", card="threat") == "act/card_not_playable"
    game.act("north", "play", card="gift")


def test_a_card_on_a_condition_is_playable_only_while_its_holder_sees_it_hold() -> None:
    """Fear is 1 at the start and 2 after the first night."""
    assert harbour("first", "desk").refused("south", "play", card="panic") == ("act/card_not_playable")
    game = harbour("second", "desk").act("south", "play", card="panic")
    assert game.go_to("second", "table").track("fear") == 3


def test_a_seat_with_nothing_to_choose_is_waited_for_all_the_same() -> None:
    """The west holds no lever, and the hill's only card needs weeds that nobody else sees.

    Otherwise the others could read an empty hand, or the weeds, off the clock.
    """
    game = valley("second", "desk")

    assert game.kinds("hill") == game.kinds("west") == {"done"}
    assert game.waiting == ["east", "west", "hill"]


# Dispatches -------------------------------------------------------------------------------------


def test_a_dispatch_is_stamped_with_the_desk_and_timed_to_the_hour() -> None:
    """When a message was written and when it came is the stuff of history."""
    game = harbour("first", "desk").act("south", "send", channel="runner", words="Hello.")
    game.act("south", "done").act("north", "done")

    (sent,) = game.happened(ev.DispatchSent)
    (received,) = game.happened(ev.DispatchReceived)
    assert sent.letter.sent == game.happened(ev.StepOpened)[0].minute
    assert received.minute == sent.letter.sent + 60
    assert game.view("north").seat.inbox == ((sent.letter, received.minute),)


def test_transit_is_drawn_where_it_may_vary() -> None:
    """Chance is a seat: the game waits for it, and nobody sees what it draws."""
    game = harbour("first", "desk").act("north", "send", dispatch="offer")
    game.act("north", "done").act("south", "done")
    assert game.waiting == ["chance"]
    before = game.view("south"), game.view("north")

    game.draw(1)
    assert game.happened(ev.DispatchTimed)[0].due == game.happened(ev.StepOpened)[0].minute + 480
    assert before[0].seat == game.view("south").seat


def test_a_proposal_by_dispatch_stands_at_the_addressees_next_table() -> None:
    """A draft that comes in time lies on the table when the meeting opens."""
    game = harbour("first", "desk").act("south", "send", channel="runner", issues={"border": "river"})
    game.act("south", "done").act("north", "done")

    (tabled,) = game.now(ev.ProposalTabled)
    assert (tabled.role, tabled.by_dispatch, tabled.standing) == (1, True, False)
    game.act("north", "accept")
    assert game.clauses() == {"border": "river"}


def test_a_proposal_to_somebody_who_does_not_sit_at_the_table_is_not_tabled() -> None:
    """Only seats present may accept; the hill reads of the pact, and has no say in it."""
    game = valley("second", "desk").act("hill", "done").act("west", "done")
    game.act("east", "send", channel="lane", issues={"gate": "open"}).act("east", "done")

    assert len(game.view("hill").seat.inbox) == 1
    assert game.proposals("pact") == []


def test_a_late_dispatch_is_handed_in_between_exchanges_and_tabled_at_the_next() -> None:
    """Three hours from ten o'clock: it comes after the second turn of a meeting at noon."""
    game = harbour("first", "desk").act("north", "send", dispatch="offer")
    game.act("north", "done").act("south", "done").draw(0)
    game.act("north", "reject")
    assert not game.happened(ev.DispatchReceived)

    game.act("south", "reject")
    assert game.order(ev.TurnPassed, ev.DispatchReceived) == ["TurnPassed", "DispatchReceived"]
    assert game.proposals() == []

    game.go_to("second", "table")
    assert game.proposals() == ["open"]
    game.act("south", "accept")
    assert game.clause("border") == Clause(1, 1, 1)


def test_a_dispatch_later_than_the_meeting_comes_at_the_next_arrivals() -> None:
    """Eight hours from ten o'clock: the meeting is over by then."""
    game = harbour("first", "desk").act("north", "send", dispatch="offer")
    game.act("north", "done").act("south", "done").draw(1)
    game.go_to("first", "cable")
    assert not game.happened(ev.DispatchReceived)

    game.go_to("second", "desk")
    assert game.happened(ev.DispatchReceived)[0].minute % 1440 == 18 * 60


def test_a_cable_is_stamped_with_the_closing_hour() -> None:
    """What was decided at the table is in it."""
    game = harbour().act("north", "reject").act("south", "adjourn")
    closed = game.now(ev.TableClosed)[0].minute
    game.act("north", "send", words="Bad day.").act("north", "done").act("south", "done")

    assert game.happened(ev.DispatchSent)[0].letter.sent == closed
    assert "play" not in game.kinds("south")


def test_a_stock_message_is_sent_once_alone_and_by_its_channel() -> None:
    """What the author wrote has its own package and way."""
    game = harbour("first", "desk")
    issues = {"border": "river"}
    assert (
        game.refused("north", "send", dispatch="offer", instrument="treaty", issues=issues)
        == "act/dispatch_not_now"
    )
    assert game.refused("south", "send", dispatch="offer") == "act/dispatch_not_now"
    assert game.refused("north", "send", words="") == "act/empty_letter"
    assert game.refused("north", "send", channel="runner", words="x") == "act/no_such_channel"

    game.act("north", "send", dispatch="offer").go_to("first", "cable")
    assert game.refused("north", "send", dispatch="offer") == "act/dispatch_not_now"


def test_two_dispatches_alike_both_arrive() -> None:
    """The same words at the same hour, from the desk and by cable, are still two messages."""
    game = valley("third", "desk").act("east", "send", words="Come.").go_to("third", "cable")
    game.act("east", "send", words="Come.").finish()

    one, two = game.happened(ev.DispatchReceived)
    assert one == two
    assert game.view("hill").seat.inbox == ((one.letter, one.minute),) * 2
    assert game.state.world.transit == ()


# Tracks, options, the world ---------------------------------------------------------------------


def played(*cards: tuple[str, str]) -> Game:
    """Return the first table after these cards."""
    game = harbour("first", "desk")
    for role, card in cards:
        game.act(role, "play", card=card)
    return game.go_to("first", "table")


def test_tracks_stop_at_their_bounds() -> None:
    """Five more than two is three, where three is the most."""
    game = played(("north", "gift"))

    assert game.track("trust") == 3
    assert game.happened(ev.TrackMoved)[0].value == 3


def test_a_track_that_cannot_move_says_nothing() -> None:
    """A line 'what changed' about nothing would be noise."""
    game = harbour("second", "desk").act("south", "play", card="panic").go_to("second", "table")
    moved = [e for e in game.happened(ev.TrackMoved) if e.track == 1]
    assert [e.value for e in moved] == [2, 3]

    game.finish()
    assert len([e for e in game.happened(ev.TrackMoved) if e.track == 1]) == 2


def test_an_effect_with_a_condition_looks_at_what_came_before_it() -> None:
    """The gift opens the lake only where there is trust, and it has just made some."""
    game = played(("north", "gift"))
    assert game.order(ev.TrackMoved, ev.OptionOpened) == ["TrackMoved", "OptionOpened"]
    assert [e.value for e in game.happened(ev.OptionOpened)] == [2]

    game.act("north", "propose", issues={"border": "lake"}).act("south", "accept")
    assert game.clauses() == {"border": "lake"}
    assert played(("south", "threat")).happened(ev.OptionOpened) == []


def test_a_closed_option_can_no_longer_be_proposed() -> None:
    """A door shut by a card stays shut, and the template says so."""
    game = played(("south", "threat"))

    assert game.track("trust") == 1
    assert game.refused("north", "propose", issues={"border": "river"}) == ("act/option_not_available")
    (template,) = [t for t in game.offered("north") if t.kind == "propose"]
    assert dict(template.options)[0] == 0b010


def test_telling_and_noticing_reach_whom_the_author_names() -> None:
    """The threat is noticed by nobody, but the north is told something."""
    game = played(("south", "threat"))

    assert game.view("north").seat.cards == 0
    assert len(game.view("north").seat.told) == 1
    assert game.view("south").seat.told == ()
    assert game.view("south").seat.cards == 0b010


def test_secret_tracks_are_seen_by_their_roles_alone() -> None:
    """The north cannot see the south's fear, before or after it grows."""
    game = harbour("second", "desk")

    assert game.view("north").tracks == (2, None)
    assert game.view("south").tracks == (2, 2)


def test_world_events_land_in_order_at_the_next_arrivals() -> None:
    """What happens between sittings is news at the next one, to those who see it."""
    game = harbour("third")

    assert game.track("trust") == 1
    assert game.view("north").seat.outcomes == (0, -1, -1)
    assert game.view("south").seat.outcomes == (-1, -1, -1)


def test_a_world_event_whose_condition_fails_passes_by() -> None:
    """There is no rumour while there is any trust; where there is none, it spreads."""
    assert harbour("third").happened(ev.WorldEventPassed) == [ev.WorldEventPassed(1)]

    game = played(("south", "threat")).go_to("third", "table")
    assert game.track("trust") == 0
    assert [e.event for e in game.happened(ev.WorldEventHappened)] == [0, 1]


def test_a_world_event_with_several_outcomes_is_drawn() -> None:
    """Chance picks by number; the aftermath waits for it."""
    game = harbour("fourth").act("south", "adjourn").act("north", "adjourn")
    assert game.waiting == ["chance"]

    game.draw(1)
    assert game.happened(ev.WorldEventHappened)[-1] == ev.WorldEventHappened(2, 1)
    assert game.state.clock.ended


# Who sees what ----------------------------------------------------------------------------------


def test_a_text_is_seen_by_its_members_alone() -> None:
    """The hill does not know that there is a pact, nor that its neighbours meet about it."""
    game = valley("second", "desk").act("hill", "done").act("west", "done").act("east", "done")
    game.act("east", "propose", issues={"gate": "open"}).act("west", "accept")

    assert game.view("hill").texts[0] is None
    assert game.view("hill").table is None
    assert game.view("east").table is not None


def test_a_table_is_forgotten_when_the_next_sitting_opens() -> None:
    """Otherwise a seat not at the next table would still see the last one."""
    game = valley("second", "desk")

    assert not any(game.state.tables)


# Readings and worth -----------------------------------------------------------------------------


def signed(harvest: int, *, gift: bool = False) -> Game:
    """Return a game ended with a treaty of friendship."""
    game = harbour("second", "desk")
    if gift:
        game.act("north", "play", card="gift")
    game.go_to("third", "table").act("north", "propose", issues={**ALL, "peace": "friendship"})
    game.act("south", "accept").go_to("third", "signing").act("north", "sign").act("south", "sign")
    while game.waiting != ["chance"]:
        game.let_pass()
    return game.draw(harvest)


@pytest.mark.parametrize(
    ("harvest", "reading", "north", "south"),
    [(0, "loose", 4, 1), (1, "strict", -1, 8)],
)
def test_the_first_reading_that_holds_prevails_else_the_fallback(
    harvest: int, reading: str, north: int, south: int
) -> None:
    """What an ambiguous clause comes to mean hangs on the world, here on a harvest by chance.

    South's points stand in another order than the readings: their names count.
    """
    game = signed(harvest)

    ids = game.tables.public.issues[2].reading_ids
    assert [ids[e.reading] for e in game.happened(ev.ReadingPrevailed)] == [reading]
    assert game.worth("north") == (30 + 5 + north + 1 + 7,) * 3
    assert game.worth("south") == (0 + 8 + south + 1,) * 3


def test_readings_are_tried_in_the_authors_order() -> None:
    """With trust at the storm's end still high, friendship is broad whatever the harvest."""
    game = signed(1, gift=True)
    assert game.track("trust") == 2
    assert [e.reading for e in game.happened(ev.ReadingPrevailed)] == [1]

    game = harbour("first", "desk").act("north", "play", card="gift").go_to("second", "table")
    game.act("south", "propose", issues={**ALL, "peace": "friendship"}).act("north", "accept")
    assert game.track("trust") == 3


def test_nothing_prevails_in_a_text_not_signed() -> None:
    """Words nobody signed mean nothing to anybody."""
    game = initialled(**{**ALL, "peace": "friendship"}).go_to("fourth", "table").finish()

    assert game.state.clock.status == "lapsed"
    assert game.happened(ev.ReadingPrevailed) == []


def test_an_ambiguous_clause_is_worth_a_range() -> None:
    """Its holder sees the worst, the middle and the best that the words may come to mean."""
    game = initialled(peace="friendship")

    assert game.worth("north") == (-1 + 1, 4 + 1, 9 + 1)
    assert game.worth("south") == (1 + 1, 4 + 1, 8 + 1)


def test_points_over_a_range_lie_on_straight_lines_rounded_down() -> None:
    """Between 0 at no toll and 11 at ten coins, five coins are worth five and a half: five."""
    assert harbour("third").worth("north").middle == 1
    assert initialled(toll=5).worth("north").middle == 1 + 5
    assert initialled(toll=10).worth("north").middle == 1 + 11
    assert initialled(toll=10).worth("south").middle == 1 + 0


def test_linkages_count_when_their_clauses_stand_together() -> None:
    """A ridge and a toll are worth more than each alone."""
    assert initialled(border="ridge").worth("north").best == 30 + 1
    assert initialled(border="ridge", toll=0).worth("north").best == 30 + 0 + 1
    assert initialled(border="ridge", toll=5).worth("north").best == 30 + 5 + 7 + 1


def test_silence_has_its_points_until_the_issue_is_settled() -> None:
    """Leaving an issue out is an answer too, and its author says what it is worth."""
    assert initialled(border="river").worth("north").middle == 10 + 1
    assert initialled(border="river", flag="blue").worth("north").middle == 10 - 3


def test_the_walkaway_moves_with_the_world_and_with_what_is_initialled() -> None:
    """Lost trust makes no agreement worse; a toll once named makes it better."""
    assert harbour().walkaway("north") == 20
    assert played(("south", "threat")).walkaway("north") == 16
    assert initialled(toll=5).walkaway("north") == 20 - 4 + 2
    assert initialled(toll=5).walkaway("south") == 10

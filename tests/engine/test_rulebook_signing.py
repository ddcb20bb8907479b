"""Signing, ratifying, disowning, publishing: one rule a test, played by hand in the two small scenarios."""

from typing import Any

import pytest

from game.engine import events as ev
from tests.engine.capitals import PLAIN, capital, council, leased, settle, signed
from tests.engine.playing import Game

PASS: Any = {"value": "open", "form": "note", "publicity": "secret"}


# Signing ----------------------------------------------------------------------------------------


def test_texts_that_are_tied_are_signed_together_or_not_at_all() -> None:
    """One act signs both: neither side can take the treaty and leave the protocol."""
    game = settle(capital())
    assert [game.tables.public.instruments[e.instrument].id for e in game.now(ev.SigningOpened)] == [
        "treaty",
        "protocol",
    ]

    assert game.refused("envoy", "sign", instruments=["treaty"]) == "act/tied"
    game.act("envoy", "sign", instruments=["treaty", "protocol"])


def test_a_text_is_not_laid_open_while_one_tied_to_it_is_incomplete() -> None:
    """Half of what belongs together is not ready to be signed."""
    game = capital("signature", "table")
    game.act("chancellor", "propose", instrument="treaty", issues=PLAIN).act("envoy", "accept")
    game.finish()

    assert game.happened(ev.SigningOpened) == []
    assert game.text().status == "lapsed"


def test_the_signing_is_announced_by_the_calendar_and_the_texts_to_their_members() -> None:
    """That it is the day for signing everybody knows; which texts are complete, only who signs them."""
    game = settle(capital())

    assert ("signing", game.state.clock.step) == (game.happened(ev.StepOpened)[-1].step, "signing")
    assert game.view("king").texts == (None, None)
    assert game.waiting == ["envoy"]


def test_a_text_that_needs_a_quorum_is_concluded_when_all_have_answered() -> None:
    """The charter binds with the town and one more: whom it lacks is seen when everybody has spoken."""
    game = council("hall", "table").act("abbot", "propose", issues={"water": "pond"})
    game.act("weaver", "reject").act("miller", "adjourn").act("mayor", "accept")
    assert game.clauses("charter") == {"water": "pond"}, "town and abbey are two of three"
    game.go_to("hall", "signing").act("mayor", "sign").act("miller", "done")
    assert game.text("charter").status == "running"

    game.act("abbot", "sign")

    assert game.now(ev.TextConcluded)[0] == ev.TextConcluded(0, "signed")


def test_a_text_without_a_vetos_signature_is_put_away() -> None:
    """Two of three are not enough if the town, which has a veto, is not among them."""
    game = council("hall", "table").act("abbot", "propose", issues={"water": "pond"})
    game.act("weaver", "adjourn").act("miller", "adjourn").act("mayor", "accept").go_to("hall", "signing")
    game.act("mayor", "done").act("miller", "sign")
    game.act("abbot", "sign")

    assert game.now(ev.SigningClosed) == [ev.SigningClosed(0)]
    assert game.finish().text("charter").status == "lapsed"


def test_only_who_is_needed_for_a_text_turns_its_proposals_down() -> None:
    """A no of the mill, whose assent can be done without, or of the weaver, who signs nothing, is no veto."""
    game = council("hall", "table").act("abbot", "propose", issues={"water": "pond"})
    game.act("weaver", "reject").act("miller", "reject")
    assert game.now(ev.TurnDeclined) == [ev.TurnDeclined(1)]
    assert game.proposals("charter") == ["open"]

    game.act("mayor", "reject")
    assert game.proposals("charter") == ["rejected"]


def test_two_without_the_veto_do_not_initial() -> None:
    """The mill and the abbey can agree as they like: the water is the town's."""
    game = council("hall", "table").act("abbot", "propose", issues={"water": "pond"})
    game.act("weaver", "reject").act("miller", "accept")

    assert game.clauses("charter") == {}
    game.act("mayor", "accept")
    assert game.clauses("charter") == {"water": "pond"}


def test_the_end_of_the_talks_is_announced_once_the_main_text_is_signed() -> None:
    """Everybody learns that it is over, also those who never saw the text."""
    game = settle(capital()).act("envoy", "sign").act("chancellor", "sign")

    assert game.now(ev.TalksClosed) == [ev.TalksClosed("signed")]
    assert game.state.clock.over
    assert game.sitting != "signature", "there is nothing left to cable"


# Ratification -----------------------------------------------------------------------------------


def sealing(game: Game, harvest: int = 0) -> Game:
    return game.go_to("sealing", "ratification", draws=harvest)


def test_a_principal_ratifies_what_its_delegate_signed_and_each_state_for_itself() -> None:
    """A signature is a promise of the envoy's; the king and the senate still have to say yes."""
    game = sealing(signed())
    assert game.waiting == ["king", "chancellor"]
    assert game.kinds("envoy") == set()

    game.act("chancellor", "ratify")
    assert (game.text().status, game.waiting) == ("signed", ["king"])
    game.act("king", "ratify")

    assert game.text().status == "ratified"
    assert game.finish().state.clock.status == "ratified"


def test_those_who_ratify_read_the_text_first() -> None:
    """The king has known the treaty by the envoy's reports alone; now it lies before him."""
    game = sealing(signed(border="ridge", tribute=5))

    known = game.view("king").seat.known[0]
    assert known is not None
    assert known.firm
    assert [(issue, clause.value) for issue, clause in known.clauses] == [(0, 1), (1, 1)]


def test_ratifying_needs_support() -> None:
    """After a bad harvest the court does not follow: the king can only withhold."""
    assert sealing(signed(), harvest=0).kinds("king") == {"ratify", "repudiate"}
    game = sealing(signed(), harvest=1)

    assert game.track("support") == 1
    assert game.kinds("king") == {"repudiate"}
    assert game.refused("king", "ratify") == "act/not_now"


def test_support_spent_on_wider_mandates_is_missing_at_the_ratification() -> None:
    """Two times giving way in one spring, and the court has had enough."""
    game = capital("opening", "desk")
    game.act("king", "instruct", channel="wire", orders={"border": {"river": "may_sign"}})
    game.go_to("talks", "desk").act("king", "instruct", channel="wire", orders={"tribute": {"5": "may_sign"}})
    settle(game, border="river", tribute=5).act("envoy", "sign").act("chancellor", "sign")

    assert game.track("support") == 1
    assert sealing(game).kinds("king") == {"repudiate"}


def test_withholding_ratification_is_repudiation_at_the_stated_cost() -> None:
    """The text falls for everybody, and nobody else is asked any more."""
    game = sealing(signed(**PLAIN)).act("king", "repudiate")

    assert game.track("trust") == 2
    assert game.track("support") == 3
    assert game.text().status == "repudiated"
    assert game.finish().state.clock.status == "repudiated"


def test_disowning_a_delegate_who_went_beyond_its_mandate_costs_something_else() -> None:
    """The republic has itself to blame for believing him; the court asks who chose that envoy."""
    game = sealing(signed(border="river", tribute=5)).act("king", "repudiate")

    assert game.track("trust") == 3
    assert game.track("support") == 2


def test_who_has_no_delegate_repudiates_at_the_one_cost_there_is() -> None:
    """The chancellor signed himself: there is nobody to disown."""
    assert sealing(signed()).act("chancellor", "repudiate").track("trust") == 1


def test_a_text_nobody_ratifies_is_in_force_once_signed() -> None:
    """The protocol needs no seal."""
    game = signed()

    assert (game.text("protocol").status, game.text("treaty").status) == ("signed", "signed")
    assert [e.instrument for e in game.happened(ev.TextPublished)] == [1]
    assert game.view("king").seat.known[1] is not None


def test_nothing_is_laid_before_anybody_if_nothing_was_signed() -> None:
    """The day of the seal comes all the same, since the calendar has it."""
    game = capital().go_to("sealing", "desk").finish()

    assert game.happened(ev.TextLaid) == []
    assert game.state.clock.status == "lapsed"


# Publication ------------------------------------------------------------------------------------


def test_a_text_is_published_when_it_comes_into_force_but_for_its_secret_clauses() -> None:
    """Form and publicity are negotiated; what is secret stays with those who signed it."""
    game = sealing(signed(**{"border": "ridge", "tribute": 5, "pass": PASS}))
    game.act("king", "ratify").act("chancellor", "ratify")

    (published,) = [e for e in game.now(ev.TextPublished) if e.instrument == 0]
    assert [issue for issue, _ in published.clauses] == [0, 1]


def test_a_repudiated_text_is_not_published() -> None:
    """What never came into force need never be read."""
    game = sealing(signed()).act("king", "repudiate").finish()

    assert [e for e in game.happened(ev.TextPublished) if e.instrument == 0] == []


def test_a_text_of_secret_clauses_alone_is_not_published_at_all() -> None:
    """The abbot does not learn that there is a lease."""
    secret = {"value": "high", "publicity": "secret"}

    assert leased(secret).happened(ev.TextPublished) == []
    assert leased().view("abbot").seat.known[1] is not None


# The first signature ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["propose", "define", "reopen", "accept"])
def test_a_signed_text_is_frozen_at_the_table_too(kind: str) -> None:
    """What one side has signed, nobody changes; the council's charter lies open for one day only."""
    game = Game("harbour.yaml").go_to("third", "table")
    issues = {"border": "ridge", "toll": 5, "peace": "friendship"}
    game.act("north", "propose", issues=issues).act("south", "accept").go_to("third", "signing")
    game.act("north", "sign").act("south", "done").go_to("fourth", "table")

    assert kind not in game.kinds("south")

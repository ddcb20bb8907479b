"""Tables: several at once, several texts on one, threats and promises, reopening, leaving, breaking off."""

from typing import Any

import pytest

from game.engine import events as ev
from game.engine.acts import Clause
from tests.engine.capitals import PLAIN, capital, council, settle
from tests.engine.playing import Game

# Who meets --------------------------------------------------------------------------------------


def test_several_meetings_go_on_side_by_side_each_with_its_own_turns_and_clock() -> None:
    """While the mayor deals with the miller, the abbot talks to the weaver; neither waits for the other."""
    game = council()
    assert game.waiting == ["mayor", "abbot"]
    game.act("abbot", "reject").act("weaver", "reject")

    market, cloister = game.state.tables
    assert market is not None
    assert cloister is not None
    assert (market.turn, cloister.turn) == (0, 2)
    assert market.minute == game.state.clock.minute
    assert cloister.minute == game.state.clock.minute + 40


def test_what_happens_at_one_table_is_not_seen_at_the_other() -> None:
    """Nobody has two tables in a sitting, nor ears at two."""
    game = council().act("mayor", "propose", instrument="lease", issues={"rent": "high"})

    assert game.view("abbot").texts[1] is None
    assert game.table_of("abbot") != game.table_of("mayor")
    assert game.view("abbot").texts[0] is not None, "the charter is the abbot's too, wherever it lies"


def test_a_sitting_goes_on_when_its_last_meeting_has_ended() -> None:
    """The hour of the sitting is that of the last to leave."""
    game = council().act("abbot", "adjourn").act("weaver", "adjourn")
    assert game.state.clock.step == "table"

    for role in ("mayor", "miller") * 3:
        game.act(role, "reject")

    first, last = (event.minute for event in game.happened(ev.TableClosed))
    assert last - first == 40
    (signing,) = [e for e in game.happened(ev.StepOpened) if e.step == "signing"]
    assert signing.minute == last


def test_a_meeting_without_a_text_is_for_talk_only() -> None:
    """Words can be said, turns passed, the meeting ended; there is nothing to propose."""
    game = council()

    assert game.kinds("abbot") == {"reject", "adjourn", "leave", "break_off"}
    assert game.refused("abbot", "propose", instrument="charter", issues={"water": "pond"}) == "act/not_now"
    game.act("abbot", "reject", say=[{"intent": "ask_why", "words": "Why the rent?"}])
    assert [said.words for said in game.now(ev.Said)] == ["Why the rent?"]


def test_several_texts_lie_on_one_table_and_each_package_is_about_one() -> None:
    """The charter and the lease are talked of together, and agreed each for itself."""
    game = council().act("mayor", "propose", issues={"rent": "high"})
    game.act("miller", "propose", issues={"water": "wheel"})
    assert (game.proposals("charter"), game.proposals("lease")) == (["open"], ["open"])

    both = {"water": "wheel", "rent": "high"}
    assert game.refused("mayor", "propose", issues=both) == "act/issue_not_in_text"
    game.act("mayor", "accept", instrument="charter")
    assert game.clauses("charter") == {"water": "wheel"}
    assert game.proposals("lease") == ["open"]


def test_a_no_may_be_to_one_text_or_to_all() -> None:
    """Turning down the rent need not turn down the water."""
    game = (
        council().act("mayor", "propose", issues={"rent": "high"}).act("miller", "reject", instrument="lease")
    )
    assert game.proposals("lease") == ["rejected"]

    game = council().act("mayor", "propose", issues={"rent": "high"}).act("miller", "reject")
    assert game.now(ev.ProposalsRejected)[0].instrument == 1


def test_the_host_opens_the_first_table_and_the_others_in_turn() -> None:
    """The tent is the chancellor's; after that it goes round."""
    openers = [capital(sitting).waiting for sitting in ("opening", "talks", "signature")]

    assert openers == [["chancellor"], ["envoy"], ["chancellor"]]


def test_an_affected_party_may_have_a_seat_and_speak_but_binds_and_hinders_nobody() -> None:
    """The weaver bears the result: he may propose at the table, and neither assents nor signs."""
    game = council("hall", "table").act("abbot", "reject").act("weaver", "propose", issues={"water": "pond"})
    game.act("miller", "reject").act("mayor", "accept")
    assert game.clauses("charter") == {}, "the mayor's alone is not two of three"
    game.act("abbot", "accept")

    assert game.clauses("charter") == {"water": "pond"}
    assert "accept" not in game.kinds("weaver")
    assert game.go_to("hall", "signing").refused("weaver", "sign") == "act/not_your_turn"


def test_a_recorder_sees_the_table_it_observes_and_does_not_act() -> None:
    """History was written by people who sat in a corner."""
    game = council().act("mayor", "propose", issues={"water": "wheel"}, say=[{"intent": "explain"}])

    assert game.table_of("scribe") is not None
    assert game.view("scribe").texts[0] is not None
    assert game.kinds("scribe") == set()
    assert game.refused("scribe", "reject") == "act/not_your_turn"
    while not game.state.clock.ended:
        assert "scribe" not in game.waiting
        game.let_pass()


# The agenda -------------------------------------------------------------------------------------


def test_each_side_may_add_one_issue_to_the_agenda() -> None:
    """The author opens the border; the tribute is the envoy's to bring up."""
    game = capital().act("chancellor", "reject").act("envoy", "agenda", issue="tribute")
    assert game.waiting == ["envoy"]

    game.act("envoy", "propose", issues={"tribute": 5})
    assert game.issues(game.table.agenda) == ["border", "tribute"]
    assert game.refused("chancellor", "agenda", issue="guests") == "act/not_addable"


@pytest.mark.parametrize(
    ("fields", "concept"),
    [
        ({"issues": {"border": "ridge", "tribute": 5}}, "linking"),
        ({"issues": {"border": "ridge"}, "standing": True}, "standing"),
        ({"issues": {"pass": {"value": "open", "form": "note"}}}, "forms"),
        ({"issues": {"pass": {"value": "open", "publicity": "secret"}}}, "secrecy"),
        ({"issues": {"border": "ridge"}, "say": [{"intent": "promise", "deed": "leave"}]}, "pledges"),
    ],
)
def test_what_the_scenario_has_not_introduced_is_refused(fields: Any, concept: str) -> None:
    """A newcomer meets one thing at a time, and no program gets ahead of it."""
    game = capital().act("chancellor", "agenda", issue="pass")
    assert game.refused("chancellor", "propose", **fields) == "act/not_introduced", concept

    game = capital("talks").act("envoy", "agenda", issue="pass")
    game.act("envoy", "propose", instrument="treaty", **fields)


def test_notes_definitions_and_reopening_come_when_they_are_introduced() -> None:
    """They are not even among what is offered before."""
    game = capital().act("chancellor", "propose", issues={"border": "old"}).act("envoy", "accept")
    assert not {"note", "define", "reopen"} & game.kinds("chancellor")

    assert {"note", "define", "reopen"} <= game.go_to("talks", "table").kinds("envoy")


# Threats and promises ---------------------------------------------------------------------------

PROMISE = {
    "intent": "promise",
    "issue": "tribute",
    "value": 0,
    "deed": "propose",
    "clause": {"guests": "few"},
}


def promised(*, agreed: bool = True) -> Game:
    """Return the third table after the envoy promised: no tribute, then few guests."""
    game = capital("talks").act("envoy", "propose", instrument="treaty", issues=PLAIN, say=[PROMISE])
    return game.act("chancellor", "accept" if agreed else "reject").go_to("signature", "table")


def verdicts(game: Game) -> list[str]:
    return [event.verdict for event in game.happened(ev.PledgeJudged)]


def test_a_promise_is_kept_by_doing_what_was_promised_once_its_case_has_come() -> None:
    """The tribute is settled; the envoy proposes few guests, as he said."""
    game = promised().act("chancellor", "reject")
    assert verdicts(game) == []

    game.act("envoy", "propose", instrument="protocol", issues={"guests": "few"})

    assert verdicts(game) == ["kept"]
    assert game.track("trust") == 3


def test_a_promise_not_kept_by_the_end_of_the_pairs_next_meeting_is_broken() -> None:
    """Its case came and the deed did not; a broken word costs what the author says."""
    game = promised().go_to("sealing", "desk")

    assert verdicts(game) == ["broken"]
    assert game.track("trust") == 2


def test_a_promise_whose_case_never_came_is_untested() -> None:
    """Nobody agreed to the condition, so nobody owes anything."""
    game = promised(agreed=False).go_to("sealing", "desk")

    assert verdicts(game) == ["untested"]
    assert game.track("trust") == 3


def test_a_threat_is_tested_by_refusal() -> None:
    """Unless the river is the border he walks out: he had to, or it was an empty word."""
    threat = {"intent": "threaten", "issue": "border", "value": "river", "deed": "leave"}
    game = capital("talks").act("envoy", "reject").act("chancellor", "reject", say=[threat])
    game.go_to("signature", "table").act("chancellor", "leave")
    assert verdicts(game) == ["kept"]

    game = capital("talks").act("envoy", "reject").act("chancellor", "reject", say=[threat])
    assert verdicts(game.go_to("sealing", "desk")) == ["broken"]


def test_a_threat_given_in_to_is_untested() -> None:
    """The river was agreed: whether he would have gone nobody will know."""
    threat = {"intent": "threaten", "issue": "border", "value": "river", "deed": "leave"}
    game = capital("talks").act("envoy", "propose", issues={"border": "river"})
    game.act("chancellor", "accept", say=[threat]).go_to("sealing", "desk")

    assert verdicts(game) == ["untested"]


def word_to_sign() -> Game:
    """Return the signing, after the envoy's word that he signs if there is no tribute."""
    word = {"intent": "promise", "issue": "tribute", "value": 0, "deed": "sign"}
    game = capital("talks").act("envoy", "reject", say=[word])
    return settle(game)


def test_a_word_about_signing_is_judged_at_the_signing() -> None:
    """One signs after the meeting: at its close nobody could have kept it yet."""
    assert verdicts(word_to_sign()) == []
    assert verdicts(word_to_sign().act("envoy", "sign")) == ["kept"]

    game = word_to_sign().act("envoy", "done").act("chancellor", "sign")
    assert verdicts(game) == ["broken"]
    assert game.track("trust") == 2


def test_a_word_about_signing_is_untested_where_there_is_nothing_to_sign() -> None:
    """No text was complete, so nobody could sign."""
    word = {"intent": "promise", "deed": "sign"}
    game = capital("talks").act("envoy", "reject", say=[word]).finish()

    assert verdicts(game) == ["untested"]


@pytest.mark.parametrize(
    ("say", "code"),
    [
        ({"intent": "promise"}, "act/no_such_deed"),
        ({"intent": "threaten", "deed": "break_off"}, "act/no_such_deed"),
        ({"intent": "threaten", "deed": "play", "card": "feast"}, "act/no_such_deed"),
        ({"intent": "promise", "deed": "propose"}, "act/no_such_deed"),
        ({"intent": "explain", "deed": "leave"}, "act/only_pledges"),
    ],
)
def test_a_threat_or_promise_names_an_act_one_could_do(say: Any, code: str) -> None:
    """The envoy has no card, and cannot break off; what cannot be done cannot be judged."""
    assert capital("talks").refused("envoy", "reject", say=[say]) == code


# Second thoughts --------------------------------------------------------------------------------


def agreed() -> Game:
    """Return the second table, the envoy's turn, with border and tribute initialled together."""
    game = capital("talks").act("envoy", "propose", instrument="treaty", issues=PLAIN)
    return game.act("chancellor", "accept")


def test_a_later_package_amends_a_clause_by_consent_and_the_rest_stands() -> None:
    """Both agree on something better; nothing else is touched, and it costs nothing."""
    game = agreed().act("envoy", "propose", instrument="treaty", issues={"tribute": 5})
    game.act("chancellor", "accept")

    assert game.clauses() == {"border": "ridge", "tribute": 5}
    assert game.track("trust") == 3


def test_an_amendment_may_change_the_form_of_a_clause() -> None:
    """How a clause is held is amended like what it says."""
    game = capital("talks").act("envoy", "agenda", issue="pass")
    game.act("envoy", "propose", instrument="treaty", issues={"pass": "open"}).act("chancellor", "accept")
    note = {"value": "open", "form": "note", "publicity": "secret"}
    game.act("envoy", "propose", instrument="treaty", issues={"pass": note, "border": "ridge"})
    game.act("chancellor", "accept")

    assert game.clause("pass") == Clause(0, 1, 1)


def test_reopening_takes_one_clause_out_without_consent_at_a_cost() -> None:
    """Its companions stay initialled."""
    game = agreed().act("envoy", "reopen", instrument="treaty", issue="border")

    assert game.clauses() == {"tribute": 0}
    assert game.track("trust") == 2
    assert game.waiting == ["chancellor"]


def test_the_other_side_may_free_the_companions_in_its_next_act() -> None:
    """What was given for the border need not stand without it; freeing uses up no turn."""
    game = agreed().act("envoy", "reopen", issue="border").act("chancellor", "free")
    assert game.clauses() == {}
    assert game.waiting == ["chancellor"]

    game = agreed().act("envoy", "reopen", issue="border").act("chancellor", "reject").act("envoy", "reject")
    assert "free" not in game.kinds("chancellor")


def test_a_clause_is_reopened_once_counting_both_sides() -> None:
    """Otherwise the same thing could be undone for ever."""
    game = agreed().act("envoy", "reopen", issue="border")
    game.act("chancellor", "propose", instrument="treaty", issues={"border": "river"}).act("envoy", "accept")

    assert game.refused("chancellor", "reopen", issue="border") == "act/not_reopenable"
    game.act("chancellor", "reopen", issue="tribute")


def test_nothing_is_reopened_at_a_sitting_that_signs() -> None:
    """On the last day a text cannot be taken apart; only amended, by both."""
    game = agreed().go_to("signature", "table")

    assert "reopen" not in game.kinds("chancellor")
    assert "propose" in game.kinds("chancellor")


# Leaving and breaking off -----------------------------------------------------------------------


def test_when_one_leaves_the_others_go_on_if_two_are_left() -> None:
    """The abbot slams the door, at a cost everybody sees; the rest still have a charter to make."""
    game = council("hall", "table").act("abbot", "leave")

    assert game.track("shame") == 1
    assert not game.table.closed
    assert game.waiting == ["weaver"]
    game.act("weaver", "reject").act("miller", "propose", issues={"water": "wheel"}).act("mayor", "accept")
    assert game.clauses("charter") == {"water": "wheel"}


def test_a_meeting_ends_when_one_is_left() -> None:
    """Nobody negotiates alone."""
    game = council("hall", "table").act("abbot", "leave").act("weaver", "leave").act("miller", "leave")

    assert len(game.now(ev.TableClosed)) == 1
    assert game.state.clock.step != "table"


def test_breaking_off_ends_only_texts_one_signs() -> None:
    """The abbot ends the charter; the lease is none of his, and the mayor and the miller go on with it."""
    game = council().act("abbot", "break_off")
    assert (game.text("charter").status, game.text("lease").status) == ("broken_off", "running")
    assert game.now(ev.TalksClosed) == [ev.TalksClosed("broken_off")]
    assert game.waiting == ["mayor"]

    game.act("mayor", "propose", instrument="lease", issues={"rent": "low"}).act("miller", "accept")
    game.go_to("market", "signing").act("mayor", "sign").act("miller", "sign")
    assert game.text("lease").status == "signed"
    assert game.finish().state.clock.status == "broken_off"


def test_who_signs_nothing_has_nothing_to_break_off() -> None:
    """The weaver can leave; the texts are not his."""
    game = council().act("abbot", "reject")

    assert "break_off" not in game.kinds("weaver")

"""What a seat is shown: its own instructions, what it knows at second hand, what is open to it."""

from typing import Any

import pytest

from game.engine.errors import Refused
from tests.session.matches import Data
from tests.session.rulebook import (
    PLAIN,
    act,
    capital,
    council,
    finish,
    go_to,
    let_pass,
    settled,
    signed,
    view_of,
)

GOOD_HARVEST = 2
"""A seed with which support at home is enough to ratify."""


def warned(data: Data) -> None:
    data["world"]["harvest"] |= {"warning": "The harvest may fail.", "warned_from": "talks"}


# Mandates ---------------------------------------------------------------------------------------------


def test_a_delegate_reads_its_own_instructions_and_a_principal_those_it_sent() -> None:
    """Nobody else has a mandate to read."""
    match = capital()
    own, sent = view_of(match, "envoy")["mandate"], view_of(match, "king")["delegates"]["envoy"]

    assert own["principal"] == "king"
    assert own["issues"]["border"]["options"]["river"] == {"level": "never", "only_if": {}}
    assert own["issues"]["border"]["options"]["old"]["only_if"] == {"tribute": [0], "guests": ["many"]}
    assert "The ridge – may sign" in own["issues"]["border"]["lines"]
    assert own["issues"] == sent["issues"]
    assert sent["widening"] == ["Support -1"]
    for role in ("king", "chancellor"):
        assert view_of(match, role)["mandate"] is None
    for role in ("envoy", "chancellor"):
        assert view_of(match, role)["delegates"] == {}


def test_a_principal_sees_what_it_sent_before_its_delegate_does() -> None:
    """Instructions count once received; who sent them knows before."""
    match = capital()
    act(match, "king", "instruct", channel="wire", orders={"border": {"river": "may_sign"}})
    for role in ("king", "envoy", "chancellor"):
        act(match, role, "done")
    sent = view_of(match, "king")["delegates"]["envoy"]["issues"]["border"]["options"]["river"]
    received = view_of(match, "envoy")["mandate"]

    assert sent["level"] == "may_sign"
    assert received["issues"]["border"]["options"]["river"]["level"] == "may_sign"
    assert received["sent"] == {"border": "1900-03-01 06:00"}


def test_a_proposal_outside_the_mandate_says_which_clause_and_why() -> None:
    """Three reasons: forbidden, to be asked first, and a condition that is missing."""
    match = go_to(capital(), "talks", "table")
    act(match, "envoy", "reject")
    act(match, "chancellor", "propose", instrument="treaty", issues={"border": "old", "tribute": 5})
    (proposal,) = view_of(match, "envoy")["instruments"]["treaty"]["proposals"]
    lines = {one["issue"]: one["text"] for one in proposal["stakes"]["outside"]}

    assert set(lines) == {"border", "tribute"}
    assert lines["tribute"] == "Tribute: 5 carts – your instructions say to ask first."
    assert "want this beside it: Tribute: 0 carts; Guests: Many." in lines["border"]
    (theirs,) = view_of(match, "chancellor")["instruments"]["treaty"]["proposals"]
    assert theirs["stakes"]["outside"] == []


def test_a_condition_met_in_another_text_is_no_warning() -> None:
    """Authority may hang on what a second text says."""
    match = settled(capital(), border="old", tribute=0)
    texts = view_of(match, "envoy")["instruments"]

    assert texts["treaty"]["outside"] == []
    assert texts["protocol"]["outside"] == []
    assert texts["treaty"]["laid_open"]


def test_what_was_signed_outside_is_its_signer_s_to_know() -> None:
    """The principal learns it from nobody but the text."""
    match = signed(capital(), border="river", tribute=0)

    judged = view_of(match, "envoy")["mandate"]["judged"]
    assert {"instrument": "treaty", "outside": ["border"]} in judged
    assert "judged" not in view_of(match, "king")["delegates"]["envoy"]


def test_a_question_is_read_by_the_principal_with_what_it_asks_for() -> None:
    """Asked at a desk, received by dispatch."""
    match = capital()
    act(match, "envoy", "ask", channel="report", issues={"border": "river"}, words="May I?")
    go_to(match, "opening", "table")
    (question,) = view_of(match, "king")["questions"]

    assert question["from"] == "envoy"
    assert question["asks_for"]["border"]["option"] == "river"
    assert (question["sent"], question["received"]) == ("1900-03-01 06:00", "1900-03-01 08:00")
    assert view_of(match, "chancellor")["questions"] == []


# Knowing at second hand -------------------------------------------------------------------------------


def test_a_principal_knows_the_text_by_the_minutes_and_as_of_when() -> None:
    """What has happened since the minutes were written it cannot know."""
    match = go_to(capital(), "opening", "table")
    act(match, "chancellor", "propose", instrument="treaty", issues={"border": "ridge"})
    act(match, "envoy", "accept")
    assert view_of(match, "king")["known_texts"] == {}
    go_to(match, "talks", "desk")
    known = view_of(match, "king")["known_texts"]["treaty"]

    assert view_of(match, "king")["instruments"] == {}
    assert known["clauses"]["border"]["option"] == "ridge"
    assert known["asked"]["chancellor"]["border"]["option"] == "ridge"
    assert not known["firm"]
    assert known["as_of"].startswith("1900-03-01 1")


def test_what_is_read_out_or_told_is_known_firmly() -> None:
    """Disclosure and publication say how a clause stands, not what was asked."""
    match = council()
    act(
        match,
        "mayor",
        "propose",
        instrument="lease",
        issues={"rent": {"value": "high", "publicity": "secret"}},
    )
    act(match, "miller", "accept", instrument="lease")
    go_to(match, "market", "signing")
    act(match, "mayor", "sign")
    act(match, "miller", "sign")
    assert view_of(match, "weaver")["known_texts"] == {}
    go_to(match, "hall", "desk")
    act(match, "miller", "play", card="gossip")
    go_to(match, "hall", "table")
    known = view_of(match, "weaver")["known_texts"]["lease"]

    assert known["firm"]
    assert known["clauses"]["rent"]["option"] == "high"
    assert "lease" not in view_of(match, "abbot")["known_texts"]


# Forks, pledges, words ----------------------------------------------------------------------------------


def test_a_fork_shows_when_it_is_open_and_stays_as_it_was_taken() -> None:
    """One that is not yet open would give away what is to come."""
    match = capital()
    (fork,) = view_of(match, "king")["forks"]

    assert (fork["id"], fork["state"], fork["chosen"]) == ("council", "open", None)
    assert [choice["id"] for choice in fork["choices"]] == ["hawks", "doves"]
    act(match, "king", "choose", fork="council", choice="doves")
    assert view_of(match, "king")["forks"][0]["state"] == "sealed"
    assert view_of(match, "envoy")["forks"] == []
    go_to(match, "opening", "table")
    (taken,) = view_of(match, "king")["forks"]
    assert (taken["state"], taken["chosen"]) == ("taken", "doves")


def test_a_fork_taken_while_others_meet_is_noticed_by_those_named() -> None:
    """The miller raises the dam; the mayor sees the water."""
    match = go_to(council(), "parlour", "table")
    assert view_of(match, "miller")["table"] is None
    assert view_of(match, "miller")["your_turn"]
    act(match, "miller", "choose", fork="dam", choice="raise")
    go_to(match, "hall", "desk")

    assert [one["choice"] for one in view_of(match, "mayor")["forks_noticed"]] == ["raise"]
    assert view_of(match, "abbot")["forks_noticed"] == []
    assert all(view_of(match, role)["costs"]["families"]["value"] == 3 for role in match.roles)


def test_pledges_are_known_to_who_heard_them_and_judged_later() -> None:
    """A word given in a room stays in it, and is held against what was done."""
    match = go_to(capital(), "talks", "table")
    promise = {"intent": "promise", "issue": "border", "deed": "sign"}
    act(match, "envoy", "propose", instrument="treaty", issues=PLAIN, say=[promise])
    for role in ("envoy", "chancellor"):
        (pledge,) = view_of(match, role)["pledges"]
        assert (pledge["by"], pledge["state"]) == ("envoy", "open")
        assert pledge["text"] == "A promise: once Border is agreed, the Envoy will sign."
    assert view_of(match, "king")["pledges"] == []
    assert view_of(match, "envoy")["broken_word"] == ["Trust -1"]

    act(match, "chancellor", "accept", instrument="treaty")
    go_to(match, "signature", "table")
    act(match, "chancellor", "propose", instrument="protocol", issues={"guests": "few"})
    act(match, "envoy", "accept", instrument="protocol")
    go_to(match, "signature", "signing")
    act(match, "envoy", "sign")
    assert view_of(match, "chancellor")["pledges"][0]["state"] == "kept"


def test_an_ambiguous_clause_shows_its_readings_and_what_became_of_them() -> None:
    """A definition tabled names its meaning; refused, the refusal stands beside the clause."""
    match = go_to(capital(), "talks", "table")
    act(match, "envoy", "propose", instrument="treaty", issues={"border": "old"})
    act(match, "chancellor", "accept", instrument="treaty")
    (clause,) = view_of(match, "envoy")["instruments"]["treaty"]["ambiguous"]
    assert [(r["id"], r["points"]) for r in clause["readings"]] == [("near", 10), ("far", 30)]
    assert (clause["defined"], clause["refused_by"]) == (None, [])

    act(match, "envoy", "define", instrument="treaty", issue="border", reading="far")
    proposal = view_of(match, "chancellor")["instruments"]["treaty"]["proposals"][-1]
    assert proposal["defines"]["meaning"] == "As two hundred years ago."
    assert proposal["stakes"]["points"]["worst"] == proposal["stakes"]["points"]["best"]
    act(match, "chancellor", "reject")
    (clause,) = view_of(match, "envoy")["instruments"]["treaty"]["ambiguous"]
    assert clause["refused_by"] == ["chancellor"]


def test_notes_and_hearings_are_one_s_own() -> None:
    """Nobody reads them before the end."""
    match = act(go_to(council(), "parlour", "table"), "mayor", "speak", value="looms")
    act(match, "weaver", "hear", issue="word", reading="shelter")

    (heard,) = view_of(match, "weaver")["hearings"]
    assert (heard["reading"], heard["meaning"]) == ("shelter", "They get a roof.")
    assert view_of(match, "mayor")["hearings"] == []


# Ratifying ---------------------------------------------------------------------------------------------


def test_who_ratifies_reads_what_it_needs_and_what_withholding_costs() -> None:
    """Costs are shown beforehand, for a delegate that kept to its instructions and for one that did not."""
    match = go_to(signed(capital(seed=GOOD_HARVEST)), "sealing", "ratification")
    (text,) = view_of(match, "king")["ratifications"]

    assert text["state"] == "awaited"
    assert text["needs"] == "Support: 2 or more"
    assert text["possible"]
    assert (text["withholding"], text["disowning"]) == (["Trust -1"], ["Support -1"])
    assert view_of(match, "king")["known_texts"]["treaty"]["firm"]
    assert view_of(match, "envoy")["ratifications"] == []


def test_a_text_not_ratified_counts_for_nothing_in_the_end() -> None:
    """Its clauses stand in the archive and not in anybody's points."""
    match = go_to(signed(capital()), "sealing", "ratification")
    better = view_of(match, "envoy")["stakes"]["points"]["middle"]
    act(match, "chancellor", "repudiate", instrument="treaty")

    assert view_of(match, "envoy")["stakes"]["points"]["middle"] < better


# The calendar -------------------------------------------------------------------------------------------


def test_what_may_come_is_said_from_its_sitting_on_and_until_its_hour() -> None:
    """Uncertain events are announced, so that nobody is struck by a die."""
    match = capital(warned)
    assert view_of(match, "king")["warnings"] == []
    go_to(match, "talks", "desk")
    assert view_of(match, "king")["warnings"] == [{"event": "harvest", "text": "The harvest may fail."}]
    go_to(match, "sealing", "desk")
    assert view_of(match, "king")["warnings"] == []


def test_what_first_matters_is_introduced_where_it_does() -> None:
    """A sentence for each, at its sitting and not before."""
    match = capital()
    assert view_of(match, "envoy")["introduced"] == []
    go_to(match, "talks", "desk")
    introduced = view_of(match, "envoy")["introduced"]

    assert "pledges" in [one["concept"] for one in introduced]
    assert all(one["text"].startswith("From here on ") for one in introduced)


def test_what_changed_since_the_last_close_is_three_lines_at_most() -> None:
    """What weighs most, each thing once, as it stands now."""
    match = capital()
    act(match, "chancellor", "play", card="feast")
    act(match, "chancellor", "send", dispatch="hint")
    act(match, "king", "choose", fork="council", choice="hawks")
    go_to(match, "opening", "table")
    told = view_of(match, "king")["what_changed"]
    assert told == [
        "Support: now 4 of 4. The generals are pleased.",
        "Trust: now 5 of 5. A friendly line came.",
    ]
    assert all("Support" not in line for line in view_of(match, "envoy")["what_changed"])
    go_to(match, "signature", "table")
    assert view_of(match, "king")["what_changed"] == []


@pytest.mark.parametrize("role", ["mayor", "weaver", "scribe"])
def test_a_recorder_is_shown_its_table_and_has_no_stake(role: str) -> None:
    """Who only watches has nothing to win, and no act."""
    match = council()
    view = view_of(match, role)

    assert (view["stakes"] is None) == (role == "scribe")
    assert (view["table"] is not None) or role != "scribe"
    if role == "scribe":
        with pytest.raises(Exception, match="only watches"):
            act(match, "scribe", "done")


def test_forms_have_a_stated_firmness() -> None:
    """Whoever takes a note for an article must know what gives way first."""
    assert view_of(council(), "mayor")["firmness"] == {"article": 4, "note": 3, "minute": 2, "oral": 1}


def test_a_talk_has_a_table_and_no_text() -> None:
    """The abbot and the weaver meet about nothing on paper."""
    match = council()
    table = view_of(match, "abbot")["table"]

    assert (table["instrument"], table["instruments"], table["agenda"]) == (None, [], [])
    assert table["turns"] == 3
    assert set(view_of(match, "mayor")["table"]["instruments"]) == {"charter", "lease"}


def test_every_view_of_a_whole_game_can_be_had() -> None:
    """From the first desk to after the end, for every seat."""
    for match in (capital(), council()):
        while not match.ended:
            for role in match.roles:
                assert view_of(match, role)["role"] == role
            let_pass(match)
        assert all(view_of(match, role)["ended"] for role in match.roles)


def test_refused_acts_leave_the_view_as_it_was() -> None:
    """Looking and failing change nothing."""
    match = capital()
    before: Any = view_of(match, "envoy")
    with pytest.raises(Refused):
        act(match, "envoy", "sign")

    assert view_of(match, "envoy") == before
    assert finish(match).ended

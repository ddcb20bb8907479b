"""The debrief of the whole rulebook: mandates, ratification, promises, meanings, decisions, costs."""

import json

import pytest

from game.analysis.results import result_of
from game.presentation.debrief import debrief
from game.report import markdown_debrief, plain_debrief
from game.session.match import Match
from game.session.seats import kinds_of, parse_seats
from tests.session.matches import Data, made_up, new_match, picker, play_out, small
from tests.session.rulebook import PLAIN, act, begun, capital, council, finish, go_to, settled, signed


def said(found: Data) -> str:
    """Return a debrief as one line of plain text."""
    return " ".join(plain_debrief(found).split())


# Mandates and ratification ----------------------------------------------------------------------------


def test_fidelity_says_clause_by_clause_what_lay_inside_and_what_outside() -> None:
    """Of the delegate alone, and apart from points."""
    found = debrief(finish(signed(capital(), guests="few", border="river", tribute=0)))
    fidelity = found["fidelity"]

    assert (fidelity["king"], fidelity["chancellor"]) == (None, None)
    assert (fidelity["envoy"]["principal"], fidelity["envoy"]["inside"], fidelity["envoy"]["outside"]) == (
        "king",
        2,
        1,
    )
    treaty = fidelity["envoy"]["texts"][0]
    assert [one["issue"] for one in treaty["outside"]] == ["border"]
    assert [one["issue"] for one in treaty["inside"]] == ["tribute"]
    assert "outside the instructions: Border" in said(found)


def test_instructions_on_their_way_at_the_signature_are_shown() -> None:
    """A delegate is held to what it had; what was coming is the tragedy."""

    def slow(data: Data) -> None:
        data["channels"]["rider"]["transits"] = [{"hours": 40}]

    match = go_to(capital(slow), "signature", "desk")
    act(match, "king", "instruct", channel="rider", orders={"tribute": {"10": "never"}})
    found = debrief(finish(signed(match, **PLAIN)))
    late = [one["late"] for one in found["fidelity"]["envoy"]["texts"] if one["instrument"] == "treaty"]

    assert late == [[{"issue": "tribute", "title": "Tribute"}]]
    assert "instructions on the way that had not arrived: Tribute" in said(found)


def test_a_signature_taken_back_is_not_judged() -> None:
    """What was signed in the end counts, and nothing else."""
    match = settled(capital(), **PLAIN)
    act(match, "envoy", "done")
    found = debrief(finish(match))

    assert found["fidelity"]["envoy"]["texts"] == []


def test_a_text_ratified_and_a_text_disowned_end_differently() -> None:
    """Two closings, two statuses, and points of a text that came to nothing are the walk-away's."""
    ratified = finish(signed(capital(seed=2), **PLAIN))
    disowned = go_to(signed(capital(seed=2), **PLAIN), "sealing", "ratification")
    act(disowned, "chancellor", "repudiate", instrument="treaty")
    one, other = debrief(ratified), debrief(finish(disowned))

    assert (one["status"], one["closing"]) == ("ratified", "Sealed.")
    assert (other["status"], other["closing"]) == ("repudiated", "Torn up.")
    assert one["ratifications"] == [
        {
            "instrument": "treaty",
            "text": "The treaty",
            "ratified_by": ["king", "chancellor"],
            "withheld_by": [],
        }
    ]
    assert other["ratifications"][0]["withheld_by"] == ["chancellor"]
    assert other["points"] == other["walkaway"]
    assert "The text was signed, and then not ratified." in said(other)
    assert "not ratified by: Chancellor" in said(other)


# Promises and meanings ----------------------------------------------------------------------------------


def contradicted() -> Match:
    """Return a game in which the mayor leases at a high rent and promises the looms, and it comes out."""
    match = council()
    act(match, "mayor", "propose", instrument="lease", issues={"rent": "high"})
    act(match, "miller", "accept", instrument="lease")
    go_to(match, "market", "signing")
    act(match, "mayor", "sign")
    act(match, "miller", "sign")
    go_to(match, "parlour", "table")
    act(match, "miller", "choose", fork="dam", choice="raise")
    act(match, "mayor", "speak", value="looms")
    act(match, "weaver", "hear", issue="word", reading="shelter")
    return finish(match)


def test_promises_that_contradicted_each_other_are_told_with_what_gave_way() -> None:
    """The oral word falls before the article; who made both is named."""
    found = debrief(contradicted())
    (conflict,) = found["conflicts"]

    assert (conflict["promiser"], conflict["injured"]) == ("mayor", "weaver")
    assert conflict["gave_way"]["issue"] == "word"
    assert "What gave way: The mayor's word, in The mayor's promise" in said(found)


def test_a_hearing_stands_beside_the_words_that_were_heard() -> None:
    """Private until now; where the words gave way nothing prevailed."""
    found = debrief(contradicted())
    (heard,) = found["hearings"]

    assert (heard["role"], heard["reading"]) == ("weaver", "shelter")
    assert heard["words"] == "Somebody will look after the looms."
    assert heard["prevailed"] is None
    assert "heard by the Weaver" in said(found)


def test_words_that_stand_come_to_mean_something() -> None:
    """Spoken, heard, and settled in the aftermath."""
    match = act(go_to(council(), "parlour", "table"), "mayor", "speak", value="looms")
    act(match, "weaver", "hear", issue="word", reading="shelter")
    found = debrief(finish(match))

    assert found["hearings"][0]["prevailed"] == "shelter"
    assert "So it came to be understood." in said(found)


def test_notes_of_all_stand_beside_what_prevailed() -> None:
    """Two sides signed the same words and meant different things."""
    match = settled(capital(seed=2), border="old", tribute=0)
    act(match, "envoy", "note", issue="border", reading="far", sure=3)
    act(match, "envoy", "sign")
    act(match, "chancellor", "note", issue="border", reading="near", sure=1)
    found = debrief(finish(act(match, "chancellor", "sign")))
    notes = {one["role"]: one for one in found["notes"]}

    assert (notes["envoy"]["reading"], notes["chancellor"]["reading"]) == ("far", "near")
    assert notes["envoy"]["prevailed"] == notes["chancellor"]["prevailed"] == "far"
    assert "It was taken to mean: As a hundred years ago. (not sure)" in said(found)


def test_definitions_agreed_and_refused_are_told_in_order() -> None:
    """A refusal is remembered; an agreement needs no aftermath."""
    match = go_to(capital(seed=2), "talks", "table")
    act(match, "envoy", "propose", instrument="treaty", issues={"border": "old", "tribute": 0})
    act(match, "chancellor", "accept", instrument="treaty")
    act(match, "envoy", "define", instrument="treaty", issue="border", reading="far")
    act(match, "chancellor", "reject")
    act(match, "envoy", "define", instrument="treaty", issue="border", reading="near")
    act(match, "chancellor", "accept", instrument="treaty")
    found = debrief(finish(match))

    assert [(one["refused_by"], one["meaning"]) for one in found["definitions"]] == [
        ("chancellor", "As two hundred years ago."),
        (None, "As a hundred years ago."),
    ]
    assert "refused by the Chancellor: As two hundred years ago." in said(found)


def test_threats_and_promises_are_told_with_their_end() -> None:
    """Kept, broken, or never put to the test."""
    match = go_to(capital(), "talks", "table")
    promise = {"intent": "promise", "issue": "border", "deed": "leave"}
    threat = {"intent": "threaten", "issue": "guests", "value": "many", "deed": "leave"}
    act(match, "envoy", "propose", instrument="treaty", issues=PLAIN, say=[promise, threat])
    act(match, "chancellor", "accept", instrument="treaty")
    found = debrief(finish(match))

    assert [(one["role"], one["state"]) for one in found["pledges"]] == [("envoy", "broken")] * 2
    assert "Broken: the case came, and it was not done." in said(found)


# Beside the talks ---------------------------------------------------------------------------------------


def test_decisions_stand_beside_the_documented_ones() -> None:
    """Who raised the dam, and whether somebody had."""
    found = debrief(contradicted())
    forks = {one["fork"]: one for one in found["forks"]}

    assert (forks["dam"]["choice"], forks["dam"]["documented"]) == ("raise", "raise")
    assert (forks["well"]["choice"], forks["well"]["documented"]) == (None, None)
    assert "As it was in history." in said(found)


def test_costs_are_shown_and_count_for_nothing() -> None:
    """Families without bread are in nobody's points."""
    with_dam = contradicted()
    found = debrief(with_dam)

    assert [(one["start"], one["value"]) for one in found["costs"]] == [(0, 3)]
    assert "Families without bread: 3, from 0 at the start (families)" in said(found)
    points = [result_of(with_dam.tables, with_dam.state, role) for role in range(4)]
    assert [found["points"][role] for role in ("mayor", "miller", "abbot", "weaver")] == points


def test_a_recorder_has_no_points_and_no_line() -> None:
    """Null is not nought."""
    found = debrief(finish(council()))

    assert (found["points"]["scribe"], found["walkaway"]["scribe"]) == (None, None)
    assert "scribe" not in found["aims"]
    assert "Scribe:" not in said(found)


def test_issues_a_version_does_not_negotiate_are_not_counted_against_history() -> None:
    """Whoever plays the short version is not told that it got the rest wrong."""

    def documented(data: Data) -> None:
        sources = [{"key": "memory", "confidence": "modelled"}]
        lease = {
            "status": "signed",
            "clauses": {"rent": {"value": "low", "sources": sources}},
            "sources": sources,
        }
        data["record"]["outcome"]["lease"] = lease

    opened = small("council", documented)
    seats = parse_seats("all=linear", opened.tables.public.roles, kinds_of(opened.scenario))
    match = begun(Match.new(opened, seed=1, seats=seats, cut="short"))
    found = debrief(match)

    assert found["cut"] == "short"
    assert found["against_history"]["total"] == 1
    assert [one["issue"] for one in found["against_history"]["not_negotiated"]] == ["rent"]
    assert [sitting["sitting"] for sitting in found["timeline"]] == ["parlour", "hall"]
    assert "Rent: not negotiated in this version, and not counted." in said(found)
    assert "Played in the version “short” of the calendar." in said(found)


def test_nothing_private_is_told_before_the_end() -> None:
    """Hearings, notes, forks and fidelity wait for the end; costs everybody has seen."""
    match = act(go_to(council(), "parlour", "table"), "mayor", "speak", value="looms")
    act(match, "weaver", "hear", issue="word", reading="shelter")
    found = debrief(match)

    for kind in ("hearings", "notes", "definitions", "pledges", "conflicts", "forks", "levers", "readings"):
        assert found[kind] == []
    assert set(found["fidelity"].values()) == {None}
    assert found["costs"][0]["value"] == 1


@pytest.mark.parametrize("name", ["capital", "council", "made up"])
@pytest.mark.parametrize("seed", range(8))
def test_every_debrief_renders_and_is_json(name: str, seed: int) -> None:
    """Three formats of one model, whatever has happened."""
    opened = made_up(seed) if name == "made up" else small(name)
    found = debrief(play_out(new_match("all=human", seed, opened=opened), picker("debrief", name, seed)))

    assert json.loads(json.dumps(found)) == found
    for text in (plain_debrief(found), markdown_debrief(found)):
        assert "{" not in text
        assert found["title"].upper() in text.upper()

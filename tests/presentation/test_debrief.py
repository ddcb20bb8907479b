"""The debrief: it explains with sources, and tells nothing before the end that a seat may not know."""

import json
from typing import Any

import pytest

from game.engine.digest import digest
from game.presentation.debrief import debrief
from game.report import markdown_debrief, plain_debrief
from game.scenario.model import Scenario
from game.scenario.sources import Cite
from game.session.match import Match
from tests.session.matches import (
    Data,
    new_match,
    picker,
    play_out,
    played,
    varied,
    without_record,
    yalta,
)


def without_acts(data: Data) -> None:
    data["record"]["acts"] = []


def lapsed() -> Match:
    """Return a match in which nothing is signed."""
    match = new_match("all=human")
    match.run()
    while not match.ended:
        kind = "reject" if match.state.clock.step == "table" else "done"
        match.act(match.waiting()[0], {"kind": kind})
        match.run()
    return match


def broken_off() -> Match:
    """Return a match in which the American side ends the talks at the first table."""
    match = new_match("roosevelt=human")
    match.run()
    while match.state.clock.step != "table":
        match.act(1, {"kind": "done"})
        match.run()
    match.act(1, {"kind": "break_off"})
    return run_out(match)


def run_out(match: Match) -> Match:
    """Let the calendar run on to its end, nobody doing anything more."""
    match.run()
    while not match.ended:
        match.act(match.waiting()[0], {"kind": "done"})
        match.run()
    return match


def finished() -> dict[str, Match]:
    """Return matches that ended in every way there is, and of every kind of scenario."""
    return {
        "record": played("all=record"),
        "linear": played("", 1),
        "random": played("stalin=random", 2),
        "lapsed": lapsed(),
        "broken off": broken_off(),
        "no record": played("", 1, opened=varied(without_record)),
        "no acts": played("all=record", 1, opened=varied(without_acts)),
    }


MATCHES = finished()


def cites(data: Any) -> list[dict[str, Any]]:
    """Return every source cited anywhere in a debrief."""
    if isinstance(data, dict):
        own = [data] if "confidence" in data else []
        return own + [cite for value in data.values() for cite in cites(value)]
    if isinstance(data, list | tuple):
        return [cite for value in data for cite in cites(value)]
    return []


def test_the_endings_are_all_here() -> None:
    """The tests below are only as good as the matches they look at."""
    statuses = {name: match.state.clock.status for name, match in MATCHES.items()}

    assert all(match.ended for match in MATCHES.values())
    assert (statuses["record"], statuses["lapsed"], statuses["broken off"]) == (
        "signed",
        "lapsed",
        "broken_off",
    )


def test_the_record_beside_itself() -> None:
    """History compared with history: five of five, no divergence, every clause with sources and wording."""
    found = debrief(MATCHES["record"])
    history = found["against_history"]

    assert (history["matched"], history["total"]) == (5, 5)
    assert found["first_divergence"] is None
    assert history["status"] == {"agreement": "signed"}
    assert history["sources"]["agreement"]
    for clause in history["clauses"]:
        assert clause["agrees"]
        assert clause["sources"]
        assert clause["played"]["option"] == clause["documented"]["option"]
        assert clause["documented"]["wording"]
    assert [c["documented"]["reading"] for c in history["clauses"] if c["issue"] == "mongolia"] == ["mpr"]
    assert found["no_agreement"] == []
    for sitting in found["timeline"]:
        shown, known = ([(act["step"], act["role"]) for act in sitting[k]] for k in ("played", "documented"))
        assert sorted(shown) == sorted(known)


def test_a_lapsed_game() -> None:
    """Nothing signed: no clause agrees, each issue's fate is told, aims of text are not met."""
    found = debrief(MATCHES["lapsed"])

    assert found["status"] == "lapsed"
    assert found["closing"].startswith("The conference ends without a text")
    assert found["against_history"]["matched"] == 0
    assert [clause["played"] for clause in found["against_history"]["clauses"]] == [None] * 5
    assert {item["issue"] for item in found["no_agreement"]} == set(yalta().scenario.issues)
    assert found["points"] == found["walkaway"]
    assert {aim["state"] for aims in found["aims"].values() for aim in aims} == {"not"}
    assert found["readings"] == []
    assert found["first_divergence"] is not None


def test_clauses_initialled_and_not_signed_are_not_an_agreement() -> None:
    """Initialled is not signed; a debrief that counted it would teach the wrong thing."""
    match = new_match("all=human")
    match.run()
    while match.state.clock.step != "table":
        match.act(match.waiting()[0], {"kind": "done"})
        match.run()
    match.act(1, {"kind": "propose", "issues": {"ports": "intl_and_base"}})
    match.act(0, {"kind": "accept"})
    match.act(1, {"kind": "break_off"})
    run_out(match)

    found = debrief(match)

    assert match.state.texts[0].clauses[1] is not None
    assert found["against_history"]["matched"] == 0
    assert {aim["state"] for aims in found["aims"].values() for aim in aims} == {"not"}


def test_without_a_record_there_is_nothing_to_compare() -> None:
    """A made-up scenario has no history; the debrief says so by null, not by zero of zero."""
    found = debrief(MATCHES["no record"])

    assert found["against_history"] is None
    assert found["first_divergence"] is None
    assert found["afterwards"] == []
    assert all(sitting["documented"] == [] for sitting in found["timeline"])
    assert found["points"]
    text = plain_debrief(found)
    assert "AGAINST HISTORY" not in text
    assert "DOCUMENTED COURSE" not in text
    assert "Against history" not in markdown_debrief(found)


def test_without_documented_acts_clauses_are_still_compared() -> None:
    """Many treaties have a known text and unknown talks."""
    found = debrief(MATCHES["no acts"])

    assert found["against_history"]["total"] == 5
    assert found["first_divergence"] is None


@pytest.mark.parametrize("name", MATCHES)
def test_every_debrief_renders_and_is_json(name: str) -> None:
    """Three formats of one model: none may fail where another does not."""
    found = debrief(MATCHES[name])

    assert json.loads(json.dumps(found)) == found
    assert found["format"] == "kherem-debrief/1"
    for text in (plain_debrief(found), markdown_debrief(found)):
        assert found["closing"].split()[0] in text
        assert "{" not in text
        assert "None" not in text


@pytest.mark.parametrize("name", MATCHES)
def test_every_source_cited_is_in_the_bibliography(name: str) -> None:
    """A key without its entry is a footnote that leads nowhere."""
    found = debrief(MATCHES[name])
    keys = {cite["key"] for cite in cites(found)}

    assert keys
    assert keys <= set(found["bibliography"])
    text = plain_debrief(found)
    assert all(key in text for key in keys)


def test_the_debrief_changes_nothing() -> None:
    """It may be read in the middle of a game, again and again."""
    match = new_match("roosevelt=human", 3)
    play_out(match, picker("debrief"), 6)
    before = digest(match.state), match.seq()

    assert debrief(match) == debrief(match)
    assert (digest(match.state), match.seq()) == before


@pytest.mark.parametrize("acts", range(0, 16, 3))
def test_before_the_end_no_reasons_and_no_hidden_changes(acts: int) -> None:
    """A student who opens the debrief early must not find out how the opponent thinks."""
    match = new_match("roosevelt=human", 5)
    play_out(match, picker("early"), acts)
    assert not match.ended
    found = debrief(match)

    assert (found["status"], found["closing"]) == ("running", None)
    assert found["what_changed"] == []
    assert all(act["reasons"] == [] for sitting in found["timeline"] for act in sitting["played"])
    play_out(match, picker("early"))
    whole = debrief(match)
    assert whole["what_changed"]
    assert any(act["reasons"] for sitting in whole["timeline"] for act in sitting["played"])


def test_acts_taken_back_are_not_in_the_timeline() -> None:
    """What was undone did not happen."""
    match = new_match("roosevelt=human", 5)
    play_out(match, picker("undone"), 4)
    before = debrief(match)["timeline"]
    play_out(match, picker("gone"), 1)
    match.undo()

    assert debrief(match)["timeline"] == before


@pytest.mark.parametrize("seed", range(5))
def test_the_timeline_tells_every_act(seed: int) -> None:
    """An act left out would make the game's end inexplicable; `done` alone is not worth a line."""
    match = play_out(new_match("all=human", seed), picker("timeline", seed))
    found = debrief(match)
    told = [act["seq"] for sitting in found["timeline"] for act in sitting["played"]]
    silent = sum(1 for item in match.standing() if item.type == "step_done" and item.more >= 0)

    assert told == sorted(set(told))
    assert len(told) < found["acts"] <= len(told) + silent
    assert all(act["text"] for sitting in found["timeline"] for act in sitting["played"])


# No claim without a source -------------------------------------------------------------------------


def claims(scenario: Scenario) -> dict[str, tuple[Cite, ...]]:
    """Return the sources of everything the scenario claims to be history."""
    record = scenario.record
    assert record is not None
    found: dict[str, tuple[Cite, ...]] = {}
    for name, text in record.outcome.items():
        found[f"outcome {name}"] = text.sources
        found |= {f"clause {issue}": clause.sources for issue, clause in text.clauses.items()}
    found |= {f"position {n}": p.sources for n, p in enumerate(record.positions)}
    found |= {f"act {n}": act.sources for n, act in enumerate(record.acts)}
    found |= {f"afterwards {n}": item.sources for n, item in enumerate(record.afterwards)}
    found |= {f"card {name}": card.sources for name, card in scenario.cards.items()}
    found |= {f"party {name}": party.sources for name, party in scenario.parties.items()}
    found |= {f"issue {name}": issue.sources for name, issue in scenario.issues.items()}
    found |= {f"event {name}": event.sources for name, event in scenario.world.items()}
    found |= {f"sitting {sitting.id}": sitting.sources for sitting in scenario.calendar}
    found |= {
        f"walk-away {name}": role.walkaway.sources for name, role in scenario.roles.items() if role.walkaway
    }
    found |= {
        f"aim {n} of {name}": aim.sources
        for name, role in scenario.roles.items()
        for n, aim in enumerate(role.aims)
    }
    return found


CLAIMS = claims(yalta().scenario)


@pytest.mark.parametrize("claim", CLAIMS)
def test_no_claim_without_a_source(claim: str) -> None:
    """What no document says must at least say that it is modelled."""
    scenario = yalta().scenario

    assert CLAIMS[claim]
    assert all(cite.key in scenario.bibliography for cite in CLAIMS[claim])


def test_what_is_modelled_is_never_called_documented() -> None:
    """`documented` promises a document; a choice made for the game is not one."""
    bibliography = yalta().scenario.bibliography
    wrong = [
        claim
        for claim, sources in CLAIMS.items()
        for cite in sources
        if cite.confidence == "documented" and bibliography[cite.key].kind == "model"
    ]

    assert wrong == []


def test_everything_modelled_points_to_the_model() -> None:
    """And the other way round: `modelled` with a real source would borrow its authority."""
    bibliography = yalta().scenario.bibliography
    wrong = [
        (claim, cite.key)
        for claim, sources in CLAIMS.items()
        for cite in sources
        if cite.confidence == "modelled" and bibliography[cite.key].kind != "model"
    ]

    assert wrong == []

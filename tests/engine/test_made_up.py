"""The made-up scenarios themselves: a law proves nothing about what its random matches never hold."""

from typing import get_args

from game.engine import events as ev
from game.engine.acts import PLEDGES, Act, Deed
from game.engine.course import waiting_for
from game.engine.events import Verdict
from game.engine.state import State
from game.scenario.base import Part
from game.scenario.model import Scenario
from game.scenario.references import walk
from tests.strategies import Match, loaded, made_up, picker, play_match, scenario_data, yaml_of

MOST_SEEDS = 1200
"""How many matches may be needed until the rarest thing of all has happened; a third usually does."""


def happened(match: Match) -> set[object]:
    """Return the kinds of event and act, the deeds pledged and the ways pledges and texts ended."""
    found: set[object] = {type(turn.act) for turn in match.turns}
    for event, _ in match.entries:
        found.add(type(event))
        if isinstance(event, ev.PledgeJudged):
            found.add(event.verdict)
        if isinstance(event, ev.Pledged):
            found |= {event.intent, event.deed}
        if isinstance(event, ev.MatchEnded):
            found.add(event.status)
        if isinstance(event, ev.TextConcluded):
            found.add(f"text {event.status}")
    return found | {"side by side" for state in match.states if is_side_by_side(match, state)}


def is_side_by_side(match: Match, state: State) -> bool:
    """Return whether seats at two tables are waited for at once."""
    running = [table for table in state.tables if table is not None and not table.closed]
    return len(running) > 1 and len(waiting_for(match.tables, state)) > 1


def test_random_matches_see_everything_happen() -> None:
    """Every event, act, threat and ending comes up, and meetings that go on side by side."""
    ends = ("signed", "ratified", "repudiated", "lapsed", "broken_off")
    wanted: set[object] = {*get_args(ev.Event), *get_args(Act), *PLEDGES, *ends, "side by side"}
    wanted |= {*get_args(Deed), *get_args(Verdict), "text spoken"} - {"none", "open"}
    seen: set[object] = set()
    for seed in range(MOST_SEEDS):
        if not wanted - seen:
            break
        seen |= happened(play_match(made_up(picker(seed)).tables, picker(seed)))

    assert wanted - seen == set()


UNUSED = {
    "Scenario": {"reflection", "record", "bibliography", "scale", "origin"},
    "Role": {"phrases", "comprehension", "sources"},
    "Sitting": {"guidance", "sources"},
    "Instrument": {"closing"},
    "Card": {"appeal", "worth_when"},
    "Cut": {"note", "acts"},
    "Choice": {"documented", "weight"},
    "Outcome": {"documented"},
    "Transit": {"documented"},
}
"""What no rule of a match reads: words for people, the documented course, what it was made from."""


def test_made_up_scenarios_use_the_whole_language() -> None:
    """A field of the language that the generator never writes is a rule that no law is checked on."""
    used: dict[type[Part], set[str]] = {}
    for seed in range(250):
        scenario = loaded(yaml_of(scenario_data(picker(seed)))).scenario
        assert isinstance(scenario, Scenario)
        for found in walk(scenario):
            if len(found) == 2:
                part = found[1]
                empty = {name for name in part.model_fields_set if getattr(part, name) in ((), {}, None)}
                used.setdefault(type(part), set()).update(part.model_fields_set - empty)
    unused = {kind.__name__: set(kind.model_fields) - fields for kind, fields in used.items()}
    missing = {kind: names - UNUSED.get(kind, set()) - {"sources"} for kind, names in unused.items()}

    assert {kind: names for kind, names in missing.items() if names} == {}

"""Small random scenarios, and random matches of them, for every test that holds for all games.

Law of this file: a scenario is written as data, put down as YAML and loaded through the front door,
so whatever comes out is something an author could have written. Every choice goes through one
`Pick`, so the same generator serves Hypothesis (which shrinks) and seeds (which are fast).
"""

import itertools
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from game.engine.sampling import Pick
from game.scenario.compile import compile_scenario
from game.scenario.cutting import cut_ids, cut_scenario
from game.scenario.load import Loaded, load
from game.scenario.tables import Tables
from tests.made_up.draft import Data
from tests.made_up.playing import (
    MOST_SHOWN,
    Match,
    Turn,
    act_limit,
    knowledge,
    one_turn,
    picker,
    play_match,
    some_act,
)
from tests.made_up.scenario import TEXTS, scenario_data
from tests.made_up.writing import yaml_of

__all__ = [
    "TEXTS",
    "YALTA",
    "Data",
    "Game",
    "Match",
    "Turn",
    "act_limit",
    "games",
    "knowledge",
    "loaded",
    "made_up",
    "matches",
    "one_turn",
    "picker",
    "play_match",
    "scenario_data",
    "scenarios",
    "some_act",
    "tables_of",
    "yalta",
    "yaml_of",
]

YALTA = Path(__file__).parent.parent / "scenarios" / "yalta-1945"


@cache
def loaded(text: str) -> Loaded:
    """Return `text` loaded as a scenario; a test that gave a broken one fails here."""
    found = load(text, file="scenario.yaml", texts=TEXTS)
    assert found.ok, "\n".join(f"{f.code} {f.path}: {f.message}" for f in found.findings)
    return found


def tables_of(data: Data) -> Tables:
    """Return the tables of a scenario written as data."""
    tables = loaded(yaml_of(data)).tables
    assert tables is not None, "a scenario without errors has tables"
    return tables


@cache
def yalta() -> Tables:
    """Return the tables of the Yalta scenario."""
    texts = [path.relative_to(YALTA).as_posix() for path in YALTA.rglob("*.md")]
    found = load((YALTA / "scenario.yaml").read_bytes(), file="scenario.yaml", texts=texts)
    assert found.tables is not None, found.findings
    return found.tables


class Game(NamedTuple):
    """A scenario's YAML and its tables, whole or in a shorter version."""

    source: str
    tables: Tables

    def __repr__(self) -> str:
        return f"\n{self.source[:MOST_SHOWN]}\n"


def made_up(pick: Pick) -> Game:
    """Return a made-up scenario in one of its versions, the whole one first."""
    source = yaml_of(scenario_data(pick))
    found = loaded(source)
    assert found.scenario is not None, "a scenario without errors is there"
    assert found.tables is not None, "and has tables"
    versions = cut_ids(found.scenario)[::-1]
    place = pick(len(versions)) if len(versions) > 1 else 0
    if place == 0:
        return Game(source, found.tables)
    cut = compile_scenario(cut_scenario(found.scenario, versions[place]))
    return Game(f"# Cut {versions[place]}\n{source}", cut)


# For Hypothesis ---------------------------------------------------------------------------------

SEEDS = st.integers(0, 2**32 - 1)
CHOICES = st.integers(0, 2000)
"""After how many choices the plainest is taken each time; a scenario takes some hundreds."""


def _plainer(seed: int, after: int) -> Pick:
    """Return a pick that depends on the two alone.

    Hypothesis drawing every choice itself would be slower and, with so many, would repeat itself; by
    lowering `after` it still finds the plainest scenario in which a test fails.
    """
    pick, left = picker(seed), itertools.count(after, -1)
    return lambda count: pick(count) if next(left) > 0 else 0


def picks() -> st.SearchStrategy[Pick]:
    """Choices, from a seed."""
    return st.builds(_plainer, SEEDS, CHOICES)


def scenarios() -> st.SearchStrategy[Data]:
    """Small valid scenarios, as an author's data."""
    return picks().map(scenario_data)


def games() -> st.SearchStrategy[Game]:
    """Compiled scenarios: made-up ones and, now and then, Yalta."""
    return st.one_of(*[picks().map(made_up)] * 9, st.builds(lambda: Game("# Yalta", yalta())))


@st.composite
def matches(draw: st.DrawFn, ended: bool = False) -> Match:
    """Matches of such games, to the end or up to anywhere before it."""
    game = draw(games())
    limit = 10_000 if ended else draw(st.integers(0, 120))
    match = play_match(game.tables, picker(draw(SEEDS)), limit)
    return replace(match, source=game.source)

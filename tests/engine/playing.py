"""A match played by hand: acts as a program sends them, by the ids of a small scenario."""

from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest

from game.engine.acts import CHANCE, Clause, Draw
from game.engine.asking import read_act
from game.engine.course import waiting_for
from game.engine.decide import begin, play
from game.engine.errors import Refused
from game.engine.events import Event
from game.engine.facts import facts_of
from game.engine.names import Data, Names
from game.engine.observe import View, observe
from game.engine.offering import Template
from game.engine.state import State, Table, Text
from game.engine.templates import templates
from game.engine.wire_clauses import grant_data
from game.engine.worth import Worth, walkaway, worth
from game.scenario.compile import compile_scenario
from game.scenario.cuts import FULL_CUT
from game.scenario.cutting import cut_scenario
from game.scenario.indices import members
from game.scenario.load import load
from game.scenario.model import Scenario
from game.scenario.tables import Tables
from tests.strategies import knowledge

HERE = Path(__file__).parent
E = TypeVar("E")

PASSING = ("reject", "done", "ratify", "repudiate")
"""What doing nothing is called, step by step."""


@cache
def scenario_in(name: str) -> Scenario:
    """Return a scenario in this folder."""
    found = load((HERE / name).read_bytes(), file=name, texts=["public.md", "private.md"])
    assert found.scenario is not None, found.findings
    return found.scenario


@cache
def tables_in(name: str, cut: str = FULL_CUT) -> Tables:
    """Return the tables of a scenario in this folder, in one of its versions."""
    return compile_scenario(cut_scenario(scenario_in(name), cut))


class Game:
    """One match; `seen` are the events of the last act, `log` all of them."""

    def __init__(self, name: str, cut: str = FULL_CUT) -> None:
        self.tables = tables_in(name, cut)
        self.names = Names(self.tables)
        opening = begin(self.tables)
        self.state: State = opening.state
        self.seen = [entry.event for entry in opening.entries]
        self.log = list(self.seen)

    def act(self, role: str, kind: str, **fields: Any) -> "Game":
        """Let `role` do something."""
        offered = self.offered(role)
        if not offered:
            raise Refused("act/match_over" if self.state.clock.ended else "act/not_your_turn")
        act = read_act(self.names, offered, {"kind": kind, **fields})
        return self._take(self.names.number("role", role), act)

    def draw(self, outcome: int) -> "Game":
        """Let chance pick."""
        return self._take(CHANCE, Draw(outcome))

    def _take(self, role: int, act: Any) -> "Game":
        played = play(self.tables, self.state, role, act)
        self.state = played.state
        self.seen = [entry.event for entry in played.entries]
        self.log += self.seen
        return self

    def refused(self, role: str, kind: str, **fields: Any) -> str:
        """Return the code with which an act is refused."""
        with pytest.raises(Refused) as refused:
            self.act(role, kind, **fields)
        return refused.value.code

    def go_to(self, sitting: str, step: str, *, draws: int = 0) -> "Game":
        """Let everybody pass until somebody is waited for at a step; chance picks its outcome `draws`."""
        while (self.sitting, self.state.clock.step) != (sitting, step) or self.waiting == ["chance"]:
            assert not self.state.clock.ended, f"{sitting} never came to its {step}"
            self.let_pass(draws=draws)
        return self

    def finish(self, *, draws: int = 0) -> "Game":
        """Let everybody pass to the end of the game; chance picks its outcome `draws`."""
        while not self.state.clock.ended:
            self.let_pass(draws=draws)
        return self

    def let_pass(self, *, draws: int = 0) -> "Game":
        """Let one of those waited for do nothing; who must say yes or no to a text says yes if it can."""
        role = waiting_for(self.tables, self.state)[0]
        if role == CHANCE:
            return self.draw(draws)
        name = self.tables.public.roles[role]
        kinds = self.kinds(name)
        return self.act(name, next(kind for kind in PASSING if kind in kinds))

    def all_done(self) -> "Game":
        """Let everybody be done with a desk or a cable; chance is left to draw."""
        step = self.sitting, self.state.clock.step
        while (self.sitting, self.state.clock.step) == step and "chance" not in self.waiting:
            self.let_pass()
        return self

    # What there is to see

    @property
    def sitting(self) -> str:
        return self.tables.public.sittings[self.state.clock.sitting].id

    @property
    def table(self) -> Table:
        tables = [table for table in self.state.tables if table is not None]
        assert tables, "no table is open"
        return tables[0]

    def table_of(self, role: str) -> Table | None:
        """Return the table at which a role sits or watches."""
        return self.view(role).table

    @property
    def waiting(self) -> list[str]:
        """The roles waited for; chance is `chance`."""
        roles = self.tables.public.roles
        return [roles[r] if r >= 0 else "chance" for r in waiting_for(self.tables, self.state)]

    def view(self, role: str) -> View:
        return observe(self.tables.public, self.state, self.names.number("role", role))

    def offered(self, role: str) -> tuple[Template, ...]:
        return templates(knowledge(self.tables, self.state, self.names.number("role", role)))

    def kinds(self, role: str) -> set[str]:
        """Return the kinds of act `role` may choose from."""
        return {template.kind for template in self.offered(role)}

    def text(self, name: str = "treaty") -> Text:
        return self.state.texts[self.names.number("instrument", name)]

    def clauses(self, name: str = "treaty") -> dict[str, Any]:
        """Return what is initialled: values by issue."""
        issues = self.tables.public.issues
        pairs = zip(issues, self.text(name).clauses, strict=True)
        return {i.id: i.values[clause.value] for i, clause in pairs if clause is not None}

    def clause(self, issue: str) -> Clause | None:
        number = self.names.number("issue", issue)
        return self.state.texts[self.tables.public.issues[number].instrument].clauses[number]

    def track(self, name: str) -> int:
        return self.state.tracks[self.names.number("track", name)]

    def cost(self, name: str) -> int:
        return self.state.costs[self.names.number("cost", name)]

    def authority(self, role: str, issue: str, option: str | int) -> Data:
        """Return what a delegate may do with an option, by the instructions in force."""
        number = self.names.number("issue", issue)
        value = self.names.issues[number].values.index(option)
        return grant_data(self.names, self.view(role).seat.mandate[number][value])

    def issues(self, mask: int) -> list[str]:
        """Return the ids of a mask of issues."""
        return [self.names.lists["issue"][number] for number in members(mask)]

    def proposals(self, name: str = "treaty") -> list[str]:
        """Return the status of each proposal."""
        return [proposal.status for proposal in self.text(name).proposals]

    def happened(self, kind: type[E]) -> list[E]:
        """Return the events of one kind so far."""
        return [event for event in self.log if isinstance(event, kind)]

    def now(self, kind: type[E]) -> list[E]:
        """Return the events of one kind that the last act brought about."""
        return [event for event in self.seen if isinstance(event, kind)]

    def order(self, *kinds: type[Event]) -> list[str]:
        """Return the names of the last act's events of these kinds, in order."""
        return [type(event).__name__ for event in self.seen if isinstance(event, kinds)]

    def worth(self, role: str) -> Worth:
        """Return what the clauses as they stand are worth to `role`."""
        own = self.tables.roles[self.names.number("role", role)]
        return worth(self.tables.public, own, facts_of(self.tables.public, self.state))

    def walkaway(self, role: str) -> int:
        """Return what `role` has with no agreement."""
        own = self.tables.roles[self.names.number("role", role)]
        return walkaway(own, facts_of(self.tables.public, self.state))

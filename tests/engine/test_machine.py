"""Matches played, taken back, replayed and played on in every order: what a session does to the engine.

Law of this file: the machine keeps what a master of a match keeps (the acts, the log, a view for each seat)
and asks after every step whether it still agrees with the state.
"""

import json
from functools import partial
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from game.engine.acts import CHANCE, Act, Draw
from game.engine.asking import act_data, read_act
from game.engine.chance import drawing
from game.engine.course import waiting_for
from game.engine.decide import begin, decide, play
from game.engine.digest import digest
from game.engine.errors import Refused
from game.engine.events import Entry
from game.engine.folding import apply
from game.engine.names import Names
from game.engine.objections import allows
from game.engine.observe import View, advance, observe, sees
from game.engine.sampling import canonical_acts
from game.engine.state import State, initial_state
from game.engine.templates import templates
from game.engine.wire import decode, encode
from game.messages import codes
from tests.engine.odd_acts import any_act, spoilt
from tests.strategies import Game, act_limit, games, knowledge, one_turn, picker

SEEDS = st.integers(0, 2**32 - 1)


def through_json(names: Names, entry: Entry) -> Entry:
    """Return an entry written to the log and read back."""
    data = json.loads(json.dumps(encode(names, entry.event)))
    return Entry(decode(names, type(entry.event), data), entry.audience)


def same(one: list[Entry], other: list[Entry]) -> bool:
    """Return whether two logs are the same, kinds of event included."""
    return [*map(repr, one)] == [*map(repr, other)]


class Table(RuleBasedStateMachine):
    """One match at the mercy of whoever calls."""

    state: State
    running = False

    @initialize(game=games())
    def begin(self, game: Game) -> None:
        self.game, self.tables = game, game.tables
        self.names = Names(game.tables)
        self.limit = act_limit(game.tables)
        self.restart([])

    def restart(self, acts: list[tuple[int, Act]]) -> None:
        """Begin again and repeat these acts."""
        opening = begin(self.tables)
        self.acts: list[tuple[int, Act]] = []
        self.log: list[Entry] = []
        self.state = initial_state(self.tables)
        roles = range(len(self.tables.public.roles))
        self.views: list[View] = [observe(self.tables.public, self.state, role) for role in roles]
        self.follow([*opening.entries], opening.state)
        for role, act in acts:
            self.take(role, act)

    def take(self, role: int, act: Act) -> None:
        """Let an act be done."""
        played = play(self.tables, self.state, role, act)
        self.acts.append((role, act))
        self.follow([*played.entries], played.state)

    def follow(self, entries: list[Entry], state: State) -> None:
        """Write the log on, and let every seat that sees an entry follow it."""
        self.log += entries
        self.state = state
        for entry in entries:
            assert repr(through_json(self.names, entry)) == repr(entry)
            for role, view in enumerate(self.views):
                if sees(entry, role):
                    self.views[role] = advance(view, entry.event)
        self.running = not state.clock.ended

    # What may be done -------------------------------------------------------------------------------

    @precondition(lambda self: self.running)
    @rule(seed=SEEDS, count=st.integers(1, 12))
    def some_seats_act(self, seed: int, count: int) -> None:
        pick = picker(seed)
        for _ in range(count):
            if self.running:
                turn = one_turn(self.tables, self.state, pick)
                self.comes_back(turn.role, turn.act)
                self.take(turn.role, turn.act)

    def comes_back(self, role: int, act: Act) -> None:
        """An act sent as JSON is read as it was meant."""
        if role != CHANCE:
            offered = templates(knowledge(self.tables, self.state, role))
            data = json.loads(json.dumps(act_data(self.names, act)))
            assert read_act(self.names, offered, data) == act

    @precondition(lambda self: self.running and drawing(self.tables, self.state) is not None)
    @rule(data=st.data())
    def chance_draws(self, data: st.DataObject) -> None:
        due = drawing(self.tables, self.state)
        assert due is not None
        for wrong in (-1, len(due.weights)):
            self.is_refused(CHANCE, Draw(wrong))
        self.take(CHANCE, Draw(data.draw(st.integers(0, len(due.weights) - 1))))

    @rule(seed=SEEDS)
    def somebody_tries_what_is_not_legal(self, seed: int) -> None:
        pick = picker(seed)
        role = pick(len(self.views))
        known = knowledge(self.tables, self.state, role)
        legal = [*canonical_acts(templates(known))]
        acts = [any_act(self.tables, pick) for _ in range(5)]
        acts += [spoilt(legal[pick(len(legal))], pick) for _ in range(5 if legal else 0)]
        for act in acts:
            if not allows(known, act):
                self.is_refused(role, act)

    def is_refused(self, role: int, act: Act) -> None:
        before = digest(self.state)
        with pytest.raises(Refused) as refused:
            decide(self.tables, self.state, role, act)
        assert refused.value.code in codes()
        assert digest(self.state) == before

    @rule(seed=SEEDS)
    def somebody_acts_out_of_turn(self, seed: int) -> None:
        pick = picker(seed)
        idle = [r for r in range(len(self.views)) if r not in waiting_for(self.tables, self.state)]
        if idle:
            self.is_refused(idle[pick(len(idle))], any_act(self.tables, pick))

    @rule()
    def the_log_is_read_again(self) -> None:
        state = initial_state(self.tables)
        for entry in self.log:
            state = apply(state, through_json(self.names, entry))
        assert state == self.state
        assert digest(state) == digest(self.state)

    @rule(seed=SEEDS)
    def acts_are_taken_back(self, seed: int) -> None:
        """Undo: begin again and repeat the acts up to some point; what was logged by then comes again."""
        kept = picker(seed)(len(self.acts) + 1)
        log, acts = self.log, self.acts
        self.restart(acts[:kept])
        assert same(self.log, log[: len(self.log)])
        assert kept < len(acts) or len(self.log) == len(log)

    # What always holds ------------------------------------------------------------------------------

    @invariant()
    def every_seat_sees_what_it_followed(self) -> None:
        for role, view in enumerate(getattr(self, "views", ())):
            assert view == observe(self.tables.public, self.state, role)

    @invariant()
    def who_is_waited_for_can_act(self) -> None:
        views = getattr(self, "views", ())
        able = [r for r in range(len(views)) if templates(knowledge(self.tables, self.state, r))]
        if views:
            waiting = waiting_for(self.tables, self.state)
            assert bool(waiting) == self.running
            assert able == ([] if waiting == (CHANCE,) else [*waiting])

    @invariant()
    def it_will_end(self) -> None:
        assert len(getattr(self, "acts", ())) <= getattr(self, "limit", 0)

    def teardown(self) -> None:
        """Let whatever is still running be played out."""
        pick: Any = picker(len(getattr(self, "acts", ())))
        while self.running:
            turn = one_turn(self.tables, self.state, pick)
            self.take(turn.role, turn.act)
        self.it_will_end()


play_with = partial(run_state_machine_as_test, Table)
PHASES = (Phase.reuse, Phase.generate, Phase.shrink)


def test_a_match_bears_whatever_is_done_with_it() -> None:
    """Acting, refusing, drawing, undoing and replaying, in any order, leave log, state and views one."""
    play_with(settings=settings(max_examples=120, stateful_step_count=20, phases=PHASES))


@pytest.mark.slow
def test_a_match_bears_whatever_is_done_with_it_for_long() -> None:
    """More scenarios and longer histories."""
    play_with(settings=settings(max_examples=400, stateful_step_count=40, phases=PHASES))

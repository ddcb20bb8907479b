"""The rules that never bend, held over random matches of random scenarios."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine import events as ev
from game.engine.acts import CHANCE, Act, Done, Draw
from game.engine.asking import KINDS, act_data, read_act
from game.engine.chance import drawing
from game.engine.course import waiting_for
from game.engine.decide import decide
from game.engine.digest import digest
from game.engine.errors import Refused
from game.engine.facts import SIGNED
from game.engine.folding import apply
from game.engine.names import Names
from game.engine.objections import objection
from game.engine.observe import advance, observe, sees
from game.engine.sampling import canonical_acts, sample
from game.engine.state import State, initial_state
from game.engine.templates import templates
from game.engine.wire import decode, encode
from game.messages import codes
from game.scenario.indices import members
from game.scenario.tables import Tables
from tests.engine.odd_acts import any_act, spoilt
from tests.strategies import (
    Game,
    Match,
    act_limit,
    knowledge,
    made_up,
    matches,
    picker,
    play_match,
    yalta,
)

ROOT = Path(__file__).parent.parent.parent
SEEDS = st.integers(0, 2**32 - 1)


def roles_of(tables: Tables) -> range:
    return range(len(tables.public.roles))


# The log is the game ----------------------------------------------------------------------------


def check_log(match: Match) -> None:
    state = initial_state(match.tables)
    for entry in match.entries:
        state = apply(state, entry)

    assert state == match.state


@given(matches())
def test_the_log_is_the_game(match: Match) -> None:
    """Saves, undo and replay keep only entries; what the rules did beside them would be lost."""
    check_log(match)


@given(matches())
def test_every_entry_is_the_only_way_from_one_state_to_the_next(match: Match) -> None:
    """`decide` is asked by faces that keep their own state: same state, same act, same entries."""
    for turn in match.turns:
        again = decide(match.tables, turn.before, turn.role, turn.act)
        assert [*map(repr, again)] == [*map(repr, turn.entries)]


@given(matches())
def test_the_clock_never_goes_back(match: Match) -> None:
    """Dispatches are stamped with the clock; one written later must not be sent earlier."""
    state = initial_state(match.tables)
    for entry in match.entries:
        before, state = state, apply(state, entry)
        assert state.clock.minute >= before.clock.minute, entry


# Views ------------------------------------------------------------------------------------------


def check_views(match: Match) -> None:
    public = match.tables.public
    state = initial_state(match.tables)
    views = [observe(public, state, role) for role in roles_of(match.tables)]
    for entry in match.entries:
        state = apply(state, entry)
        for role in roles_of(match.tables):
            if sees(entry, role):
                views[role] = advance(views[role], entry.event)
            assert views[role] == observe(public, state, role), (role, entry)


@given(matches())
def test_a_view_is_the_fold_of_what_its_role_may_see(match: Match) -> None:
    """The advanced view must equal the built one after every entry, seen or not.

    So a view depends on visible events alone, and no event changes what somebody outside its
    audience sees: a field added next year that leaks fails here.
    """
    check_views(match)


@given(matches())
def test_every_seat_says_itself_when_it_is_done(match: Match) -> None:
    """That a seat is done is told to all, so it may never follow from what that seat holds.

    Otherwise an empty hand, a secret track or an unnoticed card could be read off the clock.
    """
    assert not any(done_at_once(match).values())


def done_at_once(match: Match) -> dict[tuple[int, str], list[int]]:
    """Return, for each desk and cable, the roles done with it as soon as it opened."""
    found: dict[tuple[int, str], list[int]] = {}
    sitting, listed = -1, None
    for batch in (match.opening.entries, *(turn.entries for turn in match.turns)):
        for event, _ in batch:
            match event:
                case ev.SittingOpened(sitting=sitting):
                    listed = None
                case ev.StepOpened(step="desk" | "cable" as step):
                    listed = found.setdefault((sitting, step), [])
                case ev.StepDone(role=role) if listed is not None:
                    listed.append(role)
                case _:
                    listed = None
        listed = None
    return found


# Refusals ---------------------------------------------------------------------------------------


def check_refusals(tables: Tables, state: State, role: int, acts: Iterable[Act]) -> None:
    """Hold what the rules do with acts against what the seat's own templates say of them."""
    before = digest(state)
    known, names = knowledge(tables, state, role), Names(tables)
    offered = templates(known)
    for act in acts:
        refused = refusal(partial(written, tables, names, state, role, act))

        assert (refused is None) == (objection(known, offered, act) is None), act
        if refused is not None:
            assert refused.code in codes()
            assert refused.message
    assert digest(state) == before


def written(tables: Tables, names: Names, state: State, role: int, act: Act) -> None:
    """Write down what comes of an act, as the log does."""
    for event, _ in decide(tables, state, role, act):
        json.dumps(encode(names, event))


def refusal(action: Callable[[], object]) -> Refused | None:
    try:
        action()
    except Refused as refused:
        return refused
    return None


@given(matches(), SEEDS)
def test_decide_refuses_exactly_what_the_templates_do_not_allow(match: Match, seed: int) -> None:
    """Faces and AI players trust the templates; any act at all, however odd, is answered."""
    pick = picker(seed)
    state = match.state
    for role in roles_of(match.tables):
        odd = [any_act(match.tables, pick) for _ in range(25)]
        offered = offered_to(match.tables, state, role)
        legal = [*canonical_acts(offered), *(sample(match.tables.public, (t,), pick) for t in offered)]
        check_refusals(match.tables, state, role, [*odd, *(spoilt(act, pick) for act in legal)])


@given(matches())
def test_nobody_acts_out_of_turn(match: Match) -> None:
    """An act of one seat is refused to every other seat that is not waited for."""
    for turn in match.turns:
        for role in roles_of(match.tables):
            if role not in waiting_for(match.tables, turn.before) and turn.role != CHANCE:
                with pytest.raises(Refused, match="turn") as refused:
                    decide(match.tables, turn.before, role, turn.act)
                assert refused.value.code == "act/not_your_turn"


@given(matches(ended=True))
def test_after_the_end_everything_is_refused(match: Match) -> None:
    """A finished game stays as it is, whatever a late click asks for."""
    for role in roles_of(match.tables):
        with pytest.raises(Refused) as refused:
            decide(match.tables, match.state, role, Done())
        assert refused.value.code == "act/match_over"
    with pytest.raises(Refused) as refused:
        decide(match.tables, match.state, CHANCE, Draw(0))
    assert refused.value.code == "act/nothing_to_draw"


@given(matches(), SEEDS)
def test_all_that_is_sampled_or_enumerated_is_allowed(match: Match, seed: int) -> None:
    """Random players and counted games may never be refused."""
    pick = picker(seed)
    for state in match.states[-8:]:
        for role in waiting_for(match.tables, state):
            offered = templates(knowledge(match.tables, state, role)) if role != CHANCE else ()
            for act in canonical_acts(offered):
                decide(match.tables, state, role, act)
            for template in offered:
                decide(match.tables, state, role, sample(match.tables.public, (template,), pick))


def offered_to(tables: Tables, state: State, role: int) -> tuple[Any, ...]:
    return templates(knowledge(tables, state, role))


# The end ----------------------------------------------------------------------------------------


def check_end(match: Match) -> None:
    ends = [event for event, _ in match.entries if isinstance(event, ev.MatchEnded)]
    main = next(n for n, text in enumerate(match.tables.public.instruments) if text.main)

    assert match.state.clock.ended
    assert len(match.turns) <= act_limit(match.tables)
    assert ends == [match.entries[-1].event]
    assert match.state.clock.status == ends[0].status == match.state.texts[main].status != "running"
    assert waiting_for(match.tables, match.state) == ()


@given(matches(ended=True))
def test_every_match_ends_once(match: Match) -> None:
    """However it is played, the calendar runs out, within a bound it sets by itself."""
    check_end(match)


@given(matches())
def test_who_is_waited_for_can_act_and_nobody_else_can(match: Match) -> None:
    """A seat with something to do that is not waited for would be skipped; one without, hang."""
    for state in match.states:
        waiting = waiting_for(match.tables, state)
        able = tuple(r for r in roles_of(match.tables) if offered_to(match.tables, state, r))
        watching = match.tables.public.everyone & ~match.tables.public.deciders

        assert not any(watching >> role & 1 for role in waiting if role != CHANCE)
        assert bool(waiting) != state.clock.ended
        assert able == (() if waiting == (CHANCE,) else waiting)


# Texts ------------------------------------------------------------------------------------------


@given(matches(ended=True))
def test_what_is_fixed_stays_as_it_is(match: Match) -> None:
    """An issue outside the negotiation is settled by nobody, neither at a table nor by letter."""
    gave_way = {event.issue for event, _ in match.entries if isinstance(event, ev.ClauseGaveWay)}
    for number, issue in enumerate(match.tables.public.issues):
        for state in match.states if issue.fixed and number not in gave_way else ():
            assert state.texts[issue.instrument].clauses[number] == issue.fixed


@given(matches(ended=True))
def test_texts_are_signed_by_enough_and_with_those_tied_to_them(match: Match) -> None:
    """A signature too few, or a text without the one it was tied to, would bind somebody unasked."""
    texts = match.state.texts
    for text, fixed in zip(texts, match.tables.public.instruments, strict=True):
        if text.status in SIGNED:
            assert fixed.binds(text.signatures)
            assert all(texts[other].status in SIGNED for other in members(fixed.tied))


# Chance -----------------------------------------------------------------------------------------


@given(matches())
def test_chance_is_a_seat(match: Match) -> None:
    """Each draw is announced, answered once by one of its outcomes, and nothing comes between."""
    due = False
    for event, audience in match.entries:
        assert isinstance(event, ev.Drawn) == due, event
        due = isinstance(event, ev.DrawDue)
        assert not (due and audience)


@given(matches())
def test_only_what_is_due_is_drawn(match: Match) -> None:
    """An outcome that does not exist, or a draw nobody asked for, would make logs unreadable."""
    for state in match.states:
        due = drawing(match.tables, state)
        wrong = (0,) if due is None else (-1, len(due.weights))
        for outcome in wrong:
            with pytest.raises(Refused) as refused:
                decide(match.tables, state, CHANCE, Draw(outcome))
            expected = "act/nothing_to_draw" if due is None else "act/no_such_outcome"
            assert refused.value.code == expected


# On the wire ------------------------------------------------------------------------------------


def there_and_back(data: Any) -> Any:
    return json.loads(json.dumps(data))


@given(matches())
def test_events_come_back_from_the_log_as_they_were(match: Match) -> None:
    """The log is JSON by ids; what is lost in it is lost for ever."""
    names = Names(match.tables)
    for event, _ in match.entries:
        data = there_and_back(encode(names, event))
        assert decode(names, type(event), data) == event


@given(matches())
def test_acts_come_back_from_the_wire_as_they_were(match: Match) -> None:
    """A program's act is read from JSON; reading what was written must give the same act."""
    names = Names(match.tables)
    for turn in match.turns:
        if turn.role != CHANCE:
            offered = offered_to(match.tables, turn.before, turn.role)
            data = there_and_back(act_data(names, turn.act))
            assert read_act(names, offered, data) == turn.act


def _nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return lists and objects of `inner`, named twice so that the recursion is plain to see."""
    return st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.text("ab"), inner, max_size=2))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 5) | st.text("ab", max_size=2),
    _nested,
    max_leaves=4,
)
FIELDS = ("instrument", "issues", "target", "issue", "say", "standing", "in_exchange_for")
MORE_FIELDS = ("instruments", "card", "channel", "dispatch", "words", "fork", "choice", "odd")
NEW_FIELDS = ("reading", "sure", "value", "orders")
IDS = st.sampled_from(("agreement", "entry", "ports", "lease_both", "molotov_harriman", "chiang"))
VALUES = JSON | IDS | st.lists(IDS, max_size=2) | st.dictionaries(IDS, JSON | IDS, max_size=2)
ACTS = st.fixed_dictionaries(
    {"kind": st.sampled_from((*KINDS, "draw"))},
    optional=dict.fromkeys((*FIELDS, *MORE_FIELDS, *NEW_FIELDS), VALUES),
)


@given(JSON | ACTS, st.integers(0, 40))
def test_whatever_json_arrives_is_read_or_refused(data: Any, limit: int) -> None:
    """A program in another language will send nonsense; it gets a code and a sentence for it."""
    tables = yalta()
    match = play_match(tables, picker(limit), limit)
    for role in roles_of(tables):
        offered = offered_to(tables, match.state, role)
        refused = refusal(partial(read_act, Names(tables), offered, data))
        if refused is None:
            act = read_act(Names(tables), offered, data)
            check_refusals(tables, match.state, role, [act])
        else:
            assert refused.code in codes()


# The same everywhere ----------------------------------------------------------------------------

SCRIPT = """
import hashlib
from tests.strategies import made_up, picker, play_match
from game.engine.digest import digest
for seed in range(60):
    match = play_match(made_up(picker(seed)).tables, picker(seed))
    print(digest(match.state) + hashlib.sha256(repr(match.entries).encode()).hexdigest())
"""


def test_games_are_the_same_whatever_python_hashes() -> None:
    """A set or a hash that decided anything would make a log differ between two machines."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("1", "2")
    ]
    printed = [process.communicate()[0] for process in running]

    assert [process.returncode for process in running] == [0, 0]
    assert printed[0] == printed[1]
    assert len(set(printed[0].split())) == 60


@given(matches(), SEEDS)
def test_a_digest_tells_states_apart(match: Match, seed: int) -> None:
    """Logs are checked by digest: equal states agree, and every act leaves a mark."""
    again = [play_match(match.tables, picker(seed), 5) for _ in range(2)]
    assert digest(again[0].state) == digest(again[1].state)
    digests = [digest(state) for state in match.states[-20:]]
    assert all(one != other for one, other in pairwise(digests))


# Long runs --------------------------------------------------------------------------------------


def in_bulk(seeds: Iterable[int]) -> Iterable[Match]:
    for seed in seeds:
        game = Game("# Yalta", yalta()) if seed % 10 == 0 else made_up(picker(seed))
        yield replace(play_match(game.tables, picker(seed)), source=game.source)


def test_the_laws_hold_over_matches_of_rich_scenarios() -> None:
    """Hypothesis likes what is small and repeats itself; these scenarios hold everything at once."""
    for match in in_bulk(range(1, 150)):
        check_log(match)
        check_views(match)
        check_end(match)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_the_laws_hold_over_thousands_of_matches(part: int) -> None:
    """Rare constellations (a dispatch handed in at the last turn, a text frozen twice) come up."""
    for match in in_bulk(range(10_000 + part * 2_000, 12_000 + part * 2_000)):
        check_log(match)
        check_views(match)
        check_end(match)


@pytest.mark.slow
@settings(settings.get_profile("slow"))
@given(matches(), SEEDS)
def test_refusals_agree_over_many_states(match: Match, seed: int) -> None:
    """Templates and rules are two pieces of code; more states find where they part."""
    pick = picker(seed)
    for state in match.states:
        for role in roles_of(match.tables):
            acts = [any_act(match.tables, pick) for _ in range(5)]
            check_refusals(match.tables, state, role, acts)

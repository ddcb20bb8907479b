"""Nobody's view or choices depend on what they may not see: the fog holds whatever lies behind it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from game.engine import events as ev
from game.engine.acts import CHANCE, Act, Draw, Note
from game.engine.asking import template_data
from game.engine.decide import begin, decide, play
from game.engine.events import Entry
from game.engine.folding import apply
from game.engine.names import Names
from game.engine.observe import View, observe, sees
from game.engine.sampling import Pick, sample
from game.engine.state import State
from game.engine.templates import templates
from game.scenario.tables import Grant, Grants, HiddenTables, RoleTables, Tables
from tests.strategies import Match, knowledge, made_up, matches, one_turn, picker, play_match

SEEDS = st.integers(0, 2**32 - 1)
SEALED = ("play", "choose", "send", "instruct", "ask", "hear", "note")
"""What a seat does for itself alone, until the step is over."""


Seen = tuple[type, ev.Event]
"""An event with its kind: two of different kinds may compare equal."""


def roles_of(tables: Tables) -> range:
    return range(len(tables.public.roles))


def told(tables: Tables, state: State, role: int) -> tuple[View, str]:
    """Return all that a seat is given: its view, and its templates as a program gets them."""
    known = knowledge(tables, state, role)
    names = Names(tables)
    return known.view, json.dumps([template_data(names, t) for t in templates(known)])


# Two futures --------------------------------------------------------------------------------------


@given(matches(), SEEDS, SEEDS)
def test_what_a_seat_is_told_depends_on_what_it_may_see(match: Match, one: int, two: int) -> None:
    """Two futures of one match that show a seat the same events must offer it the same."""
    histories: list[list[tuple[tuple[Seen, ...], tuple[State, ...]]]] = []
    for seed in (one, two):
        futures = futures_of(match, picker(seed), 6)
        histories.append([shown(match, futures, role) for role in roles_of(match.tables)])

    for role in roles_of(match.tables):
        (events, states), (other_events, other_states) = histories[0][role], histories[1][role]
        for count, (state, other) in enumerate(zip(states, other_states, strict=False)):
            if events[:count] != other_events[:count]:
                break
            assert told(match.tables, state, role) == told(match.tables, other, role)


def futures_of(match: Match, pick: Pick, count: int) -> list[tuple[Entry, State]]:
    """Return entries played on from where `match` stands, each with the state it left."""
    state, found = match.state, []
    for _ in range(count):
        if state.clock.ended:
            break
        turn = one_turn(match.tables, state, pick)
        for entry in turn.entries:
            state = apply(state, entry)
            found.append((entry, state))
    return found


def shown(
    match: Match, future: list[tuple[Entry, State]], role: int
) -> tuple[tuple[Seen, ...], tuple[State, ...]]:
    """Return the events `role` sees, and the state before the first and after each."""
    seen = [((type(entry.event), entry.event), state) for entry, state in future if sees(entry, role)]
    return tuple(e for e, _ in seen), (match.state, *(state for _, state in seen))


@given(matches(), SEEDS)
def test_what_is_sealed_shows_nothing(match: Match, seed: int) -> None:
    """At a desk all decide at once: until the step closes, nobody learns whether another acted."""
    pick = picker(seed)
    for turn in match.turns:
        if turn.act.kind in SEALED:
            known = knowledge(match.tables, turn.before, turn.role)
            sealed = tuple(t for t in templates(known) if t.kind in SEALED)
            other = sample(known.public, sealed, pick)
            for entry in decide(match.tables, turn.before, turn.role, other):
                assert entry.audience == 1 << turn.role


def meant_for(event: ev.Event) -> int | None:
    """Return the mask of the one role, or of nobody, that a private event is for; None of the others."""
    match event:
        case (
            ev.CardSealed(role=role)
            | ev.CardPlayed(role=role)
            | ev.ForkSealed(role=role)
            | ev.ForkTaken(role=role)
            | ev.MandateChanged(role=role)
            | ev.MandateJudged(role=role)
            | ev.HearingChosen(role=role)
            | ev.NoteTaken(role=role)
        ):
            return 1 << role
        case ev.DispatchSealed(letter=letter) | ev.DispatchSent(letter=letter):
            return 1 << letter.sender
        case ev.DispatchReceived(letter=letter):
            return 1 << letter.addressee
        case ev.DispatchTimed() | ev.DrawDue() | ev.Drawn() | ev.WorldEventPassed() | ev.OrdersOnTheWay():
            return 0
        case _:
            return None


def test_private_events_are_seen_by_those_they_are_for() -> None:
    """Of one's own levers, letters, mandates, notes and hearings, and of chance: over rich scenarios."""
    met = set()
    for seed in range(1, 200):
        for event, audience in play_match(made_up(picker(seed)).tables, picker(seed)).entries:
            meant = meant_for(event)
            assert meant is None or audience == meant, event
            met |= {type(event)} if meant is not None else set()

    assert len(met) == 16


# Other secrets ------------------------------------------------------------------------------------


def with_secrets(tables: Tables, state: State, other: State, role: int) -> State:
    """Return `state` with all that `role` may not see as it is in `other`."""
    public = tables.public
    return state._replace(
        texts=tuple(
            mine if public.text_sight[role] >> number & 1 else theirs
            for number, (mine, theirs) in enumerate(zip(state.texts, other.texts, strict=True))
        ),
        tables=tuple(t if t is not None and t.seats >> role & 1 else None for t in state.tables),
        tracks=tuple(
            mine if public.track_sight[role] >> number & 1 else theirs
            for number, (mine, theirs) in enumerate(zip(state.tracks, other.tracks, strict=True))
        ),
        seats=tuple(
            mine if number == role else theirs
            for number, (mine, theirs) in enumerate(zip(state.seats, other.seats, strict=True))
        ),
        world=other.world,
    )


@given(matches(), SEEDS)
def test_a_seat_is_told_nothing_of_what_it_may_not_see(match: Match, seed: int) -> None:
    """Others' sealed acts, letters, mandates, notes and hearings, hidden texts, tracks and the world."""
    other = play_match(match.tables, picker(seed)).state
    for state in match.states[-8:]:
        for role in roles_of(match.tables):
            changed = with_secrets(match.tables, state, other, role)
            assert told(match.tables, changed, role) == told(match.tables, state, role)


def replayed(tables: Tables, acts: Sequence[tuple[int, Act]]) -> list[Entry]:
    """Return the log of these acts from the beginning."""
    opening = begin(tables)
    state, entries = opening.state, [*opening.entries]
    for role, act in acts:
        played = play(tables, state, role, act)
        state = played.state
        entries += played.entries
    return entries


def kinds(entries: Iterable[Entry]) -> list[tuple[type, Entry]]:
    """Return entries with the kinds of their events, to be compared."""
    return [(type(entry.event), entry) for entry in entries]


def acts_of(match: Match) -> list[tuple[int, Act]]:
    return [(turn.role, turn.act) for turn in match.turns]


def wanting_otherwise(own: RoleTables, pick: Pick) -> RoleTables:
    """Return a role with other points, and neither linkages nor aims."""
    points = tuple(tuple(tuple(pick(30) for _ in p) for p in values) for values in own.points)
    return replace(own, points=points, linkages=(), walkaway=pick(50), moves=(), aims=())


@given(matches(), SEEDS)
def test_what_seats_want_decides_nothing(match: Match, seed: int) -> None:
    """The same acts give the same log whatever anybody's points are: no rule reads them."""
    pick = picker(seed)
    roles = tuple(wanting_otherwise(own, pick) for own in match.tables.roles)

    assert kinds(replayed(replace(match.tables, roles=roles), acts_of(match))) == kinds(match.entries)


@given(matches())
def test_notes_are_nobodys_business(match: Match) -> None:
    """Left out of a match, they change nothing for anybody else."""
    acts = acts_of(match)
    without = [(role, act) for role, act in acts if not isinstance(act, Note)]
    entries = replayed(match.tables, without)

    left = [entry for entry in match.entries if not isinstance(entry.event, ev.NoteTaken)]
    assert kinds(entries) == kinds(left)


# Mandates -----------------------------------------------------------------------------------------


def without_costs(hidden: HiddenTables) -> HiddenTables:
    """Return tables in which mandates cost nobody anything: elsewhere they are meant to show."""
    return replace(
        hidden,
        widening=((),) * len(hidden.widening),
        ratifications=tuple(replace(one, disowning=one.withholding) for one in hidden.ratifications),
    )


def ordered_otherwise(tables: Tables, principal: int, pick: Pick) -> Tables:
    """Return tables in which the delegates of `principal` begin with other mandates."""
    mandates: dict[int, tuple[Grants, ...]] = {}
    for delegate, mandate in tables.roles[principal].delegates:
        mandates[delegate] = tuple(tuple(Grant(pick(3)) for _ in grants) for grants in mandate)
    roles = tuple(
        replace(
            own,
            mandate=mandates.get(own.role, own.mandate),
            delegates=tuple((role, mandates.get(role, old)) for role, old in own.delegates),
        )
        for own in tables.roles
    )
    return replace(tables, roles=roles)


@given(matches(), SEEDS)
def test_a_mandate_is_known_to_its_two_sides_alone(match: Match, seed: int) -> None:
    """What a delegate may sign shows to others in nothing but what the author says it costs."""
    tables = replace(match.tables, hidden=without_costs(match.tables.hidden))
    principals = [own.role for own in tables.roles if own.delegates]
    if not principals:
        return
    pick = picker(seed)
    acts = acts_of(play_match(tables, picker(seed)))
    one = replayed(tables, acts)
    principal = principals[pick(len(principals))]
    two = replayed(ordered_otherwise(tables, principal, pick), acts)
    inside = {principal, *(role for role, _ in tables.roles[principal].delegates)}
    for role in set(roles_of(tables)) - inside:
        assert seen_by(one, role) == seen_by(two, role)


def seen_by(entries: list[Entry], role: int) -> list[Seen]:
    return [(type(entry.event), entry.event) for entry in entries if sees(entry, role)]


@given(matches(), SEEDS)
def test_a_view_is_whole_without_the_world(match: Match, seed: int) -> None:
    """Draws belong to nobody: what chance has picked shows only in what comes of it."""
    pick = picker(seed)
    for turn in match.turns:
        if turn.role == CHANCE:
            assert isinstance(turn.act, Draw)
            drawn = turn.entries[0]
            assert (drawn.event, drawn.audience) == (ev.Drawn(turn.act.outcome), 0)
            role = pick(len(match.tables.public.roles))
            after = apply(turn.before, drawn)
            public = match.tables.public
            assert observe(public, after, role) == observe(public, turn.before, role)

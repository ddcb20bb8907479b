"""What conditions are judged on: clauses, tracks, cards, signatures, readings, world events.

Law of this file: facts are gathered either from the whole state (for the rules) or from a view (for
what a seat may conclude); a condition never knows which. What is not known does not hold.
"""

from typing import NamedTuple, assert_never

from game.engine.acts import Clause
from game.engine.events import IN_FORCE
from game.engine.observe import View
from game.engine.state import Seat, State, Text
from game.scenario.indices import Mask
from game.scenario.predicates import (
    AllOf,
    AnyOf,
    CardTest,
    ClauseTest,
    EventTest,
    ForkTest,
    HearingTest,
    NotSo,
    RatifiedTest,
    ReadingTest,
    RefusedTest,
    RepudiatedTest,
    SignedTest,
    Test,
    TrackTest,
)
from game.scenario.tables import PublicTables

Clauses = tuple[Clause | None, ...]
SIGNED = ("signed", "ratified", "repudiated")


class Facts(NamedTuple):
    """The ground conditions stand on. All but tracks, cards, outcomes and forks run over issues or texts."""

    clauses: Clauses
    tracks: tuple[int | None, ...]
    cards: Mask
    signed: Mask
    readings: tuple[int, ...]
    outcomes: tuple[int, ...]
    forks: tuple[int, ...] = ()
    hearings: tuple[int, ...] = ()
    refusals: tuple[Mask, ...] = ()
    ratified: Mask = 0
    repudiated: Mask = 0


def facts_of(public: PublicTables, state: State) -> Facts:
    """Return the facts of the whole state."""
    world = state.world
    found = _facts(public, state.texts, state.tracks, world.cards, world.outcomes)
    hearings = _no_hearing(public)
    for text in public.instruments:
        if text.hearer >= 0:
            hearings = _hearings(hearings, found.clauses, state.seats[text.hearer])
    return found._replace(forks=world.forks, hearings=hearings)


def facts_signed(public: PublicTables, state: State) -> Facts:
    """Return the facts that count in the end: of the texts, only the clauses of those in force."""
    facts = facts_of(public, state)
    clauses = [
        clause if state.texts[issue.instrument].status in IN_FORCE else None
        for clause, issue in zip(facts.clauses, public.issues, strict=True)
    ]
    return facts._replace(clauses=tuple(clauses))


def facts_promised(public: PublicTables, state: State) -> Facts:
    """Return the facts of what has been promised: signed or spoken, not only initialled."""
    facts = facts_of(public, state)
    clauses = [
        clause if _is_promise(public, state.texts[issue.instrument], issue.instrument) else None
        for clause, issue in zip(facts.clauses, public.issues, strict=True)
    ]
    return facts._replace(clauses=tuple(clauses))


def promises_seen(public: PublicTables, view: View) -> Clauses:
    """Return the promises a seat knows of: of texts it sees, and what was published or disclosed to it."""
    found: list[Clause | None] = [None] * len(public.issues)
    for number, known in enumerate(view.seat.known):
        text = view.texts[number]
        if text is not None and _is_promise(public, text, number):
            for issue in public.instruments[number].issues:
                found[issue] = text.clauses[issue]
        elif text is None and known is not None and known.firm:
            for issue, clause in known.clauses:
                found[issue] = clause
    return tuple(found)


def _is_promise(public: PublicTables, text: Text, number: int) -> bool:
    return text.status in IN_FORCE or public.instruments[number].speaker >= 0


def facts_seen(public: PublicTables, view: View) -> Facts:
    """Return the facts as far as one seat knows them."""
    seat = view.seat
    found = _facts(public, view.texts, view.tracks, seat.cards, seat.outcomes)
    if any(seat.known):
        found = _with_known(public, view, found)
    hearings = _hearings(_no_hearing(public), found.clauses, seat) if seat.heard else _no_hearing(public)
    return found._replace(forks=seat.forks, hearings=hearings)


def _with_known(public: PublicTables, view: View, facts: Facts) -> Facts:
    """Add what a seat knows of texts it does not see."""
    clauses = list(facts.clauses)
    for number, known in enumerate(view.seat.known):
        if known is not None and view.texts[number] is None:
            for issue, clause in known.clauses:
                clauses[issue] = clause
    clock = view.clock
    ratified = repudiated = 0
    for number, text in enumerate(public.instruments):
        ratified |= (clock.ratified[number] == text.ratifiers != 0) << number
        repudiated |= (clock.withheld[number] != 0) << number
    signed = facts.signed | ratified | repudiated | view.seat.laid
    return facts._replace(
        clauses=tuple(clauses),
        signed=signed,
        ratified=facts.ratified | ratified,
        repudiated=facts.repudiated | repudiated,
    )


def _no_hearing(public: PublicTables) -> tuple[int, ...]:
    return (-1,) * len(public.issues)


def _hearings(found: tuple[int, ...], clauses: Clauses, seat: Seat) -> tuple[int, ...]:
    """Return how the words that stand were heard by a seat, added to `found`."""
    heard = list(found)
    for issue, value, reading in seat.heard:
        clause = clauses[issue]
        if clause is not None and clause.value == value:
            heard[issue] = reading
    return tuple(heard)


def _facts(
    public: PublicTables,
    texts: tuple[Text | None, ...],
    tracks: tuple[int | None, ...],
    cards: Mask,
    outcomes: tuple[int, ...],
) -> Facts:
    signed = ratified = repudiated = 0
    for number, text in enumerate(texts):
        if text is not None and text.status in SIGNED:
            signed |= 1 << number
            ratified |= (text.status == "ratified") << number
            repudiated |= (text.status == "repudiated") << number
    first = texts[0]
    if len(texts) == 1 and first is not None:
        return Facts(
            first.clauses,
            tracks,
            cards,
            signed,
            first.readings,
            outcomes,
            refusals=first.refusals,
            ratified=ratified,
            repudiated=repudiated,
        )
    clauses: list[Clause | None] = []
    readings: list[int] = []
    refusals: list[Mask] = []
    for index, issue in enumerate(public.issues):
        text = texts[issue.instrument]
        clauses.append(None if text is None else text.clauses[index])
        readings.append(-1 if text is None else text.readings[index])
        refusals.append(0 if text is None else text.refusals[index])
    return Facts(
        tuple(clauses),
        tracks,
        cards,
        signed,
        tuple(readings),
        outcomes,
        refusals=tuple(refusals),
        ratified=ratified,
        repudiated=repudiated,
    )


def holds(test: Test, facts: Facts) -> bool:
    """Return whether `test` holds on `facts`."""
    match test:
        case ClauseTest(issue=issue, values=values, forms=forms, publicities=publicities):
            clause = facts.clauses[issue]
            return clause is not None and bool(
                values >> clause.value & 1
                and forms >> clause.form & 1
                and publicities >> clause.publicity & 1
            )
        case TrackTest(track=track, low=low, high=high):
            value = facts.tracks[track]
            return value is not None and low <= value <= high
        case AllOf(parts=parts):
            return all(holds(part, facts) for part in parts)
        case AnyOf(parts=parts):
            return any(holds(part, facts) for part in parts)
        case NotSo(part=part):
            return not holds(part, facts)
        case ReadingTest(issue=issue, reading=reading):
            return facts.readings[issue] == reading
        case CardTest(card=card):
            return bool(facts.cards >> card & 1)
        case SignedTest(instrument=instrument):
            return bool(facts.signed >> instrument & 1)
        case EventTest(event=event, outcome=outcome):
            return facts.outcomes[event] == outcome
        case _:
            return _holds_late(test, facts)


def _holds_late(
    test: RatifiedTest | RepudiatedTest | ForkTest | HearingTest | RefusedTest, facts: Facts
) -> bool:
    match test:
        case ForkTest(fork=fork, choice=choice):
            return facts.forks[fork] == choice
        case HearingTest(issue=issue, reading=reading):
            return facts.hearings[issue] == reading
        case RefusedTest(issue=issue, role=role):
            return bool(facts.refusals[issue] >> role & 1)
        case RatifiedTest(instrument=instrument):
            return bool(facts.ratified >> instrument & 1)
        case RepudiatedTest(instrument=instrument):
            return bool(facts.repudiated >> instrument & 1)
        case _:
            assert_never(test)

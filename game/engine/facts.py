"""What conditions are judged on: clauses, tracks, cards, signatures, readings, world events.

Law of this file: facts are gathered either from the whole state (for the rules) or from a view (for
what a seat may conclude); a condition never knows which. What is not known does not hold.
"""

from typing import NamedTuple, assert_never

from game.engine.acts import Clause
from game.engine.observe import View
from game.engine.state import State, Text
from game.scenario.tables import (
    AllOf,
    AnyOf,
    CardTest,
    ClauseTest,
    EventTest,
    Mask,
    NotSo,
    PublicTables,
    ReadingTest,
    SignedTest,
    Test,
    TrackTest,
)

Clauses = tuple[Clause | None, ...]


class Facts(NamedTuple):
    """The ground conditions stand on. Clauses and readings run over all issues of the game."""

    clauses: Clauses
    tracks: tuple[int | None, ...]
    cards: Mask
    signed: Mask
    readings: tuple[int, ...]
    outcomes: tuple[int, ...]


def facts_of(public: PublicTables, state: State) -> Facts:
    """Return the facts of the whole state."""
    world = state.world
    return _facts(public, state.texts, state.tracks, world.cards, world.outcomes)


def facts_signed(public: PublicTables, state: State) -> Facts:
    """Return the facts that count in the end: of the texts, only the clauses of those signed by all."""
    facts = facts_of(public, state)
    clauses = [
        clause if state.texts[issue.instrument].status == "signed" else None
        for clause, issue in zip(facts.clauses, public.issues, strict=True)
    ]
    return facts._replace(clauses=tuple(clauses))


def facts_seen(public: PublicTables, view: View) -> Facts:
    """Return the facts as far as one seat knows them."""
    return _facts(public, view.texts, view.tracks, view.seat.cards, view.seat.outcomes)


def _facts(
    public: PublicTables,
    texts: tuple[Text | None, ...],
    tracks: tuple[int | None, ...],
    cards: Mask,
    outcomes: tuple[int, ...],
) -> Facts:
    signed = 0
    for number, text in enumerate(texts):
        if text is not None and text.status == "signed":
            signed |= 1 << number
    first = texts[0]
    if len(texts) == 1 and first is not None:
        return Facts(first.clauses, tracks, cards, signed, first.readings, outcomes)
    clauses: list[Clause | None] = []
    readings: list[int] = []
    for index, issue in enumerate(public.issues):
        text = texts[issue.instrument]
        clauses.append(None if text is None else text.clauses[index])
        readings.append(-1 if text is None else text.readings[index])
    return Facts(tuple(clauses), tracks, cards, signed, tuple(readings), outcomes)


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
            assert_never(test)

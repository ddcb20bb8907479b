"""Compiled conditions and effects: plain frozen data over the tables' numbers."""

from dataclasses import dataclass
from typing import Literal

from game.scenario.indices import (
    BecauseIx,
    CardIx,
    ChoiceIx,
    EventIx,
    ForkIx,
    InstrumentIx,
    IssueIx,
    Mask,
    OutcomeIx,
    ReadingIx,
    RoleIx,
    TrackIx,
)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple["Test", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple["Test", ...]


@dataclass(frozen=True, slots=True)
class NotSo:
    """The part does not hold."""

    part: "Test"


@dataclass(frozen=True, slots=True)
class ClauseTest:
    """The clause on `issue` has a value, form and publicity among these."""

    issue: IssueIx
    values: Mask
    forms: Mask
    publicities: Mask


@dataclass(frozen=True, slots=True)
class ReadingTest:
    """This reading prevailed on `issue`."""

    issue: IssueIx
    reading: ReadingIx


@dataclass(frozen=True, slots=True)
class TrackTest:
    """The track lies within bounds, ends included."""

    track: TrackIx
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class CardTest:
    """The card has been played."""

    card: CardIx


@dataclass(frozen=True, slots=True)
class SignedTest:
    """The instrument has been signed by all."""

    instrument: InstrumentIx


@dataclass(frozen=True, slots=True)
class EventTest:
    """The world event came out like this."""

    event: EventIx
    outcome: OutcomeIx


@dataclass(frozen=True, slots=True)
class RatifiedTest:
    """The instrument has been ratified by all."""

    instrument: InstrumentIx


@dataclass(frozen=True, slots=True)
class RepudiatedTest:
    """The instrument was signed, and then not ratified."""

    instrument: InstrumentIx


@dataclass(frozen=True, slots=True)
class ForkTest:
    """The fork was taken in this way."""

    fork: ForkIx
    choice: ChoiceIx


@dataclass(frozen=True, slots=True)
class HearingTest:
    """The words on `issue` were heard in this way."""

    issue: IssueIx
    reading: ReadingIx


@dataclass(frozen=True, slots=True)
class RefusedTest:
    """The role refused to define the clause on `issue` as it stands."""

    issue: IssueIx
    role: RoleIx


Test = (
    AllOf
    | AnyOf
    | NotSo
    | ClauseTest
    | ReadingTest
    | TrackTest
    | CardTest
    | SignedTest
    | EventTest
    | RatifiedTest
    | RepudiatedTest
    | ForkTest
    | HearingTest
    | RefusedTest
)


def issues_in(test: Test) -> Mask:
    """Return the mask of issues whose clauses a condition looks at."""
    match test:
        case ClauseTest(issue=issue):
            return 1 << issue
        case AllOf(parts=parts) | AnyOf(parts=parts):
            found = 0
            for part in parts:
                found |= issues_in(part)
            return found
        case NotSo(part=part):
            return issues_in(part)
        case _:
            return 0


@dataclass(frozen=True, slots=True)
class EffectTable:
    """One effect: kind, what it touches, when, and the number of its `because`."""

    kind: Literal["track", "cost", "opens", "closes", "tell", "discloses", "publishes"]
    when: Test | None
    because: BecauseIx
    target: int = -1
    amount: int = 0
    audience: Mask = 0

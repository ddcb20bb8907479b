"""Events of desk and cable, of chance and of the world."""

from typing import NamedTuple

from game.engine.acts import OrdersData, PackageData
from game.engine.events.parts import Letter
from game.scenario.indices import (
    BecauseIx,
    CardIx,
    ChannelIx,
    ChoiceIx,
    ConflictIx,
    CostIx,
    EventIx,
    ForkIx,
    InstrumentIx,
    IssueIx,
    Minute,
    OutcomeIx,
    RoleIx,
    TrackIx,
    ValueIx,
)


class CardSealed(NamedTuple):
    """A seat has decided at its desk to play a card."""

    role: RoleIx
    card: CardIx


class CardPlayed(NamedTuple):
    """A sealed card takes effect."""

    role: RoleIx
    card: CardIx


class CardNoticed(NamedTuple):
    """Somebody notices that a card was played."""

    role: RoleIx
    card: CardIx


class ForkSealed(NamedTuple):
    """A seat has decided which way to take a fork."""

    role: RoleIx
    fork: ForkIx
    choice: ChoiceIx


class ForkTaken(NamedTuple):
    """A fork takes effect."""

    role: RoleIx
    fork: ForkIx
    choice: ChoiceIx


class ForkNoticed(NamedTuple):
    """Somebody learns which way a fork was taken."""

    role: RoleIx
    fork: ForkIx
    choice: ChoiceIx


class DispatchSealed(NamedTuple):
    """A seat has written a dispatch that leaves when the step closes."""

    letter: Letter


class DispatchSent(NamedTuple):
    """A dispatch is on its way."""

    letter: Letter


class DispatchTimed(NamedTuple):
    """It is settled when the dispatch just sent will arrive."""

    due: Minute


class DispatchReceived(NamedTuple):
    """A dispatch arrives."""

    letter: Letter
    minute: Minute


class MandateChanged(NamedTuple):
    """Instructions received come into force, where none sent later have been received."""

    role: RoleIx
    orders: OrdersData
    sent: Minute


class DrawDue(NamedTuple):
    """Chance is to act: a world event (`event`), or a transit (`channel`)."""

    event: EventIx = -1
    channel: ChannelIx = -1


class Drawn(NamedTuple):
    """Chance has picked an outcome, by number."""

    pick: int


class WorldEventHappened(NamedTuple):
    """A world event came out in one of its ways."""

    event: EventIx
    outcome: OutcomeIx


class WorldEventPassed(NamedTuple):
    """A world event's condition did not hold when it was due."""

    event: EventIx


class TrackMoved(NamedTuple):
    """A track has moved to a value."""

    track: TrackIx
    value: int
    because: BecauseIx


class CostMoved(NamedTuple):
    """What others pay has risen to a value."""

    cost: CostIx
    value: int
    because: BecauseIx


class ClauseDisclosed(NamedTuple):
    """Somebody comes to know a clause of a text."""

    instrument: InstrumentIx
    clauses: PackageData
    because: BecauseIx


class TextPublished(NamedTuple):
    """Everybody comes to know these clauses of a text."""

    instrument: InstrumentIx
    clauses: PackageData


class ContradictionLearned(NamedTuple):
    """Somebody learns that two promises contradict each other."""

    conflict: ConflictIx
    because: BecauseIx


class OptionOpened(NamedTuple):
    """An option can now be proposed."""

    instrument: InstrumentIx
    issue: IssueIx
    value: ValueIx
    because: BecauseIx


class OptionClosed(NamedTuple):
    """An option can no longer be proposed."""

    instrument: InstrumentIx
    issue: IssueIx
    value: ValueIx
    because: BecauseIx


class Told(NamedTuple):
    """Somebody learns something the author has written."""

    because: BecauseIx

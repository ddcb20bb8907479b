"""What happened. The log is a list of these; the state is their fold.

Law of this file: an event says all that `apply` needs, names things by the tables' numbers (ids in the
log), and is never changed once a release has written it: a new meaning is a new version with an
upcaster. Who sees an event is not the event's business: it stands beside it, in its `Entry`.
"""

import re
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

from game.engine.acts import Intent, PackageData
from game.scenario.tables import (
    BecauseIx,
    CardIx,
    ChannelIx,
    DispatchIx,
    EventIx,
    InstrumentIx,
    IssueIx,
    IssueMask,
    Mask,
    Minute,
    OutcomeIx,
    ReadingIx,
    RoleIx,
    RoleMask,
    SittingIx,
    TrackIx,
    ValueIx,
)

Step = Literal["arrivals", "desk", "table", "signing", "cable", "aftermath"]
Status = Literal["running", "signed", "broken_off", "lapsed"]


class Letter(NamedTuple):
    """A dispatch: from whom to whom, by which channel, what it proposes and says, when it was sent."""

    sender: RoleIx
    addressee: RoleIx
    channel: ChannelIx
    dispatch: DispatchIx
    instrument: InstrumentIx
    package: PackageData
    words: str
    sent: Minute


# The calendar -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SittingOpened:
    """A sitting begins with its arrivals."""

    sitting: SittingIx
    minute: Minute


@dataclass(frozen=True, slots=True)
class StepOpened:
    """The sitting goes on to its next step."""

    step: Step
    minute: Minute


@dataclass(frozen=True, slots=True)
class StepDone:
    """A seat has finished this step."""

    role: RoleIx


@dataclass(frozen=True, slots=True)
class TalksBrokenOff:
    """A seat has ended the talks for good."""

    role: RoleIx


@dataclass(frozen=True, slots=True)
class MatchEnded:
    """The game is over, with the status of its main instrument."""

    status: Status


# Desk, cable, chance and the world -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CardSealed:
    """A seat has decided at its desk to play a card."""

    role: RoleIx
    card: CardIx


@dataclass(frozen=True, slots=True)
class CardPlayed:
    """A sealed card takes effect."""

    role: RoleIx
    card: CardIx


@dataclass(frozen=True, slots=True)
class CardNoticed:
    """Somebody notices that a card was played."""

    role: RoleIx
    card: CardIx


@dataclass(frozen=True, slots=True)
class DispatchSealed:
    """A seat has written a dispatch that leaves when the step closes."""

    letter: Letter


@dataclass(frozen=True, slots=True)
class DispatchSent:
    """A dispatch is on its way."""

    letter: Letter


@dataclass(frozen=True, slots=True)
class DispatchTimed:
    """It is settled when the dispatch just sent will arrive."""

    due: Minute


@dataclass(frozen=True, slots=True)
class DispatchReceived:
    """A dispatch arrives."""

    letter: Letter
    minute: Minute


@dataclass(frozen=True, slots=True)
class DrawDue:
    """Chance is to act: a world event (`event`), or a transit (`channel`)."""

    event: EventIx = -1
    channel: ChannelIx = -1


@dataclass(frozen=True, slots=True)
class Drawn:
    """Chance has picked an outcome, by number."""

    pick: int


@dataclass(frozen=True, slots=True)
class WorldEventHappened:
    """A world event came out in one of its ways."""

    event: EventIx
    outcome: OutcomeIx


@dataclass(frozen=True, slots=True)
class WorldEventPassed:
    """A world event's condition did not hold when it was due."""

    event: EventIx


@dataclass(frozen=True, slots=True)
class TrackMoved:
    """A track has moved to a value."""

    track: TrackIx
    value: int
    because: BecauseIx


@dataclass(frozen=True, slots=True)
class OptionOpened:
    """An option can now be proposed."""

    instrument: InstrumentIx
    issue: IssueIx
    value: ValueIx
    because: BecauseIx


@dataclass(frozen=True, slots=True)
class OptionClosed:
    """An option can no longer be proposed."""

    instrument: InstrumentIx
    issue: IssueIx
    value: ValueIx
    because: BecauseIx


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody learns something the author has written."""

    because: BecauseIx


# The table ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TableOpened:
    """A meeting begins; `agenda` is the mask of issues open, `to` speaks first."""

    instrument: InstrumentIx
    agenda: IssueMask
    present: RoleMask
    to: RoleIx
    minute: Minute


@dataclass(frozen=True, slots=True)
class IssueAdded:
    """A seat has opened one more issue."""

    role: RoleIx
    issue: IssueIx


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence was spoken."""

    role: RoleIx
    intent: Intent
    issue: IssueIx
    words: str


@dataclass(frozen=True, slots=True)
class TurnPassed:
    """The next seat is to act; `turn` counts the turns taken."""

    turn: int
    to: RoleIx
    minute: Minute


@dataclass(frozen=True, slots=True)
class ProposalTabled:
    """A package is on the table, at the table or by a dispatch handed in."""

    instrument: InstrumentIx
    number: int
    role: RoleIx
    package: PackageData
    in_exchange_for: tuple[IssueIx, ...]
    standing: bool
    by_dispatch: bool


@dataclass(frozen=True, slots=True)
class ProposalAccepted:
    """A seat has assented to a proposal."""

    instrument: InstrumentIx
    number: int
    role: RoleIx


@dataclass(frozen=True, slots=True)
class ClausesInitialled:
    """A proposal has all the assents it needs: its clauses stand in the text."""

    instrument: InstrumentIx
    number: int


@dataclass(frozen=True, slots=True)
class ProposalsRejected:
    """A seat has turned down these proposals; with none, it has let its turn go by."""

    instrument: InstrumentIx
    numbers: tuple[int, ...]
    role: RoleIx


@dataclass(frozen=True, slots=True)
class ProposalWithdrawn:
    """A seat has taken its proposal back."""

    instrument: InstrumentIx
    number: int
    role: RoleIx


@dataclass(frozen=True, slots=True)
class ProposalLapsed:
    """A proposal has ended with the sitting."""

    instrument: InstrumentIx
    number: int


@dataclass(frozen=True, slots=True)
class AdjournmentAsked:
    """A seat asks to end the meeting."""

    role: RoleIx


@dataclass(frozen=True, slots=True)
class RoleLeft:
    """A seat has left the meeting."""

    role: RoleIx


@dataclass(frozen=True, slots=True)
class TableClosed:
    """The meeting is over."""

    minute: Minute


# Signing and what comes after -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Signed:
    """A seat has signed a text, which freezes it."""

    instrument: InstrumentIx
    role: RoleIx


@dataclass(frozen=True, slots=True)
class SignatureWithdrawn:
    """A seat has taken its signature back before all had signed."""

    instrument: InstrumentIx
    role: RoleIx


@dataclass(frozen=True, slots=True)
class TextConcluded:
    """A text has come to its end: signed by all, broken off, or lapsed."""

    instrument: InstrumentIx
    status: Status


@dataclass(frozen=True, slots=True)
class ReadingPrevailed:
    """An ambiguous clause has come to mean one thing."""

    instrument: InstrumentIx
    issue: IssueIx
    reading: ReadingIx
    because: BecauseIx


Event = (
    SittingOpened
    | StepOpened
    | StepDone
    | TalksBrokenOff
    | MatchEnded
    | CardSealed
    | CardPlayed
    | CardNoticed
    | DispatchSealed
    | DispatchSent
    | DispatchTimed
    | DispatchReceived
    | DrawDue
    | Drawn
    | WorldEventHappened
    | WorldEventPassed
    | TrackMoved
    | OptionOpened
    | OptionClosed
    | Told
    | TableOpened
    | IssueAdded
    | Said
    | TurnPassed
    | ProposalTabled
    | ProposalAccepted
    | ClausesInitialled
    | ProposalsRejected
    | ProposalWithdrawn
    | ProposalLapsed
    | AdjournmentAsked
    | RoleLeft
    | TableClosed
    | Signed
    | SignatureWithdrawn
    | TextConcluded
    | ReadingPrevailed
)


def _wire_name(kind: type) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


EVENT_KINDS: dict[str, type[Any]] = {_wire_name(kind): kind for kind in get_args(Event)}
"""Every kind of event by its name in the log, such as `proposal_tabled`."""

EVENT_NAMES: dict[type[Any], str] = {kind: name for name, kind in EVENT_KINDS.items()}


class Entry(NamedTuple):
    """An event and the mask of roles that see it."""

    event: Event
    audience: Mask

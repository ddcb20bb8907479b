"""What happened. The log is a list of these; the state is their fold.

Law of this file: an event says all that `apply` needs, names things by the tables' numbers (ids in the
log), and is never changed once a release has written it: a new meaning is a new version with an
upcaster. Who sees an event is not the event's business: it stands beside it, in its `Entry`. Events are
named tuples, since many are made; two of different kinds may compare equal, so ask for the kind first.
"""

import re
from typing import Any, Literal, NamedTuple, get_args

from game.engine.acts import PackageData
from game.scenario.tables import (
    BecauseIx,
    CardIx,
    ChannelIx,
    DispatchIx,
    EventIx,
    InstrumentIx,
    Intent,
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


class SittingOpened(NamedTuple):
    """A sitting begins with its arrivals."""

    sitting: SittingIx
    minute: Minute


class StepOpened(NamedTuple):
    """The sitting goes on to its next step."""

    step: Step
    minute: Minute


class StepDone(NamedTuple):
    """A seat has finished this step."""

    role: RoleIx


class TalksBrokenOff(NamedTuple):
    """A seat has ended the talks for good."""

    role: RoleIx


class MatchEnded(NamedTuple):
    """The game is over, with the status of its main instrument."""

    status: Status


# Desk, cable, chance and the world -----------------------------------------------------------------


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


# The table ---------------------------------------------------------------------------------------


class TableOpened(NamedTuple):
    """A meeting begins; `agenda` is the mask of issues open, `to` speaks first."""

    instrument: InstrumentIx
    agenda: IssueMask
    present: RoleMask
    to: RoleIx
    minute: Minute


class IssueAdded(NamedTuple):
    """A seat has opened one more issue."""

    role: RoleIx
    issue: IssueIx


class Said(NamedTuple):
    """A sentence was spoken."""

    role: RoleIx
    intent: Intent
    issue: IssueIx
    words: str


class TurnPassed(NamedTuple):
    """The next seat is to act; `turn` counts the turns taken."""

    turn: int
    to: RoleIx
    minute: Minute


class ProposalTabled(NamedTuple):
    """A package is on the table, at the table or by a dispatch handed in."""

    instrument: InstrumentIx
    number: int
    role: RoleIx
    package: PackageData
    in_exchange_for: tuple[IssueIx, ...]
    standing: bool
    by_dispatch: bool


class ProposalAccepted(NamedTuple):
    """A seat has assented to a proposal."""

    instrument: InstrumentIx
    number: int
    role: RoleIx


class ClausesInitialled(NamedTuple):
    """A proposal has all the assents it needs: its clauses stand in the text."""

    instrument: InstrumentIx
    number: int


class ProposalsRejected(NamedTuple):
    """A seat has turned down these proposals; with none, it has let its turn go by."""

    instrument: InstrumentIx
    numbers: tuple[int, ...]
    role: RoleIx


class ProposalWithdrawn(NamedTuple):
    """A seat has taken its proposal back."""

    instrument: InstrumentIx
    number: int
    role: RoleIx


class ProposalLapsed(NamedTuple):
    """A proposal has ended with the sitting."""

    instrument: InstrumentIx
    number: int


class AdjournmentAsked(NamedTuple):
    """A seat asks to end the meeting."""

    role: RoleIx


class RoleLeft(NamedTuple):
    """A seat has left the meeting."""

    role: RoleIx


class TableClosed(NamedTuple):
    """The meeting is over."""

    minute: Minute


# Signing and what comes after -----------------------------------------------------------------------


class Signed(NamedTuple):
    """A seat has signed a text, which freezes it."""

    instrument: InstrumentIx
    role: RoleIx


class SignatureWithdrawn(NamedTuple):
    """A seat has taken its signature back before all had signed."""

    instrument: InstrumentIx
    role: RoleIx


class TextConcluded(NamedTuple):
    """A text has come to its end: signed by all, broken off, or lapsed."""

    instrument: InstrumentIx
    status: Status


class ReadingPrevailed(NamedTuple):
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

"""What happened. The log is a list of these; the state is their fold.

Law of this file: an event says all that `apply` needs, names things by the tables' numbers (ids in the
log), and is never changed once a release has written it: a new meaning is a new version with an
upcaster. Who sees an event is not the event's business: it stands beside it, in its `Entry`. Events are
named tuples, since many are made; two of different kinds may compare equal, so ask for the kind first.
"""

import re
from typing import Any, Literal, NamedTuple, get_args

from game.engine.acts import Deed, OrdersData, PackageData
from game.scenario.indices import (
    BecauseIx,
    CardIx,
    ChannelIx,
    ChoiceIx,
    ConflictIx,
    CostIx,
    DispatchIx,
    EventIx,
    ForkIx,
    InstrumentIx,
    InstrumentMask,
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

Step = Literal["arrivals", "desk", "table", "signing", "ratification", "cable", "aftermath"]
Status = Literal["running", "signed", "ratified", "repudiated", "spoken", "broken_off", "lapsed"]
IN_FORCE: tuple[Status, ...] = ("signed", "ratified", "spoken")
"""How a text ends whose clauses hold: signed where nobody ratifies, ratified, or spoken."""

Verdict = Literal["open", "kept", "broken", "untested"]
"""What became of a threat or a promise."""


class Asked(NamedTuple):
    """What a role last asked for, as minutes say it."""

    role: RoleIx
    package: PackageData


class Minutes(NamedTuple):
    """What the minutes of a meeting say of one text: what is initialled, and what was asked last."""

    instrument: InstrumentIx
    clauses: PackageData
    asked: tuple[Asked, ...] = ()


class Letter(NamedTuple):
    """A dispatch: from whom to whom, by which channel, what it carries and says, when it was sent.

    It may carry a proposal (`instrument`, `package`), instructions (`orders`, for every value of an issue),
    clauses its sender asks authority for (`wants`), or `minutes`.
    """

    sender: RoleIx
    addressee: RoleIx
    channel: ChannelIx
    dispatch: DispatchIx
    instrument: InstrumentIx
    package: PackageData
    words: str
    sent: Minute
    orders: OrdersData = ()
    wants: PackageData = ()
    minutes: tuple[Minutes, ...] = ()


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


class TalksClosed(NamedTuple):
    """The main text is signed, or can no longer be: everybody learns that the talks are over."""

    status: Status


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


# The table ---------------------------------------------------------------------------------------


class TableOpened(NamedTuple):
    """A meeting begins; `agenda` is the mask of issues open, `to` speaks first.

    `texts`: the instruments on the table, if there are several (`instrument` is the first; null: only talk).
    `meeting`: its place among the meetings of the sitting.
    """

    instrument: InstrumentIx
    agenda: IssueMask
    present: RoleMask
    to: RoleIx
    minute: Minute
    texts: InstrumentMask = 0
    meeting: int = 0
    observers: RoleMask = 0


class IssueAdded(NamedTuple):
    """A seat has opened one more issue."""

    role: RoleIx
    issue: IssueIx
    meeting: int = 0


class Said(NamedTuple):
    """A sentence was spoken."""

    role: RoleIx
    intent: Intent
    issue: IssueIx
    words: str
    meeting: int = 0


class TurnPassed(NamedTuple):
    """The next seat is to act; `turn` counts the turns taken."""

    turn: int
    to: RoleIx
    minute: Minute
    meeting: int = 0


class TurnDeclined(NamedTuple):
    """A seat lets its turn go by, with nothing there to turn down."""

    role: RoleIx
    meeting: int = 0


class ProposalTabled(NamedTuple):
    """A package is on the table, at the table or by a dispatch handed in; or a definition of one clause.

    A definition has no package: `issue` and `reading` say which clause is to mean what.
    """

    instrument: InstrumentIx
    number: int
    role: RoleIx
    package: PackageData
    in_exchange_for: tuple[IssueIx, ...]
    standing: bool
    by_dispatch: bool
    issue: IssueIx = -1
    reading: ReadingIx = -1


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


class ReadingDefined(NamedTuple):
    """All have agreed what an ambiguous clause means."""

    instrument: InstrumentIx
    number: int
    issue: IssueIx
    reading: ReadingIx


class DefinitionRefused(NamedTuple):
    """A seat has refused to say that an ambiguous clause means this."""

    instrument: InstrumentIx
    issue: IssueIx
    reading: ReadingIx
    role: RoleIx


class ClauseReopened(NamedTuple):
    """A seat has reopened an initialled clause without consent."""

    instrument: InstrumentIx
    issue: IssueIx
    role: RoleIx


class CompanionsFreed(NamedTuple):
    """The other side frees the clauses initialled together with one reopened."""

    instrument: InstrumentIx
    issues: IssueMask
    role: RoleIx


class WordsSpoken(NamedTuple):
    """The words of an understanding are said."""

    instrument: InstrumentIx
    issue: IssueIx
    value: ValueIx
    role: RoleIx


class HearingChosen(NamedTuple):
    """The hearer takes words to mean something."""

    role: RoleIx
    issue: IssueIx
    value: ValueIx
    reading: ReadingIx


class NoteTaken(NamedTuple):
    """A signatory notes what it takes a clause to mean, and how sure it is."""

    role: RoleIx
    issue: IssueIx
    value: ValueIx
    reading: ReadingIx
    sure: int


class Pledged(NamedTuple):
    """A threat or a promise that names an act. `number` counts those of one meeting."""

    role: RoleIx
    sitting: SittingIx
    meeting: int
    number: int
    intent: Intent
    issue: IssueIx
    value: ValueIx
    deed: Deed
    clause: PackageData
    card: CardIx


class PledgeJudged(NamedTuple):
    """A threat or a promise has been kept, broken, or never tested."""

    role: RoleIx
    sitting: SittingIx
    meeting: int
    number: int
    verdict: Verdict


class AdjournmentAsked(NamedTuple):
    """A seat asks to end the meeting."""

    role: RoleIx
    meeting: int = 0


class RoleLeft(NamedTuple):
    """A seat has left the meeting."""

    role: RoleIx
    meeting: int = 0


class TableClosed(NamedTuple):
    """The meeting is over."""

    minute: Minute
    meeting: int = 0


# Signing and what comes after -----------------------------------------------------------------------


class SigningOpened(NamedTuple):
    """A complete text is laid open for signature."""

    instrument: InstrumentIx


class SigningAnswered(NamedTuple):
    """A signatory has nothing more to say to a text laid open: it has signed earlier, or does not sign."""

    instrument: InstrumentIx
    role: RoleIx


class SigningClosed(NamedTuple):
    """A text laid open is put away, not signed by enough."""

    instrument: InstrumentIx


class Signed(NamedTuple):
    """A seat has signed a text, which freezes it."""

    instrument: InstrumentIx
    role: RoleIx


class SignatureWithdrawn(NamedTuple):
    """A seat has taken its signature back before all had signed."""

    instrument: InstrumentIx
    role: RoleIx


class MandateJudged(NamedTuple):
    """What a delegate has signed, held against the instructions in force: which clauses lay outside."""

    role: RoleIx
    instrument: InstrumentIx
    outside: IssueMask


class OrdersOnTheWay(NamedTuple):
    """Instructions on these issues were on their way to a delegate when it signed."""

    role: RoleIx
    instrument: InstrumentIx
    issues: IssueMask


class TextLaid(NamedTuple):
    """A signed text is laid before those who ratify it."""

    instrument: InstrumentIx
    clauses: PackageData


class Ratified(NamedTuple):
    """A party confirms a signed text."""

    instrument: InstrumentIx
    role: RoleIx


class Repudiated(NamedTuple):
    """A party withholds ratification."""

    instrument: InstrumentIx
    role: RoleIx


class TextConcluded(NamedTuple):
    """A text has come to an end: signed, ratified or repudiated, spoken, broken off, or lapsed."""

    instrument: InstrumentIx
    status: Status


class ClauseGaveWay(NamedTuple):
    """The less firm of two contradictory clauses no longer holds."""

    instrument: InstrumentIx
    issue: IssueIx
    because: BecauseIx


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
    | TalksClosed
    | MatchEnded
    | CardSealed
    | CardPlayed
    | CardNoticed
    | ForkSealed
    | ForkTaken
    | ForkNoticed
    | DispatchSealed
    | DispatchSent
    | DispatchTimed
    | DispatchReceived
    | MandateChanged
    | DrawDue
    | Drawn
    | WorldEventHappened
    | WorldEventPassed
    | TrackMoved
    | CostMoved
    | ClauseDisclosed
    | TextPublished
    | ContradictionLearned
    | OptionOpened
    | OptionClosed
    | Told
    | TableOpened
    | IssueAdded
    | Said
    | TurnPassed
    | TurnDeclined
    | ProposalTabled
    | ProposalAccepted
    | ClausesInitialled
    | ProposalsRejected
    | ProposalWithdrawn
    | ProposalLapsed
    | ReadingDefined
    | DefinitionRefused
    | ClauseReopened
    | CompanionsFreed
    | WordsSpoken
    | HearingChosen
    | NoteTaken
    | Pledged
    | PledgeJudged
    | AdjournmentAsked
    | RoleLeft
    | TableClosed
    | SigningOpened
    | SigningAnswered
    | SigningClosed
    | Signed
    | SignatureWithdrawn
    | MandateJudged
    | OrdersOnTheWay
    | TextLaid
    | Ratified
    | Repudiated
    | TextConcluded
    | ClauseGaveWay
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

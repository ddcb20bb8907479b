"""Events of the table."""

from typing import NamedTuple

from game.engine.acts import Deed, PackageData
from game.engine.events.parts import Verdict
from game.scenario.indices import (
    CardIx,
    InstrumentIx,
    InstrumentMask,
    Intent,
    IssueIx,
    IssueMask,
    Minute,
    ReadingIx,
    RoleIx,
    RoleMask,
    SittingIx,
    ValueIx,
)


class TableOpened(NamedTuple):
    """A meeting begins; `agenda` are the issues open, `to` speaks first.

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
    """A seat lets its turn go by, with nothing there that it could turn down."""

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

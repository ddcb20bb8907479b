"""Events of signing, ratifying, and what comes after."""

from typing import NamedTuple

from game.engine.acts import PackageData
from game.engine.events.parts import Status
from game.scenario.indices import BecauseIx, InstrumentIx, IssueIx, IssueMask, ReadingIx, RoleIx


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

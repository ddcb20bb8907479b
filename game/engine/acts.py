"""What a seat may try to do. An act is a wish; `decide` says what comes of it.

Law of this file: acts are plain data over the tables' numbers; -1 stands for "none".
The whole planned vocabulary is in docs/decisions; only kinds the rules play today are here.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar, NamedTuple, get_args

from game.scenario.tables import (
    CardIx,
    ChannelIx,
    DispatchIx,
    InstrumentIx,
    Intent,
    IssueIx,
)

INTENTS: tuple[Intent, ...] = get_args(Intent)
SAY_LIMIT = 2
WORDS_LIMIT = 500
LETTER_LIMIT = 2000
CHANCE = -1


class Clause(NamedTuple):
    """How an issue is settled: value, form and publicity as indices into the issue's lists."""

    value: int
    form: int = 0
    publicity: int = 0


Package = tuple[tuple[int, Clause], ...]
"""Clauses by issue, lowest issue first."""

PackageData = Annotated[Package, "package"]


class Say(NamedTuple):
    """A sentence at the table: what it is for, about which issue, and free words."""

    intent: Intent
    issue: IssueIx = -1
    words: str = ""


Words = tuple[Say, ...]


@dataclass(frozen=True, slots=True)
class Propose:
    """Table a package."""

    kind: ClassVar = "propose"
    instrument: InstrumentIx
    package: PackageData
    in_exchange_for: tuple[IssueIx, ...] = ()
    standing: bool = False
    say: Words = ()


@dataclass(frozen=True, slots=True)
class Accept:
    """Assent to an open proposal of another seat."""

    kind: ClassVar = "accept"
    instrument: InstrumentIx
    target: int = 0
    say: Words = ()


@dataclass(frozen=True, slots=True)
class Reject:
    """Turn down all open proposals of others, or let the turn go by where there are none."""

    kind: ClassVar = "reject"
    instrument: InstrumentIx
    say: Words = ()


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take back one's own open proposal, or (target 0) one's signature before all have signed."""

    kind: ClassVar = "withdraw"
    instrument: InstrumentIx
    target: int
    say: Words = ()


@dataclass(frozen=True, slots=True)
class Agenda:
    """Open one more issue at this table; each seat may once. Does not use up the turn."""

    kind: ClassVar = "agenda"
    issue: IssueIx


@dataclass(frozen=True, slots=True)
class Adjourn:
    """Ask to end the meeting: ends it once everybody there has acted, this act included."""

    kind: ClassVar = "adjourn"
    say: Words = ()


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave the meeting, at its stated cost."""

    kind: ClassVar = "leave"
    say: Words = ()


@dataclass(frozen=True, slots=True)
class BreakOff:
    """End the talks for good. The calendar runs on."""

    kind: ClassVar = "break_off"
    say: Words = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """Sign complete instruments."""

    kind: ClassVar = "sign"
    instruments: tuple[InstrumentIx, ...]


@dataclass(frozen=True, slots=True)
class Play:
    """Play a card at the desk, sealed."""

    kind: ClassVar = "play"
    card: CardIx


@dataclass(frozen=True, slots=True)
class Send:
    """Send a dispatch: words, a proposal, or one the author has written."""

    kind: ClassVar = "send"
    channel: ChannelIx
    dispatch: DispatchIx = -1
    instrument: InstrumentIx = -1
    package: PackageData = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing more at this step."""

    kind: ClassVar = "done"


@dataclass(frozen=True, slots=True)
class Draw:
    """Chance picks an outcome of what is being drawn."""

    kind: ClassVar = "draw"
    outcome: int


TableAct = Propose | Accept | Reject | Withdraw | Agenda | Adjourn | Leave | BreakOff
Act = TableAct | Sign | Play | Send | Done | Draw

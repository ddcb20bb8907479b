"""What a seat may try to do. An act is a wish; `decide` says what comes of it.

Law of this file: acts are plain data over the tables' numbers; -1 stands for "none".
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal, NamedTuple, get_args

from game.scenario.indices import (
    CardIx,
    ChannelIx,
    ChoiceIx,
    DispatchIx,
    ForkIx,
    InstrumentIx,
    Intent,
    IssueIx,
    ReadingIx,
    ValueIx,
)
from game.scenario.tables import Grant

INTENTS: tuple[Intent, ...] = get_args(Intent)
PLEDGES: tuple[Intent, ...] = ("threaten", "promise")
SAY_LIMIT = 2
WORDS_LIMIT = 500
LETTER_LIMIT = 2000
NOTE_LIMIT = 3
"""How many private notes on ambiguous clauses a seat is asked for in one game."""
ORDER_LIMIT = 2
"""How many issues one instruction or one question to a principal may name."""
SUREST = 3
CHANCE = -1


class Clause(NamedTuple):
    """How an issue is settled: value, form and publicity as indices into the issue's lists."""

    value: int
    form: int = 0
    publicity: int = 0


Package = tuple[tuple[int, Clause], ...]
"""Clauses by issue, lowest issue first."""

PackageData = Annotated[Package, "package"]

Orders = tuple[tuple[int, tuple[tuple[int, Grant], ...]], ...]
"""Authority by issue and value, lowest first: what an instruction changes."""

OrdersData = Annotated[Orders, "orders"]

Deed = Literal["none", "propose", "sign", "leave", "break_off", "play"]
"""The act a threat or a promise names."""


class Say(NamedTuple):
    """A sentence at the table: what it is for, about which issue, and free words.

    A threat or a promise names a `deed` (a proposal by its `clause`, a card by `card`) that depends on the
    clause on `issue` having `value` (-1: any): a threat on its not being agreed, a promise on its being so.
    """

    intent: Intent
    issue: IssueIx = -1
    words: str = ""
    value: ValueIx = -1
    deed: Deed = "none"
    clause: PackageData = ()
    card: CardIx = -1


Words = tuple[Say, ...]


# At the table -----------------------------------------------------------------------------------


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
    """Turn down all open proposals of others (of one text, or of all), or let the turn go by.

    Who is not needed for a text (it does not sign it, or others are enough) only lets the turn go by.
    """

    kind: ClassVar = "reject"
    instrument: InstrumentIx = -1
    say: Words = ()


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take back one's own open proposal, or (target 0) one's signature before all have signed."""

    kind: ClassVar = "withdraw"
    instrument: InstrumentIx
    target: int
    say: Words = ()


@dataclass(frozen=True, slots=True)
class Define:
    """Propose that an initialled ambiguous clause means one thing, as an agreed minute."""

    kind: ClassVar = "define"
    instrument: InstrumentIx
    issue: IssueIx
    reading: ReadingIx
    say: Words = ()


@dataclass(frozen=True, slots=True)
class Reopen:
    """Reopen an initialled clause without consent, at its stated cost."""

    kind: ClassVar = "reopen"
    instrument: InstrumentIx
    issue: IssueIx
    say: Words = ()


@dataclass(frozen=True, slots=True)
class Free:
    """Free the clauses that were initialled together with one just reopened. Does not use up the turn."""

    kind: ClassVar = "free"
    instrument: InstrumentIx


@dataclass(frozen=True, slots=True)
class Speak:
    """Say the words of an understanding."""

    kind: ClassVar = "speak"
    instrument: InstrumentIx
    issue: IssueIx
    value: ValueIx
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


# What one takes words to mean: at any own step, without using it up ---------------------------------


@dataclass(frozen=True, slots=True)
class Hear:
    """Choose privately what the words of an understanding are taken to mean."""

    kind: ClassVar = "hear"
    issue: IssueIx
    reading: ReadingIx


@dataclass(frozen=True, slots=True)
class Note:
    """Note privately what an ambiguous clause is taken to mean, and how sure one is (1 to 3)."""

    kind: ClassVar = "note"
    issue: IssueIx
    reading: ReadingIx
    sure: int = 2


# Desk and cable ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Play:
    """Play a card at the desk, sealed."""

    kind: ClassVar = "play"
    card: CardIx


@dataclass(frozen=True, slots=True)
class Choose:
    """Take a fork."""

    kind: ClassVar = "choose"
    fork: ForkIx
    choice: ChoiceIx


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
class Instruct:
    """Send one's delegate instructions: on two issues at most, or one the author has written."""

    kind: ClassVar = "instruct"
    channel: ChannelIx
    dispatch: DispatchIx = -1
    orders: OrdersData = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask one's principal for authority to sign clauses, on two issues at most."""

    kind: ClassVar = "ask"
    channel: ChannelIx
    package: PackageData = ()
    words: str = ""


# Signing and after ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sign:
    """Sign complete instruments."""

    kind: ClassVar = "sign"
    instruments: tuple[InstrumentIx, ...]


@dataclass(frozen=True, slots=True)
class Ratify:
    """Confirm a signed instrument for one's party."""

    kind: ClassVar = "ratify"
    instrument: InstrumentIx


@dataclass(frozen=True, slots=True)
class Repudiate:
    """Withhold ratification, at its stated cost."""

    kind: ClassVar = "repudiate"
    instrument: InstrumentIx


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing more at this step."""

    kind: ClassVar = "done"


@dataclass(frozen=True, slots=True)
class Draw:
    """Chance picks an outcome of what is being drawn."""

    kind: ClassVar = "draw"
    outcome: int


TextAct = Propose | Accept | Reject | Withdraw | Define | Reopen | Speak
"""Formal acts about a text: each uses up the turn."""

TableAct = TextAct | Free | Agenda | Adjourn | Leave | BreakOff
Act = TableAct | Hear | Note | Play | Choose | Send | Instruct | Ask | Sign | Ratify | Repudiate | Done | Draw

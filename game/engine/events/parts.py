"""What events are made of: letters, minutes, and the words for how things stand."""

from typing import Literal, NamedTuple

from game.engine.acts import OrdersData, PackageData
from game.scenario.indices import ChannelIx, DispatchIx, InstrumentIx, Minute, RoleIx

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

"""Compiled tables: a loaded scenario as integers and tuples, made once, read by every match.

Law of this file: plain frozen data, no behaviour but look-ups. `PublicTables` hold what every seat
may know, one `RoleTables` what its role alone knows, `HiddenTables` what no seat knows. Sets of
roles, options, issues and cards are bit masks: bit i is member i.
"""

from dataclasses import dataclass
from typing import NamedTuple

from game.scenario.indices import (
    CONCEPTS,
    BecauseIx,
    CardIx,
    ChannelIx,
    DispatchIx,
    ForkIx,
    InstrumentIx,
    IssueIx,
    Mask,
    Minute,
    ReadingIx,
    RoleIx,
    TrackIx,
)
from game.scenario.predicates import ClauseTest, EffectTable, Test

# What every seat may know -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class IssueTable:
    """One issue. A clause's value is an index into `values` (option ids, or the numbers of a range)."""

    id: str
    instrument: InstrumentIx
    values: tuple[str | int, ...]
    is_range: bool
    step: int
    required: bool
    forms: tuple[str, ...]
    publicities: tuple[str, ...]
    available: Mask
    reading_ids: tuple[str, ...]
    readings: tuple[tuple[ReadingIx, ...], ...]
    fixed: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class InstrumentTable:
    """One text: its issues, who signs and ratifies it, who sees it.

    `signers` bind it when all of `vetoes` and `quorum` of them agree. An understanding has no signers: its
    `speaker` speaks, its `hearer` hears; both are -1 for a text. `tied`: texts signed in the same act.
    """

    id: str
    main: bool
    issues: tuple[IssueIx, ...]
    required: tuple[IssueIx, ...]
    signers: Mask
    members: Mask
    vetoes: Mask
    quorum: int
    ratifiers: Mask = 0
    tied: Mask = 0
    speaker: RoleIx = -1
    hearer: RoleIx = -1

    def binds(self, assents: Mask) -> bool:
        """Return whether these assents are enough for its clauses and its signature."""
        return assents & self.vetoes == self.vetoes and (assents & self.signers).bit_count() >= self.quorum


@dataclass(frozen=True, slots=True)
class TrackTable:
    """One track: bounds, start, and the roles that see it."""

    id: str
    low: int
    high: int
    start: int
    seen_by: Mask


@dataclass(frozen=True, slots=True)
class CostTable:
    """One cost: its start. Everybody sees it."""

    id: str
    start: int


@dataclass(frozen=True, slots=True)
class MeetingTable:
    """Who meets about which texts (none: talk), for how many turns of how many minutes, in which order.

    `texts`: mask of instruments; `first`: the lowest of them, or -1. `host`: place in the order of who opens
    the first table. `observers`: recorders who watch.
    """

    first: InstrumentIx
    texts: Mask
    order: tuple[RoleIx, ...]
    host: int
    observers: Mask
    opens: Mask
    exchanges: int
    minutes: int


@dataclass(frozen=True, slots=True)
class SittingTable:
    """One dated step of the calendar; hours in minutes since 1900.

    `after`: whether its desk opens even when the talks are over, for a fork or card that names it. `asides`:
    the roles at no table that have a fork of their own here. `concepts`: mask of what may be used here.
    """

    id: str
    at: Minute
    desk_at: Minute | None
    meetings: tuple[MeetingTable, ...]
    signs: Mask
    ratifies: Mask
    cable: bool
    after: bool = False
    asides: Mask = 0
    concepts: Mask = (1 << len(CONCEPTS)) - 1

    def meeting_of(self, role: RoleIx) -> MeetingTable | None:
        """Return the meeting at which a role sits and speaks, if any."""
        for meeting in self.meetings:
            if role in meeting.order:
                return meeting
        return None


@dataclass(frozen=True, slots=True)
class PublicTables:
    """What every seat may know of the game before it begins.

    `text_sight` and `track_sight`: for each role, the mask of instruments and tracks it sees. `deciders`: the
    roles that act (recorders do not). `robustness`: by form.
    """

    scenario: str
    scale: int
    roles: tuple[str, ...]
    issues: tuple[IssueTable, ...]
    instruments: tuple[InstrumentTable, ...]
    tracks: tuple[TrackTable, ...]
    sittings: tuple[SittingTable, ...]
    cards: int
    events: int
    text_sight: tuple[Mask, ...]
    track_sight: tuple[Mask, ...]
    deciders: Mask
    costs: tuple[CostTable, ...] = ()
    forks: int = 0
    conflicts: int = 0
    principals: tuple[RoleIx, ...] = ()

    @property
    def everyone(self) -> Mask:
        """The mask of all roles."""
        return (1 << len(self.roles)) - 1


# What one role knows ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LinkageTable:
    """Points for clauses that stand together; `issues`: the mask of those it looks at."""

    when: Test
    points: int
    because: BecauseIx
    issues: Mask


@dataclass(frozen=True, slots=True)
class OwnCard:
    """A lever in one's hand: sittings (mask), condition; when and how likely an AI pulls it."""

    card: CardIx
    sittings: Mask
    when: Test | None
    worth_when: Test | None = None
    appeal: int = 50


@dataclass(frozen=True, slots=True)
class OwnFork:
    """A decision of one's own: at which sittings (mask), at which step, on which condition, in which ways.

    `weights`: how likely an AI player takes each way.
    """

    fork: ForkIx
    sittings: Mask
    at_table: bool
    when: Test | None
    weights: tuple[int, ...]

    @property
    def choices(self) -> int:
        """How many ways there are."""
        return len(self.weights)


class Grant(NamedTuple):
    """Authority to sign one option: 0 may sign, 1 ask first, 2 never.

    `only_if`: issues with masks of values, at most three, that must stand beside it.
    """

    level: int
    only_if: tuple[tuple[int, int], ...] = ()


Grants = tuple[Grant, ...]
"""Authority for each value of one issue."""


@dataclass(frozen=True, slots=True)
class OwnRatification:
    """A text this role ratifies, if its condition holds."""

    instrument: InstrumentIx
    needs: Test | None


@dataclass(frozen=True, slots=True)
class OwnPrice:
    """By how much something this role does moves a track, if a condition holds."""

    when: Test | None
    track: TrackIx
    amount: int


@dataclass(frozen=True, slots=True)
class OwnChannel:
    """A way to send, and to whom."""

    channel: ChannelIx
    addressee: RoleIx


@dataclass(frozen=True, slots=True)
class OwnDispatch:
    """A message the author has written for this role."""

    dispatch: DispatchIx
    channel: ChannelIx
    sittings: Mask
    instrument: InstrumentIx
    package: tuple[tuple[int, tuple[int, int, int]], ...]
    orders: tuple[tuple[int, Grants], ...] = ()


@dataclass(frozen=True, slots=True)
class RoleTables:
    """What one role wants and holds. `points[issue][value]` is one number for each possible reading.

    `middles`: the middle of each value's points. `mandate`: what a delegate may sign at the start, by
    issue. `delegates`: of a principal, its delegates with the mandates they start with; `widening`: what
    it costs it to let them sign more.
    """

    role: RoleIx
    points: tuple[tuple[tuple[int, ...], ...], ...]
    middles: tuple[tuple[int, ...], ...]
    silent: tuple[int, ...]
    linkages: tuple[LinkageTable, ...]
    walkaway: int
    moves: tuple[LinkageTable, ...]
    aims: tuple[tuple[Test, Test | None], ...]
    cards: tuple[OwnCard, ...]
    channels: tuple[OwnChannel, ...]
    dispatches: tuple[OwnDispatch, ...]
    forks: tuple[OwnFork, ...] = ()
    principal: RoleIx = -1
    mandate: tuple[Grants, ...] = ()
    delegates: tuple[tuple[RoleIx, tuple[Grants, ...]], ...] = ()
    ratifications: tuple[OwnRatification, ...] = ()
    widening: tuple[OwnPrice, ...] = ()


# What no seat knows -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CardTable:
    """What a card does, and who notices."""

    id: str
    role: RoleIx
    effects: tuple[EffectTable, ...]
    noticed_by: Mask


@dataclass(frozen=True, slots=True)
class TransitTable:
    """Possible hours on the way with their weights; `documented` is an index."""

    hours: tuple[int, ...]
    weights: tuple[int, ...]
    documented: int


@dataclass(frozen=True, slots=True)
class EventTable:
    """A world event: when, on what condition, its outcomes with their weights and effects."""

    id: str
    at: Minute
    when: Test | None
    seen_by: Mask
    outcomes: tuple[str, ...]
    weights: tuple[int, ...]
    documented: int
    effects: tuple[tuple[EffectTable, ...], ...]


@dataclass(frozen=True, slots=True)
class ForkTable:
    """A fork: what each choice does, who notices, and the documented choice (-1 if none)."""

    id: str
    role: RoleIx
    choices: tuple[str, ...]
    effects: tuple[tuple[EffectTable, ...], ...]
    noticed_by: Mask
    documented: int


@dataclass(frozen=True, slots=True)
class ReadingRule:
    """When a reading prevails, why, and what follows."""

    reading: ReadingIx
    when: Test | None
    because: BecauseIx
    effects: tuple[EffectTable, ...] = ()


@dataclass(frozen=True, slots=True)
class ConflictTable:
    """Two clauses one role cannot both honour, who is wronged, and what it costs once that is known."""

    id: str
    first: ClauseTest
    second: ClauseTest
    promiser: RoleIx
    injured: RoleIx
    costs: tuple[EffectTable, ...]
    because: BecauseIx


@dataclass(frozen=True, slots=True)
class RatificationTable:
    """What it costs a role not to ratify a text: signed inside the mandate, and outside it."""

    role: RoleIx
    instrument: InstrumentIx
    withholding: tuple[EffectTable, ...]
    disowning: tuple[EffectTable, ...]


@dataclass(frozen=True, slots=True)
class HiddenTables:
    """What no seat knows. `becauses` are the places of the author's reasons in the scenario.

    `leaving`: by sitting, then by meeting. `receipts`: by dispatch. `reports`: channels that carry minutes.
    `widening`, `broken_word`: by role. `reopening`: by instrument. `robustness`: by issue, then form.
    """

    cards: tuple[CardTable, ...]
    channels: tuple[str, ...]
    transits: tuple[TransitTable, ...]
    dispatches: tuple[str, ...]
    events: tuple[EventTable, ...]
    rules: tuple[tuple[tuple[ReadingRule, ...], ...], ...]
    moves: tuple[tuple[EffectTable, ...], ...]
    leaving: tuple[tuple[tuple[EffectTable, ...], ...], ...]
    becauses: tuple[str, ...]
    arrivals: tuple[tuple[EffectTable, ...], ...] = ()
    forks: tuple[ForkTable, ...] = ()
    receipts: tuple[tuple[EffectTable, ...], ...] = ()
    reports: tuple[tuple[ChannelIx, RoleIx, RoleIx], ...] = ()
    widening: tuple[tuple[EffectTable, ...], ...] = ()
    broken_word: tuple[tuple[EffectTable, ...], ...] = ()
    reopening: tuple[tuple[EffectTable, ...], ...] = ()
    conflicts: tuple[ConflictTable, ...] = ()
    ratifications: tuple[RatificationTable, ...] = ()
    robustness: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Tables:
    """A compiled scenario."""

    public: PublicTables
    roles: tuple[RoleTables, ...]
    hidden: HiddenTables

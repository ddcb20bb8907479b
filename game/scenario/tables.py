"""Compiled tables: a loaded scenario as integers and tuples, made once, read by every match.

Law of this file: plain frozen data, no behaviour but look-ups. `PublicTables` hold what every seat
may know, one `RoleTables` what its role alone knows, `HiddenTables` what no seat knows. Sets of
roles, options, issues and cards are bit masks: bit i is member i.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

RoleIx = Annotated[int, "role"]
IssueIx = Annotated[int, "issue"]
ValueIx = Annotated[int, "value"]
ReadingIx = Annotated[int, "reading"]
InstrumentIx = Annotated[int, "instrument"]
SittingIx = Annotated[int, "sitting"]
TrackIx = Annotated[int, "track"]
CardIx = Annotated[int, "card"]
ChannelIx = Annotated[int, "channel"]
DispatchIx = Annotated[int, "dispatch"]
EventIx = Annotated[int, "event"]
OutcomeIx = Annotated[int, "outcome"]
BecauseIx = Annotated[int, "because"]
Intent = Literal["ask_why", "probe", "link", "disclose", "explain", "unacceptable", "not_enough", "close"]
"""What a spoken sentence is for; the last three answer a probe."""

Mask = int
RoleMask = Annotated[int, "roles"]
IssueMask = Annotated[int, "issues"]
Minute = Annotated[int, "minute"]


def members(mask: Mask) -> tuple[int, ...]:
    """Return the members of a mask, lowest first."""
    found = []
    index = 0
    while mask:
        if mask & 1:
            found.append(index)
        mask >>= 1
        index += 1
    return tuple(found)


# Conditions -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple["Test", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple["Test", ...]


@dataclass(frozen=True, slots=True)
class NotSo:
    """The part does not hold."""

    part: "Test"


@dataclass(frozen=True, slots=True)
class ClauseTest:
    """The clause on `issue` has a value, form and publicity among these."""

    issue: IssueIx
    values: Mask
    forms: Mask
    publicities: Mask


@dataclass(frozen=True, slots=True)
class ReadingTest:
    """This reading prevailed on `issue`."""

    issue: IssueIx
    reading: ReadingIx


@dataclass(frozen=True, slots=True)
class TrackTest:
    """The track lies within bounds, ends included."""

    track: TrackIx
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class CardTest:
    """The card has been played."""

    card: CardIx


@dataclass(frozen=True, slots=True)
class SignedTest:
    """The instrument has been signed by all."""

    instrument: InstrumentIx


@dataclass(frozen=True, slots=True)
class EventTest:
    """The world event came out like this."""

    event: EventIx
    outcome: OutcomeIx


Test = AllOf | AnyOf | NotSo | ClauseTest | ReadingTest | TrackTest | CardTest | SignedTest | EventTest


@dataclass(frozen=True, slots=True)
class EffectTable:
    """One effect: kind, what it touches, when, and the number of its `because`."""

    kind: Literal["track", "opens", "closes", "tell"]
    when: Test | None
    because: BecauseIx
    target: int = -1
    amount: int = 0
    audience: Mask = 0


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


@dataclass(frozen=True, slots=True)
class InstrumentTable:
    """One text: its issues, who signs for it, who sees it."""

    id: str
    main: bool
    issues: tuple[IssueIx, ...]
    required: tuple[IssueIx, ...]
    signers: Mask
    members: Mask


@dataclass(frozen=True, slots=True)
class TrackTable:
    """One track: bounds, start, and the roles that see it."""

    id: str
    low: int
    high: int
    start: int
    seen_by: Mask


@dataclass(frozen=True, slots=True)
class MeetingTable:
    """Who meets about which text, for how many turns of how many minutes, in which speaking order."""

    instrument: InstrumentIx
    order: tuple[RoleIx, ...]
    opens: Mask
    exchanges: int
    minutes: int


@dataclass(frozen=True, slots=True)
class SittingTable:
    """One dated step of the calendar; hours in minutes since 1900."""

    id: str
    at: Minute
    desk_at: Minute | None
    meeting: MeetingTable | None
    signs: Mask
    cable: bool


@dataclass(frozen=True, slots=True)
class PublicTables:
    """What every seat may know of the game before it begins.

    `text_sight` and `track_sight`: for each role, the mask of instruments and tracks it sees.
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

    @property
    def everyone(self) -> Mask:
        """The mask of all roles."""
        return (1 << len(self.roles)) - 1


# What one role knows ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LinkageTable:
    """Points for clauses that stand together."""

    when: Test
    points: int
    because: BecauseIx


@dataclass(frozen=True, slots=True)
class OwnCard:
    """A lever in one's hand: at which sittings (mask), on which condition."""

    card: CardIx
    sittings: Mask
    when: Test | None


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


@dataclass(frozen=True, slots=True)
class RoleTables:
    """What one role wants and holds. `points[issue][value]` is one number for each possible reading."""

    role: RoleIx
    points: tuple[tuple[tuple[int, ...], ...], ...]
    silent: tuple[int, ...]
    linkages: tuple[LinkageTable, ...]
    walkaway: int
    moves: tuple[LinkageTable, ...]
    aims: tuple[tuple[Test, Test | None], ...]
    cards: tuple[OwnCard, ...]
    channels: tuple[OwnChannel, ...]
    dispatches: tuple[OwnDispatch, ...]


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
class ReadingRule:
    """When a reading prevails, and why."""

    reading: ReadingIx
    when: Test | None
    because: BecauseIx


@dataclass(frozen=True, slots=True)
class HiddenTables:
    """What no seat knows. `becauses` are the places of the author's reasons in the scenario."""

    cards: tuple[CardTable, ...]
    channels: tuple[str, ...]
    transits: tuple[TransitTable, ...]
    dispatches: tuple[str, ...]
    events: tuple[EventTable, ...]
    rules: tuple[tuple[tuple[ReadingRule, ...], ...], ...]
    moves: tuple[tuple[EffectTable, ...], ...]
    leaving: tuple[tuple[EffectTable, ...], ...]
    becauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """A compiled scenario."""

    public: PublicTables
    roles: tuple[RoleTables, ...]
    hidden: HiddenTables

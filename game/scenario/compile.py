"""From a checked scenario to its tables. Called only once every check has passed."""

from collections.abc import Iterable, Mapping, Sequence

from game.scenario.base import Id, Whole, minutes_of
from game.scenario.calendar import Meeting, Sitting, opening_of
from game.scenario.model import Scenario
from game.scenario.nouns import Channel, Issue
from game.scenario.numbering import Numbering, reading_ids, values_of
from game.scenario.preferences import Linkage, Points, WalkAwayMove
from game.scenario.record import ClauseValue, FullClause
from game.scenario.tables import (
    AnyOf,
    CardTable,
    EventTable,
    HiddenTables,
    InstrumentTable,
    IssueTable,
    LinkageTable,
    Mask,
    MeetingTable,
    OwnCard,
    OwnChannel,
    OwnDispatch,
    PublicTables,
    ReadingRule,
    RoleTables,
    SittingTable,
    Tables,
    TrackTable,
    TransitTable,
)


def compile_scenario(scenario: Scenario) -> Tables:
    """Return the integer tables every match of `scenario` runs on."""
    numbering = Numbering(scenario)
    roles = tuple(_role(numbering, role_id) for role_id in scenario.roles)
    return Tables(_public(numbering), roles, _hidden(numbering))


def clause_of(scenario: Scenario, issue_id: str, value: ClauseValue) -> tuple[int, int, int]:
    """Return a clause as (value, form, publicity) numbers; forms left out are the usual ones."""
    issue = scenario.issues[issue_id]
    full = value if isinstance(value, FullClause) else FullClause(value=value)
    form = issue.forms.index(full.form) if full.form else 0
    publicity = issue.publicity.index(full.publicity) if full.publicity else 0
    return values_of(issue).index(full.value), form, publicity


# Public -----------------------------------------------------------------------------------------


def _public(n: Numbering) -> PublicTables:
    scenario = n.scenario
    owner = {i: number for number, t in enumerate(scenario.instruments.values()) for i in t.issues}
    issues = (_issue(n, name, owner[name]) for name in scenario.issues)
    instruments = tuple(_instrument(n, name) for name in scenario.instruments)
    tracks = tuple(
        TrackTable(name, t.min, t.max, t.start, n.seers(t.seen_by)) for name, t in scenario.tracks.items()
    )
    roles = range(len(scenario.roles))
    return PublicTables(
        scenario=scenario.id,
        scale=scenario.scale,
        roles=tuple(scenario.roles),
        issues=tuple(issues),
        instruments=instruments,
        tracks=tracks,
        sittings=tuple(_sitting(n, sitting) for sitting in scenario.calendar),
        cards=len(scenario.cards),
        events=len(scenario.world),
        text_sight=tuple(_sight((text.members for text in instruments), role) for role in roles),
        track_sight=tuple(_sight((track.seen_by for track in tracks), role) for role in roles),
    )


def _sight(audiences: Iterable[Mask], role: int) -> Mask:
    """Return the mask of the things whose audience includes `role`."""
    return sum((audience >> role & 1) << number for number, audience in enumerate(audiences))


def _issue(n: Numbering, name: str, instrument: int) -> IssueTable:
    issue = n.scenario.issues[name]
    values = values_of(issue)
    numbers = n.readings[n.issues[name]]
    options = list((issue.options or {}).values())
    available = sum(1 << i for i in range(len(values)) if not (options and options[i].closed))
    return IssueTable(
        id=name,
        instrument=instrument,
        values=values,
        is_range=issue.range is not None,
        step=issue.range.step if issue.range else 1,
        required=issue.required,
        forms=issue.forms,
        publicities=issue.publicity,
        available=available,
        reading_ids=reading_ids(issue),
        readings=tuple(tuple(numbers[r] for r in option.readings) for option in options)
        or ((),) * len(values),
    )


def _instrument(n: Numbering, name: str) -> InstrumentTable:
    text = n.scenario.instruments[name]
    signers = [r for r, role in n.scenario.roles.items() if role.party in text.signatories]
    meetings = [s.meeting for s in n.scenario.calendar if s.meeting]
    present = [r for m in meetings if m.instrument == name for r in m.roles]
    return InstrumentTable(
        id=name,
        main=text.main,
        issues=tuple(n.issues[i] for i in text.issues),
        required=tuple(n.issues[i] for i in text.issues if n.scenario.issues[i].required),
        signers=n.mask(n.roles, signers),
        members=n.mask(n.roles, {*signers, *present}),
    )


def _sitting(n: Numbering, sitting: Sitting) -> SittingTable:
    at = minutes_of(sitting.at)
    return SittingTable(
        id=sitting.id,
        at=at,
        desk_at=opening_of(sitting) if sitting.desk else None,
        meeting=_meeting(n, sitting.meeting) if sitting.meeting else None,
        signs=n.mask(n.instruments, sitting.signs),
        cable=sitting.cable,
    )


def _meeting(n: Numbering, meeting: Meeting) -> MeetingTable:
    return MeetingTable(
        instrument=n.instruments[meeting.instrument],
        order=tuple(n.roles[role] for role in meeting.roles),
        opens=n.mask(n.issues, meeting.opens),
        exchanges=meeting.exchanges,
        minutes=meeting.minutes,
    )


# One role ---------------------------------------------------------------------------------------


def _role(n: Numbering, name: str) -> RoleTables:
    role = n.scenario.roles[name]
    at = ("roles", name)
    points = tuple(_points(n.scenario.issues[i], role.points[i]) for i in n.scenario.issues)
    silent = (role.points[i].get("silent", 0) for i in n.scenario.issues)
    return RoleTables(
        role=n.roles[name],
        points=points,
        silent=tuple(s for s in silent if isinstance(s, int)),
        linkages=_linkages(n, role.linkages, *at, "linkages"),
        walkaway=role.walkaway.points,
        moves=_linkages(n, role.walkaway.moves, *at, "walkaway", "moves"),
        aims=tuple((n.test(a.met) or _never(), n.test(a.partly)) for a in role.aims),
        cards=_own_cards(n, name),
        channels=tuple(
            OwnChannel(n.channels[c], n.roles[channel.addressee])
            for c, channel in n.scenario.channels.items()
            if channel.sender == name
        ),
        dispatches=_own_dispatches(n, name),
    )


def _never() -> AnyOf:
    return AnyOf(())


def _points(issue: Issue, points: Points) -> tuple[tuple[int, ...], ...]:
    if issue.range is not None:
        return tuple((p,) for p in between(points, values_of(issue)))
    options = (issue.options or {}).items()
    return tuple(_of_option(points[name], option.readings) for name, option in options)


def _of_option(points: Whole | Mapping[Id, Whole], readings: Iterable[Id]) -> tuple[int, ...]:
    return (points,) if isinstance(points, int) else tuple(points[name] for name in readings)


def between(points: Points, values: tuple[str | int, ...]) -> tuple[int, ...]:
    """Return points for each number, on straight lines between those given, rounded down."""
    known = sorted((int(k), v) for k, v in points.items() if k != "silent" and isinstance(v, int))
    found = []
    for value in values:
        low = max(pair for pair in known if pair[0] <= int(value))
        high = min(pair for pair in known if pair[0] >= int(value))
        span = high[0] - low[0]
        rise = (high[1] - low[1]) * (int(value) - low[0])
        found.append(low[1] + (rise // span if span else 0))
    return tuple(found)


def _linkages(n: Numbering, given: Sequence[Linkage | WalkAwayMove], *at: str) -> tuple[LinkageTable, ...]:
    return tuple(
        LinkageTable(n.test(item.when) or _never(), item.points, n.because(*at, number))
        for number, item in enumerate(given)
    )


def _own_cards(n: Numbering, name: str) -> tuple[OwnCard, ...]:
    return tuple(
        OwnCard(n.cards[c], n.mask(n.sittings, card.sittings), n.test(card.when))
        for c, card in n.scenario.cards.items()
        if card.role == name
    )


def _own_dispatches(n: Numbering, name: str) -> tuple[OwnDispatch, ...]:
    found = []
    for number, dispatch in enumerate(n.scenario.dispatches.values()):
        if n.scenario.channels[dispatch.channel].sender != name:
            continue
        package = {n.issues[i]: clause_of(n.scenario, i, value) for i, value in dispatch.issues.items()}
        found.append(
            OwnDispatch(
                dispatch=number,
                channel=n.channels[dispatch.channel],
                sittings=n.mask(n.sittings, dispatch.sittings),
                instrument=n.instruments[dispatch.instrument] if dispatch.instrument else -1,
                package=tuple(sorted(package.items())),
            )
        )
    return tuple(found)


# Hidden -----------------------------------------------------------------------------------------


def _hidden(n: Numbering) -> HiddenTables:
    scenario = n.scenario
    return HiddenTables(
        cards=tuple(
            CardTable(
                name,
                n.roles[card.role],
                n.effects(card.effects, "cards", name, "effects"),
                n.seers(card.noticed_by),
            )
            for name, card in scenario.cards.items()
        ),
        channels=tuple(scenario.channels),
        transits=tuple(_transit(channel) for channel in scenario.channels.values()),
        dispatches=tuple(scenario.dispatches),
        events=tuple(_event(n, name) for name in scenario.world),
        rules=tuple(_rules(n, name) for name in scenario.issues),
        moves=tuple(
            n.effects(sitting.moves, "calendar", number, "moves")
            for number, sitting in enumerate(scenario.calendar)
        ),
        leaving=tuple(
            n.effects(sitting.meeting.leaving, "calendar", number, "meeting", "leaving")
            if sitting.meeting
            else ()
            for number, sitting in enumerate(scenario.calendar)
        ),
        becauses=tuple(n.becauses),
    )


def _transit(channel: Channel) -> TransitTable:
    return TransitTable(
        hours=tuple(t.hours for t in channel.transits),
        weights=tuple(t.weight for t in channel.transits),
        documented=_documented(t.documented for t in channel.transits),
    )


def _event(n: Numbering, name: str) -> EventTable:
    event = n.scenario.world[name]
    return EventTable(
        id=name,
        at=minutes_of(event.at),
        when=n.test(event.when),
        seen_by=n.seers(event.seen_by),
        outcomes=tuple(event.outcomes),
        weights=tuple(o.weight for o in event.outcomes.values()),
        documented=_documented(o.documented for o in event.outcomes.values()),
        effects=tuple(
            n.effects(o.effects, "world", name, "outcomes", key, "effects")
            for key, o in event.outcomes.items()
        ),
    )


def _documented(flags: Iterable[bool]) -> int:
    return next((number for number, flag in enumerate(flags) if flag), 0)


def _rules(n: Numbering, name: str) -> tuple[tuple[ReadingRule, ...], ...]:
    issue = n.scenario.issues[name]
    numbers = n.readings[n.issues[name]]
    return tuple(
        tuple(
            ReadingRule(
                numbers[r],
                n.test(reading.when),
                n.because("issues", name, "options", key, "readings", r),
            )
            for r, reading in option.readings.items()
        )
        for key, option in (issue.options or {}).items()
    )

"""What every seat may know, from a checked scenario."""

from collections.abc import Iterable

from game.scenario.base import minutes_of
from game.scenario.calendar import Meeting, Sitting, opening_of
from game.scenario.indices import CONCEPTS, Mask
from game.scenario.model import Scenario
from game.scenario.numbering import Numbering, clause_of, reading_ids, values_of
from game.scenario.signing import ratifier_of, signers_of
from game.scenario.tables import (
    CostTable,
    InstrumentTable,
    IssueTable,
    MeetingTable,
    PublicTables,
    SittingTable,
    TrackTable,
)


def public_tables(n: Numbering) -> PublicTables:
    """Return what every seat may know before the game begins."""
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
        sittings=tuple(_sitting(n, number) for number in range(len(scenario.calendar))),
        cards=len(scenario.cards),
        events=len(scenario.world),
        text_sight=tuple(_sight((text.members for text in instruments), role) for role in roles),
        track_sight=tuple(_sight((track.seen_by for track in tracks), role) for role in roles),
        deciders=n.mask(n.roles, [name for name, role in scenario.roles.items() if not role.recorder]),
        costs=tuple(CostTable(name, cost.start) for name, cost in scenario.costs.items()),
        forks=len(scenario.forks),
        conflicts=len(scenario.conflicts),
        principals=tuple(n.roles[r.principal] if r.principal else -1 for r in scenario.roles.values()),
    )


def _sight(audiences: Iterable[Mask], role: int) -> Mask:
    """Return the mask of the things whose audience includes `role`."""
    return sum((audience >> role & 1) << number for number, audience in enumerate(audiences))


def _issue(n: Numbering, name: str, instrument: int) -> IssueTable:
    issue = n.scenario.issues[name]
    values = values_of(issue)
    numbers = n.readings[n.issues[name]]
    options = list((issue.options or {}).values())
    fixed = None if issue.fixed is None else clause_of(n.scenario, name, issue.fixed)
    available = sum(
        1 << i for i in range(len(values)) if fixed is None and not (options and options[i].closed)
    )
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
        fixed=fixed,
    )


def _instrument(n: Numbering, name: str) -> InstrumentTable:
    text = n.scenario.instruments[name]
    signers = n.mask(n.roles, signers_of(n.scenario, name))
    meetings = [m for s in n.scenario.calendar for m in s.tables]
    present = [r for m in meetings if name in m.texts for r in (*m.roles, *m.observers)]
    talkers = [r for r in (text.speaker, text.hearer) if r is not None]
    of_party = {n.scenario.roles[r].party: n.roles[r] for r in signers_of(n.scenario, name)}
    vetoes = [of_party[p] for p in (text.binding.vetoes if text.binding else text.signatories)]
    return InstrumentTable(
        id=name,
        main=text.main,
        issues=tuple(n.issues[i] for i in text.issues),
        required=tuple(n.issues[i] for i in text.issues if n.scenario.issues[i].required),
        signers=signers,
        members=signers | n.mask(n.roles, {*present, *talkers}),
        vetoes=sum(1 << role for role in vetoes),
        quorum=text.binding.quorum if text.binding else signers.bit_count(),
        ratifiers=n.mask(n.roles, {r for p in text.ratification if (r := ratifier_of(n.scenario, name, p))}),
        tied=n.mask(n.instruments, text.tied_to),
        speaker=n.roles[text.speaker] if text.speaker else -1,
        hearer=n.roles[text.hearer] if text.hearer else -1,
    )


def _sitting(n: Numbering, number: int) -> SittingTable:
    sitting = n.scenario.calendar[number]
    at = minutes_of(sitting.at)
    return SittingTable(
        id=sitting.id,
        at=at,
        desk_at=opening_of(sitting) if sitting.desk else None,
        meetings=tuple(_meeting(n, meeting) for meeting in sitting.tables),
        signs=n.mask(n.instruments, sitting.signs),
        ratifies=n.mask(n.instruments, sitting.ratifies),
        cable=sitting.cable,
        after=_has_lever(n.scenario, sitting.id),
        asides=_asides(n, sitting),
        concepts=_concepts(n.scenario, number),
    )


def _has_lever(scenario: Scenario, sitting: str) -> bool:
    """Return whether a card or a fork can be used at a sitting's desk."""
    cards = any(sitting in card.sittings for card in scenario.cards.values())
    return cards or any(sitting in fork.sittings and fork.step == "desk" for fork in scenario.forks.values())


def _asides(n: Numbering, sitting: Sitting) -> Mask:
    """Return the roles at no table here that have a fork to take meanwhile."""
    busy = {role for meeting in sitting.tables for role in meeting.roles}
    own = {f.role for f in n.scenario.forks.values() if f.step == "table" and sitting.id in f.sittings}
    return n.mask(n.roles, own - busy)


def _concepts(scenario: Scenario, number: int) -> Mask:
    """Return what may be used at a sitting: all, if the scenario never speaks of it."""
    if not any(sitting.introduces for sitting in scenario.calendar):
        return (1 << len(CONCEPTS)) - 1
    known = {c for sitting in scenario.calendar[: number + 1] for c in sitting.introduces}
    return sum(1 << place for place, concept in enumerate(CONCEPTS) if concept in known)


def _meeting(n: Numbering, meeting: Meeting) -> MeetingTable:
    texts = sorted(n.instruments[name] for name in meeting.texts)
    return MeetingTable(
        first=texts[0] if texts else -1,
        texts=sum(1 << number for number in texts),
        order=tuple(n.roles[role] for role in meeting.roles),
        host=meeting.roles.index(meeting.host) if meeting.host else 0,
        observers=n.mask(n.roles, meeting.observers),
        opens=n.mask(n.issues, meeting.opens),
        exchanges=meeting.exchanges,
        minutes=meeting.minutes,
    )

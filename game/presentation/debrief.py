"""The debrief: how a match ended, beside what happened, as one versioned model for every face.

Law of this file: it explains and does not grade. Facts come from the record with their sources; where there
is no record, `against_history` is null.
"""

from typing import Any

from game.analysis.history import (
    Doing,
    Moment,
    clause_agrees,
    clause_played,
    documented_doings,
    first_divergence,
)
from game.engine.acts import Clause
from game.engine.events import IN_FORCE, OptionClosed, OptionOpened, Told, TrackMoved, WorldEventHappened
from game.engine.facts import facts_of, facts_signed
from game.engine.worth import walkaway, worth
from game.messages import text
from game.presentation.chronicle import Deed, deeds
from game.presentation.seat_view import clause_data
from game.presentation.sentences import sentence
from game.presentation.stakes import aims, no_agreement
from game.presentation.wording import Wording, spoken_hour
from game.scenario.indices import members
from game.scenario.model import ClosingKey
from game.scenario.numbering import clause_of
from game.scenario.record import DocumentedClause, FullClause, Record
from game.scenario.sources import Cite
from game.session.match import Match

FORMAT = "kherem-debrief/1"
Data = dict[str, Any]


def debrief(match: Match) -> Data:
    """Return the debrief of a match as JSON data; of one not over, only what all seats know."""
    wording = Wording(match.opened.scenario, match.tables)
    scenario = match.opened.scenario
    everyone = match.tables.public.everyone
    done = [d for d in deeds(match, wording) if match.ended or d.audience == everyone]
    status = match.state.clock.status
    return {
        "format": FORMAT,
        "scenario": scenario.id,
        "title": scenario.title,
        "clock": scenario.clock,
        "licence": scenario.licence,
        "seed": match.header.seed,
        "seats": dict(match.seats),
        "role_names": {role: _name(match, role) for role in match.roles},
        "status": status,
        "closing": _closing(match),
        "sittings": match.state.clock.sitting + 1,
        "acts": match.acts,
        "against_history": _against_history(match, wording) if match.ended else None,
        "first_divergence": _first_divergence(match, wording, done) if match.ended else None,
        "aims": _aims(match, wording) if match.ended else {},
        "points": points(match) if match.ended else dict.fromkeys(match.roles),
        "walkaway": walkaways(match) if match.ended else dict.fromkeys(match.roles),
        "fidelity": dict.fromkeys(match.roles),
        "readings": _readings(match, wording),
        "no_agreement": _no_agreement(match),
        "silent": _silent(match),
        "stakes": _stakes(match, wording),
        "levers": _levers(match),
        "world": _world(match),
        "affected": _affected(match),
        "timeline": _timeline(match, done),
        "what_changed": _changes(match, wording),
        "afterwards": _afterwards(scenario.record) if match.ended else [],
        "reflection": list(scenario.reflection),
        "bibliography": {
            key: source.model_dump(exclude_none=True) for key, source in scenario.bibliography.items()
        },
    }


ENDINGS: dict[str, tuple[ClosingKey, ...]] = {
    "signed": ("signed",),
    "ratified": ("ratified", "signed"),
    "repudiated": ("repudiated", "lapsed"),
    "lapsed": ("lapsed",),
    "broken_off": ("broken_off", "lapsed"),
}
"""What is told at the end, by how the main text ended; the next best where the author wrote nothing."""


def _closing(match: Match) -> str | None:
    written = match.opened.scenario.closing
    keys = ENDINGS.get(match.state.clock.status, ())
    return next((written[key] for key in keys if key in written), None)


# Points --------------------------------------------------------------------------------------------


def points(match: Match) -> dict[str, int]:
    """Return what each role has: what the signed texts are worth, or its walk-away without the main one."""
    facts = facts_signed(match.tables.public, match.state)
    signed = match.state.clock.status in IN_FORCE
    lines = walkaways(match)
    return {
        match.roles[own.role]: worth(match.tables.public, own, facts).middle
        if signed
        else lines[match.roles[own.role]]
        for own in match.tables.roles
    }


def walkaways(match: Match) -> dict[str, int]:
    """Return each role's walk-away as things stand."""
    facts = facts_of(match.tables.public, match.state)
    return {match.roles[own.role]: walkaway(own, facts) for own in match.tables.roles}


def _aims(match: Match, wording: Wording) -> Data:
    facts = facts_signed(match.tables.public, match.state)
    return {match.roles[own.role]: aims(wording, own, facts) for own in match.tables.roles}


def _stakes(match: Match, wording: Wording) -> Data:
    """Return each role's no-agreement line with what moved it, and where its aims are documented."""
    facts = facts_of(match.tables.public, match.state)
    found = {}
    for own in match.tables.roles:
        name = match.roles[own.role]
        author = match.opened.scenario.roles[name]
        found[name] = {
            **no_agreement(wording, own, facts),
            "sources": _cites(author.walkaway.sources if author.walkaway else ()),
            "aims": [_cites(aim.sources) for aim in author.aims],
        }
    return found if match.ended else {}


def _levers(match: Match) -> list[Data]:
    """Return the cards: who held them, whether they were played, and the documented use behind each."""
    if not match.ended:
        return []
    return [
        {
            "card": key,
            "name": card.name,
            "role": card.role,
            "played": bool(match.state.world.cards >> number & 1),
            "use": card.use,
            "sources": _cites(card.sources),
        }
        for number, (key, card) in enumerate(match.opened.scenario.cards.items())
    ] + [_draft(match, number) for number in range(len(match.opened.scenario.dispatches))]


def _draft(match: Match, number: int) -> Data:
    """Return a message the author had written: who held it, and whether it was sent."""
    key, dispatch = list(match.opened.scenario.dispatches.items())[number]
    sent = {letter.dispatch for seat in match.state.seats for letter in seat.outbox}
    return {
        "dispatch": key,
        "name": dispatch.name,
        "role": match.opened.scenario.channels[dispatch.channel].sender,
        "channel": match.opened.scenario.channels[dispatch.channel].name,
        "played": number in sent,
        "use": dispatch.text,
        "sources": _cites(dispatch.sources),
    }


def _world(match: Match) -> list[Data]:
    """Return the world events: how they came out, and how they did in history."""
    found = []
    for number, (key, event) in enumerate(match.opened.scenario.world.items()):
        outcome = match.state.world.outcomes[number]
        if outcome < 0 or not match.ended:
            continue
        outcomes = list(event.outcomes)
        documented = [name for name, one in event.outcomes.items() if one.documented]
        found.append(
            {
                "event": key,
                "name": event.name,
                "outcome": outcomes[outcome],
                "text": event.outcomes[outcomes[outcome]].text,
                "documented": documented[0] if documented else None,
                "sources": _cites(event.sources),
            }
        )
    return found


# Against history -----------------------------------------------------------------------------------


def _against_history(match: Match, wording: Wording) -> Data | None:
    record = match.opened.scenario.record
    if record is None:
        return None
    clauses = [
        _compared(match, wording, record, instrument, issue, clause)
        for instrument, documented in record.outcome.items()
        for issue, clause in documented.clauses.items()
    ]
    return {
        "matched": sum(clause["agrees"] for clause in clauses),
        "total": len(clauses),
        "status": {name: one.status for name, one in record.outcome.items()},
        "sources": {name: _cites(one.sources) for name, one in record.outcome.items()},
        "texts": {name: _cites(match.opened.scenario.instruments[name].sources) for name in record.outcome},
        "clauses": clauses,
    }


def _compared(
    match: Match,
    wording: Wording,
    record: Record,
    instrument: str,
    issue: str,
    documented: DocumentedClause,
) -> Data:
    number = wording.names.number("issue", issue)
    shown_text = match.state.texts[wording.names.number("instrument", instrument)]
    wanted = FullClause(value=documented.value, form=documented.form, publicity=documented.publicity)
    clause = Clause(*clause_of(match.opened.scenario, issue, wanted))
    played = clause_played(shown_text, number)
    shown = clause_data(wording, number, played, shown_text.readings[number])
    meant = clause_data(wording, number, clause)
    assert meant is not None, "a documented clause is a clause"
    positions = [
        {
            "sitting": p.sitting,
            "role": p.role,
            "sitting_title": _title(match, p.sitting),
            "role_name": _name(match, p.role),
            "option": p.value,
            "note": p.note,
            "sources": _cites(p.sources),
        }
        for p in record.positions
        if p.issue == issue
    ]
    return {
        "instrument": instrument,
        "issue": issue,
        "title": wording.issue(number),
        "played": shown,
        "documented": {**meant, "reading": documented.reading},
        "agrees": clause_agrees(played, clause),
        "note": documented.note,
        "terms": _cites(match.opened.scenario.issues[issue].sources),
        "positions": positions,
        "sources": _cites(documented.sources),
    }


def _title(match: Match, sitting: str) -> str:
    return next(s.title for s in match.opened.scenario.calendar if s.id == sitting)


def _name(match: Match, role: str) -> str:
    return match.opened.scenario.roles[role].short


def _cites(cites: tuple[Cite, ...]) -> list[Data]:
    return [{"key": c.key, "confidence": c.confidence, "at": c.at} for c in cites]


def _first_divergence(match: Match, wording: Wording, done: list[Deed]) -> Data | None:
    record = match.opened.scenario.record
    if record is None or not record.acts:
        return None
    clock = match.state.clock
    played = [
        Doing(number, deed.sitting, deed.step, deed.role, deed.kind, deed.what)
        for number, deed in enumerate(done)
    ]
    found = first_divergence(
        documented_doings(match.opened.scenario, wording.names),
        played,
        Moment(clock.sitting, clock.step, clock.ended),
    )
    if found is None:
        return None
    wanted, instead = found
    either = wanted or instead
    assert either is not None, "a divergence has at least one side"
    author = record.acts[wanted.number] if wanted else None
    deed = done[instead.number] if instead else None
    return {
        "sitting": match.opened.scenario.calendar[either.sitting].id,
        "sitting_title": match.opened.scenario.calendar[either.sitting].title,
        "step": either.step,
        "documented": author and {"role": author.role, "text": author.text},
        "sources": _cites(author.sources) if author else [],
        "played": deed and {"role": match.roles[deed.role], "text": deed.text, "seq": deed.seq},
    }


# What happened, and what it means --------------------------------------------------------------------


def _readings(match: Match, wording: Wording) -> list[Data]:
    found = []
    for number, issue in enumerate(match.tables.public.issues):
        shown = match.state.texts[issue.instrument]
        reading, clause = shown.readings[number], shown.clauses[number]
        if reading >= 0 and clause is not None:
            key = issue.reading_ids[reading]
            author = wording.readings(number, clause.value)[key]
            found.append(
                {
                    "issue": issue.id,
                    "title": wording.issue(number),
                    "reading": key,
                    "meaning": author.meaning,
                    "because": author.because,
                }
            )
    return found


def _no_agreement(match: Match) -> list[Data]:
    """Return what happens on each issue of a text that came to nothing."""
    found = []
    for number, issue_id in enumerate(match.opened.scenario.issues):
        shown = match.state.texts[match.tables.public.issues[number].instrument]
        if match.ended and shown.status not in IN_FORCE:
            issue = match.opened.scenario.issues[issue_id]
            found.append({"issue": issue_id, "title": issue.title, "text": issue.no_agreement})
    return found


def _silent(match: Match) -> list[Data]:
    """Return what silence means on each issue a signed text leaves out."""
    found = []
    for number, issue_id in enumerate(match.opened.scenario.issues):
        shown = match.state.texts[match.tables.public.issues[number].instrument]
        issue = match.opened.scenario.issues[issue_id]
        if shown.status in IN_FORCE and shown.clauses[number] is None and issue.silent is not None:
            found.append({"issue": issue_id, "title": issue.title, "text": issue.silent})
    return found


def _affected(match: Match) -> list[Data]:
    return [
        {"party": key, "name": party.name, "stake": party.stake, "sources": _cites(party.sources)}
        for key, party in match.opened.scenario.parties.items()
        if party.kind == "affected"
    ]


def _timeline(match: Match, done: list[Deed]) -> list[Data]:
    """Return the sittings in order, with what was played and what is documented at each."""
    scenario = match.opened.scenario
    acts = scenario.record.acts if scenario.record and match.ended else ()
    found = []
    for number, sitting in enumerate(scenario.calendar):
        played = [
            {
                "seq": deed.seq,
                "step": deed.step,
                "role": match.roles[deed.role],
                "text": deed.text,
                "reasons": [text(str(r["code"]), **r["values"]) for r in deed.reasons if match.ended],
            }
            for deed in done
            if deed.sitting == number and (deed.kind != "done" or deed.step == "signing")
        ]
        documented = [
            {"step": a.step, "role": a.role, "text": a.text, "sources": _cites(a.sources)}
            for a in acts
            if a.sitting == sitting.id
        ]
        found.append(
            {
                "sitting": sitting.id,
                "title": sitting.title,
                "hour": spoken_hour(sitting.at),
                "place": sitting.place,
                "sources": _cites(sitting.sources),
                "played": played,
                "documented": documented,
            }
        )
    return found


CHANGES = (TrackMoved, OptionOpened, OptionClosed, Told, WorldEventHappened)


def _changes(match: Match, wording: Wording) -> list[Data]:
    """Return what the world did, hidden or not, with who could see it; nothing before the end."""
    found: list[Data] = []
    for item in match.standing() if match.ended else ():
        if item.entry is not None and isinstance(item.entry.event, CHANGES):
            said = sentence(wording, item.entry.event)
            seen_by = [match.roles[role] for role in members(item.audience)]
            found.append({"seq": item.seq, "text": said, "seen_by": seen_by})
    return found


def _afterwards(record: Record | None) -> list[Data]:
    if record is None:
        return []
    return [{"at": item.at, "text": item.text, "sources": _cites(item.sources)} for item in record.afterwards]

"""The match beside the documented course: clause by clause, and where play first left it.

Law of this file: it compares and cites; where there is no record there is nothing to say.
"""

from collections.abc import Sequence
from typing import Any

from game.analysis.history import (
    Doing,
    Moment,
    clause_agrees,
    clause_played,
    documented_doings,
    first_divergence,
    rooms_of,
)
from game.engine.acts import Clause
from game.engine.events import IN_FORCE
from game.presentation.chronicle import Deed
from game.presentation.view_texts import clause_data
from game.presentation.wording import Wording
from game.scenario.numbering import clause_of
from game.scenario.record import DocumentedClause, FullClause, Record
from game.scenario.sources import Cite
from game.session.match import Match

Data = dict[str, Any]


def cites(sources: Sequence[Cite]) -> list[Data]:
    """Return citations as data."""
    return [{"key": c.key, "confidence": c.confidence, "at": c.at} for c in sources]


def against_history(match: Match, wording: Wording) -> Data | None:
    """Return every documented clause beside the one of this match; issues not negotiated do not count."""
    scenario = match.opened.scenario
    record = scenario.record
    if record is None:
        return None
    documented = [
        (instrument, issue, clause)
        for instrument, one in record.outcome.items()
        for issue, clause in one.clauses.items()
    ]
    clauses = [
        _compared(match, wording, record, instrument, issue, clause)
        for instrument, issue, clause in documented
        if scenario.issues[issue].fixed is None
    ]
    return {
        "matched": sum(clause["agrees"] for clause in clauses),
        "total": len(clauses),
        "status": {name: one.status for name, one in record.outcome.items()},
        "played_status": {name: _status(match, wording, name) for name in record.outcome},
        "sources": {name: cites(one.sources) for name, one in record.outcome.items()},
        "texts": {name: cites(scenario.instruments[name].sources) for name in record.outcome},
        "clauses": clauses,
        "not_negotiated": [
            _fixed(match, wording, issue)
            for _, issue, _ in documented
            if scenario.issues[issue].fixed is not None
        ],
    }


def undone(match: Match, wording: Wording) -> dict[str, str]:
    """Return, by issue, what texts that did not come into force said of it in the end."""
    found = {}
    for number, table in enumerate(match.tables.public.issues):
        shown = match.state.texts[table.instrument]
        clause = shown.clauses[number]
        if clause is not None and table.fixed is None and shown.status not in IN_FORCE:
            found[table.id] = wording.clause(number, clause)
    return found


def _status(match: Match, wording: Wording, instrument: str) -> str:
    return match.state.texts[wording.names.number("instrument", instrument)].status


def _fixed(match: Match, wording: Wording, issue: str) -> Data:
    """Return an issue this version of the scenario does not negotiate, and the value it stands at."""
    number = wording.names.number("issue", issue)
    fixed = match.tables.public.issues[number].fixed
    assert fixed is not None, "called for issues that are not negotiated"
    return {"issue": issue, "title": wording.issue(number), "text": wording.clause(number, Clause(*fixed))}


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
    return {
        "instrument": instrument,
        "issue": issue,
        "title": wording.issue(number),
        "played": shown,
        "documented": {**meant, "reading": documented.reading},
        "agrees": clause_agrees(played, clause),
        "note": documented.note,
        "terms": cites(match.opened.scenario.issues[issue].sources),
        "positions": _positions(match, record, issue),
        "sources": cites(documented.sources),
    }


def _positions(match: Match, record: Record, issue: str) -> list[Data]:
    scenario = match.opened.scenario
    titles = {sitting.id: sitting.title for sitting in scenario.calendar}
    return [
        {
            "sitting": p.sitting,
            "role": p.role,
            "sitting_title": titles[p.sitting],
            "role_name": scenario.roles[p.role].short,
            "option": p.value,
            "note": p.note,
            "sources": cites(p.sources),
        }
        for p in record.positions
        if p.issue == issue
    ]


def divergence(match: Match, wording: Wording, done: list[Deed]) -> Data | None:
    """Return where play first left the documented course; None if it did not, or there is none."""
    scenario = match.opened.scenario
    record = scenario.record
    if record is None or not record.acts:
        return None
    clock = match.state.clock
    played = [
        Doing(number, deed.sitting, deed.step, deed.role, deed.kind, deed.what)
        for number, deed in enumerate(done)
    ]
    found = first_divergence(
        documented_doings(scenario, wording.names),
        played,
        Moment(clock.sitting, clock.step, clock.ended),
        rooms_of(scenario, wording.names),
    )
    if found is None:
        return None
    wanted, instead = found
    either = wanted or instead
    assert either is not None, "a divergence has at least one side"
    author = record.acts[wanted.number] if wanted else None
    deed = done[instead.number] if instead else None
    return {
        "sitting": scenario.calendar[either.sitting].id,
        "sitting_title": scenario.calendar[either.sitting].title,
        "step": either.step,
        "documented": author and {"role": author.role, "text": author.text},
        "sources": cites(author.sources) if author else [],
        "played": deed and {"role": match.roles[deed.role], "text": deed.text, "seq": deed.seq},
    }

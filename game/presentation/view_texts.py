"""The texts a seat sees, and what it knows of those it does not see, as plain data."""

from typing import Any

from game.engine.acts import Clause, Package
from game.engine.offering import Knowledge
from game.engine.state import Known, Proposal, Text
from game.presentation.effects import effect_lines
from game.presentation.mandates import outside_lines
from game.presentation.stakes import facts_with, is_frozen, weigh
from game.presentation.wording import Wording
from game.scenario.base import hour_of
from game.scenario.indices import members

Data = dict[str, Any]


def instruments(w: Wording, known: Knowledge) -> Data:
    """Return every text the seat sees, by id."""
    found = {}
    for number, shown in enumerate(known.view.texts):
        if shown is not None:
            found[w.public.instruments[number].id] = _instrument(w, known, number, shown)
    return found


def _instrument(w: Wording, known: Knowledge, number: int, shown: Text) -> Data:
    table = w.public.instruments[number]
    author = w.scenario.instruments[table.id]
    return {
        "title": author.title,
        "kind": author.kind,
        "main": author.main,
        "preamble": author.preamble,
        "closing": author.closing,
        "status": shown.status,
        "frozen": is_frozen(shown),
        "laid_open": shown.laid,
        "signed_by": [w.public.roles[role] for role in members(shown.signatures)],
        "clauses": {
            w.public.issues[issue].id: clause_data(w, issue, shown.clauses[issue], shown.readings[issue])
            for issue in table.issues
        },
        "fixed": [w.public.issues[i].id for i in table.issues if w.public.issues[i].fixed is not None],
        "if_silent": {
            w.public.issues[issue].id: silent
            for issue in table.issues
            if (silent := w.scenario.issues[w.public.issues[issue].id].silent) is not None
        },
        "available": {w.public.issues[i].id: _available(w, i, shown) for i in table.issues},
        "ambiguous": [_ambiguous(w, known, i, shown) for i in table.issues if _is_ambiguous(w, i, shown)],
        "proposals": [_proposal(w, known, number, p) for p in shown.proposals],
        "positions": _positions(w, shown),
        "outside": outside_lines(w, known, number),
        "reopening": effect_lines(w, known.view.role, author.reopening),
        "tied_to": list(author.tied_to),
    }


def _available(w: Wording, issue: int, shown: Text) -> list[str | int]:
    return [w.public.issues[issue].values[value] for value in members(shown.available[issue])]


# Clauses ----------------------------------------------------------------------------------------


def clause_data(w: Wording, issue: int, clause: Clause | None, reading: int = -1) -> Data | None:
    """Return a clause in ids and words, or None."""
    if clause is None:
        return None
    table = w.public.issues[issue]
    return {
        "option": table.values[clause.value],
        "form": table.forms[clause.form],
        "publicity": table.publicities[clause.publicity],
        "reading": table.reading_ids[reading] if reading >= 0 else None,
        "summary": w.clause(issue, clause),
        "wording": w.wording(issue, clause.value),
        "may_mean": {key: r.meaning for key, r in w.readings(issue, clause.value).items()},
    }


def package_data(w: Wording, package: Package) -> Data:
    """Return a package's clauses in ids and words, by issue."""
    return {w.public.issues[issue].id: clause_data(w, issue, clause) for issue, clause in package}


def _is_ambiguous(w: Wording, issue: int, shown: Text) -> bool:
    clause = shown.clauses[issue]
    return clause is not None and bool(w.public.issues[issue].readings[clause.value])


def _ambiguous(w: Wording, known: Knowledge, issue: int, shown: Text) -> Data:
    """Return what a clause can mean, what it is worth to the seat then, and what has been said about it."""
    clause = shown.clauses[issue]
    assert clause is not None, "only clauses that stand are ambiguous"
    table = w.public.issues[issue]
    points = known.own.points[issue][clause.value]
    readings = w.readings(issue, clause.value)
    defined = shown.defined[issue]
    return {
        "issue": table.id,
        "title": w.issue(issue),
        "readings": [
            {"id": key, "meaning": reading.meaning, "points": points[min(place, len(points) - 1)]}
            for place, (key, reading) in enumerate(readings.items())
        ],
        "defined": table.reading_ids[defined] if defined >= 0 else None,
        "refused_by": [w.public.roles[role] for role in members(shown.refusals[issue])],
    }


# Proposals --------------------------------------------------------------------------------------


def _proposal(w: Wording, known: Knowledge, number: int, proposal: Proposal) -> Data:
    found: Data = {
        "number": proposal.number,
        "by": w.public.roles[proposal.role],
        "status": proposal.status,
        "sitting": w.scenario.calendar[proposal.sitting].id,
        "issues": package_data(w, proposal.package),
        "defines": _definition(w, proposal),
        "in_exchange_for": [w.public.issues[i].id for i in proposal.in_exchange_for],
        "standing": proposal.standing,
        "by_dispatch": proposal.by_dispatch,
    }
    if proposal.status == "open":
        found["stakes"] = {
            **weigh(w, known, facts_with(known, number, proposal.number), number),
            "outside": outside_lines(w, known, number, proposal.package),
        }
    return found


def _definition(w: Wording, proposal: Proposal) -> Data | None:
    """Return what a definition would fix; None for a package."""
    if proposal.reading < 0:
        return None
    table = w.public.issues[proposal.issue]
    return {
        "issue": table.id,
        "title": w.issue(proposal.issue),
        "reading": table.reading_ids[proposal.reading],
        "meaning": w.meaning(proposal.issue, proposal.reading),
    }


def _positions(w: Wording, shown: Text) -> Data:
    """Return what each role last asked for, by issue."""
    found: dict[str, dict[str, Any]] = {}
    for proposal in shown.proposals:
        for issue, clause in proposal.package:
            asked = found.setdefault(w.public.issues[issue].id, {})
            asked[w.public.roles[proposal.role]] = w.public.issues[issue].values[clause.value]
    return found


# Texts known at second hand -----------------------------------------------------------------------


def known_texts(w: Wording, known: Knowledge) -> Data:
    """Return what the seat knows of texts it does not see: from minutes, publication, or laid before it."""
    return {
        w.public.instruments[number].id: _known(w, number, found)
        for number, found in enumerate(known.view.seat.known)
        if found is not None and known.view.texts[number] is None
    }


def _known(w: Wording, number: int, found: Known) -> Data:
    return {
        "title": w.instrument(number),
        "as_of": hour_of(found.minute),
        "firm": found.firm,
        "clauses": package_data(w, found.clauses),
        "asked": {w.public.roles[one.role]: package_data(w, one.package) for one in found.asked},
    }

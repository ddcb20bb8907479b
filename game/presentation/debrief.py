"""The debrief: how a match ended, beside what happened, as one versioned model for every face.

Law of this file: it explains and does not grade. Facts come from the record with their sources; where there
is no record, `against_history` is null. Before the end it tells only what all seats know.
"""

from typing import Any

from game.analysis.results import result_of
from game.engine.facts import facts_of, facts_signed
from game.engine.worth import walkaway
from game.presentation import debrief_words as words
from game.presentation import debrief_world as beside
from game.presentation.chronicle import Deed, deeds
from game.presentation.debrief_history import against_history, cites, divergence
from game.presentation.sentences_notes import reason_sentence
from game.presentation.stakes import aims, no_agreement
from game.presentation.wording import Wording, spoken_hour
from game.scenario.model import ClosingKey
from game.scenario.record import Record
from game.scenario.tables import RoleTables
from game.session.match import Match

FORMAT = "kherem-debrief/1"
Data = dict[str, Any]


def debrief(match: Match) -> Data:
    """Return the debrief of a match as JSON data; of one not over, only what all seats know."""
    wording = Wording(match.opened.scenario, match.tables)
    scenario = match.opened.scenario
    everyone = match.tables.public.everyone
    done = [d for d in deeds(match, wording) if match.ended or d.audience == everyone]
    return {
        "format": FORMAT,
        "scenario": scenario.id,
        "title": scenario.title,
        "cut": match.header.cut,
        "clock": scenario.clock,
        "licence": scenario.licence,
        "seed": match.header.seed,
        "seats": dict(match.seats),
        "people": {role: list(names) for role, names in match.header.people.items()},
        "role_names": {role: scenario.roles[role].short for role in match.roles},
        "status": match.state.clock.status,
        "closing": _closing(match),
        "sittings": match.state.clock.sitting + 1,
        "acts": match.acts,
        **_results(match, wording, done),
        **_words(match, wording),
        **_beside(match, wording),
        "timeline": _timeline(match, wording, done),
        "afterwards": _afterwards(scenario.record) if match.ended else [],
        "reflection": list(scenario.reflection),
        "bibliography": {
            key: source.model_dump(exclude_none=True) for key, source in scenario.bibliography.items()
        },
    }


def _results(match: Match, wording: Wording, done: list[Deed]) -> Data:
    ended = match.ended
    return {
        "against_history": against_history(match, wording) if ended else None,
        "first_divergence": divergence(match, wording, done) if ended else None,
        "aims": _aims(match, wording) if ended else {},
        "points": points(match) if ended else dict.fromkeys(match.roles),
        "walkaway": walkaways(match) if ended else dict.fromkeys(match.roles),
        "stakes": _stakes(match, wording) if ended else {},
        "fidelity": words.fidelity(match, wording),
        "unsigned": words.unsigned(match, wording) if ended else [],
        "unratified": words.unratified(match, wording) if ended else [],
        "ratifications": words.ratifications(match, wording),
        "possible": _possible(match, wording) if ended else None,
    }


def _possible(match: Match, wording: Wording) -> Data | None:
    """Return what was possible; its arithmetic is imported only when somebody asks."""
    from game.presentation.debrief_possible import what_was_possible

    return what_was_possible(match, wording)


def _words(match: Match, wording: Wording) -> Data:
    return {
        "readings": words.readings(match, wording) if match.ended else [],
        "definitions": words.definitions(match, wording),
        "hearings": words.hearings(match, wording),
        "notes": words.notes(match, wording),
        "pledges": words.pledges(match, wording),
        "conflicts": words.conflicts(match, wording),
    }


def _beside(match: Match, wording: Wording) -> Data:
    return {
        "no_agreement": beside.no_agreement(match),
        "silent": beside.silent(match),
        "levers": beside.levers(match),
        "forks": beside.forks(match),
        "world": beside.world(match),
        "costs": beside.costs(match),
        "affected": beside.affected(match),
        "what_changed": beside.changes(match, wording),
        "unseen": beside.unseen(match, wording),
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


def points(match: Match) -> dict[str, int | None]:
    """Return what each role has: what texts in force are worth, or its walk-away without the main one.

    A recorder has no stake, and null.
    """
    return {
        match.roles[own.role]: result_of(match.tables, match.state, own.role)
        if _has_stake(match, own)
        else None
        for own in match.tables.roles
    }


def walkaways(match: Match) -> dict[str, int | None]:
    """Return each role's walk-away as things stand; null for a recorder."""
    facts = facts_of(match.tables.public, match.state)
    return {
        match.roles[own.role]: walkaway(own, facts) if _has_stake(match, own) else None
        for own in match.tables.roles
    }


def _has_stake(match: Match, own: RoleTables) -> bool:
    return bool(match.tables.public.deciders >> own.role & 1)


def _aims(match: Match, wording: Wording) -> Data:
    facts = facts_signed(match.tables.public, match.state)
    return {
        match.roles[own.role]: aims(wording, own, facts)
        for own in match.tables.roles
        if _has_stake(match, own)
    }


def _stakes(match: Match, wording: Wording) -> Data:
    """Return each role's no-agreement line with what moved it, and where its aims are documented."""
    facts = facts_of(match.tables.public, match.state)
    signed = facts_signed(match.tables.public, match.state)
    found = {}
    for own in match.tables.roles:
        if not _has_stake(match, own):
            continue
        name = match.roles[own.role]
        author = match.opened.scenario.roles[name]
        found[name] = {
            **no_agreement(wording, own, facts, signed),
            "sources": cites(author.walkaway.sources if author.walkaway else ()),
            "aims": [cites(aim.sources) for aim in author.aims],
        }
    return found


# The course of the talks ------------------------------------------------------------------------------


def _timeline(match: Match, wording: Wording, done: list[Deed]) -> list[Data]:
    """Return the sittings in order, with what was played and what is documented at each."""
    scenario = match.opened.scenario
    acts = scenario.record.acts if scenario.record and match.ended else ()
    found = []
    for number, sitting in enumerate(scenario.calendar):
        documented = [
            {"step": a.step, "role": a.role, "text": a.text, "sources": cites(a.sources)}
            for a in acts
            if a.sitting == sitting.id
        ]
        found.append(
            {
                "sitting": sitting.id,
                "title": sitting.title,
                "hour": spoken_hour(sitting.at),
                "place": sitting.place,
                "sources": cites(sitting.sources),
                "played": [_played(match, wording, deed) for deed in done if _is_told(deed, number)],
                "documented": documented,
            }
        )
    return found


def _is_told(deed: Deed, sitting: int) -> bool:
    """Return whether an act is worth a line: `done` is, only where it means that a text stays unsigned."""
    return deed.sitting == sitting and (deed.kind != "done" or deed.step == "signing")


def _played(match: Match, wording: Wording, deed: Deed) -> Data:
    return {
        "seq": deed.seq,
        "step": deed.step,
        "role": match.roles[deed.role],
        "text": deed.text,
        "reasons": [reason_sentence(wording, r) for r in deed.reasons if match.ended],
    }


def _afterwards(record: Record | None) -> list[Data]:
    if record is None:
        return []
    return [{"at": item.at, "text": item.text, "sources": cites(item.sources)} for item in record.afterwards]

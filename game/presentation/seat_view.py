"""Everything one seat can see, as plain data for any face: `kherem view`, the terminal, later screens.

Law of this file: it is given what the seat knows (`Knowledge`), the lines it has seen and the words of the
scenario; nothing else of the match reaches it.
"""

from collections.abc import Iterable
from typing import Any

from game.engine.facts import Facts
from game.engine.offering import Knowledge
from game.engine.state import Table
from game.engine.templates import templates
from game.presentation import view_desk, view_texts, view_words
from game.presentation.changes import since_last_close, what_changed
from game.presentation.effects import effect_lines
from game.presentation.mandates import own_mandate, sent_mandates
from game.presentation.stakes import facts_now, no_agreement, weigh, weights
from game.presentation.wording import Wording
from game.scenario.base import hour_of
from game.scenario.indices import members
from game.session.journal import Happening

Data = dict[str, Any]
GUIDED = ("desk", "table", "signing", "ratification", "cable")


def seat_view(wording: Wording, known: Knowledge, seen: Iterable[Happening] = ()) -> Data:
    """Return what a seat sees, in ids, words and numbers. `seen`: the lines it sees that stand."""
    clock = known.view.clock
    role = wording.public.roles[known.view.role]
    offered = templates(known)
    return {
        "scenario": wording.scenario.id,
        "role": role,
        "role_name": wording.scenario.roles[role].name,
        "status": clock.status,
        "ended": clock.ended,
        "over": clock.over,
        "sitting": _sitting(wording, clock.sitting),
        "step": clock.step,
        "hour": hour_of(clock.minute),
        "your_turn": bool(offered),
        "guidance": _guidance(wording, clock.sitting, role, clock.step),
        "introduced": view_words.concepts(wording, clock.sitting),
        "what_changed": what_changed(wording, since_last_close(seen)),
        "table": _table(wording, known.view.table, clock.sitting, known.view.role),
        "instruments": view_texts.instruments(wording, known),
        "known_texts": view_texts.known_texts(wording, known),
        "firmness": view_words.firmness(wording),
        "mandate": own_mandate(wording, known),
        "delegates": sent_mandates(wording, known),
        "ratifications": view_words.ratifications(wording, known),
        "tracks": view_desk.tracks(wording, known),
        "costs": view_desk.costs(wording, known),
        "cards": view_desk.cards(wording, known, offered),
        "noticed": view_desk.noticed(wording, known),
        "forks": view_desk.forks(wording, known, offered),
        "forks_noticed": view_desk.forks_noticed(wording, known),
        "dispatches": view_desk.dispatches(wording, known),
        "questions": view_desk.questions(wording, known),
        "told": [wording.told(number) for number in known.view.seat.told],
        "world": view_desk.world(wording, known),
        "warnings": view_desk.warnings(wording, known),
        **_words(wording, known),
        **_stakes(wording, known, facts_now(known)),
    }


def _words(w: Wording, known: Knowledge) -> Data:
    return {
        "pledges": view_words.pledges(w, known),
        "broken_word": _broken_word(w, known.view.role),
        "hearings": view_words.hearings(w, known),
        "notes": view_words.notes(w, known),
        "conflicts": view_words.conflicts(w, known),
    }


def _broken_word(w: Wording, role: int) -> list[str]:
    """Return what it costs the seat to break a threat or promise."""
    return effect_lines(w, role, w.scenario.roles[w.public.roles[role]].broken_word)


def _stakes(w: Wording, known: Knowledge, facts: Facts) -> Data:
    """Return what things are worth to the seat; a recorder has no stake."""
    if not w.public.deciders >> known.view.role & 1:
        return {"stakes": None, "no_agreement": None, "weights": {}}
    return {
        "stakes": weigh(w, known, facts),
        "no_agreement": no_agreement(w, known.own, facts),
        "weights": weights(w, known.own),
    }


def _sitting(w: Wording, number: int) -> Data | None:
    if number < 0:
        return None
    sitting = w.scenario.calendar[number]
    return {
        "id": sitting.id,
        "title": sitting.title,
        "place": sitting.place,
        "at": sitting.at,
        "scene": sitting.scene,
        "number": number + 1,
        "of": len(w.scenario.calendar),
    }


def _guidance(w: Wording, number: int, role: str, step: str) -> str | None:
    if number < 0 or step not in GUIDED:
        return None
    guidance = w.scenario.calendar[number].guidance.get(role)
    found: str | None = getattr(guidance, step) if guidance else None
    return found


def _table(w: Wording, table: Table | None, sitting: int, role: int) -> Data | None:
    if table is None or table.closed:
        return None
    said = [
        {
            "role": w.public.roles[s.role],
            "intent": s.intent,
            "issue": w.names.name("issue", s.issue),
            "text": w.phrase(s.role, s.intent, s.issue),
            "words": s.words,
            "turn": s.turn,
        }
        for s in table.said
    ]
    meeting = w.scenario.calendar[sitting].tables[table.meeting]
    return {
        "instrument": w.names.name("instrument", table.instrument),
        "instruments": [w.public.instruments[n].id for n in members(table.texts)],
        "meeting": table.meeting,
        "present": [w.public.roles[n] for n in members(table.present)],
        "turn": table.turn,
        "turns": meeting.exchanges,
        "to": w.public.roles[table.to],
        "hour": hour_of(table.minute),
        "agenda": [w.public.issues[n].id for n in members(table.agenda)],
        "said": said,
        "leaving": effect_lines(w, role, meeting.leaving),
    }

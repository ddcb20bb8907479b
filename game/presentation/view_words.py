"""What a seat was told, noted and concluded, as plain data: pledges, readings, conflicts, ratification."""

from typing import Any

from game.engine.facts import facts_seen, holds
from game.engine.offering import Knowledge
from game.engine.templates import awaits_ratification
from game.messages import text
from game.presentation.conditions import condition_words
from game.presentation.effects import effect_lines
from game.presentation.sentences_table import pledge_text
from game.presentation.wording import Wording
from game.scenario.compile_hidden import robustness_of
from game.scenario.conditions import Form
from game.scenario.signing import ratifier_of
from game.scenario.tables import OwnRatification
from game.scenario.texts import Ratification

Data = dict[str, Any]
FORMS: tuple[Form, ...] = ("article", "note", "minute", "oral")


def pledges(w: Wording, known: Knowledge) -> list[Data]:
    """Return the threats and promises the seat made or heard, and what became of each."""
    return [
        {
            "by": w.public.roles[pledge.role],
            "intent": pledge.intent,
            "sitting": w.scenario.calendar[pledge.sitting].id,
            "text": pledge_text(w, pledge),
            "state": pledge.verdict,
            "state_text": text(f"stakes/pledge_{pledge.verdict}"),
        }
        for pledge in known.view.seat.pledges
    ]


def hearings(w: Wording, known: Knowledge) -> list[Data]:
    """Return what the seat has taken words spoken to it to mean, latest last."""
    return [
        {
            "issue": w.public.issues[issue].id,
            "title": w.issue(issue),
            "words": w.wording(issue, value),
            "reading": w.public.issues[issue].reading_ids[reading],
            "meaning": w.meaning(issue, reading, value),
        }
        for issue, value, reading in known.view.seat.heard
    ]


def notes(w: Wording, known: Knowledge) -> list[Data]:
    """Return what the seat has noted in private on ambiguous clauses, latest last."""
    return [
        {
            "issue": w.public.issues[issue].id,
            "title": w.issue(issue),
            "words": w.value(issue, value),
            "reading": w.public.issues[issue].reading_ids[reading],
            "meaning": w.meaning(issue, reading, value),
            "sure": sure,
        }
        for issue, value, reading, sure in known.view.seat.notes
    ]


def conflicts(w: Wording, known: Knowledge) -> list[Data]:
    """Return the contradictory promises the seat knows of."""
    return [
        {"conflict": key, "because": conflict.because}
        for number, (key, conflict) in enumerate(w.scenario.conflicts.items())
        if known.view.seat.learned >> number & 1
    ]


def concepts(w: Wording, sitting: int) -> list[Data]:
    """Return what first matters at a sitting, each in a sentence."""
    if sitting < 0:
        return []
    introduced = w.scenario.calendar[sitting].introduces
    return [{"concept": name, "text": text(f"concept/{name}")} for name in introduced]


def firmness(w: Wording) -> Data:
    """Return how firm each form is that some clause can have: of two in conflict the less firm gives way."""
    used = {form for issue in w.scenario.issues.values() for form in issue.forms}
    return {form: robustness_of(w.scenario, form) for form in FORMS if form in used}


# Ratification -----------------------------------------------------------------------------------------


def ratifications(w: Wording, known: Knowledge) -> list[Data]:
    """Return the texts the seat ratifies: what that needs, and what withholding costs."""
    return [_ratification(w, known, own) for own in known.own.ratifications]


def _ratification(w: Wording, known: Knowledge, own: OwnRatification) -> Data:
    key = w.public.instruments[own.instrument].id
    author = _author_of(w, known, key)
    clock, role = known.view.clock, known.view.role
    state = "awaited" if awaits_ratification(known.view, own.instrument) else "not_yet"
    if clock.ratified[own.instrument] >> role & 1:
        state = "ratified"
    elif clock.withheld[own.instrument] >> role & 1:
        state = "repudiated"
    return {
        "instrument": key,
        "title": w.instrument(own.instrument),
        "text": author.text,
        "state": state,
        "needs": None if author.needs is None else condition_words(w, author.needs),
        "possible": own.needs is None or holds(own.needs, facts_seen(known.public, known.view)),
        "withholding": effect_lines(w, role, author.withholding),
        "disowning": effect_lines(w, role, author.disowning or author.withholding),
        "ratified_by": [
            name for n, name in enumerate(w.public.roles) if clock.ratified[own.instrument] >> n & 1
        ],
    }


def _author_of(w: Wording, known: Knowledge, instrument: str) -> Ratification:
    role = w.public.roles[known.view.role]
    ratification = w.scenario.instruments[instrument].ratification
    return next(
        one for party, one in ratification.items() if ratifier_of(w.scenario, instrument, party) == role
    )

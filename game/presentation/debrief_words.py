"""What words came to mean, what was promised, and what became of it.

Law of this file: everything here was somebody's secret in play; it is told only of a match that is over.
"""

from collections.abc import Mapping
from typing import Any

from game.engine import events as ev
from game.engine.events import IN_FORCE, Event
from game.messages import text
from game.presentation.sentences_notes import reason_sentence
from game.presentation.sentences_table import pledge_text
from game.presentation.wording import Wording
from game.scenario.indices import Mask, members
from game.session.match import Match

Data = dict[str, Any]


def events_of(match: Match) -> list[Event]:
    """Return the events that stand, oldest first."""
    return [item.entry.event for item in match.standing() if item.entry is not None]


# What words mean ----------------------------------------------------------------------------------


def readings(match: Match, wording: Wording) -> list[Data]:
    """Return what ambiguous clauses came to mean, and why: agreed, or settled afterwards."""
    found = []
    for number, issue in enumerate(match.tables.public.issues):
        shown = match.state.texts[issue.instrument]
        reading, clause = shown.readings[number], shown.clauses[number]
        if reading >= 0 and clause is not None and (match.ended or shown.defined[number] >= 0):
            key = issue.reading_ids[reading]
            author = wording.readings(number, clause.value)[key]
            agreed = shown.defined[number] >= 0
            found.append(
                {
                    "issue": issue.id,
                    "title": wording.issue(number),
                    "reading": key,
                    "meaning": author.meaning,
                    "agreed": agreed,
                    "because": text("debrief/agreed_meaning") if agreed else author.because,
                }
            )
    return found


def definitions(match: Match, wording: Wording) -> list[Data]:
    """Return the definitions that were agreed, and the refusals of one, in order."""
    return [
        {
            "issue": wording.names.lists["issue"][event.issue],
            "title": wording.issue(event.issue),
            "meaning": wording.meaning(event.issue, event.reading),
            "refused_by": None if isinstance(event, ev.ReadingDefined) else match.roles[event.role],
        }
        for event in (events_of(match) if match.ended else [])
        if isinstance(event, ev.ReadingDefined | ev.DefinitionRefused)
    ]


def hearings(match: Match, wording: Wording) -> list[Data]:
    """Return how words were heard by those they were spoken to, beside what prevailed."""
    return [
        {**_taken(match, wording, role, issue, value, reading), "words": wording.wording(issue, value)}
        for role, seat in enumerate(match.state.seats if match.ended else ())
        for issue, value, reading in seat.heard
    ]


def notes(match: Match, wording: Wording) -> list[Data]:
    """Return what each seat noted in private on ambiguous clauses, beside what prevailed."""
    return [
        {
            **_taken(match, wording, role, issue, value, reading),
            "words": wording.value(issue, value),
            "sure": text(f"event/sure_{sure}"),
        }
        for role, seat in enumerate(match.state.seats if match.ended else ())
        for issue, value, reading, sure in seat.notes
    ]


def _taken(match: Match, wording: Wording, role: int, issue: int, value: int, reading: int) -> Data:
    table = match.tables.public.issues[issue]
    shown = match.state.texts[table.instrument]
    clause, prevailed = shown.clauses[issue], shown.readings[issue]
    stands = clause is not None and clause.value == value and shown.status in IN_FORCE
    known = stands and prevailed >= 0
    return {
        "role": match.roles[role],
        "issue": table.id,
        "title": wording.issue(issue),
        "reading": table.reading_ids[reading],
        "meaning": wording.meaning(issue, reading, value),
        "prevailed": table.reading_ids[prevailed] if known else None,
        "prevailed_meaning": wording.meaning(issue, prevailed, value) if known else None,
    }


# What was promised ----------------------------------------------------------------------------------


def pledges(match: Match, wording: Wording) -> list[Data]:
    """Return every threat and promise, and whether it was kept, broken, or never tested."""
    return [
        {
            "role": match.roles[role],
            "intent": pledge.intent,
            "sitting": wording.scenario.calendar[pledge.sitting].id,
            "sitting_title": wording.sitting(pledge.sitting),
            "text": pledge_text(wording, pledge),
            "state": pledge.verdict,
        }
        for role, seat in enumerate(match.state.seats if match.ended else ())
        for pledge in seat.pledges
        if pledge.role == role
    ]


def conflicts(match: Match, wording: Wording) -> list[Data]:
    """Return the contradictory promises that came out: who made both, who was wronged, what gave way."""
    found: list[Data] = []
    for event in events_of(match) if match.ended else []:
        if isinstance(event, ev.ContradictionLearned):
            key = wording.names.lists["conflict"][event.conflict]
            author = match.opened.scenario.conflicts[key]
            found.append(
                {
                    "conflict": key,
                    "promiser": author.promiser,
                    "injured": author.injured,
                    "because": author.because,
                    "gave_way": None,
                }
            )
        elif isinstance(event, ev.ClauseGaveWay) and found:
            found[-1]["gave_way"] = {
                "issue": wording.names.lists["issue"][event.issue],
                "title": wording.issue(event.issue),
                "instrument": wording.names.lists["instrument"][event.instrument],
                "text": wording.instrument(event.instrument),
            }
    return found


# Mandates and ratification ----------------------------------------------------------------------------


def fidelity(match: Match, wording: Wording) -> Data:
    """Return, of each delegate, how what it signed lay to the instructions in force; null for others."""
    principals = match.tables.public.principals
    return {
        name: _fidelity(match, wording, role) if match.ended and principals[role] >= 0 else None
        for role, name in enumerate(match.roles)
    }


def _fidelity(match: Match, wording: Wording, role: int) -> Data:
    judged: dict[int, int] = {}
    fallen = 0
    for event in events_of(match):
        if isinstance(event, ev.MandateJudged) and event.role == role:
            judged[event.instrument] = event.outside
        elif isinstance(event, ev.SignatureWithdrawn) and event.role == role:
            judged.pop(event.instrument, None)
        elif isinstance(event, ev.ClauseGaveWay):
            fallen |= 1 << event.issue
    texts = [_signed(match, wording, role, number, outside, fallen) for number, outside in judged.items()]
    return {
        "principal": match.roles[match.tables.public.principals[role]],
        "inside": sum(len(one["inside"]) for one in texts),
        "outside": sum(len(one["outside"]) for one in texts),
        "texts": texts,
    }


def _signed(match: Match, wording: Wording, role: int, number: int, outside: int, fallen: int) -> Data:
    table, shown = match.tables.public.instruments[number], match.state.texts[number]
    signed = [i for i in table.issues if shown.clauses[i] is not None or fallen >> i & 1 or outside >> i & 1]
    late = sum({mask for who, text_, mask in match.state.world.late if (who, text_) == (role, number)})
    return {
        "instrument": table.id,
        "text": wording.instrument(number),
        "in_force": shown.status in IN_FORCE,
        "inside": [_titled(wording, issue) for issue in signed if not outside >> issue & 1],
        "outside": [_titled(wording, issue) for issue in members(outside)],
        "late": [_titled(wording, issue) for issue in members(late)],
    }


def _titled(wording: Wording, issue: int) -> Data:
    return {"issue": wording.names.lists["issue"][issue], "title": wording.issue(issue)}


def unsigned(match: Match, wording: Wording) -> list[Data]:
    """Return who, when a text lay open to be signed, did not sign it, and why, if it did not come about."""
    laid = {event.instrument for event in events_of(match) if isinstance(event, ev.SigningOpened)}
    lacking = {
        number: table.signers & ~match.state.texts[number].signatures
        for number, table in enumerate(match.tables.public.instruments)
        if number in laid and match.state.texts[number].status not in IN_FORCE
    }
    return _refusals(match, wording, lacking, "signing")


def unratified(match: Match, wording: Wording) -> list[Data]:
    """Return who did not ratify what was signed for its side, and why."""
    return _refusals(match, wording, dict(enumerate(match.state.clock.withheld)), "ratification")


def _refusals(match: Match, wording: Wording, lacking: Mapping[int, Mask], step: str) -> list[Data]:
    """Return who refused which texts at a step, with the reasons of AI players."""
    reasons: dict[int, list[str]] = {}
    now = ""
    for item in match.standing():
        event = None if item.entry is None else item.entry.event
        if isinstance(event, ev.StepOpened):
            now = event.step
        elif item.type == "reason" and now == step and item.by is not None:
            reasons[item.by] = [reason_sentence(wording, item.data)]
    return [
        {
            "instrument": match.tables.public.instruments[number].id,
            "text": wording.instrument(number),
            "role": match.roles[role],
            "reasons": reasons.get(role, []),
        }
        for number, mask in lacking.items()
        for role in members(mask)
    ]


def ratifications(match: Match, wording: Wording) -> list[Data]:
    """Return who ratified each signed text, and who withheld."""
    clock = match.state.clock
    return [
        {
            "instrument": table.id,
            "text": wording.instrument(number),
            "ratified_by": [match.roles[role] for role in members(clock.ratified[number])],
            "withheld_by": [match.roles[role] for role in members(clock.withheld[number])],
        }
        for number, table in enumerate(match.tables.public.instruments)
        if clock.ratified[number] or clock.withheld[number]
    ]

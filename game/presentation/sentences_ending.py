"""Sentences of signing and ratifying, and of what texts come to."""

from collections.abc import Callable, Mapping
from typing import Any

from game.engine import events as ev
from game.engine.events import EVENT_NAMES
from game.messages import text
from game.presentation.wording import Wording

Values = dict[str, object]


def _text_only(w: Wording, event: Any) -> tuple[str, Values]:
    return EVENT_NAMES[type(event)], {"text": w.instrument(event.instrument)}


def _by_role(w: Wording, event: Any) -> tuple[str, Values]:
    title = w.instrument(event.instrument)
    return EVENT_NAMES[type(event)], {"role": w.role(event.role), "text": title}


def _judged(w: Wording, event: ev.MandateJudged) -> tuple[str, Values]:
    values: Values = {"role": w.role(event.role), "text": w.instrument(event.instrument)}
    if not event.outside:
        return "signed_inside", values
    return "signed_outside", {**values, "issues": w.issues(event.outside)}


def _late(w: Wording, event: ev.OrdersOnTheWay) -> tuple[str, Values]:
    return "orders_on_the_way", {
        "role": w.role(event.role),
        "text": w.instrument(event.instrument),
        "issues": w.issues(event.issues),
    }


def _laid(w: Wording, event: ev.TextLaid) -> tuple[str, Values]:
    clauses = w.package(event.clauses) if event.clauses else text("event/minutes_nothing")
    return "text_laid", {"text": w.instrument(event.instrument), "clauses": clauses}


def _concluded(w: Wording, event: ev.TextConcluded) -> tuple[str, Values]:
    return f"text_{event.status}", {"text": w.instrument(event.instrument)}


def _gave_way(w: Wording, event: ev.ClauseGaveWay) -> tuple[str, Values]:
    return "clause_gave_way", {
        "text": w.instrument(event.instrument),
        "issue": w.issue(event.issue),
        "because": w.because(event.because),
    }


def _reading(w: Wording, event: ev.ReadingPrevailed) -> tuple[str, Values]:
    reading = w.at(event.because)
    return "reading_prevailed", {
        "issue": w.issue(event.issue),
        "meaning": reading.meaning,
        "because": reading.because,
    }


ENDING_TELLERS: Mapping[type[Any], Callable[[Wording, Any], tuple[str, Values]]] = {
    ev.SigningOpened: _text_only,
    ev.SigningAnswered: _by_role,
    ev.SigningClosed: _text_only,
    ev.Signed: _by_role,
    ev.SignatureWithdrawn: _by_role,
    ev.MandateJudged: _judged,
    ev.OrdersOnTheWay: _late,
    ev.TextLaid: _laid,
    ev.Ratified: _by_role,
    ev.Repudiated: _by_role,
    ev.TextConcluded: _concluded,
    ev.ClauseGaveWay: _gave_way,
    ev.ReadingPrevailed: _reading,
}

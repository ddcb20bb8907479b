"""Sentences of desk and cable, of the world, and of what one comes to know."""

from collections.abc import Callable, Mapping
from typing import Any

from game.engine import events as ev
from game.engine.events import EVENT_NAMES
from game.presentation.letters import letter_text
from game.presentation.wording import Wording

Values = dict[str, object]


def _card(w: Wording, event: ev.CardSealed) -> tuple[str, Values]:
    card = list(w.scenario.cards.values())[event.card]
    return "card_sealed", {"role": w.role(event.role), "card": card.name}


def _noticed(w: Wording, event: ev.CardNoticed) -> tuple[str, Values]:
    return "card_noticed", {"notice": list(w.scenario.cards.values())[event.card].notice}


def _fork(w: Wording, event: ev.ForkSealed | ev.ForkNoticed) -> tuple[str, Values]:
    return EVENT_NAMES[type(event)], {
        "role": w.role(event.role),
        "fork": w.fork(event.fork).name,
        "choice": w.choice(event.fork, event.choice).text,
    }


def _letter(w: Wording, event: ev.DispatchSealed | ev.DispatchSent) -> tuple[str, Values]:
    letter = event.letter
    return EVENT_NAMES[type(event)], {
        "role": w.role(letter.sender),
        "to": w.role(letter.addressee),
        "text": letter_text(w, letter),
        "hour": w.hour(letter.sent),
    }


def _received(w: Wording, event: ev.DispatchReceived) -> tuple[str, Values]:
    letter = event.letter
    return "dispatch_received", {
        "role": w.role(letter.sender),
        "text": letter_text(w, letter),
        "sent": w.hour(letter.sent),
        "hour": w.hour(event.minute),
    }


def _mandate(w: Wording, event: ev.MandateChanged) -> tuple[str, Values]:
    issues = ", ".join(w.issue(issue) for issue, _ in event.orders)
    return "mandate_changed", {"role": w.role(event.role), "issues": issues, "sent": w.hour(event.sent)}


def _world(w: Wording, event: ev.WorldEventHappened) -> tuple[str, Values]:
    found = list(w.scenario.world.values())[event.event]
    return "world_event_happened", {"text": list(found.outcomes.values())[event.outcome].text}


def _track(w: Wording, event: ev.TrackMoved) -> tuple[str, Values]:
    track = list(w.scenario.tracks.values())[event.track]
    return "track_moved", {
        "track": track.name,
        "value": event.value,
        "max": track.max,
        "because": w.because(event.because),
    }


def _cost(w: Wording, event: ev.CostMoved) -> tuple[str, Values]:
    cost = list(w.scenario.costs.values())[event.cost]
    return "cost_moved", {
        "cost": cost.name,
        "value": event.value,
        "unit": cost.unit,
        "because": w.because(event.because),
    }


def _disclosed(w: Wording, event: ev.ClauseDisclosed) -> tuple[str, Values]:
    return "clause_disclosed", {
        "text": w.instrument(event.instrument),
        "package": w.package(event.clauses),
        "because": w.because(event.because),
    }


def _published(w: Wording, event: ev.TextPublished) -> tuple[str, Values]:
    return "text_published", {
        "text": w.instrument(event.instrument),
        "package": w.package(event.clauses),
    }


def _contradiction(w: Wording, event: ev.ContradictionLearned) -> tuple[str, Values]:
    return "contradiction_learned", {"because": w.because(event.because)}


def _option(w: Wording, event: ev.OptionOpened | ev.OptionClosed) -> tuple[str, Values]:
    return EVENT_NAMES[type(event)], {
        "issue": w.issue(event.issue),
        "option": w.value(event.issue, event.value).rstrip("."),
        "because": w.because(event.because),
    }


def _told(w: Wording, event: ev.Told) -> tuple[str, Values]:
    return "told", {"text": w.told(event.because)}


DESK_TELLERS: Mapping[type[Any], Callable[[Wording, Any], tuple[str, Values]]] = {
    ev.CardSealed: _card,
    ev.CardNoticed: _noticed,
    ev.ForkSealed: _fork,
    ev.ForkNoticed: _fork,
    ev.DispatchSealed: _letter,
    ev.DispatchSent: _letter,
    ev.DispatchReceived: _received,
    ev.MandateChanged: _mandate,
    ev.WorldEventHappened: _world,
    ev.TrackMoved: _track,
    ev.CostMoved: _cost,
    ev.ClauseDisclosed: _disclosed,
    ev.TextPublished: _published,
    ev.ContradictionLearned: _contradiction,
    ev.OptionOpened: _option,
    ev.OptionClosed: _option,
    ev.Told: _told,
}

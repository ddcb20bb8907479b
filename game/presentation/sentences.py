"""One sentence for each event, as a seat that sees it would read it."""

from collections.abc import Callable
from typing import Any

from game.engine import events as ev
from game.engine.events import EVENT_NAMES, Event
from game.messages import text
from game.presentation.wording import Wording
from game.scenario.plain import plain

Values = dict[str, object]


def sentence(wording: Wording, event: Event) -> str | None:
    """Return the sentence of an event, or None if it needs none."""
    tell = _TELLERS.get(type(event))
    if tell is None:
        return None
    code, values = tell(wording, event)
    return text(f"event/{code}", **values)


Teller = Callable[[Wording, Any], tuple[str, Values]]


def _sitting(w: Wording, event: ev.SittingOpened) -> tuple[str, Values]:
    sitting = w.scenario.calendar[event.sitting]
    values: Values = {"title": sitting.title, "place": sitting.place, "hour": w.hour(event.minute)}
    return "sitting_opened", values


def _table(w: Wording, event: ev.TableOpened) -> tuple[str, Values]:
    issues = [w.issue(n) for n in range(len(w.public.issues)) if event.agenda >> n & 1]
    return "table_opened", {
        "role": w.role(event.to),
        "hour": w.hour(event.minute),
        "issues": ", ".join(issues),
    }


def _role_only(w: Wording, event: Any) -> tuple[str, Values]:
    return EVENT_NAMES[type(event)], {"role": w.role(event.role)}


def _ended(_w: Wording, event: ev.MatchEnded) -> tuple[str, Values]:
    return f"match_ended_{event.status}", {}


def _card(w: Wording, event: ev.CardSealed) -> tuple[str, Values]:
    card = list(w.scenario.cards.values())[event.card]
    return "card_sealed", {"role": w.role(event.role), "card": card.name}


def _noticed(w: Wording, event: ev.CardNoticed) -> tuple[str, Values]:
    return "card_noticed", {"notice": list(w.scenario.cards.values())[event.card].notice}


def letter_text(w: Wording, letter: ev.Letter) -> str:
    """Return what a dispatch says, in words."""
    parts = []
    if letter.dispatch >= 0:
        parts.append(list(w.scenario.dispatches.values())[letter.dispatch].text)
    if letter.words:
        parts.append(plain(letter.words))
    if letter.package:
        parts.append(text("event/proposes", package=w.package(letter.package)))
    return " ".join(parts)


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


def _option(w: Wording, event: ev.OptionOpened | ev.OptionClosed) -> tuple[str, Values]:
    return EVENT_NAMES[type(event)], {
        "issue": w.issue(event.issue),
        "option": w.value(event.issue, event.value).rstrip("."),
        "because": w.because(event.because),
    }


def _told(w: Wording, event: ev.Told) -> tuple[str, Values]:
    return "told", {"text": w.told(event.because)}


def _added(w: Wording, event: ev.IssueAdded) -> tuple[str, Values]:
    return "issue_added", {"role": w.role(event.role), "issue": w.issue(event.issue)}


def _said(w: Wording, event: ev.Said) -> tuple[str, Values]:
    said = w.phrase(event.role, event.intent, event.issue)
    intent = text(f"say/intent_{event.intent}")
    if event.words:
        return "said_with_words", {
            "role": w.role(event.role),
            "said": said,
            "intent": intent,
            "words": plain(event.words),
        }
    return "said", {"role": w.role(event.role), "said": said, "intent": intent}


def _tabled(w: Wording, event: ev.ProposalTabled) -> tuple[str, Values]:
    wished = ", ".join(w.issue(issue) for issue in event.in_exchange_for)
    extra = text("event/in_exchange", issues=wished) if wished else ""
    standing = text("event/standing") if event.standing else ""
    code = "proposal_by_dispatch" if event.by_dispatch else "proposal_tabled"
    return code, {
        "role": w.role(event.role),
        "number": event.number,
        "package": w.package(event.package),
        "extra": extra + standing,
    }


def _numbered(w: Wording, event: Any) -> tuple[str, Values]:
    role = w.role(event.role) if hasattr(event, "role") else ""
    return EVENT_NAMES[type(event)], {"role": role, "number": event.number}


def _rejected(w: Wording, event: ev.ProposalsRejected) -> tuple[str, Values]:
    numbers = ", ".join(map(str, event.numbers))
    code = "proposals_rejected" if numbers else "turn_declined"
    return code, {"role": w.role(event.role), "numbers": numbers}


def _signed(w: Wording, event: ev.Signed | ev.SignatureWithdrawn) -> tuple[str, Values]:
    title = w.instrument(event.instrument)
    return EVENT_NAMES[type(event)], {"role": w.role(event.role), "text": title}


def _concluded(w: Wording, event: ev.TextConcluded) -> tuple[str, Values]:
    return f"text_{event.status}", {"text": w.instrument(event.instrument)}


def _reading(w: Wording, event: ev.ReadingPrevailed) -> tuple[str, Values]:
    reading = w.at(event.because)
    return "reading_prevailed", {
        "issue": w.issue(event.issue),
        "meaning": reading.meaning,
        "because": reading.because,
    }


_TELLERS: dict[type[Any], Teller] = {
    ev.SittingOpened: _sitting,
    ev.TableOpened: _table,
    ev.TalksBrokenOff: _role_only,
    ev.MatchEnded: _ended,
    ev.CardSealed: _card,
    ev.CardNoticed: _noticed,
    ev.DispatchSealed: _letter,
    ev.DispatchSent: _letter,
    ev.DispatchReceived: _received,
    ev.WorldEventHappened: _world,
    ev.TrackMoved: _track,
    ev.OptionOpened: _option,
    ev.OptionClosed: _option,
    ev.Told: _told,
    ev.IssueAdded: _added,
    ev.Said: _said,
    ev.ProposalTabled: _tabled,
    ev.ProposalAccepted: _numbered,
    ev.ClausesInitialled: _numbered,
    ev.ProposalsRejected: _rejected,
    ev.ProposalWithdrawn: _numbered,
    ev.ProposalLapsed: _numbered,
    ev.AdjournmentAsked: _role_only,
    ev.RoleLeft: _role_only,
    ev.Signed: _signed,
    ev.SignatureWithdrawn: _signed,
    ev.TextConcluded: _concluded,
    ev.ReadingPrevailed: _reading,
}

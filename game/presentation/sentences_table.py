"""Sentences of the table: what is said and proposed there, what words are taken to mean, and pledges."""

from collections.abc import Callable, Mapping
from typing import Any

from game.engine import events as ev
from game.engine.events import EVENT_NAMES
from game.messages import text
from game.presentation.wording import Wording
from game.scenario.plain import plain

Values = dict[str, object]


def _table(w: Wording, event: ev.TableOpened) -> tuple[str, Values]:
    values: Values = {"role": w.role(event.to), "hour": w.hour(event.minute)}
    if not event.agenda:
        return "table_of_talk", {**values, "roles": w.roles(event.present)}
    return "table_opened", {**values, "issues": w.issues(event.agenda)}


def _role_only(w: Wording, event: Any) -> tuple[str, Values]:
    return EVENT_NAMES[type(event)], {"role": w.role(event.role)}


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


# Proposals --------------------------------------------------------------------------------------


def _tabled(w: Wording, event: ev.ProposalTabled) -> tuple[str, Values]:
    values: Values = {
        "role": w.role(event.role),
        "number": event.number,
        "text": w.of_text(event.instrument),
    }
    if event.reading >= 0:
        meaning = w.meaning(event.issue, event.reading)
        return "definition_tabled", {**values, "issue": w.issue(event.issue), "meaning": meaning}
    wished = ", ".join(w.issue(issue) for issue in event.in_exchange_for)
    extra = text("event/in_exchange", issues=wished) if wished else ""
    standing = text("event/standing") if event.standing else ""
    code = "proposal_by_dispatch" if event.by_dispatch else "proposal_tabled"
    return code, {**values, "package": w.package(event.package), "extra": extra + standing}


def _numbered(w: Wording, event: Any) -> tuple[str, Values]:
    values: Values = {"number": event.number, "text": w.of_text(event.instrument)}
    if hasattr(event, "role"):
        values["role"] = w.role(event.role)
    return EVENT_NAMES[type(event)], values


def _rejected(w: Wording, event: ev.ProposalsRejected) -> tuple[str, Values]:
    if not event.numbers:  # as format 1 wrote a turn let go by
        return "turn_declined", {"role": w.role(event.role)}
    numbers = ", ".join(map(str, event.numbers))
    return "proposals_rejected", {
        "role": w.role(event.role),
        "numbers": numbers,
        "text": w.of_text(event.instrument),
    }


# Words ------------------------------------------------------------------------------------------


def _defined(w: Wording, event: ev.ReadingDefined) -> tuple[str, Values]:
    meaning = w.meaning(event.issue, event.reading)
    return "reading_defined", {"issue": w.issue(event.issue), "meaning": meaning}


def _refused(w: Wording, event: ev.DefinitionRefused) -> tuple[str, Values]:
    return "definition_refused", {
        "role": w.role(event.role),
        "issue": w.issue(event.issue),
        "meaning": w.meaning(event.issue, event.reading),
    }


def _reopened(w: Wording, event: ev.ClauseReopened) -> tuple[str, Values]:
    return "clause_reopened", {"role": w.role(event.role), "issue": w.issue(event.issue)}


def _freed(w: Wording, event: ev.CompanionsFreed) -> tuple[str, Values]:
    return "companions_freed", {"role": w.role(event.role), "issues": w.issues(event.issues)}


def _spoken(w: Wording, event: ev.WordsSpoken) -> tuple[str, Values]:
    return "words_spoken", {
        "role": w.role(event.role),
        "issue": w.issue(event.issue),
        "words": w.wording(event.issue, event.value),
    }


def _heard(w: Wording, event: ev.HearingChosen) -> tuple[str, Values]:
    return "hearing_chosen", {
        "role": w.role(event.role),
        "issue": w.issue(event.issue),
        "meaning": w.meaning(event.issue, event.reading, event.value),
    }


def _noted(w: Wording, event: ev.NoteTaken) -> tuple[str, Values]:
    return "note_taken", {
        "role": w.role(event.role),
        "issue": w.issue(event.issue),
        "meaning": w.meaning(event.issue, event.reading, event.value).rstrip("."),
        "sure": text(f"event/sure_{event.sure}"),
    }


# Threats and promises ---------------------------------------------------------------------------


def pledge_text(w: Wording, pledge: Any) -> str:
    """Return a threat or promise in one sentence: on which condition it depends, and what would be done."""
    deed = text(f"event/deed_{pledge.deed}", what=_what(w, pledge))
    return text(
        f"event/pledge_{pledge.intent}", role=w.role(pledge.role), condition=_condition(w, pledge), deed=deed
    )


def _what(w: Wording, pledge: Any) -> str:
    if pledge.card >= 0:
        name: str = list(w.scenario.cards.values())[pledge.card].name
        return name
    return w.package(pledge.clause)


def _condition(w: Wording, pledge: Any) -> str:
    if pledge.issue < 0:
        return text(f"event/condition_none_{pledge.intent}")
    if pledge.value < 0:
        return text(f"event/condition_any_{pledge.intent}", issue=w.issue(pledge.issue))
    option = w.value(pledge.issue, pledge.value).rstrip(".")
    return text(f"event/condition_value_{pledge.intent}", issue=w.issue(pledge.issue), option=option)


def _pledged(w: Wording, event: ev.Pledged) -> tuple[str, Values]:
    return "pledged", {"pledge": pledge_text(w, event)}


def _judged(w: Wording, event: ev.PledgeJudged) -> tuple[str, Values]:
    return f"pledge_{event.verdict}", {"role": w.role(event.role), "sitting": w.sitting(event.sitting)}


TABLE_TELLERS: Mapping[type[Any], Callable[[Wording, Any], tuple[str, Values]]] = {
    ev.TableOpened: _table,
    ev.IssueAdded: _added,
    ev.Said: _said,
    ev.TurnDeclined: _role_only,
    ev.ProposalTabled: _tabled,
    ev.ProposalAccepted: _numbered,
    ev.ClausesInitialled: _numbered,
    ev.ProposalsRejected: _rejected,
    ev.ProposalWithdrawn: _numbered,
    ev.ProposalLapsed: _numbered,
    ev.ReadingDefined: _defined,
    ev.DefinitionRefused: _refused,
    ev.ClauseReopened: _reopened,
    ev.CompanionsFreed: _freed,
    ev.WordsSpoken: _spoken,
    ev.HearingChosen: _heard,
    ev.NoteTaken: _noted,
    ev.Pledged: _pledged,
    ev.PledgeJudged: _judged,
    ev.AdjournmentAsked: _role_only,
    ev.RoleLeft: _role_only,
}

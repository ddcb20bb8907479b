"""What was done, act by act, read back from the log: who, when, and in which words."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from game.engine import events as ev
from game.engine.acts import CHANCE
from game.engine.events import Event
from game.messages import text
from game.presentation.sentences import sentence
from game.presentation.wording import Wording
from game.scenario.indices import Mask
from game.session.journal import Happening
from game.session.match import Match


class Deed(NamedTuple):
    """One act of a seat: at which sitting and step, in comparable form and in words.

    `seq`: its first line; `audience`: who saw it.
    """

    sitting: int
    step: str
    role: int
    kind: str
    what: tuple[Any, ...]
    text: str
    seq: int
    reasons: tuple[Mapping[str, Any], ...]
    audience: Mask


def deeds(match: Match, wording: Wording) -> list[Deed]:
    """Return every act of every seat that stands, oldest first."""
    found = []
    sitting, step = -1, "arrivals"
    last: dict[tuple[int, int], ev.ProposalTabled] = {}
    for batch in _batches(match.standing()):
        deed = _deed(wording, batch, sitting, step, last)
        if deed is not None:
            found.append(deed)
        for item in batch:
            event = item.entry.event if item.entry else None
            if isinstance(event, ev.SittingOpened):
                sitting, step = event.sitting, "arrivals"
            elif isinstance(event, ev.StepOpened):
                step = event.step
    return found


def _batches(items: list[Happening]) -> list[list[Happening]]:
    batches: list[list[Happening]] = [[]]
    for item in items:
        batches[-1].append(item)
        if item.more == 0:
            batches.append([])
    return batches[:-1]


def _deed(
    wording: Wording,
    batch: list[Happening],
    sitting: int,
    step: str,
    last: dict[tuple[int, int], ev.ProposalTabled],
) -> Deed | None:
    events = [item.entry.event for item in batch if item.entry]
    if sitting < 0 or not events or batch[0].by in (None, CHANCE):
        return None
    main = next((event for event in events if not isinstance(event, ev.Said)), events[0])
    kind, what = comparable(main)
    if not kind:
        return None
    spoken = [e for e in events if isinstance(e, ev.Said)]
    words = [w for w in (_told(wording, main, step, last), *(sentence(wording, e) for e in spoken)) if w]
    reasons = tuple(item.data for item in batch if item.type == "reason")
    role = batch[0].by
    assert role is not None, "an act of a seat has its actor"
    audience = next(item.audience for item in batch if item.entry and item.entry.event is main)
    return Deed(sitting, step, role, kind, what, " ".join(words), batch[0].seq, reasons, audience)


def _told(
    wording: Wording, event: Event, step: str, last: dict[tuple[int, int], ev.ProposalTabled]
) -> str | None:
    """Return an act in words; a proposal by what is new beside its side's last one."""
    if isinstance(event, ev.StepDone) and step == "signing":
        return text("event/not_signed", role=wording.role(event.role))
    if not isinstance(event, ev.ProposalTabled):
        return sentence(wording, event)
    before = last.get((event.instrument, event.role))
    last[event.instrument, event.role] = event
    if before is None or {i for i, _ in before.package} != {i for i, _ in event.package}:
        return sentence(wording, event)
    old = dict(before.package)
    changed = tuple((issue, clause) for issue, clause in event.package if old[issue] != clause)
    values = {"role": wording.role(event.role), "number": event.number, "before": before.number}
    if not changed:
        return text("event/proposal_again", **values)
    return text("event/proposal_changed", **values, package=wording.package(changed))


def comparable(event: Event) -> tuple[str, tuple[Any, ...]]:
    """Return the kind of act an event stands for and what makes it that act; '' for none."""
    match event:
        case ev.ProposalTabled(package=package):
            return "propose", tuple(package)
        case ev.ProposalAccepted():
            return "accept", ()
        case ev.ProposalsRejected():
            return "reject", ()
        case ev.ProposalWithdrawn() | ev.SignatureWithdrawn():
            return "withdraw", ()
        case ev.IssueAdded(issue=issue):
            return "agenda", (issue,)
        case ev.AdjournmentAsked():
            return "adjourn", ()
        case ev.RoleLeft():
            return "leave", ()
        case ev.TalksBrokenOff():
            return "break_off", ()
        case ev.Signed(instrument=instrument):
            return "sign", (instrument,)
        case ev.CardSealed(card=card):
            return "play", (card,)
        case ev.DispatchSealed(letter=letter):
            return "send", (letter.dispatch, letter.package)
        case ev.StepDone():
            return "done", ()
        case _:
            return "", ()

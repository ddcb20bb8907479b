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

SPOKEN = (ev.Said, ev.Pledged)


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
    return _Chronicler(wording).deeds(match.standing())


class _Chronicler:
    """Goes through a match act by act, remembering what an act has to be told beside."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._sitting = -1
        self._step = "arrivals"
        self._last: dict[tuple[int, int], ev.ProposalTabled] = {}
        self._signed: set[tuple[int, int]] = set()

    def deeds(self, items: list[Happening]) -> list[Deed]:
        found = []
        for batch in _batches(items):
            deed = self._deed(batch)
            if deed is not None:
                found.append(deed)
            for item in batch:
                if item.entry is not None:
                    self._remember(item.entry.event)
        return found

    def _remember(self, event: Event) -> None:
        if isinstance(event, ev.SittingOpened):
            self._sitting, self._step = event.sitting, "arrivals"
        elif isinstance(event, ev.StepOpened):
            self._step = event.step
        elif isinstance(event, ev.ProposalTabled) and event.reading < 0:
            self._last[event.instrument, event.role] = event
        elif isinstance(event, ev.Signed):
            self._signed.add((event.instrument, event.role))
        elif isinstance(event, ev.SignatureWithdrawn):
            self._signed.discard((event.instrument, event.role))

    def _deed(self, batch: list[Happening]) -> Deed | None:
        events = [item.entry.event for item in batch if item.entry]
        role = batch[0].by
        if self._sitting < 0 or not events or role is None or role == CHANCE:
            return None
        main = main_event(events)
        kind, what = comparable(main)
        if not kind:
            return None
        told = self._answered(events) if isinstance(main, ev.SigningAnswered) else self._told(main)
        spoken = [sentence(self._wording, event) for event in events if isinstance(event, SPOKEN)]
        words = [said for said in (told, *spoken) if said]
        reasons = tuple(item.data for item in batch if item.type == "reason")
        audience = next(item.audience for item in batch if item.entry and item.entry.event is main)
        return Deed(
            self._sitting, self._step, role, kind, what, " ".join(words), batch[0].seq, reasons, audience
        )

    def _answered(self, events: list[Event]) -> str:
        """Return, of an act that answers texts laid open without signing, what becomes of each."""
        answers = [event for event in events if isinstance(event, ev.SigningAnswered)]
        found = []
        for code, signed in (("not_signed", False), ("still_signed", True)):
            texts = [
                self._wording.instrument(answer.instrument)
                for answer in answers
                if ((answer.instrument, answer.role) in self._signed) == signed
            ]
            if texts:
                role = self._wording.role(answers[0].role)
                found.append(text(f"event/{code}", role=role, texts=", ".join(texts)))
        return " ".join(found)

    def _told(self, event: Event) -> str | None:
        """Return an act in words; a proposal by what is new beside its side's last one."""
        if not isinstance(event, ev.ProposalTabled) or event.reading >= 0:
            return sentence(self._wording, event)
        before = self._last.get((event.instrument, event.role))
        if before is None or {i for i, _ in before.package} != {i for i, _ in event.package}:
            return sentence(self._wording, event)
        old = dict(before.package)
        changed = tuple((issue, clause) for issue, clause in event.package if old[issue] != clause)
        values = {
            "role": self._wording.role(event.role),
            "number": event.number,
            "text": self._wording.of_text(event.instrument),
            "before": before.number,
        }
        if not changed:
            return text("event/proposal_again", **values)
        return text("event/proposal_changed", **values, package=self._wording.package(changed))


def _batches(items: list[Happening]) -> list[list[Happening]]:
    batches: list[list[Happening]] = [[]]
    for item in items:
        batches[-1].append(item)
        if item.more == 0:
            batches.append([])
    return batches[:-1]


def main_event(events: list[Event]) -> Event:
    """Return the event an act is known by: words ride on it, and a mandate is judged before a signature."""
    signed = next((event for event in events if isinstance(event, ev.Signed)), None)
    if signed is not None and isinstance(events[0], ev.MandateJudged | ev.Signed):
        return signed
    return next((event for event in events if not isinstance(event, SPOKEN)), events[0])


def comparable(event: Event) -> tuple[str, tuple[Any, ...]]:
    """Return the kind of act an event stands for and what makes it that act; '' for none."""
    match event:
        case ev.ProposalTabled(reading=reading, issue=issue) if reading >= 0:
            return "define", (issue, reading)
        case ev.ProposalTabled(package=package):
            return "propose", tuple(package)
        case ev.ProposalAccepted():
            return "accept", ()
        case ev.ProposalsRejected() | ev.TurnDeclined():
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
        case ev.StepDone() | ev.SigningAnswered():
            return "done", ()
        case _:
            return _comparable_late(event)


def _comparable_late(event: Event) -> tuple[str, tuple[Any, ...]]:
    match event:
        case ev.CardSealed(card=card):
            return "play", (card,)
        case ev.ForkSealed(fork=fork, choice=choice):
            return "choose", (fork, choice)
        case ev.DispatchSealed(letter=letter):
            return _written(letter)
        case ev.ClauseReopened(issue=issue):
            return "reopen", (issue,)
        case ev.CompanionsFreed():
            return "free", ()
        case ev.WordsSpoken(issue=issue, value=value):
            return "speak", (issue, value)
        case ev.HearingChosen(issue=issue, reading=reading):
            return "hear", (issue, reading)
        case ev.NoteTaken(issue=issue, reading=reading):
            return "note", (issue, reading)
        case ev.Ratified(instrument=instrument):
            return "ratify", (instrument,)
        case ev.Repudiated(instrument=instrument):
            return "repudiate", (instrument,)
        case _:
            return "", ()


def _written(letter: ev.Letter) -> tuple[str, tuple[Any, ...]]:
    """Return a dispatch as an act. A stock instruction is told by its name, another by its issues."""
    if letter.orders:
        named = () if letter.dispatch >= 0 else tuple(issue for issue, _ in letter.orders)
        return "instruct", (letter.dispatch, named)
    if letter.wants:
        return "ask", tuple(letter.wants)
    return "send", (letter.dispatch, letter.package)

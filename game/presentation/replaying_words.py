"""The words of a match read again: proposals by what is new in them, hidden events in short, causes.

Law of this file: a letter is told once in full, where it is written; that it left and arrived is a line.
"""

from typing import Any

from game.engine import events as ev
from game.engine.events import Event
from game.engine.state import Seat
from game.messages import text
from game.presentation.sentences import sentence
from game.presentation.wording import Wording

Data = dict[str, Any]
TOLD_BEFORE = (ev.CardPlayed, ev.ForkTaken, ev.DispatchTimed, ev.DrawDue, ev.Drawn, ev.WorldEventPassed)
"""What is not told where it is hidden: the act it comes of, or what comes of it, tells it."""


class Proposals:
    """Tells proposals, remembering each side's last one on each text."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._last: dict[tuple[int, int], ev.ProposalTabled] = {}

    def told(self, event: ev.ProposalTabled) -> tuple[str, list[str]]:
        """Return who proposes, and the clauses that are new beside its side's last proposal."""
        before = self._last.get((event.instrument, event.role))
        self._last[event.instrument, event.role] = event
        values = {
            "role": self._wording.role(event.role),
            "number": event.number,
            "text": self._wording.of_text(event.instrument),
        }
        if before is None or {i for i, _ in before.package} != {i for i, _ in event.package}:
            code = "proposes_by_dispatch" if event.by_dispatch else "proposes"
            return text(f"replay/{code}", **values), self._details(event, {})
        old = dict(before.package)
        if before.package == event.package:
            said = text("event/proposal_again", **values, before=before.number)
        else:
            said = text("replay/proposes_but", **values, before=before.number)
        return said, self._details(event, old)

    def _details(self, event: ev.ProposalTabled, old: dict[int, Any]) -> list[str]:
        found = [
            text(
                "replay/clause",
                issue=self._wording.issue(issue),
                clause=self._wording.clause(issue, clause).rstrip("."),
            )
            for issue, clause in event.package
            if old.get(issue) != clause
        ]
        if event.in_exchange_for:
            wished = ", ".join(self._wording.issue(issue) for issue in event.in_exchange_for)
            found.append(text("event/in_exchange", issues=wished).strip())
        if event.standing:
            found.append(text("event/standing").strip())
        return found


class Hidden:
    """Tells what a seat did not see."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def told(self, event: Event) -> str | None:
        """Return an event in words, or None if another line tells it."""
        if isinstance(event, TOLD_BEFORE):
            return None
        if isinstance(event, ev.DispatchSent):
            letter = event.letter
            if not letter.minutes:
                return None
            return text("replay/minutes_sent", **self._letter(letter), hour=self._wording.hour(letter.sent))
        if isinstance(event, ev.DispatchReceived):
            values = {"sent": self._wording.hour(event.letter.sent), "hour": self._wording.hour(event.minute)}
            if event.letter.minutes:
                return text("replay/minutes_reached", to=self._wording.role(event.letter.addressee), **values)
            return text("replay/reached", **self._letter(event.letter), **values)
        return sentence(self._wording, event)

    def _letter(self, letter: ev.Letter) -> dict[str, str]:
        return {"role": self._wording.role(letter.sender), "to": self._wording.role(letter.addressee)}


def by_whom(event: Event) -> int:
    """Return the role an event is the doing of, or that receives a letter by it; -1 for nobody."""
    if isinstance(event, ev.DispatchSealed | ev.DispatchSent):
        return event.letter.sender
    if isinstance(event, ev.DispatchReceived):
        return event.letter.addressee
    return int(getattr(event, "role", -1))


def behind(wording: Wording, event: Event, role: int, seat: Seat | None) -> Data | None:
    """Return what lay behind an event that `role` saw, where it could not see that itself.

    `seat`: what the role knows in the end; None where no seat is meant: then whatever seats did behind it.
    """
    because = getattr(event, "because", None)
    if because is None:
        return None
    kind, key = wording.becauses[because].split(".")[:2]
    scenario = wording.scenario
    own = "" if seat is None else wording.public.roles[role]
    if kind == "cards" and scenario.cards[key].role != own:
        return _cause(wording, kind, key, scenario.cards[key].role, scenario.cards[key].name)
    if kind == "forks":
        fork = scenario.forks[key]
        known = seat is not None and seat.forks[wording.names.number("fork", key)] >= 0
        if fork.role != own and not known:
            return _cause(wording, kind, key, fork.role, fork.name)
    if kind == "dispatches":
        channel = scenario.channels[scenario.dispatches[key].channel]
        if own not in (channel.sender, channel.addressee):
            return _cause(wording, kind, key, channel.sender, scenario.dispatches[key].name)
    if kind == "world" and seat is not None and seat.outcomes[wording.names.number("event", key)] < 0:
        said = text("replay/behind_world", name=scenario.world[key].name)
        return {"kind": kind, "id": key, "role": None, "text": said}
    return None


def _cause(wording: Wording, kind: str, key: str, role: str, name: str) -> Data:
    said = text(f"replay/behind_{kind}", role=wording.scenario.roles[role].short, name=name)
    return {"kind": kind, "id": key, "role": role, "text": said}

"""A match read again from one seat, sitting by sitting and step by step.

Law of this file: what the seat saw then is told as it was told then. What was hidden from it stands apart,
and only once the match is over: what others did unseen, what lay behind what it saw, why AI players acted.
"""

from collections.abc import Iterator
from typing import Any

from game.engine import events as ev
from game.engine.acts import CHANCE
from game.engine.events import Event
from game.engine.folding import apply
from game.engine.state import State
from game.messages import text
from game.presentation.chronicle import main_event
from game.presentation.replaying_words import Hidden, Proposals, behind, by_whom
from game.presentation.replaying_world import hands, how_it_stood
from game.presentation.sentences import sentence
from game.presentation.sentences_notes import note_sentence, reason_sentence
from game.presentation.wording import Wording, spoken_hour
from game.scenario.indices import members
from game.session.journal import Happening
from game.session.match import Match, Refusal
from game.session.moments import Moment, moments

Data = dict[str, Any]
FORMAT = "kherem-replay/1"
NOTICES = (ev.CardNoticed, ev.ForkNoticed)
"""What is told only where somebody noticed: the act itself is told already."""


EVERYBODY = -1
"""In place of a seat: what all seats saw; hidden is what some did not see."""


def replay(match: Match, role: int, *, reveal: bool) -> Data:
    """Return a match as one seat saw it, as JSON data; with `reveal`, what was hidden from it beside.

    `role` may be `EVERYBODY`. Raises `Refusal` where hidden things are asked for before the end.
    """
    if reveal and not match.ended:
        raise Refusal("session/not_over")
    wording = Wording(match.opened.scenario, match.tables)
    return {
        "format": FORMAT,
        "scenario": match.opened.scenario.id,
        "title": match.opened.scenario.title,
        "role": match.roles[role] if role != EVERYBODY else None,
        "role_name": wording.role(role) if role != EVERYBODY else text("replay/everybody"),
        "role_names": {name: wording.role(number) for number, name in enumerate(match.roles)},
        "status": match.state.clock.status,
        "revealed": reveal,
        "hands": hands(match, wording, role) if reveal else None,
        "sittings": _Reader(match, wording, role, reveal).sittings(),
    }


class _Reader:
    """Goes through a match once, and sorts what happened by sitting, step, and who saw it."""

    def __init__(self, match: Match, wording: Wording, role: int, reveal: bool) -> None:
        self._match = match
        self._wording = wording
        self._role = role
        self._reveal = reveal
        self._hidden = Hidden(wording)
        self._proposals = Proposals(wording)
        self._sittings: list[Data] = []
        self._step = "arrivals"

    def sittings(self) -> list[Data]:
        for moment in moments(self._match):
            self._read(moment)
        self._close(self._match.state)
        for sitting in self._sittings:
            sitting["steps"] = [step for step in sitting["steps"] if step["lines"]]
        return self._sittings

    def _read(self, moment: Moment) -> None:
        state = moment.before
        main = self._main(moment)
        place: tuple[list[Data], int] | None = None
        for item in moment.items:
            if item.entry is None:
                self._note(item)
                continue
            event = item.entry.event
            self._turn_page(event, state)
            self._tell(item, event)
            if event is main:
                lines = self._lines()
                place = (lines, len(lines))
            state = apply(state, item.entry)
        self._think(moment, place)

    def _main(self, moment: Moment) -> Event | None:
        by = moment.items[0].by
        events = [item.entry.event for item in moment.items if item.entry]
        return main_event(events) if events and by is not None and by != CHANCE else None

    # Where it stands --------------------------------------------------------------------------------

    def _turn_page(self, event: Event, state: State) -> None:
        if isinstance(event, ev.SittingOpened):
            self._close(state)
            sitting = self._match.opened.scenario.calendar[event.sitting]
            self._step = "arrivals"
            self._sittings.append(
                {
                    "sitting": sitting.id,
                    "title": sitting.title,
                    "hour": spoken_hour(sitting.at),
                    "place": sitting.place,
                    "steps": [],
                    "stood": None,
                }
            )
        elif isinstance(event, ev.StepOpened):
            self._step = event.step

    def _close(self, state: State) -> None:
        """Tell how things stood when a sitting closed."""
        if self._sittings and self._reveal and self._role != EVERYBODY:
            self._sittings[-1]["stood"] = how_it_stood(self._wording, state, self._role)

    def _lines(self) -> list[Data]:
        steps: list[Data] = self._sittings[-1]["steps"]
        if not steps or steps[-1]["step"] != self._step:
            steps.append({"step": self._step, "lines": []})
        lines: list[Data] = steps[-1]["lines"]
        return lines

    # What is told -----------------------------------------------------------------------------------

    def _tell(self, item: Happening, event: Event) -> None:
        seen = self._sees(item)
        if isinstance(event, ev.SittingOpened) or not (seen or self._reveal):
            return
        if isinstance(event, NOTICES) and not item.audience:
            return
        said, details = self._said(event, seen)
        if not said:
            return
        by = by_whom(event)
        self._lines().append(
            {
                "seq": item.seq,
                "kind": "seen" if seen else "hidden",
                "by": None if by < 0 else self._match.roles[by],
                "seen_by": [self._match.roles[role] for role in members(item.audience)],
                "code": None,
                "text": said,
                "details": details,
                "behind": self._behind(event) if seen and self._reveal else None,
            }
        )

    def _sees(self, item: Happening) -> bool:
        everyone = self._match.tables.public.everyone
        mask = everyone if self._role == EVERYBODY else 1 << self._role
        return item.audience & mask == mask

    def _said(self, event: Event, seen: bool) -> tuple[str | None, list[str]]:
        """Return an event in words, a proposal with its clauses apart."""
        if isinstance(event, ev.ProposalTabled) and event.reading < 0:
            return self._proposals.told(event)
        return sentence(self._wording, event) if seen else self._hidden.told(event), []

    def _behind(self, event: Event) -> Data | None:
        seat = None if self._role == EVERYBODY else self._match.state.seats[self._role]
        return behind(self._wording, event, self._role, seat)

    def _note(self, item: Happening) -> None:
        """Tell the seat what the match wrote about it: who acted, who its people are, a turn gone by."""
        said = note_sentence(item) if self._role != EVERYBODY and self._sees(item) else ""
        if said and item.type != "undone":
            name = self._match.roles[self._role]
            line = {"seq": item.seq, "kind": "seen", "by": name, "seen_by": [name], "text": said}
            self._lines().append({**line, "code": None, "details": [], "behind": None})

    def _think(self, moment: Moment, place: tuple[list[Data], int] | None) -> None:
        """Put an AI player's reasons below the act they are the reasons of."""
        if not self._reveal:
            return
        found = list(self._thoughts(moment))
        if found:
            lines, at = place or (self._lines(), len(self._lines()))
            lines[at:at] = found

    def _thoughts(self, moment: Moment) -> Iterator[Data]:
        for item in moment.items:
            if item.type == "reason":
                yield {
                    "seq": item.seq,
                    "kind": "thought",
                    "by": item.data["role"],
                    "seen_by": [],
                    "code": item.data["code"],
                    "text": reason_sentence(self._wording, item.data),
                    "details": [],
                    "behind": None,
                }

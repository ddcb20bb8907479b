"""A game that is on: whose decision it is, what each person was told, and what their acts lead to.

Law of this file: nothing is shown of a seat before its own person asks for it.
"""

from contextlib import suppress
from dataclasses import replace
from typing import Any

from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.looking_back.findings import ended
from game.desktop.snapshot import snapshot
from game.engine.errors import Refused
from game.messages import text
from game.presentation.coaching import Lesson
from game.presentation.deciding.seat import Seat
from game.presentation.reading.aftermath import fates
from game.presentation.reading.books import briefing
from game.presentation.reading.news import Telling
from game.session.match import Match, Refusal


class GameOn:
    """A match with people at this screen.

    `seat`: whose decision it is. `told`: the people who have read their briefing already, as after a resume.
    """

    def __init__(self, match: Match, told: bool = False) -> None:
        self.match = match
        humans = match.humans()
        self.seat = Seat(match, humans[0])
        self._shown = humans[0] if len(humans) == 1 else None
        """Whose screen it is; None before anybody has said so."""
        self._tellings = {role: Telling(Seat(match, role)) for role in humans if told}

    def close(self) -> None:
        """Close the log."""
        self.match.close()

    def lifted(self) -> st.Screen:
        """Show the seat its briefing, if it has not read it, or its decision."""
        self._shown = self.seat.number
        if self.seat.number not in self._tellings:
            self._tellings[self.seat.number] = Telling(self.seat)
            return st.Reading(briefing(self.seat), self.seat.role.comprehension)
        self._tellings[self.seat.number].go_on()
        return self._screen()

    def gone_on(self) -> ms.Arrived:
        """Let the others act, and show the next decision, the curtain before it, or the end.

        Who may only go on does so: the clock skips to the next decision.
        """
        match = self.match
        match.run()
        while not match.ended:
            waiting = match.waiting()
            role = self._shown if self._shown in waiting else waiting[0]
            self.seat = Seat(match, role)
            if [template.kind for template in self.seat.offered()] != ["done"]:
                break
            match.act(role, {"kind": "done"})
            match.run()
        if not match.ended and self.seat.number != self._shown:
            return ms.Arrived(st.Curtain(self.seat.role.name))
        return ms.Arrived(self.lifted())

    def acted(self, data: dict[str, Any]) -> ms.Arrived:
        """Let the seat act, and go on."""
        try:
            self.match.act(self.seat.number, data)
        except (Refused, Refusal) as refused:
            return ms.Arrived(notice=text("face/refused", why=refused.message))
        return self.gone_on()

    def undone(self) -> ms.Arrived:
        """Take back the last act of the seat, with what the clock did for it since."""
        try:
            self.match.undo(self.seat.number)
        except Refusal as refused:
            return ms.Arrived(notice=refused.message)
        self.match.run()
        with suppress(Refusal):  # there may be nothing before that
            while [template.kind for template in self.seat.offered()] == ["done"]:
                self.match.undo(self.seat.number)
                self.match.run()
        if self.seat.number not in self.match.waiting():
            return self.gone_on()
        self._tellings[self.seat.number].begin_again()
        return ms.Arrived(self._screen(), text("face/taken_back"))

    def said_anew(self) -> st.Screen:
        """Return the screen of the seat in the language that is spoken now."""
        for telling in self._tellings.values():
            telling.begin_again()
        return self._screen()

    def _screen(self) -> st.Screen:
        if not self.match.ended:
            return st.Playing(snapshot(self.seat, self._tellings[self.seat.number]), thinking=False)
        found = replace(ended(self.match), lesson=Lesson(frozenset({"at:end"})))
        telling = self._tellings[self.seat.number]
        news = telling.lines[telling.fresh :]
        if not news or len(self.match.humans()) > 1:
            return found
        return st.Aftermath(found.title, (*fates(self.seat), *news), found)

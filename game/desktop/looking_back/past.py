"""A game that is over, and all that is found out about it while somebody looks back.

Law of this file: the match never changes here. Games of a what-if are played on a copy of it, in a thread of
their own that can be stopped after any game.
"""

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from game.analysis.spaces import SpaceError
from game.desktop import messages as ms
from game.desktop.looking_back import effects as ef
from game.desktop.looking_back import messages as found
from game.desktop.looking_back.exporting import export
from game.desktop.looking_back.moments import seen_at
from game.desktop.snapshot import snapshot
from game.engine.errors import Refused
from game.messages import text
from game.presentation.deciding.seat import Seat
from game.presentation.plane import Plane, plane
from game.presentation.reading.news import Telling
from game.presentation.replaying import EVERYBODY, replay
from game.presentation.replaying_frames import frames
from game.presentation.weighed import Wanted, weigh_scenario
from game.presentation.what_if import act_words, what_if, what_if_reading
from game.presentation.what_if_bars import what_if_bars
from game.presentation.what_if_points import point_near
from game.session.match import Match, Refusal
from game.session.seats import SeatError
from game.simulation.what_if import Question, ask
from game.storage.log import Contents, LogError

Tell = Callable[[found.Found], None]
FAILURES = (LogError, OSError, Refusal, Refused, RuntimeError, SeatError)
"""What may go wrong while games are played on."""


class _Stopped(Exception):
    """Enough games were played."""


class Past:
    """A match that is over.

    `seat`: whose decision is put again for a what-if, if one is. `thread`: where its games are played.
    """

    def __init__(self, match: Match) -> None:
        self.match = match
        self.seat: Seat | None = None
        self._stop = Event()
        self.thread: Thread | None = None

    def stop(self) -> None:
        """Play no more games. Returns at once: those that are on play to their end, and are not told."""
        self._stop.set()

    def do(self, effect: ef.Effect, tell: Tell) -> ms.Message:
        """Find something out. `tell` takes what comes in the course of time."""
        match effect:
            case ef.Weigh(pair=pair):
                return found.Weighed(pair, self._weighed(pair))
            case ef.Reread(role=role):
                return self._reread(role)
            case ef.ShowMoment(role=role, at=at):
                return found.MomentSeen(role, at, seen_at(self.match, role, at))
            case ef.FindPoint(role=role, first=first):
                return self._point(role, first)
            case ef.PutDecision(at=at, role=role):
                return self._put(at, role)
            case ef.TryAct(at=at, role=role, data=data):
                number = self.match.role_number(role)
                return found.Otherwise(act_words(self.match, Question(at, number, data)))
            case ef.Ask():
                return self._ask(effect, tell)
            case ef.Export():
                return self._exported()
            case _:
                return ms.Arrived()

    def _weighed(self, pair: tuple[str, str]) -> Plane | str:
        try:
            return plane(weigh_scenario(self.match.opened, Wanted(roles=pair, match=self.match)))
        except SpaceError as error:
            return text(error.code, **error.values)

    def _reread(self, role: str) -> found.Reread:
        number = self.match.role_number(role) if role else EVERYBODY
        data = replay(self.match, number, reveal=True)
        return found.Reread(role, data["role_name"], frames(self.match, data))

    def _point(self, role: str, first: int) -> ms.Message:
        """Return the decision that is shown, else the next one of the seat, of anybody, or the last."""
        point = point_near(self.match, role, first)
        return ms.Arrived(notice=text("looking_back/no_choice")) if point is None else found.Supposed(point)

    def _put(self, at: int, role: str) -> found.Deciding:
        then = self.match.forked(at)
        self.seat = Seat(then, then.role_number(role))
        telling = Telling(self.seat)
        telling.go_on()
        return found.Deciding(snapshot(self.seat, telling))

    def _exported(self) -> ms.Arrived:
        try:
            folder: Path = export(self.match)
        except (OSError, LogError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            return ms.Arrived(notice=text("looking_back/not_exported", reason=reason))
        return ms.Arrived(notice=text("looking_back/exported", folder=folder))

    # What if ----------------------------------------------------------------------------------------

    def _ask(self, effect: ef.Ask, tell: Tell) -> ms.Arrived:
        self.stop()
        self._stop = Event()
        question = Question(effect.at, self.match.role_number(effect.role), effect.data)
        asked = (self.match.contents(), question, effect, tell, self._stop)
        self.thread = Thread(target=_play_on, args=asked, name="what-if", daemon=True)
        self.thread.start()
        return ms.Arrived()


def _play_on(contents: Contents, question: Question, effect: ef.Ask, tell: Tell, stop: Event) -> None:
    """Play the games of a question, telling of each."""

    def done() -> None:
        if stop.is_set():
            raise _Stopped
        tell(found.Played(effect.ticket))

    try:
        match = Match.taken_up(contents, name=contents.header.scenario)
        data = what_if(match, question, ask(match, question, effect.runs, done=done))
    except _Stopped:
        return
    except FAILURES as error:
        tell(found.Unanswered(effect.ticket, str(error) or type(error).__name__))
        return
    tell(found.Answered(effect.ticket, tuple(what_if_reading(data)), what_if_bars(data)))

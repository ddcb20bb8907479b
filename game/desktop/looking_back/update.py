"""How the debrief, a game read again and a what-if change: a message in, the new state and the effects out.

Law of this file: pure. What has been found out counts only where it is still asked for.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.effects import Act
from game.desktop.looking_back import effects as ef
from game.desktop.looking_back import messages as mine
from game.desktop.looking_back.findings import MAPS
from game.presentation.deciding.seat import Seat
from game.presentation.replaying_frames import Frame, shown
from game.presentation.what_if_points import USUAL_RUNS

Result = tuple[Any, tuple[Any, ...]]
Screen = st.Ended | st.Replaying | st.Supposing
PutTogether = Callable[[st.Playing, ms.Message, Seat | None], Result]
"""How an act is put together in the game: the same for an act of a what-if."""
POSSIBLE = "possible"


def looked_back(screen: Screen, message: ms.Message, seat: Seat | None, put: PutTogether) -> Result:
    """Return the screen after a message, and what is to be found out. `seat`: whose decision is put again."""
    match screen:
        case st.Ended():
            return _ended(screen, message)
        case st.Replaying():
            return _replaying(screen, message)
        case st.Supposing():
            return _supposing(screen, message, seat, put)


# The debrief ----------------------------------------------------------------------------------------


def _ended(screen: st.Ended, message: ms.Message) -> Result:
    match message:
        case ms.OpenChapter(number=number):
            return _opened(screen, number)
        case ms.StepBack() if screen.unfolded:
            return replace(screen, unfolded=""), ()
        case ms.StepBack():
            return replace(screen, tab="list"), ()
        case ms.ShowTab(name=name):
            return replace(screen, tab=name), ()
        case mine.Unfold(key=key):
            return replace(screen, unfolded="" if key == screen.unfolded else key), ()
        case mine.PickSide(name=name):
            return replace(screen, side=name), ()
        case mine.PickPair(pair=pair):
            return _weighing(replace(screen, pair=pair, unfolded=""))
        case mine.Weighed(pair=pair, plane=plane):
            return replace(screen, planes={**screen.planes, pair: plane}), ()
        case mine.ReadAgain(role=role):
            return screen, (ef.Reread(role),)
        case mine.Reread():
            return _reread(screen, message)
        case mine.Export():
            return screen, (ef.Export(),)
        case _:
            return screen, ()


def _opened(screen: st.Ended, number: int) -> Result:
    chapter = screen.chapters[number]
    same = {MAPS, "history"} >= {chapter.code, screen.chapters[screen.number].code}
    unfolded = screen.unfolded if same else ""
    if chapter.code == "timeline" and not unfolded:
        left = [n for n, one in enumerate(screen.findings.course) if one.leaves]
        unfolded = f"sitting-{left[0]}" if left else ""
    opened = replace(screen, number=number, read=screen.read | {number}, unfolded=unfolded, tab="page")
    return _weighing(opened) if chapter.code == POSSIBLE else (opened, ())


def _weighing(screen: st.Ended) -> Result:
    wanted = all(screen.pair) and screen.pair not in screen.planes
    return screen, (ef.Weigh(screen.pair),) if wanted else ()


# The game read again ----------------------------------------------------------------------------------


def frames_of(screen: st.Replaying) -> tuple[Frame, ...]:
    """Return the acts that are shown: with what is revealed, or without."""
    return screen.revealed if screen.reveal else screen.frames


def _reread(ended: st.Ended, found: mine.Reread, *, reveal: bool = False, at: int = 0) -> Result:
    """Begin to read the game again, at the act that line `at` belongs to."""
    plain = shown(found.frames, reveal=False)
    screen = st.Replaying(ended, found.role, found.name, plain, found.frames, reveal=reveal)
    return _moved(screen, _nearest(frames_of(screen), at))


def _nearest(frames: tuple[Frame, ...], line: int) -> int:
    """Return the place of the last act that is over at a line, or the first."""
    return max(0, sum(one.first <= line for one in frames) - 1)


def _replaying(screen: st.Replaying, message: ms.Message) -> Result:
    frames = frames_of(screen)
    match message:
        case mine.Step(by=by):
            return _moved(screen, screen.place + by)
        case mine.StepSitting(by=by):
            return _moved(screen, _sitting(frames, screen.place, by))
        case mine.GoTo(place=place):
            return _moved(screen, place)
        case mine.Reveal(on=on):
            changed = replace(screen, reveal=on)
            here = frames[screen.place].last if frames else 0
            return _moved(changed, _nearest(frames_of(changed), here))
        case mine.ChooseSeat(on=on):
            return replace(screen, choosing=on, tab="told"), ()
        case mine.ReadAgain(role=role):
            return replace(screen, choosing=False), (ef.Reread(role),)
        case mine.Reread():
            here = frames[screen.place].last if frames else 0
            return _reread(screen.ended, message, reveal=screen.reveal, at=here)
        case mine.MomentSeen(role=role, at=at, seen=seen) if role == screen.role:
            return _moved(replace(screen, seen=seen, seen_at=at, awaiting=0), screen.place)
        case mine.Suppose() if frames:
            return screen, (ef.FindPoint(screen.role, frames[screen.place].first),)
        case mine.Supposed(point=point):
            return st.Supposing(screen, point, USUAL_RUNS), ()
        case ms.ShowTab(name=name):
            return replace(screen, tab=name, choosing=False), ()
        case ms.StepBack() if screen.choosing:
            return replace(screen, choosing=False), ()
        case ms.StepBack():
            return screen.ended, ()
        case _:
            return screen, ()


def _moved(screen: st.Replaying, place: int) -> Result:
    """Show another act; how things stood then is found out, one moment at a time."""
    frames = frames_of(screen)
    moved = replace(screen, place=min(max(0, place), max(0, len(frames) - 1)))
    wanted = frames[moved.place].last if frames else screen.seen_at
    if moved.awaiting or wanted == moved.seen_at:
        return moved, ()
    return replace(moved, awaiting=wanted), (ef.ShowMoment(screen.role, wanted),)


def _sitting(frames: tuple[Frame, ...], place: int, by: int) -> int:
    """Return the first act of the next sitting, or of this one, or of the one before it."""
    starts = [n for n, one in enumerate(frames) if n == 0 or one.sitting != frames[n - 1].sitting]
    if by > 0:
        return next((start for start in starts if start > place), len(frames) - 1)
    return next((start for start in reversed(starts) if start < place), 0)


# What if ----------------------------------------------------------------------------------------------


def _supposing(screen: st.Supposing, message: ms.Message, seat: Seat | None, put: PutTogether) -> Result:
    if screen.composing is not None:
        return _composing(screen, screen.composing, message, seat, put)
    if screen.played is not None:
        return _playing_on(screen, message)
    point = screen.point
    match message:
        case mine.PickRuns(runs=runs):
            return replace(screen, runs=runs), ()
        case mine.ActOtherwise(on=True):
            return screen, (ef.PutDecision(point.at, point.role),)
        case mine.ActOtherwise(on=False):
            return replace(screen, data=None, instead="", bars=(), lines=()), ()
        case mine.Deciding(shot=shot):
            return replace(screen, composing=st.Playing(shot, thinking=False)), ()
        case mine.Otherwise(words=words):
            return replace(screen, instead=words), ()
        case mine.PlayOn() if screen.data is None or screen.instead:
            asked = replace(screen, ticket=screen.ticket + 1, played=0, bars=(), lines=())
            return asked, (ef.Ask(asked.ticket, point.at, point.role, screen.data, screen.runs),)
        case ms.StepBack() if screen.bars:
            return replace(screen, bars=(), lines=()), ()
        case ms.StepBack():
            return screen.replaying, ()
        case _:
            return screen, ()


def _composing(
    screen: st.Supposing, composing: st.Playing, message: ms.Message, seat: Seat | None, put: PutTogether
) -> Result:
    """Put another act together as in the game; when it is done, find out whether it is possible."""
    if isinstance(message, ms.StepBack) and composing.choice is None:
        return replace(screen, composing=None), ()
    changed, effects = put(composing, message, seat)
    for effect in effects:
        if isinstance(effect, Act):
            point = screen.point
            tried = replace(screen, composing=None, data=effect.data, instead="", bars=(), lines=())
            return tried, (ef.TryAct(point.at, point.role, effect.data),)
    return replace(screen, composing=screen.composing if changed.thinking else changed), ()


def _playing_on(screen: st.Supposing, message: ms.Message) -> Result:
    match message:
        case mine.Played(ticket=ticket) if ticket == screen.ticket:
            return replace(screen, played=(screen.played or 0) + 1), ()
        case mine.Answered(ticket=ticket) if ticket == screen.ticket:
            return replace(screen, played=None, lines=message.lines, bars=message.bars), ()
        case mine.Unanswered(ticket=ticket) if ticket == screen.ticket:
            return replace(screen, played=None, lines=(message.reason,)), ()
        case mine.StopPlaying() | ms.StepBack():
            return replace(screen, played=None, ticket=screen.ticket + 1), (ef.StopAsking(),)
        case _:
            return screen, ()

"""How what the window holds changes: a message in, the new state and the effects out.

Law of this file: pure. It reads the seat, which never changes here, and does nothing itself.
"""

from dataclasses import replace
from typing import get_args

from game.desktop import effects as ef
from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.changing import SettingsMessage
from game.desktop.coach import coached, hidden, noted, opened
from game.desktop.keeping import LoadSaves, Saves, ShowSaves
from game.desktop.looking_back import effects as back
from game.desktop.looking_back.messages import Found, LookBack
from game.desktop.looking_back.update import looked_back
from game.desktop.on_saves import on_saves, stepped_back
from game.desktop.seeking import seeking, sought
from game.desktop.settled import changed, settled
from game.desktop.writing import Compose, Edit, PutCursor, Writing, edited, erased, typed
from game.messages import text
from game.presentation.deciding.dialogue import Answer, Asked, Line, Question, Replay
from game.presentation.deciding.filling import Filler
from game.presentation.deciding.seat import Seat
from game.presentation.deciding.talk import said_lines
from game.presentation.deciding.usual import usual
from game.presentation.reading.books import book_lines
from game.scenario.cuts import FULL_CUT

Result = tuple[st.App, tuple[ef.Effect, ...]]
LONGEST_ANSWERS = 200
ARRIVALS = "arrivals"
OVER = (
    ms.Arrived,
    ms.Change,
    ms.Leave,
    ms.ShowSettings,
    ms.Stay,
    *get_args(SettingsMessage),
    *get_args(Found),
)
"""What counts while the settings, the keys, or the question whether to leave, lie over the screen."""


def update(app: st.App, message: ms.Message, seat: Seat | None) -> Result:
    """Return the state after a message, and what the window is to do. `seat`: the one that is played."""
    before = app.coach
    changed, effects = _updated(sought(app, message), message, seat)
    changed = coached(changed)
    if changed.coach != before:
        over = changed.coach is None or isinstance(changed.screen, st.Ended)
        effects = (*effects, ef.KeepCoaching(None if over else changed.coach))
    return changed, effects


def _updated(app: st.App, message: ms.Message, seat: Seat | None) -> Result:
    app = (
        replace(app, notice="")
        if not isinstance(message, ms.Type | ms.Erase | ms.Arrived | Found | Compose | Edit)
        else app
    )
    if covered(app) and not isinstance(message, OVER):
        return app, ()
    if isinstance(message, SettingsMessage):
        return settled(app, message)
    match message:
        case ms.ShowSettings(open=shown):
            return replace(app, choosing_settings=shown, asking_key="", showing_keys=False), ()
        case ms.Change(settings=settings):
            return changed(app, settings)
        case ms.Leave(sure=sure):
            return (
                (app, (ef.Close(),))
                if sure
                else (replace(app, asks_to_leave=True, choosing_settings=False, showing_keys=False), ())
            )
        case ms.Stay():
            return replace(app, asks_to_leave=False), ()
        case ms.ToShelf():
            return app, (ef.LoadShelf(),)
        case ms.Understood():
            return noted(app), ()
        case ms.ShowCoach():
            return hidden(app), ()
        case ms.ReadCoach():
            return opened(app), ()
        case ms.SkipTutorial():
            return replace(app, coach=None), ()
        case ms.Seek() | ms.Type() | ms.Erase() if app.seek is not None or isinstance(message, ms.Seek):
            return seeking(app, message), ()
        case ms.Arrived():
            return _arrived(app, message, seat), ()
        case _:
            return _on_screen(app, message, seat)


def covered(app: st.App) -> bool:
    """Return whether something lies over the screen."""
    return app.choosing_settings or app.asks_to_leave or app.showing_keys


def writing_of(app: st.App) -> Writing:
    """Return what is being typed on a screen."""
    return app.screen.writing if isinstance(app.screen, st.Playing | Saves) else Writing()


def _arrived(app: st.App, message: ms.Arrived, seat: Seat | None) -> st.App:
    old, screen = app.screen, message.screen
    if screen is None:
        screen = old
        if isinstance(old, st.Playing):
            screen = replace(old.before or old, thinking=False, before=None)
        elif isinstance(old, st.Replaying):
            screen = replace(old, awaiting=0)
    elif isinstance(screen, st.Playing) and isinstance(old, st.Playing):
        screen = replace(screen, confirming=old.confirming)
        if old.said and seat is not None:
            screen = _saying(screen, list(old.said), seat)
        if screen.question is not None and seat is not None:
            screen = replace(_asked(screen, seat)[0], writing=screen.writing)
    coach = message.coach or (None if isinstance(screen, st.Shelf) else app.coach)
    return replace(app, screen=screen, notice=message.notice, coach=coach)


def _on_screen(app: st.App, message: ms.Message, seat: Seat | None) -> Result:
    match app.screen, message:
        case _, LookBack(path=path):
            return app, (back.Review(path),)
        case st.Shelf() | Saves() as screen, _:
            return _on_shelf(app, screen, message)
        case st.Aftermath(then=then), ms.Turn():
            return replace(app, screen=then), ()
        case st.Setup() as screen, _:
            return _on_setup(app, screen, message)
        case st.Curtain(), ms.Turn():
            return app, (ef.Lift(),)
        case st.Reading() as screen, ms.Turn(by=by):
            return _turned(app, screen, by)
        case st.Reading() as screen, ms.StepBack():
            return _turned(app, screen, -1)
        case st.Check() as screen, ms.Turn(by=by):
            return _checked(app, screen, by)
        case st.Check(given=None) as screen, ms.Give(answer=int(answer)):
            return replace(app, screen=replace(screen, given=answer)), ()
        case st.Ended() | st.Replaying() | st.Supposing() as screen, _:
            changed, effects = looked_back(screen, message, seat, _playing)
            return replace(app, screen=changed), effects
        case st.Playing() as playing, _:
            return _at_the_table(app, playing, message, seat)
        case _:
            return app, ()


def _at_the_table(app: st.App, playing: st.Playing, message: ms.Message, seat: Seat | None) -> Result:
    """Play; a draft that has no end is given up."""
    if isinstance(message, ms.Give | ms.GiveTyped) and len(playing.answers) >= LONGEST_ANSWERS:
        given_up = replace(playing, choice=None, question=None, answers=(), writing=Writing())
        return replace(app, screen=given_up, notice=text("desktop/draft_too_long")), ()
    changed, effects = _playing(playing, message, seat)
    return replace(app, screen=changed), effects


def _on_shelf(app: st.App, screen: st.Shelf | Saves, message: ms.Message) -> Result:
    """Begin a game, or the tutorial; go on with a kept game, or look at all of them."""
    match screen, message:
        case st.Shelf(scenarios=scenarios), ms.PickScenario(name=name):
            shelved = next(one for one in scenarios if one.name == name)
            cut = "" if shelved.cuts else FULL_CUT
            return replace(app, screen=st.Setup(shelved, cut)), ()
        case st.Shelf(), ms.Learn():
            return app, (ef.Teach(),)
        case _, ms.GoOn(path=path):
            return app, (ef.Resume(path),)
        case st.Shelf(), ShowSaves():
            return app, (LoadSaves(),)
        case Saves(), ms.StepBack():
            back = stepped_back(screen)
            return (app, (ef.LoadShelf(),)) if back is None else (replace(app, screen=back), ())
        case Saves(), _:
            kept, effects = on_saves(screen, message)
            return replace(app, screen=kept), effects
        case _:
            return app, ()


def _on_setup(app: st.App, screen: st.Setup, message: ms.Message) -> Result:
    shelved, cut, taken = screen.shelved, screen.cut, screen.taken
    match message:
        case ms.PickCut(cut=picked):
            return replace(app, screen=replace(screen, cut=picked)), ()
        case ms.PickRole(role=role):
            return app, (ef.Begin(shelved.name, cut, (role,), screen.rival),)
        case ms.Several(on=on):
            return replace(app, screen=replace(screen, several=on, taken=())), ()
        case ms.Take(role=role):
            kept = tuple(one for one in taken if one != role) if role in taken else (*taken, role)
            return replace(app, screen=replace(screen, taken=kept)), ()
        case ms.PickRival(name=name):
            return replace(app, screen=replace(screen, rival=name)), ()
        case ms.BeginTogether() if taken:
            return app, (ef.Begin(shelved.name, cut, taken, screen.rival),)
        case ms.StepBack() if cut and shelved.cuts:
            return replace(app, screen=st.Setup(shelved)), ()
        case ms.StepBack():
            return app, (ef.LoadShelf(),)
        case _:
            return app, ()


def _turned(app: st.App, screen: st.Reading, by: int) -> Result:
    number = max(0, screen.number + by)
    if by and number < len(screen.pages):
        return replace(app, screen=replace(screen, number=number)), ()
    if by and screen.check:
        return replace(app, screen=st.Check(screen.check)), ()
    return replace(app, screen=st.Playing()), (ef.StartPlay(),)


def _checked(app: st.App, screen: st.Check, by: int) -> Result:
    """Go on to the next question, or to the game after the last, or at once."""
    if by and screen.number + 1 < len(screen.questions):
        return replace(app, screen=st.Check(screen.questions, screen.number + 1)), ()
    return replace(app, screen=st.Playing()), (ef.StartPlay(),)


# The game -----------------------------------------------------------------------------------------


def _playing(
    playing: st.Playing, message: ms.Message, seat: Seat | None
) -> tuple[st.Playing, tuple[ef.Effect, ...]]:
    if playing.thinking or seat is None or playing.shot is None:
        return playing, ()
    match message:
        case ms.ShowTab(name=name):
            return replace(playing, tab=name), ()
        case ms.OpenBook(name=name):
            opened = "" if name == playing.book else name
            lines = _book(playing.shot, seat, opened)
            return replace(playing, book=opened, book_lines=lines, tab="turn"), ()
        case ms.TakeBack() if playing.choice is not None or playing.book:
            return _stepped_back(playing, seat), ()
        case ms.TakeBack():
            undone = replace(playing, thinking=True, said=(), said_lines=(), before=playing)
            return undone, (ef.Undo(),)
        case ms.StepBack():
            return _stepped_back(playing, seat), ()
        case ms.Pick(place=place) if playing.question is None and place < len(playing.shot.items):
            chosen = playing.shot.items[place].value
            return _asked(
                replace(playing, choice=chosen, answers=(), book="", confirmed=playing.confirming), seat
            )
        case ms.Give(answer=answer) if playing.question is not None:
            return _answered(playing, answer, seat)
        case ms.GiveTyped() if playing.question is not None:
            return _typed(playing, playing.question, seat)
        case ms.Type(words=words) if playing.question is not None:
            room = playing.question.limit or 9
            return replace(playing, writing=typed(playing.writing, words, room)), ()
        case ms.Erase():
            return replace(playing, writing=erased(playing.writing)), ()
        case Compose() | Edit() | PutCursor():
            return replace(playing, writing=edited(playing.writing, message)), ()
        case _:
            return playing, ()


def _book(shot: st.Snapshot, seat: Seat, name: str) -> tuple[Line, ...]:
    """Return what is looked up: a book, or what has come since the last decision."""
    if name != ARRIVALS:
        return book_lines(seat, name) if name else ()
    head = [Line("heading", shot.arrivals)] if shot.arrivals else []
    news = shot.news[shot.fresh :]
    return (*head, *news) if news else (*head, Line("say", text("desktop/nothing_new")))


def _stepped_back(playing: st.Playing, seat: Seat) -> st.Playing:
    if playing.book:
        return replace(playing, book="", book_lines=())
    if playing.choice is None:
        return playing
    if not playing.answers:
        return replace(playing, choice=None, question=None, writing=Writing())
    changed, _ = _asked(replace(playing, answers=playing.answers[:-1]), seat)
    return changed


def _typed(playing: st.Playing, question: Question, seat: Seat) -> tuple[st.Playing, tuple[ef.Effect, ...]]:
    """Answer with what is typed: words as they are, a number if it is one that may be given."""
    if question.kind == "words":
        return _answered(playing, playing.writing.words.strip(), seat)
    if question.kind == "number":
        said = playing.writing.words.strip()
        if not said:
            return _answered(playing, "", seat)
        if said.lstrip("-").isdecimal() and int(said) in question.numbers:
            return _answered(playing, int(said), seat)
    return playing, ()


def _answered(playing: st.Playing, answer: Answer, seat: Seat) -> tuple[st.Playing, tuple[ef.Effect, ...]]:
    return _asked(replace(playing, answers=(*playing.answers, answer)), seat)


def _asked(playing: st.Playing, seat: Seat) -> tuple[st.Playing, tuple[ef.Effect, ...]]:
    """Run the dialogue with the answers so far: to the next question, to an act, or to nothing."""
    assert playing.choice is not None, "something is being put together"
    replay = Replay(playing.answers)
    said = [dict(one) for one in playing.said]
    try:
        data = Filler(replay, replay, seat, said, playing.confirmed).fill(playing.choice)
    except Asked as asked:
        question = asked.question
        confirming = question.prompt if question.kind == "confirm" else playing.confirming
        return replace(playing, question=question, writing=Writing(), confirming=confirming), ()
    done = _saying(replace(playing, choice=None, question=None, answers=(), writing=Writing()), said, seat)
    if data is None:
        return done, ()
    if "say" in seat.offered_data()[playing.choice.template]:
        data = {**data, "say": said} if said else data
        done = _saying(done, [], seat)
    before = (
        replace(playing, answers=playing.answers[:-1])
        if playing.answers
        else replace(done, said=playing.said)
    )
    return replace(done, thinking=True, before=before), (ef.Act(data),)


def _saying(playing: st.Playing, said: list[st.Data], seat: Seat) -> st.Playing:
    """Return what is shown with these words to go with the next act: Enter may mean something else now."""
    shot = playing.shot
    if shot is not None and shot.items:
        shot = replace(shot, usual=usual(seat, shot.view, shot.items, said))
    return replace(playing, shot=shot, said=tuple(said), said_lines=tuple(said_lines(seat, said)))

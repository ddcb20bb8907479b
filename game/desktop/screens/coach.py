"""The coach at the foot of the window, and the frame around what it speaks of.

Law of this file: it takes room of its own and covers nothing; where it points at something that is out of
sight, it points at the way there.
"""

from collections.abc import Mapping

from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.coach import said_on
from game.desktop.commands import keymap, shown
from game.desktop.keeping import Saves
from game.desktop.layout import Board, Column
from game.desktop.scene import Clip, Element, Picture, Press, Rect, Ring, Sheet
from game.desktop.typesetting import Typesetter
from game.messages import text
from game.presentation.coaching import Step

LINES = 2
"""Room for so many lines is kept, so that the screen does not move from one thing to the next."""
TABS = {"menu": "turn", "question": "turn", "texts": "texts", "news": "news", "world": "world"}
LEAST = 470
"""So much of the window's height (in units of the design) is left to the game, or the coach is brief."""
QUIET = (st.Title, st.Shelf, Saves, st.Setup, st.Curtain, st.Replaying, st.Supposing)
"""Screens the coach has nothing to say about."""


def coach_height(app: st.App, sets: Typesetter, size: tuple[int, int]) -> int:
    """Return how much of the window's height the coach takes."""
    px = sets.theme.px
    over = app.choosing_settings or app.asks_to_leave or app.showing_keys
    if app.coach is None or over or isinstance(app.screen, QUIET):
        return 0
    if not app.coach.shown:
        return _brief(sets)
    _, title, words = said_on(app, app.coach)
    whole = _height(app, sets, size, title, words)
    return whole if size[1] - whole >= px(LEAST) else _brief(sets)


def _brief(sets: Typesetter) -> int:
    """Return how tall the coach is where it has room for its title alone."""
    return sets.theme.target(34) + sets.theme.px(10)


def is_open(app: st.App, sets: Typesetter, size: tuple[int, int]) -> bool:
    """Return whether the coach is read at full length in place of the screen: where it is brief otherwise."""
    coach = app.coach
    brief = coach_height(app, sets, size) == _brief(sets)
    return coach is not None and coach.shown and coach.opened and brief


def _width(sets: Typesetter, size: tuple[int, int]) -> int:
    return size[0] - sets.theme.px(40) - sets.theme.px(44)


def _column(sets: Typesetter, width: int, words: str) -> Column:
    column = Column(sets, width)
    column.words(words)
    return column


def _height(app: st.App, sets: Typesetter, size: tuple[int, int], title: str, words: str) -> int:
    """Return how tall the whole coach is: a line for the title and the buttons, the words below."""
    px = sets.theme.px
    buttons = sum(_button_widths(keymap(app.settings.keys), sets, None)) + px(200)
    if sets.width(title, "heading") + buttons > _width(sets, size):
        return size[1]
    tall = max(_column(sets, _width(sets, size), words).y, sets.line_height("body") * LINES)
    return _head(sets) + tall + px(22)


def _head(sets: Typesetter) -> int:
    """Return how tall the row of the title and the buttons is."""
    return sets.theme.target(30) + sets.theme.px(14)


def _buttons(keys: Mapping[str, str], step: Step | None) -> list[tuple[str, ms.Message, str]]:
    found: list[tuple[str, ms.Message, str]] = [
        ("coach-hide", ms.ShowCoach(), _keyed(keys, "hide", "coach")),
        ("coach-skip", ms.SkipTutorial(), text("tutorial/skip")),
    ]
    if step is not None and step.read:
        found.insert(0, ("coach-understood", ms.Understood(), _keyed(keys, "understood", "understood")))
    return found


def _keyed(keys: Mapping[str, str], code: str, command: str) -> str:
    """Return what a button says, with the key that does the same."""
    return text(f"tutorial/{code}", key=shown(keys[command]))


def _button_widths(keys: Mapping[str, str], sets: Typesetter, step: Step | None) -> list[int]:
    return [sets.width(label, "ui_bold") + sets.theme.px(34) for _, _, label in _buttons(keys, step)]


def coach(board: Board, app: st.App, top: int) -> None:
    """Put the coach below `top`, and frame what it speaks of."""
    if app.coach is None:
        return
    step, title, words = said_on(app, app.coach)
    if not app.coach.shown:
        _on_desk(board, top, "coach-hide", ms.ShowCoach(), _keyed(board.keys, "show", "coach"))
        return
    if board.size[1] - top == _brief(board.sets):
        id_ = "coach-read" if step is not None and step.read else "coach-open"
        _on_desk(board, top, id_, ms.ReadCoach(), text("tutorial/brief", title=title), chosen=True)
    else:
        _sheet(board, top)
        _say(board, title, words, step, top)
    if step is not None and step.points:
        _frame(board, app, step.points)


def _on_desk(
    board: Board, top: int, id_: str, message: ms.Message, label: str, *, chosen: bool = False
) -> None:
    px = board.px
    wide = board.sets.width(label, "ui_bold") + px(24)
    if wide > board.size[0] - px(40):
        board.faults.append(label)
    left = px(20) if chosen else board.size[0] - px(20) - wide
    board.put(
        Press(
            Rect(left, top, wide, board.sets.theme.target(34)), id_, message, "desk", (label,), chosen=chosen
        )
    )


def _sheet(board: Board, top: int) -> None:
    place = Rect(board.px(20), top, board.size[0] - board.px(40), board.size[1] - top - board.px(12))
    board.put(Sheet(place), Ring(place, "gold"))


def _say(board: Board, title: str, words: str, step: Step | None, top: int) -> None:
    """Put the title and the buttons side by side, the words below them."""
    px, left = board.px, board.px(42)
    wide = _width(board.sets, board.size)
    board.line(Rect(left, top + px(9), wide, px(28)), title, "heading", "ink")
    widths = _button_widths(board.keys, board.sets, step)
    x = left + wide - sum(widths) - px(8) * (len(widths) - 1)
    for (id_, message, label), width in zip(_buttons(board.keys, step), widths, strict=True):
        kind = "primary" if id_ == "coach-understood" else "button"
        board.put(
            Press(Rect(x, top + px(8), width, board.sets.theme.target(30)), id_, message, kind, (label,))
        )
        x += width + px(8)
    column = _column(board.sets, wide, words)
    board.scroll(
        Rect(left, top + _head(board.sets), wide, board.size[1] - top - px(16) - _head(board.sets)),
        "coach",
        column,
        0,
    )


def coach_alone(board: Board, app: st.App) -> None:
    """Put what the coach says in place of the screen, where there is no room beside it."""
    assert app.coach is not None, "somebody is in the tutorial"
    step, title, words = said_on(app, app.coach)
    room = board.sheet(Rect(0, 0, *board.size).inset(board.px(20)), title)
    column = board.column(room)
    column.words(words)
    column.gap(10)
    close: tuple[str, ms.Message, str] = ("coach-close", ms.ReadCoach(), text("tutorial/close"))
    buttons = _buttons(board.keys, step)
    read = buttons[0][0] == "coach-understood"
    column.buttons(
        [*buttons[:1], close, *buttons[1:]] if read else [close, *buttons],
        primary="coach-understood" if read else "coach-close",
    )
    board.scroll(room, "coach", column, 0)


# What it speaks of --------------------------------------------------------------------------------


def _frame(board: Board, app: st.App, points: str) -> None:
    """Put a frame around the part of the screen that is spoken of, or around the tab that leads there."""
    if points == "header":
        board.put(Ring(Rect(board.px(12), board.px(4), board.size[0] - board.px(24), board.px(70)), "gold"))
        return
    for id_ in _ids(app, points):
        found = next((rect for element in board.elements for rect in _places(element, id_)), None)
        if found is not None and found.h > 0:
            board.put(Ring(_grown(found, board.px(4)), "gold"))
            return


def _grown(rect: Rect, by: int) -> Rect:
    """Return a place grown on all sides."""
    return Rect(rect.x - by, rect.y - by, rect.w + 2 * by, rect.h + 2 * by)


def _ids(app: st.App, points: str) -> list[str]:
    """Return what the part may be called on the screen, what is nearest first."""
    kind, _, what = points.partition(":")
    screen = app.screen
    found = [points]
    if kind == "pick" and isinstance(screen, st.Playing) and screen.shot is not None:
        kinds = [item.value.kind for item in screen.shot.items]
        found = [f"pick-{kinds.index(what)}"] if what in kinds else []
        found.append("menu")
    elif kind == "question" and isinstance(screen, st.Playing):
        found = [f"question-{len(screen.answers)}"]
    elif kind == "reading" and isinstance(screen, st.Reading):
        found = [f"reading-{screen.number}"]
    return [*found, f"tab-{TABS.get(kind, 'turn')}"]


def _places(element: Element, id_: str) -> list[Rect]:
    """Return where something of this name is seen."""
    if isinstance(element, Press) and element.id == id_:
        return [element.rect]
    if isinstance(element, Clip) and element.id == id_:
        return [element.rect._replace(h=min(element.rect.h, element.height))]
    if isinstance(element, Picture) and id_ == "world":
        return [element.rect]
    if isinstance(element, Clip):
        inner = [one for one in element.elements if isinstance(one, Press) and one.id == id_]
        moved = [one.rect.moved(element.rect.x, element.rect.y - element.offset) for one in inner]
        return [place.cut(element.rect) for place in moved]
    return []

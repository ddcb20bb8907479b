"""The coach at the foot of the window, and the frame around what it speaks of.

Law of this file: it takes room of its own and covers nothing; where it points at something that is out of
sight, it points at the way there.
"""

from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.coach import said_on
from game.desktop.layout import Board, Column
from game.desktop.scene import Clip, Element, Picture, Press, Rect, Ring, Sheet
from game.desktop.typesetting import Typesetter
from game.messages import text
from game.presentation.coaching import Step

LINES = 3
"""Room for so many lines is kept, so that the screen does not move from one thing to the next."""
TABS = {"menu": "turn", "question": "turn", "texts": "texts", "news": "news", "world": "world"}
LEAST = 430
"""So much of the window's height (in units of the design) the coach leaves to the game."""


def coach_height(app: st.App, sets: Typesetter, size: tuple[int, int]) -> int:
    """Return how much of the window's height the coach takes."""
    px = sets.theme.px
    if app.coach is None or app.choosing_settings or app.asks_to_leave or _nothing_to_coach(app.screen):
        return 0
    if not app.coach.shown:
        return px(40)
    _, title, words = said_on(app, app.coach)
    whole = _height(sets, size, title, words)
    return whole if size[1] - whole >= px(LEAST) else min(_height(sets, size, title, ""), size[1] // 3)


def _nothing_to_coach(screen: st.Screen) -> bool:
    return isinstance(screen, st.Title | st.Shelf | st.Setup | st.Curtain)


def _buttons_width(sets: Typesetter, step: Step | None) -> int:
    labels = [label for _, _, label in _buttons(step)]
    return max(sets.width(label, "ui_bold") for label in labels) + sets.theme.px(48)


def _buttons(step: Step | None) -> list[tuple[str, ms.Message, str]]:
    found: list[tuple[str, ms.Message, str]] = [
        ("coach-hide", ms.ShowCoach(), text("tutorial/hide")),
        ("coach-skip", ms.SkipTutorial(), text("tutorial/skip")),
    ]
    if step is not None and step.read:
        found.insert(0, ("coach-understood", ms.Understood(), text("tutorial/understood")))
    return found


def _column(sets: Typesetter, width: int, title: str, words: str) -> Column:
    column = Column(sets, width)
    column.words(title, "heading")
    column.gap(2)
    if words:
        column.words(words)
    return column


def _room(sets: Typesetter, size: tuple[int, int], step: Step | None) -> int:
    px = sets.theme.px
    return max(px(120), size[0] - px(40) - px(44) - px(14) - _buttons_width(sets, step))


def _height(sets: Typesetter, size: tuple[int, int], title: str, words: str) -> int:
    px = sets.theme.px
    column = _column(sets, _room(sets, size, None), title, words)
    least = sets.line_height("heading") + (sets.line_height("body") * LINES if words else 0)
    return max(column.y, least, px(3 * 34) if words else 0) + px(24) + px(10)


def coach(board: Board, app: st.App, top: int) -> None:
    """Put the coach below `top`, and frame what it speaks of."""
    if app.coach is None:
        return
    px = board.px
    if not app.coach.shown:
        wide = board.sets.width(text("tutorial/show"), "ui_bold") + px(24)
        rect = Rect(board.size[0] - px(20) - wide, top, wide, px(32))
        board.put(Press(rect, "coach-hide", ms.ShowCoach(), "desk", (text("tutorial/show"),)))
        return
    step, title, words = said_on(app, app.coach)
    place = Rect(px(20), top, board.size[0] - px(40), board.size[1] - top - px(10))
    board.put(Sheet(place), Ring(place, "gold"))
    wide = _buttons_width(board.sets, step)
    room = Rect(place.x + px(22), place.y + px(10), _room(board.sets, board.size, step), place.h - px(16))
    column = _column(board.sets, room.w, title, words)
    board.scroll(room, f"coach-{app.coach.step}", column, 0)
    _put_buttons(board, step, Rect(place.right - wide, place.y + px(10), wide - px(14), place.h - px(16)))
    if step is not None and step.points:
        _frame(board, app, step.points)


def _put_buttons(board: Board, step: Step | None, room: Rect) -> None:
    """Put the buttons one above the other, side by side with what is said; as many as there is room for."""
    column = Column(board.sets, room.w)
    for id_, message, label in _buttons(step):
        primary = id_ if id_ == "coach-understood" else ""
        column.buttons([(id_, message, label)], primary=primary)
        column.gap(-8)
    board.scroll(room, "coach-buttons", column, 0)


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
    if isinstance(element, Press | Clip) and element.id == id_:
        return [element.rect]
    if isinstance(element, Picture) and id_ == "world":
        return [element.rect]
    if isinstance(element, Clip):
        inner = [one for one in element.elements if isinstance(one, Press) and one.id == id_]
        moved = [one.rect.moved(element.rect.x, element.rect.y - element.offset) for one in inner]
        return [place.cut(element.rect) for place in moved]
    return []

"""After the game: the chapters of the debrief, some drawn, some as text.

Law of this file: the words are the report's; here they are only laid out. Where the window is small, the
list of chapters and the open one lie behind tabs.
"""

from collections.abc import Callable, Mapping

from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.layout import Board, Column
from game.desktop.looking_back import messages as mine
from game.desktop.scene import Rect
from game.desktop.screens.beside import clauses, maps
from game.desktop.screens.course import course
from game.desktop.screens.opening import header
from game.desktop.screens.plane import possible
from game.desktop.screens.widgets import section, tabs
from game.messages import text
from game.report.beside_on_map import MAPS

Scrolls = Mapping[str, int]
NARROW = 900
"""Below this width (in units of the design) the list and the chapter lie behind tabs."""


def ended(board: Board, screen: st.Ended, scrolls: Scrolls) -> None:
    """Show the chapters on the left and one of them on the right."""
    header(board, screen.title, text("desktop/looking_back"))
    top, edge = board.px(62), board.px(20)
    room = Rect(edge, top, board.size[0] - 2 * edge, board.size[1] - top - edge)
    if board.size[0] < board.px(NARROW):
        below = tabs(board, room, ("page", "list"), screen.tab)
        draw = _list if screen.tab == "list" else _page
        draw(board, screen, below, scrolls)
        return
    side, gap = board.px(300), board.px(14)
    _list(board, screen, Rect(room.x, room.y, side, room.h), scrolls)
    _page(board, screen, Rect(room.x + side + gap, room.y, room.w - side - gap, room.h), scrolls)


def _list(board: Board, screen: st.Ended, rect: Rect, scrolls: Scrolls) -> None:
    room = board.sheet(rect, text("face/chapters"))
    column = board.column(room)
    for number, chapter in enumerate(screen.chapters):
        label = text("face/chapter_read", title=chapter.title) if number in screen.read else chapter.title
        chosen = number == screen.number
        column.press(f"chapter-{number}", ms.OpenChapter(number), label, chosen=chosen)
    foot = _foot(board, screen, room)
    tall = min(foot.y, room.h * 45 // 100)
    upper = room._replace(h=room.h - tall - board.px(8))
    board.scroll(upper, "chapters", column, scrolls.get("chapters", 0))
    below = Rect(room.x, room.bottom - tall, room.w, tall)
    board.scroll(below, "debrief-foot", foot, scrolls.get("debrief-foot", 0))


def _foot(board: Board, screen: st.Ended, room: Rect) -> Column:
    """Return what can be done beside reading, as a column."""
    column = board.column(room)
    column.buttons(
        [
            ("read-again", mine.ReadAgain(screen.findings.own), text("looking_back/read_again")),
            ("export", mine.Export(), text("looking_back/export")),
            ("shelf", ms.ToShelf(), text("desktop/to_shelf")),
        ],
        primary="read-again",
    )
    return column


def _page(board: Board, screen: st.Ended, rect: Rect, scrolls: Scrolls) -> None:
    chapter = screen.chapters[screen.number]
    draw = _DRAWN.get(chapter.code, _text)
    draw(board, screen, board.sheet(rect, chapter.title), scrolls)


def _text(board: Board, screen: st.Ended, room: Rect, scrolls: Scrolls) -> None:
    """Show a chapter as text."""
    chapter = screen.chapters[screen.number]
    column = board.column(room)
    for one in chapter.sections:
        section(column, one, headed=one.heading != chapter.title)
    name = f"page-{screen.number}"
    board.scroll(room, name, column, scrolls.get(name, 0))


def _glance(board: Board, screen: st.Ended, room: Rect, scrolls: Scrolls) -> None:
    """Show the page at a glance: how it ended in large letters, and each clause with its sign."""
    (one,) = screen.chapters[screen.number].sections
    column = board.column(room)
    first, *others = one.paragraphs
    column.gap(2)
    column.words(first, "title")
    column.gap(6)
    for paragraph in others:
        column.words(paragraph)
        column.gap(5)
    column.gap(6)
    clauses(column, screen, short=True)
    name = f"page-{screen.number}"
    board.scroll(room, name, column, scrolls.get(name, 0))


def _history(board: Board, screen: st.Ended, room: Rect, scrolls: Scrolls) -> None:
    """Show every clause in two columns, and below where play left the documented course."""
    chapter = screen.chapters[screen.number]
    column = board.column(room)
    column.words(screen.findings.matched)
    column.gap(3)
    column.words(text("looking_back/unfold"), "italic", "soft")
    column.gap(8)
    clauses(column, screen)
    column.gap(8)
    count = len(screen.findings.clauses)
    for point in chapter.sections[0].points[count:]:
        column.words(point.line, "ui", "soft", first="•")
        column.gap(3)
    for one in chapter.sections[1:]:
        section(column, one, headed=True)
    name = f"page-{screen.number}"
    board.scroll(room, name, column, scrolls.get(name, 0))


def _knew(board: Board, screen: st.Ended, room: Rect, scrolls: Scrolls) -> None:
    """Show what was hidden, with the way to read the game again from every seat."""
    column = board.column(room)
    column.words(text("looking_back/knew"))
    column.gap(6)
    seats = [("", text("looking_back/everybody")), *screen.findings.seats]
    column.buttons([(f"again-{role}", mine.ReadAgain(role), name) for role, name in seats])
    column.gap(4)
    for one in screen.chapters[screen.number].sections:
        section(column, one._replace(paragraphs=()), headed=False)
    name = f"page-{screen.number}"
    board.scroll(room, name, column, scrolls.get(name, 0))


_DRAWN: dict[str, Callable[[Board, st.Ended, Rect, Scrolls], None]] = {
    "glance": _glance,
    "history": _history,
    MAPS: maps,
    "timeline": course,
    "possible": possible,
    "knew": _knew,
}

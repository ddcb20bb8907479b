"""After the game: the page at a glance and the chapters of the debrief.

Law of this file: the words are the report's; here they are only laid out.
"""

from collections.abc import Mapping

from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.layout import Board
from game.desktop.scene import Rect
from game.desktop.screens.opening import header
from game.messages import text


def ended(board: Board, screen: st.Ended, scrolls: Mapping[str, int]) -> None:
    """Show the chapters on the left and one of them on the right."""
    header(board, screen.title, text("desktop/looking_back"))
    top, low = board.px(70), board.size[1] - board.px(90)
    narrow = board.size[0] < board.px(900)
    side = board.size[0] - board.px(40) if narrow else board.px(320)
    list_height = board.px(150) if narrow else low
    left = board.sheet(Rect(board.px(20), top, side, list_height), text("face/chapters"))
    column = board.column(left)
    for number, chapter in enumerate(screen.chapters):
        label = text("face/chapter_read", title=chapter.title) if number in screen.read else chapter.title
        chosen = number == screen.number
        column.press(f"chapter-{number}", ms.OpenChapter(number), label, chosen=chosen)
    column.gap(8)
    column.buttons([("shelf", ms.ToShelf(), text("desktop/to_shelf"))])
    board.scroll(left, "chapters", column, scrolls.get("chapters", 0))
    x = board.px(20) if narrow else board.px(30) + side
    y = top + list_height + board.px(10) if narrow else top
    wide = board.size[0] - board.px(20) - x
    _chapter(board, screen, Rect(x, y, wide, board.size[1] - board.px(20) - y), scrolls)


def _chapter(board: Board, screen: st.Ended, rect: Rect, scrolls: Mapping[str, int]) -> None:
    chapter = screen.chapters[screen.number]
    room = board.sheet(rect, chapter.title)
    column = board.column(room)
    for section in chapter.sections:
        if section.heading != chapter.title:
            column.gap(4)
            column.words(section.heading, "heading")
            column.gap(4)
        for paragraph in section.paragraphs:
            column.words(paragraph)
            column.gap(5)
        for point in section.points:
            column.words(point.line, "bold" if point.details else "body", first="•")
            for detail in point.details:
                column.words(detail, "ui", "soft", first="   –")
            column.gap(4)
    name = f"chapter-{screen.number}"
    board.scroll(room, f"page-{name}", column, scrolls.get(f"page-{name}", 0))

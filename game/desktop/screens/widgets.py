"""Small parts that several screens share: tabs, a choice of a few, a legend, a section of a report.

Law of this file: what is put into a column flows down it; only tabs have a fixed place.
"""

from collections.abc import Sequence

from game.desktop import messages as ms
from game.desktop.layout import Board, Column
from game.desktop.scene import Drawing, Message, Press, Rect, Words
from game.desktop.shapes import Shape
from game.messages import text
from game.report import Section

GLYPH = (34, 20)
"""The room for a shape of a legend, in units of the design."""


def few(column: Column, label: str, choices: Sequence[tuple[str, Message, str, bool]]) -> None:
    """Put buttons behind a label, in as many lines as they need: id, message, label, whether it is chosen."""
    height, gap = column.px(32), column.px(8)
    wide = column.sets.width(label, "ui_bold")
    lead = Rect(column.x, column.y, wide, height)
    line = column.sets.line_height("ui_bold")
    middle = lead.y + (height - line) // 2
    column.elements.append(Words(Rect(lead.x, middle, wide, line), (label,), "ui_bold", "soft"))
    x = start = column.x + wide + gap
    for id_, message, words, chosen in choices:
        width = column.sets.width(words, "ui_bold") + column.px(24)
        if x + width > column.x + column.width:
            if x == start:
                start = column.x
            x, column.y = start, column.y + height + column.px(5)
        rect = Rect(x, column.y, width, height)
        column.elements.append(Press(rect, id_, message, "button", (words,), chosen=chosen))
        x += width + gap
    column.y += height + column.px(6)


def legend(column: Column, items: Sequence[tuple[tuple[Shape, ...], str]]) -> None:
    """Put shapes with what they mean, in two columns where there is room."""
    wide, tall = (column.px(side) for side in GLYPH)
    count = 2 if column.width >= column.px(620) else 1
    room = (column.width - column.px(16) * (count - 1)) // count
    height = 0
    for place, (shapes, words) in enumerate(items):
        x = column.x + (room + column.px(16)) * (place % count)
        lines = column.sets.wrap(words, "small", room - wide - column.px(6))
        high = max(tall, column.sets.line_height("small") * len(lines))
        column.elements.append(Drawing(Rect(x, column.y, wide, tall), shapes))
        rect = Rect(x + wide + column.px(6), column.y + column.px(1), room - wide - column.px(6), high)
        column.elements.append(Words(rect, lines, "small", "ink"))
        height = max(height, high)
        if place % count == count - 1 or place + 1 == len(items):
            column.y, height = column.y + height + column.px(3), 0


def tabs(board: Board, room: Rect, names: tuple[str, ...], chosen: str) -> Rect:
    """Put tabs at the top of a room, and return what is left of it."""
    height, gap = board.px(34), board.px(8)
    wide = (room.w - gap * (len(names) - 1)) // len(names)
    for place, name in enumerate(names):
        rect = Rect(room.x + place * (wide + gap), room.y, wide, height)
        label = text(f"looking_back/tab_{name}")
        if board.sets.width(label, "ui_bold") > wide:
            board.faults.append(label)
        board.put(Press(rect, f"tab-{name}", ms.ShowTab(name), "desk", (label,), chosen=name == chosen))
    return Rect(room.x, room.y + height + gap, room.w, room.h - height - gap)


def section(column: Column, one: Section, *, headed: bool) -> None:
    """Set a section of a chapter."""
    if headed:
        column.gap(6)
        column.words(one.heading, "heading")
        column.gap(4)
    for paragraph in one.paragraphs:
        column.words(paragraph)
        column.gap(5)
    for point in one.points:
        column.words(point.line, "bold" if point.details else "body", first="•")
        for detail in point.details:
            column.words(detail, "ui", "soft", first="   –")
        column.gap(5)

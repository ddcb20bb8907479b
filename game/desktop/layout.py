"""Laying out: text and lists that flow down a column, and columns that scroll.

Law of this file: everything is given the room it needs; what is put into a fixed place and does not fit is
kept as a fault, for tests to find.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from game.desktop.scene import (
    Clip,
    Element,
    Fill,
    Message,
    Meter,
    Press,
    Rect,
    Scene,
    Sheet,
    Swatch,
    Words,
)
from game.desktop.typesetting import Typesetter
from game.desktop.writing import Writing
from game.desktop.written_lines import field_of, typed_lines
from game.messages import text
from game.presentation.deciding.dialogue import Line
from game.presentation.mapping.state import Tone

MARGIN = 16
TITLE = 46
ROW_INSET = 10
BAR = 10


class Column:
    """A column that grows downwards. Its elements lie from (`x`, 0) on.

    `seek`: words that lines of lists must have to be shown.
    """

    def __init__(self, sets: Typesetter, width: int, x: int = 0, seek: str = "") -> None:
        self.sets = sets
        self.seek = seek.casefold().split()
        self.hidden = 0
        self.found = 0
        self.x = x
        self.width = width
        self.y = 0
        self.elements: list[Element] = []

    def px(self, units: float) -> int:
        """Return units of the design in pixels."""
        return self.sets.theme.px(units)

    def _fits(self, *words: str) -> bool:
        """Return whether a line of a list has the words that are searched for; count it."""
        said = " ".join(words).casefold()
        fits = all(word in said for word in self.seek)
        self.found += fits
        self.hidden += not fits
        return fits

    def gap(self, units: float) -> None:
        """Leave room."""
        self.y += self.px(units)

    def words(
        self, words: str, style: str = "body", colour: str = "ink", first: str = "", *, tip: str = ""
    ) -> None:
        """Set a paragraph, its lines indented behind `first`."""
        indent = self.sets.width(first + " ", style) if first else 0
        lines = self.sets.wrap(words, style, max(40, self.width - indent))
        height = self.sets.line_height(style) * len(lines)
        if first:
            self._put(Words(Rect(self.x, self.y, indent, height), (first,), style, colour))
        place = Rect(self.x + indent, self.y, self.width - indent, height)
        self._put(Words(place, lines, style, colour, tip=tip))
        self.y += height

    def centred(self, lines: Sequence[str], style: str, colour: str = "ink") -> None:
        """Set lines in the middle."""
        height = self.sets.line_height(style) * len(lines)
        self._put(Words(Rect(self.x, self.y, self.width, height), tuple(lines), style, colour, "centre"))
        self.y += height

    def line(self, line: Line) -> None:
        """Set a line of a dialogue or a page, if it is not searched for something else."""
        if line.kind != "title" and not self._fits(line.words):
            return
        match line.kind:
            case "title":
                self.gap(8)
                self.words(line.words, "heading")
                self.rule()
            case "heading":
                self.gap(6)
                self.words(line.words, "bold", first=line.first)
            case "point":
                warns = line.first.startswith("!!")
                self.words(
                    line.words, "body", "bad" if warns else "ink", "•" if line.first == "*" else line.first
                )
            case _:
                self.words(line.words, "body", first=line.first)
        self.gap(3)

    def rule(self) -> None:
        """Draw a line across."""
        self._put(Fill(Rect(self.x, self.y + self.px(2), self.width, max(1, self.px(1))), "accent"))
        self.gap(8)

    def press(
        self, id_: str, message: Message, label: str, note: str = "", *, key: str = "", chosen: bool = False
    ) -> None:
        """Put a line that can be pressed, as tall as its words."""
        if not self._fits(label, note):
            return
        inset = self.px(ROW_INSET)
        mark = self.px(24) if key else 0
        room = self.width - 2 * inset - mark
        lines = self.sets.wrap(label, "bold" if note else "body", room)
        notes = self.sets.wrap(note, "ui", room) if note else ()
        height = self.sets.line_height("body") * len(lines) + self.sets.line_height("ui") * len(notes)
        height = max(self.sets.theme.target(34), height + self.px(10))
        rect = Rect(self.x, self.y, self.width, height)
        self._put(Press(rect, id_, message, "row", lines, notes, key, chosen=chosen))
        self.y += height + self.px(3)

    def link(self, id_: str, message: Message, label: str) -> None:
        """Put words that can be pressed, as quiet as a line of text."""
        lines = self.sets.wrap(label, "small_bold", self.width - self.px(8))
        tall = self.sets.line_height("small_bold") * len(lines) + self.px(6)
        rect = Rect(self.x, self.y, self.width, max(tall, self.sets.theme.target(0)))
        self._put(Press(rect, id_, message, "link", lines))
        self.y += rect.h + self.px(4)

    def buttons(self, buttons: Sequence[tuple[str, Message, str]], *, primary: str = "") -> None:
        """Put buttons side by side, in as many lines as they need: id, message, label."""
        x, height = self.x, self.sets.theme.target(36)
        for id_, message, label in buttons:
            width = self.sets.width(label, "ui_bold") + self.px(30)
            if x > self.x and x + width > self.x + self.width:
                x, self.y = self.x, self.y + height + self.px(6)
            kind = "primary" if id_ == primary else "button"
            self._put(Press(Rect(x, self.y, width, height), id_, message, kind, (label,)))
            x += width + self.px(8)
        self.y += height + self.px(6)

    def options(self, options: Sequence[tuple[str, Message, str, bool]]) -> None:
        """Put buttons side by side of which one is chosen: id, message, label, whether it is the one."""
        x, height = self.x, self.sets.theme.target(34)
        for id_, message, label, chosen in options:
            width = self.sets.width(label, "ui_bold") + self.px(26)
            if x > self.x and x + width > self.x + self.width:
                x, self.y = self.x, self.y + height + self.px(6)
            self._put(Press(Rect(x, self.y, width, height), id_, message, "button", (label,), chosen=chosen))
            x += width + self.px(6)
        self.y += height + self.px(6)

    def pair(self, first: str, words: str) -> None:
        """Put a short name, such as that of a key, and beside it what is said of it."""
        wide = max(self.px(110), self.sets.width(first, "ui_bold") + self.px(12))
        lines = self.sets.wrap(words, "body", max(40, self.width - wide))
        height = self.sets.line_height("body") * len(lines)
        self._put(Words(Rect(self.x, self.y, wide, height), (first,), "ui_bold", "accent"))
        self._put(Words(Rect(self.x + wide, self.y, self.width - wide, height), lines))
        self.y += height + self.px(3)

    def field(self, id_: str, writing: Writing, limit: int, least: int = 3) -> None:
        """Put a field for words, as tall as `least` lines or more."""
        lines = typed_lines(self.sets, writing.shown, "body", self.width - self.px(22))
        height = max(least, len(lines)) * self.sets.line_height("body") + self.px(16)
        rect = Rect(self.x, self.y, self.width, height)
        self._put(field_of(rect, id_, writing, lines, limit))
        self.y += height
        self.words(f"{len(writing.words)} / {limit}", "small", "soft")

    def swatches(self, tones: Sequence[tuple[Tone, str, str]]) -> None:
        """Put what the tints of the map mean, side by side: a piece of each with its words, and a tip."""
        x, height = self.x, self.sets.line_height("small")
        wide = self.px(22)
        for tone, words, tip in tones:
            room = self.sets.width(words, "small")
            if x > self.x and x + wide + room > self.x + self.width:
                x, self.y = self.x, self.y + height + self.px(2)
            self._put(Swatch(Rect(x, self.y + self.px(2), wide, height - self.px(4)), tone, tip))
            place = Rect(x + wide + self.px(5), self.y, room, height)
            self._put(Words(place, (words,), "small", "soft", tip=tip))
            x += wide + room + self.px(18)
        if tones:
            self.y += height + self.px(2)

    def meters(self, tracks: Sequence[tuple[str, int, int, str]]) -> None:
        """Put names with bars that say how far they stand, two side by side: name, value, most, tip."""
        gap = self.px(14)
        wide = (self.width - gap) // 2
        bar = self.px(64)
        height = 0
        for place, (name, value, most, tip) in enumerate(tracks):
            x = self.x + (wide + gap) * (place % 2)
            label = f"{name}: {value}/{most}"
            lines = self.sets.wrap(label, "small", wide - bar - self.px(8))
            tall = max(self.px(18), self.sets.line_height("small") * len(lines))
            self._put(Words(Rect(x, self.y, wide - bar - self.px(8), tall), lines, "small", tip=tip))
            self._put(Meter(Rect(x + wide - bar, self.y + self.px(6), bar, self.px(6)), value, most, tip=tip))
            height = max(height, tall)
            if place % 2 or place + 1 == len(tracks):
                self.y, height = self.y + height + self.px(3), 0

    def table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        shares: Sequence[int],
        tips: Sequence[str] = (),
    ) -> None:
        """Put a table: each row as tall as its tallest cell. `shares`: how wide its columns are.

        `tips`: what is told of each row's first cell.
        """
        room, gap = self.width, self.px(10)
        widths = [(room - gap * (len(shares) - 1)) * share // sum(shares) for share in shares]
        self._row(heads, widths, gap, ["small_bold"] * len(heads), "soft")
        for number, row in enumerate(rows):
            if number % 2 == 0:
                height = self._row_height(row, widths, ["bold"] + ["ui"] * (len(row) - 1)) + self.px(8)
                place = Rect(self.x - self.px(6), self.y, room + self.px(12), height)
                self._put(Fill(place, "paper_dark", radius=3))
            self.gap(4)
            self._row(
                row, widths, gap, ["bold"] + ["ui"] * (len(row) - 1), "ink", tips[number] if tips else ""
            )
            self.gap(4)

    def _row_height(self, row: Sequence[str], widths: Sequence[int], styles: Sequence[str]) -> int:
        cells = zip(row, widths, styles, strict=True)
        return max(
            len(self.sets.wrap(cell, style, width)) * self.sets.line_height(style)
            for cell, width, style in cells
        )

    def _row(
        self,
        row: Sequence[str],
        widths: Sequence[int],
        gap: int,
        styles: Sequence[str],
        colour: str,
        tip: str = "",
    ) -> None:
        x = self.x
        height = self._row_height(row, widths, styles)
        for cell, width, style in zip(row, widths, styles, strict=True):
            lines = self.sets.wrap(cell, style, width)
            self._put(Words(Rect(x, self.y, width, height), lines, style, colour, tip=tip))
            tip = ""
            x += width + gap
        self.y += height

    def _put(self, element: Element) -> None:
        self.elements.append(element)


class Board:
    """The screen being laid out. `keys`: those of commands, to be told where they are offered."""

    def __init__(
        self, sets: Typesetter, size: tuple[int, int], keys: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.sets = sets
        self.keys = keys
        self.size = size
        self.elements: list[Element] = []
        self.faults: list[str] = []
        self.seek = ""

    def px(self, units: float) -> int:
        """Return units of the design in pixels."""
        return self.sets.theme.px(units)

    def put(self, *elements: Element) -> None:
        """Put elements on top."""
        self.elements += elements

    def line(self, rect: Rect, words: str, style: str, colour: str, align: str = "left") -> None:
        """Put one line of text into a fixed place; a fault if it is wider."""
        if self.sets.width(words, style) > rect.w:
            self.faults.append(words)
        self.put(Words(rect, (words,), style, colour, align))

    def sheet(self, rect: Rect, title: str, subtitle: str = "") -> Rect:
        """Put a sheet of paper, and return the room on it below its title."""
        margin = self.px(MARGIN)
        room = rect.w - 2 * margin
        shown = subtitle if self._side_by_side(title, subtitle) <= room else ""
        if self.sets.width(title, "heading") > room:
            return self._tall_sheet(rect, title)
        self.put(Sheet(rect, title, shown))
        top = self.px(TITLE if title else MARGIN)
        return Rect(rect.x + margin, rect.y + top, room, rect.h - top - self.px(10))

    def _tall_sheet(self, rect: Rect, title: str) -> Rect:
        """Put a sheet with a title of several lines, and return the room below it."""
        margin = self.px(MARGIN)
        lines = self.sets.wrap(title, "heading", rect.w - 2 * margin)
        height = self.sets.line_height("heading") * len(lines)
        place = Rect(rect.x + margin, rect.y + self.px(8), rect.w - 2 * margin, height)
        rule = Rect(place.x, place.bottom + self.px(4), place.w, max(1, self.px(1)))
        self.put(Sheet(rect), Words(place, lines, "heading"), Fill(rule, "accent"))
        top = rule.bottom + self.px(7) - rect.y
        return Rect(place.x, rect.y + top, place.w, max(0, rect.h - top - self.px(10)))

    def _side_by_side(self, title: str, subtitle: str) -> int:
        return self.sets.width(title, "heading") + self.px(14) + self.sets.width(subtitle, "subtitle")

    def column(self, rect: Rect) -> Column:
        """Return a column to be shown in a place by `scroll`."""
        return Column(self.sets, rect.w - self.px(BAR + 4), seek=self.seek)

    def scroll(self, rect: Rect, id_: str, column: Column, offset: int) -> None:
        """Show a column in a place, from `offset` on as far as that is possible."""
        if column.hidden and not column.found:
            column.words(text("desktop/nothing_found"), "italic", "soft")
        furthest = max(0, column.y - rect.h)
        shown = min(max(0, furthest if offset < 0 else offset), furthest)
        self.put(Clip(rect, id_, column.y, shown, tuple(column.elements)))

    def scene(self) -> Scene:
        """Return what was put."""
        return Scene(tuple(self.elements), tuple(self.faults))

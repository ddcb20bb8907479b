"""The game beside history: a table of clauses in two columns, and two maps.

Law of this file: whether a clause came out as documented is told by a sign and by words, never by colour
alone; what belongs to a line unfolds below it.
"""

from collections.abc import Mapping

from game.desktop import state as st
from game.desktop.layout import Board, Column
from game.desktop.looking_back import messages as mine
from game.desktop.looking_back.maps import SIDES, map_beside, places_beside
from game.desktop.map_parts import Tone
from game.desktop.scene import Drawing, Fill, Picture, Press, Rect, Words
from game.desktop.shapes import agreement
from game.messages import text
from game.report.beside import Compared

Scrolls = Mapping[str, int]
SIGN = 26
SIDE_BY_SIDE = 560
"""Below this width of a column (in units of the design) its cells stand below each other."""


def clauses(
    column: Column, screen: st.Ended, *, short: bool = False, only: frozenset[str] | None = None
) -> None:
    """Put the table of clauses; `short`: nothing unfolds; `only`: of these questions."""
    wide = column.width >= column.px(SIDE_BY_SIDE)
    if wide:
        heads = ("", text("looking_back/in_game"), text("looking_back/documented"))
        _cells(column, [(head, "small_bold", "soft") for head in heads])
        column.gap(3)
    for clause in screen.findings.clauses:
        if only is not None and clause.issue not in only:
            continue
        _row(column, screen, clause, wide=wide, short=short)
        if screen.unfolded == clause.issue and not short and only is None:
            _unfolded(column, clause)


def _widths(column: Column) -> tuple[int, int, int, int]:
    """Return where the three cells of a row begin, and the width of the last two."""
    start = column.x + column.px(SIGN + 12)
    gap = column.px(12)
    title = (column.width - column.px(SIGN + 12)) * 26 // 100
    wide = (column.width - column.px(SIGN + 12) - title - 2 * gap - column.px(8)) // 2
    return start, start + title + gap, start + title + 2 * gap + wide, wide


def _cells(column: Column, cells: list[tuple[str, str, str]]) -> None:
    """Set a title and two cells side by side: words, style, colour; as tall as the tallest."""
    first, second, third, wide = _widths(column)
    places = ((first, second - first - column.px(12)), (second, wide), (third, wide))
    height = 0
    for (x, width), (words, style, colour) in zip(places, cells, strict=True):
        lines = column.sets.wrap(words, style, width)
        tall = column.sets.line_height(style) * len(lines)
        column.elements.append(Words(Rect(x, column.y, width, tall), lines, style, colour))
        height = max(height, tall)
    column.y += height


def _row(column: Column, screen: st.Ended, clause: Compared, *, wide: bool, short: bool) -> None:
    start, place = column.y, len(column.elements)
    played = clause.played or _without(screen, clause)
    column.gap(6)
    if wide:
        colour = "ink" if clause.played else "soft"
        cells = [(clause.title, "bold", "ink"), (played, "ui", colour), (clause.documented, "ui", "ink")]
        _cells(column, cells)
    else:
        _stacked(column, clause, played)
    column.gap(6)
    rect = Rect(column.x, start, column.width, column.y - start)
    middle = (column.px(SIGN) / 2 + column.px(4), column.px(6) + column.sets.line_height("bold") / 2)
    sign = agreement(middle, column.px(7), same=clause.agrees)
    back: Fill | Press = Fill(rect, "field", "edge", 4)
    if not short:
        chosen = screen.unfolded == clause.issue
        message = mine.Unfold(clause.issue)
        back = Press(rect, f"clause-{clause.issue}", message, "row", (), tip=_state(clause), chosen=chosen)
    column.elements.insert(place, back)
    column.elements.append(Drawing(rect, sign))
    column.gap(3)


def _stacked(column: Column, clause: Compared, played: str) -> None:
    """Set the cells below each other, where there is little room."""
    x, indent = column.x, column.px(SIGN + 12)
    column.x, column.width = x + indent, column.width - indent - column.px(8)
    column.words(f"{clause.title}: {_state(clause)}", "bold")
    column.words(f"{text('looking_back/in_game')}: {played}", "ui")
    if not clause.agrees:
        column.words(f"{text('looking_back/documented')}: {clause.documented}", "ui")
    column.x, column.width = x, column.width + indent + column.px(8)


def _state(clause: Compared) -> str:
    return text("looking_back/same" if clause.agrees else "looking_back/other")


def _without(screen: st.Ended, clause: Compared) -> str:
    """Return what is said where nothing came into force."""
    said = screen.findings.undone.get(clause.issue)
    return text("looking_back/undone", clause=said) if said else text("looking_back/nothing")


def _unfolded(column: Column, clause: Compared) -> None:
    """Set what belongs to a clause: both wordings, what was asked, the sources."""
    x, width = column.x, column.width
    indent = column.px(SIGN + 12)
    start, place = column.y, len(column.elements)
    column.x, column.width = x + indent, width - indent - column.px(10)
    column.gap(4)
    column.words(f"{clause.title}: {_state(clause)}", "italic", "soft")
    column.gap(4)
    for head, words in (
        ("in_game", clause.played_wording or text("looking_back/wording_none")),
        ("documented", clause.documented_wording),
    ):
        column.words(text(f"looking_back/{head}"), "small_bold", "soft")
        column.words(words, "body")
        column.gap(4)
    for head, lines in (("positions", clause.notes), ("sources", clause.sources)):
        if lines:
            column.words(text(f"looking_back/{head}"), "small_bold", "soft")
            for line in lines:
                column.words(line, "ui", first="•")
            column.gap(4)
    column.x, column.width = x, width
    bar = Rect(x + column.px(SIGN) // 2 + column.px(2), start, max(2, column.px(3)), column.y - start)
    column.elements.insert(place, Fill(bar, "gold"))
    column.gap(6)


# Maps -------------------------------------------------------------------------------------------------


def maps(board: Board, screen: st.Ended, room: Rect, scrolls: Scrolls) -> None:
    """Show both maps, beside each other where there is room, and below them the questions that lie there."""
    wide = room.w >= board.px(SIDE_BY_SIDE)
    sides = SIDES if wide else (screen.side,)
    gap, head = board.px(10), board.px(24)
    width = (room.w - gap * (len(sides) - 1)) // len(sides)
    top = room.y if wide else _switch(board, screen, room)
    height = min(width * 62 // 100, (room.bottom - top) * 56 // 100)
    for place, side in enumerate(sides):
        x = room.x + place * (width + gap)
        label = text(f"looking_back/map_{side}")
        if wide:
            board.line(Rect(x, top, width, head), label, "bold", "ink")
        frame = Rect(x, top + (head if wide else 0), width, height)
        findings = screen.findings
        unfolded = (
            screen.unfolded if any(one.clause.issue == screen.unfolded for one in findings.places) else ""
        )
        told = places_beside(findings, side, text("looking_back/nothing"))
        board.put(Picture(frame, map_beside(findings, side, unfolded), told), Fill(frame, "", "soft"))
    y = top + (head if wide else 0) + height + board.px(6)
    below = Rect(room.x, y, room.w, room.bottom - y)
    column = board.column(below)
    column.swatches(
        [
            (Tone.AGREED, text("looking_back/map_same")),
            (Tone.DISPUTED, text("looking_back/map_other")),
        ]
    )
    column.words(text("looking_back/map_note"), "small", "soft")
    column.gap(6)
    clauses(column, screen, only=frozenset(one.clause.issue for one in screen.findings.places))
    board.scroll(below, "page-maps", column, scrolls.get("page-maps", 0))


def _switch(board: Board, screen: st.Ended, room: Rect) -> int:
    """Put a switch between the two maps, and return where the map begins."""
    gap, height = board.px(8), board.px(30)
    width = (room.w - gap) // 2
    for place, side in enumerate(SIDES):
        rect = Rect(room.x + place * (width + gap), room.y, width, height)
        label = text("looking_back/in_game" if side == "played" else "looking_back/documented")
        if board.sets.width(label, "ui_bold") > width:
            board.faults.append(label)
        message = mine.PickSide(side)
        board.put(Press(rect, f"side-{side}", message, "button", (label,), chosen=side == screen.side))
    return room.y + height + gap

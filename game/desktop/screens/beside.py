"""The game beside history: a table of clauses in two columns, and two maps.

Law of this file: whether a clause came out as documented is told by a sign and by words, never by colour
alone; what belongs to a line unfolds below it.
"""

from collections.abc import Mapping

from game.desktop import state as st
from game.desktop.layout import Board, Column
from game.desktop.looking_back import messages as mine
from game.desktop.looking_back.maps import SIDES, map_beside, places_beside
from game.desktop.scene import Drawing, Fill, Picture, Press, Rect, Words
from game.desktop.shapes import agreement
from game.messages import text
from game.presentation.mapping.state import Tone
from game.report.beside import Compared

Scrolls = Mapping[str, int]
SIGN = 26
BOTH = (600, 320)
"""From this room on (in units of the design) both maps are shown at once."""
SIDE_BY_SIDE = 560
"""Below this width of a column (in units of the design) its cells stand below each other."""


def clauses(
    column: Column, screen: st.Ended, *, short: bool = False, only: frozenset[str] | None = None
) -> None:
    """Put the table of clauses; `short`: nothing unfolds; `only`: of these questions."""
    wide = column.width >= column.px(SIDE_BY_SIDE)
    if wide and screen.findings.clauses:
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
        other = "soft" if clause.agrees else "ink"
        cells = [(clause.title, "bold", "ink"), (played, "ui", colour), (clause.documented, "ui", other)]
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
    if clause.asked:
        column.words(text("looking_back/positions"), "small_bold", "soft")
    for one in clause.asked:
        column.words(one.words, "ui", first="•")
        for line in one.below:
            column.words(line, "small", "soft", first="   –")
        column.gap(2)
    column.gap(4)
    column.words(text("looking_back/sources"), "small_bold", "soft")
    for line in clause.sources:
        column.words(line, "ui", first="•")
    column.gap(4)
    column.x, column.width = x, width
    bar = Rect(x + column.px(SIGN) // 2 + column.px(2), start, max(2, column.px(3)), column.y - start)
    column.elements.insert(place, Fill(bar, "gold"))
    column.gap(6)


# Maps -------------------------------------------------------------------------------------------------


def maps(board: Board, screen: st.Ended, room: Rect, scrolls: Scrolls) -> None:
    """Show both maps beside each other with the questions below, or one of these behind a switch."""
    if room.w < board.px(BOTH[0]) or room.h < board.px(BOTH[1]):
        _one_of(board, screen, room, scrolls)
        return
    gap, head = board.px(10), board.px(24)
    width = (room.w - gap) // 2
    height = min(width * 62 // 100, room.h * 56 // 100)
    for place, side in enumerate(SIDES):
        x = room.x + place * (width + gap)
        board.line(Rect(x, room.y, width, head), text(f"looking_back/map_{side}"), "bold", "ink")
        _map(board, screen, side, Rect(x, room.y + head, width, height))
    y = room.y + head + height + board.px(6)
    _questions(board, screen, Rect(room.x, y, room.w, room.bottom - y), scrolls)


def _one_of(board: Board, screen: st.Ended, room: Rect, scrolls: Scrolls) -> None:
    """Put a switch between the two maps and the questions, and show one of them."""
    names = (*SIDES, "questions")
    gap, height = board.px(8), board.px(30)
    width = (room.w - gap * (len(names) - 1)) // len(names)
    for place, name in enumerate(names):
        rect = Rect(room.x + place * (width + gap), room.y, width, height)
        label = text(f"looking_back/switch_{name}")
        if board.sets.width(label, "ui_bold") > width:
            board.faults.append(label)
        message = mine.PickSide(name)
        board.put(Press(rect, f"side-{name}", message, "button", (label,), chosen=name == screen.side))
    below = Rect(room.x, room.y + height + gap, room.w, room.h - height - gap)
    if screen.side in SIDES:
        _map(board, screen, screen.side, below)
    else:
        _questions(board, screen, below, scrolls)


def _map(board: Board, screen: st.Ended, side: str, place: Rect) -> None:
    findings = screen.findings
    known = any(one.clause.issue == screen.unfolded for one in findings.places)
    told = places_beside(findings, side, text("looking_back/nothing"))
    state = map_beside(findings, side, screen.unfolded if known else "")
    board.put(Picture(place, state, told), Fill(place, "", "soft"))


def _questions(board: Board, screen: st.Ended, place: Rect, scrolls: Scrolls) -> None:
    """Show what the tints mean, and the questions that lie on the map."""
    column = board.column(place)
    tones = ((Tone.AGREED, "map_same"), (Tone.DISPUTED, "map_other"))
    column.swatches([(tone, text(f"looking_back/{code}"), "") for tone, code in tones])
    column.words(text("looking_back/map_note"), "small", "soft")
    column.gap(6)
    clauses(column, screen, only=frozenset(one.clause.issue for one in screen.findings.places))
    board.scroll(place, "page-maps", column, scrolls.get("page-maps", 0))

"""The course of the talks: the sittings of this game beside those of the record, and where they part.

Law of this file: the parting is told by a sign and by words; each sitting unfolds below its line.
"""

from collections.abc import Mapping

from game.desktop import state as st
from game.desktop.layout import Board, Column
from game.desktop.looking_back import messages as mine
from game.desktop.scene import Drawing, Fill, Rect, Words
from game.desktop.shapes import Area, Disc, Shape, Stroke
from game.messages import text
from game.report.beside import Act, Sitting

Scrolls = Mapping[str, int]
TWO_COLUMNS = 480


def course(board: Board, screen: st.Ended, room: Rect, scrolls: Scrolls) -> None:
    """Show both courses as lines, and below them the sittings."""
    column = board.column(room)
    _strip(column, screen.findings.course)
    for number, sitting in enumerate(screen.findings.course):
        key = f"sitting-{number}"
        _row(column, sitting, number, key, chosen=screen.unfolded == key)
        if screen.unfolded == key:
            _acts(column, sitting)
    board.scroll(room, "page-course", column, scrolls.get("page-course", 0))


def _strip(column: Column, sittings: tuple[Sitting, ...]) -> None:
    """Draw both courses as lines that run together until play leaves the documented one."""
    recorded = any(one.documented for one in sittings)
    left = next((n for n, one in enumerate(sittings) if one.leaves), len(sittings))
    label = max(
        column.sets.width(text(f"looking_back/strip_{name}"), "small_bold")
        for name in ("played", "documented")
    )
    start, height = label + column.px(14), column.px(64)
    step = (column.width - start - column.px(12)) / max(1, len(sittings) - 1)
    upper, middle, lower = (column.px(units) for units in (14, 32, 50))
    xs = [start + number * step for number in range(len(sittings))]
    shapes: list[Shape] = []
    if left:
        together = ((xs[0], middle), (xs[left - 1], middle))
        shapes.append(Stroke(together, "ink", column.px(3)))
    if left < len(sittings):
        fork = [(xs[left - 1], middle)] if left else []
        played = (*fork, *((x, upper) for x in xs[left:]))
        other = (*fork, *((x, lower) for x in xs[left:]))
        shapes.append(Stroke(played, "ink", column.px(3)))
        dash = (column.px(6), column.px(4))
        shapes.append(Stroke(other, "info", column.px(2.5), dash))
    for number, x in enumerate(xs):
        for y, colour in [(middle, "ink")] if number < left else [(upper, "ink"), (lower, "info")]:
            shapes.append(Disc((x, y), column.px(5), "paper", colour, column.px(2)))
    if left < len(sittings):
        shapes += _flag(column, xs[left], upper)
    rect = Rect(column.x, column.y, column.width, height)
    column.elements.append(Drawing(rect, tuple(shapes)))
    names = [("played", upper if left < len(sittings) else middle, "ink")]
    if left < len(sittings):
        names.append(("documented", lower, "info"))
    for name, y, colour in names:
        words = (text(f"looking_back/strip_{name}"),)
        tall = column.sets.line_height("small_bold")
        place = Rect(column.x, column.y + y - tall // 2, label, tall)
        column.elements.append(Words(place, words, "small_bold", colour))
    column.y += height
    if left == len(sittings) and recorded:
        column.words(text("looking_back/never_parted"), "italic", "soft")
    column.gap(6)


def _flag(column: Column, x: float, y: float) -> tuple[Shape, ...]:
    """Return a small flag at the sitting where both part."""
    px = column.px
    mast = Stroke(((x, y - px(4)), (x, y - px(14))), "ink", px(1.5))
    return mast, Area(((x, y - px(14)), (x + px(10), y - px(11)), (x, y - px(8))), "gold")


def _row(column: Column, sitting: Sitting, number: int, key: str, *, chosen: bool) -> None:
    """Put a sitting's line: its title, where it was, how much was done."""
    counts = [text("looking_back/acts_played", count=len(sitting.played))]
    if sitting.documented:
        counts.append(text("looking_back/acts_documented", count=len(sitting.documented)))
    note = f"{sitting.where} – {', '.join(counts)}"
    if sitting.leaves:
        note += f"\n{text('looking_back/parted')}"
    label = f"{number + 1}. {sitting.title}"
    column.press(key, mine.Unfold(key), label, note, chosen=chosen)


def _acts(column: Column, sitting: Sitting) -> None:
    """Set what was done at a sitting in two columns, or one below the other."""
    gap = column.px(18)
    wide = column.width >= column.px(TWO_COLUMNS)
    width = (column.width - gap) // 2 if wide else column.width
    start, lowest = column.y, column.y
    for place, (head, acts) in enumerate((("in_game", sitting.played), ("documented", sitting.documented))):
        part = Column(
            column.sets, width - column.px(14), column.x + place * (width + gap) * wide + column.px(10)
        )
        part.y = start if wide else lowest
        part.gap(4)
        part.words(text(f"looking_back/{head}"), "small_bold", "soft")
        part.gap(2)
        for act in acts:
            _act(part, act)
        if not acts:
            part.words(text("looking_back/no_acts"), "ui", "soft")
        column.elements += part.elements
        lowest = max(lowest, part.y)
    if wide:
        line = Rect(column.x + width + gap // 2, start + column.px(6), max(1, column.px(1)), lowest - start)
        column.elements.append(Fill(line, "edge"))
    column.y = lowest
    column.gap(8)


def _act(part: Column, act: Act) -> None:
    start = part.y
    if act.leaves:
        part.words(text("looking_back/parted"), "small_bold", "accent")
    part.words(act.words, "ui", first="•")
    for line in act.below:
        part.words(line, "small", "soft", first="   –")
    if act.leaves:
        bar = Rect(part.x - part.px(8), start, max(2, part.px(3)), part.y - start)
        part.elements.append(Fill(bar, "accent"))
    part.gap(3)

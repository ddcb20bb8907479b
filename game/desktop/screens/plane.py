"""What was possible: the plane of two roles, its outcomes with a name, trades nobody found, the dance.

Law of this file: the numbers are the analysis's and the sentences the report's; here they are laid out.
"""

from collections.abc import Iterator, Mapping

from game.desktop import state as st
from game.desktop.layout import Board, Column
from game.desktop.looking_back import messages as mine
from game.desktop.plane_plot import SIDES, Plot, mark_shapes, offer_shapes
from game.desktop.scene import Rect
from game.desktop.screens.widgets import GLYPH, few, legend, section
from game.desktop.shapes import Area, Disc, Shape, Stroke, box
from game.messages import text
from game.presentation.plane import Mark, Plane, Trade
from game.report.plane_page import caption, key_of, lies_words, zone_words
from game.report.plane_svg import number

Scrolls = Mapping[str, int]


def possible(board: Board, screen: st.Ended, room: Rect, scrolls: Scrolls) -> None:
    """Show the plane of the pair that is chosen, and below it what the report says."""
    column = board.column(room)
    _pickers(column, screen)
    plane = screen.planes.get(screen.pair)
    if isinstance(plane, Plane):
        _picture(column, screen, plane, room.h)
    else:
        code = "weighing" if all(screen.pair) else "no_pair"
        column.words(text(f"looking_back/{code}") if plane is None else plane, "italic", "soft")
        column.gap(8)
    for one in screen.chapters[screen.number].sections:
        section(column, one, headed=True)
    board.scroll(room, "page-possible", column, scrolls.get("page-possible", 0))


def _pickers(column: Column, screen: st.Ended) -> None:
    """Put the choice of the two roles; the same role on both axes swaps them."""
    x, y = screen.pair
    if not x or len(screen.findings.sides) < 2:
        return
    across = []
    up = []
    for role, name in screen.findings.sides:
        to_right = (role, x if role == y else y)
        upwards = (y if role == x else x, role)
        across.append((f"across-{role}", mine.PickPair(to_right), name, role == x))
        up.append((f"up-{role}", mine.PickPair(upwards), name, role == y))
    few(column, text("looking_back/across"), across)
    few(column, text("looking_back/up"), up)
    column.gap(2)


def _picture(column: Column, screen: st.Ended, plane: Plane, tall: int) -> None:
    free = max(tall - column.y, column.px(300))
    height = min(column.width * 58 // 100, free, tall)
    place = Rect(column.x, column.y, column.width, height)
    column.elements += Plot(column.sets, plane, place).elements()
    column.y += height
    column.gap(4)
    legend(column, list(_legend(column, plane)))
    column.gap(4)
    column.words(caption(plane), "small", "soft")
    column.gap(8)
    _outcomes(column, screen, plane)


def _legend(column: Column, plane: Plane) -> Iterator[tuple[tuple[Shape, ...], str]]:
    wide, tall = (column.px(side) for side in GLYPH)
    middle, reach = (wide / 2, tall / 2), column.px(6)
    across = ((2.0, tall / 2), (wide - 2.0, tall / 2))
    for mark in plane.marks:
        yield mark_shapes(mark.kind, *middle, reach), text(f"plane/{mark.kind}")
    thin = column.px(1.4)
    yield (Stroke(across, "ink", thin), Disc(middle, column.px(3), "ink")), text("plane/legend_frontier")
    yield (Area(box(2, 3, wide - 2, tall - 3), "marked", "edge"),), zone_words(plane)
    if plane.dots:
        yield (Disc(middle, column.px(2), "soft"),), text("plane/legend_results")
    dash = (column.px(6), column.px(4))
    lines = tuple(
        Stroke(((2.0, tall * share), (wide - 2.0, tall * share)), colour, thin, dash)
        for share, colour in zip((0.3, 0.7), SIDES, strict=False)
    )
    x, y = plane.names
    spots = {"a": number(plane.lines[0]), "b": number(plane.lines[1])}
    yield lines, text("plane/walkaways", x=x, y=y, **spots)
    for side in sorted({offer.side for offer in plane.offers}):
        dots = (column.px(3), column.px(4)) if side else ()
        path = (Stroke(across, SIDES[side], thin, dots),) if side < 2 else ()
        code = "legend_offers" if side < 2 else "legend_offers_others"
        role = plane.names[side] if side < 2 else ""
        yield (*path, *offer_shapes(side, *middle, column.px(4))), text(f"plane/{code}", role=role)


# Outcomes with a name ---------------------------------------------------------------------------------


def _outcomes(column: Column, screen: st.Ended, plane: Plane) -> None:
    """Put each outcome once, with all its names; it unfolds its clauses and the trades left unused at it."""
    if not plane.marks:
        return
    column.words(text("looking_back/outcomes"), "bold")
    column.gap(4)
    same: dict[tuple[tuple[str, str], ...], list[Mark]] = {}
    for mark in plane.marks:
        same.setdefault(mark.package, []).append(mark)
    for here in same.values():
        key = f"outcome-{here[0].kind}"
        names = ", ".join(text(f"plane/{mark.kind}") for mark in here)
        x, y = plane.names
        a, b = map(number, here[0].spot)
        points = text("looking_back/points", x=x, y=y, a=a, b=b)
        chosen = screen.unfolded == key
        column.press(key, mine.Unfold(key), names, points, chosen=chosen)
        if chosen:
            _clauses(column, plane, here)
    column.gap(6)


def _clauses(column: Column, plane: Plane, here: list[Mark]) -> None:
    column.gap(3)
    looked_at = [mark for mark in here if mark.kind in ("documented", "outcome", "match")]
    if looked_at:
        column.words(lies_words(plane, plane.data[key_of(looked_at[0])]), "italic", "soft")
        column.gap(3)
    for issue, choice in here[0].package:
        column.words(text("plane/change", issue=issue, choice=choice), "ui", first="•")
    trades = next((plane.trades[mark.kind] for mark in here if plane.trades.get(mark.kind)), ())
    if trades:
        column.gap(4)
        column.words(text("plane/trades"), "small_bold", "soft")
        for trade in trades:
            column.words(_trade(plane, trade), "ui", first="•")
    column.gap(8)


def _trade(plane: Plane, trade: Trade) -> str:
    changes = "; ".join(text("plane/change", issue=issue, choice=choice) for issue, choice in trade.changes)
    pairs = zip(plane.names, trade.gains, strict=True)
    gains = ", ".join(f"{name} {gain:+g}" for name, gain in pairs if gain)
    return f"{changes} ({gains})"

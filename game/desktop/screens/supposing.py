"""What if: a decision of the game, what is done instead, how many games, and what came of them.

Law of this file: a share never stands without its range; it says what is likely under these rules and
players, and not what history would have been.
"""

from collections.abc import Mapping

from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.layout import MARGIN, TITLE, Board, Column
from game.desktop.looking_back import messages as mine
from game.desktop.scene import Drawing, Meter, Rect, Words
from game.desktop.screens.opening import header, middle
from game.desktop.screens.table import turn
from game.desktop.screens.widgets import few
from game.desktop.shapes import Area, Shape, Stroke, box
from game.messages import text
from game.presentation.what_if_bars import Bar, Bars
from game.presentation.what_if_points import RUNS

Scrolls = Mapping[str, int]
BAR = 190
"""How wide bars are at most, in units of the design."""


def supposing(board: Board, screen: st.Supposing, scrolls: Scrolls) -> None:
    """Show the question, the act being put together for it, or what came of it."""
    header(board, screen.replaying.ended.title, text("looking_back/what_if"))
    composing = screen.composing
    if composing is not None and composing.shot is not None:
        turn(board, composing, composing.shot, middle(board), scrolls)
        return
    whole = middle(board, 960)
    column = board.column(Rect(whole.x, whole.y, whole.w - 2 * board.px(MARGIN), whole.h))
    column.words(screen.point.where, "bold")
    column.gap(4)
    column.words(text("looking_back/decided", act=screen.point.made))
    column.gap(4)
    _instead(column, screen)
    column.gap(8)
    if screen.played is not None:
        _progress(column, screen, screen.played)
    elif screen.bars:
        _answer(column, screen)
    else:
        _question(column, screen)
    height = min(whole.h, column.y + board.px(TITLE + MARGIN))
    room = board.sheet(whole._replace(h=height), text("looking_back/what_if"))
    name = "supposing-bars" if screen.bars else "supposing"
    board.scroll(room, name, column, scrolls.get(name, 0))


def _instead(column: Column, screen: st.Supposing) -> None:
    if screen.data is None:
        column.words(text("looking_back/anew", player=screen.point.player), "italic", "soft")
    elif screen.instead:
        column.words(text("looking_back/instead", act=screen.instead), "bold", "info")
    else:
        column.words(text("looking_back/checking"), "italic", "soft")


def _question(column: Column, screen: st.Supposing) -> None:
    """Put the choices: another act, how many games, and to play them."""
    acts = [("other-act", mine.ActOtherwise(True), text("looking_back/other_act"))]
    if screen.data is not None:
        acts.append(("no-other-act", mine.ActOtherwise(False), text("looking_back/no_other_act")))
    column.buttons(acts)
    column.gap(6)
    few(
        column,
        text("looking_back/how_many"),
        [
            (f"runs-{runs}", mine.PickRuns(runs), text("looking_back/games", count=runs), runs == screen.runs)
            for runs in RUNS
        ],
    )
    column.gap(6)
    for line in screen.lines:
        column.words(line, "body", "bad")
        column.gap(4)
    column.buttons(
        [
            ("play-on", mine.PlayOn(), text("looking_back/play_on")),
            ("back", ms.StepBack(), text("deciding/back")),
        ],
        primary="play-on",
    )
    column.gap(6)
    column.words(text("whatif/no_weight"), "small", "soft")


def _progress(column: Column, screen: st.Supposing, played: int) -> None:
    column.words(text("looking_back/playing", played=played, runs=screen.runs), "bold")
    column.gap(6)
    place = Rect(column.x, column.y, column.width, column.px(14))
    column.elements.append(Meter(place, played, screen.runs, whole=True))
    column.gap(26)
    column.buttons([("stop", mine.StopPlaying(), text("looking_back/stop"))], primary="stop")


# What came of it --------------------------------------------------------------------------------------


def _answer(column: Column, screen: st.Supposing) -> None:
    column.buttons(
        [
            ("ask-again", ms.StepBack(), text("looking_back/back_to_question")),
        ],
        primary="ask-again",
    )
    column.gap(4)
    first, *others = screen.lines
    column.words(first, "ui")
    column.gap(3)
    column.words(text("looking_back/bars_note"), "small", "soft")
    column.gap(6)
    for one in screen.bars:
        _bars(column, one)
    for line in others:
        column.words(line, "ui", "soft")
        column.gap(3)


def _bars(column: Column, one: Bars) -> None:
    column.gap(4)
    column.words(one.title, "bold", "accent")
    column.gap(3)
    wide = min(column.px(BAR), column.width * 30 // 100)
    share = max(column.sets.width(bar.percent, "ui_bold") for bar in one.bars) + column.px(12)
    for bar in one.bars:
        _bar(column, bar, wide, share)
    column.gap(4)


def _bar(column: Column, bar: Bar, wide: int, share: int) -> None:
    """Set an outcome: its bar with the range, its share in words, what it is."""
    tall = column.sets.line_height("ui")
    x = column.x + wide + column.px(10)
    beside = column.width - wide - column.px(10)
    if beside - share < column.px(150):
        share = 0
    said = text("whatif/marked", said=bar.said, marks=bar.marked) if bar.marked else bar.said
    if not share:
        said = f"{bar.percent}: {said}"
    style = "ui_bold" if bar.marks else "ui"
    lines = column.sets.wrap(said, style, beside - share)
    height = max(tall, column.sets.line_height(style) * len(lines))
    drawing = Rect(column.x, column.y, wide, tall)
    column.elements.append(Drawing(drawing, _shapes(column, bar, wide, tall)))
    if share:
        place = Rect(x, column.y, share, tall)
        column.elements.append(Words(place, (bar.percent,), "ui", "soft"))
    column.elements.append(Words(Rect(x + share, column.y, beside - share, height), lines, style, "ink"))
    column.y += height + column.px(4)


def _shapes(column: Column, bar: Bar, wide: int, tall: int) -> tuple[Shape, ...]:
    """Return a bar filled as far as its share, gold if documented; the range as a thin line with ends."""
    top, low, middle = 0.22 * tall, 0.78 * tall, tall / 2
    fill = "gold" if "documented" in bar.marks else "info"
    shapes: list[Shape] = [Area(box(0, top, wide - 1, low), "paper_dark")]
    if bar.share:
        shapes.append(Area(box(0, top, bar.share * (wide - 1), low), fill))
    left, right = bar.low * (wide - 1), bar.high * (wide - 1)
    thin = column.px(1.4)
    shapes.append(Stroke(((left, middle), (right, middle)), "ink", thin))
    ends = (middle - 0.14 * tall, middle + 0.14 * tall)
    return (*shapes, *(Stroke(((x, ends[0]), (x, ends[1])), "ink", thin) for x in (left, right)))

"""The game read again: what a seat was told, act by act, with the map and the texts as it knew them then.

Law of this file: what was hidden then is marked by a sign and by where it stands, never by colour alone.
"""

from collections.abc import Mapping

from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.layout import Board, Column
from game.desktop.looking_back import messages as mine
from game.desktop.looking_back.update import frames_of
from game.desktop.scene import Fill, Picture, Rect, Sheet, Slider
from game.desktop.screens.opening import header
from game.desktop.screens.widgets import tabs
from game.messages import text
from game.presentation.mapping.state import Tone
from game.presentation.replaying_frames import Frame, Told

Scrolls = Mapping[str, int]
Button = tuple[str, ms.Message, str]
WIDE = 1000
SHORT = 460
"""Below this height (in units of the design) what is seldom needed lies behind a tab of its own."""
TABS = ("told", "map", "texts", "more")
MARKS = {"seen": "*", "hidden": "~", "thought": ">"}
COLOURS = {"seen": "ink", "hidden": "info", "thought": "good"}


def replaying(board: Board, screen: st.Replaying, scrolls: Scrolls) -> None:
    """Show an act of the game, and how things stood after it."""
    header(board, screen.ended.title, text("looking_back/again", name=screen.name))
    top, edge = board.px(62), board.px(20)
    room = Rect(edge, top, board.size[0] - 2 * edge, board.size[1] - top - edge)
    if board.size[0] < board.px(WIDE):
        short = room.h < board.px(SHORT)
        below = tabs(board, room, TABS if short else TABS[:-1], screen.tab)
        if screen.tab in _DRAWN:
            _DRAWN[screen.tab](board, screen, below, scrolls)
        else:
            _told(board, screen, below, scrolls, short=short)
        return
    gap = board.px(14)
    left = room.w * 48 // 100
    upper = room.h * 58 // 100
    _map(board, screen, Rect(room.x, room.y, left, upper), scrolls)
    _texts(board, screen, Rect(room.x, room.y + upper + gap, left, room.h - upper - gap), scrolls)
    _told(board, screen, Rect(room.x + left + gap, room.y, room.w - left - gap, room.h), scrolls)


# How things stood -------------------------------------------------------------------------------------


def _map(board: Board, screen: st.Replaying, rect: Rect, scrolls: Scrolls) -> None:
    """Show the map as it was seen then, and below it the tracks."""
    board.put(Sheet(rect))
    inner = rect.inset(board.px(7))
    seen = screen.seen
    if seen is None:
        return
    room = Rect(inner.x + board.px(8), 0, inner.w - board.px(10), 0)
    column = board.column(room)
    tones = sorted(set(seen.map.tints.values()), key=str)
    column.swatches([(tone, _tone(tone, screen.role), "") for tone in tones])
    column.meters(seen.tracks)
    below = min(column.y + board.px(4), inner.h * 34 // 100)
    place = Rect(inner.x, inner.y, inner.w, inner.h - below - board.px(4))
    board.put(Picture(place, seen.map, seen.places), Fill(place, "", "soft"))
    under = Rect(room.x, place.bottom + board.px(4), room.w, below)
    board.scroll(under, "replay-world", column, scrolls.get("replay-world", 0))


def _tone(tone: Tone, role: str) -> str:
    """Return what a tint means; where no seat looks there is no other side."""
    one_side = tone is Tone.THEIRS and not role
    return text("looking_back/tone_one" if one_side else f"desktop/tone_{tone.value}")


def _texts(board: Board, screen: st.Replaying, rect: Rect, scrolls: Scrolls) -> None:
    """Show the texts as they were known then."""
    seen = screen.seen
    room = board.sheet(rect, text("looking_back/stood_then"), seen.hour if seen else "")
    column = board.column(room)
    for one in seen.texts if seen else ():
        column.words(one.title, "bold", "accent")
        column.gap(3)
        if one.rows:
            column.table(one.heads, one.rows, [4] * len(one.heads))
        if one.beside:
            column.gap(3)
            column.words(one.beside, "small", "soft")
        column.gap(8)
    for line in seen.known if seen else ():
        column.line(line)
    if seen is not None and not seen.texts and not seen.known:
        column.words(text("looking_back/nothing_known"), "italic", "soft")
    board.scroll(room, "replay-texts", column, scrolls.get("replay-texts", 0))


# What was told ----------------------------------------------------------------------------------------


def _told(board: Board, screen: st.Replaying, rect: Rect, scrolls: Scrolls, *, short: bool = False) -> None:
    """Show what was told, the act in question last, with the ways on and back below it."""
    frames = frames_of(screen)
    title = text("looking_back/as_seen", name=screen.name) if screen.role else text("looking_back/for_all")
    where = text("looking_back/act", number=screen.place + 1, of=max(1, len(frames)))
    room = board.sheet(rect, title, where)
    if screen.choosing:
        _seats(board, screen, room, scrolls)
        return
    controls = _controls(board, room, screen, short=short)
    slider, gap = board.px(26), board.px(6)
    foot = min(controls.y, room.h // 2)
    upper = Rect(room.x, room.y, room.w, room.h - foot - slider - 2 * gap)
    column = board.column(upper)
    start = _lines(column, screen, frames)
    name = f"told-{screen.place}-{screen.reveal}"
    board.scroll(upper, name, column, scrolls.get(name, max(0, start - board.px(24))))
    y = upper.bottom + gap
    board.put(
        Slider(Rect(room.x, y, room.w, slider), "acts", screen.place, max(0, len(frames) - 1), mine.GoTo)
    )
    below = Rect(room.x, y + slider + gap, room.w, foot)
    board.scroll(below, "replay-controls", controls, scrolls.get("replay-controls", 0))


def _lines(column: Column, screen: st.Replaying, frames: tuple[Frame, ...]) -> int:
    """Set the acts of the sitting up to the one in question, and return where that begins."""
    if not frames:
        column.words(text("looking_back/nothing_seen"), "italic", "soft")
        return 0
    here = frames[screen.place]
    column.words(here.heading, "bold", "accent")
    if screen.reveal:
        column.words(text("looking_back/revealed_note"), "small", "soft")
    column.gap(4)
    step, start = "", 0
    for number, frame in enumerate(frames[: screen.place + 1]):
        if frame.sitting != here.sitting:
            continue
        if frame.step != step:
            step = frame.step
            column.gap(4)
            column.words(step, "small_bold", "soft")
            column.gap(2)
        start = column.y
        for one in frame.told:
            _line(column, one, reveal=screen.reveal, now=number == screen.place)
    mark = Rect(column.width + column.px(3), start, max(2, column.px(3)), column.y - start - column.px(3))
    column.elements.append(Fill(mark, "gold"))
    return start


def _line(column: Column, one: Told, *, reveal: bool, now: bool) -> None:
    if one.kind == "heading":
        column.gap(4)
        column.words(one.words, "small_bold", "soft")
        return
    style = "italic" if one.kind == "thought" else "body"
    mark = "" if one.below else MARKS[one.kind] if reveal else "•"
    indent = column.px(22 if one.below else 8 if one.kind == "thought" else 0)
    x, width = column.x, column.width
    column.x, column.width = x + indent, width - indent
    column.words(one.words, style, COLOURS[one.kind] if now or one.kind != "seen" else "soft", mark)
    column.x, column.width = x, width
    column.gap(3)


def _controls(board: Board, room: Rect, screen: st.Replaying, *, short: bool) -> Column:
    """Return the ways on and back, and, unless that lies behind a tab, what else can be done, as a column."""
    column = board.column(room)
    back, on = mine.Step(-1), mine.Step(1)
    acts: list[Button] = [
        ("act-back", back, text("looking_back/act_back")),
        ("act-on", on, text("looking_back/act_on")),
    ]
    if short:
        column.buttons(acts, primary="act-on")
        return column
    back_sitting, on_sitting = _sittings()
    column.buttons([back_sitting, *acts, on_sitting], primary="act-on")
    _others(column, screen)
    return column


def _sittings() -> tuple[Button, Button]:
    return (
        ("sitting-back", mine.StepSitting(-1), text("looking_back/sitting_back")),
        ("sitting-on", mine.StepSitting(1), text("looking_back/sitting_on")),
    )


def _others(column: Column, screen: st.Replaying) -> None:
    reveal = text("looking_back/unreveal" if screen.reveal else "looking_back/reveal")
    column.buttons(
        [
            ("reveal", mine.Reveal(not screen.reveal), reveal),
            ("seat", mine.ChooseSeat(True), text("looking_back/seat")),
            ("suppose", mine.Suppose(), text("looking_back/suppose")),
            ("debrief", ms.StepBack(), text("looking_back/to_debrief")),
        ]
    )
    column.words(text("looking_back/keys"), "small", "soft")


def _more(board: Board, screen: st.Replaying, rect: Rect, scrolls: Scrolls) -> None:
    """Show what else can be done, where there is little room."""
    room = board.sheet(rect, text("looking_back/again", name=screen.name))
    column = board.column(room)
    column.buttons(_sittings())
    _others(column, screen)
    board.scroll(room, "replay-more", column, scrolls.get("replay-more", 0))


def _seats(board: Board, screen: st.Replaying, room: Rect, scrolls: Scrolls) -> None:
    """Show the seats to choose from."""
    column = board.column(room)
    column.words(text("looking_back/whose_eyes"), "bold")
    column.gap(6)
    seats = [("", text("looking_back/everybody")), *screen.ended.findings.seats]
    for number, (role, name) in enumerate(seats, start=1):
        message, chosen = mine.ReadAgain(role), role == screen.role
        column.press(f"seat-{role}", message, name, key=str(number), chosen=chosen)
    column.gap(8)
    column.buttons([("close", mine.ChooseSeat(False), text("deciding/back"))])
    board.scroll(room, "replay-seats", column, scrolls.get("replay-seats", 0))


_DRAWN = {"map": _map, "texts": _texts, "more": _more}
"""What lies behind tabs where the window is small, but what was told."""

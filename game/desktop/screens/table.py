"""The game: the map, what happened, the texts with both sides' positions, and what can be done.

Law of this file: where the window is small the parts lie behind tabs; nothing is left out.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.commands import shown
from game.desktop.layout import Board, Column
from game.desktop.scene import Fill, Picture, Press, Rect, Sheet
from game.desktop.screens.books import book
from game.desktop.screens.ceremony import document
from game.messages import text
from game.presentation.deciding.choices import Choice, Item
from game.presentation.deciding.composer import LEFT_OUT
from game.presentation.deciding.dialogue import Question
from game.presentation.reading.books import BOOKS, WITH
from game.presentation.reading.text_table import text_table
from game.presentation.wording import spoken_hour

Data = dict[str, Any]
Scrolls = Mapping[str, int]
TABS = ("turn", "texts", "news", "world", "more")
LONG = 9
"""A list of so many lines is given more room."""
WIDE = 1100
"""From this width on (in units of the design) the parts lie side by side."""


def playing(board: Board, screen: st.Playing, scrolls: Scrolls) -> None:
    """Show the game."""
    shot = screen.shot
    if shot is None:
        board.line(
            Rect(board.px(26), board.px(20), board.size[0], 40),
            text("desktop/thinking"),
            "title",
            "desk_text",
        )
        return
    _header(board, shot)
    wide = board.size[0] >= board.px(WIDE)
    rows = _foot_rows(board, screen, shot) if wide else []
    height = board.sets.theme.target(30)
    foot = board.px(8) + (height + board.px(6)) * max(1, len(rows)) if wide else board.px(14)
    top = board.px(84)
    room = Rect(board.px(20), top, board.size[0] - board.px(40), board.size[1] - top - foot)
    if wide:
        _side_by_side(board, screen, shot, room, scrolls)
    else:
        _behind_tabs(board, screen, shot, room, scrolls)
    _foot(board, rows)


def _side_by_side(board: Board, screen: st.Playing, shot: st.Snapshot, room: Rect, scrolls: Scrolls) -> None:
    gap = board.px(16)
    if shot.document:
        left = room.w * 56 // 100
        document(board, shot, Rect(room.x, room.y, left, room.h), scrolls)
        right = Rect(room.x + left + gap, room.y, room.w - left - gap, room.h)
        turn(board, screen, shot, right, scrolls)
        return
    left = room.w * 46 // 100
    upper = room.h * 62 // 100
    _world(board, shot, Rect(room.x, room.y, left, upper), scrolls)
    news = Rect(room.x, room.y + upper + gap, left, room.h - upper - gap)
    _news(board, shot, news, scrolls)
    x, wide = room.x + left + gap, room.w - left - gap
    if screen.book:
        turn(board, screen, shot, Rect(x, room.y, wide, room.h), scrolls)
        return
    above = room.h * _share_of_texts(screen.question) // 100
    _texts(board, shot, Rect(x, room.y, wide, above), scrolls)
    turn(board, screen, shot, Rect(x, room.y + above + gap, wide, room.h - above - gap), scrolls)


def _share_of_texts(question: Question | None) -> int:
    """Return how much of the height beside the map the texts have, in percent: less beside a long list."""
    if question is None:
        return 44
    return 34 if len(question.items) < LONG or any(item.note for item in question.items) else 26


def _behind_tabs(board: Board, screen: st.Playing, shot: st.Snapshot, room: Rect, scrolls: Scrolls) -> None:
    height = board.sets.theme.target(34)
    wide = (room.w - board.px(8) * (len(TABS) - 1)) // len(TABS)
    for place, name in enumerate(TABS):
        rect = Rect(room.x + place * (wide + board.px(8)), room.y, wide, height)
        label = _tab_label(name, shot)
        if board.sets.width(label, "ui_bold") > wide:
            board.faults.append(label)
        chosen = name == screen.tab
        board.put(Press(rect, f"tab-{name}", ms.ShowTab(name), "desk", (label,), chosen=chosen))
    below = Rect(room.x, room.y + height + board.px(8), room.w, room.h - height - board.px(8))
    match screen.tab:
        case "texts" if shot.document:
            document(board, shot, below, scrolls)
        case "texts":
            _texts(board, shot, below, scrolls)
        case "news":
            _news(board, shot, below, scrolls)
        case "world":
            _world(board, shot, below, scrolls)
        case "more":
            _more(board, screen, shot, below, scrolls)
        case _:
            turn(board, screen, shot, below, scrolls)


def _more(board: Board, screen: st.Playing, shot: st.Snapshot, rect: Rect, scrolls: Scrolls) -> None:
    """Show what lies at the foot of a larger window: the books, undo and settings."""
    room = board.sheet(rect, text("desktop/tab_more"))
    column = board.column(room)
    column.buttons([(id_, message, label) for id_, message, label, _ in _at_the_foot(board, screen, shot)])
    board.scroll(room, "more", column, scrolls.get("more", 0))


def _tab_label(name: str, shot: st.Snapshot) -> str:
    """Return the name of a part; of the news, how many lines are new."""
    fresh = len(shot.news) - shot.fresh
    return (
        text("desktop/news_count", count=fresh) if name == "news" and fresh else text(f"desktop/tab_{name}")
    )


# Header and foot ----------------------------------------------------------------------------------


def _header(board: Board, shot: st.Snapshot) -> None:
    view, right = shot.view, board.size[0] - board.px(20)
    hour = spoken_hour(view["table"]["hour"] if view["table"] else view["hour"])
    wide = board.sets.width(hour, "bold")
    board.line(Rect(right - wide, board.px(12), wide, board.px(24)), hour, "bold", "desk_text", "right")
    place = view["sitting"]["place"]
    room = right - wide - board.px(46)
    title = shot.titles.scenario if board.sets.width(shot.titles.scenario, "title") < room else ""
    board.line(Rect(board.px(26), board.px(8), room, board.px(40)), title, "title", "desk_text")
    x = board.px(40) + board.sets.width(title, "title") if title else board.px(26)
    if board.sets.width(place, "subtitle") <= right - wide - board.px(20) - x:
        board.line(Rect(x, board.px(20), room, board.px(24)), place, "subtitle", "desk_soft")
    _calendar(board, shot)


def _calendar(board: Board, shot: st.Snapshot) -> None:
    """Draw the sittings as a row of marks, the present one with its name."""
    view = shot.view
    of, now = view["sitting"]["of"], view["sitting"]["number"]
    y, x = board.px(54), board.px(26)
    said = text("reading/sitting", number=now, of=of, title=view["sitting"]["title"])
    wide = board.sets.width(said, "ui_bold")
    board.line(Rect(x, y - board.px(6), wide, board.px(20)), said, "ui_bold", "desk_text")
    start = x + wide + board.px(18)
    step = max(board.px(8), min(board.px(34), (board.size[0] - start - board.px(30)) // max(1, of)))
    for number in range(1, of + 1):
        colour = "gold" if number == now else "desk_soft" if number < now else "desk_mark"
        height = board.px(8 if number == now else 4)
        rect = Rect(start + (number - 1) * step, y + board.px(4) - height // 2, step - board.px(4), height)
        board.put(Fill(rect, colour))


def _at_the_foot(board: Board, screen: st.Playing, shot: st.Snapshot) -> list[tuple[str, Any, str, bool]]:
    """Return the books, undo and settings: id, message, label, whether it is open."""
    buttons: list[tuple[str, Any, str, bool]] = []
    for name in BOOKS:
        if name in shot.titles.books:
            label = text(f"desktop/book_{name}", key=shown(board.keys[name]))
            opened = name == screen.book.partition(WITH)[0]
            buttons.append((f"book-{name}", ms.OpenBook(name), label, opened))
    search = text("desktop/search", key=shown(board.keys["search"]))
    buttons.append(("search", ms.Seek(True), search, False))
    buttons.append(("undo", ms.TakeBack(), text("desktop/undo", key=shown(board.keys["undo"])), False))
    buttons.append(("settings", ms.ShowSettings(True), text("desktop/settings"), False))
    return buttons


def _foot_rows(board: Board, screen: st.Playing, shot: st.Snapshot) -> list[list[Press]]:
    """Return what lies at the foot as buttons, in as many rows as they need."""
    buttons = _at_the_foot(board, screen, shot)
    tips = {id_: text(f"desktop/tip_{id_.replace('-', '_')}", key=_key(board, id_)) for id_, *_ in buttons}
    rows: list[list[Press]] = [[]]
    x, height = board.px(20), board.sets.theme.target(30)
    for id_, message, label, chosen in buttons:
        wide = board.sets.width(label, "ui_bold") + board.px(18)
        if rows[-1] and x + wide > board.size[0] - board.px(20):
            rows.append([])
            x = board.px(20)
        place = Rect(x, 0, wide, height)
        rows[-1].append(Press(place, id_, message, "desk", (label,), tip=tips[id_], chosen=chosen))
        x += wide + board.px(8)
    return rows


def _key(board: Board, id_: str) -> str:
    """Return the key of a button of the foot."""
    return shown(board.keys[id_.removeprefix("book-")])


def _foot(board: Board, rows: list[list[Press]]) -> None:
    """Put the rows of buttons at the foot."""
    height = board.sets.theme.target(30)
    for number, row in enumerate(rows):
        y = board.size[1] - board.px(8) - height - (height + board.px(6)) * (len(rows) - 1 - number)
        board.put(*[replace(button, rect=button.rect.moved(0, y)) for button in row])


# Parts --------------------------------------------------------------------------------------------


def _world(board: Board, shot: st.Snapshot, rect: Rect, scrolls: Scrolls) -> None:
    """Show how the world stands: the map, below it the tracks and what others pay."""
    inner = rect.inset(board.px(7))
    column = board.column(Rect(inner.x, inner.y, inner.w - board.px(10), inner.h))
    tones = sorted(set(shot.map.tints.values()), key=str)
    column.swatches(
        [(tone, text(f"desktop/tone_{tone.value}"), text(f"desktop/tip_tone_{tone.value}")) for tone in tones]
    )
    column.meters(
        [(one["name"], one["value"], one["max"], one["meaning"]) for one in shot.view["tracks"].values()]
    )
    for cost in shot.view["costs"].values():
        if cost["value"]:
            column.words(text("reading/cost", **cost), "small", tip=cost["meaning"])
    room_for_tones = 0 if tones else board.sets.line_height("small") + board.px(2)
    below = min(board.px(112), column.y + room_for_tones + board.px(8))
    board.put(Sheet(rect))
    place = Rect(inner.x, inner.y, inner.w, max(board.px(120), inner.h - below))
    board.put(Picture(place, shot.map), Fill(place, "", "soft"))
    room = Rect(
        inner.x + board.px(8), place.bottom + board.px(6), inner.w - board.px(10), below - board.px(6)
    )
    board.scroll(room, "world", column, scrolls.get("world", 0))


def _news(board: Board, shot: st.Snapshot, rect: Rect, scrolls: Scrolls) -> None:
    """Show what happened, newest last; what is new since the last decision is marked."""
    room = board.sheet(rect, text("desktop/news"))
    column = board.column(room)
    start = max(0, shot.fresh - 40)
    for number, line in enumerate(shot.news[start:], start=start):
        before = column.y
        column.line(line)
        if number >= shot.fresh and line.kind in ("point", "say"):
            mark = Rect(column.width + board.px(2), before, board.px(3), column.y - before - board.px(3))
            column.elements.append(Fill(mark, "gold"))
    board.scroll(room, "news", column, scrolls.get("news", -1))


def _texts(board: Board, shot: st.Snapshot, rect: Rect, scrolls: Scrolls) -> None:
    """Show the texts: what is initialled, what each side asked last, and whether it moved."""
    room = board.sheet(rect, text("desktop/texts"), shot.titles.role)
    column = board.column(room)
    table = shot.view["table"]
    shown = {
        key: one
        for key, one in shot.view["instruments"].items()
        if table is None or key in table["instruments"]
    }
    if shot.verdict:
        column.words(text("face/as_initialled", verdict=shot.verdict), "italic", "soft")
        column.gap(6)
    for one in shown.values():
        if len(shown) > 1:
            column.words(one["title"], "bold", "accent")
            column.gap(3)
        _text(column, shot, one)
        column.gap(8)
    for line in shot.minutes:
        column.line(line)
    if not shown and not shot.minutes:
        column.words(text("desktop/no_texts"), "italic", "soft")
    board.scroll(room, "texts", column, scrolls.get("texts", 0))


def _text(column: Column, shot: st.Snapshot, one: Data) -> None:
    table = text_table(shot.view, one, shot.role, shot.titles.issues, shot.titles.short)
    tips = [shot.titles.questions[issue] for issue in table.issues]
    column.table(table.heads, table.rows, [4] * len(table.heads), tips)
    if table.beside:
        column.gap(4)
        column.words("; ".join(table.beside), "small", "soft")


# What can be done ---------------------------------------------------------------------------------


def turn(board: Board, screen: st.Playing, shot: st.Snapshot, rect: Rect, scrolls: Scrolls) -> None:
    """Show the menu, the question of the act being put together, or the book that is open."""
    if screen.thinking:
        room = board.sheet(rect, text("desktop/thinking"))
        column = board.column(room)
        column.words(text("desktop/thinking_note"), "italic", "soft")
        board.scroll(room, "turn", column, 0)
    elif screen.book:
        book(board, screen, shot, rect, scrolls)
    elif screen.question is not None:
        _question(board, screen, shot, rect, scrolls)
    else:
        _menu(board, screen, shot, rect, scrolls)


def _menu(board: Board, screen: st.Playing, shot: st.Snapshot, rect: Rect, scrolls: Scrolls) -> None:
    room = board.sheet(rect, shot.titles.step)
    since = board.column(room)
    if shot.arrivals:
        label = text("desktop/read_arrivals", arrivals=shot.arrivals, key=shown(board.keys["arrivals"]))
        since.link("arrivals", ms.OpenBook("arrivals"), label)
    column, room = _below(board, since, room)
    if shot.view["guidance"]:
        column.words(shot.view["guidance"], "italic", "info", first=text("face/hint"))
        column.gap(4)
    for words in shot.introduced:
        column.words(words, "small", "info", first="!")
        column.gap(3)
    for line in shot.offers:
        column.line(line)
    for said in screen.said_lines:
        column.words(said, "italic", first="+")
    column.gap(5)
    for number, item in enumerate(shot.items):
        _item(column, f"pick-{number}", ms.Pick(number), item, number, chosen=number == shot.usual)
    board.scroll(room, "menu", column, scrolls.get("menu", 0))


def _item(
    column: Column, id_: str, message: Any, item: Item[Choice] | Item[None], number: int, *, chosen: bool
) -> None:
    key = str(number + 1) if number < 9 else ""
    column.press(id_, message, item.label, item.note, key=key, chosen=chosen)


def _below(board: Board, said: Column, room: Rect) -> tuple[Column, Rect]:
    """Return the column and the place for what can be answered: below what is said, which stays in sight.

    Where what is said is long, one scrolls with the other.
    """
    if said.y * 2 > room.h or not said.y:
        return said, room
    said.gap(6)
    board.scroll(Rect(room.x, room.y, room.w, said.y), "said", said, 0)
    place = Rect(room.x, room.y + said.y, room.w, room.h - said.y)
    return board.column(place), place


def _question(board: Board, screen: st.Playing, shot: st.Snapshot, rect: Rect, scrolls: Scrolls) -> None:
    question = screen.question
    assert question is not None, "there is a question to show"
    room = board.sheet(rect, text("desktop/your_act"))
    said = board.column(room)
    for line in shot.offers if shot.document else ():
        said.line(line)
    for line in question.said:
        if not line.first.isdigit():
            said.line(line)
    if question.prompt and question.kind != "number":
        said.words(question.prompt, "bold")
        said.gap(4)
    column, room = _below(board, said, room)
    match question.kind:
        case "choose":
            for number, item in enumerate(question.items):
                chosen = number == question.default
                _item(column, f"give-{number}", ms.Give(number), item, number, chosen=chosen)
        case "confirm":
            yes, no = text("desktop/yes"), text("desktop/no")
            primary = "yes" if question.default else "no"
            column.buttons([("yes", ms.Give(True), yes), ("no", ms.Give(False), no)], primary=primary)
        case "words":
            column.field("words", screen.writing, question.limit)
            column.buttons([("send", ms.GiveTyped(), text("desktop/words_done"))], primary="send")
        case "number":
            for number in question.numbers:
                column.press(f"number-{number}", ms.Give(number), str(number))
            buttons: list[tuple[str, Any, str]] = [("none", ms.Give(""), text("desktop/no_number"))]
            if LEFT_OUT in question.words:
                buttons.append(("leave-out", ms.Give(LEFT_OUT), text("deciding/leave_out")))
            column.buttons(buttons)
    column.gap(4)
    if text("deciding/back") not in [item.label for item in question.items]:
        column.buttons([("step-back", ms.StepBack(), text("desktop/step_back"))])
    board.scroll(
        room, f"question-{len(screen.answers)}", column, scrolls.get(f"question-{len(screen.answers)}", 0)
    )

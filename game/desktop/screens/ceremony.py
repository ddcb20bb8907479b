"""Moments with a weight of their own: signing, ratifying, and what came of it.

Law of this file: the document lies in the middle and is read whole; what can be decided stands beside it.
"""

from collections.abc import Mapping
from typing import Any

from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.layout import Board, Column
from game.desktop.scene import Fill, Rect
from game.desktop.screens.opening import header, middle
from game.messages import text
from game.presentation.deciding.dialogue import Line

Data = dict[str, Any]
Scrolls = Mapping[str, int]
STEPS = {"signing": "sign", "ratification": "ratify"}


def document(board: Board, shot: st.Snapshot, rect: Rect, scrolls: Scrolls) -> None:
    """Show the texts that are to be signed or ratified, as they read, and who has signed."""
    room = board.sheet(rect, text(f"desktop/document_{STEPS[shot.view['step']]}"), shot.titles.role)
    margin = min(board.px(30), room.w // 16)
    column = Column(board.sets, room.w - 2 * margin - board.px(14), margin, board.seek)
    column.gap(6)
    for line in shot.document:
        _line(column, line)
    for one in shot.view["instruments"].values():
        if one["laid_open"]:
            _signatures(column, shot, one)
    board.scroll(room, "document", column, scrolls.get("document", 0))


def _line(column: Column, line: Line) -> None:
    """Set a line of a document: titles in the middle between rules, clauses with room around them."""
    if line.kind != "title":
        column.line(line)
        column.gap(5)
        return
    column.gap(8)
    lines = column.sets.wrap(line.words, "title", column.width)
    column.centred(lines, "title")
    column.gap(4)
    column.rule()
    column.gap(4)


def _signatures(column: Column, shot: st.Snapshot, one: Data) -> None:
    column.gap(10)
    signed = [shot.titles.short[role] for role in one["signed_by"]]
    if signed:
        column.words(text("desktop/signed_by", roles=", ".join(signed)), "bold", "good")
    if not signed:
        column.words(text("desktop/nobody_signed"), "italic", "soft")
    column.gap(8)


def aftermath(board: Board, screen: st.Aftermath, scrolls: Scrolls) -> None:
    """Show what came of it, before anybody looks back."""
    header(board, screen.title)
    place = middle(board)
    room = board.sheet(place, text("desktop/aftermath"))
    foot = board.px(56)
    column = board.column(room)
    column.gap(4)
    for line in screen.lines:
        if line.kind == "heading":
            column.centred(column.sets.wrap(line.words, "subtitle", column.width), "subtitle", "soft")
        elif line.kind == "title":
            _line(column, line)
        else:
            column.line(line)
        column.gap(4)
    board.scroll(
        Rect(room.x, room.y, room.w, room.h - foot), "aftermath", column, scrolls.get("aftermath", 0)
    )
    below = Column(board.sets, room.w)
    below.buttons([("look-back", ms.Turn(1), text("desktop/look_back"))], primary="look-back")
    rule = Rect(room.x, room.bottom - foot, room.w, max(1, board.px(1)))
    board.put(Fill(rule, "edge"))
    board.scroll(Rect(room.x, room.bottom - foot + board.px(8), room.w, foot - board.px(8)), "foot", below, 0)

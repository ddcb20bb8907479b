"""Settings, and the question before the window closes.

Law of this file: a change is seen at once.
"""

from collections.abc import Mapping
from dataclasses import replace

from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.layout import Board
from game.desktop.screens.opening import header, middle
from game.desktop.theme import PALETTES, SIZES, Settings
from game.messages import text


def settings(board: Board, chosen: Settings, scrolls: Mapping[str, int]) -> None:
    """Show what can be set."""
    header(board, text("desktop/settings"))
    room = board.sheet(middle(board, 640), text("desktop/settings"))
    column = board.column(room)
    column.words(text("desktop/text_size"), "bold")
    column.gap(4)
    for size in SIZES:
        change = ms.Change(replace(chosen, text=size))
        column.press(f"size-{size}", change, text("desktop/percent", size=size), chosen=size == chosen.text)
    column.gap(8)
    column.words(text("desktop/palette"), "bold")
    column.gap(4)
    for name in PALETTES:
        change = ms.Change(replace(chosen, palette=name))
        column.press(
            f"palette-{name}", change, text(f"desktop/palette_{name}"), chosen=name == chosen.palette
        )
    column.gap(8)
    full = ms.Change(replace(chosen, full_screen=not chosen.full_screen))
    column.press("full-screen", full, text("desktop/full_screen"), chosen=chosen.full_screen)
    column.gap(10)
    column.buttons(
        [
            ("close", ms.ShowSettings(False), text("desktop/close")),
            ("leave", ms.Leave(), text("desktop/leave")),
        ],
        primary="close",
    )
    board.scroll(room, "settings", column, scrolls.get("settings", 0))


def leaving(board: Board, app: st.App) -> None:
    """Ask before the window closes."""
    header(board, text("desktop/leave"))
    room = board.sheet(middle(board, 560), text("desktop/leave"))
    column = board.column(room)
    kept = "desktop/leave_playing" if isinstance(app.screen, st.Playing) else "desktop/leave_idle"
    column.words(text(kept))
    column.gap(10)
    column.buttons(
        [("stay", ms.Stay(), text("desktop/stay")), ("close", ms.Leave(sure=True), text("desktop/leave"))],
        primary="stay",
    )
    board.scroll(room, "leaving", column, 0)

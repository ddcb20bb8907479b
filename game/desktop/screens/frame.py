"""What all screens share: the scene of a state, the header, and what lies over a screen.

Law of this file: whatever lies on top is the only thing that can be pressed.
"""

from collections.abc import Callable, Mapping
from typing import Any

from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.commands import keymap
from game.desktop.keeping import Saves
from game.desktop.layout import Board
from game.desktop.scene import Fill, Press, Rect, Scene
from game.desktop.screens.ceremony import aftermath
from game.desktop.screens.coach import coach, coach_alone, coach_height, is_open
from game.desktop.screens.debrief import ended
from game.desktop.screens.opening import check, curtain, reading, setup, shelf, title
from game.desktop.screens.replay import replaying
from game.desktop.screens.saves import saves
from game.desktop.screens.settings import key_list, leaving, settings
from game.desktop.screens.supposing import supposing
from game.desktop.screens.table import playing
from game.desktop.typesetting import Typesetter
from game.desktop.writing import written
from game.desktop.written_lines import field_of
from game.messages import text

Scrolls = Mapping[str, int]
Draw = Callable[[Board, Any, Scrolls], None]

_SCREENS: dict[type[Any], Draw] = {
    st.Title: title,
    st.Curtain: curtain,
    st.Shelf: shelf,
    Saves: saves,
    st.Setup: setup,
    st.Reading: reading,
    st.Check: check,
    st.Playing: playing,
    st.Aftermath: aftermath,
    st.Ended: ended,
    st.Replaying: replaying,
    st.Supposing: supposing,
}


def scene_of(app: st.App, sets: Typesetter, size: tuple[int, int], scrolls: Scrolls) -> Scene:
    """Return what is drawn for a state on a window of this size. `scrolls`: offsets by the id of a clip."""
    if is_open(app, sets, size):
        board = Board(sets, size, keymap(app.settings.keys))
        coach_alone(board, app)
        return board.scene()
    coached = coach_height(app, sets, size)
    sought = 0 if app.seek is None else sets.theme.target(36) + sets.theme.px(10)
    board = Board(sets, (size[0], size[1] - coached - sought), keymap(app.settings.keys))
    board.seek = app.seek or ""
    if app.showing_keys:
        key_list(board, app, scrolls)
    elif app.choosing_settings:
        settings(board, app, scrolls)
    elif app.asks_to_leave:
        leaving(board, app)
    else:
        _SCREENS[type(app.screen)](board, app.screen, scrolls)
    if app.notice:
        _notice(board, app.notice)
    board.seek, board.size = "", size
    if app.seek is not None:
        _seek(board, app.seek, size[1] - coached - sought)
    if coached:
        coach(board, app, size[1] - coached)
    return board.scene()


def _seek(board: Board, words: str, top: int) -> None:
    """Put the search below `top`: the words, and the way to show all again."""
    px, label = board.px, text("desktop/seek_clear")
    wide = board.sets.width(label, "ui_bold") + px(24)
    name = text("desktop/seek")
    head = board.sets.width(name, "ui_bold") + px(12)
    board.line(Rect(px(26), top + px(8), head, px(24)), name, "ui_bold", "desk_text")
    left = px(26) + head
    field = Rect(left, top, max(px(80), board.size[0] - left - wide - px(32)), board.sets.theme.target(36))
    typed = written(words)
    board.put(field_of(field, "seek", typed, [(0, words)], 0))
    rect = Rect(field.right + px(10), top, wide, board.sets.theme.target(32))
    board.put(Press(rect, "seek-clear", ms.Seek(False), "desk", (label,)))


def _notice(board: Board, words: str) -> None:
    width = min(board.size[0] - board.px(40), board.px(720))
    lines = board.sets.wrap(words, "ui_bold", width - board.px(30))
    height = board.sets.line_height("ui_bold") * len(lines) + board.px(16)
    rect = Rect((board.size[0] - width) // 2, board.size[1] - height - board.px(12), width, height)
    board.put(Fill(rect, "marked", "accent", 5))
    column = board.column(rect.inset(board.px(8)))
    column.words(words, "ui_bold")
    board.scroll(rect.inset(board.px(8)), "notice", column, 0)


def title_of(app: st.App) -> str:
    """Return the name of the window."""
    match app.screen:
        case st.Playing(shot=st.Snapshot(titles=titles)):
            return text("desktop/window_playing", title=titles.scenario)
        case _:
            return text("desktop/window")

"""Settings in sections, and the question before the window closes.

Law of this file: a change is seen, or heard, at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from game.desktop import changing as ch
from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.commands import COMMANDS, FIXED, keymap, shown, title_of
from game.desktop.layout import Board, Column
from game.desktop.scene import Press, Rect
from game.desktop.screens.opening import header, middle
from game.desktop.theme import PALETTES, SIZES, VOLUMES
from game.messages import languages, text
from game.messages.languages import complete, own_name, system_language


def settings(board: Board, app: st.App, scrolls: Mapping[str, int]) -> None:
    """Show one section of what can be set, below the names of all sections."""
    header(board, text("desktop/settings"), over=True)
    room = board.sheet(middle(board, 720), "")
    head = board.column(room)
    head.options(
        [
            (f"section-{name}", ch.ShowSection(name), text(f"desktop/section_{name}"), name == app.section)
            for name in SECTIONS
        ]
    )
    foot = board.column(room)
    foot.buttons(
        [
            ("close", ms.ShowSettings(False), text("desktop/close")),
            ("leave", ms.Leave(), text("desktop/leave")),
        ],
        primary="close",
    )
    top, low = head.y + board.px(6), foot.y + board.px(4)
    board.put(*[_placed(one, room.x, room.y) for one in head.elements])
    column = board.column(room)
    SECTIONS[app.section](column, app)
    name = f"settings-{app.section}"
    place = Rect(room.x, room.y + top, room.w, max(0, room.h - top - low))
    board.scroll(place, name, column, scrolls.get(name, 0))
    board.put(*[_placed(one, room.x, room.bottom - low + board.px(6)) for one in foot.elements])


def _placed(element: object, x: int, y: int) -> Press:
    assert isinstance(element, Press)
    return replace(element, rect=element.rect.moved(x, y))


def _heading(column: Column, words: str) -> None:
    column.gap(6)
    column.words(words, "bold")
    column.gap(4)


# Sections -----------------------------------------------------------------------------------------


def _reading(column: Column, app: st.App) -> None:
    chosen = app.settings
    _heading(column, text("desktop/text_size"))
    column.options(
        [
            (f"size-{one}", ms.Change(replace(chosen, text=one)), _percent(one), one == chosen.text)
            for one in SIZES
        ]
    )
    _heading(column, text("desktop/motion"))
    column.press(
        "still",
        ms.Change(replace(chosen, still=not chosen.still)),
        text("desktop/still"),
        text("desktop/still_note"),
        chosen=chosen.still,
    )
    _heading(column, text("desktop/palette"))
    for name in PALETTES:
        change = ms.Change(replace(chosen, palette=name))
        label, note = text(f"desktop/palette_{name}"), text(f"desktop/palette_{name}_note")
        column.press(f"palette-{name}", change, label, note, chosen=name == chosen.palette)


def _sound(column: Column, app: st.App) -> None:
    _heading(column, text("desktop/volume"))
    chosen = app.settings
    column.options(
        [
            (f"volume-{one}", ms.Change(replace(chosen, volume=one)), _volume(one), one == chosen.volume)
            for one in VOLUMES
        ]
    )
    column.gap(4)
    column.words(text("desktop/volume_note"), "italic", "soft")


def _language(column: Column, app: st.App) -> None:
    chosen = app.settings
    _heading(column, text("desktop/language"))
    system = own_name(system_language())
    rows = [("", text("desktop/language_system", language=system), "")]
    rows += [(name, own_name(name), _completeness(name)) for name in languages()]
    for name, label, note in rows:
        change = ms.Change(replace(chosen, language=name))
        column.press(f"language-{name or 'system'}", change, label, note, chosen=name == chosen.language)
    column.gap(6)
    column.words(text("desktop/language_note"), "italic", "soft")


def _completeness(language: str) -> str:
    share = complete(language)
    return "" if share == 100 else text("desktop/language_share", percent=share)


def _keys(column: Column, app: st.App) -> None:
    keys = keymap(app.settings.keys)
    if app.asking_key:
        column.words(text("desktop/key_press", command=title_of(app.asking_key)), "bold", "accent")
        column.buttons([("keep-key", ch.AskKey(""), text("desktop/key_keep"))], primary="keep-key")
    _heading(column, text("desktop/keys_own"))
    for one in COMMANDS:
        key = shown(keys[one.name])
        column.press(
            f"key-{one.name}",
            ch.AskKey(one.name),
            title_of(one.name),
            key=key.upper(),
            chosen=one.name == app.asking_key,
        )
    column.gap(4)
    if app.settings.keys:
        column.buttons([("reset-keys", ch.ResetKeys(), text("desktop/keys_reset"))])
    _heading(column, text("desktop/keys_fixed"))
    fixed(column)


def fixed(column: Column) -> None:
    """Put the keys that always do the same."""
    for name in FIXED:
        column.pair(text(f"desktop/fixed_{name}_keys"), text(f"desktop/fixed_{name}"))


def _window(column: Column, app: st.App) -> None:
    _heading(column, text("desktop/section_window"))
    full = app.settings.full_screen
    column.press(
        "full-screen",
        ch.FullScreen(),
        text("desktop/full_screen"),
        text("desktop/full_screen_note"),
        chosen=full,
    )


SECTIONS: dict[str, Callable[[Column, st.App], None]] = {
    "reading": _reading,
    "sound": _sound,
    "language": _language,
    "keys": _keys,
    "window": _window,
}


def _percent(value: int) -> str:
    return text("desktop/percent", size=value)


def _volume(value: int) -> str:
    return _percent(value) if value else text("desktop/volume_off")


# Over a screen ------------------------------------------------------------------------------------


def key_list(board: Board, app: st.App, scrolls: Mapping[str, int]) -> None:
    """Show what every key does on the screen below."""
    header(board, text("desktop/name"), over=True)
    room = board.sheet(middle(board, 640), text("desktop/keys_here"))
    column = board.column(room)
    column.buttons([("close", ch.ShowKeys(False), text("desktop/close"))], primary="close")
    keys = keymap(app.settings.keys)
    playing = isinstance(app.screen, st.Playing) and app.screen.shot is not None
    for one in COMMANDS:
        if playing or not one.playing:
            column.pair(shown(keys[one.name]).upper(), title_of(one.name))
    column.rule()
    fixed(column)
    board.scroll(room, "keys", column, scrolls.get("keys", 0))


def leaving(board: Board, app: st.App) -> None:
    """Ask before the window closes."""
    header(board, text("desktop/leave"), over=True)
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

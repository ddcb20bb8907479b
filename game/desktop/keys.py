"""The keyboard: everything can be done with it.

Law of this file: Tab and the arrows move the focus, Enter presses, Escape steps back, digits pick lines,
letters are commands; while words are typed, letters and digits are words.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

import pygame

from game.desktop import clipboard
from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.changing import AskKey, FullScreen, GiveKey, ShowKeys
from game.desktop.commands import command_of, first_command
from game.desktop.looking_back.keys import message_of
from game.desktop.scene import Clip, Field, Press
from game.desktop.theme import SIZES
from game.desktop.update import writing_of
from game.desktop.writing import Edit, Writing

if TYPE_CHECKING:
    from game.desktop.window import Window

BIGGER = {
    pygame.K_PLUS: 1,
    pygame.K_EQUALS: 1,
    pygame.K_KP_PLUS: 1,
    pygame.K_MINUS: -1,
    pygame.K_KP_MINUS: -1,
}
CLIPBOARD = {pygame.K_c: "copy", pygame.K_x: "cut", pygame.K_v: "paste"}
EDITING = {
    (pygame.K_LEFT, False): "left",
    (pygame.K_RIGHT, False): "right",
    (pygame.K_LEFT, True): "word_left",
    (pygame.K_RIGHT, True): "word_right",
    (pygame.K_HOME, False): "home",
    (pygame.K_END, False): "end",
    (pygame.K_DELETE, False): "delete",
    (pygame.K_BACKSPACE, True): "erase_word",
    (pygame.K_a, True): "all",
}
FULL_SCREEN, HELP = "F11", "F1"


class Keys:
    """What keys do in a window."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._down: set[int] = set()
        self._repeats = False
        self._scancode = 0
        self._shift = False

    def down(self, event: pygame.event.Event) -> None:
        """Let a key have its effect; letters come as words. A key held down moves and erases, no more."""
        window = self._window
        self._repeats = event.key in self._down
        self._down.add(event.key)
        self._scancode = event.scancode
        self._shift = bool(event.mod & pygame.KMOD_SHIFT)
        control = bool(event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META))
        stepped = message_of(window.app, event.key, control=control)
        if stepped is not None:
            window.send(stepped)
            return
        function = function_key(event.key)
        if self._writes() and self._edit(event, control):
            return
        match event.key:
            case pygame.K_TAB:
                self._move(-1 if event.mod & pygame.KMOD_SHIFT else 1)
            case pygame.K_DOWN | pygame.K_RIGHT if not self._writes() or self._seeks():
                self._move(1)
            case pygame.K_UP | pygame.K_LEFT if not self._writes() or self._seeks():
                self._move(-1)
            case pygame.K_RETURN if event.mod & pygame.KMOD_ALT and not self._repeats:
                window.send(FullScreen())
            case pygame.K_RETURN | pygame.K_KP_ENTER if not self._repeats:
                self._press()
            case pygame.K_ESCAPE if not self._repeats:
                self._escape()
            case pygame.K_PAGEDOWN | pygame.K_PAGEUP:
                self._page(1 if event.key == pygame.K_PAGEDOWN else -1)
            case key if control and key in BIGGER:
                self._resize(BIGGER[key])
            case pygame.K_q if control:
                window.send(ms.Leave())
            case _ if function and not self._repeats:
                self._function(function)
            case _ if not control and not window.takes_text and not event.mod & pygame.KMOD_ALT:
                self.typed(character(event))
            case _:
                return

    def _function(self, name: str) -> None:
        window = self._window
        if name == FULL_SCREEN:
            window.send(FullScreen())
        elif name == HELP:
            window.send(ShowKeys(not window.app.showing_keys))
        else:
            self._command((name,))

    def up(self, event: pygame.event.Event) -> None:
        """Take note that a key is no longer held."""
        self._down.discard(event.key)
        self._repeats = False

    def let_go(self) -> None:
        """Take no key for held: the window has lost the keyboard."""
        self._down.clear()
        self._repeats = False

    def _writes(self) -> bool:
        """Return whether there is a field to write in: what is typed then goes there."""
        return any(isinstance(one.element, Field) for one in self._window.targets())

    def _edit(self, event: pygame.event.Event, control: bool) -> bool:
        """Let a key edit what is typed; return whether it was such a key."""
        window = self._window
        writing = writing_of(window.app)
        if writing.composed:
            return True  # the input method has the key
        if control and event.key in CLIPBOARD:
            self._clip(CLIPBOARD[event.key], writing)
        elif event.key == pygame.K_BACKSPACE and not control:
            window.send(ms.Erase())
        elif (what := EDITING.get((event.key, control))) is not None:
            window.send(Edit(what, bool(event.mod & pygame.KMOD_SHIFT)))
        else:
            return False
        return True

    def _clip(self, what: str, writing: Writing) -> None:
        """Copy, cut or paste; where the system has no clipboard, nothing happens."""
        window = self._window
        if what == "paste":
            window.send(ms.Type(clipboard.pasted()))
        elif writing.selected:
            clipboard.copy(writing.selected)
            if what == "cut":
                window.send(ms.Erase())

    def _seeks(self) -> bool:
        """Return whether lists are searched."""
        return self._window.app.seek is not None

    def typed(self, words: str) -> None:
        """Let typed words have their effect: into a field, or as digits and letters."""
        window = self._window
        if self._writes():
            window.send(ms.Type(words))
            return
        if self._repeats:
            return
        words = self._digit(words)
        if words.isdecimal() and not window.app.asking_key:
            pressed = [one for one in window.targets() if isinstance(one.element, Press)]
            found = next((one for one in pressed if getattr(one.element, "key", "") == words), None)
            if found is not None and not found.seen.h:
                window.focus_on(found)
            elif found is not None and isinstance(found.element, Press):
                window.send(found.element.message)
        elif words:
            self._command((words.casefold(), latin(words, self._scancode)))

    def _digit(self, words: str) -> str:
        """Return the digit of a key that writes a sign without Shift, as in France, or the words."""
        digit = digit_of(self._scancode)
        own = words.isalnum() or self._shift or command_of(self._window.app.settings.keys, words) is not None
        return words if own or not digit else digit

    def _command(self, keys: tuple[str, ...]) -> None:
        """Do what the first of the names of a key does, or give the key to the command that asks for one."""
        window = self._window
        app = window.app
        if app.asking_key:
            window.send(GiveKey(keys[0]))
            return
        command = first_command(app.settings.keys, keys)
        if command is not None and (isinstance(app.screen, st.Playing) or not command.playing):
            window.send(command.message)

    def _move(self, by: int) -> None:
        window = self._window
        found = window.targets()
        if found:
            ids = [one.element.id for one in found]
            place = (ids.index(window.focus) + by) % len(ids) if window.focus in ids else 0
            window.focus_on(found[place])

    def _press(self) -> None:
        window = self._window
        target = next((one for one in window.targets() if one.element.id == window.focus), None)
        if target is None:
            return
        if isinstance(target.element, Field) and self._seeks():
            self._found()
        elif isinstance(target.element, Field):
            window.send(ms.GiveTyped())
        else:
            window.send(target.element.message)

    def _found(self) -> None:
        """Go from the search to the first line of a list that fits; if it is the only one, press it."""
        window = self._window
        rows = [one for one in window.targets() if getattr(one.element, "kind", "") == "row"]
        if len(rows) == 1 and isinstance(rows[0].element, Press):
            window.send(rows[0].element.message)
        elif rows:
            window.focus_on(rows[0])

    def _escape(self) -> None:
        window = self._window
        coach = window.app.coach
        if window.app.asking_key:
            window.send(AskKey(""))
        elif window.app.showing_keys:
            window.send(ShowKeys(False))
        elif self._seeks():
            window.send(ms.Seek(False))
        elif coach is not None and coach.shown and coach.opened:
            window.send(ms.ReadCoach())
        elif window.app.choosing_settings:
            window.send(ms.ShowSettings(False))
        elif window.app.asks_to_leave:
            window.send(ms.Stay())
        else:
            window.send(ms.StepBack())

    def _page(self, by: int) -> None:
        """Scroll where the focus is, else the tallest part of the screen."""
        window = self._window
        clips = [one for one in window.scene.elements if isinstance(one, Clip) and one.furthest]
        target = next((one for one in window.targets() if one.element.id == window.focus), None)
        clip = target.clip if target and target.clip and target.clip.furthest else None
        chosen = clip or max(clips, key=lambda one: one.rect.h, default=None)
        if chosen is not None:
            window.scroll(chosen, by * (chosen.rect.h * 4 // 5))

    def _resize(self, by: int) -> None:
        settings = self._window.app.settings
        place = min(max(0, SIZES.index(settings.text) + by), len(SIZES) - 1)
        self._window.send(ms.Change(replace(settings, text=SIZES[place])))


# Names of keys ------------------------------------------------------------------------------------


def function_key(key: int) -> str:
    """Return the name of a function key, `F1` to `F12`, or ''."""
    return f"F{key - pygame.K_F1 + 1}" if pygame.K_F1 <= key <= pygame.K_F12 else ""


def character(event: pygame.event.Event) -> str:
    """Return what a key writes where it is pressed for a command, though the system does not say."""
    if event.key == pygame.K_SLASH and event.mod & pygame.KMOD_SHIFT:
        return "?"
    digit = digit_of(event.scancode)
    return digit or (chr(event.key) if 32 < event.key < 0x110000 and chr(event.key).isprintable() else "")


def digit_of(scancode: int) -> str:
    """Return the digit of a key of the row above the letters, or of the number pad; '' for other keys."""
    for first, last in ((pygame.KSCAN_1, pygame.KSCAN_0), (pygame.KSCAN_KP_1, pygame.KSCAN_KP_0)):
        if first <= scancode <= last:
            return str((scancode - first + 1) % 10)
    return ""


def latin(words: str, scancode: int) -> str:
    """Return the Latin letter of the key that wrote a letter of another script, or ''."""
    if words.isalpha() and not words.isascii() and pygame.KSCAN_A <= scancode <= pygame.KSCAN_Z:
        return chr(ord("a") + scancode - pygame.KSCAN_A)
    return ""

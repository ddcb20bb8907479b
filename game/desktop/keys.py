"""The keyboard: everything can be done with it.

Law of this file: Tab and the arrows move the focus, Enter presses, Escape steps back, digits pick lines,
letters open books; while words are typed, letters and digits are words.
"""

from typing import TYPE_CHECKING

import pygame

from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.scene import Clip, Field, Press

if TYPE_CHECKING:
    from game.desktop.window import Window

LETTERS: dict[str, ms.Message] = {
    "t": ms.OpenBook("texts"),
    "b": ms.OpenBook("briefing"),
    "d": ms.OpenBook("messages"),
    "w": ms.OpenBook("weights"),
    "i": ms.OpenBook("instructions"),
    "k": ms.OpenBook("knowledge"),
    "h": ms.OpenBook("explained"),
    "a": ms.OpenBook("calendar"),
    "n": ms.OpenBook("arrivals"),
    "u": ms.TakeBack(),
    "o": ms.ShowSettings(True),
}
ANYWHERE: dict[str, ms.Message] = {
    "c": ms.ShowCoach(),
    "g": ms.Understood(),
    "/": ms.Seek(True),
}
"""What letters do on every screen, as long as nothing is written."""

SIZES = {pygame.K_PLUS: 1, pygame.K_EQUALS: 1, pygame.K_KP_PLUS: 1, pygame.K_MINUS: -1, pygame.K_KP_MINUS: -1}


class Keys:
    """What keys do in a window."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._down: set[int] = set()
        self._repeats = False

    def down(self, event: pygame.event.Event) -> None:
        """Let a key have its effect; letters come as words. A key held down moves and erases, no more."""
        window = self._window
        self._repeats = event.key in self._down
        self._down.add(event.key)
        control = bool(event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META))
        match event.key:
            case pygame.K_TAB:
                self._move(-1 if event.mod & pygame.KMOD_SHIFT else 1)
            case pygame.K_DOWN | pygame.K_RIGHT if not self._writes() or self._seeks():
                self._move(1)
            case pygame.K_UP | pygame.K_LEFT if not self._writes() or self._seeks():
                self._move(-1)
            case pygame.K_RETURN | pygame.K_KP_ENTER if not self._repeats:
                self._press()
            case pygame.K_ESCAPE if not self._repeats:
                self._escape()
            case pygame.K_BACKSPACE:
                window.send(ms.Erase())
            case pygame.K_PAGEDOWN | pygame.K_PAGEUP:
                self._page(1 if event.key == pygame.K_PAGEDOWN else -1)
            case key if control and key in SIZES:
                self._resize(SIZES[key])
            case pygame.K_q if control:
                window.send(ms.Leave())
            case _:
                return

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
        if words.isdecimal():
            pressed = [one for one in window.targets() if isinstance(one.element, Press)]
            found = next((one for one in pressed if getattr(one.element, "key", "") == words), None)
            if found is not None and not found.seen.h:
                window.focus_on(found)
            elif found is not None and isinstance(found.element, Press):
                window.send(found.element.message)
        elif words.casefold() in ANYWHERE:
            window.send(ANYWHERE[words.casefold()])
        elif words.casefold() in LETTERS and isinstance(window.app.screen, st.Playing):
            window.send(LETTERS[words.casefold()])

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
        if self._seeks():
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
        from dataclasses import replace

        from game.desktop.theme import SIZES as TEXT_SIZES

        settings = self._window.app.settings
        place = min(max(0, TEXT_SIZES.index(settings.text) + by), len(TEXT_SIZES) - 1)
        self._window.send(ms.Change(replace(settings, text=TEXT_SIZES[place])))

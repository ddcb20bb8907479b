"""The loop: events to the window, pictures to the display, sixty times a second at most.

Law of this file: nothing is drawn unless something is seen to change.
"""

from typing import TYPE_CHECKING

import pygame

from game.desktop.display import SIZE, open_display
from game.desktop.motion import Motion
from game.desktop.screens.frame import title_of
from game.desktop.sounds import Speaker
from game.desktop.state import Curtain

if TYPE_CHECKING:
    from game.desktop.window import Window

FRAMES = 60
BLINK = 530
"""Milliseconds a cursor is seen, and not seen."""


class Loop:
    """A window on a display."""

    def __init__(self, window: "Window", surface: pygame.Surface) -> None:
        self._window = window
        self._surface = surface
        self._full = window.app.settings.full_screen
        self._size = SIZE if self._full else surface.get_size()
        """How large it is when it is not full screen."""
        self._drawn_for = surface.get_size()
        self._motion = Motion()
        self._speaker = Speaker()
        self._shown: object = None
        self._left = 0

    def run(self) -> None:
        """Show the window until it is closed."""
        clock = pygame.time.Clock()
        while not self._window.closed:
            before = self._window.app
            for event in pygame.event.get():
                self._window.handle(event)
            self._window.catch_up()
            self._speaker.tell(before, self._window.app)
            self._fit()
            self._take_text()
            self.show(pygame.time.get_ticks())
            clock.tick(FRAMES)

    def show(self, now: int) -> None:
        """Draw the window if something is to be seen that was not seen before."""
        window, motion = self._window, self._motion
        covered = isinstance(window.app.screen, Curtain)  # nothing of one seat is seen behind the next one's
        still = window.app.settings.still or covered
        motion.note(self._surface, window.scene, window.place(), now, still)
        seen = (
            window.scene,
            window.focus,
            window.hover,
            window.tip(now),
            self._blinks(now),
            self._surface.get_size(),
        )
        left, painted = motion.step(now), seen != self._shown
        if not painted and left == self._left:
            return
        self._shown, self._left = seen, left
        if painted:
            window.paint(self._surface, now)
        motion.draw(self._surface, now, painted=painted)
        pygame.display.set_caption(title_of(window.app))
        pygame.display.flip()

    def _blinks(self, now: int) -> int:
        """Return what changes with the cursor: nothing where there is none, or where nothing is to move."""
        if self._window.app.settings.still or self._window.writing_place() is None:
            return 0
        return now // BLINK % 2

    def _fit(self) -> None:
        """Go to full screen, or back to a window, and take the size the display has then."""
        full = self._window.app.settings.full_screen
        if full != self._full:
            if full:
                self._size = self._surface.get_size()
            self._full = full
            self._surface = open_display(full, self._size)
            self._shown = None
        else:
            self._surface = pygame.display.get_surface() or self._surface
        if self._surface.get_size() != self._drawn_for:
            self._drawn_for = self._surface.get_size()
            self._window.resize(self._drawn_for)

    def _take_text(self) -> None:
        """Say where the cursor stands; without a field, keep an input method from taking keys for words."""
        window = self._window
        place = window.writing_place()
        wanted = place is not None or not window.composes
        if wanted != window.takes_text:
            window.takes_text = wanted
            (pygame.key.start_text_input if window.takes_text else pygame.key.stop_text_input)()
        if place is not None:
            pygame.key.set_text_input_rect(pygame.Rect(place))

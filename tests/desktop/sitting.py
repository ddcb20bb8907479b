"""Somebody at the window: presses keys and the mouse, and reads what is drawn.

Law of this file: it acts through events alone, and sees scenes alone.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pygame

from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.scene import words_of
from game.desktop.shelf import shelf
from game.desktop.theme import Settings
from game.desktop.window import Window
from game.desktop.world import World
from game.session.match import Match

MOST = 600
MOST_KEYS = 6000


@dataclass
class Sitter:
    """One window, and every fault of its layout so far."""

    window: Window

    def __post_init__(self) -> None:
        self.faults: list[str] = []
        self.keys = 0

    @property
    def match(self) -> Match:
        """The match that is on."""
        game = self.window.world.game
        assert game is not None
        return game.match

    def settle(self) -> None:
        """Wait until nobody thinks any more."""
        while self.window.busy:
            self.window.catch_up(None)
        self.look()

    def look(self) -> str:
        """Return all words drawn, and keep what did not fit."""
        self.faults += self.window.scene.faults
        return " ".join(" ".join(words_of(self.window.scene.elements)).split())

    def key(self, key: int, mod: int = 0) -> None:
        """Press a key; a test that presses them for ever leads nowhere, and fails."""
        self.keys += 1
        assert self.keys < MOST_KEYS, "this leads nowhere"
        event = pygame.event.Event(pygame.KEYDOWN, key=key, mod=mod, unicode="", scancode=0)
        self.window.handle(event)
        self.window.handle(pygame.event.Event(pygame.KEYUP, key=key, mod=mod, unicode="", scancode=0))
        self.settle()

    def type(self, words: str) -> None:
        """Type words."""
        self.window.handle(pygame.event.Event(pygame.TEXTINPUT, text=words))
        self.settle()

    def click(self, id_: str) -> None:
        """Click what has an id, where it is seen."""
        target = next(one for one in self.window.targets() if one.element.id == id_)
        if not target.seen.h:
            self.window.focus_on(target)
            target = next(one for one in self.window.targets() if one.element.id == id_)
        place = (target.seen.x + target.seen.w // 2, target.seen.y + target.seen.h // 2)
        self.window.handle(pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=place))
        self.settle()

    def press(self, id_: str) -> None:
        """Move the focus to what has an id, by Tab alone, and press Enter."""
        for _ in range(MOST):
            if self.window.focus == id_:
                self.key(pygame.K_RETURN)
                return
            self.key(pygame.K_TAB)
        raise AssertionError(f"Tab comes to {id_}")

    def hear_out(self) -> Iterator[int]:
        """Wait until the games of a what-if are played; yield how many are, each time there is news."""
        self.settle()
        while isinstance(screen := self.window.app.screen, st.Supposing) and screen.played is not None:
            yield screen.played
            self.window.hear(120)
            self.look()

    def enter_until_the_end(self) -> Iterator[str]:
        """Press Enter until the game is over; yield the words of every screen before that."""
        for _ in range(MOST):
            if isinstance(self.window.app.screen, st.Ended):
                return
            yield self.look()
            self.key(pygame.K_RETURN)
        raise AssertionError("a game comes to an end")


def open_window(
    size: tuple[int, int] = (1280, 720), text: int = 100, seed: int = 1, palette: str = "paper"
) -> Sitter:
    """Open a window at the shelf."""
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode(size)
    world = World(seed=seed)
    app = st.App(shelf(), Settings(text=text, palette=palette))
    return Sitter(Window(app, world, size))


def begin(sitter: Sitter, scenario: str, role: str, cut: str = "full") -> Sitter:
    """Begin a game, past the briefing."""
    sitter.window.send(ms.PickScenario(scenario))
    sitter.window.send(ms.PickCut(cut))
    sitter.window.send(ms.PickRole(role))
    sitter.settle()
    assert isinstance(sitter.window.app.screen, st.Reading), sitter.window.app.notice
    sitter.window.send(ms.Turn(0))
    sitter.settle()
    return sitter

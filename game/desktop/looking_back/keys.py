"""Keys of a game that is read again: left and right go from act to act, with Ctrl from sitting to sitting.

Law of this file: a key is a message; nothing is changed here.
"""

import pygame

from game.desktop import state as st
from game.desktop.looking_back import messages as mine
from game.desktop.looking_back.update import frames_of


def message_of(app: st.App, key: int, *, control: bool) -> mine.Message | None:
    """Return what a key says while a game is read again; None for what it says elsewhere."""
    screen = app.screen
    if not isinstance(screen, st.Replaying) or app.choosing_settings or app.asks_to_leave:
        return None
    match key:
        case pygame.K_RIGHT | pygame.K_LEFT:
            by = 1 if key == pygame.K_RIGHT else -1
            return mine.StepSitting(by) if control else mine.Step(by)
        case pygame.K_HOME:
            return mine.GoTo(0)
        case pygame.K_END:
            return mine.GoTo(len(frames_of(screen)) - 1)
        case _:
            return None

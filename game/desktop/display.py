"""The display: a window of the usual size, or the full screen.

Law of this file: whoever changes it takes the size there is afterwards, not the one that was asked for.
"""

import pygame

SIZE = (1280, 720)
Size = tuple[int, int]


def open_display(full_screen: bool, size: Size = SIZE) -> pygame.Surface:
    """Open the display, or open it anew: as a window of `size`, or full screen."""
    if full_screen:
        return pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
    return pygame.display.set_mode(size, pygame.RESIZABLE)

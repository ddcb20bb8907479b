"""The clipboard of the system.

Law of this file: there may be none; then nothing is copied, and nothing pasted.
"""

from contextlib import suppress

import pygame

MOST = 4000
"""Letters of a paste that are looked at."""


def copy(words: str) -> None:
    """Put words on the clipboard, if there is one."""
    if pygame.display.get_init():
        with suppress(pygame.error):
            pygame.scrap.put_text(words)


def pasted() -> str:
    """Return the words on the clipboard, '' if there are none."""
    if not pygame.display.get_init():
        return ""
    try:
        return pygame.scrap.get_text()[:MOST]
    except pygame.error:
        return ""

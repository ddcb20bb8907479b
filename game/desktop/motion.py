"""Motion: one screen fades into the next, and the tints of the map into those of a new clause.

Law of this file: nothing waits for it; what is pressed counts at once. Where nothing is to move by itself it
never begins.
"""

import pygame

from game.desktop.scene import Picture, Rect, Scene

LASTS = 150
"""Milliseconds a change of screens takes."""
TINTS_LAST = 190
"""Milliseconds the map takes."""


class Motion:
    """What fades, since when. Times are in milliseconds."""

    def __init__(self) -> None:
        self._scene: Scene | None = None
        self._place: object = None
        self._old: pygame.Surface | None = None
        self._new: pygame.Surface | None = None
        self._at = (0, 0)
        self._since = 0
        self._lasts = LASTS

    def note(self, surface: pygame.Surface, scene: Scene, place: object, now: int, still: bool) -> None:
        """Take note of what is to be drawn next, while `surface` has what was drawn last."""
        before, was = self._scene, self._place
        self._scene, self._place = scene, place
        if still:
            self._old = None
        elif before is None or before is scene:
            return
        elif was != place:
            self._begin(surface, surface.get_rect(), now, LASTS)
        elif (rect := _changed_map(before, scene)) is not None:
            self._begin(surface, pygame.Rect(rect).clip(surface.get_rect()), now, TINTS_LAST)

    def _begin(self, surface: pygame.Surface, rect: pygame.Rect, now: int, lasts: int) -> None:
        self._old, self._at = surface.subsurface(rect).copy(), rect.topleft
        self._since, self._lasts = now, lasts
        self._new = None

    def step(self, now: int) -> int:
        """Return how much of the old is still seen, of 255; 0 when nothing moves."""
        if self._old is None:
            return 0
        left = 255 - 255 * (now - self._since) // self._lasts
        if left <= 0:
            self._old = None
        return max(0, left)

    def draw(self, surface: pygame.Surface, now: int, *, painted: bool = True) -> None:
        """Draw what is still seen of the old over the new; `painted`: whether the new was just drawn."""
        left = self.step(now)
        if painted:
            self._new = None
        elif self._new is not None:
            surface.blit(self._new, self._at)
        if self._old is None:
            return
        if self._new is None:
            self._new = surface.subsurface(self._old.get_rect(topleft=self._at)).copy()
        self._old.set_alpha(left)
        surface.blit(self._old, self._at)


def _changed_map(before: Scene, after: Scene) -> Rect | None:
    """Return where the map is, if it lies where it lay and shows something else."""
    old, new = (
        next((one for one in scene.elements if isinstance(one, Picture)), None) for scene in (before, after)
    )
    if old is None or new is None or old.rect != new.rect or old.state == new.state:
        return None
    return new.rect if new.rect.w > 0 and new.rect.h > 0 else None

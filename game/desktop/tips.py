"""Tips: a few words on what the pointer rests on, or the focus, or a finger.

Law of this file: a tip says more, never the only thing; it comes after a moment, and whatever is pressed or
moved takes it away.
"""

from typing import NamedTuple

from game.desktop.scene import Clip, Element, Field, Fill, Meter, Press, Rect, Scene, Sheet, Swatch, Words

HOVER, FOCUS, HELD = 450, 900, 500
"""Milliseconds before a tip comes: under the pointer, at the focus, under a finger."""


class Pointing(NamedTuple):
    """What is pointed at: by what means, at which place, and the tip that lies there."""

    means: str
    at: tuple[int, int]
    words: str


class Tips:
    """Which tip is shown when. Times are in milliseconds."""

    def __init__(self) -> None:
        self._pointing: Pointing | None = None
        self._since = 0

    def told(self, pointing: Pointing | None, now: int, *, still: bool) -> Pointing | None:
        """Return what is pointed at once its tip is to be shown; `still`: at the focus it comes at once."""
        if pointing is None or not pointing.words:
            self._pointing = None
            return None
        if self._pointing is None or _place(self._pointing) != _place(pointing):
            self._pointing, self._since = pointing, now
        waits = {"hover": HOVER, "focus": 0 if still else FOCUS, "held": HELD}[pointing.means]
        return pointing if now - self._since >= waits else None


def _place(pointing: Pointing) -> object:
    """Return what makes a tip another one: under a pointer that moves within one thing it stays."""
    return pointing.means, pointing.words


def tip_at(scene: Scene, x: int, y: int) -> str:
    """Return the tip of what is seen at a point, '' if there is none."""
    for element in reversed(scene.elements):
        if not element.rect.holds(x, y):
            continue
        if isinstance(element, Clip):
            top = y - element.rect.y + element.offset
            inner = [one for one in element.elements if one.rect.holds(x - element.rect.x, top)]
            return next((found for one in reversed(inner) if (found := tip_of(one))), "")
        if isinstance(element, Sheet | Press | Field) or (isinstance(element, Fill) and element.fill):
            return tip_of(element)
        if found := tip_of(element):
            return found
    return ""


def tip_of(element: Element) -> str:
    """Return the tip of an element, '' if it has none."""
    return element.tip if isinstance(element, Press | Words | Meter | Swatch) else ""


def beside(rect: Rect) -> tuple[int, int]:
    """Return the point a tip of something in focus is drawn from."""
    return rect.x + min(40, rect.w // 2), rect.bottom - 12

"""The pointer: the mouse, and fingers on a touch display.

Law of this file: a mouse presses when it goes down, a finger when it comes up where it went down; a finger
that moves scrolls, one that rests shows the tip. Scroll bars can be dragged.
"""

from typing import TYPE_CHECKING, NamedTuple

import pygame

from game.desktop.scene import Clip, Field, Slider, at, clip_at, slider_at

if TYPE_CHECKING:
    from game.desktop.window import Window

WHEEL = 60
GRIP = 16
"""Units of the design from its right edge in which the bar of a clip is taken hold of."""
SLACK = 12
"""Pixels a finger may move and still press."""


class Grip(NamedTuple):
    """A scroll bar that is held: of which clip, where on the display, at which offset it was."""

    clip: str
    y: int
    offset: int


class Finger(NamedTuple):
    """A finger on the display: where it went down, where it is, whether it scrolls."""

    id: int
    start: tuple[int, int]
    at: tuple[int, int]
    scrolls: bool = False


class Pointer:
    """What the mouse and fingers do in a window."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._grip: Grip | None = None
        self._slider: Slider | None = None
        self.finger: Finger | None = None
        self.tipped = False
        """Whether the finger that is down has been shown a tip: then it presses nothing."""

    def handle(self, event: pygame.event.Event) -> bool:
        """Let an event have its effect; return whether it was one of the pointer's."""
        if getattr(event, "touch", False):
            return True  # SDL tells of a finger twice: as one, and as a mouse
        window = self._window
        match event.type:
            case pygame.MOUSEMOTION:
                if event.buttons[0]:
                    self._slide_to(event.pos)
                self._moved(event.pos)
            case pygame.MOUSEBUTTONDOWN if event.button == 1:
                window.use_fingers(False)
                if not self._take_hold(event.pos) and not self._slide_from(event.pos):
                    self.press(event.pos)
            case pygame.MOUSEBUTTONUP if event.button == 1:
                self._grip = self._slider = None
            case pygame.MOUSEWHEEL:
                clip = clip_at(window.scene, *pygame.mouse.get_pos())
                if clip is not None:
                    window.scroll(clip, -event.y * window.sets.theme.px(WHEEL))
            case pygame.FINGERDOWN:
                window.use_fingers(True)
                place = self._place(event)
                self.finger, self.tipped = Finger(event.finger_id, place, place), False
                self._slide_from(place)
            case pygame.FINGERMOTION if self._is_held(event):
                self._drag(self._place(event))
            case pygame.FINGERUP if self._is_held(event):
                self._lift(self._place(event))
            case _:
                return False
        return True

    def press(self, place: tuple[int, int]) -> None:
        """Press what lies at a place, or put the cursor there."""
        window = self._window
        found = at(window.scene, *place)
        if found is None:
            return
        window.focus = found.element.id
        if isinstance(found.element, Field):
            window.write_at(found, place)
        else:
            window.send(found.element.message)

    def _moved(self, place: tuple[int, int]) -> None:
        window = self._window
        window.pointer = place
        found = at(window.scene, *place)
        window.hover = found.element.id if found else ""
        clip = self._clip(self._grip.clip) if self._grip else None
        if self._grip is not None and clip is not None:
            travel = max(1, clip.rect.h - clip.rect.h * clip.rect.h // clip.height)
            offset = self._grip.offset + (place[1] - self._grip.y) * clip.furthest // travel
            window.scroll(clip, offset - clip.offset)

    def _take_hold(self, place: tuple[int, int]) -> bool:
        """Take hold of a scroll bar, if there is one at this place."""
        window = self._window
        clip = clip_at(window.scene, *place)
        if clip is None or not clip.furthest or place[0] < clip.rect.right - window.sets.theme.px(GRIP):
            return False
        found = at(window.scene, *place)
        if found is not None and found.element.rect.right + clip.rect.x > place[0]:
            return False
        self._grip = Grip(clip.id, place[1], clip.offset)
        return True

    def _slide_from(self, place: tuple[int, int]) -> bool:
        """Take hold of a slider, if there is one at this place."""
        self._slider = slider_at(self._window.scene, *place)
        self._slide_to(place)
        return self._slider is not None

    def _slide_to(self, place: tuple[int, int]) -> None:
        if self._slider is not None:
            self._window.send(self._slider.sent(place[0]))

    def _clip(self, id_: str) -> Clip | None:
        elements = self._window.scene.elements
        return next((one for one in elements if isinstance(one, Clip) and one.id == id_), None)

    # Fingers ----------------------------------------------------------------------------------------

    def _place(self, event: pygame.event.Event) -> tuple[int, int]:
        width, height = self._window.size
        return round(event.x * width), round(event.y * height)

    def _is_held(self, event: pygame.event.Event) -> bool:
        return self.finger is not None and self.finger.id == event.finger_id

    def _drag(self, place: tuple[int, int]) -> None:
        finger = self.finger
        assert finger is not None, "a finger is down"
        if self._slider is not None:
            self._slide_to(place)
            return
        far = max(abs(place[0] - finger.start[0]), abs(place[1] - finger.start[1])) > SLACK
        scrolls = finger.scrolls or (far and not self.tipped)
        clip = clip_at(self._window.scene, *finger.start)
        if scrolls and clip is not None:
            self._window.scroll(clip, finger.at[1] - place[1])
        self.finger = finger._replace(at=place, scrolls=scrolls)

    def _lift(self, place: tuple[int, int]) -> None:
        finger = self.finger
        assert finger is not None, "a finger is down"
        self.finger = None
        slides, self._slider = self._slider is not None, None
        if slides or finger.scrolls or self.tipped:
            return
        first, last = (at(self._window.scene, *one) for one in (finger.start, place))
        if first is not None and last is not None and first.element.id == last.element.id:
            self.press(place)

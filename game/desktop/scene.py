"""What is to be drawn: elements with places, words and, where something can be pressed, the message it sends.

Law of this file: plain data. Two scenes that are equal look equal; what cannot be seen cannot be pressed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from game.desktop.shapes import Shape
from game.presentation.mapping.state import MapState, Tone

Message = Any
"""What pressing or typing sends: one of the messages of `messages`."""


class Rect(NamedTuple):
    """A place in pixels."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        """The first column to the right of it."""
        return self.x + self.w

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.y + self.h

    def moved(self, dx: int, dy: int) -> "Rect":
        """Return the same place elsewhere."""
        return Rect(self.x + dx, self.y + dy, self.w, self.h)

    def inset(self, by: int) -> "Rect":
        """Return the place less a margin all around."""
        return Rect(self.x + by, self.y + by, max(0, self.w - 2 * by), max(0, self.h - 2 * by))

    def holds(self, x: int, y: int) -> bool:
        """Return whether a point lies in it."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def cut(self, other: "Rect") -> "Rect":
        """Return what two places share; of no size where they share nothing."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        return Rect(
            x, y, max(0, min(self.right, other.right) - x), max(0, min(self.bottom, other.bottom) - y)
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A piece of paper with a title."""

    rect: Rect
    title: str = ""
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class Fill:
    """A plain area. `fill` and `border` name colours of the palette."""

    rect: Rect
    fill: str = ""
    border: str = ""
    radius: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text, set already. `align`: left, right or centre."""

    rect: Rect
    lines: tuple[str, ...]
    style: str = "body"
    colour: str = "ink"
    align: str = "left"
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """Something that can be pressed: a button, or a line of a list with a note and a number key."""

    rect: Rect
    id: str
    message: Message
    kind: str
    label: tuple[str, ...]
    note: tuple[str, ...] = ()
    key: str = ""
    tip: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """Where words are typed.

    `lines`: what is typed, set; `starts`: with which letter each begins. `cursor`: its line and letter.
    `selected` and `composed`: what is marked, as lines with the letters from where to where.
    """

    rect: Rect
    id: str
    lines: tuple[str, ...]
    starts: tuple[int, ...]
    limit: int
    cursor: tuple[int, int] = (0, 0)
    selected: tuple[tuple[int, int, int], ...] = ()
    composed: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Meter:
    """How far something stands between nothing and its most; `whole`: without steps."""

    rect: Rect
    value: int
    most: int
    colour: str = "gold"
    whole: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """The map. `state` is what it shows; `places`: what is to be told of a place, by its id."""

    rect: Rect
    state: MapState
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Plain shapes, in pixels from the upper left corner of the place."""

    rect: Rect
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Slider:
    """Where something stands between 0 and its most; pressed or dragged it sends where it is to stand."""

    rect: Rect
    id: str
    value: int
    most: int
    message: Callable[[int], Message]

    def sent(self, x: int) -> Message:
        """Return the message of a press so far from the left of the window."""
        share = (x - self.rect.x) / max(1, self.rect.w - 1)
        return self.message(round(min(max(0.0, share), 1.0) * self.most))


@dataclass(frozen=True, slots=True)
class Swatch:
    """A piece of a tint of the map."""

    rect: Rect
    tone: Tone
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Ring:
    """A frame around a part of the screen that somebody speaks of."""

    rect: Rect
    colour: str


@dataclass(frozen=True, slots=True)
class Clip:
    """A window onto something taller: its elements lie as if it were as tall as they are."""

    rect: Rect
    id: str
    height: int
    offset: int
    elements: tuple["Element", ...]

    @property
    def furthest(self) -> int:
        """The largest offset that shows something new."""
        return max(0, self.height - self.rect.h)


Element = Sheet | Fill | Words | Press | Field | Meter | Picture | Swatch | Ring | Clip | Drawing | Slider


class Scene(NamedTuple):
    """All that is drawn, back to front. `faults`: text that did not fit where it was put."""

    elements: tuple[Element, ...]
    faults: tuple[str, ...] = ()


class Target(NamedTuple):
    """Something that can take the focus: where it is seen, and in which clip it lies at which height."""

    element: Press | Field
    seen: Rect
    clip: Clip | None = None


def targets(scene: Scene) -> Iterator[Target]:
    """Yield what can take the focus, in order."""
    for element in scene.elements:
        if isinstance(element, Press | Field):
            yield Target(element, element.rect)
        elif isinstance(element, Clip):
            for inner in element.elements:
                if isinstance(inner, Press | Field):
                    place = inner.rect.moved(element.rect.x, element.rect.y - element.offset)
                    yield Target(inner, place.cut(element.rect), element)


def at(scene: Scene, x: int, y: int) -> Target | None:
    """Return what would be pressed at a point: what was drawn last there, and nothing that lies under it."""
    for element in reversed(scene.elements):
        if not element.rect.holds(x, y):
            continue
        if isinstance(element, Press | Field):
            return Target(element, element.rect)
        if isinstance(element, Clip):
            found = [one for one in targets(Scene((element,))) if one.seen.h and one.seen.holds(x, y)]
            return found[-1] if found else None
        if isinstance(element, Fill | Sheet) and (isinstance(element, Sheet) or element.fill):
            return None
    return None


def slider_at(scene: Scene, x: int, y: int) -> Slider | None:
    """Return the slider at a point."""
    found = (one for one in scene.elements if isinstance(one, Slider) and one.rect.holds(x, y))
    return next(found, None)


def clip_at(scene: Scene, x: int, y: int) -> Clip | None:
    """Return what would be scrolled at a point."""
    found = [one for one in scene.elements if isinstance(one, Clip) and one.rect.holds(x, y)]
    return found[-1] if found else None


def words_of(elements: Sequence[Element]) -> Iterator[str]:
    """Yield every line of text that is drawn."""
    for element in elements:
        match element:
            case Sheet():
                yield from (element.title, element.subtitle)
            case Words():
                yield from (*element.lines, element.tip)
            case Field():
                yield from element.lines
            case Meter() | Swatch():
                yield element.tip
            case Press():
                yield from (*element.label, *element.note, element.tip)
            case Clip():
                yield from words_of(element.elements)
            case _:
                continue

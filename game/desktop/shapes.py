"""Plain shapes of a drawing: lines, areas and discs, in pixels from its upper left corner.

Law of this file: plain data. Colours are names of the palette.
"""

from typing import NamedTuple

Spot = tuple[float, float]


class Stroke(NamedTuple):
    """A line through points; `dash`: how long it is drawn and left out, whole if empty."""

    points: tuple[Spot, ...]
    colour: str
    width: float = 1.5
    dash: tuple[float, float] | tuple[()] = ()


class Area(NamedTuple):
    """A filled area with straight sides, perhaps with a border."""

    points: tuple[Spot, ...]
    fill: str
    border: str = ""
    width: float = 1.0


class Disc(NamedTuple):
    """A filled circle, perhaps with a border."""

    at: Spot
    radius: float
    fill: str
    border: str = ""
    width: float = 1.0


Shape = Stroke | Area | Disc


def box(left: float, top: float, right: float, bottom: float) -> tuple[Spot, ...]:
    """Return the corners of a rectangle."""
    return (left, top), (right, top), (right, bottom), (left, bottom)


def agreement(middle: Spot, reach: float, *, same: bool) -> tuple[Shape, ...]:
    """Return the sign for the same in both courses, or, crossed out, for not the same."""
    x, y = middle
    colour = "good" if same else "bad"
    width = max(1.6, reach * 0.34)
    lines = [
        Stroke(((x - reach, y + step), (x + reach, y + step)), colour, width)
        for step in (-0.42 * reach, 0.42 * reach)
    ]
    slash = Stroke(((x - 0.6 * reach, y + reach), (x + 0.6 * reach, y - reach)), colour, width)
    return tuple(lines) if same else (*lines, slash)

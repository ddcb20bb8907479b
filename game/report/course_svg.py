"""Both courses as lines that run together until play leaves the documented one, in SVG, wide or narrow.

Law of this file: the parting is told by the lines, a flag and words; colours are classes of the page's style
sheet. What each sitting was stands beside the picture.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from game.messages import text
from game.report.beside import Sitting
from game.report.markup import Markup, joined, tag

TALL, TOP, MIDDLE, LOW = 122, 36, 54, 72
"""The height of the picture; where the lines of this game, of both, and of the record lie."""
EDGE, RADIUS, FLAG = 16, 6, 12


class Layout(NamedTuple):
    """A size of the picture."""

    name: str
    width: int
    font: int


WIDE = Layout("wide", 960, 14)
NARROW = Layout("narrow", 380, 13)


def left_at(sittings: Sequence[Sitting]) -> int | None:
    """Return at which sitting both courses part, counted from 0; None where they never do."""
    return next((number for number, one in enumerate(sittings) if one.leaves), None)


def parting_words(sittings: Sequence[Sitting]) -> str:
    """Return in a sentence where both courses part, or that they never do; '' without a record."""
    left = left_at(sittings)
    if left is not None:
        return text("looking_back/parts_at", number=left + 1, of=len(sittings), title=sittings[left].title)
    return text("looking_back/never_parted") if any(one.documented for one in sittings) else ""


def strip(sittings: Sequence[Sitting], layout: Layout) -> Markup:
    """Return the picture; its title and description are for those who do not see it."""
    name = layout.name
    left = left_at(sittings)
    xs = _places(len(sittings), layout)
    return tag(
        "svg",
        tag("title", text("looking_back/strip"), id=f"ct-{name}"),
        tag("desc", parting_words(sittings), id=f"cd-{name}"),
        *(_together(xs, layout) if left is None else _parted(xs, left, layout)),
        tag("g", *(_number(x, number, layout) for number, x in enumerate(xs)), class_="scale"),
        viewBox=f"0 0 {layout.width} {TALL}",
        class_=name,
        role="img",
        aria_labelledby=f"ct-{name} cd-{name}",
        font_size=layout.font,
    )


def _places(count: int, layout: Layout) -> list[float]:
    step = (layout.width - 2 * EDGE) / max(1, count - 1)
    return [round(EDGE + number * step, 1) for number in range(count)]


def _together(xs: Sequence[float], layout: Layout) -> tuple[Markup, ...]:
    line = tag("polyline", points=_points((x, MIDDLE) for x in xs), class_="course played")
    return line, _discs(xs, MIDDLE, "played"), _label("played", xs[0] - FLAG - 4, MIDDLE - 16, layout)


def _parted(xs: Sequence[float], left: int, layout: Layout) -> tuple[Markup, ...]:
    """Draw the line of both up to the parting, and from there on the two."""
    shared = [(x, MIDDLE) for x in xs[:left]]
    played = [*shared[-1:], *((x, TOP) for x in xs[left:])]
    other = [*shared[-1:], *((x, LOW) for x in xs[left:])]
    return (
        tag("polyline", points=_points(shared), class_="course played"),
        tag("polyline", points=_points(played), class_="course played"),
        tag("polyline", points=_points(other), class_="course documented"),
        _discs(xs[:left], MIDDLE, "played"),
        _discs(xs[left:], TOP, "played"),
        _discs(xs[left:], LOW, "documented"),
        _flag(xs[left]),
        _label("played", xs[left], TOP - 16, layout),
        _label("documented", xs[left], LOW + 24, layout),
    )


def _points(spots: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in spots)


def _discs(xs: Sequence[float], y: float, side: str) -> Markup:
    return joined(*(tag("circle", cx=x, cy=y, r=RADIUS, class_=f"sitting {side}") for x in xs))


def _flag(x: float) -> Markup:
    """Return a small flag at the sitting where both part."""
    top = TOP - RADIUS
    mast = tag("line", x1=x, x2=x, y1=top, y2=top - 14, class_="mast")
    return joined(
        mast, tag("polygon", points=f"{x},{top - 14} {x + FLAG},{top - 10} {x},{top - 6}", class_="flag")
    )


def _label(side: str, x: float, y: float, layout: Layout) -> Markup:
    """Return a line's name: beside the flag, on the side where there is room for it."""
    right = x < layout.width / 2
    at = x + (FLAG + 4 if side == "played" else -RADIUS) if right else x - 8
    words = text(f"looking_back/strip_{side}")
    return tag("text", words, x=at, y=y, text_anchor="start" if right else "end", class_=f"halo {side}")


def _number(x: float, number: int, layout: Layout) -> Markup:
    return tag("text", number + 1, x=x, y=TALL - 2, text_anchor="middle", font_size=layout.font - 2)

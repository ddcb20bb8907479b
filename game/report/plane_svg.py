"""The plane of two roles as a picture in SVG, wide or narrow.

Law of this file: what is drawn is in `Plane`; colours and strokes are classes of the page's style sheet.
From back to front: the outline of all outcomes, the zone of agreement, results, the frontier, a match's
offers, and the outcomes that have a name.
"""

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import NamedTuple

from game.messages import text
from game.presentation.plane import Mark, Offer, Plane, Spot
from game.report import plane_shapes as shapes
from game.report.markup import Markup, joined, tag
from game.report.plane_labels import Box, Places, around


class Layout(NamedTuple):
    """A size of the picture.

    `words`: whether marks are named in it, or by the legend alone. `name_length`: longer names of roles are
    cut short in it; they stand in full beside it.
    """

    name: str
    width: int
    height: int
    left: int
    bottom: int
    top: int
    right: int
    font: int
    ticks: int
    words: bool
    name_length: int


WIDE = Layout("wide", 960, 530, 64, 56, 12, 18, 14, 8, words=True, name_length=32)
NARROW = Layout("narrow", 400, 430, 44, 46, 12, 10, 13, 6, words=False, name_length=20)
RIM = 0.03
"""What is left free around all outcomes, as a share of their span."""
LETTER = 0.59
"""The width of a letter beside its height, on average."""


def picture(plane: Plane, layout: Layout) -> Markup:
    """Return the picture; its title and description are for those who do not see it."""
    return _Drawing(plane, layout).svg()


def nice_step(span: float, most: int) -> float:
    """Return a step of 1, 2 or 5 times a power of ten, by which `span` has no more than `most` steps."""
    rough = span / most if span > 0 else 1.0
    power = 10.0 ** floor(log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * (1 - 1e-9))


class Axis:
    """Points to places along one axis."""

    def __init__(self, values: Sequence[float], start: float, end: float, ticks: int) -> None:
        low, high = min(values), max(values)
        rim = RIM * ((high - low) or 1.0)
        self._low, self._high = low - rim, high + rim
        self._start, self._end = start, end
        step = nice_step(self._high - self._low, ticks)
        first, last = ceil(self._low / step), floor(self._high / step)
        self.ticks = [number * step for number in range(first, last + 1)]

    def at(self, value: float) -> float:
        """Return the place of a value."""
        share = (value - self._low) / (self._high - self._low)
        return self._start + share * (self._end - self._start)


def stairs(frontier: Sequence[Spot]) -> list[Spot]:
    """Return the edge of what is dominated, in steps: nothing lies between two outcomes."""
    steps: list[Spot] = []
    for spot in frontier:
        if steps:
            steps.append((spot[0], steps[-1][1]))
        steps.append(spot)
    return steps


class _Drawing:
    def __init__(self, plane: Plane, layout: Layout) -> None:
        self._plane = plane
        self._layout = layout
        self._names = [shortened(name, layout.name_length) for name in plane.names]
        self._frame = Box(layout.left, layout.top, layout.width - layout.right, layout.height - layout.bottom)
        xs, ys = zip(*plane.outline, plane.lines, strict=True)
        self._x = Axis(xs, self._frame.left, self._frame.right, layout.ticks)
        self._y = Axis(ys, self._frame.bottom, self._frame.top, layout.ticks)
        self._places = Places(self._frame.grown(-3))
        self._dot = 3.0 if layout.words else 2.2

    def svg(self) -> Markup:
        lay, name = self._layout, self._layout.name
        for spot in self._plane.frontier:
            self._places.take(around(*self._at(spot), self._dot))
        for mark in self._plane.marks:
            self._places.take(around(*self._at(mark.spot), 3 * self._dot))
        for one in self._plane.offers:
            self._places.take(around(*self._at(one.spot), 2 * self._dot))
        back = [self._outline(), self._zone(), self._scales(), self._dots(), self._lines()]
        front = [self._frontier(), self._offers(), self._marks()]
        return tag(
            "svg",
            tag("title", text("plane/title", x=self._plane.names[0], y=self._plane.names[1]), id=f"t-{name}"),
            tag("desc", description(self._plane), id=f"d-{name}"),
            *back,
            *front,
            viewBox=f"0 0 {lay.width} {lay.height}",
            class_=name,
            role="img",
            aria_labelledby=f"t-{name} d-{name}",
            font_size=lay.font,
        )

    def _at(self, spot: Spot) -> Spot:
        return self._x.at(spot[0]), self._y.at(spot[1])

    def _path(self, spots: Sequence[Spot]) -> str:
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in map(self._at, spots))

    # The field ----------------------------------------------------------------------------------

    def _outline(self) -> Markup:
        """Shade where outcomes can be: in the hull of all, and not beyond the frontier."""
        under = f"u-{self._layout.name}"
        edge = [(self._frame.left, self._at(self._plane.frontier[-1])[1])]
        start = self._at(self._plane.frontier[0])[0], self._frame.bottom
        steps = map(self._at, stairs(self._plane.frontier))
        corners = [start, *steps, *edge, (self._frame.left, self._frame.bottom)]
        below = tag("polygon", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in corners))
        hull = self._path(self._plane.outline)
        return joined(
            tag("clipPath", below, id=under),
            tag("polygon", points=hull, class_="outline", clip_path=f"url(#{under})"),
        )

    def _zone(self) -> Markup:
        """Shade what is worth at least its walk-away to each of the two that signs, up to the frontier."""
        x, y = self._at(self._plane.lines)
        left = x if self._plane.vetoes[0] else self._frame.left
        bottom = y if self._plane.vetoes[1] else self._frame.bottom
        return tag(
            "rect",
            x=left,
            y=self._frame.top,
            width=max(0.0, self._frame.right - left),
            height=max(0.0, bottom - self._frame.top),
            class_="zone",
            clip_path=f"url(#u-{self._layout.name})",
        )

    def _scales(self) -> Markup:
        frame, lay = self._frame, self._layout
        found = []
        for value in self._x.ticks:
            x = self._x.at(value)
            found.append(tag("line", x1=x, x2=x, y1=frame.top, y2=frame.bottom, class_="grid"))
            found.append(
                tag("text", number(value), x=x, y=frame.bottom + 1.3 * lay.font, text_anchor="middle")
            )
        for value in self._y.ticks:
            y = self._y.at(value)
            found.append(tag("line", x1=frame.left, x2=frame.right, y1=y, y2=y, class_="grid"))
            found.append(
                tag("text", number(value), x=frame.left - 7, y=y + 0.35 * lay.font, text_anchor="end")
            )
        middle, side = (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2
        across, up = (text("plane/axis", role=name) for name in self._names)
        named = {"class_": "axis", "text_anchor": "middle"}
        turn = f"rotate(-90 {lay.font} {side:.1f})"
        return joined(
            tag("g", *found, class_="scale"),
            tag("text", across, x=middle, y=lay.height - 0.7 * lay.font, **named),
            tag("text", up, x=lay.font, y=side + 0.3 * lay.font, transform=turn, **named),
        )

    def _dots(self) -> Markup:
        dots = (
            tag("circle", cx=round(x, 1), cy=round(y, 1), r=0.75 * self._dot)
            for x, y in map(self._at, self._plane.dots)
        )
        return tag("g", *dots, class_="results")

    def _lines(self) -> Markup:
        """Draw the two walk-aways, each with its name where nothing is in the way."""
        frame, (x, y) = self._frame, self._at(self._plane.lines)
        across = tag("line", x1=x, x2=x, y1=frame.top, y2=frame.bottom, class_="walkaway first")
        along = tag("line", x1=frame.left, x2=frame.right, y1=y, y2=y, class_="walkaway second")
        if not self._layout.words:
            return joined(across, along)
        said = [
            text("plane/walkaway", role=name, points=number(line))
            for name, line in zip(self._names, self._plane.lines, strict=True)
        ]
        height = 1.3 * self._layout.font
        beside = Box(x + 6, frame.bottom - height - 4, x + 6 + self._width(said[0]), frame.bottom - 4)
        if beside.right > frame.right:
            beside = beside._replace(left=x - 6 - self._width(said[0]), right=x - 6)
        above = Box(frame.left + 6, y - height - 2, frame.left + 6 + self._width(said[1]), y - 2)
        found = []
        for words, box in zip(said, (beside, above), strict=True):
            self._places.take(box)
            found.append(
                tag("text", words, x=box.left, y=box.bottom - 0.35 * self._layout.font, class_="halo")
            )
        return joined(across, along, *found)

    def _width(self, words: str) -> float:
        return len(words) * LETTER * self._layout.font

    # The frontier and a match's offers ----------------------------------------------------------

    def _frontier(self) -> Markup:
        dots = (tag("circle", cx=x, cy=y, r=self._dot) for x, y in map(self._at, self._plane.frontier))
        steps = self._path(stairs(self._plane.frontier))
        return tag("g", tag("polyline", points=steps, class_="steps"), *dots, class_="frontier")

    def _offers(self) -> Markup:
        """Draw each side's offers in their order, joined; numbers where there is room for them."""
        paths, found, numbers = [], [], []
        for side in range(3):
            own = [one for one in self._plane.offers if one.side == side]
            if side < 2 and len(own) > 1:
                spots = self._path([one.spot for one in own])
                paths.append(tag("polyline", points=spots, class_=f"dance {shapes.SIDES[side]}"))
            by_spot: dict[Spot, list[Offer]] = {}
            for one in own:
                by_spot.setdefault(one.spot, []).append(one)
            for spot, here in by_spot.items():
                x, y = self._at(spot)
                found.append(shapes.offer(side, x, y, 1.5 * self._dot))
                numbers.append(self._number(here, x, y, side))
        return tag("g", *paths, *found, *numbers, class_="offers") if found else Markup("")

    def _number(self, here: Sequence[Offer], x: float, y: float, side: int) -> Markup:
        said = numbers_of([one.number for one in here])
        font = 0.8 * self._layout.font
        size = len(said) * 0.6 * font, 1.1 * font
        box, covered = self._places.put((x, y), size, (2 * self._dot, 4 * self._dot, 7 * self._dot))
        if covered > 0.3 * box.area:
            return Markup("")
        return tag(
            "text",
            said,
            x=box.left,
            y=box.bottom - 0.25 * font,
            font_size=font,
            class_=f"halo number {shapes.SIDES[side]}",
        )

    # Outcomes with a name -----------------------------------------------------------------------

    def _marks(self) -> Markup:
        by_spot: dict[Spot, list[Mark]] = {}
        for mark in self._plane.marks:
            by_spot.setdefault(mark.spot, []).append(mark)
        return tag("g", *(self._callout(spot, here) for spot, here in by_spot.items()), class_="marks")

    def _callout(self, spot: Spot, here: Sequence[Mark]) -> Markup:
        """Draw what is at one point: its shape, or a ring and several shapes beside it."""
        x, y = self._at(spot)
        font, radius = self._layout.font, 2.4 * self._dot
        one = shapes.mark(here[0].kind, x, y, radius) if len(here) == 1 else None
        ring = one or tag("circle", cx=x, cy=y, r=radius, class_="ring")
        if one is not None and not self._layout.words:
            return one
        names = [text(f"plane/{mark.kind}") for mark in here]
        row = 1.4 * font
        size = (
            (max(map(self._width, names)) + 1.8 * font, len(here) * row + 0.3 * font)
            if self._layout.words
            else (len(here) * 1.25 * font + 4, row)
        )
        box, _ = self._places.put((x, y), size, (14, 28, 48, 80, 120) if self._layout.words else (12, 24, 44))
        near = min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)
        found = [
            tag("line", x1=x, y1=y, x2=near[0], y2=near[1], class_="leader"),
            ring,
            tag(
                "rect",
                x=box.left,
                y=box.top,
                width=size[0],
                height=size[1],
                rx=4,
                class_="callout",
            ),
        ]
        for place, (mark, words) in enumerate(zip(here, names, strict=True)):
            if self._layout.words:
                middle = box.top + 0.15 * font + (place + 0.5) * row
                found.append(shapes.mark(mark.kind, box.left + 0.85 * font, middle, 0.42 * font))
                found.append(tag("text", words, x=box.left + 1.6 * font, y=middle + 0.35 * font))
            else:
                across = box.left + 2 + (place + 0.5) * 1.25 * font
                found.append(shapes.mark(mark.kind, across, box.top + row / 2, 0.42 * font))
        return joined(*found)


def shortened(name: str, most: int) -> str:
    """Return a name of no more than so many letters."""
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def number(value: float) -> str:
    """Return a number with a minus sign that is one."""
    return f"{value:g}".replace("-", "\N{MINUS SIGN}")


def numbers_of(numbers: Sequence[int]) -> str:
    """Return a few numbers in full, more by the first and the last."""
    return ", ".join(map(str, numbers)) if len(numbers) < 4 else f"{numbers[0]} … {numbers[-1]}"


def description(plane: Plane) -> str:
    """Return in a few sentences what the picture shows."""
    across, up = plane.names
    ends = plane.frontier[0], plane.frontier[-1]
    found = [
        text(
            "plane/described",
            x=across,
            y=up,
            size=len(plane.frontier),
            most=number(ends[0][0]),
            least=number(ends[0][1]),
            left=number(ends[1][0]),
            top=number(ends[1][1]),
        )
    ]
    for mark in plane.marks:
        values = {"name": text(f"plane/{mark.kind}"), "a": number(mark.spot[0]), "b": number(mark.spot[1])}
        found.append(text("plane/described_mark", x=across, y=up, **values))
    if plane.offers:
        found.append(text("plane/described_offers", count=len(plane.offers)))
    return " ".join(found)

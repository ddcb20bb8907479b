"""The plane of two roles as shapes and words: where everything lies in a frame of so many pixels.

Law of this file: what is drawn is in `Plane`; each kind of mark has its own shape, so that nothing hangs on
colour alone. From back to front: all outcomes, the zone, results, the frontier, offers, outcomes with a name.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from game.desktop.scene import Drawing, Element, Fill, Rect, Words
from game.desktop.shapes import Area, Disc, Shape, Spot, Stroke, box
from game.desktop.typesetting import Typesetter
from game.messages import text
from game.presentation.plane import Mark, Offer, Plane
from game.report.plane_labels import Box, Places, around
from game.report.plane_shapes import POLYGONS, ROUND
from game.report.plane_svg import Axis, number, numbers_of, stairs

SIDES = ("info", "bad", "soft")
"""The colours of the first role's offers, the second's, somebody else's."""
Lying = TypeVar("Lying", Mark, Offer)
NAMED_FROM = 440
"""From this width on (in units of the design) marks are named in the picture, not by the legend alone."""


def mark_shapes(kind: str, x: float, y: float, radius: float) -> tuple[Shape, ...]:
    """Return the shape of an outcome with a name."""
    if kind in ROUND:
        return Disc((x, y), radius, "ink"), Disc((x, y), radius * 0.4, "field")
    corners = tuple((x + radius * a, y + radius * b) for a, b in POLYGONS[kind])
    return (Area(corners, "gold" if kind == "documented" else "good", "field", max(1.0, radius / 6)),)


def offer_shapes(side: int, x: float, y: float, radius: float) -> tuple[Shape, ...]:
    """Return the shape of an offer: a disc, a square, or a triangle by whose it was."""
    colour, width = SIDES[side], max(1.2, radius / 3)
    if side == 0:
        return (Disc((x, y), radius, "field", colour, width),)
    if side == 1:
        return (Area(box(x - radius, y - radius, x + radius, y + radius), "field", colour, width),)
    corners = ((x, y - 1.3 * radius), (x + 1.2 * radius, y + radius), (x - 1.2 * radius, y + radius))
    return (Area(corners, "field", colour, width),)


class Plot:
    """A plane laid out in a place of the column."""

    def __init__(self, sets: Typesetter, plane: Plane, place: Rect) -> None:
        self._sets, self._plane, self._place = sets, plane, place
        px = sets.theme.px
        self._frame = Box(px(46), px(26), place.w - px(10), place.h - px(44))
        xs, ys = zip(*plane.outline, plane.lines, strict=True)
        ticks = 8 if place.w >= px(NAMED_FROM) else 5
        self._x = Axis(xs, self._frame.left, self._frame.right, ticks)
        self._y = Axis(ys, self._frame.bottom, self._frame.top, ticks)
        self._named = place.w >= px(NAMED_FROM)
        self._dot = px(2.6)
        self._shapes: list[Shape] = []
        self._words: list[Element] = []
        self._places = Places(self._frame.grown(-px(2)), self._taken())

    def elements(self) -> list[Element]:
        """Return all that is drawn, in the place."""
        self._field()
        self._scales()
        self._dots()
        self._walkaways()
        self._frontier()
        self._offers()
        self._marks()
        return [Drawing(self._place, tuple(self._shapes)), *self._words]

    def _at(self, spot: Spot) -> Spot:
        return self._x.at(spot[0]), self._y.at(spot[1])

    def _taken(self) -> Iterator[Box]:
        for spot in self._plane.frontier:
            yield around(*self._at(spot), self._dot)
        for mark in self._plane.marks:
            yield around(*self._at(mark.spot), 3 * self._dot)
        for one in self._plane.offers:
            yield around(*self._at(one.spot), 2 * self._dot)

    def _say(
        self, words: str, box_: Box, style: str = "small", colour: str = "ink", align: str = "left"
    ) -> None:
        """Set a line in a box of the drawing."""
        height = self._sets.line_height(style)
        y = self._place.y + round((box_.top + box_.bottom - height) / 2)
        rect = Rect(self._place.x + round(box_.left), y, round(box_.right - box_.left), height)
        self._words.append(Words(rect, (words,), style, colour, align))

    # The field ----------------------------------------------------------------------------------

    def _field(self) -> None:
        """Shade where outcomes can be, and the zone, both up to the frontier; beyond it nothing is."""
        frame, plane = self._frame, self._plane
        corners = box(frame.left, frame.top, frame.right, frame.bottom)
        self._shapes.append(Area(corners, "field"))
        self._shapes.append(Area(tuple(map(self._at, plane.outline)), "paper_dark"))
        x, y = self._at(plane.lines)
        left = x if plane.vetoes[0] else frame.left
        bottom = y if plane.vetoes[1] else frame.bottom
        self._shapes.append(Area(box(left, frame.top, frame.right, bottom), "marked"))
        edge = [self._at(spot) for spot in stairs(plane.frontier)]
        beyond = [(edge[0][0], frame.bottom), *edge, (frame.left, edge[-1][1]), (frame.left, frame.top)]
        beyond += [(frame.right, frame.top), (frame.right, frame.bottom)]
        self._shapes.append(Area(tuple(beyond), "field"))
        self._shapes.append(Stroke((*corners, corners[0]), "edge", 1))

    def _scales(self) -> None:
        frame, px = self._frame, self._sets.theme.px
        tall = self._sets.line_height("small")
        for value in self._x.ticks:
            x = self._x.at(value)
            self._shapes.append(Stroke(((x, frame.top), (x, frame.bottom)), "edge", 0.6))
            label = Box(x - px(20), frame.bottom + px(2), x + px(20), frame.bottom + px(2) + tall)
            self._say(number(value), label, colour="soft", align="centre")
        for value in self._y.ticks:
            y = self._y.at(value)
            self._shapes.append(Stroke(((frame.left, y), (frame.right, y)), "edge", 0.6))
            label = Box(0, y - tall / 2, frame.left - px(6), y + tall / 2)
            self._say(number(value), label, colour="soft", align="right")
        across, up = (text("plane/axis", role=name) for name in self._plane.names)
        below = Box(frame.left, frame.bottom + px(20), frame.right, self._place.h)
        self._say(across, below, "small_bold", SIDES[0], "right")
        self._say(up, Box(0, 0, self._place.w, frame.top - px(3)), "small_bold", SIDES[1])

    def _dots(self) -> None:
        radius = max(1.0, 0.5 * self._dot)
        self._shapes += [Disc(self._at(spot), radius, "soft") for spot in self._plane.dots]

    def _walkaways(self) -> None:
        frame, (x, y) = self._frame, self._at(self._plane.lines)
        dash = (2.4 * self._dot, 1.6 * self._dot)
        width = max(1.4, 0.6 * self._dot)
        self._shapes.append(Stroke(((x, frame.top), (x, frame.bottom)), SIDES[0], width, dash))
        self._shapes.append(Stroke(((frame.left, y), (frame.right, y)), SIDES[1], width, dash))

    def _frontier(self) -> None:
        edge = tuple(self._at(spot) for spot in stairs(self._plane.frontier))
        self._shapes.append(Stroke(edge, "ink", max(1.0, 0.4 * self._dot)))
        self._shapes += [Disc(self._at(spot), self._dot, "ink") for spot in self._plane.frontier]

    # Offers and marks ---------------------------------------------------------------------------

    def _offers(self) -> None:
        """Draw each side's offers in their order, joined, with numbers where there is room."""
        front: list[Shape] = []
        width = max(1.4, 0.6 * self._dot)
        for side in range(3):
            own = [one for one in self._plane.offers if one.side == side]
            path = tuple(self._at(one.spot) for one in own)
            if side < 2 and len(set(path)) > 1:
                dash = (self._dot, 1.5 * self._dot) if side else ()
                self._shapes.append(Stroke(path, SIDES[side], width, dash))
            for spot, here in _by_spot(own):
                front += offer_shapes(side, *self._at(spot), 1.5 * self._dot)
                self._numbers(here, self._at(spot), side)
        self._shapes += front

    def _numbers(self, here: Sequence[Offer], at: Spot, side: int) -> None:
        said = numbers_of([one.number for one in here])
        size = self._sets.width(said, "small"), self._sets.line_height("small") * 0.8
        place, covered = self._places.put(at, size, [factor * self._dot for factor in (2, 4, 7)])
        if covered <= 0.25 * place.area:
            self._say(said, place, colour=SIDES[side])

    def _marks(self) -> None:
        for spot, here in _by_spot(self._plane.marks):
            at, radius = self._at(spot), 2.6 * self._dot
            if self._named:
                self._callout(at, here, radius)
            elif len(here) == 1:
                self._shapes += mark_shapes(here[0].kind, *at, radius)
            else:
                self._shapes.append(Disc(at, radius, "field", "ink", radius / 4))

    def _callout(self, at: Spot, here: Sequence[Mark], radius: float) -> None:
        """Draw what is at one point, and name it beside it."""
        px = self._sets.theme.px
        names = [text(f"plane/{mark.kind}") for mark in here]
        row, glyph = self._sets.line_height("small") + px(1), px(20)
        wide = max(self._sets.width(name, "small_bold") for name in names) + glyph + px(8)
        tall = row * len(names) + px(4)
        place, _ = self._places.put(at, (wide, tall), [px(step) for step in (14, 28, 48, 80, 120)])
        near = min(max(at[0], place.left), place.right), min(max(at[1], place.top), place.bottom)
        self._shapes.append(Stroke((at, near), "ink", 1))
        if len(here) == 1:
            self._shapes += mark_shapes(here[0].kind, *at, radius)
        else:
            self._shapes.append(Disc(at, radius, "field", "ink", radius / 4))
        left, top = self._place.x + round(place.left), self._place.y + round(place.top)
        self._words.append(Fill(Rect(left, top, round(wide), round(tall)), "field", "edge", 3))
        for line, (mark, name) in enumerate(zip(here, names, strict=True)):
            y = place.top + px(2) + row * line
            glyph_at = Rect(left, self._place.y + round(y), glyph, row)
            shapes = mark_shapes(mark.kind, glyph / 2, row / 2, px(5))
            self._words.append(Drawing(glyph_at, shapes))
            self._say(name, Box(place.left + glyph, y, place.right, y + row), "small_bold")


def _by_spot(found: Iterable[Lying]) -> list[tuple[Spot, list[Lying]]]:
    """Return marks or offers that lie at one point together."""
    spots: dict[Spot, list[Lying]] = {}
    for one in found:
        spots.setdefault(one.spot, []).append(one)
    return list(spots.items())

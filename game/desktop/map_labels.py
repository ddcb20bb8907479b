"""Where names go on the map: inside their region, beside their town, never over one another or the edge.

Places are tried in an order, as cartographers have it: right of a town before left, above before below;
the first with the lowest cost is taken (E. Imhof, Positioning names on maps, The American Cartographer 2(2),
1975).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pygame

from game.presentation.mapping.geography import Point

Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Label:
    """A name or mark as placed: what it stands for, its words, and where."""

    id: str
    words: str
    rect: pygame.Rect


class Places:
    """Which region each pixel shows, and which rectangles are taken."""

    def __init__(self, lands: pygame.Surface, ids: list[str], rails: Iterable[Point]) -> None:
        """`lands` is a surface of 8 bits a pixel: 0 for the sea, else the place in `ids` plus one."""
        self.frame = lands.get_rect()
        self._lands = lands
        self._ids = ids
        self._rails = list(rails)
        self.taken: list[pygame.Rect] = []

    def region_at(self, x: int, y: int) -> str | None:
        """Return the region of a pixel, or None for the sea or outside."""
        if not self.frame.collidepoint(x, y):
            return None
        number = self._lands.get_at_mapped((x, y))
        return self._ids[number - 1] if number else None

    def is_free(self, rect: pygame.Rect) -> bool:
        """Return whether a rectangle is within the frame, with a margin, and covers nothing placed."""
        return self.frame.inflate(-6, -6).contains(rect) and rect.collidelist(self.taken) < 0

    def points(self, step: int) -> dict[str, list[tuple[int, int]]]:
        """Return pixels of each region, `step` apart."""
        found: dict[str, list[tuple[int, int]]] = {name: [] for name in self._ids}
        for y in range(step // 2, self.frame.height, step):
            for x in range(step // 2, self.frame.width, step):
                if number := self._lands.get_at_mapped((x, y)):
                    found[self._ids[number - 1]].append((x, y))
        return found

    def within(
        self, region: str, spots: list[tuple[int, int]], size: Size, least: float
    ) -> pygame.Rect | None:
        """Return a free rectangle of `size` in a region, near the middle of its `spots`, or None.

        At least the share `least` of the rectangle lies in the region.
        """
        if not spots:
            return None
        middle = tuple(sum(axis) / len(spots) for axis in zip(*spots, strict=True))
        best, cost = None, float("inf")
        for spot in spots:
            rect = pygame.Rect((0, 0), size)
            rect.center = spot
            away = (spot[0] - middle[0]) ** 2 + (2 * (spot[1] - middle[1])) ** 2
            if away >= cost or not self.is_free(rect):
                continue
            if self.share(region, rect) >= least:
                best, cost = rect, away
        return best

    def nearest(
        self, region: str, spots: Iterable[tuple[int, int]], size: Size, least: float
    ) -> pygame.Rect | None:
        """Return the first free rectangle around one of `spots`, or None; `least` as in `within`."""
        for rect in self._free_around(spots, size):
            if self.share(region, rect) >= least:
                return rect
        return None

    def anywhere(self, near: Point, size: Size, step: int) -> pygame.Rect | None:
        """Return the free rectangle of `size` nearest to a point, in steps of pixels, or None."""
        spots = ((x, y) for y in range(0, self.frame.height, step) for x in range(0, self.frame.width, step))
        ordered = sorted(spots, key=lambda spot: (spot[0] - near[0]) ** 2 + (spot[1] - near[1]) ** 2)
        return next(self._free_around(ordered, size), None)

    def _free_around(self, spots: Iterable[tuple[int, int]], size: Size) -> Iterator[pygame.Rect]:
        for spot in spots:
            rect = pygame.Rect((0, 0), size)
            rect.center = spot
            if self.is_free(rect):
                yield rect

    def share(self, region: str, rect: pygame.Rect) -> float:
        """Return about how much of a rectangle lies in a region, from 0 to 1."""
        xs = [rect.left + (rect.width - 1) * part // 4 for part in range(5)]
        ys = [rect.top, rect.centery, rect.bottom - 1]
        return sum(self.region_at(x, y) == region for x in xs for y in ys) / 15

    def beside(self, at: Point, size: Size, gap: int) -> pygame.Rect | None:
        """Return a free rectangle of `size` beside a point, `gap` pixels away, or None."""
        best, cost = None, float("inf")
        for order, rect in enumerate(_around(at, size, gap)):
            if not self.is_free(rect):
                continue
            price = order + 2 * self._cuts(rect)
            if price < cost:
                best, cost = rect, price
        return best

    def _cuts(self, rect: pygame.Rect) -> int:
        """Return how much a rectangle hides: limits of regions, and railways."""
        spots = [
            (rect.left + (rect.width - 1) * part // 4, y)
            for part in range(5)
            for y in (rect.top, rect.bottom)
        ]
        lands = len({self.region_at(*spot) for spot in spots}) - 1
        return lands + min(2, sum(rect.collidepoint(spot) for spot in self._rails) // 3)


def _around(at: Point, size: Size, gap: int) -> Iterator[pygame.Rect]:
    """Yield rectangles beside a point, the best first, then the same farther away."""
    width, height = size
    for off in (gap, gap * 1.5, gap * 2):
        near = off / 2
        right, left = at[0] + off, at[0] - off - width
        middle = at[0] - width / 2
        for x, y in (
            (right, at[1] - height / 2),
            (left, at[1] - height / 2),
            (right - near, at[1] - height - near),
            (right - near, at[1] + near),
            (left + near, at[1] - height - near),
            (left + near, at[1] + near),
            (middle, at[1] - height - off),
            (middle, at[1] + off),
        ):
            yield pygame.Rect(round(x), round(y), width, height)

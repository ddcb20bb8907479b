"""Where the map lies on a surface. No drawing here."""

from dataclasses import dataclass

from game.presentation.mapping.geography import ASPECT, Point


@dataclass(frozen=True, slots=True)
class View:
    """The frame on a surface of `width` by `height` pixels: whole, in the middle, with more around it."""

    width: int
    height: int

    @property
    def unit(self) -> float:
        """Return the pixels of the frame's width."""
        return min(self.width, self.height * ASPECT)

    def pixel(self, point: Point) -> Point:
        """Return where on the surface a point of the frame lies."""
        unit = self.unit
        left, top = (self.width - unit) / 2, (self.height - unit / ASPECT) / 2
        return point[0] * unit + left, point[1] * unit + top

    def frame(self, pixel: Point) -> Point:
        """Return the point of the frame at a pixel."""
        unit = self.unit
        left, top = (self.width - unit) / 2, (self.height - unit / ASPECT) / 2
        return (pixel[0] - left) / unit, (pixel[1] - top) / unit

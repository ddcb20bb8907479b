"""Where labels go in a picture: near what they name, over nothing else if there is room.

Law of this file: boxes and numbers only. Each label takes, in turn, the place that covers least; the same
input gives the same places.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

DIRECTIONS = (
    (1, -1), (1, 0), (0, -1), (1, 1), (-1, -1), (0, 1), (-1, 0), (-1, 1),
    (1, -0.5), (1, 0.5), (-1, -0.5), (-1, 0.5), (0.5, -1), (-0.5, -1), (0.5, 1), (-0.5, 1),
)  # fmt: skip
"""Right and up first: beyond the frontier there is room."""
CLOSE_BY = 0.35
"""What a unit of distance weighs beside a square unit of what is covered."""


class Box(NamedTuple):
    """A rectangle; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        """Its area."""
        return (self.right - self.left) * (self.bottom - self.top)

    def covers(self, other: "Box") -> float:
        """Return how much of the other is covered."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0

    def grown(self, by: float) -> "Box":
        """Return the box with a rim."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


def around(x: float, y: float, radius: float) -> Box:
    """Return the square around a point."""
    return Box(x - radius, y - radius, x + radius, y + radius)


class Places:
    """Gives out places within a frame, away from what is there already."""

    def __init__(self, frame: Box, taken: Iterable[Box] = ()) -> None:
        self._frame = frame
        self._taken = list(taken)

    def take(self, box: Box) -> None:
        """Keep a place free of labels from now on."""
        self._taken.append(box)

    def put(
        self, at: tuple[float, float], size: tuple[float, float], distances: Sequence[float]
    ) -> tuple[Box, float]:
        """Return where a label of this size goes, and how much it covers of what was there."""
        best: tuple[float, float, Box] | None = None
        for distance in distances:
            for across, down in DIRECTIONS:
                box = _beside(at, size, (across * distance, down * distance))
                if self._frame.covers(box) < box.area - 1e-6:
                    continue
                covered = sum(taken.covers(box.grown(2)) for taken in self._taken)
                cost = covered + CLOSE_BY * distance
                if best is None or cost < best[0]:
                    best = cost, covered, box
        if best is None:
            box = _within(self._frame, _beside(at, size, (distances[0], -distances[0])))
            best = 0.0, sum(taken.covers(box) for taken in self._taken), box
        self._taken.append(best[2])
        return best[2], best[1]


def _beside(at: tuple[float, float], size: tuple[float, float], step: tuple[float, float]) -> Box:
    """Return a box that lies beside a point: it begins where the step leads, and goes on the same way."""
    (x, y), (width, height), (across, down) = at, size, step
    left = x + across - width / 2 + _sign(across) * width / 2
    top = y + down - height / 2 + _sign(down) * height / 2
    return Box(left, top, left + width, top + height)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _within(frame: Box, box: Box) -> Box:
    """Return the box pushed into the frame."""
    across = max(frame.left - box.left, 0.0) + min(frame.right - box.right, 0.0)
    down = max(frame.top - box.top, 0.0) + min(frame.bottom - box.bottom, 0.0)
    return Box(box.left + across, box.top + down, box.right + across, box.bottom + down)

"""What the window is to find out after the end of a game.

Law of this file: frozen data.
"""

from pathlib import Path
from typing import Any, NamedTuple

Data = dict[str, Any]


class Review(NamedTuple):
    """Look back on a kept game that is over."""

    path: Path


class Weigh(NamedTuple):
    """Weigh what was possible for a pair of roles."""

    pair: tuple[str, str]


class Reread(NamedTuple):
    """Read the game again from a seat; '' is everybody."""

    role: str


class ShowMoment(NamedTuple):
    """Find out how things stood after a line, as a seat saw them."""

    role: str
    at: int


class FindPoint(NamedTuple):
    """Find the decision a what-if begins with: the act with this first line, else the next of the seat."""

    role: str
    first: int


class PutDecision(NamedTuple):
    """Put a decision to the seat again."""

    at: int
    role: str


class TryAct(NamedTuple):
    """Find out whether another act is possible at a decision."""

    at: int
    role: str
    data: Data


class Ask(NamedTuple):
    """Play on from a decision so many times, perhaps with another act."""

    ticket: int
    at: int
    role: str
    data: Data | None
    runs: int


class StopAsking(NamedTuple):
    """Play no more games."""


class Export(NamedTuple):
    """Write the debrief into files."""


Effect = Review | Weigh | Reread | ShowMoment | FindPoint | PutDecision | TryAct | Ask | StopAsking | Export

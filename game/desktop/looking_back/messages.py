"""What a person did after the end of a game, and what has been found out for them.

Law of this file: frozen data.
"""

from pathlib import Path
from typing import Any, NamedTuple

from game.desktop.state import Seen, Snapshot
from game.presentation.plane import Plane
from game.presentation.replaying_frames import Frame
from game.presentation.what_if_bars import Bars
from game.presentation.what_if_points import Point

Data = dict[str, Any]
Pair = tuple[str, str]


class LookBack(NamedTuple):
    """A kept game that is over is to be looked back on."""

    path: Path


class Unfold(NamedTuple):
    """A line of a page was pressed: it shows what belongs to it, or no longer does."""

    key: str


class PickSide(NamedTuple):
    """One of two maps is to be shown, where there is no room for both."""

    name: str


class PickPair(NamedTuple):
    """The plane of two roles is to be shown."""

    pair: Pair


class Export(NamedTuple):
    """The debrief is to be written into files."""


class ReadAgain(NamedTuple):
    """The game is to be read again from a seat; '' is everybody."""

    role: str


class Step(NamedTuple):
    """So many acts on or back."""

    by: int


class StepSitting(NamedTuple):
    """So many sittings on or back."""

    by: int


class GoTo(NamedTuple):
    """To an act, by its place among those that are shown."""

    place: int


class Reveal(NamedTuple):
    """What was hidden is to be shown, or not."""

    on: bool


class ChooseSeat(NamedTuple):
    """The list of seats is to be opened or closed."""

    on: bool


class Suppose(NamedTuple):
    """What if, from the act that is shown."""


class ActOtherwise(NamedTuple):
    """Another act is to be put together; `on` False: the AI player decides anew."""

    on: bool


class PickRuns(NamedTuple):
    """So many games are to be played on."""

    runs: int


class PlayOn(NamedTuple):
    """The games are to be played."""


class StopPlaying(NamedTuple):
    """Enough of it: no more games are to be played."""


# What has been found out ------------------------------------------------------------------------------


class Weighed(NamedTuple):
    """The plane of a pair of roles is there, or why there is none."""

    pair: Pair
    plane: Plane | str


class Reread(NamedTuple):
    """The game as a seat saw it is there."""

    role: str
    name: str
    frames: tuple[Frame, ...]


class MomentSeen(NamedTuple):
    """How things stood after a line of the log, as a seat saw them, is there."""

    role: str
    at: int
    seen: Seen


class Supposed(NamedTuple):
    """The decision a what-if begins with is there."""

    point: Point


class Deciding(NamedTuple):
    """The decision as it was put to the seat is there."""

    shot: Snapshot


class Otherwise(NamedTuple):
    """The other act is possible: it in words."""

    words: str


class Played(NamedTuple):
    """Another game has been played on. `ticket`: which question it belongs to."""

    ticket: int


class Answered(NamedTuple):
    """All games have been played on: what came of it, in sentences and bars."""

    ticket: int
    lines: tuple[str, ...]
    bars: tuple[Bars, ...]


class Unanswered(NamedTuple):
    """The games were not all played: stopped, or `reason`."""

    ticket: int
    reason: str


Found = Weighed | Reread | MomentSeen | Supposed | Deciding | Otherwise | Played | Answered | Unanswered
Message = (
    LookBack
    | Unfold
    | PickSide
    | PickPair
    | Export
    | ReadAgain
    | Step
    | StepSitting
    | GoTo
    | Reveal
    | ChooseSeat
    | Suppose
    | ActOtherwise
    | PickRuns
    | PlayOn
    | StopPlaying
    | Found
)

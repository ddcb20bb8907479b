"""Events of the calendar."""

from typing import NamedTuple

from game.engine.events.parts import Status, Step
from game.scenario.indices import Minute, RoleIx, SittingIx


class SittingOpened(NamedTuple):
    """A sitting begins with its arrivals."""

    sitting: SittingIx
    minute: Minute


class StepOpened(NamedTuple):
    """The sitting goes on to its next step."""

    step: Step
    minute: Minute


class StepDone(NamedTuple):
    """A seat has finished this step."""

    role: RoleIx


class TalksBrokenOff(NamedTuple):
    """A seat has ended the talks for good."""

    role: RoleIx


class TalksClosed(NamedTuple):
    """The main text is signed, or can no longer be: everybody learns that the talks are over."""

    status: Status


class MatchEnded(NamedTuple):
    """The game is over, with the status of its main instrument."""

    status: Status

"""How a class is played: what the teacher sets before it begins, most of which can be changed later."""

from dataclasses import dataclass
from typing import Literal

Gate = Literal["off", "shown", "required"]
Seating = Literal["random", "manual"]


@dataclass(frozen=True)
class Rules:
    """The teacher's choices.

    `groups`: how many. `per_seat`: one or two people. `seating`: by chance on joining, or by the teacher.
    `gate`: whether the questions about the briefing are asked, and must be answered. `turn_minutes`,
    `desk_minutes`: the clock of a turn at a meeting, and of every other step; 0 for none. `ai`: who plays the
    seats nobody sits in. `alone`: the part whose player plays alone in a group, '' for a class; one group
    alone begins as soon as they have joined. `tutorial`: with the coach, in the game the coach knows.
    """

    groups: int = 8
    per_seat: int = 1
    seating: Seating = "random"
    gate: Gate = "shown"
    turn_minutes: int = 0
    desk_minutes: int = 0
    ai: str = "diplomat"
    alone: str = ""
    tutorial: bool = False

    @property
    def is_for_one(self) -> bool:
        """Whether one person plays, and there is no teacher to begin."""
        return bool(self.alone) and self.groups == 1


MOST_GROUPS = 500
MOST_MINUTES = 24 * 60

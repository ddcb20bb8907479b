"""The decision a what-if begins with.

Law of this file: it begins only where somebody had a choice, in a match that is over.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from game.messages import text
from game.presentation.what_if import moments_data
from game.session.match import Match
from game.simulation.what_if import usual_seats

Data = dict[str, Any]
RUNS = (20, 100, 400)
"""How many games can be asked for."""
USUAL_RUNS = RUNS[1]


class Point(NamedTuple):
    """A decision: after which line, whose, where, what was done then, and who plays on."""

    at: int
    role: str
    where: str
    made: str
    player: str


def choices_made(match: Match) -> list[Data]:
    """Return the decisions in which somebody had a choice, as `moments_data` has them. Raises `Refusal`."""
    return [one for one in moments_data(match)["decisions"] if one["choice"]]


def point_near(match: Match, role: str, first: int, found: Sequence[Data] | None = None) -> Point | None:
    """Return the act that begins with a line, else the next decision of the seat, of anybody, or the last.

    None where nobody ever had a choice. `found`: all of those, if they are known. Raises `Refusal` of a match
    that is not over.
    """
    found = choices_made(match) if found is None else found
    if not found:
        return None
    later = [one for one in found if one["at"] >= first - 1]
    own = [one for one in later if one["at"] == first - 1 or one["role"] == role]
    return _point(match, (own or later or found[-1:])[0])


def point_at(match: Match, at: int, role: str, found: Sequence[Data] | None = None) -> Point | None:
    """Return the decision of a seat after a line; None where it had none, or no choice."""
    made = choices_made(match) if found is None else found
    one = next((one for one in made if (one["at"], one["role"]) == (at, role)), None)
    return None if one is None else _point(match, one)


def _point(match: Match, one: Data) -> Point:
    step = text(f"debrief/step_{one['step']}")
    where = text("looking_back/moment", sitting=one["sitting_title"], step=step, role=one["role_name"])
    return Point(one["at"], one["role"], where, one["act"], usual_seats(match, one["at"])[one["role"]])

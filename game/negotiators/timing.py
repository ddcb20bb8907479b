"""How far a seat has given way by now: time-dependent tactics.

The three shapes are those of Faratin, Sierra and Jennings, "Negotiation decision functions for autonomous
agents", Robotics and Autonomous Systems 24 (1998), pp. 159-182: linear (beta = 1), Boulware (beta < 1, late)
and conceder (beta > 1, early). All in whole numbers, so that a game is the same on any machine.
"""

from collections.abc import Callable

from game.engine.state import Table
from game.negotiators.bidding import Scales
from game.negotiators.player import Situation

Curve = Callable[[int, int, int], int]
"""Given a span of points, turns used and turns in all: how many points have been given way by now."""

FIRMNESS = 24
"""How many points above its walk-away, drawn once a match, a seat may hold out for."""


def linear(span: int, used: int, total: int) -> int:
    """Return the same step each turn."""
    return span * used // total


def boulware(span: int, used: int, total: int) -> int:
    """Return little until the end: the fourth power of time (beta = 1/4)."""
    return span * used**4 // total**4


def conceder(span: int, used: int, total: int) -> int:
    """Return much at once: one less the fourth power of the time left."""
    return span * (total**4 - (total - used) ** 4) // total**4


def target(situation: Situation, scales: Scales, curve: Curve) -> int:
    """Return the points the seat aims for now, along its curve over all turns of its meetings."""
    used, total = turns(situation, scales.number)
    reserve = scales.walkaway + 1 + situation.draw("once/firmness", FIRMNESS)
    span = max(0, scales.best - reserve)
    return scales.best - (curve(span, min(used, total), total) if total else 0)


def turns(situation: Situation, number: int) -> tuple[int, int]:
    """Return turns used and turns in all at this seat's meetings about a text."""
    clock, role = situation.view.clock, situation.view.role
    total = used = 0
    for index, sitting in enumerate(situation.public.sittings):
        for meeting in sitting.meetings:
            if meeting.texts >> number & 1 and role in meeting.order:
                total += meeting.exchanges
                if index < clock.sitting:
                    used += meeting.exchanges
    table = table_about(situation, number)
    return used + (table.turn if table is not None else 0), total


def table_about(situation: Situation, number: int) -> Table | None:
    """Return the table the seat sits at now, if a text lies on it."""
    table = situation.view.table
    if situation.view.clock.step != "table" or table is None or not table.texts >> number & 1:
        return None
    return table


def elapsed(situation: Situation) -> int:
    """Return how much of the calendar is gone, in percent."""
    return 100 * situation.view.clock.sitting // max(1, len(situation.public.sittings) - 1)

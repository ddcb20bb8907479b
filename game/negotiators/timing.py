"""How far a seat has given way by now: time-dependent tactics.

The three shapes are those of Faratin, Sierra and Jennings, "Negotiation decision functions for autonomous
agents", Robotics and Autonomous Systems 24 (1998), pp. 159-182: linear (beta = 1), Boulware (beta < 1, late)
and conceder (beta > 1, early). All in whole numbers, so that a game is the same on any machine.
"""

from collections.abc import Callable

from game.negotiators.bidding import Scales
from game.negotiators.player import Situation
from game.scenario.indices import Mask

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
    used, total = turns(situation)
    reserve = scales.walkaway + 1 + situation.draw("once/firmness", FIRMNESS)
    span = max(0, scales.best - reserve)
    return scales.best - (curve(span, min(used, total), total) if total else 0)


def turns(situation: Situation) -> tuple[int, int]:
    """Return turns used and turns in all at meetings about texts the seat signs (or any, if none)."""
    clock, table, role = situation.view.clock, situation.view.table, situation.view.role
    mine = _own_texts(situation)
    total = used = 0
    for index, sitting in enumerate(situation.public.sittings):
        meeting = sitting.meeting_of(role)
        if meeting is not None and meeting.texts & mine:
            total += meeting.exchanges
            if index < clock.sitting:
                used += meeting.exchanges
    if clock.step == "table" and table is not None and table.texts & mine:
        used += table.turn
    return used, total


def _own_texts(situation: Situation) -> Mask:
    role = situation.view.role
    signed = [number for number, t in enumerate(situation.public.instruments) if t.signers >> role & 1]
    return sum(1 << number for number in signed) or -1


def elapsed(situation: Situation) -> int:
    """Return how much of the calendar is gone, in percent."""
    return 100 * situation.view.clock.sitting // max(1, len(situation.public.sittings) - 1)

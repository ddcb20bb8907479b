"""Players that answer in kind: they give way as far as the other side does, and no farther.

`tit-for-tat` is the behaviour-dependent tactic of Faratin, Sierra and Jennings, "Negotiation decision
functions for autonomous agents", Robotics and Autonomous Systems 24 (1998), pp. 159-182: it gives as many
of its own points as the others' offers have come to give it. As in Baarslag, Hindriks and Jonker, "A tit
for tat negotiation strategy for real-time bilateral negotiations", Complex Automated Negotiations (2013),
pp. 229-233, it opens with a small step of its own and gives way towards the end.

`micro` follows de Jonge, "An analysis of the linear bilateral ANAC domains using the MiCRO benchmark
strategy", IJCAI 2022, pp. 223-229: for each different offer of the others one step down its list of
packages. There the list has a rung for every package, which takes thousands of rounds; here it has one for
each of its own turns.

Law of this file: what the others have offered, in one's own points; no model of anybody.
"""

from game.negotiators.bidding import Scales
from game.negotiators.player import Situation
from game.negotiators.tactics import Bids, Moment, made_by
from game.negotiators.timing import FIRMNESS, turns

NICE = 8
"""Percent of the way to its reserve that tit-for-tat goes by itself."""
LATE = 80
"""Percent of the turns after which tit-for-tat gives way without being given."""


class TitForTat:
    """Gives way by what it has been given."""

    def target(self, situation: Situation, scales: Scales) -> int:
        """Return the best, less what the others' offers have gained it since their first."""
        used, total = turns(situation)
        reserve = _reserve(situation, scales)
        span = max(0, scales.best - reserve)
        given = max([0, *(_gained(scales, role) for role in _others(situation, scales))])
        step = span * NICE // 100 if used > 1 else 0
        late = max(0, 100 * used // total - LATE) if total else 0
        bonus = max(0, span - given - step) * late // (100 - LATE)
        return scales.best - min(span, given + step + bonus)

    def at(self, moment: Moment) -> Bids:
        """Return what it would take and ask in one turn."""
        return Bids(moment, self)


class Micro:
    """Takes one step for each step of the others."""

    def target(self, situation: Situation, scales: Scales) -> int:
        """Return its rung: as many down from the best as the others have made different offers."""
        _, total = turns(situation)
        rungs = max(1, total // 2 - 1)
        span = max(0, scales.best - _reserve(situation, scales))
        heard = [len({p.package for p in made_by(scales, role)}) for role in _others(situation, scales)]
        return scales.best - span * min(rungs, max(heard, default=0)) // rungs

    def at(self, moment: Moment) -> Bids:
        """Return what it would take and ask in one turn."""
        return Bids(moment, self)


def _reserve(situation: Situation, scales: Scales) -> int:
    return scales.walkaway + 1 + situation.draw("once/firmness", FIRMNESS)


def _others(situation: Situation, scales: Scales) -> list[int]:
    signers = situation.public.instruments[scales.number].signers
    return [r for r in range(len(situation.public.roles)) if signers >> r & 1 and r != scales.role]


def _gained(scales: Scales, role: int) -> int:
    """Return by how much the best of a role's offers is better for this seat than its first."""
    worths = [scales.worth_with(p.package, 100) for p in made_by(scales, role)]
    return max(worths) - worths[0] if worths else 0

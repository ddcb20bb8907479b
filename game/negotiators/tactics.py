"""How a seat bids: what it aims for, what it would take, what it asks. The rest of a turn is the same for all.

Law of this file: a tactic is a pure function of the situation; it says how far to go, `at_table` what to do.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import NamedTuple

from game.engine.offering import Template
from game.engine.state import Proposal, Table
from game.negotiators.bidding import Ask, Scales
from game.negotiators.player import Reason, Situation
from game.negotiators.timing import Curve, linear, target, turns
from game.scenario.indices import members


class Moment(NamedTuple):
    """One turn at a table: the texts negotiated there, turns used and in all, how many seats take turns."""

    situation: Situation
    table: Table
    texts: Mapping[int, Scales]
    used: int
    total: int

    @property
    def seats(self) -> int:
        """How many turns pass from one of this seat's to the next."""
        return len(members(self.table.present))

    @property
    def is_last(self) -> bool:
        """Whether this seat will have no other turn."""
        return self.used + self.seats >= self.total

    @property
    def is_near_the_end(self) -> bool:
        """Whether there are only turns enough left to settle one text with each."""
        unsettled = sum(bool(scales.open_issues()) for scales in self.texts.values())
        return self.used + self.seats * max(1, unsettled) >= self.total


def moment_of(situation: Situation, table: Table, texts: Mapping[int, Scales]) -> Moment:
    """Return the moment a seat whose turn it is finds itself in."""
    return Moment(situation, table, texts, *turns(situation))


class Tactic(ABC):
    """What bidding depends on. Those that need no more than a target define `target` alone."""

    repeats = False
    """Whether it may ask again for what was turned down."""

    @abstractmethod
    def target(self, situation: Situation, scales: Scales) -> int:
        """Return the points this seat aims for in the whole, as of now."""

    def floor(self, moment: Moment, scales: Scales) -> int:
        """Return what the whole must be worth to accept now: the target, in the end anything above the line."""
        if moment.is_near_the_end:
            return scales.walkaway + 1
        return self.target(moment.situation, scales)

    def share(self, moment: Moment, scales: Scales) -> int:
        """Return how much of the best, in percent, the rest counts for: what this seat would take.

        On its last turn nothing, for nothing more will be settled.
        """
        if moment.is_last:
            return 0
        return max(0, 100 * self.floor(moment, scales) // max(1, scales.best))

    def ask(self, moment: Moment, scales: Scales, template: Template) -> tuple[Ask, Reason] | None:
        """Return a package to propose, and why; None for nothing."""
        aim, share = self.target(moment.situation, scales), self.share(moment, scales)
        within = sum(1 << issue for issue, mask in template.options if mask)
        asked = scales.ask(aim, leanings(moment.situation), within, share)
        asked = scales.in_form(asked, aim, share, forms=template.forms, secrecy=template.secrecy)
        return asked, Reason("reason/propose", {"worth": asked.worth, "target": aim})


class TimeTactic(Tactic):
    """Gives way along a curve in time, whatever the others do."""

    repeats = True

    def __init__(self, curve: Curve = linear) -> None:
        self._curve = curve

    def target(self, situation: Situation, scales: Scales) -> int:
        """Return the points along the curve."""
        return target(situation, scales, self._curve)


def leanings(situation: Situation) -> tuple[int, ...]:
    """Return how dear giving way is on each issue, in percent: drawn once a match, so that games differ."""
    issues = range(len(situation.public.issues))
    return tuple([60 + situation.draw(f"once/leaning/{issue}", 81) for issue in issues])


def made_by(scales: Scales, role: int) -> list[Proposal]:
    """Return the packages a role has proposed in a text, oldest first."""
    return [p for p in scales.text.proposals if p.role == role and p.reading < 0]

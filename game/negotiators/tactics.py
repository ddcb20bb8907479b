"""How a seat bids: what it aims for, would take, and asks. The rest of a turn is the same for all.

Law of this file: a tactic is a pure function of the situation; it says how far to go, `at_table` what to do.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from game.engine.acts import Package, Words
from game.engine.offering import Template
from game.engine.state import Proposal, Table
from game.negotiators.bidding import Ask, Scales
from game.negotiators.player import Reason, Situation
from game.negotiators.timing import Curve, linear, target, turns
from game.negotiators.varying import variants
from game.scenario.indices import Mask, members


class Moment(NamedTuple):
    """One turn at a table: the texts negotiated there, turns used and in all."""

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
    def unsettled(self) -> int:
        """How many of the texts have something open."""
        return sum(bool(scales.open_issues()) for scales in self.texts.values())

    @property
    def is_last(self) -> bool:
        """Whether this seat will have no other turn."""
        return self.within(1)

    def within(self, count: int) -> bool:
        """Return whether this seat has no more than so many turns left, this one among them."""
        return self.used + self.seats * count >= self.total


def moment_of(situation: Situation, table: Table, texts: Mapping[int, Scales]) -> Moment:
    """Return the moment a seat whose turn it is finds itself in."""
    return Moment(situation, table, texts, *turns(situation))


class Bid(NamedTuple):
    """A package to propose, why, and what to say with it."""

    ask: Ask
    reasons: tuple[Reason, ...]
    say: Words = ()


class Bids:
    """What a seat would take and ask in one turn. This one needs no more than its targets."""

    def __init__(self, moment: Moment, tactic: "Tactic") -> None:
        self.moment = moment
        self.targets = {n: tactic.target(moment.situation, scales) for n, scales in moment.texts.items()}

    def floor(self, scales: Scales) -> int:
        """Return what the whole must be worth to accept now: the target; at last anything above the line.

        At last: with no more turns than there are texts with something open.
        """
        is_late = self.moment.within(max(1, self.moment.unsettled))
        return scales.walkaway + 1 if is_late else self.targets[scales.number]

    def share(self, scales: Scales) -> int:
        """Return how much of the best, in percent, the rest counts for: what this seat would take.

        On its last turn nothing, for nothing more will be settled.
        """
        return 0 if self.moment.is_last else max(0, 100 * self.floor(scales) // max(1, scales.best))

    def bid(self, scales: Scales, template: Template) -> Bid | None:
        """Return what to propose; None for nothing."""
        aim, share = self.targets[scales.number], self.share(scales)
        values = {"target": aim}
        first = scales.ask(aim, leanings(self.moment.situation), within(template), share)
        asked = self._fresh(scales, template, [first])
        if asked is not None:
            return Bid(asked, (Reason("reason/propose", {**values, "worth": asked.worth}),))
        asked = self._fresh(scales, template, variants(scales, first, within(template), share))
        if asked is not None:
            return Bid(asked, (Reason("reason/propose_otherwise", {**values, "worth": asked.worth}),))
        return None

    def _fresh(self, scales: Scales, template: Template, asks: Iterable[Ask]) -> Ask | None:
        """Return the first that may be proposed and was not turned down, in the form that suits it."""
        said, share, aim = self.said(scales), self.share(scales), self.targets[scales.number]
        for ask in asks:
            if is_open(ask.package, template):
                target = min(aim, ask.worth)
                shaped = scales.in_form(ask, target, share, forms=template.forms, secrecy=template.secrecy)
                if shaped.package not in said:
                    return shaped
        return None

    def said(self, scales: Scales) -> set[Package]:
        """Return what this seat may not propose now: what lies on the table, and what was turned down."""
        return {p.package for p in made_by(scales, scales.role) if p.status in ("open", "rejected")}

    def accepting(self, scales: Scales, number: int, worth: int) -> Reason:
        """Return why a proposal is accepted."""
        values = {"number": number, "worth": worth, "target": self.targets[scales.number]}
        return Reason("reason/accept", values)

    def refusing(self) -> Reason:
        """Return why nothing is accepted and nothing asked."""
        return Reason("reason/refuse", {"target": max(self.targets.values(), default=0)})


class Tactic(Protocol):
    """What bidding depends on."""

    def target(self, situation: Situation, scales: Scales) -> int:
        """Return the points this seat aims for in the whole, as of now."""
        ...

    def at(self, moment: Moment) -> Bids:
        """Return what it would take and ask in one turn."""
        ...


class TimeTactic:
    """Gives way along a curve in time, whatever the others do."""

    def __init__(self, curve: Curve = linear) -> None:
        self._curve = curve

    def target(self, situation: Situation, scales: Scales) -> int:
        """Return the points along the curve."""
        return target(situation, scales, self._curve)

    def at(self, moment: Moment) -> Bids:
        """Return what it would take and ask in one turn."""
        return Bids(moment, self)


def leanings(situation: Situation) -> tuple[int, ...]:
    """Return how dear giving way is on each issue, in percent: drawn once a match, so that games differ."""
    issues = range(len(situation.public.issues))
    return tuple([60 + situation.draw(f"once/leaning/{issue}", 81) for issue in issues])


def made_by(scales: Scales, role: int) -> list[Proposal]:
    """Return the packages a role has proposed in a text, oldest first."""
    return [p for p in scales.text.proposals if p.role == role and p.reading < 0]


def is_open(package: Package, template: Template) -> bool:
    """Return whether a package names an issue that a template says it must."""
    return any(template.needs >> issue & 1 for issue, _ in package)


def within(template: Template) -> Mask:
    """Return the issues a package may name."""
    return sum(1 << issue for issue, mask in template.options if mask)

"""How a diplomat bids: late to give way, in trade-offs, and at the end by what a yes is worth and how likely.

Until the talks draw to a close it asks for packages worth its aim to itself, of these the one worth most to
the others (see `trading`), and takes what is worth at least its aim. Towards the close it weighs each
package by its points and by how likely the others take it (see `chances`), against what it has without: the
reasoning of Baarslag, Hindriks and Jonker, "Acceptance conditions in automated negotiation", Complex
Automated Negotiations (2013), pp. 95-111 (AC-next, AC-time, and the expected worth of what may still come),
and of Baarslag, Gerding, Aydogan and schraefel, "Optimal negotiation decision functions in time-sensitive
domains", WI-IAT 2015, pp. 190-197. What it means to close with it does not use up early: nothing refused is
asked for again.

Law of this file: its own points, offers made, time; no memory but what the view holds.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from game.engine.acts import Deed, Say, Words
from game.engine.offering import Template
from game.negotiators.bidding import Ask, Scales
from game.negotiators.chances import SURE, Other, chance, joint, others_of
from game.negotiators.persona import Persona
from game.negotiators.player import Reason, Situation
from game.negotiators.tactics import Bid, Bids, Moment, is_open, made_by
from game.negotiators.timing import turns
from game.negotiators.trading import DEEPER, DEPTH, Trade, trades
from game.scenario.indices import Mask

LAST_RESORT = 5
"""To which power it takes a chance on its last turn with nothing to fall back on: to lose a text is worse."""


class Manner(NamedTuple):
    """How it goes about one text, or several that stand or fall together.

    `closing`: in how many last turns it weighs what each may be the last to bring.
    `reserved`: how much of the way from the best to the walk-away, in percent, it does not go before.
    `hoping`: how far, in percent, it counts on a later demand while there is one to come.
    """

    closing: int
    reserved: int
    hoping: int


ONE = Manner(closing=3, reserved=15, hoping=70)
SEVERAL = Manner(closing=10, reserved=10, hoping=0)
"""With several texts there is less time for each, and each that fails costs them all; and delegates must have
time to ask at home."""


def manner_of(situation: Situation) -> Manner:
    """Return the manner for what a seat has to sign."""
    role = situation.view.role
    return SEVERAL if sum(t.signers >> role & 1 for t in situation.public.instruments) > 1 else ONE


class Plan(NamedTuple):
    """What to ask next: with its chance, and what it is expected to bring."""

    trade: Trade
    chance: int
    expected: int


class Diplomacy:
    """The tactic of a persona."""

    def __init__(self, persona: Persona) -> None:
        self.persona = persona

    def target(self, situation: Situation, scales: Scales) -> int:
        """Return what it aims for: the best at first, little less until late."""
        used, total = turns(situation)
        manner = manner_of(situation)
        span = max(0, scales.best - scales.walkaway - 1) * (100 - manner.reserved) // 100
        power = self.persona.patience
        return scales.best - (span * min(used, total) ** power // total**power if total else 0)

    def at(self, moment: Moment) -> Bids:
        """Return what it would take and ask in one turn."""
        return DiplomaticBids(moment, self)


class DiplomaticBids(Bids):
    """What a diplomat would take and ask in one turn."""

    def __init__(self, moment: Moment, tactic: Diplomacy) -> None:
        super().__init__(moment, tactic)
        self._persona = tactic.persona
        self._manner = manner_of(moment.situation)
        self._others: dict[int, tuple[Other, ...]] = {}
        self._plans: dict[tuple[int, Mask, Mask], Plan | None] = {}

    @cached_property
    def _is_closing(self) -> bool:
        return self.moment.within(self._manner.closing)

    def others(self, scales: Scales) -> tuple[Other, ...]:
        """Return the other signatories of a text, as they seem."""
        if scales.number not in self._others:
            self._others[scales.number] = others_of(self.moment.situation, scales, self._persona)
        return self._others[scales.number]

    # Taking --------------------------------------------------------------------------------------

    def floor(self, scales: Scales) -> int:
        """Return what the whole must be worth to accept now.

        Before the close its aim; then what the next demand is expected to bring, and of that only as much
        as it likes to gamble when there is no other turn; with the last word anything above the line.
        """
        line = scales.walkaway
        if not self._is_closing:
            return self.targets[scales.number]
        plan = None if self.moment.used + 1 >= self.moment.total else self.plan(scales, -1, -1)
        if plan is None:
            return line + 1
        hoped = plan.expected - line
        return line + max(1, hoped * self._persona.bluff // 100 if self.moment.is_last else hoped)

    def share(self, scales: Scales) -> int:
        """Return how much of the best, in percent, the rest counts for.

        As much as it aims for; in the close, with other texts open, as much as it could live with.
        """
        if self.moment.is_last or (self._is_closing and self.moment.unsettled < 2):
            return 0
        level = scales.walkaway + 1 if self._is_closing else self.targets[scales.number]
        return max(0, 100 * level // max(1, scales.best))

    def fallback(self, scales: Scales) -> int:
        """Return what it could still take if the next demand is refused."""
        line = scales.walkaway
        if self.moment.is_last:
            return line
        share, role = self.share(scales), scales.role
        offers = [p for p in scales.text.proposals if p.status == "open" and p.role != role and p.reading < 0]
        fine = [p.package for p in offers if not scales.forbidden(p.package)]
        return max([line, *[scales.worth_with(package, share) for package in fine]])

    # Asking --------------------------------------------------------------------------------------

    def plan(self, scales: Scales, within: Mask, needs: Mask) -> Plan | None:
        """Return what to ask next on issues `within` a mask, one of `needs` among them; None for nothing."""
        key = (scales.number, within, needs)
        if not self.others(scales):
            return None
        if key not in self._plans:
            plan = self._chosen(scales, self._menu(scales, within, needs, DEPTH))
            self._plans[key] = plan or self._chosen(scales, self._menu(scales, within, needs, DEEPER))
        return self._plans[key]

    def _menu(self, scales: Scales, within: Mask, needs: Mask, depth: int) -> list[Trade]:
        """Return what is better than no agreement and was not asked for yet."""
        said = self.said(scales)
        return [
            trade
            for trade in trades(scales, joint(self.others(scales)), within, self.share(scales), depth)
            if trade.own > scales.walkaway
            and trade.package not in said
            and any(needs >> issue & 1 for issue, _ in trade.package)
        ]

    def _chosen(self, scales: Scales, fresh: list[Trade]) -> Plan | None:
        alone = self.moment.is_last and not self._has_offer(scales)
        caution = LAST_RESORT if alone else 1
        fallback = self._without(scales, fresh)
        plans = [self._weighed(scales, trade, fallback, caution) for trade in fresh]
        closing = max(plans, key=lambda plan: (plan.expected, plan.trade.theirs), default=None)
        if self._is_closing or closing is None:
            return closing
        target, meant = self.targets[scales.number], closing.trade.own
        good = [plan for plan in plans if plan.trade.own >= max(target, meant + 1)]
        if good:
            return max(good, key=lambda plan: (plan.trade.theirs, plan.trade.own))
        # A small step rather than no answer; less than it means to close with only where that is too early.
        others = [plan for plan in plans if plan is not closing]
        steps = [plan for plan in others if plan.trade.own >= meant]
        if not steps and meant >= target:
            return closing
        steps = steps or [plan for plan in others if plan.trade.own >= closing.expected]
        return max(steps, key=lambda plan: (plan.trade.own, plan.trade.theirs), default=None)

    def _without(self, scales: Scales, fresh: list[Trade]) -> int:
        """Return what it counts on if the next demand is refused: what it has, or may still be given later.

        So the demands of the close go down from the bold to the safe.
        """
        fallback = self.fallback(scales)
        if not self._is_closing or self.moment.is_last:
            return fallback
        later = max([self._weighed(scales, trade, fallback, 1).expected for trade in fresh], default=fallback)
        return fallback + max(0, later - fallback) * self._manner.hoping // 100

    def _weighed(self, scales: Scales, trade: Trade, fallback: int, caution: int) -> Plan:
        situation, others = self.moment.situation, self.others(scales)
        likely = chance(situation, scales, others, trade.package, self._persona.trust)
        careful = likely**caution // SURE ** (caution - 1)
        return Plan(trade, likely, (careful * trade.own + (SURE - careful) * fallback) // SURE)

    def _has_offer(self, scales: Scales) -> bool:
        """Return whether anything better than no agreement lies on the table."""
        offers = [p for p in scales.text.proposals if p.status == "open" and p.role != scales.role]
        return any(scales.worth_with(p.package, 0) > scales.walkaway for p in offers if p.reading < 0)

    def bid(self, scales: Scales, template: Template) -> Bid | None:
        """Return what to propose; None for nothing."""
        within = sum(1 << issue for issue, mask in template.options if mask)
        plan = self.plan(scales, within, template.needs)
        if plan is None:
            return None
        trade, share = plan.trade, self.share(scales)
        ask = Ask(trade.package, trade.own)
        ask = scales.in_form(ask, trade.own, share, forms=template.forms, secrecy=template.secrecy)
        if ask.package in self.said(scales) or not is_open(ask.package, template):
            return None
        reasons = (*self._learned(scales), self._reason(scales, plan))
        return Bid(ask, reasons, self._words(scales, trade, template))

    def _learned(self, scales: Scales) -> Iterator[Reason]:
        """Yield what each other's offers are taken to show, once there are some to compare."""
        public = self.moment.situation.public
        for other in self.others(scales):
            weights = {issue: max(values) for issue, values in other.worths.items()}
            most, least = (pick(weights, key=lambda issue: (weights[issue], -issue)) for pick in (max, min))
            if len(other.proposed) > 1 and weights[most] > weights[least]:
                names = {"most": public.issues[most].id, "least": public.issues[least].id}
                yield Reason("reason/learned", {"role": public.roles[other.role], **names})

    def _reason(self, scales: Scales, plan: Plan) -> Reason:
        worth, values = plan.trade.own, {"worth": plan.trade.own}
        if self._is_closing:
            told = {"chance": plan.chance // 100, "without": self.fallback(scales)}
            return Reason("reason/closing_offer", {**values, **told})
        mine = made_by(scales, scales.role)
        if not mine:
            return Reason("reason/opening_offer", values)
        before = scales.worth_with(mine[-1].package, self.share(scales))
        code = "reason/concession" if worth < before else "reason/trade_off"
        return Reason(code, {**values, "before": before})

    def _words(self, scales: Scales, trade: Trade, template: Template) -> Words:
        """Return what it says with an offer: at first what matters most to it, in the close a word on it.

        It promises to sign where the package is all that is missing. On its last turn it may threaten to go,
        which nobody can hold it to.
        """
        situation, issue = self.moment.situation, self._dearest(scales, trade)
        if not self._is_closing:
            first = not any(p.sitting == situation.view.clock.sitting for p in made_by(scales, scales.role))
            return (Say("disclose", issue),) if first else ()
        if not template.pledges:
            return ()
        value = dict(trade.package)[issue].value
        if self._meets_no_more and situation.draw("bluff", 100) < self._persona.bluff:
            deed: Deed = "leave" if situation.public.principals[scales.role] >= 0 else "break_off"
            return (Say("threaten", issue, value=value, deed=deed),)
        missing = set(scales.open_issues()) - {issue for issue, _ in trade.package}
        if missing or self.moment.unsettled > 1:
            return ()
        return (Say("promise", issue, value=value, deed="sign"),)

    @cached_property
    def _meets_no_more(self) -> bool:
        """Return whether this is its last turn, and no meeting comes after this one."""
        clock, role = self.moment.situation.view.clock, self.moment.situation.view.role
        later = self.moment.situation.public.sittings[clock.sitting + 1 :]
        return self.moment.is_last and all(sitting.meeting_of(role) is None for sitting in later)

    def _dearest(self, scales: Scales, trade: Trade) -> int:
        """Return the issue of a package at which most is at stake for this seat."""
        stakes = {
            issue: scales.points(issue, c.value) - min(scales.all_points(issue)) for issue, c in trade.package
        }
        return max(stakes, key=lambda issue: (stakes[issue], -issue))

    def accepting(self, scales: Scales, number: int, worth: int) -> Reason:
        """Return why a proposal is accepted."""
        values = {"number": number, "worth": worth, "floor": self.floor(scales), "walkaway": scales.walkaway}
        return Reason("reason/accept_closing" if self._is_closing else "reason/accept_aim", values)

    def refusing(self) -> Reason:
        """Return why nothing is accepted and nothing asked."""
        return Reason("reason/hold", {"target": max(self.targets.values(), default=0)})

"""`linear`: gives way evenly from its best outcome towards its walk-away as the talks run out.

The time-dependent tactic with a straight line (beta = 1) of Faratin, Sierra and Jennings, "Negotiation
decision functions for autonomous agents", Robotics and Autonomous Systems 24 (1998), pp. 159-182.
"""

from game.engine.acts import (
    Accept,
    Adjourn,
    Done,
    Play,
    Propose,
    Reject,
    Say,
    Send,
    Sign,
    Words,
)
from game.engine.state import Proposal
from game.engine.templates import Template
from game.negotiators.bidding import Scales
from game.negotiators.player import Choice, Reason, Situation
from game.scenario.indices import Intent

FIRMNESS = 24
"""How many points above its walk-away, drawn once a match, a seat may hold out for."""


class LinearPlayer:
    """Proposes and accepts along a straight line in time; answers probes; plays cards now and then."""

    def choose(self, situation: Situation) -> Choice:
        """Return what the line says."""
        offered = {template.kind: template for template in situation.offered}
        match situation.view.clock.step:
            case "table":
                return _Table(situation, offered).choose()
            case "signing":
                return _signing(situation, offered)
            case _:
                return _desk(situation, offered)


# The line -----------------------------------------------------------------------------------------


def target(situation: Situation, scales: Scales) -> int:
    """Return the points the seat aims for now: a straight line over all turns of its meetings."""
    used, total = _turns(situation, scales.number)
    reserve = scales.walkaway + 1 + situation.draw("once/firmness", FIRMNESS)
    return scales.best - max(0, scales.best - reserve) * used // max(1, total)


def _turns(situation: Situation, number: int) -> tuple[int, int]:
    """Return turns used and turns in all at meetings about a text."""
    clock, table = situation.view.clock, situation.view.table
    total = used = 0
    for index, sitting in enumerate(situation.public.sittings):
        for meeting in sitting.meetings:
            if meeting.texts >> number & 1:
                total += meeting.exchanges
                if index < clock.sitting:
                    used += meeting.exchanges
    at_table = clock.step == "table" and table is not None and table.texts >> number & 1
    return used + (table.turn if at_table and table is not None else 0), total


def leanings(situation: Situation) -> tuple[int, ...]:
    """Return how dear giving way is on each issue, in percent: drawn once a match, so that games differ."""
    issues = range(len(situation.public.issues))
    return tuple([60 + situation.draw(f"once/leaning/{issue}", 81) for issue in issues])


# Desk and signing ---------------------------------------------------------------------------------


def _desk(situation: Situation, offered: dict[str, Template]) -> Choice:
    if "play" in offered and situation.draw(f"card/{situation.view.clock.sitting}", 2):
        card = offered["play"].choices[0]
        return Choice(Play(card), (Reason("reason/card", {}),))
    for template in situation.offered:
        for stock in template.dispatches:
            if _worth_sending(situation, stock.instrument, stock.package):
                return Choice(Send(stock.channel, stock.dispatch), (Reason("reason/draft", {}),))
    return Choice(Done())


def _worth_sending(
    situation: Situation, number: int, package: tuple[tuple[int, tuple[int, int, int]], ...]
) -> bool:
    if number < 0:
        return False
    scales = Scales(situation.public, situation.own, situation.view, number)
    values = sum([scales.points(issue, clause[0]) for issue, clause in package])
    settled = any(scales.text.clauses[issue] is not None for issue, _ in package)
    return not settled and values >= target(situation, scales)


def _signing(situation: Situation, offered: dict[str, Template]) -> Choice:
    if "sign" not in offered:
        return Choice(Done())
    worths = {}
    for number in offered["sign"].choices:
        scales = Scales(situation.public, situation.own, situation.view, number)
        worths[number] = (scales.as_it_stands(), scales.walkaway)
    good = tuple([number for number, (worth, line) in worths.items() if worth > line])
    worth, line = next(iter(worths.values()))
    values = {"worth": worth, "walkaway": line}
    if good:
        return Choice(Sign(good), (Reason("reason/sign", values),))
    return Choice(Done(), (Reason("reason/no_sign", values),))


# At the table ---------------------------------------------------------------------------------------


class _Table:
    """One turn at a table."""

    def __init__(self, situation: Situation, offered: dict[str, Template]) -> None:
        self._situation = situation
        self._offered = offered
        table = situation.view.table
        assert table is not None, "it is this seat's turn at a table"
        self._table = table
        self._scales = Scales(situation.public, situation.own, situation.view, table.instrument)
        self._leanings = leanings(situation)
        self._target = target(situation, self._scales)

    def choose(self) -> Choice:
        """Return accept, propose, adjourn or reject, in that order of preference."""
        answer = self._answer()
        good = self._acceptable()
        if good is not None:
            worth = self._weigh(good)
            values = {"number": good.number, "worth": worth, "target": self._target}
            act = Accept(self._table.instrument, good.number, answer)
            return Choice(act, (Reason("reason/accept", values),))
        if not self._scales.open_issues():
            return Choice(Adjourn(answer), (Reason("reason/complete", {}),))
        return self._propose(answer) or self._refuse(answer)

    def _acceptable(self) -> Proposal | None:
        template = self._offered.get("accept")
        if template is None:
            return None
        proposals = [self._scales.text.proposals[number - 1] for number in template.targets]
        best = max(proposals, key=lambda p: (self._weigh(p), p.number))
        floor = self._scales.walkaway + 1 if self._is_last_turn() else self._target
        if not self._scales.open_issues():
            floor = self._scales.as_it_stands() + 1
        return best if self._weigh(best) >= floor else None

    def _weigh(self, proposal: Proposal) -> int:
        share = 100 * self._target // max(1, self._scales.best)
        return self._scales.worth_with(proposal.package, share)

    def _is_last_turn(self) -> bool:
        used, total = _turns(self._situation, self._table.instrument)
        return used + 2 >= total

    def _propose(self, answer: Words) -> Choice | None:
        template = self._offered.get("propose")
        if template is None:
            return None
        ask = self._scales.ask(self._target, self._leanings)
        touches = any(template.needs >> issue & 1 for issue, _ in ask.package)
        mine = [p for p in self._scales.text.proposals if p.role == self._scales.role]
        if not touches or any(p.package == ask.package and p.status == "open" for p in mine):
            return None
        values = {"worth": ask.worth, "target": self._target}
        act = Propose(self._table.instrument, ask.package, say=answer)
        return Choice(act, (Reason("reason/propose", values),))

    def _refuse(self, answer: Words) -> Choice:
        words = answer or self._explanation()
        act = Reject(self._table.instrument, words)
        return Choice(act, (Reason("reason/refuse", {"target": self._target}),))

    def _explanation(self) -> Words:
        """Name the issue, not explained yet, on which the others' last wish costs the most."""
        wishes = self._scales.wishes()
        explained = {
            spoken.issue
            for spoken in self._table.said
            if spoken.role == self._scales.role and spoken.intent == "explain"
        }
        open_issues = [i for i in self._scales.open_issues() if i in wishes and i not in explained]
        if not open_issues:
            return ()
        return (Say("explain", max(open_issues, key=lambda i: self._loss(i, wishes[i]))),)

    def _loss(self, issue: int, value: int) -> int:
        points = [self._scales.points(issue, v) for v in range(len(self._situation.own.points[issue]))]
        return max(points) - points[value]

    def _answer(self) -> Words:
        """Answer the last question put to this seat since its own last turn."""
        asked = [
            spoken
            for spoken in self._table.said
            if spoken.role != self._scales.role
            and spoken.turn == self._table.turn - 1
            and spoken.intent in ("probe", "ask_why")
        ]
        if not asked or asked[-1].issue < 0:
            return ()
        question = asked[-1]
        if question.intent == "ask_why":
            return (Say("explain", question.issue),)
        return (Say(self._verdict(question.issue), question.issue),)

    def _verdict(self, issue: int) -> Intent:
        wishes = self._scales.wishes()
        points = [self._scales.points(issue, v) for v in range(len(self._situation.own.points[issue]))]
        if issue not in wishes or max(points) <= 0:
            return "not_enough"
        share = 100 * points[wishes[issue]] // max(points)
        return "close" if share >= 75 else "not_enough" if share >= 40 else "unacceptable"

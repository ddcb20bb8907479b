"""One turn at a table, as a tactic would have it: accept, define, propose, speak, adjourn or refuse.

Law of this file: everything here is weighed with the seat's own scales; what is done is one of the templates.
"""

from typing import NamedTuple

from game.engine.acts import SAY_LIMIT, Accept, Adjourn, Define, Propose, Reject, Say, Speak, Words
from game.engine.facts import facts_seen
from game.engine.offering import Template
from game.engine.state import Proposal, Table
from game.negotiators.bidding import Scales
from game.negotiators.meanings import define_now, judge_definition, words_to_say
from game.negotiators.player import Choice, Reason, Situation
from game.negotiators.tactics import Tactic, moment_of
from game.scenario.indices import Intent, members


class Offer(NamedTuple):
    """A proposal one could accept: in which text, on which scales."""

    scales: Scales
    proposal: Proposal


class Turn:
    """One seat's turn."""

    def __init__(self, situation: Situation, tactic: Tactic) -> None:
        self._situation = situation
        table = situation.view.table
        assert table is not None, "it is this seat's turn at a table"
        self._table: Table = table
        facts = facts_seen(situation.public, situation.view)
        self._texts = {
            number: Scales(situation.public, situation.own, situation.view, number, facts)
            for number in members(table.texts)
            if self._is_negotiated(number)
        }
        self._moment = moment_of(situation, table, self._texts)
        self._bids = tactic.at(self._moment)
        self._shares = {n: self._bids.share(scales) for n, scales in self._texts.items()}
        self._reply = self._answer()

    def _is_negotiated(self, number: int) -> bool:
        text = self._situation.view.texts[number]
        running = text is not None and text.status == "running"
        return running and self._situation.public.instruments[number].speaker < 0

    def _offered(self, kind: str) -> list[Template]:
        return [template for template in self._situation.offered if template.kind == kind]

    def choose(self) -> Choice:
        """Return what to do, in order of preference."""
        return (
            self._accept()
            or self._define()
            or self._propose()
            or self._speak()
            or self._invite()
            or self._ask_to_hear()
            or self._adjourn()
            or self._refuse()
        )

    # Answering -------------------------------------------------------------------------------------

    def _accept(self) -> Choice | None:
        offers = []
        for template in self._offered("accept"):
            scales = self._texts[template.instrument]
            for number in template.targets:
                proposal = scales.text.proposals[number - 1]
                if proposal.reading >= 0:
                    if judge_definition(self._situation, proposal):
                        return self._accepting(Offer(scales, proposal), Reason("reason/define_yes", {}))
                else:
                    offers.append(Offer(scales, proposal))
        good = [offer for offer in offers if self._is_good(offer)]
        if not good:
            return None
        best = max(good, key=lambda o: (self._weigh(o), o.proposal.number))
        return self._accepting(
            best, self._bids.accepting(best.scales, best.proposal.number, self._weigh(best))
        )

    def _accepting(self, offer: Offer, reason: Reason) -> Choice:
        return Choice(Accept(offer.scales.number, offer.proposal.number, self._reply), (reason,))

    def _is_good(self, offer: Offer) -> bool:
        scales, package = offer.scales, offer.proposal.package
        if scales.forbidden(package):
            return False
        number = scales.number
        floor = self._bids.floor(scales)
        if not scales.open_issues() and any(scales.text.clauses[issue] for issue, _ in package):
            floor = scales.worth_with((), self._shares[number]) + 1
        return self._weigh(offer) >= floor

    def _weigh(self, offer: Offer) -> int:
        return offer.scales.worth_with(offer.proposal.package, self._shares[offer.scales.number])

    # Asking ----------------------------------------------------------------------------------------

    def _propose(self) -> Choice | None:
        """Ask for something new, first where this seat has asked least."""
        for template in sorted(self._offered("propose"), key=self._asked):
            number = template.instrument
            scales = self._texts[number]
            bid = self._bids.bid(scales, template)
            if bid is not None:
                act = Propose(number, bid.ask.package, say=(*self._reply, *bid.say)[:SAY_LIMIT])
                return Choice(act, bid.reasons)
        return None

    def _asked(self, template: Template) -> int:
        """Return how often this seat has asked in a text; late where nothing is open."""
        scales = self._texts[template.instrument]
        mine = sum(p.role == scales.role for p in scales.text.proposals)
        return mine if scales.open_issues() else 1000 + mine

    def _define(self) -> Choice | None:
        for template in self._offered("define"):
            found = define_now(self._situation, template)
            if found is not None:
                act = Define(template.instrument, *found, say=self._reply)
                return Choice(act, (Reason("reason/define", {}),))
        return None

    def _speak(self) -> Choice | None:
        for template in self._offered("speak"):
            found = words_to_say(self._situation, template)
            if found is not None:
                act = Speak(template.instrument, *found)  # the words are the answer
                return Choice(act, (Reason("reason/speak", {}),))
        return None

    def _invite(self) -> Choice | None:
        """Ask, once a meeting, what the other side hopes to hear, before keeping silent."""
        for template in self._offered("speak"):
            text = self._situation.view.texts[template.instrument]
            unsaid = [issue for issue, _ in template.options if text is None or text.clauses[issue] is None]
            if unsaid and template.probes and self._offered("reject"):
                words = (*self._reply, Say("probe", unsaid[0]))
                return Choice(Reject(-1, words), (Reason("reason/invite", {}),))
        return None

    def _ask_to_hear(self) -> Choice | None:
        """Ask, once a meeting, for words that only the other side can speak."""
        role = self._situation.view.role
        for number in members(self._table.texts):
            text = self._situation.view.texts[number]
            if text is None or self._situation.public.instruments[number].hearer != role:
                continue
            unsaid = [i for i in self._situation.public.instruments[number].issues if text.clauses[i] is None]
            asked = any(said.role == role and said.intent == "probe" for said in self._table.said)
            if unsaid and not asked and self._offered("reject"):
                words = (*self._reply, Say("probe", unsaid[0]))
                return Choice(Reject(-1, words), (Reason("reason/ask_to_hear", {}),))
        return None

    # Ending ----------------------------------------------------------------------------------------

    def _adjourn(self) -> Choice | None:
        settled = all(not scales.open_issues() for scales in self._texts.values())
        waiting = any(self._waiting(scales) for scales in self._texts.values())
        if settled and not waiting:
            code = "reason/complete" if self._texts else "reason/talk_over"
            return Choice(Adjourn(self._reply), (Reason(code, {}),))
        return None

    def _waiting(self, scales: Scales) -> list[Proposal]:
        """Return the proposals of others that still want an answer from this seat."""
        asked = [p for p in scales.text.proposals if p.status == "open" and p.role != scales.role]
        return [proposal for proposal in asked if not proposal.assents >> scales.role & 1]

    def _refuse(self) -> Choice:
        words = self._reply or self._explanation()
        templates = self._offered("reject")
        everything = [template for template in templates if template.instrument < 0]
        number = (everything or templates)[0].instrument
        return Choice(Reject(number, words), (self._bids.refusing(),))

    # Words -----------------------------------------------------------------------------------------

    def _explanation(self) -> Words:
        """Name the obstacle: the issue on which the others' last wish costs most, first one not named yet.

        Where no single wish is dearer than what this seat asked itself, what waits for an answer falls short
        as a whole: then the issue on which it is farthest from the best.
        """
        role = self._situation.view.role
        explained = {s.issue for s in self._table.said if s.role == role and s.intent == "explain"}
        wished = [
            (scales, issue, value)
            for scales in self._texts.values()
            for issue, value in scales.wishes().items()
            if scales.text.clauses[issue] is None
        ]
        costs = [(scales.loss(issue, value), issue) for scales, issue, value in wished]
        new = [(loss, -issue) for loss, issue in costs if issue not in explained]
        loss, issue = max(new, default=(0, 0))
        if loss > 0:
            return (Say("explain", -issue),)
        asked = [p for scales in self._texts.values() for p in self._waiting(scales)]
        if not asked:
            return ()
        if asked[-1].reading >= 0:
            return (Say("explain", asked[-1].issue),)
        loss, issue = max([(loss, -issue) for loss, issue in costs], default=(0, 0))
        if loss > 0:
            return (Say("explain", -issue),)
        short = [
            (max(scales.all_points(issue)) - scales.points(issue, value), -issue)
            for scales, issue, value in wished
        ]
        gap, issue = max(short, default=(0, 0))
        if gap == 0:  # what they offer is the best there is, where they offer anything
            issue = -asked[-1].package[0][0]
        return (Say("not_enough", -issue),)

    def _answer(self) -> Words:
        """Answer the last question put to this seat since its own last turn."""
        role, seats = self._situation.view.role, len(members(self._table.present))
        asked = [
            spoken
            for spoken in self._table.said
            if spoken.role != role
            and self._table.turn - seats < spoken.turn < self._table.turn
            and spoken.intent in ("probe", "ask_why")
        ]
        if not asked or asked[-1].issue < 0:
            return ()
        question = asked[-1]
        if question.intent == "ask_why":
            return (Say("explain", question.issue),)
        return (Say(self._verdict(question.issue), question.issue),)

    def _verdict(self, issue: int) -> Intent:
        number = self._situation.public.issues[issue].instrument
        scales = self._texts.get(number)
        if scales is None:
            return "not_enough"
        wishes = scales.wishes()
        points = self._situation.own.middles[issue]
        if issue not in wishes or max(points) <= 0:
            return "not_enough"
        share = 100 * points[wishes[issue]] // max(points)
        return "close" if share >= 75 else "not_enough" if share >= 40 else "unacceptable"

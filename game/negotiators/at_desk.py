"""What a seat does away from the table: cards, forks, instructions, questions, dispatches.

Law of this file: one thing at a time, the desk's budget is the rules' business; what is not worth doing is
not done.
"""

from game.engine.acts import Choose, Done, Play, Send
from game.engine.facts import facts_seen, holds
from game.engine.offering import Template
from game.negotiators.bidding import Scales
from game.negotiators.instructing import ask, instruct, reply
from game.negotiators.meanings import free_choice
from game.negotiators.player import Choice, Reason, Situation
from game.negotiators.tactics import Tactic
from game.scenario.tables import OwnDispatch


def at_desk(situation: Situation, tactic: Tactic) -> Choice:
    """Return one act at a desk or cable."""
    return (
        free_choice(situation)
        or take_fork(situation)
        or _card(situation)
        or instruct(situation)
        or reply(situation)
        or ask(situation)
        or _draft(situation, tactic)
        or Choice(Done())
    )


def _offered(situation: Situation, kind: str) -> list[Template]:
    return [template for template in situation.offered if template.kind == kind]


def take_fork(situation: Situation) -> Choice | None:
    """Return a fork taken as likely as its author says."""
    for template in _offered(situation, "choose"):
        fork = template.choices[0]
        weights = next(own.weights for own in situation.own.forks if own.fork == fork)
        left = situation.draw(f"once/fork/{fork}", sum(weights))
        choice = 0
        while left >= weights[choice]:
            left -= weights[choice]
            choice += 1
        share = 100 * weights[choice] // sum(weights)
        return Choice(Choose(fork, choice), (Reason("reason/fork_drawn", {"share": share}),))
    return None


def _card(situation: Situation) -> Choice | None:
    for template in _offered(situation, "play"):
        facts = facts_seen(situation.public, situation.view)
        for own in situation.own.cards:
            if own.card not in template.choices or not (
                own.worth_when is None or holds(own.worth_when, facts)
            ):
                continue
            if situation.draw(f"card/{situation.view.clock.sitting}/{own.card}", 100) < own.appeal:
                return Choice(Play(own.card), (Reason("reason/card", {}),))
    return None


def _draft(situation: Situation, tactic: Tactic) -> Choice | None:
    for template in _offered(situation, "send"):
        for stock in template.dispatches:
            if _worth_sending(situation, stock, tactic):
                return Choice(Send(stock.channel, stock.dispatch), (Reason("reason/draft", {}),))
    return None


def _worth_sending(situation: Situation, stock: OwnDispatch, tactic: Tactic) -> bool:
    if stock.instrument < 0 or situation.view.texts[stock.instrument] is None:
        return situation.draw(f"words/{stock.dispatch}", 2) == 0
    scales = Scales(situation.public, situation.own, situation.view, stock.instrument)
    values = sum([scales.points(issue, clause[0]) for issue, clause in stock.package])
    settled = any(scales.text.clauses[issue] is not None for issue, _ in stock.package)
    return not settled and values >= tactic.target(situation, scales)

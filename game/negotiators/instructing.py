"""Principals and delegates: what is asked for, and what is granted.

Law of this file: a principal grants what it could live with, in this order: what its delegate asks for, what
the minutes say is initialled, and, late in the day and seldom, what it would still call enough. Widening a
mandate costs something at home, so nothing is granted that nobody needs, or that would cost the support
ratification needs.
"""

from game.engine.acts import Ask, Clause, Instruct, Package, Send
from game.engine.authority import MAY_SIGN, NEVER, is_wider, mandate_sent
from game.engine.carrying import after_widening, can_ratify
from game.engine.facts import facts_seen
from game.engine.offering import Template
from game.engine.worth import walkaway, worth
from game.messages import text
from game.negotiators.bidding import Scales
from game.negotiators.player import Choice, Reason, Situation
from game.negotiators.timing import elapsed
from game.scenario.tables import Grant, Grants, OwnDispatch

Wanted = list[tuple[int, int]]
"""Issue and value, most wanted first."""

LATE = 45
"""Percent of the calendar after which a principal may widen a mandate unasked."""
SELDOM = 3


def instruct(situation: Situation) -> Choice | None:
    """Return an instruction that lets the delegate sign what is needed and not yet allowed."""
    for template in situation.offered:
        if template.kind != "instruct":
            continue
        if not can_carry(situation):
            return None
        sent = _sent(situation, template)
        wanted = [pair for pair in _wanted(situation, template) if _is_news(sent, *pair)]
        for stock in template.dispatches:
            if _serves(stock, wanted):
                return Choice(Instruct(stock.channel, stock.dispatch), (Reason("reason/instruct", {}),))
        if wanted:
            issues = list(dict.fromkeys(issue for issue, _ in wanted))[:2]
            orders = tuple(
                (issue, tuple((v, Grant(MAY_SIGN)) for v in sorted({v for i, v in wanted if i == issue})))
                for issue in sorted(issues)
            )
            act = Instruct(template.choices[0], orders=orders)
            return Choice(act, (Reason("reason/instruct", {}),))
    return None


def reply(situation: Situation) -> Choice | None:
    """Return words for a delegate whose question got no answer: what is not granted stays as it was."""
    seat = situation.view.seat
    outbox = (*seat.outbox, *([seat.sealed_orders] if seat.sealed_orders else []))
    for template in situation.offered:
        if template.kind != "send" or template.instrument >= 0:
            continue
        for letter, received in seat.inbox:
            channel = _channel_to(situation, letter.sender)
            heard = any(
                one.addressee == letter.sender and one.words and one.sent >= received for one in seat.outbox
            )
            if letter.wants and channel in template.choices and not heard:
                sent = mandate_sent(situation.own, letter.sender, outbox)
                if any(sent[issue][clause.value].level != MAY_SIGN for issue, clause in letter.wants):
                    words = text("say/instructions_stand")
                    return Choice(Send(channel, words=words), (Reason("reason/instructions_stand", {}),))
    return None


def _channel_to(situation: Situation, role: int) -> int:
    return next((one.channel for one in situation.own.channels if one.addressee == role), -1)


def can_carry(situation: Situation) -> bool:
    """Return whether what this principal ratifies could still be ratified if it gave more room now."""
    facts = facts_seen(situation.public, situation.view)
    return can_ratify(situation.own, after_widening(situation.public, situation.own, facts))


def _sent(situation: Situation, template: Template) -> tuple[Grants, ...]:
    addressees = {channel.channel: channel.addressee for channel in situation.own.channels}
    delegate = addressees[template.choices[0]]
    return mandate_sent(situation.own, delegate, situation.view.seat.outbox)


def _is_news(sent: tuple[Grants, ...], issue: int, value: int) -> bool:
    return is_wider(sent[issue][value], Grant(MAY_SIGN))


def _wanted(situation: Situation, template: Template) -> Wanted:
    known = {issue for issue, _ in template.options}
    found = [
        (issue, clause.value)
        for issue, clause in (*_questions(situation), *_initialled(situation))
        if issue in known and is_bearable(situation, issue, clause.value, slack=35)
    ]
    is_late = elapsed(situation) >= LATE and situation.draw("widen", SELDOM) == 0
    if not found and is_late:
        for issue in sorted(known):
            values = range(len(situation.own.points[issue]))
            found += [(issue, v) for v in values if is_bearable(situation, issue, v, slack=0)]
        sent = _sent(situation, template)
        news = [pair for pair in found if _is_news(sent, *pair)]
        weights = {issue: max(map(max, situation.own.points[issue])) for issue in known}
        found = sorted(news, key=lambda pair: (-weights[pair[0]], pair))
    return found


def _questions(situation: Situation) -> Package:
    """Return what a delegate has asked authority for, the latest question first."""
    letters = [letter for letter, _ in situation.view.seat.inbox if letter.wants]
    return tuple(pair for letter in reversed(letters) for pair in letter.wants)


def _initialled(situation: Situation) -> Package:
    """Return what the minutes say is initialled, if the whole is still better than no agreement."""
    facts = facts_seen(situation.public, situation.view)
    known = [known for known in situation.view.seat.known if known is not None and not known.firm]
    settled = [pair for one in known for pair in one.clauses]
    open_issues = [
        issue
        for issue, clause in enumerate(facts.clauses)
        if clause is None and situation.public.issues[issue].required
    ]
    hoped = sum(max(map(max, situation.own.points[issue])) for issue in open_issues) // 2
    total = worth(situation.public, situation.own, facts).middle + hoped
    return tuple(settled) if total > walkaway(situation.own, facts) else ()


def is_bearable(situation: Situation, issue: int, value: int, *, slack: int) -> bool:
    """Return whether a value keeps enough of an issue's points at this hour, less some slack (percent)."""
    points = situation.own.middles[issue]
    best, worst = max(points), min(points)
    share = max(0, 90 - elapsed(situation) * 60 // 100 - slack)
    return points[value] >= worst + (best - worst) * share // 100


def _serves(stock: OwnDispatch, wanted: Wanted) -> bool:
    """Return whether an author's cable grants something wanted, and nothing unconditional besides."""
    granted = {
        (issue, value): grant
        for issue, grants in stock.orders
        for value, grant in enumerate(grants)
        if grant.level == MAY_SIGN
    }
    issues = {issue for issue, _ in wanted}
    extra = [pair for pair, grant in granted.items() if not grant.only_if and pair[0] in issues]
    return any(pair in granted for pair in wanted) and all(pair in wanted for pair in extra)


# The delegate -----------------------------------------------------------------------------------


def ask(situation: Situation) -> Choice | None:
    """Return a question for what the others want, the delegate could bear, and its instructions leave out."""
    for template in situation.offered:
        if template.kind == "ask":
            wants = _uncovered(situation, template)
            if wants:
                act = Ask(template.choices[0], tuple(sorted(wants[:2])))
                return Choice(act, (Reason("reason/ask", {}),))
    return None


def _uncovered(situation: Situation, template: Template) -> list[tuple[int, Clause]]:
    seat, offered = situation.view.seat, dict(template.options)
    asked = {(issue, clause.value) for letter in seat.outbox for issue, clause in letter.wants}
    found: list[tuple[int, Clause]] = []
    for number, shown in enumerate(situation.view.texts):
        signs = situation.public.instruments[number].signers >> situation.view.role & 1
        if shown is None or not signs:
            continue
        scales = Scales(situation.public, situation.own, situation.view, number)
        settled = {i: clause.value for i, clause in enumerate(shown.clauses) if clause is not None}
        mine = {issue: value for issue, value in settled.items() if issue in scales.issues}
        proposed = scales.proposed()
        for issue, value in sorted({**scales.wishes(), **proposed, **mine}.items()):
            covered = seat.mandate[issue][value].level == MAY_SIGN
            can_ask = offered.get(issue, 0) >> value & 1
            meant = issue in mine or proposed.get(issue) == value
            forbidden = seat.mandate[issue][value].level == NEVER and not meant
            bearable = meant or is_bearable(situation, issue, value, slack=20)
            if can_ask and not covered and not forbidden and (issue, value) not in asked and bearable:
                found.append((issue, Clause(value)))
    return list(dict(found).items())

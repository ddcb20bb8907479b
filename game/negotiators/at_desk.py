"""What a seat does away from the table: cards, forks, instructions, questions, dispatches.

Law of this file: one thing at a time, the desk's budget is the rules' business; what is not worth doing is
not done.
"""

from game.engine.acts import Ask, Choose, Clause, Done, Instruct, Play, Send
from game.engine.authority import ASK_FIRST, MAY_SIGN, NEVER, is_wider, mandate_sent
from game.engine.templates import Template
from game.negotiators.bidding import Scales
from game.negotiators.meanings import free_choice
from game.negotiators.player import Choice, Reason, Situation
from game.negotiators.timing import Curve, elapsed, target
from game.scenario.tables import Grant, OwnDispatch

Changes = tuple[tuple[int, Grant], ...]
"""Changes of one issue's authority, by value."""


def at_desk(situation: Situation, curve: Curve) -> Choice:
    """Return one act at a desk or cable."""
    return (
        free_choice(situation)
        or take_fork(situation)
        or _card(situation)
        or _instruct(situation)
        or _ask(situation)
        or _draft(situation, curve)
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
        return Choice(Choose(fork, choice), (Reason("reason/fork", {}),))
    return None


def _card(situation: Situation) -> Choice | None:
    for template in _offered(situation, "play"):
        if situation.draw(f"card/{situation.view.clock.sitting}", 2):
            return Choice(Play(template.choices[0]), (Reason("reason/card", {}),))
    return None


def _draft(situation: Situation, curve: Curve) -> Choice | None:
    for template in _offered(situation, "send"):
        for stock in template.dispatches:
            if _worth_sending(situation, stock, curve):
                return Choice(Send(stock.channel, stock.dispatch), (Reason("reason/draft", {}),))
    return None


def _worth_sending(situation: Situation, stock: OwnDispatch, curve: Curve) -> bool:
    if stock.instrument < 0 or situation.view.texts[stock.instrument] is None:
        return situation.draw(f"words/{stock.dispatch}", 2) == 0
    scales = Scales(situation.public, situation.own, situation.view, stock.instrument)
    values = sum([scales.points(issue, clause[0]) for issue, clause in stock.package])
    settled = any(scales.text.clauses[issue] is not None for issue, _ in stock.package)
    return not settled and values >= target(situation, scales, curve)


# Instructions -----------------------------------------------------------------------------------


def _instruct(situation: Situation) -> Choice | None:
    """Let a principal widen what its delegate may sign as time goes by, two issues at a time."""
    for template in _offered(situation, "instruct"):
        wanted = _wanted_changes(situation, template)
        for stock in template.dispatches:
            if _serves(stock, dict(wanted)):
                return Choice(Instruct(stock.channel, stock.dispatch), (Reason("reason/instruct", {}),))
        if wanted:
            orders = tuple(sorted(wanted[:2]))
            act = Instruct(template.choices[0], orders=orders)
            return Choice(act, (Reason("reason/instruct", {}),))
    return None


def _wanted_changes(situation: Situation, template: Template) -> list[tuple[int, Changes]]:
    """Return, dearest issue first, what the principal would now let be signed and has not yet."""
    own, seat = situation.own, situation.view.seat
    channels = {channel.channel: channel.addressee for channel in own.channels}
    sent = mandate_sent(own, channels[template.choices[0]], seat.outbox)
    found = []
    for issue, _ in template.options:
        wished = _allowed(situation, issue)
        changes = tuple(
            (value, Grant(level))
            for value, level in enumerate(wished)
            if is_wider(sent[issue][value], Grant(level))
        )
        if changes:
            weight = max(_points(situation, issue, value) for value in range(len(wished)))
            found.append((weight, issue, changes))
    return [(issue, changes) for _, issue, changes in sorted(found, key=lambda item: (-item[0], item[1]))]


def _allowed(situation: Situation, issue: int) -> tuple[int, ...]:
    """Return a level for each value: what keeps enough of the issue's points at this hour may be signed."""
    points = [_points(situation, issue, value) for value in range(len(situation.own.points[issue]))]
    best, worst = max(points), min(points)
    share = 90 - elapsed(situation) * 60 // 100
    enough = worst + (best - worst) * share // 100
    bare = worst + (best - worst) * max(0, share - 35) // 100
    return tuple(MAY_SIGN if p >= enough else ASK_FIRST if p >= bare else NEVER for p in points)


def _points(situation: Situation, issue: int, value: int) -> int:
    points = situation.own.points[issue][value]
    return (min(points) + max(points)) // 2


def _serves(stock: OwnDispatch, wanted: dict[int, Changes]) -> bool:
    """Return whether an author's cable grants something that is wanted, and nothing else for free."""
    granted = {
        (issue, value)
        for issue, grants in stock.orders
        for value, grant in enumerate(grants)
        if grant.level == MAY_SIGN
    }
    asked = {
        (issue, value) for issue, changes in wanted.items() for value, grant in changes if grant.level == 0
    }
    free = {
        (issue, value)
        for issue, grants in stock.orders
        for value, grant in enumerate(grants)
        if grant.level == MAY_SIGN and not grant.only_if
    }
    return bool(granted & asked) and free <= asked | {pair for pair in free if pair[0] not in wanted}


def _ask(situation: Situation) -> Choice | None:
    """Let a delegate ask for what the others want and its instructions do not cover."""
    for template in _offered(situation, "ask"):
        wants = []
        seat = situation.view.seat
        asked = {(issue, clause.value) for letter in seat.outbox for issue, clause in letter.wants}
        for number, text in enumerate(situation.view.texts):
            if text is None or situation.public.instruments[number].signers >> situation.view.role & 1 == 0:
                continue
            scales = Scales(situation.public, situation.own, situation.view, number)
            for issue, value in sorted(scales.wishes().items()):
                covered = seat.mandate[issue][value].level == MAY_SIGN
                known = any(i == issue and mask >> value & 1 for i, mask in template.options)
                if known and not covered and (issue, value) not in asked:
                    wants.append((issue, Clause(value)))
        if wants:
            return Choice(Ask(template.choices[0], tuple(wants[:2])), (Reason("reason/ask", {}),))
    return None

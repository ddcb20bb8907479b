"""A legal act picked by chance, and a canonical list of legal acts for counting games.

Law of this file: both go through the templates alone; what they give is always allowed.
"""

from collections.abc import Callable, Iterator

from game.engine.acts import (
    Accept,
    Act,
    Adjourn,
    Agenda,
    BreakOff,
    Clause,
    Done,
    Leave,
    Play,
    Propose,
    Reject,
    Send,
    Sign,
    Withdraw,
)
from game.engine.templates import Template
from game.scenario.tables import PublicTables, members

Pick = Callable[[int], int]
"""Given n, a number from 0 to n - 1."""


def sample(public: PublicTables, offered: tuple[Template, ...], pick: Pick) -> Act:
    """Return an act under one of the templates, every choice in it made by `pick`."""
    template = offered[pick(len(offered))]
    if template.kind == "propose":
        return Propose(template.instrument, _some_package(public, template, pick))
    if template.kind == "send":
        return _some_letter(public, template, pick)
    if template.kind == "sign":
        return Sign(template.choices)
    choices = template.targets or template.choices
    chosen = choices[pick(len(choices))] if choices else -1
    return _plain(template, chosen)


def _plain(template: Template, chosen: int) -> Act:
    match template.kind:
        case "accept":
            return Accept(template.instrument, chosen)
        case "withdraw":
            return Withdraw(template.instrument, chosen)
        case "reject":
            return Reject(template.instrument)
        case "agenda":
            return Agenda(chosen)
        case "play":
            return Play(chosen)
        case kind:
            return _BARE[kind]()


_BARE: dict[str, Callable[[], Act]] = {
    "adjourn": Adjourn,
    "leave": Leave,
    "break_off": BreakOff,
    "done": Done,
}


def _some_package(public: PublicTables, template: Template, pick: Pick) -> tuple[tuple[int, Clause], ...]:
    options = [(issue, mask) for issue, mask in template.options if mask]
    needed = [issue for issue, _ in options if template.needs >> issue & 1]
    must = needed[pick(len(needed))] if needed else options[0][0]
    package = []
    for issue, mask in options:
        if issue == must or pick(2):
            values = members(mask)
            table = public.issues[issue]
            form = pick(len(table.forms)) if len(table.forms) > 1 else 0
            publicity = pick(len(table.publicities)) if len(table.publicities) > 1 else 0
            package.append((issue, Clause(values[pick(len(values))], form, publicity)))
    return tuple(sorted(package))


def _some_letter(public: PublicTables, template: Template, pick: Pick) -> Send:
    if template.instrument >= 0:
        channel = template.choices[pick(len(template.choices))]
        package = _some_package(public, template, pick)
        return Send(channel, instrument=template.instrument, package=package)
    if template.dispatches:
        stock = template.dispatches[pick(len(template.dispatches))]
        return Send(stock.channel, dispatch=stock.dispatch)
    return Send(template.choices[pick(len(template.choices))], words="-")


def canonical_acts(offered: tuple[Template, ...]) -> Iterator[Act]:
    """Yield acts in a fixed order: packages of one issue in the usual form, no words, no free letters.

    This is the enumeration that counted games use; it is a subset of what is legal.
    """
    for template in offered:
        match template.kind:
            case "propose":
                for issue, mask in template.options:
                    if template.needs >> issue & 1:
                        for value in members(mask):
                            yield Propose(template.instrument, ((issue, Clause(value)),))
            case "send":
                for stock in template.dispatches:
                    yield Send(stock.channel, dispatch=stock.dispatch)
            case "sign":
                yield Sign(template.choices)
            case _:
                for chosen in template.targets or template.choices or (-1,):
                    yield _plain(template, chosen)

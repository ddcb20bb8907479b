"""A legal act picked by chance, and a canonical list of legal acts for counting games.

Law of this file: both go through the templates alone; what they give is always allowed.
"""

from collections.abc import Callable, Iterator

from game.engine.acts import (
    SUREST,
    Accept,
    Act,
    Adjourn,
    Agenda,
    Ask,
    BreakOff,
    Choose,
    Clause,
    Define,
    Done,
    Free,
    Hear,
    Instruct,
    Leave,
    Note,
    Play,
    Propose,
    Ratify,
    Reject,
    Reopen,
    Repudiate,
    Send,
    Sign,
    Speak,
    Withdraw,
)
from game.engine.offering import Template
from game.scenario.indices import members
from game.scenario.tables import Grant, PublicTables

Pick = Callable[[int], int]
"""Given n, a number from 0 to n - 1."""


def sample(public: PublicTables, offered: tuple[Template, ...], pick: Pick) -> Act:
    """Return an act under one of the templates, every choice in it made by `pick`."""
    template = offered[pick(len(offered))]
    maker = _MAKERS.get(template.kind)
    if maker is not None:
        return maker(public, template, pick)
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
        case "reopen":
            return Reopen(template.instrument, chosen)
        case "free":
            return Free(template.instrument)
        case "ratify":
            return Ratify(template.instrument)
        case "repudiate":
            return Repudiate(template.instrument)
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
            form = pick(len(table.forms)) if template.forms and len(table.forms) > 1 else 0
            secrecy = template.secrecy and len(table.publicities) > 1
            publicity = pick(len(table.publicities)) if secrecy else 0
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


def _some_proposal(public: PublicTables, template: Template, pick: Pick) -> Act:
    return Propose(template.instrument, _some_package(public, template, pick))


def _some_pair(template: Template, pick: Pick) -> tuple[int, int]:
    """Return an issue with one of the values or readings it is offered with."""
    issue, mask = template.options[pick(len(template.options))]
    choices = members(mask)
    return issue, choices[pick(len(choices))]


def _some_orders(public: PublicTables, template: Template, pick: Pick) -> Act:
    if template.dispatches and (not template.options or pick(2)):
        stock = template.dispatches[pick(len(template.dispatches))]
        return Instruct(stock.channel, stock.dispatch)
    issue, value = _some_pair(template, pick)
    level = pick(3)
    condition: tuple[tuple[int, int], ...] = ()
    if level == 0 and pick(2):
        other = pick(len(public.issues))
        condition = ((other, 1 + pick((1 << len(public.issues[other].values)) - 1)),)
    channel = template.choices[pick(len(template.choices))]
    return Instruct(channel, orders=((issue, ((value, Grant(level, condition)),)),))


def _some_question(_public: PublicTables, template: Template, pick: Pick) -> Act:
    issue, value = _some_pair(template, pick)
    return Ask(template.choices[pick(len(template.choices))], ((issue, Clause(value)),))


def _some_fork(_public: PublicTables, template: Template, pick: Pick) -> Act:
    place = pick(len(template.choices))
    return Choose(template.choices[place], pick(template.ways[place]))


_MAKERS: dict[str, Callable[[PublicTables, Template, Pick], Act]] = {
    "propose": _some_proposal,
    "send": _some_letter,
    "instruct": _some_orders,
    "ask": _some_question,
    "choose": _some_fork,
    "sign": lambda _public, template, _pick: Sign(template.choices),
    "hear": lambda _public, template, pick: Hear(*_some_pair(template, pick)),
    "note": lambda _public, template, pick: Note(*_some_pair(template, pick), 1 + pick(SUREST)),
    "define": lambda _public, template, pick: Define(template.instrument, *_some_pair(template, pick)),
    "speak": lambda _public, template, pick: Speak(template.instrument, *_some_pair(template, pick)),
}


def canonical_acts(offered: tuple[Template, ...]) -> Iterator[Act]:
    """Yield acts in a fixed order: packages of one issue in the usual form, no words, no free letters.

    This is the enumeration that counted games use; it is a subset of what is legal. Questions and notes,
    which change nothing for anybody else, are left out.
    """
    for template in offered:
        yield from _CANONICAL.get(template.kind, _all_plain)(template)


def _all_plain(template: Template) -> Iterator[Act]:
    for chosen in template.targets or template.choices or (-1,):
        yield _plain(template, chosen)


def _pairs(template: Template) -> Iterator[tuple[int, int]]:
    return ((issue, one) for issue, mask in template.options for one in members(mask))


_CANONICAL: dict[str, Callable[[Template], Iterator[Act]]] = {
    "propose": lambda t: (
        Propose(t.instrument, ((issue, Clause(value)),)) for issue, value in _pairs(t) if t.needs >> issue & 1
    ),
    "send": lambda t: (Send(stock.channel, dispatch=stock.dispatch) for stock in t.dispatches),
    "instruct": lambda t: (Instruct(stock.channel, stock.dispatch) for stock in t.dispatches),
    "ask": lambda _t: iter(()),
    "note": lambda _t: iter(()),
    "choose": lambda t: (
        Choose(fork, choice) for fork, ways in zip(t.choices, t.ways, strict=True) for choice in range(ways)
    ),
    "hear": lambda t: (Hear(*pair) for pair in _pairs(t)),
    "define": lambda t: (Define(t.instrument, *pair) for pair in _pairs(t)),
    "speak": lambda t: (Speak(t.instrument, *pair) for pair in _pairs(t)),
    "sign": lambda t: iter((Sign(t.choices),)),
}

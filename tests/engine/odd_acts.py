"""Acts of any kind, however odd: what a careless program might send once its JSON can be read.

Law of this file: numbers reach from just below to just above what there is, lists and words past their
limits; nothing here asks whether an act is legal.
"""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, get_args

from game.engine.acts import (
    INTENTS,
    LETTER_LIMIT,
    SAY_LIMIT,
    WORDS_LIMIT,
    Accept,
    Act,
    Adjourn,
    Agenda,
    Ask,
    BreakOff,
    Choose,
    Clause,
    Deed,
    Define,
    Done,
    Draw,
    Free,
    Hear,
    Instruct,
    Leave,
    Note,
    Orders,
    Package,
    Play,
    Propose,
    Ratify,
    Reject,
    Reopen,
    Repudiate,
    Say,
    Send,
    Sign,
    Speak,
    Withdraw,
)
from game.engine.sampling import Pick
from game.scenario.tables import Grant, Tables

DEEDS: tuple[Deed, ...] = get_args(Deed)


class Odd:
    """Odd parts of acts over one scenario's tables."""

    def __init__(self, tables: Tables, pick: Pick) -> None:
        self.pick = pick
        self.issues = len(tables.public.issues)
        self.texts = len(tables.public.instruments)
        self.cards = tables.public.cards
        self.forks = tables.public.forks

    def number(self, count: int) -> int:
        """Return a number from -1 to `count` + 1."""
        return int(self.pick(count + 3)) - 1

    def numbers(self, count: int, most: int) -> tuple[int, ...]:
        """Return fewer than `most` such numbers."""
        return tuple(self.number(count) for _ in range(self.pick(most)))

    def words(self, limit: int) -> str:
        """Return no words, just as many as are allowed, or one too many."""
        return "w" * (self.pick(2) * (limit + self.pick(2)))

    def package(self) -> Package:
        """Return up to two clauses."""
        clause = Clause(self.number(5), self.number(3), self.number(2))
        return tuple((self.number(self.issues), clause) for _ in range(self.pick(3)))

    def orders(self) -> Orders:
        """Return up to three instructions."""
        return tuple((self.number(self.issues), self._grants()) for _ in range(self.pick(4)))

    def _grants(self) -> tuple[tuple[int, Grant], ...]:
        condition = tuple((self.number(self.issues), self.number(9)) for _ in range(self.pick(3)))
        return tuple((self.number(3), Grant(self.number(3), condition)) for _ in range(self.pick(3)))

    def say(self) -> tuple[Say, ...]:
        """Return words, often none, threats and promises among them."""
        count = self.pick(4) * self.pick(2) % (SAY_LIMIT + 2)
        return tuple(self._said() for _ in range(count))

    def _said(self) -> Say:
        said = Say(INTENTS[self.pick(len(INTENTS))], self.number(self.issues), self.words(WORDS_LIMIT))
        if self.pick(2):
            return said
        deed = DEEDS[self.pick(len(DEEDS))]
        return said._replace(
            value=self.number(3), deed=deed, clause=self.package()[:1], card=self.number(self.cards)
        )


def any_act(tables: Tables, pick: Pick) -> Act:
    """Return an act of any kind with numbers from just below to just above what there is."""
    odd = Odd(tables, pick)
    makers = (*_at_a_table(odd), *_elsewhere(odd))
    return makers[pick(len(makers))]()


def _at_a_table(odd: Odd) -> tuple[Callable[[], Act], ...]:
    number, issues = odd.number, odd.issues
    text = number(odd.texts)
    return (
        lambda: Propose(text, odd.package(), odd.numbers(issues, 3), odd.pick(2) == 1, odd.say()),
        lambda: Accept(text, number(4), odd.say()),
        lambda: Reject(text, odd.say()),
        lambda: Withdraw(text, number(4), odd.say()),
        lambda: Define(text, number(issues), number(4), odd.say()),
        lambda: Reopen(text, number(issues), odd.say()),
        lambda: Free(text),
        lambda: Speak(text, number(issues), number(4), odd.say()),
        lambda: Agenda(number(issues)),
        lambda: Adjourn(odd.say()),
        lambda: Leave(odd.say()),
        lambda: BreakOff(odd.say()),
    )


def _elsewhere(odd: Odd) -> tuple[Callable[[], Act], ...]:
    number, issues = odd.number, odd.issues
    text = number(odd.texts)
    return (
        lambda: Hear(number(issues), number(4)),
        lambda: Note(number(issues), number(4), number(4)),
        lambda: Play(number(odd.cards)),
        lambda: Choose(number(odd.forks), number(3)),
        lambda: Send(number(4), number(3), text, odd.package(), odd.words(LETTER_LIMIT)),
        lambda: Instruct(number(4), number(3), odd.orders(), odd.words(LETTER_LIMIT)),
        lambda: Ask(number(4), odd.package(), odd.words(LETTER_LIMIT)),
        lambda: Sign(odd.numbers(odd.texts, 4)),
        lambda: Ratify(text),
        lambda: Repudiate(text),
        Done,
        lambda: Draw(number(3)),
    )


# Acts spoilt --------------------------------------------------------------------------------------


def spoilt(act: Act, pick: Pick) -> Act:
    """Return `act` with one of its numbers, lists or sentences changed."""
    named = [field.name for field in fields(act)]
    if not named:
        return act
    name = named[pick(len(named))]
    spoil = _SPOIL.get(name, _spoilt_value)
    changed: Act = replace(act, **{name: spoil(getattr(act, name), pick)})
    return changed


def _spoilt_value(value: Any, pick: Pick) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + (-1, 1, 100)[pick(3)]
    if isinstance(value, str):
        return value + "w" * LETTER_LIMIT
    return (*value, *value, 100)


def _spoilt_package(package: Package, pick: Pick) -> Package:
    if not package:
        return ((100, Clause(0)),)
    issue, clause = package[-1]
    other = clause._replace(**{clause._fields[pick(3)]: (-1, 1, 50)[pick(3)]})
    return ((*package, package[0]), ((issue + 50, clause),), (*package[:-1], (issue, other)))[pick(3)]


def _spoilt_orders(orders: Orders, pick: Pick) -> Orders:
    if not orders:
        return ((0, ((0, Grant(0)),)),)
    issue, grants = orders[-1]
    odd = (
        (*orders, orders[0]),
        ((issue + 50, grants),),
        ((issue, ()),),
        ((issue, ((50, Grant(0)),)),),
        ((issue, ((0, Grant(3)),)),),
        ((issue, ((0, Grant(1, ((0, 1),))),)),),
        ((issue, ((0, Grant(0, ((0, 0),))),)),),
    )
    return odd[pick(len(odd))]


def _spoilt_say(_say: tuple[Say, ...], pick: Pick) -> tuple[Say, ...]:
    odd = (
        Say("probe", -1 + 100 * pick(2)),
        Say("promise", 0, "", pick(100)),
        Say("threaten", -1, "", 0, "sign"),
        Say("threaten", 0, "", -1, "play", card=pick(9)),
        Say("promise", 0, "", -1, "propose", ((pick(9), Clause(pick(9))),)),
        Say("ask_why", 0, "", -1, "leave"),
    )
    return (odd[pick(len(odd))],) * (1 + pick(3))


_SPOIL: dict[str, Callable[[Any, Pick], Any]] = {
    "package": _spoilt_package,
    "orders": _spoilt_orders,
    "say": _spoilt_say,
}

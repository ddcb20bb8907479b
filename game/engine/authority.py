"""What a delegate may sign: instructions held against clauses.

Law of this file: arithmetic on grants; nothing here knows who sent what.
"""

from collections.abc import Iterable

from game.engine.acts import Clause, Orders
from game.engine.events import Letter
from game.engine.facts import Clauses
from game.engine.state import Text
from game.scenario.indices import Mask, Minute
from game.scenario.tables import Grant, Grants, InstrumentTable, RoleTables

MAY_SIGN, ASK_FIRST, NEVER = 0, 1, 2


def covers(grant: Grant, clauses: Clauses) -> bool:
    """Return whether a grant lets its option be signed beside `clauses`."""
    return grant.level == MAY_SIGN and all(_stands(clauses[issue], mask) for issue, mask in grant.only_if)


def _stands(clause: Clause | None, mask: Mask) -> bool:
    return clause is not None and bool(mask >> clause.value & 1)


def outside(mandate: tuple[Grants, ...], issues: Iterable[int], clauses: Clauses) -> Mask:
    """Return which of `issues` have a clause the mandate does not cover."""
    found = 0
    for issue in issues:
        clause = clauses[issue]
        if clause is not None and not covers(mandate[issue][clause.value], clauses):
            found |= 1 << issue
    return found


def outside_text(
    mandate: tuple[Grants, ...], table: InstrumentTable, text: Text, all_clauses: Clauses
) -> Mask:
    """Return which clauses of a text lie outside a mandate; conditions may look at other texts."""
    clauses = list(all_clauses)
    for issue in table.issues:
        clauses[issue] = text.clauses[issue]
    return outside(mandate, table.issues, tuple(clauses))


def is_wider(old: Grant, new: Grant) -> bool:
    """Return whether a grant gives more room than before."""
    if new.level != old.level:
        return new.level < old.level
    before = dict(old.only_if)
    after = dict(new.only_if)
    if any(mask & ~before.get(issue, 0) for issue, mask in after.items() if issue in before):
        return True
    return any(issue not in after for issue in before)


def widens(orders: Orders, mandate: tuple[Grants, ...]) -> bool:
    """Return whether instructions let more be signed than `mandate` does."""
    return any(is_wider(mandate[issue][value], grant) for issue, grants in orders for value, grant in grants)


def completed(orders: Orders, mandate: tuple[Grants, ...]) -> Orders:
    """Return instructions with every value of their issues named; those left out stay as they are."""
    found = []
    for issue, grants in orders:
        named = dict(grants)
        found.append((issue, tuple((v, named.get(v, old)) for v, old in enumerate(mandate[issue]))))
    return tuple(found)


def mandate_sent(own: RoleTables, delegate: int, outbox: tuple[Letter, ...]) -> tuple[Grants, ...]:
    """Return a delegate's mandate as its principal last wrote it, received or not."""
    mandate = list(dict(own.delegates)[delegate])
    for letter in outbox:
        if letter.addressee == delegate:
            for issue, grants in letter.orders:
                mandate[issue] = tuple(grant for _, grant in grants)
    return tuple(mandate)


def governing(orders: Orders, sent: Minute, ordered: tuple[Minute, ...]) -> Orders:
    """Return the part of instructions received that governs: nothing on its issue was sent later."""
    return tuple((issue, grants) for issue, grants in orders if sent >= ordered[issue])

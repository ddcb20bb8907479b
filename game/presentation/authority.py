"""Instructions in words: what a delegate may sign, and under which conditions.

Law of this file: it words what it is given; whose authority it is, and who may read it, is asked elsewhere.
"""

from collections.abc import Iterable

from game.engine.acts import Orders
from game.engine.wire_clauses import LEVELS
from game.messages import text
from game.presentation.wording import Wording
from game.scenario.indices import Mask, members
from game.scenario.tables import Grant


def grant_text(w: Wording, grant: Grant) -> str:
    """Return authority for one option: `may sign`, or the clauses it needs beside it."""
    if not grant.only_if:
        return text(f"event/authority_{LEVELS[grant.level]}")
    conditions = "; ".join(condition_text(w, issue, mask) for issue, mask in grant.only_if)
    return text("event/authority_only_if", conditions=conditions)


def condition_text(w: Wording, issue: int, mask: Mask) -> str:
    """Return a clause that must stand beside another: `Ports: leased, or shared`."""
    return text("event/condition", issue=w.issue(issue), options=values_text(w, issue, members(mask)))


def values_text(w: Wording, issue: int, values: Iterable[int]) -> str:
    """Return options as a list, or the runs of a range from its lowest to its highest number."""
    if not w.public.issues[issue].is_range:
        return text("event/or").join(w.value(issue, value).rstrip(".") for value in values)
    said = []
    for low, high in _runs(values):
        if low == high:
            said.append(w.value(issue, low))
        else:
            said.append(text("event/from_to", low=w.number(issue, low), high=w.value(issue, high)))
    return text("event/or").join(said)


def _runs(values: Iterable[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for value in values:
        if runs and runs[-1][1] == value - 1:
            runs[-1] = (runs[-1][0], value)
        else:
            runs.append((value, value))
    return runs


def grants_lines(w: Wording, issue: int, grants: Iterable[tuple[int, Grant]]) -> list[str]:
    """Return authority on one issue, a line for each kind of it, in the order of the options."""
    by_grant: dict[Grant, list[int]] = {}
    for value, grant in grants:
        by_grant.setdefault(grant, []).append(value)
    return [
        text("event/granted", options=values_text(w, issue, values), authority=grant_text(w, grant))
        for grant, values in by_grant.items()
    ]


def orders_text(w: Wording, orders: Orders) -> str:
    """Return instructions as one sentence part, issue by issue."""
    return " ".join(
        text("event/ordered", issue=w.issue(issue), grants="; ".join(grants_lines(w, issue, grants)))
        for issue, grants in orders
    )

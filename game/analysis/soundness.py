"""What must hold of a scenario's numbers once it is compiled: each role's best outcome is worth the scale.

The best conceivable outcome takes every issue at its best value and reading. Issues named by a role's linkages
are tried in all combinations; the others add up.
"""

from itertools import product
from typing import NamedTuple

from game.engine.acts import Clause
from game.engine.facts import Facts, holds
from game.scenario.tables import (
    AllOf,
    AnyOf,
    ClauseTest,
    NotSo,
    PublicTables,
    RoleTables,
    Tables,
    Test,
)

MOST_COMBINATIONS = 200_000


class Unsound(NamedTuple):
    """A role whose best conceivable outcome is not worth the scale (None: too many combinations)."""

    role: int
    best: int | None


def unsound_roles(tables: Tables) -> list[Unsound]:
    """Return the roles whose best conceivable outcome is not worth the scale."""
    found = []
    for own in tables.roles:
        best = best_conceivable(tables.public, own)
        if best != tables.public.scale:
            found.append(Unsound(own.role, best))
    return found


def best_conceivable(public: PublicTables, own: RoleTables) -> int | None:
    """Return the points of a role's best outcome, or None if there are too many to try."""
    linked = sorted({issue for item in own.linkages for issue in _issues(item.when)})
    free = sum(_best(public, own, n) for n in range(len(public.issues)) if n not in linked)
    choices = [_choices(public, own, issue) for issue in linked]
    count = 1
    for options in choices:
        count *= len(options)
    if count > MOST_COMBINATIONS:
        return None
    return free + max(_linked(public, own, linked, combo) for combo in product(*choices))


def _best(public: PublicTables, own: RoleTables, issue: int) -> int:
    best = max(max(points) for points in own.points[issue])
    return best if public.issues[issue].required else max(best, own.silent[issue])


def _choices(public: PublicTables, own: RoleTables, issue: int) -> list[Clause | None]:
    table = public.issues[issue]
    clauses: list[Clause | None] = [
        Clause(value, form, publicity)
        for value in range(len(table.values))
        for form in range(len(table.forms))
        for publicity in range(len(table.publicities))
    ]
    return clauses if table.required else [*clauses, None]


def _linked(
    public: PublicTables, own: RoleTables, linked: list[int], combo: tuple[Clause | None, ...]
) -> int:
    clauses: list[Clause | None] = [None] * len(public.issues)
    total = 0
    for issue, clause in zip(linked, combo, strict=True):
        clauses[issue] = clause
        total += own.silent[issue] if clause is None else max(own.points[issue][clause.value])
    unknown = (-1,) * len(public.issues)
    facts = Facts(tuple(clauses), (None,) * len(public.tracks), 0, 0, unknown, (-1,) * public.events)
    return total + sum(item.points for item in own.linkages if holds(item.when, facts))


def _issues(test: Test) -> set[int]:
    match test:
        case ClauseTest(issue=issue):
            return {issue}
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return {issue for part in parts for issue in _issues(part)}
        case NotSo(part=part):
            return _issues(part)
        case _:
            return set()

"""What must hold of a scenario once it is compiled: best outcomes are worth the scale, acts can be read.

The best conceivable outcome takes every issue at its best value and reading. Issues named by a role's
linkages are tried in all combinations; the others add up.
"""

from itertools import product

from game.analysis.history import comparable_act
from game.engine.acts import Clause
from game.engine.errors import Refused
from game.engine.facts import Facts, holds
from game.engine.names import Names
from game.scenario.checks import Report
from game.scenario.indices import members
from game.scenario.model import Scenario
from game.scenario.tables import PublicTables, RoleTables, Tables

MOST_COMBINATIONS = 200_000


def check_soundness(scenario: Scenario, tables: Tables, report: Report) -> None:
    """Report roles whose best outcome is not worth the scale, and documented acts nobody could make."""
    scale = tables.public.scale
    for own in tables.roles:
        if not tables.public.deciders >> own.role & 1:  # a recorder wants nothing
            continue
        role = tables.public.roles[own.role]
        best = best_conceivable(tables.public, own)
        if best is None:
            report.warning("scenario/too_many_linked", ("roles", role, "linkages"))
        elif best != scale:
            report.error("scenario/best_is_not_scale", ("roles", role, "points"), best=best, scale=scale)
    names = Names(tables)
    for number, act in enumerate(scenario.record.acts if scenario.record else ()):
        try:
            comparable_act(scenario, names, act.act)
        except Refused as refused:
            path = ("record", "acts", number, "act")
            report.error("scenario/bad_act", path, message=refused.message)


def best_conceivable(public: PublicTables, own: RoleTables) -> int | None:
    """Return the points of a role's best outcome, or None if there are too many to try."""
    linked = sorted({issue for item in own.linkages for issue in members(item.issues)})
    free = sum(_best(public, own, n) for n in range(len(public.issues)) if n not in linked)
    choices = [_choices(public, issue) for issue in linked]
    count = 1
    for options in choices:
        count *= len(options)
    if count * max(1, len(own.linkages)) > MOST_COMBINATIONS:
        return None
    return free + max(_linked(public, own, linked, combo) for combo in product(*choices))


def _best(public: PublicTables, own: RoleTables, issue: int) -> int:
    best = max(max(points) for points in own.points[issue])
    return best if public.issues[issue].required else max(best, own.silent[issue])


def _choices(public: PublicTables, issue: int) -> list[Clause | None]:
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

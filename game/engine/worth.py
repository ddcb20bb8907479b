"""What a text, or no text, is worth to one role: the points behind the game.

Law of this file: only a role's own tables and the facts it is given. An ambiguous clause is worth a
range; once a reading has prevailed it is worth that reading.
"""

from typing import NamedTuple

from game.engine.facts import Facts, holds
from game.scenario.tables import PublicTables, RoleTables


class Worth(NamedTuple):
    """Points at the worst, the middle and the best reading of what is ambiguous."""

    worst: int
    middle: int
    best: int


def worth(public: PublicTables, own: RoleTables, facts: Facts) -> Worth:
    """Return what the clauses in `facts` are worth; an issue not settled counts nothing yet."""
    worst = middle = best = 0
    for issue, clause in enumerate(facts.clauses):
        if clause is None:
            silent = 0 if public.issues[issue].required else own.silent[issue]
            worst, middle, best = worst + silent, middle + silent, best + silent
            continue
        points = own.points[issue][clause.value]
        if len(points) == 1:
            low = high = points[0]
        else:
            low, high = _between(public, points, issue, clause.value, facts.readings[issue])
        worst, middle, best = worst + low, middle + (low + high) // 2, best + high
    linked = sum([item.points for item in own.linkages if holds(item.when, facts)])
    return Worth(worst + linked, middle + linked, best + linked)


def _between(
    public: PublicTables, points: tuple[int, ...], issue: int, value: int, settled: int
) -> tuple[int, int]:
    readings = public.issues[issue].readings[value]
    if settled in readings:
        known = points[readings.index(settled)]
        return known, known
    return min(points), max(points)


def walkaway(own: RoleTables, facts: Facts) -> int:
    """Return what the role has with no agreement, as things stand in `facts`."""
    return own.walkaway + sum([item.points for item in own.moves if holds(item.when, facts)])

"""Another package in place of one that was turned down: about as good for oneself, one or two changes away.

Law of this file: arithmetic on one's own scales and what the others last asked for; no decisions.
"""

from collections.abc import Iterator
from itertools import combinations

from game.engine.acts import Clause, Package
from game.negotiators.bidding import Ask, Scales
from game.scenario.indices import Mask

STEP = 6
"""How much less, in percent of the way from the best to no agreement, counts as about as good."""

_Change = tuple[int, Clause | None]
"""An issue with its new clause; None leaves it out."""


def variants(scales: Scales, asked: Ask, within: Mask, share: int) -> Iterator[Ask]:
    """Yield packages near one that was asked for, worth about as much, the ones nearest to the others first.

    With one change first, then with two; more for oneself before less, where the others' wishes do not
    decide. After those the smallest steps down.
    """
    lower: list[Ask] = []
    least = max(scales.walkaway + 1, asked.worth - max(1, STEP * (scales.best - scales.walkaway) // 100))
    changes, wishes = list(_changes(scales, asked.package, within)), scales.wishes()
    for count in (1, 2):
        found = [_changed(asked.package, some) for some in combinations(changes, count)]
        asks = [Ask(package, scales.worth_with(package, share)) for package in found if package]
        near = [ask for ask in asks if ask.worth >= least]
        yield from sorted(near, key=lambda ask: (_distance(ask.package, wishes), -ask.worth, ask.package))
        lower += [ask for ask in asks if scales.walkaway < ask.worth < least]
    yield from sorted(lower, key=lambda ask: (-ask.worth, ask.package))


def _changes(scales: Scales, package: Package, within: Mask) -> Iterator[_Change]:
    """Yield each way to settle one issue otherwise than a package does."""
    named = dict(package)
    for issue in scales.negotiable():
        if within >> issue & 1:
            for value in scales.values(issue):
                if issue not in named or named[issue].value != value:
                    yield issue, Clause(value)
            if issue in named and scales.may_be_silent(issue):
                yield issue, None


def _changed(package: Package, changes: tuple[_Change, ...]) -> Package:
    clauses: dict[int, Clause | None] = {**dict(package), **dict(changes)}
    return tuple(sorted((issue, clause) for issue, clause in clauses.items() if clause is not None))


def _distance(package: Package, wishes: dict[int, int]) -> int:
    """Return by how many options a package is away from what the others last asked for."""
    named = {issue: clause.value for issue, clause in package}
    return sum(abs(named[issue] - value) if issue in named else 1 for issue, value in wishes.items())

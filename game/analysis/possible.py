"""What was possible: counts, the frontier and the solutions of an outcome space, as facts without words.

Law of this file: roles that are only looked at have no say; who signs and on what rule is the space's.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from game.analysis.counting import feasible, unanimous
from game.analysis.frontiers import Frontier, frontier
from game.analysis.solutions import Solutions, solutions_from, suffixes
from game.analysis.spaces import Points, Space


class Possible(NamedTuple):
    """What there is to be had, for the roles in `columns`.

    Counts are None where there are too many to tell.
    """

    space: Space
    columns: tuple[int, ...]
    outcomes: int
    feasible: int | None
    unanimous: int | None
    pareto: Frontier
    solutions: Solutions

    def points_of(self, index: int) -> list[float]:
        """Return an outcome's points for the roles looked at, on the input's own scale."""
        return self.on_scale(self.space.points_of(index)[list(self.columns)])

    def on_scale(self, points: Points) -> list[float]:
        """Return points on the input's own scale."""
        return [float(value) / self.space.unit for value in points]


def possible(space: Space, columns: Sequence[int] | None = None) -> Possible:
    """Return what is possible in a space for some of its roles, all if not said."""
    chosen = tuple(range(len(space.roles)) if columns is None else columns)
    pareto, named = frontier_and_solutions(space, chosen)
    return Possible(space, chosen, space.outcomes, feasible(space), unanimous(space), pareto, named)


def frontier_and_solutions(space: Space, columns: Sequence[int]) -> tuple[Frontier, Solutions]:
    """Return the frontier for some roles, and what theories name; shared work is done once."""
    later = suffixes(space, space.rule.signers)
    pareto = later[0] if tuple(columns) == space.rule.signers else frontier(space, columns)
    return pareto, solutions_from(space, later)


class Beside(NamedTuple):
    """One outcome beside the frontier.

    `better`: the frontier's outcomes at least as good for every role looked at, and better for one. `short`:
    how many points all of them could have gained at the same time.
    """

    points: Points
    better: tuple[int, ...]
    short: float


def beside(found: Possible, index: int) -> Beside:
    """Return how an outcome lies to the frontier."""
    own = found.space.points_of(index)[list(found.columns)]
    gains = found.pareto.points - own
    better = np.all(gains >= 0, axis=1) & np.any(gains > 0, axis=1)
    short = float(gains.min(axis=1).max())
    indices = tuple(int(number) for number in found.pareto.indices[better])
    return Beside(own, indices, max(0.0, short) / found.space.unit)

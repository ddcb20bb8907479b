"""Outcome spaces: every complete assignment of options to issues, with its points for every role, as arrays.

Law of this file: a space is a sum of groups. Issues whose points hang together stand in one group; the
points of an outcome are the sum over groups, so that nothing needs the whole list of outcomes.

An outcome's index counts in mixed radix, the first issue most significant: outcome 0 takes every issue's
first choice, outcome 1 the second choice of the last issue.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""Points: one row an outcome (or a choice), one column a role."""

Indices = NDArray[np.int64]

MOST_OUTCOMES = 2**62
"""More outcomes than this have no index in 64 bits."""
MOST_TOGETHER = 2_000_000
"""So many combinations of issues that hang together are weighed one by one."""
EXACT = 2**53
"""Sums of whole numbers below this are exact in floating point."""


class SpaceError(Exception):
    """A space cannot be weighed. `code`: which message; `values`: what it names."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True)
class Rule:
    """Whose assent binds: all `vetoes`, and `quorum` of the `signers` in all (columns of the space)."""

    signers: tuple[int, ...]
    vetoes: tuple[int, ...]
    quorum: int


@dataclass(frozen=True, eq=False)
class Group:
    """Issues that hang together. One row a combination of their choices, in the order of outcomes.

    `places`: what a combination adds to an outcome's index. `covered`: by row and column, whether what binds
    a role beside its points (a delegate's mandate) allows the combination.
    """

    issues: tuple[int, ...]
    points: Points
    places: Indices
    covered: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Space:
    """All outcomes. `choices`: of each issue, the labels of its choices. `lines`: walk-aways by role."""

    roles: tuple[str, ...]
    issues: tuple[str, ...]
    choices: tuple[tuple[str, ...], ...]
    groups: tuple[Group, ...]
    lines: Points
    rule: Rule
    unit: int = 1
    """Points are counted in parts of this size, so that decimals add up exactly."""
    within: float = 0.0
    """By how much points may be off, on the input's own scale: 0 if they are exact."""

    @cached_property
    def outcomes(self) -> int:
        """How many outcomes there are."""
        return prod(map(len, self.choices))

    def choices_of(self, index: int) -> tuple[int, ...]:
        """Return the choice on each issue of the outcome with this index."""
        found = []
        for choices in reversed(self.choices):
            index, choice = divmod(index, len(choices))
            found.append(choice)
        return tuple(reversed(found))

    def index_of(self, choices: Sequence[int]) -> int:
        """Return the index of an outcome."""
        index = 0
        for choice, labels in zip(choices, self.choices, strict=True):
            index = index * len(labels) + choice
        return index

    def points_of(self, index: int) -> Points:
        """Return an outcome's points, by role."""
        choices = self.choices_of(index)
        total = np.zeros(len(self.roles))
        for group in self.groups:
            row = 0
            for issue in group.issues:
                row = row * len(self.choices[issue]) + choices[issue]
            total += group.points[row]
        return total

    def labels_of(self, index: int) -> dict[str, str]:
        """Return an outcome by the names of issues and choices."""
        chosen = zip(self.issues, self.choices, self.choices_of(index), strict=True)
        return {issue: labels[choice] for issue, labels, choice in chosen}


Weigh = Callable[[tuple[int, ...]], tuple[Sequence[float], Sequence[bool]]]
"""Given the choices of a group's issues: the points by role, and whether each role is covered."""


class Parties(NamedTuple):
    """Whose points are weighed: the roles with their walk-aways, and whose assent binds."""

    roles: Sequence[str]
    lines: Sequence[float]
    rule: Rule


def build_space(
    parties: Parties,
    issues: Mapping[str, Sequence[str]],
    together: Sequence[Sequence[int]],
    weigh: Callable[[tuple[int, ...]], Weigh],
    unit: int = 1,
    within: float = 0.0,
) -> Space:
    """Return a space whose issues (with their choices) hang `together` in these groups.

    Each group is weighed by what `weigh` gives for it, in whole parts of which `unit` make a point. Raises
    `SpaceError` if there are too many outcomes, or combinations in one group, or if the points are too large
    to be added exactly.
    """
    names, roles = list(issues), len(parties.roles)
    sizes = [len(labels) for labels in issues.values()]
    if prod(sizes) > MOST_OUTCOMES:
        raise SpaceError("analyse/too_many_outcomes", most=MOST_OUTCOMES)
    strides = [prod(sizes[issue + 1 :]) for issue in range(len(sizes))]
    groups = []
    for members in together:
        group = tuple(sorted(members))
        count = prod(sizes[issue] for issue in group)
        if count > MOST_TOGETHER:
            named = ", ".join(names[issue] for issue in group)
            raise SpaceError("analyse/too_many_together", issues=named, count=count, most=MOST_TOGETHER)
        groups.append(_weighed(group, sizes, strides, weigh(group), roles))
    groups.sort(key=lambda group: group.issues)
    if sum(float(np.abs(group.points).max(initial=0)) for group in groups) >= EXACT:
        raise SpaceError("analyse/not_exact", most=EXACT)
    return Space(
        tuple(parties.roles),
        tuple(names),
        tuple(map(tuple, issues.values())),
        tuple(groups),
        np.array(parties.lines, dtype=np.float64),
        parties.rule,
        unit,
        within,
    )


def _weighed(
    group: tuple[int, ...], sizes: Sequence[int], strides: Sequence[int], weigh: Weigh, roles: int
) -> Group:
    """Return a group with all its combinations weighed."""
    rows = [(combo, *weigh(combo)) for combo in product(*(range(sizes[issue]) for issue in group))]
    places = [sum(c * strides[i] for c, i in zip(combo, group, strict=True)) for combo, _, _ in rows]
    return Group(
        group,
        np.array([points for _, points, _ in rows], dtype=np.float64).reshape(len(rows), roles),
        np.array(places, dtype=np.int64),
        np.array([covered for _, _, covered in rows], dtype=np.bool_).reshape(len(rows), roles),
    )


def settled(space: Space, issue: int, choice: int) -> Space:
    """Return a space in which an issue has but one choice left; outcomes are numbered anew."""
    choices = tuple(
        (labels[choice],) if number == issue else labels for number, labels in enumerate(space.choices)
    )
    strides = [prod(map(len, choices[number + 1 :])) for number in range(len(choices))]
    groups = []
    for group in space.groups:
        sizes = [len(space.choices[member]) for member in group.issues]
        picked = np.stack(np.unravel_index(np.arange(len(group.places)), sizes), axis=1)
        rows = np.ones(len(picked), dtype=np.bool_)
        if issue in group.issues:
            place = group.issues.index(issue)
            rows = picked[:, place] == choice
            picked[:, place] = 0
        places = picked[rows] @ np.array([strides[member] for member in group.issues], dtype=np.int64)
        groups.append(Group(group.issues, group.points[rows], places, group.covered[rows]))
    return replace(space, choices=choices, groups=tuple(groups))


def tied_together(count: int, ties: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return `count` issues in the smallest groups that keep each tie's issues in one group."""
    group_of = {issue: {issue} for issue in range(count)}
    for tie in ties:
        merged: set[int] = set()
        for issue in tie:
            merged |= group_of[issue]
        for issue in merged:
            group_of[issue] = merged
    found = {id(group): sorted(group) for group in group_of.values()}
    return sorted(found.values())

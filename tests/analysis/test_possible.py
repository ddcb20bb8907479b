"""What was possible: published cases with known answers, and the definitions taken word by word."""

from itertools import pairwise
from math import prod
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.analysis.counting import feasible, unanimous
from game.analysis.frontiers import frontier
from game.analysis.possible import beside, possible
from game.analysis.solutions import Solutions, solutions
from game.analysis.spaces import Parties, Rule, Space, SpaceError, Weigh, build_space, tied_together

Table = list[list[list[int]]]
"""Points by issue, choice and role."""


def space_of(
    points: Table, lines: list[int], rule: Rule | None = None, ties: list[list[int]] | None = None
) -> Space:
    """Return the space of a table; `ties` add a point for the first role where their choices are equal."""
    roles = len(lines)
    groups = tied_together(len(points), ties or [])

    def weigher(group: tuple[int, ...]) -> Weigh:
        def weigh(choices: tuple[int, ...]) -> tuple[list[int], list[bool]]:
            total = [sum(points[i][c][r] for i, c in zip(group, choices, strict=True)) for r in range(roles)]
            total[0] += len(choices) > 1 and len(set(choices)) == 1
            return total, [True] * roles

        return weigh

    everybody = tuple(range(roles))
    return build_space(
        Parties([f"r{role}" for role in everybody], lines, rule or Rule(everybody, everybody, roles)),
        {f"i{number}": [f"c{choice}" for choice in range(len(issue))] for number, issue in enumerate(points)},
        groups,
        weigher,
    )


# Published cases --------------------------------------------------------------------------------

NASH_1950 = {
    "book": (2, 4),
    "whip": (2, 2),
    "ball": (2, 1),
    "bat": (2, 2),
    "box": (4, 1),
    "pen": (10, 1),
    "toy": (4, 1),
    "knife": (6, 2),
    "hat": (2, 2),
}
"""Nash, "The bargaining problem", Econometrica 18 (1950), p.

161: what Bill's and Jack's goods are worth to each.
"""


def test_bill_and_jack_trade_as_nash_says() -> None:
    """Bill gives book, whip, ball and bat; Jack gives pen, toy and knife: gains of 12 and 5 (p. 162)."""
    points = [[[bill, 0], [0, jack]] for bill, jack in NASH_1950.values()]
    found = space_of(points, [12, 6])

    index = solutions(found).nash
    assert index is not None
    bill = {thing for thing, owner in zip(NASH_1950, found.choices_of(index), strict=True) if owner == 0}
    assert bill == {"box", "pen", "toy", "knife"}
    assert list(found.points_of(index) - found.lines) == [12, 5]


def test_kalai_and_smorodinsky_differ_from_nash_where_one_can_gain_more() -> None:
    """A feasible set cut at the top of one side: Nash stays at the corner, they move towards the other.

    The set is the hull of (0, 0), (0, 70), (70, 70), (100, 0), sampled along its edge; the line from the
    origin to the ideal (100, 70) meets the edge from (70, 70) to (100, 0) at (76.9, 53.8); of the whole
    numbers 76 is nearest from the side of the smaller share.
    """
    edge = [[x, min(70, (100 - x) * 70 // 30)] for x in range(101)]
    found = solutions(space_of([edge], [0, 0]))

    assert found.nash == 70
    assert found.kalai_smorodinsky == 76
    assert found.egalitarian == 70
    assert found.utilitarian == 70


def test_proportional_solution_is_the_equal_gain() -> None:
    """Kalai 1977: with equal weights everybody gains the same; dividing 100 from walk-aways of 40 and 20."""
    found = solutions(space_of([[[x, 100 - x] for x in range(101)]], [40, 20]))

    assert found.egalitarian == 60
    assert found.nash == 60, "on a straight line of slope -1 they coincide"


CAMP_DAVID = {
    "diplomatic recognition": (10, 5),
    "West Bank and Gaza": (20, 10),
    "linkage": (10, 5),
    "Palestinian rights": (5, 20),
    "Jerusalem": (20, 5),
}
"""Israel's and Egypt's points for winning an issue; Sinai, 35 and 55, can be shared.

Brams and Togman, "Camp David: was the agreement fair?", Conflict Management and Peace Science 15 (1996).
"""


def test_camp_david_divided_by_adjusted_winner() -> None:
    """Adjusted Winner: each issue to whoever minds more, then Sinai is shared until both have the same.

    Egypt keeps five sixths of Sinai and wins the Palestinians' rights; each side has 65 and five sixths of
    its hundred points. The procedure is equitable and efficient: the egalitarian outcome on the frontier.
    """
    won = [[[6 * israel, 0], [0, 6 * egypt]] for israel, egypt in CAMP_DAVID.values()]
    sinai = [[35 * share, 55 * (6 - share)] for share in range(7)]
    space = space_of([sinai, *won], [0, 0])
    found = possible(space)

    index = found.solutions.egalitarian
    assert index is not None
    assert list(space.points_of(index)) == [395, 395]
    assert space.choices_of(index) == (1, 0, 0, 0, 1, 0)
    assert beside(found, index).better == ()
    greatest = found.solutions.utilitarian
    assert greatest is not None
    assert space.choices_of(greatest) == (0, 0, 0, 0, 1, 0), "before the adjustment: 60 and 75"
    assert list(space.points_of(greatest)) == [360, 450]


# The definitions, word by word ------------------------------------------------------------------


class Case(NamedTuple):
    points: Table
    lines: list[int]
    ties: list[list[int]]
    rule: Rule


@st.composite
def cases(draw: st.DrawFn) -> Case:
    roles = draw(st.integers(2, 4))
    number = st.integers(-3, 9)
    row = st.lists(number, min_size=roles, max_size=roles)
    points = draw(st.lists(st.lists(row, min_size=1, max_size=4), min_size=1, max_size=4))
    lines = draw(st.lists(st.integers(-4, 14), min_size=roles, max_size=roles))
    ties = []
    if len(points) > 1:
        tie = st.lists(
            st.integers(0, len(points) - 1), min_size=2, max_size=3 if len(points) > 2 else 2, unique=True
        )
        ties = draw(st.lists(tie, max_size=2))
    signers = tuple(range(draw(st.integers(1, roles))))
    vetoes = tuple(sorted(draw(st.sets(st.sampled_from(signers)))))
    quorum = draw(st.integers(max(1, len(vetoes)), len(signers)))
    return Case(points, lines, ties, Rule(signers, vetoes, quorum))


def lowest(indices: list[int], values: list[float]) -> int | None:
    return max(indices, key=lambda i: (values[i], -i)) if indices else None


def literally(space: Space) -> tuple[list[tuple[float, ...]], int, int, Solutions]:
    """Return the frontier, both counts and the solutions by listing every outcome."""
    rule, lines = space.rule, [float(line) for line in space.lines]
    every = [tuple(float(p) for p in space.points_of(index)) for index in range(space.outcomes)]

    def is_better(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
        return one != other and all(a >= b for a, b in zip(one, other, strict=True))

    pareto = sorted({p for p in every if not any(is_better(q, p) for q in every)}, reverse=True)
    accepts = [[p[r] >= lines[r] for r in range(len(lines))] for p in every]
    bound = sum(
        all(a[v] for v in rule.vetoes) and sum(a[s] for s in rule.signers) >= rule.quorum for a in accepts
    )
    both = [i for i, a in enumerate(accepts) if all(a[s] for s in rule.signers)]
    gains = [[p[s] - lines[s] for s in rule.signers] for p in every]
    ideal = [max([gains[i][n] for i in both], default=0.0) for n in range(len(rule.signers))]
    shares = [
        min([g / most for g, most in zip(gain, ideal, strict=True) if most > 0], default=0.0)
        for gain in gains
    ]
    return (
        pareto,
        bound,
        len(both),
        Solutions(
            lowest(both, [prod(gain) for gain in gains]),
            lowest(both, shares),
            lowest(both, [min(gain) for gain in gains]),
            lowest(both, [sum(p[s] for s in rule.signers) for p in every]),
        ),
    )


@given(cases())
def test_everything_is_what_its_definition_says(case: Case) -> None:
    """The quick way, issue by issue, must give what listing every outcome gives, ties and all."""
    space = space_of(case.points, case.lines, case.rule, case.ties)
    pareto, bound, both, named = literally(space)
    found = possible(space)

    assert [tuple(row) for row in found.pareto.points] == pareto
    assert found.feasible == bound
    assert found.unanimous == both
    assert found.solutions == named
    for index, row in zip(found.pareto.indices, found.pareto.points, strict=True):
        assert tuple(space.points_of(int(index))) == tuple(row)
        earlier = [i for i in range(int(index)) if tuple(space.points_of(i)) == tuple(row)]
        assert earlier == [], "the lowest index stands for equal results"


@given(cases(), st.integers(0, 10**6))
def test_an_outcome_beside_the_frontier(case: Case, pick: int) -> None:
    """What could have been had instead is on the frontier, no worse for anybody, and counted in whole."""
    space = space_of(case.points, case.lines, case.rule, case.ties)
    found = possible(space)
    index = pick % space.outcomes
    lies = beside(found, index)
    own = space.points_of(index)

    assert (len(lies.better) == 0) == (tuple(own) in {tuple(row) for row in found.pareto.points})
    for other in lies.better:
        assert np.all(space.points_of(other) >= own)
    assert lies.short == max([0.0, *(float(min(row - own)) for row in found.pareto.points)])


@given(cases(), st.integers(0, 10**6))
def test_indices_and_choices_are_each_other_s_inverse(case: Case, pick: int) -> None:
    space = space_of(case.points, case.lines, case.rule, case.ties)
    index = pick % space.outcomes

    assert space.index_of(space.choices_of(index)) == index


# Too large to list ------------------------------------------------------------------------------


def large(issues: int, roles: int, seed: int) -> Space:
    draw = np.random.default_rng(seed)
    points = draw.integers(0, 1000, size=(issues, 4, roles)).tolist()
    return space_of(points, [issues * 300] * roles)


def test_a_space_of_four_thousand_million_outcomes_is_exact() -> None:
    """4 to the 16th: the frontier's points are checked one by one against single changes and each other."""
    space = large(16, 2, 1945)
    found = frontier(space)

    assert space.outcomes == 4**16
    assert len(found.indices) > 50
    for upper, lower in pairwise(found.points):
        assert upper[0] > lower[0]
        assert upper[1] < lower[1]
    # The two ends are known without any search: each issue's best for one role.
    best = sum(float(group.points[:, 0].max()) for group in space.groups)
    assert found.points[0][0] == best
    for index, points in zip(found.indices, found.points, strict=True):
        assert tuple(space.points_of(int(index))) == tuple(points)
    named = solutions(space)
    assert named.nash is not None
    gains = found.points - space.lines
    assert (space.points_of(named.nash) - space.lines).prod() == gains[(gains > 0).all(axis=1)].prod(
        axis=1
    ).max()


def test_counts_by_sorting_are_counts_row_by_row() -> None:
    """Two who sign are counted by sorting; the same two with a third who accepts everything are not."""
    for seed in range(3):
        draw = np.random.default_rng(seed)
        points = draw.integers(0, 40, size=(8, 4, 2)).tolist()
        both = space_of(points, [170, 180])
        third = [[[*row, 0] for row in issue] for issue in points]

        assert unanimous(both) == unanimous(space_of(third, [170, 180, 0]))
        assert 0 < (unanimous(both) or 0) < both.outcomes


def test_points_that_cannot_be_added_exactly_are_refused() -> None:
    with pytest.raises(SpaceError) as refused:
        space_of([[[2**52, 0]], [[2**52, 1]]], [0, 0])
    assert refused.value.code == "analyse/not_exact"


def test_close_products_are_told_apart_in_whole_numbers() -> None:
    """In floating point both are the same; the second is more by one in 10 to the 16th and some."""
    one, other = [100_000_001, 100_000_001], [100_000_000, 100_000_002]
    assert float(one[0] * one[1]) == float(other[0] * other[1])

    assert solutions(space_of([[other, one]], [0, 0])).nash == 1
    assert solutions(space_of([[one, other]], [0, 0])).nash == 0


def test_counts_that_cannot_be_told_are_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    """An estimate that looks like a count would be quoted as one."""
    monkeypatch.setattr("game.analysis.counting.MOST_PAIRS", 10)
    space = large(8, 3, 1)

    assert feasible(space) is None
    assert unanimous(space) is None


def test_a_space_without_end_is_refused() -> None:
    points = [[[0, 0]] * 100] * 40
    with pytest.raises(SpaceError) as refused:
        space_of(points, [0, 0])
    assert refused.value.code == "analyse/too_many_outcomes"


def test_issues_that_hang_together_without_end_are_refused() -> None:
    points = [[[0, 0]] * 100] * 4
    with pytest.raises(SpaceError) as refused:
        space_of(points, [0, 0], ties=[[0, 1, 2, 3]])
    assert refused.value.code == "analyse/too_many_together"
    assert refused.value.values["issues"] == "i0, i1, i2, i3"

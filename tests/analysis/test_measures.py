"""The zone of agreement, what hangs on an issue, distances, changed weights: as their definitions say."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.analysis import frontiers
from game.analysis.frontiers import undominated
from game.analysis.measures import distance, most_for, spans, swings, zone
from game.analysis.sensitivity import shifts, varied
from game.analysis.solutions import solutions
from game.analysis.spaces import Space, settled
from tests.analysis.test_possible import Case, cases, space_of


def accepted(space: Space) -> list[int]:
    """Return every outcome that all signatories accept, by listing."""
    signers = list(space.rule.signers)
    return [
        index
        for index in range(space.outcomes)
        if np.all(space.points_of(index)[signers] >= space.lines[signers])
    ]


@given(cases())
def test_a_zone_is_the_least_and_the_most_of_what_all_accept(case: Case) -> None:
    """For those who sign and for those who do not, with issues that hang together and without."""
    space = space_of(case.points, case.lines, case.rule, case.ties)
    both = [space.points_of(index) for index in accepted(space)]

    for column in range(len(space.roles)):
        found = zone(space, column)
        if not both:
            assert found is None
            continue
        own = [float(points[column]) for points in both]
        assert found == (min(own), max(own))


def test_a_least_that_cannot_be_told_is_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    space = space_of([[[9, 0], [0, 9], [5, 5]]] * 3, [6, 6])
    assert zone(space, 0) == (9.0, 19.0)

    monkeypatch.setattr("game.analysis.measures.BLOCK", 5)
    assert zone(space, 0) == (None, 19.0)


@given(cases(), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_settled_issue_leaves_the_outcomes_that_settle_it_so(case: Case, one: int, other: int) -> None:
    """In their order, with the same points, and numbered from 0."""
    space = space_of(case.points, case.lines, case.rule, case.ties)
    issue = one % len(space.issues)
    choice = other % len(space.choices[issue])
    left = [index for index in range(space.outcomes) if space.choices_of(index)[issue] == choice]
    found = settled(space, issue, choice)

    assert found.outcomes == len(left)
    assert found.choices[issue] == (space.choices[issue][choice],)
    for index, before in enumerate(left):
        assert list(found.points_of(index)) == list(space.points_of(before))
        assert found.labels_of(index) == space.labels_of(before)
    places = [sum(places) for places in zip(*(g.places[:1] for g in found.groups), strict=True)]
    assert places == [0]


@given(cases())
def test_a_swing_is_what_settling_an_issue_worst_costs(case: Case) -> None:
    """Of the most there is to have among outcomes all accept; where none is left, down to the walk-away."""
    space = space_of(case.points, case.lines, case.rule, case.ties)
    both = accepted(space)
    found = swings(space, range(len(space.roles)))
    if not both:
        assert found == []
        return
    open_issues = [issue for issue, labels in enumerate(space.choices) if len(labels) > 1]
    assert [(one.issue, one.column) for one in found] == [
        (issue, column) for issue in open_issues for column in range(len(space.roles))
    ]
    named = solutions(space).nash
    assert named is not None
    for one in found:
        left = []
        for choice in range(len(space.choices[one.issue])):
            kept = [i for i in both if space.choices_of(i)[one.issue] == choice]
            own = [float(space.points_of(i)[one.column]) for i in kept]
            left.append(max(own, default=float(space.lines[one.column])))
        most = max(float(space.points_of(i)[one.column]) for i in both)
        assert (one.worst, one.best) == (left.index(min(left)), most - min(left))
        without = settled(space, one.issue, one.worst)
        agreed = solutions(without).nash
        if agreed is None:
            assert one.nash is None
        else:
            lost = space.points_of(named)[one.column] - without.points_of(agreed)[one.column]
            assert one.nash == lost


def test_an_issue_everything_hangs_on_and_one_of_no_weight() -> None:
    """Peace is worth nothing to the first without the port, and the flag is worth nothing to anybody."""
    port = [[8, 2], [0, 9]]
    flag = [[0, 0], [0, 0]]
    space = space_of([port, flag], [1, 1])
    found = {(one.issue, one.column): one for one in swings(space, [0, 1])}

    assert (found[0, 0].worst, found[0, 0].best, found[0, 0].nash) == (1, 7.0, None)
    assert found[1, 0].best == found[1, 1].best == 0.0
    assert found[0, 1].best == 1.0, "without the port's cession the first walks away, and so to 1 from 2"
    assert most_for(space, 1) == 2.0


def test_a_distance_is_a_share_of_what_lies_between_worst_and_best() -> None:
    """Three and four fifths away: five fifths. What a role does not mind is left out of account."""
    space = space_of([[[0, 0, 7], [5, 0, 7]], [[0, 0, 7], [0, 10, 7]]], [0, 0, 0])
    span = spans(space, [0, 1, 2])

    assert list(span) == [5, 10, 0]
    own = np.array([2.0, 2.0, 14.0])
    assert distance(own, np.array([[5.0, 10.0, 14.0]]), span) == pytest.approx(1.0)
    near = np.array([[5.0, 10.0, 14.0], [2.0, 3.0, 14.0]])
    assert distance(own, near, span) == pytest.approx(0.1)
    assert distance(own, np.array([2.0, 2.0, 14.0]), span) == 0
    assert distance(np.array([0.0, 0.0]), np.array([[1.0, 1.0]]), np.array([1.0, 1.0])) == sqrt(2)


# Changed weights --------------------------------------------------------------------------------


@given(cases(), st.integers(0, 10**6))
def test_each_weight_of_a_table_changes_by_a_fifth_and_nothing_else(case: Case, pick: int) -> None:
    """Exactly: fifths of whole points are counted in whole parts."""
    space = space_of(case.points, case.lines, case.rule)
    index = pick % space.outcomes
    choices = space.choices_of(index)
    own = [[float(p) for p in issue[c]] for issue, c in zip(case.points, choices, strict=True)]

    for one in varied(space, range(len(space.roles))):
        points = one.space.points_of(index) / one.space.unit
        lines = one.space.lines / one.space.unit
        for column in range(len(space.roles)):
            factors = [
                one.percent / 100 if column == one.column and one.issue == name else 1.0
                for name in space.issues
            ]
            expected = sum(f * issue[column] for f, issue in zip(factors, own, strict=True))
            assert points[column] == pytest.approx(expected)
            moved = one.issue is None and column == one.column
            assert lines[column] == pytest.approx(case.lines[column] * (one.percent / 100 if moved else 1))
        assert all(float(value).is_integer() for value in one.space.points_of(index))


def test_what_turns_is_told_and_nothing_else() -> None:
    """Ten to divide, of which the second has 6 without agreement: Nash gives the first 2, of 4 to gain.

    With 4.8 the first has 3, with 7.2 only 1. If the second's points count four fifths, the first has 1, and
    6 for the second are worth 4.8; if they count six fifths, 2 and 3 are as good, and the lower one stays.
    """
    space = space_of([[[x, 10 - x] for x in range(11)]], [0, 6])
    found = shifts(space, [0, 1], [4], varied(space, [1]))

    assert [(one.variant.issue, one.variant.percent, one.nash, one.accepts) for one in found] == [
        (None, 80, True, ()),
        ("i0", 80, True, (4,)),
        (None, 120, True, (4,)),
    ]
    assert all(one.frontier == () for one in found), "all of a line is its frontier"


def test_an_outcome_may_come_to_lie_off_the_frontier() -> None:
    """Of (4, 5) and (5, 4) neither is better; with the second issue at four fifths, (4, 4) is beaten."""
    space = space_of([[[4, 0], [0, 4]], [[0, 5], [5, 0]]], [0, 0])
    found = shifts(space, [0, 1], [3], varied(space, [0, 1]))

    assert [
        (one.variant.column, one.variant.issue, one.variant.percent) for one in found if one.frontier
    ] == [(0, "i1", 80)]


# The grid before moocore ------------------------------------------------------------------------


@given(
    st.integers(1, 5).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(-3, 6), min_size=width, max_size=width), min_size=1, max_size=60
        )
    )
)
def test_thinning_rows_out_on_a_grid_changes_nothing(rows: list[list[int]]) -> None:
    """Coarse cells, equal rows, columns without any span: the frontier is that of the definition."""
    points = np.array(rows, dtype=np.float64)
    indices = np.arange(len(rows), dtype=np.int64)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frontiers, "MANY", 1)
        patch.setattr(frontiers, "CELLS", 2**10)
        found = undominated(points, indices)

    def is_better(one: list[int], other: list[int]) -> bool:
        return one != other and all(a >= b for a, b in zip(one, other, strict=True))

    kept = [row for row in rows if not any(is_better(other, row) for other in rows)]
    best = sorted({tuple(map(float, row)) for row in kept}, reverse=True)
    assert [tuple(row) for row in found.points] == best
    assert [rows.index([int(p) for p in row]) for row in best] == list(found.indices)

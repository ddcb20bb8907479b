"""Trades nobody found, and what hangs on a fifth of a weight."""

from hypothesis import given
from hypothesis import strategies as st

from game.analysis.sensitivity import variants
from game.analysis.trades import unused_trades
from tests.analysis.test_possible import Case, cases, space_of
from tests.session.matches import yalta


def test_a_trade_gives_each_what_the_other_minds_least() -> None:
    """Two issues, each dear to one: both were settled the wrong way round."""
    space = space_of([[[9, 0], [0, 2]], [[0, 9], [2, 0]]], [0, 0])
    wrong = space.index_of([1, 1])

    (trade,) = unused_trades(space, wrong, [0, 1])
    assert trade.changes == ((0, 0), (1, 0))
    assert trade.gains == (7.0, 7.0)
    assert unused_trades(space, space.index_of([0, 0]), [0, 1]) == []


@given(cases(), st.integers(0, 10**6))
def test_a_trade_leaves_nobody_worse_off(case: Case, pick: int) -> None:
    """And no better one of one or two changes was passed over."""
    space = space_of(case.points, case.lines, case.rule, case.ties)
    index = pick % space.outcomes
    columns = range(len(space.roles))
    own, chosen = space.points_of(index), space.choices_of(index)
    found = unused_trades(space, index, columns)

    for trade in found:
        changed = list(chosen)
        for issue, choice in trade.changes:
            assert choice != changed[issue]
            changed[issue] = choice
        gains = tuple(space.points_of(space.index_of(changed)) - own)
        assert gains == trade.gains
        assert min(gains) >= 0
        assert max(gains) > 0
    near = [
        space.points_of(other) - own
        for other in range(space.outcomes)
        if 0 < sum(a != b for a, b in zip(space.choices_of(other), chosen, strict=True)) <= 2
    ]
    best = max([min(gains) for gains in near if min(gains) >= 0 and max(gains) > 0], default=None)
    assert (found == []) == (best is None)
    assert not found or min(found[0].gains) == best


def test_each_weight_is_changed_once_either_way_and_nothing_else() -> None:
    tables = yalta().tables
    own = tables.roles[0]
    found = list(variants(tables.public, own))

    assert len(found) == 2 * (len(tables.public.issues) + 1)
    for issue, percent, changed in found:
        if issue < 0:
            assert changed.walkaway == round(own.walkaway * percent / 100) != own.walkaway
            assert changed.points == own.points
            continue
        assert changed.walkaway == own.walkaway
        for number, (new, old) in enumerate(zip(changed.points, own.points, strict=True)):
            assert (new != old) == (number == issue)
        best = max(map(max, own.points[issue]))
        assert max(map(max, changed.points[issue])) == round(best * percent / 100)

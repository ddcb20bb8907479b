"""A share comes with how sure it is, and a spread lies where it lies."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.analysis.shares import spread, wilson


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        # Newcombe, R. G. (1998), Two-sided confidence intervals for the single proportion, Statistics in
        # Medicine 17 (8), 857-872, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_those_of_the_books(count: int, of: int, low: float, high: float) -> None:
    """An interval of one's own making would be worse than none."""
    found = wilson(count, of)

    assert found == pytest.approx((low, high), abs=0.00006)
    assert wilson(of - count, of) == pytest.approx((1 - high, 1 - low), abs=0.00006)


@given(st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_an_interval_holds_its_share_and_narrows(pair: tuple[int, int]) -> None:
    """Never outside 0 and 1, never without the share that was seen; more games, less room."""
    count, of = pair
    low, high = wilson(count, of)
    narrow = wilson(4 * count, 4 * of)

    assert 0 <= low <= count / of <= high <= 1
    assert narrow[1] - narrow[0] < high - low
    wide = wilson(count, of, confidence=0.99)
    assert wide[0] <= low <= high <= wide[1]


@pytest.mark.parametrize(("count", "of"), [(1, 0), (0, 0), (-1, 3), (4, 3)])
def test_what_is_no_share_is_refused(count: int, of: int) -> None:
    """Nothing of nothing is not nought."""
    with pytest.raises(ValueError, match="share"):
        wilson(count, of)


@given(st.lists(st.integers(-100, 100), min_size=1, max_size=40))
def test_a_spread_is_that_of_numpy(values: list[int]) -> None:
    """Two ways to the same quartiles; one value is its own."""
    assert list(spread(values)) == pytest.approx(list(np.quantile(values, (0, 0.25, 0.5, 0.75, 1))))

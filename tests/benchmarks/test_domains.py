"""The domains both sides read: what they promise, and that our side reports what NegMAS's is asked for."""

from pathlib import Path

import numpy as np

from benchmarks.domains import every_outcome, opposed, pairs, read, write
from benchmarks.outcomes import report, space_of


def test_a_domain_is_the_same_every_time_and_starts_at_nothing() -> None:
    """The worst of every issue is worth nothing, so that a walk-away of nothing means the same to both."""
    tables = opposed(4, 5, 3, seed=7, scale=1000)

    assert tables == opposed(4, 5, 3, seed=7, scale=1000)
    assert tables != opposed(4, 5, 3, seed=8, scale=1000)
    assert {min(issue) for party in tables for issue in party} == {0}
    assert all(sum(map(max, party)) <= 1010 for party in tables)


def test_what_is_written_is_what_both_sides_weigh(tmp_path: Path) -> None:
    """Outcome by outcome, in the order of our indices; neighbours' points come on top where there are any."""
    tables, linked = opposed(2, 4, 3, seed=1, scale=100), pairs(2, 4, 3, seed=1, most=9)
    write(tmp_path / "additive.json", tables)
    write(tmp_path / "linked.json", tables, linked)
    space = space_of(tables)
    additive = every_outcome(read(tmp_path / "additive.json"))
    together = every_outcome(read(tmp_path / "linked.json"))

    for index in range(space.outcomes):
        choices = space.choices_of(index)
        assert list(additive[index]) == list(space.points_of(index))
        for party in range(2):
            extra = sum(linked[party][n][choices[n]][choices[n + 1]] for n in range(3))
            assert together[index][party] == additive[index][party] + extra


def test_our_report_is_what_a_listing_gives(tmp_path: Path) -> None:
    tables = opposed(3, 4, 3, seed=5, scale=50)
    write(tmp_path / "domain.json", tables)
    every = every_outcome(read(tmp_path / "domain.json"))
    found = report(tables)

    kept = [row for row in every if not any((other >= row).all() and (other > row).any() for other in every)]
    assert found["frontier"] == np.unique(kept, axis=0).tolist()
    assert found["nash"][0] == every[every.prod(axis=1).argmax()].tolist()
    assert found["egalitarian"] == every.min(axis=1).max()
    assert found["utilitarian"] == every.sum(axis=1).max()

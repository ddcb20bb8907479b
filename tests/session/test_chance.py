"""Draws: fair, keyed, the same on any machine for ever."""

import os
import subprocess
import sys
from collections import Counter

import pytest

from game.session.chance import draw_below, pick_weighted

PINNED = [
    ("7/0/event/planning_date", 4, 1),
    ("7/0/event/surrender", 5, 2),
    ("1/0/stalin/once/firmness", 24, 21),
    ("1/0/roosevelt/3/card/2", 2, 1),
    ("Ялта/0", 1_000_000, 422_086),
    ("wide", 1 << 64, 13_851_364_041_246_548_976),
]


@pytest.mark.parametrize(("key", "bound", "drawn"), PINNED)
def test_draws_are_pinned_for_ever(key: str, bound: int, drawn: int) -> None:
    """A log replays without these, but resumed and repeated games lean on them: they never change."""
    assert draw_below(key, bound) == drawn


def test_draws_are_uniform() -> None:
    """A skewed die would bend every game; the keys are fixed, so this cannot fail by bad luck."""
    counts = Counter(draw_below(f"uniform/{number}", 6) for number in range(6000))

    assert set(counts) == set(range(6))
    # The 0.999 quantile of chi-square with five degrees of freedom is 20.5.
    assert sum((count - 1000) ** 2 / 1000 for count in counts.values()) < 20.5


def test_a_draw_is_rejected_rather_than_folded() -> None:
    """With a bound of three quarters of the range, folding by modulo would double the lowest third."""
    bound = 3 << 62
    lowest = sum(draw_below(f"reject/{number}", bound) < bound // 3 for number in range(600))

    assert 160 < lowest < 240, "a third of 600, and not a half"


def test_keys_that_differ_a_little_give_independent_draws() -> None:
    """Seeds 1, 2, 3 and neighbouring acts must not give look-alike games."""
    pairs = Counter((draw_below(f"{n}/0/a", 2), draw_below(f"{n}/0/b", 2)) for n in range(400))

    assert len(pairs) == 4
    assert all(60 < count < 140 for count in pairs.values())


def test_weights_are_respected() -> None:
    """An author who writes weight 3 against 1 means three games in four."""
    counts = Counter(pick_weighted(f"weights/{number}", (3, 1, 6)) for number in range(4000))

    for index, share in ((0, 1200), (1, 400), (2, 2400)):
        assert abs(counts[index] - share) < 110


def test_an_outcome_without_weight_is_never_picked() -> None:
    """Zero is zero."""
    assert {pick_weighted(f"zero/{number}", (0, 1, 0)) for number in range(100)} == {1}


@pytest.mark.parametrize("bound", [0, -1, (1 << 64) + 1])
def test_a_draw_from_nothing_or_from_too_much_is_an_error(bound: int) -> None:
    """The first has no answer; the second would draw for ever."""
    with pytest.raises(ValueError, match="outcome"):
        draw_below("key", bound)


def test_draws_do_not_depend_on_the_interpreter_s_hash_seed() -> None:
    """`hash()` of a text differs from run to run; a game must not."""
    code = (
        "from game.session.chance import draw_below\n"
        "print([draw_below(f'hash/{n}', 1000) for n in range(20)])\n"
        "from game.session.match import Match\n"
        "from game.session.seats import parse_seats\n"
        "from game.storage.folders import find, open_folder\n"
        "from game.engine.digest import digest\n"
        "opened = open_folder(find('yalta-1945'))\n"
        "seats = parse_seats('stalin=random', opened.tables.public.roles)\n"
        "match = Match.new(opened, seed=5, seats=seats)\n"
        "match.run()\n"
        "print(digest(match.state))\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    ]

    assert said[0].count("\n") == 2
    assert said[0] == said[1] == said[2]

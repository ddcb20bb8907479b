"""Playing without thinking does not pay: each habit has less, on average, than `linear` in the same seat."""

import pytest

from game.storage.folders import Opened, open_folder, shipped
from tests.negotiators.careless import HABITS, average, departs

FEW, MANY = 40, 200


def opened(name: str) -> Opened:
    return open_folder(next(folder for folder in shipped() if folder.name == name))


def seats() -> list[tuple[str, str, str]]:
    """Return every scenario, seat and habit."""
    return [
        (folder.name, role, habit)
        for folder in shipped()
        for role in open_folder(folder).tables.public.roles
        for habit in HABITS
    ]


def check(name: str, seat: str, habit: str, seeds: int, others: str = "linear") -> None:
    scenario = opened(name)
    role = scenario.tables.public.roles.index(seat)
    if departs(scenario, role, habit, range(10)):
        sober = average(scenario, role, None, range(seeds), others=others)
        assert average(scenario, role, habit, range(seeds), others=others) < sober


@pytest.mark.parametrize("seat", ["stalin", "roosevelt"])
@pytest.mark.parametrize("habit", [name for name in HABITS if name != "card_every_sitting"])
def test_a_habit_has_less_than_linear_in_the_tutorial(seat: str, habit: str) -> None:
    """A first look with few games (too few to weigh cards); the long run below is the proof."""
    check("yalta-1945", seat, habit, FEW)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "seat", "habit"), seats())
def test_a_habit_has_less_than_linear_over_two_hundred_games(name: str, seat: str, habit: str) -> None:
    """Rules that reward signing anything, walking out or stalling would teach the wrong thing."""
    check(name, seat, habit, MANY)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "seat", "habit"), [one for one in seats() if one[2] != "card_every_sitting"]
)
def test_a_habit_has_less_than_linear_against_diplomats(name: str, seat: str, habit: str) -> None:
    """An opponent that closes late and trades must not make thoughtlessness pay (cards: within chance)."""
    check(name, seat, habit, 100, others="diplomat")

"""Playing without thinking does not pay: each habit has less, on average, than `linear` in the same seat.

Held for the seats that sign a text; what it is like in the others is in docs/decisions/0010.
"""

import pytest

from game.storage.folders import Opened, open_folder, shipped
from tests.negotiators.careless import HABITS, average, departs

SCENARIOS = [folder.name for folder in shipped()]
FEW, MANY = 40, 200


def opened(name: str) -> Opened:
    return open_folder(next(folder for folder in shipped() if folder.name == name))


def check(name: str, habit: str, seeds: int) -> None:
    scenario = opened(name)
    roles = scenario.tables.public.roles
    tried = 0
    for role in range(len(roles)):
        signs = any(text.signers >> role & 1 for text in scenario.tables.public.instruments)
        if signs and departs(scenario, role, habit, range(10)):
            tried += 1
            sober = average(scenario, role, None, range(seeds))
            careless = average(scenario, role, habit, range(seeds))
            assert careless < sober, (name, roles[role], habit, careless, sober)
    assert tried or habit == "card_every_sitting", "the habit makes no difference in any seat"


@pytest.mark.parametrize("habit", [name for name in HABITS if name != "card_every_sitting"])
def test_a_habit_has_less_than_linear_in_the_tutorial(habit: str) -> None:
    """A first look with few games; the long run below is the proof."""
    check("yalta-1945", habit, FEW)


@pytest.mark.slow
@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("habit", HABITS)
def test_a_habit_has_less_than_linear_over_two_hundred_games(name: str, habit: str) -> None:
    """Rules that reward signing anything, walking out or stalling would teach the wrong thing."""
    check(name, habit, MANY)

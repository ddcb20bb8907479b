"""From a checked scenario to its tables. Called only once every check has passed."""

from game.scenario.compile_hidden import hidden_tables
from game.scenario.compile_public import public_tables
from game.scenario.compile_role import role_tables
from game.scenario.model import Scenario
from game.scenario.numbering import Numbering
from game.scenario.tables import Tables


def compile_scenario(scenario: Scenario) -> Tables:
    """Return the integer tables every match of `scenario` runs on."""
    numbering = Numbering(scenario)
    roles = tuple(role_tables(numbering, role_id) for role_id in scenario.roles)
    return Tables(public_tables(numbering), roles, hidden_tables(numbering))

"""`kherem schema`: the JSON Schema of the scenario language."""

import click

from game.cli.common import echo_json
from game.messages import text
from game.scenario.schema import scenario_schema


@click.command(help=text("cli/schema_help"))
def command() -> None:
    """Print the JSON Schema."""
    echo_json(scenario_schema())

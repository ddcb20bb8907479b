"""`kherem analyse`: what was possible in a scenario's texts, or in a teacher's score table."""

import textwrap
from pathlib import Path

import click

from game.analysis.possible import possible
from game.analysis.spaces import SpaceError
from game.analysis.weighing import Readings
from game.cli.common import echo_json, polite
from game.cli.main import FAILED, USAGE
from game.interop.score_tables import TableError, read_csv, space_of_table
from game.messages import text
from game.presentation.possible import (
    Data,
    possible_data,
    possible_lines,
    role_number,
    scenario_possible,
)
from game.scenario.plain import plain
from game.storage.folders import find, open_folder

USAGE_ERRORS = (
    "analyse/no_such_role",
    "analyse/role_named_twice",
    "analyse/no_such_instrument",
    "analyse/no_such_sitting",
    "analyse/spoken",
    "analyse/only_for_scenarios",
    "analyse/unreadable",
)
WIDTH = 100


@click.command(help=text("cli/analyse_help"))
@click.argument("given", metavar="SCENARIO|TABLE.csv")
@click.option("--roles", default="", metavar="A,B", help=text("cli/roles_option"))
@click.option("--instrument", help=text("cli/instrument_option"))
@click.option("--at", metavar="SITTING", help=text("cli/at_option"))
@click.option(
    "--readings",
    type=click.Choice(["worst", "middle", "best"]),
    default="middle",
    help=text("cli/readings_option"),
)
@click.option(
    "--format",
    "layout",
    type=click.Choice(["text", "json"]),
    default="text",
    help=text("cli/format_option"),
)
@polite
def command(
    *, given: str, roles: str, instrument: str | None, at: str | None, readings: Readings, layout: str
) -> None:
    """Weigh every outcome, and say what could have been had."""
    try:
        wanted = _wanted(roles)
        if given.casefold().endswith(".csv"):
            data = _table(Path(given), wanted, instrument=instrument, at=at)
        else:
            opened = open_folder(find(given))
            data = scenario_possible(opened, roles=wanted, instrument=instrument, at=at, readings=readings)
    except SpaceError as error:
        _stop([text(error.code, **error.values)], USAGE if error.code in USAGE_ERRORS else FAILED)
    except TableError as error:
        _stop([f"{given}:{mistake}" for mistake in error.mistakes], FAILED)
    if layout == "json":
        echo_json(data)
        return
    for heading, lines in possible_lines(data):
        click.echo("\n".join(textwrap.wrap(heading, WIDTH)))
        for line in lines:
            click.echo(textwrap.fill(line, WIDTH, initial_indent="  ", subsequent_indent="    "))
        click.echo()


def _stop(messages: list[str], code: int) -> None:
    click.echo("\n".join(map(plain, messages)), err=True)
    click.get_current_context().exit(code)


def _wanted(roles: str) -> list[str]:
    wanted = [role.strip() for role in roles.split(",") if role.strip()]
    for role in wanted:
        if wanted.count(role) > 1:
            raise SpaceError("analyse/role_named_twice", name=role)
    return wanted


def _table(path: Path, roles: list[str], *, instrument: str | None, at: str | None) -> Data:
    for option, value in (("--instrument", instrument), ("--at", at)):
        if value is not None:
            raise SpaceError("analyse/only_for_scenarios", option=option)
    try:
        source = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise SpaceError("analyse/unreadable", name=str(path), reason=error.strerror) from error
    except UnicodeDecodeError as error:
        raise SpaceError("analyse/not_text", name=str(path)) from error
    space = space_of_table(read_csv(source))
    columns = [role_number(space.roles, role) for role in roles] or None
    return {"title": path.stem, **possible_data(possible(space, columns))}

"""`kherem analyse`: what was possible in a scenario's texts, a teacher's score table or a Genius domain."""

import textwrap
from pathlib import Path

import click

from game.analysis.possible import possible
from game.analysis.spaces import SpaceError
from game.analysis.weighing import Readings
from game.cli.common import echo_json, polite
from game.cli.main import FAILED, USAGE
from game.interop.cases import CaseError, space_of_case
from game.interop.reading import is_case, read_case
from game.messages import text
from game.presentation.possible import (
    Data,
    case_data,
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
    "analyse/only_for_genius",
    "analyse/one_table",
    "analyse/unreadable",
)
WIDTH = 100


@click.command(help=text("cli/analyse_help"))
@click.argument("given", nargs=-1, required=True, metavar="SCENARIO|TABLE|DOMAIN.xml PROFILE.xml…")
@click.option("--roles", default="", metavar="A,B", help=text("cli/roles_option"))
@click.option("--instrument", help=text("cli/instrument_option"))
@click.option("--at", metavar="SITTING", help=text("cli/at_option"))
@click.option(
    "--readings",
    type=click.Choice(["worst", "middle", "best"]),
    default="middle",
    help=text("cli/readings_option"),
)
@click.option("--steps", type=click.IntRange(1, 1000), metavar="N", help=text("cli/steps_option"))
@click.option(
    "--format",
    "layout",
    type=click.Choice(["text", "json"]),
    default="text",
    help=text("cli/format_option"),
)
@polite
def command(
    *,
    given: tuple[str, ...],
    roles: str,
    instrument: str | None,
    at: str | None,
    readings: Readings,
    steps: int | None,
    layout: str,
) -> None:
    """Weigh every outcome, and say what could have been had."""
    try:
        wanted = _wanted(roles)
        if any(map(is_case, given)):
            data = _case(given, wanted, steps, {"--instrument": instrument, "--at": at})
        else:
            data = _scenario(given, wanted, steps, instrument=instrument, at=at, readings=readings)
    except SpaceError as error:
        _stop([text(error.code, **error.values)], USAGE if error.code in USAGE_ERRORS else FAILED)
    except CaseError as error:
        _stop([f"{mistake.file or given[0]}:{mistake}" for mistake in error.mistakes], FAILED)
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


def _case(given: tuple[str, ...], roles: list[str], steps: int | None, others: dict[str, str | None]) -> Data:
    for option, value in others.items():
        if value is not None:
            raise SpaceError("analyse/only_for_scenarios", option=option)
    case = read_case([Path(name) for name in given], steps)
    space = space_of_case(case)
    columns = [role_number(space.roles, role) for role in roles] or None
    return case_data(case, possible(space, columns))


def _scenario(
    given: tuple[str, ...],
    roles: list[str],
    steps: int | None,
    *,
    instrument: str | None,
    at: str | None,
    readings: Readings,
) -> Data:
    if len(given) > 1:
        raise SpaceError("analyse/one_table", names=", ".join(given))
    if steps is not None:
        raise SpaceError("analyse/only_for_genius", option="--steps")
    opened = open_folder(find(given[0]))
    return scenario_possible(opened, roles=roles, instrument=instrument, at=at, readings=readings)

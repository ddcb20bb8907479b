"""`kherem analyse`: what was possible in a scenario's texts, a teacher's score table or a Genius domain."""

import json
import textwrap
from pathlib import Path
from typing import Any, NamedTuple

import click

from game.analysis.spaces import SpaceError
from game.cli.common import echo_json, polite
from game.cli.main import FAILED, USAGE
from game.interop.cases import CaseError
from game.interop.reading import is_case, read_case
from game.messages import text
from game.presentation.plane import plane
from game.presentation.possible import analysis_data
from game.presentation.possible_words import possible_lines
from game.presentation.weighed import Data, Wanted, Weighed, weigh_case, weigh_scenario
from game.report.plane_page import plane_page
from game.scenario.plain import plain
from game.session.match import Match
from game.storage.folders import find, open_folder

USAGE_ERRORS = (
    "analyse/no_such_role",
    "analyse/role_named_twice",
    "analyse/no_such_instrument",
    "analyse/no_such_sitting",
    "analyse/no_such_reading",
    "analyse/spoken",
    "analyse/only_for_scenarios",
    "analyse/only_for_genius",
    "analyse/one_table",
    "analyse/unreadable",
    "analyse/not_together",
    "analyse/two_roles",
)
WIDTH = 100


@click.command(help=text("cli/analyse_help"))
@click.argument("given", nargs=-1, required=True, metavar="SCENARIO|TABLE|DOMAIN.xml PROFILE.xml…")
@click.option("--roles", default="", metavar="A,B", help=text("cli/roles_option"))
@click.option("--instrument", help=text("cli/instrument_option"))
@click.option("--at", metavar="SITTING", help=text("cli/at_option"))
@click.option(
    "--readings",
    default="middle",
    metavar="worst|middle|best|ROLE|ISSUE=READING,…",
    help=text("cli/readings_option"),
)
@click.option("--outcome", type=click.Path(path_type=Path), help=text("cli/outcome_option"))
@click.option("--log", type=click.Path(path_type=Path), help=text("cli/match_option"))
@click.option("--sensitivity", is_flag=True, help=text("cli/sensitivity_option"))
@click.option("--steps", type=click.IntRange(1, 1000), metavar="N", help=text("cli/steps_option"))
@click.option(
    "--format",
    "layout",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    help=text("cli/format_option"),
)
@polite
def command(*, given: tuple[str, ...], layout: str, **asked: Any) -> None:
    """Weigh every outcome, and say what could have been had."""
    try:
        weighed = _weighed(given, Asked(**asked))
        if layout == "html":
            page = plane_page(plane(weighed))
    except SpaceError as error:
        _stop([text(error.code, **error.values)], USAGE if error.code in USAGE_ERRORS else FAILED)
    except CaseError as error:
        _stop([f"{mistake.file or given[0]}:{mistake}" for mistake in error.mistakes], FAILED)
    if layout == "html":
        click.echo(page, nl=False)
    elif layout == "json":
        echo_json(analysis_data(weighed))
    else:
        _print(analysis_data(weighed))


class Asked(NamedTuple):
    """What the command line asks of what is given."""

    roles: str
    instrument: str | None
    at: str | None
    readings: str
    outcome: Path | None
    log: Path | None
    sensitivity: bool
    steps: int | None


def _weighed(given: tuple[str, ...], asked: Asked) -> Weighed:
    wanted = _wanted(asked.roles)
    _demand_apart(asked)
    outcome = None if asked.outcome is None else _outcome(asked.outcome)
    if any(map(is_case, given)):
        readings = None if asked.readings == "middle" else asked.readings
        options = (
            ("--instrument", asked.instrument),
            ("--at", asked.at),
            ("--log", asked.log),
            ("--readings", readings),
        )
        for option, value in options:
            if value is not None:
                raise SpaceError("analyse/only_for_scenarios", option=option)
        case = read_case([Path(name) for name in given], asked.steps)
        return weigh_case(case, roles=wanted, outcome=outcome, sensitivity=asked.sensitivity)
    if len(given) > 1:
        raise SpaceError("analyse/one_table", names=", ".join(given))
    if asked.steps is not None:
        raise SpaceError("analyse/only_for_genius", option="--steps")
    opened = open_folder(find(given[0]))
    match = None if asked.log is None else Match.resume(asked.log, write=False)
    return weigh_scenario(
        opened,
        Wanted(wanted, asked.instrument, asked.at, asked.readings, outcome, match, asked.sensitivity),
    )


def _demand_apart(asked: Asked) -> None:
    for option, value in (("--at", asked.at), ("--outcome", asked.outcome)):
        if asked.log is not None and value is not None:
            raise SpaceError("analyse/not_together", one="--log", other=option)


def _outcome(path: Path) -> dict[str, object]:
    """Return the outcome in a file: a choice by issue, or the same under `package`, as analyses print it."""
    try:
        data = json.loads(_read(path))
    except ValueError as error:
        raise SpaceError("analyse/not_an_outcome", name=str(path), reason=error) from error
    if isinstance(data, dict) and isinstance(data.get("package"), dict):
        data = data["package"]
    if not isinstance(data, dict):
        raise SpaceError("analyse/not_an_outcome", name=str(path), reason=type(data).__name__)
    return data


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise SpaceError("analyse/unreadable", name=str(path), reason=error.strerror) from error
    except UnicodeDecodeError as error:
        raise SpaceError("analyse/not_text", name=str(path)) from error


def _print(data: Data) -> None:
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

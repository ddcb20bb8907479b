"""`kherem watch`: a whole match of AI players, or history replayed."""

from pathlib import Path

import click

from game.cli.common import (
    cut_option,
    echo_json,
    json_option,
    open_scenario,
    polite,
    seats_option,
    seed_option,
    seed_or_new,
)
from game.cli.watching import result_data, watch_match
from game.messages import text
from game.negotiators.catalogue import HUMAN
from game.session.match import Match
from game.session.seats import SeatError, kinds_of, parse_seats


@click.command(help=text("cli/watch_help"))
@click.argument("scenario")
@seed_option
@seats_option
@cut_option
@click.option("--log", type=click.Path(path_type=Path), default=None, help=text("cli/log_option"))
@json_option
@polite
def command(
    *, scenario: str, seed: int | None, seats: str, cut: str, log: Path | None, as_json: bool
) -> None:
    """Let AI players play a match and show it."""
    opened = open_scenario(scenario)
    resolved = parse_seats(seats, opened.tables.public.roles, kinds_of(opened.scenario))
    if HUMAN in resolved.values():
        raise SeatError("seats/no_humans")
    match = Match.new(opened, seed=seed_or_new(seed), seats=resolved, log=log, cut=cut)
    try:
        if as_json:
            match.run()
            echo_json(result_data(match))
        else:
            watch_match(match)
    finally:
        match.close()

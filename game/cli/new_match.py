"""`kherem new-match`: begin a match that programs or people play through its log."""

from pathlib import Path

import click

from game.cli.common import (
    cut_option,
    echo_json,
    json_option,
    open_scenario,
    people_option,
    polite,
    seats_option,
    seed_option,
    seed_or_new,
)
from game.messages import text
from game.session.match import Match
from game.session.seats import kinds_of, parse_people, parse_seats


@click.command(help=text("cli/new_match_help"))
@click.argument("scenario")
@seed_option
@seats_option
@cut_option
@people_option
@click.option("--log", type=click.Path(path_type=Path), required=True, help=text("cli/log_option"))
@json_option
@polite
def command(
    *,
    scenario: str,
    seed: int | None,
    seats: str,
    cut: str,
    people: tuple[str, ...],
    log: Path,
    as_json: bool,
) -> None:
    """Begin a match and run it to where the first person must act."""
    opened = open_scenario(scenario)
    resolved = parse_seats(seats, opened.tables.public.roles, kinds_of(opened.scenario))
    named = parse_people(people, resolved)
    match = Match.new(opened, seed=seed_or_new(seed), seats=resolved, log=log, cut=cut, people=named)
    try:
        match.run()
        waiting = [match.roles[role] for role in match.waiting()]
        if as_json:
            echo_json(
                {
                    "ok": True,
                    "log": str(log),
                    "seed": match.header.seed,
                    "seats": dict(match.seats),
                    "people": {role: list(names) for role, names in named.items()},
                    "status": match.state.clock.status,
                    "waiting_for": waiting,
                }
            )
        else:
            names = ", ".join(waiting) or text("cli/nobody")
            click.echo(text("cli/match_begun", log=log, seed=match.header.seed, waiting=names))
    finally:
        match.close()

"""`kherem resume`: go on with a saved game."""

from pathlib import Path

import click

from game.cli.common import log_argument, person_option, polite
from game.cli.watching import watch_match
from game.messages import text
from game.session.match import Match, Refusal


@click.command(help=text("cli/resume_help"))
@log_argument
@click.option("--role", default=None, help=text("cli/role_option"))
@person_option
@polite
def command(*, log: Path, role: str | None, person: str | None) -> None:
    """Take up a match where it stopped."""
    match = Match.resume(log)
    try:
        if match.notice:
            click.echo(match.notice, err=True)
        humans = match.humans()
        if not humans:
            watch_match(match)
            return
        from game.terminal import play_in_terminal

        seat = humans[0] if role is None else match.role_number(role)
        if seat not in humans:
            name = match.roles[seat]
            raise Refusal("session/not_human", role=name, player=match.seats[name])
        play_in_terminal(match, seat, log=log, person=person)
    finally:
        match.close()

"""`kherem replay`: read a match back from its log."""

from pathlib import Path

import click

from game.cli.common import echo_json, echo_parts, events_data, json_option, log_argument, polite
from game.engine.digest import digest
from game.messages import text
from game.presentation.replaying import replay
from game.presentation.replaying_lines import replay_parts
from game.presentation.sentences import sentence
from game.presentation.wording import Wording
from game.session.match import Match


@click.command(help=text("cli/replay_help"))
@log_argument
@click.option("--as", "role", default=None, help=text("cli/as_option"))
@click.option("--reveal", is_flag=True, help=text("cli/reveal_option"))
@json_option
@polite
def command(*, log: Path, role: str | None, reveal: bool, as_json: bool) -> None:
    """Replay a log, whole or as one seat saw it."""
    if reveal and role is None:
        raise click.UsageError(text("cli/reveal_needs_as"))
    match = Match.resume(log, write=False)
    seat = None if role is None else match.role_number(role)
    if reveal and seat is not None:
        _reveal(match, seat, as_json=as_json)
        return
    if as_json:
        shown = match.state if seat is None else match.view(seat)
        status = match.state.clock.status
        echo_json({"seq": match.seq(seat), "status": status, "digest": digest(shown)})
        return
    if match.notice:
        click.echo(match.notice, err=True)
    if seat is not None:
        lines = [str(event["text"]) for event in events_data(match, seat) if event["text"]]
    else:
        wording = Wording(match.opened.scenario, match.tables)
        events = [item.entry.event for item in match.standing() if item.entry]
        lines = [said for said in (sentence(wording, event) for event in events) if said]
    click.echo("\n".join(lines))


def _reveal(match: Match, seat: int, *, as_json: bool) -> None:
    """Replay a match from a seat, with what was hidden from it then."""
    data = replay(match, seat, reveal=True)
    if as_json:
        echo_json(data)
        return
    if match.notice:
        click.echo(match.notice, err=True)
    echo_parts(replay_parts(data))

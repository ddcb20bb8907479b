"""`kherem view`: everything a seat may see."""

from pathlib import Path

import click

from game.cli.common import (
    as_option,
    echo_json,
    events_data,
    json_option,
    log_argument,
    polite,
    resumed,
)
from game.messages import text
from game.presentation.seat_view import seat_view
from game.presentation.wording import Wording


@click.command(help=text("cli/view_help"))
@log_argument
@as_option
@click.option("--since", type=int, default=0, help=text("cli/since_option"))
@json_option
@polite
def command(*, log: Path, role: str, since: int, as_json: bool) -> None:
    """Show what a seat sees and what it has seen happen."""
    with resumed(log, write=False) as match:
        seat = match.role_number(role)
        events = events_data(match, seat, since)
        if as_json:
            wording = Wording(match.opened.scenario, match.tables)
            view = seat_view(wording, match.knowledge(seat), match.told(seat))
            echo_json({"seq": match.seq(seat), "view": view, "events": events})
            return
        click.echo("\n".join(str(event["text"]) for event in events if event["text"]))

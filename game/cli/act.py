"""`kherem act`: act in a seat; the other seats play on until a person must answer."""

from pathlib import Path

import click

from game.cli.common import (
    as_option,
    echo_json,
    events_data,
    json_option,
    log_argument,
    parsed_act,
    person_option,
    polite,
    resumed,
)
from game.cli.main import REFUSED
from game.engine.errors import Refused
from game.messages import text
from game.session.match import Match, Refusal
from game.storage.log import LogError


@click.command(help=text("cli/act_help"))
@log_argument
@as_option
@click.option("--act", "act_text", required=True, help=text("cli/act_option"))
@click.option("--expect-seq", type=int, default=None, help=text("cli/expect_option"))
@person_option
@json_option
@polite
def command(
    *, log: Path, role: str, act_text: str, expect_seq: int | None, person: str | None, as_json: bool
) -> None:
    """Act, and say what came of it."""
    with resumed(log, write=True) as match:
        seat = match.role_number(role)
        before = match.seq(seat)
        try:
            match.act(seat, parsed_act(act_text), expect_seq=expect_seq, person=person)
        except (Refused, Refusal) as error:
            _refuse(match, seat, error, as_json)
            return
        try:
            match.run()
        except LogError as error:  # the act is kept; the others act once the log can be written again
            click.echo(str(error), err=True)
        events = events_data(match, seat, before)
        if as_json:
            echo_json({"ok": True, "seq": match.seq(seat), "events": events})
        else:
            click.echo("\n".join(str(event["text"]) for event in events if event["text"]))


def _refuse(match: Match, seat: int, error: Refused | Refusal, as_json: bool) -> None:
    if as_json:
        answer = {"ok": False, "code": error.code, "message": error.message}
        echo_json({**answer, "seq": match.seq(seat)})
    else:
        click.echo(error.message, err=True)
    click.get_current_context().exit(REFUSED)

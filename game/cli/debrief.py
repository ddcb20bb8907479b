"""`kherem debrief`: how a match ended, beside what happened."""

from pathlib import Path

import click

from game.cli.common import echo_json, log_argument, polite
from game.messages import text
from game.presentation.debrief import debrief
from game.report import html_debrief, markdown_debrief, plain_debrief
from game.session.match import Match


@click.command(help=text("cli/debrief_help"))
@log_argument
@click.option(
    "--format",
    "layout",
    type=click.Choice(["text", "md", "html", "json"]),
    default="text",
    help=text("cli/format_option"),
)
@polite
def command(*, log: Path, layout: str) -> None:
    """Print the debrief of a log."""
    match = Match.resume(log, write=False)
    if match.notice:
        click.echo(match.notice, err=True)
    data = debrief(match)
    if layout == "json":
        echo_json(data)
    elif layout == "html":
        click.echo(html_debrief(data), nl=False)
    elif layout == "md":
        click.echo(markdown_debrief(data), nl=False)
    else:
        click.echo(plain_debrief(data), nl=False)

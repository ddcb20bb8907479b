"""`kherem legal`: what a seat may do now."""

from pathlib import Path

import click

from game.cli.common import as_option, echo_json, json_option, log_argument, polite, resumed
from game.engine.asking import template_data
from game.messages import text


@click.command(help=text("cli/legal_help"))
@log_argument
@as_option
@json_option
@polite
def command(*, log: Path, role: str, as_json: bool) -> None:
    """Show the act templates of a seat."""
    with resumed(log, write=False) as match:
        seat = match.role_number(role)
        offered = [template_data(match.names, template) for template in match.offered(seat)]
        waiting = [match.roles[one] for one in match.waiting()]
        if as_json:
            echo_json(
                {
                    "seq": match.seq(seat),
                    "status": match.state.clock.status,
                    "waiting_for": waiting,
                    "templates": offered,
                }
            )
            return
        names = ", ".join(waiting) or text("cli/nobody")
        click.echo(text("cli/waiting", seq=match.seq(seat), waiting=names))
        for template in offered:
            fields = ", ".join(key for key in template if key != "kind")
            click.echo(f"  {template['kind']}" + (f" ({fields})" if fields else ""))

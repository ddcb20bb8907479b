"""`kherem whatif`: take a finished match up at a moment, and play on many times."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from game.cli.common import echo_json, echo_parts, json_option, log_argument, parsed_act, polite
from game.messages import text
from game.presentation.rows import Row
from game.presentation.what_if import moments_data, moments_lines, what_if, what_if_lines
from game.session.match import Match
from game.session.seats import reseated
from game.simulation.what_if import Question, ask, usual_seats, who_decides

MOST_RUNS = 100_000


@click.command(help=text("cli/whatif_help"))
@log_argument
@click.option("--at", type=int, default=None, metavar="SEQ", help=text("cli/fork_option"))
@click.option("--as", "role", default=None, help=text("cli/decider_option"))
@click.option("--act", "act_text", default=None, metavar="JSON", help=text("cli/other_act_option"))
@click.option("-n", "runs", type=click.IntRange(1, MOST_RUNS), default=100, help=text("cli/runs_option"))
@click.option("--seats", default="", help=text("cli/reseat_option"))
@click.option("--seed", type=int, default=None, help=text("cli/whatif_seed_option"))
@click.option("--jobs", type=click.IntRange(min=1), default=None, help=text("cli/jobs_option"))
@json_option
@polite
def command(
    *,
    log: Path,
    at: int | None,
    role: str | None,
    act_text: str | None,
    runs: int,
    seats: str,
    seed: int | None,
    jobs: int | None,
    as_json: bool,
) -> None:
    """List the moments of a match, or play on from one."""
    if at is None and (act_text is not None or role is not None):
        raise click.UsageError(text("cli/needs_at"))
    match = Match.resume(log, write=False)
    if match.notice:
        click.echo(match.notice, err=True)
    if at is None:
        data = moments_data(match)
        lines = [(text("whatif/moments", title=data["title"]), [Row("", text("whatif/moments_note"))])]
        lines += moments_lines(data)
    else:
        question = _question(match, at, role, act_text, seats, seed)
        with _progress(runs) as done:
            answer = ask(match, question, runs, jobs=jobs, done=done)
        data = what_if(match, question, answer)
        lines = what_if_lines(data)
    if as_json:
        echo_json(data)
    else:
        echo_parts(lines)


def _question(
    match: Match, at: int, role: str | None, act_text: str | None, seats: str, seed: int | None
) -> Question:
    act = None if act_text is None else parsed_act(act_text)
    decider = who_decides(match, at, None if role is None else match.role_number(role))
    seated = reseated(seats, usual_seats(match, at), match.kinds)
    return Question(at, decider, act, seated, seed)


@contextmanager
def _progress(runs: int) -> Iterator[Callable[[], object]]:
    """Show on standard error how far it is, where somebody looks."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, disable=not _is_watched()) as progress:
        task = progress.add_task(text("whatif/working"), total=runs)
        yield lambda: progress.advance(task)


def _is_watched() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()

"""What commands share: opening things, answering in JSON or words, and refusing politely."""

import json
import secrets
import textwrap
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import click

from game.cli.main import FAILED, REFUSED, USAGE
from game.engine.errors import Refused
from game.messages import text
from game.presentation.rows import Part
from game.presentation.sentences import sentence
from game.presentation.sentences_notes import note_sentence
from game.presentation.wording import Wording
from game.scenario.cuts import FULL_CUT
from game.scenario.plain import plain
from game.session.match import Match, Refusal
from game.session.seats import SeatError
from game.storage.folders import Opened, ScenarioError, find, open_folder
from game.storage.log import LogError

P = ParamSpec("P")
MOST_SEED = 2**31
WIDTH = 100


def echo_json(data: Any) -> None:
    """Write one JSON document to standard output."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def echo_parts(parts: Iterable[Part]) -> None:
    """Write headings with their rows to standard output."""
    for heading, rows in parts:
        click.echo(textwrap.fill(plain(heading), WIDTH))
        for row in rows:
            lead = f"  {row.lead}"
            later = " " * len(lead)
            click.echo(textwrap.fill(plain(row.said), WIDTH, initial_indent=lead, subsequent_indent=later))
        click.echo()


def polite(command: Callable[P, None]) -> Callable[P, None]:
    """Answer what goes wrong with a sentence (or JSON, with --json) and the right exit code."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        as_json = bool(kwargs.get("as_json"))
        try:
            command(*args, **kwargs)
        except (Refused, Refusal) as error:
            usage = error.code in ("session/no_role", "session/no_cut", "session/no_decision")
            _fail(error.code, error.message, USAGE if usage else REFUSED, as_json)
        except ScenarioError as error:
            findings = "".join(f"\n{line(finding)}" for finding in error.findings)
            missing = error.code == "storage/no_scenario"
            _fail(error.code, f"{error}{findings}", USAGE if missing else FAILED, as_json)
        except LogError as error:
            usage = error.code in ("log/unreadable", "log/exists", "log/not_a_file")
            _fail(error.code, str(error), USAGE if usage else FAILED, as_json)
        except SeatError as error:
            _fail(error.code, str(error), USAGE, as_json)

    return wrapped


def _fail(code: str, message: str, exit_code: int, as_json: bool) -> None:
    if as_json:
        echo_json({"ok": False, "code": code, "message": message})
    else:
        click.echo("\n".join(map(plain, message.splitlines())), err=True)
    click.get_current_context().exit(exit_code)


def line(finding: Any) -> str:
    """Return a finding as `file:line:column: severity code path: message (hint)`."""
    place = finding.place
    hint = f" {finding.hint}" if finding.hint else ""
    where = f"{place.file}:{place.line}:{place.column}"
    path = f" {finding.path}:" if finding.path else ""
    return f"{where}: {finding.severity} {finding.code}:{path} {finding.message}{hint}"


def open_scenario(name: str) -> Opened:
    """Return a scenario by id, folder or file."""
    return open_folder(find(name))


def seed_or_new(seed: int | None) -> int:
    """Return the seed given, or a fresh one."""
    return secrets.randbelow(MOST_SEED) if seed is None else seed


@contextmanager
def resumed(log: Path, *, write: bool) -> Iterator[Match]:
    """Give a match from its log, run on to where a person must act, and close it.

    Without `write` the others' next acts are worked out and not kept; they come out the same next time.
    """
    match = Match.resume(log, write=write)
    try:
        if match.notice:
            click.echo(match.notice, err=True)
        match.run()
        yield match
    finally:
        match.close()


def parsed_act(act_text: str) -> dict[str, object]:
    """Return an act's JSON object. Raises `Refused` where it is none."""
    try:
        data = json.loads(act_text)
    except (ValueError, RecursionError) as error:
        raise Refused("act/not_json") from error
    if not isinstance(data, dict):
        raise Refused("act/not_json")
    return data


def events_data(match: Match, role: int, since: int = 0) -> list[dict[str, Any]]:
    """Return the lines a role may see, numbered as that role counts them, after `since`."""

    wording = Wording(match.opened.scenario, match.tables)
    found = []
    for number, item in enumerate(match.seen(role), start=1):
        if number > since:
            said = sentence(wording, item.entry.event) if item.entry else note_sentence(item)
            told = item.entry or item.type in ("acted", "people_changed", "passed")
            data = match.line_data(item) if told else {}
            data.pop("because", None)  # its place in the scenario may name what the seat cannot see
            found.append({"seq": number, "type": item.type, "data": data, "text": said})
    return found


log_argument = click.argument("log", type=click.Path(path_type=Path))
json_option = click.option("--json", "as_json", is_flag=True, help=text("cli/json_option"))
seed_option = click.option("--seed", type=int, default=None, help=text("cli/seed_option"))
cut_option = click.option("--cut", default=FULL_CUT, help=text("cli/cut_option"))
seats_option = click.option("--seats", default="", help=text("cli/seats_option"))
person_option = click.option("--person", default=None, help=text("cli/person_option"))
people_option = click.option("--people", multiple=True, help=text("cli/people_option"))
as_option = click.option("--as", "role", required=True, help=text("cli/as_option"))

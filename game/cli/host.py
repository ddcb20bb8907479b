"""`kherem host`: a class in a browser: one teacher, many groups."""

import sys
import webbrowser
from pathlib import Path

import click

from game.cli.common import cut_option, open_scenario, polite
from game.messages import text
from game.negotiators.catalogue import player_names
from game.presentation import coaching
from game.scenario.cuts import FULL_CUT
from game.scenario.cutting import cut_ids
from game.session.classroom.room import Classroom
from game.session.classroom.rules import MOST_GROUPS, Rules
from game.session.classroom.thinking import Thinkers
from game.session.match import Refusal
from game.session.seats import SeatError, kinds_of
from game.storage.classroom_file import ClassroomFile
from game.storage.saves import saves_folder
from game.web.serving import Place, listen, serve

FLAGSHIP = "moscow-1945"
CLASS_OF = 8
"""Groups of a class, if nobody says how many."""


@click.command(help=text("cli/host_help"))
@click.argument("scenario", required=False)
@cut_option
@click.option("--groups", type=click.IntRange(1, MOST_GROUPS), default=None, help=text("cli/groups_option"))
@click.option("--alone", default="", metavar="ROLE", help=text("cli/alone_option"))
@click.option("--tutorial", is_flag=True, help=text("cli/tutorial_option"))
@click.option("--per-seat", type=click.IntRange(1, 2), default=1, help=text("cli/per_seat_option"))
@click.option("--ai", default=None, help=text("cli/host_ai_option"))
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help=text("cli/port_option"))
@click.option("--bind", default=None, help=text("cli/bind_option"))
@click.option("--address", default=None, help=text("cli/address_option"))
@click.option("--db", type=click.Path(path_type=Path), default=None, help=text("cli/db_option"))
@click.option("--new", "is_new", is_flag=True, help=text("cli/new_option"))
@click.option("--new-key", is_flag=True, help=text("cli/new_key_option"))
@click.option(
    "--cert", type=click.Path(path_type=Path, exists=True), default=None, help=text("cli/cert_option")
)
@click.option(
    "--key", type=click.Path(path_type=Path, exists=True), default=None, help=text("cli/key_option")
)
@click.option("--browser/--no-browser", default=None, help=text("cli/browser_option"))
@polite
def command(
    *,
    scenario: str | None,
    cut: str,
    groups: int | None,
    alone: str,
    tutorial: bool,
    per_seat: int,
    ai: str | None,
    port: int,
    bind: str | None,
    address: str | None,
    db: Path | None,
    is_new: bool,
    new_key: bool,
    cert: Path | None,
    key: Path | None,
    browser: bool | None,
) -> None:
    """Serve a class until stopped."""
    scenario = scenario or (coaching.SCENARIO if tutorial else FLAGSHIP)
    rules = _rules(scenario, groups=groups, alone=alone, tutorial=tutorial, per_seat=per_seat, ai=ai)
    bind = bind or ("127.0.0.1" if rules.is_for_one else "0.0.0.0")
    if (cert is None) != (key is None):
        raise click.UsageError(text("cli/cert_and_key"))
    place = Place(bind, port, address, cert, key)
    listening = listen(place)
    try:
        path = db or _usual_file(_stem(scenario, rules), is_new)
        file = ClassroomFile(path)
        try:
            told = _prepared(file, scenario, cut, rules)
            room = Classroom(file, Thinkers())
            told = room.new_key() if new_key and not told else told
        except BaseException:
            file.close()
            raise
        try:
            serve(room, place, listening, lambda found: _say(room, path, found, told, browser))
        finally:
            room.close()
    finally:
        listening.close()


def _rules(
    scenario: str, *, groups: int | None, alone: str, tutorial: bool, per_seat: int, ai: str | None
) -> Rules:
    """Return how a class, or somebody alone, is to play. Raises `UsageError`, `SeatError`."""
    if ai is not None and ai not in player_names():
        raise SeatError("seats/unknown_player", player=ai, players=", ".join(player_names()))
    if tutorial and (scenario != coaching.SCENARIO or alone not in ("", coaching.ROLE)):
        raise click.UsageError(text("cli/tutorial_is", scenario=coaching.SCENARIO, role=coaching.ROLE))
    by_one = bool(alone) or tutorial
    return Rules(
        groups=groups or (1 if by_one else CLASS_OF),
        per_seat=1 if by_one else per_seat,
        ai=ai or (coaching.OPPONENT if tutorial else Rules.ai),
        alone=coaching.ROLE if tutorial else alone,
        tutorial=tutorial,
    )


def _stem(scenario: str, rules: Rules) -> str:
    """Return what files of such games are called: those for one person beside those of classes."""
    name = Path(scenario).name
    if rules.tutorial:
        return f"{name}-tutorial"
    return f"{name}-alone-{rules.alone}" if rules.alone else name


def _usual_file(stem: str, is_new: bool) -> Path:
    """Return the file of the newest class of this name, or of a new one."""
    folder = saves_folder().parent / "classes"
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while (folder / f"{stem}-{number}.db").exists():
        number += 1
    return folder / f"{stem}-{max(1, number if is_new else number - 1)}.db"


def _prepared(file: ClassroomFile, scenario: str, cut: str, rules: Rules) -> str:
    """Make the class if there is none yet; return the teacher's key then, else ''."""
    if Classroom.is_in(file):
        return ""
    opened = open_scenario(scenario)
    if cut not in cut_ids(opened.scenario):
        raise Refusal("session/no_cut", cut=cut or FULL_CUT, cuts=", ".join(cut_ids(opened.scenario)))
    seats = [role for role, kind in kinds_of(opened.scenario).items() if kind != "recorder"]
    if rules.alone and rules.alone not in seats:
        raise Refusal("session/no_role", role=rules.alone, roles=", ".join(seats))
    return Classroom.make(file, opened, cut, rules, coaching.SEED if rules.tutorial else None)


def _say(room: Classroom, path: Path, address: str, key: str, browser: bool | None) -> None:
    """Say where the class is, and show the teacher the way."""
    click.echo(text("cli/hosting", title=room.opened.scenario.title, file=path))
    if room.rules.is_for_one:
        link = f"{address}/?code={room.code}"
        click.echo(text("cli/hosting_alone", link=link))
        click.echo(text("cli/hosting_stop"))
        if browser or (browser is None and sys.stdout.isatty()):
            webbrowser.open(link)
        return
    click.echo(text("cli/hosting_students", address=address, code=room.code))
    if sys.stdout.isatty():
        import segno

        segno.make(f"{address}/?code={room.code}", error="m").terminal(compact=True)
    if not address.startswith("https"):
        click.echo(text("cli/hosting_plain"))
    teacher = f"{address}/teacher#key={key}" if key else f"{address}/teacher"
    click.echo(text("cli/hosting_teacher" if key else "cli/hosting_again", link=teacher))
    click.echo(text("cli/hosting_stop"))
    if browser or (browser is None and sys.stdout.isatty()):
        webbrowser.open(teacher)

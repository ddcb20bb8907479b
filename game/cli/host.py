"""`kherem host`: a class in a browser: one teacher, many groups."""

import sys
import webbrowser
from pathlib import Path

import click

from game.cli.common import cut_option, open_scenario, polite
from game.messages import text
from game.negotiators.catalogue import player_names
from game.scenario.cuts import FULL_CUT
from game.scenario.cutting import cut_ids
from game.session.classroom.room import Classroom
from game.session.classroom.rules import MOST_GROUPS, Rules
from game.session.classroom.thinking import Thinkers
from game.session.match import Refusal
from game.session.seats import SeatError
from game.storage.classroom_file import ClassroomFile
from game.storage.saves import saves_folder
from game.web.serving import Place, listen, serve

FLAGSHIP = "moscow-1945"


@click.command(help=text("cli/host_help"))
@click.argument("scenario", required=False)
@cut_option
@click.option("--groups", type=click.IntRange(1, MOST_GROUPS), default=8, help=text("cli/groups_option"))
@click.option("--per-seat", type=click.IntRange(1, 2), default=1, help=text("cli/per_seat_option"))
@click.option("--ai", default="diplomat", help=text("cli/host_ai_option"))
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help=text("cli/port_option"))
@click.option("--bind", default="0.0.0.0", help=text("cli/bind_option"))
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
    groups: int,
    per_seat: int,
    ai: str,
    port: int,
    bind: str,
    address: str | None,
    db: Path | None,
    is_new: bool,
    new_key: bool,
    cert: Path | None,
    key: Path | None,
    browser: bool | None,
) -> None:
    """Serve a class until stopped."""
    if ai not in player_names():
        raise SeatError("seats/unknown_player", player=ai, players=", ".join(player_names()))
    if (cert is None) != (key is None):
        raise click.UsageError(text("cli/cert_and_key"))
    place = Place(bind, port, address, cert, key)
    listening = listen(place)
    try:
        path = db or _usual_file(scenario or FLAGSHIP, is_new)
        file = ClassroomFile(path)
        try:
            told = _prepared(file, scenario or FLAGSHIP, cut, Rules(groups=groups, per_seat=per_seat, ai=ai))
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


def _usual_file(scenario: str, is_new: bool) -> Path:
    """Return the file of the newest class of a scenario, or of a new one."""
    folder = saves_folder().parent / "classes"
    folder.mkdir(parents=True, exist_ok=True)
    stem, number = Path(scenario).name, 1
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
    return Classroom.make(file, opened, cut, rules)


def _say(room: Classroom, path: Path, address: str, key: str, browser: bool | None) -> None:
    """Say where the class is, and show the teacher the way."""
    click.echo(text("cli/hosting", title=room.opened.scenario.title, file=path))
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

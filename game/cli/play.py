"""`kherem play`: a game in a window, or in the terminal; without either, the demonstration."""

import os
import sys
from pathlib import Path
from typing import TextIO

import click

from game.cli.common import (
    open_scenario,
    polite,
    seed_option,
    seed_or_new,
)
from game.cli.watching import watch_match
from game.messages import text
from game.negotiators.catalogue import player_names
from game.scenario.cuts import FULL_CUT
from game.session.match import Match, Refusal
from game.session.seats import SeatError, alone, kinds_of, resolve
from game.storage.folders import Opened, open_folder, shipped
from game.storage.log import LogError
from game.storage.saves import free_name, saves_folder


@click.command(help=text("cli/play_help"))
@click.argument("scenario", required=False)
@click.option("--role", default=None, help=text("cli/role_option"))
@seed_option
@click.option("--ai", default=None, help=text("cli/ai_option"))
@click.option("--cut", default=None, help=text("cli/cut_option"))
@click.option("--log", type=click.Path(path_type=Path), default=None, help=text("cli/log_option"))
@click.option("--terminal", "in_terminal", is_flag=True, help=text("cli/terminal_option"))
@polite
def command(
    *,
    scenario: str | None,
    role: str | None,
    seed: int | None,
    ai: str | None,
    cut: str | None,
    log: Path | None,
    in_terminal: bool,
) -> None:
    """Play in a window where there is a display; else in the terminal, or watch where nobody can type."""
    if ai is not None and ai not in player_names():
        raise SeatError("seats/unknown_player", player=ai, players=", ".join(player_names()))
    if not in_terminal and has_display():
        _open_window(scenario, role, seed, ai, cut, log)
    elif _is_terminal():
        _play(scenario, role, seed_or_new(seed), ai, cut, log)
    else:
        others = {} if ai is None else {"all": ai}
        _demonstrate(scenario, role, seed_or_new(seed), others, cut or FULL_CUT, log)


def _is_terminal() -> bool:
    """Return whether somebody can type and read; a stream may be closed."""
    streams: tuple[TextIO | None, ...] = (sys.stdin, sys.stdout)
    return all(stream is not None and stream.isatty() for stream in streams)


def has_display() -> bool:
    """Return whether a window can be opened: always where the system is a desktop's, else if one is named."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open_window(
    scenario: str | None,
    role: str | None,
    seed: int | None,
    ai: str | None,
    cut: str | None,
    log: Path | None,
) -> None:
    """Play in a window: from the shelf on, from a scenario's versions and parts on, or at once."""
    from game.desktop.kept_settings import kept_settings
    from game.desktop.window import run
    from game.desktop.world import World

    world = World(ai, log, seed)
    run(world, kept_settings(), scenario=scenario, cut=cut, role=role)


def _play(
    scenario: str | None,
    role: str | None,
    seed: int,
    ai: str | None,
    cut: str | None,
    log: Path | None,
) -> None:
    from game.terminal import choose_cut, choose_role, choose_scenario, play_in_terminal

    opened = open_scenario(scenario or choose_scenario([folder.name for folder in shipped()]))
    version = cut or choose_cut(opened)
    chosen = role or choose_role(opened)
    seats = alone(chosen, ai, opened.tables.public.roles, kinds_of(opened.scenario))
    match, kept = _begin(opened, seed, seats, log, version)
    try:
        play_in_terminal(match, match.role_number(chosen), log=kept)
    finally:
        match.close()


def _begin(
    opened: Opened, seed: int, seats: dict[str, str], log: Path | None, cut: str
) -> tuple[Match, Path | None]:
    """Begin a game, kept in the file named or in the usual folder; unsaved if that cannot be."""
    kept = log or _save_file(opened, seed)
    try:
        return Match.new(opened, seed=seed, seats=seats, log=kept, cut=cut), kept
    except LogError as error:
        if log is not None:
            raise
        click.echo(str(error), err=True)
        return Match.new(opened, seed=seed, seats=seats, cut=cut), None


def _save_file(opened: Opened, seed: int) -> Path | None:
    """Return where to keep the game, or None (with a notice) where nothing can be written."""
    try:
        return free_name(saves_folder(), f"{opened.scenario.id}-{seed}")
    except OSError as error:
        click.echo(text("cli/not_saved", reason=error.strerror or str(error)), err=True)
        return None


def _shortest() -> Opened:
    """Return the shipped scenario that takes least time: the one to begin with."""
    return min(map(open_folder, shipped()), key=lambda opened: opened.scenario.minutes)


def _demonstrate(
    scenario: str | None, role: str | None, seed: int, others: dict[str, str], cut: str, log: Path | None
) -> None:
    opened = _shortest() if scenario is None else open_scenario(scenario)
    name = scenario or opened.scenario.id
    click.echo(text("cli/demonstration", scenario=name, seed=seed))
    roles = opened.tables.public.roles
    if role is not None and role not in roles:
        raise Refusal("session/no_role", role=role, roles=", ".join(roles))
    seats = resolve(others, roles, kinds_of(opened.scenario))
    match = Match.new(opened, seed=seed, seats=seats, log=log, cut=cut)
    try:
        watch_match(match)
    finally:
        match.close()

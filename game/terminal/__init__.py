"""The game in a terminal. It knows a seat's view and the catalogue of sentences, and prints and asks.

Law of this package: one person, one seat, one page that only grows; no screen is cleared.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from game.session.match import Match
from game.terminal.choosing import choose_cut, choose_role, choose_scenario
from game.terminal.game import Game, make_asker
from game.terminal.page import Page
from game.terminal.watching import watch_in_terminal

__all__ = ["choose_cut", "choose_role", "choose_scenario", "play_in_terminal", "watch_in_terminal"]


def play_in_terminal(
    match: Match,
    role: int,
    *,
    ask: Callable[[str], str] = input,
    out: TextIO = sys.stdout,
    log: Path | None = None,
    width: int | None = None,
    person: str | None = None,
) -> None:
    """Play `role` of a match to the end and through the debrief, or until the person leaves.

    `log` is the file the match is kept in: it is named where the person leaves. `person`: who of the people
    at the seat acts; asked for where there are two.
    """
    page = Page(out, width)
    Game(match, role, page, make_asker(page, ask), log, person).play()

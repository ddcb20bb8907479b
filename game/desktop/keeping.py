"""The kept games: what their screen holds, what is pressed there, and what is to be done.

Law of this file: frozen data; `on_saves` says what follows.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from game.desktop.writing import EMPTY, Writing


class Kept(NamedTuple):
    """A kept game.

    `name`: of its file. `over`: it can only be looked back at. `fault`: why it cannot be read.
    """

    path: Path
    name: str
    title: str
    detail: str
    when: str
    over: bool = False
    fault: str = ""


@dataclass(frozen=True)
class Saves:
    """All kept games, the newest first. `doing`: what is done with the one `picked`: `name`, `put_away`."""

    games: tuple[Kept, ...]
    picked: Path | None = None
    doing: str = ""
    writing: Writing = EMPTY


class ShowSaves(NamedTuple):
    """Show all kept games."""


class PickSave(NamedTuple):
    """A kept game was picked: what can be done with it is to be shown, or not any more."""

    path: Path


class AskName(NamedTuple):
    """The one picked is to have another name."""


class AskPutAway(NamedTuple):
    """The one picked is to be put away: asked first."""


class PutAway(NamedTuple):
    """It is to be put away, surely."""


SavesMessage = ShowSaves | PickSave | AskName | AskPutAway | PutAway


class LoadSaves(NamedTuple):
    """Read the kept games."""


class RenameSave(NamedTuple):
    """Give a kept game another name."""

    path: Path
    name: str


class BinSave(NamedTuple):
    """Put a kept game into the bin."""

    path: Path


SavesEffect = LoadSaves | RenameSave | BinSave

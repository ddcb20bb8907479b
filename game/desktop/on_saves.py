"""How the screen of the kept games changes.

Law of this file: pure. A game is put away only after it was asked for twice.
"""

from dataclasses import replace

from game.desktop import messages as ms
from game.desktop.keeping import (
    AskName,
    AskPutAway,
    BinSave,
    PickSave,
    PutAway,
    RenameSave,
    Saves,
    SavesEffect,
)
from game.desktop.writing import Compose, Edit, PutCursor, Writing, edited, erased, typed, written
from game.storage.saves import LONGEST_NAME

Result = tuple[Saves, tuple[SavesEffect, ...]]


def on_saves(screen: Saves, message: object) -> Result:
    """Return the screen after a message, and what is to be done."""
    picked = screen.picked
    match message:
        case PickSave(path=path):
            return Saves(screen.games, None if path == picked else path), ()
        case AskName() if picked is not None:
            name = next(one.name for one in screen.games if one.path == picked)
            return replace(screen, doing="name", writing=written(name)), ()
        case AskPutAway() if picked is not None:
            return replace(screen, doing="put_away"), ()
        case PutAway() if picked is not None and screen.doing == "put_away":
            return screen, (BinSave(picked),)
        case ms.GiveTyped() if picked is not None and screen.doing == "name":
            return screen, (RenameSave(picked, screen.writing.words),)
        case _ if screen.doing == "name":
            return replace(screen, writing=_named(screen.writing, message)), ()
        case _:
            return screen, ()


def stepped_back(screen: Saves) -> Saves | None:
    """Return the screen one step back; None: back to the shelf."""
    if screen.doing:
        return replace(screen, doing="")
    return replace(screen, picked=None) if screen.picked is not None else None


def _named(writing: Writing, message: object) -> Writing:
    match message:
        case ms.Type(words=words):
            return typed(writing, words, LONGEST_NAME)
        case ms.Erase():
            return erased(writing)
        case Compose() | Edit() | PutCursor():
            return edited(writing, message)
        case _:
            return writing

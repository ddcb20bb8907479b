"""All kept games, and what can be done with the one that is picked.

Law of this file: what cannot be read is shown too, with the reason.
"""

from collections.abc import Mapping

from game.desktop import messages as ms
from game.desktop.keeping import AskName, AskPutAway, Kept, PickSave, PutAway, Saves
from game.desktop.layout import Board, Column
from game.desktop.looking_back.messages import LookBack
from game.desktop.screens.opening import header, middle
from game.messages import text
from game.storage.saves import LONGEST_NAME


def saves(board: Board, screen: Saves, scrolls: Mapping[str, int]) -> None:
    """Show the kept games, the newest first."""
    header(board, text("desktop/name"), text("desktop/motto"))
    room = board.sheet(middle(board), text("desktop/all_games"))
    column = board.column(room)
    column.buttons([("back", ms.StepBack(), text("desktop/to_shelf"))])
    if not screen.games:
        column.words(text("desktop/saves_none"), "italic", "soft")
    for number, kept in enumerate(screen.games):
        _game(column, number, kept)
        if kept.path == screen.picked:
            _picked(column, screen, kept)
    board.scroll(room, "saves", column, scrolls.get("saves", 0))


def _game(column: Column, number: int, kept: Kept) -> None:
    if kept.fault:
        note = text("desktop/saves_fault", reason=kept.fault, when=kept.when)
    else:
        note = text("desktop/saves_note", detail=kept.detail, when=kept.when, name=kept.name)
    column.press(f"kept-{number}", PickSave(kept.path), kept.title, note)


def _picked(column: Column, screen: Saves, kept: Kept) -> None:
    """Show what can be done with a game, or the question that came of it."""
    column.gap(3)
    if screen.doing == "name":
        column.words(text("desktop/new_name"), "bold")
        column.field("name", screen.writing, LONGEST_NAME, least=1)
        column.buttons(
            [("rename", ms.GiveTyped(), text("desktop/rename")), _back()],
            primary="rename",
        )
    elif screen.doing == "put_away":
        column.words(text("desktop/put_away_sure", name=kept.name))
        column.gap(3)
        asked: list[tuple[str, ms.Message, str]] = [
            ("stay", ms.StepBack(), text("desktop/no")),
            ("bin", PutAway(), text("desktop/put_away")),
        ]
        column.buttons(asked, primary="stay")
    else:
        column.buttons(_deeds(kept), primary="step-back" if kept.fault else "open")
    column.gap(8)


def _deeds(kept: Kept) -> list[tuple[str, ms.Message, str]]:
    """Return what can be done with a game: one that cannot be read can only be put away."""
    away = [("ask-bin", AskPutAway(), text("desktop/put_away")), _back()]
    if kept.fault:
        return away
    go_on = ms.GoOn(kept.path), text("desktop/go_on")
    message, label = (LookBack(kept.path), text("desktop/look_back")) if kept.over else go_on
    return [("open", message, label), ("ask-name", AskName(), text("desktop/rename")), *away]


def _back() -> tuple[str, ms.Message, str]:
    return ("step-back", ms.StepBack(), text("desktop/step_back"))

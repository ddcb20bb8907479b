"""Books that lie open in the game: what they say, and the texts with a proposal in them.

Law of this file: the words are the books'; here they are only laid out.
"""

from collections.abc import Mapping

from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.layout import Board, Column
from game.desktop.scene import Rect
from game.messages import text
from game.presentation.reading.books import WITH


def book(board: Board, screen: st.Playing, shot: st.Snapshot, rect: Rect, scrolls: Mapping[str, int]) -> None:
    """Show the book that is open."""
    name = screen.book.partition(WITH)[0]
    room = board.sheet(rect, text(f"desktop/title_{name}"))
    column = board.column(room)
    column.buttons([("close-book", ms.StepBack(), text("desktop/close"))])
    if name == "texts":
        _proposals(column, screen, shot)
    for line in screen.book_lines:
        column.line(line)
    board.scroll(room, f"book-{screen.book}", column, scrolls.get(f"book-{screen.book}", 0))


def _proposals(column: Column, screen: st.Playing, shot: st.Snapshot) -> None:
    """Put the ways to read the texts with an open proposal in them, if there are any."""
    found = [
        (f"{key}{WITH}{proposal['number']}", _label(shot, key, proposal["number"]))
        for key, one in shot.view["instruments"].items()
        for proposal in one["proposals"]
        if proposal["status"] == "open" and proposal["defines"] is None
    ]
    if not found:
        return
    buttons: list[tuple[str, ms.Message, str]] = [
        (f"texts-{place}", ms.OpenBook(f"texts{WITH}{place}"), label)
        for place, label in found
        if f"texts{WITH}{place}" != screen.book
    ]
    if screen.book != "texts":
        buttons.insert(0, ("texts-now", ms.OpenBook("texts"), text("desktop/as_now")))
    column.buttons(buttons)


def _label(shot: st.Snapshot, instrument: str, number: int) -> str:
    """Return what a proposal is called: with its text, where several are being negotiated."""
    if len(shot.view["instruments"]) < 2:
        return text("desktop/as_with", number=number)
    title = shot.view["instruments"][instrument]["title"]
    return text("desktop/as_with_of", number=number, title=title)

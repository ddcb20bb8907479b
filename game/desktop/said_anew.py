"""A screen said anew, in the language that is spoken now.

Law of this file: what is said changes, and nothing else: not the game, not the page, not what is being put
together.
"""

from dataclasses import replace

from game.desktop import state as st
from game.desktop.game_on import GameOn
from game.desktop.keeping import Saves
from game.desktop.kept_games import all_saves
from game.desktop.shelf import shelf, shelved
from game.presentation.reading.books import book_lines, briefing


def said_anew(screen: st.Screen, game: GameOn | None) -> st.Screen:
    """Return the same screen in the language that is spoken now."""
    match screen, game:
        case st.Shelf(), _:
            return shelf()
        case Saves(), _:
            return all_saves()
        case st.Setup(shelved=old), _:
            return replace(screen, shelved=shelved(old.name))
        case st.Reading(), GameOn():
            return replace(screen, pages=briefing(game.seat))
        case st.Playing(shot=st.Snapshot()), GameOn():
            shown = game.said_anew()
            assert isinstance(shown, st.Playing), "the same decision is shown again"
            lines = book_lines(game.seat, screen.book) if screen.book else ()
            return replace(screen, shot=shown.shot, book_lines=lines)
        case st.Ended(), GameOn():
            shown = game.said_anew()
            assert isinstance(shown, st.Ended), "the same end is shown again"
            return replace(shown, number=screen.number, read=screen.read)
        case _:
            return screen

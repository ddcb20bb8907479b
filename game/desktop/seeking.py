"""Searching in lists: what is typed there, and when the search is over.

Law of this file: pure. Searching hides what does not fit and chooses nothing.
"""

from dataclasses import replace

from game.desktop import messages as ms
from game.desktop import state as st

LONGEST = 40
KEEPS = (ms.Seek, ms.Type, ms.Erase, ms.ShowTab, ms.ShowCoach, ms.Understood)
"""What is done while searching; anything else has found its place, and ends it."""


def sought(app: st.App, message: ms.Message) -> st.App:
    """Return the state before a message has its effect: a search that has served is closed."""
    return app if app.seek is None or isinstance(message, KEEPS) else replace(app, seek=None)


def seeking(app: st.App, message: ms.Seek | ms.Type | ms.Erase) -> st.App:
    """Return the state after the search was opened, closed or typed in."""
    words = app.seek or ""
    match message:
        case ms.Seek(open=opened):
            return replace(app, seek="" if opened else None)
        case ms.Type(words=typed):
            return replace(app, seek=(words + typed)[:LONGEST])
        case _:
            return replace(app, seek=words[:-1])

"""How things stood at a moment of a game that is read again, with its map.

Law of this file: what was known then is presentation's; here it is put on the map.
"""

from game.desktop import state as st
from game.presentation.mapping.standing import map_of, places_of
from game.presentation.replaying_then import then_at
from game.session.match import Match


def seen_at(match: Match, role: str, at: int) -> st.Seen:
    """Return how things stood after a line that is the last of an act; `role` '': for everybody."""
    then = then_at(match, role, at)
    return st.Seen(
        then.hour,
        map_of(then.seat, then.view, own=role),
        places_of(then.seat, then.view),
        then.texts,
        then.known,
        then.tracks,
    )

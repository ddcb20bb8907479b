"""A match that was left off: how it ends if nobody does anything more.

Law of this file: the match itself does not change. Every turn goes by, as when its time is up; chance draws.
"""

from game.engine.acts import CHANCE
from game.session.match import Match


def finished(match: Match) -> Match:
    """Return a copy of a match, kept in no log; one that was left off goes on to its end, nobody acting."""
    found = match.forked(match.seq())
    while not found.ended:
        role = found.waiting()[0]
        if role == CHANCE:
            found.draw()
        else:
            found.let_pass(role)
    return found

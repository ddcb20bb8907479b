"""The plane of two roles of a game that is over, drawn and in numbers.

Law of this file: it brings the arithmetic of analysis with it, so it is imported when a plane is asked for:
a server that only plays does without.
"""

from game.analysis.spaces import SpaceError
from game.messages import text
from game.presentation.plane import plane
from game.presentation.weighed import Wanted, weigh_scenario
from game.report.plane_page import plane_figure, plane_numbers
from game.session.match import Match


def plane_of(match: Match, pair: tuple[str, str]) -> tuple[str, str] | str:
    """Return a drawing and its numbers, as HTML; or why there is none."""
    try:
        found = plane(weigh_scenario(match.opened, Wanted(roles=pair, match=match)))
    except SpaceError as error:
        return text(error.code, **error.values)
    return plane_figure(found), plane_numbers(found)

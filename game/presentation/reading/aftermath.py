"""What came of a game, told before anybody looks back: the fate of each text, and how it came about.

Law of this file: only what the seat sees.
"""

from game.messages import text
from game.presentation.deciding.dialogue import Line
from game.presentation.deciding.seat import Seat


def fates(seat: Seat) -> list[Line]:
    """Return what became of each text the seat sees."""
    found = []
    for one in seat.view()["instruments"].values():
        if one["kind"] == "text":
            found += [Line("title", one["title"]), Line("heading", text(f"debrief/status_{one['status']}"))]
    return [*found, Line("title", text("desktop/how_it_came"))] if found else []

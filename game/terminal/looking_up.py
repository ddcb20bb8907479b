"""Commands that only look something up: the same in a game and where one is played on from a moment."""

from game.presentation.deciding.seat import Seat
from game.presentation.reading import reference, standing
from game.terminal import opening
from game.terminal.menus import Asker, Command
from game.terminal.page import Page


def looking_up(page: Page, asker: Asker, seat: Seat) -> dict[str, Command]:
    """Return what can be looked up from a seat, by what it is."""
    return {
        "texts": lambda rest: reference.texts(page, seat, int(rest[:4] or 0)),
        "briefing": lambda _: opening.briefing(page, asker, seat),
        "dispatches": lambda _: reference.dispatches(page, seat),
        "weights": lambda _: reference.weights(page, seat),
        "instructions": lambda _: standing.instructions(page, seat),
        "knowledge": lambda _: standing.knowledge(page, seat),
    }

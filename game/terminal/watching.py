"""A match between AI players as a transcript, for a reader without a seat.

Law of this file: it asks nothing. What only one side saw is marked as such; what nobody saw is left out.
"""

from typing import TextIO

from game.engine import events as ev
from game.messages import text
from game.presentation.reading.telling import Teller
from game.presentation.wording import Wording
from game.scenario.indices import members
from game.session.journal import Happening
from game.session.match import Match
from game.session.seats import NOBODY
from game.terminal.page import Page

PRIVATE = (ev.CardSealed, ev.DispatchSealed, ev.DispatchSent)


def watch_in_terminal(match: Match, out: TextIO, *, width: int | None = None) -> None:
    """Run a match without people to its end and print what happened, sitting by sitting."""
    match.run()
    page = Page(out, width)
    scenario = match.opened.scenario
    page.rule(scenario.title)
    page.say(scenario.summary)
    page.say(text("terminal/watching", seats=_seats(match)))
    Teller(page, Wording(scenario, match.tables)).tell([h for h in match.standing() if _is_told(h)])


def _is_told(item: Happening) -> bool:
    return (
        item.entry is not None and bool(members(item.audience)) and not isinstance(item.entry.event, PRIVATE)
    )


def _seats(match: Match) -> str:
    roles = match.opened.scenario.roles
    return ", ".join(
        text("terminal/seat_by", role=roles[role].short, player=match.seats[role])
        for role in match.roles
        if match.seats[role] != NOBODY
    )

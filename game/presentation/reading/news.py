"""What was told to a seat so far, and what of it is new.

Law of this file: it is told once, in order; what was taken back is told no more.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from game.presentation.deciding.choices import Choice, Item
from game.presentation.deciding.dialogue import Line, Notebook
from game.presentation.deciding.seat import Seat
from game.presentation.reading.arrivals import arrivals_line
from game.presentation.reading.introducing import Introducer
from game.presentation.reading.telling import Teller
from game.session.journal import Happening

Data = dict[str, Any]


class Telling:
    """What was told to a seat so far, and from which line on it is new.

    `arrivals`: what has come since the last decision, counted. `introducer`: what was explained. `count`: how
    many lines of the match it has told; `places`: for each told line, how many there were then.
    """

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._page = Notebook()
        self._teller = Teller(self._page, seat.words, seat.number)
        self._minute: int | None = None
        self.count = 0
        self.fresh = 0
        self.arrivals = ""
        self.introducer = Introducer(seat)
        self.places: list[int] = []

    @property
    def lines(self) -> tuple[Line, ...]:
        """All that was told."""
        return tuple(self._page.lines)

    def go_on(self) -> None:
        """Tell what has happened since."""
        self.fresh, heard = len(self._page.lines), []
        for item in self._seat.seen_since(self.count):
            self.count += 1
            self._teller.tell([item])
            heard.append(item)
            self._place(self.count)
        self.arrivals = self._counted(heard)

    def since(self, count: int) -> list[Line]:
        """Return what was told after the first `count` lines of the match."""
        return self._page.lines[bisect_right(self.places, count) :]

    def introduce(self, view: Data, items: Sequence[Item[Choice]]) -> tuple[str, ...]:
        """Return what matters for the first time at this decision, and keep it in the news."""
        found = tuple(self.introducer.fresh(view, items))
        self._page.points(found, " ! ")
        self._place(self.count)
        return found

    def begin_again(self) -> None:
        """Tell only what still stands, none of it new: something was taken back."""
        self._page = Notebook()
        self._teller = Teller(self._page, self._seat.words, self._seat.number)
        self._teller.tell(self._seat.told())
        self.count = len(self._seat.seen())
        self.fresh = len(self._page.lines)
        self.places = [self.count] * self.fresh
        self.arrivals = ""
        self._minute = self._seat.known().view.clock.minute

    def _place(self, place: int) -> None:
        self.places += [place] * (len(self._page.lines) - len(self.places))

    def _counted(self, items: Sequence[Happening]) -> str:
        """Return what has come, counted, with the time it took; nothing at the first decision."""
        minute, before = self._seat.known().view.clock.minute, self._minute
        self._minute = minute
        return "" if before is None else arrivals_line(items, self._seat.number, minute - before)

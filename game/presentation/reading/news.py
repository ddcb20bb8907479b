"""What was told to a seat so far, and what of it is new.

Law of this file: it is told once, in order; what was taken back is told no more.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from game.presentation.deciding.choices import Choice, Item
from game.presentation.deciding.dialogue import Line, Notebook
from game.presentation.deciding.seat import Seat
from game.presentation.reading.arrivals import arrivals_since
from game.presentation.reading.introducing import Introducer
from game.presentation.reading.telling import Teller

Data = dict[str, Any]


class Telling:
    """What was told to a seat so far, and from which line on it is new.

    `introducer`: what was explained. `count`: how many lines of the match it has told; `places`: for each
    told line, how many there were then.
    """

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._page = Notebook()
        self._teller = Teller(self._page, seat.words, seat.number)
        self._before = 0
        self.count = 0
        self.fresh = 0
        self.introducer = Introducer(seat)
        self.places: list[int] = []

    @property
    def lines(self) -> tuple[Line, ...]:
        """All that was told."""
        return tuple(self._page.lines)

    @property
    def arrivals(self) -> str:
        """What has come since the last decision, counted."""
        return arrivals_since(self._seat, self._before)

    def go_on(self) -> None:
        """Tell what has happened since."""
        self.fresh, self._before = len(self._page.lines), self.count
        for item in self._seat.seen_since(self.count):
            self.count += 1
            self._teller.tell([item])
            self._place(self.count)

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
        self.count = self._before = len(self._seat.seen())
        self.fresh = len(self._page.lines)
        self.places = [self.count] * self.fresh

    def _place(self, place: int) -> None:
        self.places += [place] * (len(self._page.lines) - len(self.places))

"""What was told to a seat so far, and what of it is new.

Law of this file: it is told once, in order; what was taken back is told no more.
"""

from bisect import bisect_right

from game.presentation.deciding.dialogue import Line, Notebook
from game.presentation.deciding.seat import Seat
from game.presentation.reading.telling import Teller


class Telling:
    """What was told to a seat so far, and from which line on it is new.

    `count`: how many lines of the match it has told; `places`: for each told line, how many there were then.
    """

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._page = Notebook()
        self._teller = Teller(self._page, seat.words, seat.number)
        self.count = 0
        self.fresh = 0
        self.places: list[int] = []

    @property
    def lines(self) -> tuple[Line, ...]:
        """All that was told."""
        return tuple(self._page.lines)

    def go_on(self) -> None:
        """Tell what has happened since."""
        self.fresh = len(self._page.lines)
        for item in self._seat.seen_since(self.count):
            self.count += 1
            self._teller.tell([item])
            self.places += [self.count] * (len(self._page.lines) - len(self.places))

    def since(self, count: int) -> list[Line]:
        """Return what was told after the first `count` lines of the match."""
        return self._page.lines[bisect_right(self.places, count) :]

    def begin_again(self) -> None:
        """Tell only what still stands, none of it new: something was taken back."""
        self._page = Notebook()
        self._teller = Teller(self._page, self._seat.words, self._seat.number)
        self._teller.tell(self._seat.told())
        self.count = len(self._seat.seen())
        self.fresh = len(self._page.lines)
        self.places = [self.count] * self.fresh

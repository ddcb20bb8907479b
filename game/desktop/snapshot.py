"""What a decision shows, taken in one go while nobody else acts.

Law of this file: everything comes from the seat; the words are presentation's.
"""

from collections.abc import Sequence
from typing import Any

from game.desktop.books import books_of
from game.desktop.map_view import map_of, places_of
from game.desktop.state import Snapshot, Titles
from game.messages import text
from game.presentation.coaching import lesson
from game.presentation.deciding.choices import Choice, Item, choices
from game.presentation.deciding.dialogue import Line, Notebook
from game.presentation.deciding.seat import Seat, worth_line
from game.presentation.deciding.usual import usual
from game.presentation.reading import at_hand, standing
from game.presentation.reading.arrivals import arrivals_line
from game.presentation.reading.introducing import Introducer
from game.presentation.reading.telling import Teller
from game.presentation.wording import spoken_hour
from game.session.journal import Happening

Data = dict[str, Any]


class Telling:
    """What was told to a seat so far, and from which line on it is new.

    `arrivals`: what has come since the last decision, counted. `introducer`: what was explained.
    """

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._page = Notebook()
        self._teller = Teller(self._page, seat.words, seat.number)
        self._told = 0
        self._minute: int | None = None
        self.fresh = 0
        self.arrivals = ""
        self.introducer = Introducer(seat)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All that was told."""
        return tuple(self._page.lines)

    def go_on(self) -> None:
        """Tell what has happened since."""
        seen = self._seat.seen()
        self.fresh = len(self._page.lines)
        self._teller.tell(seen[self._told :])
        self.arrivals = self._counted(seen[self._told :])
        self._told = len(seen)

    def introduce(self, view: Data, items: Sequence[Item[Choice]]) -> tuple[str, ...]:
        """Return what matters for the first time at this decision, and keep it in the news."""
        found = tuple(self.introducer.fresh(view, items))
        self._page.points(found, " ! ")
        return found

    def _counted(self, items: Sequence[Happening]) -> str:
        """Return what has come, counted, with the time it took; nothing at the first decision."""
        minute, before = self._seat.known().view.clock.minute, self._minute
        self._minute = minute
        return "" if before is None else arrivals_line(items, self._seat.number, minute - before)

    def begin_again(self) -> None:
        """Tell only what still stands, none of it new: something was taken back."""
        self._page = Notebook()
        self._teller = Teller(self._page, self._seat.words, self._seat.number)
        self._teller.tell(self._seat.told())
        self._told = len(self._seat.seen())
        self.fresh = len(self._page.lines)
        self.arrivals = ""
        self._minute = self._seat.known().view.clock.minute


def snapshot(seat: Seat, telling: Telling) -> Snapshot:
    """Return what the seat's decision shows."""
    view = seat.view()
    items = tuple(choices(seat, view))
    introduced = telling.introduce(view, items)
    initialled = any(
        clause
        for one in view["instruments"].values()
        for issue, clause in one["clauses"].items()
        if issue not in one["fixed"]
    )
    return Snapshot(
        role=seat.id,
        view=view,
        items=items,
        usual=usual(seat, view, items) if items else -1,
        titles=_titles(seat, view),
        offers=tuple(_offers(seat, view)),
        news=telling.lines,
        fresh=telling.fresh,
        verdict=worth_line(seat.stakes()) if initialled else "",
        minutes=_minutes(seat, view),
        map=map_of(seat, view),
        places=places_of(seat, view),
        introduced=introduced,
        arrivals=telling.arrivals,
        document=_document(seat, view),
        lesson=lesson(seat, view, items),
    )


def _minutes(seat: Seat, view: Data) -> tuple[Line, ...]:
    page = Notebook()
    standing.known_texts(page, seat, view)
    return tuple(page.lines)


def _document(seat: Seat, view: Data) -> tuple[Line, ...]:
    """Return the texts that are to be signed or ratified now, as they read."""
    page = Notebook()
    if view["step"] == "signing":
        at_hand.texts_to_sign(page, seat, view)
    elif view["step"] == "ratification":
        at_hand.texts_to_ratify(page, seat, view)
    return tuple(page.lines)


def _titles(seat: Seat, view: Data) -> Titles:
    scenario = seat.scenario
    return Titles(
        scenario=scenario.title,
        role=seat.role.name,
        step=_step(seat, view),
        issues={key: issue.title for key, issue in scenario.issues.items()},
        questions={key: issue.question for key, issue in scenario.issues.items()},
        short={key: role.short for key, role in scenario.roles.items()},
        books=books_of(seat),
    )


def _step(seat: Seat, view: Data) -> str:
    """Return what the step is called, with the turn at a table."""
    table = view["table"]
    if view["step"] == "table" and table is not None:
        return text("desktop/step_turn", turn=table["turn"] + 1, turns=table["turns"])
    away = view["step"] in ("desk", "cable") and not seat.meets(view["sitting"]["number"] - 1)
    return text(f"desktop/step_{'away_' if away else ''}{view['step']}")


def _offers(seat: Seat, view: Data) -> list[Line]:
    """Return what stands before the menu: open proposals, texts to sign or to ratify, warnings."""
    page = Notebook()
    if view["step"] == "signing":
        at_hand.worth_of_signing(page, seat, view)
    elif view["step"] == "ratification":
        at_hand.worth_of_ratifying(page, seat, view)
    elif view["table"] is not None:
        for key in view["table"]["instruments"]:
            shown = view["instruments"][key]
            say = at_hand.proposals if shown["kind"] == "text" else at_hand.words_spoken
            say(page, seat, shown)
    elif view["step"] in ("desk", "cable"):
        standing.unratifiable(page, view)
        standing.warnings(page, view)
    return page.lines


def saved_label(title: str, role: str, hour: str) -> str:
    """Return what a kept game is called on the shelf."""
    return text("desktop/saved", title=title, role=role, hour=spoken_hour(hour))

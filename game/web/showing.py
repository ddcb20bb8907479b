"""What a seat's page shows, taken in one go while nobody else acts in its group.

Law of this file: everything comes from the seat's own view and news; the words are presentation's.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from game.messages import text
from game.presentation.coaching import Lesson, lesson
from game.presentation.deciding.choices import Choice, Item, choices
from game.presentation.deciding.dialogue import Line, Notebook
from game.presentation.deciding.seat import Seat, worth_line
from game.presentation.deciding.usual import usual
from game.presentation.reading import standing
from game.presentation.reading.aftermath import fates
from game.presentation.reading.arrivals import arrivals_since
from game.presentation.reading.books import books_of
from game.presentation.reading.decision import document, offers, step_title
from game.presentation.reading.news import Telling
from game.presentation.reading.telling import Teller
from game.presentation.reading.text_table import TextTable, text_table
from game.presentation.wording import Wording, spoken_hour
from game.session.classroom.group import may_take_back
from game.session.journal import Happening
from game.session.match import Match

Data = dict[str, Any]
STEPS = {"signing": "sign", "ratification": "ratify"}
"""Steps at which a document is laid before a seat."""


class Told(NamedTuple):
    """A line of the news. `place`: how many lines of the match the seat had seen by then."""

    place: int
    line: Line


class SeatPage(NamedTuple):
    """What the table page shows. `usual`: the index of the usual choice; -1 for none."""

    scenario: str
    role: str
    hour: str
    place: str
    sitting: str
    step: str
    guidance: str
    turn: bool
    waiting: str
    news: tuple[Told, ...]
    fresh: int
    offers: tuple[Line, ...]
    items: tuple[Item[Choice], ...]
    usual: int
    verdict: str
    minutes: tuple[Line, ...]
    texts: tuple[TextTable, ...]
    tracks: tuple[Data, ...]
    costs: tuple[tuple[str, str], ...]
    books: tuple[str, ...]
    introduced: tuple[str, ...] = ()
    arrivals: str = ""
    document: tuple[Line, ...] = ()
    signed: tuple[str, ...] = ()
    document_title: str = ""
    may_undo: bool = False
    acts: int = 0
    lesson: Lesson = Lesson()
    questions: Mapping[str, str] = {}
    number: int = 0
    of: int = 0


class Reader:
    """One seat of a group as it is read, by anybody who sits there. Under the group's lock."""

    def __init__(self, match: Match, role: int) -> None:
        self.match = match
        self.seat = Seat(match, role)
        self._telling = Telling(self.seat)
        self._decision: tuple[Any, ...] = ()
        self._matters: tuple[str, ...] = ()

    def news(self) -> tuple[Told, ...]:
        """Return all that was told so far."""
        self._go_on()
        return tuple(map(Told, self._telling.places, self._telling.lines))

    def news_since(self, seen: int) -> list[str]:
        """Return the words of what was told after the seat had seen so many lines of the match."""
        self._go_on()
        return [line.words for line in self._telling.since(seen)]

    def _go_on(self) -> None:
        """Take in what has happened; tell anew what stands where something was taken back."""
        fresh = self.seat.seen_since(self._telling.count)
        if any(item.type == "undone" for item in fresh):
            self._telling.begin_again()
        else:
            self._telling.go_on()

    @property
    def seen(self) -> int:
        """How many lines of the match the seat has seen."""
        return self.match.seq(self.seat.number)

    def page(self, said: Sequence[Data] = (), *, taught: bool = False) -> SeatPage:
        """Return what the table page shows now; `taught`: with what a coach knows of it."""
        seat = self.seat
        view, news = seat.view(), self.news()
        items = tuple(choices(seat, view)) if view["your_turn"] else ()
        minutes = Notebook()
        standing.known_texts(minutes, seat, view)
        return SeatPage(
            scenario=seat.scenario.title,
            role=seat.role.name,
            hour=spoken_hour(view["table"]["hour"] if view["table"] else view["hour"]),
            place=view["sitting"]["place"],
            sitting=text("reading/sitting", **_sitting(view)),
            step=step_title(seat, view) if view["your_turn"] else text("web/others_decide"),
            guidance=view["guidance"] or "",
            turn=bool(view["your_turn"]),
            waiting=self._waiting(view),
            news=news,
            fresh=self._own_last(),
            offers=tuple(offers(seat, view)),
            items=items,
            usual=usual(seat, view, items, said) if items else -1,
            verdict=self._verdict(view),
            minutes=tuple(minutes.lines),
            texts=tuple(_texts(seat, view)),
            tracks=tuple(view["tracks"].values()),
            costs=tuple(_cost(cost) for cost in view["costs"].values() if cost["value"]),
            books=books_of(seat),
            introduced=self._introduced(view, items),
            arrivals=arrivals_since(seat, self._own_last()),
            document=tuple(document(seat, view)),
            signed=tuple(_signed(seat, view)),
            document_title=text(f"desktop/document_{STEPS[view['step']]}") if view["step"] in STEPS else "",
            may_undo=may_take_back(self.match, seat.number),
            acts=self.match.acts_of(seat.number),
            lesson=lesson(seat, view, items) if taught else Lesson(),
            questions={issue.title: issue.question for issue in seat.scenario.issues.values()},
            number=view["sitting"]["number"],
            of=view["sitting"]["of"],
        )

    def aftermath(self) -> tuple[Line, ...]:
        """Return what came of it all, once it is over: each text's fate, and what the last act led to."""
        if not self.match.ended:
            return ()
        own = self._own_last()
        return (*fates(self.seat), *(one.line for one in self.news() if one.place > own))

    def _introduced(self, view: Data, items: Sequence[Item[Choice]]) -> tuple[str, ...]:
        """Return what matters for the first time at this decision: the same however often it is looked at."""
        if not items:
            return ()
        decision = (view["sitting"]["number"], view["step"], self._own_last())
        if self._decision != decision:
            self._decision = decision
            self._matters = self._telling.introduce(view, items)
        return self._matters

    def _waiting(self, view: Data) -> str:
        """Return whom everybody at the table can see to be waited for."""
        if view["your_turn"] or view["ended"]:
            return ""
        table = view["table"]
        if table is None:
            return text("web/waiting")
        to = table["to"]
        return text("web/waiting_for", who=self.seat.short(to)) if to else text("web/waiting")

    def _own_last(self) -> int:
        """Return how many lines the seat had seen when it began its last act: what is told later is new."""
        seen, me = self.match.seen(self.seat.number), self.seat.number
        place = next((n for n in range(len(seen), 0, -1) if _is_own(seen[n - 1], me)), 0)
        while place > 1 and seen[place - 2].by == me and seen[place - 2].more > seen[place - 1].more:
            place -= 1
        return place

    def _verdict(self, view: Data) -> str:
        initialled = any(
            clause
            for one in view["instruments"].values()
            for issue, clause in one["clauses"].items()
            if issue not in one["fixed"]
        )
        return text("face/as_initialled", verdict=worth_line(self.seat.stakes())) if initialled else ""


class Watcher:
    """What somebody without a seat reads of a group: what everybody at the tables knows. Under its lock."""

    def __init__(self, match: Match) -> None:
        self.match = match
        self._page = Notebook()
        self._teller = Teller(self._page, Wording(match.opened.scenario, match.tables))
        self._told: list[Told] = []
        self._read = 0
        self.seen = 0

    def news(self) -> tuple[Told, ...]:
        """Return all that was told so far."""
        everyone = self.match.tables.public.everyone
        for item in self.match.happenings[self._read :]:
            if item.audience == everyone:
                self.seen += 1
                self._teller.tell([item])
                self._told += [Told(self.seen, line) for line in self._page.lines[len(self._told) :]]
        self._read = len(self.match.happenings)
        return tuple(self._told)


def _is_own(item: Happening, me: int) -> bool:
    """Return whether a line is of an act of the seat, or takes one back: what stands then is nothing new."""
    return item.by == me or item.type == "undone"


def _signed(seat: Seat, view: Data) -> list[str]:
    """Return for each text laid open who has signed it."""
    found = []
    for one in view["instruments"].values():
        if one["laid_open"]:
            names = ", ".join(seat.short(role) for role in one["signed_by"])
            said = text("desktop/signed_by", roles=names) if names else text("desktop/nobody_signed")
            found.append(text("deciding/of_which", act=one["title"], text=said))
    return found


def _cost(cost: Data) -> tuple[str, str]:
    return text("reading/cost", **cost), cost["meaning"]


def _sitting(view: Data) -> Data:
    sitting = view["sitting"]
    return {"number": sitting["number"], "of": sitting["of"], "title": sitting["title"]}


def _texts(seat: Seat, view: Data) -> list[TextTable]:
    found = []
    here = view["table"]["instruments"] if view["table"] else None
    titles = {key: issue.title for key, issue in seat.scenario.issues.items()}
    short = {key: role.short for key, role in seat.scenario.roles.items()}
    for key, one in view["instruments"].items():
        if one["kind"] == "text" and (here is None or key in here):
            found.append(text_table(view, one, seat.id, titles, short))
    return found

"""What a decision shows, taken in one go while nobody else acts.

Law of this file: everything comes from the seat; the words are presentation's.
"""

from typing import Any

from game.desktop.state import Snapshot, Titles
from game.messages import text
from game.presentation.coaching import lesson
from game.presentation.deciding.choices import choices
from game.presentation.deciding.dialogue import Notebook
from game.presentation.deciding.seat import Seat, worth_line
from game.presentation.deciding.usual import usual
from game.presentation.mapping.standing import map_of, places_of
from game.presentation.reading import standing
from game.presentation.reading.books import books_of
from game.presentation.reading.decision import document, offers, step_title
from game.presentation.reading.news import Telling
from game.presentation.wording import spoken_hour

Data = dict[str, Any]


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
    minutes = Notebook()
    standing.known_texts(minutes, seat, view)
    return Snapshot(
        role=seat.id,
        view=view,
        items=items,
        usual=usual(seat, view, items) if items else -1,
        titles=_titles(seat, view),
        offers=tuple(offers(seat, view)),
        news=telling.lines,
        fresh=telling.fresh,
        verdict=worth_line(seat.stakes()) if initialled else "",
        minutes=tuple(minutes.lines),
        map=map_of(seat, view),
        places=places_of(seat, view),
        introduced=introduced,
        arrivals=telling.arrivals,
        document=tuple(document(seat, view)),
        lesson=lesson(seat, view, items),
    )


def _titles(seat: Seat, view: Data) -> Titles:
    scenario = seat.scenario
    return Titles(
        scenario=scenario.title,
        role=seat.role.name,
        step=step_title(seat, view),
        issues={key: issue.title for key, issue in scenario.issues.items()},
        questions={key: issue.question for key, issue in scenario.issues.items()},
        short={key: role.short for key, role in scenario.roles.items()},
        books=books_of(seat),
    )


def saved_label(title: str, role: str, hour: str) -> str:
    """Return what a kept game is called on the shelf."""
    return text("desktop/saved", title=title, role=role, hour=spoken_hour(hour))

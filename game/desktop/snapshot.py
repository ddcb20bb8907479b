"""What a decision shows, taken in one go while nobody else acts.

Law of this file: everything comes from the seat; the words are presentation's.
"""

from typing import Any

from game.desktop.books import books_of
from game.desktop.map_view import map_of, places_of
from game.desktop.state import Snapshot, Titles
from game.messages import text
from game.presentation.deciding.choices import choices
from game.presentation.deciding.dialogue import Line, Notebook
from game.presentation.deciding.notes import newest
from game.presentation.deciding.seat import Seat, aims_line, stakes_of, worth_line
from game.presentation.deciding.usual import usual
from game.presentation.reading import reference, standing
from game.presentation.reading.telling import Teller
from game.presentation.wording import spoken_hour

Data = dict[str, Any]


class Telling:
    """What was told to a seat so far, and from which line on it is new."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._page = Notebook()
        self._teller = Teller(self._page, seat.words, seat.number)
        self._told = 0
        self.fresh = 0

    @property
    def lines(self) -> tuple[Line, ...]:
        """All that was told."""
        return tuple(self._page.lines)

    def go_on(self) -> None:
        """Tell what has happened since."""
        seen = self._seat.seen()
        self.fresh = len(self._page.lines)
        self._teller.tell(seen[self._told :])
        self._told = len(seen)

    def begin_again(self) -> None:
        """Tell only what still stands, none of it new: something was taken back."""
        self._page = Notebook()
        self._teller = Teller(self._page, self._seat.words, self._seat.number)
        self._teller.tell(self._seat.told())
        self._told = len(self._seat.seen())
        self.fresh = len(self._page.lines)


def snapshot(seat: Seat, telling: Telling) -> Snapshot:
    """Return what the seat's decision shows."""
    view = seat.view()
    items = tuple(choices(seat, view))
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
    )


def _minutes(seat: Seat, view: Data) -> tuple[Line, ...]:
    page = Notebook()
    standing.known_texts(page, seat, view)
    return tuple(page.lines)


def _titles(seat: Seat, view: Data) -> Titles:
    scenario = seat.scenario
    return Titles(
        scenario=scenario.title,
        role=seat.role.name,
        step=_step(seat, view),
        issues={key: issue.title for key, issue in scenario.issues.items()},
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
        _to_sign(page, seat, view)
    elif view["step"] == "ratification":
        _to_ratify(page, seat, view)
    elif view["table"] is not None:
        for key in view["table"]["instruments"]:
            _proposals(page, seat, view["instruments"][key])
    for warning in view["warnings"] if view["step"] in ("desk", "cable") else ():
        page.say(warning["text"], first=text("reading/uncertain"))
    return page.lines


def _proposals(page: Notebook, seat: Seat, shown: Data) -> None:
    now = seat.stakes()
    page.points([one["text"] for one in shown["outside"]], "!!")
    others = [one for one in shown["proposals"] if one["status"] == "open" and one["by"] != seat.id]
    for proposal in others:
        if proposal["number"] not in newest(others):
            role = seat.short(proposal["by"])
            page.points([text("terminal/open_older", number=proposal["number"], role=role)], "»")
            continue
        after = stakes_of(proposal["stakes"])
        values = {
            "number": proposal["number"],
            "role": seat.short(proposal["by"]),
            "verdict": worth_line(after),
        }
        defines = proposal["defines"]
        if defines is None:
            page.points([text("terminal/open_other", aims=aims_line(now, after), **values)], "»")
        else:
            meaning = {"issue": defines["title"], "meaning": defines["meaning"]}
            page.points([text("terminal/open_meaning", **meaning, **values)], "»")
        outside = [one["text"] for one in proposal["stakes"]["outside"] if one["issue"] in proposal["issues"]]
        page.points(outside, "!!")


def _to_sign(page: Notebook, seat: Seat, view: Data) -> None:
    laid = [key for key, shown in view["instruments"].items() if shown["laid_open"]]
    reference.texts(page, seat, only=laid)
    for key in laid:
        page.points([one["text"] for one in view["instruments"][key]["outside"]], "!!")
    page.say(worth_line(seat.stakes()), style="bold")
    reference.aims(page, seat)


def _to_ratify(page: Notebook, seat: Seat, view: Data) -> None:
    for one in view["ratifications"]:
        if one["state"] == "awaited":
            page.rule(one["title"])
            page.say(one["text"])
            if one["needs"] is not None:
                code = "needs_met" if one["possible"] else "needs_unmet"
                page.say(text(f"terminal/{code}", needs=one["needs"]))
    page.say(worth_line(seat.stakes()), style="bold")


def saved_label(title: str, role: str, hour: str) -> str:
    """Return what a kept game is called on the shelf."""
    return text("desktop/saved", title=title, role=role, hour=spoken_hour(hour))

"""How things stood at a moment of a game that is read again, as a seat saw them then.

Law of this file: it reads the match as it stood then, through the seat's own view; for everybody, each text
through somebody who takes part in it.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from game.messages import text
from game.presentation.deciding.dialogue import Line, Notebook
from game.presentation.deciding.seat import Seat
from game.presentation.reading import standing
from game.presentation.reading.at_hand import position_words, positions
from game.presentation.wording import spoken_hour
from game.session.match import Match

Data = dict[str, Any]


class TextThen(NamedTuple):
    """A text as it was known: heads and rows of a table, and what stands beside it."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    beside: str = ""


class TrackThen(NamedTuple):
    """A track as it was known."""

    name: str
    value: int
    most: int
    meaning: str


class Then(NamedTuple):
    """How things stood. `known`: texts a seat knew at second hand. `seat`, `view`: who looks."""

    hour: str
    texts: tuple[TextThen, ...]
    known: tuple[Line, ...]
    tracks: tuple[TrackThen, ...]
    seat: Seat
    view: Data


def then_at(match: Match, role: str, at: int) -> Then:
    """Return how things stood after a line that is the last of an act; `role` '': for everybody."""
    then = match.forked(at)
    if role:
        seat = Seat(then, then.role_number(role))
        return _then(seat, seat.view(), role)
    seats = [Seat(then, number) for number in range(len(then.roles))]
    views = [seat.view() for seat in seats]
    whole = {**views[0], "instruments": {}, "tracks": {}}
    for view in reversed(views):
        whole["instruments"] |= view["instruments"]
        whole["tracks"] |= view["tracks"]
    order = list(seats[0].scenario.instruments)
    whole["instruments"] = {key: whole["instruments"][key] for key in order if key in whole["instruments"]}
    return _then(seats[0], whole, "")


def _then(seat: Seat, view: Data, own: str) -> Then:
    return Then(
        hour=spoken_hour(view["table"]["hour"] if view["table"] else view["hour"]),
        texts=tuple(_texts(seat, view, own)),
        known=_known(seat) if own else (),
        tracks=tuple(
            TrackThen(one["name"], one["value"], one["max"], one["meaning"])
            for one in view["tracks"].values()
        ),
        seat=seat,
        view=view,
    )


def _known(seat: Seat) -> tuple[Line, ...]:
    page = Notebook()
    standing.known_texts(page, seat, seat.view())
    return tuple(page.lines)


def _texts(seat: Seat, view: Data, own: str) -> Iterator[TextThen]:
    for one in view["instruments"].values():
        yield _text(seat, one, own)


def _text(seat: Seat, one: Data, own: str) -> TextThen:
    """Return what is initialled and what each side asked last; questions nobody has touched stand beside."""
    asked = positions(one)
    roles = sorted({role for stands in asked.values() for role in stands}, key=lambda role: role != own)
    heads = [text("face/head_issue"), text("face/head_initialled")]
    heads += [text("face/head_asked", who=seat.short(role)) for role in roles]
    rows, untouched = [], []
    for issue, clause in one["clauses"].items():
        title = seat.scenario.issues[issue].title
        if issue in one["fixed"]:
            continue
        if not clause and not asked[issue]:
            untouched.append(title)
            continue
        cells = [title, clause["summary"].rstrip(".") if clause else text("face/not_yet")]
        for role in roles:
            stand = asked[issue].get(role)
            cells.append("–" if stand is None else position_words(stand))
        rows.append(tuple(cells))
    beside = text("looking_back/untouched", issues="; ".join(untouched)) if untouched else ""
    return TextThen(one["title"], tuple(heads), tuple(rows), beside)

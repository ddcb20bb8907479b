"""The game read again on a page: what a seat was told, act by act, with the texts as it knew them then.

Law of this file: an address says all that is shown: whose eyes, which act (or, as seats count differently,
the act that was going on at a line), with what was hidden or without. What is not there leads to the nearest.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from game.messages import text
from game.presentation.replaying_frames import Frame, Told, shown
from game.web.acting import whole
from game.web.looking_back.entrances import Looker
from game.web.pages import Pages

EVERYBODY = "everybody"
"""How addresses name all seats together."""


class Line(NamedTuple):
    """Something told, with what belongs to it. `kind`: heading, seen, hidden or thought."""

    kind: str
    words: str
    below: tuple[Told, ...]


class Eyes(NamedTuple):
    """Through whose eyes, and whether what was hidden is shown; `role` '': everybody."""

    base: str
    role: str
    hidden: bool

    def at(self, place: int) -> str:
        """Return the address of an act, by its place among those that are shown."""
        query: dict[str, object] = {"as": self.role or EVERYBODY, "act": place + 1}
        return f"{self.base}/replay?{urlencode({**query, 'hidden': 'yes'} if self.hidden else query)}"


class Replaying:
    """The pages of the game read again."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def page(self, request: Request, looker: Looker) -> Response:
        """Show an act of the game, and how things stood after it."""
        past, query = looker.past, request.query_params
        named = query.get("as", looker.role or EVERYBODY)
        role = "" if named == EVERYBODY else named
        if role and role not in past.match.roles:
            return self._pages.page("lost.html", 404)
        eyes = Eyes(looker.base, role, query.get("hidden") == "yes")
        names = past.data()["role_names"]
        told = shown(past.frames(role), reveal=eyes.hidden)
        values: dict[str, Any] = {"frames": told, "now": None}
        if told:
            act, line = (whole(query.get(key, "")) for key in ("act", "line"))
            place = nearest(told, line or 0) if act is None else min(max(act, 1), len(told)) - 1
            values |= _moment(eyes, told, place)
            values["then"] = past.then(role, values["now"].last)
        return self._pages.page(
            "back/replay.html",
            **{**looker.frame, "base": looker.base, "looker": looker, "eyes": eyes},
            whose=names[role] if role else text("looking_back/everybody"),
            seats=[(EVERYBODY, text("looking_back/everybody")), *names.items()],
            **values,
        )


def nearest(frames: Sequence[Frame], line: int) -> int:
    """Return the place of the last act that has begun by a line, or the first."""
    return max(0, sum(one.first <= line for one in frames) - 1)


def _moment(eyes: Eyes, frames: Sequence[Frame], place: int) -> dict[str, Any]:
    """Return what is shown of an act: it, those before it at its sitting, and the ways on and back."""
    now = frames[place]
    starts = [n for n, one in enumerate(frames) if n == 0 or one.sitting != frames[n - 1].sitting]
    on = next((n for n in starts if n > place), None)
    back = next((n for n in reversed(starts) if n < place), None)
    ways = {
        "sitting_back": back,
        "act_back": place - 1 if place else None,
        "act_on": place + 1 if place + 1 < len(frames) else None,
        "sitting_on": on,
    }
    return {
        "now": now,
        "number": place + 1,
        "told_now": lines_of(now.told),
        "earlier": [(one.step, lines_of(one.told)) for one in frames[:place] if one.sitting == now.sitting],
        "ways": [(key, None if n is None else eyes.at(n)) for key, n in ways.items()],
        "dates": [(n + 1, frames[n].heading, frames[n].sitting == now.sitting) for n in starts],
        "line": now.last,
    }


def lines_of(told: Iterable[Told]) -> list[Line]:
    """Return what is told with what belongs to it."""
    found: list[Line] = []
    for one in told:
        if one.below and found and found[-1].kind != "heading":
            found[-1] = found[-1]._replace(below=(*found[-1].below, one))
        else:
            found.append(Line(one.kind, one.words, ()))
    return found

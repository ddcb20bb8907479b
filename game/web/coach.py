"""The coach on the pages: what it sees of a page, what it says, and where that is to be found.

Law of this file: the steps are presentation's. How far somebody has come is in a cookie of their device, and
what they do in the game is read from the game, so that another device finds its place. The coach holds
nothing up: what is being put together is there again after every word of it.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from game.presentation.coaching import (
    ROLE,
    STEPS,
    Coaching,
    Lesson,
    followed,
    step_said,
    understood,
    words_said,
)
from game.session.classroom.people import Person
from game.web.desk import Desk

DEEDS = ("understood", "hide", "show", "skip")
PLACES = {
    "menu": "#turn-title",
    "question": "#turn-title",
    "texts": "#texts-title",
    "news": "#news-title",
    "world": "/seat/map",
    "header": "#where",
    "book-weights": "/seat/book/weights",
    "book-messages": "/seat/book/messages",
}
"""Where the parts of the screen the steps speak of are on the pages."""
PAGES = {"briefing.html": "at:briefing", "over.html": "at:aftermath", "debrief.html": "at:end"}
"""What the coach sees of pages beside the table; all of looking back counts as `debrief.html`."""
LONGEST = 2000


class Coached(NamedTuple):
    """What the coach says on a page. `points`: what it speaks of; `link`: the way there, or ''."""

    coaching: Coaching
    title: str
    words: str
    points: str
    link: str
    is_read: bool
    is_quiet: bool


class Coach:
    """The coach of those who learn the game in a browser."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._cookie = desk.cookie + "_coach"

    def said(self, request: Request, person: Person, name: str, values: Mapping[str, Any]) -> Coached | None:
        """Return what the coach says on a page; None where there is none, or nothing to speak of."""
        coaching = self._kept(request)
        facts = _facts(name, values)
        if not self.desk.room.rules.tutorial or person.role != ROLE or coaching is None or not facts:
            return None
        coaching = _after(str(getattr(request.state, "coached", "")), coaching, facts)
        page = values.get("page")
        lesson = page.lesson if page is not None else Lesson()
        step = step_said(coaching)
        title, words = words_said(step, lesson.values, on_pages=True)
        points = step.points if step is not None else ""
        kind, _, what = points.partition(":")
        link = f"#pick-{what}" if kind == "pick" else PLACES.get(kind, "")
        is_read = step is not None and step.read
        return Coached(coaching, title, words, points, link, is_read, step is None)

    def remember(self, answer: Response, coached: Coached | None) -> None:
        """Let the device remember how far somebody has come."""
        if coached is not None:
            self.desk.set_cookie(answer, self._cookie, _written(coached.coaching))

    def forget(self, answer: Response) -> None:
        """Let the device remember that there is to be no coach any more."""
        self.desk.set_cookie(answer, self._cookie, "off")

    def _kept(self, request: Request) -> Coaching | None:
        written = request.cookies.get(self._cookie, "")[:LONGEST]
        if written == "off" or getattr(request.state, "coached", "") == "skip":
            return None
        shown, _, rest = written.partition(".")
        step, _, passed = rest.partition(".")
        known = {one.id for one in STEPS}
        done = frozenset(one for one in passed.split("-") if one in known)
        return Coaching(done, step if step in known else "", shown != "0")


def _after(deed: str, coaching: Coaching, facts: frozenset[str]) -> Coaching:
    """Return the coaching on a page, after a button of the coach was pressed."""
    if deed == "understood":
        return understood(coaching, facts)
    if deed in ("hide", "show"):
        coaching = Coaching(coaching.passed, coaching.step, deed == "show")
    return followed(coaching, facts)


def _written(coaching: Coaching) -> str:
    return f"{int(coaching.shown)}.{coaching.step}.{'-'.join(sorted(coaching.passed))}"


def _facts(name: str, values: Mapping[str, Any]) -> frozenset[str]:
    """Return what the coach sees of a page; nothing where the others decide."""
    if name in PAGES:
        return frozenset({PAGES[name]})
    page = values.get("page")
    if name != "table.html" or page is None or not page.turn:
        return frozenset()
    facts: frozenset[str] = page.lesson.facts
    return facts | _doing(values)


def _doing(values: Mapping[str, Any]) -> frozenset[str]:
    """Return what somebody is about: at the menu, or which act is being put together."""
    question, choice = values["question"], values["choice"]
    if values["compose"]:
        return frozenset({"asks:propose", "asks:package"})
    if question is None or choice is None:
        return frozenset({"free", "words-wait"} if values["words"] else {"free"})
    found = {f"asks:{choice.kind}"}
    return frozenset(found | {"asks:confirm"} if question.kind == "confirm" else found)

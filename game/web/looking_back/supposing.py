"""What if, on the pages: a moment, perhaps another act, how many games; then what came of them.

Law of this file: nothing is kept between two requests but the question that is played. What a page brings is
checked against the game; what does not fit is told, and never played.
"""

import json
from dataclasses import replace
from typing import Any, NamedTuple

from markupsafe import Markup
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from game.messages import text
from game.presentation.deciding.choices import choices
from game.presentation.deciding.seat import Seat
from game.presentation.deciding.talk import said_lines
from game.presentation.deciding.usual import usual
from game.presentation.reading.decision import offers, step_title
from game.presentation.what_if import act_words, what_if_reading
from game.presentation.what_if_bars import what_if_bars
from game.presentation.what_if_points import RUNS, USUAL_RUNS, Point, point_at, point_near
from game.report.bars_svg import bar_picture
from game.session.match import Refusal
from game.session.seats import SeatError
from game.simulation.what_if import Question
from game.web import acting
from game.web.acting import LONGEST, MISFITS, Draft, Stale, Step, whole
from game.web.guard import Limiter
from game.web.looking_back.entrances import Looker
from game.web.looking_back.past import Past
from game.web.looking_back.playing_on import Asked, PlayingOn, TooMany
from game.web.pages import Pages

Data = dict[str, Any]
TRIES = (20, 60.0)
"""How often somebody may ask within some seconds."""
STEPS = (60, 10.0)
"""How often somebody may press something on the way there: each time a game is wound back."""
LONGEST_LABEL = 90
NOT_POSSIBLE = (*MISFITS, Refusal, SeatError)
"""What an act that cannot be made runs into."""


class Wrong(Exception):
    """What a page brings cannot be asked. The message says why."""


class Supposed(NamedTuple):
    """A question as a page has it. `data`: the act made instead, `instead` in words; else none is."""

    point: Point
    runs: int = USUAL_RUNS
    data: Data | None = None
    instead: str = ""

    @property
    def moment(self) -> str:
        """How forms name the decision."""
        return f"{self.point.at}/{self.point.role}"

    @property
    def act(self) -> str:
        """The other act as a form carries it."""
        return "" if self.data is None else json.dumps(self.data)


class Supposing:
    """The pages of what if."""

    def __init__(self, pages: Pages, playing: PlayingOn) -> None:
        self._pages = pages
        self._playing = playing
        self._tries, self._steps = Limiter(*TRIES), Limiter(*STEPS)

    # The question -----------------------------------------------------------------------------------

    def question(self, request: Request, looker: Looker) -> Response:
        """Put the question of a moment."""
        query, past = request.query_params, looker.past
        if not past.choices():
            return self._page(looker, "back/shut.html", why=text("looking_back/no_choice"))
        point = _named(past, query.get("moment", ""))
        if point is None and "moment" in query:
            return self._pages.page("lost.html", 404)
        if point is None:
            first = min(whole(query.get("line", "")) or 1, past.played)
            point = point_near(past.match, query.get("as", looker.role), first, past.choices())
        if point is None or point.at >= past.played:
            last = past.choices()[-1]
            point = point_at(past.match, last["at"], last["role"], past.choices())
        assert point is not None, "somebody had a choice"
        return self._question(looker, Supposed(point))

    def posted(self, _request: Request, looker: Looker, form: FormData) -> Response:
        """Take what was pressed: another act, a step in putting it together, or to play."""
        point = _named(looker.past, str(form.get("moment", "")))
        if point is None:
            return self._pages.page("lost.html", 400)
        supposed = Supposed(point)
        if not self._steps.may(looker.owner):
            return self._question(looker, supposed, text("web/too_often"), 429)
        try:
            supposed = _read(looker.past, supposed, form)
        except Wrong as error:
            return self._question(looker, supposed, str(error), 400)
        do = str(form.get("do", ""))[:200]
        match do:
            case "ask":
                return self._asked(looker, supposed)
            case "again":
                return self._question(looker, supposed)
            case "none":
                return self._question(looker, supposed._replace(data=None, instead=""))
            case "other":
                return self._composing(looker, supposed, Step(acting.new_draft()))
            case _:
                return self._stepped(looker, supposed, do, form)

    def _question(self, looker: Looker, supposed: Supposed, problem: str = "", status: int = 200) -> Response:
        last = self._mine(looker)
        return self._page(
            looker,
            "back/what_if.html",
            status,
            supposed=supposed,
            problem=problem,
            runs=RUNS,
            moments=_moments(looker.past),
            last=None if last is None else f"{looker.base}/what-if/{last.ticket}",
        )

    # Another act ------------------------------------------------------------------------------------

    def _stepped(self, looker: Looker, supposed: Supposed, do: str, form: FormData) -> Response:
        seat = _seat(looker.past, supposed.point)
        try:
            draft = acting.read_draft(str(form.get("draft", "")))
            step = acting.pressed(seat, draft, do, form)
        except Stale:
            return self._composing(
                looker, supposed, Step(acting.new_draft()), text("web_back/begin_again"), 409
            )
        if step.data is None:
            return self._composing(looker, supposed, step)
        try:
            words = _words(looker.past, supposed.point, step.data)
        except Wrong as error:
            return self._composing(looker, supposed, Step(acting.new_draft()), str(error), 409)
        return self._question(looker, supposed._replace(data=step.data, instead=words))

    def _composing(
        self, looker: Looker, supposed: Supposed, step: Step, problem: str = "", status: int = 200
    ) -> Response:
        """Put the decision to the seat again, as it was put in the game."""
        seat = _seat(looker.past, supposed.point)
        view = seat.view()
        items = choices(seat, view)
        draft, words = _said(seat, step.draft)
        return self._page(
            looker,
            "back/other_act.html",
            status,
            supposed=supposed,
            problem=problem,
            title=step_title(seat, view),
            offers=offers(seat, view),
            items=items,
            usual=usual(seat, view, items, [dict(one) for one in draft.said]),
            question=step.question,
            compose=step.package,
            draft=draft.text(),
            words=words,
            typed="",
        )

    # Playing on -------------------------------------------------------------------------------------

    def _asked(self, looker: Looker, supposed: Supposed) -> Response:
        if not self._tries.may(looker.owner):
            return self._question(looker, supposed, text("web/too_often"), 429)
        match, point = looker.past.match, supposed.point
        question = Question(point.at, match.role_number(point.role), supposed.data)
        try:
            asked = self._playing.ask(
                looker.owner, match.contents(), question, supposed.runs, (looker.base, supposed)
            )
        except TooMany as error:
            return self._question(looker, supposed, str(error), 503)
        return RedirectResponse(f"{looker.base}/what-if/{asked.ticket}", 303)

    def answer(self, request: Request, looker: Looker) -> Response:
        """Show how far the games are, or what came of them."""
        asked = self._mine(looker, request.path_params["ticket"])
        if asked is None:
            return RedirectResponse(f"{looker.base}/what-if", 303)
        if asked.state == "answered":
            bars = [
                (one.title, [(Markup(bar_picture(bar)), bar) for bar in one.bars])
                for one in what_if_bars(asked.data)
            ]
            return self._page(
                looker,
                "back/answer.html",
                supposed=asked.about[1],
                reading=what_if_reading(asked.data),
                bars=bars,
            )
        return self._page(
            looker,
            "back/playing.html",
            supposed=asked.about[1],
            asked=asked,
            before=self._playing.before(asked),
        )

    def progress(self, request: Request, looker: Looker) -> Response:
        """Say how far the games are, as JSON."""
        asked = self._mine(looker, request.path_params["ticket"], by_itself=True)
        if asked is None:
            return JSONResponse({"open": False}, 404)
        said = progress_words(asked, self._playing.before(asked))
        return JSONResponse({"open": asked.is_open, "played": asked.played, "said": said})

    def stop(self, request: Request, looker: Looker, _form: FormData) -> Response:
        """Play no more games."""
        self._playing.stop(looker.owner, request.path_params["ticket"])
        return RedirectResponse(f"{looker.base}/what-if/{request.path_params['ticket']}", 303)

    def left(self, request: Request, looker: Looker, _form: FormData) -> Response:
        """Take note that the page was left."""
        self._playing.leave(looker.owner, request.path_params["ticket"])
        return Response(status_code=204)

    def _mine(self, looker: Looker, ticket: str = "", *, by_itself: bool = False) -> Asked | None:
        """Return what this person asked last, if it was about this group."""
        asked = self._playing.of(looker.owner, ticket, by_itself=by_itself)
        return asked if asked is not None and asked.about[0] == looker.base else None

    def _page(self, looker: Looker, name: str, status: int = 200, **values: Any) -> Response:
        values = {**looker.frame, "base": looker.base, "looker": looker, **values}
        return self._pages.page(name, status, progress_words=progress_words, **values)


def progress_words(asked: Asked, before: int) -> str:
    """Return how far a question is, in a sentence."""
    if asked.state == "waiting":
        return text("web_back/waiting", count=before)
    return text("looking_back/playing", played=asked.played, runs=asked.task.runs)


# What a page brings -----------------------------------------------------------------------------------


def _named(past: Past, moment: str) -> Point | None:
    """Return the decision a form names, as `12/stalin`; None if there was none."""
    at, _, role = moment.partition("/")
    number = whole(at)
    return None if number is None else point_at(past.match, number, role, past.choices())


def _read(past: Past, supposed: Supposed, form: FormData) -> Supposed:
    """Return the question with the number of games and the other act of a form. Raises `Wrong`."""
    runs = whole(str(form.get("runs", USUAL_RUNS)))
    if runs not in RUNS:
        raise Wrong(text("web_back/wrong_runs", runs=", ".join(map(str, RUNS))))
    written = str(form.get("act", ""))
    if not written:
        return supposed._replace(runs=runs)
    try:
        data = json.loads(written) if len(written) <= LONGEST else None
    except (RecursionError, ValueError) as error:
        raise Wrong(text("web/not_an_act")) from error
    if not isinstance(data, dict):
        raise Wrong(text("web/not_an_act"))
    return supposed._replace(runs=runs, data=data, instead=_words(past, supposed.point, data))


def _words(past: Past, point: Point, data: Data) -> str:
    """Return another act in words. Raises `Wrong` if it cannot be made."""
    try:
        return act_words(past.match, Question(point.at, past.match.role_number(point.role), data))
    except NOT_POSSIBLE as error:
        raise Wrong(text("web_back/not_possible", why=error)) from error


def _seat(past: Past, point: Point) -> Seat:
    """Return the seat before its decision."""
    then = past.match.forked(point.at)
    return Seat(then, then.role_number(point.role))


def _said(seat: Seat, draft: Draft) -> tuple[Draft, list[str]]:
    """Return a draft with the words that go with its act; words a page made up are left out."""
    try:
        return draft, said_lines(seat, [dict(one) for one in draft.said])
    except MISFITS:
        return replace(draft, said=()), []


def _moments(past: Past) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the decisions to choose from, by sitting: how a form names each, and a label."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for one in past.choices():
        heading = one["sitting_title"]
        if not found or found[-1][0] != heading:
            found.append((heading, []))
        label = text("whatif/moment", role=one["role_name"], act=one["act"])
        short = label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"
        found[-1][1].append((f"{one['at']}/{one['role']}", short))
    return found

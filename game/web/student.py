"""What people in the class do in a browser: join, read, act, write notes, look back.

Law of this file: a GET changes nothing. A page is told only what `Seat` gives its own seat.
"""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from secrets import compare_digest
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from game.engine.errors import Refused
from game.messages import text
from game.presentation.debrief import debrief
from game.presentation.reading.books import BOOKS, book_lines
from game.report import chapters, glance
from game.session.classroom.people import LONGEST_NOTES, Person, new_token
from game.session.classroom.register import Joined
from game.session.match import Refusal
from game.storage.classroom_file import ClassroomError
from game.storage.log import LogError
from game.web import acting
from game.web.acting import Draft, Stale, Step
from game.web.desk import Desk
from game.web.guard import Limiter, address, form_key
from game.web.pages import PART
from game.web.preparing import Around, Prepared, prepared
from game.web.showing import Reader

TROUBLE = (ClassroomError, LogError, Refusal, Refused)
"""What may be refused, or cannot be kept: it is told, and nothing has changed."""
JOIN_TRIES, RETURN_TRIES, ACTS, TYPING = (30, 60.0), (6, 60.0), (100, 10.0), (60, 10.0)
"""Joining and coming back are limited by what was wrong: a whole class may come from one address."""


class Student:
    """The pages of the people in the class."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._joins = Limiter(*JOIN_TRIES)
        self._returns = Limiter(*RETURN_TRIES)
        self._acts, self._typing = Limiter(*ACTS), Limiter(*TYPING)

    def routes(self) -> list[Route]:
        """Return the addresses of these pages."""
        return [
            Route("/", self.front),
            Route("/join", self.join, methods=["POST"]),
            Route("/return", self.come_back, methods=["POST"]),
            Route("/me", self.me),
            Route("/seat", self.seat),
            Route("/seat", self.decide, methods=["POST"]),
            Route("/seat/offers", self.offers),
            Route("/seat/preparing", self.preparing, methods=["GET", "POST"]),
            Route("/seat/act", self.act, methods=["POST"]),
            Route("/seat/book/{name}", self.book),
            Route("/seat/briefing", self.briefing),
            Route("/seat/check", self.check, methods=["POST"]),
            Route("/seat/notes", self.notes, methods=["GET", "POST"]),
            Route("/seat/debrief", self.debrief),
        ]

    # Coming in --------------------------------------------------------------------------------------

    async def front(self, request: Request) -> Response:
        """Show how to join; whoever has is taken to their seat."""
        if self.desk.person(request) is not None:
            return RedirectResponse("/seat", 303)
        answer = self._front(request.query_params.get("code", "")[:12])
        if not request.cookies.get(self.desk.visit_cookie):
            self.desk.set_cookie(answer, self.desk.visit_cookie, new_token())
        return answer

    def _front(self, code: str = "", name: str = "", problem: str = "", status: int = 200) -> Response:
        room = self.desk.room
        return self.desk.pages.page(
            "front.html", status, scenario=room.opened.scenario, code=code, label=name, problem=problem
        )

    async def join(self, request: Request) -> Response:
        """Let somebody in."""
        form = await request.form()
        code, name = _word(form, "code"), _word(form, "name")
        if self.desk.person(request) is not None:
            return RedirectResponse("/seat", 303)
        where, visit = address(request), request.cookies.get(self.desk.visit_cookie, "")[:64]
        if not self._joins.is_free(where):
            return self._front(code, name, text("web/too_often"), 429)
        try:
            joined = await run_in_threadpool(self.desk.room.join, code, name, visit)
        except TROUBLE as error:
            self._joins.count(where)
            return self._front(code, name, str(error), 400)
        return self._welcome(joined)

    async def come_back(self, request: Request) -> Response:
        """Let somebody in again, with their own code."""
        form = await request.form()
        if not self._returns.is_free(address(request)):
            return self._front(problem=text("web/too_often"), status=429)
        try:
            joined = await run_in_threadpool(self.desk.room.come_back, _word(form, "back"))
        except TROUBLE as error:
            self._returns.count(address(request))
            return self._front(problem=str(error), status=400)
        return self._welcome(joined)

    def _welcome(self, joined: Joined) -> Response:
        answer = RedirectResponse("/me", 303)
        self.desk.remember(answer, joined)
        return answer

    async def me(self, request: Request) -> Response:
        """Show somebody their own return code, and where they sit."""
        person = self.desk.person(request)
        if person is None:
            return self._gone(request)
        back = self.desk.return_code(request)
        return await run_in_threadpool(self._page, request, person, "me.html", back=back)

    # Reading ----------------------------------------------------------------------------------------

    async def seat(self, request: Request) -> Response:
        """Show the table, or what comes before it and after."""
        person = self.desk.person(request)
        if person is None:
            return self._gone(request)
        return await run_in_threadpool(self._table, request, person, acting.new_draft(), None, "")

    def _table(
        self,
        request: Request,
        person: Person,
        draft: Draft,
        step: Step | None,
        said: str,
        status: int = 200,
        typed: str = "",
    ) -> Response:
        room, group = self.desk.room, self.desk.room.groups.get(person.group)
        version = self.desk.version(person)  # before what is shown: a later change is not missed
        if group is None or group.match is None:
            return self._waiting(request, person, said)
        if not person.role:
            with group.lock:
                watcher = self.desk.watcher(group)
                news, seen = watcher.news(), watcher.seen
            return self._page(request, person, "watching.html", version=version, news=news, seen=seen)
        if room.phase == "ended" or group.ended:
            return self._page(request, person, "over.html", said=said)
        with group.lock:
            reader = self.desk.reader(group, person.role)
            draft, page, words = self.desk.table(reader, draft)
            seen = reader.seen
            is_at_it = bool(draft.said) or (step is not None and bool(step.question or step.package))
            around = self.desk.preparing.around(person, reader, is_at_it=is_at_it)
        question = None if step is None else step.question
        return self._page(
            request,
            person,
            "table.html",
            status,
            version=version,
            page=page,
            seen=seen,
            question=question,
            compose=None if step is None else step.package,
            draft=draft.text(),
            words=words,
            said=said,
            around=around,
            typed=typed,
        )

    def _waiting(self, request: Request, person: Person, said: str) -> Response:
        return self._page(request, person, "waiting.html", said=said)

    async def book(self, request: Request) -> Response:
        """Show one of the books."""
        name = request.path_params["name"]
        if name not in BOOKS:
            return self.desk.pages.page("lost.html", 404)

        def lines(person: Person) -> dict[str, Any]:
            group = self.desk.room.groups[person.group]
            with group.lock:
                found = book_lines(self.desk.reader(group, person.role).seat, name)
            return {"book": name, "title": text(f"desktop/title_{name}"), "lines_of": found}

        return await self._reading(request, "book.html", lines)

    async def briefing(self, request: Request) -> Response:
        """Show the briefing of one's own part, with the questions about it."""

        def pages(person: Person) -> dict[str, Any]:
            gate = self.desk.room.rules.gate
            questions = self.desk.room.questions(person) if gate != "off" and not person.checked else ()
            parts = self.desk.briefing(person.role)
            return {"parts": parts, "questions": questions, "given": {}, "wrong": False}

        return await self._reading(request, "briefing.html", pages, before=True)

    async def _reading(
        self,
        request: Request,
        name: str,
        values: Callable[[Person], dict[str, Any]],
        *,
        before: bool = False,
    ) -> Response:
        """Show something to whoever has a seat; `before`: also when the group has not begun."""
        person = self.desk.person(request)
        if person is None:
            return self._gone(request)
        group = self.desk.room.groups.get(person.group)
        if group is None or not person.role or not (before or group.match is not None):
            return await run_in_threadpool(self._waiting, request, person, "")
        found = await run_in_threadpool(values, person)
        return await run_in_threadpool(self._page, request, person, name, **found)

    async def check(self, request: Request) -> Response:
        """Take the answers to the questions about the briefing."""
        person, form = await self._sent(request)
        if person is None:
            return self._not_taken(request, form)
        questions = self.desk.room.questions(person)
        given = {n: _word(form, f"q{n}") for n in range(len(questions))}
        right = all(given[n] == str(one.answer) for n, one in enumerate(questions))
        skipped = _word(form, "do") == "skip" and self.desk.room.rules.gate != "required"
        if right or skipped:
            await run_in_threadpool(self.desk.room.has_checked, person)
            return RedirectResponse("/seat", 303)

        def pages(someone: Person) -> dict[str, Any]:
            parts = self.desk.briefing(someone.role)
            return {"parts": parts, "questions": questions, "given": given, "wrong": True}

        return await self._reading(request, "briefing.html", pages, before=True)

    async def notes(self, request: Request) -> Response:
        """Show and keep somebody's own notes."""
        if request.method == "GET":
            person = self.desk.person(request)
            if person is None:
                return self._gone(request)
            return await run_in_threadpool(self._page, request, person, "notes.html", most=LONGEST_NOTES)
        person, form = await self._sent(request)
        if person is None:
            return self._not_taken(request, form)
        notes = str(form.get("notes", "")).replace("\r\n", "\n")
        try:
            await run_in_threadpool(self.desk.room.register.keep_notes, person.id, notes)
        except TROUBLE as error:
            values: dict[str, Any] = {"said": str(error), "most": LONGEST_NOTES}
            return await run_in_threadpool(self._page, request, person, "notes.html", 400, **values)
        person = self.desk.room.register[person.id]
        said = text("web/kept", hour=_hour())
        return await run_in_threadpool(
            self._page, request, person, "notes.html", headers=KEPT, said=said, most=LONGEST_NOTES
        )

    async def debrief(self, request: Request) -> Response:
        """Look back, once one's own game, or the class, is over."""
        person = self.desk.person(request)
        if person is None:
            return self._gone(request)
        group = self.desk.room.groups.get(person.group)
        over = group is not None and (group.ended or self.desk.room.phase == "ended")
        if group is None or group.match is None or not over:
            return await run_in_threadpool(self._waiting, request, person, text("web/not_over"))

        def found() -> dict[str, Any]:
            with group.lock:
                assert group.match is not None
                data = debrief(group.match)
            first = [glance(data, person.role)] if person.role else []
            return {"glance": first, "chapters": chapters(data)}

        values = await run_in_threadpool(found)
        return await run_in_threadpool(self._page, request, person, "debrief.html", **values)

    # Acting -----------------------------------------------------------------------------------------

    async def decide(self, request: Request) -> Response:
        """Take a step in putting an act together; the last one lets the seat act."""
        person, form = await self._sent(request)
        if person is None:
            return self._not_taken(request, form)
        if not self._acts.may(str(person.id)):
            return await run_in_threadpool(self._again, request, person, form, text("web/too_often"), 429)
        return await run_in_threadpool(self._decided, request, person, form)

    def _decided(self, request: Request, person: Person, form: FormData) -> Response:
        group = self.desk.room.groups.get(person.group)
        if group is None or group.match is None or not person.role:
            return self._waiting(request, person, "")
        draft = acting.new_draft()
        try:
            draft = acting.read_draft(str(form.get("draft", "")))
            act_id = _word(form, "act") or draft.id
            if self.desk.room.has_done(person, act_id) is not None:
                return self._kept(request, person)
            with group.lock:
                reader = self.desk.reader(group, person.role)
                step, typed = self._stepped(reader, person, draft, form)
                found = prepared(reader, step, typed)
                made = () if step.data is None else acting.draft_words(reader.seat, step)
        except Stale:
            self.desk.preparing.typed_too_late(person, draft, _words(form))
            fresh = acting.new_draft(draft.said)
            return self._table(request, person, fresh, None, text("web/stale"), 409)
        if step.data is None:
            self._prepare(person, found)
            return self._table(request, person, step.draft, step, "", typed=typed)
        try:
            self.desk.room.act(person, act_id, step.data)
        except TROUBLE as error:
            return self._again(request, person, form, text("face/refused", why=str(error)), 409)
        self.desk.preparing.sent(person, made)
        self.desk.acted(person.group)
        return self._kept(request, person)

    def _stepped(self, reader: Reader, person: Person, draft: Draft, form: FormData) -> tuple[Step, str]:
        """Return where the draft stands now, and words typed but not given yet. Raises `Stale`."""
        do, _, value = _word(form, "do").partition(":")
        if do == "drop":
            return Step(acting.new_draft()), ""
        if do != "take":
            return self._step(reader.seat, draft, form), ""
        found = self.desk.preparing.taken(person, acting.whole(value) or 0)
        if found is None:
            raise Stale
        taken = replace(found.draft, id=draft.id or acting.new_draft().id)
        return acting.again(reader.seat, taken, found.package), found.typed

    def _prepare(self, person: Person, found: Prepared | None) -> None:
        """Keep what somebody prepares, or that it is nothing, and let the others at the seat know."""
        self.desk.preparing.keep(person, found)
        self.desk.hub.changed(person.group)

    async def preparing(self, request: Request) -> Response:
        """Show what the others at one's seat prepare; keep words that are being typed for them to see."""
        if request.method == "GET":
            person = self.desk.person(request)
            return (
                self._gone(request)
                if person is None
                else await run_in_threadpool(self._mates, request, person)
            )
        person, form = await self._sent(request)
        if person is None:
            return Response(status_code=403)
        if not self._typing.may(str(person.id)):
            return Response(status_code=429)
        with suppress(Stale):
            draft = acting.read_draft(str(form.get("draft", "")))
            if self.desk.preparing.type(person, draft, _words(form)):
                self.desk.hub.changed(person.group)
        return Response(status_code=204)

    def _mates(self, request: Request, person: Person) -> Response:
        group, around = self.desk.room.groups.get(person.group), Around()
        if group is not None and group.match is not None and person.role:
            with group.lock:
                reader = self.desk.reader(group, person.role)
                around = self.desk.preparing.around(person, reader, is_at_it=True)
        return self._page(request, person, "preparing.html", around=around, draft=acting.new_draft().text())

    def _again(self, request: Request, person: Person, form: FormData, said: str, status: int) -> Response:
        """Show once more what was asked: nothing was done, and nothing is lost."""
        group = self.desk.room.groups.get(person.group)
        step, typed = Step(acting.new_draft()), _words(form)
        if group is not None and group.match is not None and person.role:
            with suppress(Stale), group.lock:
                draft = replace(acting.read_draft(str(form.get("draft", ""))), id=step.draft.id)
                step = acting.again(self.desk.reader(group, person.role).seat, draft, form)
        return self._table(request, person, step.draft, step, said, status, typed)

    def _kept(self, request: Request, person: Person) -> Response:
        answer = self._table(request, person, acting.new_draft(), None, text("web/kept", hour=_hour()))
        answer.headers.update(KEPT)
        return answer

    def _step(self, seat: Any, draft: Draft, form: FormData) -> Step:
        """Return where the draft stands after what was pressed. Raises `Stale`."""
        do, _, value = _word(form, "do").partition(":")
        number = acting.whole(value)
        match do:
            case "pick" if number is not None:
                return acting.begun(seat, number, draft)
            case "give" if number is not None:
                return acting.answered(seat, draft, number)
            case "give":
                return acting.answered(seat, draft, value)
            case "yes" | "no":
                return acting.answered(seat, draft, do == "yes")
            case "words":
                return acting.answered(seat, draft, _words(form).strip())
            case "back":
                return acting.stepped_back(seat, draft)
            case "package" | "weigh" | "start":
                return acting.composed(seat, draft, do, value, form)
            case _:
                raise Stale

    async def offers(self, request: Request) -> Response:
        """Return what one's seat may do now, as JSON."""
        person = self.desk.person(request)
        group = None if person is None else self.desk.room.groups.get(person.group)
        if person is None or group is None or group.match is None or not person.role:
            return JSONResponse({"offers": []})

        def offered() -> dict[str, Any]:
            with group.lock:
                reader = self.desk.reader(group, person.role)
                return {"seq": reader.seen, "offers": reader.seat.offered_data()}

        return JSONResponse(await run_in_threadpool(offered))

    async def act(self, request: Request) -> Response:
        """Let a seat act by JSON: `{"id": …, "act": {…}}`; answer once it is kept."""
        person = self.desk.person(request)
        if person is None:
            return JSONResponse({"kept": False, "why": text("web/gone")}, 403)
        if not self._acts.may(str(person.id)):
            return JSONResponse({"kept": False, "why": text("web/too_often")}, 429)
        try:
            data = json.loads(await request.body())
            act_id, act = str(data["id"]), dict(data["act"])
        except (KeyError, RecursionError, TypeError, ValueError):
            return JSONResponse({"kept": False, "why": text("web/not_an_act")}, 400)
        try:
            seq = await run_in_threadpool(self.desk.room.act, person, act_id, act)
        except TROUBLE as error:
            return JSONResponse({"kept": False, "why": str(error)}, 409)
        self.desk.acted(person.group)
        return JSONResponse({"kept": True, "seq": seq})

    # Within -----------------------------------------------------------------------------------------

    async def _sent(self, request: Request) -> tuple[Person | None, FormData]:
        """Return who has sent a form, if it is from a page of theirs, and the form."""
        person, token = self.desk.person(request), self.desk.token(request)
        form = await request.form()
        return (person if is_key(form, form_key(self.desk.room.secret, token)) else None), form

    def _not_taken(self, request: Request, form: FormData) -> Response:
        """Say why a form was not taken, and show what was typed into it: nothing is lost."""
        if self.desk.person(request) is None:
            return self._gone(request, typed_in(form))
        anew = ANEW.get(request.url.path, "/seat")
        return self.desk.pages.page("old.html", 403, typed=typed_in(form), anew=anew)

    def _gone(self, request: Request, typed: Sequence[str] = ()) -> Response:
        known = bool(self.desk.token(request))
        return self.desk.pages.page("gone.html", 403, known=known, typed=typed)

    def _page(
        self,
        request: Request,
        person: Person,
        name: str,
        status: int = 200,
        headers: dict[str, str] | None = None,
        **values: Any,
    ) -> Response:
        room = self.desk.room
        group = room.groups.get(person.group)
        values = {"said": "", **values}
        values.setdefault("version", self.desk.version(person))
        return self.desk.pages.page(
            name,
            status,
            headers,
            person=person,
            role=room.opened.scenario.roles[person.role] if person.role else None,
            scenario=room.opened.scenario,
            key=form_key(room.secret, self.desk.token(request)),
            part=PART in request.headers,
            on=group is not None and group.match is not None,
            over=room.phase == "ended" or (group is not None and group.ended),
            clock=self.desk.clock(group),
            mates=[one.name for one in room.register.at(person.group, person.role) if one.id != person.id]
            if person.role
            else [],
            room=room,
            **values,
        )


KEPT = {"X-Kept": "yes"}
ANEW = {"/seat/notes": "/seat/notes", "/seat/check": "/seat/briefing"}
"""Where the page is to be had from which a form came."""


def is_key(form: FormData, key: str) -> bool:
    """Return whether a form carries this key."""
    return compare_digest(_word(form, "key").encode(), key.encode())


def typed_in(form: FormData) -> tuple[str, ...]:
    """Return what somebody has typed into a form, on its page and before."""
    with suppress(Stale):
        draft = acting.read_draft(str(form.get("draft", "")))
        words = [one for one in draft.answers if isinstance(one, str)]
        words += [str(one.get("words", "")) for one in draft.said]
        found = (*words, _words(form), str(form.get("notes", "")))
        return tuple(one for one in found if one.strip())
    return tuple(one for one in (_words(form), str(form.get("notes", ""))) if one.strip())


def _word(form: FormData, name: str) -> str:
    return str(form.get(name, "")).strip()[:200]


def _words(form: FormData) -> str:
    """Return the free words of a form."""
    return str(form.get("words", "")).replace("\r\n", "\n")


def _hour() -> str:
    return datetime.now().astimezone().strftime("%H:%M:%S")

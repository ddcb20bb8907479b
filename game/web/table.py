"""The table: what a seat sees of it, and what is put together and done there.

Law of this file: a GET changes nothing. A page is told only what `Seat` gives its own seat.
"""

import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from game.messages import text
from game.session.classroom.people import Person
from game.web import acting
from game.web.acting import Draft, Stale, Step
from game.web.brief import brief
from game.web.desk import Desk
from game.web.guard import Limiter
from game.web.own import KEPT, TROUBLE, Own, hour, word, words_in
from game.web.preparing import Around, Prepared, in_all_languages, prepared
from game.web.showing import Reader

HALVES = b"\\ud"
"""How half a sign begins in JSON."""
ACTS, TYPING = (200, 10.0), (60, 10.0)


class Table(Own):
    """The page at which a seat acts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._acts, self._typing = Limiter(*ACTS), Limiter(*TYPING)

    def routes(self) -> list[Route]:
        """Return the addresses of this page."""
        return [
            Route("/seat", self.seat),
            Route("/seat", self.decide, methods=["POST"]),
            Route("/seat/offers", self.offers),
            Route("/seat/preparing", self.preparing, methods=["GET", "POST"]),
            Route("/seat/act", self.act, methods=["POST"]),
        ]

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
            return self._waiting(request, person, said, version)
        if not person.role:
            with group.lock:
                watcher = self.desk.watcher(group)
                news, seen = watcher.news(), watcher.seen
            return self._page(request, person, "watching.html", version=version, news=news, seen=seen)
        if room.is_over(group):
            with group.lock:
                after = self.desk.reader(group, person.role).aftermath()
            return self._page(request, person, "over.html", version=version, said=said, after=after)
        with group.lock:
            reader = self.desk.reader(group, person.role)
            draft, page, words = self.desk.table(reader, draft)
            seen = reader.seen
            if draft.choice is None:  # what a line of the menu stands for is read in this menu, and no other
                draft = replace(draft, offered=acting.mark_of(reader.seat))
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
            choice=draft.choice,
            words=words,
            said=said,
            around=around,
            typed=typed,
        )

    async def decide(self, request: Request) -> Response:
        """Take a step in putting an act together; the last one lets the seat act."""
        person, form = await self._sent(request)
        if person is None:
            return self._not_taken(request, form)
        if not self.may(person):
            return await run_in_threadpool(self.again, request, person, form, text("web/too_often"), 429)
        return await run_in_threadpool(self._decided, request, person, form)

    def _decided(self, request: Request, person: Person, form: FormData) -> Response:
        group = self.desk.room.groups.get(person.group)
        if group is None or group.match is None or not person.role:
            return self._waiting(request, person, "")
        draft, act_id = acting.new_draft(), ""
        try:
            draft = acting.read_draft(str(form.get("draft", "")))
            act_id = word(form, "act") or draft.id
            if self.desk.room.has_done(person, act_id) is not None:
                return self._kept(request, person)
            with group.lock:
                reader = self.desk.reader(group, person.role)
                step, typed = self._stepped(reader, person, draft, form)
                found = prepared(reader, step, typed)
                acts = reader.match.acts_of(reader.seat.number)
                made = {} if step.data is None else in_all_languages(reader, step)
        except Stale:
            with group.turn:  # it may be the same sent twice, and the first just done
                is_done = self.desk.room.has_done(person, act_id) is not None
            if is_done:
                return self._kept(request, person)
            self.desk.preparing.typed_too_late(person, draft, words_in(form))
            fresh = acting.new_draft(draft.said)
            return self._table(request, person, fresh, None, text("web/stale"), 409)
        if step.data is None:
            self._prepare(person, found)
            return self._table(request, person, step.draft, step, "", typed=typed)
        try:
            self.desk.room.act(person, act_id, step.data, acts)
        except TROUBLE as error:
            return self.again(request, person, form, text("face/refused", why=str(error)), 409)
        self.desk.preparing.sent(person, made, acts + 1)
        self.desk.hub.changed(person.group)  # the others at the seat are told what was sent
        self.desk.acted(person.group)
        return self._kept(request, person)

    def _stepped(self, reader: Reader, person: Person, draft: Draft, form: FormData) -> tuple[Step, str]:
        """Return where the draft stands now, and words typed but not given yet. Raises `Stale`."""
        do, _, value = word(form, "do").partition(":")
        if do == "drop":
            return Step(acting.new_draft()), ""
        if do != "take":
            return acting.pressed(reader.seat, draft, word(form, "do"), form), ""
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
            if self.desk.preparing.type(person, draft, words_in(form)):
                self.desk.hub.changed(person.group)
        return Response(status_code=204)

    def _mates(self, request: Request, person: Person) -> Response:
        group, around = self.desk.room.groups.get(person.group), Around()
        if group is not None and group.match is not None and person.role:
            with group.lock:
                reader = self.desk.reader(group, person.role)
                around = self.desk.preparing.around(person, reader, is_at_it=True)
        return self._page(request, person, "preparing.html", around=around, draft=acting.new_draft().text())

    def may(self, person: Person) -> bool:
        """Count a step of somebody; return whether they have not taken too many in too short a time."""
        return self._acts.may(str(person.id))

    def again(self, request: Request, person: Person, form: FormData, said: str, status: int) -> Response:
        """Show once more what was asked: nothing was done, and nothing is lost."""
        group = self.desk.room.groups.get(person.group)
        step, typed = Step(acting.new_draft()), words_in(form)
        if group is not None and group.match is not None and person.role:
            with suppress(Stale), group.lock:
                draft = replace(acting.read_draft(str(form.get("draft", ""))), id=step.draft.id)
                step = acting.again(self.desk.reader(group, person.role).seat, draft, form)
        return self._table(request, person, step.draft, step, said, status, typed)

    def _kept(self, request: Request, person: Person) -> Response:
        answer = self._table(request, person, acting.new_draft(), None, text("web/kept", hour=hour()))
        answer.headers.update(KEPT)
        return answer

    async def offers(self, request: Request) -> Response:
        """Return what one's seat may do now, as JSON."""
        person = self.desk.person(request)
        group = None if person is None else self.desk.room.groups.get(person.group)
        if person is None or group is None or group.match is None or not person.role:
            return JSONResponse({"offers": []})

        def offered() -> dict[str, Any]:
            reader = self.desk.reader(group, person.role)
            return {"seq": reader.seen, "offers": reader.seat.offered_data()}

        return JSONResponse(await brief(group, offered))

    async def act(self, request: Request) -> Response:
        """Let a seat act by JSON: `{"id": …, "act": {…}}`; answer once it is kept."""
        person = self.desk.person(request)
        if person is None:
            return JSONResponse({"kept": False, "why": text("web/gone")}, 403)
        if not self.may(person):
            return JSONResponse({"kept": False, "why": text("web/too_often")}, 429)
        try:
            body = await request.body()
            data = json.loads(body)
            act_id, act = str(data["id"]), dict(data["act"])
            if HALVES in body.lower():
                json.dumps(act, ensure_ascii=False).encode()  # half a sign cannot be written on a page again
        except (KeyError, RecursionError, TypeError, ValueError):
            return JSONResponse({"kept": False, "why": text("web/not_an_act")}, 400)
        try:
            seq = await self.desk.acts.act(person, act_id, act)
        except TROUBLE as error:
            return JSONResponse({"kept": False, "why": str(error)}, 409)
        self.desk.acted(person.group)
        return JSONResponse({"kept": True, "seq": seq})

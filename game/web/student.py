"""What people in the class read and write beside the table: books, briefing, notes, looking back.

Law of this file: a GET changes nothing. A page is told only what `Seat` gives its own seat.
"""

from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from game.messages import text
from game.presentation.debrief import debrief
from game.presentation.reading.books import BOOKS, book_lines
from game.report import chapters, glance
from game.session.classroom.people import LONGEST_NOTES, Person
from game.web.own import KEPT, TROUBLE, Own, hour, word


class Student(Own):
    """The pages of the people in the class, beside the table."""

    def routes(self) -> list[Route]:
        """Return the addresses of these pages."""
        return [
            Route("/seat/book/{name}", self.book),
            Route("/seat/briefing", self.briefing),
            Route("/seat/check", self.check, methods=["POST"]),
            Route("/seat/notes", self.notes, methods=["GET", "POST"]),
            Route("/seat/debrief", self.debrief),
        ]

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
        given = {n: word(form, f"q{n}") for n in range(len(questions))}
        right = all(given[n] == str(one.answer) for n, one in enumerate(questions))
        skipped = word(form, "do") == "skip" and self.desk.room.rules.gate != "required"
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
        said = text("web/kept", hour=hour())
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

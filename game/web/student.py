"""What people in the class read and write beside the table: the briefing, notes.

Law of this file: a GET changes nothing. A page is told only what `Seat` gives its own seat.
"""

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from game.messages import text
from game.session.classroom.people import LONGEST_NOTES, Person
from game.web.own import KEPT, TROUBLE, Own, hour, word


class Student(Own):
    """The pages of the people in the class, beside the table."""

    def routes(self) -> list[Route]:
        """Return the addresses of these pages."""
        return [
            Route("/seat/briefing", self.briefing),
            Route("/seat/check", self.check, methods=["POST"]),
            Route("/seat/notes", self.notes, methods=["GET", "POST"]),
        ]

    async def briefing(self, request: Request) -> Response:
        """Show the briefing of one's own part, with the questions about it."""

        def pages(person: Person) -> dict[str, Any]:
            gate = self.desk.room.rules.gate
            questions = self.desk.room.questions(person) if gate != "off" and not person.checked else ()
            parts = self.desk.briefing(person.role)
            return {"parts": parts, "questions": questions, "given": {}, "wrong": False}

        return await self._reading(request, "briefing.html", pages, before=True)

    async def check(self, request: Request) -> Response:
        """Take the answers to the questions about the briefing."""
        person, form = await self._sent(request)
        if person is None:
            return self._not_taken(request, form)
        questions = self.desk.room.questions(person)
        given = {n: word(form, f"q{n}") for n in range(len(questions))}
        right = all(given[n] == str(one.answer) for n, one in enumerate(questions))
        trouble = ""
        skipped = word(form, "do") == "skip" and self.desk.room.rules.gate != "required"
        if right or skipped:
            try:
                await run_in_threadpool(self.desk.room.has_checked, person)
            except TROUBLE as error:
                trouble = str(error)
            else:
                return RedirectResponse("/seat", 303)

        def pages(someone: Person) -> dict[str, Any]:
            parts = self.desk.briefing(someone.role)
            return {
                "parts": parts,
                "questions": questions,
                "given": given,
                "wrong": not trouble,
                "said": trouble,
            }

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

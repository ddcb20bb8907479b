"""What somebody does who plays alone: takes an act back, and is taught.

Law of this file: only the seat of who asks; what is being put together is not lost by it.
"""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from game.messages import text
from game.session.classroom.people import Person
from game.web.acting import whole
from game.web.coach import DEEDS
from game.web.desk import Desk
from game.web.own import KEPT, TROUBLE, Own, word
from game.web.table import Table

PAGES = {"/seat/briefing": "briefing.html", "/seat/debrief": "debrief.html"}


class Alone(Own):
    """The addresses of who plays alone. `table`: the page that is shown again."""

    def __init__(self, desk: Desk, table: Table) -> None:
        super().__init__(desk)
        self.table = table

    def routes(self) -> list[Route]:
        """Return the addresses."""
        return [
            Route("/seat/undo", self.undo, methods=["POST"]),
            Route("/seat/coach", self.teach, methods=["POST"]),
        ]

    async def undo(self, request: Request) -> Response:
        """Take the last act back."""
        person, form = await self._sent(request)
        if person is None:
            return self._not_taken(request, form)
        if not self.table.may(person):
            return await self._again(request, person, form, text("web/too_often"), 429)
        said, status = text("face/taken_back"), 200
        try:
            await run_in_threadpool(self.desk.room.take_back, person, whole(word(form, "acts")) or 0)
        except TROUBLE as error:
            said, status = str(error), 409
        self.desk.acted(person.group)
        answer = await self._again(request, person, form, said, status)
        if status == 200:
            answer.headers.update(KEPT)  # what is said of it stays in sight, as of an act
        return answer

    async def teach(self, request: Request) -> Response:
        """Take note that the coach was understood, is to be hidden, or to go."""
        person, form = await self._sent(request)
        back = str(form.get("back", ""))
        if person is None:
            return self._not_taken(request, form, back if back in PAGES else "")
        if not self.table.may(person):
            return await self._again(request, person, form, text("web/too_often"), 429)
        deed = str(form.get("do", "")).removeprefix("coach:")
        if deed not in DEEDS:
            return self.desk.pages.page("lost.html", 404)
        request.state.coached = deed
        if back in PAGES:
            answer: Response = RedirectResponse(back, 303)
            self.coach.remember(answer, self.coach.said(request, person, PAGES[back], {}))
        else:
            answer = await self._again(request, person, form, "", 200)
        if deed == "skip":
            self.coach.forget(answer)
        return answer

    async def _again(
        self, request: Request, person: Person, form: FormData, said: str, status: int
    ) -> Response:
        return await run_in_threadpool(self.table.again, request, person, form, said, status)

"""What somebody does who plays alone: takes an act back, and is taught.

Law of this file: only the seat of who asks; what is being put together is not lost by it.
"""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from game.messages import text
from game.web.coach import DEEDS
from game.web.student import KEPT, TROUBLE, Student

PAGES = {"/seat/briefing": "briefing.html", "/seat/debrief": "debrief.html"}


class Alone:
    """The addresses of who plays alone."""

    def __init__(self, student: Student) -> None:
        self.student = student

    def routes(self) -> list[Route]:
        """Return the addresses."""
        return [
            Route("/seat/undo", self.undo, methods=["POST"]),
            Route("/seat/coach", self.coach, methods=["POST"]),
        ]

    async def undo(self, request: Request) -> Response:
        """Take the last act back."""
        student = self.student
        person, form = await student.sent(request)
        if person is None or form is None:
            return student.gone(request)
        said, status = text("face/taken_back"), 200
        try:
            await run_in_threadpool(student.desk.room.take_back, person)
        except TROUBLE as error:
            said, status = str(error), 409
        student.desk.acted(person.group)
        answer = await run_in_threadpool(student.again, request, person, form, said, status)
        if status == 200:
            answer.headers.update(KEPT)  # what is said of it stays in sight, as of an act
        return answer

    async def coach(self, request: Request) -> Response:
        """Take note that the coach was understood, is to be hidden, or to go."""
        student = self.student
        person, form = await student.sent(request)
        if person is None or form is None:
            return student.gone(request)
        deed = str(form.get("do", "")).removeprefix("coach:")
        if deed not in DEEDS:
            return student.desk.pages.page("lost.html", 404)
        request.state.coached = deed
        back = str(form.get("back", ""))
        if back in PAGES:
            answer: Response = RedirectResponse(back, 303)
            student.coach.remember(answer, student.coach.said(request, person, PAGES[back], {}))
        else:
            answer = await run_in_threadpool(student.again, request, person, form, "", 200)
        if deed == "skip":
            student.coach.forget(answer)
        return answer

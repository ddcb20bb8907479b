"""Coming in: joining, coming back on another device, one's own return code.

Law of this file: a GET takes no seat. Joining and coming back are limited by what was wrong: a whole class
may come from one address.
"""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from game.messages import text
from game.session.classroom.people import new_token
from game.session.classroom.register import Joined
from game.web.desk import Desk
from game.web.guard import Limiter, address
from game.web.own import TROUBLE, Own, word

JOIN_TRIES, RETURN_TRIES = (30, 60.0), (6, 60.0)


class Entering(Own):
    """The pages on which people come in."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._joins, self._returns = Limiter(*JOIN_TRIES), Limiter(*RETURN_TRIES)

    def routes(self) -> list[Route]:
        """Return the addresses of these pages."""
        return [
            Route("/", self.front),
            Route("/join", self.join, methods=["POST"]),
            Route("/return", self.come_back, methods=["POST"]),
            Route("/me", self.me),
        ]

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
        code, name = word(form, "code"), word(form, "name")
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
            joined = await run_in_threadpool(self.desk.room.come_back, word(form, "back"))
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

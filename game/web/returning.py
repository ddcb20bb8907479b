"""Who has lost their return code asks the teacher to be let in again.

Law of this file: asking takes nothing; the teacher says yes, and then the one who asked says so too.
"""

import threading
from dataclasses import dataclass
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from game.messages import text
from game.session.classroom.people import Person, clean_name, digest, folded, new_token
from game.session.classroom.register import Joined
from game.session.match import Refusal
from game.web.desk import Desk
from game.web.guard import Limiter, address

MOST_ASKING = 60
TRIES = (20, 60.0)


@dataclass
class _Asking:
    """Somebody at the door. `joined`: once the teacher has said yes."""

    person: int
    joined: Joined | None = None


class Asked(NamedTuple):
    """Somebody at the door, as the teacher sees it: by an id that opens nothing."""

    id: str
    person: Person


class Returning:
    """The door for those who come back without their code."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._asking: dict[str, _Asking] = {}
        self._lock = threading.Lock()
        self._approving = threading.Lock()
        self._limiter = Limiter(*TRIES)
        self._cookie = f"{desk.cookie}_door"

    def routes(self) -> list[Route]:
        """Return the addresses of the door."""
        return [
            Route("/door", self.wait),
            Route("/door", self.ask, methods=["POST"]),
            Route("/door/in", self.enter, methods=["POST"]),
        ]

    def waiting(self) -> list[Asked]:
        """Return who waits for the teacher."""
        people = self.desk.room.register.people
        with self._lock:
            asking = [(digest(key), one) for key, one in self._asking.items() if one.joined is None]
        return [Asked(mark, people[one.person]) for mark, one in asking if one.person in people]

    def approve(self, mark: str) -> None:
        """Let somebody in. Raises `Refusal`."""
        with self._approving:  # twice is once: the device that was let in would be shut out again
            one = self._marked(mark)
            if one.joined is None:
                one.joined = self.desk.room.new_device(one.person)

    def refuse(self, mark: str) -> None:
        """Send somebody away. Raises `Refusal`."""
        with self._lock:
            self._asking = {key: one for key, one in self._asking.items() if digest(key) != mark}

    def _marked(self, mark: str) -> _Asking:
        with self._lock:
            found = next((one for key, one in self._asking.items() if digest(key) == mark), None)
        if found is None:
            raise Refusal("session/no_such_person")
        return found

    async def ask(self, request: Request) -> Response:
        """Ask the teacher."""
        form = await request.form()
        if not self._limiter.may(address(request)):  # or names could be guessed, one after the other
            return self.desk.pages.page("door.html", 429, problem=text("web/too_often"), let_in=False)
        name = folded(clean_name(str(form.get("name", ""))))
        people = list(self.desk.room.register.people.values())
        found = next((one for one in people if folded(one.name) == name), None)
        if found is None:
            return self.desk.pages.page("door.html", 400, problem=text("web/no_such_name"), let_in=False)
        key = new_token()
        with self._lock:
            self._asking = dict(list(self._asking.items())[-MOST_ASKING:])
            self._asking[key] = _Asking(found.id)
        self.desk.hub.changed(0)
        answer = RedirectResponse("/door", 303)
        self.desk.set_cookie(answer, self._cookie, key)
        return answer

    async def wait(self, request: Request) -> Response:
        """Show whether the teacher has said yes."""
        one = self._asking.get(request.cookies.get(self._cookie, ""))
        if one is None:
            return self.desk.pages.page("door.html", 403, problem=text("web/not_asked"), let_in=False)
        return self.desk.pages.page("door.html", problem="", let_in=one.joined is not None)

    async def enter(self, request: Request) -> Response:
        """Come in, once the teacher has said yes."""
        await request.form()
        with self._lock:
            key = request.cookies.get(self._cookie, "")
            one = self._asking.get(key)
            if one is None or one.joined is None:
                return RedirectResponse("/door", 303)
            del self._asking[key]
        answer = RedirectResponse("/me", 303)
        await run_in_threadpool(self.desk.remember, answer, one.joined)
        answer.delete_cookie(self._cookie, path="/")
        return answer

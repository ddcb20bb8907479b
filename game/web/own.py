"""What all pages of the people in the class share: who asks, whether a form is theirs, what stands around.

Law of this file: a form is taken only from a page of who sends it; else what is in it is shown again.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from secrets import compare_digest
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from game.engine.errors import Refused
from game.session.classroom.people import Person
from game.session.match import Refusal
from game.storage.classroom_file import ClassroomError
from game.storage.log import LogError
from game.web import acting
from game.web.acting import Stale
from game.web.coach import Coach
from game.web.desk import Desk
from game.web.guard import form_key
from game.web.pages import PART

TROUBLE = (ClassroomError, LogError, Refusal, Refused)
"""What may be refused, or cannot be kept: it is told, and nothing has changed."""
KEPT = {"X-Kept": "yes"}
ANEW = {"/seat/notes": "/seat/notes", "/seat/check": "/seat/briefing"}
"""Where the page is to be had from which a form came."""


class Own:
    """A page of somebody's own."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.coach = Coach(desk)

    def _waiting(self, request: Request, person: Person, said: str, version: int | None = None) -> Response:
        """Show that nothing is on yet. `version`: taken before that was found, or a beginning is missed."""
        known: dict[str, Any] = {} if version is None else {"version": version}
        return self._page(request, person, "waiting.html", said=said, **known)

    async def _sent(self, request: Request) -> tuple[Person | None, FormData]:
        """Return who has sent a form, if it is from a page of theirs, and the form."""
        person, token = self.desk.person(request), self.desk.token(request)
        form = await request.form()
        return (person if is_key(form, form_key(self.desk.room.secret, token)) else None), form

    def _not_taken(self, request: Request, form: FormData, anew: str = "") -> Response:
        """Say why a form was not taken, and show what was typed into it: nothing is lost.

        `anew`: where its page is to be had, if that is nowhere else said.
        """
        if self.desk.person(request) is None:
            return self._gone(request, typed_in(form))
        anew = anew or ANEW.get(request.url.path, "/seat")
        return self.desk.pages.page("old.html", 403, typed=typed_in(form), anew=anew)

    def _gone(self, request: Request, typed: Sequence[str] = ()) -> Response:
        known = bool(self.desk.token(request))
        return self.desk.pages.page("gone.html", 403, known=known, typed=typed)

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

        def shown(reader: Person) -> Response:
            version = self.desk.version(reader)  # before what is shown: a later change is not missed
            if group is None or not reader.role or not (before or group.match is not None):
                return self._waiting(request, reader, "", version)
            return self._page(request, reader, name, **{"version": version, **values(reader)})

        return await run_in_threadpool(shown, person)

    def _page(
        self,
        request: Request,
        person: Person,
        name: str,
        status: int = 200,
        headers: dict[str, str] | None = None,
        **values: Any,
    ) -> Response:
        framed = self.frame(request, person, name, values)
        answer = self.desk.pages.page(name, status, headers, **framed)
        self.coach.remember(answer, framed["coach"])
        return answer

    def frame(self, request: Request, person: Person, name: str, values: dict[str, Any]) -> dict[str, Any]:
        """Return what a page of somebody's shows, with what stands around it."""
        room = self.desk.room
        group = room.groups.get(person.group)
        values = {"said": "", **values}
        if "version" not in values:
            values["version"] = self.desk.version(person)
        return {
            "person": person,
            "role": room.opened.scenario.roles[person.role] if person.role else None,
            "scenario": room.opened.scenario,
            "key": form_key(room.secret, self.desk.token(request)),
            "part": PART in request.headers,
            "on": group is not None and group.match is not None,
            "over": room.is_over(group),
            "clock": self.desk.clock(group, person),
            "mates": [one.name for one in room.register.at(person.group, person.role) if one.id != person.id]
            if person.role
            else [],
            "room": room,
            "coach": self.coach.said(request, person, name, values),
            **values,
        }


def is_key(form: FormData, key: str) -> bool:
    """Return whether a form carries this key."""
    return compare_digest(word(form, "key").encode(), key.encode())


def typed_in(form: FormData) -> tuple[str, ...]:
    """Return what somebody has typed into a form, on its page and before."""
    found: list[str] = []
    with suppress(Stale):
        draft = acting.read_draft(str(form.get("draft", "")))
        found += [one for one in draft.answers if isinstance(one, str)]
        found += [str(one.get("words", "")) for one in draft.said]
    found += [words_in(form), str(form.get("notes", ""))]
    return tuple(one for one in found if one.strip())


def word(form: FormData, name: str) -> str:
    """Return a short field of a form."""
    return str(form.get(name, "")).strip()[:200]


def words_in(form: FormData) -> str:
    """Return the free words of a form."""
    return str(form.get("words", "")).replace("\r\n", "\n")


def hour() -> str:
    """Return what time it is, for a page that says when something was kept."""
    return datetime.now().astimezone().strftime("%H:%M:%S")

"""Who may look back, and on which group: students on their own, the teacher on each, nobody before the end.

Law of this file: what is not plainly allowed is refused, the same for every page of looking back.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from game.messages import text
from game.session.classroom.group import Group
from game.session.classroom.people import Person
from game.web.coach import Coach
from game.web.desk import Desk
from game.web.guard import form_key
from game.web.looking_back.past import Past, Pasts
from game.web.pages import PART


@dataclass(frozen=True)
class Looker:
    """Somebody who may look back.

    `base`: the address all of it lies below. `role`: the own part, '' for none. `owner`: whose a what-if is.
    `has_record`: whether the record may be taken home. `frame`: what the template around the page shows.
    """

    group: Group
    past: Past
    base: str
    role: str
    owner: str
    has_record: bool
    frame: dict[str, Any]


class Entrance(Protocol):
    """A way in. `prefix`: what its addresses begin with."""

    prefix: str

    def come_in(self, request: Request) -> Looker | Response:
        """Return who looks back, or the answer to who may not."""

    def is_ours(self, request: Request, form: FormData) -> bool:
        """Return whether a form is from a page of whoever sends it."""


class StudentEntrance:
    """The way in for the people of a group, those who watch it included."""

    prefix = "/seat/debrief"

    def __init__(self, desk: Desk, pasts: Pasts) -> None:
        self._desk = desk
        self._coach = Coach(desk)
        self._pasts = pasts

    def come_in(self, request: Request) -> Looker | Response:
        """Return who looks back on their own group, or the answer to who may not."""
        person = self._desk.person(request)
        if person is None:
            known = bool(self._desk.token(request))
            return self._desk.pages.page("gone.html", 403, known=known)
        group = self._desk.room.groups.get(person.group)
        frame = self._frame(request, person, group)
        if group is None or not self._pasts.is_open(group):
            return self._desk.pages.page("waiting.html", 403, **{**frame, "said": text("web/not_over")})
        return Looker(
            group,
            self._pasts.of(group),
            self.prefix,
            person.role,
            f"person {person.id}",
            self._desk.room.phase == "ended",
            frame,
        )

    def is_ours(self, request: Request, form: FormData) -> bool:
        """Return whether a form has the key of this person's pages."""
        return str(form.get("key", "")) == form_key(self._desk.room.secret, self._desk.token(request))

    def _frame(self, request: Request, person: Person, group: Group | None) -> dict[str, Any]:
        desk, room = self._desk, self._desk.room
        mates = room.register.at(person.group, person.role) if person.role else []
        return {
            "frame": "student.html",
            "here": "debrief",
            "person": person,
            "role": room.opened.scenario.roles[person.role] if person.role else None,
            "scenario": room.opened.scenario,
            "key": form_key(room.secret, desk.token(request)),
            "part": PART in request.headers,
            "on": group is not None and group.match is not None,
            "over": self._pasts.is_open(group),
            "clock": desk.clock(group),
            "mates": [one.name for one in mates if one.id != person.id],
            "room": room,
            "said": "",
            "version": desk.hub.version(person.group),
            "coach": self._coach.said(request, person, "debrief.html", {}),
        }


class TeacherEntrance:
    """The way in for the teacher, to every group."""

    prefix = "/teacher/group/{group:int}/debrief"

    def __init__(self, desk: Desk, pasts: Pasts) -> None:
        self._desk = desk
        self._pasts = pasts

    def come_in(self, request: Request) -> Looker | Response:
        """Return who looks back on a group, or the answer to who may not."""
        desk, number = self._desk, request.path_params["group"]
        if not desk.room.is_teacher(request.cookies.get(desk.teacher_cookie, "")):
            return desk.pages.page("teacher_login.html", 403, problem="")
        group = desk.room.groups.get(number)
        if group is None or not self._pasts.is_open(group):
            return RedirectResponse("/teacher", 303)
        frame = {
            "frame": "back/teacher.html",
            "scenario": desk.room.opened.scenario,
            "group": group,
            "key": self._key(request),
        }
        base = f"/teacher/group/{number}/debrief"
        return Looker(group, self._pasts.of(group), base, "", "teacher", True, frame)

    def is_ours(self, request: Request, form: FormData) -> bool:
        """Return whether a form has the key of the teacher's pages."""
        return str(form.get("key", "")) == self._key(request)

    def _key(self, request: Request) -> str:
        token = request.cookies.get(self._desk.teacher_cookie, "")
        return form_key(self._desk.room.secret, token)

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
from game.web.desk import Desk
from game.web.guard import form_key
from game.web.looking_back.past import Past, Pasts
from game.web.own import Own, is_key, typed_in


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

    def remember(self, answer: Response, looker: Looker) -> None:
        """Let the device remember what its page has said."""

    def not_taken(self, request: Request, form: FormData) -> Response:
        """Return the answer to a form that is not."""


class StudentEntrance(Own):
    """The way in for the people of a group, those who watch it included."""

    prefix = "/seat/debrief"

    def __init__(self, desk: Desk, pasts: Pasts) -> None:
        super().__init__(desk)
        self._pasts = pasts

    def come_in(self, request: Request) -> Looker | Response:
        """Return who looks back on their own group, or the answer to who may not."""
        room, person = self.desk.room, self.desk.person(request)
        if person is None:
            return self._gone(request)
        group = room.groups.get(person.group)
        if group is None or not room.is_over(group):
            return self._page(request, person, "waiting.html", 403, said=text("web/not_over"))
        around = {"frame": "student.html", "here": "debrief"}
        return Looker(
            group,
            self._pasts.of(group),
            self.prefix,
            person.role,
            f"person {person.id}",
            room.phase == "ended",
            self.frame(request, person, "debrief.html", around),
        )

    def is_ours(self, request: Request, form: FormData) -> bool:
        """Return whether a form has the key of this person's pages."""
        return is_key(form, form_key(self.desk.room.secret, self.desk.token(request)))

    def not_taken(self, request: Request, form: FormData) -> Response:
        """Say why a form was not taken."""
        return self._not_taken(request, form, self.prefix)

    def remember(self, answer: Response, looker: Looker) -> None:
        """Let the device remember how far the coach has come."""
        self.coach.remember(answer, looker.frame["coach"])


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
        if group is None or not desk.room.is_over(group):
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
        return is_key(form, self._key(request))

    def not_taken(self, request: Request, form: FormData) -> Response:
        """Say why a form was not taken."""
        found = self.come_in(request)
        if isinstance(found, Response):
            return found
        return self._desk.pages.page("old.html", 403, typed=typed_in(form), anew=found.base)

    def remember(self, answer: Response, looker: Looker) -> None:
        """Remember nothing: the teacher has no coach."""

    def _key(self, request: Request) -> str:
        token = request.cookies.get(self._desk.teacher_cookie, "")
        return form_key(self._desk.room.secret, token)

"""What the teacher does in a browser: seats people, begins, pauses, helps on, ends, takes the records home.

Law of this file: only who has the teacher's key, which travels in a form, never in an address.
"""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import segno
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from game.messages import text
from game.negotiators.catalogue import HUMAN, player_names
from game.presentation.debrief import debrief
from game.presentation.wording import spoken_hour
from game.report import markdown_debrief
from game.scenario.base import hour_of
from game.session.classroom.group import Group
from game.session.classroom.rules import MOST_GROUPS, MOST_MINUTES, Rules
from game.session.match import Refusal
from game.storage.log import encode_line
from game.web.acting import whole
from game.web.desk import Desk
from game.web.guard import Limiter, address, form_key
from game.web.own import TROUBLE, is_key
from game.web.pages import PART
from game.web.returning import Returning

LOGIN_TRIES = (10, 60.0)
OFFERED = tuple(name for name in player_names() if name not in ("random", "record"))
"""Who may play empty seats."""
Deed = Callable[[FormData], None]


class Teacher:
    """The teacher's pages. `address`: where students find the class."""

    def __init__(self, desk: Desk, returning: Returning, address: str) -> None:
        self.desk = desk
        self.returning = returning
        self.address = address
        self._logins = Limiter(*LOGIN_TRIES)
        room = desk.room
        self._deeds: dict[str, Deed] = {
            "start": lambda _form: room.start(),
            "pause": lambda _form: room.pause(True),
            "resume": lambda _form: room.pause(False),
            "end": lambda _form: room.end(),
            "code": lambda _form: room.new_join_code(),
            "chance": lambda _form: room.seat_by_chance(),
            "rules": lambda form: room.set_rules(_rules(form, room.rules, room.phase == "joining")),
            "seat": lambda form: room.seat(_number(form, "person"), *_place(form)),
            "swap": lambda form: room.swap(_number(form, "person"), _number(form, "other")),
            "remove": lambda form: room.remove(_number(form, "person")),
            "to_ai": lambda form: room.leave_to_ai(*_place(form)),
            "give_back": lambda form: room.give_back(*_place(form)),
            "extend": lambda form: room.extend(self._groups(form), 60 * _number(form, "minutes")),
            "move_on": lambda form: room.move_on(self._groups(form)),
            "approve": lambda form: returning.approve(str(form.get("request", ""))),
            "refuse": lambda form: returning.refuse(str(form.get("request", ""))),
        }

    def routes(self) -> list[Route]:
        """Return the addresses of these pages."""
        return [
            Route("/teacher", self.page),
            Route("/teacher/login", self.login, methods=["POST"]),
            Route("/teacher/logout", self.logout, methods=["POST"]),
            Route("/teacher/do", self.do, methods=["POST"]),
            Route("/teacher/projector", self.projector),
            Route("/teacher/group/{group:int}.jsonl", self.log),
            Route("/teacher/group/{group:int}.md", self.debrief),
        ]

    # Coming in --------------------------------------------------------------------------------------

    def is_in(self, request: Request) -> bool:
        """Return whether the teacher asks."""
        return self.desk.room.is_teacher(request.cookies.get(self.desk.teacher_cookie, ""))

    async def login(self, request: Request) -> Response:
        """Let the teacher in."""
        form = await request.form()
        key = str(form.get("key", "")).strip()
        if not self.desk.room.is_teacher(key):  # nobody who guesses can shut the teacher out
            is_free = self._logins.may(address(request))
            return self._login(text("web/wrong_key" if is_free else "web/too_often"), 403 if is_free else 429)
        answer = RedirectResponse("/teacher", 303)
        self.desk.set_cookie(answer, self.desk.teacher_cookie, key)
        return answer

    async def logout(self, request: Request) -> Response:
        """Let the browser forget the key."""
        form = await request.form()
        if not self.is_in(request) or not is_key(form, self._form_key(request)):
            return self._login("", 403)
        answer = RedirectResponse("/", 303)
        answer.delete_cookie(self.desk.teacher_cookie, path="/")
        return answer

    def _login(self, problem: str = "", status: int = 200) -> Response:
        return self.desk.pages.page("teacher_login.html", status, problem=problem)

    def _form_key(self, request: Request) -> str:
        return form_key(self.desk.room.secret, request.cookies.get(self.desk.teacher_cookie, ""))

    # The class --------------------------------------------------------------------------------------

    async def page(self, request: Request) -> Response:
        """Show the class."""
        if not self.is_in(request):
            return self._login()
        return await run_in_threadpool(self._page, request, "")

    def _page(self, request: Request, problem: str, status: int = 200) -> Response:
        room, version = self.desk.room, self.desk.hub.version(0)
        return self.desk.pages.page(
            "teacher.html",
            status,
            room=room,
            scenario=room.opened.scenario,
            address=self.address,
            groups=[self._shown(group) for group in list(room.groups.values())],
            people=sorted(room.register.present(), key=lambda one: one.name.casefold()),
            present=self.desk.hub.present,
            notices=room.notices[-12:][::-1],
            requests=self.returning.waiting(),
            players=OFFERED,
            most_groups=MOST_GROUPS,
            most_minutes=MOST_MINUTES,
            problem=problem,
            key=self._form_key(request),
            version=version,
            part=PART in request.headers,
        )

    def _shown(self, group: Group) -> dict[str, Any]:
        """Return what the teacher sees of a group: who sits where, and how far it is; no seat's secrets."""
        room = self.desk.room
        with group.lock:
            match = group.match
            waiting = [] if match is None else [match.roles[r] for r in match.waiting() if r >= 0]
            seats = [
                {
                    "role": role,
                    "name": room.opened.scenario.roles[role].short,
                    "people": room.register.at(group.id, role),
                    "player": HUMAN if match is None else match.seats[role],
                    "waiting": role in waiting,
                }
                for role in room.seats
            ]
            where = ""
            if match is not None and not match.ended:
                calendar = room.opened.scenario.calendar
                sitting = calendar[match.state.clock.sitting]
                step = text(f"web/step_{match.state.clock.step}")
                hour = spoken_hour(hour_of(match.state.clock.minute))
                values = {
                    "number": match.state.clock.sitting + 1,
                    "of": len(calendar),
                    "title": sitting.title,
                }
                where = text("web/where", sitting=text("reading/sitting", **values), step=step, hour=hour)
            return {
                "id": group.id,
                "seats": seats,
                "observers": room.register.at(group.id, ""),
                "where": where,
                "on": match is not None,
                "over": group.ended,
                "acts": 0 if match is None else match.acts,
                "clock": self.desk.clock(group),
            }

    async def do(self, request: Request) -> Response:
        """Do what the teacher has pressed."""
        form = await request.form()
        if not self.is_in(request):
            return self._login("", 403)
        if not is_key(form, self._form_key(request)):
            return await run_in_threadpool(self._page, request, text("web/old_page"), 403)
        deed = self._deeds.get(str(form.get("do", "")))
        if deed is None:
            return await run_in_threadpool(self._page, request, text("web/no_deed"), 400)
        try:
            await run_in_threadpool(deed, form)
        except TROUBLE as error:
            return await run_in_threadpool(self._page, request, str(error), 409)
        for group in list(self.desk.room.groups):
            self.desk.acted(group)
        if PART in request.headers:
            return await run_in_threadpool(self._page, request, "")
        return RedirectResponse("/teacher", 303)

    def _groups(self, form: FormData) -> list[int]:
        """Return the group a form names, or all."""
        number = _number(form, "group")
        if not number:
            return list(self.desk.room.groups)
        if number not in self.desk.room.groups:
            raise Refusal("session/no_such_seat")
        return [number]

    # What goes on the wall, and home ----------------------------------------------------------------

    async def projector(self, request: Request) -> Response:
        """Show how to join, large: no key, no secret."""
        if not self.is_in(request):
            return self._login()
        room = self.desk.room
        link = f"{self.address}/?code={room.code}"
        return self.desk.pages.page(
            "projector.html", room=room, scenario=room.opened.scenario, address=self.address, qr=qr_code(link)
        )

    async def log(self, request: Request) -> Response:
        """Give the record of a group, as `kherem debrief`, `replay` and `whatif` read it."""
        group = self._group(request)
        if group is None:
            return self._login("", 403)

        def lines() -> bytes:
            assert group.match is not None
            with group.lock:
                contents = group.match.contents()
            return encode_line(contents.header) + b"".join(map(encode_line, contents.lines))

        name = f"{self.desk.room.opened.scenario.id}-group-{group.id}.jsonl"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(await run_in_threadpool(lines), media_type="application/jsonl", headers=headers)

    async def debrief(self, request: Request) -> Response:
        """Give the debrief of a group whose game is over, as Markdown."""
        group = self._group(request)
        if group is None:
            return self._login("", 403)

        def words() -> str:
            assert group.match is not None
            with group.lock:
                return markdown_debrief(debrief(group.match))

        return Response(await run_in_threadpool(words), media_type="text/markdown; charset=utf-8")

    def _group(self, request: Request) -> Group | None:
        group = self.desk.room.groups.get(request.path_params["group"])
        return group if self.is_in(request) and group is not None and group.match is not None else None


def qr_code(link: str) -> str:
    """Return a QR code as a picture's address, so that a page may show it."""
    written = io.BytesIO()
    segno.make(link, error="m").save(written, kind="svg", scale=8, border=2, xmldecl=False)
    code: str = segno.make(link, error="m").svg_data_uri(scale=8, border=2)
    return code


def _number(form: FormData, name: str) -> int:
    return whole(str(form.get(name, "")).strip()) or 0


def _place(form: FormData) -> tuple[int, str]:
    """Return the group and the role a form names: `3/stalin`; `3/` is to watch, `0/` nowhere."""
    group, _, role = str(form.get("place", "")).partition("/")
    return whole(group) or 0, role


def _rules(form: FormData, old: Rules, joining: bool) -> Rules:
    """Return the rules a form sets. Raises `Refusal`."""
    groups = _number(form, "groups") if joining or form.get("groups") else old.groups
    minutes = [_number(form, name) for name in ("turn_minutes", "desk_minutes")]
    gate, seating, ai = (str(form.get(name, "")) for name in ("gate", "seating", "ai"))
    per_seat = _number(form, "per_seat")
    sound = 1 <= groups <= MOST_GROUPS and all(0 <= one <= MOST_MINUTES for one in minutes)
    sound = sound and per_seat in (1, 2) and gate in ("off", "shown", "required")
    if not sound or seating not in ("random", "manual") or ai not in (*OFFERED, old.ai):
        raise Refusal("session/bad_rules", groups=MOST_GROUPS, minutes=MOST_MINUTES)
    return replace(
        old,
        groups=groups,
        per_seat=per_seat,
        seating=seating,  # type: ignore[arg-type]
        gate=gate,  # type: ignore[arg-type]
        turn_minutes=minutes[0],
        desk_minutes=minutes[1],
        ai=ai,
    )

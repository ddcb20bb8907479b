"""The debrief in chapters, drawn where a drawing says more, and what can be taken home.

Law of this file: a picture shows nothing that does not stand in words beside it.
"""

from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from game.messages import text
from game.presentation.plane import Plane
from game.report import Chapter, chapters, glance, html_debrief
from game.report.beside import compared, course
from game.report.course_svg import NARROW, WIDE, parting_words, strip
from game.report.markup import joined
from game.report.plane_page import plane_figure, plane_numbers
from game.storage.log import encode_line
from game.web.looking_back.entrances import Looker
from game.web.looking_back.past import Pair, Past
from game.web.pages import Pages

DRAWN = {name: f"back/{name}.html" for name in ("history", "timeline", "possible", "knew")}
"""Chapters that are more than text, and their templates."""


class Reading:
    """The pages of the debrief."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def overview(self, _request: Request, looker: Looker) -> Response:
        """Show how it ended, and where to go on from here."""
        past = looker.past
        data = past.data()
        roles = [looker.role] if looker.role in data["points"] else past.people()
        return self._page(
            looker,
            "back/overview.html",
            glances=[_glance(data, role, named=len(roles) > 1 or not looker.role) for role in roles],
            clauses=compared(data),
            undone=past.undone(),
            chapters=chapters(data),
        )

    def chapter(self, request: Request, looker: Looker) -> Response:
        """Show a chapter."""
        past = looker.past
        found = chapters(past.data())
        number = next((n for n, one in enumerate(found) if one.code == request.path_params["code"]), None)
        if number is None:
            return self._pages.page("lost.html", 404)
        chapter = found[number]
        values = self._drawn(request, past, chapter)
        if values is None:
            return self._pages.page("lost.html", 404)
        return self._page(
            looker,
            DRAWN.get(chapter.code, "back/chapter.html"),
            chapter=chapter,
            before=found[number - 1] if number else None,
            after=found[number + 1] if number + 1 < len(found) else None,
            **values,
        )

    def debrief_file(self, _request: Request, looker: Looker) -> Response:
        """Give the debrief as one page to keep."""
        data = looker.past.data()
        if not looker.has_record:  # other groups, whose luck comes of the same seed, may be playing still
            data = {**data, "seed": text("web_back/seed_later")}
        name = _file_name(looker, "html")
        return Response(html_debrief(data), media_type="text/html; charset=utf-8", headers=_as_file(name))

    def record(self, _request: Request, looker: Looker) -> Response:
        """Give the group's record, as every command reads it; to students once nobody plays any more."""
        if not looker.has_record:
            return self._page(looker, "back/shut.html", 403, why=text("web_back/record_later"))
        match = looker.group.match
        assert match is not None
        with looker.group.lock:
            contents = match.contents()
        lines = encode_line(contents.header) + b"".join(map(encode_line, contents.lines))
        return Response(lines, media_type="application/jsonl", headers=_as_file(_file_name(looker, "jsonl")))

    # Within -----------------------------------------------------------------------------------------

    def _drawn(self, request: Request, past: Past, chapter: Chapter) -> dict[str, Any] | None:
        """Return what a chapter shows beside its text; None where two roles are named that cannot be."""
        data = past.data()
        match chapter.code:
            case "history":
                return {"clauses": compared(data), "undone": past.undone()}
            case "timeline":
                sittings = course(data)
                drawing = joined(strip(sittings, WIDE), strip(sittings, NARROW))
                return {"sittings": sittings, "drawing": Markup(drawing), "parting": parting_words(sittings)}
            case "possible":
                return _possible(request, past)
            case "knew":
                return {"seats": tuple(data["role_names"].items())}
            case _:
                return {}

    def _page(self, looker: Looker, name: str, status: int = 200, **values: Any) -> Response:
        return self._pages.page(
            name, status, **{**looker.frame, "base": looker.base, "looker": looker, **values}
        )


def _glance(data: dict[str, Any], role: str, *, named: bool) -> tuple[str, tuple[str, ...]]:
    """Return a title and how it ended for a role."""
    section = glance(data, role)
    name = data["role_names"][role]
    title = text("desktop/glance_of", title=section.heading, role=name) if named else section.heading
    return title, section.paragraphs


def _possible(request: Request, past: Past) -> dict[str, Any] | None:
    """Return the plane of the two roles that are asked for, or of the usual ones."""
    sides = past.sides()
    names = past.data()["role_names"]
    values: dict[str, Any] = {"pair": None, "sides": [(role, names[role]) for role in sides]}
    usual = past.pair()
    if usual is None:
        return {**values, "figure": "", "numbers": "", "without": text("looking_back/no_pair")}
    pair = _pair(request, sides, usual)
    if pair is None:
        return None
    found = past.plane(pair)
    if not isinstance(found, Plane):
        return {**values, "pair": pair, "figure": "", "numbers": "", "without": found}
    figure, numbers = Markup(plane_figure(found)), Markup(plane_numbers(found))
    return {**values, "pair": pair, "figure": figure, "numbers": numbers, "without": ""}


def _pair(request: Request, sides: list[str], usual: Pair) -> Pair | None:
    """Return the roles an address names, to the right and upwards; the same twice makes way for another."""
    x, y = (request.query_params.get(key, role) for key, role in zip(("x", "y"), usual, strict=True))
    if x not in sides or y not in sides:
        return None
    return (x, y) if x != y else (x, next(role for role in sides if role != x))


def _file_name(looker: Looker, kind: str) -> str:
    return f"{looker.past.match.header.scenario}-group-{looker.group.id}.{kind}"


def _as_file(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}

"""What the debrief is drawn from: the game beside history, its map, both courses, and the chapters to read.

Law of this file: asked only of a match that is over; every sentence is the report's.
"""

from typing import Any

from game.desktop import state as st
from game.messages import text
from game.presentation.debrief import debrief
from game.presentation.debrief_history import undone
from game.presentation.wording import Wording
from game.report import Chapter, chapters, glance
from game.report.beside import compared, course
from game.report.beside_on_map import places_of, with_maps
from game.session.match import Match

Data = dict[str, Any]


def ended(match: Match) -> st.Ended:
    """Return the debrief of a match that is over, open at its first page."""
    data = debrief(match)
    names = data["role_names"]
    sides = [role for role, points in data["points"].items() if points is not None]
    weighed = [role for role in (data["possible"] or {}).get("roles", []) if role in sides] or sides
    humans = [match.roles[role] for role in match.humans()]
    people = [role for role in humans if role in sides]
    found = _findings(match, data, [(role, names[role]) for role in sides], (humans or sides)[0])
    return st.Ended(
        data["title"],
        tuple(_chapters(data, people or weighed, found)),
        found,
        pair=(weighed[0], weighed[1]) if len(weighed) > 1 else ("", ""),
    )


def _findings(match: Match, data: Data, sides: list[tuple[str, str]], own: str) -> st.Findings:
    history = data["against_history"]
    clauses = compared(data)
    said = [text("debrief/matched", matched=history["matched"], total=history["total"])] if history else []
    return st.Findings(
        matched=" ".join([*said, text("debrief/no_grade")]),
        undone=undone(match, Wording(match.opened.scenario, match.tables)),
        places=places_of(match.opened.scenario, clauses),
        clauses=clauses,
        course=course(data),
        sides=tuple(sides),
        seats=tuple(data["role_names"].items()),
        own=own,
    )


def _chapters(data: Data, roles: list[str], found: st.Findings) -> list[Chapter]:
    pages = []
    for role in roles:
        title = text("debrief/glance")
        if len(roles) > 1:
            title = text("desktop/glance_of", title=title, role=data["role_names"][role])
        pages.append(Chapter(title, (glance(data, role),), "glance"))
    return [*pages, *with_maps(chapters(data), found.places)]

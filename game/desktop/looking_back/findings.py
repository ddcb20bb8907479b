"""What the debrief is drawn from: the game beside history, its map, both courses, and the chapters to read.

Law of this file: asked only of a match that is over; every sentence is the report's.
"""

from typing import Any

from game.desktop import state as st
from game.messages import text
from game.presentation.debrief import debrief
from game.presentation.debrief_history import undone
from game.presentation.mapping.naming import CITIES, RAILWAYS, REGIONS
from game.presentation.wording import Wording
from game.report import Chapter, chapters, glance
from game.report.beside import Compared, compared, course
from game.scenario.model import Scenario
from game.session.match import Match

Data = dict[str, Any]
MAPS = "maps"
"""The code of the chapter that is drawn, and has no text."""


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
        places=tuple(one for clause in clauses if (one := _place(match.opened.scenario, clause))),
        clauses=clauses,
        course=course(data),
        sides=tuple(sides),
        seats=tuple(data["role_names"].items()),
        own=own,
    )


def _place(scenario: Scenario, clause: Compared) -> st.Place | None:
    """Return where a question lies on the map, if it does."""
    issue = scenario.issues[clause.issue]
    if not issue.places and not issue.limits:
        return None
    lines = [*(place for place in issue.places if place in RAILWAYS), *issue.limits]
    return st.Place(
        clause,
        tuple(place for place in issue.places if place in REGIONS),
        tuple(lines),
        tuple(place for place in issue.places if place in CITIES),
    )


def _chapters(data: Data, roles: list[str], found: st.Findings) -> list[Chapter]:
    pages = []
    for role in roles:
        title = text("debrief/glance")
        if len(roles) > 1:
            title = text("desktop/glance_of", title=title, role=data["role_names"][role])
        pages.append(Chapter(title, (glance(data, role),), "glance"))
    for chapter in chapters(data):
        pages.append(chapter)
        if chapter.code == "history" and found.places:
            pages.append(Chapter(text("looking_back/maps"), (), MAPS))
    return pages

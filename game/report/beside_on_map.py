"""A game beside history on the map: where each question lies, and how a map of either course is drawn.

Law of this file: a place is tinted by whether both courses came to the same there, on a side where anything
is in force; what is marked on a map stands in words at its questions.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from game.messages import text
from game.presentation.mapping.naming import CITIES, RAILWAYS, REGIONS
from game.presentation.mapping.state import MapState, Tone
from game.report.beside import Compared
from game.report.parts import Chapter
from game.scenario.model import Scenario

MAPS = "maps"
"""The code of the chapter that is drawn, and has no text."""
SIDES = ("played", "documented")


class Place(NamedTuple):
    """Where on the map a question lies, and how it came out in both courses ('' for nothing in force)."""

    clause: Compared
    regions: tuple[str, ...]
    lines: tuple[str, ...]
    cities: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Return the ids of all its places."""
        return (*self.regions, *self.lines, *self.cities)


def places_of(scenario: Scenario, clauses: Iterable[Compared]) -> tuple[Place, ...]:
    """Return the questions that lie on the map."""
    found = (_place(scenario, clause) for clause in clauses)
    return tuple(one for one in found if one.all)


def _place(scenario: Scenario, clause: Compared) -> Place:
    issue = scenario.issues[clause.issue]
    lines = [*(place for place in issue.places if place in RAILWAYS), *issue.limits]
    return Place(
        clause,
        tuple(place for place in issue.places if place in REGIONS),
        tuple(lines),
        tuple(place for place in issue.places if place in CITIES),
    )


def with_maps(chapters: Iterable[Chapter], places: Sequence[Place]) -> tuple[Chapter, ...]:
    """Return the chapters with the maps behind the comparison they are of, where anything lies on them."""
    found = []
    for chapter in chapters:
        found.append(chapter)
        if chapter.code == "history" and places:
            found.append(Chapter(text("looking_back/maps"), (), MAPS))
    return tuple(found)


def map_beside(places: Iterable[Place], side: str, unfolded: str = "") -> MapState:
    """Return the map of a side; with a question `unfolded`, of its places alone."""
    tints: dict[str, Tone] = {}
    lines: set[str] = set()
    cities: set[str] = set()
    for place in places:
        if (unfolded and place.clause.issue != unfolded) or not words_beside(place, side):
            continue
        for region in place.regions:
            same = place.clause.agrees and tints.get(region) is not Tone.DISPUTED
            tints[region] = Tone.AGREED if same else Tone.DISPUTED
        lines |= set(place.lines)
        cities |= set(place.cities)
    return MapState(tints, {}, frozenset(lines), frozenset(cities))


def words_beside(place: Place, side: str) -> str:
    """Return what came of a question on a side; '' for nothing in force."""
    return place.clause.played if side == "played" else place.clause.documented


def told_beside(places: Iterable[Place], side: str, nothing: str) -> dict[str, str]:
    """Return, by the id of a place, what came of the questions that lie there, a line each."""
    found: dict[str, list[str]] = {}
    for place in places:
        line = f"{place.clause.title}: {words_beside(place, side) or nothing}"
        for where in place.all:
            found.setdefault(where, []).append(line)
    return {where: "\n".join(lines) for where, lines in found.items()}

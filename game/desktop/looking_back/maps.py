"""Two maps beside each other: what the game came to, and what is documented.

Law of this file: a place is tinted by whether both courses came to the same there; where they did not, by
what there is on that side alone.
"""

from game.desktop import state as st
from game.presentation.mapping.state import MapState, Tone

SIDES = ("played", "documented")


def map_beside(findings: st.Findings, side: str, unfolded: str) -> MapState:
    """Return the map of a side; with a question `unfolded`, of its places alone."""
    tints: dict[str, Tone] = {}
    lines: set[str] = set()
    cities: set[str] = set()
    for place in findings.places:
        if (unfolded and place.clause.issue != unfolded) or not words_beside(place, side):
            continue
        tone = Tone.AGREED if place.clause.agrees else Tone.DISPUTED
        tints |= dict.fromkeys(place.regions, tone)
        lines |= set(place.lines)
        cities |= set(place.cities)
    return MapState(tints, {}, frozenset(lines), frozenset(cities))


def words_beside(place: st.Place, side: str) -> str:
    """Return what came of a question on a side; '' for nothing in force."""
    return place.clause.played if side == "played" else place.clause.documented


def places_beside(findings: st.Findings, side: str, nothing: str) -> dict[str, str]:
    """Return, by the id of a place, what came of the questions that lie there, a line each."""
    found: dict[str, list[str]] = {}
    for place in findings.places:
        line = f"{place.clause.title}: {words_beside(place, side) or nothing}"
        for where in (*place.regions, *place.lines, *place.cities):
            found.setdefault(where, []).append(line)
    return {where: "\n".join(lines) for where, lines in found.items()}

"""What the map shows of a negotiation: whose wish lies on a place, what is agreed, where troops stand.

Law of this file: only what the seat sees; nothing is said of who will accept what.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from game.messages import text
from game.presentation.deciding.seat import Seat
from game.presentation.mapping.naming import CITIES, RAILWAYS, REGIONS
from game.presentation.mapping.state import MOST_TROOPS, MapState, Tone
from game.presentation.reading.at_hand import positions

Data = dict[str, Any]


def map_of(seat: Seat, view: Data, *, own: str | None = None) -> MapState:
    """Return the map as a seat's view has it; `own`: whose wishes are ours, if not the seat's."""
    tints: dict[str, Tone] = {}
    lines: set[str] = set()
    cities: set[str] = set()
    for key, tone in _tones(seat.id if own is None else own, view).items():
        issue = seat.scenario.issues[key]
        if tone is None:
            continue
        lines |= {place for place in issue.places if place in RAILWAYS} | set(issue.limits)
        cities |= {place for place in issue.places if place in CITIES}
        tints |= {place: tone for place in issue.places if place in REGIONS}
    return MapState(tints, _troops(seat, view), frozenset(lines), frozenset(cities))


class Placed(NamedTuple):
    """A place at stake: how it stands there (None where nobody has asked for anything), a line an issue."""

    id: str
    tone: Tone | None
    lines: tuple[str, ...]


def placed(seat: Seat, view: Data) -> tuple[Placed, ...]:
    """Return all places the texts are about, with how each stands: what the map shows, to be read."""
    tones: dict[str, Tone | None] = {}
    for key, tone in _tones(seat.id, view).items():
        issue = seat.scenario.issues[key]
        for place in (*issue.places, *issue.limits):
            tones[place] = tone or tones.get(place)
    tones.update(map_of(seat, view).tints)  # a region at stake beside its limit is said as it is tinted
    told = places_of(seat, view)
    return tuple(Placed(place, tone, tuple(told[place].split("\n"))) for place, tone in tones.items())


def places_of(seat: Seat, view: Data) -> dict[str, str]:
    """Return, by the id of a place, what is asked and agreed there: a line for each issue it is about."""
    found: dict[str, list[str]] = {}
    for one in view["instruments"].values():
        for key, clause in one["clauses"].items():
            issue = seat.scenario.issues[key]
            line = f"{issue.title}: {_standing(seat, one, key, clause)}"
            for place in (*issue.places, *issue.limits):
                found.setdefault(place, []).append(line)
    return {place: "\n".join(lines) for place, lines in found.items()}


def _standing(seat: Seat, one: Data, issue: str, clause: Data | None) -> str:
    if clause is not None:
        return text("desktop/place_initialled", clause=clause["summary"].rstrip("."))
    asked = [
        text("desktop/place_asked", who=seat.who(role), clause=stand.words)
        for role, stand in positions(one)[issue].items()
    ]
    return "; ".join(asked) or text("desktop/place_open")


def _tones(own: str, view: Data) -> Mapping[str, Tone | None]:
    """Return how each issue stands: agreed, wished by one side or by both, or untouched (None)."""
    found: dict[str, Tone | None] = {}
    for one in view["instruments"].values():
        stands = positions(one)
        for key, clause in one["clauses"].items():
            found[key] = None
            if clause is not None:
                found[key] = None if key in one["fixed"] else Tone.AGREED
                continue
            asked = {role: stand.option for role, stand in stands[key].items()}
            if asked:
                others = {option for role, option in asked.items() if role != own}
                found[key] = _tone(asked.get(own), others)
    return found


def _tone(own: str | int | None, others: set[str | int]) -> Tone:
    if own is None:
        return Tone.THEIRS if len(others) == 1 else Tone.DISPUTED
    if not others:
        return Tone.OURS
    return Tone.AGREED if others == {own} else Tone.DISPUTED


def _troops(seat: Seat, view: Data) -> dict[str, int]:
    """Return pennants by region: as many of the most there are as the track stands of its range."""
    found: dict[str, int] = {}
    for key, shown in view["tracks"].items():
        track = seat.scenario.tracks[key]
        if track.troops_in is not None and shown["value"] > track.min:
            share = (shown["value"] - track.min) * MOST_TROOPS // max(1, track.max - track.min)
            found[track.troops_in] = max(1, min(MOST_TROOPS, share))
    return found

"""A group's game that is over, and what has been found out of it so far.

Law of this file: it works on a copy, so that no other group and no act ever waits for it. What is found out
is found out once.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from game.messages import language
from game.presentation.debrief import debrief
from game.presentation.debrief_history import undone
from game.presentation.replaying import EVERYBODY, replay
from game.presentation.replaying_frames import Frame, frames
from game.presentation.replaying_then import Then, then_at
from game.presentation.what_if_points import choices_made
from game.presentation.wording import Wording
from game.report import Chapter, chapters
from game.report.beside import compared
from game.report.beside_on_map import Place, places_of, with_maps
from game.session.classroom.group import Group
from game.session.classroom.room import Classroom
from game.session.finishing import finished
from game.session.match import Match

Data = dict[str, Any]
Pair = tuple[str, str]
T = TypeVar("T")
MOST_KEPT = 200
"""How many findings of one game are kept."""


class Past:
    """A game that is over. `played`: the last line that was played; what follows is how it ends by itself."""

    def __init__(self, match: Match) -> None:
        self.played = match.seq()
        self.cut_short = not match.ended
        self.match = finished(match)
        self._acts = match.acts
        self._found: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.RLock()

    def data(self) -> Data:
        """Return the debrief; acts that nobody made are not among those of its course."""
        return self._once("data", self._data)

    def undone(self) -> dict[str, str]:
        """Return, by issue, what texts that did not come into force said of it in the end."""
        wording = Wording(self.match.opened.scenario, self.match.tables)
        return self._once("undone", lambda: undone(self.match, wording))

    def places(self) -> tuple[Place, ...]:
        """Return the questions that lie on the map, each as it came out in both courses."""
        return places_of(self.match.opened.scenario, compared(self.data()))

    def chapters(self) -> tuple[Chapter, ...]:
        """Return the chapters of the debrief, and the maps among them where anything lies on them."""
        return with_maps(chapters(self.data()), self.places())

    def has_map(self) -> bool:
        """Return whether anything of the game lies on the map."""
        scenario = self.match.opened.scenario
        troops = any(track.troops_in is not None for track in scenario.tracks.values())
        return troops or any(issue.places or issue.limits for issue in scenario.issues.values())

    def sides(self) -> list[str]:
        """Return the roles that have a stake."""
        return [role for role, points in self.data()["points"].items() if points is not None]

    def pair(self) -> Pair | None:
        """Return the two roles whose plane is shown first; None where there are not two with a stake."""
        sides = self.sides()
        weighed = [one for one in (self.data()["possible"] or {}).get("roles", []) if one in sides] or sides
        return (weighed[0], weighed[1]) if len(weighed) > 1 else None

    def people(self) -> list[str]:
        """Return the roles people spoke for, or, if none did, those that are weighed against each other."""
        played = [self.match.roles[role] for role in self.match.humans()]
        return [role for role in played if role in self.sides()] or list(self.pair() or self.sides())

    def plane(self, pair: Pair) -> tuple[str, str] | str:
        """Return the plane of two roles, drawn and in numbers, as HTML; or why there is none."""
        from game.web.looking_back.planes import plane_of

        return self._once(("plane", pair), lambda: plane_of(self.match, pair))

    def frames(self, role: str) -> tuple[Frame, ...]:
        """Return the game as a seat saw it, act by act as far as it was played; `role` '': everybody."""
        return self._once(("frames", role), lambda: self._frames(role))

    def then(self, role: str, line: int) -> Then:
        """Return how things stood after a line, as a seat saw them."""
        return self._once(("then", role, line), lambda: then_at(self.match, role, line))

    def choices(self) -> list[Data]:
        """Return the decisions that were made in which somebody had a choice."""
        return self._once(
            "choices", lambda: [one for one in choices_made(self.match) if one["at"] < self.played]
        )

    def _data(self) -> Data:
        found = debrief(self.match)
        for sitting in found["timeline"]:
            sitting["played"] = [one for one in sitting["played"] if one["seq"] <= self.played]
        return {**found, "acts": self._acts}

    def _frames(self, role: str) -> tuple[Frame, ...]:
        number = self.match.role_number(role) if role else EVERYBODY
        found = frames(self.match, replay(self.match, number, reveal=True))
        return tuple(one for one in found if one.first <= self.played)

    def _once(self, key: Hashable, find: Callable[[], T]) -> T:
        key = (language(), key)  # what is found out are sentences
        with self._lock:
            if key not in self._found:
                self._found[key] = find()
                if len(self._found) > MOST_KEPT:
                    self._found.popitem(last=False)
            self._found.move_to_end(key)
            found: T = self._found[key]
            return found


class Pasts:
    """The games of a class that can be looked back on."""

    def __init__(self, room: Classroom) -> None:
        self._room = room
        self._pasts: dict[int, tuple[Match, int, Past]] = {}
        self._lock = threading.Lock()

    def of(self, group: Group) -> Past:
        """Return the past of a group that may look back."""
        assert self._room.is_over(group), "asked only once it is over"
        with group.lock:
            match = group.match
            assert match is not None
            seq = match.seq()
            with self._lock:
                known = self._pasts.get(group.id)
            if known is None or known[0] is not match or known[1] != seq:
                known = (match, seq, Past(match))
                with self._lock:
                    self._pasts[group.id] = known
            return known[2]

"""The ids of one compiled scenario: numbers never leave the engine."""

from typing import Any

from game.engine.errors import Refused
from game.scenario.tables import Tables

Data = Any
"""JSON data: dict, list, str, int, bool, None."""


class Names:
    """The ids of one compiled scenario, by kind and number."""

    def __init__(self, tables: Tables) -> None:
        public, hidden = tables.public, tables.hidden
        self.lists: dict[str, tuple[str, ...]] = {
            "role": public.roles,
            "issue": tuple(issue.id for issue in public.issues),
            "instrument": tuple(text.id for text in public.instruments),
            "sitting": tuple(sitting.id for sitting in public.sittings),
            "track": tuple(track.id for track in public.tracks),
            "card": tuple(card.id for card in hidden.cards),
            "channel": hidden.channels,
            "dispatch": hidden.dispatches,
            "fork": tuple(fork.id for fork in hidden.forks),
            "cost": tuple(cost.id for cost in public.costs),
            "conflict": tuple(conflict.id for conflict in hidden.conflicts),
            "event": tuple(event.id for event in hidden.events),
            "because": hidden.becauses,
        }
        self.numbers = {k: {n: i for i, n in enumerate(ids)} for k, ids in self.lists.items()}
        self.issues = public.issues
        self.outcomes = tuple(event.outcomes for event in hidden.events)
        self.choices = tuple(fork.choices for fork in hidden.forks)

    def within(self, kind: str, owner: int) -> tuple[str | int, ...]:
        """Return the values or readings of issue `owner`, the outcomes of an event, or a fork's choices."""
        if owner < 0:
            return ()
        if kind == "value":
            return self.issues[owner].values
        if kind == "choice":
            return self.choices[owner]
        return self.issues[owner].reading_ids if kind == "reading" else self.outcomes[owner]

    def name(self, kind: str, number: int) -> str | None:
        """Return the id of a number, None for -1."""
        return None if number < 0 else self.lists[kind][number]

    def number(self, kind: str, name: Data) -> int:
        """Return the number of an id, -1 for None. Raises `Refused`."""
        if name is None:
            return -1
        if not isinstance(name, str) or name not in self.numbers[kind]:
            raise Refused(f"act/unknown_{kind}", id=str(name))
        return self.numbers[kind][name]

"""A scenario half written: what has been named so far, and the choices that write it.

Law of this file: every choice goes through one `Pick`, and the first of each is the plainest, for that is
where shrinking leads.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from game.engine.sampling import Pick

T = TypeVar("T")
Data = dict[str, Any]
BECAUSE = "It is so."


class Draft:
    """One scenario in the making. Later parts name earlier ones; conditions and effects name them all."""

    def __init__(self, pick: Pick) -> None:
        self.pick = pick
        self.parties: Data = {}
        self.roles: Data = {}
        """Party, principal and recorder of each role; what it wants comes last."""
        self.issues: Data = {}
        self.texts: Data = {}
        self.tracks: Data = {}
        self.costs: Data = {}
        self.calendar: list[Data] = []
        self.channels: Data = {}
        self.cards: Data = {}
        self.forks: Data = {}
        self.world: Data = {}

    # Choices

    def maybe(self, one_in: int = 2) -> bool:
        """Return True one time in so many."""
        return self.pick(one_in) == one_in - 1

    def number(self, low: int, high: int) -> int:
        """Return a number from `low` to `high`."""
        return low + self.pick(high - low + 1)

    def one(self, items: Sequence[T]) -> T:
        """Return one of `items`."""
        return items[self.pick(len(items))]

    def some(self, items: Sequence[T], least: int = 0, most: int = 100) -> list[T]:
        """Return some of `items`, at least and at most so many, in any order."""
        rest = list(items)
        high = min(most, len(rest))
        count = self.number(min(least, high), high)
        return [rest.pop(self.pick(len(rest))) for _ in range(count)]

    def audience(self) -> Any:
        """Return who sees a thing: all, or some roles."""
        return self.some(list(self.roles)) if self.maybe() else "all"

    # Who there is

    @property
    def actors(self) -> list[str]:
        """The roles that act: all but recorders."""
        return [name for name, role in self.roles.items() if not role.get("recorder")]

    @property
    def recorders(self) -> list[str]:
        """The roles that only watch."""
        return [name for name, role in self.roles.items() if role.get("recorder")]

    @property
    def delegates(self) -> list[str]:
        """The roles that have a principal."""
        return [name for name, role in self.roles.items() if role.get("principal")]

    def signers(self, text: str, parties: Sequence[str]) -> list[str]:
        """Return the roles that sign a text for some parties."""
        named = self.texts[text].get("signers", [])
        found = []
        for party in parties:
            speaking = [r for r in self.actors if self.roles[r]["party"] == party]
            chosen = [r for r in named if r in speaking]
            delegates = [r for r in speaking if r in self.delegates]
            found.append((chosen or delegates or speaking)[0])
        return found

    # What there is

    def values(self, issue: str) -> list[Any]:
        """Return the options of an issue, or its numbers."""
        span = self.issues[issue].get("range")
        if span is None:
            return list(self.issues[issue]["options"])
        return list(range(span["min"], span["max"] + 1, span["step"]))

    def options(self) -> list[tuple[str, Data]]:
        """Return every option with its issue."""
        issues = self.issues.items()
        return [(name, o) for name, issue in issues for o in issue.get("options", {}).values()]

    def text_of(self, issue: str) -> str:
        """Return the text an issue belongs to."""
        return next(name for name, text in self.texts.items() if issue in text["issues"])

    def clause(self, issue: str) -> Data:
        """Return a clause on an issue."""
        return {
            "value": self.one(self.values(issue)),
            "form": self.one(self.issues[issue]["forms"]),
            "publicity": self.one(self.issues[issue]["publicity"]),
        }

"""What matters for the first time: concepts a sitting brings in, and kinds of acts met for the first time.

Law of this file: each is said once to a seat, where it first matters to it, and is kept to be read again.
"""

from collections.abc import Iterable
from typing import Any

from game.messages import text
from game.presentation.deciding.choices import Choice, Item
from game.presentation.deciding.seat import Seat

Data = dict[str, Any]
EXPLAINED = ("choose", "instruct", "stock_orders", "ask", "speak", "hear", "ratify", "repudiate")
"""Acts that are explained where they can be made for the first time."""


class Introducer:
    """Knows what a seat was told already. `said`: all of it, oldest first."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._sitting = -1
        self._explained: set[str] = set()
        self.said: list[str] = []

    def fresh(self, view: Data, items: Iterable[Item[Choice]]) -> list[str]:
        """Return in a sentence each what matters at this decision for the first time."""
        found: list[str] = []
        if view["sitting"]["number"] != self._sitting:
            self._sitting = view["sitting"]["number"]
            found += [one["text"] for one in view["introduced"] if self._matters(one["concept"])]
        for kind in dict.fromkeys(item.value.kind for item in items):
            if kind in EXPLAINED and kind not in self._explained:
                self._explained.add(kind)
                found.append(text(f"deciding/explain_{kind}"))
        self.said += found
        return found

    def _matters(self, concept: str) -> bool:
        """Return whether a concept can matter to the seat at all: forms do not, where there is only one."""
        issues = self._seat.scenario.issues.values()
        if not self._seat.sits_somewhere(self._sitting - 1):
            return False
        match concept:
            case "forms":
                return any(len(issue.forms) > 1 for issue in issues)
            case "secrecy":
                return any(len(issue.publicity) > 1 for issue in issues)
            case _:
                return True

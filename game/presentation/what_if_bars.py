"""What came of a what-if as bars: a share with its range for each outcome, and which outcome is which.

Law of this file: it says what `what_if` counted; a bar carries its words, so that no colour is needed.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from game.messages import text
from game.presentation.what_if import MARKS

Data = Mapping[str, Any]


class Bar(NamedTuple):
    """An outcome: in words, its share of the games with its 95 % range, and what it is beside a result."""

    said: str
    share: float
    low: float
    high: float
    marks: tuple[str, ...]

    @property
    def percent(self) -> str:
        """The share and its range in words."""
        values = {key: round(100 * getattr(self, key)) for key in ("share", "low", "high")}
        return " ".join(text("whatif/share", **values).replace("( ", "(").split())

    @property
    def marked(self) -> str:
        """What it is beside a result: of this game, of its luck, documented; '' for nothing of these."""
        return ", ".join(text(f"whatif/mark_{mark}") for mark in self.marks)


class Bars(NamedTuple):
    """The outcomes of one text or question, most frequent first."""

    title: str
    bars: tuple[Bar, ...]


def what_if_bars(data: Data) -> tuple[Bars, ...]:
    """Return how each text ended and how each question came out."""
    texts = [
        Bars(one["title"], tuple(_bar(data, row, _ended(row)) for row in one["endings"]))
        for one in data["instruments"].values()
    ]
    clauses = [
        Bars(one["title"], tuple(_bar(data, row, _clause(row["clause"])) for row in one["clauses"]))
        for one in data["clauses"]
    ]
    return (*texts, *clauses)


def _ended(row: Data) -> str:
    return text(f"whatif/ended_{row['status']}")


def _clause(clause: Data | None) -> str:
    return str(clause["summary"]).rstrip(".") if clause else text("whatif/no_clause")


def _bar(data: Data, row: Data, said: str) -> Bar:
    kinds = [kind for kind in MARKS if row[kind]]
    if data["same_luck_same_end"]:
        kinds = [kind for kind in kinds if kind != "same_luck"]
    return Bar(said, row["share"], row["low"], row["high"], tuple(kinds))

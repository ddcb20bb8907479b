"""What a role wants: points behind the game, aims in words in front of it, and the walk-away."""

from pydantic import Field

from game.scenario.base import (
    Id,
    Part,
    Sentence,
    Title,
    Whole,
)
from game.scenario.conditions import Condition
from game.scenario.sources import Cite

Points = dict[str, Whole | dict[Id, Whole]]
"""Points by option id; by reading for an ambiguous option; by number for a range (straight lines
between the numbers given); `silent` for an issue that may be left out."""


class Aim(Part):
    """One thing the role wants, in words."""

    text: Sentence = Field(description="The aim.")
    short: Title | None = Field(None, description="A few words for lists; else the whole aim.")
    met: Condition = Field(description="When it counts as met.")
    partly: Condition | None = Field(None, description="When it counts as partly met.")
    sources: tuple[Cite, ...] = Field(description="Where the aim is documented.")


class Linkage(Part):
    """Points for clauses that matter together."""

    when: Condition = Field(description="Clauses that are in the text together.")
    points: Whole = Field(description="What that adds or takes.")
    because: Sentence = Field(description="Why they matter together.")


class WalkAwayMove(Part):
    """What raises or lowers the walk-away."""

    when: Condition = Field(description="A track the role sees, a card it knows of, or a clause.")
    points: Whole = Field(description="How far the walk-away moves.")
    because: Sentence = Field(description="Why.")


class WalkAway(Part):
    """What the role has with no agreement."""

    points: Whole = Field(description="Its worth at the start.")
    text: Sentence = Field(description="What no agreement means for the role, in words.")
    moves: tuple[WalkAwayMove, ...] = Field((), description="What raises or lowers it.")
    sources: tuple[Cite, ...] = Field((), description="Where this is documented.")

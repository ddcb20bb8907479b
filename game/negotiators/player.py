"""What every AI player is: a function from a situation to an act with its reasons."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

from game.engine.acts import Act
from game.engine.observe import View
from game.engine.offering import Template
from game.scenario.tables import PublicTables, RoleTables

Draw = Callable[[str, int], int]
"""Given a purpose and n, a number from 0 to n - 1, the same for the same seat, moment and purpose.

A purpose that begins with `once/` is drawn once a match, whatever the moment."""


class Situation(NamedTuple):
    """All a player may know when it has to act. `turns`: its own acts so far at this step."""

    public: PublicTables
    own: RoleTables
    view: View
    offered: tuple[Template, ...]
    turns: int
    draw: Draw


class Reason(NamedTuple):
    """Why a player did something, as a message code with values; shown only after the game."""

    code: str
    values: Mapping[str, object]


class Choice(NamedTuple):
    """An act and why. `becomes` names the player that takes the seat from here on, if another."""

    act: Act
    reasons: tuple[Reason, ...] = ()
    becomes: str | None = None


class Player(Protocol):
    """An AI player."""

    def choose(self, situation: Situation) -> Choice:
        """Return an act that one of the offered templates allows."""
        ...

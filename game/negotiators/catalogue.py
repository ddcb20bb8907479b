"""The one visible catalogue of AI players, by the name used on the command line."""

from collections.abc import Callable
from functools import partial

from game.engine.names import Names
from game.negotiators.diplomat import DiplomatPlayer
from game.negotiators.linear import TacticPlayer, TimePlayer
from game.negotiators.persona import PERSONAS, Persona
from game.negotiators.player import Player
from game.negotiators.random_player import RandomPlayer
from game.negotiators.reactive import Micro, TitForTat
from game.negotiators.record import RecordPlayer, Script
from game.negotiators.timing import boulware, conceder, linear

HUMAN = "human"
RECORD = "record"
DEFAULT = "linear"
"""Who takes a seat that nobody is named for."""
QUICK = frozenset({RECORD, DEFAULT})
"""Who never thinks long: they need no process of their own."""
SOLO = "diplomat"
"""Who takes the other seats where a person plays alone and names nobody."""


def _diplomat(persona: Persona, _names: Names, _script: Script) -> Player:
    return DiplomatPlayer(persona)


_MAKERS: dict[str, Callable[[Names, Script], Player]] = {
    "linear": lambda _names, _script: TimePlayer(linear),
    "boulware": lambda _names, _script: TimePlayer(boulware),
    "conceder": lambda _names, _script: TimePlayer(conceder),
    "tit-for-tat": lambda _names, _script: TacticPlayer(TitForTat()),
    "micro": lambda _names, _script: TacticPlayer(Micro()),
    **{name: partial(_diplomat, persona) for name, persona in PERSONAS.items()},
    "random": lambda _names, _script: RandomPlayer(),
    RECORD: RecordPlayer,
}


def player_names() -> tuple[str, ...]:
    """Return the names of all AI players."""
    return tuple(_MAKERS)


def make_player(name: str, names: Names, script: Script) -> Player:
    """Return a new player. `script` is used by `record` alone. Raises KeyError for an unknown name."""
    return _MAKERS[name](names, script)

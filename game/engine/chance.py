"""Chance is a seat: the engine lists what can be drawn, someone picks, the log keeps the pick."""

from typing import NamedTuple

from game.engine.state import State
from game.scenario.tables import Tables


class Drawing(NamedTuple):
    """What chance is to draw: a stable key, the weights of the outcomes, and the documented one."""

    key: str
    weights: tuple[int, ...]
    documented: int


def drawing(tables: Tables, state: State) -> Drawing | None:
    """Return what chance is to draw now, if anything."""
    due = state.world.drawing
    if due is None or state.world.drawn >= 0:
        return None
    if due.event >= 0:
        event = tables.hidden.events[due.event]
        return Drawing(f"event/{event.id}", event.weights, event.documented)
    transit = tables.hidden.transits[due.channel]
    letter = state.world.posting
    assert letter is not None, "a transit is drawn for a dispatch just sent"
    channel = tables.hidden.channels[due.channel]
    sent = len(state.seats[letter.sender].outbox)
    return Drawing(f"transit/{channel}/{sent}", transit.weights, transit.documented)

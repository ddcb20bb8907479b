"""What changed, and why: a digest of at most three lines for one seat.

Law of this file: it is given only events the seat sees. What weighs most is told, each thing once,
as it stands now.
"""

from collections.abc import Iterable
from typing import Any

from game.engine import events as ev
from game.engine.events import Event
from game.presentation.sentences import sentence
from game.presentation.wording import Wording
from game.session.journal import Happening

MOST_LINES = 3
WEIGHTS: dict[type[Any], int] = {
    ev.WorldEventHappened: 0,
    ev.ContradictionLearned: 0,
    ev.ClauseGaveWay: 0,
    ev.TrackMoved: 1,
    ev.CostMoved: 1,
    ev.ForkNoticed: 1,
    ev.TextPublished: 2,
    ev.ClauseDisclosed: 2,
    ev.OptionOpened: 2,
    ev.OptionClosed: 2,
    ev.MandateChanged: 2,
    ev.Told: 3,
}
"""What counts as a change, and how much it weighs: the lower the more."""


def what_changed(w: Wording, events: Iterable[Event]) -> list[str]:
    """Return at most three lines on what changed in the course of `events`, in their order."""
    latest: dict[tuple[Any, ...], tuple[int, int, str]] = {}
    for place, event in enumerate(events):
        weight = WEIGHTS.get(type(event))
        said = None if weight is None else sentence(w, event)
        if weight is not None and said is not None:
            latest[_subject(event, place)] = (weight, place, said)
    chosen = sorted(latest.values())[:MOST_LINES]
    return [said for _, _, said in sorted(chosen, key=lambda one: one[1])]


def _subject(event: Event, place: int) -> tuple[Any, ...]:
    """Return what an event is about: of several about one thing only the last is told."""
    match event:
        case ev.TrackMoved(track=track):
            return "track", track
        case ev.CostMoved(cost=cost):
            return "cost", cost
        case ev.OptionOpened(issue=issue, value=value) | ev.OptionClosed(issue=issue, value=value):
            return "option", issue, value
        case _:
            return (place,)


def since_last_close(seen: Iterable[Happening]) -> list[Event]:
    """Return the events from the close of the last sitting on: from the act on that closed it."""
    found: list[Event] = []
    act: list[Event] = []
    closed = False
    for item in seen:
        if item.entry is not None:
            act.append(item.entry.event)
            closed = closed or isinstance(item.entry.event, ev.SittingOpened)
        if item.more == 0:
            found = act if closed else found + act
            act, closed = [], False
    return found + act

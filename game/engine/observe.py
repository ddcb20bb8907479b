"""What one seat sees.

Law of this file: a view is built from what the seat may see; nothing is ever taken out of the state to
make one. `advance` moves a view on by an event the seat sees; a test holds that it equals `observe` of
the state after the same event.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, get_args

from game.engine import events as ev
from game.engine.events import Entry, Event
from game.engine.fold_text import TextEvent, text_after
from game.engine.folding import (
    ClockEvent,
    SeatEvent,
    TableEvent,
    clock_after,
    reopened_at,
    seat_after,
    table_after,
)
from game.engine.state import Clock, Seat, State, Table, Text, replaced
from game.scenario.indices import Mask
from game.scenario.tables import PublicTables

T = TypeVar("T")


class View(NamedTuple):
    """A match as one role sees it. Texts and tracks it may not see are None."""

    role: int
    clock: Clock
    texts: tuple[Text | None, ...]
    table: Table | None
    tracks: tuple[int | None, ...]
    costs: tuple[int, ...]
    seat: Seat


def observe(public: PublicTables, state: State, role: int) -> View:
    """Return what `role` sees of `state`."""
    return View(
        role,
        state.clock,
        seen(state.texts, public.text_sight[role]),
        table_of(state.tables, role),
        seen(state.tracks, public.track_sight[role]),
        state.costs,
        state.seats[role],
    )


def table_of(tables: tuple[Table | None, ...], role: int) -> Table | None:
    """Return the table at which a role sits or watches, if any."""
    for table in tables:
        if table is not None and table.seats >> role & 1:
            return table
    return None


def seen(parts: tuple[T, ...], sight: Mask) -> tuple[T | None, ...]:
    """Return the parts in sight, None in the place of the others."""
    if sight + 1 == 1 << len(parts):
        return parts
    return tuple([part if sight >> number & 1 else None for number, part in enumerate(parts)])


def sees(entry: Entry, role: int) -> bool:
    """Return whether `role` sees this entry."""
    return bool(entry.audience >> role & 1)


def advance(view: View, event: Event) -> View:
    """Return `view` after an event its role sees."""
    return _STEPS[type(event)](view, event)


def _clock(view: View, event: ClockEvent) -> View:
    clock = clock_after(view.clock, event)
    if type(event) is ev.SittingOpened:
        return view._replace(clock=clock, table=None)
    return view._replace(clock=clock)


def _table(view: View, event: TableEvent) -> View:
    return view._replace(table=table_after(view.table, event))


def _text(view: View, event: TextEvent) -> View:
    text = view.texts[event.instrument]
    assert text is not None, "a seat sees events only of texts it is a member of"
    after = text_after(text, event, view.clock.sitting)
    return view._replace(texts=replaced(view.texts, event.instrument, after))


def _reopened(view: View, event: ev.ClauseReopened | ev.CompanionsFreed) -> View:
    text, table = view.texts[event.instrument], view.table
    assert text is not None, "a seat sees events only of texts it is a member of"
    if table is not None:
        table = reopened_at(table, text.sources, event)
    return _text(view, event)._replace(table=table)


def _track(view: View, event: ev.TrackMoved) -> View:
    return view._replace(tracks=replaced(view.tracks, event.track, event.value))


def _cost(view: View, event: ev.CostMoved) -> View:
    return view._replace(costs=replaced(view.costs, event.cost, event.value))


def _seat(view: View, event: SeatEvent) -> View:
    return view._replace(seat=seat_after(view.seat, event, view.clock.minute))


_STEPS: dict[type[Any], Callable[[View, Any], View]] = {
    **dict.fromkeys(get_args(ClockEvent), _clock),
    **dict.fromkeys(get_args(TableEvent), _table),
    **dict.fromkeys(get_args(TextEvent), _text),
    **dict.fromkeys(get_args(SeatEvent), _seat),
    ev.ClauseReopened: _reopened,
    ev.CompanionsFreed: _reopened,
    ev.TrackMoved: _track,
    ev.CostMoved: _cost,
}

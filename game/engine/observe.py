"""What one seat sees.

Law of this file: a view is built from what the seat may see; nothing is ever taken out of the state to
make one. `advance` moves a view on by an event the seat sees; a test holds that it equals `observe` of
the state after the same event.
"""

from typing import NamedTuple, TypeVar

from game.engine import events as ev
from game.engine.events import Entry, Event
from game.engine.state import (
    Clock,
    Seat,
    State,
    Table,
    Text,
    clock_after,
    replaced,
    seat_after,
    table_after,
    text_after,
)
from game.scenario.tables import Mask, PublicTables

T = TypeVar("T")


class View(NamedTuple):
    """A match as one role sees it. Texts and tracks it may not see are None."""

    role: int
    clock: Clock
    texts: tuple[Text | None, ...]
    table: Table | None
    tracks: tuple[int | None, ...]
    seat: Seat


def observe(public: PublicTables, state: State, role: int) -> View:
    """Return what `role` sees of `state`."""
    sight = public.text_sight[role]
    table = state.table
    return View(
        role,
        state.clock,
        seen(state.texts, sight),
        table if table is not None and table.seats >> role & 1 else None,
        seen(state.tracks, public.track_sight[role]),
        state.seats[role],
    )


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
    match event:
        case ev.SittingOpened():
            return view._replace(clock=clock_after(view.clock, event), table=None)
        case ev.StepOpened() | ev.StepDone() | ev.TalksBrokenOff() | ev.MatchEnded():
            return view._replace(clock=clock_after(view.clock, event))
        case (
            ev.TableOpened()
            | ev.TableClosed()
            | ev.IssueAdded()
            | ev.Said()
            | ev.TurnPassed()
            | ev.AdjournmentAsked()
            | ev.RoleLeft()
        ):
            return view._replace(table=table_after(view.table, event))
        case (
            ev.ProposalTabled()
            | ev.ProposalAccepted()
            | ev.ClausesInitialled()
            | ev.ProposalsRejected()
            | ev.ProposalWithdrawn()
            | ev.ProposalLapsed()
            | ev.OptionOpened()
            | ev.OptionClosed()
            | ev.Signed()
            | ev.SignatureWithdrawn()
            | ev.TextConcluded()
            | ev.ReadingPrevailed()
        ):
            text = view.texts[event.instrument]
            assert text is not None, "a seat sees events only of texts it is a member of"
            after = text_after(text, event, view.clock.sitting)
            return view._replace(texts=replaced(view.texts, event.instrument, after))
        case ev.TrackMoved(track=track, value=value):
            return view._replace(tracks=replaced(view.tracks, track, value))
        case _:
            return view._replace(seat=seat_after(view.seat, event))

"""How each event changes the state.

Law of this file: `apply` is total and dumb. It checks nothing and decides nothing; the same entries give the
same state for ever. An event changes only parts that everybody in its audience sees (and the hidden `World`,
which nobody sees).
"""

from collections.abc import Callable
from typing import Any, assert_never, get_args

from game.engine import events as ev
from game.engine.acts import Clause
from game.engine.events import Entry, Letter
from game.engine.fold_text import TextEvent, text_after
from game.engine.state import (
    Clock,
    Judged,
    Known,
    Pledge,
    Reopened,
    Seat,
    Spoken,
    State,
    Table,
    World,
    replaced,
)
from game.scenario.indices import Mask, Minute


def apply(state: State, entry: Entry) -> State:
    """Return the state after `entry`. Total: `decide` has already checked the rules."""
    event, audience = entry
    return _FOLDS[type(event)](state, event, audience)


# The clock ------------------------------------------------------------------------------------------

ClockEvent = (
    ev.SittingOpened
    | ev.StepOpened
    | ev.StepDone
    | ev.TalksBrokenOff
    | ev.TalksClosed
    | ev.MatchEnded
    | ev.Ratified
    | ev.Repudiated
)


def _fold_clock(state: State, event: ClockEvent, _audience: Mask) -> State:
    _, texts, tables, tracks, costs, seats, world = state
    clock = clock_after(state.clock, event)
    return State(clock, texts, () if type(event) is ev.SittingOpened else tables, tracks, costs, seats, world)


def clock_after(clock: Clock, event: ClockEvent) -> Clock:
    """Return the clock after `event`."""
    match event:
        case ev.StepDone(role=role):
            return clock._replace(done=clock.done | 1 << role)
        case ev.StepOpened(step=step, minute=minute):
            return clock._replace(step=step, minute=minute, done=0)
        case ev.SittingOpened(sitting=sitting, minute=minute):
            return clock._replace(sitting=sitting, step="arrivals", minute=minute, done=0)
        case ev.TalksBrokenOff(role=role):
            return clock._replace(broken_off_by=role)
        case ev.TalksClosed():
            return clock._replace(over=True)
        case ev.MatchEnded(status=status):
            return clock._replace(status=status, ended=True)
        case ev.Ratified(instrument=number, role=role):
            mask = clock.ratified[number] | 1 << role
            return clock._replace(ratified=replaced(clock.ratified, number, mask))
        case ev.Repudiated(instrument=number, role=role):
            mask = clock.withheld[number] | 1 << role
            return clock._replace(withheld=replaced(clock.withheld, number, mask))
        case _:
            assert_never(event)


# Tables ---------------------------------------------------------------------------------------------

TableEvent = (
    ev.TableOpened
    | ev.TableClosed
    | ev.IssueAdded
    | ev.Said
    | ev.TurnPassed
    | ev.TurnDeclined
    | ev.AdjournmentAsked
    | ev.RoleLeft
)


def _fold_table(state: State, event: TableEvent, _audience: Mask) -> State:
    place = event.meeting
    tables = state.tables
    if place >= len(tables):
        tables = (*tables, *(None,) * (place + 1 - len(tables)))
    clock, texts, _, tracks, costs, seats, world = state
    tables = replaced(tables, place, table_after(tables[place], event))
    return State(clock, texts, tables, tracks, costs, seats, world)


def table_after(table: Table | None, event: TableEvent) -> Table | None:
    """Return the table after `event`; None stays None (a seat that is not there)."""
    if isinstance(event, ev.TableOpened):
        return Table(
            instrument=event.instrument,
            agenda=event.agenda,
            seats=event.present | event.observers,
            present=event.present,
            turn=0,
            to=event.to,
            minute=event.minute,
            acted=0,
            added=0,
            probed=0,
            closed=False,
            said=(),
            texts=event.texts or (1 << event.instrument if event.instrument >= 0 else 0),
            meeting=event.meeting,
        )
    if table is None or table.meeting != event.meeting:
        return table
    return _table_after(table, event)


def _table_after(table: Table, event: TableEvent) -> Table:
    match event:
        case ev.TurnPassed(turn=turn, to=to, minute=minute):
            acted = table.acted | 1 << table.to
            return table._replace(turn=turn, to=to, minute=minute, acted=acted)
        case ev.Said(role=role, intent=intent, issue=issue, words=words):
            said = (*table.said, Spoken(role, intent, issue, words, table.turn))
            probed = table.probed | 1 << role if intent == "probe" else table.probed
            return table._replace(said=said, probed=probed)
        case ev.IssueAdded(role=role, issue=issue):
            return table._replace(agenda=table.agenda | 1 << issue, added=table.added | 1 << role)
        case ev.RoleLeft(role=role):
            return table._replace(present=table.present & ~(1 << role))
        case ev.TableClosed(minute=minute):
            return table._replace(closed=True, minute=minute)
        case _:
            return table


# Texts ----------------------------------------------------------------------------------------------


def _fold_text(state: State, event: TextEvent, _audience: Mask) -> State:
    clock, texts, tables, tracks, costs, seats, world = state
    number = event.instrument
    texts = replaced(texts, number, text_after(texts[number], event, clock.sitting))
    if type(event) is ev.ProposalTabled and event.by_dispatch:
        world = world_after(world, event)
    return State(clock, texts, tables, tracks, costs, seats, world)


def _fold_reopened(state: State, event: ev.ClauseReopened | ev.CompanionsFreed, audience: Mask) -> State:
    """A reopening changes the text, and is remembered at the table where it happened."""
    tables = tuple(
        None if table is None else reopened_at(table, state.texts[event.instrument].sources, event)
        for table in state.tables
    )
    return _fold_text(state, event, audience)._replace(tables=tables)


def reopened_at(
    table: Table, sources: tuple[int, ...], event: ev.ClauseReopened | ev.CompanionsFreed
) -> Table:
    """Return a table after a clause was reopened, or its companions freed, if it happened there."""
    if not table.texts >> event.instrument & 1 or table.closed:
        return table
    if isinstance(event, ev.CompanionsFreed):
        return table._replace(reopened=None)
    number = sources[event.issue]
    companions = sum(1 << issue for issue, source in enumerate(sources) if source == number and number)
    companions &= ~(1 << event.issue)
    return table._replace(reopened=Reopened(event.instrument, companions, table.turn, event.role))


# Tracks and costs -----------------------------------------------------------------------------------


def _fold_track(state: State, event: ev.TrackMoved, _audience: Mask) -> State:
    return state._replace(tracks=tracks_after(state.tracks, event))


def tracks_after(tracks: tuple[int, ...], event: ev.TrackMoved) -> tuple[int, ...]:
    """Return the tracks after `event`."""
    return replaced(tracks, event.track, event.value)


def _fold_cost(state: State, event: ev.CostMoved, _audience: Mask) -> State:
    return state._replace(costs=replaced(state.costs, event.cost, event.value))


# Seats and the world --------------------------------------------------------------------------------

SeatEvent = (
    ev.CardSealed
    | ev.CardPlayed
    | ev.CardNoticed
    | ev.ForkSealed
    | ev.ForkTaken
    | ev.ForkNoticed
    | ev.DispatchSealed
    | ev.DispatchSent
    | ev.DispatchTimed
    | ev.DispatchReceived
    | ev.MandateChanged
    | ev.MandateJudged
    | ev.OrdersOnTheWay
    | ev.DrawDue
    | ev.Drawn
    | ev.WorldEventHappened
    | ev.WorldEventPassed
    | ev.Told
    | ev.ClauseDisclosed
    | ev.TextPublished
    | ev.TextLaid
    | ev.ContradictionLearned
    | ev.HearingChosen
    | ev.NoteTaken
    | ev.Pledged
    | ev.PledgeJudged
)


def _fold_seats(state: State, event: SeatEvent, audience: Mask) -> State:
    clock, texts, tables, tracks, costs, seats, world = state
    if audience:
        minute = clock.minute
        seats = tuple(
            [seat_after(seat, event, minute) if audience >> r & 1 else seat for r, seat in enumerate(seats)]
        )
    return State(clock, texts, tables, tracks, costs, seats, world_after(world, event))


def seat_after(seat: Seat, event: SeatEvent, minute: Minute) -> Seat:
    """Return a seat that sees `event` after it; `minute`: where the clock stands."""
    match event:
        case ev.CardSealed(card=card):
            return seat._replace(sealed_card=card)
        case ev.CardPlayed(card=card):
            return seat._replace(sealed_card=-1, cards=seat.cards | 1 << card)
        case ev.CardNoticed(card=card):
            return seat._replace(cards=seat.cards | 1 << card)
        case ev.DispatchSealed(letter=letter):
            return _sealed(seat, letter)
        case ev.DispatchSent(letter=letter):
            return _sent(seat, letter)
        case ev.DispatchReceived(letter=letter, minute=received):
            return _received(seat, letter, received)
        case ev.WorldEventHappened(event=number, outcome=outcome):
            return seat._replace(outcomes=replaced(seat.outcomes, number, outcome))
        case ev.Told(because=because):
            return seat._replace(told=(*seat.told, because))
        case ev.ForkSealed(fork=fork, choice=choice):
            return seat._replace(sealed_forks=(*seat.sealed_forks, (fork, choice)))
        case ev.ForkTaken(fork=fork, choice=choice) | ev.ForkNoticed(fork=fork, choice=choice):
            sealed = tuple(pair for pair in seat.sealed_forks if pair[0] != fork)
            return seat._replace(sealed_forks=sealed, forks=replaced(seat.forks, fork, choice))
        case _:
            return _learned_after(seat, event, minute)


def _learned_after(seat: Seat, event: SeatEvent, minute: Minute) -> Seat:
    match event:
        case ev.MandateChanged(orders=orders, sent=sent):
            mandate, ordered = seat.mandate, seat.ordered
            for issue, grants in orders:
                mandate = replaced(mandate, issue, tuple(grant for _, grant in grants))
                ordered = replaced(ordered, issue, sent)
            return seat._replace(mandate=mandate, ordered=ordered)
        case ev.MandateJudged(instrument=number, outside=outside):
            return seat._replace(judged=(*seat.judged, Judged(number, outside)))
        case ev.ClauseDisclosed(instrument=number, clauses=clauses):
            return seat._replace(known=_knowing(seat, number, clauses, minute, whole=False))
        case ev.TextPublished(instrument=number, clauses=clauses):
            return seat._replace(known=_knowing(seat, number, clauses, minute, whole=False))
        case ev.TextLaid(instrument=number, clauses=clauses):
            known = _knowing(seat, number, clauses, minute, whole=True)
            return seat._replace(known=known, laid=seat.laid | 1 << number)
        case ev.ContradictionLearned(conflict=conflict):
            return seat._replace(learned=seat.learned | 1 << conflict)
        case ev.HearingChosen(issue=issue, value=value, reading=reading):
            return seat._replace(heard=(*seat.heard, (issue, value, reading)))
        case ev.NoteTaken(issue=issue, value=value, reading=reading, sure=sure):
            return seat._replace(notes=(*seat.notes, (issue, value, reading, sure)))
        case ev.Pledged():
            return seat._replace(pledges=(*seat.pledges, Pledge(*event, verdict="open")))
        case ev.PledgeJudged():
            return seat._replace(pledges=tuple(_judged(pledge, event) for pledge in seat.pledges))
        case _:
            return seat


def _sealed(seat: Seat, letter: Letter) -> Seat:
    if letter.orders:
        return seat._replace(sealed_orders=letter)
    if letter.wants:
        return seat._replace(sealed_question=letter)
    return seat._replace(sealed_letter=letter)


def _sent(seat: Seat, letter: Letter) -> Seat:
    outbox = (*seat.outbox, letter)
    if letter.minutes:
        return seat._replace(outbox=outbox)
    if letter.orders:
        return seat._replace(outbox=outbox, sealed_orders=None)
    if letter.wants:
        return seat._replace(outbox=outbox, sealed_question=None)
    return seat._replace(outbox=outbox, sealed_letter=None)


def _received(seat: Seat, letter: Letter, received: Minute) -> Seat:
    """Take a letter in; minutes of a meeting are what a seat knows of a text, unless it knows better."""
    known = seat.known
    for minutes in letter.minutes:
        old = known[minutes.instrument]
        if old is None or (not old.firm and old.minute <= letter.sent):
            new = Known(minutes.clauses, minutes.asked, letter.sent, False)
            known = replaced(known, minutes.instrument, new)
    return seat._replace(inbox=(*seat.inbox, (letter, received)), known=known)


def _knowing(
    seat: Seat, number: int, clauses: tuple[tuple[int, Clause], ...], minute: Minute, *, whole: bool
) -> tuple[Known | None, ...]:
    """Return what a seat knows of texts once it has seen clauses of one: all of them, or some more."""
    old = seat.known[number]
    kept = {} if whole or old is None else dict(old.clauses)
    asked = () if old is None else old.asked
    found = tuple(sorted({**kept, **dict(clauses)}.items()))
    return replaced(seat.known, number, Known(found, asked, minute, True))


def _judged(pledge: Pledge, event: ev.PledgeJudged) -> Pledge:
    this = (pledge.role, pledge.sitting, pledge.meeting, pledge.number) == event[:4]
    return pledge._replace(verdict=event.verdict) if this else pledge


def world_after(world: World, event: SeatEvent | ev.ProposalTabled) -> World:
    """Return the hidden world after `event`."""
    match event:
        case ev.CardPlayed(card=card):
            return world._replace(cards=world.cards | 1 << card)
        case ev.DispatchSent(letter=letter):
            return world._replace(posting=letter)
        case ev.DispatchTimed(due=due):
            assert world.posting is not None, "only a dispatch just sent is timed"
            transit = tuple(sorted((*world.transit, (due, world.posting))))
            return world._replace(posting=None, drawing=None, drawn=-1, transit=transit)
        case ev.DispatchReceived(letter=letter):
            waiting = (*world.to_table, letter) if letter.package else world.to_table
            return world._replace(transit=_arrived(world.transit, letter), to_table=waiting)
        case ev.ProposalTabled(by_dispatch=True, role=role):
            waiting = tuple(w for w in world.to_table if w.sender != role or w.package != event.package)
            return world._replace(to_table=waiting)
        case ev.DrawDue():
            return world._replace(drawing=event)
        case ev.Drawn(pick=pick):
            return world._replace(drawn=pick)
        case ev.WorldEventHappened(event=number, outcome=outcome):
            outcomes = replaced(world.outcomes, number, outcome)
            return world._replace(outcomes=outcomes, drawing=None, drawn=-1)
        case ev.WorldEventPassed(event=number):
            return world._replace(outcomes=replaced(world.outcomes, number, -2))
        case ev.ForkTaken(fork=fork, choice=choice):
            return world._replace(forks=replaced(world.forks, fork, choice))
        case ev.ContradictionLearned(conflict=conflict):
            return world._replace(learned=world.learned | 1 << conflict)
        case ev.OrdersOnTheWay(role=role, instrument=number, issues=issues):
            return world._replace(late=(*world.late, (role, number, issues)))
        case _:
            return world


def _arrived(transit: tuple[tuple[Minute, Letter], ...], letter: Letter) -> tuple[tuple[Minute, Letter], ...]:
    """Return what is still on the way; of two letters alike only the earlier has arrived."""
    place = [other for _, other in transit].index(letter)
    return transit[:place] + transit[place + 1 :]


_FOLDS: dict[type[Any], Callable[[State, Any, Mask], State]] = {
    **dict.fromkeys(get_args(ClockEvent), _fold_clock),
    **dict.fromkeys(get_args(TableEvent), _fold_table),
    **dict.fromkeys(get_args(TextEvent), _fold_text),
    **dict.fromkeys(get_args(SeatEvent), _fold_seats),
    ev.ClauseReopened: _fold_reopened,
    ev.CompanionsFreed: _fold_reopened,
    ev.TrackMoved: _fold_track,
    ev.CostMoved: _fold_cost,
}

"""The state of a match, and how each event changes it.

Law of this file: `apply` is total and dumb. It checks nothing and decides nothing; the same entries
give the same state for ever. The state is nested by who may see what: an event changes only parts that
everybody in its audience sees (and the hidden `World`, which nobody sees).
"""

from typing import Literal, NamedTuple, TypeVar, assert_never

from game.engine import events as ev
from game.engine.acts import Clause, Package
from game.engine.events import Entry, Letter, Status, Step
from game.scenario.tables import Intent, Mask, Minute, PublicTables

T = TypeVar("T")

ProposalStatus = Literal["open", "initialled", "rejected", "withdrawn", "lapsed"]


class Clock(NamedTuple):
    """Where the calendar stands: everybody sees it. `done` is the mask of seats done with the step."""

    sitting: int
    step: Step
    minute: Minute
    done: Mask
    broken_off_by: int
    status: Status
    ended: bool


class Proposal(NamedTuple):
    """A package on the table. `number` counts from 1 within its text."""

    number: int
    role: int
    package: Package
    in_exchange_for: tuple[int, ...]
    standing: bool
    by_dispatch: bool
    sitting: int
    status: ProposalStatus
    assents: Mask


class Text(NamedTuple):
    """An instrument under negotiation: its members see it. Tuples run over all issues of the game."""

    clauses: tuple[Clause | None, ...]
    available: tuple[Mask, ...]
    proposals: tuple[Proposal, ...]
    signatures: Mask
    status: Status
    readings: tuple[int, ...]


class Spoken(NamedTuple):
    """A sentence spoken at the table in progress."""

    role: int
    intent: Intent
    issue: int
    words: str
    turn: int


class Table(NamedTuple):
    """A meeting, until the next sitting opens: `seats`, the roles that sat down to it, see it."""

    instrument: int
    agenda: Mask
    seats: Mask
    present: Mask
    turn: int
    to: int
    minute: Minute
    acted: Mask
    added: Mask
    probed: Mask
    closed: bool
    said: tuple[Spoken, ...]


class Seat(NamedTuple):
    """What one role alone knows: what it has sealed, sent, received, been told, and noticed."""

    sealed_card: int
    sealed_letter: Letter | None
    outbox: tuple[Letter, ...]
    inbox: tuple[tuple[Letter, Minute], ...]
    told: tuple[int, ...]
    cards: Mask
    outcomes: tuple[int, ...]


class World(NamedTuple):
    """What no seat sees. `outcomes`: -1 not yet, -2 passed by. `drawing`: what chance is to draw."""

    cards: Mask
    outcomes: tuple[int, ...]
    posting: Letter | None
    transit: tuple[tuple[Minute, Letter], ...]
    to_table: tuple[Letter, ...]
    drawing: ev.DrawDue | None
    drawn: int


class State(NamedTuple):
    """A whole match."""

    clock: Clock
    texts: tuple[Text, ...]
    table: Table | None
    tracks: tuple[int, ...]
    seats: tuple[Seat, ...]
    world: World


def initial_state(public: PublicTables) -> State:
    """Return the state before the first event."""
    empty_text = Text(
        clauses=(None,) * len(public.issues),
        available=tuple(issue.available for issue in public.issues),
        proposals=(),
        signatures=0,
        status="running",
        readings=(-1,) * len(public.issues),
    )
    unknown = (-1,) * public.events
    seat = Seat(-1, None, (), (), (), 0, unknown)
    return State(
        clock=Clock(-1, "arrivals", 0, 0, -1, "running", False),
        texts=(empty_text,) * len(public.instruments),
        table=None,
        tracks=tuple(track.start for track in public.tracks),
        seats=(seat,) * len(public.roles),
        world=World(0, unknown, None, (), (), None, -1),
    )


def apply(state: State, entry: Entry) -> State:
    """Return the state after `entry`. Total: `decide` has already checked the rules."""
    event, audience = entry
    clock, texts, table, tracks, seats, world = state
    if isinstance(event, ClockEvent):
        ends_table = isinstance(event, ev.SittingOpened)
        return State(clock_after(clock, event), texts, None if ends_table else table, tracks, seats, world)
    if isinstance(event, TableEvent):
        return State(clock, texts, table_after(table, event), tracks, seats, world)
    if isinstance(event, TextEvent):
        number = event.instrument
        texts = replaced(texts, number, text_after(texts[number], event, clock.sitting))
        if isinstance(event, ev.ProposalTabled):
            world = world_after(world, event)
        return State(clock, texts, table, tracks, seats, world)
    if isinstance(event, ev.TrackMoved):
        return State(clock, texts, table, tracks_after(tracks, event), seats, world)
    if audience:
        seats = _seats_after(seats, event, audience)
    return State(clock, texts, table, tracks, seats, world_after(world, event))


ClockEvent = ev.SittingOpened | ev.StepOpened | ev.StepDone | ev.TalksBrokenOff | ev.MatchEnded


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
        case ev.MatchEnded(status=status):
            return clock._replace(status=status, ended=True)
        case _:
            assert_never(event)


TableEvent = (
    ev.TableOpened
    | ev.TableClosed
    | ev.IssueAdded
    | ev.Said
    | ev.TurnPassed
    | ev.AdjournmentAsked
    | ev.RoleLeft
)


def table_after(table: Table | None, event: TableEvent) -> Table | None:
    """Return the table after `event`; None stays None (a seat that is not there)."""
    if isinstance(event, ev.TableOpened):
        return Table(
            instrument=event.instrument,
            agenda=event.agenda,
            seats=event.present,
            present=event.present,
            turn=0,
            to=event.to,
            minute=event.minute,
            acted=0,
            added=0,
            probed=0,
            closed=False,
            said=(),
        )
    return None if table is None else _table_after(table, event)


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


TextEvent = (
    ev.ProposalTabled
    | ev.ProposalAccepted
    | ev.ClausesInitialled
    | ev.ProposalsRejected
    | ev.ProposalWithdrawn
    | ev.ProposalLapsed
    | ev.OptionOpened
    | ev.OptionClosed
    | ev.Signed
    | ev.SignatureWithdrawn
    | ev.TextConcluded
    | ev.ReadingPrevailed
)


def text_after(text: Text, event: TextEvent, sitting: int) -> Text:
    """Return the text after `event` in `sitting`."""
    match event:
        case ev.ProposalTabled(number=number, role=role, package=package):
            proposal = Proposal(
                number,
                role,
                package,
                event.in_exchange_for,
                event.standing,
                event.by_dispatch,
                sitting,
                "open",
                1 << role,
            )
            return text._replace(proposals=(*text.proposals, proposal))
        case ev.ProposalAccepted(number=number, role=role):
            proposal = text.proposals[number - 1]
            assented = proposal._replace(assents=proposal.assents | 1 << role)
            return text._replace(proposals=replaced(text.proposals, number - 1, assented))
        case ev.ClausesInitialled(number=number):
            clauses, readings = list(text.clauses), list(text.readings)
            for issue, clause in text.proposals[number - 1].package:
                clauses[issue] = clause
                readings[issue] = -1
            initialled = _marked(text, (number,), "initialled")
            return initialled._replace(clauses=tuple(clauses), readings=tuple(readings))
        case ev.ProposalsRejected(numbers=numbers):
            return _marked(text, numbers, "rejected")
        case ev.ProposalWithdrawn(number=number):
            return _marked(text, (number,), "withdrawn")
        case ev.ProposalLapsed(number=number):
            return _marked(text, (number,), "lapsed")
        case _:
            return _standing_after(text, event)


def _standing_after(text: Text, event: TextEvent) -> Text:
    match event:
        case ev.OptionOpened(issue=issue, value=value):
            mask = text.available[issue] | 1 << value
            return text._replace(available=replaced(text.available, issue, mask))
        case ev.OptionClosed(issue=issue, value=value):
            mask = text.available[issue] & ~(1 << value)
            return text._replace(available=replaced(text.available, issue, mask))
        case ev.Signed(role=role):
            return text._replace(signatures=text.signatures | 1 << role)
        case ev.SignatureWithdrawn(role=role):
            return text._replace(signatures=text.signatures & ~(1 << role))
        case ev.TextConcluded(status=status):
            return text._replace(status=status)
        case ev.ReadingPrevailed(issue=issue, reading=reading):
            return text._replace(readings=replaced(text.readings, issue, reading))
        case _:
            return text


def _marked(text: Text, numbers: tuple[int, ...], status: ProposalStatus) -> Text:
    proposals = list(text.proposals)
    for number in numbers:
        proposals[number - 1] = proposals[number - 1]._replace(status=status)
    return text._replace(proposals=tuple(proposals))


def tracks_after(tracks: tuple[int, ...], event: ev.TrackMoved) -> tuple[int, ...]:
    """Return the tracks after `event`."""
    return replaced(tracks, event.track, event.value)


SeatEvent = (
    ev.CardSealed
    | ev.CardPlayed
    | ev.CardNoticed
    | ev.DispatchSealed
    | ev.DispatchSent
    | ev.DispatchTimed
    | ev.DispatchReceived
    | ev.DrawDue
    | ev.Drawn
    | ev.WorldEventHappened
    | ev.WorldEventPassed
    | ev.Told
)


def _seats_after(seats: tuple[Seat, ...], event: SeatEvent, audience: Mask) -> tuple[Seat, ...]:
    return tuple(seat_after(seat, event) if audience >> role & 1 else seat for role, seat in enumerate(seats))


def seat_after(seat: Seat, event: SeatEvent) -> Seat:
    """Return a seat that sees `event` after it."""
    match event:
        case ev.CardSealed(card=card):
            return seat._replace(sealed_card=card)
        case ev.CardPlayed(card=card):
            return seat._replace(sealed_card=-1, cards=seat.cards | 1 << card)
        case ev.CardNoticed(card=card):
            return seat._replace(cards=seat.cards | 1 << card)
        case ev.DispatchSealed(letter=letter):
            return seat._replace(sealed_letter=letter)
        case ev.DispatchSent(letter=letter):
            return seat._replace(sealed_letter=None, outbox=(*seat.outbox, letter))
        case ev.DispatchReceived(letter=letter, minute=minute):
            return seat._replace(inbox=(*seat.inbox, (letter, minute)))
        case ev.WorldEventHappened(event=number, outcome=outcome):
            return seat._replace(outcomes=replaced(seat.outcomes, number, outcome))
        case ev.Told(because=because):
            return seat._replace(told=(*seat.told, because))
        case _:
            return seat


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
        case _:
            return world


def _arrived(transit: tuple[tuple[Minute, Letter], ...], letter: Letter) -> tuple[tuple[Minute, Letter], ...]:
    """Return what is still on the way; of two letters alike only the earlier has arrived."""
    place = [other for _, other in transit].index(letter)
    return transit[:place] + transit[place + 1 :]


def replaced(items: tuple[T, ...], index: int, item: T) -> tuple[T, ...]:
    """Return `items` with one of them replaced."""
    return (*items[:index], item, *items[index + 1 :])

"""Dispatches: written, sent, on their way, received; and what chance has to do with it.

Law of this file: a letter is stamped when its step closes or a meeting ends, takes what its channel takes,
and is received at the hour it is due, wherever its addressee then is.
"""

from game.engine import events as ev
from game.engine.acts import Ask, Clause, Instruct, Send
from game.engine.authority import completed, governing, mandate_sent, widens
from game.engine.events import Asked, Letter, Minutes
from game.engine.state import Table, Text
from game.engine.unfolding import NOBODY, Unfolding
from game.scenario.indices import Minute, members

# Writing ----------------------------------------------------------------------------------------


def letter_of(u: Unfolding, role: int, act: Send) -> Letter:
    """Return the letter a seat writes: words, a proposal, or one the author has written."""
    own = u.tables.roles[role]
    instrument, package = act.instrument, act.package
    for stock in own.dispatches:
        if stock.dispatch == act.dispatch:
            instrument = stock.instrument
            package = tuple([(issue, Clause(*clause)) for issue, clause in stock.package])
    to = _addressee(u, role, act.channel)
    minute = u.state.clock.minute
    return Letter(role, to, act.channel, act.dispatch, instrument, package, act.words, minute)


def instruction_of(u: Unfolding, role: int, act: Instruct) -> Letter:
    """Return a principal's instruction, every value of its issues named."""
    own = u.tables.roles[role]
    to = _addressee(u, role, act.channel)
    if act.dispatch >= 0:
        stock = next(d for d in own.dispatches if d.dispatch == act.dispatch)
        orders = tuple((issue, tuple(enumerate(grants))) for issue, grants in stock.orders)
    else:
        orders = completed(act.orders, mandate_sent(own, to, u.state.seats[role].outbox))
    minute = u.state.clock.minute
    return Letter(role, to, act.channel, act.dispatch, -1, (), act.words, minute, orders=orders)


def question_of(u: Unfolding, role: int, act: Ask) -> Letter:
    """Return a delegate's question: the clauses it wants authority for."""
    to = _addressee(u, role, act.channel)
    minute = u.state.clock.minute
    return Letter(role, to, act.channel, -1, -1, (), act.words, minute, wants=act.package)


def _addressee(u: Unfolding, role: int, channel: int) -> int:
    return next(c.addressee for c in u.tables.roles[role].channels if c.channel == channel)


# Sending ----------------------------------------------------------------------------------------


def send_sealed(u: Unfolding) -> bool:
    """Let the next sealed dispatch leave: instructions first, then questions, then the rest."""
    seats = u.state.seats
    kinds = (
        [s.sealed_orders for s in seats],
        [s.sealed_question for s in seats],
        [s.sealed_letter for s in seats],
    )
    for letters in kinds:
        waiting = [letter for letter in letters if letter is not None]
        if waiting:
            letter = min(waiting, key=lambda item: (item.channel, item.sender))
            _widen(u, letter)
            u.emit(ev.DispatchSent(letter), 1 << letter.sender)
            return True
    return False


def _widen(u: Unfolding, letter: Letter) -> None:
    """Let an instruction that gives more room than before cost what it costs at home."""
    if not letter.orders:
        return
    own = u.tables.roles[letter.sender]
    before = mandate_sent(own, letter.addressee, u.state.seats[letter.sender].outbox)
    if widens(letter.orders, before):
        u.take_effect(u.tables.hidden.widening[letter.sender])


def send_minutes(u: Unfolding) -> bool:
    """Let the minutes of a meeting just ended leave by the next channel that carries them."""
    for channel, sender, addressee in u.tables.hidden.reports:
        for table in u.state.tables:
            if table is not None and table.seats >> sender & 1 and not _has_reported(u, sender, channel):
                minutes = _minutes_of(u, sender, table)
                if minutes:
                    letter = Letter(sender, addressee, channel, -1, -1, (), "", table.minute, minutes=minutes)
                    u.emit(ev.DispatchSent(letter), 1 << sender)
                    return True
    return False


def _has_reported(u: Unfolding, sender: int, channel: int) -> bool:
    return any(
        letter.channel == channel and letter.minutes and letter.sent >= u.sitting.at
        for letter in u.state.seats[sender].outbox
    )


def _minutes_of(u: Unfolding, sender: int, table: Table) -> tuple[Minutes, ...]:
    return tuple(
        Minutes(number, u.clauses_of(number), _last_asked(u.text(number)))
        for number in members(table.texts)
        if u.instrument(number).members >> sender & 1 and u.instrument(number).speaker < 0
    )


def _last_asked(text: Text) -> tuple[Asked, ...]:
    """Return the last package each role has asked for."""
    last = {proposal.role: proposal.package for proposal in text.proposals if proposal.package}
    return tuple(Asked(role, package) for role, package in sorted(last.items()))


# On the way -------------------------------------------------------------------------------------


def settle_draw(u: Unfolding) -> bool:
    """Let happen what chance has just drawn: a world event, or a time on the way."""
    world = u.state.world
    due = world.drawing
    if due is None:
        return False
    if due.event >= 0:
        happen(u, due.event, world.drawn)
    else:
        _post(u, u.tables.hidden.transits[due.channel].hours[world.drawn])
    return True


def time_letter(u: Unfolding) -> bool:
    """Settle, by chance where there is a choice, how long a letter just sent will take."""
    letter = u.state.world.posting
    if letter is None:
        return False
    transit = u.tables.hidden.transits[letter.channel]
    if len(transit.hours) > 1:
        u.emit(ev.DrawDue(channel=letter.channel), NOBODY)
    else:
        _post(u, transit.hours[0])
    return True


def _post(u: Unfolding, hours: int) -> None:
    letter = u.state.world.posting
    assert letter is not None, "only a dispatch just sent is timed"
    u.emit(ev.DispatchTimed(letter.sent + 60 * hours), NOBODY)


# Received ---------------------------------------------------------------------------------------


def receive(u: Unfolding, due: Minute, letter: Letter) -> None:
    """Let a letter arrive: instructions come into force, and the author's effects happen."""
    to = letter.addressee
    u.emit(ev.DispatchReceived(letter, due), 1 << to)
    orders = governing(letter.orders, letter.sent, u.state.seats[to].ordered) if letter.orders else ()
    if orders:
        u.emit(ev.MandateChanged(to, orders, letter.sent), 1 << to)
    if letter.dispatch >= 0:
        u.take_effect(u.tables.hidden.receipts[letter.dispatch])


def land(u: Unfolding, until: Minute) -> bool:
    """Let the earliest thing due by `until` arrive: a dispatch, else a world event."""
    letters = u.state.world.transit
    due = letters[0][0] if letters and letters[0][0] <= until else None
    events = [
        (event.at, number)
        for number, event in enumerate(u.tables.hidden.events)
        if event.at <= until and u.state.world.outcomes[number] == -1
    ]
    if due is not None and (not events or due <= min(events)[0]):
        receive(u, *letters[0])
        return True
    if events:
        _event_due(u, min(events)[1])
        return True
    return False


def hand_in(u: Unfolding, table: Table) -> None:
    """Hand in what arrives for somebody in the room while the meeting goes on."""
    while True:
        arrived = [
            (due, letter)
            for due, letter in u.state.world.transit
            if due <= table.minute and table.seats >> letter.addressee & 1
        ]
        if not arrived:
            return
        receive(u, *arrived[0])


# World events -----------------------------------------------------------------------------------


def happen(u: Unfolding, number: int, outcome: int) -> None:
    """Let a world event come out in one of its ways."""
    event = u.tables.hidden.events[number]
    u.emit(ev.WorldEventHappened(number, outcome), event.seen_by)
    u.take_effect(event.effects[outcome])


def _event_due(u: Unfolding, number: int) -> None:
    event = u.tables.hidden.events[number]
    if event.when is not None and not u.holds(event.when):
        u.emit(ev.WorldEventPassed(number), NOBODY)
    elif len(event.outcomes) > 1:
        u.emit(ev.DrawDue(event=number), NOBODY)
    else:
        happen(u, number, 0)

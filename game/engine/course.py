"""What happens by itself: the calendar runs on until a seat or chance has to act.

Law of this file: nothing is remembered between events but the state. `run_on` looks where the calendar
stands and lets the next thing happen, again and again, so it can be taken up anywhere.
"""

from game.engine import events as ev
from game.engine.acts import CHANCE
from game.engine.chance import drawing
from game.engine.facts import holds
from game.engine.observe import observe
from game.engine.state import State
from game.engine.templates import is_complete, signing_turn
from game.engine.unfolding import NOBODY, Unfolding
from game.scenario.tables import Minute, Tables, members


def run_on(unfolding: Unfolding) -> None:
    """Let happen all that needs nobody's decision."""
    while not unfolding.state.clock.ended and drawing(unfolding.tables, unfolding.state) is None:
        if not _next_thing(unfolding):
            return


def waiting_for(tables: Tables, state: State) -> tuple[int, ...]:
    """Return the roles that must act before anything else happens; CHANCE alone if it must draw."""
    clock, table = state.clock, state.table
    if clock.ended:
        return ()
    if drawing(tables, state) is not None:
        return (CHANCE,)
    if clock.step == "table":
        assert table is not None, "the table step has a table"
        return (table.to,)
    if clock.step == "signing":
        return (signing_turn(tables.public, observe(tables.public, state, 0)),)
    return members(tables.public.everyone & ~clock.done)


def _next_thing(u: Unfolding) -> bool:
    if _settle_draw(u) or _time_letter(u):
        return True
    match u.state.clock.step:
        case "arrivals":
            return _arrivals(u)
        case "desk" | "cable":
            return _desk(u)
        case "table":
            return _table(u)
        case "signing":
            return _signing(u)
        case "aftermath":
            return _aftermath(u)


# Chance -----------------------------------------------------------------------------------------


def _settle_draw(u: Unfolding) -> bool:
    world = u.state.world
    due = world.drawing
    if due is None:
        return False
    if due.event >= 0:
        _happen(u, due.event, world.drawn)
    else:
        _post(u, u.tables.hidden.transits[due.channel].hours[world.drawn])
    return True


def _time_letter(u: Unfolding) -> bool:
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


def _happen(u: Unfolding, number: int, outcome: int) -> None:
    event = u.tables.hidden.events[number]
    u.emit(ev.WorldEventHappened(number, outcome), event.seen_by)
    u.take_effect(event.effects[outcome])


def _land(u: Unfolding, until: Minute) -> bool:
    """Let the earliest thing due by `until` arrive: a dispatch, else a world event."""
    letters = [(due, letter) for due, letter in u.state.world.transit if due <= until]
    events = [
        (event.at, number)
        for number, event in enumerate(u.tables.hidden.events)
        if event.at <= until and u.state.world.outcomes[number] == -1
    ]
    if letters and (not events or letters[0][0] <= min(events)[0]):
        due, letter = letters[0]
        u.emit(ev.DispatchReceived(letter, due), 1 << letter.addressee)
        return True
    if events:
        _event_due(u, min(events)[1])
        return True
    return False


def _event_due(u: Unfolding, number: int) -> None:
    event = u.tables.hidden.events[number]
    if event.when is not None and not holds(event.when, u.facts):
        u.emit(ev.WorldEventPassed(number), NOBODY)
    elif len(event.outcomes) > 1:
        u.emit(ev.DrawDue(event=number), NOBODY)
    else:
        _happen(u, number, 0)


# Arrivals, desk and cable -------------------------------------------------------------------------


def _arrivals(u: Unfolding) -> bool:
    sitting = u.sitting
    desk_at = None if _over(u) else sitting.desk_at
    if _land(u, sitting.at if desk_at is None else desk_at):
        return True
    if desk_at is None:
        _open_table(u)
    else:
        _open_step(u, "desk", desk_at)
    return True


def _over(u: Unfolding) -> bool:
    return u.state.clock.broken_off_by >= 0


def _open_step(u: Unfolding, step: ev.Step, minute: Minute) -> None:
    """Open a step for all. Every seat says itself when it is done: who has nothing to choose is secret."""
    u.announce(ev.StepOpened(step, minute))


def _desk(u: Unfolding) -> bool:
    if u.state.clock.done != u.tables.public.everyone:
        return False
    if _play_sealed_card(u) or _send_sealed_letter(u):
        return True
    if u.state.clock.step == "desk":
        if not _land(u, u.sitting.at):
            _open_table(u)
    else:
        _close_sitting(u)
    return True


def _play_sealed_card(u: Unfolding) -> bool:
    sealed = [(s.sealed_card, r) for r, s in enumerate(u.state.seats) if s.sealed_card >= 0]
    if not sealed:
        return False
    card, role = min(sealed)
    table = u.tables.hidden.cards[card]
    u.emit(ev.CardPlayed(role, card), 1 << role)
    u.emit(ev.CardNoticed(role, card), table.noticed_by & ~(1 << role))
    u.take_effect(table.effects)
    return True


def _send_sealed_letter(u: Unfolding) -> bool:
    letters = [s.sealed_letter for s in u.state.seats if s.sealed_letter is not None]
    if not letters:
        return False
    letter = min(letters, key=lambda item: (item.channel, item.sender))
    u.emit(ev.DispatchSent(letter), 1 << letter.sender)
    return True


# The table ----------------------------------------------------------------------------------------


def _open_table(u: Unfolding) -> None:
    sitting = u.sitting
    meeting = sitting.meeting
    if meeting is None or u.state.texts[meeting.instrument].status != "running":
        _open_signing(u, sitting.at)
        return
    _open_step(u, "table", sitting.at)
    present = sum(1 << role for role in meeting.order)
    opener = meeting.order[_tables_before(u, meeting.instrument) % len(meeting.order)]
    opened = ev.TableOpened(meeting.instrument, meeting.opens, present, opener, sitting.at)
    u.emit(opened, present)
    _table_letters(u, meeting.instrument, present)


def _tables_before(u: Unfolding, instrument: int) -> int:
    earlier = u.tables.public.sittings[: u.state.clock.sitting]
    return sum(s.meeting is not None and s.meeting.instrument == instrument for s in earlier)


def _table_letters(u: Unfolding, instrument: int, present: int) -> None:
    """Put proposals received by dispatch on the table where both ends sit and the text is open."""
    if u.state.texts[instrument].signatures:
        return
    for letter in u.state.world.to_table:
        both = 1 << letter.sender | 1 << letter.addressee
        if letter.instrument == instrument and present & both == both:
            number = len(u.state.texts[instrument].proposals) + 1
            tabled = ev.ProposalTabled(instrument, number, letter.sender, letter.package, (), False, True)
            u.among_members(tabled, instrument)


def _table(u: Unfolding) -> bool:
    table = u.state.table
    assert table is not None, "the table step has a table"
    if not table.closed:
        return False
    _open_signing(u, table.minute)
    return True


def pass_turn(u: Unfolding) -> None:
    """Pass the turn to the next seat, or close the meeting after its last turn."""
    table, meeting = u.state.table, u.sitting.meeting
    assert table is not None, "a turn passes at a table"
    assert meeting is not None, "a table belongs to a meeting"
    minute, turn = table.minute + meeting.minutes, table.turn + 1
    if turn >= meeting.exchanges:
        close_table(u, minute)
        return
    order = meeting.order
    to = order[(order.index(table.to) + 1) % len(order)]
    u.in_room(ev.TurnPassed(turn, to, minute))
    _hand_in(u, minute)


def _hand_in(u: Unfolding, minute: Minute) -> None:
    """Hand in dispatches that arrive while the meeting goes on."""
    for due, letter in u.state.world.transit:
        if due <= minute:
            u.emit(ev.DispatchReceived(letter, due), 1 << letter.addressee)


def close_table(u: Unfolding, minute: Minute) -> None:
    """End the meeting."""
    table = u.state.table
    assert table is not None, "there is a table to close"
    u.in_room(ev.TableClosed(minute))


# Signing and close ----------------------------------------------------------------------------------


def _open_signing(u: Unfolding, minute: Minute) -> None:
    texts = [number for number in members(u.sitting.signs) if _can_sign(u, number)]
    if texts:
        _open_step(u, "signing", minute)
    else:
        _after_signing(u, minute)


def _can_sign(u: Unfolding, number: int) -> bool:
    return is_complete(u.tables.public, u.state.texts[number], number)


def _signing(u: Unfolding) -> bool:
    view = observe(u.tables.public, u.state, 0)
    running = any(_can_sign(u, number) for number in members(u.sitting.signs))
    if running and signing_turn(u.tables.public, view) >= 0:
        return False
    _after_signing(u, u.state.clock.minute)
    return True


def _after_signing(u: Unfolding, minute: Minute) -> None:
    if u.sitting.cable and not _over(u):
        _open_step(u, "cable", minute)
    else:
        _close_sitting(u)


def _close_sitting(u: Unfolding) -> None:
    sitting = u.state.clock.sitting
    u.take_effect(u.tables.hidden.moves[sitting])
    for number, text in enumerate(u.state.texts):
        for proposal in text.proposals:
            if proposal.status == "open" and not proposal.standing:
                u.among_members(ev.ProposalLapsed(number, proposal.number), number)
    if sitting + 1 < len(u.tables.public.sittings):
        following = u.tables.public.sittings[sitting + 1]
        opens = following.at if following.desk_at is None else following.desk_at
        u.announce(ev.SittingOpened(sitting + 1, opens))
    else:
        _end_talks(u)


def _end_talks(u: Unfolding) -> None:
    for number, text in enumerate(u.state.texts):
        if text.status == "running":
            u.among_members(ev.TextConcluded(number, "lapsed"), number)
    u.announce(ev.StepOpened("aftermath", u.state.clock.minute))


# Aftermath --------------------------------------------------------------------------------------------

DOOMSDAY: Minute = 10**10


def _aftermath(u: Unfolding) -> bool:
    if _land(u, DOOMSDAY):
        return True
    for issue in range(len(u.tables.public.issues)):
        _settle_reading(u, issue)
    main = next(n for n, text in enumerate(u.tables.public.instruments) if text.main)
    u.announce(ev.MatchEnded(u.state.texts[main].status))
    return True


def _settle_reading(u: Unfolding, issue: int) -> None:
    number = u.tables.public.issues[issue].instrument
    text = u.state.texts[number]
    clause = text.clauses[issue]
    if text.status != "signed" or clause is None or u.tables.public.issues[issue].is_range:
        return
    for rule in u.tables.hidden.rules[issue][clause.value]:
        if rule.when is None or holds(rule.when, u.facts):
            prevailed = ev.ReadingPrevailed(number, issue, rule.reading, rule.because)
            u.among_members(prevailed, number)
            return

"""Meetings: opened, turn by turn, closed; threats and promises judged at the next one.

Law of this file: several meetings of one sitting go on side by side, each with its own turns and its own
clock, and nothing in one depends on how far another has come.
"""

from game.engine import events as ev
from game.engine.events import Verdict
from game.engine.offering import may_use
from game.engine.posting import hand_in
from game.engine.state import Pledge, Table
from game.engine.unfolding import Unfolding
from game.scenario.indices import Mask, members
from game.scenario.tables import MeetingTable


def open_tables(u: Unfolding) -> None:
    """Let every meeting of the sitting begin that still has something to be about."""
    for place, meeting in enumerate(u.sitting.meetings):
        running = sum(1 << n for n in members(meeting.texts) if u.text(n).status == "running")
        if running or not (meeting.texts or u.state.clock.over):
            _open_table(u, place, meeting, running)


def _open_table(u: Unfolding, place: int, meeting: MeetingTable, running: Mask) -> None:
    present = sum(1 << role for role in meeting.order)
    opener = meeting.order[(meeting.host + _tables_before(u, meeting)) % len(meeting.order)]
    first = members(running)[0] if running else -1
    several = running if running.bit_count() > 1 else 0
    opened = ev.TableOpened(
        first, meeting.opens, present, opener, u.sitting.at, several, place, meeting.observers
    )
    u.emit(opened, present | meeting.observers)
    for number in members(running):
        _table_letters(u, number, present)


def _tables_before(u: Unfolding, meeting: MeetingTable) -> int:
    """Return how many meetings about the same first text (or among the same people) came before."""
    earlier = [m for s in u.tables.public.sittings[: u.state.clock.sitting] for m in s.meetings]
    if meeting.first >= 0:
        return sum(m.first == meeting.first for m in earlier)
    return sum(m.first < 0 and set(m.order) == set(meeting.order) for m in earlier)


def _table_letters(u: Unfolding, instrument: int, present: Mask) -> None:
    """Put proposals received by dispatch on the table where the addressee sits and the text is open."""
    if u.text(instrument).signatures:
        return
    for letter in u.state.world.to_table:
        if letter.instrument == instrument and present >> letter.addressee & 1:
            number = len(u.text(instrument).proposals) + 1
            tabled = ev.ProposalTabled(instrument, number, letter.sender, letter.package, (), False, True)
            u.among_members(tabled, instrument)


# Turns ------------------------------------------------------------------------------------------


def pass_turn(u: Unfolding, place: int) -> None:
    """Pass the turn to the next seat still there, or close the meeting after its last turn."""
    table, meeting = u.table(place), u.sitting.meetings[place]
    minute, turn = table.minute + meeting.minutes, table.turn + 1
    if turn >= meeting.exchanges:
        close_table(u, place, minute)
        return
    u.in_room(ev.TurnPassed(turn, _next_there(table, meeting), minute, place), table)
    hand_in(u, u.table(place))


def _next_there(table: Table, meeting: MeetingTable) -> int:
    order = meeting.order
    place = order.index(table.to)
    following = (*order[place + 1 :], *order[: place + 1])
    return next(role for role in following if table.present >> role & 1)


def leave_table(u: Unfolding, role: int, place: int) -> None:
    """Let a seat leave the room; the others go on if two are left."""
    u.announce(ev.RoleLeft(role, place))
    u.take_effect(u.tables.hidden.leaving[u.state.clock.sitting][place])
    table = u.table(place)
    if table.present.bit_count() < 2:
        close_table(u, place, table.minute)
    elif table.to == role:
        pass_turn(u, place)


def close_table(u: Unfolding, place: int, minute: int) -> None:
    """End a meeting, and judge what was threatened or promised at earlier ones of the same people.

    A word about signing is judged where one signs, after the meeting.
    """
    table = u.table(place)
    u.in_room(ev.TableClosed(minute, place), table)
    for role in members(table.seats):
        for pledge in u.state.seats[role].pledges:
            earlier = pledge.sitting < u.state.clock.sitting
            mine = pledge.role == role and pledge.verdict == "open" and pledge.deed != "sign"
            if (
                mine
                and earlier
                and _could_be_done(u, pledge, table)
                and hearers(u, pledge) & table.seats & ~(1 << role)
            ):
                judge(u, pledge, "broken" if is_tested(u, pledge) else "untested")


# Threats and promises ---------------------------------------------------------------------------


def hearers(u: Unfolding, pledge: Pledge) -> Mask:
    """Return who heard a threat or promise, its speaker too."""
    this = pledge[:4]
    found = 0
    for role, seat in enumerate(u.state.seats):
        if any(other[:4] == this for other in seat.pledges):
            found |= 1 << role
    return found


def is_tested(u: Unfolding, pledge: Pledge) -> bool:
    """Return whether the case a pledge names has come: a threat's refusal, a promise's consent."""
    if pledge.issue < 0:
        return True
    text = u.text(u.tables.public.issues[pledge.issue].instrument)
    clause = text.clauses[pledge.issue]
    agreed = clause is not None and pledge.value in (-1, clause.value)
    return agreed if pledge.intent == "promise" else not agreed


def _could_be_done(u: Unfolding, pledge: Pledge, table: Table) -> bool:
    """Return whether a meeting gave occasion for a deed: a clause is proposed where its text lies open."""
    if pledge.deed != "propose":
        return True
    linking = may_use(u.sitting, "linking")
    for issue, clause in pledge.clause:
        number = u.tables.public.issues[issue].instrument
        is_open = linking or table.agenda >> issue & 1
        if not (
            table.texts >> number & 1 and is_open and u.text(number).available[issue] >> clause.value & 1
        ):
            return False
    return True


def judge(u: Unfolding, pledge: Pledge, verdict: Verdict) -> None:
    """Say what became of a pledge to all who heard it; a broken word costs what the author says."""
    u.emit(ev.PledgeJudged(*pledge[:4], verdict=verdict), hearers(u, pledge))
    if verdict == "broken":
        u.take_effect(u.tables.hidden.broken_word[pledge.role])


def keep_word(u: Unfolding, role: int, deed: str, what: object = None) -> None:
    """Count a deed towards the pledges that named it, where their case has come."""
    for pledge in u.state.seats[role].pledges:
        if pledge.role != role or pledge.verdict != "open" or pledge.deed != deed:
            continue
        if deed == "propose" and not (isinstance(what, tuple) and set(pledge.clause) <= set(what)):
            continue
        if deed == "play" and pledge.card != what:
            continue
        if is_tested(u, pledge):
            judge(u, pledge, "kept")

"""What happens by itself: the calendar runs on until a seat or chance has to act.

Law of this file: nothing is remembered between events but the state. `run_on` looks where the calendar
stands and lets the next thing happen, again and again, so it can be taken up anywhere. Which steps open
depends on what everybody may know; who has something to do at a step, on nothing secret either.
"""

from game.engine import events as ev
from game.engine.acts import CHANCE
from game.engine.chance import drawing
from game.engine.endings import (
    conclude,
    end_talks,
    lay_before_ratifiers,
    lay_open,
    learn_conflicts,
    put_away,
    ratifiers_waited_for,
    signers_waited_for,
)
from game.engine.meetings import keep_word, open_tables
from game.engine.posting import land, send_minutes, send_sealed, settle_draw, time_letter
from game.engine.state import State
from game.engine.unfolding import Unfolding
from game.scenario.indices import Mask, Minute, members
from game.scenario.tables import SittingTable, Tables


def run_on(unfolding: Unfolding) -> None:
    """Let happen all that needs nobody's decision."""
    while not unfolding.state.clock.ended and drawing(unfolding.tables, unfolding.state) is None:
        if not _next_thing(unfolding):
            return


def waiting_for(tables: Tables, state: State) -> tuple[int, ...]:
    """Return the roles that must act before anything else happens; CHANCE alone if it must draw."""
    clock = state.clock
    if clock.ended:
        return ()
    if drawing(tables, state) is not None:
        return (CHANCE,)
    match clock.step:
        case "table":
            return members(_speaking(state) | _aside(tables, state))
        case "signing":
            return signers_waited_for(tables.public, state)
        case "ratification":
            return ratifiers_waited_for(tables.public, state)
        case _:
            return members(tables.public.deciders & ~clock.done)


def _speaking(state: State) -> Mask:
    return sum([1 << table.to for table in state.tables if table is not None and not table.closed])


def _aside(tables: Tables, state: State) -> Mask:
    """Return the roles at no table that still have to say what they do meanwhile."""
    return tables.public.sittings[state.clock.sitting].asides & ~state.clock.done


def _next_thing(u: Unfolding) -> bool:
    world = u.state.world
    if world.drawing is not None or world.posting is not None:
        return settle_draw(u) or time_letter(u)
    match u.state.clock.step:
        case "arrivals":
            return _arrivals(u)
        case "desk":
            return _desk(u)
        case "table":
            return _table(u)
        case "signing":
            return _signing(u)
        case "ratification":
            return _ratification(u)
        case "cable":
            return _cable(u)
        case "aftermath":
            return _aftermath(u)


# Sittings ---------------------------------------------------------------------------------------


def open_sitting(u: Unfolding, number: int) -> None:
    """Let a sitting begin."""
    sitting = u.tables.public.sittings[number]
    opens = sitting.at if sitting.desk_at is None else sitting.desk_at
    u.announce(ev.SittingOpened(number, opens))
    u.take_effect(u.tables.hidden.arrivals[number])


def _desk_of(u: Unfolding, sitting: SittingTable) -> Minute | None:
    """Return when the desk opens, if it does: after the talks, only for a fork or card that names it."""
    return sitting.desk_at if sitting.after or not u.state.clock.over else None


def _arrivals(u: Unfolding) -> bool:
    sitting = u.sitting
    desk_at = _desk_of(u, sitting)
    if land(u, sitting.at if desk_at is None else desk_at):
        return True
    if desk_at is None:
        _open_table(u)
    else:
        _open_step(u, "desk", desk_at)
    return True


def _open_step(u: Unfolding, step: ev.Step, minute: Minute) -> None:
    """Open a step for all. Every seat says itself when it is done: who has nothing to choose is secret."""
    u.announce(ev.StepOpened(step, minute))


# Desk and cable: simultaneous, sealed, resolved in a fixed order ------------------------------------


def _desk(u: Unfolding) -> bool:
    if not _all_done(u):
        return False
    if _play_sealed_card(u) or _take_sealed_fork(u, at_table=False) or send_sealed(u):
        return True
    if not land(u, u.sitting.at):
        _open_table(u)
    return True


def _cable(u: Unfolding) -> bool:
    if not _all_done(u):
        return False
    if not send_sealed(u):
        _close_sitting(u)
    return True


def _all_done(u: Unfolding) -> bool:
    deciders = u.tables.public.deciders
    return u.state.clock.done & deciders == deciders


def _play_sealed_card(u: Unfolding) -> bool:
    sealed = [(s.sealed_card, r) for r, s in enumerate(u.state.seats) if s.sealed_card >= 0]
    if not sealed:
        return False
    card, role = min(sealed)
    table = u.tables.hidden.cards[card]
    u.emit(ev.CardPlayed(role, card), 1 << role)
    u.emit(ev.CardNoticed(role, card), table.noticed_by & ~(1 << role))
    keep_word(u, role, "play", card)
    u.take_effect(table.effects)
    return True


def _take_sealed_fork(u: Unfolding, *, at_table: bool) -> bool:
    sealed = [(*pair, r) for r, s in enumerate(u.state.seats) for pair in s.sealed_forks]
    mine = [one for one in sealed if _is_at_table(u, one[0], one[2]) == at_table]
    if not mine:
        return False
    fork, choice, role = min(mine)
    table = u.tables.hidden.forks[fork]
    u.emit(ev.ForkTaken(role, fork, choice), 1 << role)
    u.emit(ev.ForkNoticed(role, fork, choice), table.noticed_by & ~(1 << role))
    u.take_effect(table.effects[choice])
    return True


def _is_at_table(u: Unfolding, fork: int, role: int) -> bool:
    return any(own.fork == fork and own.at_table for own in u.tables.roles[role].forks)


# Table ------------------------------------------------------------------------------------------


def _open_table(u: Unfolding) -> None:
    if u.sitting.meetings:
        _open_step(u, "table", u.sitting.at)
        open_tables(u)
    else:
        _open_signing(u, u.sitting.at)


def _table(u: Unfolding) -> bool:
    if _speaking(u.state) or _aside(u.tables, u.state):
        return False
    if _take_sealed_fork(u, at_table=True) or send_minutes(u):
        return True
    _open_signing(u, _closing_hour(u))
    return True


def _closing_hour(u: Unfolding) -> Minute:
    """Return when the last meeting ended: that people have left a room is seen by everybody."""
    return max([u.sitting.at, *[table.minute for table in u.state.tables if table is not None]])


# Signing, ratification, close -----------------------------------------------------------------------


def _open_signing(u: Unfolding, minute: Minute) -> None:
    if u.sitting.signs:
        _open_step(u, "signing", minute)
        lay_open(u)
    else:
        _open_ratification(u, minute)


def _signing(u: Unfolding) -> bool:
    if signers_waited_for(u.tables.public, u.state):
        return False
    put_away(u)
    _open_ratification(u, u.state.clock.minute)
    return True


def _open_ratification(u: Unfolding, minute: Minute) -> None:
    if u.sitting.ratifies:
        _open_step(u, "ratification", minute)
        lay_before_ratifiers(u)
    else:
        _after_ratification(u, minute)


def _ratification(u: Unfolding) -> bool:
    if ratifiers_waited_for(u.tables.public, u.state):
        return False
    _after_ratification(u, u.state.clock.minute)
    return True


def _after_ratification(u: Unfolding, minute: Minute) -> None:
    if u.sitting.cable and not u.state.clock.over:
        _open_step(u, "cable", minute)
    else:
        _close_sitting(u)


def _close_sitting(u: Unfolding) -> None:
    sitting = u.state.clock.sitting
    u.take_effect(u.tables.hidden.moves[sitting])
    learn_conflicts(u)
    for number, text in enumerate(u.state.texts):
        for proposal in text.proposals:
            if proposal.status == "open" and not proposal.standing:
                u.among_members(ev.ProposalLapsed(number, proposal.number), number)
    if sitting + 1 < len(u.tables.public.sittings):
        open_sitting(u, sitting + 1)
    else:
        end_talks(u)


# Aftermath --------------------------------------------------------------------------------------------

DOOMSDAY: Minute = 10**10


def _aftermath(u: Unfolding) -> bool:
    if not land(u, DOOMSDAY):
        conclude(u)
    return True

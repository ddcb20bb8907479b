"""What comes of an act: the rules.

Law of this file: everything that makes one act legal stands in `templates`, everything that follows by
itself in `course`; here is what each act brings about. `decide` refuses exactly what the templates of the
seat's own view do not allow, and refusing changes nothing.
"""

from typing import NamedTuple, assert_never

from game.engine import events as ev
from game.engine.acts import (
    CHANCE,
    Accept,
    Act,
    Adjourn,
    Agenda,
    BreakOff,
    Clause,
    Done,
    Draw,
    Leave,
    Play,
    Propose,
    Reject,
    Send,
    Sign,
    TableAct,
    Withdraw,
)
from game.engine.chance import drawing
from game.engine.course import close_table, pass_turn, run_on
from game.engine.errors import Refused
from game.engine.events import Entry, Letter
from game.engine.observe import observe
from game.engine.state import State, Table, initial_state
from game.engine.templates import Knowledge, Template, objection, templates
from game.engine.unfolding import Unfolding
from game.scenario.tables import Mask, Tables


class Played(NamedTuple):
    """The entries of an act and the state they lead to."""

    entries: tuple[Entry, ...]
    state: State


def begin(tables: Tables) -> Played:
    """Return the opening of a match, up to the first decision."""
    unfolding = Unfolding(tables, initial_state(tables.public))
    first = tables.public.sittings[0]
    opens = first.at if first.desk_at is None else first.desk_at
    unfolding.announce(ev.SittingOpened(0, opens))
    run_on(unfolding)
    return Played(tuple(unfolding.entries), unfolding.state)


def decide(tables: Tables, state: State, role: int, act: Act) -> tuple[Entry, ...]:
    """Return what comes of `act` by `role` (CHANCE for chance). Raises `Refused`."""
    return play(tables, state, role, act).entries


def play(tables: Tables, state: State, role: int, act: Act) -> Played:
    """Return what comes of `act`, with the state it leads to. Raises `Refused`."""
    if role == CHANCE:
        unfolding = Unfolding(tables, state)
        _draw(unfolding, act)
        run_on(unfolding)
        return Played(tuple(unfolding.entries), unfolding.state)
    known = Knowledge(tables.public, tables.roles[role], observe(tables.public, state, role))
    return play_known(tables, state, known, templates(known), act)


def play_known(
    tables: Tables, state: State, known: Knowledge, offered: tuple[Template, ...], act: Act
) -> Played:
    """Return what `play` does, for a caller that already has the seat's knowledge and templates."""
    wrong = objection(known, offered, act)
    if wrong is not None:
        raise wrong
    unfolding = Unfolding(tables, state)
    _do(unfolding, known.view.role, act)
    run_on(unfolding)
    return Played(tuple(unfolding.entries), unfolding.state)


def _draw(u: Unfolding, act: Act) -> None:
    due = drawing(u.tables, u.state)
    if due is None or not isinstance(act, Draw):
        raise Refused("act/nothing_to_draw")
    if not 0 <= act.outcome < len(due.weights):
        raise Refused("act/no_such_outcome", count=len(due.weights))
    u.emit(ev.Drawn(act.outcome), 0)


def _do(u: Unfolding, role: int, act: Act) -> None:
    match act:
        case Play(card=card):
            u.emit(ev.CardSealed(role, card), 1 << role)
        case Send():
            u.emit(ev.DispatchSealed(_letter(u, role, act)), 1 << role)
        case Done():
            u.announce(ev.StepDone(role))
        case Sign(instruments=instruments):
            for number in instruments:
                _sign(u, role, number)
            u.announce(ev.StepDone(role))
        case Draw():
            raise AssertionError("only chance draws, and it does not come here")
        case _:
            _at_table(u, role, act)


def _letter(u: Unfolding, role: int, act: Send) -> Letter:
    own = u.tables.roles[role]
    addressee = next(c.addressee for c in own.channels if c.channel == act.channel)
    instrument, package = act.instrument, act.package
    for stock in own.dispatches:
        if stock.dispatch == act.dispatch:
            instrument = stock.instrument
            package = tuple([(issue, Clause(*clause)) for issue, clause in stock.package])
    return Letter(
        role, addressee, act.channel, act.dispatch, instrument, package, act.words, u.state.clock.minute
    )


def _sign(u: Unfolding, role: int, number: int) -> None:
    u.among_members(ev.Signed(number, role), number)
    signers = u.tables.public.instruments[number].signers
    if u.state.texts[number].signatures & signers == signers:
        u.among_members(ev.TextConcluded(number, "signed"), number)


# At the table -------------------------------------------------------------------------------------


def _at_table(u: Unfolding, role: int, act: TableAct) -> None:
    if u.state.table is None or u.state.clock.step == "signing":
        assert isinstance(act, Withdraw), "at a signing only a signature is withdrawn"
        u.among_members(ev.SignatureWithdrawn(act.instrument, role), act.instrument)
        return
    table = u.state.table
    if isinstance(act, Agenda):
        u.in_room(ev.IssueAdded(role, act.issue))
        return
    for item in act.say:
        said = ev.Said(role, item.intent, item.issue, item.words)
        u.in_room(said)
    match act:
        case Adjourn():
            _adjourn(u, role, table)
        case Leave():
            u.announce(ev.RoleLeft(role))
            u.take_effect(u.tables.hidden.leaving[u.state.clock.sitting])
            close_table(u, table.minute)
        case BreakOff():
            _break_off(u, role, table)
        case _:
            _about_text(u, role, act)
            pass_turn(u)


def _about_text(u: Unfolding, role: int, act: Propose | Accept | Reject | Withdraw) -> None:
    number = act.instrument
    text = u.state.texts[number]
    match act:
        case Propose(package=package, in_exchange_for=wished, standing=standing):
            count = len(text.proposals) + 1
            tabled = ev.ProposalTabled(number, count, role, package, wished, standing, False)
            u.among_members(tabled, number)
        case Accept(target=target):
            u.among_members(ev.ProposalAccepted(number, target, role), number)
            assents = u.state.texts[number].proposals[target - 1].assents
            if assents & _signers(u, number) == _signers(u, number):
                u.among_members(ev.ClausesInitialled(number, target), number)
        case Reject():
            others = [p for p in text.proposals if p.status == "open" and p.role != role]
            numbers = tuple([p.number for p in others])
            u.among_members(ev.ProposalsRejected(number, numbers, role), number)
        case Withdraw(target=0):
            u.among_members(ev.SignatureWithdrawn(number, role), number)
        case Withdraw(target=target):
            u.among_members(ev.ProposalWithdrawn(number, target, role), number)
        case _:
            assert_never(act)


def _signers(u: Unfolding, number: int) -> Mask:
    return u.tables.public.instruments[number].signers


def _adjourn(u: Unfolding, role: int, table: Table) -> None:
    u.in_room(ev.AdjournmentAsked(role))
    acted = table.acted | 1 << role
    if acted & table.present == table.present:
        close_table(u, table.minute)
    else:
        pass_turn(u)


def _break_off(u: Unfolding, role: int, table: Table) -> None:
    u.announce(ev.TalksBrokenOff(role))
    for number, text in enumerate(u.state.texts):
        if text.status == "running":
            u.among_members(ev.TextConcluded(number, "broken_off"), number)
    close_table(u, table.minute)

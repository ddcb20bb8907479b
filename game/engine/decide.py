"""What comes of an act: the rules.

Law of this file: everything that makes one act legal stands in `templates`, everything that follows by
itself in `course`; here is what each act brings about. `decide` refuses exactly what the templates of the
seat's own view do not allow, and refusing changes nothing.
"""

from typing import NamedTuple, cast

from game.engine import events as ev
from game.engine.acts import (
    CHANCE,
    Act,
    Ask,
    Choose,
    Done,
    Draw,
    Hear,
    Instruct,
    Note,
    Play,
    Ratify,
    Repudiate,
    Send,
    Sign,
    TableAct,
    Withdraw,
)
from game.engine.chance import drawing
from game.engine.course import open_sitting, run_on
from game.engine.endings import answer_signing, ratify, repudiate, sign
from game.engine.errors import Refused
from game.engine.events import Entry
from game.engine.objections import objection
from game.engine.observe import observe
from game.engine.offering import Knowledge, Template
from game.engine.posting import instruction_of, letter_of, question_of
from game.engine.state import State, initial_state
from game.engine.table_acts import at_table
from game.engine.templates import templates
from game.engine.unfolding import Unfolding
from game.scenario.tables import Tables


class Played(NamedTuple):
    """The entries of an act and the state they lead to."""

    entries: tuple[Entry, ...]
    state: State


def begin(tables: Tables) -> Played:
    """Return the opening of a match, up to the first decision."""
    unfolding = Unfolding(tables, initial_state(tables))
    open_sitting(unfolding, 0)
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
    own = 1 << role
    match act:
        case Play(card=card):
            u.emit(ev.CardSealed(role, card), own)
        case Choose(fork=fork, choice=choice):
            u.emit(ev.ForkSealed(role, fork, choice), own)
        case Send():
            u.emit(ev.DispatchSealed(letter_of(u, role, act)), own)
        case Instruct():
            u.emit(ev.DispatchSealed(instruction_of(u, role, act)), own)
        case Ask():
            u.emit(ev.DispatchSealed(question_of(u, role, act)), own)
        case Hear(issue=issue, reading=reading):
            u.emit(ev.HearingChosen(role, issue, _standing(u, issue), reading), own)
        case Note(issue=issue, reading=reading, sure=sure):
            u.emit(ev.NoteTaken(role, issue, _standing(u, issue), reading, sure), own)
        case Done():
            _done(u, role)
        case _:
            _do_openly(u, role, act)


def _do_openly(u: Unfolding, role: int, act: Act) -> None:
    match act:
        case Sign(instruments=instruments):
            sign(u, role, instruments)
        case Ratify(instrument=number):
            ratify(u, role, number)
        case Repudiate(instrument=number):
            repudiate(u, role, number)
        case Withdraw(instrument=number) if u.state.clock.step == "signing":
            u.among_members(ev.SignatureWithdrawn(number, role), number)
        case Draw():
            raise AssertionError("only chance draws, and it does not come here")
        case _:
            at_table(u, role, cast("TableAct", act))  # all that is left is done at a table


def _done(u: Unfolding, role: int) -> None:
    if u.state.clock.step == "signing":
        answer_signing(u, role)
    else:
        u.announce(ev.StepDone(role))


def _standing(u: Unfolding, issue: int) -> int:
    """Return the words that stand on an issue."""
    clause = u.state.texts[u.tables.public.issues[issue].instrument].clauses[issue]
    assert clause is not None, "only words that stand are heard or noted"
    return clause.value

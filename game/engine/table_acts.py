"""What comes of an act at a table.

Law of this file: words are heard before the act they ride on; a formal act ends the turn, a free one not.
"""

from typing import assert_never

from game.engine import events as ev
from game.engine.acts import (
    PLEDGES,
    Accept,
    Adjourn,
    Agenda,
    BreakOff,
    Define,
    Free,
    Leave,
    Propose,
    Reject,
    Reopen,
    Say,
    Speak,
    TableAct,
    TextAct,
    Withdraw,
)
from game.engine.endings import close_talks
from game.engine.meetings import close_table, keep_word, leave_table, pass_turn
from game.engine.state import Proposal, Table
from game.engine.unfolding import Unfolding
from game.scenario.indices import members


def at_table(u: Unfolding, role: int, act: TableAct) -> None:
    """Let a seat act at its table."""
    table = next(t for t in u.state.tables if t is not None and t.present >> role & 1)
    match act:
        case Agenda(issue=issue):
            u.in_room(ev.IssueAdded(role, issue, table.meeting), table)
            return
        case Free(instrument=number):
            _free(u, role, table, number)
            return
        case _:
            for item in act.say:
                _say(u, role, table, item)
    match act:
        case Adjourn():
            _adjourn(u, role, table)
        case Leave():
            keep_word(u, role, "leave")
            leave_table(u, role, table.meeting)
        case BreakOff():
            _break_off(u, role, table)
        case _:
            _about_text(u, role, table, act)
            pass_turn(u, table.meeting)


def _say(u: Unfolding, role: int, table: Table, item: Say) -> None:
    said = ev.Said(role, item.intent, item.issue, item.words, table.meeting)
    u.in_room(said, table)
    if item.intent in PLEDGES:
        before = sum(one.intent in PLEDGES for one in u.table(table.meeting).said)
        sitting = u.state.clock.sitting
        pledged = ev.Pledged(
            role,
            sitting,
            table.meeting,
            before,
            item.intent,
            item.issue,
            item.value,
            item.deed,
            item.clause,
            item.card,
        )
        u.in_room(pledged, table)


# Texts ------------------------------------------------------------------------------------------


def _about_text(u: Unfolding, role: int, table: Table, act: TextAct) -> None:
    number = act.instrument
    match act:
        case Propose(package=package, in_exchange_for=wished, standing=standing):
            count = len(u.text(number).proposals) + 1
            tabled = ev.ProposalTabled(number, count, role, package, wished, standing, False)
            u.among_members(tabled, number)
            keep_word(u, role, "propose", package)
        case Accept(target=target):
            _accept(u, role, number, target)
        case Reject():
            _reject(u, role, table, number)
        case Withdraw(target=0):
            u.among_members(ev.SignatureWithdrawn(number, role), number)
        case Withdraw(target=target):
            u.among_members(ev.ProposalWithdrawn(number, target, role), number)
        case Define(issue=issue, reading=reading):
            count = len(u.text(number).proposals) + 1
            tabled = ev.ProposalTabled(number, count, role, (), (), False, False, issue, reading)
            u.among_members(tabled, number)
        case Reopen(issue=issue):
            u.among_members(ev.ClauseReopened(number, issue, role), number)
            u.take_effect(u.tables.hidden.reopening[number])
        case Speak(issue=issue, value=value):
            u.among_members(ev.WordsSpoken(number, issue, value, role), number)
        case _:
            assert_never(act)


def _accept(u: Unfolding, role: int, number: int, target: int) -> None:
    u.among_members(ev.ProposalAccepted(number, target, role), number)
    proposal = u.text(number).proposals[target - 1]
    if not u.instrument(number).binds(proposal.assents):
        return
    if proposal.reading < 0:
        u.among_members(ev.ClausesInitialled(number, target), number)
    elif _can_mean(u, number, proposal.issue, proposal.reading):
        u.among_members(ev.ReadingDefined(number, target, proposal.issue, proposal.reading), number)


def _can_mean(u: Unfolding, number: int, issue: int, reading: int) -> bool:
    """Return whether the clause still stands in words that can mean this."""
    clause = u.text(number).clauses[issue]
    return clause is not None and reading in u.tables.public.issues[issue].readings[clause.value]


def _reject(u: Unfolding, role: int, table: Table, number: int) -> None:
    """Turn proposals down where nothing can be agreed without `role`; elsewhere its turn goes by."""
    turned_down = False
    for text in members(table.texts) if number < 0 else (number,):
        open_ones = [p for p in u.text(text).proposals if p.status == "open" and p.role != role]
        if open_ones and _is_needed(u, role, text):
            turned_down = True
            numbers = tuple([p.number for p in open_ones])
            u.among_members(ev.ProposalsRejected(text, numbers, role), text)
        if u.instrument(text).signers >> role & 1:
            _refuse(u, role, text, open_ones)
    if not turned_down:
        u.in_room(ev.TurnDeclined(role, table.meeting), table)


def _is_needed(u: Unfolding, role: int, text: int) -> bool:
    """Return whether nothing in a text can be agreed without a role's assent."""
    fixed = u.instrument(text)
    return not fixed.binds(fixed.signers & ~(1 << role))


def _refuse(u: Unfolding, role: int, text: int, proposals: list[Proposal]) -> None:
    """Remember against a signatory what it would not define."""
    for proposal in proposals:
        if proposal.reading >= 0 and _can_mean(u, text, proposal.issue, proposal.reading):
            u.among_members(ev.DefinitionRefused(text, proposal.issue, proposal.reading, role), text)


def _free(u: Unfolding, role: int, table: Table, number: int) -> None:
    assert table.reopened is not None, "only what stood beside a clause reopened is freed"
    u.among_members(ev.CompanionsFreed(number, table.reopened.companions, role), number)


# The meeting ------------------------------------------------------------------------------------


def _adjourn(u: Unfolding, role: int, table: Table) -> None:
    u.in_room(ev.AdjournmentAsked(role, table.meeting), table)
    acted = table.acted | 1 << role
    if acted & table.present == table.present:
        close_table(u, table.meeting, table.minute)
    else:
        pass_turn(u, table.meeting)


def _break_off(u: Unfolding, role: int, table: Table) -> None:
    """End every text this side would have to sign; its own meeting ends with them."""
    u.announce(ev.TalksBrokenOff(role))
    keep_word(u, role, "break_off")
    for number, text in enumerate(u.state.texts):
        if text.status == "running" and u.instrument(number).signers >> role & 1:
            u.among_members(ev.TextConcluded(number, "broken_off"), number)
            close_talks(u, number)
    for other in u.state.tables:
        if other is not None and not other.closed and not _is_about_something(u, other):
            close_table(u, other.meeting, other.minute)
    if not u.table(table.meeting).closed:
        close_table(u, table.meeting, table.minute)


def _is_about_something(u: Unfolding, table: Table) -> bool:
    return table.texts == 0 or any(u.text(number).status == "running" for number in members(table.texts))

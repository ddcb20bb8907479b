"""Where play first left the documented course, on cases small enough to check by hand."""

from typing import NamedTuple

import pytest

from game.analysis.history import (
    Doing,
    Moment,
    clause_agrees,
    clause_played,
    documented_doings,
    first_divergence,
)
from game.engine.acts import Clause
from game.engine.names import Names
from game.engine.state import initial_state
from tests.session.matches import yalta

END = Moment(1, "aftermath", ended=True)


def doing(number: int, sitting: int, step: str, role: int, kind: str, *what: object) -> Doing:
    return Doing(number, sitting, step, role, kind, what)


A = doing(0, 0, "desk", 0, "play", 1)
B = doing(1, 0, "table", 1, "propose", 2)
C = doing(2, 0, "table", 0, "reject")
D = doing(3, 1, "table", 1, "adjourn")
HISTORY = [A, B, C, D]


class Case(NamedTuple):
    """Acts played, how far the match has come, and the numbers expected: (documented, played)."""

    played: list[Doing]
    now: Moment
    expected: tuple[int | None, int | None] | None


CASES = {
    "the same": Case([A, B, C, D], END, None),
    "a card not played, seen at the end": Case([B, C, D], END, (0, None)),
    "a card not played, and the table is open": Case([], Moment(0, "table", ended=False), (0, None)),
    "a card not played, and the desk is still open": Case([], Moment(0, "desk", ended=False), None),
    "nothing yet": Case([], Moment(-1, "arrivals", ended=False), None),
    "on the way": Case([A, B], Moment(0, "table", ended=False), None),
    "another package": Case([A, doing(7, 0, "table", 1, "propose", 9), C, D], END, (1, 7)),
    "another seat": Case([A, doing(7, 0, "table", 0, "propose", 2), C, D], END, (1, 7)),
    "another order": Case([A, C, B, D], END, (1, 2)),
    "one act more at the table": Case([A, B, C, doing(8, 0, "table", 1, "reject"), D], END, (None, 8)),
    "one act more at a step without record": Case(
        [A, B, C, doing(8, 0, "cable", 1, "send"), D], END, (None, 8)
    ),
    "an act missing at the end": Case([A, B, C], END, (3, None)),
    "an act missing before a later sitting": Case([A, B], Moment(1, "table", ended=False), (2, None)),
    "done is no act": Case([A, doing(9, 0, "desk", 0, "done"), B, C, D], END, None),
}


@pytest.mark.parametrize("name", CASES)
def test_the_first_divergence(name: str) -> None:
    """It is the sentence a class discusses; one act too early or too late and they discuss the wrong one."""
    case = CASES[name]

    found = first_divergence(HISTORY, case.played, case.now)

    numbers = found and tuple(None if one is None else one.number for one in found)
    assert numbers == case.expected


def test_sealed_acts_have_no_order_between_seats() -> None:
    """At desks and cables all write at once; who was quicker is no divergence. Within a seat order counts."""
    one, other = doing(0, 0, "desk", 1, "play", 1), doing(1, 0, "desk", 0, "send", 2)
    first, second = doing(2, 0, "desk", 0, "play", 3), doing(3, 0, "desk", 0, "send", 4)

    assert first_divergence([one, other], [other, one], END) is None
    assert first_divergence([first, second], [second, first], END) == (first, second)


def test_two_acts_of_one_sitting_are_compared_in_the_order_of_its_steps() -> None:
    """Desk before table before signing before cable, whatever order they are listed in."""
    cable, desk = doing(0, 0, "cable", 0, "send", 1), doing(1, 0, "desk", 0, "play", 2)

    assert first_divergence([cable, desk], [], END) == (desk, None)


def test_a_clause_counts_once_the_text_is_signed() -> None:
    """Initialled clauses of a text that lapsed are no agreement."""
    tables = yalta().tables
    text = initial_state(tables).texts[0]._replace(clauses=(Clause(1),) * 5)

    assert clause_played(text, 0) is None
    assert clause_played(text._replace(status="lapsed"), 0) is None
    assert clause_played(text._replace(status="signed"), 0) == Clause(1)


@pytest.mark.parametrize(
    ("played", "agrees"),
    [
        (None, False),
        (Clause(2, 1), True),
        (Clause(2, 1, 1), True),
        (Clause(2, 0), False),
        (Clause(1, 1), False),
    ],
)
def test_a_clause_agrees_in_option_and_form(played: Clause | None, agrees: bool) -> None:
    """The law of the file: option and clause form; publicity is shown but not counted."""
    assert clause_agrees(played, Clause(2, 1)) is agrees


def test_the_documented_acts_read_as_the_chronicle_reads_play() -> None:
    """Both sides of the comparison must speak the same language, or everything diverges."""
    opened = yalta()
    found = documented_doings(opened.scenario, Names(opened.tables))

    assert len(found) == len(opened.scenario.record.acts if opened.scenario.record else ())
    assert [d.number for d in found] == list(range(len(found)))
    assert {d.kind for d in found} == {"play", "propose", "reject", "adjourn", "send", "accept", "sign"}
    letters = [d for d in found if d.kind == "send"]
    assert all(d.what[0] >= 0 and len(d.what[1]) == 5 for d in letters)

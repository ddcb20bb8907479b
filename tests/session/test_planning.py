"""Acts worked out before they are part of a match."""

import pytest

from game.engine.acts import CHANCE
from game.engine.asking import act_data
from game.engine.errors import Refused
from game.session.match import Match
from game.session.planning import Step
from tests.session.matches import lines_of, made_up, new_match, people, picker, some_act

SEEDS = range(12)


def draw_all(match: Match) -> None:
    while match.due() == CHANCE:
        match.draw()


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_planned_and_settled_is_what_is_done(seed: int) -> None:
    """Act by act, with chance; or two acts ahead of what is settled."""
    opened = made_up(seed)
    done, settled = (new_match("all=human", seed, opened=opened) for _ in range(2))
    pick = picker("planning", seed)
    for match in (done, settled):
        draw_all(match)
    while people(done) and done.acts < 60:
        ahead: list[tuple[Step, ...]] = []
        while people(done) and len(ahead) < 2:
            role = people(done)[0]
            data = act_data(done.names, some_act(done, role, pick))
            before = [step for steps in ahead for step in steps]
            state, seq = settled.state, settled.seq()
            ahead.append(settled.planned(role, data, before=before))
            assert (settled.state, settled.seq()) == (state, seq)
            done.act(role, data)
            draw_all(done)
        for steps in ahead:
            settled.settle(steps)
        assert lines_of(settled) == lines_of(done)
        assert settled.state == done.state
        assert [settled.acts_of(role) for role in range(len(settled.roles))] == [
            done.acts_of(role) for role in range(len(done.roles))
        ]
    assert done.acts > 0


def test_an_act_on_what_comes_first_is_refused_where_that_rules_it_out() -> None:
    match = new_match("all=human")
    role = match.waiting()[0]
    first = match.planned(role, {"kind": "done"})
    match.planned(role, {"kind": "done"})  # as things stand it could be done
    with pytest.raises(Refused) as error:
        match.planned(role, {"kind": "done"}, before=first)
    assert error.value.code == "act/not_your_turn"

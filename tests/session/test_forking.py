"""A match forked at a line is a match of its own: it goes on as this one did, or otherwise."""

from pathlib import Path

import pytest

from game.engine.asking import act_data, read_act
from game.engine.digest import digest
from game.session.match import Match, Refusal
from game.session.moments import decisions, moments
from game.session.seats import SeatError
from game.storage.folders import find, open_folder
from tests.session.matches import (
    lines_of,
    made_up,
    new_match,
    picker,
    play_out,
    played,
    small,
    some_act,
)


@pytest.mark.parametrize("seats", ["", "all=random", "all=record", "stalin=record", "roosevelt=conceder"])
def test_a_fork_without_a_change_goes_on_as_the_match_did(seats: str) -> None:
    """Chance is keyed: without a change, and with the same luck, the future is the one there was."""
    match = played(seats, 5)
    lines = lines_of(match)

    end = match.forked(match.seq())
    assert lines_of(end) == lines
    assert digest(end.state) == digest(match.state)
    assert end.seats == match.seats
    for decision in decisions(match):
        fork = match.forked(decision.at)
        assert lines_of(fork) == lines[: decision.at]
        assert decision.role in fork.waiting()
        fork.run()
        assert lines_of(fork) == lines
        assert fork.acts == match.acts
    assert lines_of(match) == lines


def test_the_same_act_by_hand_leads_to_the_same_future() -> None:
    """Make the act again that was made, and the others answer as they did, up to the person's next act."""
    match, pick, acts = new_match("stalin=human", 7), picker("same"), []
    match.run()
    while not match.ended:
        acts.append(act_data(match.names, some_act(match, 0, pick)))
        match.act(0, acts[-1])
        match.run()
    lines = lines_of(match)
    own = [decision for decision in decisions(match) if decision.role == 0]

    assert len(own) == len(acts) > 5
    for decision, act, following in zip(own, acts, [*[d.at for d in own[1:]], match.seq()], strict=True):
        fork = match.forked(decision.at)
        fork.do(0, read_act(fork.names, fork.offered(0), act))
        fork.run()
        assert lines_of(fork) == lines[:following]


def test_runs_draw_anew_each_its_own_way() -> None:
    """A distribution of one future, or futures that depend on their order, would be worth nothing."""
    match = played("all=random", 3)
    at = decisions(match)[2].at
    ends = []
    for run in range(6):
        fork = match.forked(at, run=run)
        fork.run()
        again = match.forked(at).forked(at, run=run)
        again.run()
        assert lines_of(again) == lines_of(fork)
        ends.append(digest(fork.state))
    other = match.forked(at, seed=4)
    other.run()

    assert len(set(ends)) == 6
    assert ends[0] == digest(match.state)
    assert digest(other.state) not in ends
    assert (other.header.seed, match.header.seed) == (4, 3)


def test_a_fork_leaves_the_log_on_disk_as_it_was(tmp_path: Path) -> None:
    """Asking what if must never cost the game that was played, nor wait for its lock."""
    log = tmp_path / "game.jsonl"
    live = play_out(new_match("stalin=human", 2, log), picker("fork"), most=4)
    before, lines, state = log.read_bytes(), lines_of(live), live.state

    fork = live.forked(live.seq(), seats={"stalin": "linear"}, run=3)
    fork.run()
    fork.close()

    assert fork.ended
    assert log.read_bytes() == before
    assert (lines_of(live), live.state, live.seats["stalin"]) == (lines, state, "human")
    play_out(live, picker("on"))
    live.close()
    assert lines_of(Match.resume(log, write=False)) == lines_of(live)


def test_who_takes_a_seat_over_is_a_line_of_the_fork() -> None:
    """The lines alone tell who sat where: a fork can be read back like any match."""
    match = play_out(new_match("stalin=human", 4), picker("seats"))
    at = decisions(match)[3].at
    fork = match.forked(at, seats={"stalin": "boulware", "chance": "record"}, run=1)
    fork.run()
    changes = [item.data for item in fork.happenings if item.type == "player_changed"]

    assert changes[:2] == [
        {"role": "stalin", "from": "human", "to": "boulware"},
        {"role": "chance", "from": "seeded", "to": "record"},
    ]
    assert fork.header.seats == match.header.seats
    again = Match.taken_up(fork.contents(), name="fork")
    assert lines_of(again) == lines_of(fork)
    assert again.seats == fork.seats
    assert digest(again.state) == digest(fork.state)
    with pytest.raises(SeatError):
        match.forked(at, seats={"stalin": "nobody"})
    with pytest.raises(SeatError):
        match.forked(at, seats={"molotov": "linear"})


def test_a_fork_lies_between_acts() -> None:
    """Half an act is no moment of a game."""
    match = played("", 1)
    assert match.happenings[0].more == 1
    for at, code in ((1, "within"), (0, "beyond"), (match.seq() + 1, "beyond"), (-1, "beyond")):
        with pytest.raises(Refusal) as refusal:
            match.forked(at)
        assert refusal.value.code == f"session/fork_{code}"
    with pytest.raises(Refusal, match="line 2"):
        match.forked(1)


def test_what_was_taken_back_can_be_forked_and_what_stands_is_listed() -> None:
    """An act taken back happened; the moments of a match are those that stand."""
    match = play_out(new_match("roosevelt=human", 6), picker("back"), most=3)
    taken = lines_of(match)
    match.undo()
    undone = match.seq()
    play_out(match, picker("again"))

    assert lines_of(match.forked(undone - 1)) == taken
    assert match.forked(undone).acts < match.forked(undone - 1).acts
    found = decisions(match)
    assert len(found) == match.acts
    assert not any(item.type == "undone" for moment in moments(match) for item in moment.items)
    for decision in found:
        fork = match.forked(decision.at)
        assert decision.role in fork.waiting()
        assert {template.kind for template in fork.offered(decision.role)} == set(decision.kinds)
        assert (decision.sitting, decision.step) == (fork.state.clock.sitting, fork.state.clock.step)
    assert any(decision.is_choice for decision in found)


def test_forks_of_shorter_versions_and_of_made_up_cases() -> None:
    """A cut is cut once; a case without history, with delegates and cables, forks too."""
    moscow = open_folder(find("moscow-1945"))
    roles = dict.fromkeys(moscow.tables.public.roles, "linear")
    cut = Match.new(moscow, seed=2, seats={**roles, "chance": "seeded"}, cut="45")
    cut.run()
    again = Match.taken_up(cut.contents(), name="again")
    assert lines_of(again) == lines_of(cut)
    for match in (cut, again, played("", 3, opened=small("capital"))):
        for decision in decisions(match)[:: max(1, match.acts // 6)]:
            fork = match.forked(decision.at)
            fork.run()
            assert digest(fork.state) == digest(match.state)


@pytest.mark.parametrize("seed", range(8))
def test_forks_of_random_cases_keep_the_law(seed: int) -> None:
    """Whatever the rulebook lets an author write: every decision can be taken up and comes out as it did."""
    opened = made_up(seed)
    seats = {**dict.fromkeys(opened.tables.public.roles, "random"), "chance": "seeded"}
    match = Match.new(opened, seed=seed, seats=seats)
    match.run()
    lines, found = lines_of(match), decisions(match)

    assert len(found) == match.acts > 0
    for decision in found[:: max(1, len(found) // 12)]:
        fork = match.forked(decision.at)
        assert decision.role in fork.waiting()
        fork.run()
        assert lines_of(fork) == lines
    assert len(list(moments(match))) == sum(item.more == 0 for item in match.standing())

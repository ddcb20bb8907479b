"""Counted games, as chess programs count moves (perft): how many ways a game can go for so many acts.

A rule that lets one act too many through, or one too few, changes these numbers even where no other
test looks. Acts are the canonical ones (`canonical_acts`) of the first seat waited for, and every
outcome of chance. When a change of the rules or of Yalta is meant, count again by hand where that
is possible (depths 1 to 3), and write the new numbers down.
"""

from collections.abc import Iterator

import pytest

from game.engine.acts import CHANCE, Act, Draw
from game.engine.chance import drawing
from game.engine.course import waiting_for
from game.engine.decide import begin, play
from game.engine.sampling import canonical_acts
from game.engine.state import State
from game.engine.templates import templates
from game.scenario.tables import Tables
from tests.engine.playing import Game, tables_in
from tests.strategies import knowledge, yalta


def choices(tables: Tables, state: State) -> Iterator[tuple[int, Act]]:
    waiting = waiting_for(tables, state)
    if waiting == (CHANCE,):
        due = drawing(tables, state)
        assert due is not None, "chance is waited for only when it has something to draw"
        yield from ((CHANCE, Draw(outcome)) for outcome in range(len(due.weights)))
    elif waiting:
        offered = templates(knowledge(tables, state, waiting[0]))
        yield from ((waiting[0], act) for act in canonical_acts(offered))


def ways(tables: Tables, state: State, depth: int) -> int:
    """Return how many courses of exactly `depth` acts lead on from `state`."""
    if depth == 0:
        return 1
    following = (play(tables, state, r, act).state for r, act in choices(tables, state))
    return sum(ways(tables, after, depth - 1) for after in following)


def whole_games(tables: Tables, state: State) -> int:
    """Return how many courses lead from `state` to the end of the game."""
    if state.clock.ended:
        return 1
    following = (play(tables, state, r, act).state for r, act in choices(tables, state))
    return sum(whole_games(tables, after) for after in following)


# When one of three leaves, the other two go on: of the valley's six first acts `leave` is followed by six
# (it was one), and `break_off`, which ends only the texts one signs, by the desk of a card (it was the end).
# At Yalta and the harbour a card keeps a desk open after the talks are broken off.
YALTA = {1: 2, 2: 2, 3: 20, 4: 361, 5: 6426}
HARBOUR = {1: 3, 2: 6, 3: 16, 4: 93, 5: 665, 6: 4889}
VALLEY = {1: 6, 2: 33, 3: 183, 4: 897, 5: 4460}


@pytest.mark.parametrize("depth", YALTA)
def test_the_ways_yalta_begins_are_counted(depth: int) -> None:
    """The tutorial's own tree: desk and first talk, cards and proposals."""
    assert ways(yalta(), begin(yalta()).state, depth) == YALTA[depth]


@pytest.mark.slow
def test_the_ways_yalta_begins_are_counted_deeper() -> None:
    """One act further, at the price of some seconds."""
    assert ways(yalta(), begin(yalta()).state, 6) == 118500


@pytest.mark.parametrize("depth", HARBOUR)
def test_the_ways_of_the_harbour_are_counted(depth: int) -> None:
    """Two cards, a dispatch and its transits, then the table."""
    tables = tables_in("harbour.yaml")
    assert ways(tables, begin(tables).state, depth) == HARBOUR[depth]


@pytest.mark.parametrize("depth", VALLEY)
def test_the_ways_of_the_valley_are_counted(depth: int) -> None:
    """Three seats at one table, and a second text."""
    tables = tables_in("valley.yaml")
    assert ways(tables, begin(tables).state, depth) == VALLEY[depth]


def test_the_first_acts_of_the_valley_are_counted_by_hand() -> None:
    """The hill opens: one issue of two options to propose, reject, adjourn, leave, break off."""
    tables = tables_in("valley.yaml")
    kinds = [act.kind for _, act in choices(tables, begin(tables).state)]

    assert kinds == ["propose", "propose", "reject", "adjourn", "leave", "break_off"]


def signing_of(name: str, *acts: tuple[str, str, dict[str, str | int]]) -> Game:
    """Return the third sitting's signing, after proposals that all accept."""
    game = Game(name)
    for sitting, role, issues in acts:
        game.go_to(sitting, "table").act(role, "propose", issues=issues)
        while any(proposal.status == "open" for text in game.state.texts for proposal in text.proposals):
            game.act(game.waiting[0], "accept")
    return game.go_to("third", "signing")


def test_the_whole_games_from_the_valleys_signing_are_counted_by_hand() -> None:
    """Three seats, each signs all it may or nothing, and then it is over: two times two times two."""
    game = signing_of("valley.yaml", ("first", "hill", {"road": "new"}), ("second", "east", {"gate": "open"}))

    assert whole_games(game.tables, game.state) == 2 * 2 * 2


def test_the_whole_games_from_the_harbours_signing_are_counted() -> None:
    """To the last event: signed at once, or one more meeting and signing, and the harvest."""
    game = signing_of("harbour.yaml", ("third", "north", {"border": "ridge", "toll": 5, "peace": "alliance"}))

    # Signed by both: only the harvest is left. Otherwise a meeting of two turns comes between.
    assert whole_games(game.tables, game.state) == 954

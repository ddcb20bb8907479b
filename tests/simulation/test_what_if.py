"""Playing on from a moment: the same answer from any number of processes, and nothing told too early."""

from collections import Counter
from functools import cache

import pytest

from game.engine.errors import Refused
from game.messages import text
from game.presentation.what_if import moments_data, what_if, what_if_lines
from game.session.match import Match, Refusal
from game.session.moments import decisions
from game.session.seats import SeatError, reseated
from game.simulation.what_if import Question, ask, ending_of, usual_seats, who_decides
from game.storage.folders import find, open_folder
from tests.session.matches import (
    HUMANS,
    Data,
    lines_of,
    new_match,
    picker,
    play_out,
    played,
    small,
    varied,
    without_record,
)


@cache
def game() -> Match:
    """A match of AI players, Stalin's bold and Roosevelt's usual."""
    return played("stalin=boulware", 3)


@cache
def with_a_person() -> Match:
    return play_out(new_match("stalin=human", 5), picker("what if"))


def moment(kind: str, *, nth: int = 0) -> int:
    """Return a line of the game after which a seat could do an act of this kind."""
    return [one.at for one in decisions(game()) if kind in one.kinds][nth]


def test_the_answer_does_not_depend_on_the_processes_that_play() -> None:
    """A result is the same on a laptop and on a server, and again tomorrow."""
    question, told = Question(moment("propose"), act={"kind": "reject"}), []
    alone = ask(game(), question, 9, jobs=1, done=lambda: told.append(1))
    split = ask(game(), question, 9, jobs=3, done=lambda: told.append(1))
    more = ask(game(), question, 12, jobs=1)

    assert alone.endings == split.endings == more.endings[:9]
    assert (alone.same_luck, alone.happened) == (split.same_luck, split.happened)
    assert len(told) == 18
    assert lines_of(alone.fork) == lines_of(split.fork)


def test_each_run_is_the_fork_of_its_number() -> None:
    """What the numbers count can be looked at one by one."""
    at = moment("propose", nth=2)
    answer = ask(game(), Question(at), 6)
    for run, ending in enumerate(answer.endings, start=1):
        fork = game().forked(at, run=run)
        fork.run()
        assert ending_of(fork) == ending
    assert len(set(answer.endings)) > 1
    assert ask(game(), Question(at, seed=99), 6).endings != answer.endings


def test_without_a_change_the_luck_of_the_match_gives_the_match() -> None:
    """With its own luck and no other act, nothing can come out otherwise."""
    for one in decisions(game())[::5]:
        answer = ask(game(), Question(one.at), 1)
        assert answer.same_luck == answer.happened == ending_of(game())
    record = played("all=record", 1)
    answer = ask(record, Question(decisions(record)[0].at), 2)
    assert answer.same_luck == answer.happened
    assert answer.fork.seats["chance"] == "seeded"
    assert usual_seats(record, decisions(record)[0].at)["stalin"] == "record"


def test_ai_players_take_over_from_people() -> None:
    """Whoever asks what if does not want to play a hundred games."""
    match = with_a_person()
    at = decisions(match)[4].at
    answer = ask(match, Question(at), 3)

    assert answer.fork.seats["stalin"] == "linear"
    assert match.seats["stalin"] == "human"
    seats = reseated("all=conceder,roosevelt=random", usual_seats(match, at), match.kinds)
    assert seats == {"stalin": "conceder", "roosevelt": "random", "chance": "seeded"}
    assert ask(match, Question(at, seats=seats), 1).fork.seats == seats
    with pytest.raises(SeatError) as error:
        ask(match, Question(at, seats={"roosevelt": "human"}), 1)
    assert error.value.code == "seats/no_humans"
    for wrong in ("roosevelt=nobody", "molotov=linear", "stalin"):
        with pytest.raises(SeatError):
            reseated(wrong, usual_seats(match, at), match.kinds)


def test_another_act_is_made_by_whoever_decides() -> None:
    """At a desk several decide at once: the one who did, or the one named."""
    match = game()
    first = decisions(match)[0]
    assert who_decides(match, first.at) == first.role == 0
    assert who_decides(match, first.at, 1) == 1
    answer = ask(
        match, Question(first.at, 1, {"kind": "send", "channel": "harriman_molotov", "words": "Wait."}), 1
    )
    assert [item.by for item in answer.fork.happenings[first.at :] if item.entry] == [1]

    table = moment("propose")
    with pytest.raises(Refused) as refused:
        who_decides(match, table, 1 - who_decides(match, table))
    assert refused.value.code == "act/not_your_turn"
    for act, code in (
        ({"kind": "accept"}, "act/not_now"),
        ({"kind": "propose", "instrument": "agreement", "issues": {"moon": 1}}, "act/unknown_issue"),
        ({"kind": "dance"}, "act/unknown_kind"),
    ):
        with pytest.raises(Refused) as refused:
            ask(match, Question(table, act=act), 1)
        assert refused.value.code == code


def test_only_where_a_seat_decides_and_only_after_the_end() -> None:
    """The future of a game that is played is nobody's to look up."""
    match = game()
    decided = {one.at for one in decisions(match)}
    drawn = next(item.seq - 1 for item in match.happenings if item.by == -1 and item.type == "drawn")
    for at in (0, 1, drawn, match.seq(), match.seq() + 5, -3):
        assert at not in decided
        with pytest.raises(Refusal) as refusal:
            ask(match, Question(at), 1)
        assert refusal.value.code == "session/no_decision"
        near = [int(part.split()[0]) for part in refusal.value.message.rpartition(": ")[2][:-1].split(", ")]
        assert near
        assert set(near) <= decided
    live = new_match(HUMANS, 1)
    live.run()
    for attempt in (lambda: ask(live, Question(2), 1), lambda: moments_data(live)):
        with pytest.raises(Refusal) as refusal:
            attempt()
        assert refusal.value.code == "session/not_over"


# Told -----------------------------------------------------------------------------------------------


def told(match: Match, question: Question, runs: int) -> Data:
    return what_if(match, question, ask(match, question, runs))


def test_shares_are_counted_beside_this_match_and_the_record() -> None:
    """Each row is a fact about the runs: count them again."""
    question = Question(moment("propose"), act={"kind": "reject"})
    answer = ask(game(), question, 30)
    data = what_if(game(), question, answer)
    statuses = Counter(ending.texts[0] for ending in answer.endings)

    rows = data["instruments"]["agreement"]["endings"]
    assert {row["status"]: row["count"] for row in rows if row["count"]} == statuses
    assert [row["status"] for row in rows if row["documented"]] == ["signed"]
    assert [row["status"] for row in rows if row["happened"]] == [game().state.texts[0].status]
    assert len(data["clauses"]) == 5
    for number, one in enumerate(data["clauses"]):
        counts = [row["count"] for row in one["clauses"]]
        assert sum(counts) == data["runs"] == 30
        assert [n for n in counts if n] == sorted((n for n in counts if n), reverse=True)
        assert sum(row["happened"] for row in one["clauses"]) == 1
        assert sum(row["documented"] for row in one["clauses"]) == 1
        assert len({ending.clauses[number] for ending in answer.endings}) == sum(n > 0 for n in counts)
        for row in one["clauses"]:
            assert row["low"] <= row["share"] <= row["high"]
    for role, number in (("stalin", 0), ("roosevelt", 1)):
        values = [point for ending in answer.endings if (point := ending.points[number]) is not None]
        found = data["points"][role]
        assert (found["least"], found["greatest"]) == (min(values), max(values))
        assert found["happened"] == answer.happened.points[number]
    assert data["moment"]["instead"] != data["moment"]["made"]
    assert data["moment"]["act"] == {"kind": "reject"}


def test_it_is_said_in_short_lines() -> None:
    """A half page: what was asked, and every row of the data with its marks."""
    question = Question(moment("propose"), act={"kind": "reject"})
    data = told(game(), question, 20)
    lines = what_if_lines(data)
    whole = "\n".join(f"{heading}\n" + "\n".join(map("".join, rows)) for heading, rows in lines)

    assert data["moment"]["made"] in whole
    assert data["moment"]["instead"] in whole
    assert text("whatif/played_only", count=20) in whole
    assert text("whatif/no_weight") in whole
    assert len(lines) == 1 + 1 + 5 + 1
    assert len(lines[1][1]) == len(data["instruments"]["agreement"]["endings"])
    same = told(game(), Question(question.at), 1)
    assert text("whatif/same_luck") in [row.said for row in what_if_lines(same)[0][1]]
    assert not any(
        text("whatif/mark_same_luck") in row.said for _, rows in what_if_lines(same) for row in rows
    )


def test_cases_without_history_and_with_delegates_are_told_too() -> None:
    """No record, no documented mark; a recorder has no points; a version leaves out what it fixes."""
    bare = played("", 2, opened=varied(without_record))
    capital = played("", 2, opened=small("capital"))
    moscow = open_folder(find("moscow-1945"))
    seats = dict.fromkeys((*moscow.tables.public.roles, "chance"), "record")
    cut = Match.new(moscow, seed=1, seats=seats, cut="45")
    cut.run()
    for match in (bare, capital, cut):
        one = decisions(match)[match.acts // 2]
        data = told(match, Question(one.at), 2)
        fixed = {issue.id for issue in match.tables.public.issues if issue.fixed is not None}
        assert {row["issue"] for row in data["clauses"]}.isdisjoint(fixed)
        assert what_if_lines(data)
        documented = [row["documented"] for clause in data["clauses"] for row in clause["clauses"]]
        assert any(documented) == (match.opened.scenario.record is not None)
        assert len(moments_data(match)["decisions"]) == match.acts


def test_the_moments_name_who_decided_what() -> None:
    """One finds the line to give by reading, not by counting."""
    data = moments_data(with_a_person())
    found = data["decisions"]

    assert all(one["act"] for one in found)
    assert [one["at"] for one in found] == sorted({one["at"] for one in found})
    for one in found[::4]:
        fork = with_a_person().forked(one["at"])
        assert fork.role_number(one["role"]) in fork.waiting()
        assert one["choice"] == (one["kinds"] != ["done"])

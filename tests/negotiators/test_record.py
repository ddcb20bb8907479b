"""`record` reproduces history, and says so when it cannot."""

from pathlib import Path
from typing import Any

import pytest

from game.presentation.debrief import debrief
from game.session.match import Match
from tests.session.matches import body, new_match, played, varied, without_record, yalta


def outcome(match: Match) -> dict[str, Any]:
    """Return the options of the signed text, by issue."""
    shown = match.state.texts[0]
    return {
        table.id: None if clause is None else table.values[clause.value]
        for table, clause in zip(match.tables.public.issues, shown.clauses, strict=True)
    }


ON_RECORD = ("reason/record", "reason/record_nothing")
LINEAR = tuple(
    f"reason/{code}"
    for code in [
        *("accept", "propose", "propose_otherwise", "refuse", "complete", "card", "draft", "sign", "no_sign"),
        "define",
    ]
)


def reasons(match: Match, role: str) -> list[str]:
    """Return the codes of why a role's AI player did what it did."""
    return [i.data["code"] for i in match.happenings if i.type == "reason" and i.data["role"] == role]


@pytest.mark.parametrize("seed", range(5))
def test_the_record_reproduces_the_documented_outcome(seed: int) -> None:
    """The agreement of 11 February 1945 (FRUS Malta and Yalta, p. 984), clause by clause, for any seed."""
    match = played("all=record", seed)

    assert match.state.clock.status == "signed"
    assert outcome(match) == {
        "mongolia": "status_quo",
        "ports": "intl_and_base",
        "railways": "joint_company",
        "concurrence": "president_obtains",
        "entry": 3,
    }
    found = debrief(match)
    assert [(r["issue"], r["reading"]) for r in found["readings"]] == [("mongolia", "mpr")]
    assert (found["against_history"]["matched"], found["against_history"]["total"]) == (5, 5)


def test_the_record_agrees_with_its_own_scenario() -> None:
    """The expectation above is typed by hand; the scenario must say the same."""
    record = yalta().scenario.record
    assert record is not None
    clauses = record.outcome["agreement"].clauses

    assert {name: clause.value for name, clause in clauses.items()} == outcome(played("all=record"))
    assert clauses["mongolia"].reading == "mpr"


def test_history_never_turns_into_linear() -> None:
    """With all seats on the record nobody deviates, chance included."""
    match = played("all=record", 3)

    assert match.seats == {"stalin": "record", "roosevelt": "record", "chance": "record"}
    assert "player_changed" not in {item.type for item in match.happenings}
    codes = {item.data["code"] for item in match.happenings if item.type == "reason"}
    assert codes == {"reason/record", "reason/record_nothing"}


@pytest.mark.parametrize(
    ("seats", "seed"),
    [
        *(("stalin=record,roosevelt=linear", seed) for seed in range(4)),
        *(("roosevelt=record,stalin=linear", seed) for seed in range(4)),
        *(("roosevelt=record,stalin=random", seed) for seed in range(4)),
    ],
)
def test_against_another_player_the_change_is_in_the_log(seats: str, seed: int, tmp_path: Path) -> None:
    """A spectator must be told when what they watch is no longer history; so must a resumed program."""
    follower = seats.partition("=")[0]
    log = tmp_path / "game.jsonl"
    match = played(seats, seed, log)
    changes = [line for line in body(log) if line["type"] == "player_changed"]

    assert [line["data"] for line in changes] == [{"role": follower, "from": "record", "to": "linear"}]
    assert changes[0]["audience"] == []
    assert match.seats[follower] == "linear"
    assert Match.resume(log, write=False).seats == match.seats
    codes = reasons(match, follower)
    given_up = [code for code in codes if code not in (*ON_RECORD, *LINEAR)]
    assert len(given_up) == 1, "it gives up once, for a stated reason, and never comes back"
    after = codes[codes.index(given_up[0]) + 1 :]
    assert after
    assert not any(code in ON_RECORD for code in after)


def test_while_it_keeps_its_seat_it_makes_documented_acts_only() -> None:
    """Where the other side leaves history but nothing on the record is out of reach, it goes on."""
    kept = [
        match
        for seed in range(20)
        if (match := played("stalin=record,all=random", seed)).seats["stalin"] == "record"
    ]

    assert kept
    for match in kept:
        assert set(reasons(match, "stalin")) <= set(ON_RECORD)
        assert "player_changed" not in {item.type for item in match.happenings}


def test_it_stays_on_the_record_while_the_other_side_does() -> None:
    """A person who makes the documented acts meets the documented answers."""
    match = new_match("roosevelt=human,stalin=record,chance=record")
    match.run()
    record = match.opened.scenario.record
    assert record is not None
    acts = [item for item in record.acts if item.role == "roosevelt"]
    while not match.ended:
        clock = match.state.clock
        here = match.opened.scenario.calendar[clock.sitting].id
        fitting = [item for item in acts if (item.sitting, item.step) == (here, clock.step)]
        if fitting:
            acts.remove(fitting[0])
        match.act(1, fitting[0].act if fitting else {"kind": "done"})
        match.run()

    assert match.seats["stalin"] == "record"
    assert debrief(match)["against_history"]["matched"] == 5


def test_without_a_record_it_is_linear_from_its_first_act_at_the_table() -> None:
    """A scenario of one's own may have no history; `record` must still be able to sit there."""
    match = played("all=record", 2, opened=varied(without_record))

    assert match.ended
    assert {match.seats["stalin"], match.seats["roosevelt"]} == {"linear"}


def test_it_does_not_accept_less_than_it_got_in_history() -> None:
    """The other side's proposal is the documented one but for one clause that is worse for this seat."""
    match = new_match("stalin=human,roosevelt=record,chance=record")
    match.run()
    worse = {
        "entry": 6,
        "mongolia": "status_quo",
        "ports": "intl_and_base",
        "railways": "joint_company",
        "concurrence": "president_obtains",
    }
    record = match.opened.scenario.record
    assert record is not None
    acts = [item for item in record.acts if item.role == "stalin"]
    while match.seats["roosevelt"] == "record":
        clock = match.state.clock
        here = match.opened.scenario.calendar[clock.sitting].id
        fitting = [item for item in acts if (item.sitting, item.step) == (here, clock.step)]
        if fitting:
            acts.remove(fitting[0])
        data: dict[str, Any] = dict(fitting[0].act) if fitting else {"kind": "done"}
        if data["kind"] == "propose":
            data["issues"] = worse
        match.act(0, data)
        match.run()

    codes = [item.data["code"] for item in match.happenings if item.type == "reason"]
    assert "reason/record_worse" in codes
    assert match.state.clock.sitting == 2
    assert match.state.texts[0].clauses == (None,) * 5

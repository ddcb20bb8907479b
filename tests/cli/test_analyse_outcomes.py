"""`kherem analyse` with an outcome or a match to look at, changed weights, and the page of the plane."""

import json
from math import hypot
from pathlib import Path

import pytest

from game.cli.main import FAILED, USAGE
from game.messages import text
from game.session.match import Match
from tests.cli.running import run
from tests.session.matches import new_match

TABLE = "issue,option,A,B\npay,high,9.5,0\n,low,0,2\nhours,long,0,9.5\n,short,2,0\nwalkaway,,1,1\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "case.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def outcome_file(folder: Path, data: object) -> Path:
    path = folder / "outcome.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


# What there is to be had ------------------------------------------------------------------------


def test_the_zone_and_what_hangs_on_each_issue(table: Path) -> None:
    """On the table's own scale, decimals and all; in words as well."""
    data = run("analyse", table, "--format", "json").json

    assert data["zone"] == {"A": {"least": 2, "most": 9.5}, "B": {"least": 2, "most": 9.5}}
    assert data["swings"]["pay"] == {
        "A": {"most": 7.5, "nash": 7.5, "worst": "low"},
        "B": {"most": 7.5, "nash": 7.5, "worst": "low"},
    }
    said = " ".join(run("analyse", table).out.split())
    assert text("analyse/zone", ranges="A 2 to 9.5; B 2 to 9.5") in said
    assert text("analyse/swing", issue="pay", most="A 7.5, B 7.5", nash="A 7.5, B 7.5") in said


def test_weights_a_fifth_less_or_more(table: Path) -> None:
    """Every weight is tried; what turns nothing is not told. A history may turn, too."""
    data = run("analyse", table, "--sensitivity", "--format", "json").json["sensitivity"]
    assert data == {"tried": 12, "turns": []}
    assert text("analyse/turns_nothing") in " ".join(run("analyse", table, "--sensitivity").out.split())

    found = run("analyse", "moscow-1945", "--sensitivity", "--format", "json").json["sensitivity"]
    assert found["tried"] > len(found["turns"]) > 0
    assert {turn["percent"] for turn in found["turns"]} <= {80, 120}
    for turn in found["turns"]:
        assert turn["nash"] or turn["acceptance"] or turn["frontier"]
    assert "sensitivity" not in run("analyse", "moscow-1945", "--format", "json").json


# An outcome -------------------------------------------------------------------------------------


def test_an_outcome_and_the_trade_it_leaves(table: Path, tmp_path: Path) -> None:
    """The same form as the analysis prints outcomes in; both ways of giving one are the same."""
    package = {"pay": "low", "hours": "short"}
    found = run("analyse", table, "--outcome", outcome_file(tmp_path, package), "--format", "json").json[
        "outcome"
    ]

    assert found["points"] == [2, 2]
    assert found["package"] == package
    assert not found["on_frontier"]
    assert found["refused_by"] == []
    assert found["short"] == 7.5
    assert found["trades"] == [{"changes": {"pay": "high", "hours": "long"}, "gains": {"A": 7.5, "B": 7.5}}]
    nash, nearest = (7.5, 7.5), (9.5, -2)  # of 11.5 between worst and best; the nearest need not be better
    for name, apart in (("nash", nash), ("frontier", nearest)):
        assert found["distance"][name] == pytest.approx(hypot(*apart) / 11.5, abs=1e-4)
    again = outcome_file(tmp_path, {"package": package})
    assert run("analyse", table, "--outcome", again, "--format", "json").json["outcome"] == found


def test_a_scenario_s_outcome_beside_history(tmp_path: Path) -> None:
    """A choice with a form may be named by its option; what is left out is silent."""
    history = run("analyse", "moscow-1945", "--format", "json").json["documented"]
    same = run(
        "analyse", "moscow-1945", "--outcome", outcome_file(tmp_path, history), "--format", "json"
    ).json["outcome"]
    assert same["beside_documented"] == {"differs": [], "gains": [0, 0], "distance": 0}
    assert {key: same[key] for key in history} == history

    given = {**history["package"], "manchuria": "three_months", "railways": "chinese_majority"}
    del given["xinjiang"]
    path = outcome_file(tmp_path, given)
    other = run("analyse", "moscow-1945", "--outcome", path, "--format", "json").json["outcome"]
    assert other["package"]["manchuria"].startswith("three_months, ")
    assert other["package"]["xinjiang"] == "silent"
    apart = other["beside_documented"]
    assert set(apart["differs"]) >= {"xinjiang", "railways"}
    assert apart["gains"] == [a - b for a, b in zip(other["points"], history["points"], strict=True)]
    assert apart["distance"] > 0


@pytest.mark.parametrize(
    ("data", "code", "values"),
    [
        ({"wages": "high"}, "no_such_issue", {"name": "wages", "known": "pay, hours"}),
        (
            {"pay": "middling", "hours": "long"},
            "no_such_choice",
            {"name": "middling", "issue": "pay", "known": "high; low"},
        ),
        ({"pay": "high"}, "issue_left_out", {"name": "hours", "known": "long; short"}),
        ([1], "not_an_outcome", {"reason": "list"}),
    ],
)
def test_an_outcome_that_is_none_is_refused_with_its_place(
    table: Path, tmp_path: Path, data: object, code: str, values: dict[str, str]
) -> None:
    path = outcome_file(tmp_path, data)
    found = run("analyse", table, "--outcome", path)

    assert found.code == FAILED
    assert text(f"analyse/{code}", **{"name": str(path), **values}) in found.err


def test_a_file_that_is_no_json_or_not_there(table: Path, tmp_path: Path) -> None:
    path = tmp_path / "outcome.json"
    path.write_text('{"pay": }', encoding="utf-8")
    found = run("analyse", table, "--outcome", path)
    assert found.code == FAILED
    assert "line 1 column 9" in found.err

    assert run("analyse", table, "--outcome", tmp_path / "none.json").code == USAGE
    assert run("analyse", "yalta-1945", "--log", tmp_path / "none.jsonl").code == USAGE


# A match ----------------------------------------------------------------------------------------


@pytest.fixture
def yalta_log(tmp_path: Path) -> Path:
    path = tmp_path / "yalta.jsonl"
    match = new_match("", seed=3, log=path)
    match.run()
    match.close()
    return path


def test_a_match_is_weighed_as_things_stood_at_its_end(yalta_log: Path) -> None:
    """Its result, and every offer as the outcome it would have made of that result."""
    data = run("analyse", "yalta-1945", "--log", yalta_log, "--format", "json").json
    match = Match.resume(yalta_log, write=False)
    packages = [p for one in match.state.texts for p in one.proposals if p.package]

    assert data["match"] == {"status": "signed", "agreed": True, "offers_completed_with": "outcome"}
    assert [offer["role"] for offer in data["offers"]] == [match.roles[p.role] for p in packages]
    assert data["offers"][-1]["points"] == data["outcome"]["points"], "the last offer was taken"
    assert set(data["outcome"]["beside_documented"]) == {"differs", "gains", "distance"}
    said = " ".join(run("analyse", "yalta-1945", "--log", yalta_log).out.split())
    assert text("analyse/at_end") in said
    assert text("analyse/match") in said


def test_a_match_of_another_scenario_or_with_another_hour_is_refused(yalta_log: Path) -> None:
    other = run("analyse", "moscow-1945", "--log", yalta_log)
    assert other.code == FAILED
    assert text("analyse/other_scenario", name="yalta-1945") in other.err

    both = run("analyse", "yalta-1945", "--log", yalta_log, "--at", "draft")
    assert both.code == USAGE
    assert text("analyse/not_together", one="--log", other="--at") in both.err


# The page ---------------------------------------------------------------------------------------


def test_the_page_has_two_roles(table: Path) -> None:
    found = run("analyse", table, "--format", "html")
    assert found.code == 0
    assert found.out.startswith("<!doctype html>")

    alone = run("analyse", table, "--roles", "A", "--format", "html")
    assert alone.code == USAGE
    assert text("analyse/two_roles", known="A, B") in alone.err

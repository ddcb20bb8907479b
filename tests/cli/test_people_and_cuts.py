"""Two people at one seat, and shorter versions, on the command line."""

import json
from pathlib import Path

import pytest

from game.cli.main import DONE, REFUSED, USAGE
from game.cli.scenarios import _data
from game.storage.folders import MAIN_FILE
from tests.cli.running import run
from tests.session.matches import Data, varied, yalta, yalta_data
from tests.strategies import yaml_of

NEW = ("new-match", "yalta-1945", "--seats", "roosevelt=human", "--seed", "3")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A match in which Ann and Bo share the American seat."""
    log = tmp_path / "game.jsonl"
    assert run(*NEW, "--people", "roosevelt=Ann+Bo", "--log", log).code == DONE
    return log


@pytest.fixture
def shorter(tmp_path: Path) -> Path:
    """Yalta with a shorter version, in a folder of its own."""
    data = yalta_data()
    two_versions(data)
    folder = tmp_path / "yalta"
    for name, prose in yalta().source.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml_of(data) if name == MAIN_FILE else prose, encoding="utf-8")
    return folder


def two_versions(data: Data) -> None:
    """Give Yalta a shorter version."""
    keeps = [sitting["id"] for sitting in data["calendar"]][-2:]
    data["cuts"] = {"short": {"title": "The end", "minutes": 4, "note": "The rest is told.", "keeps": keeps}}


# People -----------------------------------------------------------------------------------------------


def test_who_acts_is_named_and_shown_to_the_seat(log: Path) -> None:
    """The answer tells it, the view keeps it, the other side does not see it."""
    done = ("act", log, "--as", "roosevelt", "--act", '{"kind": "done"}')
    answer = run(*done, "--person", "Ann", "--json").json
    (line,) = [event for event in answer["events"] if event["type"] == "acted"]

    assert line["data"] == {"role": "roosevelt", "person": "Ann"}
    assert line["text"] == "Ann acted."
    seen = {role: run("view", log, "--as", role, "--json").json["events"] for role in ("stalin", "roosevelt")}
    assert any(event["type"] == "acted" for event in seen["roosevelt"])
    assert all(event["type"] != "acted" for event in seen["stalin"])


@pytest.mark.parametrize(
    ("person", "code"),
    [((), "session/which_person"), (("--person", "Cy"), "session/no_person")],
)
def test_somebody_else_is_refused(person: tuple[str, ...], code: str, log: Path) -> None:
    """Exit code 3: nothing has changed."""
    before = log.read_bytes()
    ran = run("act", log, "--as", "roosevelt", "--act", '{"kind": "done"}', *person, "--json")

    assert (ran.code, ran.json["code"]) == (REFUSED, code)
    assert log.read_bytes() == before


def test_a_new_match_says_who_sits_where(tmp_path: Path) -> None:
    """In the answer and in the header."""
    log = tmp_path / "new.jsonl"
    found = run(*NEW, "--people", "roosevelt=Ann", "--log", log, "--json").json

    assert found["people"] == {"roosevelt": ["Ann"]}
    assert json.loads(log.read_bytes().splitlines()[0])["people"] == {"roosevelt": ["Ann"]}


@pytest.mark.parametrize(
    "given", ["Ann", "mao=Ann", "stalin=Ann", "roosevelt=A+B+C", "roosevelt=A+A", "roosevelt=", "chance=Ann"]
)
def test_impossible_people_are_a_usage_error(given: str, tmp_path: Path) -> None:
    """Nothing is begun."""
    log = tmp_path / "new.jsonl"
    ran = run(*NEW, "--people", given, "--log", log)

    assert ran.code == USAGE
    assert ran.err.strip()
    assert not log.exists()


# Versions ---------------------------------------------------------------------------------------------


def test_versions_are_listed_with_their_minutes() -> None:
    """What there is to choose from."""
    found = _data(varied(two_versions))

    assert found["cuts"] == ["short", "full"]
    assert found["cut_minutes"] == {"short": 4, "full": yalta().scenario.minutes}


def test_a_version_is_watched_replayed_and_looked_back_on(shorter: Path, tmp_path: Path) -> None:
    """Every command that opens the log plays on the same calendar."""
    log = tmp_path / "short.jsonl"
    found = run("watch", shorter, "--cut", "short", "--seed", "1", "--log", log, "--json").json

    assert found["sittings"] == 2
    assert run("replay", log, "--json").json["digest"] == found["digest"]
    debrief = run("debrief", log, "--format", "json").json
    assert debrief["cut"] == "short"
    assert len(debrief["timeline"]) == 2
    assert "Played in the version “short” of the calendar." in " ".join(run("debrief", log).out.split())


def test_a_version_is_begun_and_gone_on_with(shorter: Path, tmp_path: Path) -> None:
    """The first sitting of the short version is the third of the whole."""
    log = tmp_path / "short.jsonl"
    assert run("new-match", shorter, "--cut", "short", "--seats", "stalin=human", "--log", log).code == DONE
    view = run("view", log, "--as", "stalin", "--json").json["view"]

    assert (view["sitting"]["id"], view["sitting"]["of"]) == ("second_talk", 2)
    assert run("act", log, "--as", "stalin", "--act", '{"kind": "done"}').code == DONE


def test_a_version_is_played_without_a_terminal(shorter: Path) -> None:
    """The demonstration takes it too."""
    ran = run("play", shorter, "--cut", "short", "--seed", "1")

    assert ran.code == DONE
    assert "1 of 2" in ran.out


@pytest.mark.parametrize("command", ["watch", "play"])
def test_a_version_nobody_wrote_is_a_usage_error(command: str, shorter: Path) -> None:
    """With the names of those there are."""
    ran = run(command, shorter, "--cut", "shorter")

    assert ran.code == USAGE
    assert "short, full" in ran.err

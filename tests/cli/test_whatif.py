"""`kherem whatif` as a reader and another program use it."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from game.cli.main import FAILED, REFUSED, USAGE
from tests.cli.running import process, run
from tests.session.matches import new_match, played


@pytest.fixture
def log(tmp_path: Path) -> Path:
    log = tmp_path / "game.jsonl"
    played("", 3, log)
    return log


def table_line(log: Path) -> int:
    """Return a line after which a seat could propose, as the list of moments names it."""
    moments = run("whatif", log, "--json").json["decisions"]
    return next(int(one["at"]) for one in moments if "propose" in one["kinds"])


def test_moments_then_an_answer(log: Path) -> None:
    """List, choose a line, ask; the log stays what it was."""
    before = log.read_bytes()
    listed = run("whatif", log)
    at = table_line(log)
    assert f"{at:>5} *" in listed.out

    act = json.dumps({"kind": "reject"})
    answer = run("whatif", log, "--at", str(at), "--act", act, "-n", "4", "--json")
    assert (answer.code, answer.err) == (0, "")
    data = answer.json
    assert (data["format"], data["runs"], data["moment"]["at"]) == ("kherem-what-if/1", 4, at)
    assert data["seats"] == {"stalin": "linear", "roosevelt": "linear", "chance": "seeded"}
    said = run("whatif", log, "--at", str(at), "--act", act, "-n", "4", "--seats", "all=conceder")
    assert "conceder" in said.out
    assert max(map(len, said.out.splitlines())) <= 100
    assert log.read_bytes() == before


def test_the_same_from_any_number_of_processes(log: Path) -> None:
    """As its own program too: what plays on is started anew, whatever started the program."""
    words = ["whatif", str(log), "--at", str(table_line(log)), "-n", "6", "--seed", "11", "--json"]
    found = [process(*words, "--jobs", jobs) for jobs in ("1", "3")]

    assert found[0].code == 0
    assert found[0] == found[1]
    assert found[0].json["seed"] == 11


def test_what_cannot_be_asked(log: Path, tmp_path: Path) -> None:
    """Each mistake has its sentence, its code and its exit code."""
    at = str(table_line(log))
    for words, code, exit_code in (
        (["--at", "1"], "session/no_decision", USAGE),
        (["--at", "100000"], "session/no_decision", USAGE),
        (["--at", at, "--as", "molotov"], "session/no_role", USAGE),
        (["--at", at, "--act", "{"], "act/not_json", REFUSED),
        (["--at", at, "--act", '{"kind": "sign"}'], "act/not_now", REFUSED),
        (["--at", at, "--seats", "all=human"], "seats/no_humans", USAGE),
        (["--at", at, "--seats", "all=me"], "seats/unknown_player", USAGE),
    ):
        found = run("whatif", log, *words, "-n", "1", "--json")
        assert (found.json["code"], found.code) == (code, exit_code)
        assert run("whatif", log, *words, "-n", "1").err.strip()
    assert run("whatif", log, "--act", "{}").code == USAGE
    assert run("whatif", log, "-n", "0").code == USAGE
    assert run("whatif", tmp_path / "nowhere").code == USAGE
    (tmp_path / "bad").write_text("not a log\n")
    assert run("whatif", tmp_path / "bad").code == FAILED


def test_a_game_that_is_played_keeps_its_future(tmp_path: Path) -> None:
    """Neither its moments nor what would come of them: an exit code of refusal, and why."""
    log = tmp_path / "live.jsonl"
    match = new_match("stalin=human", 1, log)
    match.run()
    match.close()
    for words in ([], ["--at", "2"], ["--at", "2", "--act", '{"kind": "done"}']):
        found = run("whatif", log, *words, "--json")
        assert (found.code, found.json["code"]) == (REFUSED, "session/not_over")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_progress_is_shown_only_where_somebody_looks(log: Path) -> None:
    """On a terminal how far it is, on standard error; the answer on standard output stays clean."""
    code = "from game.cli import main; main()"
    words = ["whatif", str(log), "--at", str(table_line(log)), "-n", "30", "--json"]
    leader, follower = pty.openpty()
    found = subprocess.run(
        [sys.executable, "-c", code, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=follower,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "80"},
        check=True,
    )
    os.close(follower)
    shown = os.read(leader, 100_000).decode()
    os.close(leader)

    assert "100%" in shown
    assert json.loads(found.stdout)["runs"] == 30
    assert process(*words).err == ""

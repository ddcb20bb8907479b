"""Each command: the JSON other programs rely on, and sentences with the right exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from game.cli.main import COMMANDS
from game.scenario.schema import scenario_schema
from game.session.match import Match
from game.storage.folders import MAIN_FILE
from tests.cli.running import Ran, process, run
from tests.session.matches import played, yalta

ISSUES = ["mongolia", "ports", "railways", "concurrence", "entry"]
ROLES = ["stalin", "roosevelt"]
DONE, FAILED, USAGE, REFUSED = 0, 1, 2, 3


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A match in which the American side is to act at its desk."""
    log = tmp_path / "game.jsonl"
    assert (
        run("new-match", "yalta-1945", "--seats", "roosevelt=human", "--seed", "3", "--log", log).code == DONE
    )
    return log


# What is answered ------------------------------------------------------------------------------------


def test_scenarios() -> None:
    """The first thing a program asks: what is there, with which seats and questions."""
    found = run("scenarios", "--json").json

    assert [item["id"] for item in found] == ["moscow-1945", "yalta-1945"]
    flagship, item = found
    assert flagship["cuts"] == ["45", "90", "full"]
    assert {"id", "title", "roles", "issues", "instruments", "cuts"} <= set(item)
    assert [role["id"] for role in item["roles"]] == ROLES
    assert all(set(role) == {"id", "name"} for role in item["roles"])
    assert (item["issues"], item["instruments"], item["cuts"]) == (ISSUES, ["agreement"], ["full"])
    said = run("scenarios").out
    assert item["title"] in said
    assert "The Soviet delegation" in said


WATCHED = [
    "scenario",
    "seed",
    "seats",
    "status",
    "instruments",
    "points",
    "walkaway",
    "fidelity",
    "sittings",
    "acts",
    "digest",
]


def test_watch_history() -> None:
    """One line of shell shows that history can be replayed, with every clause as documented."""
    found = run("watch", "yalta-1945", "--seats", "all=record", "--seed", "7", "--json").json

    assert list(found) == WATCHED
    assert (found["scenario"], found["seed"], found["status"]) == ("yalta-1945", 7, "signed")
    assert found["seats"] == {"stalin": "record", "roosevelt": "record", "chance": "record"}
    agreement = found["instruments"]["agreement"]
    assert list(found["instruments"]) == ["agreement"]
    assert agreement["status"] == "signed"
    assert {issue: clause["option"] for issue, clause in agreement["clauses"].items()} == {
        "entry": 3,
        "mongolia": "status_quo",
        "ports": "intl_and_base",
        "railways": "joint_company",
        "concurrence": "president_obtains",
    }
    assert all(set(c) == {"option", "form", "publicity", "reading"} for c in agreement["clauses"].values())
    assert agreement["clauses"]["mongolia"]["reading"] == "mpr"
    for key in ("points", "walkaway", "fidelity"):
        assert list(found[key]) == ROLES
    assert found["fidelity"] == {"stalin": None, "roosevelt": None}
    assert len(found["digest"]) == 64


def test_watch_a_game_without_a_text() -> None:
    """What was not settled is null, not left out."""
    found = next(
        data
        for seed in range(20)
        if (data := run("watch", "yalta-1945", "--seats", "all=random", "--seed", str(seed), "--json").json)[
            "status"
        ]
        == "lapsed"
    )

    assert found["instruments"]["agreement"]["status"] == "lapsed"
    assert set(found["instruments"]["agreement"]["clauses"]) == set(ISSUES)
    assert found["points"] == found["walkaway"]


def test_watch_keeps_a_log_that_replays(tmp_path: Path) -> None:
    """What was watched can be looked at again, by whoever has the file."""
    log = tmp_path / "watched.jsonl"
    watched = run("watch", "yalta-1945", "--seed", "5", "--log", log, "--json").json

    replayed = run("replay", log, "--json").json

    assert replayed["digest"] == watched["digest"]
    assert replayed["status"] == watched["status"]
    assert replayed["seq"] == len(log.read_bytes().splitlines()) - 1
    assert set(replayed) == {"seq", "status", "digest"}


def test_a_fresh_seed_is_said(tmp_path: Path) -> None:
    """A game that turned out well can be played again by its seed."""
    first = run("watch", "yalta-1945", "--json").json
    again = run("watch", "yalta-1945", "--seed", str(first["seed"]), "--json").json

    assert again == first


def test_new_match(tmp_path: Path) -> None:
    """A program begins a match and learns whom it waits for."""
    log = tmp_path / "new.jsonl"
    found = run(
        "new-match", "yalta-1945", "--seats", "stalin=human", "--seed", "9", "--log", log, "--json"
    ).json

    assert found["ok"] is True
    assert found["seed"] == 9
    assert found["waiting_for"] == ["stalin"]
    assert found["status"] == "running"
    assert "seq" not in found, "how many lines there are in all is no seat's business"
    assert found["log"] == str(log)


def test_legal(log: Path) -> None:
    """What a seat may do, with where the match stands."""
    found = run("legal", log, "--as", "roosevelt", "--json").json

    assert set(found) == {"seq", "status", "waiting_for", "templates"}
    assert (found["status"], found["waiting_for"]) == ("running", ["roosevelt"])
    assert [template["kind"] for template in found["templates"]] == ["send", "send", "done"]
    other = run("legal", log, "--as", "stalin", "--json").json
    assert other["templates"] == []
    assert "send" in run("legal", log, "--as", "roosevelt").out


def test_view(log: Path) -> None:
    """Everything a seat may see, and what it has seen happen."""
    found = run("view", log, "--as", "roosevelt", "--json").json

    assert set(found) == {"seq", "view", "events"}
    assert found["view"]["role"] == "roosevelt"
    assert [event["seq"] for event in found["events"]] == list(range(1, found["seq"] + 1))
    assert all(set(event) == {"seq", "type", "data", "text"} for event in found["events"])
    since = run("view", log, "--as", "roosevelt", "--since", "2", "--json").json
    assert since["events"] == found["events"][2:]
    assert "The first talk" in run("view", log, "--as", "roosevelt").out


def test_act(log: Path) -> None:
    """An act is answered with what it brought about, up to the next decision of a person."""
    before = run("legal", log, "--as", "roosevelt", "--json").json["seq"]
    found = run(
        "act", log, "--as", "roosevelt", "--act", '{"kind": "done"}', "--expect-seq", str(before), "--json"
    )

    assert found.code == DONE
    assert set(found.json) == {"ok", "seq", "events"}
    assert found.json["ok"] is True
    assert [e["seq"] for e in found.json["events"]] == list(range(before + 1, found.json["seq"] + 1))
    assert "table_opened" in [e["type"] for e in found.json["events"]]
    assert run("legal", log, "--as", "roosevelt", "--json").json["seq"] == found.json["seq"]


REFUSALS = [
    ('{"kind": "sign"}', "act/not_now"),
    ('{"kind": "fly"}', "act/unknown_kind"),
    ('{"kind": []}', "act/unknown_kind"),
    ("{}", "act/unknown_kind"),
    ("[]", "act/not_json"),
    ("done", "act/not_json"),
    ("", "act/not_json"),
    ("[" * 100_000, "act/not_json"),
    ('{"kind": "done", "target": ' + "9" * 5000 + "}", "act/not_json"),
    ('{"kind": "done", "x": 1}', "act/unknown_field"),
    ('{"kind": "send", "words": ""}', "act/empty_letter"),
    ('{"kind": "send", "words": "\\ud800"}', "act/not_unicode"),
    ('{"kind": "send", "issues": {"ports": "sold"}}', "act/unknown_option"),
]


@pytest.mark.parametrize(("act", "code"), REFUSALS)
def test_a_refused_act_says_why_and_changes_nothing(act: str, code: str, log: Path) -> None:
    """Exit 3, a stable code, a sentence; the log does not grow by a byte."""
    whole = log.read_bytes()
    found = run("act", log, "--as", "roosevelt", "--act", act, "--json")

    assert found.code == REFUSED
    assert set(found.json) == {"ok", "code", "message", "seq"}
    assert (found.json["ok"], found.json["code"]) == (False, code)
    assert found.json["message"].endswith((".", "}.", "done"))
    plain = run("act", log, "--as", "roosevelt", "--act", act)
    assert (plain.code, plain.out) == (REFUSED, "")
    assert plain.err.strip() == found.json["message"]
    assert log.read_bytes() == whole


def test_seats_and_seqs_that_do_not_fit_are_refused(log: Path) -> None:
    """The wrong seat and an old picture are refusals, not errors."""
    ai = run("act", log, "--as", "stalin", "--act", '{"kind": "done"}', "--json")
    stale = run("act", log, "--as", "roosevelt", "--act", '{"kind": "done"}', "--expect-seq", "1", "--json")

    assert (ai.code, ai.json["code"]) == (REFUSED, "session/not_human")
    assert (stale.code, stale.json["code"]) == (REFUSED, "session/stale")
    assert stale.json["seq"] == 3


def test_an_act_after_the_end_is_refused(tmp_path: Path) -> None:
    """Programs that count wrong get a code, not a crash."""
    log = tmp_path / "over.jsonl"
    run("new-match", "yalta-1945", "--seats", "roosevelt=human", "--seed", "1", "--log", log)
    while (legal := run("legal", log, "--as", "roosevelt", "--json").json)["status"] == "running":
        kinds = [template["kind"] for template in legal["templates"]]
        act = "break_off" if "break_off" in kinds else "done"
        run("act", log, "--as", "roosevelt", "--act", json.dumps({"kind": act}))

    found = run("act", log, "--as", "roosevelt", "--act", '{"kind": "done"}', "--json")

    assert legal == {"seq": legal["seq"], "status": "broken_off", "waiting_for": [], "templates": []}
    assert (found.code, found.json["code"]) == (REFUSED, "act/match_over")


def test_looking_does_not_write(log: Path) -> None:
    """`legal`, `view`, `replay` and `debrief` may be run while somebody else writes."""
    whole = log.read_bytes()
    writing = Match.resume(log)
    for words in (
        ("legal", log, "--as", "stalin"),
        ("view", log, "--as", "stalin"),
        ("replay", log),
        ("debrief", log),
    ):
        assert run(*words).code == DONE
    busy = run("act", log, "--as", "roosevelt", "--act", '{"kind": "done"}', "--json")
    writing.close()

    assert (busy.code, busy.json["code"]) == (FAILED, "log/busy")
    assert log.read_bytes() == whole


def test_replay_as_one_seat(log: Path) -> None:
    """A seat's own story: nothing the other side kept to itself."""
    run("act", log, "--as", "roosevelt", "--act", '{"kind": "send", "words": "Between us."}')
    mine, theirs = (run("replay", log, "--as", role).out for role in ("roosevelt", "stalin"))
    digests = {run("replay", log, *words, "--json").json["digest"] for words in ((), ("--as", "stalin"))}

    assert "Between us." in mine
    assert "Between us." not in theirs
    assert len(digests) == 2
    assert "Between us." in run("replay", log).out


@pytest.mark.parametrize("layout", ["text", "md", "json"])
def test_debrief(layout: str, tmp_path: Path) -> None:
    """One model in three formats."""
    log = tmp_path / "over.jsonl"
    played("all=record", 1, log)

    found = run("debrief", log, "--format", layout)

    assert found.code == DONE
    assert found.err == ""
    if layout == "json":
        assert found.json["against_history"]["matched"] == 5
    else:
        assert "5 of 5 clauses came out as documented." in found.out
        assert found.out.startswith("# " if layout == "md" else "YALTA")


def test_a_torn_log_is_read_with_a_notice(tmp_path: Path) -> None:
    """The notice goes to standard error, so that JSON stays JSON."""
    log = tmp_path / "torn.jsonl"
    played("stalin=random", 1, log)
    log.write_bytes(log.read_bytes()[:-20])
    for words in (("replay", log, "--json"), ("legal", log, "--as", "stalin", "--json")):
        found = run(*words)
        assert found.code == DONE
        assert found.json
    assert "dropped" in run("legal", log, "--as", "stalin").err
    assert "dropped" in run("debrief", log).err


def test_schema() -> None:
    """Editors complete and check scenarios by it."""
    assert run("schema").json == json.loads(json.dumps(scenario_schema()))


# Validating ----------------------------------------------------------------------------------------


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A scenario of one's own."""
    folder = tmp_path / "mine"
    for name, text in yalta().source.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_validate_a_sound_scenario(mine: Path) -> None:
    """Nothing to say: an empty list and exit 0, by folder or by file."""
    for path in (mine, mine / MAIN_FILE):
        found = run("validate", path, "--format", "json")
        assert (found.code, found.json) == (DONE, {"ok": True, "findings": []})
    assert run("validate", mine).code == DONE


def test_validate_says_where(mine: Path) -> None:
    """File, line and column, so that an editor can jump there; every finding of every path."""
    main = mine / MAIN_FILE
    text = main.read_text(encoding="utf-8")
    wrong = text.replace("party: ussr", "party: usrr", 1).replace("minutes: 10", "minutes: ten", 1)
    main.write_text(wrong, encoding="utf-8")

    found = run("validate", mine, mine, "--format", "json")

    assert found.code == FAILED
    assert set(found.json) == {"ok", "findings"}
    assert found.json["ok"] is False
    keys = {"code", "severity", "file", "line", "column", "path", "message", "hint"}
    assert all(set(finding) == keys for finding in found.json["findings"])
    first = found.json["findings"][0]
    assert first["line"] == 1 + text[: text.index("minutes: 10")].count("\n")
    assert first["column"] > 1
    assert first["path"] == "minutes"
    assert found.json["findings"].count(first) == 2, "one for each time it was named"
    plain = run("validate", mine)
    assert plain.code == FAILED
    assert f"{main}:{first['line']}:{first['column']}: error {first['code']}" in plain.out


def test_validate_what_is_not_there(tmp_path: Path) -> None:
    """A path that holds no scenario is a wrong command line, not a wrong scenario."""
    for path in (tmp_path, tmp_path / "absent"):
        found = run("validate", path, "--format", "json")
        assert found.code == USAGE
        assert found.json == {"ok": False, "findings": []}
        assert MAIN_FILE in found.err


# What goes wrong -----------------------------------------------------------------------------------


def wrongs(folder: Path) -> dict[str, tuple[int, tuple[str | Path, ...]]]:
    """Return command lines that cannot work, with the exit code each deserves."""
    log = folder / "game.jsonl"
    damaged = folder / "damaged.jsonl"
    whole = log.read_bytes().splitlines(keepends=True)
    damaged.write_bytes(whole[0] + b"{}\n" + b"".join(whole[2:]))
    other = folder / "other.jsonl"
    other.write_text("{}\n", encoding="utf-8")
    done = '{"kind": "done"}'
    return {
        "unknown scenario": (USAGE, ("watch", "nowhere-1945")),
        "a name too long for the system": (USAGE, ("watch", "x" * 5000)),
        "unknown scenario to begin": (USAGE, ("new-match", "nowhere", "--log", folder / "x")),
        "bad seats": (USAGE, ("watch", "yalta-1945", "--seats", "stalin")),
        "unknown seat": (USAGE, ("watch", "yalta-1945", "--seats", "mao=linear")),
        "unknown player": (
            USAGE,
            ("new-match", "yalta-1945", "--seats", "all=genius", "--log", folder / "x"),
        ),
        "a person in a watched match": (USAGE, ("watch", "yalta-1945", "--seats", "stalin=human")),
        "unknown cut": (USAGE, ("watch", "yalta-1945", "--cut", "short")),
        "unknown role to look": (USAGE, ("view", log, "--as", "mao")),
        "unknown role to ask": (USAGE, ("legal", log, "--as", "mao")),
        "unknown role to act": (USAGE, ("act", log, "--as", "mao", "--act", done)),
        "unknown role to replay": (USAGE, ("replay", log, "--as", "mao")),
        "missing log": (USAGE, ("replay", folder / "absent.jsonl")),
        "missing log to act": (USAGE, ("act", folder / "absent.jsonl", "--as", "stalin", "--act", done)),
        "missing log to go on": (USAGE, ("resume", folder / "absent.jsonl")),
        "a folder as log": (USAGE, ("debrief", folder)),
        "a folder as log to write": (USAGE, ("act", folder, "--as", "stalin", "--act", done)),
        "a log that is there already": (USAGE, ("new-match", "yalta-1945", "--log", log)),
        "a folder that is not there": (FAILED, ("new-match", "yalta-1945", "--log", folder / "no" / "x")),
        "damaged log": (FAILED, ("view", damaged, "--as", "stalin")),
        "not a log": (FAILED, ("replay", other)),
        "an opponent that is no player": (USAGE, ("play", "--ai", "human")),
    }


def test_what_goes_wrong_is_a_sentence_with_the_right_exit_code(log: Path) -> None:
    """Teachers run these lines too: they get a sentence, never a traceback; scripts get the exit code."""
    for name, (code, words) in wrongs(log.parent).items():
        found = run(*words)
        assert found.code == code, f"{name}: {found}"
        assert found.out == "", name
        assert found.err.strip(), name
        assert len(found.err.strip().splitlines()) == 1, f"{name}: {found.err}"


def test_with_json_what_goes_wrong_is_json_too(log: Path) -> None:
    """A program that asked for JSON reads one document, whatever happened."""
    asked = 0
    for name, (code, words) in wrongs(log.parent).items():
        if words[0] in ("watch", "new-match", "view", "legal", "act", "replay"):
            found = run(*words, "--json")
            assert found.code == code, name
            assert {"ok", "code", "message"} <= set(found.json), name
            assert found.json["ok"] is False
            asked += 1
    assert asked > 12


def test_a_scenario_with_errors_is_refused_with_them(mine: Path) -> None:
    """`watch` on a broken scenario prints what `validate` would."""
    main = mine / MAIN_FILE
    main.write_text(main.read_text(encoding="utf-8").replace("minutes: 10", "minutes: ten"), encoding="utf-8")

    found = run("watch", mine)

    assert found.code == FAILED
    assert ":9:" in found.err or "minutes" in found.err


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("nonsense",),
        ("watch",),
        ("legal", "x"),
        ("watch", "yalta-1945", "--seed", "x"),
        ("act", "x", "--as", "y"),
    ],
)
def test_a_wrong_command_line_is_a_usage_error(words: tuple[str, ...]) -> None:
    """Exit 2, and help to get it right."""
    found = run(*words)

    assert found.code == USAGE
    assert "Usage" in found.err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    """Help must not need a scenario or a log, and every option in it has a sentence."""
    found = run(command, "--help")

    assert found.code == DONE
    assert found.out.startswith("Usage:")
    assert command in run("--help").out


# As processes --------------------------------------------------------------------------------------


def same(*words: str | Path) -> Ran:
    first, again = process(*words), process(*words)
    assert first == again
    return first


def test_play_without_a_terminal_demonstrates() -> None:
    """Run from a script or a notebook it must not wait for keys; and the same seed tells the same story."""
    found = same("play", "--seed", "4")

    assert found.code == DONE
    assert found.err == ""
    assert "demonstration" in found.out.splitlines()[0]
    assert "Against history" in found.out or "AGAINST HISTORY" in found.out
    assert process("play", "--seed", "5").out != found.out


def test_watch_as_a_process_answers_as_inside_one() -> None:
    """The quick tests above call the command's functions; this calls the command."""
    words = ("watch", "yalta-1945", "--seats", "all=record", "--seed", "1", "--json")

    assert process(*words, PYTHONHASHSEED="7") == run(*words)


def test_errors_as_a_process(tmp_path: Path) -> None:
    """Exit codes reach the shell, and a locale without UTF-8 still gets its sentence."""
    codes = [
        process("watch", "nowhere").code,
        process("nonsense").code,
        process("replay", tmp_path).code,
        process().code,
    ]

    assert codes == [USAGE] * 4
    plain = process("watch", "nowhere", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert plain.code == USAGE
    assert "nowhere" in plain.err


def test_something_broken_inside_is_a_sentence_too(tmp_path: Path) -> None:
    """Even our own mistakes are no tracebacks, unless one asks for them."""
    code: dict[str, Any] = {}
    for wanted in ("", "1"):
        script = (
            "import game.session.match as m\n"
            "def broken(*args, **kwargs): raise RuntimeError('on purpose')\n"
            "m.Match.resume = broken\n"
            "from game.cli import main; main()"
        )
        result = subprocess.run(
            [sys.executable, "-c", script, "replay", str(tmp_path)],
            env={**os.environ, "KHEREM_TRACEBACK": wanted},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        code[wanted] = (result.returncode, "Traceback" in result.stderr, "on purpose" in result.stderr)

    assert code == {"": (FAILED, False, True), "1": (FAILED, True, True)}

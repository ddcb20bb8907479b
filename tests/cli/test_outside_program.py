"""A program that knows nothing of Kherem but its command line plays whole games.

Law of this file: nothing of `game` is imported but through the command; what to do is read off `legal`.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from game.session.chance import draw_below
from tests.cli.running import process, run

Data = dict[str, Any]
LEAST = ("kind", "instrument", "issues")
NOT_FOR_ACTS = ("at_least_one_of", "forms", "publicities")
"""Fields that say what may stand in `issues`, and are no fields of an act."""


class Program:
    """Picks any template, fills `kind`, `instrument` and `issues`, and leaves the rest to the defaults."""

    def __init__(self, log: Path, seed: int) -> None:
        self.log = log
        self.seed = seed
        self.count = 0
        self.kinds: list[str] = []

    def pick(self, items: list[Any]) -> Any:
        self.count += 1
        return items[draw_below(f"{self.seed}/{self.count}", len(items))]

    def legal(self, role: str) -> Data:
        found: Data = run("legal", self.log, "--as", role, "--json").json
        return found

    def some_act(self, templates: list[Data]) -> Data:
        """Return an act; the talks are seldom broken off."""
        calm = [t for t in templates if t["kind"] not in ("leave", "break_off")] or templates
        template = self.pick(calm if self.pick(list(range(15))) else templates)
        act = {"kind": template["kind"]}
        if "instrument" in template:
            act["instrument"] = template["instrument"]
        if "issues" in template:
            act["issues"] = self.some_package(template)
        return act

    def some_package(self, template: Data) -> Data:
        must = self.pick(template.get("at_least_one_of") or list(template["issues"]))
        chosen = [i for i in template["issues"] if i == must or self.pick([True, False])]
        return {issue: self.some_value(template["issues"][issue]) for issue in chosen}

    def some_value(self, allowed: Any) -> Any:
        if isinstance(allowed, dict):
            return self.pick(list(range(allowed["min"], allowed["max"] + 1, allowed["step"])))
        return self.pick(allowed)

    def play(self, role: str) -> Data:
        """Play a seat to the end and return how it ended."""
        while (legal := self.legal(role))["status"] == "running":
            assert legal["waiting_for"] == [role]
            act = self.some_act(legal["templates"])
            done = run(
                "act",
                self.log,
                "--as",
                role,
                "--act",
                json.dumps(act),
                "--expect-seq",
                str(legal["seq"]),
                "--json",
            )
            assert done.code == 0, f"{act} was offered and refused: {done.json}"
            assert done.json["ok"] is True
            self.kinds.append(act["kind"])
        return legal


@pytest.mark.parametrize("role", ["stalin", "roosevelt"])
@pytest.mark.parametrize("seed", range(5))
def test_a_program_plays_a_whole_game_by_defaults(role: str, seed: int, tmp_path: Path) -> None:
    """The promise to whoever writes a bot: kind, instrument and issues make a complete act, every time."""
    log = tmp_path / "game.jsonl"
    begun = run(
        "new-match", "yalta-1945", "--seats", f"{role}=human", "--seed", str(seed), "--log", log, "--json"
    )
    program = Program(log, seed)

    end = program.play(role)

    assert begun.json["waiting_for"] == [role]
    assert end["templates"] == []
    assert end["status"] in ("signed", "lapsed", "broken_off")
    assert len(program.kinds) > 5
    debrief = run("debrief", log, "--format", "json").json
    assert debrief["status"] == end["status"]
    assert debrief["acts"] > len(program.kinds)


def test_a_program_as_a_process_plays_too(tmp_path: Path) -> None:
    """One game through real processes, as another language would play it."""
    log = tmp_path / "game.jsonl"
    process("new-match", "yalta-1945", "--seats", "roosevelt=human", "--seed", "2", "--log", log)
    for _ in range(100):
        legal = process("legal", log, "--as", "roosevelt", "--json").json
        if legal["status"] != "running":
            break
        kinds = [t["kind"] for t in legal["templates"]]
        kind = next(k for k in ("sign", "accept", "reject", "done") if k in kinds)
        done = process("act", log, "--as", "roosevelt", "--act", json.dumps({"kind": kind}), "--json")
        assert done.code == 0
    assert legal["status"] in ("signed", "lapsed")


def test_two_programs_play_each_other(tmp_path: Path) -> None:
    """Both seats from outside: whoever is waited for acts, until nobody is."""
    log = tmp_path / "game.jsonl"
    run("new-match", "yalta-1945", "--seats", "all=human", "--seed", "1", "--log", log)
    program = Program(log, 7)
    acts = 0
    while waiting := program.legal("stalin")["waiting_for"]:
        act = program.some_act(program.legal(waiting[0])["templates"])
        assert run("act", log, "--as", waiting[0], "--act", json.dumps(act)).code == 0, act
        acts += 1

    assert program.legal("stalin")["status"] != "running"
    assert acts > 10


def test_every_field_offered_has_its_values_and_a_default(tmp_path: Path) -> None:
    """A program must not have to guess: values or limits for each field, and a default among them."""
    kinds: set[str] = set()
    for seed in range(3):
        log = tmp_path / f"{seed}.jsonl"
        run("new-match", "yalta-1945", "--seats", "all=human", "--seed", str(seed), "--log", log)
        program = Program(log, seed)
        while waiting := program.legal("stalin")["waiting_for"]:
            templates = program.legal(waiting[0])["templates"]
            for template in templates:
                kinds.add(template["kind"])
                check(template)
            act = json.dumps(program.some_act(templates))
            run("act", log, "--as", waiting[0], "--act", act)

    assert kinds == {
        "propose",
        "accept",
        "reject",
        "withdraw",
        "agenda",
        "adjourn",
        "leave",
        "break_off",
        "sign",
        "play",
        "send",
        "done",
    }


def check(template: Data) -> None:
    """Check the fields of one template."""
    for name, field in template.items():
        if name in LEAST:
            continue
        if name == "at_least_one_of":
            assert field
            assert set(field) <= set(template["issues"])
        elif name in NOT_FOR_ACTS:
            assert set(field) == set(template["issues"])
            assert all(one["default"] in one["values"] for one in field.values())
        else:
            assert "default" in field, f"{name} of {template['kind']} has no default"
            check_default(name, field)
    for allowed in template.get("issues", {}).values():
        assert allowed if isinstance(allowed, list) else set(allowed) == {"min", "max", "step"}


def check_default(name: str, field: Data) -> None:
    """Check that a default lies within what is allowed."""
    default = field["default"]
    if "values" in field:
        chosen = default if isinstance(default, list) else [default]
        assert all(one in field["values"] for one in chosen), name
    elif name == "say":
        assert field["intents"]
        assert {"issues", "max", "max_length"} <= set(field)
    else:
        assert len(default) <= field["max_length"], name


def test_every_value_offered_is_allowed(tmp_path: Path) -> None:
    """Each card, message, target and issue of a template can be chosen, not only the default."""
    log = tmp_path / "game.jsonl"
    run("new-match", "yalta-1945", "--seats", "all=human", "--seed", "3", "--log", log)
    program = Program(log, 3)
    tried = 0
    while waiting := program.legal("stalin")["waiting_for"]:
        templates = program.legal(waiting[0])["templates"]
        whole = log.read_bytes()
        for template in templates:
            for name in ("card", "dispatch", "target", "issue", "channel", "standing"):
                for value in template.get(name, {}).get("values", []):
                    act = {key: template[key] for key in ("kind", "instrument") if key in template}
                    if "issues" in template:
                        act["issues"] = program.some_package(template)
                    found = run(
                        "act", log, "--as", waiting[0], "--act", json.dumps({**act, name: value}), "--json"
                    )
                    assert found.code == 0, f"{act} with {name}={value}: {found.json}"
                    log.write_bytes(whole)
                    tried += 1
        run("act", log, "--as", waiting[0], "--act", json.dumps(program.some_act(templates)))
    assert tried > 20

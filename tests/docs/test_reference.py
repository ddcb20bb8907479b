"""The reference says everything: no act, event, code or field without its line, and nothing out of date."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from game.engine.asking import KINDS, act_data, read_act
from game.engine.events import EVENT_KINDS
from game.engine.names import Names
from game.messages import codes
from game.scenario.schema import scenario_schema
from game.storage.upcasting import SESSION_LINES
from tests.engine.playing import tables_in
from tools.reference import AREAS, PAGES, PIECES, REFERENCE, remade

EXAMPLES = re.compile(r"^```json ([a-z]+\.yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@cache
def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def rows(name: str) -> set[str]:
    """Return what the first cells of a page's tables name."""
    return set(re.findall(r"^\| `([^`]+)` \|", page(name), flags=re.MULTILINE))


@pytest.mark.parametrize("name", PAGES)
def test_the_tables_are_what_the_program_says_now(name: str) -> None:
    """A table written once and forgotten misleads more than a missing one: run `make reference`."""
    assert page(name) == remade(page(name))


def test_every_act_is_described() -> None:
    """What a program may send, it can look up."""
    assert set(KINDS) <= rows("acts.md")


def test_every_event_is_described() -> None:
    """A log is to be read for a long time, by people too."""
    assert set(EVENT_KINDS) <= rows("events.md")
    assert all(f"`{kind}`" in page("events.md") for kind in SESSION_LINES)


def test_every_error_code_is_described() -> None:
    """Codes are what programs lean on; each is there with its sentence."""
    wanted = {code for code in codes() if code.partition("/")[0] in AREAS and not PIECES.fullmatch(code)}

    assert rows("errors.md") == wanted


def test_only_pieces_and_advice_are_left_out_of_the_codes() -> None:
    """The rule that leaves them out must not come to hide an error."""
    left_out = {code for code in codes() if code.partition("/")[0] in AREAS and PIECES.fullmatch(code)}

    parts = ("model/kind_", "model/found_", "model/bound_", "session/nobody_named")
    assert all(code.endswith("_hint") or code.startswith(parts) for code in left_out)


def test_every_field_of_a_scenario_is_described_under_its_group() -> None:
    """The language is as large as its list of fields."""
    schema = scenario_schema()
    sections = dict(
        re.findall(r"^### (\w+)\n(.*?)(?=^### |\Z)", page("scenario.md"), re.MULTILINE | re.DOTALL)
    )
    groups = {"Scenario": schema, **{n: g for n, g in schema["$defs"].items() if "properties" in g}}

    assert set(sections) == set(groups)
    for name, group in groups.items():
        fields = re.findall(r"^\| `(\w+)` \|", sections[name], flags=re.MULTILINE)
        assert fields == list(group["properties"]), name


# Acts as JSON -------------------------------------------------------------------------------------


def examples() -> list[tuple[str, str]]:
    found = EXAMPLES.findall(page("acts.md"))
    return [(scenario, line) for scenario, block in found for line in block.splitlines()]


@pytest.mark.parametrize(("scenario", "line"), examples())
def test_every_example_of_an_act_is_read_and_says_what_it_shows(scenario: str, line: str) -> None:
    """An example that cannot be sent is a trap; what it shows must come back as it was."""
    data = json.loads(line)
    names = Names(tables_in(scenario))
    act = read_act(names, (), data)

    back = act_data(names, act)
    assert all(is_shown(value, back[field]) for field, value in data.items())


def is_shown(given: Any, back: Any) -> bool:
    """Return whether data read back says what was given; more, where things were left out."""
    if isinstance(back, dict) and not isinstance(given, dict):
        return bool(given == back.get("value"))
    if isinstance(given, dict):
        return all(key in back and is_shown(value, back[key]) for key, value in given.items())
    if isinstance(given, list):
        return len(given) == len(back) and all(map(is_shown, given, back))
    return bool(given == back)


def test_every_act_has_an_example() -> None:
    """One line one can copy is worth a table."""
    assert {json.loads(line)["kind"] for _, line in examples()} == set(KINDS)


# Links --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted((REFERENCE.parent).rglob("*.md")), ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    """Pages move; a link that leads nowhere is found here."""
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[\w-]+)?\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


def test_links_within_the_fields_of_a_scenario_lead_to_a_group() -> None:
    """Every kind of thing a field holds has its table."""
    anchors = set(re.findall(r"\]\(#(\w+)\)", page("scenario.md")))

    assert anchors <= {name.lower() for name in scenario_schema()["$defs"]}

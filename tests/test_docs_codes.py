"""Codes and sentences agree: none is missing, none is left over, and their values fit.

The program's own text is read as a syntax tree. A code made up at run time (`f"act/unknown_{kind}"`) stands
for every sentence it can become.
"""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest
from jinja2 import Environment, nodes

from game.engine.events import EVENT_NAMES
from game.messages import codes
from game.messages.catalogue import Catalogue
from game.scenario.schema import scenario_schema

ROOT = Path(__file__).parent.parent
GAME = ROOT / "game"
CODE = re.compile(r"[a-z_]+/[a-z0-9_]+")

SPEAKERS = {"text", "Refused", "Refusal", "LogError", "ScenarioError", "SeatError", "Reason"}
"""What takes a code as its first argument."""
REPORTERS = {"error", "warning", "unknown"}
"""Methods of a report that do."""
GIVEN = {
    "LogError": {"line"},
    "ScenarioError": {"findings"},
    "error": {"hint"},
    "unknown": {"name", "hint"},
}
"""Values that need not be, or are not only, for the sentence."""
ADDED = {"LogError": {"line"}, "unknown": {"name"}}
"""Values the callee adds itself."""


class Said(NamedTuple):
    """A call that names a code: where, by which callee, with which values (None: not all are visible)."""

    place: str
    callee: str
    code: str
    values: frozenset[str] | None


@cache
def trees() -> dict[str, ast.Module]:
    return {
        str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(GAME.rglob("*.py"))
    }


def in_templates() -> Iterator[tuple[str, nodes.Call, nodes.Expr]]:
    """Yield every place of a template that says something: where, the call, its code as an expression."""
    for path in sorted(GAME.rglob("*.html")):
        for call in Environment(autoescape=True).parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "text" and call.args:
                first = call.args[0]
                both = isinstance(first, nodes.CondExpr)
                for code in (first.expr1, first.expr2) if both else (first,):  # type: ignore[attr-defined]
                    yield f"{path.relative_to(ROOT)}:{call.lineno}", call, code


@cache
def sentences() -> dict[str, frozenset[str]]:
    """Return the placeholders of every sentence."""
    catalogue = Catalogue(GAME / "messages" / "en")
    found = {}
    for code in codes():
        message = catalogue._message(code)
        assert message is not None
        forms = [message] if isinstance(message, str) else list(message.values())
        names = {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}
        found[code] = frozenset(names if isinstance(message, str) else names | {"count"})
    return found


def callee_of(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def said() -> Iterator[Said]:
    """Yield every call that names its code outright."""
    for name, tree in trees().items():
        area = "debrief/" if name == "game/report/outline.py" else ""
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            callee, first = callee_of(node), node.args[0]
            speaks = callee in SPEAKERS | REPORTERS or (area and callee == "_say")
            if not speaks or not isinstance(first, ast.Constant) or not isinstance(first.value, str):
                continue
            code = (area if callee == "_say" else "") + first.value
            if not CODE.fullmatch(code):
                continue
            hidden = any(keyword.arg is None for keyword in node.keywords) or callee == "Reason"
            values = frozenset(keyword.arg for keyword in node.keywords if keyword.arg)
            yield Said(f"{name}:{node.lineno}", callee, code, None if hidden else values)
    for place, call, named in in_templates():
        if isinstance(named, nodes.Const):
            values = frozenset(one.key for one in call.kwargs)
            yield Said(place, "text", named.value, None if call.dyn_kwargs else values)


SAID = list(said())


def test_the_reading_finds_what_there_is() -> None:
    """If the program's habits change, the tests below must not pass by finding nothing."""
    assert len(SAID) > 150
    assert {one.callee for one in SAID} >= {*SPEAKERS, *REPORTERS, "_say"}
    assert any(one.values is None for one in SAID)


@pytest.mark.parametrize("place", sorted({one.place.partition(":")[0] for one in SAID}))
def test_every_code_has_its_sentence(place: str) -> None:
    """A code without a sentence is an error in the middle of an error."""
    missing = [one for one in SAID if one.place.startswith(f"{place}:") and one.code not in sentences()]

    assert missing == []


@pytest.mark.parametrize("place", sorted({one.place.partition(":")[0] for one in SAID}))
def test_every_sentence_gets_its_values(place: str) -> None:
    """A sentence with a hole raises only when it is said, which may be years from now."""
    wrong = []
    for one in SAID:
        if not one.place.startswith(f"{place}:") or one.values is None or one.code not in sentences():
            continue
        wanted = sentences()[one.code]
        lacking = wanted - one.values - ADDED.get(one.callee, set())
        unused = one.values - wanted - GIVEN.get(one.callee, set())
        if lacking or unused:
            wrong.append((one.place, one.code, "lacks", sorted(lacking), "does not use", sorted(unused)))

    assert wrong == []


# Nothing left over -----------------------------------------------------------------------------------


@cache
def literals() -> frozenset[str]:
    """Return every text that stands in the program, docstrings left out."""
    found = set()
    for tree in trees().values():
        skip = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        found |= {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skip
        }
    found |= {code.value for _, _, code in in_templates() if isinstance(code, nodes.Const)}
    return frozenset(found)


@cache
def patterns() -> tuple[tuple[str, ...], ...]:
    """Return the constant parts of every f-string, '' at an end that is not constant."""
    found = set()
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                found.add(tuple(str(p.value) if isinstance(p, ast.Constant) else "" for p in node.values))
    for _, _, code in in_templates():
        if isinstance(code, nodes.Concat):
            found.add(tuple(p.value if isinstance(p, nodes.Const) else "" for p in code.nodes))
    return tuple(found)


def matches(parts: tuple[str, ...], whole: str) -> bool:
    pattern = "".join(re.escape(part) if part else "[a-z0-9_]+" for part in parts)
    return re.fullmatch(pattern, whole) is not None


def is_made(code: str) -> bool:
    """Return whether some part of the program can come to say `code`."""
    area, _, key = code.partition("/")
    if code in literals():
        return True
    for parts in patterns():
        if len(parts) == 2 and not parts[0] and parts[1].startswith("_") and code.endswith(parts[1]):
            return is_made(code.removesuffix(parts[1]))
        if parts[0].startswith(f"{area}/") and matches(parts, code):
            if parts[0] != f"{area}/":
                return True
            if key in literals() or key in EVENT_NAMES.values() or is_composed(key):
                return True
    return False


def is_composed(key: str) -> bool:
    """Return whether an f-string other than a bare placeholder gives `key`."""
    return any(
        matches(parts, key)
        for parts in patterns()
        if "/" not in "".join(parts) and any(len(part.strip("_")) > 1 for part in parts)
    )


@pytest.mark.parametrize("area", sorted({code.partition("/")[0] for code in codes()}))
def test_every_sentence_is_said_somewhere(area: str) -> None:
    """Sentences nobody says are translated, kept and misleading; a typing slip in a code shows here too."""
    unused = sorted(code for code in codes() if code.startswith(f"{area}/") and not is_made(code))

    assert unused == []


def test_a_sentence_left_over_would_be_noticed() -> None:
    """The search is generous with f-strings; it must still have teeth."""
    assert not is_made("act/no_such_sentence_at_all")
    assert not is_made("log/harmless")
    assert is_made("act/unknown_card"), "by f-string"
    assert is_made("log/busy"), "by name"
    assert is_made("yaml/alias_hint"), "by what it is the hint of"
    assert not is_made("yaml/no_such_thing_hint")


# The schema ------------------------------------------------------------------------------------------


def test_the_schema_kept_with_the_scenarios_is_the_program_s() -> None:
    """Authors' editors read the file; `kherem schema` writes it."""
    kept = json.loads((ROOT / "scenarios" / "scenario.schema.json").read_text(encoding="utf-8"))

    assert kept == json.loads(json.dumps(scenario_schema())), (
        "run: kherem schema > scenarios/scenario.schema.json"
    )

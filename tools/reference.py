"""Write the tables of docs/reference from the program: acts, events, error codes, fields of a scenario.

What stands between `<!-- made: name -->` and `<!-- end -->` in those pages is made here, the rest by hand.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from game.engine import events
from game.engine.acts import INTENTS, Deed, Say
from game.engine.asking import KINDS
from game.engine.events import EVENT_NAMES, calendar, desk, ending, parts, table
from game.scenario.indices import CONCEPTS
from game.scenario.schema import scenario_schema

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "reference"
SENTENCES = ROOT / "game" / "messages" / "en"
AREAS = ("act", "scenario", "model", "yaml", "log", "session", "seats", "storage")
PIECES = re.compile(r"model/(kind|found|bound)_\w+|\w+/\w+_hint|session/nobody_named")
"""Parts of sentences and advice: never the code of an error."""
PAGES = ("acts.md", "events.md", "errors.md", "scenario.md")
MADE = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->\n)", re.DOTALL)

WHAT = {
    "package": "clauses by issue",
    "orders": "authority by issue and option",
    "minute": "hour",
    "value": "option or number",
    "roles": "roles",
    "issues": "issues",
    "instruments": "texts",
    "instrument": "text",
    "event": "world event",
    "because": "place of the reason in the scenario",
}
"""What a marked number stands for, where its name does not say it."""

WORDS: Mapping[str, tuple[str, ...]] = {
    "intent": INTENTS,
    "deed": get_args(Deed),
    "concept": CONCEPTS,
    "step": get_args(parts.Step),
    "status": get_args(parts.Status),
    "verdict": get_args(parts.Verdict),
}


def main() -> None:
    """Write every page."""
    for page in PAGES:
        path = REFERENCE / page
        path.write_text(remade(path.read_text(encoding="utf-8")), encoding="utf-8")


def remade(page: str) -> str:
    """Return a page with every made part made anew."""
    return MADE.sub(lambda found: f"{found[1]}\n{MAKERS[found[2]]()}\n{found[3]}", page)


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(heads), ["---"] * len(list(heads)), *(map(_cell, row) for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


def _said(kind: type[Any]) -> str:
    """Return a docstring without the marks and line breaks of code."""
    return " ".join((kind.__doc__ or "").split())


# Acts and events ----------------------------------------------------------------------------------


def acts() -> str:
    """Return the table of acts."""
    rows = ((f"`{name}`", _said(kind), _act_fields(kind)) for name, kind in KINDS.items())
    return _table(("act", "what it does", "fields"), rows)


def _act_fields(kind: type[Any]) -> str:
    hints = get_type_hints(kind, include_extras=True)
    optional = {field.name for field in fields(kind) if field.default is not MISSING}
    shown = {name: "issues" if name == "package" else name for name in kind.__slots__}
    return ", ".join(_field(shown[name], hints[name], name in optional) for name in shown) or "—"


def _field(name: str, hint: Any, optional: bool) -> str:
    mark = "?" if optional else ""
    return f"`{name}`{mark} {_kind(hint)}"


def _kind(hint: Any) -> str:
    """Return what may stand in a field, in words."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return WHAT.get(arguments[1], str(arguments[1]))
    if origin is tuple:
        return f"list of {_kind(arguments[0])}"
    if origin is Literal:
        named = [name for name, found in WORDS.items() if found == arguments]
        return named[0] if named else "/".join(f"`{word}`" for word in arguments)
    if hint in (str, int, bool):
        return {str: "words", int: "number", bool: "yes or no"}[hint]
    return f"`{hint.__name__}`"


ROOMS: Mapping[str, ModuleType] = {
    "calendar": calendar,
    "desk": desk,
    "table": table,
    "ending": ending,
}


def _events_in(room: str) -> str:
    kinds = [kind for kind in EVENT_NAMES if kind.__module__ == ROOMS[room].__name__]
    rows = ((f"`{EVENT_NAMES[kind]}`", _said(kind), _event_fields(kind)) for kind in kinds)
    return _table(("event", "what it says", "data"), rows)


def _event_fields(kind: type[Any]) -> str:
    hints = get_type_hints(kind, include_extras=True)
    usual = kind._field_defaults
    return ", ".join(_field(name, hints[name], name in usual) for name in kind._fields) or "—"


def say() -> str:
    """Return the table of what is said with an act."""
    hints = get_type_hints(Say, include_extras=True)
    usual = Say._field_defaults
    rows = ((f"`{name}`", _kind(hints[name]), "" if name in usual else "yes") for name in Say._fields)
    return _table(("field", "holds", "needed"), rows)


def parts_of_events() -> str:
    """Return the table of what events are made of."""
    kinds = (events.Letter, events.Minutes, events.Asked)
    rows = ((f"`{kind.__name__}`", _said(kind), _event_fields(kind)) for kind in kinds)
    return _table(("part", "what it is", "fields"), rows)


def words() -> str:
    """Return the words that acts and events use."""
    rows = ((name, ", ".join(f"`{word}`" for word in found)) for name, found in WORDS.items())
    return _table(("word", "one of"), rows)


# Error codes --------------------------------------------------------------------------------------


def error_codes(area: str) -> dict[str, str]:
    """Return the sentence of every error code of an area."""
    entries = tomllib.loads((SENTENCES / f"{area}.toml").read_text(encoding="utf-8"))
    found = ((f"{area}/{key}", entry) for key, entry in entries.items())
    return {code: _sentence(entry) for code, entry in found if not PIECES.fullmatch(code)}


def _sentence(entry: str | Mapping[str, str]) -> str:
    said = entry if isinstance(entry, str) else entry["other"]
    return said.replace("{{", "{").replace("}}", "}")


def _errors_in(area: str) -> str:
    rows = ((f"`{code}`", said) for code, said in sorted(error_codes(area).items()))
    return _table(("code", "what is said"), rows)


# The scenario language ----------------------------------------------------------------------------


@cache
def _schema() -> dict[str, Any]:
    return scenario_schema()


def scenario_groups() -> dict[str, dict[str, Any]]:
    """Return every group of fields of the language, in the order in which an author meets them."""
    schema = _schema()
    found: dict[str, dict[str, Any]] = {}
    waiting = ["Scenario"]
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = schema if name == "Scenario" else schema["$defs"][name]
            waiting += [*_mentions(found[name].get("properties", {}))]
    return {name: group for name, group in found.items() if "properties" in group}


def _mentions(item: Any) -> Iterator[str]:
    if isinstance(item, dict):
        if isinstance(item.get("$ref"), str):
            yield item["$ref"].rpartition("/")[2]
        for value in item.values():
            yield from _mentions(value)
    elif isinstance(item, list):
        for value in item:
            yield from _mentions(value)


def scenario() -> str:
    """Return one table a group of fields."""
    return "\n".join(_group(name, group) for name, group in scenario_groups().items())


def _group(name: str, group: Mapping[str, Any]) -> str:
    required = group.get("required", ())
    rows = (
        (f"`{field}`", body["description"], _holds(body), "yes" if field in required else "")
        for field, body in group["properties"].items()
    )
    said = "" if name == "Scenario" else f"{_cell(group['description'])}\n\n"
    return f"### {name}\n\n{said}{_table(('field', 'what it does', 'holds', 'needed'), rows)}"


def _holds(body: Mapping[str, Any] | bool) -> str:
    """Return what may stand in a field, from its schema."""
    if not isinstance(body, Mapping):
        return "anything"
    if "$ref" in body:
        return _link(body["$ref"].rpartition("/")[2])
    if "anyOf" in body:
        choices = [_holds(one) for one in body["anyOf"] if one.get("type") != "null"]
        return " or ".join(dict.fromkeys(choices))
    if "const" in body:
        return f"`{body['const']}`"
    if "enum" in body:
        return ", ".join(f"`{word}`" for word in body["enum"])
    return _plain_kind(body)


def _link(name: str) -> str:
    groups = _schema()["$defs"]
    return f"[{name}](#{name.lower()})" if "properties" in groups[name] else _holds(groups[name])


def _plain_kind(body: Mapping[str, Any]) -> str:
    match body.get("type"):
        case "array":
            return f"list of {_holds(body['items'])}"
        case "object":
            return f"by name: {_holds(_inside(body))}"
        case "string":
            return "id" if str(body.get("pattern", "")).startswith("^[a-z]") else "text"
        case "integer":
            return _bounded(body)
        case "boolean":
            return "true or false"
        case _:
            return "anything"


def _inside(body: Mapping[str, Any]) -> Any:
    """Return what stands under each name of a group that the author names."""
    by_pattern = list(body.get("patternProperties", {}).values())
    return by_pattern[0] if by_pattern else body.get("additionalProperties", {})


def _bounded(body: Mapping[str, Any]) -> str:
    low = body.get("minimum", 0)
    return "whole number" if low < 0 else f"whole number from {low}"


MAKERS: Mapping[str, Callable[[], str]] = {
    "acts": acts,
    "say": say,
    "words": words,
    "parts": parts_of_events,
    "scenario": scenario,
    **{f"events_{room}": partial(_events_in, room) for room in ROOMS},
    **{f"errors_{area}": partial(_errors_in, area) for area in AREAS},
}


if __name__ == "__main__":
    main()

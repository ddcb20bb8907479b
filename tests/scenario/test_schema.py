"""The JSON Schema that editors complete from."""

import json
from collections.abc import Iterator
from typing import Any

from game.scenario.model import Scenario
from game.scenario.schema import SCHEMA_DIALECT, scenario_schema


def fields_in(schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield group, name and schema of every field."""
    groups = {"Scenario": schema, **schema["$defs"]}
    for group, body in groups.items():
        for name, field in body.get("properties", {}).items():
            yield group, name, field


def references(item: Any) -> Iterator[str]:
    if isinstance(item, dict):
        if isinstance(item.get("$ref"), str):
            yield item["$ref"]
        for value in item.values():
            yield from references(value)
    elif isinstance(item, list):
        for value in item:
            yield from references(value)


def test_the_schema_is_json_in_a_known_dialect() -> None:
    """An editor reads it from a file; whatever is not JSON would be lost there."""
    schema = scenario_schema()

    assert json.loads(json.dumps(schema, allow_nan=False)) == schema
    assert schema["$schema"] == SCHEMA_DIALECT
    assert schema["type"] == "object"


def test_every_field_has_a_description() -> None:
    """The description is what an author's editor shows; a field without one is a riddle."""
    bare = [f"{g}.{n}" for g, n, f in fields_in(scenario_schema()) if not f.get("description")]

    assert bare == []


def test_every_group_has_a_description_and_takes_no_other_fields() -> None:
    """A misspelt field must be underlined while one writes."""
    schema = scenario_schema()
    groups = [schema, *(g for g in schema["$defs"].values() if "properties" in g)]

    assert all(group["description"] and group["additionalProperties"] is False for group in groups)


def test_every_reference_leads_somewhere() -> None:
    """A schema with a hole in it is thrown away whole by some editors."""
    schema = scenario_schema()
    known = {f"#/$defs/{name}" for name in schema["$defs"]}

    assert set(references(schema)) <= known


def test_fields_have_the_names_authors_write() -> None:
    """`not` is a word of the language, whatever Python calls it."""
    schema = scenario_schema()
    condition = schema["$defs"]["Condition"]["properties"]

    assert "not" in condition
    assert "not_" not in condition
    assert set(schema["required"]) <= set(schema["properties"]) == set(Scenario.model_fields)

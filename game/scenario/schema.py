"""The JSON Schema of the scenario language, for editors that complete and check while one writes."""

from typing import Any

from game.scenario.model import Scenario

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def scenario_schema() -> dict[str, Any]:
    """Return the JSON Schema of a `scenario.yaml`; every field has a description."""
    schema = Scenario.model_json_schema(by_alias=True)
    return {"$schema": SCHEMA_DIALECT, "title": "Kherem scenario", **schema}

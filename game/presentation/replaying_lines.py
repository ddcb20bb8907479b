"""A match read again, in rows: marks before each line say who saw it, so that no colour is needed."""

from collections.abc import Mapping
from typing import Any

from game.messages import text
from game.presentation.rows import Part, Row

Data = Mapping[str, Any]
MARKS = {"seen": " * ", "hidden": " ~ ", "thought": "     > "}
BELOW = "     "
NO_THOUGHT = "reason/record_nothing"
"""Why a seat that follows the record does nothing: said at every step, and not worth a line."""


def replay_parts(data: Data) -> list[Part]:
    """Return a match read again: what it is, then for each sitting its heading and its steps."""
    head = [text("replay/title", title=data["title"], role=data["role_name"])]
    parts: list[Part] = [(head[0], [Row("", text("replay/revealed"))] if data["revealed"] else [])]
    if data["hands"]:
        parts += [hands_part(data)]
    for number in range(len(data["sittings"])):
        (heading, rows), *steps = sitting_parts(data, number)
        parts += [(text("replay/ruled", heading=heading), rows), *steps]
    return parts


def hands_part(data: Data) -> Part:
    """Return what the others held when it began."""
    rows: list[Row] = []
    for one in data["hands"]:
        name = data["role_names"][one["role"]]
        if one["cards"]:
            rows.append(Row(" ~ ", text("replay/hands_cards", role=name, cards="; ".join(one["cards"]))))
        for item in one["instructions"]:
            rows.append(Row(" ~ ", text("replay/hands_instructions", role=name, issue=item["title"])))
            rows += [Row(BELOW, line) for line in item["lines"]]
    return text("replay/hands"), rows


def sitting_heading(data: Data, number: int) -> str:
    """Return a sitting with its number, place and hour."""
    sitting = data["sittings"][number]
    values = {key: sitting[key] for key in ("title", "place", "hour")}
    return text("replay/sitting", number=number + 1, **values)


def sitting_parts(data: Data, number: int) -> list[Part]:
    """Return one sitting: its heading with the legend, its steps, and how it stood at the close."""
    sitting = data["sittings"][number]
    legend = text("replay/legend", role=data["role_name"])
    parts: list[Part] = [(sitting_heading(data, number), [Row("", legend)] if data["revealed"] else [])]
    parts += [(text(f"replay/step_{step['step']}"), _step(data, step)) for step in sitting["steps"]]
    if not sitting["steps"]:
        parts[0][1].append(Row("", text("replay/nothing", role=data["role_name"])))
    stood = stood_rows(data, sitting["stood"]) if sitting["stood"] else []
    if stood:
        parts.append((text("replay/really", role=data["role_name"]), stood))
    return parts


def _step(data: Data, step: Data) -> list[Row]:
    """Return the lines of a step; what lay behind several of them is said once."""
    rows: list[Row] = []
    causes: set[str] = set()
    for line in step["lines"]:
        if line["code"] == NO_THOUGHT:
            continue
        rows += line_rows(data, line)
        cause = line["behind"]["text"] if line["behind"] else ""
        if cause and cause not in causes:
            rows.append(Row(" ~   ", cause))
            causes.add(cause)
    return rows


def line_rows(data: Data, line: Data) -> list[Row]:
    """Return one line with its details, behind a mark that says who saw it."""
    said = line["text"]
    if line["kind"] == "thought":
        said = text("replay/thought", role=data["role_names"][line["by"]], reason=said)
    elif line["kind"] == "hidden" and not line["seen_by"]:
        said = text("replay/seen_by_nobody", text=said)
    elif line["kind"] == "hidden" and line["seen_by"] != [line["by"]]:
        roles = ", ".join(data["role_names"][role] for role in line["seen_by"])
        said = text("replay/seen_by", text=said, roles=roles)
    return [Row(MARKS[line["kind"]], said), *(Row(BELOW, detail) for detail in line["details"])]


def stood_rows(data: Data, stood: Data) -> list[Row]:
    """Return how things stood at a close that the seat did not see."""
    rows = [
        text("replay/really_track", **{k: t[k] for k in ("name", "value", "max")}) for t in stood["tracks"]
    ]
    for one in stood["texts"]:
        values = {"title": one["title"], "clauses": one["clauses"]}
        if one["known"] is None:
            rows.append(text("replay/really_text", **values))
        elif not one["up_to_date"]:
            known = {"role": data["role_name"], "hour": one["known"]}
            rows.append(text("replay/really_known", **values, **known))
    rows += [letter["text"] for letter in stood["letters"]]
    return [Row(" ~ ", said) for said in rows]

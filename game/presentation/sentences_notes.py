"""The lines a match writes about itself, as a seat that sees them reads them; why an AI player acted."""

from collections.abc import Mapping
from typing import Any

from game.messages import text
from game.presentation.wording import Wording
from game.scenario.plain import plain
from game.session.journal import Happening


def note_sentence(item: Happening) -> str:
    """Return what a line without an event says; '' for one that nobody is told."""
    match item.type:
        case "acted":
            return text("reading/note_acted", person=plain(str(item.data["person"])))
        case "people_changed":
            people = ", ".join(plain(str(name)) for name in item.data["people"])
            return text("reading/note_people_changed", people=people) if people else text("reading/note_left")
        case "passed" | "undone":
            return text(f"reading/note_{item.type}")
        case _:
            return ""


def reason_sentence(wording: Wording, reason: Mapping[str, Any]) -> str:
    """Return why an AI player did something, its ids (`role`, `most`, `least`) as names."""
    values = dict(reason["values"])
    roles, issues = wording.scenario.roles, wording.scenario.issues
    if values.get("role") in roles:
        values["role"] = roles[values["role"]].short
    for key in ("most", "least"):
        if values.get(key) in issues:
            values[key] = issues[values[key]].title
    return text(str(reason["code"]), **values)

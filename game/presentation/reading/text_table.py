"""Where the sides stand on the issues of a text, as a table.

Law of this file: the reader's own column comes first; questions nobody may touch here stand beside the table.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from game.messages import text
from game.presentation.reading.at_hand import position_words, positions

Data = dict[str, Any]


class TextTable(NamedTuple):
    """A table of a text. `issues`: what each row is about. `beside`: issues not negotiated, or not here."""

    title: str
    heads: tuple[str, ...]
    issues: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    beside: tuple[str, ...]


def text_table(
    view: Data, one: Data, me: str, titles: Mapping[str, str], short: Mapping[str, str]
) -> TextTable:
    """Return the table of text `one` of a view. `titles`: of issues; `short`: names of roles, in order."""
    agenda = view["table"]["agenda"] if view["table"] else list(one["clauses"])
    asked = {
        issue: {role: position_words(stand) for role, stand in stands.items()}
        for issue, stands in positions(one).items()
    }
    roles = [role for role in short if any(role in cells for cells in asked.values())]
    roles.sort(key=lambda role: role != me)
    who = [text("deciding/you") if role == me else short[role] for role in roles]
    rows: dict[str, tuple[str, ...]] = {}
    beside = []
    for issue, clause in one["clauses"].items():
        if issue in one["fixed"]:
            beside.append(text("desktop/fixed", title=titles[issue]))
        elif issue not in agenda and not clause and not asked[issue]:
            beside.append(text("desktop/not_open", title=titles[issue]))
        else:
            now = clause["summary"].rstrip(".") if clause else text("face/not_yet")
            rows[issue] = (titles[issue], now, *[asked[issue].get(role, "–") for role in roles])
    heads = [text("face/head_issue"), text("face/head_initialled")]
    heads += [text("face/head_asked", who=name) for name in who]
    return TextTable(one["title"], tuple(heads), tuple(rows), tuple(rows.values()), tuple(beside))

"""Old events read as new ones: pure functions from one version of an event's data to the next.

Law of this file: nothing is ever removed. When an event changes its meaning, its version goes up by one and
a step from the old version is added here, with a log of the old release under tests/logs.
"""

from collections.abc import Callable, Mapping
from typing import Any

from game.engine.events import EVENT_KINDS

Data = dict[str, Any]
Step = Callable[[Data], tuple[str, Data]]
"""From the data of one version to the (perhaps renamed) type and data of the next."""

SESSION_LINES = ("reason", "player_changed", "people_changed", "acted", "passed", "undone")
"""Lines a match writes about itself; no state reads them."""

CURRENT: Mapping[str, int] = dict.fromkeys((*EVENT_KINDS, *SESSION_LINES), 1)
STEPS: Mapping[tuple[str, int], Step] = {}


def upcast(
    kind: str,
    version: int,
    data: Data,
    *,
    steps: Mapping[tuple[str, int], Step] = STEPS,
    current: Mapping[str, int] = CURRENT,
) -> tuple[str, int, Data]:
    """Return type, version and data as the present release writes them. LookupError if unknown."""
    while (kind, version) in steps:
        kind, data = steps[kind, version](data)
        version += 1
    if current.get(kind) != version:
        raise LookupError(f"{kind} v{version}")
    return kind, version, data

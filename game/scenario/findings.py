"""The law of findings: whatever is wrong with what an author wrote is said as a `Finding`.

A finding has a stable code, a sentence, and the place in the author's own file; it is never an
exception.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

_PLAIN_KEY = re.compile(r"[^\s.\[\]\"\x00-\x1f\x7f]+")
_LONGEST = 60


class Severity(StrEnum):
    """How much a finding matters: an error stops the scenario, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file; lines and columns count from 1, columns in characters."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell the author; `path` is like `issues.mongolia.options[2].wording`."""

    code: str
    severity: Severity
    place: Place
    path: str
    message: str
    hint: str | None = None

    def __lt__(self, other: "Finding") -> bool:
        """Order by file, line, column and code."""
        return (self.place, self.code) < (other.place, other.code)

    def as_json(self) -> dict[str, str | int | None]:
        """Return the finding as flat JSON data."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "path": self.path,
            "message": self.message,
            "hint": self.hint,
        }


def path_text(path: Sequence[str | int]) -> str:
    """Return `path` as an author would write it; keys with odd characters are put in `["..."]`."""
    return "".join(_step_text(step) for step in path).removeprefix(".")


def shortened(text: str) -> str:
    """Return `text` on one line of at most 60 characters, so that it fits in a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _step_text(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    if len(step) <= _LONGEST and _PLAIN_KEY.fullmatch(step):
        return f".{step}"
    return f"[{json.dumps(shortened(step), ensure_ascii=False)}]"

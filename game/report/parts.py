"""What an outline is made of: sections with points, and citations in brackets."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from game.messages import text

Data = Mapping[str, Any]


class Point(NamedTuple):
    """A line of a section with lines that belong to it."""

    line: str
    details: tuple[str, ...] = ()


class Section(NamedTuple):
    """A heading with paragraphs and points."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()


class Chapter(NamedTuple):
    """Sections that are read together. `code`: which chapter it is, in any language."""

    title: str
    sections: tuple[Section, ...]
    code: str


def cited(sources: Sequence[Data]) -> str:
    """Return citations in brackets: key, place, and how sure where it is not documented."""
    found = []
    for cite in sources:
        parts = [str(cite["key"])]
        if cite.get("at"):
            parts.append(str(cite["at"]))
        if cite["confidence"] != "documented":
            parts.append(text(f"debrief/confidence_{cite['confidence']}"))
        found.append(", ".join(parts))
    return f"[{'; '.join(found)}]" if found else ""

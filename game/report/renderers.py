"""A debrief laid out as plain text or Markdown."""

import re
import textwrap
from collections.abc import Mapping
from typing import Any

from game.report.outline import Section, outline

_MARKS = re.compile(r"([\\`*_\[\]<>|#&~])")
_START = re.compile(r"^(\d*)([-+=.)])")
"""What would make a list or a heading of a line that begins with it."""


def plain_debrief(debrief: Mapping[str, Any], *, width: int = 80) -> str:
    """Return the debrief as text no wider than `width` columns."""
    return "\n\n".join(plain_section(section, width=width) for section in outline(debrief)) + "\n"


def plain_section(section: Section, *, width: int = 80, headed: bool = True) -> str:
    """Return one section as text no wider than `width` columns, with its heading or without."""
    heading = textwrap.wrap(section.heading.upper(), width) if headed else []
    lines = [*heading, "-" * max(map(len, heading))] if headed else []
    for paragraph in section.paragraphs:
        lines += textwrap.wrap(paragraph, width)
    for point in section.points:
        lines += _wrapped(point.line, width, "* ")
        for detail in point.details:
            lines += _wrapped(detail, width, "  - ")
    return "\n".join(lines)


def _wrapped(line: str, width: int, mark: str) -> list[str]:
    indent = " " * len(mark)
    return textwrap.wrap(line, width, initial_indent=mark, subsequent_indent=indent)


def markdown_debrief(debrief: Mapping[str, Any]) -> str:
    """Return the debrief as Markdown; what authors and players wrote is escaped."""
    found = []
    for number, section in enumerate(outline(debrief)):
        lines = [f"{'#' if number == 0 else '##'} {_escaped(section.heading)}", ""]
        for paragraph in section.paragraphs:
            lines += [_escaped(paragraph), ""]
        for point in section.points:
            lines.append(f"- {_escaped(point.line)}")
            lines += [f"  - {_escaped(detail)}" for detail in point.details]
        found.append("\n".join(lines).rstrip())
    return "\n\n".join(found) + "\n"


def _escaped(line: str) -> str:
    return _START.sub(r"\1\\\2", _MARKS.sub(r"\\\1", " ".join(line.split())))

"""Lines for any face that has only lines: what stands before one, and what it says."""

from typing import NamedTuple


class Row(NamedTuple):
    """A line: what stands before it (its later lines are indented as deep), and what it says."""

    lead: str
    said: str


Part = tuple[str, list[Row]]
"""A heading with its rows."""

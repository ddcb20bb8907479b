"""Pages from templates: what is written into them is escaped, always.

Law of this file: a template shows what it is given and decides nothing.
"""

from collections.abc import Iterable
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from game.messages import text
from game.presentation.deciding.dialogue import Line

FOLDER = Path(str(files("game.web")))
PART = "x-part"
"""The header of a request that wants the main part of a page alone."""


class Pages:
    """The templates."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(FOLDER / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(text=text, runs=runs)

    def write(self, name: str, **values: Any) -> str:
        """Return a page as HTML."""
        return self._templates.get_template(name).render(**values)

    def page(
        self, name: str, status: int = 200, headers: dict[str, str] | None = None, **values: Any
    ) -> HTMLResponse:
        """Return a page as an answer. `headers`: beside the usual ones."""
        return HTMLResponse(self.write(name, **values), status, headers)


def runs(lines: Iterable[Line]) -> list[tuple[bool, list[Line]]]:
    """Return lines in runs: of points, which make a list, and of others."""
    return [(is_list, list(run)) for is_list, run in groupby(lines, lambda line: line.kind == "point")]

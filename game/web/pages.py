"""Pages from templates: what is written into them is escaped, always.

Law of this file: a template shows what it is given and decides nothing.
"""

import gzip
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from game.messages import language, text
from game.presentation.deciding.dialogue import Line
from game.web.looks import look

FOLDER = Path(str(files("game.web")))
PART = "x-part"
"""The header of a request that wants the main part of a page alone."""
A_DAY = 24 * 60 * 60
"""Seconds a browser keeps what is the same for all."""


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
        self._templates.globals.update(text=text, runs=runs, look=look, language=language)

    def write(self, name: str, **values: Any) -> str:
        """Return a page as HTML."""
        return self._templates.get_template(name).render(**values)

    def page(
        self, name: str, status: int = 200, headers: dict[str, str] | None = None, **values: Any
    ) -> HTMLResponse:
        """Return a page as an answer. `headers`: beside the usual ones."""
        return HTMLResponse(self.write(name, **values), status, headers)


def kept(request: Request, content: str, media_type: str, seconds: int) -> Response:
    """Return what is the same for all: browsers keep it, and it travels packed where they can unpack."""
    headers = {"Cache-Control": f"max-age={seconds}", "Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(content, media_type=media_type, headers=headers)
    return Response(_packed(content), media_type=media_type, headers={**headers, "Content-Encoding": "gzip"})


@lru_cache(32)
def _packed(content: str) -> bytes:
    return gzip.compress(content.encode(), mtime=0)


def runs(lines: Iterable[Line]) -> list[tuple[bool, list[Line]]]:
    """Return lines in runs: of points, which make a list, and of others."""
    return [(is_list, list(run)) for is_list, run in groupby(lines, lambda line: line.kind == "point")]

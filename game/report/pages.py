"""Whole pages of HTML: a page that fetches nothing and runs nothing.

Law of this file: the page's policy says so, and names the one style sheet by its hash.
"""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.resources import files
from typing import Any

from game.report.markup import Markup, document, style, tag
from game.report.outline import Section, outline


def page(title: str, *children: object) -> str:
    """Return a page of its own."""
    css = (files("game.report") / "plane.css").read_text("utf-8")
    policy = f"default-src 'none'; style-src '{_hash(css)}'; base-uri 'none'; form-action 'none'"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        style(css),
    )
    return document(head, tag("body", tag("main", *children)))


def _hash(css: str) -> str:
    return "sha256-" + b64encode(sha256(css.encode("utf-8")).digest()).decode("ascii")


def html_debrief(debrief: Mapping[str, Any]) -> str:
    """Return the debrief as a page; what authors and players wrote is escaped."""
    first, *sections = outline(debrief)
    parts = [part for section in sections for part in _section("h2", section)]
    return page(first.heading, *_section("h1", first), *parts)


def _section(level: str, section: Section) -> Iterator[Markup]:
    yield tag(level, section.heading)
    for paragraph in section.paragraphs:
        yield tag("p", paragraph)
    if section.points:
        yield tag(
            "ul",
            *(
                tag("li", point.line, _details(point.details) if point.details else None)
                for point in section.points
            ),
        )


def _details(details: tuple[str, ...]) -> Markup:
    return tag("ul", *(tag("li", detail, class_="soft") for detail in details))

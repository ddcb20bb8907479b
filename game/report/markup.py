"""HTML and SVG by plain calls; everything that is not markup already is escaped.

Law of this file: text becomes markup only through `tag`; nothing else makes a `Markup`.
"""

from html import escape

from game.messages import language

VOID = ("meta", "link", "br", "hr", "img")


class Markup(str):
    """Text that is markup already."""

    __slots__ = ()


def tag(name: str, /, *children: object, **attributes: object) -> Markup:
    """Return an element; children that are not markup are escaped, None is left out.

    Attributes: `class_` is class, `aria_label` is aria-label; None is left out, numbers are written short.
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_short(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in VOID:
        return Markup(f"<{name}{given}>")
    return Markup(f"<{name}{given}>{joined(*children)}</{name}>")


def joined(*children: object) -> Markup:
    """Return pieces one after another, escaped unless they are markup; lists are taken apart."""
    found: list[str] = []
    for child in children:
        if isinstance(child, (list, tuple)):
            found.append(joined(*child))
        elif isinstance(child, Markup):
            found.append(child)
        elif child is not None:
            found.append(escape(_short(child)))
    return Markup("".join(found))


def document(*children: object) -> Markup:
    """Return a whole HTML document, in the language that is spoken."""
    return Markup(f"<!doctype html>\n{tag('html', *children, lang=language())}\n")


def style(css: str) -> Markup:
    """Return a style sheet of our own, which is not escaped."""
    return Markup(f"<style>{css}</style>")


def _short(value: object) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)

"""How pages look on one device: size of text, colours, whether anything moves, the language.

Law of this file: what a device says of itself is in a cookie of its own, and holds for the answers it gets;
what makes no sense there is as at first. Nothing of it is known to the class.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, fields
from functools import cache

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from game.messages import languages, speaking
from game.presentation.mapping.colours import Colour
from game.presentation.mapping.state import Tone
from game.presentation.palettes import PALETTES, Palette

COOKIE = "kherem_look"
_COOKIE = COOKIE.encode()
SIZES = (100, 125, 150, 175, 200)
"""Sizes of text, in percent of what the browser is set to."""
AS_SET = "auto"
"""Colours as the device is set: light, dark, of more contrast."""
DRAWINGS = {
    "rule": ((220, 211, 191), (69, 59, 48)),
    "field": ((239, 230, 210), (49, 42, 35)),
    "zone": ((216, 230, 210), (41, 64, 47)),
    "dot": ((154, 143, 124), (133, 122, 106)),
    "first": ((0, 81, 138), (116, 189, 242)),
    "second": ((156, 63, 0), (245, 164, 114)),
    "third": ((92, 80, 68), (194, 176, 156)),
    "theory": ((0, 99, 80), (91, 208, 176)),
    "history": ((138, 34, 105), (238, 159, 208)),
    "result": ((36, 30, 26), (241, 233, 217)),
}
"""Colours of the drawings of looking back, on light paper and on dark."""


@dataclass(frozen=True)
class Look:
    """What was chosen on a device. `still`: nothing moves. `language`: '' for that of the class."""

    text: int = 100
    palette: str = AS_SET
    still: bool = False
    language: str = ""

    def written(self) -> str:
        """Return it as a cookie holds it."""
        return f"{self.text}.{self.palette}.{int(self.still)}.{self.language}"


FIRST = Look()
_LOOK: ContextVar[Look] = ContextVar("look", default=FIRST)


def look() -> Look:
    """Return how the page that is being written is to look."""
    return _LOOK.get()


def sensible(given: Mapping[str, str]) -> Look:
    """Return what a form or a cookie says, where it makes sense."""
    first = Look()
    text, palette = given.get("text", ""), given.get("palette", "")
    return Look(
        text=int(text) if text in map(str, SIZES) else first.text,
        palette=palette if palette in PALETTES else first.palette,
        still=given.get("still") == "1",
        language=given.get("language", "") if given.get("language") in languages() else first.language,
    )


def read_look(written: str) -> Look:
    """Return what a cookie says."""
    return sensible(dict(zip((one.name for one in fields(Look)), written.split("."), strict=False)))


class Looks:
    """Lets every page be written in the look of the device that asks for it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer in the look, and the language, of the device."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        chosen = read_look(HTTPConnection(scope).cookies.get(COOKIE, "")) if _has_look(scope) else FIRST
        token = _LOOK.set(chosen)
        try:
            with speaking(chosen.language):
                await self._app(scope, receive, send)
        finally:
            _LOOK.reset(token)


def _has_look(scope: Scope) -> bool:
    """Return whether a cookie may be ours: most devices are as they were."""
    return any(_COOKIE in value for name, value in scope["headers"] if name == b"cookie")


# Colours ------------------------------------------------------------------------------------------------


@cache
def style(name: str) -> str:
    """Return the colours of a palette as a style sheet. Raises KeyError for an unknown name."""
    if name != AS_SET:
        return _root(PALETTES[name], is_dark=name == "dark")
    dark = _root(PALETTES["dark"], is_dark=True)
    clear = _root(PALETTES["clear"], is_dark=False)
    return (
        _root(PALETTES["paper"], is_dark=False)
        + "@media (prefers-contrast: more) and (prefers-color-scheme: light) {" + clear + "}"
        + "@media (prefers-color-scheme: dark) {" + dark + "}"
        + "@media (prefers-contrast: more) { :root { --edge: currentcolor; --soft: var(--ink); } }"
    )  # fmt: skip


def _root(palette: Palette, *, is_dark: bool) -> str:
    colours = {
        "desk": palette.desk,
        "desk-ink": palette.desk_text,
        "paper": palette.paper,
        "card": palette.field,
        "ink": palette.ink,
        "soft": palette.soft,
        "edge": palette.edge,
        "accent": palette.accent,
        "on-accent": palette.on_accent,
        "marked": palette.marked,
        "good": palette.good,
        "bad": palette.bad,
        "info": palette.info,
        "gold": palette.gold,
        "map-ink": palette.map.ink,
        "map-paper": palette.map.paper,
        "map-accent": palette.map.accent,
    }
    colours |= {name: pair[is_dark] for name, pair in DRAWINGS.items()}
    colours |= {f"tone-{tone.value}": palette.map.tones[tone] for tone in Tone}
    colours |= {f"hatch-{tone.value}": _hatching(palette, tone) for tone in Tone}
    said = " ".join(f"--{name}: {hexed(colour)};" for name, colour in colours.items())
    return f":root {{ color-scheme: {'dark' if is_dark else 'light'}; {said} }}"


def _hatching(palette: Palette, tone: Tone) -> Colour:
    """Return the colour of a tone's hatching, which stands out from the tone."""
    red, green, blue = (round(part * palette.map.hatching) for part in palette.map.tones[tone])
    return red, green, blue


def hexed(colour: Colour) -> str:
    """Return a colour as pages write it."""
    return "#" + "".join(f"{part:02x}" for part in colour)

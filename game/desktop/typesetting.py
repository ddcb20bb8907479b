"""Setting text: styles, widths, line breaks.

Law of this file: what is measured is what is drawn; widths are those of the letters at three times the size,
as they are drawn before they are shrunk.
"""

from functools import lru_cache
from typing import NamedTuple

import pygame

from game.desktop.faces import FINER, Faces
from game.desktop.theme import Colour, Theme


class Style(NamedTuple):
    """A way to set text: a face, its size in units, and the height of a line in percent of it."""

    face: str
    size: float
    leading: int = 132


STYLES = {
    "title": Style("heading", 27),
    "heading": Style("heading", 19),
    "subtitle": Style("body_italic", 14),
    "body": Style("body", 16),
    "bold": Style("body_bold", 16),
    "italic": Style("body_italic", 16),
    "ui": Style("ui", 13.5),
    "ui_bold": Style("ui_bold", 13.5),
    "small": Style("ui", 12),
    "small_bold": Style("ui_bold", 12),
    "cable": Style("telegram", 15),
}
MOST_KEPT = 4000


class Typesetter:
    """Sets text for one theme. Widths and heights are in pixels."""

    def __init__(self, theme: Theme, faces: Faces | None = None) -> None:
        self.theme = theme
        self.faces = faces or Faces()
        self.wrap = lru_cache(MOST_KEPT)(self._wrap)
        self.width = lru_cache(MOST_KEPT)(self._width)
        self.image = lru_cache(MOST_KEPT)(self._image)

    def line_height(self, style: str) -> int:
        """Return the height of a line with the space that belongs to it."""
        one = STYLES[style]
        return round(self.theme.px(one.size) * one.leading / 100)

    def _pixels(self, style: str) -> float:
        return STYLES[style].size * self.theme.scale

    def _width(self, words: str, style: str) -> int:
        face, pixels = STYLES[style].face, round(self._pixels(style) * FINER)
        runs = self.faces.runs(face, words)
        wide = sum(self.faces.font(file, pixels).size(part)[0] for file, part in runs)
        return round(wide / FINER)

    def _wrap(self, words: str, style: str, width: int) -> tuple[str, ...]:
        """Return the lines of a text no wider than `width`; a word that is wider is broken."""
        lines: list[str] = []
        for paragraph in words.split("\n"):
            line = ""
            for word in paragraph.split():
                longer = f"{line} {word}" if line else word
                if self.width(longer, style) <= width:
                    line = longer
                    continue
                if line:
                    lines.append(line)
                *broken, line = self._broken(word, style, width)
                lines += broken
            lines.append(line)
        return tuple(lines)

    def _broken(self, word: str, style: str, width: int) -> list[str]:
        """Return a word in pieces that fit, the last of them the rest."""
        pieces = []
        while self.width(word, style) > width and len(word) > 1:
            fits = 1
            while fits + 1 < len(word) and self._width(word[: fits + 1], style) <= width:
                fits += 1
            pieces.append(word[:fits])
            word = word[fits:]
        return [*pieces, word]

    def _image(self, words: str, style: str, colour: Colour) -> pygame.Surface:
        """Return a line as a picture; it may be taller than the line is."""
        return self.faces.line(STYLES[style].face, self._pixels(style), words, colour)

"""Setting text: fonts, widths, line breaks, and letters a font does not have.

Law of this file: what is measured is what is drawn; a letter no font has is shown as the last font shows it.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import pygame

from game.desktop.theme import Colour, Theme
from game.storage.assets import asset


class Style(NamedTuple):
    """A way to set text: the font's file, its size in units, the space between lines in percent of it."""

    file: str
    size: float
    leading: int = 128


STYLES = {
    "title": Style("old-standard-tt-700-normal.ttf", 27),
    "heading": Style("old-standard-tt-700-normal.ttf", 19),
    "subtitle": Style("spectral-400-italic.ttf", 14),
    "body": Style("spectral-400-normal.ttf", 16),
    "bold": Style("spectral-600-normal.ttf", 16),
    "italic": Style("spectral-400-italic.ttf", 16),
    "ui": Style("noto-sans-400-normal.ttf", 13.5),
    "ui_bold": Style("noto-sans-600-normal.ttf", 13.5),
    "small": Style("noto-sans-400-normal.ttf", 12),
    "small_bold": Style("noto-sans-600-normal.ttf", 12),
    "cable": Style("courier-prime-400-normal.ttf", 15, 118),
}
FALLBACKS = ("noto-sans-400-normal.ttf", "noto-serif-tc-used.otf")
"""Fonts to look for a letter in, after the style's own."""
MOST_KEPT = 4000


class Typesetter:
    """Sets text for one theme. Widths and heights are in pixels."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._fonts: dict[tuple[str, int], pygame.font.Font] = {}
        self.wrap = lru_cache(MOST_KEPT)(self._wrap)
        self.width = lru_cache(MOST_KEPT)(self._width)
        self.image = lru_cache(MOST_KEPT)(self._image)

    def _font(self, file: str, size: float) -> pygame.font.Font:
        pixels = self.theme.px(size)
        key = (file, pixels)
        if key not in self._fonts:
            self._fonts[key] = pygame.font.Font(str(asset(f"fonts/{file}")), pixels)
        return self._fonts[key]

    def line_height(self, style: str) -> int:
        """Return the height of a line with the space that belongs to it."""
        one = STYLES[style]
        return round(self.theme.px(one.size) * one.leading / 100)

    def _runs(self, words: str, style: str) -> Iterator[tuple[pygame.font.Font, str]]:
        """Yield parts of a line with the font that has their letters."""
        one = STYLES[style]
        fonts = [self._font(file, one.size) for file in (one.file, *FALLBACKS)]
        start, current = 0, fonts[0]
        for place, letter in enumerate(words):
            if letter == " ":
                continue
            font = next((font for font in fonts if font.metrics(letter)[0] is not None), fonts[-1])
            if font is not current:
                if place > start:
                    yield current, words[start:place]
                start, current = place, font
        if start < len(words):
            yield current, words[start:]

    def _width(self, words: str, style: str) -> int:
        return sum(font.size(part)[0] for font, part in self._runs(words, style))

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
                line = word
                while self.width(line, style) > width and len(line) > 1:
                    fits = next(
                        n for n in range(len(line) - 1, 0, -1) if n == 1 or self._fits(line[:n], style, width)
                    )
                    lines.append(line[:fits])
                    line = line[fits:]
            lines.append(line)
        return tuple(lines)

    def _fits(self, words: str, style: str, width: int) -> bool:
        return self._width(words, style) <= width

    def _image(self, words: str, style: str, colour: Colour) -> pygame.Surface:
        """Return a line as a picture, its letters on one base line; it may be taller than the line is."""
        runs = list(self._runs(words, style))
        tallest = max((font.get_height() for font, _ in runs), default=0)
        height = max(self.line_height(style), tallest)
        image = pygame.Surface(
            (max(1, sum(font.size(part)[0] for font, part in runs)), height), pygame.SRCALPHA
        )
        x = 0
        ascent = max((font.get_ascent() for font, _ in runs), default=0)
        drop = (height - tallest) // 2
        for font, part in runs:
            drawn = font.render(part, True, colour)
            image.blit(drawn, (x, drop + ascent - font.get_ascent()))
            x += drawn.get_width()
        return image

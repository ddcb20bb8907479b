"""Typefaces: which font a text is set in, which is asked next for what the first lacks, and lines of text.

Law of this file: no text is drawn with a box for a character that a font of its chain has. What none has, as
when somebody types it, is looked for in the system's fonts; a box is seen where those lack it too.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

import pygame
import pygame.freetype

from game.storage.assets import asset

HAN = "noto-serif-tc-used.otf"
CHAINS: dict[str, tuple[str, ...]] = {
    "heading": ("old-standard-tt-700-normal.ttf", HAN),
    "heading_light": ("old-standard-tt-400-normal.ttf", HAN),
    "heading_italic": ("old-standard-tt-400-italic.ttf", HAN),
    "body": ("spectral-400-normal.ttf", HAN),
    "body_bold": ("spectral-600-normal.ttf", HAN),
    "body_italic": ("spectral-400-italic.ttf", HAN),
    "ui": ("noto-sans-400-normal.ttf", HAN),
    "ui_bold": ("noto-sans-600-normal.ttf", HAN),
    "telegram": ("courier-prime-400-normal.ttf", "noto-sans-mono-400-normal.ttf", HAN),
}
"""The fonts of each face, in `assets/fonts`, in the order they are asked."""

Colour: TypeAlias = tuple[int, int, int]
SYSTEM = (
    *("notosanscjksc", "notosanscjktc", "notosanscjkjp", "notoserifcjksc", "wqyzenhei", "wqymicrohei"),
    *("microsoftyahei", "simsun", "msgothic", "malgungothic", "arialunicodems", "segoeui", "segoeuisymbol"),
    *(
        "pingfangsc",
        "hiraginosansgb",
        "applesdgothicneo",
        "notosansmongolian",
        "mongolianbaiti",
        "dejavusans",
    ),
)
"""Fonts of the system that are asked after our own, as pygame names them."""
FINER = 3
"""Text is drawn this many times larger and scaled down: small letters keep their shapes and distances."""


class Faces:
    """Fonts by face and size in pixels, each opened once."""

    def __init__(self) -> None:
        pygame.font.init()
        pygame.freetype.init()  # it says what a font lacks, which pygame.font does not
        self._tables: dict[str, pygame.freetype.Font] = {}
        self._fonts: dict[tuple[str, int], pygame.font.Font] = {}
        self._has: dict[tuple[str, str], bool] = {}
        self._others: tuple[str, ...] | None = None

    def font(self, file: str, size: int) -> pygame.font.Font:
        """Return a font of `assets/fonts`, or of the system, at a size in pixels. Raises `AssetError`."""
        key = (file, size)
        if key not in self._fonts:
            self._fonts[key] = pygame.font.Font(_path(file), size)
        return self._fonts[key]

    def file_for(self, face: str, char: str) -> str | None:
        """Return the first font of a face's chain that has a character, or None. Raises KeyError."""
        return next((file for file in CHAINS[face] if self._covers(file, char)), None)

    def runs(self, face: str, text: str) -> Iterator[tuple[str, str]]:
        """Yield a text in pieces of one font: the font's file and the piece."""
        first = CHAINS[face][0]
        for file, chars in groupby(
            text, lambda char: self.file_for(face, char) or self._system(char) or first
        ):
            yield file, "".join(chars)

    def line(self, face: str, size: float, text: str, colour: Colour, spacing: float = 0) -> pygame.Surface:
        """Return one line of text on a clear ground; `size` and `spacing` between letters in pixels."""
        large = self.large(face, size, text, colour, spacing)
        width, height = (max(1, round(side / FINER)) for side in large.get_size())
        return pygame.transform.smoothscale(large, (width, height))

    def large(self, face: str, size: float, text: str, colour: Colour, spacing: float = 0) -> pygame.Surface:
        """Return one line of text, FINER times larger than it will be."""
        pixels, gap = round(size * FINER), round(spacing * FINER)
        first = self.font(CHAINS[face][0], pixels)
        pieces = [
            (self.font(file, pixels), piece)
            for file, run in self.runs(face, text)
            for piece in (run if gap else [run])
        ]
        drawn = [font.render(piece, True, colour) for font, piece in pieces]
        width = sum(piece.get_width() for piece in drawn) + gap * max(0, len(drawn) - 1)
        line = pygame.Surface((max(1, width), first.get_height()), pygame.SRCALPHA)
        x = 0
        for (font, _), piece in zip(pieces, drawn, strict=True):
            line.blit(piece, (x, first.get_ascent() - font.get_ascent()))
            x += piece.get_width() + gap
        return line

    def _system(self, char: str) -> str | None:
        """Return the first font of the system that has a character, or None."""
        if not char.isprintable():
            return None
        if self._others is None:
            found = (pygame.font.match_font(name) for name in SYSTEM)
            self._others = tuple(path for path in found if path is not None)
        return next((path for path in self._others if self._covers(path, char)), None)

    def _covers(self, file: str, char: str) -> bool:
        key = (file, char)
        if key not in self._has:
            if file not in self._tables:
                self._tables[file] = pygame.freetype.Font(_path(file), 12)
            self._has[key] = self._tables[file].get_metrics(char)[0] is not None
        return self._has[key]


def _path(file: str) -> Path:
    """Return where a font lies: those of the system are named by their paths."""
    path = Path(file)
    return path if path.is_absolute() else asset(f"fonts/{file}")

"""Colours and sizes: everything that is drawn takes them from here.

Law of this file: no meaning is carried by a colour alone.
"""

from dataclasses import dataclass
from typing import NamedTuple

Colour = tuple[int, int, int]


class Palette(NamedTuple):
    """The colours of a face, by what they are for."""

    desk: Colour
    desk_text: Colour
    desk_soft: Colour
    paper: Colour
    paper_dark: Colour
    field: Colour
    marked: Colour
    ink: Colour
    soft: Colour
    edge: Colour
    accent: Colour
    on_accent: Colour
    gold: Colour
    good: Colour
    bad: Colour
    info: Colour


PAPER = Palette(
    desk=(46, 39, 35),
    desk_text=(255, 252, 240),
    desk_soft=(214, 199, 170),
    paper=(246, 240, 225),
    paper_dark=(235, 225, 203),
    field=(255, 252, 243),
    marked=(250, 233, 198),
    ink=(36, 30, 26),
    soft=(92, 80, 68),
    edge=(196, 180, 150),
    accent=(142, 42, 36),
    on_accent=(255, 252, 243),
    gold=(168, 124, 44),
    good=(44, 100, 62),
    bad=(150, 40, 36),
    info=(46, 78, 110),
)
"""Warm paper on a dark desk."""

CLEAR = PAPER._replace(
    paper=(255, 255, 252),
    paper_dark=(238, 238, 234),
    field=(255, 255, 255),
    marked=(255, 236, 170),
    ink=(0, 0, 0),
    soft=(64, 64, 64),
    edge=(110, 110, 110),
    accent=(0, 84, 147),
    gold=(230, 159, 0),
    good=(0, 114, 178),
    bad=(176, 74, 0),
    info=(0, 84, 147),
)
"""High contrast, blue and orange (after Okabe and Ito, 2002): told apart with any colour vision."""

PALETTES = {"paper": PAPER, "clear": CLEAR}
SIZES = (100, 125, 150, 175, 200)
"""Sizes of text, in percent."""


@dataclass(frozen=True)
class Settings:
    """What a player has chosen for the window. `text`: percent."""

    text: int = 100
    palette: str = "paper"
    full_screen: bool = False


@dataclass(frozen=True)
class Theme:
    """Settings as numbers to draw with."""

    palette: Palette = PAPER
    scale: float = 1.0

    @staticmethod
    def of(settings: Settings) -> "Theme":
        """Return the theme of settings."""
        return Theme(PALETTES[settings.palette], settings.text / 100)

    def px(self, units: float) -> int:
        """Return units of the design (pixels at 100 %) in pixels."""
        return round(units * self.scale)

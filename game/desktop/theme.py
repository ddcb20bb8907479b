"""Colours and sizes: everything that is drawn takes them from here.

Law of this file: no meaning is carried by a colour alone.
"""

from dataclasses import dataclass

from game.presentation.mapping.colours import Colour
from game.presentation.palettes import PALETTES, PAPER, Palette

__all__ = ["PALETTES", "SIZES", "VOLUMES", "Colour", "Palette", "Settings", "Theme"]

SIZES = (100, 125, 150, 175, 200)
"""Sizes of text, in percent."""
VOLUMES = (0, 20, 40, 60, 80, 100)
FINGER = 44
"""Pixels a target is tall at least where it is touched (WCAG 2.5.5)."""


@dataclass(frozen=True)
class Settings:
    """What a player has chosen for the window.

    `text`: percent. `still`: nothing moves by itself. `volume`: of sounds, 0 for none. `language`: '' for
    that of the system. `keys`: commands with keys of the player's own.
    """

    text: int = 100
    palette: str = "paper"
    still: bool = False
    volume: int = 60
    language: str = ""
    keys: tuple[tuple[str, str], ...] = ()
    full_screen: bool = False


@dataclass(frozen=True)
class Theme:
    """Settings as numbers to draw with. `touch`: fingers press here, so that targets are larger."""

    palette: Palette = PAPER
    scale: float = 1.0
    touch: bool = False

    @staticmethod
    def of(settings: Settings, touch: bool = False) -> "Theme":
        """Return the theme of settings."""
        return Theme(PALETTES[settings.palette], settings.text / 100, touch)

    def px(self, units: float) -> int:
        """Return units of the design (pixels at 100 %) in pixels."""
        return round(units * self.scale)

    def target(self, units: float) -> int:
        """Return how many pixels something that can be pressed is tall: more where fingers do it."""
        return max(self.px(units), FINGER if self.touch else 0)

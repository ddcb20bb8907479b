"""The colours of a map.

Law of this file: each tone has its own hatching besides its colour, and lands differ in lightness.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from game.presentation.mapping.state import Tone

Colour: TypeAlias = tuple[int, int, int]
HATCHED = ("manchukuo", "japan")
"""Polities whose lands are hatched on the ground, as a note on the map says."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of the map. Lands differ in lightness, not in hue alone."""

    sea: Colour = (168, 188, 190)
    shore: Colour = (190, 205, 202)
    river: Colour = (124, 152, 162)
    ink: Colour = (38, 32, 28)
    border: Colour = (74, 52, 42)
    province: Colour = (146, 118, 84)
    rail: Colour = (52, 44, 40)
    paper: Colour = (246, 238, 220)
    accent: Colour = (150, 30, 28)
    grid: Colour = (90, 74, 58)
    lands: Mapping[str, Colour] = field(
        default_factory=lambda: {
            "ussr": (158, 96, 84),
            "mpr": (206, 140, 98),
            "roc": (228, 211, 168),
            "manchukuo": (190, 182, 142),
            "japan": (174, 176, 158),
            "tibet": (222, 214, 190),
            "other": (208, 200, 180),
        }
    )
    names: Mapping[str, Colour] = field(
        default_factory=lambda: {"ussr": (252, 236, 226), "mpr": (74, 28, 14)}
    )
    """Colours of the names of lands held by a polity; others are in `name`."""
    name: Colour = (84, 64, 36)
    tones: Mapping[Tone, Colour] = field(
        default_factory=lambda: {
            Tone.OURS: (46, 92, 146),
            Tone.THEIRS: (168, 44, 34),
            Tone.AGREED: (58, 112, 74),
            Tone.DISPUTED: (206, 146, 22),
        }
    )

    hatching: float = 0.55
    """How light the lines of a tint's hatching are, as a share of its colour."""

    def name_of(self, polity: str) -> Colour:
        """Return the colour of the names of lands a polity holds."""
        return self.names.get(polity, self.name)

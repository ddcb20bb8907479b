"""What the map is asked to show, in which colours, and where on a surface it lies. No drawing here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from game.desktop.faces import Colour
from game.desktop.geography import ASPECT, Point

MOST_TROOPS = 6


class Tone(Enum):
    """What a tinted region means. Each tone has its own hatching besides its colour."""

    OURS = "ours"
    THEIRS = "theirs"
    AGREED = "agreed"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class MapState:
    """What the map shows now, by the ids of regions, cities and lines.

    `tints` colour regions; `troops` puts 0 to 6 pennants on regions; `lines` are drawn strongly (names as
    for `Geography.line`: a railway, a region's limit, or `one|other` for a border), as are `cities`;
    `notes` are a few words each, beside a region or city; `pointed` is the region under the pointer.
    """

    tints: Mapping[str, Tone] = field(default_factory=dict)
    troops: Mapping[str, int] = field(default_factory=dict)
    lines: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    notes: Mapping[str, str] = field(default_factory=dict)
    pointed: str | None = None

    def __post_init__(self) -> None:
        if bad := [count for count in self.troops.values() if not 0 <= count <= MOST_TROOPS]:
            raise ValueError(f"troops are counted from 0 to {MOST_TROOPS}, not {bad[0]}")


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


@dataclass(frozen=True, slots=True)
class View:
    """The frame on a surface of `width` by `height` pixels: whole, in the middle, with more around it."""

    width: int
    height: int

    @property
    def unit(self) -> float:
        """Return the pixels of the frame's width."""
        return min(self.width, self.height * ASPECT)

    def pixel(self, point: Point) -> Point:
        """Return where on the surface a point of the frame lies."""
        unit = self.unit
        left, top = (self.width - unit) / 2, (self.height - unit / ASPECT) / 2
        return point[0] * unit + left, point[1] * unit + top

    def frame(self, pixel: Point) -> Point:
        """Return the point of the frame at a pixel."""
        unit = self.unit
        left, top = (self.width - unit) / 2, (self.height - unit / ASPECT) / 2
        return (pixel[0] - left) / unit, (pixel[1] - top) / unit

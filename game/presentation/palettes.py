"""Palettes: the colours of a face and of its map, by what they are for.

Law of this file: no meaning is carried by a colour alone; in every palette text stands out from its ground
at least 4.5 to 1, marks 3 to 1 (WCAG 2.2). Tests compute both, and how it looks to other eyes.
"""

from dataclasses import replace
from typing import NamedTuple

from game.presentation.mapping.colours import Colour
from game.presentation.mapping.colours import Palette as MapColours
from game.presentation.mapping.state import Tone


class Palette(NamedTuple):
    """The colours of a face, by what they are for. `map`: those of the map."""

    desk: Colour
    desk_text: Colour
    desk_soft: Colour
    desk_mark: Colour
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
    map: MapColours = MapColours()


PAPER = Palette(
    desk=(46, 39, 35),
    desk_text=(255, 252, 240),
    desk_soft=(214, 199, 170),
    desk_mark=(132, 116, 98),
    paper=(246, 240, 225),
    paper_dark=(235, 225, 203),
    field=(255, 252, 243),
    marked=(250, 233, 198),
    ink=(36, 30, 26),
    soft=(92, 80, 68),
    edge=(196, 180, 150),
    accent=(142, 42, 36),
    on_accent=(255, 252, 243),
    gold=(164, 118, 38),
    good=(44, 100, 62),
    bad=(150, 40, 36),
    info=(46, 78, 110),
)
"""Warm paper on a dark desk."""

_PLAIN = MapColours(
    sea=(206, 219, 226),
    shore=(222, 231, 235),
    ink=(0, 0, 0),
    border=(40, 40, 40),
    province=(120, 112, 100),
    paper=(255, 255, 252),
    accent=(0, 70, 130),
    lands={
        "ussr": (206, 200, 194),
        "mpr": (226, 214, 196),
        "roc": (246, 243, 232),
        "manchukuo": (222, 222, 208),
        "japan": (212, 214, 206),
        "tibet": (238, 236, 224),
        "other": (228, 226, 218),
    },
    names={},
    name=(52, 46, 36),
    tones={
        Tone.OURS: (0, 76, 158),
        Tone.THEIRS: (158, 62, 0),
        Tone.AGREED: (52, 172, 214),
        Tone.DISPUTED: (246, 204, 30),
    },
)
"""Pale lands without red and green: blue and orange, each dark and light."""

CLEAR = PAPER._replace(
    desk_mark=(140, 130, 120),
    paper=(255, 255, 252),
    paper_dark=(238, 238, 234),
    field=(255, 255, 255),
    marked=(255, 236, 170),
    ink=(0, 0, 0),
    soft=(64, 64, 64),
    edge=(110, 110, 110),
    accent=(0, 76, 138),
    gold=(178, 112, 0),
    good=(0, 96, 150),
    bad=(150, 62, 0),
    info=(60, 50, 130),
    map=_PLAIN,
)
"""High contrast, blue and orange (after Okabe and Ito, 2002): told apart with any colour vision."""

DEUTAN = PAPER._replace(
    accent=(24, 66, 124),
    gold=(168, 118, 0),
    good=(20, 88, 150),
    bad=(142, 66, 0),
    info=(70, 64, 108),
    map=_PLAIN,
)
"""For deuteranopia (green is missing): blue and yellow-brown carry what red and green did."""

PROTAN = DEUTAN._replace(
    accent=(16, 74, 134),
    bad=(158, 78, 0),
    map=replace(_PLAIN, tones={**_PLAIN.tones, Tone.THEIRS: (178, 88, 0)}),
)
"""For protanopia (red is missing, and looks dark): as for deuteranopia, with lighter browns."""

TRITAN = PAPER._replace(
    accent=(150, 24, 48),
    gold=(196, 84, 88),
    good=(0, 98, 98),
    bad=(166, 22, 44),
    info=(54, 84, 88),
    map=replace(
        _PLAIN,
        accent=(140, 20, 44),
        tones={
            Tone.OURS: (0, 96, 104),
            Tone.THEIRS: (176, 22, 48),
            Tone.AGREED: (92, 206, 210),
            Tone.DISPUTED: (250, 150, 164),
        },
    ),
)
"""For tritanopia (blue is missing): red and teal, each dark and light."""

DARK = Palette(
    desk=(18, 17, 17),
    desk_text=(238, 231, 216),
    desk_soft=(178, 167, 146),
    desk_mark=(112, 104, 92),
    paper=(38, 36, 34),
    paper_dark=(52, 48, 44),
    field=(46, 43, 40),
    marked=(76, 63, 42),
    ink=(234, 227, 211),
    soft=(186, 175, 156),
    edge=(94, 87, 77),
    accent=(226, 164, 108),
    on_accent=(32, 24, 16),
    gold=(212, 168, 88),
    good=(138, 204, 156),
    bad=(244, 152, 132),
    info=(150, 192, 232),
    map=MapColours(
        sea=(30, 40, 46),
        shore=(37, 48, 54),
        river=(78, 104, 116),
        ink=(228, 220, 202),
        border=(178, 158, 128),
        province=(120, 104, 82),
        rail=(204, 192, 170),
        paper=(28, 26, 24),
        accent=(240, 130, 108),
        grid=(120, 112, 100),
        lands={
            "ussr": (88, 54, 50),
            "mpr": (98, 70, 48),
            "roc": (74, 68, 54),
            "manchukuo": (64, 64, 50),
            "japan": (58, 60, 54),
            "tibet": (68, 66, 58),
            "other": (54, 52, 48),
        },
        names={"ussr": (246, 224, 212), "mpr": (250, 216, 184)},
        name=(220, 205, 174),
        tones={
            Tone.OURS: (84, 158, 240),
            Tone.THEIRS: (236, 88, 72),
            Tone.AGREED: (104, 196, 126),
            Tone.DISPUTED: (250, 206, 84),
        },
        hatching=0.95,
    ),
)
"""For evenings: dark paper, light ink."""

PALETTES = {
    "paper": PAPER,
    "clear": CLEAR,
    "deutan": DEUTAN,
    "protan": PROTAN,
    "tritan": TRITAN,
    "dark": DARK,
}

"""Colours that mean something are told apart by every eye; all that is read stands out from its ground."""

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from game.desktop.map_art import TINT
from game.presentation.mapping.colours import Colour
from game.presentation.palettes import PALETTES, Palette

VISIONS = {
    "usual": np.eye(3),
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
"""What is left of linear red, green and blue (Machado, Oliveira and Fernandes, 2009; severity 1)."""

SEEN = {
    "paper": ("usual",),
    "clear": ("usual", "protan", "deutan", "tritan"),
    "deutan": ("usual", "deutan"),
    "protan": ("usual", "protan"),
    "tritan": ("usual", "tritan"),
    "dark": ("usual",),
}
"""Whose eyes each palette is for."""

TEXT = [
    ("desk_text", ("desk",)),
    ("desk_soft", ("desk",)),
    ("ink", ("paper", "paper_dark", "field", "marked")),
    ("soft", ("paper", "paper_dark", "field", "marked")),
    ("accent", ("paper",)),
    ("bad", ("paper",)),
    ("good", ("paper",)),
    ("info", ("paper",)),
    ("on_accent", ("accent",)),
]
MARKS = [
    ("gold", ("paper", "field", "desk")),
    ("accent", ("paper", "field", "marked")),
    ("desk_mark", ("desk",)),
    ("ink", ("paper", "marked")),
    ("soft", ("paper_dark", "field")),
]
APART = 14
"""CIE 1976 difference of two tints that mean different things; one of 2.3 can just be seen."""


def linear(colour: Colour) -> NDArray[np.float64]:
    share = np.array(colour) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def luminance(colour: Colour) -> float:
    return float(linear(colour) @ [0.2126, 0.7152, 0.0722])


def contrast(one: Colour, other: Colour) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour: Colour, vision: str) -> NDArray[np.float64]:
    """Return a colour as somebody sees it, in CIE Lab (white of D65)."""
    seen = np.clip(np.array(VISIONS[vision]) @ linear(colour), 0, 1)
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    share = np.array(to_xyz) @ seen / [0.9505, 1.0, 1.089]
    x, y, z = np.where(share > 0.008856, np.cbrt(share), 7.787 * share + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def apart(one: Colour, other: Colour, vision: str) -> float:
    return float(np.linalg.norm(lab(one, vision) - lab(other, vision)))


def tinted(palette: Palette, colour: Colour, land: Colour) -> Colour:
    """Return what a tint and the hatching over it come to, at a distance, on a land."""
    fill, line = TINT[0] / 255, TINT[1] / 255 * 0.4
    dark = np.array(colour) * palette.map.hatching
    ground = np.array(land) * (1 - fill) + np.array(colour) * fill
    red, green, blue = (round(part) for part in ground * (1 - line) + dark * line)
    return red, green, blue


@pytest.mark.parametrize("name", PALETTES)
def test_what_is_read_stands_out_from_its_ground(name: str) -> None:
    """Text 4.5 to 1, marks 3 to 1, in every palette."""
    palette = PALETTES[name]._asdict()
    for pairs, least in ((TEXT, 4.5), (MARKS, 3.0)):
        found = {(a, b): contrast(palette[a], palette[b]) for a, grounds in pairs for b in grounds}
        assert {pair: round(value, 2) for pair, value in found.items() if value < least} == {}


@pytest.mark.parametrize("name", PALETTES)
def test_names_on_the_map_stand_out_from_their_lands(name: str) -> None:
    """They have a halo besides; strong lines and their halo are told apart as marks are."""
    colours = PALETTES[name].map
    names = {land: contrast(colours.name_of(land), ground) for land, ground in colours.lands.items()}
    assert {land: value for land, value in names.items() if value < 3} == {}
    assert contrast(colours.accent, colours.paper) >= 3
    assert contrast(colours.ink, colours.paper) >= 4.5


@pytest.mark.parametrize(("name", "vision"), [(name, one) for name, eyes in SEEN.items() for one in eyes])
def test_meanings_are_told_apart_by_whom_the_palette_is_for(name: str, vision: str) -> None:
    """Tints of the map on each land they may lie on, and good from bad."""
    palette = PALETTES[name]
    for land in palette.map.lands.values():
        shown = {tone: tinted(palette, colour, land) for tone, colour in palette.map.tones.items()}
        for one, other in combinations(shown, 2):
            assert apart(shown[one], shown[other], vision) >= APART, (one, other, land)
        for tone, colour in shown.items():
            assert apart(colour, land, vision) >= APART / 2, (tone, land)
    assert apart(palette.good, palette.bad, vision) >= 2 * APART
    assert apart(palette.info, palette.bad, vision) >= APART


def test_the_simulation_tells_what_it_is_known_to_tell() -> None:
    """Red and green of one lightness come together without green cones; the palettes of old are no help."""
    red, green = (196, 84, 60), (110, 130, 40)
    assert apart(red, green, "usual") > 50
    assert apart(red, green, "deutan") < apart(red, green, "usual") / 2
    paper = PALETTES["paper"]
    land = paper.map.lands["roc"]
    shown = [tinted(paper, colour, land) for colour in paper.map.tones.values()]
    assert min(apart(one, other, "deutan") for one, other in combinations(shown, 2)) < APART

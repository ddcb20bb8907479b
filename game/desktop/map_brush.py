"""Brushes of the map: lines, dashes, hatching, shapes of regions with soft edges, names with halos.

All draw FINER times larger than needed, onto pieces as small as they can be, and scale down.
"""

import itertools
from collections.abc import Iterable, Sequence
from math import hypot
from random import Random
from typing import TypeAlias

import pygame

from game.desktop.faces import FINER, Colour, Faces
from game.desktop.map_parts import View
from game.presentation.mapping.geography import Path, Point, Region
from game.presentation.mapping.state import Tone

Piece: TypeAlias = tuple[pygame.Surface, tuple[int, int]]
"""A picture and where its upper left corner goes."""

SLOPES: dict[Tone | None, tuple[int, ...]] = {
    None: (1,),
    Tone.OURS: (1,),
    Tone.THEIRS: (-1,),
    Tone.AGREED: (0,),
    Tone.DISPUTED: (1, -1),
}
"""The hatching of each tone: rising, falling, level, crossed; None is that of the ground."""


def stroke(
    surface: pygame.Surface, colour: Colour, path: Sequence[Point], width: float, *, blunt: bool = False
) -> None:
    """Draw a line, `width` in the surface's pixels, with round corners and ends unless it is `blunt`."""
    whole = max(1, round(width))
    pygame.draw.lines(surface, colour, False, path, whole)
    if whole > 3 and not blunt:
        for point in path:
            pygame.draw.circle(surface, colour, point, whole / 2)


def dashes(path: Sequence[Point], on: float, off: float) -> list[list[Point]]:
    """Return a line cut into dashes, `on` long and `off` apart."""
    found: list[list[Point]] = []
    dash, left, drawing = [path[0]], on, True
    for start, end in itertools.pairwise(path):
        length = hypot(end[0] - start[0], end[1] - start[1])
        done = 0.0
        while length - done > left:
            done += left
            share = done / length
            at = (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
            if drawing:
                found.append([*dash, at])
            dash, drawing = [at], not drawing
            left = on if drawing else off
        left -= length - done
        dash.append(end)
    return [*found, dash] if drawing and len(dash) > 1 else found


def bounds(points: Iterable[Point], view: View, margin: int) -> pygame.Rect:
    """Return the part of the surface that holds points (of the surface), with a margin; perhaps empty."""
    xs, ys = zip(*points, strict=True)
    left, top = int(min(xs)) - margin, int(min(ys)) - margin
    rect = pygame.Rect(left, top, int(max(xs)) + margin + 1 - left, int(max(ys)) + margin + 1 - top)
    return rect.clip(pygame.Rect(0, 0, view.width, view.height))


def sheet(rect: pygame.Rect) -> pygame.Surface:
    """Return a clear surface for a piece, FINER times larger."""
    return pygame.Surface((rect.width * FINER, rect.height * FINER), pygame.SRCALPHA)


def shrunk(surface: pygame.Surface) -> pygame.Surface:
    """Return a piece at its own size."""
    size = (max(1, surface.get_width() // FINER), max(1, surface.get_height() // FINER))
    return pygame.transform.smoothscale(surface, size)


def enlarged(path: Path, view: View, rect: pygame.Rect) -> list[Point]:
    """Return a path of the frame in the pixels of a piece's sheet."""
    return [((x - rect.left) * FINER, (y - rect.top) * FINER) for x, y in map(view.pixel, path)]


def shape(region: Region, view: View) -> Piece | None:
    """Return a region in white with soft edges, or None if it is outside the surface."""
    corners = [(region.box[0], region.box[1]), (region.box[2], region.box[3])]
    rect = bounds(map(view.pixel, corners), view, 1)
    if not rect.width or not rect.height:
        return None
    large = sheet(rect)
    for rings in region.parts:
        pygame.draw.polygon(large, (255, 255, 255, 255), enlarged(rings[0], view, rect))
        for hole in rings[1:]:
            pygame.draw.polygon(large, (0, 0, 0, 0), enlarged(hole, view, rect))
    return shrunk(large), rect.topleft


def hatched(
    piece: Piece,
    colour: Colour,
    tone: Tone | None,
    strength: tuple[int, int],
    gap: float,
    light: float = 0.55,
) -> Piece:
    """Return a shape filled and hatched: `strength` of both from 0 to 255, lines `gap` pixels apart.

    `light`: how light the lines are, as a share of the colour.

    Hatching is in step with the map, so that neighbours of one tone look like one land.
    """
    mask, (left, top) = piece
    width, height = mask.get_size()
    filled = pygame.Surface((width, height), pygame.SRCALPHA)
    filled.fill((*colour, strength[0]))
    red, green, blue = (round(part * light) for part in colour)
    for slope in SLOPES[tone]:
        filled.blit(
            hatching((width, height), (left, top), slope, (red, green, blue, strength[1]), gap), (0, 0)
        )
    filled.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    return filled, (left, top)


def hatching(
    size: tuple[int, int], at: tuple[int, int], slope: int, colour: tuple[int, int, int, int], gap: float
) -> pygame.Surface:
    """Return lines (1 rising, -1 falling, 0 level) on a clear surface that lies `at` on the map."""
    width, height = size
    large = pygame.Surface((width * 2, height * 2), pygame.SRCALPHA)
    step = max(6, round(gap * 2))
    thick = max(2, round(gap / 2.5))
    if slope == 0:
        for y in range(-(at[1] * 2) % step, height * 2, step):
            pygame.draw.line(large, colour, (0, y), (width * 2, y), thick)
    else:
        start = -(2 * (at[0] + slope * at[1])) % step
        span = height * 2
        for x in range(start - span - step + (-span % step), width * 2 + span + step, step):
            ends = ((x, 0), (x - span, span)) if slope > 0 else ((x, 0), (x + span, span))
            pygame.draw.line(large, colour, *ends, thick)
    return pygame.transform.smoothscale(large, size)


def name(
    faces: Faces, face: str, size: float, words: str, inks: tuple[Colour, Colour, float, float]
) -> pygame.Surface:
    """Return words with a halo. `inks`: colour, the halo's colour, letter spacing, the halo's width."""
    colour, halo, spacing, reach = inks
    letters = faces.large(face, size, words, colour, spacing)
    back = faces.large(face, size, words, halo, spacing)
    edge = max(1, round(reach * FINER))
    large = pygame.Surface((letters.get_width() + 2 * edge, letters.get_height() + 2 * edge), pygame.SRCALPHA)
    diagonal = round(edge * 0.7)
    for dx, dy in ((0, edge), (edge, 0), (diagonal, diagonal), (diagonal, -diagonal)):
        large.blit(back, (edge + dx, edge + dy))
        large.blit(back, (edge - dx, edge - dy))
    large.fill((255, 255, 255, 190), special_flags=pygame.BLEND_RGBA_MULT)
    large.blit(letters, (edge, edge))
    return shrunk(large)


def grain(surface: pygame.Surface) -> None:
    """Lay the grain of paper over a surface: the same each time."""
    side = 160
    fine = bytes(range(236, 256)) * 13
    noise = Random(1945).randbytes(side * side).translate(fine[:256])
    tile = pygame.image.frombuffer(bytes(value for value in noise for _ in range(3)), (side, side), "RGB")
    for y in range(0, surface.get_height(), side):
        for x in range(0, surface.get_width(), side):
            surface.blit(tile, (x, y), special_flags=pygame.BLEND_RGB_MULT)

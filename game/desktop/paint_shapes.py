"""Draws shapes: twice as large and shrunk, so that edges are smooth."""

from collections.abc import Callable

import pygame

from game.desktop.map_brush import dashes, stroke
from game.desktop.shapes import Area, Disc, Shape, Spot, Stroke
from game.desktop.theme import Colour

FINER = 2
Ink = Callable[[str], Colour]


def drawn(size: tuple[int, int], shapes: tuple[Shape, ...], ink: Ink) -> pygame.Surface:
    """Return shapes on a clear ground; `ink`: the colour of a name."""
    large = pygame.Surface((size[0] * FINER, size[1] * FINER), pygame.SRCALPHA)
    large.fill((*ink("paper"), 0))
    for shape in shapes:
        match shape:
            case Stroke():
                _stroke(large, shape, ink)
            case Area():
                _area(large, shape, ink)
            case Disc():
                _disc(large, shape, ink)
    return pygame.transform.smoothscale(large, size)


def _large(points: tuple[Spot, ...]) -> list[Spot]:
    return [(x * FINER, y * FINER) for x, y in points]


def _stroke(surface: pygame.Surface, one: Stroke, ink: Ink) -> None:
    points = _large(one.points)
    if len(points) < 2:
        return
    pieces = dashes(points, one.dash[0] * FINER, one.dash[1] * FINER) if one.dash else [points]
    for piece in pieces:
        stroke(surface, ink(one.colour), piece, one.width * FINER, blunt=bool(one.dash))


def _area(surface: pygame.Surface, one: Area, ink: Ink) -> None:
    points = _large(one.points)
    if len(points) > 2 and one.fill:
        pygame.draw.polygon(surface, ink(one.fill), points)
    if one.border:
        stroke(surface, ink(one.border), [*points, points[0]], one.width * FINER)


def _disc(surface: pygame.Surface, one: Disc, ink: Ink) -> None:
    at, radius = (one.at[0] * FINER, one.at[1] * FINER), one.radius * FINER
    if one.border:
        pygame.draw.circle(surface, ink(one.border), at, radius)
        radius -= one.width * FINER
    pygame.draw.circle(surface, ink(one.fill), at, max(1.0, radius))

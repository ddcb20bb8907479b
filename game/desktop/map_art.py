"""The map of the desktop game: ground and names drawn once for a size, and over them what is at stake."""

from collections.abc import Callable, Hashable
from functools import partial

import pygame

from game.desktop.faces import FINER, Faces
from game.desktop.map_brush import (
    Piece,
    bounds,
    dashes,
    enlarged,
    hatched,
    shape,
    sheet,
    shrunk,
    stroke,
)
from game.desktop.map_ground import Ground
from game.desktop.map_labels import Label, Places
from game.desktop.map_marks import Marks
from game.desktop.map_names import Names
from game.desktop.map_parts import View
from game.presentation.mapping.colours import Palette
from game.presentation.mapping.geography import Geography, Point, geography
from game.presentation.mapping.state import MapState, Tone

TINT = (96, 205)
"""How strong the fill and the hatching of a tint are, of 255."""


class MapArt:
    """The map for a size in pixels, a scale of text and lines (1.0 is 100 %), and a palette.

    `base` costs some tenths of a second and happens at the first call that needs it; a change of `MapState`
    costs about a millisecond once its parts are known, a redraw of the same state one copy of pixels. Points
    are pixels from the map's upper left corner.
    """

    def __init__(
        self,
        size: tuple[int, int],
        scale: float = 1.0,
        palette: Palette | None = None,
        faces: Faces | None = None,
    ) -> None:
        self.size, self.scale = size, scale
        self.palette = palette or Palette()
        self._land: Geography = geography()
        self._view = View(*size)
        self._faces = faces or Faces()
        self._lands = self._numbered()
        self._kept: dict[Hashable, Piece | None] = {}
        self._ready: tuple[pygame.Surface, Names, Marks] | None = None
        self._shown: tuple[MapState, pygame.Surface, tuple[Label, ...]] | None = None

    def base(self) -> pygame.Surface:
        """Return the map with its names and nothing else."""
        return self._composed(MapState())[0].copy()

    def draw(self, surface: pygame.Surface, rect: pygame.Rect, state: MapState) -> None:
        """Draw the map as `state` has it, at `rect`, which has the map's size. KeyError: an unknown id."""
        surface.blit(self._composed(state)[0], rect.topleft, pygame.Rect((0, 0), rect.size))

    def labels(self, state: MapState | None = None) -> tuple[Label, ...]:
        """Return every name, mark and note as placed: none overlaps another or leaves the map."""
        return self._composed(state or MapState())[1]

    def region_at(self, point: Point) -> str | None:
        """Return the id of the region at a point, or None for the sea or outside."""
        spot = (int(point[0]), int(point[1]))
        if not self._lands.get_rect().collidepoint(spot):
            return None
        number = self._lands.get_at_mapped(spot)
        return list(self._land.regions)[number - 1] if number else None

    def city_at(self, point: Point) -> str | None:
        """Return the id of the nearest city within eight pixels (times the scale), or None."""
        near = [
            (pygame.Vector2(self._view.pixel(city.at)).distance_to(point), city.id)
            for city in self._land.cities.values()
        ]
        away, found = min(near)
        return found if away <= 8 * self.scale else None

    def swatch(self, tone: Tone, size: tuple[int, int]) -> pygame.Surface:
        """Return a sample of a tone, for a legend."""
        colour = self.palette.tones[tone]
        sample = pygame.Surface(size)
        sample.fill(self.palette.lands["roc"])
        mask = pygame.Surface(size, pygame.SRCALPHA)
        mask.fill((255, 255, 255, 255))
        sample.blit(
            hatched((mask, (0, 0)), colour, tone, TINT, 6 * self.scale, self.palette.hatching)[0], (0, 0)
        )
        pygame.draw.rect(sample, self.palette.border, sample.get_rect(), 1)
        return sample

    def _numbered(self) -> pygame.Surface:
        """Return a surface of 8 bits whose pixels name regions: 0 for the sea, else their order plus one."""
        lands = pygame.Surface(self.size, depth=8)
        for number, region in enumerate(self._land.regions.values(), start=1):
            for rings in region.parts:
                pygame.draw.polygon(lands, number, [self._view.pixel(point) for point in rings[0]])
        return lands

    def _prepared(self) -> tuple[pygame.Surface, Names, Marks]:
        if self._ready is None:
            ground = Ground(self._land, self._view, self.scale, self.palette).paint()
            rails = [
                self._view.pixel(point)
                for paths in self._land.railways.values()
                for path in paths
                for dash in dashes(path, 0.008, 0.008)
                for point in dash
            ]
            places = Places(self._lands, list(self._land.regions), rails)
            names = Names(self._land, self._view, self._faces, self.scale, self.palette)
            names.place(places)
            marks = Marks(self._land, self._view, self._faces, self.scale, self.palette)
            self._ready = (ground, names, marks)
            marks.keep_places(places, names)
        return self._ready

    def _composed(self, state: MapState) -> tuple[pygame.Surface, tuple[Label, ...]]:
        """Return the map as `state` has it, and what is written on it."""
        if self._shown is None or self._shown[0] != state:
            ground, names, marks = self._prepared()
            surface = ground.copy()
            for region, tone in state.tints.items():
                self._put(surface, ("tint", region, tone), partial(self._tint, region, tone))
            for line in sorted(state.lines):
                self._put(surface, ("line", line), partial(self._line, line))
            if state.pointed is not None:
                self._put(surface, ("pointed", state.pointed), partial(self._pointed, state.pointed))
            under, over, labels = marks.of(state)
            surface.blits(under)
            surface.blit(names.layer, (0, 0))
            surface.blits(over)
            pygame.draw.rect(surface, self.palette.ink, surface.get_rect(), 1)
            self._shown = (state, surface, (*names.labels, *labels))
        return self._shown[1:]

    def _put(self, surface: pygame.Surface, key: Hashable, make: Callable[[], Piece | None]) -> None:
        """Draw a piece that is made once; one that lies outside the map is None."""
        if key not in self._kept:
            self._kept[key] = make()
        piece = self._kept[key]
        if piece is not None:
            surface.blit(*piece)

    def _tint(self, region: str, tone: Tone) -> Piece | None:
        piece = shape(self._land.regions[region], self._view)
        return piece and hatched(
            piece, self.palette.tones[tone], tone, TINT, 6 * self.scale, self.palette.hatching
        )

    def _line(self, name: str) -> Piece | None:
        """Return a railway as a strong line with sleepers, or a border as a strong dashed one."""
        paths = self._land.line(name)
        unit = self.scale * FINER
        spots = [self._view.pixel(point) for path in paths for point in path]
        rect = bounds(spots, self._view, round(6 * self.scale))
        if not rect.width or not rect.height:
            return None
        large = sheet(rect)
        for path in paths:
            stroke(large, self.palette.paper, enlarged(path, self._view, rect), 5.4 * unit)
        for path in paths:
            line = enlarged(path, self._view, rect)
            if name in self._land.railways:
                stroke(large, self.palette.accent, line, 2.4 * unit)
                for dash in dashes(line, 1.3 * unit, 4.2 * unit):
                    stroke(large, self.palette.accent, dash, 6.4 * unit, blunt=True)
            else:
                for dash in dashes(line, 8 * unit, 4 * unit):
                    stroke(large, self.palette.accent, dash, 2.6 * unit)
        return shrunk(large), rect.topleft

    def _pointed(self, region: str) -> Piece | None:
        """Return the outline of the region under the pointer."""
        land = self._land.regions[region]
        corners = [(land.box[0], land.box[1]), (land.box[2], land.box[3])]
        rect = bounds(map(self._view.pixel, corners), self._view, round(3 * self.scale))
        if not rect.width or not rect.height:
            return None
        large = sheet(rect)
        for colour, width in ((self.palette.paper, 4.2), (self.palette.ink, 2.0)):
            for rings in land.parts:
                stroke(large, colour, enlarged(rings[0], self._view, rect), width * self.scale * FINER)
        return shrunk(large), rect.topleft

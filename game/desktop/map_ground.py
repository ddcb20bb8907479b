"""The ground of the map: sea, lands, water, borders and railways, without names. Drawn once for a size."""

import pygame

from game.desktop.faces import FINER, Colour
from game.desktop.map_brush import dashes, grain, hatched, shape, stroke
from game.desktop.map_parts import View
from game.presentation.mapping.colours import HATCHED, Palette
from game.presentation.mapping.geography import Geography, Path, to_frame


class Ground:
    """A painter of the ground for one view, scale of lines and palette."""

    def __init__(self, land: Geography, view: View, scale: float, palette: Palette) -> None:
        self._land, self._view, self._scale, self._palette = land, view, scale, palette
        self._large = View(view.width * FINER, view.height * FINER)
        self._surface = pygame.Surface((self._large.width, self._large.height))

    def paint(self) -> pygame.Surface:
        """Return the ground."""
        self._surface.fill(self._palette.sea)
        self._shores()
        for region in self._land.regions.values():
            for rings in region.parts:
                outline = [self._large.pixel(point) for point in rings[0]]
                pygame.draw.polygon(self._surface, self._palette.lands[region.polity], outline)
        self._water()
        self._borders()
        self._railways()
        size = (self._view.width, self._view.height)
        small = pygame.transform.smoothscale(self._surface, size)
        self._hatching(small)
        self._grid(small)
        grain(small)
        return small

    def _line(self, path: Path, colour: Colour, width: float) -> None:
        stroke(
            self._surface, colour, [self._large.pixel(point) for point in path], width * self._scale * FINER
        )

    def _dashed(self, path: Path, colour: Colour, width: float, on: float, off: float) -> None:
        unit = self._scale * FINER
        for dash in dashes([self._large.pixel(point) for point in path], on * unit, off * unit):
            stroke(self._surface, colour, dash, width * unit)

    def _shores(self) -> None:
        """Draw shallow water along the coasts."""
        sea, shore = self._palette.sea, self._palette.shore
        half = (
            (sea[0] + shore[0]) // 2,
            (sea[1] + shore[1]) // 2,
            (sea[2] + shore[2]) // 2,
        )
        for width, colour in ((13, half), (6, shore)):
            for border in self._land.borders:
                if len(border.regions) == 1:
                    self._line(border.path, colour, width)

    def _water(self) -> None:
        for lake in self._land.lakes:
            outline = [self._large.pixel(point) for point in lake]
            pygame.draw.polygon(self._surface, self._palette.sea, outline)
            self._line(lake, self._palette.river, 0.8)
        for river in self._land.rivers:
            self._line(river, self._palette.river, 0.8)

    def _borders(self) -> None:
        """Draw coasts thin, limits within a polity dashed, and those between polities strong."""
        regions = self._land.regions
        for border in self._land.borders:
            if len({regions[name].polity for name in border.regions}) == 2:
                self._line(border.path, self._palette.border, 1.5)
            elif len(border.regions) == 2:
                self._dashed(border.path, self._palette.province, 0.8, 4, 2.5)
            else:
                self._line(border.path, self._palette.border, 0.7)

    def _railways(self) -> None:
        for paths in self._land.railways.values():
            for path in paths:
                self._line(path, self._palette.rail, 1.9)
        for paths in self._land.railways.values():
            for path in paths:
                self._dashed(path, self._palette.paper, 0.9, 3.5, 3.5)

    def _hatching(self, small: pygame.Surface) -> None:
        for region in self._land.regions.values():
            piece = shape(region, self._view) if region.polity in HATCHED else None
            if piece is not None:
                small.blit(*hatched(piece, self._palette.ink, None, (0, 46), 5 * self._scale))

    def _grid(self, small: pygame.Surface) -> None:
        """Draw every tenth meridian and fifth parallel, faintly."""
        faint = pygame.Surface(small.get_size(), pygame.SRCALPHA)
        meridians = [[to_frame(east, north) for north in range(20, 63, 2)] for east in range(50, 160, 10)]
        parallels = [[to_frame(east, north) for east in range(50, 160, 2)] for north in range(20, 63, 5)]
        for path in (*meridians, *parallels):
            pygame.draw.aalines(faint, self._palette.grid, False, [self._view.pixel(point) for point in path])
        faint.set_alpha(40)
        small.blit(faint, (0, 0))

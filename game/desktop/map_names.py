"""The names of the map: lands, towns with their dots, what lies beyond the edge, a note in the corner."""

from math import hypot

import pygame

from game.desktop.faces import FINER, Colour, Faces
from game.desktop.map_brush import name, sheet, shrunk
from game.desktop.map_labels import Label, Places
from game.desktop.map_parts import View
from game.messages import text
from game.presentation.mapping.colours import Palette
from game.presentation.mapping.geography import City, Geography
from game.presentation.mapping.naming import FIRST, SIZES, TOWNS


class Names:
    """A layer of names for one view. `labels` says where each is; `dots` where towns have theirs."""

    def __init__(self, land: Geography, view: View, faces: Faces, scale: float, palette: Palette) -> None:
        self._land, self._view, self._faces, self._palette = land, view, faces, palette
        self._scale = scale
        # Names of lands grow with the map, more slowly than it.
        self._grown = scale * min(1.6, max(0.85, (view.unit / (600 * scale)) ** 0.6))
        self.layer = pygame.Surface((view.width, view.height), pygame.SRCALPHA)
        self.labels: list[Label] = []
        self.dots: dict[str, pygame.Rect] = {}
        self.spots: dict[str, list[tuple[int, int]]] = {}

    def place(self, places: Places) -> None:
        """Place and draw everything: what matters most first."""
        self.spots = places.points(max(5, round(7 * self._scale)))
        self._dots(places)
        self._note(places)
        self._beyond(places)
        for town in TOWNS[:FIRST]:
            self._town(self._land.cities[town], places)
        for region in list(SIZES)[:FIRST]:
            self._region(region, places)
        for town in TOWNS[FIRST:]:
            self._town(self._land.cities[town], places)
        for region in list(SIZES)[FIRST:]:
            self._region(region, places)

    def _put(self, key: str, words: str, picture: pygame.Surface, rect: pygame.Rect, places: Places) -> None:
        self.layer.blit(picture, rect)
        self.labels.append(Label(key, words, rect))
        places.taken.append(rect)

    def _region(self, region: str, places: Places) -> None:
        """Write a land's name inside it, smaller where it must be, or not at all where there is no room."""
        land = self._land.regions[region]
        words = text(f"map/region_{region}")
        colour = self._palette.name_of(land.polity)
        tries = [(1.0, 1.0), (0.85, 1.0), (0.72, 1.0), (0.72, 0.86)]
        if region in list(SIZES)[:FIRST]:
            tries += [(0.6, 0.86), (0.6, 0.7), (0.6, 0.5)]
        for share, least in tries:
            size = max((9 if share > 0.6 else 8) * self._scale, SIZES[region] * self._grown * share)
            inks = (colour, self._palette.lands[land.polity], size * 0.16, 1.3 * self._scale)
            picture = name(self._faces, "heading", size, words.upper(), inks)
            rect = places.within(region, self.spots[region], picture.get_size(), least)
            if rect is not None:
                self._put(region, words, picture, rect, places)
                return

    def _dots(self, places: Places) -> None:
        frame = self.layer.get_rect()
        for town in TOWNS:
            city = self._land.cities[town]
            dot = self.dot(city, self._palette.paper)
            rect = dot.get_rect(center=self._view.pixel(city.at))
            if frame.contains(rect):
                self.layer.blit(dot, rect)
                self.dots[town] = rect
                ring = round(4 * self._scale) if city.rank in {"capital", "port"} else -2
                places.taken.append(rect.inflate(ring, ring))

    def dot(self, city: City, fill: Colour, larger: float = 1.0) -> pygame.Surface:
        """Return a town's dot: round; square for ports, with a point for capitals, a cross for sites."""
        radius = (3.0 if city.rank in {"town", "site"} else 3.8) * self._scale * larger
        side = 2 * round(radius + 1.5) + 1
        large = sheet(pygame.Rect(0, 0, side, side))
        middle, reach = side * FINER / 2, radius * FINER
        ink, thin = self._palette.ink, max(2, round(FINER * self._scale * 1.1))
        box = pygame.Rect(0, 0, 1.8 * reach, 1.8 * reach)
        box.center = (round(middle), round(middle))
        if city.rank == "port":
            pygame.draw.rect(large, fill, box)
            pygame.draw.rect(large, ink, box, thin)
        elif city.rank == "site":
            for slope in (1, -1):
                ends = (middle - reach, middle - slope * reach), (middle + reach, middle + slope * reach)
                pygame.draw.line(large, fill, *ends, thin * 3)
            for slope in (1, -1):
                ends = (middle - reach, middle - slope * reach), (middle + reach, middle + slope * reach)
                pygame.draw.line(large, ink, *ends, thin + 1)
        else:
            pygame.draw.circle(large, fill, (middle, middle), reach)
            pygame.draw.circle(large, ink, (middle, middle), reach, thin)
            if city.rank == "capital":
                pygame.draw.circle(large, ink, (middle, middle), reach * 0.42)
        return shrunk(large)

    def _town(self, city: City, places: Places) -> None:
        if city.id not in self.dots:
            return
        words = text(f"map/city_{city.id}")
        face = "ui_bold" if city.rank in {"capital", "port"} else "ui"
        size = (11 if city.rank in {"capital", "port", "city"} else 10) * self._scale
        picture = self._written(face, size, words)
        centre = self._view.pixel(city.at)
        gap = (8 if city.rank in {"capital", "port"} else 6) * self._scale
        rect = places.beside(centre, picture.get_size(), round(gap))
        if rect is not None:
            land = places.region_at(*rect.center) or places.region_at(round(centre[0]), round(centre[1]))
            picture = self._written(face, size, words, land)
            self._put(city.id, words, picture, rect, places)

    def _written(self, face: str, size: float, words: str, land: str | None = None) -> pygame.Surface:
        """Return words cut to the height of the letters: dark with a pale halo, or pale on a dark land."""
        polity = self._land.regions[land].polity if land else ""
        ground = self._palette.lands.get(polity, self._palette.sea)
        ink, halo = self._palette.ink, self._palette.paper
        if sum(ground) < 3 * 128 and sum(ink) < 3 * 128:
            ink, halo = halo, (round(ground[0] * 0.72), round(ground[1] * 0.72), round(ground[2] * 0.72))
        inks = (ink, halo, 0.0, 1.2 * self._scale)
        picture = name(self._faces, face, size, words, inks)
        return picture.subsurface(picture.get_bounding_rect())

    def _note(self, places: Places) -> None:
        """Say in the lower left corner what the borders and the hatching are."""
        size = 10 * self._scale
        lines = [
            self._faces.line("body_italic", size, text(f"map/{key}"), self._palette.ink)
            for key in ("note", "note_hatched")
        ]
        pad = round(4 * self._scale)
        step = round(size * 1.25)
        width = max(line.get_width() for line in lines) + 2 * pad
        plate = pygame.Surface((width, step * len(lines) + pad), pygame.SRCALPHA)
        plate.fill((*self._palette.paper, 205))
        for number, line in enumerate(lines):
            plate.blit(line, (pad, pad // 2 + number * step + (step - line.get_height()) // 2))
        rect = plate.get_rect(bottomleft=(1, self._view.height - 1))
        self._put("note", f"{text('map/note')} {text('map/note_hatched')}", plate, rect, places)

    def _beyond(self, places: Places) -> None:
        """Name Moscow at the edge, with an arrow the way it lies, if it is beyond the map."""
        city = self._land.cities["moscow"]
        x, y = self._view.pixel(city.at)
        if self.layer.get_rect().collidepoint(x, y):
            return
        words = text("map/beyond", place=text("map/city_moscow"))
        label = self._written("ui", 10 * self._scale, words, "soviet_union")
        side = round(12 * self._scale)
        plate = pygame.Surface((label.get_width() + side + 2, max(side, label.get_height())), pygame.SRCALPHA)
        plate.blit(label, (side + 2, (plate.get_height() - label.get_height()) // 2))
        rect = plate.get_rect(topleft=(round(5 * self._scale), round(5 * self._scale)))
        away = (x - rect.left, y - rect.top)
        arrow = self._arrow(side, (away[0] / hypot(*away), away[1] / hypot(*away)))
        plate.blit(arrow, (0, (plate.get_height() - side) // 2))
        self._put("moscow", words, plate, rect, places)

    def _arrow(self, side: int, way: tuple[float, float]) -> pygame.Surface:
        """Return an arrow head in a square, pointing `way` (of length 1)."""
        large = sheet(pygame.Rect(0, 0, side, side))
        middle, reach = side * FINER / 2, side * FINER * 0.42
        x, y = way
        tip = (middle + reach * x, middle + reach * y)
        back = (middle - reach * x * 0.3, middle - reach * y * 0.3)
        left = (middle - reach * (x - y * 0.8), middle - reach * (y + x * 0.8))
        right = (middle - reach * (x + y * 0.8), middle - reach * (y - x * 0.8))
        pygame.draw.polygon(large, self._palette.paper, (tip, left, back, right))
        return shrunk(large)

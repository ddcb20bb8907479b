"""Marks over the map: pennants for troops, rings around towns at stake, and notes of a few words."""

import pygame

from game.desktop.faces import FINER, Faces
from game.desktop.geography import Geography, Point
from game.desktop.map_brush import sheet, shrunk
from game.desktop.map_labels import Label, Places
from game.desktop.map_names import Names
from game.desktop.map_parts import MOST_TROOPS, MapState, Palette, View
from game.messages import text


class Marks:
    """Draws what a `MapState` puts over the names, in free places. Pictures are made once."""

    def __init__(self, land: Geography, view: View, faces: Faces, scale: float, palette: Palette) -> None:
        self._land, self._view, self._faces, self._scale, self._palette = land, view, faces, scale, palette
        self._pictures: dict[tuple[str, str | int], pygame.Surface] = {}
        self._spots: dict[tuple[str, tuple[int, int]], list[tuple[int, int]]] = {}

    def keep_places(self, places: Places, names: Names) -> None:
        """Remember which places are free once everything that stays has its own."""
        self._places, self._names = places, names

    def of(self, state: MapState) -> tuple[list[tuple[pygame.Surface, pygame.Rect]], list[Label]]:
        """Return pictures with their places, and what they say. Raises KeyError for an unknown id."""
        kept = list(self._places.taken)
        pieces: list[tuple[pygame.Surface, pygame.Rect]] = []
        labels: list[Label] = []
        for city in sorted(state.cities):
            pieces.extend(self._city(city))
        wanted = [
            (f"troops:{region}", region, self._pennants(count), text("map/troops", place=self._name(region), count=count))
            for region, count in state.troops.items()
            if count
        ]
        wanted += [(f"note:{key}", key, self._note(words), words) for key, words in state.notes.items()]
        for key, place, picture, words in wanted:
            rect = self._free(place, picture.get_size())
            if rect is not None:
                pieces.append((picture, rect))
                labels.append(Label(key, words, rect))
                self._places.taken.append(rect)
        self._places.taken = kept
        return pieces, labels

    def _name(self, key: str) -> str:
        return text(f"map/region_{key}" if key in self._land.regions else f"map/city_{key}")

    def _free(self, place: str, size: tuple[int, int]) -> pygame.Rect | None:
        """Return a free rectangle in a region, or beside a town; one that leans over the limit if need be."""
        if place in self._land.cities:
            at = self._view.pixel(self._land.cities[place].at)
            return self._places.beside(at, size, round(9 * self._scale))
        spots = self._near_name(place)
        for least in (1.0, 0.6, 0.2):
            rect = self._places.nearest(place, spots, size, least)
            if rect is not None:
                return rect
        return None

    def _near_name(self, region: str) -> list[tuple[int, int]]:
        """Return the pixels of a region that may hold a mark, those near its name first."""
        spots = self._names.spots[region]
        home = next((label.rect.midbottom for label in self._names.labels if label.id == region), None)
        if home is None:
            middle = [sum(axis) / max(1, len(spots)) for axis in zip(*spots, strict=True)] or [0.0, 0.0]
            home = (round(middle[0]), round(middle[1]))
        target: Point = home
        return sorted(spots, key=lambda spot: (spot[0] - target[0]) ** 2 + 2 * (spot[1] - target[1]) ** 2)

    def _city(self, key: str) -> list[tuple[pygame.Surface, pygame.Rect]]:
        """Return a town's dot, larger and in the strong colour, with a ring around it."""
        city = self._land.cities[key]
        if key not in self._names.dots:
            return []
        if ("city", key) not in self._pictures:
            dot = self._names.dot(city, self._palette.accent, 1.15)
            side = dot.get_width() + 2 * round(3 * self._scale)
            large = sheet(pygame.Rect(0, 0, side, side))
            middle = (side * FINER / 2, side * FINER / 2)
            for colour, width in ((self._palette.paper, 3.4), (self._palette.accent, 1.5)):
                reach = (side - (3.6 - width) * self._scale) * FINER / 2
                pygame.draw.circle(large, colour, middle, reach, max(2, round(width * self._scale * FINER)))
            picture = shrunk(large)
            picture.blit(dot, dot.get_rect(center=picture.get_rect().center))
            self._pictures["city", key] = picture
        picture = self._pictures["city", key]
        return [(picture, picture.get_rect(center=self._names.dots[key].center))]

    def _pennants(self, count: int) -> pygame.Surface:
        """Return a plate with `count` pennants of six; the others are outlines."""
        if ("troops", count) not in self._pictures:
            unit = self._scale * FINER
            wide, high = round(9 * self._scale), round(15 * self._scale)
            large = sheet(pygame.Rect(0, 0, wide * MOST_TROOPS + round(5 * self._scale), high))
            box = large.get_rect()
            pygame.draw.rect(large, (*self._palette.paper, 235), box, border_radius=round(3 * unit))
            pygame.draw.rect(large, self._palette.ink, box, round(unit), border_radius=round(3 * unit))
            for number in range(MOST_TROOPS):
                left = (3.6 * self._scale + number * wide) * FINER
                top, foot = 3 * unit, 12 * unit
                flag = ((left, top), (left + 6.4 * unit, top + 2.8 * unit), (left, top + 5.6 * unit))
                if number < count:
                    pygame.draw.polygon(large, self._palette.accent, flag)
                    pygame.draw.line(large, self._palette.ink, (left, top), (left, foot), round(1.3 * unit))
                else:
                    pygame.draw.polygon(large, self._palette.province, flag, max(1, round(0.7 * unit)))
            self._pictures["troops", count] = shrunk(large)
        return self._pictures["troops", count]

    def _note(self, words: str) -> pygame.Surface:
        """Return a few words on a plate."""
        if ("note", words) not in self._pictures:
            line = self._faces.line("ui_bold", 10 * self._scale, words, self._palette.ink)
            line = line.subsurface(line.get_bounding_rect())
            pad = round(4 * self._scale)
            rect = pygame.Rect(0, 0, line.get_width() + 2 * pad, line.get_height() + 2 * pad)
            large = sheet(rect)
            corner = round(3 * self._scale * FINER)
            pygame.draw.rect(large, self._palette.paper, large.get_rect(), border_radius=corner)
            pygame.draw.rect(large, self._palette.accent, large.get_rect(), FINER, border_radius=corner)
            plate = shrunk(large)
            plate.blit(line, (pad, pad))
            self._pictures["note", words] = plate
        return self._pictures["note", words]

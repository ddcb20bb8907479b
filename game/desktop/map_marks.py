"""Marks over the map: pennants for troops, rings around towns at stake, and notes of a few words."""

from collections.abc import Hashable, Iterator
from typing import TypeAlias

import pygame

from game.desktop.faces import FINER, Faces
from game.desktop.map_brush import bounds, sheet, shrunk, stroke
from game.desktop.map_labels import Label, Places
from game.desktop.map_names import Names
from game.desktop.map_parts import View
from game.messages import text
from game.presentation.mapping.colours import Palette
from game.presentation.mapping.geography import Geography
from game.presentation.mapping.state import MOST_TROOPS, MapState

Pictures: TypeAlias = list[tuple[pygame.Surface, pygame.Rect]]
"""Pictures with their places."""


class Marks:
    """Draws what a `MapState` puts over the names, in free places. Pictures are made once."""

    def __init__(self, land: Geography, view: View, faces: Faces, scale: float, palette: Palette) -> None:
        self._land, self._view, self._faces, self._scale, self._palette = land, view, faces, scale, palette
        self._pictures: dict[tuple[str, str | int], pygame.Surface] = {}
        self._found: dict[Hashable, pygame.Rect | None] = {}
        self._spots: dict[str, list[tuple[int, int]]] = {}

    def keep_places(self, places: Places, names: Names) -> None:
        """Remember which places are free once everything that stays has its own."""
        self._places, self._names = places, names

    def of(self, state: MapState) -> tuple[Pictures, Pictures, list[Label]]:
        """Return pictures under the names and over them, and what they say. KeyError: an unknown id.

        What belongs to a place outside the map is left out.
        """
        kept = list(self._places.taken)
        under: Pictures = []
        over: Pictures = []
        labels: list[Label] = []
        for city in sorted(state.cities):
            over.extend(self._city(city))
        for key, place, picture, words in self._wanted(state):
            home = self._home(place)
            if home is None:
                continue
            known = (place, picture.get_size(), tuple(label.rect.topleft for label in labels))
            if known not in self._found:
                self._found[known] = self._free(place, home, picture.get_size())
            rect = self._found[known]
            if rect is None:
                continue
            if place in self._land.cities or self._places.share(place, rect) == 0:
                under.extend(self._leader(rect, home))
            over.append((picture, rect))
            labels.append(Label(key, words, rect))
            self._places.taken.append(rect)
        self._places.taken = kept
        return under, over, labels

    def _wanted(self, state: MapState) -> Iterator[tuple[str, str, pygame.Surface, str]]:
        """Yield the marks to place: an id, the region or town, the picture and what it says."""
        for region, count in state.troops.items():
            if count:
                words = text("map/troops", place=text(f"map/region_{region}"), count=count)
                yield f"troops:{region}", region, self._pennants(count), words
        named = {label.id for label in self._names.labels}
        for city in sorted(state.cities - named):
            words = text(f"map/city_{city}")
            yield city, city, self._note(words), words
        for key, words in state.notes.items():
            yield f"note:{key}", key, self._note(words), words

    def _home(self, place: str) -> tuple[int, int] | None:
        """Return where a mark is best: under a region's name, or in its middle; at a town. None: outside."""
        if place in self._land.cities:
            dot = self._names.dots.get(place)
            return dot and dot.center
        spots = self._names.spots[place]
        below = next((label.rect.midbottom for label in self._names.labels if label.id == place), None)
        if below is not None or not spots:
            return below
        return sum(x for x, _ in spots) // len(spots), sum(y for _, y in spots) // len(spots)

    def _free(self, place: str, home: tuple[int, int], size: tuple[int, int]) -> pygame.Rect | None:
        """Return a free rectangle in a region or beside a town, or else the nearest there is."""
        if place in self._land.cities:
            rect = self._places.beside(home, size, round(9 * self._scale))
        else:
            spots = self._near_home(place, home)
            tries = (self._places.nearest(place, spots, size, least) for least in (1.0, 0.6, 0.2))
            rect = next((found for found in tries if found is not None), None)
        return rect or self._places.anywhere(home, size, max(4, round(6 * self._scale)))

    def _near_home(self, region: str, home: tuple[int, int]) -> list[tuple[int, int]]:
        """Return the pixels of a region that may hold a mark, those near its best place first."""
        if region not in self._spots:
            self._spots[region] = sorted(
                self._names.spots[region],
                key=lambda spot: (spot[0] - home[0]) ** 2 + 2 * (spot[1] - home[1]) ** 2,
            )
        return self._spots[region]

    def _leader(self, rect: pygame.Rect, home: tuple[int, int]) -> Pictures:
        """Return a thin line from a mark to what it belongs to, if these lie apart."""
        end = (min(max(home[0], rect.left), rect.right - 1), min(max(home[1], rect.top), rect.bottom - 1))
        if max(abs(end[0] - home[0]), abs(end[1] - home[1])) < 10 * self._scale:
            return []
        box = bounds((end, home), self._view, 3)
        large = sheet(box)
        line = [((x - box.left) * FINER, (y - box.top) * FINER) for x, y in (end, home)]
        stroke(large, self._palette.paper, line, 2.6 * self._scale * FINER)
        stroke(large, self._palette.accent, line, 1.2 * self._scale * FINER)
        return [(shrunk(large), box)]

    def _city(self, key: str) -> Pictures:
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

"""Drawing a scene: paper with a grain and a soft shadow, text, lists, fields, the focus ring.

Law of this file: what costs time is drawn once and kept; drawing changes nothing.
"""

from functools import lru_cache

import numpy as np
import pygame

from game.desktop.map_art import MapArt
from game.desktop.paint_shapes import drawn
from game.desktop.scene import (
    Clip,
    Drawing,
    Element,
    Field,
    Fill,
    Meter,
    Picture,
    Press,
    Rect,
    Ring,
    Scene,
    Sheet,
    Slider,
    Swatch,
    Words,
)
from game.desktop.shapes import Shape
from game.desktop.theme import Colour
from game.desktop.typesetting import Typesetter
from game.desktop.written_lines import cursor_place, inner

GRAIN = 1.4
KEPT = 64
SWATCHES = (300, 200)
"""The size of the map that swatches are taken from: any would do."""


class Painter:
    """Draws scenes for one theme."""

    def __init__(self, sets: Typesetter) -> None:
        self._sets = sets
        self._theme = sets.theme
        self._paper = lru_cache(KEPT)(self._draw_paper)
        self._map = lru_cache(4)(self._draw_map)
        self._desk = lru_cache(4)(self._draw_desk)
        self._drawn = lru_cache(4 * KEPT)(self._draw_shapes)
        self._rounded = lru_cache(4 * KEPT)(self._draw_rounded)

    def paint(
        self, surface: pygame.Surface, scene: Scene, *, focus: str = "", hover: str = "", cursor: bool = True
    ) -> None:
        """Draw a scene. `focus` and `hover` name what can be pressed; `cursor`: whether it is seen."""
        surface.blit(self._desk(surface.get_size()), (0, 0))
        for element in scene.elements:
            self._element(surface, element, (focus, hover), cursor=cursor)

    def _colour(self, name: str) -> Colour:
        found: Colour = getattr(self._theme.palette, name)
        return found

    def _element(
        self, surface: pygame.Surface, element: Element, marked: tuple[str, str], *, cursor: bool
    ) -> None:
        match element:
            case Sheet():
                self._sheet(surface, element)
            case Fill():
                self._fill(surface, element)
            case Words():
                self._words(surface, element)
            case Press():
                self._press(surface, element, focus=element.id == marked[0], hover=element.id == marked[1])
            case Field():
                self._field(surface, element, focus=element.id == marked[0], cursor=cursor)
            case Meter():
                self._meter(surface, element)
            case Ring():
                self._frame(surface, element)
            case Clip():
                self._clip(surface, element, marked, cursor=cursor)
            case Drawing() if element.rect.w > 0 and element.rect.h > 0:
                surface.blit(self._drawn(element.rect[2:], element.shapes), element.rect[:2])
            case Slider():
                self._slider(surface, element)
            case Swatch():
                image = self._map(SWATCHES).swatch(element.tone, (element.rect.w, element.rect.h))
                surface.blit(image, (element.rect.x, element.rect.y))
            case Picture() if element.rect.w > 0 and element.rect.h > 0:
                self._map((element.rect.w, element.rect.h)).draw(
                    surface, pygame.Rect(element.rect), element.state
                )

    def place_at(self, picture: Picture, x: int, y: int) -> str:
        """Return the id of the city, else of the region, at a point of the window on a map; '' for none."""
        art = self._map((picture.rect.w, picture.rect.h))
        point = (x - picture.rect.x, y - picture.rect.y)
        return art.city_at(point) or art.region_at(point) or ""

    def tip(self, surface: pygame.Surface, words: str, x: int, y: int) -> None:
        """Draw a few lines beside the pointer, inside the window."""
        px = self._theme.px
        wide, tall = surface.get_size()
        room = min(px(360), wide - px(40))
        lines = self._sets.wrap(words, "small", room)
        height = self._sets.line_height("small") * len(lines) + px(12)
        width = max(self._sets.width(line, "small") for line in lines) + px(16)
        left = max(0, min(x + px(14), wide - width))
        top = y + px(16) if y + px(16) + height <= tall else max(0, y - height - px(8))
        surface.blit(self._rounded((width, height), "marked", "accent", px(4)), (left, top))
        self._lines(surface, Rect(left + px(8), top + px(6), width, height), lines, "small", "ink")

    def _draw_shapes(self, size: tuple[int, int], shapes: tuple[Shape, ...]) -> pygame.Surface:
        return drawn(size, shapes, self._colour)

    def _slider(self, surface: pygame.Surface, slider: Slider) -> None:
        rect, px = slider.rect, self._theme.px
        line = pygame.Rect(rect.x, rect.y + rect.h // 2 - px(2), rect.w, max(2, px(4)))
        pygame.draw.rect(surface, self._colour("edge"), line, border_radius=px(2))
        x = rect.x + (rect.w - 1) * slider.value // max(1, slider.most)
        pygame.draw.rect(
            surface, self._colour("gold"), (*line.topleft, x - rect.x, line.h), border_radius=px(2)
        )
        middle = (min(max(x, rect.x + px(7)), rect.right - px(7)), rect.y + rect.h // 2)
        pygame.draw.circle(surface, self._colour("ink"), middle, px(8))
        pygame.draw.circle(surface, self._colour("gold"), middle, px(6))

    def _draw_map(self, size: tuple[int, int]) -> MapArt:
        return MapArt(size, self._theme.scale, self._theme.palette.map, self._sets.faces)

    # Paper ------------------------------------------------------------------------------------------

    def _draw_desk(self, size: tuple[int, int]) -> pygame.Surface:
        surface = _grained(size, self._theme.palette.desk, 2.2, seed=7)
        shade = pygame.Surface(size, pygame.SRCALPHA)
        pygame.draw.rect(shade, (0, 0, 0, 130), shade.get_rect(), max(8, size[0] // 24))
        surface.blit(_blurred(shade, max(8, size[0] // 32)), (0, 0))
        return surface

    def _draw_paper(self, size: tuple[int, int]) -> pygame.Surface:
        """Return a sheet with its shadow, `_border` pixels larger on each side."""
        border, radius = self._border(), self._theme.px(5)
        width, height = size
        whole = pygame.Surface((width + 2 * border, height + 2 * border), pygame.SRCALPHA)
        shadow = pygame.Surface(whole.get_size(), pygame.SRCALPHA)
        pygame.draw.rect(shadow, (0, 0, 0, 120), (border, border, width, height), border_radius=radius)
        whole.blit(_blurred(shadow, border // 2), (0, self._theme.px(2)))
        grain = _grained(size, self._theme.palette.paper, GRAIN, seed=width + height).convert_alpha()
        mask = pygame.Surface(size, pygame.SRCALPHA)
        pygame.draw.rect(mask, (255, 255, 255, 255), mask.get_rect(), border_radius=radius)
        grain.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
        whole.blit(grain, (border, border))
        edge = pygame.Rect(border, border, width, height)
        pygame.draw.rect(whole, self._theme.palette.edge, edge, 1, border_radius=radius)
        return whole

    def _border(self) -> int:
        return self._theme.px(14)

    def _sheet(self, surface: pygame.Surface, sheet: Sheet) -> None:
        rect, px = sheet.rect, self._theme.px
        if rect.w <= 0 or rect.h <= 0:
            return
        border = self._border()
        surface.blit(self._paper((rect.w, rect.h)), (rect.x - border, rect.y - border))
        if not sheet.title:
            return
        x, y = rect.x + px(16), rect.y + px(9)
        title = self._sets.image(sheet.title, "heading", self._colour("ink"))
        surface.blit(title, (x, y))
        if sheet.subtitle:
            image = self._sets.image(sheet.subtitle, "subtitle", self._colour("soft"))
            surface.blit(image, (x + title.get_width() + px(12), y + title.get_height() - image.get_height()))
        line = (rect.x + px(16), rect.y + px(38), rect.w - px(32), max(1, px(1)))
        pygame.draw.rect(surface, self._colour("accent"), line)

    # Plain things -----------------------------------------------------------------------------------

    def _draw_rounded(self, size: tuple[int, int], fill: str, border: str, radius: int) -> pygame.Surface:
        """Return a rounded area, drawn large and shrunk so that its corners are smooth."""
        large = pygame.Surface((size[0] * 3, size[1] * 3), pygame.SRCALPHA)
        rect = large.get_rect()
        if border:
            pygame.draw.rect(large, self._colour(border), rect, border_radius=radius * 3)
            rect = rect.inflate(-6, -6)
        if fill:
            pygame.draw.rect(large, self._colour(fill), rect, border_radius=radius * 3)
        return pygame.transform.smoothscale(large, size)

    def _fill(self, surface: pygame.Surface, one: Fill) -> None:
        if one.rect.w <= 0 or one.rect.h <= 0:
            return
        if one.border and not one.fill:
            pygame.draw.rect(surface, self._colour(one.border), one.rect, max(1, self._theme.px(1)))
        elif one.radius or one.border:
            surface.blit(
                self._rounded(one.rect[2:], one.fill, one.border, self._theme.px(one.radius)), one.rect[:2]
            )
        else:
            pygame.draw.rect(surface, self._colour(one.fill), one.rect)

    def _words(self, surface: pygame.Surface, words: Words) -> None:
        self._lines(surface, words.rect, words.lines, words.style, words.colour, words.align)

    def _lines(
        self,
        surface: pygame.Surface,
        rect: Rect,
        lines: tuple[str, ...],
        style: str,
        colour: str,
        align: str = "left",
    ) -> int:
        y = rect.y
        for line in lines:
            if line:
                image = self._sets.image(line, style, self._colour(colour))
                free = rect.w - image.get_width()
                x = rect.x + {"left": 0, "right": free, "centre": free // 2}[align]
                surface.blit(image, (x, y + (self._sets.line_height(style) - image.get_height()) // 2))
            y += self._sets.line_height(style)
        return y

    def _meter(self, surface: pygame.Surface, meter: Meter) -> None:
        radius = max(1, meter.rect.h // 2)
        pygame.draw.rect(surface, self._colour("field"), meter.rect, border_radius=radius)
        pygame.draw.rect(surface, self._colour("soft"), meter.rect, 1, border_radius=radius)
        width = meter.rect.w * min(meter.value, meter.most) // max(1, meter.most)
        if width > 0:
            full = (meter.rect.x, meter.rect.y, width, meter.rect.h)
            pygame.draw.rect(surface, self._colour(meter.colour), full, border_radius=radius)
        for step in range(1, 1 if meter.whole else meter.most):
            x = meter.rect.x + meter.rect.w * step // meter.most
            pygame.draw.line(surface, self._colour("paper"), (x, meter.rect.y), (x, meter.rect.bottom - 1))

    # What can be pressed or typed in ----------------------------------------------------------------

    def _press(self, surface: pygame.Surface, press: Press, *, focus: bool, hover: bool) -> None:
        if press.kind == "row":
            self._row(surface, press, focus=focus, hover=hover)
        elif press.kind == "link":
            self._link(surface, press, hover=hover)
        else:
            self._button(surface, press, hover=hover)
        if focus:
            self._ring(surface, press.rect)

    def _row(self, surface: pygame.Surface, row: Press, *, focus: bool, hover: bool) -> None:
        rect, px = row.rect, self._theme.px
        fill = "marked" if row.chosen or hover or focus else "field"
        surface.blit(self._rounded(rect[2:], fill, "edge", px(4)), rect[:2])
        x, y = rect.x + px(10), rect.y + px(5)
        if row.chosen:
            pygame.draw.rect(surface, self._colour("accent"), (rect.x, rect.y, px(4), rect.h))
        if row.key:
            self._lines(surface, Rect(x, y + px(2), px(20), rect.h), (row.key,), "small_bold", "soft")
            x += px(24)
        room = Rect(x, y, rect.right - x - px(8), rect.h)
        y = self._lines(surface, room, row.label, "bold" if row.note else "body", "ink")
        self._lines(surface, Rect(x, y, room.w, rect.h), row.note, "ui", "soft")

    def _link(self, surface: pygame.Surface, link: Press, *, hover: bool) -> None:
        rect, px = link.rect, self._theme.px
        surface.blit(self._rounded(rect[2:], "marked" if hover else "paper_dark", "", px(3)), rect[:2])
        pygame.draw.rect(surface, self._colour("gold"), (rect.x, rect.y, px(3), rect.h))
        place = Rect(rect.x + px(8), rect.y + px(3), rect.w, rect.h)
        self._lines(surface, place, link.label, "small_bold", "info")

    def _button(self, surface: pygame.Surface, button: Press, *, hover: bool) -> None:
        rect = button.rect
        primary = button.kind == "primary"
        on_desk = button.kind == "desk"
        fill = (
            "accent"
            if primary
            else "marked"
            if hover or button.chosen
            else "desk"
            if on_desk
            else "paper_dark"
        )
        surface.blit(self._rounded(rect[2:], fill, "edge", self._theme.px(5)), rect[:2])
        colour = "on_accent" if primary else "desk_text" if on_desk and fill == "desk" else "ink"
        if button.chosen:
            px = self._theme.px
            line = (rect.x + px(8), rect.bottom - px(5), rect.w - px(16), max(2, px(3)))
            pygame.draw.rect(surface, self._colour("accent"), line, border_radius=px(1))
        height = self._sets.line_height("ui_bold")
        place = Rect(rect.x, rect.y + (rect.h - height) // 2, rect.w, height)
        self._lines(surface, place, button.label, "ui_bold", colour, "centre")

    def _ring(self, surface: pygame.Surface, rect: Rect) -> None:
        px = self._theme.px
        around = pygame.Rect(rect).inflate(px(4), px(4))
        pygame.draw.rect(surface, self._colour("ink"), around, max(2, px(3)), border_radius=px(6))
        pygame.draw.rect(surface, self._colour("gold"), around, max(1, px(2)), border_radius=px(6))

    def _frame(self, surface: pygame.Surface, ring: Ring) -> None:
        """Draw a frame that is seen on paper and on the desk alike: dark, light, and its colour between."""
        px = self._theme.px
        for colour, grown, wide in (("desk", 2, 5), (ring.colour, 1, 3)):
            around = pygame.Rect(ring.rect).inflate(px(2 * grown), px(2 * grown))
            pygame.draw.rect(surface, self._colour(colour), around, max(2, px(wide)), border_radius=px(7))

    def _field(self, surface: pygame.Surface, field: Field, *, focus: bool, cursor: bool) -> None:
        rect, px = field.rect, self._theme.px
        surface.blit(self._rounded(rect[2:], "field", "gold" if focus else "edge", px(4)), rect[:2])
        place, height = inner(self._sets, rect), self._sets.line_height("body")
        for marks, tall, colour in ((field.selected, height, "marked"), (field.composed, px(2), "accent")):
            for number, first, last in marks:
                line = field.lines[number]
                x = place.x + self._sets.width(line[:first], "body")
                wide = self._sets.width(line[first:last], "body")
                bottom = place.y + height * (number + 1)
                pygame.draw.rect(surface, self._colour(colour), (x, bottom - tall, wide, tall))
        self._lines(surface, place, field.lines, "body", "ink")
        if focus and cursor:
            spot = cursor_place(self._sets, field)
            top, low = (spot.x, spot.y + px(2)), (spot.x, spot.bottom - px(2))
            pygame.draw.line(surface, self._colour("ink"), top, low, max(1, px(2)))
        if focus:
            self._ring(surface, rect)

    def _clip(self, surface: pygame.Surface, clip: Clip, marked: tuple[str, str], *, cursor: bool) -> None:
        place = pygame.Rect(clip.rect).clip(surface.get_rect())
        if clip.rect.w <= 0 or clip.rect.h <= 0 or not place.size[0] or not place.size[1]:
            return
        window = surface.subsurface(place)
        for element in clip.elements:
            rect = element.rect
            if rect.bottom >= clip.offset and rect.y <= clip.offset + clip.rect.h:
                self._element(window, _moved(element, -clip.offset), marked, cursor=cursor)
        if clip.furthest:
            self._bar(surface, clip)

    def _bar(self, surface: pygame.Surface, clip: Clip) -> None:
        width = self._theme.px(6)
        rect, x = clip.rect, clip.rect.right - width
        pygame.draw.rect(
            surface, self._colour("paper_dark"), (x, rect.y, width, rect.h), border_radius=width // 2
        )
        length = max(self._theme.px(24), rect.h * rect.h // clip.height)
        y = rect.y + (rect.h - length) * clip.offset // clip.furthest
        pygame.draw.rect(surface, self._colour("soft"), (x, y, width, length), border_radius=width // 2)


def _moved(element: Element, dy: int) -> Element:
    from dataclasses import replace

    return replace(element, rect=element.rect.moved(0, dy))


TILE = 256


def _grained(size: tuple[int, int], colour: Colour, strength: float, *, seed: int) -> pygame.Surface:
    """Return an area with the grain of paper: one tile of noise, repeated, with faint clouds over it."""
    chance = np.random.default_rng(seed)
    noise = np.clip(np.array(colour) + chance.normal(0, strength, (TILE, TILE, 1)), 0, 255)
    tile = pygame.surfarray.make_surface(noise.astype("uint8"))
    surface = pygame.Surface(size)
    for x in range(0, size[0], TILE):
        for y in range(0, size[1], TILE):
            surface.blit(tile, (x, y))
    clouds = chance.normal(0, 2 * strength, (size[0] // 60 + 2, size[1] // 60 + 2, 1)).repeat(3, 2)
    for part, blend in ((clouds, pygame.BLEND_RGB_ADD), (-clouds, pygame.BLEND_RGB_SUB)):
        cloud = pygame.surfarray.make_surface(np.clip(part, 0, 255).astype("uint8"))
        surface.blit(pygame.transform.smoothscale(cloud, size), (0, 0), special_flags=blend)
    return surface


def _blurred(surface: pygame.Surface, radius: int) -> pygame.Surface:
    """Return a surface with soft edges: shrunk, blurred, and grown again, since soft needs no detail."""
    width, height = surface.get_size()
    small = pygame.transform.smoothscale(surface, (max(1, width // 4), max(1, height // 4)))
    return pygame.transform.smoothscale(
        pygame.transform.gaussian_blur(small, max(1, radius // 4)), (width, height)
    )

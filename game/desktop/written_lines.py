"""Setting what is typed: lines that lose no space, where the cursor stands, which letter a click means.

Law of this file: every letter is on one line; a place on the field is a letter, and a letter a place.
"""

import re

from game.desktop.scene import Field, Rect
from game.desktop.typesetting import Typesetter
from game.desktop.writing import Writing

STYLE = "body"
_WORD = re.compile(r"\S*\s*")
Lines = list[tuple[int, str]]
"""With which letter a line begins, and the line."""


def typed_lines(sets: Typesetter, words: str, style: str, width: int) -> Lines:
    """Return words in lines no wider than `width`, but for spaces at their ends."""
    lines: Lines = [(0, "")]
    for word in _WORD.findall(words):
        start, line = lines[-1]
        if sets.width((line + word).rstrip(), style) <= width:
            lines[-1] = (start, line + word)
            continue
        if line:
            lines.append((start + len(line), ""))
        _put_broken(sets, lines, word, style, width)
    return lines


def _put_broken(sets: Typesetter, lines: Lines, word: str, style: str, width: int) -> None:
    """Put a word on the last line, and what is too wide on lines of its own."""
    for char in word:
        start, line = lines[-1]
        if line and not char.isspace() and sets.width(line + char, style) > width:
            lines.append((start + len(line), char))
        else:
            lines[-1] = (start, line + char)


def field_of(rect: Rect, id_: str, writing: Writing, lines: Lines, limit: int) -> Field:
    """Return a field with its cursor and what is marked in it."""
    begin, end = writing.at, writing.at + len(writing.composed)
    return Field(
        rect,
        id_,
        tuple(line for _, line in lines),
        tuple(start for start, _ in lines),
        limit,
        cursor=_spot(lines, end),
        selected=_marked(lines, *writing.span),
        composed=_marked(lines, begin, end),
    )


def _spot(lines: Lines, at: int) -> tuple[int, int]:
    number = max(number for number, (start, _) in enumerate(lines) if start <= at)
    return number, at - lines[number][0]


def _marked(lines: Lines, begin: int, end: int) -> tuple[tuple[int, int, int], ...]:
    found = []
    for number, (start, line) in enumerate(lines):
        first, last = max(begin - start, 0), min(end - start, len(line))
        if first < last:
            found.append((number, first, last))
    return tuple(found)


def inner(sets: Typesetter, rect: Rect) -> Rect:
    """Return where the words of a field lie in it."""
    px = sets.theme.px
    return Rect(rect.x + px(10), rect.y + px(8), rect.w - px(20), rect.h)


def cursor_place(sets: Typesetter, field: Field) -> Rect:
    """Return where the cursor stands, as tall as a line."""
    room, height = inner(sets, field.rect), sets.line_height(STYLE)
    number, letter = field.cursor
    x = room.x + sets.width(field.lines[number][:letter], STYLE)
    return Rect(x, room.y + height * number, 1, height)


def letter_at(sets: Typesetter, field: Field, x: int, y: int) -> int:
    """Return before which letter a click at a place of the field puts the cursor."""
    room = inner(sets, field.rect)
    number = min(max(0, (y - room.y) // sets.line_height(STYLE)), len(field.lines) - 1)
    line = field.lines[number]
    letters = len(line.rstrip()) if number + 1 < len(field.lines) else len(line)
    near = min(range(letters + 1), key=lambda at: abs(room.x + sets.width(line[:at], STYLE) - x))
    return field.starts[number] + near

"""Searching in all a seat can read: its briefing, the texts, messages, what happened, and the rest.

Law of this file: only what the seat can look up anyway; a line is found where it has every word sought.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from game.presentation.deciding.dialogue import Line
from game.presentation.deciding.seat import Seat
from game.presentation.reading.books import book_lines, books_of

NEWS = "news"
SKIPPED = ("calendar", "explained")
"""Books that repeat what others say, or say nothing of the game."""


class Found(NamedTuple):
    """The lines of a book, or of the news, that have the words; `heading`: what each stands under."""

    book: str
    lines: tuple[tuple[str, str], ...]


def search(seat: Seat, news: Sequence[Line], sought: str) -> list[Found]:
    """Return where words are found; nothing for no words."""
    words = sought.casefold().split()
    if not words:
        return []
    places: list[tuple[str, Iterable[Line]]] = [(NEWS, news)]
    places += [(name, book_lines(seat, name)) for name in books_of(seat) if name not in SKIPPED]
    found = [Found(name, tuple(_lines(lines, words))) for name, lines in places]
    return [one for one in found if one.lines]


def _lines(lines: Iterable[Line], words: Sequence[str]) -> Iterator[tuple[str, str]]:
    heading = ""
    for line in lines:
        if line.kind in ("title", "heading"):
            heading = line.words
        if all(word in f"{line.first} {line.words}".casefold() for word in words):
            yield ("" if heading == line.words else heading), line.words

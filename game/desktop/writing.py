"""Words being typed: the cursor, what is selected, what an input method is composing.

Law of this file: pure. What is pasted is one line of plain words; a letter and the marks on it are one step.
"""

import unicodedata
from typing import NamedTuple


class Writing(NamedTuple):
    """Words of a field. `at`: the cursor; `anchor`: the other end of what is selected, or None.

    `composed`: what an input method shows at the cursor and has not entered yet.
    """

    words: str = ""
    at: int = 0
    anchor: int | None = None
    composed: str = ""

    @property
    def span(self) -> tuple[int, int]:
        """From where to where words are selected; twice the cursor where none are."""
        other = self.at if self.anchor is None else self.anchor
        return min(self.at, other), max(self.at, other)

    @property
    def selected(self) -> str:
        """The words that are selected."""
        return self.words[slice(*self.span)]

    @property
    def shown(self) -> str:
        """The words with what is being composed."""
        return self.words[: self.at] + self.composed + self.words[self.at :]


EMPTY = Writing()


class Compose(NamedTuple):
    """An input method composes these words; none: it has stopped."""

    words: str


class Edit(NamedTuple):
    """A key that edits: `left`, `right`, `word_left`, `word_right`, `home`, `end`, `all`, `delete`,
    `erase_word`.

    `selecting`: what the cursor passes is selected.
    """

    what: str
    selecting: bool = False


class PutCursor(NamedTuple):
    """The cursor is to stand before this letter."""

    at: int


WritingMessage = Compose | Edit | PutCursor


def written(words: str) -> Writing:
    """Return words with the cursor at their end."""
    return Writing(words, len(words))


def typed(writing: Writing, words: str, limit: int) -> Writing:
    """Return a field after words were typed or pasted; what finds no room is left out."""
    start, end = writing.span
    clean = "".join(" " if char.isspace() else char for char in words if char.isspace() or char.isprintable())
    kept = writing.words[:start] + writing.words[end:]
    entered = clean[: max(0, limit - len(kept))]
    return Writing(kept[:start] + entered + kept[start:], start + len(entered))


def erased(writing: Writing) -> Writing:
    """Return a field without what is selected, or without the letter before the cursor."""
    start, end = writing.span
    start = _step(writing.words, writing.at, -1) if start == end else start
    return Writing(writing.words[:start] + writing.words[end:], start)


def edited(writing: Writing, message: WritingMessage) -> Writing:
    """Return a field after a key that edits, a click into it, or a step of an input method."""
    match message:
        case Compose(words=words):
            return writing._replace(composed=words)
        case PutCursor(at=at):
            return Writing(writing.words, min(max(0, at), len(writing.words)))
        case Edit(what="all"):
            return Writing(writing.words, len(writing.words), 0)
        case Edit(what="delete") if writing.span[0] == writing.span[1]:
            end = _step(writing.words, writing.at, 1)
            return Writing(writing.words[: writing.at] + writing.words[end:], writing.at)
        case Edit(what="delete"):
            return erased(writing)
        case Edit(what="erase_word"):
            start, end = writing.span
            start = _target(writing, "word_left") if start == end else start
            return Writing(writing.words[:start] + writing.words[end:], start)
        case Edit(what=what, selecting=selecting):
            anchor = writing.at if writing.anchor is None else writing.anchor
            return Writing(writing.words, _target(writing, what), anchor if selecting else None)


def _target(writing: Writing, what: str) -> int:
    """Return where a key takes the cursor."""
    words, at = writing.words, writing.at
    match what:
        case "left":
            return _step(words, at, -1)
        case "right":
            return _step(words, at, 1)
        case "home":
            return 0
        case "end":
            return len(words)
        case "word_left":
            return len(words[:at].rstrip().rpartition(" ")[0]) + (" " in words[:at].rstrip())
        case "word_right":
            rest = words[at:].lstrip()
            word = rest.partition(" ")[0]
            return len(words) - len(rest) + len(word)
        case _:
            return at


def _step(words: str, at: int, by: int) -> int:
    """Return the place one letter on or back: past the marks that stand on it."""
    at = min(max(0, at + by), len(words))
    while 0 < at < len(words) and unicodedata.combining(words[at]):
        at += by
    return at

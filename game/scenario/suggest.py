"""The law of suggestions: a guess at what an author meant, the same on every machine."""

from collections.abc import Iterable
from difflib import SequenceMatcher

_CLOSE_ENOUGH = 0.6
_LONGEST = 80


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return the known word closest to `word`, the earliest if several are; None if none is close.

    Case does not count. Words over 80 characters get no suggestion: comparing them is slow.
    """
    best, best_score = None, _CLOSE_ENOUGH
    if len(word) > _LONGEST:
        return None
    for candidate in known:
        score = _likeness(word, candidate)
        if score > best_score or (best is None and score == best_score):
            best, best_score = candidate, score
    return best


def _likeness(word: str, candidate: str) -> float:
    """Return 0 to 1: Ratcliff and Obershelp's measure, as `difflib` has it."""
    if len(candidate) > _LONGEST:
        return 0.0
    return SequenceMatcher(None, word.casefold(), candidate.casefold(), autojunk=False).ratio()

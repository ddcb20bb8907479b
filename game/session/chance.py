"""Keyed draws: what chance picks depends on the seed and on what is drawn, and on nothing else.

Law of this file: SHA-256 of a key gives integers, taken by rejection so that each is equally likely. No
library generator, so that a game replays the same on any machine, for ever; after an undo the same draw
gives the same outcome.
"""

import hashlib


def draw_below(key: str, bound: int) -> int:
    """Return a number from 0 to `bound` - 1, the same for the same key on any machine."""
    if not 1 <= bound <= 1 << 64:
        raise ValueError("a draw needs at least one outcome, and at most 2 to the 64th")
    if bound == 1:
        return 0
    limit = (1 << 64) - (1 << 64) % bound
    attempt = 0
    while True:
        block = hashlib.sha256(f"{key}/{attempt}".encode()).digest()
        for start in (0, 8, 16, 24):
            number = int.from_bytes(block[start : start + 8], "big")
            if number < limit:
                return number % bound
        attempt += 1


def pick_weighted(key: str, weights: tuple[int, ...]) -> int:
    """Return the index of an outcome, each as likely as its weight says."""
    left = draw_below(key, sum(weights))
    for index, weight in enumerate(weights):
        if left < weight:
            return index
        left -= weight
    raise AssertionError("the draw lies below the sum of the weights")

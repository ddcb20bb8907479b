"""The inputs of the outcome-space benchmarks: made once from a seed, then read from a file by both sides.

Points are whole numbers, so that sums are exact in floating point on both sides, and equal results are
equal. This file is imported by the peers' Python too: it needs NumPy and nothing of ours.
"""

import json
import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Tables = list[list[list[int]]]
"""Points by party, issue and option."""


def opposed(parties: int, issues: int, options: int, *, seed: int, scale: int) -> Tables:
    """Return additive points: each party's best outcome is worth about `scale`, its worst nothing.

    Nothing exactly, as NegMAS counts gains from the worst outcome where that is above the reserved value.
    Every second party wants about the opposite of the first: its values mirrored, with a quarter of its own.
    """
    chance = random.Random(seed)
    drawn = [_party(chance, issues, options) for _ in range(parties)]
    for party in range(1, parties, 2):
        drawn[party] = [
            [0.75 * (max(first) - a) + 0.25 * b for a, b in zip(first, own, strict=True)]
            for first, own in zip(drawn[0], drawn[party], strict=True)
        ]
    whole = [[[round(scale * value) for value in issue] for issue in party] for party in drawn]
    return [[[value - min(issue) for value in issue] for issue in party] for party in whole]


def _party(chance: random.Random, issues: int, options: int) -> list[list[float]]:
    weights = [chance.random() + 0.05 for _ in range(issues)]
    found = []
    for weight in weights:
        values = [chance.random() for _ in range(options)]
        low, high = min(values), max(values)
        found.append([weight / sum(weights) * (value - low) / (high - low) for value in values])
    return found


def pairs(parties: int, issues: int, options: int, *, seed: int, most: int) -> list[list[list[list[int]]]]:
    """Return points for the options of neighbouring issues together, by party, pair, option and option."""
    chance = random.Random(seed)
    return [
        [
            [[chance.randint(0, most) for _ in range(options)] for _ in range(options)]
            for _ in range(issues - 1)
        ]
        for _ in range(parties)
    ]


def write(path: Path, tables: Tables, linked: list[list[list[list[int]]]] | None = None) -> None:
    """Write a domain for both sides to read."""
    path.write_text(json.dumps({"points": tables, "pairs": linked}), "utf-8")


def read(path: Path) -> dict[str, Any]:
    """Return a domain: `points` by party, issue and option; `pairs` or None."""
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def every_outcome(domain: dict[str, Any]) -> NDArray[np.float64]:
    """Return the points of every outcome: a row an outcome, a column a party, the last issue fastest."""
    columns = []
    for party, tables in enumerate(domain["points"]):
        sizes = [len(options) for options in tables]
        total = np.zeros(sizes)
        for issue, options in enumerate(tables):
            total += np.array(options, dtype=np.float64).reshape(_shape(sizes, issue))
        for one, other in pairwise(range(len(sizes))) if domain["pairs"] else ():
            table = np.array(domain["pairs"][party][one], dtype=np.float64)
            total += table.reshape(_shape(sizes, one, other))
        columns.append(total.reshape(-1))
    return np.stack(columns, axis=1)


def _shape(sizes: list[int], *kept: int) -> list[int]:
    return [size if place in kept else 1 for place, size in enumerate(sizes)]

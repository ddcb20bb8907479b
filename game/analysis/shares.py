"""What a sample tells of a share and of a spread: Wilson's interval, and quartiles."""

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist, quantiles
from typing import NamedTuple

CONFIDENCE = 0.95


def wilson(count: int, of: int, *, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the score interval of a share `count` / `of`, from 0 to 1; `of` is at least 1.

    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of
    the American Statistical Association, 22 (158), 209-212. Unlike the interval around the plain share it
    keeps within 0 and 1, and says something where a thing never happened. Raises ValueError.
    """
    if not 0 <= count <= of or of < 1:
        raise ValueError("a share is of at least one, and at most of all")
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, spread = count / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * sqrt(share * (1 - share) / of + spread / (4 * of))
    low = 0.0 if count == 0 else middle - half
    high = 1.0 if count == of else middle + half
    return low, high


class Spread(NamedTuple):
    """How values lie: the least, the quartiles (between values where they fall there), the greatest."""

    least: float
    lower: float
    median: float
    upper: float
    greatest: float


def spread(values: Sequence[int]) -> Spread:
    """Return how at least one value lies; quartiles by linear interpolation (Hyndman and Fan's type 7)."""
    middle = quantiles(values, n=4, method="inclusive") if len(values) > 1 else [values[0]] * 3
    return Spread(*map(float, (min(values), *middle, max(values))))

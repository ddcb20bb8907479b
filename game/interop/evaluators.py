"""What Genius makes of a value: the evaluators of discrete, integer and real issues, as fractions.

After Genius 10.4 (`EvaluatorDiscrete`, `EvaluatorInteger`, `EvaluatorReal`, `EVALFUNCTYPE`): R. Lin,
S. Kraus, T. Baarslag, D. Tykhonov, K. Hindriks and C. M. Jonker, "Genius: an integrated environment for
supporting the design of generic automated negotiators", Computational Intelligence 30 (2014), pp. 48-70.

A discrete issue's evaluations are divided by the largest of them; those of integers and real numbers are
taken as they come, between 0 and 1.
"""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction

_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?")
MOST_LETTERS = 40
"""So many characters a number may have."""
LEAST_EVALUATION = Fraction(1, 100_000)
"""If no evaluation of a discrete issue reaches this, Genius gives all of them 0."""

Evaluate = Callable[[Fraction], Fraction]


def number(word: str) -> Fraction | None:
    """Return a decimal number exactly, or None if it is none."""
    if len(word) > MOST_LETTERS or not _NUMBER.fullmatch(word):
        return None
    return Fraction(word)


def shares(evaluations: list[Fraction]) -> list[Fraction]:
    """Return a discrete issue's evaluations, divided by the largest."""
    most = max(evaluations)
    if most < LEAST_EVALUATION:
        return [Fraction(0)] * len(evaluations)
    return [value / most for value in evaluations]


def evaluator(kind: str, given: Mapping[str, Fraction], low: Fraction) -> Evaluate | None:
    """Return a function by its name (`ftype`) and parameters, or None if one is missing or the name unknown.

    `low`: the issue's lower bound, from which the values of an integer issue are counted if `slope` and
    `offset` are given.
    """
    match kind:
        case "linear" if {"slope", "offset"} <= set(given):
            return lambda value: _bounded(given["slope"] * (value - low) + given["offset"])
        case "linear" if {"parameter0", "parameter1"} <= set(given):
            return lambda value: _bounded(given["parameter1"] * value + given["parameter0"])
        case "constant" if "parameter0" in given:
            return lambda _: given["parameter0"]
        case "triangular" if {"parameter0", "parameter1", "parameter2"} <= set(given):
            left, right, top = (given[f"parameter{place}"] for place in range(3))
            return lambda value: _triangular(value, left, right, top)
        case _:
            return None


def _bounded(value: Fraction) -> Fraction:
    return min(max(value, Fraction(0)), Fraction(1))


def _triangular(value: Fraction, left: Fraction, right: Fraction, top: Fraction) -> Fraction:
    if left <= value < top:
        return (value - left) / (top - left)
    if top <= value < right:
        return 1 - (value - top) / (right - top)
    return Fraction(0)

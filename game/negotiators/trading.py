"""Trade-offs: of one's own packages, those that another could not be given more by at the same price.

Faratin, Sierra and Jennings, "Using similarity criteria to make issue trade-offs in automated
negotiations", Artificial Intelligence 142 (2002), pp. 205-237, look among the packages of equal own worth
for the one most like the other side's last offer; here it is the one worth most to the others as they are
modelled, which is what likeness stands for there. The packages between are left out exactly: points add up
over issues, so that the best of some issues are made of the best of fewer.

Law of this file: arithmetic on one's own scales and what is believed of others; no decisions.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from game.engine.acts import Clause, Package
from game.negotiators.bidding import Scales
from game.scenario.indices import Mask

Worths = Mapping[int, Sequence[int]]
"""What each value of an issue adds for somebody else, in ten-thousandths of the whole; silence last."""


DEPTH = 3
"""A package is left out if so many others are better for both sides, or as good for both."""
DEEPER = 12
"""The same where the best have all been asked for."""

_Part = tuple[int, int, tuple[tuple[int, int], ...]]
"""A choice on some of the issues: what it costs oneself, what it gives, the values."""


class Trade(NamedTuple):
    """A package with its worth to oneself once every text is complete, and to the others as modelled."""

    own: int
    theirs: int
    package: Package


def trades(scales: Scales, worths: Worths, within: Mask, share: int, depth: int = DEPTH) -> tuple[Trade, ...]:
    """Return the packages on the open issues of a text that few others are better than for both sides.

    The best for oneself first. What may be left out is left out in some of them. `depth`: how many others
    may be better, or as good for both.
    """
    parts: list[_Part] = [(0, 0, ())]
    wished = scales.wishes()
    for issue in sorted(scales.negotiable()):
        if within >> issue & 1:
            choices = _choices(scales, worths, issue, is_wished=issue in wished)
            parts = _best([_and(part, choice) for part in parts for choice in choices], depth)
    found = []
    for _, theirs, chosen in parts:
        if chosen:
            package = tuple([(issue, Clause(value)) for issue, value in chosen])
            found.append(Trade(scales.worth_with(package, share), theirs, package))
    return tuple(sorted(found, key=lambda t: (-t.own, -t.theirs, t.package)))


def _choices(scales: Scales, worths: Worths, issue: int, *, is_wished: bool) -> list[_Part]:
    """Return the ways to settle one issue, silence among them where it is allowed.

    What others have asked for is left out only where silence is worth most: whoever says nothing to it is
    met nowhere, and has the last of their wishes before them in the end.
    """
    theirs, points = worths[issue], scales.all_points(issue)
    ways: list[_Part] = [(points[value], theirs[value], ((issue, value),)) for value in scales.values(issue)]
    if scales.may_be_silent(issue) and not (is_wished and scales.silence(issue) < max(points)):
        ways.append((scales.silence(issue), theirs[len(points)], ()))
    best = max(gain for gain, _, _ in ways)
    return [(best - gain, given, chosen) for gain, given, chosen in ways]


def _and(one: _Part, other: _Part) -> _Part:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _best(parts: Iterable[_Part], depth: int) -> list[_Part]:
    """Return the parts than which few are cheaper and give as much.

    What is made of such parts alone holds all such packages: whoever is better than a part is so in every
    package it stands in.
    """
    found: list[_Part] = []
    top: list[int] = []
    for part in sorted(parts, key=_cheapest):
        if len(top) < depth or part[1] > top[0]:
            found.append(part)
            top = sorted([*top, part[1]])[-depth:]
    return found


def _cheapest(part: _Part) -> tuple[int, int, tuple[tuple[int, int], ...]]:
    return part[0], -part[1], part[2]


def worth_to(worths: Worths, scales: Scales, package: Package) -> int:
    """Return what a text is worth to another with `package`: what may be left out and is, as silence.

    What has to be settled and is not counts at the other's best.
    """
    named = {issue: clause.value for issue, clause in package}
    total = 0
    for issue in scales.issues:
        clause = scales.text.clauses[issue]
        if issue in named:
            total += worths[issue][named[issue]]
        elif clause is not None:
            total += worths[issue][clause.value]
        else:
            total += worths[issue][-1] if scales.may_be_silent(issue) else max(worths[issue])
    return total

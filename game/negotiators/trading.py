"""Trade-offs: of one's own packages, those that another could not be given more by at the same price.

Faratin, Sierra and Jennings, "Using similarity criteria to make issue trade-offs in automated negotiations",
Artificial Intelligence 142 (2002), pp. 205-237, look among the packages of equal own worth for the one most like
the other side's last offer; here it is the one worth most to the others as they are modelled, which is what
likeness stands for there. The packages between are left out exactly: points add up over issues, so that the best
of some issues are made of the best of fewer.

Law of this file: arithmetic on one's own scales and what is believed of others; no decisions.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from game.engine.acts import Clause, Package
from game.negotiators.bidding import Scales
from game.scenario.indices import Mask

Worths = Mapping[int, Sequence[int]]
"""What each value of an issue adds for somebody else, in ten-thousandths of the whole; silence last."""


MANY = 400
"""Of how many packages all are looked at."""


class Trade(NamedTuple):
    """A package with its worth to oneself once every text is complete, and to the others as modelled."""

    own: int
    theirs: int
    package: Package


class _Part(NamedTuple):
    """A choice on some of the issues: what it costs oneself, what it gives."""

    loss: int
    theirs: int
    chosen: tuple[tuple[int, int], ...]


def trades(scales: Scales, worths: Worths, within: Mask, share: int) -> tuple[Trade, ...]:
    """Return the packages one could propose on the open issues of a text, the best for oneself first.

    All of them if they are few; else those that no other is better than for both sides. What may be left out
    is left out in some of them.
    """
    parts: list[_Part] = [_Part(0, 0, ())]
    for issue in sorted(scales.negotiable()):
        if within >> issue & 1:
            parts = [_and(part, choice) for choice in _choices(scales, worths, issue) for part in parts]
            if len(parts) > MANY:
                parts = _best(parts)
    found = []
    for part in parts:
        package = tuple([(issue, Clause(value)) for issue, value in part.chosen])
        if package:
            found.append(Trade(scales.worth_with(package, share), part.theirs, package))
    return tuple(sorted(found, key=lambda t: (-t.own, -t.theirs, t.package)))


def _choices(scales: Scales, worths: Worths, issue: int) -> list[_Part]:
    """Return the ways to settle one issue, silence among them where it is allowed."""
    theirs = worths[issue]
    values = scales.values(issue)
    gains = {value: scales.points(issue, value) for value in values}
    silence = scales.silence(issue) if scales.may_be_silent(issue) else None
    best = max(gains.values()) if silence is None else max(*gains.values(), silence)
    found = [_Part(best - gain, theirs[value], ((issue, value),)) for value, gain in gains.items()]
    if silence is not None:
        found.append(_Part(best - silence, theirs[len(scales.all_points(issue))], ()))
    return found


def _and(one: _Part, other: _Part) -> _Part:
    return _Part(one.loss + other.loss, one.theirs + other.theirs, one.chosen + other.chosen)


def _best(parts: Iterable[_Part]) -> list[_Part]:
    """Return the parts that none cheaper gives as much as."""
    found: list[_Part] = []
    for part in sorted(parts, key=lambda p: (p.loss, -p.theirs, p.chosen)):
        if not found or part.theirs > found[-1].theirs:
            found.append(part)
    return found


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

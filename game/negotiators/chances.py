"""What the others at a table seem to want, and how likely they are to say yes.

Law of this file: what a seat may believe from offers made and words given; no decisions.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from game.engine.acts import Package
from game.negotiators.bidding import Scales
from game.negotiators.modelling import model_of
from game.negotiators.persona import Persona
from game.negotiators.player import Situation
from game.negotiators.tactics import made_by
from game.negotiators.trading import Worths, worth_to
from game.scenario.indices import members

SURE = 10_000
"""The chance of what is certain."""
BASE, GIVEN, NEW = -161, 786, -449
"""The odds of a yes at the end, as a logarithm in hundredths: with nothing given; how much all that a side
could wish adds; and a package of which it has never asked for one clause.

Fitted to what a side would take in the end: 76,000 packages that a diplomat weighed towards the end of games
with all the players, on made-up domains (seeds 0 to 99) and on `yalta-1945` (0 to 24).
"""
LOGISTIC = (50, 62, 73, 82, 88, 92, 95, 97, 98, 99)
"""What such odds are in percent, at each half from 0 on."""
UNSAID = 85
"""Percent of a chance that is left for each clause that a delegate has never asked for: its instructions may
forbid it."""
OWN_WORDS = 9_700
"""How likely a side takes what it has proposed itself."""


class Other(NamedTuple):
    """Another signatory as it seems: what is worth how much to it, and what it proposed."""

    role: int
    worths: Worths
    proposed: frozenset[Package]


def others_of(situation: Situation, scales: Scales, persona: Persona) -> tuple[Other, ...]:
    """Return everybody else who signs a text, as they seem from their offers."""
    signers = situation.public.instruments[scales.number].signers & ~(1 << scales.role)
    found = []
    for role in members(signers):
        model = model_of(situation.public, scales.text, scales.number, role, persona.attention)
        made = frozenset(p.package for p in made_by(scales, role))
        found.append(Other(role, model.table(), made))
    return tuple(found)


def joint(others: Sequence[Other]) -> Worths:
    """Return what each value adds for all the others together; there has to be one."""
    if len(others) == 1:
        return others[0].worths
    return {
        i: tuple(map(sum, zip(*[other.worths[i] for other in others], strict=True))) for i in others[0].worths
    }


def chance(
    situation: Situation, scales: Scales, others: Sequence[Other], package: Package, trust: int
) -> int:
    """Return how likely, in ten-thousandths, all the others would take a package in the end."""
    found = SURE
    for other in others:
        if package in other.proposed:
            one = OWN_WORDS
        else:
            unsaid = _unsaid(other, package)
            one = _likely(worth_to(other.worths, scales, package), unsaid, len(package))
            if situation.public.principals[other.role] >= 0:
                one = one * UNSAID**unsaid // 100**unsaid
            one = _heeded(situation, other.role, package, one, trust)
        found = found * one // SURE
    return found


def _unsaid(other: Other, package: Package) -> int:
    """Return how many clauses of a package a side has never proposed itself."""
    said = {clause for proposed in other.proposed for clause in proposed}
    return sum(clause not in said for clause in package)


def _likely(given: int, unsaid: int, clauses: int) -> int:
    """Return how likely a side takes what is worth `given` to it and holds so many clauses that are new."""
    odds = BASE + GIVEN * given // SURE + NEW * unsaid // clauses
    half, rest = divmod(abs(odds), 50)
    if half + 1 < len(LOGISTIC):
        found = 100 * LOGISTIC[half] + (LOGISTIC[half + 1] - LOGISTIC[half]) * rest * 2
    else:
        found = 100 * LOGISTIC[-1]
    return found if odds >= 0 else SURE - found


def _heeded(situation: Situation, role: int, package: Package, likely: int, trust: int) -> int:
    """Return a chance after what a role has threatened and promised, as far as it is believed.

    A threat tells against what would bring it on, a promise for what would call it in. Who has broken a word
    is not believed again.
    """
    pledges = [pledge for pledge in situation.view.seat.pledges if pledge.role == role]
    if any(pledge.verdict == "broken" for pledge in pledges):
        return likely
    named: Mapping[int, int] = {issue: clause.value for issue, clause in package}
    for pledge in pledges:
        if pledge.verdict != "open" or pledge.issue not in named:
            continue
        agreed = pledge.value in (-1, named[pledge.issue])
        if pledge.intent == "threaten" and not agreed:
            likely -= likely * trust // 200
        elif pledge.intent == "promise" and agreed:
            likely += (SURE - likely) * trust // 200
    return likely

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
UNHEARD = 8_000
"""What a side that has offered nothing yet is taken to insist on, in ten-thousandths of its best."""
LITTLE_HEARD = (0, 0, 1, 3, 7, 17, 34, 48, 64, 79, 85, 88, 90, 92)
MUCH_HEARD = (0, 0, 0, 2, 6, 20, 42, 68, 86, 94, 97, 98, 98, 99)
"""How likely, in percent, a side takes at the end so many tenths of the least it has asked for itself.

After two different offers of it, and after eight. Counted in games of the time-based players on made-up
domains and on `yalta-1945`, seeds 0 to 59.
"""
LITTLE, MUCH = 2, 8
UNSAID = 85
"""Percent of a chance that is left for each clause that a delegate has never asked for: its instructions may
forbid it."""
OWN_WORDS = 9_700
"""How likely a side takes what it has proposed itself."""


class Other(NamedTuple):
    """Another signatory as it seems: what is worth how much to it, the least it asked, what it proposed,
    and on how many different offers that rests."""

    role: int
    worths: Worths
    bar: int
    proposed: frozenset[Package]
    heard: int


def others_of(situation: Situation, scales: Scales, persona: Persona) -> tuple[Other, ...]:
    """Return everybody else who signs a text, as they seem from their offers.

    Where a side signs several texts, what it asks for in one says less of what it would take.
    """
    signers = situation.public.instruments[scales.number].signers & ~(1 << scales.role)
    found = []
    for role in members(signers):
        model = model_of(situation.public, scales.text, scales.number, role, persona.attention)
        made = [p.package for p in made_by(scales, role)]
        worths = model.table()
        bar = min([worth_to(worths, scales, package) for package in made], default=UNHEARD)
        alone = sum(text.signers >> role & 1 for text in situation.public.instruments) == 1
        heard = len(set(made)) if alone else 0
        found.append(Other(role, worths, max(1, bar), frozenset(made), heard))
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
            one = _on_curve(worth_to(other.worths, scales, package), other)
            if situation.public.principals[other.role] >= 0:
                one = one * UNSAID ** _unsaid(other, package) // 100 ** _unsaid(other, package)
            one = _heeded(situation, other.role, package, one, trust)
        found = found * one // SURE
    return found


def _unsaid(other: Other, package: Package) -> int:
    """Return how many clauses of a package a side has never proposed itself."""
    said = {clause for proposed in other.proposed for clause in proposed}
    return sum(clause not in said for clause in package)


def _on_curve(given: int, other: Other) -> int:
    """Return how likely a side takes what is worth `given` to it."""
    much = min(MUCH, max(LITTLE, other.heard)) - LITTLE
    one, two = _between(LITTLE_HEARD, given, other.bar), _between(MUCH_HEARD, given, other.bar)
    return (one * (MUCH - LITTLE - much) + two * much) // (MUCH - LITTLE)


def _between(curve: Sequence[int], given: int, bar: int) -> int:
    tenth, rest = divmod(given * 1000 // bar, 100)
    if tenth + 1 >= len(curve):
        return curve[-1] * 100
    return curve[tenth] * 100 + (curve[tenth + 1] - curve[tenth]) * rest


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

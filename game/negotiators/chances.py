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
CURVE = (0, 0, 1, 3, 7, 17, 33, 50, 66, 79, 87, 91, 94, 96)
"""How likely, in percent, a side takes at the end so many tenths of the least it has asked for itself.

Counted in games of the time-based players on `yalta-1945` and made-up domains, seeds 0 to 59.
"""
OWN_WORDS = 9_700
"""How likely a side takes what it has proposed itself."""


class Other(NamedTuple):
    """Another signatory as it seems: what is worth how much to it, the least it asked, what it proposed."""

    role: int
    worths: Worths
    bar: int
    proposed: frozenset[Package]


def others_of(situation: Situation, scales: Scales, persona: Persona) -> tuple[Other, ...]:
    """Return everybody else who signs a text, as they seem from their offers."""
    signers = situation.public.instruments[scales.number].signers & ~(1 << scales.role)
    found = []
    for role in members(signers):
        model = model_of(situation.public, scales.text, scales.number, role, persona.attention)
        made = [p.package for p in made_by(scales, role)]
        worths = model.table()
        bar = min([worth_to(worths, scales, package) for package in made], default=UNHEARD)
        found.append(Other(role, worths, max(1, bar), frozenset(made)))
    return tuple(found)


def joint(others: Sequence[Other]) -> Worths:
    """Return what each value adds for all the others together."""
    if len(others) == 1:
        return others[0].worths
    issues = others[0].worths if others else {}
    return {i: tuple(map(sum, zip(*[other.worths[i] for other in others], strict=True))) for i in issues}


def chance(
    situation: Situation, scales: Scales, others: Sequence[Other], package: Package, trust: int
) -> int:
    """Return how likely, in ten-thousandths, all the others would take a package in the end."""
    found = SURE
    for other in others:
        if package in other.proposed:
            one = OWN_WORDS
        else:
            one = _on_curve(worth_to(other.worths, scales, package), other.bar)
            one = _heeded(situation, other.role, package, one, trust)
        found = found * one // SURE
    return found


def _on_curve(given: int, bar: int) -> int:
    tenth, rest = divmod(given * 1000 // bar, 100)
    if tenth + 1 >= len(CURVE):
        return CURVE[-1] * 100
    return CURVE[tenth] * 100 + (CURVE[tenth + 1] - CURVE[tenth]) * rest


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

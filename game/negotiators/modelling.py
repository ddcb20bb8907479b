"""What another seat seems to want, learned from its offers alone.

A scalable Bayesian model after Hindriks and Tykhonov, "Opponent modelling in automated multi-issue
negotiation using Bayesian learning", Proceedings of AAMAS 2008, pp. 331-338: for each issue some hypotheses
of how much it weighs and of how its options are valued, each issue learned by itself against what is
expected of the others. As there, an option is valued less the farther it lies from a peak, and offers are
taken to give way a little each time. As in the frequency model of van Krimpen, Looije and Hajizadeh,
"HardHeaded", Complex Automated Negotiations (2013), pp. 223-227, an offer that says the same again says
nothing new, and an issue held on to while others move weighs more.

Law of this file: offers are all it knows; whole numbers throughout, so that a game is the same on any
machine.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from game.engine.state import Proposal, Text
from game.scenario.tables import PublicTables

Offer = tuple[tuple[int, int], ...]
"""Values by place of the issue in the text, as one offer named them."""
Shape = tuple[int, ...]
"""How much of an issue's weight each value is worth, in percent; the last is silence, where possible."""

FULL = 100
WEIGHTS = (1, 2, 3, 5, 8)
"""What an issue may weigh beside the others."""
STEP, LEAST = 8, 40
"""By how much, in percent of its best, an offer is taken to give way each time, and how far at the most."""
SPREAD = 12
"""An offer that is off by so much, in percent, is half as likely."""
UNIT = 1 << 20
"""What the beliefs about one issue add up to."""


class Belief(NamedTuple):
    """What is believed of one issue: how likely each weight and each shape is, and what follows on average.

    `weight` in hundredths; `values` in percent of the issue's weight.
    """

    shapes: tuple[Shape, ...]
    of_weights: tuple[int, ...]
    of_shapes: tuple[int, ...]
    weight: int
    values: Shape


class Model(NamedTuple):
    """One other seat as it seems, in one text. `issues`: in order; `offers`: how many were learned from."""

    issues: tuple[int, ...]
    beliefs: tuple[Belief, ...]
    offers: int

    def table(self) -> dict[int, tuple[int, ...]]:
        """Return what each value of each issue adds, in ten-thousandths of the whole; silence last."""
        total = sum(belief.weight for belief in self.beliefs)
        return {
            issue: tuple([belief.weight * value * FULL // total for value in belief.values])
            for issue, belief in zip(self.issues, self.beliefs, strict=True)
        }


def model_of(public: PublicTables, text: Text, number: int, role: int, latest: int = 100) -> Model:
    """Return what `role` seems to want of a text, from its first offer and the `latest` different others."""
    issues = public.instruments[number].issues
    sizes = tuple([(len(public.issues[i].values), public.issues[i].required) for i in issues])
    offers = tuple(_offers(text.proposals, role, issues))
    offers = (*offers[:1], *offers[1:][-latest:])
    return Model(issues, _learned(sizes, offers), len(offers))


def _offers(proposals: Sequence[Proposal], role: int, issues: tuple[int, ...]) -> Iterator[Offer]:
    """Yield the different offers a role made, oldest first."""
    seen: set[Offer] = set()
    for proposal in proposals:
        if proposal.role == role and proposal.reading < 0:
            offer = tuple([(issues.index(i), clause.value) for i, clause in proposal.package])
            if offer not in seen:
                seen.add(offer)
                yield offer


# Learning ---------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _learned(sizes: tuple[tuple[int, bool], ...], offers: tuple[Offer, ...]) -> tuple[Belief, ...]:
    """Return the beliefs after some offers: those after all but the last, and what that adds."""
    if not offers:
        return tuple([_prior(size, required=required) for size, required in sizes])
    before = _learned(sizes, offers[:-1])
    offer = _completed(sizes, offers[-1])
    aimed = max(LEAST, FULL - STEP * (len(offers) - 1))
    total = sum(belief.weight for belief in before)
    shares = [_share(belief, offer.get(place)) for place, belief in enumerate(before)]
    found = []
    for place, belief in enumerate(before):
        value = offer.get(place)
        others = sum(shares) - shares[place]
        found.append(belief if value is None else _updated(belief, value, others, total, aimed))
    return tuple(found)


def _completed(sizes: tuple[tuple[int, bool], ...], offer: Offer) -> dict[int, int]:
    """Return an offer in which what may be left out, and was where several things were named, is silence."""
    named = dict(offer)
    if len(named) > 1:
        for place, (size, required) in enumerate(sizes):
            if not required and place not in named:
                named[place] = size
    return named


def _share(belief: Belief, value: int | None) -> int:
    """Return what an issue adds to an offer: one that it does not name is hoped to go well."""
    return belief.weight * (FULL if value is None else belief.values[value])


def _prior(size: int, *, required: bool) -> Belief:
    shapes = tuple(_shapes(size, silence=not required))
    even = [UNIT // len(shapes)] * len(shapes)
    return _belief(shapes, [UNIT // len(WEIGHTS)] * len(WEIGHTS), even)


def _shapes(size: int, *, silence: bool) -> Iterator[Shape]:
    """Yield the ways to value the options: from a peak down, evenly, slowly or steeply."""
    for peak in range(size):
        far = max(peak, size - 1 - peak, 1)
        even = [FULL - FULL * abs(value - peak) // far for value in range(size)]
        for shape in (even, [FULL - (FULL - v) ** 2 // FULL for v in even], [v * v // FULL for v in even]):
            yield (*shape, 0) if silence else tuple(shape)
    if silence:
        yield (*([0] * size), FULL)
        yield (*[FULL * value // max(1, size) for value in range(size)], FULL)
        yield (*[FULL * (size - 1 - value) // max(1, size) for value in range(size)], FULL)


def _belief(shapes: tuple[Shape, ...], of_weights: Sequence[int], of_shapes: Sequence[int]) -> Belief:
    all_weights, all_shapes = sum(of_weights), sum(of_shapes)
    weight = 100 * sum(map(int.__mul__, WEIGHTS, of_weights)) // all_weights
    values = tuple(
        [sum(map(int.__mul__, column, of_shapes)) // all_shapes for column in zip(*shapes, strict=True)]
    )
    return Belief(shapes, tuple(of_weights), tuple(of_shapes), weight, values)


def _updated(belief: Belief, value: int, others: int, total: int, aimed: int) -> Belief:
    """Return a belief after an offer that names `value`, the other issues adding `others` of `total`."""
    rest = total - belief.weight
    weights = []
    for weight, chance in zip(WEIGHTS, belief.of_weights, strict=True):
        whole = rest + 100 * weight
        worth = (others + 100 * weight * belief.values[value]) // whole
        weights.append(_weighed(chance, worth - aimed))
    shapes = []
    for shape, chance in zip(belief.shapes, belief.of_shapes, strict=True):
        worth = (others + belief.weight * shape[value]) // total
        shapes.append(_weighed(chance, worth - aimed))
    return _belief(belief.shapes, _to_unit(weights), _to_unit(shapes))


def _weighed(chance: int, error: int) -> int:
    """Return a chance times how likely an error is: half at the spread, long tails."""
    return chance * SPREAD * SPREAD // (SPREAD * SPREAD + error * error)


def _to_unit(chances: Sequence[int]) -> list[int]:
    total = max(1, sum(chances))
    return [max(1, chance * UNIT // total) for chance in chances]

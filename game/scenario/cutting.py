"""A shorter version of a scenario: the same model with fewer sittings.

Law of this file: what a skipped sitting held is not lost. Its moves fall into the next arrivals, its
documented acts, cards, forks and messages go where the cut says; world events keep their hours.
"""

from collections.abc import Iterable
from typing import TypeVar

from game.scenario.base import Part
from game.scenario.calendar import Sitting
from game.scenario.conditions import Effect
from game.scenario.cuts import FULL_CUT, Cut
from game.scenario.levers import WorldEvent
from game.scenario.model import Scenario
from game.scenario.record import DocumentedAct, Record

P = TypeVar("P", bound=Part)
ENDINGS = ("adjourn", "reject", "leave", "done")
"""Acts that only end or pass something: they are left out where a skipped sitting is absorbed."""


def cut_ids(scenario: Scenario) -> tuple[str, ...]:
    """Return the versions of a scenario, the shorter ones first."""
    return (*scenario.cuts, FULL_CUT)


def cut_scenario(scenario: Scenario, name: str) -> Scenario:
    """Return the scenario as it is played in the version `name`. Raises KeyError if there is none."""
    if name == FULL_CUT:
        return scenario
    cut = scenario.cuts[name]
    return scenario.model_copy(
        update={
            "minutes": cut.minutes,
            "calendar": _calendar(scenario.calendar, cut),
            "issues": {
                key: issue.model_copy(update={"fixed": cut.fixed.get(key, issue.fixed)})
                for key, issue in scenario.issues.items()
            },
            "cards": {key: _held(card, card.sittings, cut) for key, card in scenario.cards.items()},
            "forks": {key: _held(fork, fork.sittings, cut) for key, fork in scenario.forks.items()},
            "dispatches": {key: _held(d, d.sittings, cut) for key, d in scenario.dispatches.items()},
            "world": {key: _warned(scenario, cut, event) for key, event in scenario.world.items()},
            "record": None if scenario.record is None else _record(scenario.record, scenario, cut),
        }
    )


def _calendar(calendar: Iterable[Sitting], cut: Cut) -> tuple[Sitting, ...]:
    kept: list[Sitting] = []
    fallen: tuple[Effect, ...] = ()
    concepts: tuple[str, ...] = ()
    for sitting in calendar:
        if sitting.id not in cut.keeps:
            fallen += sitting.arrivals + sitting.moves
            concepts += sitting.introduces
            continue
        tables = [m.model_copy(update={"opens": _negotiated(m.opens, cut)}) for m in sitting.tables]
        kept.append(
            sitting.model_copy(
                update={
                    "arrivals": fallen + sitting.arrivals,
                    "introduces": tuple(dict.fromkeys(concepts + sitting.introduces)),
                    "meeting": tables[0] if sitting.meeting else None,
                    "meetings": tuple(tables) if sitting.meetings else (),
                }
            )
        )
        fallen, concepts = (), ()
    if fallen:
        kept[-1] = kept[-1].model_copy(update={"moves": kept[-1].moves + fallen})
    return tuple(kept)


def _negotiated(issues: tuple[str, ...], cut: Cut) -> tuple[str, ...]:
    return tuple(issue for issue in issues if issue not in cut.fixed)


def _where(sittings: Iterable[str], cut: Cut) -> tuple[str, ...]:
    """Return the kept sittings that `sittings` stand for."""
    found = (name if name in cut.keeps else cut.absorbs.get(name) for name in sittings)
    return tuple(dict.fromkeys(name for name in found if name is not None))


def _held(lever: P, sittings: tuple[str, ...], cut: Cut) -> P:
    """Return a card, fork or dispatch at the sittings that are held; one that has none is kept, idle."""
    return lever.model_copy(update={"sittings": _where(sittings, cut)})


def _warned(scenario: Scenario, cut: Cut, event: WorldEvent) -> WorldEvent:
    """Return a world event whose warning begins at a sitting that is held."""
    start = event.warned_from
    if start is None or start in cut.keeps:
        return event
    order = [sitting.id for sitting in scenario.calendar]
    later = [name for name in cut.keeps if order.index(name) >= order.index(start)]
    return event.model_copy(update={"warned_from": later[0] if later else cut.keeps[-1]})


def _record(record: Record, scenario: Scenario, cut: Cut) -> Record:
    order = {sitting.id: number for number, sitting in enumerate(scenario.calendar)}
    acts: list[DocumentedAct] = []
    for act in record.acts:
        where = _where((act.sitting,), cut)
        if not where or where[0] in cut.acts:
            continue
        if act.sitting == where[0] or act.act.get("kind") not in ENDINGS:
            acts.append(act.model_copy(update={"sitting": where[0]}))
    acts += [act for written in cut.acts.values() for act in written]
    positions = tuple(
        position.model_copy(update={"sitting": where[0]})
        for position in record.positions
        if (where := _where((position.sitting,), cut)) and position.issue not in cut.fixed
    )
    acts.sort(key=lambda act: order[act.sitting])
    return record.model_copy(update={"acts": tuple(acts), "positions": positions})

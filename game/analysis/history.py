"""Where a game stands beside the documented course.

Law of this file: comparison only. Clauses agree when option and clause form are the same; acts are
compared in the order of the calendar, at desks and cables seat by seat since they are simultaneous.
"""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

from game.engine.acts import (
    Act,
    Agenda,
    Ask,
    Choose,
    Clause,
    Define,
    Hear,
    Instruct,
    Note,
    Package,
    Play,
    Propose,
    Ratify,
    Reopen,
    Repudiate,
    Send,
    Sign,
    Speak,
)
from game.engine.asking import read_act
from game.engine.events import IN_FORCE
from game.engine.names import Names
from game.engine.state import Text
from game.scenario.model import Scenario
from game.scenario.numbering import clause_of

STEPS = ("desk", "table", "signing", "ratification", "cable")
SEALED = ("desk", "ratification", "cable")
UNCOUNTED = ("done", "note")
"""Acts that change nothing for anybody: playing one leaves no documented course."""

Rooms = Mapping[tuple[int, int], int]
"""By sitting and role: at which of several meetings the role sits."""


class Doing(NamedTuple):
    """One act in comparable form; `number` is its place in the list it came from."""

    number: int
    sitting: int
    step: str
    role: int
    kind: str
    what: tuple[Any, ...]


class Moment(NamedTuple):
    """How far a match has come."""

    sitting: int
    step: str
    ended: bool


def clause_played(text: Text, issue: int) -> Clause | None:
    """Return the clause on an issue in a text that was signed, else None."""
    return text.clauses[issue] if text.status in IN_FORCE else None


def clause_agrees(played: Clause | None, documented: Clause) -> bool:
    """Return whether a clause has the documented option and clause form."""
    return played is not None and (played.value, played.form) == (documented.value, documented.form)


def documented_doings(scenario: Scenario, names: Names) -> list[Doing]:
    """Return the documented acts in comparable form."""
    record = scenario.record
    if record is None:
        return []
    sittings = [sitting.id for sitting in scenario.calendar]
    return [
        Doing(
            number,
            sittings.index(item.sitting),
            item.step,
            names.number("role", item.role),
            str(item.act.get("kind")),
            comparable_act(scenario, names, item.act),
        )
        for number, item in enumerate(record.acts)
    ]


def comparable_act(scenario: Scenario, names: Names, data: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what makes a documented act that act. Raises `Refused` if it cannot be read."""
    act = read_act(names, (), data)
    match act:
        case Propose(package=package):
            return tuple(package)
        case Play(card=card):
            return (card,)
        case Send():
            return act.dispatch, _package(scenario, names, act)
        case Sign(instruments=instruments):
            return instruments[:1]
        case Agenda(issue=issue):
            return (issue,)
        case _:
            return _comparable_late(act)


def _comparable_late(act: Act) -> tuple[Any, ...]:
    match act:
        case Choose(fork=fork, choice=choice):
            return fork, choice
        case Instruct(dispatch=dispatch, orders=orders):
            return dispatch, tuple(issue for issue, _ in orders)
        case Ask(package=package):
            return tuple(package)
        case (
            Define(issue=issue, reading=reading)
            | Hear(issue=issue, reading=reading)
            | Note(issue=issue, reading=reading)
        ):
            return issue, reading
        case Reopen(issue=issue):
            return (issue,)
        case Speak(issue=issue, value=value):
            return issue, value
        case Ratify(instrument=instrument) | Repudiate(instrument=instrument):
            return (instrument,)
        case _:
            return ()


def _package(scenario: Scenario, names: Names, act: Send) -> Package:
    if act.dispatch < 0:
        return act.package
    stock = scenario.dispatches[names.lists["dispatch"][act.dispatch]]
    clauses = (
        (names.number("issue", issue), Clause(*clause_of(scenario, issue, value)))
        for issue, value in stock.issues.items()
    )
    return tuple(sorted(clauses))


def rooms_of(scenario: Scenario, names: Names) -> Rooms:
    """Return at which meeting of each sitting a role sits, where there are several at once."""
    return {
        (number, names.number("role", role)): place
        for number, sitting in enumerate(scenario.calendar)
        for place, meeting in enumerate(sitting.tables)
        for role in meeting.roles
    }


def first_divergence(
    documented: Sequence[Doing], played: Sequence[Doing], now: Moment, rooms: Rooms | None = None
) -> tuple[Doing | None, Doing | None] | None:
    """Return the first documented act that was not played, or the act played instead; None if none."""
    documented = [doing for doing in documented if doing.kind not in UNCOUNTED]
    done = [doing for doing in played if doing.kind not in UNCOUNTED]
    groups = sorted({(d.sitting, STEPS.index(d.step)) for d in (*documented, *done)})
    for sitting, step in groups:
        wanted = _at(documented, sitting, STEPS[step], rooms or {})
        found = _at(done, sitting, STEPS[step], rooms or {})
        for one, other in zip_longest(wanted, found):
            if one is not None and other is not None and one[3:] == other[3:]:
                continue
            if other is None and not _is_past(now, sitting, STEPS[step]):
                return None
            return one, other
    return None


def _at(doings: Sequence[Doing], sitting: int, step: str, rooms: Rooms) -> list[Doing]:
    """Return the acts of a step: seat by seat where all act at once, else room by room."""
    here = [d for d in doings if d.sitting == sitting and d.step == step]
    if step in SEALED:
        return sorted(here, key=lambda d: d.role)
    aside = len(rooms)
    return sorted(here, key=lambda d: rooms.get((sitting, d.role), aside + d.role) if rooms else 0)


def _is_past(now: Moment, sitting: int, step: str) -> bool:
    if now.ended or now.step == "aftermath":
        return True
    if sitting != now.sitting:
        return sitting < now.sitting
    return now.step in STEPS and STEPS.index(step) < STEPS.index(now.step)

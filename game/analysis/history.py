"""Where a game stands beside the documented course.

Law of this file: comparison only. Clauses agree when option and clause form are the same; acts are compared in
the order of the calendar, at desks and cables seat by seat since they are simultaneous.
"""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

from game.engine.acts import Clause
from game.engine.asking import KINDS
from game.engine.state import Text
from game.engine.wire import Names, decode
from game.scenario.compile import clause_of
from game.scenario.model import Scenario

STEPS = ("desk", "table", "signing", "cable")
SEALED = ("desk", "cable")


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
    return text.clauses[issue] if text.status == "signed" else None


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
            _what(scenario, names, item.act),
        )
        for number, item in enumerate(record.acts)
    ]


def _what(scenario: Scenario, names: Names, act: Mapping[str, Any]) -> tuple[Any, ...]:
    match act.get("kind"):
        case "propose":
            return tuple(decode(names, KINDS["propose"], _as_fields(act)).package)
        case "play":
            return (names.number("card", act["card"]),)
        case "send":
            return _letter(scenario, names, act)
        case "sign":
            first = act.get("instrument") or act["instruments"][0]
            return (names.number("instrument", first),)
        case "agenda":
            return (names.number("issue", act["issue"]),)
        case _:
            return ()


def _as_fields(act: Mapping[str, Any]) -> dict[str, Any]:
    return {"instrument": act["instrument"], "package": act["issues"]}


def _letter(scenario: Scenario, names: Names, act: Mapping[str, Any]) -> tuple[Any, ...]:
    dispatch = act.get("dispatch")
    if dispatch is None:
        package = decode(names, KINDS["propose"], _as_fields(act)).package if "issues" in act else ()
        return -1, tuple(package)
    stock = scenario.dispatches[dispatch]
    clauses = (
        (names.number("issue", issue), Clause(*clause_of(scenario, issue, value)))
        for issue, value in stock.issues.items()
    )
    return names.number("dispatch", dispatch), tuple(sorted(clauses))


def first_divergence(
    documented: Sequence[Doing], played: Sequence[Doing], now: Moment
) -> tuple[Doing | None, Doing | None] | None:
    """Return the first documented act that was not played, or the act played instead; None if none."""
    done = [doing for doing in played if doing.kind != "done"]
    groups = sorted({(d.sitting, STEPS.index(d.step)) for d in (*documented, *done)})
    for sitting, step in groups:
        wanted = _at(documented, sitting, STEPS[step])
        found = _at(done, sitting, STEPS[step])
        for one, other in zip_longest(wanted, found):
            if one is not None and other is not None and one[3:] == other[3:]:
                continue
            if other is None and not _is_past(now, sitting, STEPS[step]):
                return None
            return one, other
    return None


def _at(doings: Sequence[Doing], sitting: int, step: str) -> list[Doing]:
    here = [d for d in doings if d.sitting == sitting and d.step == step]
    return sorted(here, key=lambda d: d.role) if step in SEALED else here


def _is_past(now: Moment, sitting: int, step: str) -> bool:
    if now.ended or now.step == "aftermath":
        return True
    if sitting != now.sitting:
        return sitting < now.sitting
    return now.step in STEPS and STEPS.index(step) < STEPS.index(now.step)

"""What was possible, as data: counts, frontier, solutions, and where the documented outcome lies.

Law of this file: points are on the input's own scale, whole ones as whole numbers; outcomes are named by the
ids of issues and choices.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from game.analysis.possible import Possible, beside, possible
from game.analysis.spaces import SpaceError
from game.analysis.weighing import Readings, space_of
from game.engine.facts import facts_of
from game.engine.state import State, initial_state
from game.interop.cases import Case
from game.messages import text
from game.scenario.indices import members
from game.scenario.numbering import clause_of
from game.scenario.record import FullClause
from game.session.match import Match
from game.session.seats import resolve
from game.storage.folders import Opened

Data = dict[str, Any]
THEORIES = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")


def possible_data(found: Possible) -> Data:
    """Return what is possible in a space, in the fields that other programs read."""
    space = found.space
    data: Data = {
        "roles": [space.roles[column] for column in found.columns],
        "outcomes": found.outcomes,
        "feasible": found.feasible,
        "unanimous": found.unanimous,
        "pareto_size": len(found.pareto.indices),
        "pareto": [_plain(found.on_scale(row)) for row in found.pareto.points],
    }
    for theory in THEORIES:
        index = getattr(found.solutions, theory)
        data[theory] = None if index is None else _plain(found.points_of(index))
    data["packages"] = {
        theory: None if (index := getattr(found.solutions, theory)) is None else space.labels_of(index)
        for theory in THEORIES
    }
    data["pareto_packages"] = [space.labels_of(int(index)) for index in found.pareto.indices]
    data["walkaway"] = _plain(found.on_scale(space.lines[list(found.columns)]))
    data["signatories"] = [space.roles[column] for column in space.rule.signers]
    data["within"] = space.within or 0
    return data


def case_data(case: Case, found: Possible) -> Data:
    """Return what is possible in a case, with its title, its discount factors and what to know of it."""
    data = {"title": case.title, **possible_data(found)}
    if case.discounts:
        data["discount"] = [float(case.discounts[column]) for column in found.columns]
    return {**data, "notes": list(case.notes)}


def _plain(points: Sequence[float]) -> list[int | float]:
    return [int(value) if value == int(value) else value for value in points]


# Scenarios --------------------------------------------------------------------------------------


def scenario_possible(
    opened: Opened,
    *,
    roles: Sequence[str] = (),
    instrument: str | None = None,
    at: str | None = None,
    readings: Readings = "middle",
) -> Data:
    """Return what is possible in a scenario's texts, all that are signed or one of them.

    `roles`: whose points to show, everybody who signs if not said. `at`: the sitting at whose beginning
    things are weighed, as the documented course had left them. Raises `SpaceError` with what is wrong.
    """
    tables = opened.tables
    instruments = _instruments(opened, instrument)
    signers = 0
    for number in instruments:
        signers |= tables.public.instruments[number].signers
    shown = tuple(role_number(tables.public.roles, role) for role in roles) or members(signers)
    others = tuple(role for role in members(signers) if role not in shown)
    state = _state_at(opened, at)
    mandates = [seat.mandate for seat in state.seats]
    facts = facts_of(tables.public, state)
    space = space_of(tables, facts, (*shown, *others), instruments, readings, mandates)
    found = possible(space, range(len(shown)))
    data = {"scenario": opened.scenario.id, "title": opened.scenario.title, "at": at, **possible_data(found)}
    data["documented"] = _documented(opened, found)
    return data


def role_number(known: Sequence[str], role: str) -> int:
    """Return a role's number. Raises `SpaceError` with the roles there are."""
    if role not in known:
        raise SpaceError("analyse/no_such_role", name=role, known=", ".join(known))
    return known.index(role)


def _instruments(opened: Opened, instrument: str | None) -> tuple[int, ...]:
    texts = opened.tables.public.instruments
    signed = [text.id for text in texts if text.speaker < 0]
    if instrument is None:
        return tuple(number for number, text in enumerate(texts) if text.speaker < 0)
    if instrument in (text.id for text in texts if text.speaker >= 0):
        raise SpaceError("analyse/spoken", name=instrument)
    if instrument not in signed:
        raise SpaceError("analyse/no_such_instrument", name=instrument, known=", ".join(signed))
    return (next(number for number, text in enumerate(texts) if text.id == instrument),)


def _state_at(opened: Opened, at: str | None) -> State:
    """Return the state at the start, or as the documented course had left it when a sitting began."""
    public = opened.tables.public
    if at is None:
        return initial_state(opened.tables)
    sittings = [sitting.id for sitting in opened.scenario.calendar]
    if at not in sittings:
        raise SpaceError("analyse/no_such_sitting", name=at, known=", ".join(sittings))
    number = sittings.index(at)
    player = "record" if opened.scenario.record else "linear"
    match = Match.new(opened, seed=1, seats=resolve({"all": player}, public.roles))
    match.run(stop=lambda m: m.state.clock.sitting >= number)
    return match.state


def _documented(opened: Opened, found: Possible) -> Data | None:
    """Return where the documented outcome lies, if there is one and these texts hold it."""
    record = opened.scenario.record
    if record is None:
        return None
    clauses = {issue: clause for text in record.outcome.values() for issue, clause in text.clauses.items()}
    choices = []
    for issue, labels in zip(found.space.issues, found.space.choices, strict=True):
        if issue not in clauses:
            choices.append(labels.index("silent") if "silent" in labels else 0)
            continue
        given = clauses[issue]
        full = FullClause(value=given.value, form=given.form, publicity=given.publicity)
        value, form, publicity = clause_of(opened.scenario, issue, full)
        table = opened.scenario.issues[issue]
        choices.append((value * len(table.forms) + form) * len(table.publicity) + publicity)
    index = found.space.index_of(choices)
    lies = beside(found, index)
    return {
        "points": _plain(found.points_of(index)),
        "package": found.space.labels_of(index),
        "on_frontier": not lies.better,
        "better": len(lies.better),
        "short": _plain([lies.short])[0],
    }


# Words ------------------------------------------------------------------------------------------

MOST_SHOWN = 12


def possible_lines(data: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """Return what is possible in words: headings with lines."""
    roles = ", ".join(data["roles"])
    counts = {
        name: text("analyse/unknown") if data[name] is None else data[name]
        for name in ("outcomes", "feasible", "unanimous")
    }
    when = text("analyse/at", sitting=data["at"]) if data.get("at") else text("analyse/at_start")
    head = [
        text("analyse/lines", lines=_points(data["roles"], data["walkaway"])),
        text("analyse/counts", **counts),
    ]
    head += [when] * ("at" in data) + [text("analyse/weights")]
    if data["within"]:
        head.append(text("analyse/rounded", within=f"{data['within']:.1g}"))
    if any(factor != 1 for factor in data.get("discount", [])):
        factors = ", ".join(
            f"{role} {factor:g}" for role, factor in zip(data["roles"], data["discount"], strict=True)
        )
        head.append(text("analyse/discounts", factors=factors))
    head += data.get("notes", [])
    size = data["pareto_size"]
    shown = (
        range(size) if size <= MOST_SHOWN else [n * (size - 1) // (MOST_SHOWN - 1) for n in range(MOST_SHOWN)]
    )
    points = [_points(data["roles"], data["pareto"][number]) for number in shown]
    if size > MOST_SHOWN:
        points.append(text("analyse/frontier_part", shown=MOST_SHOWN, size=size))
    theories = [
        f"{text(f'analyse/{theory}')}: " + _named(data["roles"], data[theory], data["packages"][theory])
        for theory in THEORIES
    ]
    found = [
        (text("analyse/title", title=data["title"]), head),
        (text("analyse/frontier", size=size, roles=roles), points),
        (text("analyse/solutions"), theories),
    ]
    if data.get("documented"):
        found.append((text("analyse/documented"), _beside_lines(data)))
    return found


def _beside_lines(data: Mapping[str, Any]) -> list[str]:
    lies = data["documented"]
    lines = [_named(data["roles"], lies["points"], lies["package"])]
    if lies["on_frontier"]:
        return [*lines, text("analyse/on_frontier")]
    lines.append(text("analyse/off_frontier", count=lies["better"], roles=", ".join(data["roles"])))
    if lies["short"]:
        lines.append(text("analyse/short", points=lies["short"]))
    return lines


def _points(roles: Sequence[str], points: Sequence[int | float]) -> str:
    return ", ".join(f"{role} {value:g}" for role, value in zip(roles, points, strict=True))


def _named(
    roles: Sequence[str], points: Sequence[int | float] | None, package: Mapping[str, str] | None
) -> str:
    if points is None or package is None:
        return text("analyse/none")
    return (
        f"{_points(roles, points)} ({'; '.join(f'{issue}: {choice}' for issue, choice in package.items())})"
    )

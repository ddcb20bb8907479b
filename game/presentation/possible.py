"""What was possible, as data: counts, frontier, solutions, what hangs on the issues, and outcomes beside it.

Law of this file: points are on the input's own scale, whole ones as whole numbers; outcomes are named by the
ids of issues and choices.
"""

from collections.abc import Sequence

from game.analysis.measures import distance, spans, swings, zone
from game.analysis.possible import Possible, beside
from game.analysis.sensitivity import shifts
from game.analysis.trades import Trade, unused_trades
from game.presentation.weighed import Data, Weighed

THEORIES = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
DIGITS = 4
"""Digits of a distance."""


def analysis_data(weighed: Weighed) -> Data:
    """Return all that is said of what was weighed, in the fields that other programs read."""
    found = weighed.found
    data = {**weighed.about, **possible_data(found)}
    if "scenario" in weighed.about:
        data["documented"] = None
    if weighed.documented is not None:
        data["documented"] = outcome_data(found, weighed.documented)
    if weighed.outcome is not None:
        data["outcome"] = outcome_data(found, weighed.outcome)
        if weighed.documented is not None:
            data["outcome"]["beside_documented"] = _apart(found, weighed.outcome, weighed.documented)
    if weighed.dance:
        data["offers"] = [
            {"role": step.role, "points": plain(found.points_of(step.outcome))} for step in weighed.dance
        ]
    if weighed.variants is not None:
        data["sensitivity"] = _sensitivity(weighed)
    return data


def possible_data(found: Possible) -> Data:
    """Return what is possible in a space."""
    space = found.space
    data: Data = {
        "roles": [space.roles[column] for column in found.columns],
        "outcomes": found.outcomes,
        "feasible": found.feasible,
        "unanimous": found.unanimous,
        "pareto_size": len(found.pareto.indices),
        "pareto": [plain(found.on_scale(row)) for row in found.pareto.points],
    }
    for theory in THEORIES:
        index = getattr(found.solutions, theory)
        data[theory] = None if index is None else plain(found.points_of(index))
    data["packages"] = {
        theory: None if (index := getattr(found.solutions, theory)) is None else space.labels_of(index)
        for theory in THEORIES
    }
    data["pareto_packages"] = [space.labels_of(int(index)) for index in found.pareto.indices]
    data["walkaway"] = plain(found.on_scale(space.lines[list(found.columns)]))
    data["signatories"] = [space.roles[column] for column in space.rule.signers]
    data["within"] = space.within or 0
    data["zone"] = _zone(found)
    data["swings"] = _swings(found)
    return data


def plain(points: Sequence[float]) -> list[int | float]:
    """Return points with whole ones as whole numbers."""
    return [int(value) if value == int(value) else value for value in points]


def _one(points: float, unit: int) -> int | float:
    return plain([points / unit])[0]


def _zone(found: Possible) -> Data | None:
    """Return the least and the most of an agreement by role; None where there is none."""
    space, data = found.space, {}
    for column in found.columns:
        ends = zone(space, column)
        if ends is None:
            return None
        least = None if ends.least is None else _one(ends.least, space.unit)
        data[space.roles[column]] = {"least": least, "most": _one(ends.most, space.unit)}
    return data


def _swings(found: Possible) -> Data:
    """Return what hangs on each issue, by issue and role."""
    space = found.space
    data: Data = {}
    for one in swings(space, found.columns):
        data.setdefault(space.issues[one.issue], {})[space.roles[one.column]] = {
            "most": _one(one.best, space.unit),
            "nash": None if one.nash is None else _one(one.nash, space.unit),
            "worst": space.choices[one.issue][one.worst],
        }
    return data


# Outcomes ---------------------------------------------------------------------------------------


def outcome_data(found: Possible, index: int) -> Data:
    """Return where an outcome lies: to the frontier, to Nash, to each walk-away; and trades left unused."""
    space, columns = found.space, list(found.columns)
    lies = beside(found, index)
    own, span = space.points_of(index), spans(space, columns)
    nash = found.solutions.nash
    return {
        "points": plain(found.points_of(index)),
        "package": space.labels_of(index),
        "on_frontier": not lies.better,
        "better": len(lies.better),
        "short": plain([lies.short])[0],
        "refused_by": [space.roles[c] for c in space.rule.signers if own[c] < space.lines[c]],
        "distance": {
            "frontier": round(distance(lies.points, found.pareto.points, span), DIGITS),
            "nash": None
            if nash is None
            else round(distance(lies.points, space.points_of(nash)[columns], span), DIGITS),
        },
        "trades": [_trade(found, trade) for trade in unused_trades(space, index, columns)],
    }


def _trade(found: Possible, trade: Trade) -> Data:
    space = found.space
    roles = [space.roles[column] for column in found.columns]
    return {
        "changes": {space.issues[issue]: space.choices[issue][choice] for issue, choice in trade.changes},
        "gains": dict(zip(roles, plain(trade.gains), strict=True)),
    }


def _apart(found: Possible, index: int, other: int) -> Data:
    """Return what an outcome has otherwise than another: issues, points, and the distance."""
    space, columns = found.space, list(found.columns)
    own, theirs = space.points_of(index)[columns], space.points_of(other)[columns]
    pairs = zip(space.issues, space.choices_of(index), space.choices_of(other), strict=True)
    return {
        "differs": [issue for issue, one, two in pairs if one != two],
        "gains": plain(found.on_scale(own - theirs)),
        "distance": round(distance(own, theirs, spans(space, columns)), DIGITS),
    }


# What hangs on single weights -------------------------------------------------------------------


def _sensitivity(weighed: Weighed) -> Data:
    """Return what turns when one weight is a fifth less or more: how many were tried, and which turn what."""
    found, variants = weighed.found, weighed.variants or ()
    marked = {"documented": weighed.documented, "outcome": weighed.outcome}
    looked_at = {name: index for name, index in marked.items() if index is not None}
    indices = list(dict.fromkeys(looked_at.values()))
    return {
        "tried": len(variants),
        "turns": [
            {
                "role": found.space.roles[shift.variant.column],
                "issue": shift.variant.issue,
                "percent": shift.variant.percent,
                "nash": shift.nash,
                "acceptance": [name for name, index in looked_at.items() if index in shift.accepts],
                "frontier": [name for name, index in looked_at.items() if index in shift.frontier],
            }
            for shift in shifts(found.space, found.columns, indices, variants)
        ],
    }

"""Sections on what was possible: beside the frontier, trades nobody found, theories, weights, the dance."""

from collections.abc import Mapping

from game.messages import text
from game.report.parts import Data, Point, Section


def _say(code: str, **values: object) -> str:
    return text(f"debrief/{code}", **values)


def _weighed(debrief: Data) -> Data | None:
    """Return what is possible where it could be weighed."""
    found: Data | None = debrief["possible"]
    return None if found is None or "refused" in found else found


def ending(debrief: Data) -> Section:
    """Return how what came of it lies to what could have been had."""
    found = debrief["possible"]
    if found is None:
        return Section("")
    if "refused" in found:
        return Section(_say("possible"), (found["refused"],))
    sides = ", ".join(debrief["role_names"][role] for role in found["roles"])
    unanimous = _say("possible_unknown") if found["unanimous"] is None else found["unanimous"]
    lines = [
        _say("weights"),
        _say("possible_counts", outcomes=found["outcomes"], unanimous=unanimous, size=found["pareto_size"]),
    ]
    played = found["played"]
    if found["in_force"] == "some":
        lines.append(_say("possible_some"))
    elif played is None:
        lines.append(_say("possible_nothing" if found["unanimous"] else "possible_hopeless"))
    elif played["on_frontier"]:
        lines.append(_say("possible_frontier", sides=sides))
    else:
        lines.append(_say("possible_better", count=played["better"], sides=sides))
        if played["short"]:
            lines.append(_say("possible_short", points=played["short"]))
    return Section(_say("possible"), tuple(lines))


def trades(debrief: Data) -> Section:
    """Return small changes that would have left nobody worse off."""
    found = _weighed(debrief)
    if found is None or not found["trades"]:
        return Section("")
    points = []
    for trade in found["trades"]:
        gains, others = (
            _points(debrief, {role: gain for role, gain in trade[name].items() if gain}, sign="+")
            for name in ("gains", "others")
        )
        changes = tuple(
            _say(
                "trade_change",
                title=change["title"],
                instead=change["instead"] or _say("nothing"),
                played=change["played"] or _say("nothing"),
            )
            for change in trade["changes"]
        )
        line = _say("trade_others", gains=gains, others=others) if others else _say("trade", gains=gains)
        points.append(Point(line, changes))
    return Section(_say("trades"), (_say("trades_note"),), tuple(points))


def theories(debrief: Data) -> Section:
    """Return what theories of bargaining would have named."""
    found = _weighed(debrief)
    if found is None or found["solutions"]["nash"] is None:
        return Section("")
    points: list[Point] = []
    for theory, named in found["solutions"].items():
        clauses = tuple(f"{c['title']}: {c['text'] or _say('nothing')}" for c in named["clauses"])
        same = next((p for p in points if p.details == clauses), None)
        line = _say(theory, points=_points(debrief, named["points"]))
        if same is None:
            points.append(Point(line, clauses))
        else:
            points[points.index(same)] = Point(f"{same.line} {_say('and_so', line=line)}", clauses)
    return Section(_say("theories"), (_say("theories_note"),), tuple(points))


def weights(debrief: Data) -> Section:
    """Return what hangs on single weights."""
    found = _weighed(debrief)
    if found is None or found["played"] is None:
        return Section("")
    points = tuple(
        Point(
            _say(
                "flip" if one["title"] else "flip_walkaway",
                role=debrief["role_names"][one["role"]],
                title=one["title"],
                percent=one["percent"],
            )
        )
        for one in found["flips"]
    )
    return Section(_say("flips"), (_say("flips_some" if points else "flips_none"),), points)


def dance(debrief: Data) -> Section:
    """Return every package asked for, with what it named for each side."""
    found = _weighed(debrief)
    if found is None or not found["dance"]:
        return Section("")
    points = tuple(
        Point(
            _say(
                "dance_step",
                sitting=one["sitting"],
                role=debrief["role_names"][one["role"]],
                text=one["text"],
                points=_points(debrief, one["points"]),
            )
        )
        for one in found["dance"]
    )
    return Section(_say("dance"), (_say("dance_note"),), points)


def _points(debrief: Data, points: Mapping[str, int], *, sign: str = "") -> str:
    return ", ".join(f"{debrief['role_names'][role]} {value:{sign}}" for role, value in points.items())

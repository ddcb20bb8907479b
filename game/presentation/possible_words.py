"""What was possible, in words: headings with lines, from the data of `possible`."""

from collections.abc import Mapping, Sequence
from typing import Any

from game.messages import text
from game.presentation.possible import THEORIES

Data = Mapping[str, Any]
Part = tuple[str, list[str]]
MOST_SHOWN = 12


def possible_lines(data: Data) -> list[Part]:
    """Return what is possible in words: headings with lines."""
    found = [_head(data), _frontier(data), _theories(data), _swings(data)]
    if data.get("documented"):
        found.append((text("analyse/documented"), _outcome_lines(data, data["documented"])))
    if "match" in data and not data["match"]["agreed"]:
        found.append((text("analyse/match"), [text("analyse/no_agreement")]))
    if data.get("outcome"):
        heading = text("analyse/match" if "match" in data else "analyse/outcome")
        found.append((heading, _outcome_lines(data, data["outcome"])))
    if "sensitivity" in data:
        found.append(_sensitivity(data))
    return [part for part in found if part[1]]


def _head(data: Data) -> Part:
    counts = {
        name: text("analyse/unknown") if data[name] is None else data[name]
        for name in ("outcomes", "feasible", "unanimous")
    }
    lines = [
        text("analyse/lines", lines=points_line(data["roles"], data["walkaway"])),
        text("analyse/counts", **counts),
    ]
    if data["zone"]:
        ranges = [zone_line(role, ends) for role, ends in data["zone"].items()]
        lines.append(text("analyse/zone", ranges="; ".join(ranges)))
    if "at" in data:
        lines.append(when_line(data))
    lines.append(text("analyse/weights"))
    if data["within"]:
        lines.append(text("analyse/rounded", within=f"{data['within']:.1g}"))
    discounts = data.get("discount", [])
    if any(factor != 1 for factor in discounts):
        pairs = zip(data["roles"], discounts, strict=True)
        factors = ", ".join(f"{role} {factor:g}" for role, factor in pairs)
        lines.append(text("analyse/discounts", factors=factors))
    lines += data.get("notes", [])
    return text("analyse/title", title=data["title"]), lines


def when_line(data: Data) -> str:
    """Return as of when things were weighed."""
    if "match" in data:
        return text("analyse/at_end")
    return text("analyse/at", sitting=data["at"]) if data["at"] else text("analyse/at_start")


def zone_line(role: str, ends: Data) -> str:
    """Return what an agreement can be worth to a role."""
    if ends["least"] is None:
        return text("analyse/zone_most", role=role, most=f"{ends['most']:g}")
    return text("analyse/zone_range", role=role, least=f"{ends['least']:g}", most=f"{ends['most']:g}")


def points_line(roles: Sequence[str], points: Sequence[int | float]) -> str:
    """Return points with their roles."""
    return ", ".join(f"{role} {value:g}" for role, value in zip(roles, points, strict=True))


def _frontier(data: Data) -> Part:
    size = data["pareto_size"]
    spread = [number * (size - 1) // (MOST_SHOWN - 1) for number in range(MOST_SHOWN)]
    shown = range(size) if size <= MOST_SHOWN else spread
    lines = [points_line(data["roles"], data["pareto"][number]) for number in shown]
    if size > MOST_SHOWN:
        lines.append(text("analyse/frontier_part", shown=MOST_SHOWN, size=size))
    return text("analyse/frontier", size=size, roles=", ".join(data["roles"])), lines


def _theories(data: Data) -> Part:
    return text("analyse/solutions"), [
        f"{text(f'analyse/{theory}')}: " + _named(data["roles"], data[theory], data["packages"][theory])
        for theory in THEORIES
    ]


def _swings(data: Data) -> Part:
    """Return what hangs on each issue; where the Nash outcome moves otherwise, that too."""
    lines = []
    for issue, by_role in data["swings"].items():
        most = points_line(list(by_role), [one["most"] for one in by_role.values()])
        compared = {role: one["nash"] for role, one in by_role.items() if one["nash"] is not None}
        nash = points_line(list(compared), list(compared.values())) or text("analyse/nothing")
        lines.append(text("analyse/swing", issue=issue, most=most, nash=nash))
    return text("analyse/swings"), lines


# Outcomes ---------------------------------------------------------------------------------------


def _outcome_lines(data: Data, lies: Data) -> list[str]:
    lines = [_named(data["roles"], lies["points"], lies["package"])]
    if lies["refused_by"]:
        lines.append(text("analyse/refused_by", roles=", ".join(lies["refused_by"])))
    if lies["on_frontier"]:
        lines.append(text("analyse/on_frontier"))
    else:
        lines.append(text("analyse/off_frontier", count=lies["better"], roles=", ".join(data["roles"])))
        if lies["short"]:
            lines.append(text("analyse/short", points=lies["short"]))
    far = lies["distance"]
    lines.append(text("analyse/distance_frontier", distance=far["frontier"]))
    if far["nash"] is not None:
        lines.append(text("analyse/distance_nash", distance=far["nash"]))
    lines += [_trade_line(trade) for trade in lies["trades"]]
    apart = lies.get("beside_documented")
    if apart:
        lines.append(_apart_line(data["roles"], apart))
    return lines


def _trade_line(trade: Data) -> str:
    changes = "; ".join(f"{issue}: {choice}" for issue, choice in trade["changes"].items())
    gains = ", ".join(f"{role} {gain:+g}" for role, gain in trade["gains"].items() if gain)
    return text("analyse/trade", changes=changes, gains=gains)


def _apart_line(roles: Sequence[str], apart: Data) -> str:
    if not apart["differs"]:
        return text("analyse/as_documented")
    gains = ", ".join(f"{role} {gain:+g}" for role, gain in zip(roles, apart["gains"], strict=True))
    issues = ", ".join(apart["differs"])
    return text("analyse/not_as_documented", issues=issues, gains=gains, distance=apart["distance"])


def _sensitivity(data: Data) -> Part:
    found = data["sensitivity"]
    lines = []
    for turn in found["turns"]:
        what = [text("analyse/turns_nash")] * turn["nash"]
        what += [text("analyse/turns_acceptance", what=_marked(data, name)) for name in turn["acceptance"]]
        what += [text("analyse/turns_frontier", what=_marked(data, name)) for name in turn["frontier"]]
        weight = text("analyse/walkaway") if turn["issue"] is None else turn["issue"]
        values = {"role": turn["role"], "weight": weight, "percent": turn["percent"]}
        lines.append(text("analyse/turn", what="; ".join(what), **values))
    heading = text("analyse/sensitivity", tried=found["tried"], count=len(found["turns"]))
    return heading, lines or [text("analyse/turns_nothing")]


def _marked(data: Data, name: str) -> str:
    return text("analyse/match" if name == "outcome" and "match" in data else f"analyse/{name}")


def _named(
    roles: Sequence[str], points: Sequence[int | float] | None, package: Mapping[str, str] | None
) -> str:
    if points is None or package is None:
        return text("analyse/none")
    said = "; ".join(f"{issue}: {choice}" for issue, choice in package.items())
    return f"{points_line(roles, points)} ({said})"

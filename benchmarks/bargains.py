"""Bilateral domains made up by chance: two sides, one text, points that add up over the issues.

Law of this file: each is an author's scenario, loaded through the front door, and the same for the same seed
on any machine. On each at least one package is worth more than no agreement to both sides.

The families follow the ones of the automated negotiating agents competition, where domains differ in size
and in how opposed the sides are: Baarslag, Hindriks, Jonker, Kraus and Lin, "The first automated
negotiating agents competition (ANAC 2010)", New Trends in Agent-Based Complex Automated Negotiations
(2012), pp. 113-135.
"""

from functools import cache
from itertools import product
from typing import Any

import yaml

from game.session.chance import draw_below
from game.storage.folders import MAIN_FILE, Opened, open_source

Data = dict[str, Any]
Points = dict[str, dict[str, int]]
SIDES = ("east", "west")
SCALE = 100
ENDS = ("signed", "ratified", "repudiated", "lapsed", "broken_off")


@cache
def domain(seed: int) -> Opened:
    """Return the domain of a seed: two sides, three to six issues of two to five options."""
    attempt = 0
    while True:
        key = f"domain/{seed}/{attempt}"
        options = _options(key)
        points = {side: _points(key, side, options) for side in SIDES}
        walkaways = {side: 30 + draw_below(f"{key}/walkaway/{side}", 31) for side in SIDES}
        if _has_zone(points, walkaways):
            data = _scenario(key, options, points, walkaways)
            source = {"public.md": "# Both\n\nA made-up quarrel.", "private.md": "# You\n\nYour side of it."}
            written = yaml.safe_dump(data, sort_keys=False)
            return open_source({**source, MAIN_FILE: written}, name=f"domain {seed}")
        attempt += 1


def _options(key: str) -> dict[str, list[str]]:
    count = 3 + draw_below(f"{key}/issues", 4)
    sizes = [2 + draw_below(f"{key}/options/{number}", 4) for number in range(count)]
    return {f"issue{n}": [f"option{o}" for o in range(size)] for n, size in enumerate(sizes)}


def _points(key: str, side: str, options: dict[str, list[str]]) -> Points:
    """Return points that add up to the scale: a weight for each issue, a shape over its options.

    Three issues in four are a scale from one end, which the sides want from opposite ends, two times in
    three; the fourth has its options in no order.
    """
    draws = [5 + draw_below(f"{key}/{side}/weight/{name}", 30) for name in options]
    weights = [SCALE * draw // sum(draws) for draw in draws]
    weights[0] += SCALE - sum(weights)
    return {
        name: dict(zip(names, _shape(key, side, name, weight, len(names)), strict=True))
        for (name, names), weight in zip(options.items(), weights, strict=True)
    }


def _shape(key: str, side: str, name: str, weight: int, size: int) -> list[int]:
    inner = sorted(draw_below(f"{key}/{side}/{name}/{number}", weight + 1) for number in range(size - 2))
    rising = [0, *inner, weight]
    if draw_below(f"{key}/{name}/ordered", 4) == 0:
        order = sorted(range(size), key=lambda place: draw_below(f"{key}/{side}/{name}/at/{place}", 1 << 30))
        return [rising[place] for place in order]
    opposed = draw_below(f"{key}/{name}/opposed", 3) > 0
    return rising[::-1] if side == SIDES[0] or not opposed else rising


def _has_zone(points: dict[str, Points], walkaways: dict[str, int]) -> bool:
    tables = [[tuple(points[side][name].values()) for name in points[side]] for side in SIDES]
    return any(
        all(
            sum(map(tuple.__getitem__, table, package)) > walkaways[side]
            for side, table in zip(SIDES, tables, strict=True)
        )
        for package in product(*(range(len(values)) for values in tables[0]))
    )


def _scenario(
    key: str, options: dict[str, list[str]], points: dict[str, Points], walkaways: dict[str, int]
) -> Data:
    return {
        "kherem": 1,
        "id": "domain",
        "title": "A domain",
        "summary": "Two sides and one text, made up by chance.",
        "minutes": 5,
        "licence": "CC0-1.0",
        "clock": "local",
        "content_note": "Nothing.",
        "briefing": "public.md",
        "parties": {side: {"name": side, "kind": "signatory", "stake": "Much."} for side in SIDES},
        "roles": {side: _role(side, points[side], walkaways[side]) for side in SIDES},
        "issues": {name: _issue(name, names) for name, names in options.items()},
        "instruments": {
            "text": {
                "title": "The text",
                "main": True,
                "signatories": [*SIDES],
                "issues": [*options],
                "preamble": "Agreed:",
            }
        },
        "calendar": _calendar(key, list(options)),
        "closing": dict.fromkeys(ENDS, "The end."),
    }


def _role(side: str, points: Points, walkaway: int) -> Data:
    return {
        "name": f"The {side}",
        "short": side,
        "party": side,
        "briefing": "private.md",
        "aims": [{"text": "A text.", "met": {"signed": "text"}, "sources": []}],
        "points": points,
        "walkaway": {"points": walkaway, "text": "Alone."},
        "persona": {"name": "Nobody", "manner": "None."},
    }


def _issue(name: str, names: list[str]) -> Data:
    return {
        "title": name,
        "question": "How?",
        "options": {option: {"summary": option, "wording": f"It is {option}."} for option in names},
        "forms": ["article"],
        "publicity": ["published"],
        "no_agreement": "Nothing.",
    }


def _calendar(key: str, issues: list[str]) -> list[Data]:
    """Return one to three sittings of six to ten turns about everything, the last of which signs."""
    count = 1 + draw_below(f"{key}/sittings", 3)
    found = []
    for number in range(count):
        turns = 6 + 2 * draw_below(f"{key}/turns/{number}", 3)
        host = SIDES[draw_below(f"{key}/host", 2)]
        sitting: Data = {
            "id": f"sitting{number}",
            "title": "A sitting",
            "at": f"1945-01-{10 + number:02} 09:00",
            "place": "Here",
            "scene": "A room.",
            "meeting": {
                "instrument": "text",
                "roles": [*SIDES],
                "host": host,
                "exchanges": turns,
                "minutes": 20,
                "opens": [*issues],
            },
        }
        found.append(sitting | ({"signs": ["text"]} if number == count - 1 else {}))
    return found

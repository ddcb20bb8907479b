"""A whole made-up scenario as an author's data, and what its roles want."""

from typing import Any

from game.engine.sampling import Pick
from tests.made_up.calendar import START, cuts, fill_calendar, write_calendar
from tests.made_up.conditions import condition, rare_effects
from tests.made_up.draft import BECAUSE, Data, Draft
from tests.made_up.levers import dispatches, mandate, name_levers, write_channels, write_levers
from tests.made_up.texts import (
    FORMS,
    conflicts,
    write_issues,
    write_parties,
    write_ratification,
    write_readings,
    write_texts,
)

TEXTS = ("briefings/public.md", "briefings/private.md")
ENDS = ("signed", "ratified", "repudiated", "lapsed", "broken_off")


def scenario_data(pick: Pick) -> Data:
    """Return a small valid scenario as an author's data, every choice in it made by `pick`."""
    d = Draft(pick)
    write_parties(d)
    write_issues(d)
    write_texts(d)
    ratified = write_calendar(d)
    name_levers(d)
    write_channels(d)
    write_levers(d, START + 60 * 40)
    write_readings(d)
    write_ratification(d, ratified)
    fill_calendar(d)
    _open_what_is_closed(d)
    firmness = {form: d.number(1, 4) for form in d.some(FORMS)} if d.maybe(4) else {}
    return {
        "kherem": 1,
        "id": "made-up",
        "title": "Made up",
        "summary": "A scenario made up for a test.",
        "minutes": 5,
        "licence": "CC0-1.0",
        "clock": "local",
        "content_note": "Nothing.",
        "briefing": TEXTS[0],
        "parties": d.parties,
        "roles": {name: _role(d, name) for name in d.roles},
        "issues": d.issues,
        "instruments": d.texts,
        "robustness": firmness,
        "conflicts": conflicts(d),
        "tracks": d.tracks,
        "costs": d.costs,
        "cards": d.cards,
        "forks": d.forks,
        "channels": d.channels,
        "dispatches": dispatches(d),
        "calendar": d.calendar,
        "world": d.world,
        "cuts": cuts(d),
        "closing": dict.fromkeys(ENDS, "The end."),
    }


def _open_what_is_closed(d: Draft) -> None:
    """An option that nothing could open is refused."""
    hosts = [*(sitting["moves"] for sitting in d.calendar), *(card["effects"] for card in d.cards.values())]
    for name, issue in d.issues.items():
        for key, option in issue.get("options", {}).items():
            if option.get("closed"):
                d.one(hosts).append({"opens": {"issue": name, "option": key}, "because": BECAUSE})


# What somebody wants ----------------------------------------------------------------------------


def _role(d: Draft, name: str) -> Data:
    found: Data = {"name": name, "short": name, "briefing": TEXTS[1], **d.roles[name]}
    if name in d.recorders:
        return found
    if name in d.delegates:
        found["mandate"] = mandate(d)
    if d.maybe(8):
        found["optional"] = True
    aim: Data = {"text": "Peace.", "met": _own(d, name), "sources": []}
    aim |= {"partly": _own(d, name)} if d.maybe(4) else {}
    aim |= {"short": "Peace"} if d.maybe(4) else {}
    return found | {
        "aims": [aim],
        "points": {issue: _points(d, issue) for issue in d.issues},
        "linkages": _linkages(d, name),
        "walkaway": {"points": d.number(0, 50), "text": "Alone.", "moves": _linkages(d, name)},
        "widening": rare_effects(d),
        "broken_word": rare_effects(d),
        "persona": {"name": "Nobody", "manner": "None."},
    }


def _own(d: Draft, role: str) -> Data:
    return condition(d, 1, role, readings=True)


def _points(d: Draft, name: str) -> Data:
    issue = d.issues[name]
    points: Data = {} if issue.get("required", True) else {"silent": d.number(-5, 5)}
    if "range" in issue:
        ends: dict[str, Any] = {str(value): d.number(-10, 30) for value in d.values(name)}
        middle = [key for key in list(ends)[1:-1] if d.maybe()]
        return points | {k: v for k, v in ends.items() if k not in middle}
    for key, option in issue["options"].items():
        readings = d.some([*option.get("readings", {})], 3)
        plain = d.number(-10, 30)
        points[key] = {r: d.number(-10, 30) for r in readings} if readings else plain
    return points


def _linkages(d: Draft, name: str) -> list[Data]:
    return [
        {"when": _own(d, name), "points": d.number(-9, 9), "because": BECAUSE} for _ in range(d.number(0, 2))
    ]

"""The calendar of a made-up scenario: desks, meetings side by side, signings, ratifications; and cuts."""

from typing import get_args

from game.scenario.base import hour_of, minutes_of
from game.scenario.indices import Concept
from tests.made_up.conditions import effects, rare_effects
from tests.made_up.draft import Data, Draft

START = minutes_of("1945-01-10 09:00")


def write_calendar(d: Draft) -> list[str]:
    """Lay out the sittings, and return the texts that are ratified at one."""
    free = START
    count = d.number(1, 4)
    last = count - 2 if count > 1 and d.maybe(3) else count - 1
    introduces = d.maybe(5)
    for number in range(count):
        gap = 60 * d.one((14, 1, 3, 40))
        at = free + gap
        sitting: Data = {"id": f"sitting{number}", "title": "Sitting", "at": hour_of(at)}
        sitting |= {"place": "Here", "scene": "A room.", "cable": d.maybe()}
        if d.maybe(3) is False:
            opens = {"at": hour_of(at - d.pick(gap + 1))}
            sitting["desk"] = {} if gap > 12 * 60 and d.maybe() else opens
        _write_meetings(d, sitting)
        _write_signing(d, sitting, number, last)
        if introduces:
            sitting["introduces"] = d.some(get_args(Concept))
        held = sitting.get("meetings", [sitting["meeting"]] if "meeting" in sitting else [])
        free = at + max((m["exchanges"] * m["minutes"] for m in held), default=0)
        d.calendar.append(sitting)
    return _write_ratifying(d, last)


def _write_signing(d: Draft, sitting: Data, number: int, last: int) -> None:
    """Let texts be signed: all at the last signing, some before, those tied together at once."""
    texts = [name for name, text in d.texts.items() if "signatories" in text]
    signs = [t for t in texts if d.maybe(3)] if number < last else texts if number == last else []
    tied = [other for name in signs for other in d.texts[name].get("tied_to", ())]
    sitting["signs"] = list(dict.fromkeys(signs + tied))


def _write_ratifying(d: Draft, last: int) -> list[str]:
    ratified = [name for name, text in d.texts.items() if "signatories" in text and d.maybe()]
    for name in ratified:
        d.one(d.calendar[last:]).setdefault("ratifies", []).append(name)
    return ratified


# Meetings ---------------------------------------------------------------------------------------


def _write_meetings(d: Draft, sitting: Data) -> None:
    free, texts = list(d.actors), list(d.texts)
    meetings: list[Data] = []
    while len(free) >= 2 and len(meetings) < 2 and not d.maybe(5 if not meetings else 2):
        meeting = _meeting(d, free, texts)
        free = [role for role in free if role not in meeting["roles"]]
        texts = [text for text in texts if text not in meeting.get("instruments", ())]
        meetings.append(meeting)
    if d.recorders and meetings and d.maybe():
        d.one(meetings)["observers"] = d.recorders
    meetings = [_with_texts(meeting) for meeting in meetings]
    if len(meetings) == 1 and not d.maybe(4):
        sitting["meeting"] = meetings[0]
    elif meetings:
        sitting["meetings"] = meetings


def _with_texts(meeting: Data) -> Data:
    """Return a meeting as it is written: with one text, several, or none."""
    texts = meeting["instruments"]
    rest = {key: value for key, value in meeting.items() if key != "instruments"}
    return meeting if len(texts) > 1 else {**({"instrument": texts[0]} if texts else {}), **rest}


def _meeting(d: Draft, free: list[str], texts: list[str]) -> Data:
    """Return a meeting of those still free, about texts none of whose people are elsewhere, or just talk."""
    possible = [text for text in texts if set(_needed(d, text)) <= set(free)]
    wished = d.some(possible, 1) if possible and not d.maybe(6) else []
    needed = list(dict.fromkeys(role for text in wished for role in _needed(d, text)))
    others = [role for role in free if role not in needed and d.maybe(3)]
    present = needed + others
    present += [role for role in free if role not in present][: max(0, 2 - len(present))]
    found: Data = {
        "instruments": wished,
        "roles": d.some(present, len(present)),
        "exchanges": d.number(1, 7),
        "minutes": d.one((10, 120)),
    }
    if wished:
        found["opens"] = d.some([issue for text in wished for issue in d.texts[text]["issues"]], 1)
    return found | ({"host": d.one(present)} if d.maybe(3) else {})


def _needed(d: Draft, text: str) -> list[str]:
    """Return who must sit where a text is on the table."""
    named = d.texts[text]
    if "signatories" not in named:
        return [named["speaker"], named["hearer"]]
    return d.signers(text, named.get("binding", {}).get("vetoes", named["signatories"]))


def fill_calendar(d: Draft) -> None:
    """Say what changes at each sitting, and what leaving costs."""
    for sitting in d.calendar:
        sitting["moves"] = effects(d)
        sitting["arrivals"] = rare_effects(d)
        for meeting in sitting.get("meetings", [sitting["meeting"]] if "meeting" in sitting else []):
            meeting["leaving"] = rare_effects(d)


# Cuts -------------------------------------------------------------------------------------------


def cuts(d: Draft) -> Data:
    """Return shorter versions of the calendar, in which the texts can still be signed and ratified."""
    if len(d.calendar) < 2 or not d.maybe(3):
        return {}
    ids = [sitting["id"] for sitting in d.calendar]
    main = next(name for name, text in d.texts.items() if text.get("main"))
    signing = d.one([sitting["id"] for sitting in d.calendar if main in sitting["signs"]])
    needed = {signing, *(sitting["id"] for sitting in d.calendar if sitting.get("ratifies"))}
    keeps = [name for name in ids if name in needed or d.maybe()]
    absorbs = {name: d.one(keeps) for name in ids if name not in keeps and d.maybe()}
    fixed = {issue: d.clause(issue) for issue in d.issues if d.maybe(6)}
    return {"short": {"title": "Short", "minutes": 3, "keeps": keeps, "absorbs": absorbs, "fixed": fixed}}

"""Games told in lines, as the rulebook shows them: acts, and after `=>` what is so then.

Law of this file: a line is tried against the forms below, in order; what fits none is an error, and never
skipped.
The notation is described at the top of `docs/reference/rules.md`.
"""

import re
from collections.abc import Callable
from typing import Any

from game.engine import events as ev
from game.engine.errors import Refused
from game.engine.events import EVENT_KINDS
from game.scenario.cuts import FULL_CUT
from tests.engine.playing import Game

Fields = dict[str, Any]
WORD = r"[a-z_]+"


class Unread(Exception):
    """A line that is not in the notation, or says what is not so."""


def tell(name: str, lines: str, cut: str = FULL_CUT) -> Game:
    """Play the game the lines tell, and hold it to what they say. Raises `Unread`."""
    game = Game(name, cut)
    for line in lines.splitlines():
        told = line.split("  #")[0].strip()
        if told and not told.startswith("#"):
            _take(game, told)
    return game


def _take(game: Game, line: str) -> None:
    if line.startswith("=>"):
        _hold(game, line.removeprefix("=>").strip())
        return
    act, _, code = line.partition("=> refused ")
    for pattern, move in MOVES:
        found = re.fullmatch(pattern, act.strip())
        if found:
            move(game, *found.groups())
            return
    _act(game, act.strip(), code.strip())


# Moves ------------------------------------------------------------------------------------------

MOVES: tuple[tuple[str, Callable[..., object]], ...] = (
    (rf"go to ({WORD})/({WORD})", lambda game, sitting, step: game.go_to(sitting, step)),
    (
        rf"go to ({WORD})/({WORD}), chance drawing (\d)",
        lambda game, sitting, step, draw: game.go_to(sitting, step, draws=int(draw)),
    ),
    ("everybody is done", lambda game: game.all_done()),
    (r"chance draws (\d)", lambda game, draw: game.draw(int(draw))),
    ("play to the end", lambda game: game.finish()),
)


def _act(game: Game, line: str, code: str) -> None:
    role, kind, *rest = _words(line)
    fields = _fields(game, kind, rest)
    if not code:
        game.act(role, kind, **fields)
        return
    try:
        game.act(role, kind, **fields)
    except Refused as refused:
        _must(refused.code == code, line, refused.code)
    else:
        raise Unread(f"{line}: not refused")


def _words(line: str) -> list[str]:
    return re.findall(r'"[^"]*"|\S+', line)


def _fields(game: Game, kind: str, words: list[str]) -> Fields:
    """Return the fields of an act: what is said with it, and then the rest by its kind."""
    fields: Fields = {}
    if "saying" in words:
        place = words.index("saying")
        fields["say"] = [_said(words[place + 1 :])]
        words = words[:place]
    if "via" in words:
        place = words.index("via")
        fields["channel"] = words[place + 1]
        words = words[:place] + words[place + 2 :]
    for word in words:
        fields |= _field(game, kind, word, fields)
    return fields


def _field(game: Game, kind: str, word: str, fields: Fields) -> Fields:
    key, _, value = word.partition("=")
    if word.startswith('"'):
        return {"words": word.strip('"')}
    if word.startswith("#"):
        return {"target": int(word[1:])}
    if word == "standing":
        return {"standing": True}
    if word.startswith("sure:"):
        return {"sure": int(word[5:])}
    if value and kind == "instruct":
        return {"orders": _ordered(key, value, fields.get("orders", {}))}
    if value:
        return _pair(kind, key, value, fields)
    return _named(game, kind, word, fields)


def _pair(kind: str, key: str, value: str, fields: Fields) -> Fields:
    match kind:
        case "define" | "hear" | "note":
            return {"issue": key, "reading": value}
        case "speak":
            return {"issue": key, "value": value}
        case "choose":
            return {"fork": key, "choice": value}
        case _:
            return {"issues": {**fields.get("issues", {}), key: _clause(value)}}


def _named(game: Game, kind: str, word: str, fields: Fields) -> Fields:
    match kind:
        case "play":
            return {"card": word}
        case "agenda" | "reopen":
            return {"issue": word}
        case "sign":
            return {"instruments": [*fields.get("instruments", []), word]}
        case _:
            is_text = word in game.names.numbers["instrument"]
            return {"instrument": word} if is_text else {"dispatch": word}


def _clause(word: str) -> Any:
    """Return a clause written `open`, or `open/note/secret`."""
    value, *rest = word.split("/")
    if not rest:
        return _value(value)
    names = ("form", "publicity")
    return {"value": _value(value), **dict(zip(names, rest, strict=False))}


def _value(word: str) -> Any:
    return int(word) if re.fullmatch(r"-?\d+", word) else word


def _ordered(key: str, level: str, orders: Fields) -> Fields:
    """Return instructions with one more: `border.old=may_sign`, or `…=only_if(tribute=0,guests=many)`."""
    issue, _, option = key.partition(".")
    grant: Any = level
    if level.startswith("only_if"):
        pairs = (pair.split("=") for pair in level[8:-1].split(","))
        grant = {"only_if": {other: [_value(value)] for other, value in pairs}}
    return {**orders, issue: {**orders.get(issue, {}), option: grant}}


def _said(words: list[str]) -> Fields:
    """Return a sentence: `probe border`, `explain "Why."`, `promise tribute=0 then propose guests=few`."""
    said: Fields = {"intent": words[0]}
    for link in ("then", "else"):
        if link in words:
            place = words.index(link)
            said |= _deed(words[place + 1 :])
            words = words[:place]
    for word in words[1:]:
        if word.startswith('"'):
            said["words"] = word.strip('"')
        else:
            issue, _, value = word.partition("=")
            said |= {"issue": issue} | ({"value": _value(value)} if value else {})
    return said


def _deed(words: list[str]) -> Fields:
    deed, *rest = words
    if deed == "propose":
        issue, _, value = rest[0].partition("=")
        return {"deed": deed, "clause": {issue: _clause(value)}}
    return {"deed": deed} | ({"card": rest[0]} if rest else {})


# What is so -------------------------------------------------------------------------------------


def _hold(game: Game, line: str) -> None:
    for pattern, claim in CLAIMS:
        found = re.fullmatch(pattern, line)
        if found:
            claim(game, line, *found.groups())
            return
    raise Unread(f"=> {line}: not in the notation")


def _must(so: bool, line: str, found: object) -> None:
    if not so:
        raise Unread(f"=> {line}: it is {found}")


def _listed(words: str) -> list[str]:
    return [word.strip() for word in words.split(",")]


def _clauses(game: Game, line: str, text: str, wanted: str) -> None:
    given = {} if wanted == "nothing" else dict(pair.split("=") for pair in _listed(wanted))
    found = {issue: str(value) for issue, value in game.clauses(text).items()}
    _must(found == given, line, found)


def _status(game: Game, line: str, text: str, status: str) -> None:
    found = game.text(text).status
    _must(found == status.replace(" ", "_"), line, found)


def _proposals(game: Game, line: str, text: str, statuses: str) -> None:
    found = game.proposals(text)
    _must(found == _listed(statuses), line, found)


def _number(game: Game, line: str, name: str, number: str) -> None:
    found = game.track(name) if name in game.names.numbers["track"] else game.cost(name)
    _must(found == int(number), line, found)


def _waiting(game: Game, line: str, roles: str) -> None:
    _must(game.waiting == _listed(roles), line, game.waiting)


def _may(game: Game, line: str, role: str, negation: str | None, kinds: str) -> None:
    found = game.kinds(role)
    wanted = set(_listed(kinds))
    _must(not wanted & found if negation else wanted <= found, line, sorted(found))


def _authority(game: Game, line: str, role: str, key: str, level: str) -> None:
    issue, _, option = key.partition(".")
    found = game.authority(role, issue, _value(option))
    _must(found == level, line, found)


def _place(game: Game, line: str, sitting: str, step: str) -> None:
    found = (game.sitting, game.state.clock.step)
    _must(found == (sitting, step), line, found)


def _event(game: Game, line: str, kind: str, negation: str | None) -> None:
    found = game.happened(EVENT_KINDS[kind])
    _must(not found if negation else bool(found), line, found)


def _knows(game: Game, line: str, role: str, text: str, wanted: str) -> None:
    known = game.view(role).seat.known[game.names.number("instrument", text)]
    issues = game.tables.public.issues
    clauses = () if known is None else known.clauses
    found = ", ".join(f"{issues[i].id}={issues[i].values[clause.value]}" for i, clause in clauses)
    _must((found or "nothing") == wanted, line, found)


def _sees(game: Game, line: str, role: str, negation: str | None, text: str) -> None:
    found = game.view(role).texts[game.names.number("instrument", text)]
    _must((found is None) == bool(negation), line, found)


def _verdict(game: Game, line: str, verdict: str) -> None:
    found = [event.verdict for event in game.happened(ev.PledgeJudged)]
    _must(found == [verdict], line, found)


def _means(game: Game, line: str, issue: str, reading: str) -> None:
    number = game.names.number("issue", issue)
    table = game.tables.public.issues[number]
    settled = game.state.texts[table.instrument].readings[number]
    found = table.reading_ids[settled] if settled >= 0 else "nothing yet"
    _must(found == reading, line, found)


def _outside(game: Game, line: str, text: str, wanted: str) -> None:
    number = game.names.number("instrument", text)
    judged = [event for event in game.happened(ev.MandateJudged) if event.instrument == number]
    found = game.issues(judged[-1].outside) or ["nothing"]
    _must(found == _listed(wanted), line, found)


def _worth(game: Game, line: str, role: str, worst: str, best: str) -> None:
    found = game.worth(role)
    _must((found.worst, found.best) == (int(worst), int(best)), line, found)


def _hour(game: Game, line: str, hour: str) -> None:
    found = f"{game.table.minute % 1440 // 60:02}:{game.table.minute % 60:02}"
    _must(found == hour, line, found)


CLAIMS: tuple[tuple[str, Callable[..., None]], ...] = (
    (rf"({WORD}): (.+=.+|nothing)", _clauses),
    (rf"({WORD}) is (running|signed|ratified|repudiated|spoken|broken off|lapsed)", _status),
    (rf"proposals of ({WORD}): (.+)", _proposals),
    (rf"({WORD}) is (-?\d+)", _number),
    (r"waiting for (.+)", _waiting),
    (rf"({WORD}) may( not)? (.+)", _may),
    (rf"({WORD})'s mandate on ({WORD}\.\w+) is ({WORD})", _authority),
    (rf"it is ({WORD})/({WORD})", _place),
    (rf"({WORD}) has( not)? happened", _event),
    (rf"({WORD}) knows of ({WORD}): (.+)", _knows),
    (rf"({WORD}) (?:sees|does( not) see) ({WORD})", _sees),
    (r"the word is (kept|broken|untested)", _verdict),
    (rf"({WORD}) means ({WORD}|nothing yet)", _means),
    (rf"outside the mandate in ({WORD}): (.+)", _outside),
    (rf"the text is worth (?:\w+ )?to ({WORD}) between (-?\d+) and (-?\d+)", _worth),
    (r"at the table it is (\d\d:\d\d)", _hour),
)

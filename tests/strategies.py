"""Small random scenarios, and random matches of them, for every test that holds for all games.

Law of this file: a scenario is written as data, put down as YAML and loaded through the front door,
so whatever comes out is something an author could have written. Every choice goes through one
`Pick`, so the same generator serves Hypothesis (which shrinks) and seeds (which are fast).
"""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from hypothesis import strategies as st

from game.engine.acts import CHANCE, INTENTS, Act, Draw, Propose, Say
from game.engine.chance import drawing
from game.engine.course import waiting_for
from game.engine.decide import Played, begin, play
from game.engine.events import Entry
from game.engine.observe import observe
from game.engine.sampling import Pick, sample
from game.engine.state import State
from game.engine.templates import Knowledge, Template, templates
from game.scenario.base import hour_of, minutes_of
from game.scenario.indices import members
from game.scenario.load import Loaded, load
from game.scenario.tables import PublicTables, Tables

T = TypeVar("T")
Data = dict[str, Any]

YALTA = Path(__file__).parent.parent / "scenarios" / "yalta-1945"
TEXTS = ("briefings/public.md", "briefings/private.md")
BECAUSE = "It is so."


# Writing YAML -----------------------------------------------------------------------------------


def yaml_of(data: Data) -> str:
    """Return `data` as block YAML, every text in quotes."""
    return "\n".join(_lines(data, "")) + "\n"


def _lines(value: Any, indent: str) -> Iterator[str]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        head = f"{indent}{_key(key)}:" if isinstance(value, dict) else f"{indent}-"
        if isinstance(item, dict | list | tuple) and item:
            yield head
            yield from _lines(item, indent + "  ")
        else:
            yield f"{head} {json.dumps(item, ensure_ascii=False)}"


def _key(key: Any) -> str:
    plain = isinstance(key, str) and key.isidentifier()
    return key if plain else json.dumps(str(key), ensure_ascii=False)


# Scenarios --------------------------------------------------------------------------------------

START = minutes_of("1945-01-10 09:00")
FORMS = ("article", "note", "minute", "oral")


def scenario_data(pick: Pick) -> Data:
    """Return a small valid scenario as an author's data, every choice in it made by `pick`."""
    return _Author(pick).scenario()


class _Author:
    """Writes one scenario. Later parts name earlier ones; conditions and effects name them all."""

    def __init__(self, pick: Pick) -> None:
        self.pick = pick
        self.roles: list[str] = []
        self.issues: Data = {}
        self.texts: Data = {}
        self.tracks: Data = {}
        self.calendar: list[Data] = []
        self.channels: Data = {}
        self.cards: list[str] = []
        self.world: Data = {}

    # Choices: the first of each is the plainest, for that is where shrinking leads.

    def maybe(self, one_in: int = 2) -> bool:
        return self.pick(one_in) == one_in - 1

    def number(self, low: int, high: int) -> int:
        return low + self.pick(high - low + 1)

    def one(self, items: Sequence[T]) -> T:
        return items[self.pick(len(items))]

    def some(self, items: Sequence[T], least: int = 0) -> list[T]:
        """Return some of `items`, at least so many, in any order."""
        rest = list(items)
        count = self.number(min(least, len(rest)), len(rest))
        return [rest.pop(self.pick(len(rest))) for _ in range(count)]

    # The parts

    def scenario(self) -> Data:
        self.roles = [f"role{n}" for n in range(self.number(2, 3))]
        self._write_issues()
        self._write_texts()
        self._write_tracks()
        self._write_calendar()
        self._write_channels()
        desks = [sitting["id"] for sitting in self.calendar if "desk" in sitting]
        self.cards = [f"card{n}" for n in range(self.number(0, 3))] if desks else []
        self._write_world()
        for issue in self.issues.values():
            self._write_readings(issue)
        for sitting in self.calendar:
            if "meeting" in sitting:
                sitting["meeting"]["leaving"] = self.effects()
            sitting["moves"] = self.effects()
        cards = {name: self._card(desks) for name in self.cards}
        self._open_what_is_closed([*self.calendar, *cards.values()])
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
            "parties": self._parties(),
            "roles": {name: self._role(name) for name in self.roles},
            "issues": self.issues,
            "instruments": self.texts,
            "tracks": self.tracks,
            "cards": cards,
            "channels": self.channels,
            "dispatches": self._dispatches(),
            "calendar": self.calendar,
            "world": self.world,
            "closing": dict.fromkeys(("signed", "lapsed", "broken_off"), "The end."),
        }

    def _parties(self) -> Data:
        sides = {f"party_of_{role}": self._party("signatory") for role in self.roles}
        return sides | ({"villagers": self._party("affected")} if self.maybe() else {})

    def _party(self, kind: str) -> Data:
        return {"name": kind, "kind": kind, "stake": "Much."}

    def _write_issues(self) -> None:
        for number in range(self.number(1, 4)):
            issue: Data = {"title": f"Issue {number}", "question": "How?"}
            if self.maybe(4):
                step = self.number(1, 3)
                low = self.number(-3, 3)
                high = low + step * self.number(1, 4)
                wording = "It is {value}."
                issue["range"] = {"min": low, "max": high, "step": step, "unit": "months"}
                issue["range"]["wording"] = wording
            else:
                issue["options"] = self._options()
            if self.maybe(3):
                issue |= {"required": False, "silent": "Silence."}
            issue["forms"] = self.some(FORMS, 1) if self.maybe(3) else ["article"]
            issue["publicity"] = self.some(("published", "secret"), 1)
            issue["no_agreement"] = "Nothing."
            self.issues[f"issue{number}"] = issue

    def _options(self) -> Data:
        options: Data = {
            f"option{n}": {"summary": "Thus.", "wording": "It is thus."} for n in range(self.number(2, 4))
        }
        for option in list(options.values())[1:]:
            option["closed"] = self.maybe(5)
        return options

    def _write_readings(self, issue: Data) -> None:
        for option in issue.get("options", {}).values():
            if self.maybe(4):
                readings = [f"reading{n}" for n in range(self.number(2, 3))]
                option["readings"] = {
                    name: {"meaning": "So.", "when": self.condition(), "because": BECAUSE}
                    for name in readings
                }
                del option["readings"][readings[-1]]["when"]

    def _write_texts(self) -> None:
        names = list(self.issues)
        cut = self.number(1, len(names) - 1) if len(names) > 1 and self.maybe() else len(names)
        for number, issues in enumerate(part for part in (names[:cut], names[cut:]) if part):
            signers = self.some([f"party_of_{role}" for role in self.roles], 2)
            text: Data = {
                "title": "Text",
                "main": number == 0,
                "signatories": signers,
                "issues": issues,
            }
            self.texts[f"text{number}"] = text | {"preamble": "Agreed:"}

    def _write_tracks(self) -> None:
        for number in range(self.number(0, 3)):
            low = self.number(-2, 0)
            track = {
                "name": "Track",
                "min": low,
                "max": low + 3,
                "start": self.number(low, low + 3),
            }
            seen_by = self.some(self.roles) if self.maybe() else "all"
            self.tracks[f"track{number}"] = track | {"seen_by": seen_by, "meaning": "Much."}

    def _write_calendar(self) -> None:
        free = START
        count = self.number(1, 4)
        for number in range(count):
            gap = 60 * self.one((14, 1, 3, 40))
            at = free + gap
            sitting: Data = {
                "id": f"sitting{number}",
                "title": "Sitting",
                "at": hour_of(at),
                "place": "Here",
                "scene": "A room.",
                "cable": self.maybe(),
            }
            if self.maybe(3) is False:
                opens = {"at": hour_of(at - self.pick(gap + 1))}
                sitting["desk"] = {} if gap > 12 * 60 and self.maybe() else opens
            if self.maybe(5) is False:
                sitting["meeting"] = self._meeting()
                at += sitting["meeting"]["exchanges"] * sitting["meeting"]["minutes"]
            last = number == count - 1
            sitting["signs"] = list(self.texts) if last else self.some(list(self.texts))
            free = at
            self.calendar.append(sitting)

    def _meeting(self) -> Data:
        text = self.one(list(self.texts))
        sides = self.texts[text]["signatories"]
        signers = [role for role in self.roles if f"party_of_{role}" in sides]
        others = [role for role in self.roles if role not in signers and self.maybe()]
        return {
            "instrument": text,
            "roles": self.some(signers + others, len(signers + others)),
            "opens": self.some(self.texts[text]["issues"], 1),
            "exchanges": self.number(1, 7),
            "minutes": self.one((10, 120)),
        }

    def _write_channels(self) -> None:
        for number in range(self.number(0, 3)):
            sender, addressee = self.some(self.roles, len(self.roles))[:2]
            transits = [
                {"hours": self.number(0, 20), "weight": self.number(1, 3)} for _ in range(self.number(1, 3))
            ]
            self.channels[f"channel{number}"] = {
                "name": "Wire",
                "sender": sender,
                "addressee": addressee,
                "transits": transits,
            }

    def _dispatches(self) -> Data:
        places = [s["id"] for s in self.calendar if "desk" in s or s["cable"]]
        if not self.channels or not places:
            return {}
        return {f"letter{n}": self._dispatch(places) for n in range(self.number(0, 2))}

    def _dispatch(self, places: list[str]) -> Data:
        letter: Data = {
            "name": "Letter",
            "channel": self.one(list(self.channels)),
            "text": "To whom it may concern.",
            "sittings": self.some(places, 1),
        }
        if self.maybe():
            text = self.one(list(self.texts))
            issues = self.some(self.texts[text]["issues"], 1)
            letter |= {"instrument": text, "issues": {i: self._clause(i) for i in issues}}
        return letter

    def _clause(self, issue: str) -> Data:
        return {
            "value": self.one(self._values(issue)),
            "form": self.one(self.issues[issue]["forms"]),
            "publicity": self.one(self.issues[issue]["publicity"]),
        }

    def _values(self, issue: str) -> list[Any]:
        span = self.issues[issue].get("range")
        if span is None:
            return list(self.issues[issue]["options"])
        return list(range(span["min"], span["max"] + 1, span["step"]))

    def _card(self, desks: list[str]) -> Data:
        card: Data = {
            "name": "Card",
            "role": self.one(self.roles),
            "text": "A lever.",
            "sittings": self.some(desks, 1),
            "effects": self.effects(1),
            "noticed_by": self.some(self.roles) if self.maybe() else "all",
            "notice": "A lever was pulled.",
            "use": "None.",
            "sources": [],
        }
        return card | ({"when": self.condition(1, card["role"])} if self.maybe(3) else {})

    def _write_world(self) -> None:
        last = minutes_of(self.calendar[-1]["at"])
        names = [f"event{n}" for n in range(self.number(0, 3))]
        for name in names:
            self.world[name] = {"name": "Event", "outcomes": dict.fromkeys(self._outcomes())}
        for event in self.world.values():
            event["at"] = hour_of(START + 60 * 40 + self.pick(last - START + 10_000))
            event["seen_by"] = self.some(self.roles) if self.maybe() else "all"
            if self.maybe(3):
                event["when"] = self.condition()
            for outcome in event["outcomes"]:
                drawn = {"text": "It happened.", "weight": self.number(1, 3)}
                event["outcomes"][outcome] = drawn | {"effects": self.effects()}

    def _outcomes(self) -> list[str]:
        return [f"outcome{n}" for n in range(self.number(1, 3))]

    def _open_what_is_closed(self, hosts: list[Data]) -> None:
        for name, issue in self.issues.items():
            for key, option in issue.get("options", {}).items():
                if option.get("closed"):
                    host = self.one(hosts)
                    effects = host["effects"] if "effects" in host else host["moves"]
                    effects.append({"opens": {"issue": name, "option": key}, "because": BECAUSE})

    # What somebody wants

    def _role(self, name: str) -> Data:
        walkaway = {"points": self.number(0, 50), "text": "Alone.", "moves": self._linkages(name)}
        return {
            "name": name,
            "short": name,
            "party": f"party_of_{name}",
            "briefing": TEXTS[1],
            "aims": [{"text": "Peace.", "met": self.condition(1, name), "sources": []}],
            "points": {issue: self._points(issue) for issue in self.issues},
            "linkages": self._linkages(name),
            "walkaway": walkaway,
            "persona": {"name": "Nobody", "manner": "None."},
        }

    def _points(self, name: str) -> Data:
        issue = self.issues[name]
        points: Data = {} if issue.get("required", True) else {"silent": self.number(-5, 5)}
        if "range" in issue:
            ends = {str(value): self.number(-10, 30) for value in self._values(name)}
            middle = [key for key in list(ends)[1:-1] if self.maybe()]
            return points | {k: v for k, v in ends.items() if k not in middle}
        for key, option in issue["options"].items():
            readings = self.some([*option.get("readings", {})], 3)
            plain = self.number(-10, 30)
            points[key] = {r: self.number(-10, 30) for r in readings} if readings else plain
        return points

    def _linkages(self, name: str) -> list[Data]:
        return [
            {"when": self.condition(1, name), "points": self.number(-9, 9), "because": BECAUSE}
            for _ in range(self.number(0, 2))
        ]

    # Conditions and effects

    def condition(self, depth: int = 1, role: str | None = None) -> Data:
        """Return a condition; of a role's own only on tracks that role sees."""
        kinds: list[Callable[[], Data]] = [self._clause_is]
        seen = [t for t, track in self.tracks.items() if _is_seen(track, role)]
        if seen:
            kinds.append(lambda: self._track_is(seen))
        kinds.append(lambda: {"signed": self.one(list(self.texts))})
        if self.cards:
            kinds.append(lambda: {"card": self.one(self.cards)})
        if self.world:
            kinds.append(self._event_is)
        if any("readings" in option for _, option in self._all_options()):
            kinds.append(self._reading_is)
        if depth:
            kinds += [
                lambda: {"all": [self.condition(depth - 1, role) for _ in range(self.pick(3))]},
                lambda: {"any": [self.condition(depth - 1, role) for _ in range(self.pick(3))]},
                lambda: {"not": self.condition(depth - 1, role)},
            ]
        return self.one(kinds)()

    def _clause_is(self) -> Data:
        name = self.one(list(self.issues))
        clause: Data = {"issue": name}
        values = self._values(name)
        if "range" in self.issues[name]:
            clause[self.one(("at_least", "at_most"))] = self.one(values)
        elif self.maybe():
            clause["one_of"] = self.some(values, 1)
        else:
            clause["option"] = self.one(values)
        for kind, choices in (("form", "forms"), ("publicity", "publicity")):
            if self.maybe(3):
                clause[kind] = self.one(self.issues[name][choices])
        return {"clause": clause}

    def _track_is(self, seen: list[str]) -> Data:
        name = self.one(seen)
        bound = self.number(self.tracks[name]["min"], self.tracks[name]["max"])
        return {"track": {"id": name, self.one(("at_least", "at_most")): bound}}

    def _event_is(self) -> Data:
        name = self.one(list(self.world))
        return {"event": {"id": name, "outcome": self.one(list(self.world[name]["outcomes"]))}}

    def _reading_is(self) -> Data:
        pairs = [(i, r) for i, option in self._all_options() for r in option.get("readings", ())]
        issue, reading = self.one(pairs)
        return {"reading": {"issue": issue, "reading": reading}}

    def _all_options(self) -> list[tuple[str, Data]]:
        issues = self.issues.items()
        return [(name, o) for name, issue in issues for o in issue.get("options", {}).values()]

    def effects(self, least: int = 0) -> list[Data]:
        """Return a few effects."""
        return [self._effect() for _ in range(self.number(least, 2))]

    def _effect(self) -> Data:
        kinds: list[Callable[[], Data]] = [
            lambda: {"tell": {"to": self.some(self.roles, 1), "text": "Know this."}}
        ]
        if self.tracks:
            kinds.append(lambda: {"track": {"id": self.one(list(self.tracks)), "by": self.number(-4, 4)}})
        named = [name for name, issue in self.issues.items() if "options" in issue]
        if named:
            kinds.append(lambda: {self.one(("closes", "opens")): self._option(named)})
        effect = self.one(kinds)()
        effect |= {"when": self.condition()} if self.maybe(3) else {}
        return effect | {"because": BECAUSE}

    def _option(self, named: list[str]) -> Data:
        issue = self.one(named)
        return {"issue": issue, "option": self.one(self._values(issue))}


def _is_seen(track: Data, role: str | None) -> bool:
    return role is None or track["seen_by"] == "all" or role in track["seen_by"]


@cache
def loaded(text: str) -> Loaded:
    """Return `text` loaded as a scenario; a test that gave a broken one fails here."""
    found = load(text, file="scenario.yaml", texts=TEXTS)
    assert found.ok, "\n".join(f"{f.code} {f.path}: {f.message}" for f in found.findings)
    return found


def tables_of(data: Data) -> Tables:
    """Return the tables of a scenario written as data."""
    tables = loaded(yaml_of(data)).tables
    assert tables is not None, "a scenario without errors has tables"
    return tables


@cache
def yalta() -> Tables:
    """Return the tables of the Yalta scenario."""
    texts = [path.relative_to(YALTA).as_posix() for path in YALTA.rglob("*.md")]
    found = load((YALTA / "scenario.yaml").read_bytes(), file="scenario.yaml", texts=texts)
    assert found.tables is not None, found.findings
    return found.tables


# Matches ----------------------------------------------------------------------------------------


class Turn(NamedTuple):
    """One act: by whom, on which state, and what came of it."""

    role: int
    act: Act
    before: State
    entries: tuple[Entry, ...]
    after: State


@dataclass(frozen=True, repr=False)
class Match:
    """A match as far as it was played. `source` is its scenario's YAML, where a test may fail."""

    tables: Tables
    opening: Played
    turns: tuple[Turn, ...]
    source: str = ""

    def __repr__(self) -> str:
        acts = "\n".join(f"# {turn.role}: {turn.act}" for turn in self.turns)
        return f"\n{self.source}\n{acts}\n"

    @property
    def state(self) -> State:
        """The state it has come to."""
        return self.turns[-1].after if self.turns else self.opening.state

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The log so far."""
        return self.opening.entries + tuple(e for turn in self.turns for e in turn.entries)

    @property
    def states(self) -> tuple[State, ...]:
        """The state after the opening and after each act."""
        return (self.opening.state, *(turn.after for turn in self.turns))


def knowledge(tables: Tables, state: State, role: int) -> Knowledge:
    """Return what `role` goes by at `state`."""
    return Knowledge(tables.public, tables.roles[role], observe(tables.public, state, role))


def picker(seed: int) -> Pick:
    """Return a pick that depends on `seed` alone."""
    return random.Random(seed).randrange


def some_act(public: PublicTables, offered: tuple[Template, ...], pick: Pick) -> Act:
    """Return a legal act. Unlike `sample` it seldom gives up, and it talks."""
    rare = ("leave", "break_off") if pick(16) else ()
    rarer = ("adjourn", "withdraw") if pick(2) else ()
    calm = [t for t in offered if t.kind not in rare + rarer] or offered
    eager = [t for t in calm if t.kind in ("accept", "sign")] if pick(2) else []
    choices = eager or calm
    template = choices[pick(len(choices))]
    act = sample(public, (template,), pick)
    if isinstance(act, Propose):
        wished = tuple(issue for issue, _ in template.options if not pick(4))
        act = replace(act, in_exchange_for=wished, standing=pick(3) == 2)
    return _talking(act, template, pick, len(public.issues))


def _talking(act: Act, template: Template, pick: Pick, issues: int) -> Act:
    if not template.says or pick(3):
        return act
    said: list[Say] = []
    for _ in range(1 + pick(2)):
        intent = INTENTS[pick(len(INTENTS))]
        if intent == "probe" and (not template.probes or any(s.intent == "probe" for s in said)):
            intent = "ask_why"
        issue = pick(issues) if intent == "probe" else pick(issues + 1) - 1
        said.append(Say(intent, issue, ("", "Слово", "a word")[pick(3)]))
    talker: Any = act
    changed: Act = replace(talker, say=tuple(said))
    return changed


def one_turn(tables: Tables, state: State, pick: Pick) -> Turn:
    """Let one of those waited for do something legal."""
    waiting = waiting_for(tables, state)
    role = waiting[pick(len(waiting))]
    act: Act
    if role == CHANCE:
        due = drawing(tables, state)
        assert due is not None, "chance is waited for only when it has something to draw"
        act = Draw(pick(len(due.weights)))
    else:
        offered = templates(knowledge(tables, state, role))
        assert offered, f"role {role} is waited for and can do nothing in {state.clock}"
        act = some_act(tables.public, offered, pick)
    played = play(tables, state, role, act)
    return Turn(role, act, state, played.entries, played.state)


def play_match(tables: Tables, pick: Pick, limit: int = 10_000) -> Match:
    """Return a match played by chance to its end, or for `limit` acts."""
    opening = begin(tables)
    state, turns = opening.state, list[Turn]()
    while not state.clock.ended and len(turns) < limit:
        turn = one_turn(tables, state, pick)
        turns.append(turn)
        state = turn.after
    return Match(tables, opening, tuple(turns))


def act_limit(tables: Tables) -> int:
    """Return how many acts, draws included, a match of `tables` can have at the very most."""
    public, hidden = tables.public, tables.hidden
    roles = len(public.roles)
    total = len(hidden.events)
    for sitting in public.sittings:
        if sitting.desk_at is not None:
            total += roles * 4  # a card, a dispatch and its draw, done
        for meeting in sitting.meetings:
            total += meeting.exchanges + roles  # an issue added by each
        total += roles * (len(members(sitting.signs)) + 1)  # signatures withdrawn, then one act
        total += roles * 3 if sitting.cable else 0
    return total


# For Hypothesis ---------------------------------------------------------------------------------


@st.composite
def scenarios(draw: st.DrawFn) -> Data:
    """Small valid scenarios, as an author's data."""
    return scenario_data(lambda n: draw(st.integers(0, n - 1)))


class Game(NamedTuple):
    """A scenario's YAML and its tables."""

    source: str
    tables: Tables

    def __repr__(self) -> str:
        return f"\n{self.source}\n"


def _made_up(data: Data) -> Game:
    return Game(yaml_of(data), tables_of(data))


def games() -> st.SearchStrategy[Game]:
    """Compiled scenarios: made-up ones and, now and then, Yalta."""
    return st.one_of(*[scenarios().map(_made_up)] * 7, st.builds(lambda: Game("# Yalta", yalta())))


@st.composite
def matches(draw: st.DrawFn, ended: bool = False) -> Match:
    """Matches of such games, to the end or up to anywhere before it."""
    game = draw(games())
    limit = 10_000 if ended else draw(st.integers(0, 120))
    match = play_match(game.tables, picker(draw(st.integers(0, 2**32 - 1))), limit)
    return replace(match, source=game.source)

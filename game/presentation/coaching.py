"""The tutorial: what a coach says to somebody who plays for the first time, one thing at a time.

Law of this file: steps are data, and what they wait for are facts read from the seat's own knowledge and the
lines it sees; a face adds what it shows. The coach does nothing and blocks nothing. It says what can be done
and why it matters, never what the other side will do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from game.engine import events as ev
from game.engine.events import Event
from game.messages import text
from game.presentation.deciding.choices import Choice, Item
from game.presentation.deciding.seat import Seat, stakes_of
from game.session.journal import Happening

Data = dict[str, Any]
SCENARIO = "yalta-1945"
ROLE = "stalin"
OPPONENT = "linear"
SEED = 5
"""The game the coach knows: a real one, in which anything may be done."""

ANSWERS = ("unacceptable", "not_enough", "close")


ON_PAGES = (
    *("briefing", "map", "texts", "books", "confirm", "compose"),
    *("refused", "clock", "move", "debrief"),
)
"""Steps of which something else is said on the pages of a browser."""


class Step(NamedTuple):
    """One thing the coach says.

    `when`: facts that must all hold for it; `until`: it is done with once one of these holds. `once`: it is
    a remark on something that has just happened, and is over when that is no longer new. `read`: nothing
    has to be done, it is to be read. `points`: the part of the screen it speaks of.
    """

    id: str
    when: tuple[str, ...]
    until: tuple[str, ...] = ()
    points: str = ""
    once: bool = False
    read: bool = False


STEPS = (
    # Before the game
    Step("briefing", ("at:briefing",), ("at:aims", "at:check", "at:game"), "next"),
    Step("aims", ("at:aims",), ("at:check", "at:game"), "reading"),
    Step("check", ("at:check",), ("at:game",)),
    # The desk
    Step("map", ("at:desk", "free"), ("met", "after:1"), "world", read=True),
    Step("texts", ("at:desk", "free"), ("met", "after:1"), "texts", read=True),
    Step("books", ("at:desk", "free"), ("met", "after:1"), "book-weights", read=True),
    Step("desk", ("at:desk", "sitting:1", "free"), ("met",), "menu"),
    # What has just happened
    Step("defined", ("new:defined", "free"), ("at:end",), "news", once=True, read=True),
    Step("undefined", ("new:undefined", "free"), ("at:end",), "news", once=True, read=True),
    Step("initialled", ("new:initialled", "at:table", "free"), ("at:end",), "texts", once=True, read=True),
    Step("answered", ("new:answered", "at:table", "free"), ("at:end",), "news", once=True, read=True),
    Step("refused", ("new:refused", "at:table", "free"), ("at:end",), "news", once=True, read=True),
    Step("countered", ("new:countered", "did:propose", "at:table", "free"), ("at:end",), "texts", True, True),
    # An act that is being put together
    Step("confirm", ("asks:confirm",), ("at:end",), "question"),
    Step("option", ("asks:propose", "asks:option"), ("did:propose-twice",), "question"),
    Step("compose", ("asks:propose", "asks:package"), ("did:propose-twice",), "question"),
    Step("talking", ("asks:say",), ("did:explain",), "question"),
    Step("waiting", ("words-wait", "free"), ("did:explain",), "menu"),
    Step("defining", ("asks:define",), ("did:define",), "question"),
    # The table
    Step(
        "offer", ("at:table", "offer", "free"), ("did:propose", "did:accept", "did:reject"), "menu", read=True
    ),
    Step("propose", ("at:table", "has:propose", "free"), ("did:propose",), "pick:propose"),
    Step("last", ("at:table", "after:3", "free"), ("at:signing",), "header", read=True),
    Step("good", ("at:table", "offer:better", "free"), ("did:accept",), "pick:accept"),
    Step("ambiguous", ("at:table", "ambiguous", "free"), ("at:signing",), "texts", read=True),
    Step(
        "define", ("at:table", "ambiguous", "has:define", "free"), ("did:define", "at:signing"), "pick:define"
    ),
    Step("talk", ("at:table", "can:probe", "did:propose", "free"), ("did:say", "words-wait"), "pick:say"),
    Step("reject", ("at:table", "offer:worse", "did:say", "free"), ("did:explain", "after:3"), "pick:say"),
    Step(
        "move",
        ("at:table", "after:2", "has:propose", "free"),
        ("did:accept", "after:3"),
        "pick:propose",
        read=True,
    ),
    Step("adjourn", ("at:table", "whole", "has:adjourn", "free"), ("at:signing",), "pick:adjourn"),
    # Between meetings
    Step("cable", ("at:cable", "free"), ("after:1",), "menu"),
    Step("letter", ("at:desk", "has:stock", "free"), ("did:send", "after:2"), "pick:stock"),
    Step("sent", ("at:desk", "did:send", "after:2", "free"), ("after:3",), "book-messages", read=True),
    Step("clock", ("at:desk", "after:2", "free"), ("after:3",), "header", read=True),
    Step("card", ("at:desk", "after:2", "has:play", "free"), ("did:play", "after:3"), "pick:play"),
    # The end
    Step("sign", ("at:signing", "has:sign", "free"), ("did:sign", "at:end"), "pick:sign"),
    Step("aftermath", ("at:aftermath",), ("at:end",)),
    Step("debrief", ("at:end",), (), "chapters", read=True),
)


@dataclass(frozen=True)
class Coaching:
    """How far a player has come: the steps done with, the one that is said, whether the coach is seen.

    `opened`: what is said is read at its full length, where there is little room.
    """

    passed: frozenset[str] = frozenset()
    step: str = ""
    shown: bool = True
    opened: bool = False


class Lesson(NamedTuple):
    """What the coach knows of a decision: facts, and words to fill its sentences with."""

    facts: frozenset[str] = frozenset()
    values: Mapping[str, object] = {}


def followed(coaching: Coaching, facts: frozenset[str]) -> Coaching:
    """Return the coaching after the facts have changed: what is done with, and what is said now."""
    done = {step.id for step in STEPS if facts & set(step.until)}
    before = _step(coaching.step)
    if before is not None and before.once and not facts >= set(before.when):
        done.add(before.id)
    passed = coaching.passed | done
    now = next((step.id for step in STEPS if step.id not in passed and facts >= set(step.when)), "")
    return Coaching(passed, now, coaching.shown, coaching.opened and now == coaching.step)


def understood(coaching: Coaching, facts: frozenset[str]) -> Coaching:
    """Return the coaching once what is said has been read."""
    passed = coaching.passed | {coaching.step} - {""}
    return followed(Coaching(frozenset(passed), "", coaching.shown), facts)


def step_said(coaching: Coaching) -> Step | None:
    """Return the step that is said; None where the coach has nothing to say."""
    return _step(coaching.step)


def words_said(step: Step | None, values: Mapping[str, object], *, on_pages: bool = False) -> tuple[str, str]:
    """Return what the coach says: in a few words, and why.

    `on_pages`: as it holds in a browser, where keys and places are others.
    """
    name = step.id if step is not None else "quiet"
    of = "_pages" if on_pages and name in ON_PAGES else ""
    return text(f"tutorial/do_{name}"), text(f"tutorial/why_{name}{of}", **{**_NOBODY, **values})


_NOBODY: Mapping[str, object] = {
    "walkaway": 0,
    "number": 0,
    "verdict": "",
    "issue": "",
    "meanings": "",
}


def _step(id_: str) -> Step | None:
    return next((step for step in STEPS if step.id == id_), None)


# Facts --------------------------------------------------------------------------------------------


def lesson(seat: Seat, view: Data, items: Iterable[Item[Choice]]) -> Lesson:
    """Return what the coach knows of the seat's decision; nothing in a game it does not know."""
    if seat.scenario.id != SCENARIO:
        return Lesson()
    told = seat.told()
    facts = {"at:game", f"at:{view['step']}", f"sitting:{view['sitting']['number']}"}
    facts |= {f"after:{number}" for number in range(1, view["sitting"]["number"])}
    facts |= {f"has:{item.value.kind}" for item in items}
    facts |= did(seat, told) | _news(seat, told)
    if any("probe" in fields.get("say", {}).get("intents", ()) for fields in seat.offered_data()):
        facts.add("can:probe")
    values: dict[str, object] = {"walkaway": seat.stakes().walkaway}
    shown = view["instruments"][next(iter(view["instruments"]))]
    facts |= _text_facts(seat, shown, values)
    return Lesson(frozenset(facts), values)


def did(seat: Seat, told: Iterable[Happening]) -> set[str]:
    """Return what a seat has done so far, as facts; what was taken back is not among it."""
    found: list[str] = []
    for item in told:
        if item.entry is None:
            continue
        event = item.entry.event
        if isinstance(event, ev.TableOpened):
            found.append("met")
        name = _deed(event, seat.number)
        if name and item.by == seat.number:
            found.append(f"did:{name}")
            if isinstance(event, ev.Said) and event.intent == "explain":
                found.append("did:explain")
        if isinstance(event, ev.ProposalsRejected) and event.role != seat.number:
            found.append("saw:refused")
    return set(found) | {f"{one}-twice" for one in found if found.count(one) > 1}


def _deed(event: Event, me: int) -> str:
    """Return what a seat does by an event, in a word; '' where it is not its own doing."""
    match event:
        case ev.ProposalTabled(role=role, by_dispatch=False, reading=reading) if role == me:
            return "propose" if reading < 0 else "define"
        case ev.ProposalAccepted(role=role) if role == me:
            return "accept"
        case ev.ProposalsRejected(role=role) | ev.TurnDeclined(role=role) if role == me:
            return "reject"
        case ev.Said(role=role) if role == me:
            return "say"
        case ev.CardSealed(role=role) if role == me:
            return "play"
        case ev.DispatchSealed():
            return "send"
        case ev.Signed(role=role) if role == me:
            return "sign"
        case _:
            return ""


def _news(seat: Seat, told: list[Happening]) -> set[str]:
    """Return what has happened since the seat's last act, that act included, as facts."""
    mine = [place for place, item in enumerate(told) if item.by == seat.number and item.entry is not None]
    start = mine[-1] if mine else 0
    while start and told[start - 1].by == seat.number and told[start - 1].more:
        start -= 1
    found = set()
    for item in told[start:]:
        event = item.entry.event if item.entry else None
        match event:
            case ev.ProposalsRejected(role=role, numbers=numbers) if role != seat.number and numbers:
                found.add("new:refused")
            case ev.ProposalTabled(role=role, reading=-1) if role != seat.number and mine:
                found.add("new:countered")
            case ev.ClausesInitialled():
                found.add("new:initialled")
            case ev.Said(role=role, intent=intent) if role != seat.number and intent in ANSWERS:
                found.add("new:answered")
            case ev.ReadingDefined():
                found.add("new:defined")
            case ev.DefinitionRefused():
                found.add("new:undefined")
            case _:
                continue
    return found


def _text_facts(seat: Seat, shown: Data, values: dict[str, object]) -> set[str]:
    """Return how the text stands, as facts; keep the words that belong to them."""
    found: set[str] = set()
    others = [
        p for p in shown["proposals"] if p["status"] == "open" and p["by"] != seat.id and p["defines"] is None
    ]
    if others:
        best = max(others, key=lambda p: stakes_of(p["stakes"]).points["middle"])
        stakes = stakes_of(best["stakes"])
        found |= {"offer", "offer:better" if stakes.is_better else "offer:worse"}
        values |= {"number": best["number"], "verdict": stakes.verdict_text, "walkaway": stakes.walkaway}
    if all(shown["clauses"].values()):
        found.add("whole")
    for one in shown["ambiguous"]:
        if one["defined"] is None and one["issue"] not in shown["fixed"]:
            found.add("ambiguous")
            meanings = [reading["meaning"] for reading in one["readings"]]
            values |= {"issue": one["title"], "meanings": " / ".join(meanings)}
    return found

"""Random matches: legal acts, turn by turn, every choice made by one `Pick`."""

import random
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from game.engine.acts import CHANCE, INTENTS, NOTE_LIMIT, PLEDGES, Act, Clause, Draw, Instruct, Propose, Say
from game.engine.chance import drawing
from game.engine.course import waiting_for
from game.engine.decide import Played, begin, play
from game.engine.events import Entry
from game.engine.observe import observe
from game.engine.offering import Knowledge, Template
from game.engine.sampling import Pick, sample
from game.engine.state import State
from game.engine.templates import templates
from game.scenario.indices import members
from game.scenario.tables import PublicTables, SittingTable, Tables

MOST_SHOWN = 18_000
"""How much of a scenario a failing test shows, in characters: longer ones Hypothesis refuses to print."""


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
        return f"\n{self.source[:MOST_SHOWN]}\n{acts[-MOST_SHOWN // 2 :]}\n"

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """Let Hypothesis print it so; it would print every field of the tables."""
        printer.text(repr(self))

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


# Acts -------------------------------------------------------------------------------------------


AGREEING = ("accept", "sign", "ratify", "free")
SELDOM_POSSIBLE = ("reopen", "free", "define", "speak", "hear", "note")


def some_act(known: Knowledge, offered: tuple[Template, ...], pick: Pick) -> Act:
    """Return a legal act. Unlike `sample` it seldom gives up, and it talks."""
    rare = ("leave", "break_off") if pick(16) else ()
    rarer = ("adjourn", "withdraw") if pick(2) else ()
    calm = [t for t in offered if t.kind not in rare + rarer] or offered
    wished = (AGREEING, AGREEING, SELDOM_POSSIBLE, ())[pick(4)]
    choices = [t for t in calm if t.kind in wished] or calm
    template = choices[pick(len(choices))]
    act = sample(known.public, (template,), pick)
    if isinstance(act, Propose):
        asked = tuple(issue for issue, _ in template.options if not pick(4))
        act = replace(act, in_exchange_for=asked, standing=template.standing and pick(3) == 2)
    if isinstance(act, Instruct) and not pick(3):
        act = replace(act, words="As you see fit.")
    return _talking(known, act, template, pick)


def _talking(known: Knowledge, act: Act, template: Template, pick: Pick) -> Act:
    if not template.says or pick(3):
        return act
    said: list[Say] = []
    for _ in range(1 + pick(2)):
        probes = template.probes and not any(s.intent == "probe" for s in said)
        said.append(_something_said(known, template, pick, probes=probes))
    talker: Any = act
    changed: Act = replace(talker, say=tuple(said))
    return changed


def _something_said(known: Knowledge, template: Template, pick: Pick, *, probes: bool) -> Say:
    intent = INTENTS[pick(len(INTENTS))]
    if (intent == "probe" and not probes) or (intent in PLEDGES and not template.pledges):
        intent = "ask_why"
    issues = len(known.public.issues)
    issue = pick(issues) if intent == "probe" else pick(issues + 1) - 1
    said = Say(intent, issue, ("", "Слово", "a word")[pick(3)])
    return _pledge(known, said, pick) if intent in PLEDGES else said


def _pledge(known: Knowledge, said: Say, pick: Pick) -> Say:
    """Return a threat or promise that names a deed one could do, often one that one soon will."""
    public, own, view = known
    if said.issue >= 0 and pick(2):
        said = said._replace(value=pick(len(public.issues[said.issue].values)))
    clauses = [
        (issue, Clause(value))
        for text in view.texts
        if text is not None
        for issue, table in enumerate(public.issues)
        if view.texts[table.instrument] is text
        for value in members(text.available[issue])
    ]
    deeds = [said._replace(deed="leave")]
    deeds += [said._replace(deed="propose", clause=(clause,)) for clause in clauses]
    cards = [held.card for held in own.cards if not view.seat.cards >> held.card & 1]
    deeds += [said._replace(deed="play", card=card) for card in cards]
    if any(text.signers >> view.role & 1 for text in public.instruments):
        deeds.append(said._replace(deed="sign"))
    if public.principals[view.role] < 0:
        deeds.append(said._replace(deed="break_off"))
    return deeds[pick(len(deeds))]


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
        known = knowledge(tables, state, role)
        offered = templates(known)
        assert offered, f"role {role} is waited for and can do nothing in {state.clock}"
        act = some_act(known, offered, pick)
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


# How long a match can be --------------------------------------------------------------------------


def act_limit(tables: Tables) -> int:
    """Return how many acts, draws included, a match of `tables` can have at the very most."""
    public, hidden = tables.public, tables.hidden
    roles = len(public.roles)
    total = len(hidden.events) + public.forks + len(public.issues)  # draws; choices; frees, one a reopening
    total += NOTE_LIMIT * roles + sum(_to_hear(public, issue) for issue in range(len(public.issues)))
    for sitting in public.sittings:
        total += _sitting_limit(public, sitting)
        total += len(hidden.reports)  # each may have to be drawn
    return total


def _to_hear(public: PublicTables, issue: int) -> int:
    """Return how many words of an understanding can be heard, each once."""
    table = public.issues[issue]
    return sum(map(bool, table.readings)) if public.instruments[table.instrument].hearer >= 0 else 0


def _sitting_limit(public: PublicTables, sitting: SittingTable) -> int:
    roles = len(public.roles)
    total = 0
    if sitting.desk_at is not None:
        total += roles * 8  # a card, instructions, a question, a letter, three draws, done
    for meeting in sitting.meetings:
        total += meeting.exchanges + len(meeting.order)  # an issue added by each
    total += len(members(sitting.asides))  # done
    total += roles * (len(members(sitting.signs)) + 1)  # signatures withdrawn, then one act
    total += sum(public.instruments[n].ratifiers.bit_count() for n in members(sitting.ratifies))
    total += roles * 3 if sitting.cable else 0  # a dispatch and its draw, done
    return total

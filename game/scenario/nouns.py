"""The nouns of a negotiation: parties, roles, issues and their options, instruments, levers, messages."""

from typing import Literal

from pydantic import Field, model_validator

from game.scenario.base import (
    ChannelRef,
    Count,
    FileName,
    Hour,
    Id,
    InstrumentRef,
    IssueRef,
    Part,
    PartyRef,
    Positive,
    Prose,
    RoleRef,
    Sentence,
    SittingRef,
    Switch,
    Title,
    Whole,
    exactly_one,
    wrong,
)
from game.scenario.conditions import Condition, Effect, Form, Publicity
from game.scenario.preferences import Aim, Linkage, Points, WalkAway
from game.scenario.record import ClauseValue
from game.scenario.sources import Cite
from game.scenario.tables import Intent


class Party(Part):
    """A side: one that can be bound, or one that bears the result without a seat."""

    name: Title = Field(description="The side's name.")
    kind: Literal["signatory", "affected"] = Field(
        description="`signatory` can be bound; `affected` bears the result and has no seat."
    )
    stake: Sentence = Field(description="What the outcome means for it, shown in the briefing.")
    sources: tuple[Cite, ...] = Field((), description="Where the stake is documented.")


class Question(Part):
    """A comprehension question asked before play."""

    ask: Sentence = Field(description="The question.")
    choices: tuple[Sentence, ...] = Field(min_length=2, max_length=5, description="The possible answers.")
    answer: Positive = Field(description="The number of the right choice, counted from 1.")
    because: Sentence = Field(description="Why it is right; shown after answering.")


class Persona(Part):
    """Who an AI player is when it takes this seat."""

    name: Title = Field(description="What the screen calls the AI player.")
    manner: Sentence = Field(description="How it negotiates, told to the other side.")


class Role(Part):
    """An office or delegation somebody speaks for, in the third person."""

    name: Title = Field(description="The office or delegation, for example `The Soviet delegation`.")
    short: Title = Field(description="One or two words for tables and lists.")
    party: PartyRef = Field(description="The party this role can bind.")
    briefing: FileName = Field(description="Markdown file with the private briefing.")
    aims: tuple[Aim, ...] = Field(min_length=1, max_length=7, description="What the role wants.")
    points: dict[IssueRef, Points] = Field(
        description="Points for each option of each issue (or at numbers of a range)."
    )
    linkages: tuple[Linkage, ...] = Field((), description="Points for clauses taken together.")
    walkaway: WalkAway = Field(description="What the role has if nothing is signed.")
    persona: Persona = Field(description="The AI player that takes this seat when nobody does.")
    phrases: dict[Intent, dict[Id, Sentence]] = Field(
        default_factory=dict,
        description="Sentences for table talk: by intent, then by issue (`any` for all others).",
    )
    comprehension: tuple[Question, ...] = Field((), max_length=6, description="Questions asked before play.")


class Reading(Part):
    """One thing an ambiguous wording can be taken to mean."""

    meaning: Sentence = Field(description="What the wording means on this reading.")
    when: Condition | None = Field(
        None, description="Prevails if this holds; the last reading has none and is the fallback."
    )
    because: Sentence = Field(description="Why this reading prevailed, shown in the aftermath.")


class Option(Part):
    """One answer to an issue."""

    summary: Sentence = Field(description="A plain summary of a few words.")
    wording: Prose = Field(description="How the clause would read in the text.")
    closed: Switch = Field(False, description="Not available until an effect opens it.")
    readings: dict[Id, Reading] = Field(
        default_factory=dict, description="What an ambiguous wording can mean: none, or two or more."
    )


MOST_VALUES = 200


class Range(Part):
    """A whole number to agree on."""

    min: Whole = Field(description="The least value.")
    max: Whole = Field(description="The greatest value.")
    step: Positive = Field(1, description="The distance between values.")
    unit: Title = Field(description="What is counted, for example `months`.")
    wording: Prose = Field(description="How the clause would read; `{value}` is the number.")

    @model_validator(mode="after")
    def _in_order(self) -> "Range":
        if self.min >= self.max or (self.max - self.min) % self.step:
            raise wrong("model/bad_range")
        if (self.max - self.min) // self.step >= MOST_VALUES:
            raise wrong("model/long_range", most=MOST_VALUES)
        return self


class Issue(Part):
    """One question to be settled, by one of its options or by a number."""

    title: Title = Field(description="The issue's name.")
    question: Sentence = Field(description="What is to be settled, in plain words.")
    options: dict[Id, Option] | None = Field(
        None, max_length=40, description="The possible answers, in order."
    )
    range: Range | None = Field(None, description="Or: a whole number within bounds.")
    required: Switch = Field(True, description="Whether its instrument is complete without it.")
    silent: Sentence | None = Field(
        None, description="What silence means, for an issue that is not required."
    )
    forms: tuple[Form, ...] = Field(
        ("article",), min_length=1, description="How the clause may be held; the first is usual."
    )
    publicity: tuple[Publicity, ...] = Field(
        ("published",), min_length=1, description="May be published or secret; the first is usual."
    )
    no_agreement: Sentence = Field(description="What happens on this issue if nothing is signed.")
    sources: tuple[Cite, ...] = Field((), description="Where the issue's terms come from.")

    @model_validator(mode="after")
    def _one_kind(self) -> "Issue":
        exactly_one(self, ("options", "range"))
        return self


class Instrument(Part):
    """A text under negotiation."""

    title: Title = Field(description="The text's name.")
    main: Switch = Field(False, description="Whether its fate is the fate of the talks (one is).")
    signatories: tuple[PartyRef, ...] = Field(min_length=2, description="The parties that must sign.")
    issues: tuple[IssueRef, ...] = Field(min_length=1, description="Its issues, in the text's order.")
    preamble: Prose = Field(description="What the text says before the clauses.")
    closing: Prose | None = Field(None, description="What the text says after the clauses.")
    sources: tuple[Cite, ...] = Field((), description="Where preamble and closing come from.")


class Track(Part):
    """A bounded whole number the world moves."""

    name: Title = Field(description="What is measured.")
    min: Whole = Field(description="Its least value.")
    max: Whole = Field(description="Its greatest value.")
    start: Whole = Field(description="Its value at the start.")
    seen_by: tuple[RoleRef, ...] | Literal["all"] = Field("all", description="The roles that see it.")
    meaning: Sentence = Field(description="What a high value means, in plain words.")


class Card(Part):
    """A lever one role may pull once, at a desk."""

    name: Title = Field(description="The card's name.")
    role: RoleRef = Field(description="Who holds it.")
    text: Sentence = Field(description="What playing it does, told to its holder.")
    sittings: tuple[SittingRef, ...] = Field(min_length=1, description="At which desks it may be played.")
    when: Condition | None = Field(None, description="Only if this holds, as its holder sees it.")
    effects: tuple[Effect, ...] = Field(min_length=1, description="What it does.")
    noticed_by: tuple[RoleRef, ...] | Literal["all"] = Field(
        "all", description="The roles that notice that it was played."
    )
    notice: Sentence = Field(description="What those who notice see.")
    use: Sentence = Field(description="The documented use behind it.")
    sources: tuple[Cite, ...] = Field(description="Where that use is documented.")


class Transit(Part):
    """One time a message may take."""

    hours: Count = Field(description="Hours on the way.")
    weight: Positive = Field(1, description="How likely, beside the other transits.")
    documented: Switch = Field(False, description="Whether this is what happened.")


class Channel(Part):
    """A way for messages from one role to another."""

    name: Title = Field(description="What carries the message.")
    sender: RoleRef = Field(description="The role that sends.")
    addressee: RoleRef = Field(description="The role that receives.")
    transits: tuple[Transit, ...] = Field(min_length=1, description="How long it may take.")


class Dispatch(Part):
    """A message an author has written for a role to send."""

    name: Title = Field(description="The message's name.")
    channel: ChannelRef = Field(description="The channel it goes by.")
    text: Prose = Field(description="What it says.")
    sittings: tuple[SittingRef, ...] = Field(min_length=1, description="From which desks it may be sent.")
    instrument: InstrumentRef | None = Field(None, description="The text it proposes clauses for.")
    issues: dict[IssueRef, ClauseValue] = Field(default_factory=dict, description="The package it proposes.")
    sources: tuple[Cite, ...] = Field((), description="Where the message is documented.")


class Outcome(Part):
    """One way a world event may come out."""

    text: Sentence = Field(description="What happened, told to those who see it.")
    weight: Positive = Field(1, description="How likely, beside the other outcomes.")
    documented: Switch = Field(False, description="Whether this is what happened.")
    effects: tuple[Effect, ...] = Field((), description="What it does.")


class WorldEvent(Part):
    """Something outside the players' control."""

    name: Title = Field(description="The event's name.")
    at: Hour = Field(
        description="When: `YYYY-MM-DD HH:MM`. Lands at the next arrivals, or in the aftermath.",
    )
    when: Condition | None = Field(None, description="Only if this holds at that moment.")
    seen_by: tuple[RoleRef, ...] | Literal["all"] = Field("all", description="The roles that see it.")
    outcomes: dict[Id, Outcome] = Field(
        min_length=1, description="The ways it may come out; several are drawn by weight."
    )
    sources: tuple[Cite, ...] = Field((), description="Where it is documented.")

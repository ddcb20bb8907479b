"""What moves besides the texts: tracks, costs, cards, forks, dispatches and world events."""

from typing import Literal

from pydantic import Field

from game.scenario.base import (
    ChannelRef,
    Count,
    Hour,
    Id,
    InstrumentRef,
    IssueRef,
    Part,
    Percent,
    Positive,
    Prose,
    RoleRef,
    Sentence,
    SittingRef,
    Switch,
    Title,
    Whole,
)
from game.scenario.conditions import Condition, Effect
from game.scenario.mandates import Mandate
from game.scenario.places import Region
from game.scenario.record import ClauseValue
from game.scenario.sources import Cite


class Track(Part):
    """A bounded whole number the world moves."""

    name: Title = Field(description="What is measured.")
    min: Whole = Field(description="Its least value.")
    max: Whole = Field(description="Its greatest value.")
    start: Whole = Field(description="Its value at the start.")
    seen_by: tuple[RoleRef, ...] | Literal["all"] = Field("all", description="The roles that see it.")
    meaning: Sentence = Field(description="What a high value means, in plain words.")
    troops_in: Region | None = Field(
        None, description="A region on the map where pennants show it, where it counts troops."
    )


class Cost(Part):
    """What others pay: effects move it, no rule reads it; shown to all and never scored."""

    name: Title = Field(description="What is counted.")
    unit: Title = Field(description="In what, for example `thousand people`.")
    start: Count = Field(0, description="Its value at the start.")
    meaning: Sentence = Field(description="Who pays, in plain words.")
    sources: tuple[Cite, ...] = Field((), description="Where it is documented.")


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
    worth_when: Condition | None = Field(
        None,
        description="When an AI player takes it to be worth its price, as its holder sees it.",
    )
    appeal: Percent = Field(50, description="How likely an AI player then plays it, in percent.")
    use: Sentence = Field(description="The documented use behind it.")
    sources: tuple[Cite, ...] = Field(description="Where that use is documented.")


class Choice(Part):
    """One way to take a fork."""

    text: Sentence = Field(description="What choosing it means, told to its holder.")
    effects: tuple[Effect, ...] = Field((), description="What it does.")
    weight: Positive = Field(1, description="How likely an AI player chooses it, beside the other ways.")
    documented: Switch = Field(False, description="Whether this is what was done.")


class Fork(Part):
    """A decision one role takes once: how a seat acts on the world away from the table."""

    name: Title = Field(description="The decision's name.")
    role: RoleRef = Field(description="Who decides.")
    text: Sentence = Field(description="What is to be decided.")
    sittings: tuple[SittingRef, ...] = Field(min_length=1, description="At which sittings it may be taken.")
    step: Literal["desk", "table"] = Field(
        "desk",
        description="`desk`: beforehand, sealed; `table`: while others meet, if the role is at no table;"
        " resolved at the close.",
    )
    when: Condition | None = Field(None, description="Only if this holds, as its holder sees it.")
    choices: dict[Id, Choice] = Field(min_length=2, max_length=6, description="The ways to take it.")
    noticed_by: tuple[RoleRef, ...] | Literal["all"] = Field(
        (), description="The other roles that learn which way it was taken."
    )
    sources: tuple[Cite, ...] = Field((), description="Where the decision is documented.")


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
    reports: Switch = Field(
        False,
        description="Whether minutes of each meeting of the sender go by it at the close: what is initialled,"
        " and what was asked.",
    )


class Dispatch(Part):
    """A message an author has written for a role to send."""

    name: Title = Field(description="The message's name.")
    channel: ChannelRef = Field(description="The channel it goes by.")
    text: Prose = Field(description="What it says.")
    sittings: tuple[SittingRef, ...] = Field(min_length=1, description="From which desks it may be sent.")
    instrument: InstrumentRef | None = Field(None, description="The text it proposes clauses for.")
    issues: dict[IssueRef, ClauseValue] = Field(default_factory=dict, description="The package it proposes.")
    mandate: Mandate = Field(
        default_factory=dict, description="The instructions it carries, from a principal to its delegate."
    )
    effects: tuple[Effect, ...] = Field((), description="What it brings about when it is received.")
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
    warning: Sentence | None = Field(
        None, description="What is said beforehand of something uncertain, to those who will see it."
    )
    warned_from: SittingRef | None = Field(
        None, description="From which sitting on the warning is given; from the start if not given."
    )
    sources: tuple[Cite, ...] = Field((), description="Where it is documented.")

"""Conditions and effects as data an author writes; never evaluated as code, every id checked."""

from typing import Literal

from pydantic import Field, model_validator

from game.scenario.base import (
    CardRef,
    CostRef,
    Count,
    EventRef,
    ForkRef,
    Id,
    InstrumentRef,
    IssueRef,
    Part,
    RoleRef,
    Sentence,
    TrackRef,
    Whole,
    exactly_one,
    wrong,
)

Form = Literal["article", "note", "minute", "oral"]
Publicity = Literal["published", "secret"]


class ClauseIs(Part):
    """A clause as the text now stands: which option, number, form or publicity it has."""

    issue: IssueRef = Field(description="The issue whose clause is looked at.")
    option: Id | None = Field(None, description="The clause has this option.")
    one_of: tuple[Id, ...] = Field((), description="The clause has one of these options.")
    at_least: Whole | None = Field(None, description="The clause's number is this or more.")
    at_most: Whole | None = Field(None, description="The clause's number is this or less.")
    form: Form | None = Field(None, description="The clause is held in this form.")
    publicity: Publicity | None = Field(None, description="The clause is published or secret.")


class ReadingIs(Part):
    """An ambiguous clause whose settled reading is this one."""

    issue: IssueRef = Field(description="The issue whose clause is ambiguous.")
    reading: Id = Field(description="The reading that prevailed.")


class TrackIs(Part):
    """A track within bounds."""

    id: TrackRef = Field(description="The track.")
    at_least: Whole | None = Field(None, description="Its value is this or more.")
    at_most: Whole | None = Field(None, description="Its value is this or less.")

    @model_validator(mode="after")
    def _bounded(self) -> "TrackIs":
        if self.at_least is None and self.at_most is None:
            raise wrong("model/no_bound")
        return self


class EventIs(Part):
    """A world event that came out in this way."""

    id: EventRef = Field(description="The world event.")
    outcome: Id = Field(description="The outcome it had.")


class ForkIs(Part):
    """A fork that was taken in this way."""

    id: ForkRef = Field(description="The fork.")
    choice: Id = Field(description="The choice that was made.")


class HearingIs(Part):
    """Words of an understanding as their hearer took them."""

    issue: IssueRef = Field(description="The issue the words are about.")
    reading: Id = Field(description="What the hearer takes them to mean.")


class RefusedIs(Part):
    """A role that refused to define an ambiguous clause."""

    issue: IssueRef = Field(description="The issue whose clause is ambiguous.")
    role: RoleRef = Field(description="Who refused a definition of it.")


CONDITION_KINDS = (
    "all",
    "any",
    "not_",
    "clause",
    "reading",
    "hearing",
    "refused",
    "track",
    "card",
    "fork",
    "signed",
    "ratified",
    "repudiated",
    "event",
)


class Condition(Part):
    """Something that holds or not. Exactly one of the fields is given."""

    all: tuple["Condition", ...] | None = Field(None, description="Every one of these holds.")
    any: tuple["Condition", ...] | None = Field(None, description="At least one of these holds.")
    not_: "Condition | None" = Field(None, alias="not", description="This does not hold.")
    clause: ClauseIs | None = Field(None, description="A clause of a text stands like this.")
    reading: ReadingIs | None = Field(
        None, description="A reading prevailed: by an agreed definition, or after the sittings are over."
    )
    hearing: HearingIs | None = Field(None, description="Words were heard in this way.")
    refused: RefusedIs | None = Field(None, description="A role refused to define a clause as it stands.")
    track: TrackIs | None = Field(None, description="A track is within these bounds.")
    card: CardRef | None = Field(None, description="This card has been played.")
    fork: ForkIs | None = Field(None, description="A fork was taken in this way.")
    signed: InstrumentRef | None = Field(
        None, description="This instrument has been signed, whatever became of it later."
    )
    ratified: InstrumentRef | None = Field(None, description="This instrument has been ratified by all.")
    repudiated: InstrumentRef | None = Field(
        None, description="This instrument was signed, and then not ratified."
    )
    event: EventIs | None = Field(None, description="A world event came out in this way.")

    @model_validator(mode="after")
    def _one_kind(self) -> "Condition":
        exactly_one(self, CONDITION_KINDS)
        return self


class TrackMove(Part):
    """A move of a track, kept within the track's bounds."""

    id: TrackRef = Field(description="The track that moves.")
    by: Whole = Field(description="How far, up (positive) or down (negative).")


class OptionRef(Part):
    """One option of one issue."""

    issue: IssueRef = Field(description="The issue.")
    option: Id = Field(description="The option.")


class Tell(Part):
    """Something that named seats learn."""

    to: tuple[RoleRef, ...] = Field(min_length=1, description="The roles that learn it.")
    text: Sentence = Field(description="What they learn.")


class CostMove(Part):
    """A rise of a cost."""

    id: CostRef = Field(description="The cost that rises.")
    by: Count = Field(description="By how much.")


class Disclosure(Part):
    """A clause that named roles come to know."""

    issue: IssueRef = Field(description="The issue whose clause is disclosed, as it stands.")
    to: tuple[RoleRef, ...] = Field(min_length=1, description="The roles that come to know it.")


EFFECT_KINDS = ("track", "cost", "opens", "closes", "tell", "discloses", "publishes")


class Effect(Part):
    """What something does to the world. Exactly one kind of thing; always a `because`."""

    track: TrackMove | None = Field(None, description="Moves a track.")
    cost: CostMove | None = Field(None, description="Raises a cost.")
    opens: OptionRef | None = Field(None, description="An option becomes available.")
    closes: OptionRef | None = Field(
        None, description="An option is no longer available for new proposals; an issue's last one stays."
    )
    tell: Tell | None = Field(None, description="Named roles learn something.")
    discloses: Disclosure | None = Field(None, description="Named roles come to know a clause.")
    publishes: InstrumentRef | None = Field(
        None, description="Everybody comes to know this instrument's clauses as they stand, secret ones too."
    )
    when: Condition | None = Field(None, description="Only if this holds at that moment.")
    because: Sentence = Field(description="The reason, shown to whoever sees the effect.")

    @model_validator(mode="after")
    def _one_kind(self) -> "Effect":
        exactly_one(self, EFFECT_KINDS)
        return self

"""Conditions and effects as data an author writes; never evaluated as code, every id checked."""

from typing import Literal

from pydantic import Field, model_validator

from game.scenario.base import (
    CardRef,
    EventRef,
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


CONDITION_KINDS = ("all", "any", "not_", "clause", "reading", "track", "card", "signed", "event")


class Condition(Part):
    """Something that holds or not. Exactly one of the fields is given."""

    all: tuple["Condition", ...] | None = Field(None, description="Every one of these holds.")
    any: tuple["Condition", ...] | None = Field(None, description="At least one of these holds.")
    not_: "Condition | None" = Field(None, alias="not", description="This does not hold.")
    clause: ClauseIs | None = Field(None, description="A clause of a text stands like this.")
    reading: ReadingIs | None = Field(
        None, description="A reading prevailed (only after the sittings are over)."
    )
    track: TrackIs | None = Field(None, description="A track is within these bounds.")
    card: CardRef | None = Field(None, description="This card has been played.")
    signed: InstrumentRef | None = Field(None, description="This instrument has been signed by all.")
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


EFFECT_KINDS = ("track", "opens", "closes", "tell")


class Effect(Part):
    """What something does to the world. Exactly one of track, opens, closes, tell; always a `because`."""

    track: TrackMove | None = Field(None, description="Moves a track.")
    opens: OptionRef | None = Field(None, description="An option becomes available.")
    closes: OptionRef | None = Field(
        None, description="An option is no longer available for new proposals; an issue's last one stays."
    )
    tell: Tell | None = Field(None, description="Named roles learn something.")
    when: Condition | None = Field(None, description="Only if this holds at that moment.")
    because: Sentence = Field(description="The reason, shown to whoever sees the effect.")

    @model_validator(mode="after")
    def _one_kind(self) -> "Effect":
        exactly_one(self, EFFECT_KINDS)
        return self

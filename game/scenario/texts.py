"""What is negotiated: issues with their options and readings, instruments, and where they conflict."""

from typing import Literal

from pydantic import Field, model_validator

from game.scenario.base import (
    Id,
    InstrumentRef,
    IssueRef,
    Part,
    PartyRef,
    Positive,
    Prose,
    RoleRef,
    Sentence,
    Switch,
    Title,
    Whole,
    exactly_one,
    wrong,
)
from game.scenario.conditions import ClauseIs, Condition, Effect, Form, Publicity
from game.scenario.places import Place, Region
from game.scenario.record import ClauseValue
from game.scenario.sources import Cite


class Reading(Part):
    """One thing an ambiguous wording can be taken to mean."""

    meaning: Sentence = Field(description="What the wording means on this reading.")
    when: Condition | None = Field(
        None, description="Prevails if this holds; the last reading has none and is the fallback."
    )
    because: Sentence = Field(description="Why this reading prevailed, shown in the aftermath.")
    effects: tuple[Effect, ...] = Field((), description="What follows when this reading prevails.")


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
    fixed: ClauseValue | None = Field(
        None, description="The value it stands at from the start, if it is not negotiated."
    )
    forms: tuple[Form, ...] = Field(
        ("article",), min_length=1, description="How the clause may be held; the first is usual."
    )
    publicity: tuple[Publicity, ...] = Field(
        ("published",), min_length=1, description="May be published or secret; the first is usual."
    )
    no_agreement: Sentence = Field(description="What happens on this issue if nothing is signed.")
    places: tuple[Place, ...] = Field(
        (), description="Regions, cities and railways on the map that it is about."
    )
    limits: tuple[Region, ...] = Field((), description="Regions on the map whose borders it is about.")
    sources: tuple[Cite, ...] = Field((), description="Where the issue's terms come from.")

    @model_validator(mode="after")
    def _one_kind(self) -> "Issue":
        exactly_one(self, ("options", "range"))
        return self


class Binding(Part):
    """Who must agree before a clause is initialled or a text signed, where not everybody must."""

    vetoes: tuple[PartyRef, ...] = Field((), description="The parties without which nothing is agreed.")
    quorum: Positive = Field(description="How many signatories must agree in all, those with a veto counted.")


class Ratification(Part):
    """How one party confirms or disowns a text once it is signed."""

    text: Sentence = Field(description="What ratifying means for the party, in words.")
    needs: Condition | None = Field(
        None,
        description="The party can ratify only if this holds, as its role sees it; such as support at home.",
    )
    withholding: tuple[Effect, ...] = Field((), description="What it costs to withhold: shown beforehand.")
    disowning: tuple[Effect, ...] = Field(
        (),
        description="What it costs instead where the delegate signed outside its mandate;"
        " the same if nothing is given.",
    )


class Instrument(Part):
    """A text under negotiation, or words spoken between two roles."""

    title: Title = Field(description="The text's name.")
    kind: Literal["text", "understanding"] = Field(
        "text",
        description="`text` is signed; `understanding` is spoken by one role, heard by another,"
        " and binds nobody in law.",
    )
    main: Switch = Field(False, description="Whether its fate is the fate of the talks (one is).")
    signatories: tuple[PartyRef, ...] = Field(
        (), description="The parties that must sign; none for an understanding."
    )
    signers: tuple[RoleRef, ...] = Field(
        (),
        description="Which role signs for a party that has several; the one with a principal if not given.",
    )
    speaker: RoleRef | None = Field(None, description="Who speaks the words of an understanding.")
    hearer: RoleRef | None = Field(
        None, description="Who hears them, and chooses what they are taken to mean."
    )
    binding: Binding | None = Field(None, description="Who must agree; all signatories if not given.")
    tied_to: tuple[InstrumentRef, ...] = Field(
        (), description="Texts that are signed together with it or not at all."
    )
    issues: tuple[IssueRef, ...] = Field(min_length=1, description="Its issues, in the text's order.")
    preamble: Prose = Field(description="What the text says before the clauses.")
    closing: Prose | None = Field(None, description="What the text says after the clauses.")
    reopening: tuple[Effect, ...] = Field(
        (), description="What it costs to reopen an initialled clause without consent."
    )
    ratification: dict[PartyRef, Ratification] = Field(
        default_factory=dict, description="How each signatory ratifies it; by nobody if empty."
    )
    sources: tuple[Cite, ...] = Field((), description="Where preamble and closing come from.")


class Conflict(Part):
    """Two clauses of different instruments that one role cannot both honour."""

    first: ClauseIs = Field(description="A clause of one instrument.")
    second: ClauseIs = Field(description="A clause of another, which contradicts it.")
    promiser: RoleRef = Field(description="The role that made both promises.")
    injured: RoleRef = Field(description="The role that is wronged once it learns of it.")
    costs: tuple[Effect, ...] = Field(
        min_length=1, description="What it costs once the injured role learns of it."
    )
    because: Sentence = Field(description="Why the two cannot both be kept; told to both.")

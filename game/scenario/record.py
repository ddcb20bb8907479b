"""The documented course: what happened, by whom, at which sitting, with source and confidence."""

from typing import Any, Literal

from pydantic import Field

from game.scenario.base import (
    Id,
    InstrumentRef,
    IssueRef,
    Part,
    Prose,
    RoleRef,
    Sentence,
    SittingRef,
    Title,
    Whole,
)
from game.scenario.conditions import Form, Publicity
from game.scenario.sources import Cite


class FullClause(Part):
    """A clause value with its form and publicity."""

    value: Id | Whole = Field(description="The option, or the number of a range.")
    form: Form | None = Field(None, description="The form, if not the usual one.")
    publicity: Publicity | None = Field(None, description="The publicity, if not the usual one.")


ClauseValue = Id | Whole | FullClause


class DocumentedClause(Part):
    """How one issue came out."""

    value: Id | Whole = Field(description="The documented option or number.")
    form: Form | None = Field(None, description="The documented form, if not the usual one.")
    publicity: Publicity | None = Field(None, description="The documented publicity, if not the usual one.")
    reading: Id | None = Field(None, description="The reading that prevailed later.")
    note: Sentence | None = Field(None, description="A remark, such as how a number was chosen.")
    sources: tuple[Cite, ...] = Field(min_length=1, description="Where it is documented.")


class DocumentedText(Part):
    """How one instrument came out."""

    status: Literal["signed", "ratified", "repudiated", "spoken", "lapsed", "broken_off"] = Field(
        description="What became of it."
    )
    clauses: dict[IssueRef, DocumentedClause] = Field(description="Its clauses.")
    sources: tuple[Cite, ...] = Field(min_length=1, description="Where it is documented.")


class Position(Part):
    """What a role asked for at a sitting."""

    sitting: SittingRef = Field(description="The sitting.")
    role: RoleRef = Field(description="The role.")
    issue: IssueRef = Field(description="The issue.")
    value: Id | Whole = Field(description="The option or number nearest to what it asked.")
    note: Sentence = Field(description="What it asked, in a sentence.")
    sources: tuple[Cite, ...] = Field(min_length=1, description="Where it is documented.")


class DocumentedAct(Part):
    """Something a role did, as an act the script player can follow."""

    sitting: SittingRef = Field(description="The sitting.")
    step: Literal["desk", "table", "signing", "ratification", "cable"] = Field(description="The step of it.")
    role: RoleRef = Field(description="Who acted.")
    act: dict[str, Any] = Field(description="The act, as `kherem act` takes it.")
    text: Sentence = Field(description="What was done, in a sentence.")
    sources: tuple[Cite, ...] = Field(min_length=1, description="Where it is documented.")


class Happening(Part):
    """Something that happened away from the seats, for the timeline."""

    at: Title = Field(description="When, in words or as a date.")
    text: Prose = Field(description="What happened.")
    sources: tuple[Cite, ...] = Field(min_length=1, description="Where it is documented.")


class Record(Part):
    """The documented course of the talks."""

    outcome: dict[InstrumentRef, DocumentedText] = Field(description="What became of each instrument.")
    positions: tuple[Position, ...] = Field((), description="Who asked for what, sitting by sitting.")
    acts: tuple[DocumentedAct, ...] = Field((), description="Who did what, in order.")
    afterwards: tuple[Happening, ...] = Field((), description="What came of it.")

"""The whole of a scenario as an author writes it."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from game.scenario.base import (
    FileName,
    Id,
    Part,
    Positive,
    Prose,
    Scale,
    Sentence,
    Title,
)
from game.scenario.calendar import Sitting
from game.scenario.conditions import Form
from game.scenario.cuts import Cut, CutId
from game.scenario.levers import Card, Channel, Cost, Dispatch, Fork, Track, WorldEvent
from game.scenario.origin import Origin
from game.scenario.record import Record
from game.scenario.roles import Party, Role
from game.scenario.sources import Source
from game.scenario.texts import Conflict, Instrument, Issue

ClosingKey = Literal["signed", "ratified", "repudiated", "lapsed", "broken_off"]
ScenarioId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9\-]*$", max_length=60)]

WRITTEN_IN = "en"
"""The language scenarios are written in: the format has no field that names another."""


class Scenario(Part):
    """A negotiation: who, about what, when, with which levers, and how it went."""

    kherem: Literal[1] = Field(description="The version of this language; write 1.")
    id: ScenarioId = Field(description="The scenario's id: small letters, digits, hyphens.")
    title: Title = Field(description="The title.")
    summary: Sentence = Field(description="Two sentences for the shelf.")
    minutes: Positive = Field(description="About how many minutes one game takes.")
    licence: Title = Field(description="The licence of the texts, as an SPDX id.")
    clock: Title = Field(description="The one time reference of all hours, for example a place.")
    content_note: Sentence = Field(description="What readers should know before they begin.")
    scale: Scale = Field(100, description="What a role's best conceivable outcome is worth.")
    briefing: FileName = Field(description="Markdown file with the briefing everybody reads.")
    parties: dict[Id, Party] = Field(min_length=2, max_length=60, description="The sides.")
    roles: dict[Id, Role] = Field(min_length=2, max_length=12, description="The seats.")
    issues: dict[Id, Issue] = Field(min_length=1, max_length=40, description="The questions.")
    instruments: dict[Id, Instrument] = Field(min_length=1, max_length=20, description="The texts.")
    robustness: dict[Form, Positive] = Field(
        default_factory=dict,
        description="How firm each form is: of two clauses in conflict the less firm gives way."
        " If not given: article 4, note 3, minute 2, oral 1.",
    )
    conflicts: dict[Id, Conflict] = Field(
        default_factory=dict, max_length=60, description="Promises that contradict each other."
    )
    tracks: dict[Id, Track] = Field(default_factory=dict, max_length=60, description="What the world moves.")
    costs: dict[Id, Cost] = Field(
        default_factory=dict, max_length=20, description="What others pay: shown, never scored."
    )
    cards: dict[Id, Card] = Field(default_factory=dict, max_length=200, description="The levers.")
    forks: dict[Id, Fork] = Field(
        default_factory=dict, max_length=200, description="Decisions taken away from the table."
    )
    channels: dict[Id, Channel] = Field(
        default_factory=dict, max_length=100, description="How messages travel."
    )
    dispatches: dict[Id, Dispatch] = Field(
        default_factory=dict, max_length=200, description="Messages written for a role to send."
    )
    calendar: tuple[Sitting, ...] = Field(min_length=1, max_length=200, description="The sittings, in order.")
    world: dict[Id, WorldEvent] = Field(
        default_factory=dict, max_length=200, description="Events outside the players' control."
    )
    cuts: dict[CutId, Cut] = Field(
        default_factory=dict, max_length=6, description="Shorter versions; `full` is always there."
    )
    closing: dict[ClosingKey, Prose] = Field(
        description="What is told at the end, by how the main text ended."
    )
    reflection: tuple[Sentence, ...] = Field((), description="Questions for after the game.")
    record: Record | None = Field(None, description="The documented course, if there is one.")
    origin: Origin | None = Field(
        None, description="What a converted scenario was made from; written by `kherem convert`."
    )
    bibliography: dict[Id, Source] = Field(default_factory=dict, description="The sources, by key.")

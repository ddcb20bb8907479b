"""Who negotiates: parties, and the roles that speak for them."""

from typing import Literal

from pydantic import Field

from game.scenario.base import (
    FileName,
    Id,
    IssueRef,
    Part,
    PartyRef,
    Positive,
    RoleRef,
    Sentence,
    Switch,
    Title,
)
from game.scenario.conditions import Effect
from game.scenario.indices import Intent
from game.scenario.mandates import Mandate
from game.scenario.preferences import Aim, Linkage, Points, WalkAway
from game.scenario.sources import Cite


class Party(Part):
    """A side: one that can be bound, or one that bears the result."""

    name: Title = Field(description="The side's name.")
    kind: Literal["signatory", "affected"] = Field(
        description="`signatory` can be bound; `affected` bears the result."
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
    party: PartyRef = Field(description="The party this role speaks for.")
    briefing: FileName = Field(description="Markdown file with the private briefing.")
    principal: RoleRef | None = Field(
        None, description="The role that instructs this one, ratifies what it signs, and has no table."
    )
    mandate: Mandate = Field(
        default_factory=dict,
        description="What it may sign at the start, by issue and option; `ask_first` where nothing is said.",
    )
    widening: tuple[Effect, ...] = Field(
        (), description="What it costs this role at home to let its delegate sign more than before."
    )
    recorder: Switch = Field(
        False, description="Only watches the meetings that name it an observer: no stake, no acts."
    )
    optional: Switch = Field(
        False, description="May go without a player; it then follows the documented course."
    )
    aims: tuple[Aim, ...] = Field((), max_length=7, description="What the role wants; a recorder has none.")
    points: dict[IssueRef, Points] = Field(
        default_factory=dict,
        description="Points for each option of each issue (or at numbers of a range).",
    )
    linkages: tuple[Linkage, ...] = Field((), description="Points for clauses taken together.")
    walkaway: WalkAway | None = Field(
        None, description="What the role has if nothing is signed; a recorder has none."
    )
    broken_word: tuple[Effect, ...] = Field(
        (), description="What it costs when a threat or promise of this role turns out broken."
    )
    persona: Persona | None = Field(
        None, description="The AI player that takes this seat when nobody does; a recorder needs none."
    )
    phrases: dict[Intent, dict[Id, Sentence]] = Field(
        default_factory=dict,
        description="Sentences for table talk: by intent, then by issue (`any` for all others).",
    )
    comprehension: tuple[Question, ...] = Field((), max_length=6, description="Questions asked before play.")

"""Shorter versions of a calendar: which sittings stay, and what becomes of the rest."""

from typing import Annotated

from pydantic import Field, StringConstraints

from game.scenario.base import IssueRef, Part, Positive, Sentence, SittingRef, Title
from game.scenario.record import ClauseValue, DocumentedAct

CutId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=40)]
FULL_CUT = "full"


class Cut(Part):
    """One shorter version."""

    title: Title = Field(description="Its name on the shelf.")
    minutes: Positive = Field(description="About how many minutes one game takes.")
    note: Sentence | None = Field(None, description="What is left out, told before play.")
    keeps: tuple[SittingRef, ...] = Field(min_length=1, description="The sittings that are held, in order.")
    absorbs: dict[SittingRef, SittingRef] = Field(
        default_factory=dict,
        description="Where the documented acts, cards, forks and messages of a skipped sitting go.",
    )
    fixed: dict[IssueRef, ClauseValue] = Field(
        default_factory=dict,
        description="Issues that are not negotiated: the value each stands at, not counted against history.",
    )
    acts: dict[SittingRef, tuple[DocumentedAct, ...]] = Field(
        default_factory=dict,
        description="The documented course of a kept sitting in this version, in place of the full one.",
    )

"""Sources and how sure they make us: every claim in a scenario points here."""

from typing import Literal

from pydantic import Field

from game.scenario.base import (
    Part,
    Sentence,
    SourceRef,
    Title,
)

Confidence = Literal["documented", "probable", "disputed", "modelled"]


class Cite(Part):
    """A source for a claim."""

    key: SourceRef = Field(description="A key of the bibliography.")
    at: Title | None = Field(None, description="Page, document number or article.")
    confidence: Confidence = Field(
        "documented",
        description="How sure: documented, probable, disputed, or modelled (in no document).",
    )


class Source(Part):
    """An entry of the bibliography."""

    title: Sentence = Field(description="The full reference.")
    kind: Literal["primary", "secondary", "memoir", "model"] = Field(
        description="`model` marks the author's own modelling choices."
    )
    link: str | None = Field(None, pattern=r"^https?://[^\s]+$", description="Where it can be read.")
    note: Sentence | None = Field(None, description="What of it was read, or a caution.")

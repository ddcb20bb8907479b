"""What a delegate may sign without asking: authority by issue and option."""

from typing import Literal

from pydantic import Field

from game.scenario.base import IssueRef, Part
from game.scenario.conditions import ClauseIs

Level = Literal["may_sign", "ask_first", "never"]


class OnlyIf(Part):
    """Authority that holds only together with other clauses."""

    only_if: tuple[ClauseIs, ...] = Field(
        min_length=1, max_length=3, description="The clauses that must stand beside it in the signed texts."
    )


Authority = Level | OnlyIf

Mandate = dict[IssueRef, dict[str, Authority]]
"""Authority by issue, then by option; for a range by number, from that number on."""

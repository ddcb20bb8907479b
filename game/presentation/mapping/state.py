"""What a map is asked to show: tints, troops, strong lines, towns, notes. No drawing here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

MOST_TROOPS = 6


class Tone(Enum):
    """What a tinted region means. Each tone has its own hatching besides its colour."""

    OURS = "ours"
    THEIRS = "theirs"
    AGREED = "agreed"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class MapState:
    """What the map shows now, by the ids of regions, cities and lines.

    `tints` colour regions; `troops` puts 0 to 6 pennants on regions; `lines` are drawn strongly (names as
    for `Geography.line`: a railway, a region's limit, or `one|other` for a border), as are `cities`;
    `notes` are a few words each, beside a region or city; `pointed` is the region under the pointer.
    """

    tints: Mapping[str, Tone] = field(default_factory=dict)
    troops: Mapping[str, int] = field(default_factory=dict)
    lines: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    notes: Mapping[str, str] = field(default_factory=dict)
    pointed: str | None = None

    def __post_init__(self) -> None:
        if bad := [count for count in self.troops.values() if not 0 <= count <= MOST_TROOPS]:
            raise ValueError(f"troops are counted from 0 to {MOST_TROOPS}, not {bad[0]}")

"""The bricks of the scenario model: the base class and the kinds of word and number a field may hold.

Law of this room: nothing is accepted that no rule and no face uses, and every field says in its
description what it does (the description is what an author's editor shows).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, LiteralString

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from game.messages import text as message

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
"""A name other places refer to: small letters, digits and underscores."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field that names something defined elsewhere in the scenario: an issue, a role, ..."""

    kind: str


RoleRef = Annotated[Id, Ref("role")]
PartyRef = Annotated[Id, Ref("party")]
IssueRef = Annotated[Id, Ref("issue")]
InstrumentRef = Annotated[Id, Ref("instrument")]
TrackRef = Annotated[Id, Ref("track")]
CardRef = Annotated[Id, Ref("card")]
ChannelRef = Annotated[Id, Ref("channel")]
SittingRef = Annotated[Id, Ref("sitting")]
EventRef = Annotated[Id, Ref("event")]
ForkRef = Annotated[Id, Ref("fork")]
CostRef = Annotated[Id, Ref("cost")]
SourceRef = Annotated[Id, Ref("source")]

Title = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=600, strip_whitespace=True)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=6000, strip_whitespace=True)]
Whole = Annotated[int, Field(strict=True, ge=-1_000_000, le=1_000_000)]
Count = Annotated[int, Field(strict=True, ge=0, le=10_000)]
Positive = Annotated[int, Field(strict=True, ge=1, le=10_000)]
Scale = Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
Percent = Annotated[int, Field(strict=True, ge=0, le=100)]
Switch = Annotated[bool, Field(strict=True)]
FileName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_\-/]+\.md$", max_length=120)]


class Part(BaseModel):
    """Base of every piece of a scenario: unknown fields are refused and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, defer_build=True)


def wrong(code: LiteralString, **values: object) -> PydanticCustomError:
    """Return the error a validator raises: `code`, with its sentence of the catalogue."""
    return PydanticCustomError(code, "{said}", {"said": message(code, **values)})


HOUR_FORMAT = "%Y-%m-%d %H:%M"


def _known_hour(text: str) -> str:
    try:
        parsed = datetime.strptime(text, HOUR_FORMAT)  # noqa: DTZ007 - a scenario has one local time
    except ValueError:
        parsed = None
    if parsed is None or parsed.strftime(HOUR_FORMAT) != text or not 1000 <= parsed.year <= 9000:
        raise wrong("model/bad_hour")
    return text


Hour = Annotated[str, AfterValidator(_known_hour)]
"""A local date and hour in the scenario's one time reference: `YYYY-MM-DD HH:MM`."""

EPOCH = datetime(1900, 1, 1)  # noqa: DTZ001 - a scenario has one local time


def minutes_of(hour: str) -> int:
    """Return `hour` as whole minutes since 1 January 1900 (negative before)."""
    gap = datetime.strptime(hour, HOUR_FORMAT) - EPOCH  # noqa: DTZ007 - a scenario has one local time
    return gap.days * 1440 + gap.seconds // 60


def hour_of(minutes: int) -> str:
    """Return `minutes` since 1 January 1900 as `YYYY-MM-DD HH:MM`."""
    return (EPOCH + timedelta(minutes=minutes)).strftime(HOUR_FORMAT)


def exactly_one(part: BaseModel, names: tuple[str, ...]) -> str:
    """Return which one of the optional fields `names` is set; a custom error if none or several are."""
    chosen = [name for name in names if getattr(part, name) is not None]
    if len(chosen) != 1:
        written = ", ".join(name.rstrip("_") for name in names)
        raise wrong("model/exactly_one", names=written)
    return chosen[0]

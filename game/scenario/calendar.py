"""The calendar: dated sittings with their desks, meetings, signings and cables."""

from pydantic import Field

from game.scenario.base import (
    Hour,
    Id,
    InstrumentRef,
    IssueRef,
    Part,
    Positive,
    Prose,
    RoleRef,
    Sentence,
    Switch,
    Title,
    minutes_of,
)
from game.scenario.conditions import Effect
from game.scenario.sources import Cite


class Desk(Part):
    """The hour before a sitting when every seat decides at once, sealed."""

    at: Hour | None = Field(None, description="When; twelve hours before the sitting if not given.")


class Meeting(Part):
    """Who meets whom, about which text."""

    instrument: InstrumentRef = Field(description="The text on the table.")
    roles: tuple[RoleRef, ...] = Field(
        min_length=2, description="Who sits there, in speaking order of the first table."
    )
    opens: tuple[IssueRef, ...] = Field(min_length=1, description="The issues open from the start.")
    exchanges: Positive = Field(6, le=40, description="Turns in all; the last may only answer.")
    minutes: Positive = Field(15, le=240, description="How long one turn takes on the clock.")
    leaving: tuple[Effect, ...] = Field((), description="What leaving the room costs.")


class Guidance(Part):
    """Tutorial sentences for one seat."""

    desk: Sentence | None = Field(None, description="Shown at the desk.")
    table: Sentence | None = Field(None, description="Shown at the table.")
    signing: Sentence | None = Field(None, description="Shown before signing.")
    cable: Sentence | None = Field(None, description="Shown when a cable may be sent.")


class Sitting(Part):
    """One dated step of the calendar."""

    id: Id = Field(description="The sitting's id.")
    title: Title = Field(description="Its name.")
    at: Hour = Field(description="When the meeting begins: `YYYY-MM-DD HH:MM`.")
    place: Title = Field(description="Where.")
    scene: Prose = Field(description="What everybody is told on arrival.")
    desk: Desk | None = Field(None, description="The desk before the meeting, if there is one.")
    meeting: Meeting | None = Field(None, description="The meeting, if there is one.")
    signs: tuple[InstrumentRef, ...] = Field((), description="The instruments that may be signed here.")
    cable: Switch = Field(False, description="Whether everybody may send a dispatch at the end.")
    moves: tuple[Effect, ...] = Field((), description="What changes at the close.")
    guidance: dict[RoleRef, Guidance] = Field(default_factory=dict, description="Tutorial sentences by role.")
    sources: tuple[Cite, ...] = Field((), description="Where the sitting is documented.")


DESK_BEFORE = 12 * 60


def opening_of(sitting: Sitting) -> int:
    """Return the minute at which `sitting` begins: that of its desk, if it has one."""
    at, desk = minutes_of(sitting.at), sitting.desk
    if desk is None:
        return at
    return minutes_of(desk.at) if desk.at else at - DESK_BEFORE

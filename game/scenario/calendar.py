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
from game.scenario.indices import Concept
from game.scenario.sources import Cite


class Desk(Part):
    """The hour before a sitting when every seat decides at once, sealed."""

    at: Hour | None = Field(None, description="When; twelve hours before the sitting if not given.")


class Meeting(Part):
    """Who meets whom, about which texts; without a text, only to talk."""

    instrument: InstrumentRef | None = Field(None, description="The text on the table, where there is one.")
    instruments: tuple[InstrumentRef, ...] = Field(
        (), description="The texts on the table, where there are several."
    )
    roles: tuple[RoleRef, ...] = Field(
        min_length=2, description="Who sits there, in speaking order of the first table."
    )
    host: RoleRef | None = Field(
        None,
        description="Whose meeting it is: opens the first table about its texts; else the first role.",
    )
    observers: tuple[RoleRef, ...] = Field((), description="Recorders who watch and do not speak.")
    opens: tuple[IssueRef, ...] = Field(
        (), description="The issues open from the start; none if it is only talk."
    )
    exchanges: Positive = Field(6, le=40, description="Turns in all; the last may only answer.")
    minutes: Positive = Field(15, le=240, description="How long one turn takes on the clock.")
    leaving: tuple[Effect, ...] = Field((), description="What leaving the room costs.")

    @property
    def texts(self) -> tuple[str, ...]:
        """The instruments on the table."""
        return self.instruments or ((self.instrument,) if self.instrument else ())


class Guidance(Part):
    """Tutorial sentences for one seat."""

    desk: Sentence | None = Field(None, description="Shown at the desk.")
    table: Sentence | None = Field(None, description="Shown at the table.")
    signing: Sentence | None = Field(None, description="Shown before signing.")
    ratification: Sentence | None = Field(None, description="Shown before ratifying.")
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
    meetings: tuple[Meeting, ...] = Field((), description="The meetings, if there are several at once.")
    signs: tuple[InstrumentRef, ...] = Field((), description="The instruments that may be signed here.")
    ratifies: tuple[InstrumentRef, ...] = Field(
        (), description="The signed instruments that are ratified here, or not."
    )
    introduces: tuple[Concept, ...] = Field(
        (),
        description="What first matters here and is explained; not offered before, if any sitting says so.",
    )
    arrivals: tuple[Effect, ...] = Field((), description="What changes before anybody acts.")
    cable: Switch = Field(False, description="Whether everybody may send a dispatch at the end.")
    moves: tuple[Effect, ...] = Field((), description="What changes at the close.")
    guidance: dict[RoleRef, Guidance] = Field(default_factory=dict, description="Tutorial sentences by role.")
    sources: tuple[Cite, ...] = Field((), description="Where the sitting is documented.")

    @property
    def tables(self) -> tuple[Meeting, ...]:
        """The meetings held here."""
        return self.meetings or ((self.meeting,) if self.meeting else ())

    def table_of(self, role: str) -> Meeting | None:
        """Return the meeting at which a role sits or watches, if any."""
        return next((m for m in self.tables if role in m.roles or role in m.observers), None)


DESK_BEFORE = 12 * 60


def opening_of(sitting: Sitting) -> int:
    """Return the minute at which `sitting` begins: that of its desk, if it has one."""
    at, desk = minutes_of(sitting.at), sitting.desk
    if desk is None:
        return at
    return minutes_of(desk.at) if desk.at else at - DESK_BEFORE

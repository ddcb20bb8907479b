"""An act and all that follows from it, one event after another.

Law of this file: events are only ever made here-through: `emit` applies each at once, so that what
follows is decided on the state it left, and stamps it with the roles that see it.
"""

from game.engine import events as ev
from game.engine.events import Entry, Event
from game.engine.facts import Facts, facts_of, holds
from game.engine.state import State, apply
from game.scenario.tables import EffectTable, Mask, SittingTable, Tables

NOBODY: Mask = 0


class Unfolding:
    """The entries one act brings about, and the state they lead to."""

    __slots__ = ("entries", "state", "tables")

    def __init__(self, tables: Tables, state: State) -> None:
        self.tables = tables
        self.state = state
        self.entries: list[Entry] = []

    def emit(self, event: Event, audience: Mask) -> None:
        """Let `event` happen, seen by `audience`."""
        entry = Entry(event, audience)
        self.state = apply(self.state, entry)
        self.entries.append(entry)

    def announce(self, event: Event) -> None:
        """Let `event` happen, seen by all."""
        self.emit(event, self.tables.public.everyone)

    def among_members(self, event: Event, instrument: int) -> None:
        """Let `event` happen, seen by the members of a text."""
        self.emit(event, self.tables.public.instruments[instrument].members)

    def in_room(self, event: Event) -> None:
        """Let `event` happen, seen by those who sat down to the meeting."""
        table = self.state.table
        assert table is not None, "there is a meeting to be in"
        self.emit(event, table.seats)

    @property
    def facts(self) -> Facts:
        """The facts as they stand now."""
        return facts_of(self.tables.public, self.state)

    @property
    def sitting(self) -> SittingTable:
        """The sitting the calendar stands at."""
        return self.tables.public.sittings[self.state.clock.sitting]

    def take_effect(self, effects: tuple[EffectTable, ...]) -> None:
        """Let effects happen in order, each only if its condition holds then."""
        for effect in effects:
            if effect.when is None or holds(effect.when, self.facts):
                self._take_effect(effect)

    def _take_effect(self, effect: EffectTable) -> None:
        public = self.tables.public
        if effect.kind == "tell":
            self.emit(ev.Told(effect.because), effect.audience)
        elif effect.kind == "track":
            track = public.tracks[effect.target]
            old = self.state.tracks[effect.target]
            new = max(track.low, min(track.high, old + effect.amount))
            if new != old:
                self.emit(ev.TrackMoved(effect.target, new, effect.because), track.seen_by)
        else:
            self._turn_option(effect)

    def _turn_option(self, effect: EffectTable) -> None:
        issue, value, because = effect.target, effect.amount, effect.because
        number = self.tables.public.issues[issue].instrument
        is_open = bool(self.state.texts[number].available[issue] >> value & 1)
        if effect.kind == "opens" and not is_open:
            self.among_members(ev.OptionOpened(number, issue, value, because), number)
        elif effect.kind == "closes" and is_open and self._is_choice(number, issue):
            self.among_members(ev.OptionClosed(number, issue, value, because), number)

    def _is_choice(self, number: int, issue: int) -> bool:
        """Return whether more than one option of an issue is open: the last one is never closed."""
        mask = self.state.texts[number].available[issue]
        return mask & (mask - 1) != 0

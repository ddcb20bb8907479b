"""An act and all that follows from it, one event after another.

Law of this file: events are only ever made here-through: `emit` applies each at once, so that what
follows is decided on the state it left, and stamps it with the roles that see it.
"""

from game.engine import events as ev
from game.engine.acts import Package
from game.engine.events import Entry, Event
from game.engine.facts import Facts, facts_of, holds
from game.engine.folding import apply
from game.engine.state import State, Table, Text
from game.scenario.indices import Mask
from game.scenario.predicates import EffectTable, Test
from game.scenario.tables import InstrumentTable, SittingTable, Tables

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

    def in_room(self, event: Event, table: Table) -> None:
        """Let `event` happen, seen by those who sat down to a meeting."""
        self.emit(event, table.seats)

    # What there is now ------------------------------------------------------------------------------

    @property
    def facts(self) -> Facts:
        """The facts as they stand now."""
        return facts_of(self.tables.public, self.state)

    @property
    def sitting(self) -> SittingTable:
        """The sitting the calendar stands at."""
        return self.tables.public.sittings[self.state.clock.sitting]

    def table(self, meeting: int) -> Table:
        """Return the table of a meeting that is held."""
        found = self.state.tables[meeting]
        assert found is not None, "the meeting is held"
        return found

    def text(self, instrument: int) -> Text:
        """Return a text as it stands now."""
        return self.state.texts[instrument]

    def instrument(self, number: int) -> InstrumentTable:
        """Return what is fixed about a text."""
        return self.tables.public.instruments[number]

    # Effects ----------------------------------------------------------------------------------------

    def holds(self, test: Test) -> bool:
        """Return whether a condition holds now."""
        return holds(test, self.facts)

    def take_effect(self, effects: tuple[EffectTable, ...]) -> None:
        """Let effects happen in order, each only if its condition holds then."""
        for effect in effects:
            if effect.when is None or holds(effect.when, self.facts):
                self._take_effect(effect)

    def _take_effect(self, effect: EffectTable) -> None:
        match effect.kind:
            case "tell":
                self.emit(ev.Told(effect.because), effect.audience)
            case "track":
                self._move_track(effect)
            case "cost":
                value = self.state.costs[effect.target] + effect.amount
                self.announce(ev.CostMoved(effect.target, value, effect.because))
            case "discloses":
                self._disclose(effect)
            case "publishes":
                self.publish(effect.target, secret_too=True)
            case _:
                self._turn_option(effect)

    def _move_track(self, effect: EffectTable) -> None:
        track = self.tables.public.tracks[effect.target]
        old = self.state.tracks[effect.target]
        new = max(track.low, min(track.high, old + effect.amount))
        if new != old:
            self.emit(ev.TrackMoved(effect.target, new, effect.because), track.seen_by)

    def _disclose(self, effect: EffectTable) -> None:
        number = self.tables.public.issues[effect.target].instrument
        clause = self.state.texts[number].clauses[effect.target]
        if clause is not None:
            disclosed = ev.ClauseDisclosed(number, ((effect.target, clause),), effect.because)
            self.emit(disclosed, effect.audience)

    def publish(self, instrument: int, *, secret_too: bool = False) -> None:
        """Let everybody know the clauses of a text; the secret ones only if told so."""
        clauses = tuple(
            (issue, clause)
            for issue, clause in self.clauses_of(instrument)
            if secret_too or self._is_published(issue, clause.publicity)
        )
        if clauses:
            self.announce(ev.TextPublished(instrument, clauses))

    def _is_published(self, issue: int, publicity: int) -> bool:
        return self.tables.public.issues[issue].publicities[publicity] == "published"

    def clauses_of(self, instrument: int) -> Package:
        """Return the clauses that stand in a text."""
        clauses = self.state.texts[instrument].clauses
        standing = ((issue, clauses[issue]) for issue in sorted(self.instrument(instrument).issues))
        return tuple((issue, clause) for issue, clause in standing if clause is not None)

    def _turn_option(self, effect: EffectTable) -> None:
        issue, value, because = effect.target, effect.amount, effect.because
        table = self.tables.public.issues[issue]
        number = table.instrument
        if table.fixed is not None:
            return
        is_open = bool(self.state.texts[number].available[issue] >> value & 1)
        if effect.kind == "opens" and not is_open:
            self.among_members(ev.OptionOpened(number, issue, value, because), number)
        elif effect.kind == "closes" and is_open and self._is_choice(number, issue):
            self.among_members(ev.OptionClosed(number, issue, value, because), number)

    def _is_choice(self, number: int, issue: int) -> bool:
        """Return whether more than one option of an issue is open: the last one is never closed."""
        mask = self.state.texts[number].available[issue]
        return mask & (mask - 1) != 0

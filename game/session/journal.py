"""The lines of a match, in memory and on disk: what happened, in whole acts, oldest first.

Law of this file: lines are only ever added. An act's lines are written together, are on disk before anyone
is told, and are read back just as they were; taking an act back adds a line that says so.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from game.engine.acts import CHANCE
from game.engine.errors import Refused
from game.engine.events import EVENT_KINDS, EVENT_NAMES, Entry
from game.engine.names import Names
from game.engine.state import Clock
from game.engine.wire import decode, encode
from game.scenario.indices import Mask, members
from game.session.seats import CHANCE_SEAT
from game.storage.log import Line, LogError, Writer
from game.storage.upcasting import CURRENT

NONSENSE = (AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""What reading or folding a line that somebody has changed may run into."""


NOTES: Mapping[str, Mapping[str, type]] = {
    "reason": {"code": str, "values": dict},
    "player_changed": {"to": str},
    "acted": {"person": str},
    "people_changed": {"people": list},
    "passed": {},
}
"""What replay leans on in a note about a role."""


class Note(NamedTuple):
    """A line a match writes about itself.

    An AI player's reason, a change of player or of the people at a seat, who of these has acted, a turn that
    went by because its time was up, an act taken back.
    """

    type: str
    data: Mapping[str, Any]
    audience: Mask = 0


class Happening(NamedTuple):
    """One line: an entry of the rules, or a note.

    `by`: who made the act it belongs to (CHANCE; None for the match itself). `more`: how many lines of the
    same act follow.
    """

    seq: int
    type: str
    by: int | None
    audience: Mask
    entry: Entry | None
    data: Mapping[str, Any]
    more: int


class Batch(NamedTuple):
    """The lines of one act from seq `first`: who acted (CHANCE; None for the opening), when."""

    actor: int | None
    sitting: int
    step: str
    first: int


class Journal:
    """All lines of a match. `batches` are the acts that stand."""

    def __init__(self, names: Names, writer: Writer | None) -> None:
        self._names = names
        self._roles = names.lists["role"]
        self._writer = writer
        self.happenings: list[Happening] = []
        self.batches: list[Batch] = []
        self._acts: Counter[int | None] = Counter()
        self._here: Counter[int | None] = Counter()

    def close(self) -> None:
        """Close the log."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def until(self, seq: int) -> "Journal":
        """Return a journal of the lines up to `seq`, kept in no log. Its acts are still to be counted."""
        found = Journal(self._names, None)
        found.happenings = self.happenings[:seq]
        return found

    def lines(self, since: int = 0) -> tuple[Line, ...]:
        """Return the lines after `since` as they stand in a log."""
        return tuple(self.logged(self.happenings[since:]))

    def acts_of(self, role: int) -> int:
        """Return how many acts of a role stand."""
        return self._acts[role]

    def acts_here(self, role: int, clock: Clock) -> int:
        """Return how many acts of a role stand at this step of this sitting."""
        if not self.batches or (self.batches[-1].sitting, self.batches[-1].step) != (
            clock.sitting,
            clock.step,
        ):
            return 0
        return self._here[role]

    def add_batch(self, batch: Batch) -> None:
        """Count one more act among those that stand."""
        if self.batches and self.batches[-1][1:3] != batch[1:3]:
            self._here.clear()
        self.batches.append(batch)
        self._acts[batch.actor] += 1
        self._here[batch.actor] += 1

    def forget_batches(self) -> None:
        """Start counting again, before the lines that stand are folded anew."""
        self.batches.clear()
        self._acts.clear()
        self._here.clear()

    def drafted(
        self, by: int | None, entries: Sequence[Entry], notes: Sequence[Note] = (), after: int = 0
    ) -> tuple[Happening, ...]:
        """Return the lines of one act of `by`, which are neither on disk nor part of the match yet.

        `after`: how many others come before them that are not part of it either.
        """
        first = len(self.happenings) + after + 1
        left = len(entries) + len(notes)
        lines: list[Happening] = []
        for entry in entries:
            left -= 1
            kind = EVENT_NAMES[type(entry.event)]
            lines.append(Happening(first + len(lines), kind, by, entry.audience, entry, {}, left))
        for note in notes:
            left -= 1
            line = Happening(first + len(lines), note.type, by, note.audience, None, note.data, left)
            lines.append(line)
        return tuple(lines)

    def write(self, lines: Sequence[Happening]) -> None:
        """Keep the lines of one act. Raises `LogError`; then none is on disk."""
        if self._writer is not None:
            self._writer.append(self.logged(lines))

    def logged(self, lines: Iterable[Happening]) -> list[Line]:
        """Return lines as they stand in a log."""
        return [self._line(item) for item in lines]

    def add(self, lines: Sequence[Happening]) -> None:
        """Make lines part of the match."""
        self.happenings.extend(lines)

    def _line(self, item: Happening) -> Line:
        audience = [self._roles[role] for role in members(item.audience)]
        by = None if item.by is None else CHANCE_SEAT if item.by == CHANCE else self._roles[item.by]
        version = CURRENT[item.type]
        return Line(item.seq, item.type, version, by, audience, self.data_of(item), item.more)

    def data_of(self, item: Happening) -> dict[str, Any]:
        """Return the data of a line as it stands in the log."""
        if item.entry is None:
            return dict(item.data)
        return encode(self._names, item.entry.event)

    def standing(self) -> list[Happening]:
        """Return the lines that count: those not taken back."""
        kept: list[Happening] = []
        for item in self.happenings:
            if item.type == "undone":
                back = item.data["to"]
                kept = [one for one in kept if one.seq <= back]
            else:
                kept.append(item)
        return kept

    def read(self, lines: Iterable[Line], first: int) -> None:
        """Take over lines of a log, of which the first has this number.

        Raises `LogError` where they do not fit the scenario.
        """
        for number, line in enumerate(lines, start=first):
            self.happenings.append(self._happening(line, number))

    def _happening(self, line: Line, number: int) -> Happening:
        try:
            audience = sum({1 << self._roles.index(role) for role in line.audience})
            by = self._by(line.by)
            if line.type not in EVENT_KINDS:
                self._check_note(line)
                return Happening(line.seq, line.type, by, audience, None, line.data, line.more)
            event = decode(self._names, EVENT_KINDS[line.type], line.data)
        except (Refused, *NONSENSE) as error:
            raise LogError("log/does_not_fit", line=number, reason=str(error)) from error
        return Happening(line.seq, line.type, by, audience, Entry(event, audience), {}, line.more)

    def _by(self, name: str | None) -> int | None:
        if name is None:
            return None
        return CHANCE if name == CHANCE_SEAT else self._roles.index(name)

    def _check_note(self, line: Line) -> None:
        """Check what replay leans on in a note. Raises LookupError, TypeError or ValueError."""
        if line.type == "undone":
            if not 0 <= line.data["to"] < line.seq:
                raise ValueError(line.data["to"])
            return
        if (line.type, line.data["role"]) != ("player_changed", CHANCE_SEAT):
            self._roles.index(line.data["role"])
        for field, kind in NOTES[line.type].items():
            if not isinstance(line.data[field], kind):
                raise TypeError(field)

"""One match: how it begins, goes on, changes hands.

Law of this file: the only place where acts become part of a match. Each act is decided by the rules,
written to the log whole, and only then answered.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import game
from game.engine.acts import CHANCE, Act
from game.engine.decide import Played, begin, play
from game.engine.errors import Refused
from game.engine.folding import apply
from game.engine.state import initial_state
from game.negotiators.catalogue import HUMAN
from game.negotiators.player import Choice, Player, Situation
from game.scenario.cuts import FULL_CUT
from game.scenario.cutting import cut_ids
from game.session.chance import draw_below
from game.session.journal import NONSENSE, Batch, Happening, Note
from game.session.machines import Machines, idle_act
from game.session.planning import Planning, Step
from game.session.seats import (
    CHANCE_SEAT,
    SeatError,
    check_people,
    kinds_of,
    resolve,
    without_recorders,
)
from game.session.standing import Refusal
from game.storage.folders import MAIN_FILE, Opened, fingerprint, open_source
from game.storage.log import Contents, Header, Line, LogError, LogWriter, Writer, read_log

__all__ = ["Match", "Refusal"]


class Match(Planning):
    """A match in memory, and on disk if it has a log."""

    def __init__(self, opened: Opened, header: Header, writer: Writer | None) -> None:
        super().__init__(opened, header, writer)
        self._machines = Machines(self.opened, self.names)
        self.guard: AbstractContextManager[Any] = nullcontext()
        """Held by whoever looks, and while what is on disk becomes part of the match."""

    # Beginning and going on ---------------------------------------------------------------------

    @classmethod
    def new(
        cls,
        opened: Opened,
        *,
        seed: int,
        seats: Mapping[str, str],
        log: Path | None = None,
        match: int = 0,
        cut: str = FULL_CUT,
        people: Mapping[str, Sequence[str]] | None = None,
    ) -> "Match":
        """Begin a match; with `log`, on disk from the first line. `people`: who share a seat, by role."""
        seats = without_recorders(seats, kinds_of(opened.scenario))
        check_people(people or {}, seats)
        header = Header(
            scenario=opened.scenario.id,
            sha256=opened.sha256,
            source=opened.source if log is not None else {},
            seed=seed,
            match=match,
            cut=cut,
            seats=dict(seats),
            made_by=f"kherem {game.__version__}",
            people={role: list(names) for role, names in (people or {}).items()},
        )
        played = _as_cut(opened, cut)
        writer = LogWriter.create(log, header) if log is not None else None
        return cls.begun(played, header, writer)

    @classmethod
    def begun(cls, opened: Opened, header: Header, writer: Writer | None) -> "Match":
        """Begin a match whose header is written. `opened`: the version of the scenario that is played."""
        found = cls(opened, header, writer)
        found._take(None, begin(found.tables))
        return found

    @classmethod
    def resume(cls, log: Path, *, write: bool = True) -> "Match":
        """Take up a match from its log. Raises `LogError`."""
        writer, contents = LogWriter.reopen(log) if write else (None, read_log(log))
        try:
            return cls.taken_up(contents, writer, name=f"{log}:1")
        except Exception:
            if writer is not None:
                writer.close()
            raise

    @classmethod
    def taken_up(
        cls, contents: Contents, writer: Writer | None = None, *, name: str, opened: Opened | None = None
    ) -> "Match":
        """Take up a match from what a log holds; `name` is what errors call it. Raises `LogError`.

        `opened`: the version of the scenario that is played, where it is open already.
        """
        header = contents.header
        if opened is None:
            if fingerprint(header.source) != header.sha256 or MAIN_FILE not in header.source:
                raise LogError("log/scenario_changed", line=1)
            opened = _as_cut(open_source(header.source, name=name), header.cut)
        found = cls(opened, header, writer)
        if set(header.seats) != {*found.roles, CHANCE_SEAT}:
            raise LogError("log/damaged", line=1)
        try:
            resolve(header.seats, found.roles, found.kinds)
            check_people(header.people, header.seats)
        except SeatError as error:
            raise LogError("log/does_not_fit", line=1, reason=str(error)) from error
        found.notice = contents.notice
        found._journal.read(contents.lines, 2)
        found._rebuild()
        if not found.happenings:
            found._take(None, begin(found.tables))
        return found

    def forked(
        self, at: int, *, seats: Mapping[str, str] | None = None, seed: int | None = None, run: int = 0
    ) -> "Match":
        """Return a match that goes on from this one as it stood after line `at`, kept in no log.

        `seats`: who takes seats over from there on, chance included; the others stay as they sat then. Run 0
        draws what this match would draw; every other number, or another seed, draws anew. Raises `Refusal`
        where line `at` is not the last of an act, and `SeatError`.
        """
        self._check_fork(at)
        header = self.header if seed is None else replace(self.header, seed=seed)
        found = Match(self.opened, header, None)
        found._journal = self._journal.until(at)
        found._rebuild()
        if seed is None:
            found._key = self._key
        if run:
            found._key = f"{found._key}/fork/{run}"
        found.reseat(seats or {})
        return found

    def follow(self, lines: Sequence[Line]) -> None:
        """Take in whole acts that were added to the log this match was taken up from. Raises `LogError`."""
        start = len(self.happenings)
        self._journal.read(lines, start + 2)
        added = self.happenings[start:]
        if any(item.type == "undone" for item in added):
            self._rebuild()
        else:
            self._fold_all(added)

    def close(self) -> None:
        """Close the log."""
        self._journal.close()

    # What happens ----------------------------------------------------------------------------------

    def act(
        self,
        role: int,
        data: Mapping[str, Any],
        *,
        expect_seq: int | None = None,
        person: str | None = None,
    ) -> None:
        """Let a person in a seat act. Raises `Refused` or `Refusal`; then nothing has changed.

        `person`: who of the people at the seat; needed where there are two.
        """
        notes = self._acted(role, person)
        if expect_seq is not None and expect_seq != self.seq(role):
            raise Refusal("session/stale", seq=self.seq(role), expected=expect_seq)
        self._take(role, self._played(role, data), notes)

    def settle(self, steps: Sequence[Step]) -> None:
        """Make steps part of the match, whose lines are on disk by now."""
        with self.guard:
            for step in steps:
                self._journal.add(step.lines)
                self._journal.add_batch(step.batch)
                self.state = step.state
                for note in step.notes:
                    self._heed(note.type, note.data)

    def do(self, role: int, act: Act, notes: Sequence[Note] = ()) -> None:
        """Let a seat act. Raises `Refused`."""
        self._take(role, play(self.tables, self.state, role, act), notes)

    def run(self, stop: Callable[["Match"], bool] = lambda _match: False) -> None:
        """Let chance and AI players act until a person must, the match is over, or `stop` says so."""
        while not stop(self):
            role = self.due()
            if role is None:
                return
            if role == CHANCE:
                self.draw()
            else:
                self.take(role, self.choose(role))

    def due(self) -> int | None:
        """Return who is to act next without a person: CHANCE or an AI player's role; None if nobody is."""
        if self.ended:
            return None
        waiting = self.waiting()
        if waiting == (CHANCE,):
            return CHANCE
        return next((r for r in waiting if self.seats[self.roles[r]] != HUMAN), None)

    def draw(self) -> None:
        """Draw what is due."""
        draw = self._due_draw(self.state)
        assert draw is not None, "chance is waited for only when something is to be drawn"
        self.do(CHANCE, draw)

    def choose(self, role: int) -> Choice:
        """Return what the AI player of a seat does now; nothing changes."""
        return self._machines.choose(self.seats[self.roles[role]], self._situation(role))

    def take(self, role: int, choice: Choice) -> None:
        """Let a seat do what its AI player has chosen."""
        try:
            step = self._chosen(role, choice)
        except Refused as refused:  # never the fault of whoever waits for it
            name = self.roles[role]
            raise RuntimeError(f"{self.seats[name]} in seat {name}: {refused}") from refused
        self._keep(step)

    def seat_player(self, role: int, player: Player) -> None:
        """Let a player that is in no catalogue play an AI player's seat, until the seat changes hands."""
        self._machines.seat(role, player)

    def let_pass(self, role: int) -> None:
        """Let a seat's turn go by, as when its time is up; where it must decide, a stand-in does it."""
        situation = self._situation(role)
        act = idle_act(situation.offered)
        if act is None:
            self.take(role, self._machines.stand_in(situation))
        else:
            self.do(role, act, (Note("passed", {"role": self.roles[role]}, 1 << role),))

    def undo(self, role: int | None = None) -> None:
        """Take back the last act of a person. Raises `Refusal`.

        `role`: whose; of the one person who plays, if none is named. Where several play, an act is final
        once another of them has acted after it.
        """
        humans = self.humans()
        if role is None:
            if len(humans) != 1:
                raise Refusal("session/undo_alone")
            role = humans[0]
        own = [batch for batch in self._journal.batches if batch.actor in humans]
        if role not in {batch.actor for batch in own}:
            raise Refusal("session/nothing_to_undo")
        if own[-1].actor != role:
            raise Refusal("session/others_acted")
        note = Note("undone", {"to": own[-1].first - 1}, self.tables.public.everyone)
        lines = self._journal.drafted(None, (), (note,))
        self._journal.write(lines)
        with self.guard:
            self._journal.add(lines)
            self._rebuild()

    def reseat(self, seats: Mapping[str, str]) -> None:
        """Let others take over seats, by a line for each: the lines alone tell who sat where.

        Raises `SeatError`, `LogError`.
        """
        wanted = resolve({**self.seats, **seats}, self.roles, self.kinds)
        notes = [
            Note("player_changed", {"role": role, "from": player, "to": wanted[role]})
            for role, player in self.seats.items()
            if wanted[role] != player
        ]
        if notes:
            self._take(None, Played((), self.state), notes)

    def seat_people(self, role: int, people: Sequence[str]) -> None:
        """Say who shares a seat from here on; nobody where it is left to an AI player. Raises `SeatError`."""
        name = self.roles[role]
        if tuple(people) == self.people(role):
            return
        if people:
            check_people({name: people}, self.seats)
        note = Note("people_changed", {"role": name, "people": list(people)}, 1 << role)
        self._take(None, Played((), self.state), (note,))

    def acts_of(self, role: int) -> int:
        """Return how many acts of a role stand."""
        return self._journal.acts_of(role)

    # Within ------------------------------------------------------------------------------------------

    def _situation(self, role: int) -> Situation:
        known = self.knowledge(role)
        before = self._journal.acts_of(role)
        turns = self._journal.acts_here(role, self.state.clock)
        once = f"{self._key}/{self.roles[role]}"
        now = f"{once}/{before}"

        def draw(purpose: str, bound: int) -> int:
            return draw_below(f"{once if purpose.startswith('once/') else now}/{purpose}", bound)

        return Situation(known.public, known.own, known.view, self.offered(role), turns, draw)

    def _take(self, actor: int | None, played: Played, notes: Sequence[Note] = ()) -> None:
        """Make an act part of the match."""
        self._keep(self._step(actor, played, notes))

    def _keep(self, step: Step) -> None:
        """Write the lines of a step, then make it part of the match."""
        self._journal.write(step.lines)
        self.settle([step])

    def _heed(self, kind: str, data: Mapping[str, Any]) -> None:
        if kind == "player_changed":
            role = data["role"]
            self.seats[role] = data["to"]
            if role != CHANCE_SEAT:
                self._machines.forget(self.roles.index(role))
        elif kind == "people_changed":
            self._people[data["role"]] = tuple(data["people"])

    def _check_fork(self, at: int) -> None:
        if not 1 <= at <= len(self.happenings):
            raise Refusal("session/fork_beyond", at=at, last=len(self.happenings))
        more = self.happenings[at - 1].more
        if more:
            raise Refusal("session/fork_within", at=at, whole=at + more)

    def _rebuild(self) -> None:
        """Fold the lines that count into the state."""
        self.state = initial_state(self.tables)
        self.seats = dict(self.header.seats)
        self._people = {role: tuple(names) for role, names in self.header.people.items()}
        self._machines = Machines(self.opened, self.names)
        self._journal.forget_batches()
        self._fold_all(self.standing())

    def _fold_all(self, items: Sequence[Happening]) -> None:
        fresh = True
        for item in items:
            if fresh:
                clock = self.state.clock
                self._journal.add_batch(Batch(item.by, clock.sitting, clock.step, item.seq))
            self._fold(item)
            fresh = item.more == 0

    def _fold(self, item: Happening) -> None:
        try:
            if item.entry is not None:
                self.state = apply(self.state, item.entry)
            self._heed(item.type, item.data)
            resolve(self.seats, self.roles, self.kinds)
        except (SeatError, *NONSENSE) as error:
            raise LogError("log/does_not_fit", line=item.seq + 1, reason=str(error)) from error


def _as_cut(opened: Opened, cut: str) -> Opened:
    """Return the version of a scenario that is played. Raises `Refusal`."""
    if cut not in cut_ids(opened.scenario):
        raise Refusal("session/no_cut", cut=cut, cuts=", ".join(cut_ids(opened.scenario)))
    return opened.cut(cut)

"""What an act of a match comes to, before it is on disk and part of the match.

Law of this file: nothing changes. Of a state and an act there comes one thing only, chance included.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from game.engine.acts import CHANCE, Draw
from game.engine.asking import read_act
from game.engine.chance import drawing
from game.engine.decide import Played, play, play_known
from game.engine.errors import Refused
from game.engine.state import State
from game.engine.templates import templates
from game.messages import text
from game.negotiators.catalogue import HUMAN, RECORD
from game.negotiators.player import Choice, Reason
from game.scenario.plain import plain
from game.session.chance import pick_weighted
from game.session.journal import Batch, Happening, Note
from game.session.seats import CHANCE_SEAT, NOBODY
from game.session.standing import Refusal, Standing
from game.storage.folders import Opened
from game.storage.log import Header, Line, Writer


class Step(NamedTuple):
    """An act as it becomes part of a match: its lines, when it was, what it leads to."""

    lines: tuple[Happening, ...]
    batch: Batch
    state: State
    notes: tuple[Note, ...]


class Planning(Standing):
    """A match, and what would come of acts in it."""

    def __init__(self, opened: Opened, header: Header, writer: Writer | None) -> None:
        super().__init__(opened, header, writer)
        self._key = f"{header.seed}/{header.match}"
        """What chance draws by."""

    def planned(
        self, role: int, data: Mapping[str, Any], *, person: str | None = None, before: Sequence[Step] = ()
    ) -> tuple[Step, ...]:
        """Return what a person's act comes to, with what chance draws upon it, for `settle`.

        `before`: steps that come first, and are not part of the match yet. Nothing has changed. Raises
        `Refused` or `Refusal`.
        """
        notes = self._acted(role, person)
        step = self._step(role, self._played(role, data, before), notes, before)
        return self._with_draws(step, before=before)

    def planned_choice(self, role: int, choice: Choice) -> tuple[Step, ...]:
        """Return what an AI player's choice comes to, with what chance draws upon it, for `settle`.

        Nothing has changed. Raises `Refused`.
        """
        return self._with_draws(self._chosen(role, choice))

    def planned_draws(self) -> tuple[Step, ...]:
        """Return what chance draws now, for `settle`; nothing has changed."""
        return self._with_draws()

    def _with_draws(self, *first: Step, before: Sequence[Step] = ()) -> tuple[Step, ...]:
        """Return a step, if any, and what chance draws upon it."""
        steps = [*before, *first]
        while (draw := self._due_draw(self._after(steps))) is not None:
            played = play(self.tables, self._after(steps), CHANCE, draw)
            steps.append(self._step(CHANCE, played, (), steps))
        return tuple(steps[len(before) :])

    def _chosen(self, role: int, choice: Choice) -> Step:
        """Return an AI player's choice as a step: it says why, and who plays on. Raises `Refused`."""
        name = self.roles[role]
        played = play_known(self.tables, self.state, self.knowledge(role), self.offered(role), choice.act)
        notes = [Note("reason", _reason_data(name, reason)) for reason in choice.reasons]
        if choice.becomes is not None:
            data = {"role": name, "from": self.seats[name], "to": choice.becomes}
            notes.append(Note("player_changed", data))
        return self._step(role, played, notes)

    def lines_of(self, steps: Sequence[Step]) -> list[Line]:
        """Return the lines of steps as they stand in a log."""
        return self._journal.logged(line for step in steps for line in step.lines)

    def _played(self, role: int, data: Mapping[str, Any], before: Sequence[Step] = ()) -> Played:
        """Return what comes of a person's act. Raises `Refused`."""
        state = self._after(before)
        known = self.knowledge(role, state)
        offered = templates(known) if before else self.offered(role)
        if not offered:
            raise Refused("act/match_over" if state.clock.ended else "act/not_your_turn")
        return play_known(self.tables, state, known, offered, read_act(self.names, offered, data))

    def _acted(self, role: int, person: str | None) -> tuple[Note, ...]:
        """Return the line that says who of the people at a seat acts; seen by that seat. Raises `Refusal`."""
        name, names = self.roles[role], self.people(role)
        if self.seats[name] == NOBODY:
            raise Refusal("session/only_watches", role=name)
        if self.seats[name] != HUMAN:
            raise Refusal("session/not_human", role=name, player=self.seats[name])
        if person is None and len(names) < 2:
            person = names[0] if names else None
        if person is None and names:
            raise Refusal("session/which_person", role=name, people=", ".join(names))
        if person is None:
            return ()
        if person not in names:
            known = ", ".join(names) or text("session/nobody_named")
            raise Refusal("session/no_person", role=name, person=plain(person)[:60], people=known)
        return (Note("acted", {"role": name, "person": person}, 1 << role),)

    def _due_draw(self, state: State) -> Draw | None:
        """Return what chance draws in a state, if anything is to be drawn."""
        due = None if state.clock.ended else drawing(self.tables, state)
        if due is None:
            return None
        if self.seats[CHANCE_SEAT] == RECORD:
            return Draw(due.documented)
        return Draw(pick_weighted(f"{self._key}/{due.key}", due.weights))

    def _after(self, steps: Sequence[Step]) -> State:
        """Return the state some steps lead to, or that of the match where there are none."""
        return steps[-1].state if steps else self.state

    def _step(
        self, actor: int | None, played: Played, notes: Sequence[Note], before: Sequence[Step] = ()
    ) -> Step:
        """Return an act as a step; `before`: the steps that come first, if they are not settled yet."""
        clock = self._after(before).clock
        after = sum(len(step.lines) for step in before)
        lines = self._journal.drafted(actor, played.entries, notes, after)
        batch = Batch(actor, clock.sitting, clock.step, lines[0].seq)
        return Step(lines, batch, played.state, tuple(notes))


def _reason_data(role: str, reason: Reason) -> dict[str, Any]:
    return {"role": role, "code": reason.code, "values": dict(reason.values)}

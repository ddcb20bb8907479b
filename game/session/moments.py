"""A match gone through again: each act that stands, with the state it was made in, and who decided what.

Law of this file: it reads. A moment is named by the last line before it, so that `Match.forked` at that line
gives the match as it stood when the act was made.
"""

from collections.abc import Iterator
from typing import NamedTuple

from game.engine.folding import apply
from game.engine.observe import observe
from game.engine.offering import Knowledge
from game.engine.state import State, initial_state
from game.engine.templates import templates
from game.session.journal import Happening
from game.session.match import Match


class Moment(NamedTuple):
    """The lines of one act that stands, and the states it was made in and led to."""

    items: tuple[Happening, ...]
    before: State
    after: State


class Decision(NamedTuple):
    """An act a seat made, and the kinds of act it could have made instead.

    `at`: the line after which the seat decided; `seq`: the first line of its act.
    """

    at: int
    seq: int
    role: int
    sitting: int
    step: str
    kinds: tuple[str, ...]

    @property
    def is_choice(self) -> bool:
        """Whether there was more to do than to go on."""
        return self.kinds != ("done",)


def moments(match: Match) -> Iterator[Moment]:
    """Yield every act that stands, oldest first; the opening is one, and chance makes some."""
    state = initial_state(match.tables)
    before, items = state, list[Happening]()
    for item in match.standing():
        items.append(item)
        if item.entry is not None:
            state = apply(state, item.entry)
        if item.more == 0:
            yield Moment(tuple(items), before, state)
            before, items = state, []


def decisions(match: Match) -> list[Decision]:
    """Return every act of a seat that stands, oldest first; what chance drew is not among them."""
    return [
        _decision(match, moment)
        for moment in moments(match)
        if moment.items[0].by is not None and moment.items[0].by >= 0
    ]


def _decision(match: Match, moment: Moment) -> Decision:
    first, clock = moment.items[0], moment.before.clock
    assert first.by is not None, "only acts of seats are decisions"
    seen = observe(match.tables.public, moment.before, first.by)
    offered = templates(Knowledge(match.tables.public, match.tables.roles[first.by], seen))
    kinds = tuple(dict.fromkeys(template.kind for template in offered))
    return Decision(first.seq - 1, first.seq, first.by, clock.sitting, clock.step, kinds)

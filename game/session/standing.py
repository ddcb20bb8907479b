"""A match as it stands: who sits where, what has happened, what each seat sees and may do.

Law of this file: it only reads.
"""

from dataclasses import replace
from typing import Any

from game.engine.course import waiting_for
from game.engine.names import Names
from game.engine.observe import View, observe
from game.engine.offering import Knowledge, Template
from game.engine.state import State, initial_state
from game.engine.templates import templates
from game.messages import text
from game.negotiators.catalogue import HUMAN
from game.scenario.indices import members
from game.session.journal import Happening, Journal
from game.session.seats import kinds_of
from game.storage.folders import Opened
from game.storage.log import Contents, Header, Line, Writer


class Refusal(Exception):
    """The match will not do that. `code` is stable."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.message = text(code, **values)
        super().__init__(self.message)


class Standing:
    """A match as it stands."""

    def __init__(self, opened: Opened, header: Header, writer: Writer | None) -> None:
        self.opened = opened
        self.tables = self.opened.tables
        self.names = Names(self.tables)
        self.header = header
        self.seats = dict(header.seats)
        self.kinds = kinds_of(self.opened.scenario)
        self.notice: str | None = None
        self.state: State = initial_state(self.tables)
        self._journal = Journal(self.names, writer)
        self._people = {role: tuple(names) for role, names in header.people.items()}
        self._seen: dict[int, list[Happening]] = {}
        self._sorted = 0
        self._offered: dict[int, tuple[State, tuple[Template, ...]]] = {}

    @property
    def roles(self) -> tuple[str, ...]:
        """The role ids, in order."""
        return self.tables.public.roles

    @property
    def ended(self) -> bool:
        """Whether the match is over."""
        return self.state.clock.ended

    @property
    def acts(self) -> int:
        """How many acts the seats have made, chance not counted."""
        return sum(self._journal.acts_of(role) for role in range(len(self.roles)))

    @property
    def happenings(self) -> list[Happening]:
        """All lines of the match, oldest first."""
        return self._journal.happenings

    def role_number(self, role: str) -> int:
        """Return a role's number. Raises `Refusal`."""
        if role not in self.roles:
            raise Refusal("session/no_role", role=role, roles=", ".join(self.roles))
        return self.roles.index(role)

    def humans(self) -> tuple[int, ...]:
        """Return the roles people play."""
        return tuple(n for n, role in enumerate(self.roles) if self.seats[role] == HUMAN)

    def waiting(self) -> tuple[int, ...]:
        """Return the roles that must act now."""
        return waiting_for(self.tables, self.state)

    def view(self, role: int) -> View:
        """Return what a role sees."""
        return observe(self.tables.public, self.state, role)

    def knowledge(self, role: int, state: State | None = None) -> Knowledge:
        """Return all that a role's legal acts depend on, now or in a state."""
        public = self.tables.public
        return Knowledge(public, self.tables.roles[role], observe(public, state or self.state, role))

    def offered(self, role: int) -> tuple[Template, ...]:
        """Return what a role may do now."""
        state, found = self._offered.get(role, (None, ()))
        if state is not self.state:
            state, found = self.state, templates(self.knowledge(role))
            self._offered[role] = (state, found)
        return found

    def seen(self, role: int) -> list[Happening]:
        """Return the lines a role may see, oldest first."""
        return self._seen_by(role).copy()

    def told(self, role: int) -> list[Happening]:
        """Return the lines a role may see that were not taken back, oldest first."""
        return [item for item in self.standing() if item.audience >> role & 1]

    def people(self, role: int) -> tuple[str, ...]:
        """Return the names of the people at a seat; empty where nobody is named."""
        return self._people.get(self.roles[role], ())

    def seq(self, role: int | None = None) -> int:
        """Return how many lines there are, or how many a role may see."""
        return len(self.happenings) if role is None else len(self._seen_by(role))

    def seen_since(self, role: int, seq: int) -> list[Happening]:
        """Return the lines a role may see but for the first `seq` of them."""
        return self._seen_by(role)[seq:]

    def standing(self) -> list[Happening]:
        """Return the lines that count: those not taken back."""
        return self._journal.standing()

    def lines_since(self, seq: int) -> tuple[Line, ...]:
        """Return the lines after `seq` as they stand in a log."""
        return self._journal.lines(seq)

    def contents(self) -> Contents:
        """Return what a log of this match holds, whether or not there is one."""
        header = replace(self.header, source=self.opened.source)
        return Contents(header, self._journal.lines(), good_bytes=0)

    def line_data(self, item: Happening) -> dict[str, Any]:
        """Return the data of a line as it stands in the log."""
        return self._journal.data_of(item)

    def _seen_by(self, role: int) -> list[Happening]:
        """Return the lines a role may see: sorted once, as lines are only ever added."""
        for item in self.happenings[self._sorted :]:
            for one in members(item.audience):
                self._seen.setdefault(one, []).append(item)
        self._sorted = len(self.happenings)
        return self._seen.setdefault(role, [])

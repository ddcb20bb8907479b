"""Packages weighed from one seat: what they are worth, what the other side wished for, what to ask.

Law of this file: arithmetic on one's own points and what lies on the table; no decisions.
"""

from typing import NamedTuple

from game.engine.acts import Clause, Package
from game.engine.facts import Clauses, Facts, facts_seen
from game.engine.observe import View
from game.engine.state import Text
from game.engine.worth import walkaway, worth
from game.scenario.indices import Mask, members
from game.scenario.tables import PublicTables, RoleTables


class Ask(NamedTuple):
    """A package with its worth to the asker once the text is complete."""

    package: Package
    worth: int


class Scales:
    """One seat's scales for one text at one moment."""

    def __init__(self, public: PublicTables, own: RoleTables, view: View, number: int) -> None:
        self._public = public
        self._own = own
        self._facts = facts_seen(public, view)
        text = view.texts[number]
        assert text is not None, "a seat weighs texts it sees"
        self.text: Text = text
        self.number = number
        self.role = view.role
        self.issues = public.instruments[number].issues
        self.required = public.instruments[number].required
        self.walkaway = walkaway(own, self._facts)
        self.best = self._worth(self._with(self.most_wanted()))

    def _with(self, package: Package) -> Clauses:
        clauses = list(self._facts.clauses)
        for issue, clause in package:
            clauses[issue] = clause
        return tuple(clauses)

    def _worth(self, clauses: Clauses) -> int:
        facts: Facts = self._facts._replace(clauses=clauses)
        return worth(self._public, self._own, facts).middle

    def points(self, issue: int, value: int) -> int:
        """Return one's points for a value, in the middle of what an ambiguous one may mean."""
        points = self._own.points[issue][value]
        return (min(points) + max(points)) // 2

    def open_issues(self) -> tuple[int, ...]:
        """Return the required issues not yet initialled."""
        return tuple([issue for issue in self.required if self.text.clauses[issue] is None])

    def _values(self, issue: int) -> tuple[int, ...]:
        mask: Mask = self.text.available[issue]
        return members(mask)

    def _favourite(self, issue: int) -> int:
        return max(self._values(issue), key=lambda value: (self.points(issue, value), -value))

    def most_wanted(self) -> Package:
        """Return the best one could ask for on all open issues."""
        return tuple([(issue, Clause(self._favourite(issue))) for issue in sorted(self.open_issues())])

    def worth_with(self, package: Package, share: int) -> int:
        """Return what the text is worth with `package`, the rest settled at `share` percent of the best."""
        clauses = self._with(package)
        missing = [issue for issue in self.required if clauses[issue] is None]
        rest = sum([self.points(issue, self._favourite(issue)) for issue in missing])
        return self._worth(clauses) + rest * share // 100

    def as_it_stands(self) -> int:
        """Return what the text as initialled is worth."""
        return self._worth(self._facts.clauses)

    def wishes(self) -> dict[int, int]:
        """Return what the others last asked for, by issue."""
        found: dict[int, int] = {}
        for proposal in self.text.proposals:
            if proposal.role != self.role:
                found.update({issue: clause.value for issue, clause in proposal.package})
        return found

    def ask(self, target: int, leanings: tuple[int, ...]) -> Ask:
        """Return a package on all open issues worth at least `target`, nearest to the others' wishes.

        From the most wanted package it gives way step by step where that brings the others' wish nearest
        for the fewest points of its own, each issue dearer or cheaper by its leaning (percent).
        """
        wishes = self.wishes()
        values = {issue: clause.value for issue, clause in self.most_wanted()}
        while True:
            step = self._cheapest_step(values, wishes, target, leanings)
            if step is None:
                break
            values[step[0]] = step[1]
        package = tuple(sorted((issue, Clause(value)) for issue, value in values.items()))
        return Ask(package, self._worth(self._with(package)))

    def _cheapest_step(
        self,
        values: dict[int, int],
        wishes: dict[int, int],
        target: int,
        leanings: tuple[int, ...],
    ) -> tuple[int, int] | None:
        best: tuple[int, int, int] | None = None
        for issue, now in values.items():
            for value in self._values(issue):
                nearer = abs(now - wishes.get(issue, now)) - abs(value - wishes.get(issue, now))
                if nearer <= 0:
                    continue
                cost = self.points(issue, now) - self.points(issue, value)
                price = 10 * max(cost, 0) * leanings[issue] // nearer
                if (best is None or price < best[0]) and self._affords(values, issue, value, target):
                    best = (price, issue, value)
        return None if best is None else best[1:]

    def _affords(self, values: dict[int, int], issue: int, value: int, target: int) -> bool:
        tried = {**values, issue: value}
        package = tuple(sorted((i, Clause(v)) for i, v in tried.items()))
        return self._worth(self._with(package)) >= target

"""Packages weighed from one seat: what they are worth, what the other side wished for, what to ask.

Law of this file: arithmetic on one's own points and what lies on the table; no decisions.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from game.engine.acts import Clause, Package
from game.engine.authority import NEVER, outside
from game.engine.facts import Clauses, Facts, facts_seen, holds
from game.engine.observe import View
from game.engine.state import Text
from game.engine.worth import walkaway, worth
from game.scenario.indices import Mask, members
from game.scenario.tables import PublicTables, RoleTables


class Ask(NamedTuple):
    """A package with its worth to the asker once every text is complete."""

    package: Package
    worth: int


class Scales:
    """One seat's scales for one text at one moment.

    What is still open in other texts that concern the seat counts as settled at a share of the best.
    """

    def __init__(
        self, public: PublicTables, own: RoleTables, view: View, number: int, facts: Facts | None = None
    ) -> None:
        self._public = public
        self._own = own
        self._facts = facts_seen(public, view) if facts is None else facts
        text = view.texts[number]
        assert text is not None, "a seat weighs texts it sees"
        self.text: Text = text
        self.number = number
        self.role = view.role
        self.mandate = view.seat.mandate
        self.issues = public.instruments[number].issues
        self.required = public.instruments[number].required
        self.walkaway = walkaway(own, self._facts)
        self._now = worth(public, own, self._facts).middle
        self._linked = self._linkages(self._facts.clauses)
        self._links = 0
        for item in own.linkages:
            self._links |= item.issues
        clauses = text.clauses
        self._open = tuple([i for i in self.issues if clauses[i] is None and self._is_worth_settling(i)])
        self._elsewhere, self._tabled = self._missing_elsewhere(view)
        self._gain = {issue: self._most(issue) - self.silence(issue) for issue in self._open}
        self._rest = sum(self._gain.values())
        self._rest += sum([self._most(issue) - self.silence(issue) for issue in self._elsewhere])
        self.best = self.worth_with(self.most_wanted(), 100)

    def _missing_elsewhere(self, view: View) -> tuple[tuple[int, ...], int]:
        """Return what is still open in the other texts this seat signs, and what its own offers there hold.

        The first are the required issues nobody may take this seat at its word on; the second the points of
        those it has an open proposal for, which can be accepted any moment.
        """
        missing: list[int] = []
        tabled = 0
        for number, text in enumerate(view.texts):
            fixed = self._public.instruments[number]
            mine = fixed.signers >> self.role & 1
            if number == self.number or text is None or text.status != "running" or not mine:
                continue
            offered: dict[int, int] = {}
            for proposal in text.proposals:
                if proposal.role == self.role and proposal.status == "open":
                    offered |= {issue: clause.value for issue, clause in proposal.package}
            for issue in fixed.issues:
                if text.clauses[issue] is None and issue in offered:
                    tabled += self.points(issue, offered[issue]) - self.silence(issue)
                elif text.clauses[issue] is None and self._is_worth_settling(issue):
                    missing.append(issue)
        return tuple(missing), tabled

    def _with(self, package: Package) -> Clauses:
        clauses = list(self._facts.clauses)
        for issue, clause in package:
            clauses[issue] = clause
        return tuple(clauses)

    def _linkages(self, clauses: Clauses) -> int:
        facts = self._facts._replace(clauses=clauses)
        return sum([item.points for item in self._own.linkages if holds(item.when, facts)])

    def _worth(self, package: Package) -> int:
        """Return what the clauses as they stand are worth with those of a package in their places.

        Only what the package changes is weighed anew; linkages only where it touches one.
        """
        total, touched = self._now, 0
        for issue, clause in package:
            total += self._own.middles[issue][clause.value] - self._standing(issue)
            touched |= 1 << issue
        if touched & self._links:
            total += self._linkages(self._with(package)) - self._linked
        return total

    def _standing(self, issue: int) -> int:
        """Return what an issue counts for as it stands, an ambiguous clause at what it has come to mean."""
        clause = self._facts.clauses[issue]
        if clause is None:
            return self.silence(issue)
        points = self._own.points[issue][clause.value]
        readings = self._public.issues[issue].readings[clause.value]
        settled = self._facts.readings[issue]
        if len(points) > 1 and settled in readings:
            return points[readings.index(settled)]
        return self._own.middles[issue][clause.value]

    def points(self, issue: int, value: int) -> int:
        """Return one's points for a value, in the middle of what an ambiguous one may mean."""
        return self._own.middles[issue][value]

    def open_issues(self) -> tuple[int, ...]:
        """Return what is not initialled and worth settling: the required issues, and what beats silence."""
        return self._open

    def negotiable(self) -> tuple[int, ...]:
        """Return every issue that is not initialled, what this seat would rather leave out too."""
        return tuple([issue for issue in self.issues if self.text.clauses[issue] is None])

    def may_be_silent(self, issue: int) -> bool:
        """Return whether an issue may be left out of the text."""
        return not self._public.issues[issue].required

    def all_points(self, issue: int) -> tuple[int, ...]:
        """Return one's points for every value of an issue."""
        return self._own.middles[issue]

    def is_complete(self) -> bool:
        """Return whether every required clause is initialled."""
        return all(self.text.clauses[issue] is not None for issue in self.required)

    def _is_worth_settling(self, issue: int) -> bool:
        return self._public.issues[issue].required or self._most(issue) > self._own.silent[issue]

    def _most(self, issue: int) -> int:
        return max(self._own.middles[issue])

    def silence(self, issue: int) -> int:
        """Return what an issue left out already counts for."""
        return 0 if self._public.issues[issue].required else self._own.silent[issue]

    def values(self, issue: int) -> tuple[int, ...]:
        """Return the values that can be proposed, less what a mandate forbids where anything else is left."""
        mask: Mask = self.text.available[issue]
        values = members(mask) or range(len(self._own.points[issue]))
        if not self.mandate:
            return tuple(values)
        free = tuple([value for value in values if self.mandate[issue][value].level != NEVER])
        return free or tuple(values)

    def _favourite(self, issue: int) -> int:
        return max(self.values(issue), key=lambda value: (self.points(issue, value), -value))

    def most_wanted(self, within: Mask = -1) -> Package:
        """Return the best one could ask for on the open issues, or those of them `within` a mask."""
        issues = [issue for issue in sorted(self.open_issues()) if within >> issue & 1]
        return tuple([(issue, Clause(self._favourite(issue))) for issue in issues])

    def worth_with(self, package: Package, share: int) -> int:
        """Return what the texts are worth with `package`, the rest settled at `share` percent of the best."""
        named = {issue for issue, _ in package}
        rest = self._rest - sum([self._gain[issue] for issue in named if issue in self._gain])
        return self._worth(package) + self._tabled + rest * share // 100

    def as_it_stands(self) -> int:
        """Return what the texts as initialled are worth."""
        return self._now

    def outside(self, package: Package) -> Mask:
        """Return which issues of a package a mandate does not cover; none where there is no mandate."""
        if not self.mandate:
            return 0
        return outside(self.mandate, [issue for issue, _ in package], self._with(package))

    def forbidden(self, package: Package) -> Mask:
        """Return which issues of a package a mandate says never to sign."""
        found = 0
        for issue, clause in package if self.mandate else ():
            if self.mandate[issue][clause.value].level == NEVER:
                found |= 1 << issue
        return found

    def wishes(self) -> dict[int, int]:
        """Return what the others last asked for, by issue."""
        return self._asked(lambda role: role != self.role)

    def loss(self, issue: int, wished: int) -> int:
        """Return what giving way to a wish costs beside what this seat last asked, or else would have."""
        asked = self.proposed().get(issue)
        if asked is not None:
            return self.points(issue, asked) - self.points(issue, wished)
        best = self._most(issue) if self._is_worth_settling(issue) else self.silence(issue)
        return best - self.points(issue, wished)

    def proposed(self) -> dict[int, int]:
        """Return what this seat last asked for, by issue."""
        return self._asked(lambda role: role == self.role)

    def _asked(self, by: Callable[[int], bool]) -> dict[int, int]:
        found: dict[int, int] = {}
        for proposal in self.text.proposals:
            if by(proposal.role):
                found.update({issue: clause.value for issue, clause in proposal.package})
        return found

    def ask(self, target: int, leanings: tuple[int, ...], within: Mask, share: int) -> Ask:
        """Return a package worth at least `target`, nearest to the others' wishes.

        From the most wanted package it gives way step by step where that brings the others' wish nearest
        for the fewest points of its own, each issue dearer or cheaper by its leaning (percent). What it
        would rather leave out it may take in, first in the words that cost it least.
        """
        wishes = {issue: value for issue, value in self.wishes().items() if within >> issue & 1}
        values = {issue: clause.value for issue, clause in self.most_wanted(within)}
        while True:
            step = self._cheapest_step(values, wishes, target, leanings, share)
            if step is None:
                break
            values[step[0]] = step[1]
        package = tuple(sorted((issue, Clause(value)) for issue, value in values.items()))
        return Ask(package, self.worth_with(package, share))

    def in_form(self, ask: Ask, target: int, share: int, *, forms: bool, secrecy: bool) -> Ask:
        """Return an ask with each clause in the form and publicity that suits it.

        From its own best form it goes as far towards the one the others last gave the same option as leaves
        the whole at its target.
        """
        package, worth = ask.package, ask.worth
        wished = self._clauses_wished()
        for issue, clause in ask.package:
            ways = self._ways(issue, clause.value, forms=forms, secrecy=secrecy)
            if len(ways) < 2:
                continue
            tried = [(self.worth_with(_with_clause(package, issue, way), share), way) for way in ways]
            best = max(tried, key=lambda pair: (pair[0], -pair[1].form, -pair[1].publicity))
            theirs = wished.get(issue)
            if theirs is not None and theirs.value == clause.value:
                near = [pair for pair in tried if pair[0] >= min(target, best[0])]
                best = min(near, key=lambda pair: (_distance(pair[1], theirs), -pair[0]))
            worth, package = best[0], _with_clause(package, issue, best[1])
        return Ask(package, worth)

    def _ways(self, issue: int, value: int, *, forms: bool, secrecy: bool) -> list[Clause]:
        """Return the forms and publicities a clause may be proposed in."""
        table = self._public.issues[issue]
        return [
            Clause(value, form, publicity)
            for form in range(len(table.forms) if forms else 1)
            for publicity in range(len(table.publicities) if secrecy else 1)
        ]

    def _clauses_wished(self) -> dict[int, Clause]:
        """Return the others' last clause on each issue, with its form."""
        found: dict[int, Clause] = {}
        for proposal in self.text.proposals:
            if proposal.role != self.role:
                found.update(dict(proposal.package))
        return found

    def _cheapest_step(
        self,
        values: dict[int, int],
        wishes: dict[int, int],
        target: int,
        leanings: tuple[int, ...],
        share: int,
    ) -> tuple[int, int] | None:
        best: tuple[int, int, int] | None = None
        for issue, value, cost, nearer in self._steps(values, wishes):
            price = 10 * max(cost, 0) * leanings[issue] // nearer
            if (best is None or price < best[0]) and self._affords(values, (issue, value), target, share):
                best = (price, issue, value)
        return None if best is None else best[1:]

    def _steps(self, values: dict[int, int], wishes: dict[int, int]) -> Iterator[tuple[int, int, int, int]]:
        """Yield each way to come nearer to the others: issue, value, what it costs, by how many options."""
        for issue, now in values.items():
            for value in self.values(issue):
                nearer = abs(now - wishes.get(issue, now)) - abs(value - wishes.get(issue, now))
                if nearer > 0:
                    yield issue, value, self.points(issue, now) - self.points(issue, value), nearer
        for issue in wishes:
            if issue not in values and self.text.clauses[issue] is None:
                for value in self.values(issue):
                    yield issue, value, self.silence(issue) - self.points(issue, value), 1

    def _affords(self, values: dict[int, int], step: tuple[int, int], target: int, share: int) -> bool:
        tried = {**values, step[0]: step[1]}
        package = tuple(sorted((i, Clause(v)) for i, v in tried.items()))
        return self.worth_with(package, share) >= target


def _with_clause(package: Package, issue: int, clause: Clause) -> Package:
    return tuple((other, clause if other == issue else old) for other, old in package)


def _distance(one: Clause, other: Clause) -> int:
    return abs(one.form - other.form) + abs(one.publicity - other.publicity)

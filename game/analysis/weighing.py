"""A scenario's texts as an outcome space: every package they could hold, weighed for every role.

Law of this file: what the world has become (tracks, cards, clauses of other texts) is given as facts and
stays as it is; only the clauses of the texts in question vary. An ambiguous clause counts at its worst,
middle or best reading, or at the one that prevailed.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from game.analysis.spaces import Parties, Rule, Space, Weigh, build_space, tied_together
from game.engine.acts import Clause
from game.engine.authority import covers
from game.engine.facts import Facts, holds
from game.engine.worth import walkaway
from game.scenario.indices import RoleIx, members
from game.scenario.predicates import AllOf, AnyOf, ClauseTest, NotSo, Test, issues_in
from game.scenario.tables import Grants, PublicTables, RoleTables, Tables

Readings = Literal["worst", "middle", "best"] | RoleIx
"""How an ambiguous clause counts: for each at its own worst, middle or best reading, or as one role hopes."""
SILENT = "silent"


class Link(NamedTuple):
    """Points of one role for clauses that stand together, as far as that is still open."""

    column: int
    when: Test
    points: int


def space_of(
    tables: Tables,
    facts: Facts,
    roles: Sequence[int],
    instruments: Sequence[int],
    readings: Readings = "middle",
    mandates: Sequence[tuple[Grants, ...]] | None = None,
) -> Space:
    """Return the space of all packages of `instruments`, for `roles` in this order.

    `mandates`: by role of the scenario, what delegates may sign; as at the start if not given. Raises
    `SpaceError`.
    """
    given = [own.mandate for own in tables.roles] if mandates is None else mandates
    chosen = [given[role] for role in roles]
    return _Weighing(tables, facts, tuple(roles), tuple(instruments), readings, chosen).space()


class _Weighing:
    def __init__(
        self,
        tables: Tables,
        facts: Facts,
        roles: tuple[int, ...],
        instruments: tuple[int, ...],
        readings: Readings,
        mandates: Sequence[tuple[Grants, ...]],
    ) -> None:
        self._public: PublicTables = tables.public
        self._owns: list[RoleTables] = [tables.roles[role] for role in roles]
        self._everybody = tables.roles
        self._mandates = mandates
        self._roles = roles
        self._instruments = instruments
        self._readings = readings
        texts = [tables.public.instruments[number] for number in instruments]
        self._issues = [issue for text in texts for issue in text.issues]
        self._choices = [_choices(tables.public, issue) for issue in self._issues]
        varied = dict.fromkeys(self._issues)
        self._facts = facts._replace(
            clauses=tuple(None if i in varied else clause for i, clause in enumerate(facts.clauses))
        )
        self._place = {issue: place for place, issue in enumerate(self._issues)}
        self._bases, self._links = self._linkages()

    def space(self) -> Space:
        lines = [walkaway(own, self._facts) for own in self._owns]
        return build_space(
            Parties([self._public.roles[role] for role in self._roles], lines, self._rule()),
            {
                self._public.issues[issue].id: [_label(self._public, issue, c) for c in choices]
                for issue, choices in zip(self._issues, self._choices, strict=True)
            },
            tied_together(len(self._issues), self._ties()),
            self._weigher,
        )

    # What hangs together ----------------------------------------------------------------------------

    def _linkages(self) -> tuple[list[int], list[Link]]:
        """Return what each role has whatever is agreed here, and the linkages that depend on it."""
        bases = [sum(self._elsewhere(own)) for own in self._owns]
        links: list[Link] = []
        for column, own in enumerate(self._owns):
            for item in own.linkages:
                when = _still_open(item.when, self._facts, self._place)
                if when is True:
                    bases[column] += item.points
                elif when is not False:
                    links.append(Link(column, when, item.points))
        return bases, links

    def _elsewhere(self, own: RoleTables) -> Iterator[int]:
        """Yield what the issues of all other texts are worth as they stand."""
        for issue, table in enumerate(self._public.issues):
            clause = self._facts.clauses[issue]
            if issue not in self._place and (clause is not None or not table.required):
                yield self._points(own, issue, clause)

    def _ties(self) -> list[list[int]]:
        ties = [[self._place[issue] for issue in members(issues_in(link.when))] for link in self._links]
        for mandate in self._mandates:
            for issue in self._issues if mandate else ():
                for grant in mandate[issue]:
                    others = [self._place[other] for other, _ in grant.only_if if other in self._place]
                    ties.append([self._place[issue], *others])
        return ties

    def _rule(self) -> Rule:
        """Return whose assent binds: that of all who must agree to any of the texts."""
        texts = [self._public.instruments[number] for number in self._instruments]
        signers = vetoes = 0
        for text in texts:
            signers |= text.signers
            vetoes |= text.vetoes
        main = max(texts, key=lambda text: text.quorum)
        columns = {role: column for column, role in enumerate(self._roles)}
        return Rule(
            tuple(columns[role] for role in members(signers) if role in columns),
            tuple(columns[role] for role in members(vetoes) if role in columns),
            main.quorum,
        )

    # Weighing ---------------------------------------------------------------------------------------

    def _weigher(self, group: tuple[int, ...]) -> Weigh:
        here = [link for link in self._links if self._place[members(issues_in(link.when))[0]] in group]
        issues = [self._issues[place] for place in group]

        def weigh(combination: tuple[int, ...]) -> tuple[list[int], list[bool]]:
            clauses = list(self._facts.clauses)
            for place, choice in zip(group, combination, strict=True):
                clauses[self._issues[place]] = self._choices[place][choice]
            facts = self._facts._replace(clauses=tuple(clauses))
            points = list(self._bases) if 0 in group else [0] * len(self._owns)
            for column, own in enumerate(self._owns):
                points[column] += sum(self._points(own, issue, clauses[issue]) for issue in issues)
            for link in here:
                if holds(link.when, facts):
                    points[link.column] += link.points
            return points, [_is_covered(mandate, issues, facts) for mandate in self._mandates]

        return weigh

    def _points(self, own: RoleTables, issue: int, clause: Clause | None) -> int:
        if clause is None:
            return own.silent[issue]
        points = own.points[issue][clause.value]
        settled = self._facts.readings[issue]
        readings = self._public.issues[issue].readings[clause.value]
        if len(points) > 1 and settled in readings:
            return points[readings.index(settled)]
        match self._readings:
            case "worst":
                return min(points)
            case "best":
                return max(points)
            case int(role):
                hoped = self._everybody[role].points[issue][clause.value]
                if len(points) == len(hoped) > 1:
                    return points[hoped.index(max(hoped))]
        return own.middles[issue][clause.value]


def _is_covered(mandate: tuple[Grants, ...], issues: list[int], facts: Facts) -> bool:
    standing = [(issue, facts.clauses[issue]) for issue in issues if mandate]
    return all(clause is None or covers(mandate[i][clause.value], facts.clauses) for i, clause in standing)


def _choices(public: PublicTables, issue: int) -> list[Clause | None]:
    table = public.issues[issue]
    if table.fixed is not None:
        return [Clause(*table.fixed)]
    found: list[Clause | None] = [
        Clause(value, form, publicity)
        for value in range(len(table.values))
        for form in range(len(table.forms))
        for publicity in range(len(table.publicities))
    ]
    return found if table.required else [*found, None]


def choice_of(public: PublicTables, issue: int, clause: Clause | None) -> int:
    """Return the place of a clause (None: silence) among the choices of its issue in a space."""
    table = public.issues[issue]
    return 0 if table.fixed is not None else _choices(public, issue).index(clause)


def _label(public: PublicTables, issue: int, clause: Clause | None) -> str:
    table = public.issues[issue]
    if clause is None:
        return SILENT
    parts = [str(table.values[clause.value])]
    parts += [table.forms[clause.form]] * (len(table.forms) > 1)
    parts += [table.publicities[clause.publicity]] * (len(table.publicities) > 1)
    return ", ".join(parts)


def _still_open(test: Test, facts: Facts, varied: dict[int, int]) -> Test | bool:
    """Return what is left of a condition once everything is known but the clauses that vary."""
    match test:
        case ClauseTest(issue=issue):
            return test if issue in varied else holds(test, facts)
        case AllOf(parts=parts):
            found = [_still_open(part, facts, varied) for part in parts]
            if any(part is False for part in found):
                return False
            left = tuple(part for part in found if not isinstance(part, bool))
            return AllOf(left) if left else True
        case AnyOf(parts=parts):
            found = [_still_open(part, facts, varied) for part in parts]
            if any(part is True for part in found):
                return True
            left = tuple(part for part in found if not isinstance(part, bool))
            return AnyOf(left) if left else False
        case NotSo(part=part):
            inner = _still_open(part, facts, varied)
            return not inner if isinstance(inner, bool) else NotSo(inner)
        case _:
            return holds(test, facts)

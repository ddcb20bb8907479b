"""The flagship: sound, reachable as documented, rational for those who accepted it, and improvable."""

from functools import cache
from itertools import pairwise, product

import pytest

from game.engine.acts import CHANCE, Clause
from game.engine.carrying import after_widening, can_ratify
from game.engine.course import waiting_for
from game.engine.facts import Facts, facts_of, facts_seen, holds
from game.engine.worth import walkaway, worth
from game.presentation.debrief import debrief
from game.presentation.seat_view import seat_view
from game.presentation.wording import Wording
from game.scenario.cutting import cut_ids
from game.scenario.numbering import clause_of
from game.scenario.record import FullClause
from game.session.match import Match
from game.session.seats import resolve
from game.storage.folders import Opened, check, find, open_folder

CUTS = ("45", "90", "full")
SIDES = ("stalin", "song", "chiang")


@cache
def moscow() -> Opened:
    return open_folder(find("moscow-1945"))


def begun(cut: str, player: str) -> Match:
    roles = moscow().tables.public.roles
    return Match.new(moscow(), seed=1945, seats=resolve({"all": player}, roles), cut=cut)


def test_nothing_is_wrong_with_it() -> None:
    """The flagship is what authors copy: not even a remark."""
    assert check(find("moscow-1945")) == ()
    assert cut_ids(moscow().scenario) == CUTS


@pytest.mark.parametrize("cut", CUTS)
def test_history_replays_to_what_was_signed(cut: str) -> None:
    """Every version reaches the documented outcome by the documented acts, all of them legal."""
    match = begun(cut, "record")
    match.run()
    found = debrief(match)

    assert set(match.seats.values()) == {"record"}, "no seat had to leave the script"
    assert match.state.clock.status == "ratified"
    assert found["against_history"]["matched"] == found["against_history"]["total"]
    assert found["first_divergence"] is None


@pytest.mark.parametrize("cut", CUTS)
def test_who_accepted_the_outcome_was_better_off_with_it(cut: str) -> None:
    """At the worst reading of every open word, and with no agreement weighed as it stood at the signing."""
    match = begun(cut, "record")
    match.run(stop=lambda m: m.state.clock.step == "signing")
    tables = match.tables
    facts = facts_of(tables.public, match.state)

    for role in ("stalin", "song", "chiang", "choibalsan"):
        own = tables.roles[match.role_number(role)]
        line = walkaway(own, facts_seen(tables.public, match.view(own.role)))
        assert worth(tables.public, own, facts).worst > line, (cut, role)


@pytest.mark.parametrize("cut", CUTS)
def test_what_a_version_settles_beforehand_is_inside_the_instructions(cut: str) -> None:
    """A delegate must not be disowned for clauses that nobody could negotiate."""
    match = begun(cut, "record")
    match.run()
    (judged,) = [seat.judged for seat in match.state.seats if seat.judged]

    assert len(judged) == 3, "the treaty and both agreements were signed by a delegate"
    assert not any(one.outside for one in judged)
    song = match.tables.roles[match.role_number("song")]
    for number, issue in enumerate(match.tables.public.issues):
        assert issue.fixed is None or all(grant.level == 0 for grant in song.mandate[number])


def test_delay_favours_nobody_throughout() -> None:
    """Where nobody acts, each walk-away rises at some step and falls at another."""
    match = begun("full", "human")
    lines: dict[str, list[int]] = {role: [] for role in match.roles}
    while not match.ended:
        for role in match.roles:
            number = match.role_number(role)
            seen = facts_seen(match.tables.public, match.view(number))
            lines[role].append(walkaway(match.tables.roles[number], seen))
        waiting = waiting_for(match.tables, match.state)
        if waiting == (CHANCE,):
            match.run()
            continue
        kinds = {template.kind for template in match.offered(waiting[0])}
        match.act(waiting[0], {"kind": "done" if "done" in kinds else "adjourn"})

    for role, line in lines.items():
        steps = [after - before for before, after in pairwise(line)]
        assert max(steps) > 0 > min(steps), (role, line)


@pytest.mark.parametrize("cut", CUTS)
def test_the_documented_outcome_is_not_on_the_frontier(cut: str) -> None:
    """Something was left on the table: another package is at least as good for all three, better for one."""
    match = begun(cut, "record")
    match.run(stop=lambda m: m.state.clock.step == "signing")
    space = Packages(match)
    documented = space.points(space.documented())

    assert any(
        all(a >= b for a, b in zip(points, documented, strict=True)) and points != documented
        for points in space.all_points()
    )


class Packages:
    """Every package of the texts that are signed, weighed by the two signatories and by Chongqing."""

    def __init__(self, match: Match) -> None:
        self._match = match
        self._public = match.tables.public
        self._own = [match.tables.roles[match.role_number(role)] for role in SIDES]
        self._facts: Facts = facts_of(self._public, match.state)
        self._choices = [self._of(number) for number in range(len(self._public.issues))]
        mask = 0
        for own in self._own:
            for item in own.linkages:
                mask |= item.issues
        self._linked = [n for n in range(len(self._choices)) if mask >> n & 1]
        self._free = [n for n in range(len(self._choices)) if not mask >> n & 1]

    def _of(self, number: int) -> list[Clause | None]:
        issue = self._public.issues[number]
        if self._public.instruments[issue.instrument].speaker >= 0:
            return [self._facts.clauses[number]]
        if issue.fixed is not None:
            return [Clause(*issue.fixed)]
        found: list[Clause | None] = [
            Clause(value, form, publicity)
            for value in range(len(issue.values))
            for form in range(len(issue.forms))
            for publicity in range(len(issue.publicities))
        ]
        return found if issue.required else [*found, None]

    def documented(self) -> tuple[Clause | None, ...]:
        """Return the documented clause of every issue."""
        scenario = self._match.opened.scenario
        assert scenario.record is not None
        found: list[Clause | None] = list(self._facts.clauses)
        for text in scenario.record.outcome.values():
            for name, clause in text.clauses.items():
                full = FullClause(value=clause.value, form=clause.form, publicity=clause.publicity)
                found[list(scenario.issues).index(name)] = Clause(*clause_of(scenario, name, full))
        return tuple(found)

    def _plain(self, side: int, issue: int, clause: Clause | None) -> int:
        own = self._own[side]
        if clause is None:
            return 0 if self._public.issues[issue].required else own.silent[issue]
        return own.middles[issue][clause.value]

    def _links(self, side: int, clauses: list[Clause | None]) -> int:
        facts = self._facts._replace(clauses=tuple(clauses))
        return sum(item.points for item in self._own[side].linkages if holds(item.when, facts))

    def points(self, clauses: tuple[Clause | None, ...]) -> tuple[int, ...]:
        """Return what a package is worth to each side."""
        return tuple(
            sum(self._plain(side, issue, clause) for issue, clause in enumerate(clauses))
            + self._links(side, list(clauses))
            for side in range(len(self._own))
        )

    def all_points(self) -> set[tuple[int, ...]]:
        """Return what every package is worth, each result once."""
        sides = range(len(self._own))
        free = {(0,) * len(self._own)}
        for issue in self._free:
            options = {tuple(self._plain(s, issue, c) for s in sides) for c in self._choices[issue]}
            free = {tuple(map(sum, zip(one, more, strict=True))) for one in free for more in options}
        found = set()
        for combination in product(*(self._choices[issue] for issue in self._linked)):
            clauses: list[Clause | None] = [None] * len(self._choices)
            for issue, clause in zip(self._linked, combination, strict=True):
                clauses[issue] = clause
            start = tuple(
                sum(self._plain(s, i, clauses[i]) for i in self._linked) + self._links(s, clauses)
                for s in sides
            )
            found |= {tuple(map(sum, zip(start, rest, strict=True))) for rest in free}
        return found


def test_instructions_name_what_cannot_be_proposed_yet() -> None:
    """A delegate told that it may sign by the maps must not look for them on the menu in July."""
    match = begun("full", "human")
    match.run()
    wording = Wording(match.opened.scenario, match.tables)
    view = seat_view(wording, match.knowledge(match.role_number("song")), [])
    lines = view["mandate"]["issues"]["border"]["lines"]

    assert any("by Chinese maps" in line and "cannot be proposed" in line for line in lines)
    assert not any("cannot be proposed" in line for line in view["mandate"]["issues"]["mongolia"]["lines"])


@pytest.mark.parametrize(
    ("support", "now", "widened"), [(6, True, True), (4, True, False), (2, False, False)]
)
def test_what_can_be_carried_at_home(support: int, now: bool, widened: bool) -> None:
    """Below three it cannot be ratified; giving more room without a full council costs two."""
    match = begun("full", "human")
    match.run()
    tables, number = match.tables, match.role_number("chiang")
    facts = facts_seen(tables.public, match.view(number))
    place = [track.id for track in tables.public.tracks].index("support")
    tracks = (*facts.tracks[:place], support, *facts.tracks[place + 1 :])
    facts = facts._replace(tracks=tracks)
    own = tables.roles[number]

    assert can_ratify(own, facts) == now
    assert can_ratify(own, after_widening(tables.public, own, facts)) == widened

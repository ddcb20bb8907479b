"""Numbers for ids: what an author calls `mongolia` the tables call 1, in the order written."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from game.scenario.conditions import ClauseIs, Condition, Effect
from game.scenario.indices import Mask
from game.scenario.model import Scenario
from game.scenario.predicates import (
    AllOf,
    AnyOf,
    CardTest,
    ClauseTest,
    EffectTable,
    EventTest,
    ForkTest,
    HearingTest,
    NotSo,
    RatifiedTest,
    ReadingTest,
    RefusedTest,
    RepudiatedTest,
    SignedTest,
    Test,
    TrackTest,
)
from game.scenario.record import ClauseValue, FullClause
from game.scenario.texts import Issue

T = TypeVar("T")

FARTHEST = 1_000_000


def values_of(issue: Issue) -> tuple[str | int, ...]:
    """Return the possible values of a clause on `issue`: option ids, or the numbers of its range."""
    if issue.range is not None:
        return tuple(range(issue.range.min, issue.range.max + 1, issue.range.step))
    return tuple(issue.options or ())


def reading_ids(issue: Issue) -> tuple[str, ...]:
    """Return the distinct reading ids of all options of `issue`, in the order written."""
    found = [r for option in (issue.options or {}).values() for r in option.readings]
    return tuple(dict.fromkeys(found))


class Numbering:
    """The numbers of one scenario's ids, and the list of its `because` places."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.roles = _numbers(scenario.roles)
        self.issues = _numbers(scenario.issues)
        self.instruments = _numbers(scenario.instruments)
        self.tracks = _numbers(scenario.tracks)
        self.cards = _numbers(scenario.cards)
        self.channels = _numbers(scenario.channels)
        self.sittings = _numbers(sitting.id for sitting in scenario.calendar)
        self.events = _numbers(scenario.world)
        self.forks = _numbers(scenario.forks)
        self.costs = _numbers(scenario.costs)
        self.values = tuple(_numbers(values_of(issue)) for issue in scenario.issues.values())
        self.readings = tuple(_numbers(reading_ids(i)) for i in scenario.issues.values())
        self.becauses: list[str] = []

    def because(self, *path: str | int) -> int:
        """Return the number of a new reason that stands at `path` in the scenario."""
        self.becauses.append(".".join(map(str, path)))
        return len(self.becauses) - 1

    def mask(self, kind: Mapping[str, int], ids: Iterable[str]) -> Mask:
        """Return the mask of `ids`, numbered by `kind`."""
        total = 0
        for name in ids:
            total |= 1 << kind[name]
        return total

    def seers(self, seen_by: tuple[str, ...] | str) -> Mask:
        """Return the mask of roles named, or of all."""
        return self.mask(self.roles, self.roles if isinstance(seen_by, str) else seen_by)

    def test(self, condition: Condition | None) -> Test | None:
        """Return the compiled condition, or None where there is none."""
        return None if condition is None else self._test(condition)

    def _test(self, condition: Condition) -> Test:
        if condition.all is not None:
            return AllOf(tuple(map(self._test, condition.all)))
        if condition.any is not None:
            return AnyOf(tuple(map(self._test, condition.any)))
        if condition.not_ is not None:
            return NotSo(self._test(condition.not_))
        if condition.clause is not None:
            return self.clause_test(condition.clause)
        return self._word_test(condition) or self._fact_test(condition)

    def _word_test(self, condition: Condition) -> Test | None:
        """Return the test of a condition on what words mean, if it is one."""
        if condition.reading is not None:
            issue = self.issues[condition.reading.issue]
            return ReadingTest(issue, self.readings[issue][condition.reading.reading])
        if condition.hearing is not None:
            issue = self.issues[condition.hearing.issue]
            return HearingTest(issue, self.readings[issue][condition.hearing.reading])
        if condition.refused is not None:
            return RefusedTest(self.issues[condition.refused.issue], self.roles[condition.refused.role])
        return None

    def _fact_test(self, condition: Condition) -> Test:
        if condition.track is not None:
            track = condition.track
            low = -FARTHEST if track.at_least is None else track.at_least
            high = FARTHEST if track.at_most is None else track.at_most
            return TrackTest(self.tracks[track.id], low, high)
        if condition.card is not None:
            return CardTest(self.cards[condition.card])
        if condition.fork is not None:
            choices = list(self.scenario.forks[condition.fork.id].choices)
            return ForkTest(self.forks[condition.fork.id], choices.index(condition.fork.choice))
        if condition.signed is not None:
            return SignedTest(self.instruments[condition.signed])
        if condition.ratified is not None:
            return RatifiedTest(self.instruments[condition.ratified])
        if condition.repudiated is not None:
            return RepudiatedTest(self.instruments[condition.repudiated])
        assert condition.event is not None, "a condition has exactly one kind"
        event = self.scenario.world[condition.event.id]
        outcome = list(event.outcomes).index(condition.event.outcome)
        return EventTest(self.events[condition.event.id], outcome)

    def clause_test(self, clause: ClauseIs) -> ClauseTest:
        """Return the compiled test of one clause."""
        index = self.issues[clause.issue]
        issue = self.scenario.issues[clause.issue]
        named = {*clause.one_of, *([clause.option] if clause.option else [])}
        low = -FARTHEST if clause.at_least is None else clause.at_least
        high = FARTHEST if clause.at_most is None else clause.at_most
        mask = 0
        for value, number in self.values[index].items():
            fits = low <= value <= high if isinstance(value, int) else not named or value in named
            mask |= fits << number
        forms = [f == (clause.form or f) for f in issue.forms]
        publicities = [p == (clause.publicity or p) for p in issue.publicity]
        return ClauseTest(index, mask, _bits(forms), _bits(publicities))

    def effects(self, effects: Iterable[Effect], *path: str | int) -> tuple[EffectTable, ...]:
        """Return compiled effects; `path` is where their list stands in the scenario."""
        return tuple(self._effect(e, (*path, number)) for number, e in enumerate(effects))

    def _effect(self, effect: Effect, path: tuple[str | int, ...]) -> EffectTable:
        when, because = self.test(effect.when), self.because(*path)
        if effect.track is not None:
            target = self.tracks[effect.track.id]
            return EffectTable("track", when, because, target, effect.track.by)
        if effect.cost is not None:
            return EffectTable("cost", when, because, self.costs[effect.cost.id], effect.cost.by)
        if effect.tell is not None:
            return EffectTable("tell", when, because, audience=self.mask(self.roles, effect.tell.to))
        if effect.discloses is not None:
            audience = self.mask(self.roles, effect.discloses.to)
            return EffectTable("discloses", when, because, self.issues[effect.discloses.issue], 0, audience)
        if effect.publishes is not None:
            return EffectTable("publishes", when, because, self.instruments[effect.publishes])
        option = effect.opens or effect.closes
        assert option is not None, "an effect has exactly one kind"
        issue = self.issues[option.issue]
        value = self.values[issue][option.option]
        if effect.opens:
            return EffectTable("opens", when, because, issue, value)
        return EffectTable("closes", when, because, issue, value)


def _numbers(names: Iterable[T]) -> dict[T, int]:
    return {name: number for number, name in enumerate(names)}


def _bits(flags: Iterable[bool]) -> Mask:
    return sum(flag << number for number, flag in enumerate(flags))


def clause_of(scenario: Scenario, issue_id: str, value: ClauseValue) -> tuple[int, int, int]:
    """Return a clause as (value, form, publicity) numbers; forms left out are the usual ones."""
    issue = scenario.issues[issue_id]
    full = value if isinstance(value, FullClause) else FullClause(value=value)
    form = issue.forms.index(full.form) if full.form else 0
    publicity = issue.publicity.index(full.publicity) if full.publicity else 0
    return values_of(issue).index(full.value), form, publicity

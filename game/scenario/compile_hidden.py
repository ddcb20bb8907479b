"""What no seat knows, from a checked scenario."""

from collections.abc import Iterable, Mapping

from game.scenario.base import minutes_of
from game.scenario.calendar import Sitting
from game.scenario.conditions import Form
from game.scenario.levers import Channel
from game.scenario.model import Scenario
from game.scenario.numbering import Numbering
from game.scenario.predicates import EffectTable
from game.scenario.signing import ratifier_of
from game.scenario.tables import (
    CardTable,
    ConflictTable,
    EventTable,
    ForkTable,
    HiddenTables,
    RatificationTable,
    ReadingRule,
    TransitTable,
)


def hidden_tables(n: Numbering) -> HiddenTables:
    """Return what the rules alone know."""
    scenario = n.scenario
    return HiddenTables(
        cards=tuple(
            CardTable(
                name,
                n.roles[card.role],
                n.effects(card.effects, "cards", name, "effects"),
                n.seers(card.noticed_by),
            )
            for name, card in scenario.cards.items()
        ),
        channels=tuple(scenario.channels),
        transits=tuple(_transit(channel) for channel in scenario.channels.values()),
        dispatches=tuple(scenario.dispatches),
        events=tuple(_event(n, name) for name in scenario.world),
        rules=tuple(_rules(n, name) for name in scenario.issues),
        moves=tuple(
            n.effects(sitting.moves, "calendar", number, "moves")
            for number, sitting in enumerate(scenario.calendar)
        ),
        leaving=tuple(_leaving(n, number, sitting) for number, sitting in enumerate(scenario.calendar)),
        arrivals=tuple(
            n.effects(sitting.arrivals, "calendar", number, "arrivals")
            for number, sitting in enumerate(scenario.calendar)
        ),
        forks=tuple(_fork(n, name) for name in scenario.forks),
        receipts=tuple(
            n.effects(dispatch.effects, "dispatches", name, "effects")
            for name, dispatch in scenario.dispatches.items()
        ),
        reports=tuple(
            (n.channels[name], n.roles[channel.sender], n.roles[channel.addressee])
            for name, channel in scenario.channels.items()
            if channel.reports
        ),
        widening=tuple(
            n.effects(role.widening, "roles", name, "widening") for name, role in scenario.roles.items()
        ),
        broken_word=tuple(
            n.effects(role.broken_word, "roles", name, "broken_word") for name, role in scenario.roles.items()
        ),
        reopening=tuple(
            n.effects(text.reopening, "instruments", name, "reopening")
            for name, text in scenario.instruments.items()
        ),
        conflicts=tuple(_conflict(n, name) for name in scenario.conflicts),
        ratifications=tuple(_ratifications(n)),
        robustness=tuple(
            tuple(robustness_of(scenario, form) for form in issue.forms) for issue in scenario.issues.values()
        ),
        becauses=tuple(n.becauses),
    )


ROBUSTNESS: Mapping[Form, int] = {"article": 4, "note": 3, "minute": 2, "oral": 1}


def robustness_of(scenario: Scenario, form: Form) -> int:
    """Return how firm a form is in a scenario."""
    return scenario.robustness.get(form, ROBUSTNESS[form])


def _leaving(n: Numbering, number: int, sitting: Sitting) -> tuple[tuple[EffectTable, ...], ...]:
    """Return what leaving costs, by meeting; the path is where the author wrote it."""
    if sitting.meeting is not None:
        return (n.effects(sitting.meeting.leaving, "calendar", number, "meeting", "leaving"),)
    return tuple(
        n.effects(meeting.leaving, "calendar", number, "meetings", place, "leaving")
        for place, meeting in enumerate(sitting.meetings)
    )


def _fork(n: Numbering, name: str) -> ForkTable:
    fork = n.scenario.forks[name]
    documented = [number for number, choice in enumerate(fork.choices.values()) if choice.documented]
    return ForkTable(
        id=name,
        role=n.roles[fork.role],
        choices=tuple(fork.choices),
        effects=tuple(
            n.effects(choice.effects, "forks", name, "choices", key, "effects")
            for key, choice in fork.choices.items()
        ),
        noticed_by=n.seers(fork.noticed_by),
        documented=documented[0] if documented else -1,
    )


def _conflict(n: Numbering, name: str) -> ConflictTable:
    conflict = n.scenario.conflicts[name]
    return ConflictTable(
        id=name,
        first=n.clause_test(conflict.first),
        second=n.clause_test(conflict.second),
        promiser=n.roles[conflict.promiser],
        injured=n.roles[conflict.injured],
        costs=n.effects(conflict.costs, "conflicts", name, "costs"),
        because=n.because("conflicts", name),
    )


def _ratifications(n: Numbering) -> Iterable[RatificationTable]:
    for name, text in n.scenario.instruments.items():
        for party, ratification in text.ratification.items():
            at = ("instruments", name, "ratification", party)
            withholding = n.effects(ratification.withholding, *at, "withholding")
            yield RatificationTable(
                role=n.roles[ratifier_of(n.scenario, name, party) or ""],
                instrument=n.instruments[name],
                withholding=withholding,
                disowning=n.effects(ratification.disowning, *at, "disowning") or withholding,
            )


def _transit(channel: Channel) -> TransitTable:
    return TransitTable(
        hours=tuple(t.hours for t in channel.transits),
        weights=tuple(t.weight for t in channel.transits),
        documented=_documented(t.documented for t in channel.transits),
    )


def _event(n: Numbering, name: str) -> EventTable:
    event = n.scenario.world[name]
    return EventTable(
        id=name,
        at=minutes_of(event.at),
        when=n.test(event.when),
        seen_by=n.seers(event.seen_by),
        outcomes=tuple(event.outcomes),
        weights=tuple(o.weight for o in event.outcomes.values()),
        documented=_documented(o.documented for o in event.outcomes.values()),
        effects=tuple(
            n.effects(o.effects, "world", name, "outcomes", key, "effects")
            for key, o in event.outcomes.items()
        ),
    )


def _documented(flags: Iterable[bool]) -> int:
    return next((number for number, flag in enumerate(flags) if flag), 0)


def _rules(n: Numbering, name: str) -> tuple[tuple[ReadingRule, ...], ...]:
    issue = n.scenario.issues[name]
    numbers = n.readings[n.issues[name]]
    return tuple(
        tuple(
            ReadingRule(
                numbers[r],
                n.test(reading.when),
                n.because("issues", name, "options", key, "readings", r),
                n.effects(reading.effects, "issues", name, "options", key, "readings", r, "effects"),
            )
            for r, reading in option.readings.items()
        )
        for key, option in (issue.options or {}).items()
    )

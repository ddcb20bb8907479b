"""Names and sentences for the numbers of one scenario."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from game.engine.acts import Clause
from game.engine.names import Names
from game.messages import text
from game.scenario.base import HOUR_FORMAT, hour_of
from game.scenario.conditions import Effect
from game.scenario.indices import Intent, Mask, members
from game.scenario.levers import Choice, Fork
from game.scenario.model import Scenario
from game.scenario.tables import Tables
from game.scenario.texts import Reading


def spoken_hour(hour: str) -> str:
    """Return `1945-02-08 15:30` as `8 February 1945, 15:30`."""
    moment = _moment(hour)
    month = text(f"calendar/month_{moment.month}")
    values = {"day": moment.day, "month": month, "year": moment.year, "time": f"{moment:%H:%M}"}
    return text("calendar/hour", **values)


@lru_cache(1024)
def _moment(hour: str) -> datetime:
    return datetime.strptime(hour, HOUR_FORMAT)  # noqa: DTZ007 - a scenario has one local time


class Wording:
    """The words of one scenario, by the tables' numbers."""

    def __init__(self, scenario: Scenario, tables: Tables) -> None:
        self.scenario = scenario
        self.public = tables.public
        self.becauses = tables.hidden.becauses
        self.names = Names(tables)
        self._issues = list(scenario.issues.values())

    def role(self, number: int) -> str:
        """Return a role's short name."""
        return self.scenario.roles[self.public.roles[number]].short

    def issue(self, number: int) -> str:
        """Return an issue's title."""
        return self._issues[number].title

    def value(self, issue: int, value: int) -> str:
        """Return an option's summary, or a number with its unit."""
        found = self._issues[issue]
        if found.range is not None:
            return f"{self.public.issues[issue].values[value]} {found.range.unit}"
        options = list((found.options or {}).values())
        return options[value].summary

    def number(self, issue: int, value: int) -> str:
        """Return a number of a range without its unit."""
        return str(self.public.issues[issue].values[value])

    def wording(self, issue: int, value: int) -> str:
        """Return how a clause would read in the text."""
        found = self._issues[issue]
        if found.range is not None:
            number = str(self.public.issues[issue].values[value])
            return found.range.wording.replace("{value}", number)
        return list((found.options or {}).values())[value].wording

    def readings(self, issue: int, value: int) -> Mapping[str, Reading]:
        """Return what a wording can be taken to mean; empty if it is plain."""
        found = self._issues[issue]
        return {} if found.options is None else list(found.options.values())[value].readings

    def held(self, issue: int, clause: Clause) -> str:
        """Return the form and publicity of a clause where they are not the usual ones, else ''."""
        table = self.public.issues[issue]
        unusual = [table.forms[clause.form]] if clause.form else []
        unusual += [table.publicities[clause.publicity]] if clause.publicity else []
        return ", ".join(unusual)

    def clause(self, issue: int, clause: Clause) -> str:
        """Return a clause in a few words, with form and publicity where they are not the usual ones."""
        unusual = self.held(issue, clause)
        said = self.value(issue, clause.value)
        return f"{said.rstrip('.')} ({unusual})" if unusual else said

    def package(self, package: tuple[tuple[int, Clause], ...]) -> str:
        """Return a package as one sentence part: `Mongolia: ...; Ports: ...`."""
        parts = (f"{self.issue(i)}: {self.clause(i, c).rstrip('.')}" for i, c in package)
        return "; ".join(parts)

    def instrument(self, number: int) -> str:
        """Return an instrument's title."""
        return list(self.scenario.instruments.values())[number].title

    def of_text(self, number: int) -> str:
        """Return which text a proposal's number belongs to; of the main text it need not be said."""
        return (
            ""
            if self.public.instruments[number].main
            else text("event/of_text", text=self.instrument(number))
        )

    def issues(self, mask: Mask) -> str:
        """Return the titles of a mask of issues."""
        return ", ".join(self.issue(number) for number in members(mask))

    def roles(self, mask: Mask) -> str:
        """Return the short names of a mask of roles."""
        return ", ".join(self.role(number) for number in members(mask))

    def fork(self, number: int) -> Fork:
        """Return a fork as its author wrote it."""
        return list(self.scenario.forks.values())[number]

    def choice(self, fork: int, number: int) -> Choice:
        """Return one way to take a fork, as its author wrote it."""
        return list(self.fork(fork).choices.values())[number]

    def sitting(self, number: int) -> str:
        """Return a sitting's title."""
        return self.scenario.calendar[number].title

    def meaning(self, issue: int, reading: int, value: int = -1) -> str:
        """Return what a reading says; of the wording `value`, or of the first that can mean it."""
        key = self.public.issues[issue].reading_ids[reading]
        values = [value] if value >= 0 else range(len(self.public.issues[issue].values))
        found = [self.readings(issue, one) for one in values]
        return next(readings[key].meaning for readings in found if key in readings)

    def hour(self, minute: int) -> str:
        """Return a moment in words."""
        return spoken_hour(hour_of(minute))

    def at(self, number: int) -> Any:
        """Return the part of the scenario at the place of reason `number`."""
        found: Any = self.scenario
        for step in self.becauses[number].split("."):
            if isinstance(found, Mapping):
                found = found[step]
            elif isinstance(found, tuple):
                found = found[int(step)]
            else:
                found = getattr(found, step)
        return found

    def because(self, number: int) -> str:
        """Return the author's reason."""
        reason: str = self.at(number).because
        return reason

    def told(self, number: int) -> str:
        """Return what an effect tells."""
        effect = self.at(number)
        assert isinstance(effect, Effect), "only effects tell"
        assert effect.tell is not None, "only tellings are told"
        return effect.tell.text

    def phrase(self, role: int, intent: Intent, issue: int) -> str:
        """Return what a role says with an intent about an issue."""
        phrases = self.scenario.roles[self.public.roles[role]].phrases.get(intent, {})
        key = self.public.issues[issue].id if issue >= 0 else "any"
        said: str | None = phrases.get(key) or phrases.get("any")
        if said is not None:
            return said
        about = self.issue(issue) if issue >= 0 else text("say/everything")
        return text(f"say/{intent}", role=self.role(role), issue=about)

"""What must hold of a scenario beyond its form: ids exist, numbers fit, nothing is out of reach.

Law of this file: a check reports a code, a path and values through `Report`; it never raises, and one
wrong thing does not hide the next. Places and sentences are found only for what is wrong.
"""

from collections.abc import Iterable, Mapping

from game.messages import text
from game.scenario.base import Part, Ref
from game.scenario.conditions import ClauseIs, EventIs, ForkIs, HearingIs, OptionRef, ReadingIs
from game.scenario.findings import Finding, Severity, path_text
from game.scenario.model import Scenario
from game.scenario.numbering import reading_ids, values_of
from game.scenario.record import ClauseValue, FullClause
from game.scenario.references import Path, walk
from game.scenario.suggest import did_you_mean
from game.scenario.texts import Issue
from game.scenario.yaml_source import MAX_FINDINGS
from game.scenario.yaml_text import Document


class Report:
    """Collects what is wrong, each with its place in the author's file."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.findings: list[Finding] = []

    def error(self, code: str, path: Path, *, hint: str | None = None, **values: object) -> None:
        """Report something that stops the scenario."""
        self._add(Severity.ERROR, code, path, hint=hint, values=values)

    def warning(self, code: str, path: Path, **values: object) -> None:
        """Report something an author should know."""
        self._add(Severity.WARNING, code, path, hint=None, values=values)

    def unknown(self, code: str, path: Path, name: str, known: Iterable[str]) -> None:
        """Report a name that stands for nothing, with the nearest one that does."""
        if len(self.findings) >= MAX_FINDINGS:
            return
        choices = list(known)
        meant = did_you_mean(name, choices)
        hint = text("scenario/did_you_mean_hint", word=meant) if meant else None
        if hint is None and 0 < len(choices) <= 12:
            hint = text("scenario/choices_hint", choices=", ".join(choices))
        self.error(code, path, hint=hint, name=name)

    def _add(
        self,
        severity: Severity,
        code: str,
        path: Path,
        *,
        hint: str | None,
        values: Mapping[str, object],
    ) -> None:
        if len(self.findings) >= MAX_FINDINGS:
            return
        place = self._document.place(path, key=self._is_group(path))
        message = text(code, **values)
        self.findings.append(Finding(code, severity, place, path_text(path), message, hint))

    def _is_group(self, path: Path) -> bool:
        """Return whether fields or a list stand at `path`: then its name is what to look at."""
        value: object = self._document.value
        for step in path:
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int):
                value = value[step]
        return isinstance(value, dict | list)


def check_ids(scenario: Scenario, report: Report) -> None:
    """Check every id in the scenario, and every option, number, reading and outcome named."""
    known = _known(scenario)
    for found in walk(scenario):
        if len(found) == 4:
            path, _, name, mark = found
            _check_name(report, known, path, name, mark)
        else:
            path, part = found
            _check_part(scenario, report, path, part)
    for place, key in _clause_values(scenario):
        _check_clause_value(scenario, report, place, key)
    _check_documented_readings(scenario, report)


def _known(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    return {
        "role": tuple(scenario.roles),
        "party": tuple(scenario.parties),
        "issue": tuple(scenario.issues),
        "instrument": tuple(scenario.instruments),
        "track": tuple(scenario.tracks),
        "card": tuple(scenario.cards),
        "channel": tuple(scenario.channels),
        "sitting": tuple(sitting.id for sitting in scenario.calendar),
        "event": tuple(scenario.world),
        "fork": tuple(scenario.forks),
        "cost": tuple(scenario.costs),
        "source": tuple(scenario.bibliography),
    }


def _check_name(
    report: Report, known: Mapping[str, tuple[str, ...]], path: Path, name: str, mark: Ref
) -> None:
    if name not in known[mark.kind]:
        report.unknown(f"scenario/unknown_{mark.kind}", path, name, known[mark.kind])


# Options, readings, outcomes ------------------------------------------------------------------------


def _check_part(scenario: Scenario, report: Report, path: Path, part: Part) -> None:
    match part:
        case ClauseIs() if part.issue in scenario.issues:
            _check_clause_is(scenario.issues[part.issue], report, path, part)
        case OptionRef() if part.issue in scenario.issues:
            known = _option_ids(scenario.issues[part.issue])
            if part.option not in known:
                report.unknown("scenario/unknown_option", (*path, "option"), part.option, known)
        case ReadingIs() if part.issue in scenario.issues:
            known = reading_ids(scenario.issues[part.issue])
            if part.reading not in known:
                report.unknown("scenario/unknown_reading", (*path, "reading"), part.reading, known)
        case HearingIs() if part.issue in scenario.issues:
            known = reading_ids(scenario.issues[part.issue])
            if part.reading not in known:
                report.unknown("scenario/unknown_reading", (*path, "reading"), part.reading, known)
        case EventIs() if part.id in scenario.world:
            outcomes = tuple(scenario.world[part.id].outcomes)
            if part.outcome not in outcomes:
                report.unknown("scenario/unknown_outcome", (*path, "outcome"), part.outcome, outcomes)
        case ForkIs() if part.id in scenario.forks:
            choices = tuple(scenario.forks[part.id].choices)
            if part.choice not in choices:
                report.unknown("scenario/unknown_choice", (*path, "choice"), part.choice, choices)
        case _:
            pass


def _option_ids(issue: Issue) -> tuple[str, ...]:
    return tuple(issue.options or ())


def _check_clause_is(issue: Issue, report: Report, path: Path, clause: ClauseIs) -> None:
    known = _option_ids(issue)
    named = [("option", clause.option)] if clause.option else []
    for key, name in [*named, *((("one_of"), o) for o in clause.one_of)]:
        if name not in known:
            report.unknown("scenario/unknown_option", (*path, key), name, known)
    bounds = clause.at_least is not None or clause.at_most is not None
    if bounds and issue.range is None:
        report.error("scenario/not_a_number", path, issue=clause.issue)
    if clause.form and clause.form not in issue.forms:
        report.error("scenario/form_not_listed", (*path, "form"), form=clause.form)
    if clause.publicity and clause.publicity not in issue.publicity:
        report.error("scenario/publicity_not_listed", (*path, "publicity"), publicity=clause.publicity)


def _clause_values(scenario: Scenario) -> Iterable[tuple[Path, tuple[str, ClauseValue]]]:
    for name, dispatch in scenario.dispatches.items():
        for issue, value in dispatch.issues.items():
            yield ("dispatches", name, "issues", issue), (issue, value)
    for name, fixed in scenario.issues.items():
        if fixed.fixed is not None:
            yield ("issues", name, "fixed"), (name, fixed.fixed)
    for key, cut in scenario.cuts.items():
        for issue, value in cut.fixed.items():
            yield ("cuts", key, "fixed", issue), (issue, value)
    if scenario.record is None:
        return
    for name, documented in scenario.record.outcome.items():
        for issue, clause in documented.clauses.items():
            full = FullClause(value=clause.value, form=clause.form, publicity=clause.publicity)
            yield ("record", "outcome", name, "clauses", issue), (issue, full)
    for number, position in enumerate(scenario.record.positions):
        yield ("record", "positions", number, "value"), (position.issue, position.value)


def _check_clause_value(
    scenario: Scenario, report: Report, path: Path, clause: tuple[str, ClauseValue]
) -> None:
    name, value = clause
    if name not in scenario.issues:
        return
    issue = scenario.issues[name]
    full = value if isinstance(value, FullClause) else FullClause(value=value)
    known = values_of(issue)
    if full.value not in known:
        choices = [str(one) for one in known]
        report.unknown("scenario/unknown_option", path, str(full.value), choices)
    if full.form and full.form not in issue.forms:
        report.error("scenario/form_not_listed", path, form=full.form)
    if full.publicity and full.publicity not in issue.publicity:
        report.error("scenario/publicity_not_listed", path, publicity=full.publicity)


def _check_documented_readings(scenario: Scenario, report: Report) -> None:
    for name, documented in scenario.record.outcome.items() if scenario.record else ():
        for issue_id, clause in documented.clauses.items():
            issue = scenario.issues.get(issue_id)
            if clause.reading and issue is not None:
                option = (issue.options or {}).get(str(clause.value))
                known = tuple(option.readings) if option else ()
                if clause.reading not in known:
                    path = ("record", "outcome", name, "clauses", issue_id, "reading")
                    report.unknown("scenario/unknown_reading", path, clause.reading, known)

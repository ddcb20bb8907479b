"""What must hold of a scenario beyond its form: ids exist, numbers fit, nothing is out of reach.

Law of this file: a check reports a code, a path and values through `Report`; it never raises, and one
wrong thing does not hide the next. Places and sentences are found only for what is wrong.
"""

from collections.abc import Callable, Iterable, Mapping

from game.messages import text
from game.scenario.base import Part, Ref, hour_of, minutes_of
from game.scenario.calendar import Sitting, opening_of
from game.scenario.conditions import ClauseIs, Effect, EventIs, OptionRef, ReadingIs
from game.scenario.findings import Finding, Severity, path_text
from game.scenario.model import Scenario
from game.scenario.nouns import Issue
from game.scenario.numbering import reading_ids, values_of
from game.scenario.record import ClauseValue, FullClause
from game.scenario.references import Path, walk
from game.scenario.sources import Cite
from game.scenario.suggest import did_you_mean
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
        case EventIs() if part.id in scenario.world:
            outcomes = tuple(scenario.world[part.id].outcomes)
            if part.outcome not in outcomes:
                report.unknown("scenario/unknown_outcome", (*path, "outcome"), part.outcome, outcomes)
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


# What must make sense together ------------------------------------------------------------------------


def check_sense(scenario: Scenario, report: Report) -> None:
    """Check what fields mean together. Only for scenarios whose ids are all known."""
    for check in _CHECKS:
        check(scenario, report)


RESERVED_ROLES = ("all", "chance")


def _check_names(scenario: Scenario, report: Report) -> None:
    """Some words mean something where roles and issues are named: in seats, and in phrases."""
    for name in RESERVED_ROLES:
        if name in scenario.roles:
            report.error("scenario/reserved_name", ("roles", name), name=name)
    if "any" in scenario.issues:
        report.error("scenario/reserved_name", ("issues", "any"), name="any")


def _check_parties(scenario: Scenario, report: Report) -> None:
    spoken_for: dict[str, str] = {}
    for name, role in scenario.roles.items():
        path = ("roles", name, "party")
        if scenario.parties[role.party].kind != "signatory":
            report.error("scenario/affected_has_seat", path, party=role.party)
        if role.party in spoken_for:
            report.error("scenario/two_roles_one_party", path, other=spoken_for[role.party])
        spoken_for.setdefault(role.party, name)
    for name, party in scenario.parties.items():
        if party.kind == "signatory" and name not in spoken_for:
            report.error("scenario/nobody_speaks", ("parties", name))


def _check_issues(scenario: Scenario, report: Report) -> None:
    for name, issue in scenario.issues.items():
        path = ("issues", name)
        if issue.options is not None:
            _check_options(issue, report, path)
        elif "{value}" not in (issue.range.wording if issue.range else ""):
            report.error("scenario/no_value_in_wording", (*path, "range", "wording"))
        if issue.required == (issue.silent is not None):
            report.error("scenario/silent_needs_optional", path)


def _check_options(issue: Issue, report: Report, path: Path) -> None:
    options = issue.options or {}
    if len(options) < 2:
        report.error("scenario/one_option", path)
    if "silent" in options:
        report.error("scenario/reserved_option", (*path, "options", "silent"))
    if all(option.closed for option in options.values()):
        report.error("scenario/all_closed", path)
    for name, option in options.items():
        readings = list(option.readings.values())
        at = (*path, "options", name, "readings")
        if len(readings) == 1:
            report.error("scenario/one_reading", at)
        if readings and (readings[-1].when is not None or any(r.when is None for r in readings[:-1])):
            report.error("scenario/no_fallback_reading", at)


def _check_instruments(scenario: Scenario, report: Report) -> None:
    owner: dict[str, str] = {}
    for name, instrument in scenario.instruments.items():
        path = ("instruments", name)
        for number, issue in enumerate(instrument.issues):
            if issue in owner:
                report.error("scenario/issue_in_two_texts", (*path, "issues", number), issue=issue)
            owner[issue] = name
        if len(set(instrument.signatories)) < len(instrument.signatories):
            report.error("scenario/party_twice", (*path, "signatories"))
        for number, party in enumerate(instrument.signatories):
            if scenario.parties[party].kind != "signatory":
                report.error("scenario/not_a_signatory", (*path, "signatories", number), party=party)
    for issue in scenario.issues:
        if issue not in owner:
            report.error("scenario/issue_in_no_text", ("issues", issue))
    mains = [name for name, instrument in scenario.instruments.items() if instrument.main]
    if len(mains) != 1:
        report.error("scenario/one_main", ("instruments",), count=len(mains))
    for name in mains:
        if not any(name in sitting.signs for sitting in scenario.calendar):
            report.error("scenario/never_signed", ("instruments", name))


def _check_calendar(scenario: Scenario, report: Report) -> None:
    free: int | None = None
    seen: set[str] = set()
    for number, sitting in enumerate(scenario.calendar):
        path = ("calendar", number)
        if sitting.id in seen:
            report.error("scenario/sitting_twice", (*path, "id"), name=sitting.id)
        seen.add(sitting.id)
        opens, at = opening_of(sitting), minutes_of(sitting.at)
        if opens > at or (free is not None and opens < free):
            report.error("scenario/out_of_order", path, hour=hour_of(opens))
        meeting = sitting.meeting
        free = at + (meeting.exchanges * meeting.minutes if meeting else 0)
        _check_meeting(scenario, report, path, sitting)
    first = opening_of(scenario.calendar[0])
    for name, event in scenario.world.items():
        if minutes_of(event.at) < first:
            report.error("scenario/before_the_start", ("world", name, "at"), hour=event.at)


def _check_meeting(scenario: Scenario, report: Report, path: Path, sitting: Sitting) -> None:
    meeting = sitting.meeting
    if meeting is None:
        return
    issues = scenario.instruments[meeting.instrument].issues
    for number, issue in enumerate(meeting.opens):
        if issue not in issues:
            at = (*path, "meeting", "opens", number)
            report.unknown("scenario/issue_not_in_text", at, issue, issues)
    if len(set(meeting.roles)) < len(meeting.roles):
        report.error("scenario/role_twice", (*path, "meeting", "roles"))
    parties = scenario.instruments[meeting.instrument].signatories
    present = {scenario.roles[role].party for role in meeting.roles}
    for party in parties:
        if party not in present:
            report.error("scenario/party_not_there", (*path, "meeting", "roles"), party=party)


def _check_messages(scenario: Scenario, report: Report) -> None:
    desks = {sitting.id for sitting in scenario.calendar if sitting.desk}
    for name, card in scenario.cards.items():
        for number, sitting in enumerate(card.sittings):
            if sitting not in desks:
                report.error("scenario/no_desk", ("cards", name, "sittings", number), name=sitting)
    places = desks | {sitting.id for sitting in scenario.calendar if sitting.cable}
    for name, dispatch in scenario.dispatches.items():
        path = ("dispatches", name)
        for number, sitting in enumerate(dispatch.sittings):
            if sitting not in places:
                report.error("scenario/no_desk", (*path, "sittings", number), name=sitting)
        known = scenario.instruments[dispatch.instrument].issues if dispatch.instrument else ()
        for issue in dispatch.issues:
            if issue not in known:
                report.unknown("scenario/issue_not_in_text", (*path, "issues", issue), issue, known)
    for name, channel in scenario.channels.items():
        if channel.sender == channel.addressee:
            report.error("scenario/talks_to_itself", ("channels", name))


def _check_closed_options(scenario: Scenario, report: Report) -> None:
    opened = {
        (part.opens.issue, part.opens.option)
        for found in walk(scenario)
        if len(found) == 2
        for part in (found[1],)
        if isinstance(part, Effect) and part.opens
    }
    for name, issue in scenario.issues.items():
        for key, option in (issue.options or {}).items():
            if option.closed and (name, key) not in opened:
                report.error("scenario/never_opened", ("issues", name, "options", key, "closed"))


def _check_tracks(scenario: Scenario, report: Report) -> None:
    for name, track in scenario.tracks.items():
        if not track.min <= track.start <= track.max or track.min == track.max:
            report.error("scenario/track_bounds", ("tracks", name))


def _check_confidence(scenario: Scenario, report: Report) -> None:
    """A choice made for the game stands in no document, and never counts as one."""
    for found in walk(scenario):
        if len(found) == 2 and isinstance(found[1], Cite):
            path, cite = found[0], found[1]
            is_model = scenario.bibliography[cite.key].kind == "model"
            if is_model != (cite.confidence == "modelled"):
                report.error("scenario/modelled_source", path, key=cite.key)


def _check_sources(scenario: Scenario, report: Report) -> None:
    used = {found[2] for found in walk(scenario) if len(found) == 4 and found[3].kind == "source"}
    for key in scenario.bibliography:
        if key not in used:
            report.warning("scenario/unused_source", ("bibliography", key), name=key)


_CHECKS: tuple[Callable[[Scenario, Report], None], ...] = (
    _check_names,
    _check_parties,
    _check_issues,
    _check_instruments,
    _check_calendar,
    _check_messages,
    _check_closed_options,
    _check_tracks,
    _check_confidence,
    _check_sources,
)

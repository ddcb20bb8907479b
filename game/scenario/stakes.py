"""Checks of what roles want: every option has its points, and nobody leans on what they cannot see."""

import re
from collections.abc import Iterable, Mapping

from game.scenario.checks import Report
from game.scenario.conditions import Condition, TrackIs
from game.scenario.model import Scenario
from game.scenario.nouns import Issue, Role
from game.scenario.preferences import Points
from game.scenario.references import Path, walk

_NUMBER = re.compile(r"-?[0-9]{1,7}")


def check_stakes(scenario: Scenario, report: Report) -> None:
    """Check points, aims, walk-aways, phrases and questions of every role."""
    for name, role in scenario.roles.items():
        path: Path = ("roles", name)
        for issue_id, issue in scenario.issues.items():
            if issue_id not in role.points:
                report.error("scenario/no_points", (*path, "points"), issue=issue_id)
            else:
                _check_points(issue, role.points[issue_id], report, (*path, "points", issue_id))
        _check_sight(scenario, role, report, path)
        _check_phrases(scenario, role, report, path)
        for number, question in enumerate(role.comprehension):
            if question.answer > len(question.choices):
                report.error("scenario/no_such_choice", (*path, "comprehension", number, "answer"))


def _check_points(issue: Issue, points: Points, report: Report, path: Path) -> None:
    wanted: Mapping[str, object] = dict(issue.options or {})
    given = {key for key in points if key != "silent"}
    if not issue.required and not isinstance(points.get("silent"), int):
        report.error("scenario/no_silent_points", path)
    if issue.required and "silent" in points:
        report.error("scenario/silent_needs_optional", (*path, "silent"))
    if issue.range is not None:
        _check_curve(issue, points, report, path)
        return
    for key in sorted(given - set(wanted)):
        report.unknown("scenario/unknown_option", (*path, key), key, wanted)
    for key, option in (issue.options or {}).items():
        if key not in points:
            report.error("scenario/no_option_points", path, option=key)
            continue
        value = points[key]
        named = () if isinstance(value, int) else tuple(value)
        if set(named) != set(option.readings):
            code = "scenario/points_by_reading" if option.readings else "scenario/plain_points"
            report.error(code, (*path, key), readings=", ".join(option.readings))


def _check_curve(issue: Issue, points: Points, report: Report, path: Path) -> None:
    assert issue.range is not None, "called for ranges only"
    numbers: set[int] = set()
    for key, value in points.items():
        if key == "silent":
            continue
        if not _NUMBER.fullmatch(key) or not isinstance(value, int):
            report.error("scenario/points_by_number", (*path, key), key=key)
        elif not issue.range.min <= int(key) <= issue.range.max:
            report.error("scenario/points_outside", (*path, key), key=key)
        else:
            numbers.add(int(key))
    if not {issue.range.min, issue.range.max} <= numbers:
        report.error("scenario/points_at_ends", path, low=issue.range.min, high=issue.range.max)


def _check_sight(scenario: Scenario, role: Role, report: Report, path: Path) -> None:
    for at, condition in (*_private_conditions(role, path), *_card_conditions(scenario, role)):
        for where, part in (found for found in walk(condition, at) if len(found) == 2):
            if isinstance(part, TrackIs) and part.id in scenario.tracks:
                seen_by = scenario.tracks[part.id].seen_by
                if seen_by != "all" and not _is_seen(scenario, role, seen_by):
                    report.error("scenario/unseen_track", where, track=part.id)


def _is_seen(scenario: Scenario, role: Role, seen_by: Iterable[str]) -> bool:
    return any(scenario.roles[name] is role for name in seen_by if name in scenario.roles)


def _private_conditions(role: Role, path: Path) -> Iterable[tuple[Path, Condition]]:
    for number, aim in enumerate(role.aims):
        yield (*path, "aims", number, "met"), aim.met
        if aim.partly is not None:
            yield (*path, "aims", number, "partly"), aim.partly
    for number, linkage in enumerate(role.linkages):
        yield (*path, "linkages", number, "when"), linkage.when
    for number, move in enumerate(role.walkaway.moves):
        yield (*path, "walkaway", "moves", number, "when"), move.when


def _card_conditions(scenario: Scenario, role: Role) -> Iterable[tuple[Path, Condition]]:
    for name, card in scenario.cards.items():
        if card.when is not None and scenario.roles[card.role] is role:
            yield ("cards", name, "when"), card.when


def _check_phrases(scenario: Scenario, role: Role, report: Report, path: Path) -> None:
    known = (*scenario.issues, "any")
    for intent, by_issue in role.phrases.items():
        for issue in by_issue:
            if issue not in known:
                report.unknown("scenario/unknown_issue", (*path, "phrases", intent, issue), issue, known)

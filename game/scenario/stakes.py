"""Checks of what roles want: every option has its points, and nobody leans on what they cannot see."""

import re
from collections.abc import Iterable, Mapping

from game.scenario.base import Part
from game.scenario.checks import Report
from game.scenario.conditions import Condition, EventIs, ForkIs, HearingIs, TrackIs
from game.scenario.levers import Card, Fork
from game.scenario.model import Scenario
from game.scenario.preferences import Points
from game.scenario.references import Path, walk
from game.scenario.roles import Role
from game.scenario.signing import ratifier_of
from game.scenario.texts import Issue

_NUMBER = re.compile(r"-?[0-9]{1,7}")


def check_stakes(scenario: Scenario, report: Report) -> None:
    """Check points, aims, walk-aways, phrases and questions of every role."""
    for name, role in scenario.roles.items():
        path: Path = ("roles", name)
        for issue_id, issue in () if role.recorder else scenario.issues.items():
            if issue_id not in role.points:
                report.error("scenario/no_points", (*path, "points"), issue=issue_id)
            else:
                _check_points(issue, role.points[issue_id], report, (*path, "points", issue_id))
        _check_sight(scenario, name, report)
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


def _check_sight(scenario: Scenario, name: str, report: Report) -> None:
    """Nothing of a role's own may lean on what it does not see; least of all on its not having happened."""
    for at, condition in _own_conditions(scenario, name):
        for where, part in (found for found in walk(condition, at) if len(found) == 2):
            unseen = _unseen(scenario, name, part)
            if unseen is not None:
                kind, what = unseen
                report.error(f"scenario/unseen_{kind}", where, name=what)


def _unseen(scenario: Scenario, role: str, part: Part) -> tuple[str, str] | None:
    """Return the kind and the id of what a condition leans on and `role` does not see, if anything."""
    if isinstance(part, TrackIs):
        return None if _among(scenario.tracks[part.id].seen_by, role) else ("track", part.id)
    if isinstance(part, EventIs):
        return None if _among(scenario.world[part.id].seen_by, role) else ("event", part.id)
    if isinstance(part, HearingIs):
        return None if role in _hearers(scenario, part.issue) else ("hearing", part.issue)
    lever: Card | Fork | None = None
    if isinstance(part, ForkIs):
        lever = scenario.forks[part.id]
        return None if lever.role == role or _among(lever.noticed_by, role) else ("fork", part.id)
    if isinstance(part, Condition) and part.card is not None:
        lever = scenario.cards[part.card]
        return None if lever.role == role or _among(lever.noticed_by, role) else ("card", part.card)
    return None


def _among(seen_by: tuple[str, ...] | str, role: str) -> bool:
    return seen_by == "all" or role in seen_by


def _hearers(scenario: Scenario, issue: str) -> tuple[str | None, ...]:
    return tuple(text.hearer for text in scenario.instruments.values() if issue in text.issues)


def _own_conditions(scenario: Scenario, name: str) -> Iterable[tuple[Path, Condition]]:
    """Yield every condition that decides what a role wants or may do."""
    yield from _private_conditions(scenario.roles[name], ("roles", name))
    for kind, levers in (("cards", scenario.cards.items()), ("forks", scenario.forks.items())):
        for key, lever in levers:
            if lever.role == name and lever.when is not None:
                yield (kind, key, "when"), lever.when
    for key, card in scenario.cards.items():
        if card.role == name and card.worth_when is not None:
            yield ("cards", key, "worth_when"), card.worth_when
    for key, text in scenario.instruments.items():
        for party, ratification in text.ratification.items():
            if ratification.needs is not None and ratifier_of(scenario, key, party) == name:
                yield ("instruments", key, "ratification", party, "needs"), ratification.needs


def _private_conditions(role: Role, path: Path) -> Iterable[tuple[Path, Condition]]:
    for number, aim in enumerate(role.aims):
        yield (*path, "aims", number, "met"), aim.met
        if aim.partly is not None:
            yield (*path, "aims", number, "partly"), aim.partly
    for number, linkage in enumerate(role.linkages):
        yield (*path, "linkages", number, "when"), linkage.when
    for number, move in enumerate(role.walkaway.moves if role.walkaway else ()):
        yield (*path, "walkaway", "moves", number, "when"), move.when


def _check_phrases(scenario: Scenario, role: Role, report: Report, path: Path) -> None:
    known = (*scenario.issues, "any")
    for intent, by_issue in role.phrases.items():
        for issue in by_issue:
            if issue not in known:
                report.unknown("scenario/unknown_issue", (*path, "phrases", intent, issue), issue, known)

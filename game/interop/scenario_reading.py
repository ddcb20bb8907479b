"""A scenario as a case, if its text is additive: names from titles and summaries, numbers from its points.

Law of this file: whatever bears on what an outcome is worth or whether it can be had, and has no place in a
table, is refused with its line. Meetings, briefings and the like are left behind.
"""

from collections.abc import Iterator
from fractions import Fraction

from game.interop.cases import Case
from game.scenario.checks import Report
from game.scenario.conditions import Effect
from game.scenario.model import Scenario
from game.scenario.numbering import values_of
from game.scenario.origin import Measure, Origin
from game.scenario.references import Path, walk
from game.scenario.signing import signer_of, signers_of
from game.scenario.yaml_text import read_yaml
from game.storage.folders import MAIN_FILE, Opened, ScenarioError

Refusal = tuple[str, Path, dict[str, str]]


def case_of_scenario(opened: Opened, name: str) -> Case:
    """Return a scenario's case. `name`: its file, for findings. Raises `ScenarioError` with findings."""
    scenario = opened.scenario
    report = Report(read_yaml(opened.source[MAIN_FILE], file=name))
    for code, path, values in _refusals(scenario):
        report.error(f"convert/{code}", path, **values)
    if report.findings:
        raise ScenarioError("convert/not_additive", tuple(sorted(report.findings)), name=name)
    (text,) = scenario.instruments
    roles = signers_of(scenario, text)
    binding = scenario.instruments[text].binding
    vetoes = {signer_of(scenario, text, party) for party in binding.vetoes} if binding else set()
    numbers = {role: _numbers(opened, role) for role in roles}
    return Case(
        roles=tuple(scenario.roles[role].short for role in roles),
        issues=tuple(issue.title for issue in scenario.issues.values()),
        options=tuple(_option_names(scenario, issue) for issue in scenario.issues),
        points=tuple(
            tuple(zip(*(numbers[role][issue] for role in roles), strict=True)) for issue in scenario.issues
        ),
        walkaways=tuple(_line(scenario, role) for role in roles),
        vetoes=tuple(role in vetoes for role in roles) if binding else None,
        quorum=binding.quorum if binding else None,
        counted=tuple(
            issue.range is not None and issue.range.step == 1 for issue in scenario.issues.values()
        ),
        discounts=_discounts(scenario.origin, roles),
        title=scenario.title,
    )


def _option_names(scenario: Scenario, issue: str) -> tuple[str, ...]:
    found = scenario.issues[issue]
    if found.options is not None:
        return tuple(option.summary for option in found.options.values())
    return tuple(map(str, values_of(found)))


# Numbers ----------------------------------------------------------------------------------------


def _numbers(opened: Opened, role: str) -> dict[str, list[Fraction]]:
    """Return what each option of each issue is worth to a role, as it was before conversion."""
    measure, shifted = _measure(opened.scenario, role)
    found = {}
    for issue in opened.scenario.issues:
        points = _points(opened, role, issue)
        plus = measure.plus if issue == shifted else 0
        exact = measure.points.get(issue, {})
        found[issue] = [_before(value, exact.get(key), measure, plus) for key, value in points.items()]
    return found


def _points(opened: Opened, role: str, issue: str) -> dict[str, int]:
    """Return compiled points by option or number."""
    public = opened.tables.public
    own = opened.tables.roles[public.roles.index(role)]
    place = list(opened.scenario.issues).index(issue)
    values = map(str, public.issues[place].values)
    return {value: points[0] for value, points in zip(values, own.points[place], strict=True)}


def _before(points: int, exact: str | None, measure: Measure, plus: int) -> Fraction:
    """Return the number that points stand for: the exact one, unless the points have been changed."""
    times = Fraction(measure.times)
    if exact is not None and round(Fraction(exact) * times) + plus == points:
        return Fraction(exact)
    return Fraction(points - plus) / times


def _line(scenario: Scenario, role: str) -> Fraction:
    measure, _ = _measure(scenario, role)
    walkaway = scenario.roles[role].walkaway
    assert walkaway is not None, "who signs has a walk-away"
    return _before(walkaway.points, measure.walkaway, measure, measure.plus)


def _measure(scenario: Scenario, role: str) -> tuple[Measure, str]:
    origin = scenario.origin
    if origin is None or role not in origin.roles:
        return Measure(times="1", plus=0, walkaway=None, discount=None), ""
    return origin.roles[role], origin.shifted


def _discounts(origin: Origin | None, roles: tuple[str, ...]) -> tuple[Fraction, ...]:
    given = [origin.roles[role].discount if origin and role in origin.roles else None for role in roles]
    return tuple(Fraction(factor or 1) for factor in given) if any(given) else ()


# What a table cannot hold -----------------------------------------------------------------------


def _refusals(scenario: Scenario) -> Iterator[Refusal]:
    yield from _of_texts(scenario)
    yield from _of_issues(scenario)
    yield from _of_roles(scenario)
    for found in walk(scenario):
        if len(found) == 2 and isinstance(found[1], Effect) and (found[1].opens or found[1].closes):
            yield "changes_options", found[0], {}


def _of_texts(scenario: Scenario) -> Iterator[Refusal]:
    for number, (name, text) in enumerate(scenario.instruments.items()):
        if text.kind != "text":
            yield "spoken", ("instruments", name), {}
        elif number:
            yield "several_texts", ("instruments", name), {}
        if text.ratification:
            yield "is_ratified", ("instruments", name, "ratification"), {}


def _of_issues(scenario: Scenario) -> Iterator[Refusal]:
    yield from _same((issue.title, ("issues", name, "title")) for name, issue in scenario.issues.items())
    for name, issue in scenario.issues.items():
        path: Path = ("issues", name)
        if not issue.required:
            yield "may_be_silent", (*path, "required"), {}
        if issue.fixed is not None:
            yield "is_fixed", (*path, "fixed"), {}
        if len(issue.forms) > 1:
            yield "has_forms", (*path, "forms"), {}
        if len(issue.publicity) > 1:
            yield "has_publicity", (*path, "publicity"), {}
        options = (issue.options or {}).items()
        for key, option in options:
            if option.readings:
                yield "ambiguous", (*path, "options", key, "readings"), {}
            if option.closed:
                yield "is_closed", (*path, "options", key, "closed"), {}
        yield from _same((option.summary, (*path, "options", key, "summary")) for key, option in options)


def _of_roles(scenario: Scenario) -> Iterator[Refusal]:
    signers = {role for text in scenario.instruments for role in signers_of(scenario, text)}
    yield from _same((scenario.roles[name].short, ("roles", name, "short")) for name in signers)
    for name, role in scenario.roles.items():
        path: Path = ("roles", name)
        if role.recorder:
            continue
        if role.principal is not None:
            yield "has_principal", (*path, "principal"), {}
        if name not in signers:
            yield "does_not_sign", path, {}
        for number, _ in enumerate(role.linkages):
            yield "linked", (*path, "linkages", number), {}
        for number, _ in enumerate(role.walkaway.moves if role.walkaway else ()):
            yield "moving_line", (*path, "walkaway", "moves", number), {}


def _same(names: Iterator[tuple[str, Path]]) -> Iterator[Refusal]:
    seen: set[str] = set()
    for name, path in names:
        if name in seen:
            yield "same_name", path, {"name": name}
        seen.add(name)

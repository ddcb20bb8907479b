"""From the texts of a scenario folder to a checked, compiled scenario, or to findings.

Law of this file: the only way in. It takes texts, not paths; it never raises for what an author wrote.
"""

from collections.abc import Collection
from dataclasses import dataclass

from pydantic import ValidationError

from game.scenario.checks import Report, check_ids
from game.scenario.compile import compile_scenario
from game.scenario.findings import Finding, Severity
from game.scenario.model import Scenario
from game.scenario.model_findings import fields_of, findings_from_pydantic
from game.scenario.sense import check_sense
from game.scenario.stakes import check_stakes
from game.scenario.tables import Tables
from game.scenario.yaml_text import Document, read_yaml


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of loading: the scenario and its tables unless there were errors, and all findings."""

    scenario: Scenario | None
    tables: Tables | None
    findings: tuple[Finding, ...]
    document: Document

    @property
    def ok(self) -> bool:
        """Whether the scenario can be played."""
        return self.tables is not None


def load(data: bytes | str, *, file: str, texts: Collection[str]) -> Loaded:
    """Return the scenario written in `data`; `texts` are the names of the Markdown files beside it."""
    document = read_yaml(data, file=file)
    if document.value is None:
        return Loaded(None, None, document.findings, document)
    try:
        scenario = Scenario.model_validate(document.value)
    except ValidationError as error:
        found = findings_from_pydantic(error, document, known_fields=fields_of(Scenario))
        return Loaded(None, None, (*document.findings, *found), document)
    return _checked(scenario, document, texts)


def _checked(scenario: Scenario, document: Document, texts: Collection[str]) -> Loaded:
    report = Report(document)
    check_ids(scenario, report)
    _check_texts(scenario, report, texts)
    if not report.findings:
        check_sense(scenario, report)
        check_stakes(scenario, report)
    findings = tuple(sorted(report.findings))
    if any(finding.severity == Severity.ERROR for finding in findings):
        return Loaded(None, None, findings, document)
    return Loaded(scenario, compile_scenario(scenario), findings, document)


def _check_texts(scenario: Scenario, report: Report, texts: Collection[str]) -> None:
    if scenario.briefing not in texts:
        report.unknown("scenario/no_such_file", ("briefing",), scenario.briefing, texts)
    for name, role in scenario.roles.items():
        if role.briefing not in texts:
            path = ("roles", name, "briefing")
            report.unknown("scenario/no_such_file", path, role.briefing, texts)

"""What the parts of a scenario must mean together. Only for scenarios whose ids are all known.

Law of this file: as in `checks`, every check reports and none raises.
"""

from collections.abc import Callable

from game.scenario.checks import Report
from game.scenario.conditions import Effect
from game.scenario.model import Scenario
from game.scenario.references import Path, walk
from game.scenario.sense_calendar import CHECKS as CALENDAR_CHECKS
from game.scenario.sources import Cite
from game.scenario.texts import Instrument, Issue


def check_sense(scenario: Scenario, report: Report) -> None:
    """Check what fields mean together. Only for scenarios whose ids are all known."""
    for check in (*CHECKS, *CALENDAR_CHECKS):
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
    speakers: dict[str, list[str]] = {}
    for name, role in scenario.roles.items():
        if not role.recorder:
            speakers.setdefault(role.party, []).append(name)
    for names in speakers.values():
        _check_speakers(scenario, report, names)
    for name, party_ in scenario.parties.items():
        if party_.kind == "signatory" and name not in speakers:
            report.error("scenario/nobody_speaks", ("parties", name))


def _check_speakers(scenario: Scenario, report: Report, names: list[str]) -> None:
    """Several roles of one party are a principal and its delegates: else nobody knows who speaks for it."""
    for name in names:
        principal = scenario.roles[name].principal
        path = ("roles", name, "principal")
        if principal is None:
            continue
        if principal == name or principal not in names:
            report.error("scenario/principal_of_another", path, name=principal)
        elif scenario.roles[principal].principal is not None:
            report.error("scenario/principal_has_principal", path, name=principal)
    heads = [name for name in names if scenario.roles[name].principal is None]
    if len(heads) > 1:
        path = ("roles", heads[1], "party")
        report.error("scenario/two_roles_one_party", path, other=heads[0])


def _check_roles(scenario: Scenario, report: Report) -> None:
    for name, role in scenario.roles.items():
        path = ("roles", name)
        if role.mandate and role.principal is None:
            report.error("scenario/mandate_without_principal", (*path, "mandate"))
        given = {
            "points": role.points,
            "walkaway": role.walkaway,
            "persona": role.persona,
            "aims": role.aims,
        }
        for field, value in given.items():
            if role.recorder and value and field != "persona":
                report.error("scenario/recorder_has_stake", (*path, field), field=field)
            if not role.recorder and not value:
                report.error("scenario/role_needs", path, field=field)
        if role.recorder and role.principal is not None:
            report.error("scenario/recorder_has_stake", (*path, "principal"), field="principal")


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
        if instrument.kind == "text":
            _check_signatories(scenario, report, path, name)
        else:
            _check_understanding(scenario, report, path, instrument)
    for issue in scenario.issues:
        if issue not in owner:
            report.error("scenario/issue_in_no_text", ("issues", issue))
    mains = [name for name, instrument in scenario.instruments.items() if instrument.main]
    if len(mains) != 1:
        report.error("scenario/one_main", ("instruments",), count=len(mains))
    for name in mains:
        if not any(name in sitting.signs for sitting in scenario.calendar):
            report.error("scenario/never_signed", ("instruments", name))


def _check_signatories(scenario: Scenario, report: Report, path: Path, name: str) -> None:
    text = scenario.instruments[name]
    if len(text.signatories) < 2:
        report.error("scenario/two_signatories", (*path, "signatories"))
    if len(set(text.signatories)) < len(text.signatories):
        report.error("scenario/party_twice", (*path, "signatories"))
    for number, party in enumerate(text.signatories):
        if scenario.parties[party].kind != "signatory":
            report.error("scenario/not_a_signatory", (*path, "signatories", number), party=party)
    for number, role in enumerate(text.signers):
        if scenario.roles[role].party not in text.signatories or scenario.roles[role].recorder:
            report.error("scenario/signer_of_no_party", (*path, "signers", number), role=role)
    for field, talker in (("speaker", text.speaker), ("hearer", text.hearer)):
        if talker is not None:
            report.error("scenario/only_understandings", (*path, field), field=field)
    _check_binding(report, path, text)
    for number, other in enumerate(text.tied_to):
        if other == name or scenario.instruments[other].kind != "text":
            report.error("scenario/tied_to_itself", (*path, "tied_to", number), text=other)
    _check_ratification(scenario, report, path, name)


def _check_binding(report: Report, path: Path, text: Instrument) -> None:
    if text.binding is None:
        return
    at = (*path, "binding")
    for number, party in enumerate(text.binding.vetoes):
        if party not in text.signatories:
            report.error("scenario/veto_of_no_signatory", (*at, "vetoes", number), party=party)
    if not max(2, len(text.binding.vetoes)) <= text.binding.quorum <= len(text.signatories):
        report.error("scenario/bad_quorum", (*at, "quorum"), most=len(text.signatories))


def _check_ratification(scenario: Scenario, report: Report, path: Path, name: str) -> None:
    text = scenario.instruments[name]
    for party in text.ratification:
        if party not in text.signatories:
            report.error("scenario/ratifier_of_no_signatory", (*path, "ratification", party), party=party)
    signs = [n for n, sitting in enumerate(scenario.calendar) if name in sitting.signs]
    ratifies = [n for n, sitting in enumerate(scenario.calendar) if name in sitting.ratifies]
    if text.ratification and not ratifies:
        report.error("scenario/never_ratified", (*path, "ratification"))
    for number in ratifies:
        at = ("calendar", number, "ratifies")
        if not text.ratification:
            report.error("scenario/nobody_ratifies", at, text=name)
        elif signs and number < max(signs):
            report.error("scenario/ratified_too_early", at, text=name)


def _check_understanding(scenario: Scenario, report: Report, path: Path, text: Instrument) -> None:
    if text.speaker is None or text.hearer is None or text.speaker == text.hearer:
        report.error("scenario/understanding_needs_two", path)
    for role in (text.speaker, text.hearer):
        if role is not None and scenario.roles[role].recorder:
            report.error("scenario/recorder_speaks", path, role=role)
    spoken_only = {
        "signatories": text.signatories,
        "signers": text.signers,
        "binding": text.binding,
        "tied_to": text.tied_to,
        "ratification": text.ratification,
        "reopening": text.reopening,
        "main": text.main,
    }
    for field, value in spoken_only.items():
        if value:
            report.error("scenario/only_texts", (*path, field), field=field)
    for name in text.issues:
        issue = scenario.issues[name]
        if issue.forms != ("oral",) or issue.publicity != ("secret",) or issue.required:
            report.error("scenario/words_are_oral", ("issues", name))


def _check_conflicts(scenario: Scenario, report: Report) -> None:
    owner = {issue: name for name, text in scenario.instruments.items() for issue in text.issues}
    for name, conflict in scenario.conflicts.items():
        path = ("conflicts", name)
        if owner[conflict.first.issue] == owner[conflict.second.issue]:
            report.error("scenario/conflict_within", path)
        if conflict.promiser == conflict.injured:
            report.error("scenario/injures_itself", path)


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


CHECKS: tuple[Callable[[Scenario, Report], None], ...] = (
    _check_names,
    _check_parties,
    _check_roles,
    _check_issues,
    _check_instruments,
    _check_conflicts,
    _check_closed_options,
    _check_tracks,
    _check_confidence,
    _check_sources,
)

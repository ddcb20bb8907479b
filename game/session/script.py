"""The documented course of a scenario as scripts, one for each role."""

from game.engine.acts import Clause
from game.negotiators.record import Script, ScriptLine
from game.scenario.model import Scenario
from game.scenario.numbering import clause_of
from game.scenario.record import DocumentedClause, FullClause

NO_SCRIPT = Script((), {})


def script_of(scenario: Scenario, role: str) -> Script:
    """Return what `role` did, and how each issue came out; empty without a record."""
    record = scenario.record
    if record is None:
        return NO_SCRIPT
    sittings = [sitting.id for sitting in scenario.calendar]
    lines = tuple(
        ScriptLine(sittings.index(item.sitting), item.step, item.act)
        for item in record.acts
        if item.role == role
    )
    issues = list(scenario.issues)
    outcome = {
        issues.index(name): Clause(*clause_of(scenario, name, _full(clause)))
        for documented in record.outcome.values()
        for name, clause in documented.clauses.items()
    }
    return Script(lines, outcome)


def _full(clause: DocumentedClause) -> FullClause:
    return FullClause(value=clause.value, form=clause.form, publicity=clause.publicity)

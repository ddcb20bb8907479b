"""`kherem validate`: what is wrong with scenarios, with line and column."""

from contextlib import suppress
from pathlib import Path

import click

from game.cli.common import echo_json, line
from game.cli.main import FAILED, USAGE
from game.messages import text
from game.scenario.findings import Finding, Severity
from game.scenario.plain import plain
from game.storage.folders import MAIN_FILE, ScenarioError, check, find


@click.command(help=text("cli/validate_help"))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "layout",
    type=click.Choice(["text", "json"]),
    default="text",
    help=text("cli/format_option"),
)
def command(*, paths: tuple[Path, ...], layout: str) -> None:
    """Check scenario folders or files, all findings of each."""
    context = click.get_current_context()
    findings: list[Finding] = []
    absent = False
    for path in paths:
        try:
            findings.extend(check(_folder(path)))
        except ScenarioError as error:
            click.echo(str(error), err=True)
            absent = True
    ok = not absent and not any(finding.severity == Severity.ERROR for finding in findings)
    if layout == "json":
        echo_json({"ok": ok, "findings": [finding.as_json() for finding in findings]})
    else:
        for finding in findings:
            click.echo(line(finding))
        if ok or findings:
            click.echo(text("cli/valid" if ok else "cli/invalid", count=len(findings)))
    context.exit(USAGE if absent else 0 if ok else FAILED)


def _folder(path: Path) -> Path:
    """Return the scenario folder meant by a path. Raises `ScenarioError`."""
    with suppress(OSError):  # such as a name too long for the system
        folder = path.parent if path.name == MAIN_FILE else path
        if (folder / MAIN_FILE).is_file():
            return folder
    if path.name == str(path):  # the id of a shipped scenario
        with suppress(ScenarioError):
            return find(path.name)
    raise ScenarioError("storage/no_main_file", name=plain(str(path)), file=MAIN_FILE)

"""`kherem scenarios`: what there is to play."""

import click

from game.cli.common import echo_json, json_option, polite
from game.messages import text
from game.scenario.cutting import cut_ids
from game.storage.folders import Opened, open_folder, shipped


@click.command(help=text("cli/scenarios_help"))
@json_option
@polite
def command(*, as_json: bool) -> None:
    """List the shipped scenarios."""
    found = [open_folder(folder) for folder in shipped()]
    if as_json:
        echo_json([_data(opened) for opened in found])
        return
    for opened in found:
        scenario = opened.scenario
        click.echo(f"{scenario.id}: {scenario.title}")
        click.echo(f"  {scenario.summary}")
        roles = ", ".join(f"{key} ({role.name})" for key, role in scenario.roles.items())
        click.echo(
            "  " + text("cli/scenario_line", roles=roles, minutes=scenario.minutes, licence=scenario.licence)
        )
        for key, cut in scenario.cuts.items():
            click.echo("  " + text("cli/cut_line", cut=key, title=cut.title, minutes=cut.minutes))


def _data(opened: Opened) -> dict[str, object]:
    scenario = opened.scenario
    return {
        "id": scenario.id,
        "title": scenario.title,
        "summary": scenario.summary,
        "minutes": scenario.minutes,
        "roles": [{"id": key, "name": role.name} for key, role in scenario.roles.items()],
        "issues": list(scenario.issues),
        "instruments": list(scenario.instruments),
        "cuts": list(cut_ids(scenario)),
        "cut_minutes": {name: _minutes(opened, name) for name in cut_ids(scenario)},
    }


def _minutes(opened: Opened, cut: str) -> int:
    """Return about how many minutes a game of one version takes."""
    cuts = opened.scenario.cuts
    return cuts[cut].minutes if cut in cuts else opened.scenario.minutes

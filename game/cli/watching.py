"""A match of AI players shown from beginning to end, with its debrief."""

import sys
from typing import Any

import click

from game.engine.digest import digest
from game.presentation.debrief import debrief, points, walkaways
from game.presentation.debrief_words import fidelity
from game.presentation.view_texts import clause_data
from game.presentation.wording import Wording
from game.report import plain_debrief
from game.session.match import Match


def watch_match(match: Match) -> None:
    """Print a match as a transcript, then its debrief."""
    from game.terminal import watch_in_terminal

    watch_in_terminal(match, sys.stdout)
    click.echo("")
    click.echo(plain_debrief(debrief(match)), nl=False)


def result_data(match: Match) -> dict[str, Any]:
    """Return how a match stands, as `watch --json` says it."""

    wording = Wording(match.opened.scenario, match.tables)
    return {
        "scenario": match.opened.scenario.id,
        "seed": match.header.seed,
        "seats": dict(match.seats),
        "status": match.state.clock.status,
        "instruments": _instruments(match, wording),
        "points": points(match),
        "walkaway": walkaways(match),
        "fidelity": fidelity(match, wording),
        "sittings": match.state.clock.sitting + 1,
        "acts": match.acts,
        "digest": digest(match.state),
    }


def _instruments(match: Match, wording: Wording) -> dict[str, Any]:
    found = {}
    for number, table in enumerate(match.tables.public.instruments):
        shown = match.state.texts[number]
        clauses = {}
        for issue in table.issues:
            data = clause_data(wording, issue, shown.clauses[issue], shown.readings[issue])
            kept = ("option", "form", "publicity", "reading")
            clauses[wording.names.lists["issue"][issue]] = data and {k: data[k] for k in kept}
        found[table.id] = {"status": shown.status, "clauses": clauses}
    return found

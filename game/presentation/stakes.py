"""What a text is worth to the seat that asks: aims in words, and better or worse than no agreement.

Law of this file: a seat is told its own stakes only. Numbers are the author's weights.
"""

from typing import Any

from game.engine.events import IN_FORCE
from game.engine.facts import Facts, facts_seen, holds
from game.engine.offering import Knowledge
from game.engine.state import Text
from game.engine.worth import Worth, walkaway, worth
from game.messages import text
from game.presentation.wording import Wording
from game.scenario.tables import LinkageTable, RoleTables

NEAR = 5
MUCH = 15


def verdict(points: Worth, line: int) -> str:
    """Return how a text compares with no agreement: a code of the catalogue without its area."""
    gap = points.middle - line
    if points.worst <= line < points.best:
        return "open"
    if abs(gap) <= NEAR:
        return "slightly_better" if gap > 0 else "slightly_worse"
    if gap > 0:
        return "much_better" if gap > MUCH else "better"
    return "much_worse" if gap < -MUCH else "worse"


def aims(wording: Wording, own: RoleTables, facts: Facts) -> list[dict[str, Any]]:
    """Return a role's aims in words: met, partly, not."""
    role = wording.scenario.roles[wording.public.roles[own.role]]
    found = []
    for aim, (met, partly) in zip(role.aims, own.aims, strict=True):
        state = "not"
        if holds(met, facts):
            state = "met"
        elif partly is not None and holds(partly, facts):
            state = "partly"
        found.append({"text": aim.text, "short": aim.short or aim.text.rstrip("."), "state": state})
    return found


def no_agreement(
    wording: Wording, own: RoleTables, facts: Facts, signed: Facts | None = None
) -> dict[str, Any]:
    """Return what a role has without agreement: in words, in points, and what has moved it.

    `signed`: the facts by which clauses count that hang together, if not all that stand in texts do.
    """
    author = wording.scenario.roles[wording.public.roles[own.role]].walkaway
    return {
        "text": author.text if author else "",
        "at_first": own.walkaway,
        "now": walkaway(own, facts),
        "moves": _reasons(wording, own.moves, facts),
        "linkages": _reasons(wording, own.linkages, signed or facts),
    }


def _reasons(wording: Wording, tables: tuple[LinkageTable, ...], facts: Facts) -> list[dict[str, Any]]:
    return [
        {
            "points": item.points,
            "because": wording.because(item.because),
            "applies": holds(item.when, facts),
        }
        for item in tables
    ]


def weights(wording: Wording, own: RoleTables) -> dict[str, dict[str, list[int]]]:
    """Return a role's points by issue and option; an ambiguous option has one for each reading."""
    return {
        issue.id: {
            str(value): list(points) for value, points in zip(issue.values, own.points[number], strict=True)
        }
        for number, issue in enumerate(wording.public.issues)
    }


def facts_now(known: Knowledge) -> Facts:
    """Return the facts as far as a seat knows them; clauses of texts that came to nothing are none."""
    facts = facts_seen(known.public, known.view)
    dead = [
        number
        for number, shown in enumerate(known.view.texts)
        if shown is not None and shown.status not in (*IN_FORCE, "running")
    ]
    if not dead:
        return facts
    clauses = [
        None if issue.instrument in dead else clause
        for issue, clause in zip(known.public.issues, facts.clauses, strict=True)
    ]
    return facts._replace(clauses=tuple(clauses))


def facts_with(known: Knowledge, instrument: int, number: int) -> Facts:
    """Return the facts as they would be with a proposal initialled, or a definition agreed."""
    facts = facts_now(known)
    shown = known.view.texts[instrument]
    assert shown is not None, "a seat weighs texts it sees"
    proposal = shown.proposals[number - 1]
    clauses, readings = list(facts.clauses), list(facts.readings)
    for issue, clause in proposal.package:
        clauses[issue] = clause
    if proposal.reading >= 0:
        readings[proposal.issue] = proposal.reading
    return facts._replace(clauses=tuple(clauses), readings=tuple(readings))


def weigh(wording: Wording, known: Knowledge, facts: Facts, instrument: int = -1) -> dict[str, Any]:
    """Return worth, walk-away, verdict and aims of a seat for what stands in `facts`.

    `instrument`: the text that has to be whole for a verdict; the main one if not given.
    """
    points = worth(known.public, known.own, facts)
    line = walkaway(known.own, facts)
    undecided = [
        known.public.issues[issue].id
        for issue in _issues_to_settle(known, instrument)
        if facts.clauses[issue] is None
    ]
    code = "undecided" if undecided else verdict(points, line)
    return {
        "points": points._asdict(),
        "walkaway": line,
        "undecided": undecided,
        "verdict": code,
        "verdict_text": text(f"stakes/{code}", points=points.middle, walkaway=line),
        "aims": aims(wording, known.own, facts),
    }


def _issues_to_settle(known: Knowledge, instrument: int) -> list[int]:
    """Return the required issues of a text and of those tied to it, as far as the seat sees them.

    A seat that does not see the main text is judged by all it sees.
    """
    sight = known.public.text_sight[known.view.role]
    main = next(number for number, table in enumerate(known.public.instruments) if table.main)
    first = instrument if instrument >= 0 else main
    wanted = 1 << first | known.public.instruments[first].tied
    wanted = wanted & sight if sight >> first & 1 else sight
    return [
        number
        for number, issue in enumerate(known.public.issues)
        if issue.required and wanted >> issue.instrument & 1
    ]


def is_frozen(shown: Text) -> bool:
    """Return whether a signature freezes a text."""
    return bool(shown.signatures) and shown.status == "running"

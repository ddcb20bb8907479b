"""A delegate's instructions as data for any face, and warnings where a text would lie outside them.

Law of this file: a mandate is its delegate's own; of its principal's side only what was last sent is told.
"""

from collections.abc import Iterable
from typing import Any

from game.engine.acts import Clause
from game.engine.authority import covers, mandate_sent
from game.engine.carrying import after_widening, can_ratify
from game.engine.facts import Clauses, facts_seen
from game.engine.offering import Knowledge
from game.engine.state import LONG_AGO
from game.engine.wire_clauses import LEVELS
from game.messages import text
from game.presentation.authority import condition_text, grants_lines, values_text
from game.presentation.effects import effect_lines
from game.presentation.stakes import facts_now
from game.presentation.wording import Wording
from game.scenario.base import hour_of
from game.scenario.indices import members
from game.scenario.tables import Grant, Grants

Data = dict[str, Any]


def own_mandate(w: Wording, known: Knowledge) -> Data | None:
    """Return what a delegate may sign, and when each part of it was sent; None for others."""
    seat = known.view.seat
    if known.own.principal < 0:
        return None
    return {
        "principal": w.public.roles[known.own.principal],
        "issues": _with_closed(w, known, _mandate(w, seat.mandate, signed_issues(w, known.view.role))),
        "sent": {
            w.public.issues[issue].id: hour_of(sent)
            for issue, sent in enumerate(seat.ordered)
            if sent != LONG_AGO
        },
        "judged": [
            {
                "instrument": w.public.instruments[one.instrument].id,
                "outside": [w.public.issues[issue].id for issue in members(one.outside)],
            }
            for one in seat.judged
        ],
    }


def sent_mandates(w: Wording, known: Knowledge) -> Data:
    """Return, of a principal's delegates, what each may sign as last sent, received or not."""
    role = w.scenario.roles[w.public.roles[known.view.role]]
    facts = facts_seen(known.public, known.view)
    carried = can_ratify(known.own, after_widening(known.public, known.own, facts))
    return {
        w.public.roles[delegate]: {
            "issues": _mandate(
                w, mandate_sent(known.own, delegate, known.view.seat.outbox), signed_issues(w, delegate)
            ),
            "widening": effect_lines(w, known.view.role, role.widening),
            "still_ratified": carried,
        }
        for delegate, _ in known.own.delegates
    }


def signed_issues(w: Wording, role: int) -> list[int]:
    """Return the issues of the texts a role signs, less those that are not negotiated."""
    return [
        issue
        for table in w.public.instruments
        if table.signers >> role & 1
        for issue in table.issues
        if w.public.issues[issue].fixed is None
    ]


def _mandate(w: Wording, mandate: tuple[Grants, ...], issues: Iterable[int]) -> Data:
    return {
        w.public.issues[issue].id: {
            "title": w.issue(issue),
            "options": {
                str(value): _grant(w, grant)
                for value, grant in zip(w.public.issues[issue].values, mandate[issue], strict=True)
            },
            "lines": grants_lines(w, issue, enumerate(mandate[issue])),
        }
        for issue in issues
    }


def _with_closed(w: Wording, known: Knowledge, issues: Data) -> Data:
    """Add to a delegate's authority which options cannot be proposed as things stand."""
    for number, table in enumerate(w.public.issues):
        shown = known.view.texts[table.instrument]
        if table.id not in issues or shown is None or shown.status != "running":
            continue
        closed = [v for v in range(len(table.values)) if not shown.available[number] >> v & 1]
        if closed:
            issues[table.id]["lines"].append(
                text("stakes/closed_now", options=values_text(w, number, closed))
            )
    return issues


def _grant(w: Wording, grant: Grant) -> Data:
    conditions = {
        w.public.issues[issue].id: [w.public.issues[issue].values[value] for value in members(mask)]
        for issue, mask in grant.only_if
    }
    return {"level": LEVELS[grant.level], "only_if": conditions}


# Warnings -----------------------------------------------------------------------------------------


def outside_lines(
    w: Wording, known: Knowledge, instrument: int, package: Iterable[tuple[int, Clause]] = ()
) -> list[Data]:
    """Return which clauses of a text, with `package` in it, a delegate may not sign, and why."""
    table = known.public.instruments[instrument]
    if known.own.principal < 0 or not table.signers >> known.view.role & 1:
        return []
    clauses = list(facts_now(known).clauses)
    for issue, clause in package:
        clauses[issue] = clause
    return [
        {"issue": w.public.issues[issue].id, "title": w.issue(issue), "text": why}
        for issue in table.issues
        if (why := _why_outside(w, known, issue, tuple(clauses))) is not None
    ]


def _why_outside(w: Wording, known: Knowledge, issue: int, clauses: Clauses) -> str | None:
    clause = clauses[issue]
    if clause is None:
        return None
    grant = known.view.seat.mandate[issue][clause.value]
    if covers(grant, clauses):
        return None
    values = {"issue": w.issue(issue), "option": w.value(issue, clause.value).rstrip(".")}
    if grant.level:
        return text(f"stakes/outside_{LEVELS[grant.level]}", **values)
    missing = "; ".join(
        condition_text(w, other, mask) for other, mask in grant.only_if if not _stands(clauses[other], mask)
    )
    return text("stakes/outside_only_if", **values, missing=missing)


def _stands(clause: Clause | None, mask: int) -> bool:
    return clause is not None and bool(mask >> clause.value & 1)

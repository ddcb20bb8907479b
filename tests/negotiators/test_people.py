"""A person against `diplomat` in the tutorial: haste loses, patience can do better than history."""

from collections.abc import Callable

import pytest

from game.analysis.results import result_of
from game.negotiators.bidding import Scales
from game.session.match import Match
from tests.session.matches import Data, new_match, yalta

Play = Callable[[Match, int], Data]

DREAM: dict[str, Data] = {
    "roosevelt": {
        "entry": 2,
        "mongolia": "unmentioned",
        "ports": "free_both",
        "railways": "chinese_run",
        "concurrence": "president_obtains",
    },
    "stalin": {
        "entry": 6,
        "mongolia": "recognised",
        "ports": "lease_both",
        "railways": "rights_restored",
        "concurrence": "president_obtains",
    },
}
OFFER: dict[str, Data] = {
    "roosevelt": {
        "entry": 2,
        "mongolia": "status_quo",
        "ports": "intl_and_base",
        "railways": "joint_company",
        "concurrence": "president_obtains",
    },
    "stalin": {
        "entry": 3,
        "mongolia": "status_quo",
        "ports": "lease_both",
        "railways": "joint_company",
        "concurrence": "president_obtains",
    },
}
"""What either can live well with, and gives the other what it needs most."""
LAST_SITTING = 3


def patient(match: Match, role: int) -> Data:
    """Ask for the dream, listen, and on the last evening make one offer that both can live with.

    With the last word it takes what is better than nothing.
    """
    table = match.view(role).table
    assert table is not None, "it is this seat's turn at a table"
    offered = {template.kind for template in match.offered(role)}
    late = match.state.clock.sitting == LAST_SITTING and table.turn >= 3
    if "propose" in offered and not settled(match):
        return {"kind": "propose", "issues": (OFFER if late else DREAM)[match.roles[role]]}
    scales = Scales(*match.knowledge(role), 0)
    open_ones = [p for p in scales.text.proposals if p.status == "open" and p.role != role]
    best = max(open_ones, key=lambda p: scales.worth_with(p.package, 0), default=None)
    if late and best is not None and scales.worth_with(best.package, 0) > scales.walkaway:
        return {"kind": "accept", "target": best.number}
    return {"kind": "reject"}


def hasty(match: Match, role: int) -> Data:
    """Accept whatever comes first."""
    accepts = [template for template in match.offered(role) if template.kind == "accept"]
    return {"kind": "accept", "target": accepts[0].targets[0]} if accepts else {"kind": "reject"}


def settled(match: Match) -> bool:
    """Return whether every question has an answer."""
    return None not in match.state.texts[0].clauses


def points(seat: str, play: Play, seed: int) -> int:
    """Return what a person in a seat has in the end, `diplomat` across the table."""
    match = new_match(f"all=diplomat,{seat}=human", seed)
    role = match.role_number(seat)
    match.run()
    while not match.ended:
        kinds = {template.kind for template in match.offered(role)}
        at_table = match.state.clock.step == "table"
        act = play(match, role) if at_table else {"kind": "sign" if "sign" in kinds else "done"}
        match.act(role, act)
        match.run()
    return result_of(match.tables, match.state, role)


@pytest.mark.parametrize("seat", ["roosevelt", "stalin"])
def test_patience_beats_history_and_haste_does_not(seat: str) -> None:
    """An opponent nobody can beat teaches as little as one anybody can."""
    record = new_match("all=record", 1)
    record.run()
    role = record.role_number(seat)
    documented = result_of(record.tables, record.state, role)
    line = yalta().tables.roles[role].walkaway
    seeds = range(2000, 2020)
    assert sum(points(seat, patient, seed) > documented for seed in seeds) > len(seeds) // 2
    assert all(points(seat, hasty, seed) < line for seed in seeds)

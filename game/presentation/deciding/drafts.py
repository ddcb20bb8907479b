"""A package in the making, and the packages it can begin with.

Law of this file: only the seat's own worth is weighed, never the chances with the other side.
"""

from dataclasses import dataclass, field
from typing import Any

from game.engine.acts import Clause
from game.engine.authority import MAY_SIGN
from game.engine.offering import Template
from game.engine.state import Proposal
from game.engine.wire_clauses import encode_clause
from game.presentation.deciding.seat import Seat
from game.scenario.indices import members

Data = dict[str, Any]


@dataclass
class Draft:
    """A package in the making."""

    instrument: int
    package: dict[int, Clause] = field(default_factory=dict)
    wished: list[int] = field(default_factory=list)
    standing: bool = False

    def clauses(self) -> tuple[tuple[int, Clause], ...]:
        """Return the package in the order the rules want."""
        return tuple(sorted(self.package.items()))

    def data(self, seat: Seat) -> Data:
        """Return the fields of an act: which text, which issues."""
        names = seat.names
        issues = {
            names.lists["issue"][issue]: encode_clause(names, issue, clause)
            for issue, clause in self.clauses()
        }
        return {"instrument": names.name("instrument", self.instrument), "issues": issues}


def starts(seat: Seat, template: Template) -> dict[str, dict[int, Clause]]:
    """Return packages to begin with, by what they are; the first is the usual one."""
    shown = seat.known().view.texts[template.instrument]
    assert shown is not None, "a seat proposes for texts it sees"
    packages = [p for p in shown.proposals if p.package]
    mine = [p for p in packages if p.role == seat.number]
    others = [p for p in packages if p.role != seat.number]
    found = {}
    if mine:
        found["mine"] = _possible(template, mine[-1])
    if others:
        found["theirs"] = _possible(template, others[-1])
    settled = {issue for issue, clause in enumerate(shown.clauses) if clause is not None}
    found["wishes"] = wishes(seat, template, settled)
    found["empty"] = {}
    usual = found["mine"] if mine else found["wishes"]
    if not proposable(template, usual):
        usual = found["wishes"]
    return {"usual": usual, **found}


def _possible(template: Template, proposal: Proposal) -> dict[int, Clause]:
    """Return what of a package can be proposed now, in forms that may be used."""
    options = dict(template.options)
    return {
        issue: Clause(
            clause.value,
            clause.form if template.forms else 0,
            clause.publicity if template.secrecy else 0,
        )
        for issue, clause in proposal.package
        if options.get(issue, 0) >> clause.value & 1
    }


def wishes(seat: Seat, template: Template, settled: set[int]) -> dict[int, Clause]:
    """Return what the seat would like best on every issue not initialled yet, and may sign if it can.

    Where the text had better be silent, an issue is left out.
    """
    found = {}
    for issue, mask in template.options:
        values = [value for value in members(mask) if _may_sign(seat, issue, value)] or list(members(mask))
        if values and issue not in settled:
            best = max(values, key=lambda value: _points(seat, issue, value))
            if _points(seat, issue, best) > _silence(seat, issue):
                found[issue] = Clause(best)
    return found


def _points(seat: Seat, issue: int, value: int) -> float:
    points = seat.points(issue, value)
    return sum(points) / len(points)


def _silence(seat: Seat, issue: int) -> float:
    """Return what leaving an issue out of the text is worth; less than anything where it must be in it."""
    known = seat.known()
    return float("-inf") if known.public.issues[issue].required else known.own.silent[issue]


def _may_sign(seat: Seat, issue: int, value: int) -> bool:
    mandate = seat.known().view.seat.mandate
    return not mandate or mandate[issue][value].level == MAY_SIGN


def proposable(template: Template, package: dict[int, Clause]) -> bool:
    """Return whether a package names what it must."""
    if template.kind == "send":
        return bool(package)
    return any(template.needs >> issue & 1 for issue in package)

"""`record`: follows the documented course. The labelled exception: it is given its own role's acts.

It plays its next documented act while that is legal and the clauses it touches stand as documented, or at
least as well for it on each; otherwise `linear` takes the seat, and the log says so.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from game.engine.acts import Accept, Act, Clause, Done, Propose, Sign
from game.engine.asking import read_act
from game.engine.errors import Refused
from game.engine.names import Names
from game.engine.objections import objection
from game.engine.offering import Knowledge
from game.negotiators.linear import TimePlayer
from game.negotiators.player import Choice, Reason, Situation


class ScriptLine(NamedTuple):
    """A documented act of one role: at which sitting and step, and the act as JSON data."""

    sitting: int
    step: str
    act: Mapping[str, Any]


class Script(NamedTuple):
    """One role's documented acts, and how each issue came out in the end."""

    lines: tuple[ScriptLine, ...]
    outcome: Mapping[int, Clause]


class RecordPlayer:
    """Plays a script as long as history holds."""

    def __init__(self, names: Names, script: Script) -> None:
        self._names = names
        self._script = script

    def choose(self, situation: Situation) -> Choice:
        """Return the next documented act, or hand the seat to `linear`."""
        line = self._next_line(situation)
        if line is None:
            return self._beyond(situation)
        try:
            act = read_act(self._names, situation.offered, line.act)
        except Refused as refused:
            return self._give_up(situation, "reason/record_illegal", refused.message)
        known = Knowledge(situation.public, situation.own, situation.view)
        wrong = objection(known, situation.offered, act)
        if wrong is not None:
            return self._give_up(situation, "reason/record_illegal", wrong.message)
        if not self._as_well_as_documented(situation, act):
            return self._give_up(situation, "reason/record_worse", "")
        return Choice(act, (Reason("reason/record", {}),))

    def _next_line(self, situation: Situation) -> ScriptLine | None:
        clock = situation.view.clock
        here = [
            line for line in self._script.lines if line.sitting == clock.sitting and line.step == clock.step
        ]
        return here[situation.turns] if situation.turns < len(here) else None

    def _beyond(self, situation: Situation) -> Choice:
        """Past its last documented act at this step: done where that is possible."""
        if any(template.kind == "done" for template in situation.offered):
            return Choice(Done(), (Reason("reason/record_nothing", {}),))
        return self._give_up(situation, "reason/record_ends", "")

    def _give_up(self, situation: Situation, code: str, message: str) -> Choice:
        choice = TimePlayer().choose(situation)
        reason = Reason(code, {"message": message})
        return Choice(choice.act, (reason, *choice.reasons), becomes="linear")

    def _as_well_as_documented(self, situation: Situation, act: Act) -> bool:
        return all(self._is_as_good(situation, issue, clause) for issue, clause in _touched(situation, act))

    def _is_as_good(self, situation: Situation, issue: int, clause: Clause) -> bool:
        documented = self._script.outcome.get(issue)
        if documented is None or documented == clause:
            return True
        points = situation.own.points[issue]
        return _middle(points[clause.value]) >= _middle(points[documented.value])


def _middle(points: tuple[int, ...]) -> int:
    return (min(points) + max(points)) // 2


def _touched(situation: Situation, act: Act) -> list[tuple[int, Clause]]:
    """Return the clauses an act leans on: those it would settle, or that stand where it proposes."""
    texts = situation.view.texts
    match act:
        case Accept(instrument=number, target=target):
            text = texts[number]
            return list(text.proposals[target - 1].package) if text else []
        case Propose(instrument=number, package=package):
            text = texts[number]
            clauses = [(i, text.clauses[i]) for i, _ in package] if text else []
            return [(issue, clause) for issue, clause in clauses if clause is not None]
        case Sign(instruments=numbers):
            found: list[tuple[int, Clause | None]] = []
            for number in numbers:
                text = texts[number]
                found.extend(enumerate(text.clauses) if text else ())
            return [(issue, clause) for issue, clause in found if clause is not None]
        case _:
            return []

"""`linear` and its relatives: give way from the best outcome towards the walk-away as the talks run out.

Law of this file: which room a decision belongs to; the tactics themselves are in `at_table` and `at_desk`.
"""

from game.engine.acts import Done, Ratify, Repudiate, Sign
from game.engine.facts import facts_seen
from game.engine.offering import Template
from game.engine.worth import walkaway, worth
from game.negotiators.at_desk import at_desk, take_fork
from game.negotiators.at_table import Turn
from game.negotiators.bidding import Scales
from game.negotiators.meanings import free_choice
from game.negotiators.player import Choice, Reason, Situation
from game.negotiators.tactics import Tactic, TimeTactic
from game.negotiators.timing import Curve, linear

BOLDNESS = 2
"""One seat in so many signs what its instructions tell it to ask about first, if there is no time to ask."""


class TacticPlayer:
    """Proposes and accepts as a tactic says; instructs, asks, defines, plays cards now and then."""

    def __init__(self, tactic: Tactic) -> None:
        self._tactic = tactic

    def choose(self, situation: Situation) -> Choice:
        """Return what the tactic says."""
        match situation.view.clock.step:
            case "table" if situation.view.table is not None:
                return free_choice(situation) or Turn(situation, self._tactic).choose()
            case "table":
                return take_fork(situation) or Choice(Done())
            case "signing":
                return free_choice(situation) or signing(situation, bold=_is_bold(situation))
            case "ratification":
                return _ratification(situation)
            case _:
                return at_desk(situation, self._tactic)


class TimePlayer(TacticPlayer):
    """Gives way along a curve in time."""

    def __init__(self, curve: Curve = linear) -> None:
        super().__init__(TimeTactic(curve))


def _is_bold(situation: Situation) -> bool:
    return situation.draw("once/bold", BOLDNESS) == 0


def signing(situation: Situation, *, bold: bool) -> Choice:
    """Return a signature of what is worth more than no agreement; outside the instructions if `bold`."""
    template = next((t for t in situation.offered if t.kind == "sign"), None)
    if template is None:
        return Choice(Done())
    scales = Scales(situation.public, situation.own, situation.view, template.choices[0])
    worth_now, line = scales.worth_with((), 0), scales.walkaway
    values = {"worth": worth_now, "walkaway": line}
    if worth_now <= line:
        return Choice(Done(), (Reason("reason/no_sign", values),))
    numbers = _signable(situation, template, bold=bold)
    if not numbers:
        return Choice(Done(), (Reason("reason/outside", {}),))
    return Choice(Sign(numbers), (Reason("reason/sign", values),))


def _signable(situation: Situation, template: Template, *, bold: bool) -> tuple[int, ...]:
    """Return the texts a delegate may sign: whole sets of those tied together; all if it has no mandate."""
    fine = {number for number in template.choices if _may_sign(situation, number, bold=bold)}
    while True:
        kept = {n for n in fine if _ties(situation, n) <= fine}
        if kept == fine:
            return tuple(sorted(fine))
        fine = kept


def _ties(situation: Situation, number: int) -> set[int]:
    tied = situation.public.instruments[number].tied
    texts = situation.view.texts
    return {
        other
        for other, text in enumerate(texts)
        if tied >> other & 1 and not (text is not None and text.signatures >> situation.view.role & 1)
    }


def _may_sign(situation: Situation, number: int, *, bold: bool) -> bool:
    scales = Scales(situation.public, situation.own, situation.view, number)
    package = tuple(
        (issue, clause)
        for issue in sorted(scales.issues)
        if (clause := scales.text.clauses[issue]) is not None
    )
    if not scales.outside(package):
        return True
    return bold and not scales.forbidden(package)


def _ratification(situation: Situation) -> Choice:
    facts = facts_seen(situation.public, situation.view)
    worth_now = worth(situation.public, situation.own, facts).middle
    line = walkaway(situation.own, facts)
    values = {"worth": worth_now, "walkaway": line}
    ratify = next((t for t in situation.offered if t.kind == "ratify"), None)
    if ratify is not None and worth_now > line:
        return Choice(Ratify(ratify.instrument), (Reason("reason/ratify", values),))
    refuse = next(t for t in situation.offered if t.kind == "repudiate")
    if ratify is None:
        return Choice(Repudiate(refuse.instrument), (Reason("reason/cannot_ratify", {}),))
    return Choice(Repudiate(refuse.instrument), (Reason("reason/repudiate", values),))

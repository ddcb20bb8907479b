"""`diplomat`: an opponent in character, at every step of a game.

Law of this file: what it does beside bidding, and the words it adds to instructions and questions; how it
bids is in `diplomacy`.
"""

from dataclasses import replace

from game.engine.acts import Act, Ask, Instruct, Package, Send
from game.engine.facts import facts_seen
from game.engine.worth import walkaway, worth
from game.messages import text
from game.negotiators.diplomacy import Diplomacy
from game.negotiators.instructing import can_carry
from game.negotiators.linear import TacticPlayer, signing
from game.negotiators.meanings import free_choice
from game.negotiators.persona import Persona
from game.negotiators.player import Choice, Situation


class DiplomatPlayer(TacticPlayer):
    """Bids by what it has learned of the others, and says to its own side why it asks or allows a thing."""

    def __init__(self, persona: Persona) -> None:
        super().__init__(Diplomacy(persona))

    def choose(self, situation: Situation) -> Choice:
        """Return what this persona does.

        A text worth more than no agreement it signs, also where its instructions say to ask first: by then
        there is no time to ask, and who has to ratify can still say no.
        """
        if situation.view.clock.step == "signing":
            return free_choice(situation) or signing(situation, bold=True)
        choice = super().choose(situation)
        return choice._replace(act=_with_reasons(situation, choice.act))


def _with_reasons(situation: Situation, act: Act) -> Act:
    """Return a question, an instruction or a refusal with why it is sent, for the other end of the wire."""
    match act:
        case Ask(words="", package=package):
            return replace(act, words=text(_why_asked(situation, package)))
        case Instruct(words="", dispatch=-1, orders=orders):
            wants = {(i, c.value) for letter, _ in situation.view.seat.inbox for i, c in letter.wants}
            asked = any((issue, value) in wants for issue, grants in orders for value, _ in grants)
            return replace(act, words=text("say/why_granted" if asked else _why_widened(situation)))
        case Send(dispatch=-1, words=words) if words:
            code = "say/why_not_yet" if can_carry(situation) else "say/why_no_support"
            return replace(act, words=text(code))
        case _:
            return act


def _why_asked(situation: Situation, package: Package) -> str:
    """Return why authority is asked for: it is agreed, this seat offered it, or the others want it."""
    found = set()
    for issue, clause in package:
        shown = situation.view.texts[situation.public.issues[issue].instrument]
        stands = None if shown is None else shown.clauses[issue]
        mine = [p for p in (shown.proposals if shown else ()) if p.role == situation.view.role]
        if stands is not None and stands.value == clause.value:
            found.add("say/why_ask_agreed")
        elif any(clause.value == dict(p.package)[issue].value for p in mine if issue in dict(p.package)):
            found.add("say/why_ask_offered")
        else:
            found.add("say/why_ask")
    return found.pop() if len(found) == 1 else "say/why_ask_both"


def _why_widened(situation: Situation) -> str:
    """Return why more may be signed unasked: what is agreed is worth having, or time runs out."""
    facts = facts_seen(situation.public, situation.view)
    stands = worth(situation.public, situation.own, facts).middle > walkaway(situation.own, facts)
    return "say/why_widened_good" if stands else "say/why_widened_late"

"""`diplomat`: an opponent in character, at every step of a game."""

from game.negotiators.diplomacy import Diplomacy
from game.negotiators.linear import TacticPlayer, signing
from game.negotiators.meanings import free_choice
from game.negotiators.persona import Persona
from game.negotiators.player import Choice, Situation


class DiplomatPlayer(TacticPlayer):
    """Bids by what it has learned of the others (see `diplomacy`); signs what is worth more than nothing."""

    def __init__(self, persona: Persona) -> None:
        super().__init__(Diplomacy(persona))

    def choose(self, situation: Situation) -> Choice:
        """Return what this persona does."""
        if situation.view.clock.step == "signing":
            return free_choice(situation) or signing(situation, bold=True)
        return super().choose(situation)

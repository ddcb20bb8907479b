"""The AI players of a match, and what a seat does that lets its turn go by.

Law of this file: a player is made anew whenever its seat changes hands, and remembers nothing that is not in
the match.
"""

from game.engine.acts import Act, Done, Reject
from game.engine.names import Names
from game.engine.offering import Template
from game.negotiators.catalogue import DEFAULT, RECORD, make_player
from game.negotiators.player import Choice, Player, Situation
from game.session.script import NO_SCRIPT, script_of
from game.storage.folders import Opened


class Machines:
    """The AI players at the seats."""

    def __init__(self, opened: Opened, names: Names) -> None:
        self._opened = opened
        self._names = names
        self._players: dict[int, Player] = {}

    def choose(self, name: str, situation: Situation) -> Choice:
        """Return what the player called `name` does in a seat's situation."""
        role = situation.view.role
        if role not in self._players:
            seat = self._names.lists["role"][role]
            script = script_of(self._opened.scenario, seat) if name == RECORD else NO_SCRIPT
            self._players[role] = make_player(name, self._names, script)
        return self._players[role].choose(situation)

    def seat(self, role: int, player: Player) -> None:
        """Let a player play a seat."""
        self._players[role] = player

    def stand_in(self, situation: Situation) -> Choice:
        """Return what a player for everything does, once, in anybody's place."""
        return make_player(DEFAULT, self._names, NO_SCRIPT).choose(situation)

    def forget(self, role: int) -> None:
        """Forget who played a seat."""
        self._players.pop(role, None)


def idle_act(offered: tuple[Template, ...]) -> Act | None:
    """Return the act that lets a turn go by and binds nobody; None where something must be decided."""
    if any(template.kind == "done" for template in offered):
        return Done()
    return next((Reject(one.instrument) for one in offered if one.kind == "reject"), None)

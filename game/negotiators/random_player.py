"""`random`: any legal act. A yardstick, not an opponent."""

from game.engine.sampling import sample
from game.negotiators.player import Choice, Situation

PATIENCE = 20
"""One in so many times it ends a meeting or the talks when that is what chance picked."""


class RandomPlayer:
    """Picks a template and fills it by chance; seldom walks out."""

    def choose(self, situation: Situation) -> Choice:
        """Return a sampled act."""
        offered = situation.offered
        count = 0

        def pick(n: int) -> int:
            nonlocal count
            count += 1
            return situation.draw(f"sample/{count}", n)

        calm = tuple([t for t in offered if t.kind not in ("leave", "break_off")])
        walks = len(calm) < len(offered) and pick(PATIENCE) == 0
        return Choice(sample(situation.public, offered if walks else calm, pick))

"""Random play of OpenSpiel's negotiation game through its Python API; prints one JSON line.

Run by the Python of `.venv-peers/openspiel`: `openspiel_random.py <games> <seed>`. Acts are those
of players, as on our side; the time has the draws of chance in it, as on our side.
"""

import json
import random
import sys
import time
from typing import Any

import pyspiel  # type: ignore[import-not-found]


def play(game: Any, chance: random.Random) -> int:
    """Play one game to its end; return how many acts its players made."""
    state = game.new_initial_state()
    acts = 0
    while not state.is_terminal():
        if state.is_chance_node():
            outcomes, weights = zip(*state.chance_outcomes(), strict=True)
            state.apply_action(chance.choices(outcomes, weights)[0])
        else:
            state.apply_action(chance.choice(state.legal_actions()))
            acts += 1
    return acts


def main(games: int, seed: int) -> None:
    game = pyspiel.load_game("negotiation", {"rng_seed": seed})
    chance = random.Random(seed)
    start = time.perf_counter()
    acts = sum(play(game, chance) for _ in range(games))
    print(json.dumps({"acts": acts, "games": games, "seconds": time.perf_counter() - start}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))

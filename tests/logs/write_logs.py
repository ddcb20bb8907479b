"""Write the logs of a release, once: `python -m tests.logs.write_logs`. They are never written again.

Law of this folder: a log under `vN` was written by the release that had format N. Whatever changes later,
it must replay to the same end; `released.json` beside it says which. Nothing here overwrites a file. The
digests in `released.json` follow the shape of the state: see `test_released_logs`.
"""

import json
from pathlib import Path

from game.engine.digest import digest
from game.session.match import Match
from game.storage.log import VERSION
from tests.session.matches import played

FOLDER = Path(__file__).parent / f"v{VERSION}"
GAMES = {"yalta-1945-record": ("all=record", 1), "yalta-1945-linear": ("", 1)}


def summary(match: Match) -> dict[str, object]:
    """Return how a match ended."""
    return {"status": match.state.clock.status, "digest": digest(match.state), "seq": match.seq()}


def main() -> None:
    """Play each game into its log and note its end."""
    ends = {}
    for name, (seats, seed) in GAMES.items():
        ends[name] = summary(played(seats, seed, FOLDER / f"{name}.jsonl"))
    with (FOLDER / "released.json").open("x", encoding="utf-8") as file:
        file.write(json.dumps(ends, indent=2) + "\n")


if __name__ == "__main__":
    main()

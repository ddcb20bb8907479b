"""How strong the AI players are: a round-robin of all of them in the seats across a table.

`python -m benchmarks.strength [--matches N] [--first SEED]` prints the tables of docs/reference/players.md.
The scenarios that ship and made-up bilateral domains (see `domains`); each player in each of two seats
against one of each kind in the seat across. Where more than two sit,
the other seats are `linear`. Points are above what the seat has without an agreement, as things stand in the
end; the error is the standard error over the matches.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from math import sqrt
from statistics import fmean, stdev
from typing import NamedTuple

from benchmarks.bargains import SIDES, domain
from game.analysis.results import result_of
from game.engine.events import IN_FORCE
from game.engine.facts import facts_of
from game.engine.worth import walkaway
from game.session.match import Match
from game.session.seats import resolve
from game.storage.folders import Opened, find, open_folder

PLAYERS = (
    "diplomat",
    "diplomat:patient",
    "diplomat:obliging",
    "tit-for-tat",
    "micro",
    "linear",
    "boulware",
    "conceder",
    "random",
)
FIELD = ("diplomat", "tit-for-tat", "micro", "linear", "boulware", "conceder")
"""One of each kind: whom a player meets, in turn."""
FIRST, MATCHES = 30000, 100
"""Seeds that nothing was tuned on."""


class Arena(NamedTuple):
    """Where players meet: a scenario and its version, the seats across the table."""

    title: str
    scenario: str
    cut: str
    seats: tuple[str, str]


ARENAS = (
    Arena("`yalta-1945`", "yalta-1945", "full", ("stalin", "roosevelt")),
    Arena("bilateral domains", "", "full", SIDES),
    Arena("`moscow-1945`, 45 minutes", "moscow-1945", "45", ("stalin", "song")),
    Arena("`moscow-1945`, full", "moscow-1945", "full", ("stalin", "song")),
)


class Job(NamedTuple):
    """Some matches: who sits where, whose points count."""

    arena: Arena
    seat: str
    players: tuple[tuple[str, str], ...]
    seeds: range


class Tally(NamedTuple):
    """What came of some matches: points above no agreement, and whether there was one, match by match."""

    gains: tuple[int, ...]
    agreed: tuple[bool, ...]


@cache
def _opened(name: str) -> Opened:
    return open_folder(find(name))


def play(job: Job) -> Tally:
    """Return what a seat had in some matches."""
    gains, agreed = [], []
    for seed in job.seeds:
        opened = _opened(job.arena.scenario) if job.arena.scenario else domain(seed)
        roles = opened.tables.public.roles
        seats = resolve({"all": "linear", **dict(job.players)}, roles)
        match = Match.new(opened, seed=seed, seats=seats, cut=job.arena.cut)
        match.run()
        main = next(n for n, text in enumerate(match.tables.public.instruments) if text.main)
        role = roles.index(job.seat)
        line = walkaway(match.tables.roles[role], facts_of(match.tables.public, match.state))
        gains.append(result_of(match.tables, match.state, role) - line)
        agreed.append(match.state.texts[main].status in IN_FORCE)
    return Tally(tuple(gains), tuple(agreed))


def jobs(arena: Arena, players: Sequence[str], seeds: range) -> Iterator[tuple[str, str, str, Job]]:
    """Yield seat, player, opponent and matches: each player in both seats against the field."""
    for place, seat in enumerate(arena.seats):
        across = arena.seats[1 - place]
        for player in players:
            for opponent in FIELD:
                pair = ((seat, player), (across, opponent))
                yield seat, player, opponent, Job(arena, seat, pair, seeds)


def table(arena: Arena, players: Sequence[str], seeds: range, pool: ProcessPoolExecutor) -> Iterator[str]:
    """Yield the lines of an arena's table: a row a player, two columns a seat."""
    planned = list(jobs(arena, players, seeds))
    found: dict[tuple[str, str], list[Tally]] = {}
    for (seat, player, _, _), tally in zip(planned, pool.map(play, [one[3] for one in planned]), strict=True):
        found.setdefault((seat, player), []).append(tally)
    yield f"| {arena.title} | {' | '.join(f'{seat}: points | agreed' for seat in arena.seats)} |"
    yield "|---|---|---|---|---|"
    for player in players:
        cells = [_cell(found[seat, player]) for seat in arena.seats]
        yield f"| `{player}` | {' | '.join(cells)} |"


def _cell(tallies: Sequence[Tally]) -> str:
    gains = [gain for tally in tallies for gain in tally.gains]
    agreed = [one for tally in tallies for one in tally.agreed]
    error = stdev(gains) / sqrt(len(gains)) if len(gains) > 1 else 0.0
    return f"{fmean(gains):.1f} ± {error:.1f} | {100 * fmean(agreed):.0f} %"


def main(given: Sequence[str] | None = None) -> None:
    """Print a table for each arena."""
    parser = argparse.ArgumentParser(description="A round-robin of all AI players in all seats.")
    parser.add_argument("--matches", type=int, default=MATCHES, help="matches a pair and seat")
    parser.add_argument("--first", type=int, default=FIRST, help="the first seed")
    parser.add_argument("--players", default=",".join(PLAYERS), help="which players, by comma")
    parser.add_argument("--arenas", default="0,1,2,3", help="which arenas, by number and comma")
    asked = parser.parse_args(given)
    seeds = range(asked.first, asked.first + asked.matches)
    with ProcessPoolExecutor() as pool:
        for number in map(int, asked.arenas.split(",")):
            for line in table(ARENAS[number], asked.players.split(","), seeds, pool):
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()
            sys.stdout.write("\n")


if __name__ == "__main__":
    main()

"""Print the tables of docs/decisions/0011-moscow.md: what its weights say, what AI players make of them.

A few minutes on two processors. `python tools/moscow_note.py [outcome|sensitivity|line-ups|sittings]`
"""

import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache

from game.analysis.possible import beside, possible
from game.analysis.results import result_of
from game.analysis.sensitivity import variants
from game.analysis.spaces import Points, Space
from game.analysis.weighing import space_of
from game.engine.acts import Adjourn, Reject
from game.engine.facts import Facts, facts_of, facts_seen
from game.engine.worth import walkaway, worth
from game.negotiators.linear import TimePlayer
from game.negotiators.player import Choice, Situation
from game.scenario.tables import RoleTables, Tables
from game.session.match import Match
from game.session.seats import resolve
from game.storage.folders import Opened, find, open_folder

CUTS = ("45", "90", "full")
SIDES = ("stalin", "song", "chiang")
GAMES = 200


@cache
def opened() -> Opened:
    return open_folder(find("moscow-1945"))


def begun(cut: str, player: str, seed: int) -> Match:
    roles = opened().tables.public.roles
    return Match.new(opened(), seed=seed, seats=resolve({"all": player}, roles), cut=cut)


def at_signature(cut: str) -> Match:
    match = begun(cut, "record", 1945)
    match.run(stop=lambda m: m.state.clock.step == "signing")
    return match


# The documented outcome -------------------------------------------------------------------------


def outcome() -> Iterator[str]:
    ended = begun("full", "record", 1945)
    ended.run()
    yield "| | middle | worst | as the readings came out | no agreement when signed (45 / 90 / full) |"
    yield "|---|---|---|---|---|"
    signed = {cut: at_signature(cut) for cut in CUTS}
    for number, role in enumerate(ended.roles):
        full = signed["full"]
        found = worth(full.tables.public, full.tables.roles[number], facts_of(full.tables.public, full.state))
        lines = [str(line_of(match, match.tables.roles[number])) for match in signed.values()]
        settled = result_of(ended.tables, ended.state, number)
        yield f"| {role} | {found.middle} | {found.worst} | {settled} | {' / '.join(lines)} |"
    for cut, match in signed.items():
        space, index = space_at(match, match.tables)
        lies = beside(possible(space), index)
        better = better_for(space, index)
        yield f"{cut}: {space.outcomes} packages, {better} as good for all three sides; for all at once"
        yield f"  there were at most {lies.short:g} points more"


def line_of(match: Match, own: RoleTables) -> int:
    return walkaway(own, facts_seen(match.tables.public, match.view(own.role)))


def space_at(match: Match, tables: Tables) -> tuple[Space, int]:
    """Return the space of the signed texts for the three sides, and the index of what stands in them."""
    public = tables.public
    facts = facts_of(public, match.state)
    texts = [number for number, text in enumerate(public.instruments) if text.speaker < 0]
    space = space_of(tables, facts, [match.role_number(role) for role in SIDES], texts)
    return space, space.index_of(list(standing(space, tables, facts)))


def standing(space: Space, tables: Tables, facts: Facts) -> Iterator[int]:
    numbers = {issue.id: number for number, issue in enumerate(tables.public.issues)}
    for name in space.issues:
        issue, clause = tables.public.issues[numbers[name]], facts.clauses[numbers[name]]
        if issue.fixed is not None:
            yield 0
        elif clause is None:
            yield len(space.choices[space.issues.index(name)]) - 1
        else:
            place = (clause.value * len(issue.forms) + clause.form) * len(issue.publicities)
            yield place + clause.publicity


def better_for(space: Space, index: int) -> int:
    """Return how many packages are at least as good for all and better for one."""
    own, every = space.points_of(index), all_points(space)
    return int(((every >= own).all(axis=1) & (every > own).any(axis=1)).sum())


def all_points(space: Space) -> Points:
    total = space.groups[0].points
    for group in space.groups[1:]:
        total = (total[:, None, :] + group.points[None, :, :]).reshape(-1, len(space.roles))
    return total


# What flips when a weight changes by a fifth ----------------------------------------------------


def sensitivity() -> Iterator[str]:
    match = at_signature("full")
    base = facts_of(match.tables.public, match.state)
    plain = possible(space_at(match, match.tables)[0]).solutions.nash
    flips: Counter[str] = Counter()
    changes = 0
    for number, role in enumerate(match.roles):
        for issue, percent, changed in variants(match.tables.public, match.tables.roles[number]):
            changes += 1
            name = f"{match.tables.public.issues[issue].id if issue >= 0 else 'walk-away'} {percent} %"
            tables = replace(
                match.tables,
                roles=tuple(changed if r == number else o for r, o in enumerate(match.tables.roles)),
            )
            if worth(tables.public, changed, base).worst <= line_of(match, changed) and role != "washington":
                yield f"{role}, {name}: would not accept what was signed at its worst reading"
            if role in SIDES:
                space, index = space_at(match, tables)
                found = possible(space)
                if not beside(found, index).better:
                    yield f"{role}, {name}: what was signed lies on the frontier"
                if found.solutions.nash != plain:
                    flips["the package that Nash's solution names is another"] += 1
    yield f"{changes} changes; {dict(flips)}"


# AI players -------------------------------------------------------------------------------------


def line_ups() -> Iterator[str]:
    yield "| version | players | games | ratified | repudiated | unsigned | outside instructions | texts |"
    yield "|---|---|---|---|---|---|---|---|"
    rows = [(cut, name, GAMES if name == "linear" else GAMES // 2) for cut in CUTS for name in PLAYERS]
    with ProcessPoolExecutor() as pool:
        yield from pool.map(line_up, *zip(*rows, strict=True))


PLAYERS = ("linear", "boulware", "conceder")


def line_up(cut: str, name: str, games: int) -> str:
    ends: Counter[str] = Counter()
    outside, texts = 0, set()
    for seed in range(games):
        match = begun(cut, name, seed)
        match.run()
        ends[match.state.texts[0].status] += 1
        outside += any(one.outside for seat in match.state.seats for one in seat.judged)
        if match.state.texts[0].status == "ratified":
            texts.add(tuple(text.clauses for text in match.state.texts))
    unsigned = games - ends["ratified"] - ends["repudiated"]
    counts = [games, ends["ratified"], ends["repudiated"], unsigned, outside, len(texts)]
    return f"| {cut} | `{name}` | {' | '.join(map(str, counts))} |"


class Absent:
    """`linear`, except that at one sitting's table it lets everything go by."""

    def __init__(self, sitting: int) -> None:
        self._sitting = sitting
        self._player = TimePlayer()

    def choose(self, situation: Situation) -> Choice:
        here = situation.view.clock.sitting == self._sitting and situation.view.clock.step == "table"
        kinds = {template.kind for template in situation.offered}
        if here and situation.view.table is not None and kinds & {"adjourn", "reject"}:
            return Choice(Adjourn() if "adjourn" in kinds else Reject(-1))
        return self._player.choose(situation)


def sittings() -> Iterator[str]:
    yield (
        "| without the talks of | ratified | nothing signed | "
        + " | ".join(opened().tables.public.roles)
        + " |"
    )
    yield "|---|---|---|" + "---|" * len(opened().tables.public.roles)
    numbers = [-1, *(n for n, s in enumerate(opened().tables.public.sittings) if s.meetings)]
    with ProcessPoolExecutor() as pool:
        yield from pool.map(without, numbers)


def without(sitting: int) -> str:
    public = opened().tables.public
    ends: Counter[str] = Counter()
    totals = [0] * len(public.roles)
    for seed in range(GAMES):
        match = begun("full", "linear", seed)
        for role in range(len(public.roles)):
            match.seat_player(role, Absent(sitting))
        match.run()
        ends[match.state.texts[0].status] += 1
        for role in range(len(public.roles)):
            totals[role] += result_of(match.tables, match.state, role)
    name = opened().scenario.calendar[sitting].id if sitting >= 0 else "(none left out)"
    means = " | ".join(f"{total / GAMES:.1f}" for total in totals)
    unsigned = GAMES - ends["ratified"] - ends["repudiated"]
    return f"| {name} | {ends['ratified']} | {unsigned} | {means} |"


PARTS = {"outcome": outcome, "sensitivity": sensitivity, "line-ups": line_ups, "sittings": sittings}

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        print(f"\n{part}\n", *PARTS[part](), sep="\n", flush=True)

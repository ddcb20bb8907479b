"""Outcome spaces: the frontier and the solutions, beside NegMAS on the same domains.

Additive: from the tables of points to the frontier and four solutions, everything built anew in each run.
Not additive: every outcome's points lie in an array on both sides, and the frontier of it alone is timed.
Compared before any figure: every point of the frontier, the Nash points, the egalitarian least gain and the
utilitarian sum. NegMAS's Kalai-Smorodinsky point is computed in its time and not compared: it takes the
least difference of shares, we take the largest least share, as the paper does.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks.domains import Tables, every_outcome, opposed, pairs, read, write
from benchmarks.environments import python_of, version_of
from benchmarks.measuring import (
    REPEATS,
    Figures,
    Row,
    Sample,
    Target,
    UnavailableError,
    Work,
    alternate,
    demand_equal,
    figure,
    timed,
)
from benchmarks.processes import report_of
from game.analysis.frontiers import Frontier, undominated
from game.analysis.possible import frontier_and_solutions
from game.analysis.spaces import Parties, Rule, Space, Weigh, build_space

ISSUES, OPTIONS = 10, 4
OUTCOMES = OPTIONS**ISSUES
SEED = 1945
SCALE = 1_000_000
RUNS = 10
"""So many of ours make one run, as one takes milliseconds."""
PEER_RUNS = {2: 3, 4: 1}
"""Counted runs of NegMAS by parties: it takes seconds for two, a minute or more for four."""
LARGE = "4^16 outcomes, 2 parties, real-valued weights: exact frontier"


def rows() -> Iterator[Row]:
    """Yield what is measured without a peer: nobody lists so many outcomes."""
    # Real numbers to nine digits after the point, the most a score table has: in whole parts, sums are exact.
    tables = opposed(2, 16, OPTIONS, seed=SEED, scale=10**9)

    def work() -> Work:
        space = space_of(tables)
        found, _ = frontier_and_solutions(space, range(2))
        return Work(1, len(found.indices))

    found = alternate({"ours": lambda: timed(work)})["ours"]
    note = f"{found.result} points; with the four solutions; nothing is rounded"
    yield Row(LARGE, found.seconds, "s", target=Target("<=", 1), note=note)


def long_rows() -> Iterator[Row]:
    """Yield what is measured beside NegMAS: minutes."""
    with TemporaryDirectory() as folder:
        yield from _additive_rows(Path(folder), 4)
        yield from _additive_rows(Path(folder), 2)
        yield _array_row(Path(folder))


def space_of(tables: Tables) -> Space:
    """Return the space of additive tables; everybody signs, and no agreement is worth nothing."""
    everybody = tuple(range(len(tables)))

    def weigher(group: tuple[int, ...]) -> Weigh:
        (issue,) = group
        covered = [True] * len(tables)
        return lambda choice: ([tables[party][issue][choice[0]] for party in everybody], covered)

    labels = [str(option) for option in range(len(tables[0][0]))]
    return build_space(
        Parties([f"party {party}" for party in everybody], [0] * len(tables), Rule(everybody, everybody, 1)),
        {f"issue {issue}": labels for issue in range(len(tables[0]))},
        [[issue] for issue in range(len(tables[0]))],
        weigher,
    )


def report(tables: Tables) -> dict[str, Any]:
    """Return the frontier and the solutions in the form in which NegMAS's side reports them."""
    space = space_of(tables)
    found, named = frontier_and_solutions(space, range(len(tables)))
    nash, egalitarian, utilitarian = (
        [] if index is None else space.points_of(index).tolist()
        for index in (named.nash, named.egalitarian, named.utilitarian)
    )
    return {
        "frontier": _rows(found),
        "nash": [nash],
        "egalitarian": min(egalitarian),
        "utilitarian": sum(utilitarian),
    }


def _rows(found: Frontier) -> list[list[float]]:
    rows: list[list[float]] = found.points[::-1].tolist()
    return rows


# Additive ---------------------------------------------------------------------------------------


def _additive_rows(folder: Path, parties: int) -> Iterator[Row]:
    name = f"frontier and solutions, additive, {OUTCOMES:,} outcomes, {parties} opposed parties"
    domain = folder / f"additive-{parties}.json"
    write(domain, opposed(parties, ISSUES, OPTIONS, seed=SEED, scale=SCALE))
    tables = read(domain)["points"]

    def work() -> Work:
        for _ in range(RUNS):
            frontier_and_solutions(space_of(tables), range(parties))
        return Work(RUNS)

    target = Target(">=", 1000)
    memory: list[int | None] = []
    try:
        found = alternate(
            {"NegMAS": lambda: _negmas(domain, "functions", memory), "ours": lambda: timed(work)},
            fewer={"NegMAS": PEER_RUNS[parties]},
        )
    except UnavailableError as error:
        yield Row(name, None, "x", target=target, note=str(error))
        return
    theirs = found["NegMAS"].result
    demand_equal(name, report(tables), theirs)
    assert isinstance(theirs, dict)
    yield _row(name, target, found, len(theirs["frontier"]))
    if parties == 4:
        yield _memory_row(domain, memory)


def _row(name: str, target: Target, found: dict[str, Figures], size: int) -> Row:
    mine, other = found["ours"].seconds, found["NegMAS"].seconds
    runs = len(found["NegMAS"].samples)
    version = version_of("negmas", "negmas")
    beside = (
        f"NegMAS {version} {figure(other)} s (runs: {runs}), ours {mine * 1e3:.3g} ms; both {size:,} points"
    )
    return Row(name, other / mine, "x", beside, target)


def _negmas(domain: Path, what: str, memory: list[int | None]) -> Sample:
    """Return a run of NegMAS in a process of its own; its start and its reading are not counted."""
    said = report_of(python_of("negmas"), "-m", "benchmarks.peers.negmas_outcomes", domain, what)
    memory.append(said.pop("kilobytes"))
    return Sample(said.pop("seconds"), result=said)


# Memory -----------------------------------------------------------------------------------------

_PEAK = """
import json, pathlib, sys
from benchmarks.outcomes import read, report
report(read(pathlib.Path(sys.argv[1]))["points"])
status = pathlib.Path("/proc/self/status").read_text()
print(json.dumps({"kilobytes": int(status.partition("VmHWM:")[2].split()[0])}))
"""


def _memory_row(domain: Path, theirs: list[int | None]) -> Row:
    """Compare whole processes at the additive domain of four parties."""
    name = f"peak memory at {OUTCOMES:,} outcomes, additive, 4 parties"
    target = Target("<=", 0.4)
    other = [size for size in theirs if size is not None]
    if not other:
        return Row(name, None, "x", target=target, note="this system does not tell a process's peak memory")
    own = median(report_of(sys.executable, "-c", _PEAK, domain)["kilobytes"] for _ in range(REPEATS))
    peer = median(other)
    beside = f"NegMAS {peer / 1024:.0f} MB, ours {own / 1024:.0f} MB"
    return Row(name, own / peer, "x", beside, target)


# Not additive -----------------------------------------------------------------------------------


def _array_row(folder: Path) -> Row:
    name = f"frontier, not additive, {OUTCOMES:,} outcomes, 4 opposed parties"
    domain = folder / "pairs.json"
    tables = opposed(4, ISSUES, OPTIONS, seed=SEED, scale=1000)
    write(domain, tables, pairs(4, ISSUES, OPTIONS, seed=SEED, most=40))
    every = every_outcome(read(domain))
    indices = np.arange(len(every), dtype=np.int64)

    def work() -> Work:
        return Work(1, json.dumps(_rows(undominated(every, indices))))

    target = Target(">=", 100)
    try:
        found = alternate(
            {"NegMAS": lambda: _negmas(domain, "points", []), "ours": lambda: timed(work)},
            fewer={"NegMAS": PEER_RUNS[4]},
        )
    except UnavailableError as error:
        return Row(name, None, "x", target=target, note=str(error))
    theirs = found["NegMAS"].result
    assert isinstance(theirs, dict)
    demand_equal(name, found["ours"].result, json.dumps(theirs["frontier"]))
    return _row(name, target, found, len(theirs["frontier"]))

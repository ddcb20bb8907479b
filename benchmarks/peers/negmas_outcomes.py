"""NegMAS on an outcome space: the frontier and the solutions; prints one JSON line.

Run by the Python of `.venv-peers/negmas`, in the source tree:
`-m benchmarks.peers.negmas_outcomes <domain.json> functions|points`. `functions`: from additive utility
functions to the frontier and four solutions, as its users call it. `points`: every outcome's points are
there already, and its frontier of an array is timed alone. A small domain warms up first.
"""

import json
import sys
import time
import warnings
from pathlib import Path
from typing import Any

from negmas.outcomes import make_issue, make_os  # type: ignore[import-not-found]
from negmas.preferences import (  # type: ignore[import-not-found]
    LinearAdditiveUtilityFunction,
    kalai_points,
    ks_points,
    max_welfare_points,
    nash_points,
    pareto_frontier,
)
from negmas.preferences.ops import pareto_frontier_numpy  # type: ignore[import-not-found]
from negmas.preferences.value_fun import TableFun  # type: ignore[import-not-found]

from benchmarks.domains import every_outcome, opposed, read


def functions(domain: dict[str, Any]) -> dict[str, Any]:
    """Return how long the frontier and the solutions took, and what they are."""
    tables = domain["points"]
    names = [[f"o{option}" for option in range(len(options))] for options in tables[0]]
    issues = [make_issue(labels, name=f"i{issue}") for issue, labels in enumerate(names)]
    space = make_os(issues)
    parties = [
        LinearAdditiveUtilityFunction(
            values=[TableFun(dict(zip(n, v, strict=True))) for n, v in zip(names, own, strict=True)],
            weights=[1.0] * len(issues),
            outcome_space=space,
            reserved_value=0.0,
        )
        for own in tables
    ]
    start = time.perf_counter()
    frontier, _ = pareto_frontier(parties, issues=issues)
    nash, _ks, kalai, welfare = (
        solve(parties, frontier, outcome_space=space)
        for solve in (nash_points, ks_points, kalai_points, max_welfare_points)
    )
    return {
        "seconds": time.perf_counter() - start,
        "frontier": _distinct(frontier),
        "nash": _distinct(points for points, _ in nash),
        "egalitarian": min(kalai[0][0]),
        "utilitarian": sum(welfare[0][0]),
    }


def points(domain: dict[str, Any]) -> dict[str, Any]:
    """Return how long the frontier of an array took, and what it is."""
    every = every_outcome(domain)
    start = time.perf_counter()
    kept = pareto_frontier_numpy(every, sort_by_welfare=False)
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "frontier": _distinct(every[kept].tolist())}


def _distinct(rows: Any) -> list[list[float]]:
    return sorted(map(list, {tuple(map(float, row)) for row in rows}))


def _peak() -> int | None:
    """Return the most memory this process had, in kilobytes, where the system tells."""
    status = Path("/proc/self/status")
    return int(status.read_text().partition("VmHWM:")[2].split()[0]) if status.is_file() else None


def main(path: str, what: str) -> None:
    warnings.filterwarnings("ignore")
    work = {"functions": functions, "points": points}[what]
    work({"points": opposed(2, 4, 3, seed=1, scale=1000), "pairs": None})
    print(json.dumps({**work(read(Path(path))), "kilobytes": _peak()}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

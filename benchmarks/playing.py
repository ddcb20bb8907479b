"""Complete matches: acts and matches a second, in one process.

Prepared means that all matches share one opened scenario; fresh, that each opens it from disk.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.environments import FOLDER, python_of, version_of
from benchmarks.measuring import (
    Case,
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
from benchmarks.processes import ROOT, report_of
from game.session.match import Match
from game.session.seats import parse_seats
from game.storage.folders import Opened, find, open_folder

SCENARIO = "yalta-1945"
RANDOM_MATCHES = 200
LOGGED_MATCHES = 20
LINEAR_MATCHES = 60
OPENSPIEL_GAMES = 15_000
SEED = 1945

ACTS = "acts a second, random players, no log"
ACTS_TARGET = Target(">=", 0.1)
Open = Callable[[], Opened]


def rows() -> Iterator[Row]:
    """Yield what was measured of complete matches."""
    yield from _random_rows()
    yield from _linear_rows()


# Random players -----------------------------------------------------------------------------------


def _random_rows() -> Iterator[Row]:
    opened = open_folder(find(SCENARIO))
    cases: dict[str, Case] = {
        "ours": lambda: _sample(lambda: opened, "random", RANDOM_MATCHES),
        "logged": lambda: _logged(opened),
    }
    reason = ""
    try:
        python = python_of("openspiel")
        cases["OpenSpiel"] = lambda: _openspiel(python)
        found = alternate(cases)
    except UnavailableError as error:
        reason = str(error)
        cases.pop("OpenSpiel", None)
        found = alternate(cases)
    ours, logged = found["ours"], found["logged"]
    demand_equal("with and without a log", _endings(ours)[:LOGGED_MATCHES], _endings(logged))
    yield _beside_openspiel(ours, found.get("OpenSpiel"), reason)
    yield Row("acts a second, random players, log on disk", logged.rate, "acts/s", note="fsync'd")


def _beside_openspiel(ours: Figures, theirs: Figures | None, reason: str) -> Row:
    said = f"ours {figure(ours.rate)} acts/s"
    if theirs is None:
        return Row(ACTS, None, "x", target=ACTS_TARGET, note=f"{said}; {reason}")
    version = version_of("openspiel", "open-spiel")
    beside = f"OpenSpiel {version} negotiation {figure(theirs.rate)} acts/s, {said}"
    return Row(ACTS, ours.rate / theirs.rate, "x", beside, ACTS_TARGET)


def _openspiel(python: Path) -> Sample:
    script = FOLDER / "peers" / "openspiel_random.py"
    report = report_of(python, script, str(OPENSPIEL_GAMES), str(SEED))
    return Sample(report["seconds"], report["acts"], report["acts"])


def _logged(opened: Opened) -> Sample:
    """Play with logs on the disk of the source tree: /tmp may be memory, where fsync is free."""
    cache = ROOT / ".cache"
    cache.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=cache, prefix="benchmarks-") as folder:
        return _sample(lambda: opened, "random", LOGGED_MATCHES, Path(folder))


# Linear players -----------------------------------------------------------------------------------


def _linear_rows() -> Iterator[Row]:
    opened = open_folder(find(SCENARIO))
    found = alternate(
        {
            "prepared": lambda: _sample(lambda: opened, "linear", LINEAR_MATCHES),
            "fresh": lambda: _sample(lambda: open_folder(find(SCENARIO)), "linear", LINEAR_MATCHES),
        }
    )
    prepared, fresh = found["prepared"], found["fresh"]
    demand_equal("prepared and fresh", prepared.result, fresh.result)
    for name, figures in found.items():
        rate = LINEAR_MATCHES * figures.rate / _acts(figures)
        note = f"{figure(figures.rate)} acts/s"
        yield Row(f"matches a second, linear v linear, {name}", rate, "matches/s", note=note)


# A match ------------------------------------------------------------------------------------------

Ending = tuple[str, int]


def _sample(open_it: Open, player: str, count: int, logs: Path | None = None) -> Sample:
    """Play matches of the first seeds: the units are acts, the result how each of them ended."""

    def work() -> Work:
        endings = tuple(_ending(open_it(), player, seed, logs) for seed in range(count))
        return Work(sum(acts for _, acts in endings), endings)

    return timed(work)


def _ending(opened: Opened, player: str, seed: int, logs: Path | None) -> Ending:
    seats = parse_seats(f"all={player}", opened.tables.public.roles)
    log = None if logs is None else logs / f"{seed}.log"
    match = Match.new(opened, seed=seed, seats=seats, log=log)
    match.run()
    match.close()
    return match.state.clock.status, match.acts


def _endings(figures: Figures) -> tuple[Ending, ...]:
    assert isinstance(figures.result, tuple)
    return figures.result


def _acts(figures: Figures) -> int:
    return sum(acts for _, acts in _endings(figures))

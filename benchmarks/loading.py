"""From the bytes of a scenario to its compiled tables: time and memory."""

import sys
from collections.abc import Iterator
from statistics import median

import yaml

from benchmarks.measuring import (
    REPEATS,
    Row,
    Target,
    UnavailableError,
    UnequalError,
    Work,
    alternate,
    demand_equal,
    timed,
)
from benchmarks.processes import report_of
from game.scenario.load import load
from game.storage.folders import MAIN_FILE, find, open_folder

SCENARIO = "yalta-1945"
LOADS = 10
NAME = "load, validate and compile"
MEMORY = "peak memory of opening a scenario"

_PEAK = f"""
import json, pathlib
from game.storage.folders import find, open_folder
open_folder(find({SCENARIO!r}))
status = pathlib.Path("/proc/self/status").read_text()
print(json.dumps({{"kilobytes": int(status.partition("VmHWM:")[2].split()[0])}}))
"""


def rows() -> Iterator[Row]:
    """Yield what was measured of loading."""
    yield _load_row()
    yield _memory_row()


def _load_row() -> Row:
    target = Target("<=", 1.5)
    if not yaml.__with_libyaml__:
        return Row(NAME, None, "x", target=target, note="PyYAML has no C loader here")
    data = (find(SCENARIO) / MAIN_FILE).read_bytes()
    texts = open_folder(find(SCENARIO)).source.keys()
    _demand_same_content(data, list(texts))

    def ours() -> Work:
        loaded = [load(data, file="scenario.yaml", texts=texts).ok for _ in range(LOADS)]
        return Work(LOADS, loaded)

    def theirs() -> Work:
        return Work(LOADS, [yaml.load(data, Loader=yaml.CSafeLoader) for _ in range(LOADS)])

    found = alternate({"ours": lambda: timed(ours), "PyYAML": lambda: timed(theirs)})
    mine, other = found["ours"].seconds, found["PyYAML"].seconds
    beside = f"PyYAML's C loader {other * 1e3:.2f} ms, ours {mine * 1e3:.2f} ms"
    return Row(NAME, mine / other, "x", beside, target)


def _memory_row() -> Row:
    """Measure whole processes: VmHWM, as ru_maxrss would count the parent's memory too."""
    try:
        found = [report_of(sys.executable, "-c", _PEAK)["kilobytes"] for _ in range(REPEATS)]
    except UnavailableError as error:
        return Row(MEMORY, None, "MB", note=str(error))
    return Row(MEMORY, median(found) / 1024, "MB")


# The same content ---------------------------------------------------------------------------------


def _demand_same_content(data: bytes, texts: list[str]) -> None:
    loaded = load(data, file="scenario.yaml", texts=texts)
    if not loaded.ok:
        raise UnequalError(f"{SCENARIO} does not load: {loaded.findings[:1]}")
    as_text = yaml.load(data, Loader=yaml.CBaseLoader)  # noqa: S506 - makes nothing but text
    as_values = yaml.load(data, Loader=yaml.CSafeLoader)
    _demand_same(loaded.document.value, as_text, as_values)


def _demand_same(ours: object, as_text: object, as_value: object) -> None:
    """Hold that what we read is what PyYAML reads, but for YAML 1.1's dates and yes-or-no words."""
    if isinstance(ours, dict) and isinstance(as_text, dict) and isinstance(as_value, dict):
        demand_equal("keys", list(ours), list(as_text))
        for item, text, value in zip(ours.values(), as_text.values(), as_value.values(), strict=True):
            _demand_same(item, text, value)
    elif isinstance(ours, list) and isinstance(as_text, list) and isinstance(as_value, list):
        demand_equal("length", len(ours), len(as_text))
        for item, text, value in zip(ours, as_text, as_value, strict=True):
            _demand_same(item, text, value)
    else:
        demand_equal("scalar", ours, as_text if isinstance(ours, str) else as_value)

"""How things are measured, and what is said of them.

Law of this file: cases take turns (A B A B …), the median of each counts, and a case that gives
another result than before stops the run. The first round warms up and is not counted, but for cases too slow
to be run for nothing.
"""

import gc
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Literal, NamedTuple

REPEATS = 5
INFORMATION = "information"


class UnavailableError(Exception):
    """Something cannot be measured here; the message says why."""


class UnequalError(Exception):
    """Two runs that must give the same result did not."""


# Measuring ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sample:
    """One run of a case: how long, how many units of work, and what came of it."""

    seconds: float
    units: int = 1
    result: object = None


Case = Callable[[], Sample]


class Work(NamedTuple):
    """What a timed function did: units of work, and what came of them."""

    units: int
    result: object = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The counted runs of one case."""

    samples: tuple[Sample, ...]

    @property
    def seconds(self) -> float:
        """The median of seconds a unit."""
        return median(sample.seconds / sample.units for sample in self.samples)

    @property
    def rate(self) -> float:
        """Units a second, at the median."""
        return 1 / self.seconds

    @property
    def result(self) -> object:
        """What came of every run."""
        return self.samples[0].result


def timed(work: Callable[[], Work]) -> Sample:
    """Run `work` once on a clean heap and return what it took."""
    gc.collect()
    start = time.perf_counter()
    done = work()
    return Sample(time.perf_counter() - start, done.units, done.result)


def alternate(
    cases: Mapping[str, Case], *, repeats: int = REPEATS, fewer: Mapping[str, int] | None = None
) -> dict[str, Figures]:
    """Run the cases in turns; return each one's counted runs. Raises `UnequalError`.

    `fewer`: cases that take minutes run so many times, all counted; they must warm up by themselves.
    """
    slow = fewer or {}
    found: dict[str, list[Sample]] = {name: [] for name in cases}
    for number in range(1 + repeats):
        for name, case in cases.items():
            if name in slow and not 0 < number <= slow[name]:
                continue
            sample = case()
            if found[name]:
                demand_equal(f"{name}, from run to run", found[name][0].result, sample.result)
            found[name].append(sample)
    return {name: Figures(tuple(done if name in slow else done[1:])) for name, done in found.items()}


def demand_equal(what: str, one: object, other: object) -> None:
    """Raise `UnequalError` unless both results are the same."""
    if one != other:
        raise UnequalError(f"not the same result: {what}: {str(one)[:100]} | {str(other)[:100]}")


# Saying -------------------------------------------------------------------------------------------


class Target(NamedTuple):
    """What a figure should be."""

    sign: Literal[">=", "<="]
    bound: float

    def __str__(self) -> str:
        return f"{self.sign} {self.bound:g}"

    def met_by(self, value: float) -> bool:
        """Whether `value` is on the right side."""
        return value >= self.bound if self.sign == ">=" else value <= self.bound


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. Without a value, `note` says why there is none."""

    name: str
    value: float | None
    unit: str
    beside: str | None = None
    target: Target | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without a target or a value."""
        if self.target is None or self.value is None:
            return None
        return self.target.met_by(self.value)

    def as_json(self) -> dict[str, Any]:
        """Return the row as it stands in `latest.json`."""
        return {
            "name": self.name,
            "value": None if self.value is None else float(f"{self.value:.4g}"),
            "unit": self.unit,
            "beside": self.beside,
            "target": INFORMATION if self.target is None else str(self.target),
            "met": self.met,
        }


def figure(value: float) -> str:
    """Return a number as people read it: three digits that count, thousands apart."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:#.3g}"


def rows_text(rows: Sequence[Row]) -> str:
    """Return the text of `latest.json`."""
    return json.dumps({"rows": [row.as_json() for row in rows]}, indent=2, ensure_ascii=False) + "\n"


_HEAD = ("what", "value", "target", "met", "beside, in the same run")
_MET = {True: "yes", False: "NO", None: ""}


def table(rows: Sequence[Row]) -> str:
    """Return the table for a terminal."""
    cells = [_HEAD, *map(_cells, rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    head, *body = (_line(line, widths) for line in cells)
    return "\n".join([head, "  ".join("-" * width for width in widths), *body])


def _cells(row: Row) -> tuple[str, ...]:
    value = "not measured" if row.value is None else f"{figure(row.value)} {row.unit}"
    target = INFORMATION if row.target is None else str(row.target)
    said = "; ".join(part for part in (row.beside, row.note) if part)
    return row.name, value, target, _MET[row.met], said


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    name, value, *rest = map(str.ljust, cells, widths)
    return "  ".join([name, value.strip().rjust(widths[1]), *rest]).rstrip()

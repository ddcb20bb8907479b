"""The benchmarks' bookkeeping: whose turn it is, which runs count, and what is written down.

No test here looks at a clock: whether a figure is good is for `make bench` to say.
"""

import json
import re
import sys
from collections.abc import Iterator

import pytest

from benchmarks.environments import requirements_of, version_of
from benchmarks.measuring import (
    Case,
    Row,
    Sample,
    Target,
    UnavailableError,
    UnequalError,
    Work,
    alternate,
    figure,
    rows_text,
    table,
    timed,
)
from benchmarks.processes import process, report_of

PEERS = {"openspiel": "open-spiel", "negmas": "negmas", "otree": "otree"}
ROWS = (
    Row("fast enough", 0.25, "x", "a peer 40 acts/s", Target(">=", 0.1)),
    Row("too slow", 2.0, "x", "a peer 3 ms", Target("<=", 1.5)),
    Row("no peer", 12_345.678, "acts/s", note="fsync'd"),
    Row("peer missing", None, "x", target=Target(">=", 60), note="no network"),
)


def fake(name: str, seconds: Iterator[float], calls: list[str], result: object = "same") -> Case:
    """Return a case that takes the time it is told to, and says that it was called."""

    def case() -> Sample:
        calls.append(name)
        return Sample(next(seconds), 2, result)

    return case


def test_cases_take_turns_and_the_first_round_does_not_count() -> None:
    """A machine that slows down half way must slow both sides down alike."""
    calls: list[str] = []
    ours = fake("ours", iter([99.0, 2.0, 8.0, 4.0]), calls)
    theirs = fake("theirs", iter([99.0, 1.0, 1.0, 1.0]), calls)

    found = alternate({"ours": ours, "theirs": theirs}, repeats=3)

    assert calls == ["ours", "theirs"] * 4
    assert [sample.seconds for sample in found["ours"].samples] == [2.0, 8.0, 4.0]
    assert found["ours"].seconds == 2.0, "the median run took 4 seconds for 2 units"
    assert found["ours"].rate == 0.5
    assert found["theirs"].rate == 2.0


def test_a_slow_case_runs_fewer_times_and_always_counts() -> None:
    """It takes its turn in the first counted rounds; nobody waits minutes for a warm-up."""
    calls: list[str] = []
    found = alternate(
        {
            "slow": fake("slow", iter([60.0, 62.0]), calls),
            "quick": fake("quick", iter([9.0, 1.0, 2.0, 3.0]), calls),
        },
        repeats=3,
        fewer={"slow": 2},
    )

    assert calls == ["quick", "slow", "quick", "slow", "quick", "quick"]
    assert [sample.seconds for sample in found["slow"].samples] == [60.0, 62.0]
    assert [sample.seconds for sample in found["quick"].samples] == [1.0, 2.0, 3.0]


def test_another_result_than_last_time_gives_no_figures() -> None:
    """A speed of two runs that did different work would be a number about nothing."""
    results = iter([1, 1, 2])

    with pytest.raises(UnequalError, match="ours"):
        alternate({"ours": lambda: Sample(1.0, 1, next(results))}, repeats=2)


def test_what_is_timed_hands_on_its_work() -> None:
    """The rate is of the units the work says it did, not of what the caller hoped."""
    sample = timed(lambda: Work(7, "done"))

    assert (sample.units, sample.result) == (7, "done")


@pytest.mark.parametrize(
    ("target", "met", "missed"), [(Target(">=", 0.1), 0.1, 0.09), (Target("<=", 1.5), 1.5, 1.51)]
)
def test_a_target_is_met_at_its_bound(target: Target, met: float, missed: float) -> None:
    """The sign must not be read the wrong way round, nor without its bound."""
    assert target.met_by(met)
    assert not target.met_by(missed)


def test_what_is_written_down_has_its_promised_shape() -> None:
    """Other programs read `latest.json`; what was not measured must not look met or missed."""
    rows = json.loads(rows_text(ROWS))["rows"]

    assert rows == [
        {
            "name": "fast enough",
            "value": 0.25,
            "unit": "x",
            "beside": "a peer 40 acts/s",
            "target": ">= 0.1",
            "met": True,
        },
        {
            "name": "too slow",
            "value": 2.0,
            "unit": "x",
            "beside": "a peer 3 ms",
            "target": "<= 1.5",
            "met": False,
        },
        {
            "name": "no peer",
            "value": 12_350.0,
            "unit": "acts/s",
            "beside": None,
            "target": "information",
            "met": None,
        },
        {
            "name": "peer missing",
            "value": None,
            "unit": "x",
            "beside": None,
            "target": ">= 60",
            "met": None,
        },
    ]


def test_the_table_says_why_something_was_not_measured() -> None:
    """An empty cell would pass for a pass."""
    lines = table(ROWS).splitlines()

    assert len(lines) == len(ROWS) + 2
    assert re.fullmatch(r"too slow +2\.00 x +<= 1\.5 +NO +a peer 3 ms", lines[3])
    assert re.fullmatch(r"no peer +12,346 acts/s +information +fsync'd", lines[4])
    assert re.fullmatch(r"peer missing +not measured +>= 60 +no network", lines[5])


@pytest.mark.parametrize(
    ("value", "said"), [(0.0198, "0.0198"), (2.0, "2.00"), (99.96, "100."), (641_323.4, "641,323")]
)
def test_figures_are_rounded_to_what_counts(value: float, said: str) -> None:
    """More digits than the repeats agree on would claim too much."""
    assert figure(value) == said


def test_a_command_that_fails_is_not_a_fast_command() -> None:
    """A crash at start is quick; it must be reported, with its last words."""
    with pytest.raises(UnavailableError, match=r"exit 3: no such thing"):
        process(sys.executable, "-c", "import sys; print('no such thing'); sys.exit(3)")
    with pytest.raises(UnavailableError, match="no-such-command"):
        process("no-such-command")


def test_a_report_is_the_last_line_printed() -> None:
    """Peers greet and warn on the lines before."""
    script = "print('welcome'); print('{\"acts\": 3}')"

    assert report_of(sys.executable, "-c", script) == {"acts": 3}


@pytest.mark.parametrize("peer", PEERS)
def test_peers_are_pinned_and_hashed(peer: str) -> None:
    """A peer that changes between runs would move our figures; an address would bind us to it."""
    text = requirements_of(peer).read_text("utf-8")
    pins = len(re.findall(r"^[a-z0-9._-]+==\S+.* \\$", text, re.MULTILINE))
    starts = len(re.findall(r"^[^\s#]", text, re.MULTILINE))

    assert pins == starts
    assert len(re.findall(r"\\\n    --hash=sha256:", text)) >= pins
    assert "://" not in text
    assert "index-url" not in text
    assert re.fullmatch(r"\d+(\.\d+)+", version_of(peer, PEERS[peer]))

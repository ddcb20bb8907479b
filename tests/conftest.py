"""What every test may lean on: golden files, named requirements, profiles, and a list of skips.

Fixtures: `golden(name, text)` compares a text with `tests/golden/<name>`; `require(name,
available, reason)` skips a test whose tool is missing, or fails it where `KHEREM_REQUIRE`
names that tool.
"""

import difflib
import os
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from game.messages import speak

GOLDEN = Path(__file__).parent / "golden"
ON_CI = bool(os.environ.get("CI"))

Golden = Callable[[str, str], None]
Require = Callable[[str, bool, str], None]

# How hard Hypothesis searches. On CI the same examples every time: a change is to blame for
# a failure, not luck.
# Golden files are English, whatever the system speaks.
os.environ["KHEREM_LANGUAGE"] = "en"

settings.register_profile("fast", deadline=None, derandomize=ON_CI, print_blob=True)
settings.register_profile("slow", settings.get_profile("fast"), max_examples=1000)
settings.load_profile(os.environ.get("KHEREM_HYPOTHESIS", "fast"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option of `make golden`."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite the golden files instead of comparing with them",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to rewrite what a change is judged by while judging it."""
    if ON_CI and config.getoption("--update-golden"):
        raise pytest.UsageError("golden files are not rewritten on CI")


@pytest.fixture(autouse=True)
def _in_english() -> None:
    """Say everything in English, whatever another test has chosen."""
    speak("en")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with `tests/golden/<name>`; only --update-golden writes the file."""

    def check(name: str, text: str) -> None:
        path = GOLDEN / name
        assert path.resolve().is_relative_to(GOLDEN), f"{name} lies outside tests/golden"
        expected = path.read_bytes().decode() if path.is_file() else None
        if text == expected:
            return
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
            request.node.user_properties.append(("golden", name))
        elif expected is None:
            pytest.fail(f"there is no tests/golden/{name}: `make golden` writes it", pytrace=False)
        else:
            pytest.fail(_difference(name, expected, text), pytrace=False)

    return check


def _difference(name: str, expected: str, text: str) -> str:
    """Return what a reader needs to tell a mistake from an intended change."""
    lines = difflib.unified_diff(
        _visible_lines(expected),
        _visible_lines(text),
        fromfile=f"tests/golden/{name}",
        tofile="what the program says now",
        lineterm="",
    )
    advice = "If the change is meant, run `make golden` and read the diff."
    return "\n".join([f"{name} differs from its golden file.", *lines, advice])


def _visible_lines(text: str) -> list[str]:
    """Split into lines that show their ends where those are not plain."""
    lines = text.split("\n")
    shown = [line if line.isprintable() and line == line.rstrip() else repr(line) for line in lines]
    return shown[:-1] if lines[-1] == "" else [*shown[:-1], f"{shown[-1]} (no newline at the end)"]


@pytest.fixture
def require() -> Require:
    """Skip the test, with the reason, if a tool it names is missing; fail if it must be there."""
    return require_or_skip


def require_or_skip(name: str, available: bool, reason: str) -> None:
    """Do what the fixture `require` does, where there is no fixture to ask for."""
    if available:
        return
    if name in re.split(r"[,\s]+", os.environ.get("KHEREM_REQUIRE", "")):
        pytest.fail(f"KHEREM_REQUIRE names {name}, and: {reason}", pytrace=False)
    pytest.skip(f"{name}: {reason}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was not tested, and which golden files were written."""
    stats = terminalreporter.stats
    skips = Counter(_reason(report) for report in stats.get("skipped", []))
    terminalreporter.section(f"skipped: {skips.total()}")
    for reason, times in sorted(skips.items()):
        terminalreporter.line(f"{times:5} × {reason}")
    written = sorted(
        str(value)
        for report in stats.get("passed", [])
        for key, value in report.user_properties
        if key == "golden"
    )
    if written:
        terminalreporter.section(f"golden files written: {len(written)}")
        for name in dict.fromkeys(written):
            terminalreporter.line(f"      {name}")


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Return why a test was skipped, or was allowed to fail."""
    if wasxfail := getattr(report, "wasxfail", None):
        return f"expected to fail: {wasxfail}"
    if isinstance(report.longrepr, tuple):
        return report.longrepr[2].removeprefix("Skipped: ")
    return str(report.longrepr)

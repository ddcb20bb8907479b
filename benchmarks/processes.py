"""Whole processes, started in the source tree as a user's shell would start them."""

import json
import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.measuring import Sample, UnavailableError

ROOT = Path(__file__).parent.parent
TIMEOUT = 900


def output_of(command: Sequence[str | Path]) -> str:
    """Return what a command prints. Raises `UnavailableError` if it fails."""
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={key: value for key, value in os.environ.items() if not key.startswith("PYTHON")},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UnavailableError(f"{_name(command)}: {error}") from error
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or "no word").splitlines()[-1]
        raise UnavailableError(f"{_name(command)}: exit {done.returncode}: {last}")
    return done.stdout


def process(*command: str | Path) -> Sample:
    """Return how long a command takes from its start to its end, and what it printed."""
    start = time.perf_counter()
    printed = output_of(command)
    return Sample(time.perf_counter() - start, result=printed)


def report_of(*command: str | Path) -> dict[str, Any]:
    """Return the JSON object a command prints as its last line."""
    printed = output_of(command).splitlines()
    report: dict[str, Any] = json.loads(printed[-1])
    return report


def _name(command: Sequence[str | Path]) -> str:
    return Path(command[0]).name

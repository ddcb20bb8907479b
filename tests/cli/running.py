"""The `kherem` command run for tests: inside this process for speed, or as a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner

from game.cli.main import kherem


class Ran(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output read as one JSON document."""
        return json.loads(self.out)


def run(*words: str | Path) -> Ran:
    """Run `kherem` in this process; an exception that is not an exit fails the test."""
    result = CliRunner().invoke(kherem, [str(word) for word in words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert "Traceback" not in result.output
    return Ran(result.exit_code, result.stdout, result.stderr)


def process(*words: str | Path, **environment: str) -> Ran:
    """Run `kherem` as people do, without a terminal."""
    result = subprocess.run(
        [sys.executable, "-c", "from game.cli import main; main()", *map(str, words)],
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in result.stdout + result.stderr
    return Ran(result.returncode, result.stdout, result.stderr)

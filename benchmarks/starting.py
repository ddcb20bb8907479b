"""What a user waits for before anything happens: whole processes, bytecode already compiled."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.environments import python_of, version_of
from benchmarks.measuring import Row, Target, UnavailableError, alternate
from benchmarks.processes import process

HELP = "kherem --help, whole process"
IMPORT = "import what play needs, whole process"

Command = tuple[str | Path, ...]


def rows() -> Iterator[Row]:
    """Yield what was measured of starting."""
    python = sys.executable
    yield _row(HELP, Target("<=", 2), _help, "import pydantic", lambda: (python, "-c", "import pydantic"))
    ours = (python, "-c", "import game.session.match")
    yield _row(IMPORT, Target("<=", 0.6), lambda: ours, _negmas_name(), _negmas)


def _row(
    name: str, target: Target, ours: Callable[[], Command], peer: str, theirs: Callable[[], Command]
) -> Row:
    try:
        mine, other = ours(), theirs()
        found = alternate({"ours": lambda: process(*mine), peer: lambda: process(*other)})
    except UnavailableError as error:
        return Row(name, None, "x", target=target, note=str(error))
    own, their = found["ours"].seconds, found[peer].seconds
    beside = f"{peer} {their * 1e3:.0f} ms, ours {own * 1e3:.0f} ms"
    return Row(name, own / their, "x", beside, target)


def _help() -> Command:
    command = shutil.which("kherem", path=Path(sys.executable).parent)
    if command is None:
        raise UnavailableError("the command kherem is not installed beside this Python")
    return command, "--help"


def _negmas() -> Command:
    return python_of("negmas"), "-c", "from negmas.sao import SAOMechanism"


def _negmas_name() -> str:
    return f"negmas.sao {version_of('negmas', 'negmas')}"

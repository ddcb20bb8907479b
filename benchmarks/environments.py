"""Peers' environments: each alone in `.venv-peers/<name>`, from its own hashed requirements.

Law of this file: an environment counts as there only when its stamp says the same as its
requirements; the stamp is written last, so an interrupted build is built again.
"""

import hashlib
import os
import re
import shutil
import sys
from pathlib import Path

from benchmarks.measuring import UnavailableError
from benchmarks.processes import ROOT, output_of

HOME = ROOT / ".venv-peers"
FOLDER = Path(__file__).parent


def requirements_of(peer: str) -> Path:
    """Return a peer's requirements file."""
    return FOLDER / f"requirements-{peer}.txt"


def version_of(peer: str, package: str) -> str:
    """Return the version a peer's requirements name for a package."""
    found = re.search(rf"^{package}==(\S+)", requirements_of(peer).read_text("utf-8"), re.MULTILINE)
    if found is None:
        raise UnavailableError(f"{requirements_of(peer).name} does not name {package}")
    return found[1]


def python_of(peer: str) -> Path:
    """Return the Python of a peer's environment, built if need be. Raises `UnavailableError`."""
    home = HOME / peer
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = home / "stamp"
    if not stamp.is_file() or stamp.read_text("utf-8") != _stamp_for(peer):
        print(f"Making {home.relative_to(ROOT)} (once) ...", file=sys.stderr)
        _build(home, python, requirements_of(peer))
        stamp.write_text(_stamp_for(peer), "utf-8")
    return python


def _stamp_for(peer: str) -> str:
    digest = hashlib.sha256(requirements_of(peer).read_bytes()).hexdigest()
    return f"{sys.version} {HOME} {digest}\n"


def _build(home: Path, python: Path, requirements: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)
    output_of((sys.executable, "-m", "venv", home))
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries=1")
    output_of((*pip, "--require-hashes", "-r", requirements))

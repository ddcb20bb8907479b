"""Where games are kept when nobody names a file: one folder of the player's own.

Law of this file: no game is ever lost here: a name that is taken stays with its game, and what is put away
lies in the bin.
"""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from game.messages import text


def saves_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the folder for saved games: KHEREM_HOME, else the system's usual place for such data."""
    chosen = environment.get("KHEREM_HOME")
    if chosen:
        return Path(chosen) / "saves"
    if sys.platform == "win32":
        base = environment.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    else:
        base = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "kherem" / "saves"


def free_name(folder: Path, stem: str) -> Path:
    """Return a file name in `folder` that is not taken yet."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while (folder / f"{stem}-{number}.jsonl").exists():
        number += 1
    return folder / f"{stem}-{number}.jsonl"


LONGEST_NAME = 60
BIN = "bin"
_FORBIDDEN = frozenset('<>:"/\\|?*')
_DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{name}{number}" for name in ("com", "lpt") for number in range(10)),
}


class SaveError(Exception):
    """A kept game cannot be renamed or put away. `code` is stable."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        super().__init__(text(code, **values))


def kept_games(folder: Path) -> list[tuple[Path, float]]:
    """Return the games kept in a folder with when each was last played (seconds), the newest first."""
    found = []
    try:
        for path in folder.glob("*.jsonl"):
            with suppress(FileNotFoundError):  # somebody has just taken it away
                found.append((path, path.stat().st_mtime))
    except OSError as error:
        raise SaveError("storage/no_saves", reason=error.strerror or str(error)) from None
    return sorted(found, key=lambda one: (-one[1], one[0].name))


def clean_name(name: str) -> str:
    """Return a name as a file on any system may have it. Raises SaveError if nothing is left of it."""
    kept = "".join(char for char in name if char.isprintable() and char not in _FORBIDDEN)
    kept = " ".join(kept.split())[:LONGEST_NAME].strip(" .")
    if not kept or kept.partition(".")[0].casefold() in _DEVICES:
        raise SaveError("storage/no_name", name=name.strip())
    return kept


def renamed(path: Path, name: str) -> Path:
    """Give a kept game another name; return its file. Raises SaveError; nothing is ever written over."""
    wanted = path.with_name(f"{clean_name(name)}.jsonl")
    if wanted == path:
        return path
    try:
        if wanted.exists():
            raise SaveError("storage/name_taken", name=wanted.stem)
        return path.rename(wanted)
    except OSError as error:
        raise SaveError("storage/not_renamed", reason=error.strerror or str(error)) from None


def put_away(path: Path) -> Path:
    """Put a kept game into the bin beside the others; return its file there. Raises SaveError."""
    try:
        there = free_name(path.parent / BIN, path.stem)
        return path.rename(there)
    except OSError as error:
        raise SaveError("storage/not_put_away", reason=error.strerror or str(error)) from None

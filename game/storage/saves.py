"""Where games are kept when nobody names a file: one folder of the player's own."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path


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

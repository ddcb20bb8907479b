"""The player's settings of the window, kept from one game to the next beside the saved games.

Law of this file: settings that cannot be read are as good as none; that they cannot be kept is said.
"""

import json
from dataclasses import asdict
from pathlib import Path

from game.desktop.theme import PALETTES, SIZES, Settings
from game.messages import text
from game.storage.saves import saves_folder

FILE = "window.json"


def _path() -> Path:
    return saves_folder().parent / FILE


def kept_settings() -> Settings:
    """Return the settings that were kept; as at first where there are none, or none that make sense."""
    try:
        data = json.loads(_path().read_text("utf-8"))
    except (OSError, RecursionError, ValueError):
        return Settings()
    first = Settings()
    if not isinstance(data, dict):
        return first
    size, palette = data.get("text"), data.get("palette")
    return Settings(
        text=size if type(size) is int and size in SIZES else first.text,
        palette=palette if isinstance(palette, str) and palette in PALETTES else first.palette,
        full_screen=data.get("full_screen") is True,
    )


def keep_settings(settings: Settings) -> str:
    """Keep settings, whole or not at all; return what went wrong, or ''."""
    path = _path()
    beside = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(asdict(settings)), "utf-8")
        beside.replace(path)
    except OSError as error:
        return text("desktop/settings_not_kept", reason=error.strerror or str(error))
    return ""

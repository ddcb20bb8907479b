"""The player's settings of the window, kept from one game to the next beside the saved games.

Law of this file: what cannot be read, or makes no sense, is as at first; that nothing can be kept is said.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from game.desktop.commands import sound
from game.desktop.theme import PALETTES, SIZES, VOLUMES, Settings
from game.messages import languages, text
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
    return _sensible(data) if isinstance(data, dict) else Settings()


def _sensible(data: Mapping[str, object]) -> Settings:
    first = Settings()
    size, palette, volume = data.get("text"), data.get("palette"), data.get("volume")
    language = data.get("language")
    return Settings(
        text=size if type(size) is int and size in SIZES else first.text,
        palette=palette if isinstance(palette, str) and palette in PALETTES else first.palette,
        still=data.get("still") is True,
        volume=volume if type(volume) is int and volume in VOLUMES else first.volume,
        language=language if isinstance(language, str) and language in languages() else first.language,
        keys=sound(data.get("keys")),
        full_screen=data.get("full_screen") is True,
    )


def keep_settings(settings: Settings) -> str:
    """Keep settings, whole or not at all; return what went wrong, or ''."""
    path = _path()
    beside = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(asdict(settings), ensure_ascii=False), "utf-8")
        beside.replace(path)
    except OSError as error:
        return text("desktop/settings_not_kept", reason=error.strerror or str(error))
    return ""

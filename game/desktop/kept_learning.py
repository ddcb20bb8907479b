"""Whether a player has learned the game, and how far the tutorial has come; kept beside the saved games.

Law of this file: what cannot be read is as good as nothing; that it cannot be kept is said.
"""

import json
from pathlib import Path
from typing import NamedTuple

from game.messages import text
from game.presentation.coaching import STEPS, Coaching
from game.storage.saves import saves_folder

FILE = "tutorial.json"


class Learning(NamedTuple):
    """The tutorial was begun before (`begun`); `game`: the file it is kept in while it is not over."""

    begun: bool = False
    game: str = ""
    coaching: Coaching = Coaching()


def _path() -> Path:
    return saves_folder().parent / FILE


def kept_learning() -> Learning:
    """Return what was kept; nothing where there is none, or none that makes sense."""
    try:
        data = json.loads(_path().read_text("utf-8"))
    except (OSError, RecursionError, ValueError):
        return Learning()
    if not isinstance(data, dict):
        return Learning()
    game, passed = data.get("game"), data.get("passed")
    known = {step.id for step in STEPS}
    done = [one for one in passed if one in known] if isinstance(passed, list) else []
    return Learning(
        begun=True,
        game=game if isinstance(game, str) else "",
        coaching=Coaching(frozenset(done), shown=data.get("shown") is not False),
    )


def keep_learning(game: str, coaching: Coaching | None) -> str:
    """Keep how far the tutorial has come, whole or not at all; return what went wrong, or ''."""
    path = _path()
    beside = path.with_suffix(".new")
    data: dict[str, object] = {"game": game if coaching is not None else ""}
    if coaching is not None:
        data |= {"passed": sorted(coaching.passed), "shown": coaching.shown}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(data), "utf-8")
        beside.replace(path)
    except OSError as error:
        return text("tutorial/not_kept", reason=error.strerror or str(error))
    return ""

"""Commands with their keys: what can be done from anywhere on a screen, without looking for its button.

Law of this file: one key does one thing; a key is told wherever its command is offered.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from game.desktop import messages as ms
from game.desktop.changing import ShowKeys
from game.messages import text

Keys = tuple[tuple[str, str], ...]
"""Commands with keys of the player's own."""


class Command(NamedTuple):
    """Something a key does. `playing`: only during a game."""

    name: str
    key: str
    message: ms.Message
    playing: bool = True


COMMANDS = (
    Command("texts", "t", ms.OpenBook("texts")),
    Command("briefing", "b", ms.OpenBook("briefing")),
    Command("messages", "d", ms.OpenBook("messages")),
    Command("weights", "w", ms.OpenBook("weights")),
    Command("instructions", "i", ms.OpenBook("instructions")),
    Command("knowledge", "k", ms.OpenBook("knowledge")),
    Command("explained", "h", ms.OpenBook("explained")),
    Command("calendar", "a", ms.OpenBook("calendar")),
    Command("arrivals", "n", ms.OpenBook("arrivals")),
    Command("undo", "u", ms.TakeBack()),
    Command("settings", "o", ms.ShowSettings(True), playing=False),
    Command("coach", "c", ms.ShowCoach(), playing=False),
    Command("understood", "g", ms.Understood(), playing=False),
    Command("search", "/", ms.Seek(True), playing=False),
    Command("keys", "?", ShowKeys(True), playing=False),
)
FIXED = ("move", "press", "pick", "back", "scroll", "size", "keys", "full_screen", "leave")
"""What other keys do, always."""
RESERVED = frozenset("0123456789+-= ") | {"F1", "F11"}


def keymap(own: Keys) -> dict[str, str]:
    """Return the key of each command."""
    chosen = dict(own)
    return {one.name: chosen.get(one.name, one.key) for one in COMMANDS}


def command_of(own: Keys, key: str) -> Command | None:
    """Return what a key does, or None."""
    keys = keymap(own)
    return next((one for one in COMMANDS if keys[one.name] == key), None)


def first_command(own: Keys, keys: Sequence[str]) -> Command | None:
    """Return what the first of these names of one key does that does anything."""
    return next((found for key in keys if (found := command_of(own, key)) is not None), None)


def rebound(own: Keys, name: str, key: str) -> Keys | str:
    """Return the keys with another one for a command, or why it cannot be had."""
    if key in RESERVED or not key.isprintable() or not key.strip():
        return text("desktop/key_reserved", key=shown(key))
    taken = command_of(own, key)
    if taken is not None and taken.name != name:
        return text("desktop/key_taken", key=shown(key), command=title_of(taken.name))
    first = {one.name: one.key for one in COMMANDS}
    kept: Mapping[str, str] = {**dict(own), name: key}
    return tuple((one, value) for one, value in kept.items() if value != first[one])


def sound(own: object) -> Keys:
    """Return the keys that make sense of what was kept: known commands, free keys, each once."""
    keys: Keys = ()
    for pair in own if isinstance(own, list) else ():
        match pair:
            case [str(name), str(key)] if name in keymap(()) and len(key) <= 3:
                changed = rebound(keys, name, key)
                keys = keys if isinstance(changed, str) else changed
            case _:
                continue
    return keys


def title_of(name: str) -> str:
    """Return what a command is called."""
    return text(f"desktop/command_{name}")


def shown(key: str) -> str:
    """Return how a key is written where it is told."""
    return text("desktop/key_space") if key == " " else key

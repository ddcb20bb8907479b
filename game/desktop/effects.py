"""What the window is to do about a message.

Law of this file: frozen data; `update` asks for it, the world does it.
"""

from pathlib import Path
from typing import Any, NamedTuple

from game.desktop.keeping import SavesEffect
from game.desktop.looking_back import effects as looking_back
from game.desktop.state import Screen
from game.desktop.theme import Settings
from game.presentation.coaching import Coaching

Data = dict[str, Any]


class Begin(NamedTuple):
    """Begin a game."""

    name: str
    cut: str
    roles: tuple[str, ...]
    rival: str = ""


class Lift(NamedTuple):
    """Show the decision of whoever the curtain hides it for."""


class Resume(NamedTuple):
    """Go on with a kept game."""

    path: Path


class Act(NamedTuple):
    """Let the seat act."""

    data: Data


class Undo(NamedTuple):
    """Take back the last act."""


class StartPlay(NamedTuple):
    """Let the others act up to the first decision."""


class LoadShelf(NamedTuple):
    """Read the shelf anew."""


class Keep(NamedTuple):
    """Keep the settings."""

    settings: Settings


class Speak(NamedTuple):
    """Say everything in another language; '' is that of the system."""

    language: str


class SayAnew(NamedTuple):
    """Say what a screen says in the language that is spoken now."""

    screen: Screen


class Teach(NamedTuple):
    """Begin the tutorial."""


class KeepCoaching(NamedTuple):
    """Keep how far the player is in the tutorial; None: it is over."""

    coaching: Coaching | None


class Close(NamedTuple):
    """Close the window."""


Effect = (
    Begin
    | Lift
    | Resume
    | Act
    | Undo
    | StartPlay
    | LoadShelf
    | Keep
    | Speak
    | SayAnew
    | Teach
    | KeepCoaching
    | SavesEffect
    | Close
    | looking_back.Effect
)

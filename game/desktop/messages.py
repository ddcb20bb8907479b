"""What a person did, or what has arrived: what the window is told.

Law of this file: frozen data; `update` says what follows from it.
"""

from pathlib import Path
from typing import NamedTuple

from game.desktop.changing import SettingsMessage
from game.desktop.keeping import SavesMessage
from game.desktop.looking_back import messages as looking_back
from game.desktop.state import Screen
from game.desktop.theme import Settings
from game.desktop.writing import WritingMessage
from game.presentation.coaching import Coaching
from game.presentation.deciding.dialogue import Answer


class PickScenario(NamedTuple):
    """A scenario was picked."""

    name: str


class PickCut(NamedTuple):
    """A version was picked."""

    cut: str


class PickRole(NamedTuple):
    """A part was picked: the game begins."""

    role: str


class Several(NamedTuple):
    """Several people are to play at this screen, or one."""

    on: bool


class Take(NamedTuple):
    """One of several people takes a part, or gives it up."""

    role: str


class PickRival(NamedTuple):
    """An AI player was picked for the other parts."""

    name: str


class BeginTogether(NamedTuple):
    """All have taken their parts."""


class GoOn(NamedTuple):
    """A kept game is to be gone on with."""

    path: Path


class ToShelf(NamedTuple):
    """Back to the shelf."""


class Turn(NamedTuple):
    """Turn pages: `by` 1 or -1; 0 skips all that is left."""

    by: int


class Pick(NamedTuple):
    """A line of the menu was picked."""

    place: int


class Give(NamedTuple):
    """A question was answered."""

    answer: Answer


class GiveTyped(NamedTuple):
    """What is typed is the answer."""


class StepBack(NamedTuple):
    """Take the last answer back, or close what is open."""


class OpenBook(NamedTuple):
    """Look something up."""

    name: str


class ShowTab(NamedTuple):
    """Show another part of the table, where the window is small."""

    name: str


class OpenChapter(NamedTuple):
    """Read a chapter of the debrief."""

    number: int


class Type(NamedTuple):
    """Words were typed."""

    words: str


class Erase(NamedTuple):
    """The last letter is to go."""


class TakeBack(NamedTuple):
    """Take back the last act."""


class Learn(NamedTuple):
    """The tutorial is to begin."""


class Understood(NamedTuple):
    """What the coach says has been read."""


class ShowCoach(NamedTuple):
    """Hide the coach, or call it back."""


class ReadCoach(NamedTuple):
    """What the coach says is to be read at its full length, or has been."""


class SkipTutorial(NamedTuple):
    """No coach any more: the game goes on."""


class Seek(NamedTuple):
    """Open the search in lists, or close it and show all of them again."""

    open: bool


class ShowSettings(NamedTuple):
    """Open or close the settings."""

    open: bool


class Change(NamedTuple):
    """A setting was changed."""

    settings: Settings


class Leave(NamedTuple):
    """The window is to close: asked first, unless `sure`."""

    sure: bool = False


class Stay(NamedTuple):
    """The window is to stay open."""


class Arrived(NamedTuple):
    """Something the window did is done: a screen to show, or a notice. `coach`: a tutorial that has begun."""

    screen: Screen | None = None
    notice: str = ""
    coach: Coaching | None = None


Message = (
    PickScenario
    | PickCut
    | PickRole
    | Several
    | Take
    | PickRival
    | BeginTogether
    | GoOn
    | ToShelf
    | Turn
    | Pick
    | Give
    | GiveTyped
    | StepBack
    | OpenBook
    | ShowTab
    | OpenChapter
    | Type
    | Erase
    | TakeBack
    | Learn
    | Understood
    | ShowCoach
    | ReadCoach
    | SkipTutorial
    | Seek
    | ShowSettings
    | Change
    | Leave
    | Stay
    | Arrived
    | SavesMessage
    | SettingsMessage
    | WritingMessage
    | looking_back.Message
)

"""What the window holds: which screen, what is on it, and the messages and effects between them.

Law of this file: frozen data. A message says what a person did; an effect, what the window is to do about it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from game.desktop.map_parts import MapState
from game.desktop.theme import Settings
from game.presentation.deciding.choices import Choice, Item
from game.presentation.deciding.dialogue import Answer, Line, Question
from game.report import Chapter
from game.scenario.roles import Question as Comprehension

Data = dict[str, Any]


# Screens ------------------------------------------------------------------------------------------


class Shelved(NamedTuple):
    """A scenario on the shelf, with all that is asked before it begins."""

    name: str
    title: str
    summary: str
    content_note: str
    minutes: int
    cuts: tuple[tuple[str, str, str], ...]
    roles: tuple[tuple[str, str, str], ...]


class Saved(NamedTuple):
    """A game that is kept and can be gone on with."""

    path: Path
    label: str


@dataclass(frozen=True)
class Title:
    """The first picture, while the shelf is read."""


@dataclass(frozen=True)
class Shelf:
    """What can be played."""

    scenarios: tuple[Shelved, ...]
    saves: tuple[Saved, ...] = ()


@dataclass(frozen=True)
class Setup:
    """How a scenario is to be played: its version, whose part; by `several` people, the parts `taken`."""

    shelved: Shelved
    cut: str = ""
    several: bool = False
    taken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """Pages to read before play: titles with their lines."""

    pages: tuple[tuple[str, tuple[Line, ...]], ...]
    check: tuple[Comprehension, ...] = ()
    number: int = 0


@dataclass(frozen=True)
class Check:
    """Questions about the briefing, that can be skipped. `given`: the answer to the present one."""

    questions: tuple[Comprehension, ...]
    number: int = 0
    given: int | None = None


class Titles(NamedTuple):
    """Names on the screen: of scenario, part, step, issues and roles; the books there are."""

    scenario: str
    role: str
    step: str
    issues: Mapping[str, str]
    short: Mapping[str, str]
    books: tuple[str, ...]


@dataclass(frozen=True)
class Snapshot:
    """All a decision shows, taken when nobody else acts.

    `usual`: the index of what Enter does. `minutes`: what is known of texts the seat does not see.
    `places`: what is asked and agreed about places on the map, by their ids.
    """

    role: str
    view: Data
    items: tuple[Item[Choice], ...]
    usual: int
    titles: Titles
    offers: tuple[Line, ...]
    news: tuple[Line, ...]
    fresh: int
    verdict: str
    minutes: tuple[Line, ...]
    map: MapState
    places: Mapping[str, str]


@dataclass(frozen=True)
class Playing:
    """The game.

    `choice` with `answers` and `question`: what is being put together. `book`: what is looked up.
    `confirming`: what was last asked to confirm; `confirmed`: the same before this act (asked again, Enter
    means yes). `before`: where to go back to if the act that is on its way is refused.
    """

    shot: Snapshot | None = None
    said: tuple[Data, ...] = ()
    said_lines: tuple[str, ...] = ()
    choice: Choice | None = None
    answers: tuple[Answer, ...] = ()
    question: Question | None = None
    typed: str = ""
    confirmed: str = ""
    confirming: str = ""
    before: "Playing | None" = None
    book: str = ""
    book_lines: tuple[Line, ...] = ()
    tab: str = "turn"
    thinking: bool = True


@dataclass(frozen=True)
class Ended:
    """The debrief: chapters, of which one is open; 0 is the page at a glance."""

    title: str
    chapters: tuple[Chapter, ...]
    number: int = 0
    read: frozenset[int] = frozenset({0})


@dataclass(frozen=True)
class Curtain:
    """Between two people at one screen: nothing is shown until the right one says so."""

    role: str


Screen = Title | Curtain | Shelf | Setup | Reading | Check | Playing | Ended


@dataclass(frozen=True)
class App:
    """Everything the window holds."""

    screen: Screen
    settings: Settings = field(default_factory=Settings)
    choosing_settings: bool = False
    notice: str = ""
    asks_to_leave: bool = False


# Messages -----------------------------------------------------------------------------------------


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
    """Something the window did is done: a screen to show, or a notice."""

    screen: Screen | None = None
    notice: str = ""


Message = (
    PickScenario
    | PickCut
    | PickRole
    | Several
    | Take
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
    | ShowSettings
    | Change
    | Leave
    | Stay
    | Arrived
)


# Effects ------------------------------------------------------------------------------------------


class Begin(NamedTuple):
    """Begin a game."""

    name: str
    cut: str
    roles: tuple[str, ...]


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


class Close(NamedTuple):
    """Close the window."""


Effect = Begin | Lift | Resume | Act | Undo | StartPlay | LoadShelf | Keep | Close

"""What the window holds: which screen, and what is on it.

Law of this file: frozen data.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from game.desktop.map_parts import MapState
from game.desktop.theme import Settings
from game.presentation.coaching import Coaching, Lesson
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
    """What can be played. `learned`: the tutorial was played or skipped before."""

    scenarios: tuple[Shelved, ...]
    saves: tuple[Saved, ...] = ()
    learned: bool = False


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
    `places`: what is asked and agreed about places on the map, by their ids. `introduced`: what matters
    here for the first time. `arrivals`: what has come since the last decision. `document`: what is
    to be signed or ratified. `lesson`: what a coach knows.
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
    introduced: tuple[str, ...] = ()
    arrivals: str = ""
    document: tuple[Line, ...] = ()
    lesson: Lesson = field(default_factory=Lesson)


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
    lesson: Lesson = field(default_factory=Lesson)


@dataclass(frozen=True)
class Aftermath:
    """What came of it, told before anybody looks back."""

    title: str
    lines: tuple[Line, ...]
    then: Ended


@dataclass(frozen=True)
class Curtain:
    """Between two people at one screen: nothing is shown until the right one says so."""

    role: str


Screen = Title | Curtain | Shelf | Setup | Reading | Check | Playing | Aftermath | Ended


@dataclass(frozen=True)
class App:
    """Everything the window holds. `coach`: in the tutorial. `seek`: words that lists are searched for."""

    screen: Screen
    settings: Settings = field(default_factory=Settings)
    choosing_settings: bool = False
    notice: str = ""
    asks_to_leave: bool = False
    coach: Coaching | None = None
    seek: str | None = None

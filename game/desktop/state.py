"""What the window holds: which screen, and what is on it.

Law of this file: frozen data.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from game.desktop.keeping import Saves
from game.desktop.theme import Settings
from game.desktop.writing import EMPTY, Writing
from game.presentation.coaching import Coaching, Lesson
from game.presentation.deciding.choices import Choice, Item
from game.presentation.deciding.dialogue import Answer, Line, Question
from game.presentation.mapping.state import MapState
from game.presentation.plane import Plane
from game.presentation.replaying_frames import Frame
from game.presentation.replaying_then import TextThen, TrackThen
from game.presentation.what_if_bars import Bars
from game.presentation.what_if_points import Point
from game.report import Chapter
from game.report.beside import Compared, Sitting
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
    """A game that is kept and can be gone on with, as the shelf names it."""

    path: Path
    label: str


@dataclass(frozen=True)
class Title:
    """The first picture, while the shelf is read."""


@dataclass(frozen=True)
class Shelf:
    """What can be played. `saves`: the newest that can be gone on with; `kept`: how many games there are.

    `learned`: the tutorial was played or skipped before.
    """

    scenarios: tuple[Shelved, ...]
    saves: tuple[Saved, ...] = ()
    kept: int = 0
    learned: bool = False


@dataclass(frozen=True)
class Setup:
    """How a scenario is to be played: its version, whose part; by `several` people, the parts `taken`.

    `rival`: which AI player takes the other parts; '' for the usual one.
    """

    shelved: Shelved
    cut: str = ""
    several: bool = False
    taken: tuple[str, ...] = ()
    rival: str = ""


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
    """Names on the screen: of scenario, part, step, issues (with their questions) and roles; the books."""

    scenario: str
    role: str
    step: str
    issues: Mapping[str, str]
    questions: Mapping[str, str]
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
    writing: Writing = EMPTY
    confirmed: str = ""
    confirming: str = ""
    before: "Playing | None" = None
    book: str = ""
    book_lines: tuple[Line, ...] = ()
    tab: str = "turn"
    thinking: bool = True


class Place(NamedTuple):
    """Where on the map a question lies, and how it came out in both courses ('' for nothing in force)."""

    clause: Compared
    regions: tuple[str, ...]
    lines: tuple[str, ...]
    cities: tuple[str, ...]


@dataclass(frozen=True)
class Findings:
    """What the debrief is drawn from. `sides`: who has a stake; `seats`: who sat there; ids with names.

    `undone`: by issue, what a text said that did not come into force. `own`: the seat of whoever looks back.
    """

    matched: str
    undone: Mapping[str, str]
    places: tuple[Place, ...]
    clauses: tuple[Compared, ...]
    course: tuple[Sitting, ...]
    sides: tuple[tuple[str, str], ...]
    seats: tuple[tuple[str, str], ...]
    own: str


@dataclass(frozen=True)
class Ended:
    """The debrief: chapters, of which one is open; 0 is the page at a glance.

    `unfolded`: the line of a page that shows what belongs to it. `pair`: whose plane is drawn; `planes`:
    those there are, or why there is none. `side`: which map, and `tab`: which part, where one is shown.
    """

    title: str
    chapters: tuple[Chapter, ...]
    findings: Findings
    number: int = 0
    read: frozenset[int] = frozenset({0})
    unfolded: str = ""
    pair: tuple[str, str] = ("", "")
    planes: Mapping[tuple[str, str], Plane | str] = field(default_factory=dict)
    side: str = "played"
    tab: str = "page"
    lesson: Lesson = field(default_factory=Lesson)


@dataclass(frozen=True)
class Aftermath:
    """What came of it, told before anybody looks back."""

    title: str
    lines: tuple[Line, ...]
    then: Ended


class Seen(NamedTuple):
    """How things stood at a moment, as a seat saw them."""

    hour: str
    map: MapState
    places: Mapping[str, str]
    texts: tuple[TextThen, ...]
    known: tuple[Line, ...]
    tracks: tuple[TrackThen, ...]


@dataclass(frozen=True)
class Replaying:
    """A game read again. `place`: of the act that is shown, among the frames there are with `reveal`, or not.

    `seen`: how things stood after line `seen_at`; `awaiting`: the line for which it is being found out, or 0.
    """

    ended: Ended
    role: str
    name: str
    frames: tuple[Frame, ...]
    revealed: tuple[Frame, ...]
    place: int = 0
    reveal: bool = False
    seen: Seen | None = None
    seen_at: int = 0
    awaiting: int = 0
    choosing: bool = False
    tab: str = "told"


@dataclass(frozen=True)
class Supposing:
    """What if. `data`: the act made instead, `instead` in words; `composing`: it is being put together.

    `played`: how many games are; None while nobody plays. `lines` and `bars`: what came of it.
    """

    replaying: Replaying
    point: Point
    runs: int
    data: Data | None = None
    instead: str = ""
    composing: Playing | None = None
    ticket: int = 0
    played: int | None = None
    lines: tuple[str, ...] = ()
    bars: tuple[Bars, ...] = ()


@dataclass(frozen=True)
class Curtain:
    """Between two people at one screen: nothing is shown until the right one says so."""

    role: str


Screen = (
    Title
    | Curtain
    | Shelf
    | Saves
    | Setup
    | Reading
    | Check
    | Playing
    | Aftermath
    | Ended
    | Replaying
    | Supposing
)


@dataclass(frozen=True)
class App:
    """Everything the window holds.

    `section`: of the settings. `asking_key`: the command that gets the next key that is pressed. `coach`: in
    the tutorial. `seek`: words that lists are searched for.
    """

    screen: Screen
    settings: Settings = field(default_factory=Settings)
    choosing_settings: bool = False
    section: str = "reading"
    asking_key: str = ""
    showing_keys: bool = False
    notice: str = ""
    asks_to_leave: bool = False
    coach: Coaching | None = None
    seek: str | None = None

"""How an act is put together in a dialogue: what is said, what is asked, and what was answered so far.

Law of this file: whoever asks knows no face. A terminal asks a person and waits; a window or a page keeps the
answers given so far, runs the dialogue again with them, and shows the next question. So the same dialogue
serves all, going back takes the last answer away, and nothing is half done in between.
"""

from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple, Protocol, TypeVar

from game.messages import text
from game.presentation.deciding.choices import Item

T = TypeVar("T")


class Page(Protocol):
    """Where a dialogue says something before it asks."""

    def blank(self) -> None:
        """Leave a line free."""

    def say(self, words: str, *, first: str = "", style: str = "") -> None:
        """Say a paragraph after `first`."""

    def points(self, items: Sequence[str], mark: str = " * ") -> None:
        """Say a list."""

    def heading(self, words: str) -> None:
        """Say what comes."""

    def rule(self, words: str) -> None:
        """Begin a page of its own under these words."""

    def columns(self, items: Sequence[str]) -> None:
        """Say short items side by side."""


class Asker(Protocol):
    """Who is asked."""

    def choose(
        self, items: Sequence[Item[T]], default: int | None, show: Callable[[], None] | None = None
    ) -> T:
        """Return the value of the item chosen; `default` is an index. `show` says what is chosen from."""

    def confirm(self, question: str, *, default: bool) -> bool:
        """Return whether the person says yes."""

    def words(self, question: str, limit: int) -> str:
        """Return free words of at most `limit` characters; '' for none."""

    def number(self, prompt: str, numbers: Sequence[int], words: Sequence[str]) -> int | str:
        """Return one of `numbers`, or one of `words` (`""`: nothing)."""


def words_of(code: str) -> tuple[str, ...]:
    """Return the words of a catalogue entry that lists them."""
    return tuple(text(code).split())


# A dialogue run again with the answers so far -----------------------------------------------------


class Line(NamedTuple):
    """Something said: a paragraph, a point of a list, a heading, a title. `first`: what stands before it.

    `written`: all of it is the scenario's own words, and so in its language.
    """

    kind: Literal["say", "point", "heading", "title"]
    words: str
    first: str = ""
    written: bool = False


class Question(NamedTuple):
    """What is asked next. `items`: labels and notes to choose from; `default`: an index, or yes or no.

    `numbers`: those that may be given; `words`: what else may be. `limit`: characters of free words.
    """

    kind: Literal["choose", "confirm", "words", "number"]
    said: tuple[Line, ...]
    prompt: str = ""
    items: tuple[Item[None], ...] = ()
    default: int | None = None
    numbers: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    limit: int = 0


Answer = int | str | bool
"""The index of an item, a number or '' for none, words, or yes and no."""


class Asked(Exception):
    """The answers so far lead to this question."""

    def __init__(self, question: Question) -> None:
        self.question = question
        super().__init__(question.kind)


class Notebook:
    """A page that keeps its lines, for a face that lays them out itself."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def blank(self) -> None:
        """Leave nothing free: a face sets its own distances."""

    def say(self, words: str, *, first: str = "", style: str = "") -> None:
        """Keep a paragraph."""
        self.lines.append(Line("heading" if style == "bold" else "say", words, first.strip()))

    def points(self, items: Sequence[str], mark: str = " * ") -> None:
        """Keep a list."""
        self.lines += [Line("point", item, mark.strip()) for item in items]

    def rule(self, words: str) -> None:
        """Keep a title."""
        self.lines.append(Line("title", words))

    def heading(self, words: str) -> None:
        """Keep a heading."""
        self.lines.append(Line("heading", words))

    def columns(self, items: Sequence[str]) -> None:
        """Keep nothing: what can be chosen is shown as such."""


class Replay(Notebook):
    """A page and an asker in one: gives the answers it has, and raises `Asked` at the first question left.

    An answer that does not fit its question is a `ValueError`: a page may bring anything along.
    """

    def __init__(self, answers: Sequence[Answer]) -> None:
        super().__init__()
        self._answers = list(answers)

    def _answered(self, question: Callable[[tuple[Line, ...]], Question]) -> Any:
        if not self._answers:
            raise Asked(question(tuple(self.lines)))
        self.lines.clear()
        return self._answers.pop(0)

    def choose(
        self, items: Sequence[Item[T]], default: int | None, show: Callable[[], None] | None = None
    ) -> T:
        """Return the item whose index was answered."""
        if not self._answers and show is not None:
            show()
        labels = tuple(Item(item.label, None, item.words, item.note) for item in items)
        index = self._answered(lambda said: Question("choose", said, items=labels, default=default))
        if type(index) is not int or not 0 <= index < len(items):
            raise ValueError(index)
        return items[index].value

    def confirm(self, question: str, *, default: bool) -> bool:
        """Return the answer yes or no."""
        answer = self._answered(lambda said: Question("confirm", said, question, default=int(default)))
        if not isinstance(answer, bool):
            raise ValueError(answer)
        return answer

    def words(self, question: str, limit: int) -> str:
        """Return the words answered."""
        answer = self._answered(lambda said: Question("words", said, question, limit=limit))
        if not isinstance(answer, str) or len(answer) > limit:
            raise ValueError(answer)
        return answer

    def number(self, prompt: str, numbers: Sequence[int], words: Sequence[str]) -> int | str:
        """Return the number answered; '' for none."""
        answer: int | str = self._answered(
            lambda said: Question("number", said, prompt, numbers=tuple(numbers), words=tuple(words))
        )
        if isinstance(answer, bool) or answer not in (*numbers, *words):
            raise ValueError(answer)
        return answer

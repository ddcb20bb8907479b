"""An act in the making, in words: what was chosen, and every answer so far, for whoever shares the seat.

Law of this file: it says what the seat's own dialogue has said and was told, and nothing else.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

from game.messages import text
from game.presentation.deciding.choices import Choice, Item, choices
from game.presentation.deciding.dialogue import Answer, Asked, Replay
from game.presentation.deciding.filling import Filler
from game.presentation.deciding.seat import Seat
from game.presentation.deciding.talk import Data, said_lines

T = TypeVar("T")


class _Told(Replay):
    """Gives the answers it has, and keeps each in words."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        super().__init__(answers)
        self.told: list[str] = []

    def choose(
        self, items: Sequence[Item[T]], default: int | None, show: Callable[[], None] | None = None
    ) -> T:
        """Keep what the chosen item says."""
        value = super().choose(items, default, show)
        self.told += [item.label for item in items if item.value is value][:1]
        return value

    def confirm(self, question: str, *, default: bool) -> bool:
        """Keep the question with its answer."""
        answer = super().confirm(question, default=default)
        self.told.append(f"{question} {text('desktop/yes' if answer else 'desktop/no')}")
        return answer

    def words(self, question: str, limit: int) -> str:
        """Keep the words."""
        answer = super().words(question, limit)
        self.told += [answer] if answer else []
        return answer

    def number(self, prompt: str, numbers: Sequence[int], words: Sequence[str]) -> int | str:
        """Keep the question with its number."""
        answer = super().number(prompt, numbers, words)
        self.told.append(f"{prompt} {answer}".strip())
        return answer


def choice_words(seat: Seat, choice: Choice) -> str:
    """Return what the menu calls a choice; '' where it is not on the menu now."""
    return next((item.label for item in choices(seat, seat.view()) if item.value == choice), "")


def answers_words(
    seat: Seat, choice: Choice, answers: Sequence[Answer], said: Sequence[Data]
) -> tuple[str, ...]:
    """Return every answer given so far, in words. Raises what answers run into that do not fit."""
    replay = _Told(answers)
    with suppress(Asked):
        Filler(replay, replay, seat, [dict(one) for one in said]).fill(choice)
    return tuple(replay.told)


def said_words(seat: Seat, said: Sequence[Data]) -> tuple[str, ...]:
    """Return what goes with the next act."""
    return tuple(said_lines(seat, [dict(one) for one in said]))

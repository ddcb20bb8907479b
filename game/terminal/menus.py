"""Reading what a person wants: numbers or words, Enter for the default, commands at any time.

Law of this file: nothing typed is ever lost or fatal. What is not understood is explained and asked
again; the end of input is a clean way out.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from game.messages import text
from game.presentation.deciding.choices import Item
from game.presentation.deciding.dialogue import words_of
from game.terminal.page import Page, clean

T = TypeVar("T")

Command = Callable[[str], None]
"""What a command does; it is given what was typed after its name."""


class Quit(Exception):
    """The person leaves the game."""


class Ended(Quit):
    """There is nobody who types any more."""


class TookBack(Exception):
    """The person has taken an act back."""


class SteppedBack(Exception):
    """The person gives up what was being put together."""


class Asker:
    """Asks. `commands` are tried on every answer, by each of their names."""

    def __init__(self, page: Page, ask: Callable[[str], str], *, echo: bool = False) -> None:
        self.page = page
        self.commands: Mapping[str, Command] = {}
        self._ask = ask
        self._echo = echo

    def line(self, prompt: str) -> str:
        """Return one answer without outer blanks. Raises `Quit` at the end of input."""
        try:
            answer = self._ask(prompt)
        except EOFError as ended:
            self.page.blank()
            raise Ended from ended
        except KeyboardInterrupt as left:
            self.page.blank()
            raise Quit from left
        if self._echo:
            self.page.lines([clean(answer)])
        return clean(answer).strip()

    def obeyed(self, answer: str) -> bool:
        """Carry out `answer` if it is a command."""
        name, _, rest = answer.partition(" ")
        command = self.commands.get(name.casefold())
        rest = rest.strip()
        if command is None or (rest and not rest.isdigit()):
            return False
        command(rest)
        return True

    def choose(
        self,
        items: Sequence[Item[T]],
        default: int | None,
        show: Callable[[], None] | None = None,
    ) -> T:
        """Return the value of the item chosen; `default` is an index, or None where Enter will not do."""
        shown = show or (lambda: self.show(items))
        shown()
        prompt = _prompt(str(default + 1) if default is not None else "")
        while True:
            answer = self.line(prompt)
            if default is not None and (not answer or answer.casefold() in words_of("terminal/next_words")):
                return items[default].value
            if self.obeyed(answer):
                shown()
                continue
            found = matching(items, answer)
            if len(found) == 1:
                return found[0].value
            self._explain(items, answer, found)

    def show(self, items: Sequence[Item[T]]) -> None:
        """Print a menu, one item a line with its note below."""
        for number, item in enumerate(items, start=1):
            self.page.say(item.label, first=f"{number:>2} ")
            if item.note:
                self.page.say(item.note, first="      ")

    def _explain(self, items: Sequence[Item[T]], answer: str, found: Sequence[Item[T]]) -> None:
        if found:
            several = "; ".join(item.label for item in found)
            self.page.say(text("terminal/ambiguous", answer=answer, several=several))
        elif answer:
            code = (
                "not_understood"
                if len(self.commands) > len(words_of("terminal/words_quit"))
                else "not_on_menu"
            )
            self.page.say(text(f"terminal/{code}", answer=answer[:60], last=len(items)))
        else:
            self.page.say(text("terminal/no_default", last=len(items)))

    def confirm(self, question: str, *, default: bool) -> bool:
        """Return whether the person says yes."""
        self.page.say(question)
        yes, no = words_of("terminal/yes_words"), words_of("terminal/no_words")
        prompt = _prompt(yes[0] if default else no[0])
        while True:
            answer = self.line(prompt).casefold()
            if not answer:
                return default
            if answer in yes:
                return True
            if answer in no:
                return False
            if not self.obeyed(answer):
                self.page.say(text("terminal/yes_or_no"))
            self.page.say(question)

    def words(self, question: str, limit: int) -> str:
        """Return free words of at most `limit` characters; '' for none."""
        self.page.say(question)
        while True:
            answer = self.line(_prompt(""))
            if len(answer) == 1 and self.obeyed(answer):
                self.page.say(question)
            elif answer.isdecimal():
                self.page.say(text("terminal/words_not_number", answer=answer))
            elif len(answer) > limit:
                self.page.say(text("terminal/too_long", limit=limit, count=len(answer)))
            else:
                return answer

    def number(self, prompt: str, numbers: Sequence[int], words: Sequence[str]) -> int | str:
        """Return one of `numbers`, typed with or without its unit, or one of `words` (`""`: Enter)."""
        while True:
            answer = self.line(prompt)
            if answer in words:
                return answer
            found = re.fullmatch(r"(-?[0-9]{1,9})\b.*", answer)
            if found and int(found[1]) in numbers:
                return int(found[1])
            if not self.obeyed(answer):
                self.page.say(text("terminal/not_a_number", low=numbers[0], high=numbers[-1]))

    def pause(self, question: str) -> bool:
        """Wait for Enter; return False if the person wants to skip what follows."""
        while True:
            answer = self.line(question).casefold()
            if not answer or answer in words_of("terminal/next_words"):
                return True
            if answer in words_of("terminal/skip_words"):
                return False
            if not self.obeyed(answer):
                self.page.say(text("terminal/pause_help"))


def _prompt(default: str) -> str:
    return text("terminal/prompt_default", default=default) if default else text("terminal/prompt")


def matching(items: Sequence[Item[T]], answer: str) -> list[Item[T]]:
    """Return the items `answer` may mean: by number, word, beginning, or part of the label."""
    wanted = " ".join(answer.casefold().split()).rstrip(".")
    if not wanted:
        return []
    if wanted.isdecimal():
        number = int(wanted) if len(wanted) < 6 else 0
        return [items[number - 1]] if 1 <= number <= len(items) else []
    tests: tuple[Callable[[Item[T]], bool], ...] = (
        lambda item: wanted in item.words or wanted == item.label.casefold(),
        lambda item: any(name.startswith(wanted) for name in (*item.words, item.label.casefold())),
        lambda item: len(wanted) > 2 and wanted in item.label.casefold(),
    )
    for test in tests:
        found = [item for item in items if test(item)]
        if found:
            return found
    return []

"""Lines on a terminal: wrapped, headed, listed, tabled.

Law of this file: nothing is ever wider than the page, no meaning is carried by colour, and what
people typed cannot steer the terminal.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TextIO

WIDEST = 100
NARROWEST = 40
GAP = "   "


def clean(line: str) -> str:
    """Return `line` without control characters."""
    return "".join(sign if sign.isprintable() else " " for sign in line)


class Page:
    """Where lines are printed. `width`: columns, found from the terminal if not given."""

    def __init__(self, out: TextIO, width: int | None = None) -> None:
        from rich.console import Console

        if isinstance(out, TextIOWrapper):
            out.reconfigure(errors="replace")
        console = Console(file=out, width=width, highlight=False, markup=False, emoji=False)
        self.width = max(NARROWEST, min(console.width, WIDEST))
        self.height = console.height
        console.width = self.width
        self._console = console

    def blank(self) -> None:
        """Leave a line free."""
        self._console.print()

    def say(self, words: str, *, first: str = "", style: str = "") -> None:
        """Print a paragraph after `first`, its later lines indented as deep."""
        for line in self.wrapped(words, first):
            self._console.print(line, style=style or None, no_wrap=True, crop=False)

    def wrapped(self, words: str, first: str = "") -> list[str]:
        """Return the lines of a paragraph after `first`, its later lines indented as deep."""
        from rich.cells import cell_len
        from rich.text import Text

        indent = cell_len(first)
        room = max(10, self.width - indent)
        found: list[str] = []
        for part in words.split("\n"):
            lines = Text(clean(part)).wrap(self._console, room) if part.strip() else [""]
            for line in lines:
                start = first if not found else " " * indent
                found.append((start + str(line)).rstrip())
        return found

    def points(self, items: Sequence[str], mark: str = " * ") -> None:
        """Print a list."""
        for item in items:
            self.say(item, first=mark)

    def heading(self, words: str) -> None:
        """Print a heading of its own line."""
        self.blank()
        self.say(words, style="bold")

    def rule(self, words: str) -> None:
        """Print a line across the page with words in it."""
        from rich.rule import Rule
        from rich.text import Text

        self.blank()
        self._console.print(Rule(Text(clean(words), style="bold"), align="left", style="none"))

    def columns(self, items: Sequence[str]) -> None:
        """Print short items in as many columns as fit, downwards first."""
        from rich.cells import cell_len

        widest = max(map(cell_len, items), default=0)
        count = max(1, (self.width + len(GAP) - 1) // (widest + len(GAP)))
        rows = -(-len(items) // count)
        for row in range(rows):
            cells = [items[at] for at in range(row, len(items), rows)]
            if len(cells) == 1:
                self.say(cells[0], first=" ")
                continue
            padded = [cell + " " * (widest - cell_len(cell)) for cell in cells]
            self._console.print(" " + GAP.join(padded).rstrip(), no_wrap=True, crop=False)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Print a table; its first column is the narrow one."""
        from rich import box
        from rich.table import Table
        from rich.text import Text

        found = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False, expand=False)
        for number, head in enumerate(heads):
            narrow = number == 0 and len(heads) > 2
            found.add_column(Text(head), ratio=3 if narrow else 4, overflow="fold")
        for row in rows:
            found.add_row(*[Text(clean(cell)) for cell in row])
        for line in self._rendered(found):
            self._console.print(line, no_wrap=True, crop=False)

    def markdown(self, source: str) -> list[str]:
        """Return a Markdown text as lines."""
        from rich.markdown import Markdown

        return self._rendered(Markdown(source, hyperlinks=False))

    @contextmanager
    def working(self, words: str, total: int) -> Iterator[Callable[[], None]]:
        """Show how far something is while it is done, on a terminal; give what to call after each part."""
        from rich.progress import Progress

        with Progress(
            console=self._console, transient=True, disable=not self._console.is_terminal
        ) as progress:
            task = progress.add_task(clean(words), total=total)
            yield lambda: progress.advance(task)

    def lines(self, lines: Sequence[str]) -> None:
        """Print lines as they are."""
        for line in lines:
            self._console.print(line, no_wrap=True, crop=False)

    def _rendered(self, thing: object) -> list[str]:
        """Return the lines of something rich can draw, without style and trailing blanks."""
        with self._console.capture() as captured:
            self._console.print(thing)
        from rich.text import Text

        plain = Text.from_ansi(captured.get()).plain
        return [line.rstrip() for line in plain.strip("\n").rstrip().splitlines()]

"""Somebody at a terminal: types prepared or random lines and reads what is printed.

Law of this file: it sees what a person sees, prompts and page, and nothing else of the match.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rich.cells import cell_len

from game.messages import text
from game.session.match import Match
from game.storage.folders import Opened
from game.terminal import play_in_terminal
from tests.session.matches import new_match

WIDTH = 80
MOST = 3000


@dataclass
class Sitter:
    """Types `lines`, then Enter for ever (or ends the input where `ends`); keeps all prompts."""

    lines: Iterable[str] = ()
    ends: bool = False
    out: io.StringIO = field(default_factory=io.StringIO)
    prompts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._lines: Iterator[str] = iter(self.lines)

    def ask(self, prompt: str) -> str:
        """Answer one prompt."""
        self.prompts.append(prompt)
        assert len(self.prompts) < MOST, "a game comes to an end"
        answer = next(self._lines, None)
        if answer is None:
            if self.ends:
                raise EOFError
            answer = ""
        self.out.write(f"{prompt}{answer}\n")
        return answer

    @property
    def page(self) -> str:
        """All that was printed."""
        return self.out.getvalue()

    @property
    def words(self) -> str:
        """All that was printed, line breaks made blanks."""
        return " ".join(self.page.split())

    def before_the_end(self) -> str:
        """All that was printed before the debrief."""
        return self.words.partition(text("terminal/debrief"))[0]

    def widest(self) -> int:
        """The widest line printed; what was typed does not count."""
        return max(cell_len(line) for line in self.page.splitlines() if "> " not in line)


def sit(
    role: str,
    lines: Iterable[str] = (),
    *,
    seed: int = 1,
    ends: bool = False,
    log: Path | None = None,
    opened: Opened | None = None,
    width: int = WIDTH,
) -> tuple[Match, Sitter]:
    """Play a role to the end of the game or of the lines."""
    match = new_match(f"{role}=human", seed, log, opened)
    return match, take_up(match, role, lines, ends=ends, log=log, width=width)


def take_up(
    match: Match,
    role: str,
    lines: Iterable[str] = (),
    *,
    ends: bool = False,
    log: Path | None = None,
    width: int = WIDTH,
) -> Sitter:
    """Sit down at a match that has begun."""
    sitter = Sitter(lines, ends)
    number = match.role_number(role)
    play_in_terminal(match, number, ask=sitter.ask, out=sitter.out, log=log, width=width)
    return sitter


SKIP = ["s"]
"""Past the briefing."""


def only(match: Match, role: str) -> Match:
    """Leave one seat to a person and the others to AI players, from here on."""
    for name in match.roles:
        if name != role and match.seats[name] == "human":
            match.seats[name] = "linear"
    return match


def sit_at(match: Match, role: str, lines: Iterable[str]) -> Sitter:
    """Sit down at a match under way, and leave when the lines are typed."""
    begun = any(item.by == match.role_number(role) for item in match.happenings)
    return take_up(only(match, role), role, [*([] if begun else SKIP), *lines], ends=True)


Type = Callable[[int], int]

NOISE = (
    "",
    "n",
    "?",
    "t",
    "t 2",
    "d",
    "w",
    "r",
    "u",
    "s",
    "x",
    "y",
    "yes",
    "no",
    "-",
    "0",
    "-1",
    "99999999999999999999",
    "accept",
    "propose",
    "say",
    "pass",
    "break",
    "sign",
    "1.5",
    "½",
    "٣",
    "\x1b[31mred",
    "слово – a word",
    "[bold]x[/bold]",
    "{role}",
    "x" * 600,
    "  2  ",
)


def random_lines(pick: Type, count: int = 250) -> Iterator[str]:
    """Yield numbers, mostly, and noise."""
    for _ in range(count):
        yield str(1 + pick(11)) if pick(5) else NOISE[pick(len(NOISE))]

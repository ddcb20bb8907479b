"""Draw docs/pictures/terminal.svg: one turn of Yalta as the terminal shows it."""

import io
from pathlib import Path

from rich.console import Console
from rich.text import Text

from game.session.match import Match
from game.session.seats import parse_seats
from game.storage.folders import find, open_folder
from game.terminal import play_in_terminal

SEED = 7
ANSWERS = ("s", "", "4", "2", "", "")
PICTURE = Path(__file__).parent.parent / "docs" / "pictures" / "terminal.svg"

# rich's own picture fetches its font from the network; this one asks for any fixed-width font.
SVG = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px; line-height: {line_height}px; }} {styles}</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>{lines}</defs>
{chrome}<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}<g class="{unique_id}-matrix" xml:space="preserve">{matrix}</g></g></svg>
"""


class EnoughError(Exception):
    """The screen to draw has been reached."""


def main() -> None:
    """Play to the screen, and draw it."""
    opened = open_folder(find("yalta-1945"))
    seats = parse_seats("roosevelt=human", opened.tables.public.roles)
    match = Match.new(opened, seed=SEED, seats=seats)
    out, answers = io.StringIO(), iter(ANSWERS)

    def ask(prompt: str) -> str:
        answer = next(answers, None)
        out.write(prompt)
        if answer is None:
            raise EnoughError
        out.write(f"{answer}\n")
        return answer

    try:
        play_in_terminal(match, match.role_number("roosevelt"), ask=ask, out=out, width=80)
    except EnoughError:
        draw(out.getvalue())


def draw(text: str) -> None:
    """Write the last screen of `text` as a picture."""
    lines = text.splitlines()
    start = max(number for number, line in enumerate(lines) if line.startswith("Your turn"))
    console = Console(record=True, width=80, file=io.StringIO())
    for line in lines[start:]:
        console.print(Text(line))
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    console.save_svg(str(PICTURE), title="kherem play yalta-1945", code_format=SVG)
    print(PICTURE)


if __name__ == "__main__":
    main()

"""What can be typed: the help, and the commands there is something to show for."""

from collections.abc import Sequence

from game.messages import text
from game.presentation.deciding.seat import Seat
from game.presentation.reading import standing
from game.terminal.page import Page

COMMANDS = (
    "help",
    "texts",
    "briefing",
    "dispatches",
    "weights",
    "instructions",
    "knowledge",
    "repeat",
    "undo",
    "quit",
)


def commands(seat: Seat) -> list[str]:
    """Return what can be looked up or done at any time: only what there is something to show for."""
    view = seat.view()
    idle = set()
    if not standing.has_instructions(view):
        idle.add("instructions")
    if not standing.knows_something(view):
        idle.add("knowledge")
    return [name for name in COMMANDS if name not in idle]


def help_(page: Page, seat: Seat, kinds: Sequence[str]) -> None:
    """Print what can be typed, and what each thing on the menu does."""
    page.rule(text("terminal/help"))
    page.say(text("terminal/help_typing"))
    if kinds:
        page.heading(text("terminal/help_now"))
    for kind in dict.fromkeys(kinds):
        page.say(text(f"deciding/explain_{kind}"), first=" * ")
    page.heading(text("terminal/help_commands"))
    for name in commands(seat):
        letter = text(f"terminal/words_{name}").split()[0]
        page.say(text(f"terminal/command_{name}"), first=f" {letter}  ")
    guidance = seat.view()["guidance"]
    if guidance:
        page.say(guidance, first=text("face/hint") + " ", style="italic")

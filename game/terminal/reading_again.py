"""The game read again, after its end, from any seat: sitting by sitting, with what was hidden then.

Law of this file: it asks which seat and which sitting, and prints; Enter alone reads one seat to its end.
"""

from collections.abc import Sequence
from typing import Any

from game.messages import text
from game.presentation.deciding.choices import Item
from game.presentation.deciding.dialogue import words_of
from game.presentation.replaying import replay
from game.presentation.replaying_lines import hands_part, sitting_heading, sitting_parts
from game.presentation.rows import Part
from game.session.match import Match
from game.terminal.menus import Asker
from game.terminal.opening import in_pages
from game.terminal.page import Page

Data = dict[str, Any]


def read_again(page: Page, asker: Asker, match: Match, own: str) -> None:
    """Let a person read a finished match again from one seat after another, its own first."""
    order = [own, *(role for role in match.roles if role != own)]
    unread = list(order)
    while True:
        page.heading(text("terminal/whose_eyes"))
        items: list[Item[str]] = [
            Item(_seat_label(match, role, own, unread), role, (role,)) for role in order
        ]
        items.append(Item(text("deciding/back"), "", words_of("deciding/words_back")))
        default = order.index(unread[0]) if unread == order else len(order)
        role = asker.choose(items, default)
        if not role:
            return
        unread = [one for one in unread if one != role]
        _from_seat(page, asker, replay(match, match.role_number(role), reveal=True))


def _seat_label(match: Match, role: str, own: str, unread: Sequence[str]) -> str:
    code = "seat_own" if role == own else "seat_other"
    label = text(f"terminal/{code}", role=match.opened.scenario.roles[role].short)
    return label if role in unread else text("face/chapter_read", title=label)


def _from_seat(page: Page, asker: Asker, data: Data) -> None:
    """Let a person read the sittings, in their order by Enter or any by its number."""
    heading, rows = hands_part(data)
    if rows:
        page.rule(heading)
        in_pages(page, asker, part_lines(page, [("", rows)]))
    titles = [sitting["title"] for sitting in data["sittings"]]
    items = [Item(title, number) for number, title in enumerate(titles)]
    items.append(Item(text("deciding/back"), len(titles), words_of("deciding/words_back")))
    page.heading(text("terminal/sittings"))
    page.columns([f"{number} {item.label}" for number, item in enumerate(items, start=1)])
    number = asker.choose(items, 0, _line(page, items, 0))
    while number < len(titles):
        _sitting(page, asker, data, number)
        number = asker.choose(items, number + 1, _line(page, items, number + 1))


def _line(page: Page, items: Sequence[Item[int]], default: int) -> Any:
    """Return what is shown before the prompt: one line, for the list stands above."""
    back = len(items)
    said = text("terminal/sittings_next", next=items[default].label, last=back - 1, back=back)
    return lambda: page.say(said, style="dim")


def _sitting(page: Page, asker: Asker, data: Data, number: int) -> None:
    (_, rows), *steps = sitting_parts(data, number)
    page.rule(sitting_heading(data, number))
    in_pages(page, asker, part_lines(page, [("", rows), *steps]))


def part_lines(page: Page, parts: Sequence[Part], *, tight: bool = False) -> list[str]:
    """Return headings with their rows as lines no wider than the page; unless `tight`, parted by blanks."""
    lines: list[str] = []
    for heading, rows in parts:
        lines += [""] if lines and not tight else []
        lines += page.wrapped(heading) if heading else []
        for row in rows:
            lines += page.wrapped(row.said, row.lead)
    return lines

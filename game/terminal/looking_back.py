"""After the end: one page at a glance, then the chapters of the debrief, in any order.

Law of this file: whoever leaves has read what they wanted; where nobody types, everything is printed.
"""

from collections.abc import Mapping
from typing import Any

from game.messages import text
from game.presentation.deciding.choices import Item
from game.presentation.deciding.dialogue import words_of
from game.report import Chapter, chapters, glance, plain_section
from game.session.match import Match
from game.session.moments import decisions
from game.terminal.menus import Asker, Ended
from game.terminal.opening import in_pages
from game.terminal.page import Page

Data = Mapping[str, Any]
LEAVE, WHAT_IF = -1, -2


def look_back(page: Page, asker: Asker, match: Match, debrief: Data, role: str) -> None:
    """Let a person read a debrief. Raises `Quit` if they leave the game from here."""
    page.rule(text("terminal/debrief"))
    page.lines(plain_section(glance(debrief, role), width=page.width).splitlines())
    found = chapters(debrief)
    unread = list(range(len(found)))
    own = match.role_number(role)
    what_if = any(one.role == own and one.is_choice for one in decisions(match))
    try:
        while (chosen := _chosen(page, asker, found, unread, what_if=what_if)) != LEAVE:
            if chosen == WHAT_IF:
                _what_if(page, asker, match, role)
                continue
            _show(page, asker, found[chosen])
            unread = [number for number in unread if number != chosen]
            if found[chosen].code == "knew":
                _read_again(page, asker, match, role)
    except Ended:
        for number in unread:
            page.rule(found[number].title)
            page.lines(_lines(page, found[number]))


def _chosen(page: Page, asker: Asker, found: list[Chapter], unread: list[int], *, what_if: bool) -> int:
    """Return a chapter to read, the next unread one by default, or another thing to do."""
    page.heading(text("face/chapters"))
    items = [
        Item(chapter.title if number in unread else text("face/chapter_read", title=chapter.title), number)
        for number, chapter in enumerate(found)
    ]
    if what_if:
        items.append(Item(text("terminal/what_if"), WHAT_IF, words_of("terminal/words_what_if")))
    items.append(Item(text("terminal/chapters_leave"), LEAVE))
    return asker.choose(items, unread[0] if unread else len(items) - 1)


def _read_again(page: Page, asker: Asker, match: Match, role: str) -> None:
    """Let a person read the game again; imported only when somebody asks."""
    from game.terminal.reading_again import read_again

    read_again(page, asker, match, role)


def _what_if(page: Page, asker: Asker, match: Match, role: str) -> None:
    """Let a person play on from a moment; imported only when somebody asks."""
    from game.terminal.what_if import ask_what_if

    page.rule(text("terminal/what_if"))
    ask_what_if(page, asker, match, role)


def _show(page: Page, asker: Asker, chapter: Chapter) -> None:
    page.rule(chapter.title)
    in_pages(page, asker, _lines(page, chapter))


def _lines(page: Page, chapter: Chapter) -> list[str]:
    """Return a chapter as lines; a section called like it needs no heading of its own."""
    sections = [
        plain_section(section, width=page.width, headed=section.heading != chapter.title)
        for section in chapter.sections
    ]
    return "\n\n".join(sections).splitlines()

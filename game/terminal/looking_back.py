"""After the end: one page at a glance, then the chapters of the debrief, in any order.

Law of this file: whoever leaves has read what they wanted; where nobody types, everything is printed.
"""

from collections.abc import Mapping
from typing import Any

from game.messages import text
from game.presentation.deciding.choices import Item
from game.report import Chapter, chapters, glance, plain_section
from game.terminal.menus import Asker, Ended
from game.terminal.opening import in_pages
from game.terminal.page import Page

Data = Mapping[str, Any]


def look_back(page: Page, asker: Asker, debrief: Data, role: str) -> None:
    """Let a person read a debrief. Raises `Quit` if they leave the game from here."""
    page.rule(text("terminal/debrief"))
    page.lines(plain_section(glance(debrief, role), width=page.width).splitlines())
    found = chapters(debrief)
    unread = list(range(len(found)))
    try:
        while (chosen := _chosen(page, asker, found, unread)) >= 0:
            _show(page, asker, found[chosen])
            unread = [number for number in unread if number != chosen]
    except Ended:
        for number in unread:
            page.rule(found[number].title)
            page.lines(_lines(page, found[number]))


def _chosen(page: Page, asker: Asker, found: list[Chapter], unread: list[int]) -> int:
    """Return a chapter to read, the next unread one by default; -1 to leave."""
    page.heading(text("terminal/chapters"))
    items = [
        Item(
            chapter.title if number in unread else text("terminal/chapter_read", title=chapter.title), number
        )
        for number, chapter in enumerate(found)
    ]
    items.append(Item(text("terminal/chapters_leave"), -1))
    return asker.choose(items, unread[0] if unread else len(found))


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

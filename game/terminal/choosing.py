"""Choosing what to play and whose part to take, before there is a match.

Law of this file: where there is only one thing to choose, nobody is asked.
"""

import sys
from collections.abc import Callable, Sequence
from typing import TextIO

from game.messages import text
from game.storage.folders import Opened
from game.terminal.game import make_asker
from game.terminal.menus import Item, Quit
from game.terminal.page import Page


def choose_scenario(
    shelf: Sequence[Opened],
    *,
    ask: Callable[[str], str] = input,
    out: TextIO = sys.stdout,
    width: int | None = None,
) -> Opened | None:
    """Return the scenario chosen from the shelf; None if the person leaves."""
    if len(shelf) == 1:
        return shelf[0]
    page = Page(out, width)
    page.rule(text("terminal/shelf"))
    items = [_shelved(opened) for opened in shelf]
    try:
        return make_asker(page, ask).choose(items, _first(shelf))
    except Quit:
        return None


def _shelved(opened: Opened) -> Item[Opened]:
    scenario = opened.scenario
    label = text("terminal/shelf_item", title=scenario.title, minutes=scenario.minutes)
    return Item(label, opened, (scenario.id,), scenario.summary)


def _first(shelf: Sequence[Opened]) -> int:
    """Return the shortest scenario: where to begin."""
    return min(range(len(shelf)), key=lambda number: shelf[number].scenario.minutes)


def choose_role(
    opened: Opened,
    *,
    ask: Callable[[str], str] = input,
    out: TextIO = sys.stdout,
    width: int | None = None,
) -> str | None:
    """Return the id of the role chosen; None if the person leaves."""
    scenario = opened.scenario
    page = Page(out, width)
    page.rule(scenario.title)
    page.say(text("terminal/which_role"))
    items = [
        Item(role.name, role_id, (role_id, role.short.casefold()), _party(opened, role.party))
        for role_id, role in scenario.roles.items()
    ]
    try:
        return make_asker(page, ask).choose(items, 0)
    except Quit:
        return None


def _party(opened: Opened, party: str) -> str:
    return opened.scenario.parties[party].stake

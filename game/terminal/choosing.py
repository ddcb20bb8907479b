"""Choosing what to play and whose part to take, before there is a match.

Law of this file: where there is only one thing to choose, nobody is asked.
"""

import sys
from collections.abc import Callable, Sequence
from typing import TextIO

from game.messages import text
from game.presentation.deciding.choices import Item
from game.presentation.deciding.dialogue import words_of
from game.scenario.cuts import FULL_CUT
from game.storage.folders import Opened, find, open_folder
from game.terminal.game import make_asker
from game.terminal.menus import Quit
from game.terminal.page import Page


def choose_scenario(
    names: Sequence[str],
    *,
    ask: Callable[[str], str] = input,
    out: TextIO = sys.stdout,
    width: int | None = None,
) -> str:
    """Return the name chosen from a shelf of scenarios. Raises `KeyboardInterrupt` to leave."""
    if len(names) == 1:
        return names[0]
    page = Page(out, width)
    shelf = {name: open_folder(find(name)) for name in names}
    page.rule(text("face/shelf"))
    items = [_shelved(name, opened) for name, opened in shelf.items()]
    minutes = [opened.scenario.minutes for opened in shelf.values()]
    return _chosen(page, ask, items, minutes.index(min(minutes)))


def _shelved(name: str, opened: Opened) -> Item[str]:
    scenario = opened.scenario
    label = text("face/shelf_item", title=scenario.title, minutes=scenario.minutes)
    return Item(label, name, (scenario.id,), scenario.summary)


def choose_role(
    opened: Opened,
    *,
    ask: Callable[[str], str] = input,
    out: TextIO = sys.stdout,
    width: int | None = None,
) -> str:
    """Return the id of the role chosen. Raises `KeyboardInterrupt` to leave."""
    scenario = opened.scenario
    page = Page(out, width)
    page.rule(scenario.title)
    page.say(text("face/which_role"))
    items = [
        Item(role.name, role_id, (role_id, role.short.casefold()), _party(opened, role.party))
        for role_id, role in scenario.roles.items()
        if not role.recorder
    ]
    return _chosen(page, ask, items, 0)


def choose_cut(
    opened: Opened,
    *,
    ask: Callable[[str], str] = input,
    out: TextIO = sys.stdout,
    width: int | None = None,
) -> str:
    """Return the version chosen, the shortest by Enter. Raises `KeyboardInterrupt` to leave."""
    scenario = opened.scenario
    if not scenario.cuts:
        return FULL_CUT
    page = Page(out, width)
    page.rule(scenario.title)
    page.say(text("face/which_cut"))
    items = [
        Item(text("face/cut_item", title=cut.title, minutes=cut.minutes), key, (key,), cut.note or "")
        for key, cut in scenario.cuts.items()
    ]
    whole = text("face/cut_item", title=text("face/cut_full"), minutes=scenario.minutes)
    items.append(Item(whole, FULL_CUT, (FULL_CUT,)))
    minutes = [*(cut.minutes for cut in scenario.cuts.values()), scenario.minutes]
    return _chosen(page, ask, items, minutes.index(min(minutes)))


def _party(opened: Opened, party: str) -> str:
    return opened.scenario.parties[party].stake


def _chosen(page: Page, ask: Callable[[str], str], items: Sequence[Item[str]], default: int) -> str:
    def leave(_rest: str) -> None:
        raise Quit

    asker = make_asker(page, ask)
    asker.commands = dict.fromkeys(words_of("terminal/words_quit"), leave)
    try:
        return asker.choose(items, default)
    except Quit as left:
        raise KeyboardInterrupt from left

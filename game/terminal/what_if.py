"""What if: one of one's own decisions made otherwise after the end, and played on by AI players.

Law of this file: nothing here touches the game that was played; it is played on in copies.
"""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from game.engine.errors import Refused
from game.messages import text
from game.negotiators.catalogue import HUMAN
from game.presentation.deciding.choices import Choice, Item, choices
from game.presentation.deciding.dialogue import words_of
from game.presentation.deciding.filling import Filler
from game.presentation.deciding.seat import Seat
from game.presentation.rows import Part
from game.presentation.what_if import moments_data, what_if, what_if_in_short, what_if_lines
from game.session.match import Match
from game.simulation.what_if import Question, ask
from game.terminal import screens
from game.terminal.looking_up import looking_up
from game.terminal.menus import Asker
from game.terminal.opening import in_pages
from game.terminal.page import Page, clean
from game.terminal.reading_again import part_lines

Data = dict[str, Any]
RUNS = 20
BACK = Choice("back", -1)


def ask_what_if(page: Page, asker: Asker, match: Match, role: str) -> None:
    """Let a person take up decisions of a role again, one after another, until they have enough."""
    own = [one for one in moments_data(match)["decisions"] if one["role"] == role and one["choice"]]
    page.say(text("terminal/what_if_about", count=RUNS))
    while (decision := _decision(page, asker, own)) is not None:
        _take_up(page, asker, match, decision)


# Which decision -------------------------------------------------------------------------------------


def _decision(page: Page, asker: Asker, own: list[Data]) -> Data | None:
    """Return a decision: first its sitting is asked, then which of those made there."""
    by_sitting = [list(group) for _, group in groupby(own, key=lambda one: one["sitting"])]
    while True:
        page.heading(text("terminal/which_sitting"))
        sittings: list[Item[int]] = [
            Item(group[0]["sitting_title"], number) for number, group in enumerate(by_sitting)
        ]
        sittings.append(Item(text("deciding/back"), -1, words_of("deciding/words_back")))
        chosen = asker.choose(sittings, len(sittings) - 1)
        if chosen < 0:
            return None
        decision = _made_there(page, asker, by_sitting[chosen])
        if decision is not None:
            return decision


def _made_there(page: Page, asker: Asker, group: list[Data]) -> Data | None:
    page.heading(text("terminal/which_decision"))
    items: list[Item[Data | None]] = [
        Item(_one_line(page, text(f"replay/step_{one['step']}"), one["act"]), one) for one in group
    ]
    items.append(Item(text("deciding/back"), None, words_of("deciding/words_back")))
    return asker.choose(items, len(items) - 1)


def _one_line(page: Page, step: str, act: str) -> str:
    room = page.width - 4
    line = clean(f"{step}: {act}")
    return line if len(line) <= room else f"{line[: room - 1].rstrip()}…"


# What instead ---------------------------------------------------------------------------------------


def _take_up(page: Page, asker: Asker, match: Match, decision: Data) -> None:
    page.heading(text("terminal/made_then"))
    page.say(decision["act"])
    items: list[Item[str]] = [
        Item(text("terminal/other_act"), "act", words_of("terminal/words_other_act")),
        Item(text("terminal/decide_anew"), "anew", words_of("terminal/words_decide_anew")),
        Item(text("deciding/back"), "back", words_of("deciding/words_back")),
    ]
    chosen = asker.choose(items, 0)
    if chosen == "act":
        _another_act(page, asker, match, decision)
    elif chosen == "anew":
        _play_on(page, asker, match, Question(decision["at"], match.role_number(decision["role"])))


def _another_act(page: Page, asker: Asker, match: Match, decision: Data) -> None:
    """Let a person act at that moment by the menus of the game, with what could be looked up there."""
    fork = match.forked(decision["at"], seats={decision["role"]: HUMAN})
    seat = Seat(fork, match.role_number(decision["role"]))
    commands = asker.commands
    asker.commands = {**commands, **_commands(page, asker, seat)}
    try:
        view = seat.view()
        screens.decision(page, seat, view, first=True, news=True, warned=set())
        while (act := _composed(page, asker, seat, view)) is not None:
            if _play_on(page, asker, match, Question(decision["at"], seat.number, act)):
                return
    finally:
        asker.commands = commands


def _commands(page: Page, asker: Asker, seat: Seat) -> Mapping[str, Any]:
    does = looking_up(page, asker, seat)
    return {name: does[what] for what in does for name in words_of(f"terminal/words_{what}")}


def _composed(page: Page, asker: Asker, seat: Seat, view: Data) -> Data | None:
    """Return an act as JSON data, or None to go back."""
    said: list[Data] = []
    filler = Filler(page, asker, seat, said)
    items = [
        *choices(seat, view),
        Item(text("deciding/back"), BACK, words_of("deciding/words_back")),
    ]
    while (choice := asker.choose(items, len(items) - 1)) != BACK:
        data = filler.fill(choice)
        if data is not None:
            if said and "say" in seat.offered_data()[choice.template]:
                data["say"] = said
            return data
    return None


# What comes of it -----------------------------------------------------------------------------------


def _play_on(page: Page, asker: Asker, match: Match, question: Question) -> bool:
    """Play on and tell what comes of it; return whether the act could be made."""
    try:
        with page.working(text("whatif/working"), RUNS) as done:
            answer = ask(match, question, RUNS, done=done)
    except Refused as refused:
        page.say(text("face/refused", why=refused.message))
        return False
    data = what_if(match, question, answer)
    short = what_if_in_short(data)
    page.rule(short[0][0])
    page.lines(part_lines(page, [("", short[0][1]), *short[1:]], tight=True))
    items = [
        Item(text("deciding/back"), False, words_of("deciding/words_back")),
        Item(text("terminal/in_full"), True, words_of("terminal/words_in_full")),
    ]
    if asker.choose(items, 0):
        _in_full(page, asker, what_if_lines(data))
    return True


def _in_full(page: Page, asker: Asker, parts: list[Part]) -> None:
    page.rule(parts[0][0])
    in_pages(page, asker, part_lines(page, [("", parts[0][1]), *parts[1:]]))

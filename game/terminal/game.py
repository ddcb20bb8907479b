"""The game on a terminal: what is new, what can be done, what was chosen; again until it is over.

Law of this file: acts go to the match as plain data and nowhere else; leaving is always clean.
"""

import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from game.engine.errors import Refused
from game.messages import text
from game.presentation.chronicle import deeds
from game.presentation.debrief import debrief
from game.presentation.deciding.choices import Choice, Item, choices
from game.presentation.deciding.dialogue import words_of
from game.presentation.deciding.filling import Filler
from game.presentation.deciding.seat import Seat
from game.presentation.deciding.talk import said_lines
from game.presentation.deciding.usual import usual
from game.presentation.reading import at_hand
from game.presentation.reading.introducing import Introducer
from game.presentation.reading.telling import Teller
from game.session.match import Match, Refusal
from game.terminal import opening, screens
from game.terminal.help import commands, help_
from game.terminal.looking_back import look_back
from game.terminal.looking_up import looking_up
from game.terminal.menus import Asker, Command, Quit, SteppedBack, TookBack
from game.terminal.page import Page

Data = dict[str, Any]


class Game:
    """One person playing one role of a match to its end."""

    def __init__(
        self, match: Match, role: int, page: Page, asker: Asker, log: Path | None, person: str | None = None
    ) -> None:
        self._match = match
        self._page = page
        self._asker = asker
        self._log = log
        self._seat = Seat(match, role)
        self._told = 0
        self._teller = Teller(page, self._seat.words, role)
        self._step: tuple[int, str] = (-1, "")
        self._moved: tuple[Any, ...] = ()
        self._took_back = False
        self._filling = False
        self._said: list[Data] = []
        self._filler = Filler(page, asker, self._seat, self._said)
        self._person = person
        self._introducer = Introducer(self._seat)
        self._warned: set[str] = set()
        asker.commands = self._commands()

    def play(self) -> None:
        """Play to the end and through the debrief, or until the person leaves."""
        try:
            self._play()
        except (Quit, KeyboardInterrupt):
            self._page.say(self._way_back())

    def _play(self) -> None:
        self._begin()
        while self._goes_on():
            try:
                self._decide()
            except TookBack:
                self._rewind()
        self._end()

    def _goes_on(self) -> bool:
        """Let the others act; return whether there is something left to decide here."""
        self._match.run()
        if self._match.ended:
            return False
        if self._seat.number not in self._match.waiting():
            self._page.say(text("terminal/others_first"))
            raise Quit
        return True

    # Beginning and end ------------------------------------------------------------------------------

    def _begin(self) -> None:
        page, asker, seat = self._page, self._asker, self._seat
        if self._person is None and len(seat.people()) > 1:
            self._hand_over()
        mine = [d for d in deeds(self._match, seat.words) if d.role == seat.number]
        if mine:
            page.rule(seat.scenario.title)
            self._told = sum(item.seq < mine[-1].seq for item in seat.seen())
            self._teller.pass_over(seat.seen()[: self._told])
            page.heading(text("terminal/welcome_back"))
            return
        opening.title(page, seat)
        if asker.pause(text("terminal/read_briefing")):
            opening.briefing(page, asker, seat)
        opening.stakes(page, seat)
        opening.comprehension(page, asker, seat.role.comprehension)

    def _end(self) -> None:
        self._news()
        look_back(self._page, self._asker, self._match, debrief(self._match), self._seat.id)
        if self._log is not None:
            self._page.blank()
            self._page.say(text("terminal/kept", log=self._log))

    def _way_back(self) -> str:
        if self._log is None:
            return text("terminal/left_unsaved")
        return text("terminal/left", log=self._log)

    # One decision -----------------------------------------------------------------------------------

    def _decide(self) -> None:
        self._news()
        view = self._seat.view()
        step = (view["sitting"]["number"], view["step"])
        first, self._step = step != self._step, step
        items = choices(self._seat, view)
        if [item.value.kind for item in items] == ["done"] and not self._took_back:
            self._page.say(text("terminal/nothing_more"))
            self._act({"kind": "done"})
            return
        self._took_back = False
        self._screen(view, first=first)
        self._introduce(view, items)
        while not self._chosen(view, items):
            pass

    def _screen(self, view: Data, *, first: bool) -> None:
        moved = screens.moves(view)
        news, self._moved = moved != self._moved, moved
        screens.decision(self._page, self._seat, view, first=first, news=news, warned=self._warned)
        if view["step"] == "signing":
            at_hand.to_sign(self._page, self._seat, view)
        if view["step"] == "ratification":
            at_hand.to_ratify(self._page, self._seat, view)

    def _introduce(self, view: Data, items: list[Item[Choice]]) -> None:
        """Say in a sentence each what matters here for the first time."""
        fresh = self._introducer.fresh(view, items)
        if fresh:
            self._page.blank()
            self._page.points(fresh, " ! ")

    def _chosen(self, view: Data, items: list[Item[Choice]]) -> bool:
        """Let the person choose and act; return whether an act was made."""
        default = usual(self._seat, view, items, self._said)
        choice = self._asker.choose(items, default, lambda: self._menu(items))
        data = self._filled(choice)
        if data is None:
            return False
        speaks = "say" in self._seat.offered_data()[choice.template]
        if self._said and speaks:
            data["say"] = list(self._said)
        try:
            self._act(data)
        except (Refused, Refusal) as refused:
            self._page.say(text("face/refused", why=refused.message))
            return False
        if speaks:
            self._said.clear()
        return True

    def _filled(self, choice: Choice) -> Data | None:
        """Let the person put an act together; None if they give it up, as undo makes them do."""
        said = list(self._said)
        self._filling = True
        try:
            return self._filler.fill(choice)
        except SteppedBack:
            self._said[:] = said
            self._page.say(text("terminal/given_up"))
            return None
        finally:
            self._filling = False

    def _act(self, data: Data) -> None:
        self._match.act(self._seat.number, data, person=self._person)

    def _hand_over(self) -> None:
        """Ask who of the people at the seat acts from here on."""
        items = [Item(name, name, (name.casefold(),)) for name in self._seat.people()]
        if len(items) > 1:
            self._page.say(text("terminal/who_acts"))
            self._person = self._asker.choose(items, 0)
        else:
            self._page.say(text("terminal/nobody_else"))

    def _menu(self, items: list[Item[Choice]]) -> None:
        self._page.blank()
        self._page.points(said_lines(self._seat, self._said), " + ")
        if any(item.note for item in items):
            self._asker.show(items)
        else:
            self._page.columns([f"{n} {item.label}" for n, item in enumerate(items, start=1)])
        extra = "".join(
            text(f"terminal/foot_{name}")
            for name in commands(self._seat)
            if name in ("instructions", "knowledge")
        )
        self._page.say(text("terminal/menu_foot", extra=extra), style="dim")

    # News and undo ----------------------------------------------------------------------------------

    def _news(self) -> None:
        seen = self._seat.seen()
        self._teller.tell(seen[self._told :])
        self._told = len(seen)

    def _rewind(self) -> None:
        """Begin again to tell from what still stands."""
        self._told = len(self._seat.seen())
        self._teller = Teller(self._page, self._seat.words, self._seat.number)
        mine = [item for item in self._match.standing() if item.audience >> self._seat.number & 1]
        self._teller.pass_over(mine)
        self._said.clear()
        self._took_back = True

    # Commands ---------------------------------------------------------------------------------------

    def _commands(self) -> Mapping[str, Command]:
        page, seat = self._page, self._seat
        does: dict[str, Command] = {
            "help": lambda _: help_(page, seat, self._kinds()),
            **looking_up(page, self._asker, seat),
            "person": lambda _: self._hand_over(),
            "repeat": lambda _: self._repeat(),
            "undo": lambda _: self._undo(),
            "quit": lambda _: self._quit(),
        }
        return {name: does[what] for what in does for name in words_of(f"terminal/words_{what}")}

    def _kinds(self) -> list[str]:
        if not self._seat.offered() or self._match.ended:
            return []
        return [item.value.kind for item in choices(self._seat, self._seat.view())]

    def _repeat(self) -> None:
        view = self._seat.view()
        self._moved = ()
        if self._seat.offered():
            self._screen(view, first=True)

    def _undo(self) -> None:
        if self._match.ended:
            self._page.say(text("terminal/over"))
            return
        if self._filling:
            raise SteppedBack
        try:
            self._match.undo()
        except Refusal as refused:
            self._page.say(refused.message)
            return
        self._page.say(text("face/taken_back"))
        raise TookBack

    def _quit(self) -> None:
        kept = self._log is not None or self._match.ended
        if not kept and not self._asker.confirm(text("terminal/confirm_quit"), default=False):
            return
        raise Quit


def make_asker(page: Page, ask: Callable[[str], str]) -> Asker:
    """Return an asker; where input is not typed at a terminal, answers are printed too."""
    echo = ask is input and not sys.stdin.isatty()
    if ask is input and sys.stdin.isatty():
        with suppress(ImportError):  # not on every system
            import_module("readline")  # gives arrow keys to input()
    return Asker(page, ask, echo=echo)

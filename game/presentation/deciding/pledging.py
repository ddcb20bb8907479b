"""Threats and promises: a deed of one's own, and the case in which it will be done.

Law of this file: only deeds the seat could do are offered, and what a broken word costs is said first.
"""

from typing import Any

from game.engine.acts import Say
from game.engine.events import Pledged
from game.engine.wire import decode
from game.messages import text
from game.presentation.deciding.choices import Item
from game.presentation.deciding.dialogue import Asker, Page, words_of
from game.presentation.deciding.instructing import choose_number
from game.presentation.deciding.seat import Seat
from game.presentation.sentences_table import pledge_text
from game.scenario.indices import Intent, members

Data = dict[str, Any]


class PledgeWriter:
    """Asks what is threatened or promised."""

    def __init__(self, page: Page, asker: Asker, seat: Seat) -> None:
        self._page = page
        self._asker = asker
        self._seat = seat

    def write(self, intent: Intent, issue: str | None, deeds: list[str]) -> Data | None:
        """Return the fields of a pledge beside intent, issue and words; None if the person goes back."""
        costs = self._seat.view()["broken_word"]
        if costs:
            self._page.say(text("deciding/broken_word", costs="; ".join(costs)))
        found: Data = {"value": self._value(intent, issue)} if issue is not None else {}
        deed = self._deed([deed for deed in deeds if (intent, deed) != ("threaten", "sign")])
        if deed is None:
            return None
        found["deed"] = deed
        match deed:
            case "propose":
                clause = self._clause()
                return None if clause is None else {**found, "clause": clause}
            case "play":
                card = self._card()
                return None if card is None else {**found, "card": card}
            case _:
                return found

    def _value(self, intent: Intent, issue: str) -> str | int | None:
        """Return the option the case depends on, or None for any agreement on the issue."""
        number = self._seat.names.number("issue", issue)
        table = self._seat.words.public.issues[number]
        self._page.say(text(f"deciding/pledge_case_{intent}"))
        if table.is_range:
            place = choose_number(self._asker, self._seat, number, range(len(table.values)))
            return table.values[place] if place >= 0 else None
        items: list[Item[str | int | None]] = [Item(text("deciding/pledge_any"), None, ("any",))]
        items += [
            Item(self._seat.value(number, place), value, (str(value),))
            for place, value in enumerate(table.values)
        ]
        return self._asker.choose(items, 0)

    def _deed(self, deeds: list[str]) -> str | None:
        items: list[Item[str | None]] = [
            Item(text(f"deciding/deed_{deed}"), deed, (deed,)) for deed in deeds if self._can(deed)
        ]
        items.append(Item(text("deciding/back"), None, words_of("deciding/words_back")))
        self._page.say(text("deciding/pledge_deed"))
        return self._asker.choose(items, len(items) - 1)

    def _can(self, deed: str) -> bool:
        known = self._seat.known()
        match deed:
            case "propose":
                return bool(self._texts())
            case "play":
                return bool(self._cards())
            case "sign":
                return any(one.signers >> self._seat.number & 1 for one in known.public.instruments)
            case "break_off":
                return known.public.principals[self._seat.number] < 0
            case _:
                return True

    def _texts(self) -> list[tuple[int, int]]:
        """Return issues with masks of what can be proposed on them."""
        known = self._seat.known()
        return [
            (issue, shown.available[issue])
            for number, shown in enumerate(known.view.texts)
            if shown is not None and shown.status == "running"
            for issue in known.public.instruments[number].issues
            if shown.available[issue]
        ]

    def _clause(self) -> Data | None:
        options = self._texts()
        items: list[Item[int]] = [
            Item(self._seat.words.issue(issue), place) for place, (issue, _) in enumerate(options)
        ]
        items.append(Item(text("deciding/back"), -1, words_of("deciding/words_back")))
        place = self._asker.choose(items, len(items) - 1)
        if place < 0:
            return None
        issue, mask = options[place]
        table = self._seat.words.public.issues[issue]
        if table.is_range:
            value = choose_number(self._asker, self._seat, issue, members(mask))
            return {table.id: table.values[value]} if value >= 0 else None
        values: list[Item[str | int]] = [
            Item(self._seat.value(issue, value), table.values[value], (str(table.values[value]),))
            for value in members(mask)
        ]
        return {table.id: self._asker.choose(values, 0)}

    def _cards(self) -> list[Data]:
        return [card for card in self._seat.view()["cards"] if card["state"] not in ("played", "sealed")]

    def _card(self) -> str | None:
        items: list[Item[str | None]] = [
            Item(card["name"], card["id"], (card["id"],), card["text"]) for card in self._cards()
        ]
        items.append(Item(text("deciding/back"), None, words_of("deciding/words_back")))
        return self._asker.choose(items, len(items) - 1)


def pledge_line(seat: Seat, item: Data) -> str:
    """Return a pledge about to be made in one sentence."""
    say: Say = decode(seat.names, Say, item)
    made = Pledged(seat.number, 0, 0, 0, say.intent, say.issue, say.value, say.deed, say.clause, say.card)
    return pledge_text(seat.words, made)

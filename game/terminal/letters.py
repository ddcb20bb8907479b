"""Writing a message of one's own at a desk or by cable: words, a package, or both.

Law of this file: a message leaves only once it says or proposes something.
"""

from collections.abc import Sequence
from typing import Any

from game.engine.acts import LETTER_LIMIT
from game.engine.templates import Template
from game.messages import text
from game.terminal.composer import Composer
from game.terminal.menus import Asker, Item, words_of
from game.terminal.page import Page
from game.terminal.seat import Seat

Data = dict[str, Any]


class LetterWriter:
    """Writes one message."""

    def __init__(self, page: Page, asker: Asker, seat: Seat, offered: Sequence[Template]) -> None:
        self._page = page
        self._asker = asker
        self._seat = seat
        self._sends = [template for template in offered if template.kind == "send"]

    def write(self) -> Data | None:
        """Return the act, or None if the person goes back."""
        channel = self._channel()
        found = self._packages()
        if found is None:
            return None
        words = self._asker.words(text("terminal/letter_words"), LETTER_LIMIT)
        if not words and not found:
            self._page.say(text("terminal/letter_empty"))
            return None
        return {"kind": "send", "channel": channel, "words": words, **found}

    def _channel(self) -> str | None:
        names, scenario = self._seat.names, self._seat.scenario
        channels = [names.lists["channel"][number] for number in self._sends[0].choices]
        if len(channels) == 1:
            return channels[0]
        self._page.say(text("terminal/letter_to"))
        items = []
        for channel in channels:
            author = scenario.channels[channel]
            to = self._seat.short(author.addressee)
            items.append(Item(f"{to}: {author.name}", channel, (author.addressee, channel)))
        return self._asker.choose(items, 0)

    def _packages(self) -> Data | None:
        """Return the fields of a package, {} for words alone, None for no message at all."""
        texts = [template for template in self._sends if template.instrument >= 0]
        items: list[Item[Template | str]] = [Item(text("terminal/letter_only"), "words", ("words",))]
        for template in texts:
            key = self._seat.names.lists["instrument"][template.instrument]
            title = self._seat.scenario.instruments[key].title
            items.append(Item(text("terminal/letter_package", text=title), template, ("proposal", key)))
        items.append(Item(text("terminal/back"), "", words_of("terminal/words_back")))
        chosen = self._asker.choose(items, 0)
        if not isinstance(chosen, Template):
            return {} if chosen else None
        return Composer(self._page, self._asker, self._seat, chosen, {}, []).compose()

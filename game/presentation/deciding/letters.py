"""Writing a message of one's own at a desk or by cable: words, a package, or both.

Law of this file: a message leaves only once it says or proposes something.
"""

from collections.abc import Sequence
from typing import Any

from game.engine.acts import LETTER_LIMIT
from game.engine.offering import Template
from game.messages import text
from game.presentation.deciding.choices import Item
from game.presentation.deciding.composer import Composer
from game.presentation.deciding.dialogue import Asker, Page, words_of
from game.presentation.deciding.instructing import choose_channel
from game.presentation.deciding.seat import Seat

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
        channel = choose_channel(self._page, self._asker, self._seat, self._sends[0].choices)
        if self._seat.is_played_by_ai(self._seat.scenario.channels[channel].addressee):
            self._page.say(text("deciding/letter_ai"), style="dim")
        words = self._asker.words(text("deciding/letter_words"), LETTER_LIMIT)
        while True:
            chosen = self._with(words)
            if chosen == "back":
                return None
            package: Data | None = {}
            if isinstance(chosen, Template):
                composer = Composer(self._page, self._asker, self._seat, chosen, {}, [])
                package = composer.compose()
            if package is not None:
                return {"kind": "send", "channel": channel, "words": words, **package}

    def _with(self, words: str) -> Template | str:
        """Return the text for which a proposal goes with the words, or `alone`, or `back`."""
        items: list[Item[Template | str]] = []
        if words:
            items.append(Item(text("deciding/letter_alone"), "alone", ("alone", "send")))
        for template in self._sends:
            if template.instrument >= 0:
                key = self._seat.names.lists["instrument"][template.instrument]
                title = self._seat.scenario.instruments[key].title
                label = text("deciding/letter_package", text=title)
                items.append(Item(label, template, ("proposal", key)))
        items.append(Item(text("deciding/back"), "back", words_of("deciding/words_back")))
        return self._asker.choose(items, 0 if words else len(items) - 1)

"""What is said with an act: a purpose, an issue, and words of one's own if wanted.

Law of this file: at most what the rules let go with one act, and nothing is said before an act is done.
"""

from typing import Any

from game.engine.acts import PLEDGES
from game.messages import text
from game.presentation.deciding.choices import Item
from game.presentation.deciding.dialogue import Asker, Page
from game.presentation.deciding.pledging import PledgeWriter, pledge_line
from game.presentation.deciding.seat import Seat
from game.scenario.indices import Intent, members

Data = dict[str, Any]


def speak(
    page: Page, asker: Asker, seat: Seat, allowed: Data, said: list[Data], *, wanted: str | None = None
) -> None:
    """Add a sentence to `said`, or take all back.

    `allowed`: the template's field `say`. `wanted`: an issue on which Enter probes.
    """
    if len(said) >= allowed["max"]:
        page.say(text("deciding/said_all", limit=allowed["max"]))
        if asker.confirm(text("deciding/say_again"), default=False):
            said.clear()
        return
    probing = any(item["intent"] == "probe" for item in said)
    intents: list[Intent] = [i for i in allowed["intents"] if not (probing and i == "probe")]
    items: list[Item[Intent | None]] = [
        Item(text(f"deciding/intent_{intent}"), intent, words=(text(f"say/intent_{intent}"),))
        for intent in intents
    ]
    items.append(Item(text("deciding/back"), None, ("back", "x")))
    page.heading(text("deciding/say_what"))
    may_probe = wanted is not None and "probe" in intents
    intent = asker.choose(items, intents.index("probe") if may_probe else len(items) - 1)
    if intent is not None:
        writer = _Sentence(page, asker, seat, allowed)
        sentence = writer.write(intent, wanted if intent == "probe" else None)
        said += [] if sentence is None else [sentence]


class _Sentence:
    """Asks what a sentence is about, and for words of one's own."""

    def __init__(self, page: Page, asker: Asker, seat: Seat, allowed: Data) -> None:
        self._page = page
        self._asker = asker
        self._seat = seat
        self._allowed = allowed

    def write(self, intent: Intent, wanted: str | None) -> Data | None:
        """Return the sentence; None if the person goes back. `wanted`: the issue that Enter takes."""
        issue = self._issue(intent, wanted)
        pledged: Data | None = {}
        if intent in PLEDGES:
            writer = PledgeWriter(self._page, self._asker, self._seat)
            pledged = writer.write(intent, issue, self._allowed["deeds"])
        if pledged is None:
            return None
        number = self._seat.names.number("issue", issue)
        phrase = self._seat.words.phrase(self._seat.number, intent, number)
        self._page.say(text("deciding/you_would_say", phrase=phrase))
        words = self._asker.words(text("deciding/own_words"), self._allowed["max_length"])
        return {"intent": intent, "issue": issue, "words": words, **pledged}

    def _issue(self, intent: Intent, wanted: str | None) -> str | None:
        seat = self._seat
        order = [issue for one in seat.scenario.instruments.values() for issue in one.issues]
        issues = [issue for issue in order if issue in self._allowed["issues"] and _is_seen(seat, issue)]
        items: list[Item[str | None]] = [
            Item(seat.scenario.issues[issue].title, issue, (issue,)) for issue in issues
        ]
        if intent in PLEDGES:
            items.append(Item(text("deciding/about_any_case"), None, ("all",)))
        elif intent != "probe":
            items.append(Item(text("deciding/about_all"), None, ("all",)))
        self._page.say(text("deciding/about_what"))
        return self._asker.choose(items, issues.index(wanted) if wanted in issues else 0)


def _is_seen(seat: Seat, issue: str) -> bool:
    """Return whether an issue belongs to a text the seat sees: of others it need not know."""
    number = seat.words.public.issues[seat.names.number("issue", issue)].instrument
    known = seat.known()
    sees_nothing = not any(known.view.texts)
    return (sees_nothing or known.view.texts[number] is not None) and _is_known_to_others(seat, number)


def _is_known_to_others(seat: Seat, number: int) -> bool:
    """Return whether somebody else in the room sees a text: of others one does not speak there."""
    known = seat.known()
    table = known.view.table
    others = 0 if table is None else table.present & ~(1 << seat.number)
    if not any(known.public.text_sight[role] for role in members(others)):
        return True
    return any(known.public.text_sight[role] >> number & 1 for role in members(others))


def said_lines(seat: Seat, said: list[Data]) -> list[str]:
    """Return what will be said, a line each."""
    found = []
    for item in said:
        number = seat.names.number("issue", item["issue"])
        phrase = seat.words.phrase(seat.number, item["intent"], number)
        line = text("deciding/will_say", phrase=phrase, words=item["words"]).rstrip()
        found.append(f"{line} {pledge_line(seat, item)}" if item["intent"] in PLEDGES else line)
    return found

"""What is said with an act: a purpose, an issue, and words of one's own if wanted.

Law of this file: at most what the rules let go with one act, and nothing is said before an act is done.
"""

from typing import Any

from game.engine.acts import PLEDGES
from game.messages import text
from game.scenario.indices import Intent
from game.terminal.menus import Asker, Item
from game.terminal.page import Page
from game.terminal.pledging import PledgeWriter, pledge_line
from game.terminal.seat import Seat

Data = dict[str, Any]


def speak(page: Page, asker: Asker, seat: Seat, allowed: Data, said: list[Data]) -> None:
    """Add a sentence to `said`, or take all back. `allowed`: the template's field `say`."""
    if len(said) >= allowed["max"]:
        page.say(text("terminal/said_all", limit=allowed["max"]))
        if asker.confirm(text("terminal/say_again"), default=False):
            said.clear()
        return
    probing = any(item["intent"] == "probe" for item in said)
    intents: list[Intent] = [i for i in allowed["intents"] if not (probing and i == "probe")]
    items: list[Item[Intent | None]] = [
        Item(text(f"terminal/intent_{intent}"), intent, words=(text(f"say/intent_{intent}"),))
        for intent in intents
    ]
    items.append(Item(text("terminal/back"), None, ("back", "x")))
    page.heading(text("terminal/say_what"))
    intent = asker.choose(items, len(items) - 1)
    if intent is not None:
        _about(page, asker, seat, allowed, said, intent)


def _about(page: Page, asker: Asker, seat: Seat, allowed: Data, said: list[Data], intent: Intent) -> None:
    order = [issue for one in seat.scenario.instruments.values() for issue in one.issues]
    issues = [issue for issue in order if issue in allowed["issues"] and _is_seen(seat, issue)]
    items: list[Item[str | None]] = [
        Item(seat.scenario.issues[issue].title, issue, (issue,)) for issue in issues
    ]
    if intent in PLEDGES:
        items.append(Item(text("terminal/about_any_case"), None, ("all",)))
    elif intent != "probe":
        items.append(Item(text("terminal/about_all"), None, ("all",)))
    page.say(text("terminal/about_what"))
    issue = asker.choose(items, 0)
    pledged: Data | None = {}
    if intent in PLEDGES:
        pledged = PledgeWriter(page, asker, seat).write(intent, issue, allowed["deeds"])
    if pledged is None:
        return
    number = seat.names.number("issue", issue)
    page.say(text("terminal/you_would_say", phrase=seat.words.phrase(seat.number, intent, number)))
    words = asker.words(text("terminal/own_words"), allowed["max_length"])
    said.append({"intent": intent, "issue": issue, "words": words, **pledged})


def _is_seen(seat: Seat, issue: str) -> bool:
    """Return whether an issue belongs to a text the seat sees: of others it need not know."""
    number = seat.words.public.issues[seat.names.number("issue", issue)].instrument
    known = seat.known()
    sees_nothing = not any(known.view.texts)
    return sees_nothing or known.view.texts[number] is not None


def said_lines(seat: Seat, said: list[Data]) -> list[str]:
    """Return what will be said, a line each."""
    found = []
    for item in said:
        number = seat.names.number("issue", item["issue"])
        phrase = seat.words.phrase(seat.number, item["intent"], number)
        line = text("terminal/will_say", phrase=phrase, words=item["words"]).rstrip()
        found.append(f"{line} {pledge_line(seat, item)}" if item["intent"] in PLEDGES else line)
    return found

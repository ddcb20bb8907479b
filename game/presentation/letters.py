"""What a dispatch says: the author's message, free words, a proposal, orders, a question, minutes."""

from game.engine.events import Letter, Minutes
from game.messages import text
from game.presentation.authority import orders_text
from game.presentation.wording import Wording
from game.scenario.plain import plain


def letter_text(w: Wording, letter: Letter) -> str:
    """Return what a dispatch says."""
    parts = []
    if letter.dispatch >= 0:
        parts.append(list(w.scenario.dispatches.values())[letter.dispatch].text)
    if letter.words:
        parts.append(plain(letter.words))
    if letter.package:
        parts.append(text("event/proposes", package=w.package(letter.package)))
    if letter.orders:
        parts.append(text("event/instructs", orders=orders_text(w, letter.orders)))
    if letter.wants:
        parts.append(text("event/wants", package=w.package(letter.wants)))
    parts += [minutes_text(w, minutes, letter.sent) for minutes in letter.minutes]
    return " ".join(parts)


def minutes_text(w: Wording, minutes: Minutes, sent: int) -> str:
    """Return what minutes say of one text, and as of when."""
    clauses = w.package(minutes.clauses) if minutes.clauses else text("event/minutes_nothing")
    said = text(
        "event/minutes", text=w.instrument(minutes.instrument), hour=w.hour(sent), clauses=clauses.rstrip(".")
    )
    asked = [
        text("event/minutes_asked", role=w.role(one.role), package=w.package(one.package))
        for one in minutes.asked
    ]
    return " ".join([said, *asked])

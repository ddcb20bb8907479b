"""What has come since one's last decision, counted: messages, proposals, answers, events.

Law of this file: counted from the lines the seat sees, its own doings left out.
"""

from collections import Counter
from collections.abc import Sequence

from game.engine import events as ev
from game.engine.events import Event
from game.messages import text
from game.presentation.deciding.seat import Seat
from game.session.journal import Happening

KINDS = ("messages", "instructions", "proposals", "answers", "words", "deeds", "events", "changes")
HOUR, DAY = 60, 24 * 60


def arrivals_since(seat: Seat, count: int) -> str:
    """Return what has come since a seat had seen so many lines of the match; '' at its first decision."""
    if not count:
        return ""
    seen, now = seat.seen(), seat.known().view.clock.minute
    return arrivals_line(seen[count:], seat.number, now - _minute(seen[:count]))


def arrivals_line(items: Sequence[Happening], me: int, minutes: int) -> str:
    """Return how much has come in `minutes` since the last decision; '' for nothing.

    `items`: what the seat has seen since then.
    """
    counts: Counter[str] = Counter()
    for item in items:
        kind = _kind(item.entry.event, me) if item.entry is not None else ""
        if kind:
            counts[kind] += 1
    if not counts:
        return ""
    found = "; ".join(text(f"arrival/{kind}", count=counts[kind]) for kind in KINDS if counts[kind])
    passed = _passed(minutes)
    code = "since" if passed else "since_now"
    return text(f"arrival/{code}", passed=passed, found=found)


def _minute(seen: Sequence[Happening]) -> int:
    """Return where the clock stood after some lines."""
    opened = (item.entry.event for item in reversed(seen) if item.entry is not None)
    return next((one.minute for one in opened if isinstance(one, ev.StepOpened | ev.SittingOpened)), 0)


def _kind(event: Event, me: int) -> str:
    """Return what an event counts as for a seat; '' where it is the seat's own doing, or nothing to read."""
    match event:
        case ev.DispatchReceived(letter=letter) if letter.addressee == me:
            return "messages"
        case ev.MandateChanged():
            return "instructions"
        case ev.ProposalTabled(role=role) if role != me:
            return "proposals"
        case ev.ProposalAccepted(role=role) | ev.ProposalsRejected(role=role) if role != me:
            return "answers"
        case ev.Said(role=role) | ev.Pledged(role=role) if role != me:
            return "words"
        case ev.WordsSpoken(role=role) | ev.RoleLeft(role=role) | ev.Signed(role=role) if role != me:
            return "deeds"
        case ev.CardNoticed() | ev.ForkNoticed():
            return "deeds"
        case ev.WorldEventHappened() | ev.Told() | ev.TextPublished() | ev.ClauseDisclosed():
            return "events"
        case ev.TrackMoved() | ev.OptionOpened() | ev.OptionClosed() | ev.CostMoved():
            return "changes"
        case _:
            return ""


def _passed(minutes: int) -> str:
    """Return how long a time was, in words; '' for less than an hour."""
    if minutes < HOUR:
        return ""
    if minutes < DAY:
        return text("arrival/hours", count=minutes // HOUR)
    days, hours = text("arrival/days", count=minutes // DAY), minutes % DAY // HOUR
    return text("arrival/days_and", days=days, hours=text("arrival/hours", count=hours)) if hours else days

"""What is said beside a choice: what it is worth, what instructions allow, what refusing costs.

Law of this file: sentences about one seat, from its own knowledge.
"""

from collections.abc import Sequence
from typing import Any

from game.engine.authority import mandate_sent, widens
from game.messages import text
from game.presentation.authority import grants_lines
from game.presentation.deciding.seat import Seat

Data = dict[str, Any]


def points_text(seat: Seat, issue: int, value: int) -> str:
    """Return what a value is worth to the seat, such as `8` or `8..20`."""
    points = sorted(set(seat.points(issue, value)))
    if len(points) == 1:
        return str(points[0])
    return text("deciding/points_range", low=points[0], high=points[-1])


def readings(seat: Seat, issue: int, value: int) -> list[str]:
    """Return what a wording can be taken to mean, and what each meaning is worth to the seat."""
    meanings = [r.meaning for r in seat.words.readings(issue, value).values()]
    if not meanings:
        return []
    points = seat.points(issue, value)
    pairs = zip(points, meanings, strict=True)
    return [text("deciding/reading_note", points=p, meaning=meaning) for p, meaning in pairs]


def mandate_lines(seat: Seat, issue: int) -> list[str]:
    """Return what a delegate may sign on one issue; nothing for others."""
    mandate = seat.known().view.seat.mandate
    return grants_lines(seat.words, issue, enumerate(mandate[issue])) if mandate else []


def withholding(found: Data) -> list[str]:
    """Return what not ratifying costs: the same whatever the delegate's instructions, or by them."""
    inside, outside = found["withholding"], found["disowning"]
    if inside == outside:
        return [text("deciding/withholding", costs="; ".join(inside))] if inside else []
    costs = {"withholding_inside": inside, "withholding_outside": outside}
    return [text(f"deciding/{kind}", costs="; ".join(lines)) for kind, lines in costs.items() if lines]


def stock_notes(seat: Seat, dispatch: str) -> list[str]:
    """Return what an author's cable with instructions would cost at home, if it widens the mandate."""
    known = seat.known()
    number = seat.names.number("dispatch", dispatch)
    stock = next(one for one in known.own.dispatches if one.dispatch == number)
    if not stock.orders:
        return []
    channel = next(one for one in known.own.channels if one.channel == stock.channel)
    before = mandate_sent(known.own, channel.addressee, known.view.seat.outbox)
    orders = tuple((issue, tuple(enumerate(grants))) for issue, grants in stock.orders)
    if not widens(orders, before):
        return []
    delegate = seat.view()["delegates"][seat.words.public.roles[channel.addressee]]
    found = [text("deciding/widening_stock", costs="; ".join(delegate["widening"]))]
    return found if delegate["still_ratified"] else [*found, text("deciding/widening_too_far")]


def newest(proposals: Sequence[Data]) -> set[int]:
    """Return the numbers of the proposals to set out: the last package of each side, and every definition."""
    last = {one["by"]: one["number"] for one in proposals if one["defines"] is None}
    return {*last.values(), *(one["number"] for one in proposals if one["defines"] is not None)}

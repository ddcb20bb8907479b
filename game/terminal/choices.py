"""The menu of a decision: every act the rules offer now, as numbered lines, and the usual one.

Law of this file: nothing that is offered is left out, and nothing else is on the menu but speaking,
which goes with an act.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from game.messages import text
from game.terminal.composer import proposable, starts
from game.terminal.menus import Item
from game.terminal.seat import Seat, Stakes, stakes_of

Data = dict[str, Any]


class Choice(NamedTuple):
    """What a line of the menu stands for: the kind of act, its template, and what was chosen in it."""

    kind: str
    template: int
    chosen: Any = None


ORDER = (
    "accept",
    "propose",
    "play",
    "stock",
    "letter",
    "sign",
    "reject",
    "done",
    "say",
    "withdraw",
    "agenda",
    "adjourn",
    "leave",
    "break_off",
)


def choices(seat: Seat, view: Data) -> list[Item[Choice]]:
    """Return the menu, acts most used first."""
    found: list[Item[Choice]] = []
    offered = seat.offered_data()
    for place, fields in enumerate(offered):
        found += _of(seat, view, place, fields)
    if any("say" in fields for fields in offered):
        place = next(n for n, fields in enumerate(offered) if "say" in fields)
        found.append(_item("say", place))
    return sorted(found, key=lambda item: ORDER.index(item.value.kind))


def _item(kind: str, place: int, chosen: Any = None, note: str = "", **values: object) -> Item[Choice]:
    names = tuple(text(f"terminal/words_{kind}", **values).split())
    return Item(text(f"terminal/act_{kind}", **values), Choice(kind, place, chosen), names, note)


def _of(seat: Seat, view: Data, place: int, fields: Data) -> list[Item[Choice]]:
    match fields["kind"]:
        case "accept":
            return [_item("accept", place, n, number=n) for n in fields["target"]["values"]]
        case "withdraw":
            return [_withdraw(place, n) for n in fields["target"]["values"]]
        case "agenda":
            return [_agenda(seat, place, issue) for issue in fields["issue"]["values"]]
        case "play":
            return [_card(seat, place, card) for card in fields["card"]["values"]]
        case "sign":
            return _signs(seat, place, fields["instruments"]["values"])
        case "send":
            return _letters(seat, place, fields)
        case "reject":
            return [_reject(seat, view, place)]
        case "done":
            return [_item("done", place)._replace(label=text(f"terminal/done_{view['step']}"))]
        case kind:
            return [_item(kind, place)]


def _withdraw(place: int, number: int) -> Item[Choice]:
    found = _item("withdraw", place, number, number=number)
    return found if number else found._replace(label=text("terminal/act_unsign"))


def _agenda(seat: Seat, place: int, issue: str) -> Item[Choice]:
    return _item("agenda", place, issue, issue=seat.scenario.issues[issue].title)


def _card(seat: Seat, place: int, card: str) -> Item[Choice]:
    author = seat.scenario.cards[card]
    found = _item("play", place, card, note=author.text, card=author.name)
    return found._replace(words=(*found.words, card))


def _signs(seat: Seat, place: int, instruments: list[str]) -> list[Item[Choice]]:
    titles = {key: seat.scenario.instruments[key].title for key in instruments}
    found = [_item("sign", place, [key], title=title) for key, title in titles.items()]
    if len(instruments) > 1:
        found.insert(0, _item("sign", place, instruments, title=text("terminal/all_texts")))
    return found


def _letters(seat: Seat, place: int, fields: Data) -> list[Item[Choice]]:
    """Return the author's messages, and one line for a message of one's own."""
    if "dispatch" not in fields:
        return []
    found = []
    for key in fields["dispatch"]["values"]:
        if key is not None:
            author = seat.scenario.dispatches[key]
            found.append(_item("stock", place, key, note=author.text, name=author.name))
    return [*found, _item("letter", place)]


def _reject(seat: Seat, view: Data, place: int) -> Item[Choice]:
    instrument = view["table"]["instrument"]
    numbers = [
        str(p["number"])
        for p in view["instruments"][instrument]["proposals"]
        if p["status"] == "open" and p["by"] != seat.id
    ]
    found = _item("reject", place)
    if not numbers:
        return found._replace(label=text("terminal/act_pass"))
    return found._replace(label=text("terminal/act_reject_numbers", numbers=", ".join(numbers)))


# The usual choice ---------------------------------------------------------------------------------


def usual(seat: Seat, view: Data, items: Sequence[Item[Choice]]) -> int:
    """Return the index of what Enter does: a step forward that binds nobody against their interest."""
    wanted = _wanted(seat, view)
    for number, item in enumerate(items):
        if (item.value.kind, item.value.chosen) == wanted:
            return number
    kinds = [item.value.kind for item in items]
    spare = ("reject", "done")
    return next((kinds.index(kind) for kind in (wanted[0], *spare) if kind in kinds), 0)


def _wanted(seat: Seat, view: Data) -> tuple[str, int | None]:
    if view["step"] == "signing":
        return ("sign" if seat.stakes().is_better else "done"), None
    if view["step"] != "table":
        return "done", None
    shown = view["instruments"][view["table"]["instrument"]]
    if not view["stakes"]["undecided"] and all(shown["clauses"].values()):
        return "adjourn", None
    best = _best_open(seat, shown)
    asked = _asked(seat)
    if best is not None:
        number, stakes = best
        enough = asked is None or stakes.points["middle"] >= asked or _is_last_chance(seat, view)
        if stakes.is_better and enough:
            return "accept", number
    return ("reject" if asked is None else "propose"), None


def _best_open(seat: Seat, shown: Data) -> tuple[int, Stakes] | None:
    """Return the number and the stakes of the best proposal of the others."""
    found = [
        (p["number"], stakes_of(p["stakes"]))
        for p in shown["proposals"]
        if p["status"] == "open" and p["by"] != seat.id
    ]
    return max(found, key=lambda pair: pair[1].points["middle"], default=None)


def _asked(seat: Seat) -> int | None:
    """Return what the usual next package would be worth to the seat; None if it cannot propose."""
    for template in seat.offered():
        if template.kind == "propose":
            package = starts(seat, template)["usual"]
            if proposable(template, package):
                middle: int = seat.stakes(tuple(package.items())).points["middle"]
                return middle
    return None


def _is_last_chance(seat: Seat, view: Data) -> bool:
    """Return whether the seat has no further turn at any meeting."""
    calendar = seat.scenario.calendar
    now = view["sitting"]["number"] - 1
    later = any(sitting.table_of(seat.id) for sitting in calendar[now + 1 :])
    meeting = calendar[now].table_of(seat.id)
    return (
        not later and meeting is not None and view["table"]["turn"] + len(meeting.roles) >= meeting.exchanges
    )

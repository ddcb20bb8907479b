"""The menu of a decision: every act the rules offer now, as numbered lines.

Law of this file: nothing that is offered is left out, and nothing else is on the menu but speaking,
which goes with an act.
"""

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from game.messages import text
from game.presentation.deciding.notes import stock_notes
from game.presentation.deciding.seat import Seat

Data = dict[str, Any]
T = TypeVar("T")


class Item(NamedTuple, Generic[T]):
    """A line of a menu: what it says, what it stands for, other words for it, a paragraph below."""

    label: str
    value: T
    words: tuple[str, ...] = ()
    note: str = ""


class Choice(NamedTuple):
    """What a line of the menu stands for: the kind of act, its template, and what was chosen in it."""

    kind: str
    template: int
    chosen: Any = None


ORDER = (
    "choose",
    "accept",
    "ratify",
    "repudiate",
    "propose",
    "speak",
    "hear",
    "play",
    "stock_orders",
    "instruct",
    "ask",
    "stock",
    "letter",
    "sign",
    "free",
    "reject",
    "done",
    "say",
    "define",
    "note",
    "reopen",
    "withdraw",
    "agenda",
    "adjourn",
    "leave",
    "break_off",
)


def choices(seat: Seat, view: Data) -> list[Item[Choice]]:
    """Return the menu, acts most used first."""
    menu = _Menu(seat, view)
    found: list[Item[Choice]] = []
    offered = seat.offered_data()
    for place, fields in enumerate(offered):
        found += menu.of(place, fields)
    if any("say" in fields for fields in offered):
        place = next(n for n, fields in enumerate(offered) if "say" in fields)
        found.append(_item("say", place))
    return sorted(found, key=lambda item: ORDER.index(item.value.kind))


def _item(kind: str, place: int, chosen: Any = None, note: str = "", **values: object) -> Item[Choice]:
    names = tuple(text(f"deciding/words_{kind}", **values).split())
    return Item(text(f"deciding/act_{kind}", **values), Choice(kind, place, chosen), names, note)


class _Menu:
    """Makes the lines of the menu, template by template."""

    def __init__(self, seat: Seat, view: Data) -> None:
        self.seat = seat
        self.view = view
        self.scenario = seat.scenario
        table = view["table"]
        self.texts: list[str] = table["instruments"] if table else []
        self._makers: dict[str, Callable[[int, Data], list[Item[Choice]]]] = {
            "accept": self._accepts,
            "withdraw": self._withdrawals,
            "propose": self._about_text,
            "define": self._about_text,
            "reopen": self._about_text,
            "free": self._about_text,
            "agenda": self._agenda,
            "play": self._cards,
            "choose": self._forks,
            "hear": self._hearings,
            "instruct": self._instructions,
            "sign": self._signs,
            "send": self._letters,
            "reject": self._reject,
            "ratify": self._ratification,
            "repudiate": self._ratification,
            "done": self._done,
        }

    def of(self, place: int, fields: Data) -> list[Item[Choice]]:
        """Return the lines of one template."""
        maker = self._makers.get(fields["kind"])
        return [_item(fields["kind"], place)] if maker is None else maker(place, fields)

    # Texts and proposals ------------------------------------------------------------------------------

    def _titled(self, item: Item[Choice], instrument: str) -> Item[Choice]:
        """Return a line with the text it is about, where several are on the table."""
        if len(self.texts) < 2:
            return item
        title = self.seat.text_title(instrument)
        label = text("deciding/of_which", act=item.label, text=title)
        return item._replace(label=label, words=(*item.words, instrument))

    def _about_text(self, place: int, fields: Data) -> list[Item[Choice]]:
        return [self._titled(_item(fields["kind"], place), fields["instrument"])]

    def _accepts(self, place: int, fields: Data) -> list[Item[Choice]]:
        proposals = {p["number"]: p for p in self.view["instruments"][fields["instrument"]]["proposals"]}
        found = []
        for number in fields["target"]["values"]:
            item = _item("accept", place, number, number=number)
            defines = proposals[number]["defines"]
            if defines is not None:
                item = item._replace(
                    label=text("deciding/act_accept_meaning", number=number, issue=defines["title"])
                )
            found.append(self._titled(item, fields["instrument"]))
        return found

    def _withdrawals(self, place: int, fields: Data) -> list[Item[Choice]]:
        found = []
        for number in fields["target"]["values"]:
            item = _item("withdraw", place, number, number=number)
            if not number:
                item = item._replace(label=text("deciding/act_unsign"))
            found.append(self._titled(item, fields["instrument"]))
        return found

    def _reject(self, place: int, fields: Data) -> list[Item[Choice]]:
        """Return the line that turns proposals down: of one text, or of all on the table."""
        instrument = fields.get("instrument")
        everything = [number for key in self.texts for number in self._open(key)]
        numbers = self._open(instrument) if instrument else everything
        several = len(self.texts) > 1
        if several and instrument and (not numbers or len(numbers) == len(everything)):
            return []  # the line for all of them says the same
        item = _item("reject", place)
        if not numbers:
            return [item._replace(label=text("deciding/act_pass"))]
        if several and not instrument:
            return [item._replace(label=text("deciding/act_reject_all"))]
        label = text("deciding/act_reject_numbers", numbers=", ".join(numbers))
        item = item._replace(label=label)
        return [self._titled(item, instrument) if instrument else item]

    def _open(self, instrument: str) -> list[str]:
        """Return the numbers of the open proposals of others that the seat can turn down."""
        if not self._is_needed(instrument):
            return []
        return [
            str(p["number"])
            for p in self.view["instruments"][instrument]["proposals"]
            if p["status"] == "open" and p["by"] != self.seat.id
        ]

    def _is_needed(self, instrument: str) -> bool:
        """Return whether nothing in a text can be agreed without the seat."""
        table = self.seat.words.public.instruments[self.seat.names.number("instrument", instrument)]
        return not table.binds(table.signers & ~(1 << self.seat.number))

    def _agenda(self, place: int, fields: Data) -> list[Item[Choice]]:
        issues = fields["issue"]["values"]
        if len(issues) > 1:
            return [_item("agenda", place)]
        label = text("deciding/act_agenda_one", issue=self.scenario.issues[issues[0]].title)
        return [_item("agenda", place, issues[0])._replace(label=label)]

    def _hearings(self, place: int, fields: Data) -> list[Item[Choice]]:
        titles = {issue: self.scenario.issues[issue].title for issue in fields["issue"]["values"]}
        return [_item("hear", place, issue, issue=title) for issue, title in titles.items()]

    # Desk and cable -----------------------------------------------------------------------------------

    def _cards(self, place: int, fields: Data) -> list[Item[Choice]]:
        found = []
        for card in fields["card"]["values"]:
            author = self.scenario.cards[card]
            item = _item("play", place, card, note=author.text, card=author.name)
            found.append(item._replace(words=(*item.words, card)))
        return found

    def _forks(self, place: int, fields: Data) -> list[Item[Choice]]:
        found = []
        for fork in fields["fork"]["values"]:
            author = self.scenario.forks[fork]
            item = _item("choose", place, fork, note=author.text, fork=author.name)
            found.append(item._replace(words=(*item.words, fork)))
        return found

    def _letters(self, place: int, fields: Data) -> list[Item[Choice]]:
        """Return the author's messages, and one line for a message of one's own."""
        if "dispatch" not in fields:
            return []
        return [*self._stock("stock", place, fields), _item("letter", place)]

    def _instructions(self, place: int, fields: Data) -> list[Item[Choice]]:
        found = self._stock("stock_orders", place, fields)
        return [*found, _item("instruct", place)] if fields["orders"]["issues"] else found

    def _stock(self, kind: str, place: int, fields: Data) -> list[Item[Choice]]:
        found = []
        for key in fields["dispatch"]["values"]:
            if key is not None:
                author = self.scenario.dispatches[key]
                note = "\n".join([author.text, *stock_notes(self.seat, key)])
                found.append(_item(kind, place, key, note=note, name=author.name))
        return found

    # Signing and after --------------------------------------------------------------------------------

    def _signs(self, place: int, fields: Data) -> list[Item[Choice]]:
        """Return the texts that can be signed, those tied together on one line."""
        offered: list[str] = fields["instruments"]["values"]
        groups = list(dict.fromkeys(tuple(self._tied(key, offered)) for key in offered))
        if len(groups) > 1:
            groups.insert(0, tuple(offered))
        found = []
        for group in groups:
            whole = len(group) > 1 and len(group) == len(offered)
            title = ", ".join(map(self.seat.text_title, group))
            title = text("deciding/all_texts") if whole else title
            found.append(_item("sign", place, list(group), title=title))
        return found

    def _tied(self, key: str, offered: list[str]) -> list[str]:
        """Return a text with those that have to be signed together with it, in the order offered."""
        group = {key}
        while True:
            tied = {other for one in group for other in self.scenario.instruments[one].tied_to}
            if tied & set(offered) <= group:
                return [one for one in offered if one in group]
            group |= tied & set(offered)

    def _ratification(self, place: int, fields: Data) -> list[Item[Choice]]:
        title = self.seat.text_title(fields["instrument"])
        return [_item(fields["kind"], place, fields["instrument"], title=title)]

    def _done(self, place: int, _fields: Data) -> list[Item[Choice]]:
        step = self.view["step"]
        if step == "desk" and not self.seat.meets(self.view["sitting"]["number"] - 1):
            step = "cable"
        return [_item("done", place)._replace(label=text(f"deciding/done_{step}"))]

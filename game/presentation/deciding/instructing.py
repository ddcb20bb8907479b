"""Instructions to a delegate, and a delegate's questions to its principal.

Law of this file: at most two issues at a time; what stands now is in sight, and what more room costs is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from game.engine.acts import LETTER_LIMIT, ORDER_LIMIT, Clause
from game.engine.authority import ASK_FIRST, MAY_SIGN, NEVER, mandate_sent
from game.engine.offering import Template
from game.engine.wire_clauses import encode_clause, grant_data
from game.messages import text
from game.presentation.authority import condition_text, grant_text, grants_lines
from game.presentation.deciding.choices import Item
from game.presentation.deciding.dialogue import Asker, Page, words_of
from game.presentation.deciding.seat import Seat
from game.scenario.indices import members
from game.scenario.tables import Grant, Grants

Data = dict[str, Any]
MOST_CONDITIONS = 3


def choose_channel(page: Page, asker: Asker, seat: Seat, numbers: Sequence[int]) -> str:
    """Return the id of a channel, asked for only where there are several."""
    channels = [seat.names.lists["channel"][number] for number in numbers]
    if len(channels) == 1:
        return channels[0]
    page.say(text("deciding/letter_to"))
    items = []
    for channel in channels:
        author = seat.scenario.channels[channel]
        to = seat.short(author.addressee)
        items.append(Item(f"{to}: {author.name}", channel, (author.addressee, channel)))
    return asker.choose(items, 0)


def choose_number(asker: Asker, seat: Seat, issue: int, values: Sequence[int]) -> int:
    """Return a value of a range, or -1 for Enter or back."""
    numbers = [int(seat.words.public.issues[issue].values[value]) for value in values]
    unit = seat.words.value(issue, values[0]).partition(" ")[2]
    prompt = text("deciding/plain_number_prompt", low=numbers[0], high=numbers[-1], unit=unit)
    answer = asker.number(prompt, numbers, ("", *words_of("deciding/words_back")))
    return values[numbers.index(answer)] if isinstance(answer, int) else -1


class _Writer:
    """What writing instructions and questions have in common."""

    def __init__(self, page: Page, asker: Asker, seat: Seat, template: Template) -> None:
        self._page = page
        self._asker = asker
        self._seat = seat
        self._template = template
        self._options = dict(template.options)

    def _back(self, value: Any) -> Item[Any]:
        return Item(text("deciding/back"), value, words_of("deciding/words_back"))

    def _title(self, issue: int) -> str:
        return self._seat.words.issue(issue)

    def _id(self, issue: int) -> str:
        return self._seat.names.lists["issue"][issue]

    def _choose_issue(self, issues: Sequence[int]) -> int:
        """Return an issue, or -1 if the person goes back."""
        items: list[Item[int]] = [Item(self._title(issue), issue, (self._id(issue),)) for issue in issues]
        items.append(self._back(-1))
        return self._asker.choose(items, len(items) - 1)

    def _choose_value(self, issue: int, values: Sequence[int]) -> int:
        """Return a value, or -1 if the person goes back; numbers of a range are typed as they are."""
        if self._seat.words.public.issues[issue].is_range:
            return choose_number(self._asker, self._seat, issue, values)
        ids = self._seat.words.public.issues[issue].values
        items: list[Item[int]] = [
            Item(self._seat.value(issue, value), value, (str(ids[value]),)) for value in values
        ]
        items.append(self._back(-1))
        return self._asker.choose(items, len(items) - 1)

    def _words(self) -> str:
        return self._asker.words(text("deciding/letter_words"), LETTER_LIMIT)


# Instructions -----------------------------------------------------------------------------------------


@dataclass
class _Orders:
    """Instructions in the making: authority by issue and value."""

    grants: dict[int, dict[int, Grant]] = field(default_factory=dict)

    def data(self, seat: Seat) -> Data:
        names = seat.names
        return {
            names.lists["issue"][issue]: {
                str(names.issues[issue].values[value]): grant_data(names, grant)
                for value, grant in sorted(by_value.items())
            }
            for issue, by_value in sorted(self.grants.items())
        }


class InstructionWriter(_Writer):
    """The screen on which instructions are put together."""

    def __init__(self, page: Page, asker: Asker, seat: Seat, template: Template) -> None:
        super().__init__(page, asker, seat, template)
        self._orders = _Orders()
        self._channel = ""

    def write(self) -> Data | None:
        """Return the act, or None if the person goes back."""
        self._channel = choose_channel(self._page, self._asker, self._seat, self._template.choices)
        while True:
            match self._chosen():
                case "go":
                    fields = {"channel": self._channel, "orders": self._orders.data(self._seat)}
                    return {"kind": "instruct", **fields, "words": self._words()}
                case "back":
                    return None
                case issue:
                    self._issue(int(issue))

    def _mandate(self) -> tuple[Grants, ...]:
        """Return the delegate's mandate as last sent."""
        known = self._seat.known()
        to = self._seat.scenario.channels[self._channel].addressee
        delegate = self._seat.names.number("role", to)
        return mandate_sent(known.own, delegate, known.view.seat.outbox)

    def _now(self, issue: int) -> list[Grant]:
        """Return authority on an issue with the changes made here."""
        changed = self._orders.grants.get(issue, {})
        return [changed.get(value, old) for value, old in enumerate(self._mandate()[issue])]

    def _chosen(self) -> str:
        issues = list(self._options)
        if len(self._orders.grants) >= ORDER_LIMIT:
            issues = sorted(self._orders.grants)
        items: list[Item[str]] = [Item(self._title(i), str(i), (self._id(i),)) for i in issues]
        if self._orders.grants:
            items.append(Item(text("deciding/orders_go"), "go", words_of("deciding/words_go")))
        items.append(self._back("back"))
        self._show()
        return self._asker.choose(items, len(items) - 1)

    def _show(self) -> None:
        page = self._page
        page.heading(text("deciding/orders"))
        page.say(text("deciding/orders_note", limit=ORDER_LIMIT))
        role = next(iter(self._seat.view()["delegates"].values()), None)
        if role and role["widening"]:
            page.say(text("deciding/widening", costs="; ".join(role["widening"])))
            if not role["still_ratified"]:
                page.say(text("deciding/widening_too_far"), first=text("deciding/warning") + " ")
        for issue in sorted(self._orders.grants):
            page.say(self._title(issue), first="  ", style="bold")
            page.points(grants_lines(self._seat.words, issue, enumerate(self._now(issue))), "    - ")

    def _issue(self, issue: int) -> None:
        self._page.heading(self._title(issue))
        self._page.points(grants_lines(self._seat.words, issue, enumerate(self._now(issue))), "    - ")
        values = self._values(issue)
        if not values:
            return
        grant = self._grant(issue)
        if grant is not None:
            self._orders.grants.setdefault(issue, {}).update(dict.fromkeys(values, grant))

    def _values(self, issue: int) -> list[int]:
        """Return the options that are meant: one, or of a range those from one number to another."""
        choices = members(self._options[issue])
        self._page.say(text("deciding/orders_which"))
        first = self._choose_value(issue, choices)
        if first < 0 or not self._seat.words.public.issues[issue].is_range:
            return [first] if first >= 0 else []
        self._page.say(text("deciding/orders_up_to"))
        rest = [value for value in choices if value >= first]
        last = self._choose_value(issue, rest)
        return [value for value in rest if value <= last] if last >= 0 else [first]

    def _grant(self, issue: int) -> Grant | None:
        plain = [Grant(MAY_SIGN), Grant(ASK_FIRST), Grant(NEVER)]
        words = words_of("deciding/words_authority")
        items: list[Item[Grant | str | None]] = [
            Item(grant_text(self._seat.words, grant), grant, (word,))
            for grant, word in zip(plain, words, strict=True)
        ]
        items.insert(1, Item(text("deciding/orders_only_if"), "only_if", ("only", "if")))
        items.append(self._back(None))
        self._page.say(text("deciding/orders_authority"))
        chosen = self._asker.choose(items, len(items) - 1)
        if isinstance(chosen, str):
            return self._conditional(issue)
        return chosen

    def _conditional(self, issue: int) -> Grant | None:
        """Return authority that holds only with up to three other clauses beside it."""
        found: dict[int, int] = {}
        everything = range(len(self._seat.words.public.issues))
        while len(found) < MOST_CONDITIONS:
            self._page.points(
                [condition_text(self._seat.words, other, mask) for other, mask in found.items()], " + "
            )
            self._page.say(text("deciding/orders_beside"))
            other = self._choose_issue([n for n in everything if n != issue and n not in found])
            if other < 0:
                break
            mask = self._several(other)
            if mask:
                found[other] = mask
        return Grant(MAY_SIGN, tuple(sorted(found.items()))) if found else None

    def _several(self, issue: int) -> int:
        """Return the mask of options any of which would do."""
        mask = 0
        count = len(self._seat.words.public.issues[issue].values)
        while mask + 1 < 1 << count:
            left = [value for value in range(count) if not mask >> value & 1]
            self._page.say(text("deciding/orders_any_of" if mask else "deciding/orders_one_of"))
            value = self._choose_value(issue, left)
            if value < 0:
                return mask
            mask |= 1 << value
        return mask


# Questions --------------------------------------------------------------------------------------------


class QuestionWriter(_Writer):
    """Asks a principal for authority to sign clauses."""

    def write(self) -> Data | None:
        """Return the act, or None if the person goes back."""
        channel = choose_channel(self._page, self._asker, self._seat, self._template.choices)
        wanted: dict[int, Clause] = {}
        while len(wanted) < ORDER_LIMIT:
            self._page.heading(text("deciding/question", limit=ORDER_LIMIT))
            self._page.points([self._line(issue, clause) for issue, clause in wanted.items()], " + ")
            chosen = self._choose([issue for issue in self._options if issue not in wanted], bool(wanted))
            if chosen == "go":
                break
            if chosen == "back":
                return None
            value = self._value(int(chosen))
            if value >= 0:
                wanted[int(chosen)] = Clause(value)
        names = self._seat.names
        issues = {self._id(i): encode_clause(names, i, clause) for i, clause in sorted(wanted.items())}
        return {"kind": "ask", "channel": channel, "issues": issues, "words": self._words()}

    def _line(self, issue: int, clause: Clause) -> str:
        return f"{self._title(issue)}: {self._seat.clause(issue, clause)}"

    def _choose(self, issues: Sequence[int], ready: bool) -> str:
        items: list[Item[str]] = [Item(self._title(i), str(i), (self._id(i),)) for i in issues]
        if ready:
            items.append(Item(text("deciding/question_go"), "go", words_of("deciding/words_go")))
        items.append(self._back("back"))
        return self._asker.choose(items, len(issues))

    def _value(self, issue: int) -> int:
        mandate = self._seat.known().view.seat.mandate[issue]
        self._page.points(grants_lines(self._seat.words, issue, enumerate(mandate)), "    - ")
        self._page.say(text("deciding/question_which"))
        return self._choose_value(issue, members(self._options[issue]))

"""Putting a package together, one issue after another, with its worth to the seat always in sight.

Law of this file: only the seat's own worth is weighed, never the chances with the other side.
"""

from collections.abc import Sequence
from typing import Any

from game.engine.acts import Clause
from game.engine.offering import Template
from game.messages import text
from game.presentation.deciding.choices import Item
from game.presentation.deciding.dialogue import Asker, Page
from game.presentation.deciding.drafts import Draft, proposable, starts
from game.presentation.deciding.notes import mandate_lines
from game.presentation.deciding.seat import Seat
from game.presentation.deciding.talk import said_lines, speak
from game.presentation.deciding.weighing import Weighing
from game.scenario.indices import members

Data = dict[str, Any]
LEFT_OUT = "-"


class Composer:
    """The screen on which a package is put together."""

    def __init__(
        self, page: Page, asker: Asker, seat: Seat, template: Template, fields: Data, said: list[Data]
    ) -> None:
        self._page = page
        self._asker = asker
        self._seat = seat
        self._template = template
        self._fields = fields
        self._said = said
        self._starts = starts(seat, template)
        self._draft = Draft(template.instrument, dict(self._starts["usual"]))
        self._weighing = Weighing(seat, template, self._draft)
        self._order = self._weighing.order

    def compose(self) -> Data | None:
        """Return the act's fields, or None if the person goes back."""
        while True:
            match self._chosen():
                case "go":
                    return self._weighing.data()
                case "back":
                    return None
                case "start":
                    self._start()
                case "more":
                    self._more()
                case issue:
                    self._issue(int(issue))

    def _chosen(self) -> str:
        items = self._items(proposable(self._template, self._draft.package))
        return self._asker.choose(items, len(self._order), lambda: self._show(items))

    def _items(self, ready: bool) -> list[Item[str]]:
        names = self._seat.names.lists["issue"]
        items = [
            Item(self._seat.words.issue(issue), str(issue), (names[issue],), self._weighing.said_on(issue))
            for issue in self._order
        ]
        send = self._template.kind == "send"
        if ready:
            code = "compose_send" if send else "compose_go"
            items.append(Item(text(f"deciding/{code}"), "go", _names("go")))
        items.append(Item(text("deciding/back"), "back", _names("back")))
        items.append(Item(text("deciding/compose_start"), "start", _names("start")))
        if not send:
            code = "compose_more" if self._template.standing else "compose_more_plain"
            items.append(Item(text(f"deciding/{code}"), "more", _names("more")))
        return items

    def _show(self, items: Sequence[Item[str]]) -> None:
        page, draft = self._page, self._draft
        page.heading(text("deciding/compose"))
        theirs = self._starts.get("theirs", {})
        for number, issue in enumerate(self._order, start=1):
            clause = draft.package.get(issue)
            said = self._weighing.said_on(issue)
            title = self._seat.words.issue(issue)
            same = text("deciding/same_asked") if clause and clause == theirs.get(issue) else ""
            line = text("deciding/compose_line", issue=title, clause=said, same=same)
            page.say(line.rstrip(), first=f"{number:>2} ")
        if draft.wished:
            wished = ", ".join(self._seat.words.issue(issue) for issue in draft.wished)
            page.say(text("deciding/in_exchange", issues=wished), first="   ")
        if draft.standing:
            page.say(text("deciding/stands"), first="   ")
        page.points(said_lines(self._seat, self._said), " + ")
        page.points(self._weighing.outside(), text("deciding/warning") + " ")
        page.say(self._weighing.worth())
        for trouble in self._weighing.troubles():
            page.say(trouble)
        menu = [f"{n} {item.label}" for n, item in enumerate(items, start=1)][len(self._order) :]
        page.columns([text("deciding/compose_change", count=len(self._order)), *menu])

    # Where to begin, and more -------------------------------------------------------------------------

    def _start(self) -> None:
        items = [
            Item(text(f"deciding/start_{name}"), name, _names(f"start_{name}"))
            for name in self._starts
            if name != "usual"
        ]
        items.append(Item(text("deciding/back"), "", _names("back")))
        chosen = self._asker.choose(items, len(items) - 1)
        if chosen:
            self._draft.package = dict(self._starts[chosen])

    def _more(self) -> None:
        items = [
            Item(text("deciding/more_exchange"), "exchange"),
            Item(text("deciding/more_say"), "say"),
            Item(text("deciding/back"), "", _names("back")),
        ]
        if self._template.standing:
            items.insert(1, Item(text("deciding/more_standing"), "standing"))
        match self._asker.choose(items, len(items) - 1):
            case "exchange":
                self._exchange()
            case "standing":
                self._draft.standing = not self._draft.standing
            case "say":
                speak(self._page, self._asker, self._seat, self._fields["say"], self._said)

    def _exchange(self) -> None:
        items: list[Item[int]] = [Item(self._seat.words.issue(issue), issue) for issue in self._order]
        items.append(Item(text("deciding/back"), -1, _names("back")))
        self._page.say(text("deciding/exchange_what"))
        chosen = self._asker.choose(items, len(items) - 1)
        if chosen in self._draft.wished:
            self._draft.wished.remove(chosen)
        elif chosen >= 0:
            self._draft.wished.append(chosen)

    # One issue ----------------------------------------------------------------------------------------

    def _issue(self, issue: int) -> None:
        author = list(self._seat.scenario.issues.values())[issue]
        self._page.heading(f"{author.title}. {author.question}")
        self._page.points(mandate_lines(self._seat, issue), text("deciding/your_authority") + " ")
        values = members(dict(self._template.options)[issue])
        table = self._seat.words.public.issues[issue]
        value = self._number(issue, values) if table.is_range else self._option(issue, values)
        if value is None:
            return
        if value < 0:
            self._draft.package.pop(issue, None)
            return
        form = self._kind(issue, "form", table.forms if self._template.forms else table.forms[:1])
        known = table.publicities if self._template.secrecy else table.publicities[:1]
        publicity = self._kind(issue, "publicity", known)
        self._draft.package[issue] = Clause(value, form, publicity)

    def _option(self, issue: int, values: Sequence[int]) -> int | None:
        items: list[Item[int | None]] = []
        for value in values:
            note = self._weighing.note(issue, value)
            items.append(Item(self._seat.value(issue, value), value, note=note))
        items.append(Item(text("deciding/leave_out"), -1, (LEFT_OUT, "out")))
        items.append(Item(text("deciding/back"), None, _names("back")))
        now = self._draft.package.get(issue)
        place = values.index(now.value) if now and now.value in values else len(items) - 1
        return self._asker.choose(items, place)

    def _number(self, issue: int, values: Sequence[int]) -> int | None:
        numbers = [int(self._seat.words.public.issues[issue].values[value]) for value in values]
        for value in values:
            self._page.say(
                f"{self._seat.value(issue, value)}: {self._weighing.note(issue, value)}", first="   "
            )
        now = self._draft.package.get(issue)
        shown = self._seat.value(issue, now.value) if now else text("deciding/left_out_short")
        prompt = text("deciding/number_prompt", low=numbers[0], high=numbers[-1], default=shown)
        answer = self._asker.number(prompt, numbers, ("", *_names("back"), LEFT_OUT, "out"))
        if isinstance(answer, int):
            return values[numbers.index(answer)]
        return -1 if answer in (LEFT_OUT, "out") else None

    def _kind(self, issue: int, kind: str, choices: Sequence[str]) -> int:
        if len(choices) == 1:
            return 0
        now = self._draft.package.get(issue)
        place = getattr(now, kind) if now else 0
        items: list[Item[int]] = [
            Item(text(f"deciding/{c}"), n, (c,), self._weighing.firmness(c)) for n, c in enumerate(choices)
        ]
        self._page.say(text(f"deciding/which_{kind}"))
        return self._asker.choose(items, place)


def _names(what: str) -> tuple[str, ...]:
    return tuple(text(f"deciding/words_{what}").split())

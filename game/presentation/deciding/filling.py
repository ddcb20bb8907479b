"""From a line of the menu to a whole act: what else has to be chosen is asked; what is final is confirmed.

Law of this file: an act is plain data; whoever goes back has done nothing.
"""

from typing import Any

from game.messages import text
from game.presentation.deciding.choices import Choice, Item
from game.presentation.deciding.composer import Composer
from game.presentation.deciding.dialogue import Asker, Page, words_of
from game.presentation.deciding.instructing import InstructionWriter, QuestionWriter
from game.presentation.deciding.letters import LetterWriter
from game.presentation.deciding.notes import withholding
from game.presentation.deciding.seat import Seat
from game.presentation.deciding.talk import speak
from game.presentation.deciding.usual import is_wise, may_ratify_wisely, to_ask, unfinished

Data = dict[str, Any]
SUREST = 3


class Filler:
    """Makes acts of the lines of a menu."""

    def __init__(self, page: Page, asker: Asker, seat: Seat, said: list[Data], asked: str = "") -> None:
        self._page = page
        self._asker = asker
        self._seat = seat
        self._said = said
        self._asked = asked
        """The last question whether to leave something undecided: asked again, Enter means yes."""

    def fill(self, choice: Choice) -> Data | None:
        """Return the act a line of the menu stands for, or None if there is none after all."""
        fields = self._seat.offered_data()[choice.template]
        match choice.kind:
            case "say":
                wanted = to_ask(self._seat, self._seat.view(), self._said)
                speak(self._page, self._asker, self._seat, fields["say"], self._said, wanted=wanted)
                return None
            case "propose":
                return self._composed(choice, fields)
            case "letter" | "instruct" | "ask":
                return self._written(choice)
            case "agenda" if choice.chosen is None:
                issue = self._issue(fields["issue"]["values"])
                return None if issue is None else _simple(choice._replace(chosen=issue), fields)
            case "choose" | "hear" | "note" | "define" | "speak" | "reopen":
                return self._chosen(choice, fields)
            case "sign" | "leave" | "break_off" | "ratify" | "repudiate" | "done":
                return self._confirmed(choice)
            case "accept":
                return self._accepted(choice, fields)
            case _:
                return _simple(choice, fields)

    # Written --------------------------------------------------------------------------------------------

    def _composed(self, choice: Choice, fields: Data) -> Data | None:
        template = self._seat.offered()[choice.template]
        composer = Composer(self._page, self._asker, self._seat, template, fields, self._said)
        found = composer.compose()
        return None if found is None else {"kind": "propose", **found}

    def _written(self, choice: Choice) -> Data | None:
        page, asker, seat = self._page, self._asker, self._seat
        if choice.kind == "letter":
            return LetterWriter(page, asker, seat, seat.offered()).write()
        template = seat.offered()[choice.template]
        writer = InstructionWriter if choice.kind == "instruct" else QuestionWriter
        return writer(page, asker, seat, template).write()

    # Chosen ---------------------------------------------------------------------------------------------

    def _chosen(self, choice: Choice, fields: Data) -> Data | None:
        match choice.kind:
            case "choose":
                return self._fork(choice.chosen, fields["choice"]["by_fork"][choice.chosen])
            case "speak":
                return self._spoken(fields)
            case "reopen":
                return self._reopened(fields)
            case kind:
                return self._meaning(kind, choice.chosen, fields)

    def _fork(self, fork: str, ways: list[str]) -> Data | None:
        author = self._seat.scenario.forks[fork]
        self._page.heading(author.name)
        self._page.say(author.text)
        choice = self._pick([Item(author.choices[way].text, way, (way,)) for way in ways])
        return None if choice is None else {"kind": "choose", "fork": fork, "choice": choice}

    def _spoken(self, fields: Data) -> Data | None:
        by_issue: dict[str, list[str]] = fields["value"]["by_issue"]
        issue = self._issue(list(by_issue))
        if issue is None:
            return None
        number = self._seat.names.number("issue", issue)
        table = self._seat.words.public.issues[number]
        self._page.say(self._seat.scenario.issues[issue].question)
        items = [
            Item(
                self._seat.value(number, table.values.index(value)),
                value,
                (str(value),),
                self._seat.words.wording(number, table.values.index(value)),
            )
            for value in by_issue[issue]
        ]
        value = self._pick(items)
        if value is None:
            return None
        return {"kind": "speak", "instrument": fields["instrument"], "issue": issue, "value": value}

    def _meaning(self, kind: str, issue: str | None, fields: Data) -> Data | None:
        """Choose what words mean: to define them together, or to take them so in private."""
        by_issue: dict[str, list[str]] = fields["reading"]["by_issue"]
        chosen = issue or self._issue(list(by_issue))
        if chosen is None:
            return None
        number = self._seat.names.number("issue", chosen)
        table, value = self._seat.words.public.issues[number], self._value(number)
        self._page.say(text(f"deciding/meaning_{kind}", words=self._seat.words.wording(number, value)))
        points = self._seat.points(number, value)
        items = []
        for reading in by_issue[chosen]:
            place = table.reading_ids.index(reading)
            worth = points[table.readings[value].index(place)] if len(points) > 1 else points[0]
            meaning = self._seat.words.meaning(number, place, value)
            items.append(Item(meaning, reading, (reading,), text("deciding/worth_to_you", points=worth)))
        picked = self._pick(items)
        if picked is None:
            return None
        data: Data = {"kind": kind, "issue": chosen, "reading": picked}
        if kind == "define":
            data["instrument"] = fields["instrument"]
        return {**data, "sure": self._sure()} if kind == "note" else data

    def _value(self, issue: int) -> int:
        known = self._seat.known()
        shown = known.view.texts[known.public.issues[issue].instrument]
        clause = shown.clauses[issue] if shown else None
        assert clause is not None, "only words that stand can mean something"
        return clause.value

    def _sure(self) -> int:
        items: list[Item[int]] = [
            Item(text(f"event/sure_{number}"), number) for number in range(1, SUREST + 1)
        ]
        self._page.say(text("deciding/how_sure"))
        return self._asker.choose(items, 1)

    def _reopened(self, fields: Data) -> Data | None:
        costs = self._seat.view()["instruments"][fields["instrument"]]["reopening"]
        cost = text("deciding/reopening_cost", costs="; ".join(costs)) if costs else ""
        self._page.say(text("deciding/reopen_what", cost=cost))
        issue = self._issue(fields["issue"]["values"], always=True)
        if issue is None:
            return None
        return {"kind": "reopen", "instrument": fields["instrument"], "issue": issue}

    def _issue(self, issues: list[str], *, always: bool = False) -> str | None:
        if len(issues) == 1 and not always:
            return issues[0]
        return self._pick([Item(self._seat.scenario.issues[i].title, i, (i,)) for i in issues])

    def _pick(self, items: list[Item[str]]) -> str | None:
        shown: list[Item[str | None]] = [Item(*item) for item in items]
        shown.append(Item(text("deciding/back"), None, words_of("deciding/words_back")))
        return self._asker.choose(shown, len(shown) - 1)

    # Confirmed ------------------------------------------------------------------------------------------

    def _confirmed(self, choice: Choice) -> Data | None:
        match choice.kind:
            case "sign":
                return self._signed(choice.chosen)
            case "ratify" | "repudiate":
                return self._ratified(choice)
            case "done":
                return self._done()
            case _:
                question = text(f"deciding/confirm_{choice.kind}", cost=self._leaving(choice.kind))
                return {"kind": choice.kind} if self._asker.confirm(question, default=False) else None

    def _accepted(self, choice: Choice, fields: Data) -> Data | None:
        """Ask once more before something is initialled that the instructions leave out, or that does harm."""
        shown = self._seat.view()["instruments"][fields["instrument"]]["proposals"]
        proposal = next(one for one in shown if one["number"] == choice.chosen)
        outside = [o["text"] for o in proposal["stakes"]["outside"] if o["issue"] in proposal["issues"]]
        self._page.points(outside, text("deciding/warning") + " ")
        harm = proposal["stakes"]["verdict"] in ("worse", "much_worse") and proposal["defines"] is None
        if outside or harm:
            code = "confirm_accept_outside" if outside else "confirm_accept_worse"
            question = text(f"deciding/{code}", number=choice.chosen)
            if not self._asker.confirm(question, default=False):
                return None
        return _simple(choice, fields)

    def _signed(self, instruments: list[str]) -> Data | None:
        outside = [
            line
            for key in instruments
            for line in self._seat.outside(self._seat.names.number("instrument", key))
        ]
        self._page.points(outside, text("deciding/warning") + " ")
        question = text("deciding/confirm_sign_outside" if outside else "deciding/confirm_sign")
        wise = is_wise(self._seat, instruments)
        if not self._asker.confirm(question, default=wise):
            return None
        return {"kind": "sign", "instruments": instruments}

    def _ratified(self, choice: Choice) -> Data | None:
        found = next(r for r in self._seat.view()["ratifications"] if r["instrument"] == choice.chosen)
        offered = [fields["kind"] for fields in self._seat.offered_data()]
        wise = may_ratify_wisely(self._seat) and "ratify" in offered
        if choice.kind == "repudiate":
            self._page.points(withholding(found), " - ")
        question = text(f"deciding/confirm_{choice.kind}", title=found["title"])
        if not self._asker.confirm(question, default=wise == (choice.kind == "ratify")):
            return None
        return {"kind": choice.kind, "instrument": choice.chosen}

    def _done(self) -> Data | None:
        view = self._seat.view()
        if view["step"] == "signing":
            wise = not any(
                fields["kind"] == "sign" and is_wise(self._seat, fields["instruments"]["values"])
                for fields in self._seat.offered_data()
            )
            agreed = self._asker.confirm(text("deciding/confirm_done"), default=wise)
            return {"kind": "done"} if agreed else None
        question = unfinished(self._seat, view)
        if question is not None:
            asked, self._asked = self._asked == question, question
            if not self._asker.confirm(question, default=asked):
                return self._left_open()
        return {"kind": "done"}

    def _left_open(self) -> Data | None:
        """Take the first decision that is still open."""
        for fields in self._seat.offered_data():
            if fields["kind"] == "choose":
                fork = fields["fork"]["values"][0]
                return self._fork(fork, fields["choice"]["by_fork"][fork])
            if fields["kind"] == "hear":
                return self._meaning("hear", fields["issue"]["values"][0], fields)
        return None

    def _leaving(self, kind: str) -> str:
        """Return what leaving costs, as part of a question; nothing for other acts."""
        table = self._seat.view()["table"]
        costs = table["leaving"] if table and kind == "leave" else []
        return text("deciding/leaving_cost", costs="; ".join(costs)) if costs else ""


def _simple(choice: Choice, fields: Data) -> Data:
    data: Data = {"kind": fields["kind"]}
    if "instrument" in fields:
        data["instrument"] = fields["instrument"]
    match choice.kind:
        case "accept" | "withdraw":
            data["target"] = choice.chosen
        case "agenda":
            data["issue"] = choice.chosen
        case "play":
            data["card"] = choice.chosen
        case "stock" | "stock_orders":
            data["dispatch"] = choice.chosen
    return data

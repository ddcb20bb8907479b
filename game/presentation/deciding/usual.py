"""The usual choice: what Enter does.

Law of this file: a step forward that binds nobody against their interest, or outside their instructions.
"""

from collections.abc import Sequence
from typing import Any

from game.messages import text
from game.presentation.deciding.choices import Choice, Item
from game.presentation.deciding.drafts import proposable, starts
from game.presentation.deciding.seat import Seat, Stakes, stakes_of

Data = dict[str, Any]
SPARE = ("reject", "done")


def usual(seat: Seat, view: Data, items: Sequence[Item[Choice]], said: Sequence[Data] = ()) -> int:
    """Return the index of what Enter does. `said`: the words that go with the next act."""
    kind, chosen, instrument = _Usual(seat, view, said).wanted()
    for number, item in enumerate(items):
        value = item.value
        if (value.kind, value.chosen) == (kind, chosen) and _is_about(seat, value, instrument):
            return number
    kinds = [item.value.kind for item in items]
    return next((kinds.index(one) for one in (kind, *SPARE) if one in kinds), 0)


def _is_about(seat: Seat, choice: Choice, instrument: str | None) -> bool:
    fields = seat.offered_data()[choice.template]
    return instrument is None or fields.get("instrument") == instrument


def is_wise(seat: Seat, instruments: Sequence[str]) -> bool:
    """Return whether texts would be signed to the seat's advantage, and within its instructions."""
    numbers = [seat.names.number("instrument", key) for key in instruments]
    inside = not any(seat.outside(number) for number in numbers)
    return inside and any(seat.stakes(instrument=number).is_better for number in numbers)


def may_ratify_wisely(seat: Seat) -> bool:
    """Return whether what was signed is better for the seat than no agreement."""
    return seat.stakes().is_better


class _Usual:
    """What a seat would usually do now: the kind of act, what is chosen in it, and about which text."""

    def __init__(self, seat: Seat, view: Data, said: Sequence[Data]) -> None:
        self._seat = seat
        self._view = view
        self._said = said

    def wanted(self) -> tuple[str, Any, str | None]:
        view, seat = self._view, self._seat
        if view["step"] == "signing":
            return self._signing()
        if view["step"] == "ratification":
            return ("ratify" if may_ratify_wisely(seat) else "repudiate"), None, None
        if view["step"] != "table" or view["table"] is None:
            return "done", None, None
        if to_ask(seat, view, self._said) is not None:
            return "say", None, None
        if self._said:
            return "reject", None, None
        texts = [key for key in view["table"]["instruments"] if self._is_open_text(key)]
        if not texts or all(all(view["instruments"][key]["clauses"].values()) for key in texts):
            return self._nothing_left(texts)
        return self._about(texts)

    def _is_open_text(self, key: str) -> bool:
        shown = self._view["instruments"][key]
        return bool(shown["kind"] == "text" and shown["status"] == "running")

    def _signing(self) -> tuple[str, Any, str | None]:
        for fields in self._seat.offered_data():
            if fields["kind"] == "sign" and is_wise(self._seat, fields["instruments"]["values"]):
                return "sign", None, None
        return "done", None, None

    def _nothing_left(self, texts: list[str]) -> tuple[str, Any, str | None]:
        """Answer a definition; else end a meeting in which nothing is open."""
        answer = self._answer(texts)
        return answer if answer is not None else ("adjourn", None, None)

    def _about(self, texts: list[str]) -> tuple[str, Any, str | None]:
        answer = self._answer(texts)
        if answer is not None:
            return answer
        key = next((key for key in texts if self._asked(key) is not None and not self._is_tabled(key)), None)
        return ("reject", None, None) if key is None else ("propose", None, key)

    def _answer(self, texts: list[str]) -> tuple[str, Any, str | None] | None:
        """Return the proposal the seat would usually accept, if any."""
        for key in texts:
            best = self._best_open(key)
            if best is not None:
                number, stakes = best
                asked = self._asked(key)
                enough = asked is None or stakes.points["middle"] >= asked or self._is_last_chance()
                if stakes.is_better and enough:
                    return "accept", number, key
        return None

    def _best_open(self, key: str) -> tuple[int, Stakes] | None:
        """Return the number and the stakes of the best proposal of the others within one's instructions."""
        now = self._seat.stakes().points["middle"]
        found = [
            (p["number"], stakes_of(p["stakes"]))
            for p in self._view["instruments"][key]["proposals"]
            if p["status"] == "open"
            and p["by"] != self._seat.id
            and not p["stakes"]["outside"]
            and (p["defines"] is None or p["stakes"]["points"]["middle"] >= now)
        ]
        return max(found, key=lambda pair: pair[1].points["middle"], default=None)

    def _asked(self, key: str) -> int | None:
        """Return what the usual next package would be worth to the seat; None if it cannot propose."""
        number = self._seat.names.number("instrument", key)
        for template in self._seat.offered():
            if template.kind == "propose" and template.instrument == number:
                package = starts(self._seat, template)["usual"]
                if proposable(template, package):
                    stakes = self._seat.stakes(tuple(package.items()), number)
                    middle: int = stakes.points["middle"]
                    return middle
        return None

    def _is_tabled(self, key: str) -> bool:
        """Return whether the usual next package lies on the table already, unanswered."""
        number = self._seat.names.number("instrument", key)
        template = next(t for t in self._seat.offered() if (t.kind, t.instrument) == ("propose", number))
        package = tuple(sorted(starts(self._seat, template)["usual"].items()))
        shown = self._seat.known().view.texts[number]
        proposals = shown.proposals if shown else ()
        return any(
            p.role == self._seat.number and p.status == "open" and p.package == package for p in proposals
        )

    def _is_last_chance(self) -> bool:
        """Return whether the seat has no further turn at any meeting."""
        calendar = self._seat.scenario.calendar
        now = self._view["sitting"]["number"] - 1
        later = any(sitting.table_of(self._seat.id) for sitting in calendar[now + 1 :])
        meeting = calendar[now].table_of(self._seat.id)
        turn = self._view["table"]["turn"]
        return not later and meeting is not None and turn + len(meeting.roles) >= meeting.exchanges


def to_ask(seat: Seat, view: Data, said: Sequence[Data] = ()) -> str | None:
    """Return an issue on which the seat would ask to hear words that only another can say, once a meeting."""
    table = view["table"]
    probes = [*said, *(one for one in table["said"] if one["role"] == seat.id)] if table else []
    if table is None or any(one["intent"] == "probe" for one in probes):
        return None
    for key in table["instruments"]:
        hearer = seat.words.public.instruments[seat.names.number("instrument", key)].hearer
        unsaid = [issue for issue, clause in view["instruments"][key]["clauses"].items() if clause is None]
        if hearer == seat.number and unsaid:
            return str(unsaid[0])
    return None


def unfinished(seat: Seat, view: Data) -> str | None:
    """Return a question where going on would leave a decision untaken; None where it would not."""
    left = [fork["name"] for fork in view["forks"] if fork["state"] == "open"]
    for fields in seat.offered_data():
        if fields["kind"] == "hear":
            titles = [seat.scenario.issues[issue].title for issue in fields["issue"]["values"]]
            left += [text("deciding/undecided_hearing", issue=title) for title in titles]
    return text("deciding/confirm_undecided", open="; ".join(left)) if left else None

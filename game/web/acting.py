"""Acts put together on a page: the dialogue run again with the answers that the page brings along.

Law of this file: nothing is kept between two requests. What a page brings is checked against what the seat is
offered now; what no longer fits is begun again, never guessed.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from game.engine.errors import Refused
from game.presentation.deciding.account import answers_words, choice_words, said_words
from game.presentation.deciding.choices import Choice, Item, choices
from game.presentation.deciding.dialogue import Answer, Asked, Question, Replay
from game.presentation.deciding.filling import Filler
from game.presentation.deciding.seat import Seat
from game.web.composing import Composing, PackageForm, package_words, read_package

Data = dict[str, Any]
LONGEST = 40_000
WHOLE = re.compile(r"-?[0-9]{1,8}")
MOST_ANSWERS = 200
MISFITS = (
    *(AssertionError, AttributeError, IndexError, KeyError, StopIteration, TypeError, ValueError),
    Refused,
)
"""What answers that do not fit the questions run into."""


class Stale(Exception):
    """What the page brings does not fit what the seat is offered now."""


@dataclass(frozen=True)
class Draft:
    """An act in the making. `id`: by which it is sent once. `offered`: what names the offers it began from.

    `said`: what goes with the next act.
    """

    id: str = ""
    offered: str = ""
    choice: Choice | None = None
    answers: tuple[Answer, ...] = ()
    said: tuple[Data, ...] = ()

    def text(self) -> str:
        """Return it as a page carries it."""
        chosen = None if self.choice is None else list(self.choice)
        return json.dumps([self.id, self.offered, chosen, list(self.answers), list(self.said)])


class Step(NamedTuple):
    """Where a draft stands: at a question, a package, an act (`data`), or none of them.

    With none it was given up, or words are kept for the next act. `made`: the draft an act was made of.
    """

    draft: Draft
    question: Question | None = None
    data: Data | None = None
    package: PackageForm | None = None
    made: Draft | None = None


def read_draft(written: str) -> Draft:
    """Return the draft a page carries. Raises `Stale` if it is none."""
    if not written:
        return Draft()
    if len(written) > LONGEST:
        raise Stale
    try:
        id_, offered, chosen, answers, said = found = json.loads(written)
        json.dumps(found, ensure_ascii=False).encode()  # half a sign cannot be written on a page again
        choice = None if chosen is None else Choice(*chosen)
    except (RecursionError, TypeError, ValueError) as error:
        raise Stale from error
    sound = isinstance(id_, str) and isinstance(offered, str) and isinstance(answers, list)
    sound = sound and isinstance(said, list) and all(isinstance(one, dict) for one in said)
    if not sound or len(answers) > MOST_ANSWERS or not all(isinstance(one, Answer) for one in answers):
        raise Stale
    return Draft(id_, offered, choice, tuple(answers), tuple(said))


def whole(written: str) -> int | None:
    """Return the whole number a form says; None if it says none."""
    return int(written) if WHOLE.fullmatch(written) else None


def mark_of(seat: Seat) -> str:
    """Return what names the offers a seat has now: another when they change, or when the seat has acted."""
    acts = sum(item.by == seat.number for item in seat.seen())
    offered = json.dumps([acts, seat.offered_data()], sort_keys=True)
    return hashlib.sha256(offered.encode()).hexdigest()[:16]


def begun(seat: Seat, place: int, draft: Draft, items: list[Item[Choice]] | None = None) -> Step:
    """Begin the act a line of the menu stands for. Raises `Stale`: also where it was another menu."""
    items = choices(seat, seat.view()) if items is None else items
    if not 0 <= place < len(items):
        raise Stale
    value, mark = items[place].value, mark_of(seat)
    if draft.offered not in ("", mark):
        raise Stale
    fresh = replace(draft, offered=mark, choice=value, answers=())
    if value.kind == "propose":
        return Step(fresh, package=Composing(seat, seat.offered()[value.template]).form())
    return asked(seat, fresh)


def composed(seat: Seat, draft: Draft, do: str, value: str, form: Mapping[str, object]) -> Step:
    """Take a package as its form has it: weigh it, begin it anew, or propose it. Raises `Stale`."""
    choice = _offered(seat, draft)
    if choice.kind != "propose":
        raise Stale
    template = seat.offered()[choice.template]
    try:
        composing = Composing(seat, template, read_package(seat, template, form))
    except ValueError as error:
        raise Stale from error
    if do == "start":
        composing.begin_with(value)
    act = composing.act() if do == "package" else None
    if act is None:
        return Step(draft, package=composing.form())
    done = replace(draft, choice=None, answers=(), said=())
    data = {**act, "say": list(draft.said)} if draft.said else act
    return Step(done, None, data, composing.form(), draft)


def pressed(seat: Seat, draft: Draft, do: str, form: Mapping[str, object]) -> Step:
    """Return where a draft stands after a button was pressed, such as `pick:3`. Raises `Stale`."""
    do, _, value = do.partition(":")
    number = whole(value)
    match do:
        case "pick" if number is not None:
            return begun(seat, number, draft)
        case "give" if number is not None:
            return answered(seat, draft, number)
        case "give":
            return answered(seat, draft, value)
        case "yes" | "no":
            return answered(seat, draft, do == "yes")
        case "words":
            return answered(seat, draft, str(form.get("words", "")).replace("\r\n", "\n").strip())
        case "back":
            return stepped_back(seat, draft)
        case "package" | "weigh" | "start":
            return composed(seat, draft, do, value, form)
        case _:
            raise Stale


def again(seat: Seat, draft: Draft, form: Mapping[str, object]) -> Step:
    """Return what was shown last: the menu, a package as its form has it, or a question. Raises `Stale`."""
    if draft.choice is None:
        return Step(draft)
    if draft.choice.kind == "propose" and not draft.answers:
        return composed(seat, draft, "weigh", "", form)
    return asked(seat, draft)


def draft_words(seat: Seat, step: Step) -> tuple[str, ...]:
    """Return a draft in words: what was chosen, every answer so far, what goes with it. Raises `Stale`."""
    draft, found = step.made or step.draft, list[str]()
    try:
        if draft.choice is not None:
            choice = _offered(seat, draft)
            found.append(choice_words(seat, choice))
            if step.package is None:
                found += answers_words(seat, choice, draft.answers, draft.said)
        if step.package is not None:
            found += package_words(step.package)
        return (*found, *said_words(seat, draft.said))
    except MISFITS as error:
        raise Stale from error


def new_draft(said: tuple[Data, ...] = ()) -> Draft:
    """Return a draft for the next act."""
    return Draft(id=secrets.token_urlsafe(9), said=said)


def _offered(seat: Seat, draft: Draft) -> Choice:
    """Return what a draft began from, if it is offered still. Raises `Stale`."""
    chosen = draft.choice
    if chosen is None or draft.offered != mark_of(seat):
        raise Stale
    found = next((one.value for one in choices(seat, seat.view()) if _same(one.value, chosen)), None)
    if found is None:
        raise Stale
    return found


def _same(one: Choice, other: Choice) -> bool:
    """Return whether a choice is the one a page brought along, where a list may stand for a tuple."""
    return json.dumps(one) == json.dumps(other)


def answered(seat: Seat, draft: Draft, answer: Answer) -> Step:
    """Give the next answer. Raises `Stale`."""
    return asked(seat, replace(draft, answers=(*draft.answers, answer)))


def stepped_back(seat: Seat, draft: Draft) -> Step:
    """Take the last answer back, or give the act up. Raises `Stale`."""
    if not draft.answers:
        return Step(replace(draft, choice=None))
    return asked(seat, replace(draft, answers=draft.answers[:-1]))


def asked(seat: Seat, draft: Draft) -> Step:
    """Run the dialogue with the answers so far. Raises `Stale`."""
    choice = _offered(seat, draft)
    replay, said = Replay(draft.answers), [dict(one) for one in draft.said]
    try:
        data = Filler(replay, replay, seat, said).fill(choice)
    except Asked as found:
        return Step(draft, found.question)
    except MISFITS as error:
        raise Stale from error
    done = replace(draft, choice=None, answers=(), said=tuple(said))
    if data is None:
        return Step(done)
    if "say" in seat.offered_data()[choice.template]:
        data = {**data, "say": said} if said else data
        done = replace(done, said=())
    return Step(done, None, data, None, draft)

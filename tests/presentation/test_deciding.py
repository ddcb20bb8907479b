"""Putting acts together in a dialogue that is run again with the answers so far."""

from collections.abc import Callable
from typing import Any

import pytest

from game.presentation.deciding.choices import Choice, Item, choices
from game.presentation.deciding.dialogue import Answer, Asked, Question, Replay
from game.presentation.deciding.filling import Filler
from game.presentation.deciding.seat import Seat
from game.presentation.deciding.usual import usual
from game.presentation.reading.at_hand import position_words, positions
from game.session.match import Match
from game.storage.folders import Opened, find, open_folder
from tests.session.matches import new_match, picker
from tests.session.rulebook import capital, council

Data = dict[str, Any]
MOST_ANSWERS = 40
GAMES: list[tuple[Callable[[], Match], str]] = [
    (lambda: new_match("stalin=human", 1), "stalin"),
    (lambda: new_match("song=human", 2, None, moscow()), "song"),
    (lambda: new_match("chiang=human", 3, None, moscow()), "chiang"),
    (lambda: new_match("choibalsan=human", 4, None, moscow()), "choibalsan"),
    (capital, "king"),
    (council, "miller"),
]


def moscow() -> Opened:
    return open_folder(find("moscow-1945"))


def run(seat: Seat, choice: Choice, said: list[Data], answers: list[Answer]) -> Data | None:
    replay = Replay(answers)
    return Filler(replay, replay, seat, said).fill(choice)


def answer(question: Question, pick: Callable[[int], int]) -> Answer:
    """Return some answer that the question allows."""
    match question.kind:
        case "choose":
            assert question.items
            assert question.default is None or 0 <= question.default < len(question.items)
            return pick(len(question.items))
        case "confirm":
            return bool(pick(2))
        case "words":
            return "x" * pick(min(question.limit, 9))
        case "number":
            return "" if pick(3) == 0 else question.numbers[pick(len(question.numbers))]


@pytest.mark.parametrize(("begin", "role"), GAMES, ids=[role for _, role in GAMES])
def test_whatever_is_answered_the_act_is_one_the_rules_take(begin: Callable[[], Match], role: str) -> None:
    """Any answers lead to an act that is taken, or to none; the same answers to the same question."""
    match = begin()
    pick = picker(role)
    made: set[str] = set()
    for _ in range(60):
        match.run()
        if match.ended:
            break
        seat = Seat(match, match.waiting()[0])
        data = some_act(seat, pick)
        made.add(str(data["kind"]))
        match.act(seat.number, data)
    assert len(made) > 3


def some_act(seat: Seat, pick: Callable[[int], int]) -> Data:
    """Return an act put together by answering at random, with what was said before it."""
    said: list[Data] = []
    while True:
        items = choices(seat, seat.view())
        choice = items[pick(len(items))].value
        data, said = fill_at_random(seat, choice, said, pick)
        if data is not None:
            if said and "say" in seat.offered_data()[choice.template]:
                data["say"] = said
            return data


def fill_at_random(
    seat: Seat, choice: Choice, said: list[Data], pick: Callable[[int], int]
) -> tuple[Data | None, list[Data]]:
    answers: list[Answer] = []
    while len(answers) < MOST_ANSWERS:
        words = list(said)
        try:
            return run(seat, choice, words, answers), words
        except Asked as asked:
            question = asked.question
        assert question_of(seat, choice, list(said), answers) == question
        answers.append(answer(question, pick))
    return None, said


def question_of(seat: Seat, choice: Choice, said: list[Data], answers: list[Answer]) -> Question:
    with pytest.raises(Asked) as found:
        run(seat, choice, said, answers)
    return found.value.question


def test_a_question_says_what_a_terminal_would_say_before_it() -> None:
    """The heading, the worth of the package and the way back are there; nothing of earlier questions is."""
    match = new_match("stalin=human", 1)
    match.run()
    seat = Seat(match, match.role_number("stalin"))
    propose = the(choices(seat, seat.view()), "done")
    match.act(seat.number, {"kind": "done"})
    match.run()
    propose = the(choices(seat, seat.view()), "propose")

    first = question_of(seat, propose, [], [])
    assert first.said[0].kind == "heading"
    assert any("Aims met" in line.words for line in first.said)
    assert "Back" in [item.label for item in first.items]

    second = question_of(seat, propose, [], [0])
    assert first.said[0] not in second.said


def the(items: list[Item[Choice]], kind: str) -> Choice:
    return next(item.value for item in items if item.value.kind == kind)


def test_the_usual_choice_is_on_the_menu() -> None:
    """It is an index of the menu, for every seat at every decision of a game."""
    match = new_match("roosevelt=human", 5)
    seat = Seat(match, match.role_number("roosevelt"))
    match.run()
    while not match.ended:
        items = choices(seat, seat.view())
        assert 0 <= usual(seat, seat.view(), items) < len(items)
        match.act(seat.number, some_act(seat, picker(match.acts)))
        match.run()


def test_a_position_says_whether_a_side_has_moved() -> None:
    """What was asked last stands; it is marked once it is another than what was asked first."""

    def asks(by: str, **issues: str) -> Data:
        return {
            "by": by,
            "issues": {key: {"option": key, "summary": f"{said}."} for key, said in issues.items()},
        }

    offers = [asks("king", wall="High"), asks("envoy", wall="Low"), asks("king", wall="High", gate="Open")]
    shown = {"clauses": {"wall": None, "gate": None}, "proposals": offers}
    stands = positions(shown)
    assert {role: position_words(one) for role, one in stands["wall"].items()} == {
        "king": "High",
        "envoy": "Low",
    }
    assert set(stands["gate"]) == {"king"}

    offers.append(asks("king", wall="Half"))
    assert position_words(positions(shown)["wall"]["king"]) == "Half (moved)"
    offers.append(asks("king", wall="Half"))
    assert position_words(positions(shown)["wall"]["king"]) == "Half (moved)"

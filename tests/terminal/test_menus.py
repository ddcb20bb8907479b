"""Reading answers: what a line can mean."""

import io
from collections.abc import Callable

import pytest

from game.presentation.deciding.choices import Item
from game.terminal.menus import Asker, Quit, matching
from game.terminal.page import Page

ITEMS = [
    Item("Accept no. 3", 3, ("accept",)),
    Item("Ask to end the meeting", 4, ("adjourn",)),
    Item("Propose a package", 5, ("propose", "offer")),
]


def asker(*lines: str) -> Asker:
    typed = iter(lines)

    def ask(_prompt: str) -> str:
        answer = next(typed, None)
        if answer is None:
            raise EOFError
        return answer

    return Asker(Page(io.StringIO(), 80), ask)


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("1", [3]),
        (" 3. ", [5]),
        ("PROPOSE", [5]),
        ("off", [5]),
        ("a", [3, 4]),
        ("acc", [3]),
        ("package", [5]),
        ("end the", [4]),
        ("4", []),
        ("0", []),
        ("", []),
        ("99999999999", []),
        ("nothing like it", []),
    ],
)
def test_a_line_is_a_number_a_word_or_a_part_of_the_label(line: str, values: list[int]) -> None:
    """People type what they see; only what is one thing acts."""
    assert [item.value for item in matching(ITEMS, line)] == values


def test_without_a_default_enter_is_asked_again() -> None:
    """Where Enter would decide too much it decides nothing."""
    assert asker("", "n", "2").choose(ITEMS, None) == 4


def test_the_default_is_taken_by_enter_and_by_next() -> None:
    """`n` is Enter for those who like letters."""
    assert asker("").choose(ITEMS, 2) == 5
    assert asker("next").choose(ITEMS, 2) == 5


def test_commands_work_everywhere_and_ask_again() -> None:
    """Looking something up never answers the question."""
    asked = asker("t", "2", "w", "y", "d", "words", "d", "")
    seen: list[str] = []
    asked.commands = {name: lambda rest, name=name: seen.append(name + rest) for name in "twd"}  # type: ignore[misc]

    assert asked.choose(ITEMS, 0) == 4
    assert asked.confirm("Sure?", default=False)
    assert asked.words("Say?", 10) == "words"
    assert asked.pause("Page?")
    assert seen == ["t", "w", "d", "d"]


def test_words_too_long_are_asked_again() -> None:
    """The limit is said; nothing is cut in silence."""
    assert asker("x" * 11, "short").words("Say?", 10) == "short"


def test_a_number_is_not_taken_for_words() -> None:
    """Whoever still thinks of the menu is told; digits among words are words."""
    asked = asker("2", "2 conditions")

    assert asked.words("Say?", 100) == "2 conditions"


@pytest.mark.parametrize(
    ("lines", "answer"),
    [(["3"], 3), (["5 months"], 5), (["4", "x", "-1", ""], ""), (["back"], "back"), (["x", "3"], 3)],
)
def test_a_number_is_typed_as_it_is(lines: list[str], answer: int | str) -> None:
    """Its place in a list is nobody's business; a number that is not possible is asked again."""
    assert asker(*lines).number("> ", [3, 5], ("", "back")) == answer


def test_the_end_of_input_leaves() -> None:
    """Every question lets the person go."""
    questions: tuple[Callable[[Asker], object], ...] = (
        lambda a: a.choose(ITEMS, 0),
        lambda a: a.confirm("Sure?", default=True),
        lambda a: a.words("Say?", 10),
        lambda a: a.number("> ", [1], ("",)),
        lambda a: a.pause("Page?"),
    )
    for question in questions:
        with pytest.raises(Quit):
            question(asker())

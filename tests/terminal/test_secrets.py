"""What a terminal must not show: other seats' secrets, and how it went, before the end."""

from typing import Any

import pytest

from game.session.match import Match
from game.storage.folders import MAIN_FILE, open_source
from tests.session.matches import picker, varied, yalta, yalta_data
from tests.strategies import yaml_of
from tests.terminal.sitting import random_lines, sit, take_up

OTHER = {"stalin": "roosevelt", "roosevelt": "stalin"}
LOOK = ["s", "", "?", "t", "d", "w", "r"]


def secrets(role: str) -> list[str]:
    """Return sentences only `role` may read before the end."""
    scenario = yalta().scenario
    author = scenario.roles[role]
    assert author.walkaway is not None
    found = [aim.text for aim in author.aims] + [author.walkaway.text]
    found += [move.because for move in author.walkaway.moves]
    briefing = yalta().prose(author.briefing).splitlines()
    found += [line.strip("#- 0123456789.") for line in briefing if len(line) > 60]
    found += [q.ask for q in author.comprehension]
    for card in scenario.cards.values():
        if card.role == role:
            found += [card.name, card.text, card.use]
    return [" ".join(one.split()) for one in found]


def documented() -> list[str]:
    """Return sentences of the record."""
    record = yalta().scenario.record
    assert record is not None
    found = [act.text for act in record.acts] + [item.text for item in record.afterwards]
    return [" ".join(one.split()) for one in found]


@pytest.mark.parametrize("role", OTHER)
@pytest.mark.parametrize("seed", range(4))
def test_no_secret_of_the_other_side_is_printed_before_the_end(role: str, seed: int) -> None:
    """The other side's aims, cards, briefing and weights are its own until the debrief."""
    _, sitter = sit(role, LOOK, seed=seed)
    shown = sitter.before_the_end()

    assert [one for one in secrets(OTHER[role]) if one in shown] == []
    assert [one for one in documented() if one in shown] == []


def _reworded(role: str) -> Any:
    """Return a change of everything a role alone may read."""

    def change(data: dict[str, Any]) -> None:
        author = data["roles"][role]
        for aim in author["aims"]:
            aim["text"] = "Reworded aim."
        author["walkaway"]["text"] = "Reworded line."
        for card in data["cards"].values():
            if card["role"] == role:
                card |= {"name": "Reworded card", "text": "Reworded.", "use": "Reworded."}
        for question in author["comprehension"]:
            question["ask"] = "Reworded question?"
        data["record"]["outcome"]["agreement"]["clauses"]["mongolia"]["note"] = "Reworded note."

    return change


@pytest.mark.parametrize("role", OTHER)
def test_the_page_does_not_depend_on_the_other_sides_words(role: str) -> None:
    """A line added next year that leaks fails here, without anyone remembering to list it."""
    change = _reworded(OTHER[role])
    pages = [
        sit(role, random_lines(picker("leak", role), 80), seed=2, opened=opened)[1].before_the_end()
        for opened in (varied(lambda _: None), varied(change))
    ]

    assert pages[0] == pages[1]


def test_the_page_does_not_depend_on_the_other_sides_points() -> None:
    """The same acts of the other side give the same page, whatever they are worth to it."""

    def change(data: dict[str, Any]) -> None:
        data["roles"]["roosevelt"]["walkaway"]["points"] = 3
        data["roles"]["roosevelt"]["points"]["railways"]["joint_company"] = 1

    pages = []
    for opened in (varied(lambda _: None), varied(change)):
        match = Match.new(
            opened, seed=1, seats={"stalin": "human", "roosevelt": "random", "chance": "seeded"}
        )
        pages.append(take_up(match, "stalin", LOOK).before_the_end())

    assert pages[0] == pages[1]


def test_a_briefing_of_the_other_side_is_not_printed() -> None:
    """Each reads the public briefing and its own."""
    source = {**yalta().source, "briefings/roosevelt.md": "# Secret\n\nNobody else reads this."}
    opened = open_source({**source, MAIN_FILE: yaml_of(yalta_data())}, name="secret")
    _, sitter = sit("stalin", ["", "", "", "", "", "", "", "", "b"], opened=opened)

    assert "Nobody else reads this." not in sitter.words

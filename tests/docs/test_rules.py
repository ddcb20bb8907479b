"""The rulebook players read is played: every rule has an example, and every example is so."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from game.engine.errors import Refused
from game.scenario.cuts import FULL_CUT
from tests.docs.told import Unread, tell

ROOT = Path(__file__).parent.parent.parent
RULES = ROOT / "docs" / "reference" / "rules.md"
BLOCK = re.compile(r"^```play ([a-z]+\.yaml)(?: ([a-z]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NO_EXAMPLE = ("How to read the examples",)


class Example(NamedTuple):
    """One game of the rulebook: the rule it stands under, its scenario, version and lines."""

    rule: str
    scenario: str
    cut: str
    lines: str


@cache
def sections() -> dict[str, str]:
    """Return the text under each heading that has no headings below it."""
    found = {}
    parts = re.split(r"^(#{2,3}) (.+)$", RULES.read_text(encoding="utf-8"), flags=re.MULTILINE)
    headings = list(zip(parts[1::3], parts[2::3], parts[3::3], strict=True))
    for number, (level, title, body) in enumerate(headings):
        following = headings[number + 1][0] if number + 1 < len(headings) else "##"
        if not (level == "##" and following == "###"):
            found[title] = body
    return found


@cache
def examples() -> tuple[Example, ...]:
    return tuple(
        Example(rule, scenario, cut or FULL_CUT, lines)
        for rule, body in sections().items()
        for scenario, cut, lines in BLOCK.findall(body)
    )


def names() -> list[str]:
    return [f"{number}-{example.rule}" for number, example in enumerate(examples())]


@pytest.mark.parametrize("example", examples(), ids=names())
def test_the_example_is_so(example: Example) -> None:
    """A rulebook that is wrong is worse than none."""
    tell(example.scenario, example.lines, example.cut)


@pytest.mark.parametrize("rule", [rule for rule in sections() if rule not in NO_EXAMPLE])
def test_every_rule_has_an_example_that_says_what_is_so(rule: str) -> None:
    """A rule without one is not tested, and harder to understand; one that claims nothing proves nothing."""
    games = [example for example in examples() if example.rule == rule]

    assert games
    assert all("=>" in game.lines for game in games)


def test_no_block_is_overlooked() -> None:
    """A slip in the fence would take an example out of the test without a word."""
    text = RULES.read_text(encoding="utf-8")

    assert len(examples()) == text.count("```play") == text.count("```") // 2


@pytest.mark.parametrize(
    "lines",
    [
        "=> treaty: border=ridge",
        "=> trust is 4",
        "=> the moon is full",
        "=> waiting for king",
        "=> envoy may propose",
        "=> chancellor may not propose",
        "chancellor reject => refused act/not_now",
        "chancellor accept => refused act/no_such_deed",
        "=> king sees treaty",
        "=> match_ended has happened",
        "=> it is talks/table",
    ],
)
def test_what_is_not_so_is_noticed(lines: str) -> None:
    """The reader of the notation must have teeth, or all examples pass."""
    with pytest.raises(Unread):
        tell("capital.yaml", f"go to opening/table\n{lines}")


def test_an_act_that_is_refused_fails_the_example_unless_it_says_so() -> None:
    """Refusals are told outright."""
    with pytest.raises(Refused):
        tell("capital.yaml", "go to opening/table\nking reject")

    tell("capital.yaml", "go to opening/table\nking reject => refused act/not_your_turn")

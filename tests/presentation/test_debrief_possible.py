"""What was possible, beside what came of a match: one model for every face."""

import pytest

from game.analysis.results import result_of
from game.presentation.debrief import debrief
from game.report import chapters, markdown_debrief, plain_debrief
from game.session.match import Match
from game.storage.folders import find, open_folder
from tests.session.matches import new_match, played, small


def moscow(seats: str, seed: int) -> Match:
    return played(seats, seed, opened=open_folder(find("moscow-1945")))


def test_history_replayed_is_what_was_played() -> None:
    """Moscow's documented outcome as things came to stand, with the sides that sign and instruct."""
    match = moscow("all=record", 1)
    found = debrief(match)["possible"]

    assert found["roles"] == ["stalin", "song", "chiang"]
    assert found["signatories"] == ["stalin", "song"]
    assert found["outcomes"] == 409_600
    played_one = found["played"]
    for role in found["roles"]:
        number = match.role_number(role)
        assert played_one["points"][role] == result_of(match.tables, match.state, number)
    assert not played_one["on_frontier"]
    assert played_one["better"] > 0
    titles = [clause["title"] for clause in played_one["clauses"]]
    assert titles[0] == "Outer Mongolia"


def test_trades_are_told_with_who_would_have_paid() -> None:
    """A gain for those who sign is not a gain for everybody."""
    found = debrief(moscow("all=record", 1))["possible"]

    assert found["trades"]
    for trade in found["trades"]:
        assert set(trade["gains"]) == {"stalin", "song", "chiang"}
        assert set(trade["others"]) == {"choibalsan", "washington"}
        assert min(trade["gains"].values()) >= 0
        assert max(trade["gains"].values()) > 0
        for change in trade["changes"]:
            assert change["played"] != change["instead"]
    assert any(min(trade["others"].values()) < 0 for trade in found["trades"])


def test_the_dance_has_every_package_in_order() -> None:
    match = moscow("", 1)
    found = debrief(match)["possible"]["dance"]

    packages = sum(bool(p.package) for text in match.state.texts for p in text.proposals)
    assert len(found) == packages > 5
    sittings = [sitting.title for sitting in match.opened.scenario.calendar]
    order = [sittings.index(step["sitting"]) for step in found]
    assert order == sorted(order)
    assert all(set(step["points"]) == {"stalin", "song", "chiang"} for step in found)


@pytest.mark.parametrize("seed", range(6))
def test_where_nothing_came_into_force_nothing_is_weighed_as_played(seed: int) -> None:
    match = moscow("", seed)
    found = debrief(match)["possible"]

    texts = [text.status for text in match.state.texts[:3]]
    assert (found["played"] is not None) == (texts == ["ratified"] * 3)
    assert found["in_force"] == {0: "none", 3: "all"}.get(texts.count("ratified"), "some")
    if found["played"] is None:
        assert found["trades"] == []
    if texts[0] != "ratified":
        assert found["flips"] == []
    assert found["solutions"]["nash"] is not None


def test_a_weight_that_turns_the_judgment_is_named() -> None:
    """Of Yalta's documented outcome: both gain so much that no single weight matters."""
    assert debrief(played("all=record"))["possible"]["flips"] == []
    flips = [f for seed in range(12) for f in debrief(moscow("", seed))["possible"]["flips"]]
    assert any(one["issue"] is None for one in flips)
    assert all(one["percent"] in (80, 120) for one in flips)


def test_before_the_end_nothing_is_told() -> None:
    assert debrief(new_match("stalin=human", 1))["possible"] is None


def test_it_is_a_chapter_in_every_format() -> None:
    for match in (played(), moscow("all=record", 1), played(seed=2, opened=small("capital"))):
        data = debrief(match)
        titles = [chapter.title for chapter in chapters(data)]
        assert "What was possible" in titles
        for document in (plain_debrief(data), markdown_debrief(data)):
            assert "what was possible" in document.casefold()
        assert max(map(len, plain_debrief(data, width=72).splitlines())) <= 72


def test_what_cannot_be_weighed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chapter that is missing without a word would look like a game without alternatives."""
    monkeypatch.setattr("game.analysis.spaces.MOST_TOGETHER", 2)
    data = debrief(moscow("all=record", 1))

    assert set(data["possible"]) == {"refused"}
    assert data["possible"]["refused"] in " ".join(plain_debrief(data).split())
    assert "What was possible" in [chapter.title for chapter in chapters(data)]

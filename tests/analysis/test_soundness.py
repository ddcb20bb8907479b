"""What a scenario's numbers allow at best."""

import pytest

from game.analysis.soundness import best_conceivable
from game.storage.folders import ScenarioError
from tests.session.matches import Data, varied, yalta


@pytest.mark.parametrize("role", [0, 1])
def test_the_best_conceivable_outcome_is_worth_the_scale(role: int) -> None:
    """Points are shown as parts of a hundred; two roles on different scales could not be told apart."""
    tables = yalta().tables

    assert best_conceivable(tables.public, tables.roles[role]) == tables.public.scale == 100


def linked(points: int) -> Data:
    return {
        "when": {
            "all": [
                {"clause": {"issue": "ports", "option": "free_both"}},
                {"clause": {"issue": "entry", "at_most": 2}},
            ]
        },
        "points": points,
        "because": "Together they are more.",
    }


def test_linkages_count_towards_the_best() -> None:
    """A bonus on top of the best clauses would lift the best outcome above the scale."""

    def lift(data: Data) -> None:
        data["roles"]["roosevelt"]["linkages"] = [linked(5)]

    def lift_and_lower(data: Data) -> None:
        lift(data)
        data["roles"]["roosevelt"]["points"]["ports"]["free_both"] = 15

    with pytest.raises(ScenarioError) as error:
        varied(lift)
    (finding,) = [f for f in error.value.findings if f.code == "scenario/best_is_not_scale"]
    assert "105" in finding.message
    tables = varied(lift_and_lower).tables
    assert best_conceivable(tables.public, tables.roles[1]) == 100


def test_a_penalty_is_avoided_by_the_best_outcome() -> None:
    """The best outcome steps around a bad combination if that costs less."""

    def burden(data: Data) -> None:
        data["roles"]["roosevelt"]["linkages"] = [linked(-3)]
        data["roles"]["roosevelt"]["points"]["entry"]["2"] = 33

    tables = varied(burden).tables

    assert best_conceivable(tables.public, tables.roles[1]) == 100


@pytest.mark.parametrize(
    "act",
    [
        {"kind": "fly"},
        {"kind": "propose", "issues": {"ports": "free_both"}},
        {"kind": "propose", "instrument": "agreement", "issues": {"ports": "sold"}},
        {"kind": "play", "card": "ace"},
        {"kind": ["propose"]},
    ],
)
def test_documented_acts_nobody_could_make_are_found(act: Data) -> None:
    """`record` would give up there and nobody would know why history cannot be replayed."""

    def spoil(data: Data) -> None:
        data["record"]["acts"][1]["act"] = act

    with pytest.raises(ScenarioError) as error:
        varied(spoil)

    (finding,) = [f for f in error.value.findings if f.code == "scenario/bad_act"]
    assert finding.path == "record.acts[1].act"

"""What was done, read back from the log, compares with what a record says was done."""

from typing import Any

import pytest

from game.analysis.history import comparable_act
from game.presentation.chronicle import Deed, deeds
from game.presentation.wording import Wording
from game.session.match import Match
from tests.session.rulebook import PLAIN, act, capital, council, finish, go_to, settled, signed

Case = tuple[Match, str, dict[str, Any]]


def told(match: Match) -> list[Deed]:
    """Return the deeds of a match."""
    return deeds(match, Wording(match.opened.scenario, match.tables))


def talks() -> Match:
    """Return a match at the second sitting of the capitals, an ambiguous clause initialled."""
    match = go_to(capital(), "talks", "table")
    act(match, "envoy", "propose", instrument="treaty", issues={"border": "old", "pass": "open"})
    return act(match, "chancellor", "accept", instrument="treaty")


def cases() -> dict[str, Case]:
    """Return an act of each new kind, with the match in which it can be made."""
    orders = {"tribute": {"5": "may_sign"}}
    at_parlour = act(go_to(council(), "parlour", "table"), "mayor", "speak", value="looms")
    return {
        "choose": (capital(), "king", {"kind": "choose", "fork": "council", "choice": "doves"}),
        "stock": (capital(), "king", {"kind": "instruct", "channel": "rider", "dispatch": "new_line"}),
        "instruct": (capital(), "king", {"kind": "instruct", "channel": "wire", "orders": orders}),
        "ask": (capital(), "envoy", {"kind": "ask", "channel": "report", "issues": {"border": "river"}}),
        "define": (talks(), "envoy", {"kind": "define", "issue": "border", "reading": "near"}),
        "note": (talks(), "envoy", {"kind": "note", "issue": "border", "reading": "far", "sure": 1}),
        "reopen": (talks(), "envoy", {"kind": "reopen", "instrument": "treaty", "issue": "border"}),
        "speak": (go_to(council(), "parlour", "table"), "mayor", {"kind": "speak", "value": "luck"}),
        "hear": (at_parlour, "weaver", {"kind": "hear", "issue": "word", "reading": "shelter"}),
        "sign": (settled(capital()), "envoy", {"kind": "sign", "instruments": ["treaty", "protocol"]}),
        "ratify": (
            go_to(signed(capital()), "sealing", "ratification"),
            "chancellor",
            {"kind": "ratify", "instrument": "treaty"},
        ),
        "repudiate": (
            go_to(signed(capital()), "sealing", "ratification"),
            "king",
            {"kind": "repudiate", "instrument": "treaty"},
        ),
    }


CASES = cases()


@pytest.mark.parametrize("name", CASES)
def test_what_is_done_compares_with_what_a_record_would_say(name: str) -> None:
    """A documented act that cannot be recognised when it is played makes history a divergence."""
    match, role, data = CASES[name]
    fields = dict(data)
    act(match, role, fields.pop("kind"), **fields)
    deed = [one for one in told(match) if match.roles[one.role] == role][-1]

    assert deed.kind == data["kind"]
    assert deed.text
    documented = comparable_act(match.opened.scenario, match.names, _whole(match, data))
    assert deed.what == documented


def _whole(match: Match, data: dict[str, Any]) -> dict[str, Any]:
    """Return a documented act with what is taken for granted in play."""
    granted = {"speak": {"instrument": "promise", "issue": "word"}, "define": {"instrument": "treaty"}}
    return {**granted.get(data["kind"], {}), **data}


def test_freeing_is_an_act_of_its_own() -> None:
    """It does not use up the turn, and it is told all the same."""
    match = talks()
    act(match, "envoy", "reopen", instrument="treaty", issue="border")
    act(match, "chancellor", "free", instrument="treaty")

    assert [one.kind for one in told(match)][-2:] == ["reopen", "free"]
    assert "The pass" in told(match)[-1].text


def test_an_act_is_known_by_what_was_done_and_not_by_what_was_said() -> None:
    """A threat rides on an act; the act is the act."""
    match = go_to(capital(), "talks", "table")
    threat = {"intent": "threaten", "issue": "border", "deed": "leave", "words": "Mark my words."}
    act(match, "envoy", "propose", instrument="treaty", issues=PLAIN, say=[threat])
    deed = told(match)[-1]

    assert deed.kind == "propose"
    assert "Mark my words." in deed.text
    assert "unless Border is agreed, the Envoy will leave the room." in deed.text


def test_who_does_not_sign_is_told_with_the_texts() -> None:
    """An unsigned treaty is somebody's act, not a silence."""
    match = settled(capital())
    act(match, "envoy", "sign")
    act(match, "chancellor", "done")
    last = [one for one in told(match) if one.step == "signing"][-1]

    assert (last.kind, last.text) == ("done", "The Chancellor does not sign: The treaty, The protocol.")


def test_a_signature_is_told_although_the_mandate_is_judged_first() -> None:
    """The delegate's own judgement is the first line of its act; the act is still the signature."""
    match = signed(capital(), border="river", tribute=5)
    kinds = [one.kind for one in told(match) if one.step == "signing"]

    assert kinds == ["sign", "sign"]


def test_every_act_of_a_whole_game_is_told() -> None:
    """Nothing anybody does is left out of the course of the talks."""
    match = finish(signed(capital()))

    assert len(told(match)) == match.acts

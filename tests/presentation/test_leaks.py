"""What one seat is shown never holds what another keeps to itself."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from game.cli.common import events_data
from game.engine.asking import act_data, template_data
from game.presentation.seat_view import seat_view
from game.presentation.wording import Wording
from game.session.match import Match
from game.storage.folders import Opened
from tests.session.matches import (
    HUMANS,
    Data,
    new_match,
    people,
    picker,
    some_act,
    varied,
    yalta,
)

SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def shown(match: Match, role: int) -> str:
    """Return all a seat is shown by any face, as JSON."""
    view = seat_view(Wording(match.opened.scenario, match.tables), match.knowledge(role))
    offered = [template_data(match.names, template) for template in match.offered(role)]
    return json.dumps([view, events_data(match, role), offered], ensure_ascii=False)


def private_briefing(opened: Opened, role: str) -> list[str]:
    """Return the sentences of a role's briefing that stand in nobody else's."""
    texts = dict(opened.source)
    own = texts.pop(opened.scenario.roles[role].briefing)
    others = " ".join(texts.values())
    return [s.strip() for s in SENTENCE.split(own) if len(s) > 20 and s.strip() not in others]


def secrets(opened: Opened, role: str) -> dict[str, list[str]]:
    """Return the texts only `role` may ever see before the end, by kind."""
    scenario = opened.scenario
    own = scenario.roles[role]
    assert own.walkaway is not None
    guidance = [sitting.guidance[role] for sitting in scenario.calendar if role in sitting.guidance]
    return {
        "walk-away": [own.walkaway.text, *(move.because for move in own.walkaway.moves)],
        "aims": [aim.text for aim in own.aims],
        "questions": [question.because for question in own.comprehension],
        "briefing": private_briefing(opened, role),
        "guidance": [
            text for one in guidance for text in (one.desk, one.table, one.signing, one.cable) if text
        ],
        "card texts": [card.text for card in scenario.cards.values() if card.role == role],
        "card names": [card.name for card in scenario.cards.values() if card.role == role],
        "dispatch names": [d.name for d in scenario.dispatches.values() if channel_of(opened, d) == role],
    }


def channel_of(opened: Opened, dispatch: Any) -> str:
    sender: str = opened.scenario.channels[dispatch.channel].sender
    return sender


def ids(opened: Opened, role: str) -> dict[str, str]:
    """Return the ids of a role's cards, each with its notice."""
    return {key: card.notice for key, card in opened.scenario.cards.items() if card.role == role}


def in_guidance_of(opened: Opened, role: str, text: str) -> bool:
    """Return whether the same guidance is given to `role` as well."""
    return text in json.dumps(
        [s.guidance[role].model_dump() for s in opened.scenario.calendar if role in s.guidance]
    )


def walk(match: Match, seed: int, look: Callable[[Match], None]) -> Match:
    """Play people's seats by chance and look after each act."""
    pick = picker("leaks", seed)
    match.run()
    look(match)
    while not match.ended:
        role = people(match)[0]
        match.act(role, act_data(match.names, some_act(match, role, pick)))
        look(match)
        match.run()
        look(match)
    return match


def as_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


@pytest.mark.parametrize("seed", range(8))
def test_private_texts_stay_private(seed: int) -> None:
    """Walk-aways, briefings, unplayed cards, guidance: the other side must never read them on its screen."""
    opened = yalta()
    roles = opened.tables.public.roles
    kept = {role: secrets(opened, role) for role in roles}
    assert all(texts for found in kept.values() for kind, texts in found.items() if kind != "card names")
    looked = 0

    def look(match: Match) -> None:
        nonlocal looked
        for number, role in enumerate(roles):
            seen = shown(match, number)
            other = roles[1 - number]
            for kind, texts in kept[other].items():
                for text in texts:
                    if kind == "guidance" and in_guidance_of(opened, role, text):
                        continue
                    assert as_json(text) not in seen, f"{role} was shown {kind} of {other}: {text}"
                    looked += 1

    walk(new_match(HUMANS, seed), seed, look)
    assert looked > 1000


@pytest.mark.parametrize("seed", range(8))
def test_a_sealed_card_or_letter_is_its_writer_s_secret(seed: int) -> None:
    """At desks all write at once, sealed; what lies in the envelope is not on the other's screen."""
    sealed = 0

    def look(match: Match) -> None:
        nonlocal sealed
        for number, seat in enumerate(match.state.seats):
            seen = shown(match, 1 - number)
            if seat.sealed_letter is not None:
                sealed += 1
                letter = seat.sealed_letter
                sealer = match.roles[number]
                theirs = [e for e in events_data(match, 1 - number) if e["type"] == "dispatch_sealed"]
                assert all(event["data"]["letter"]["sender"] != sealer for event in theirs)
                if letter.dispatch >= 0:
                    text = list(match.opened.scenario.dispatches.values())[letter.dispatch].text
                    assert as_json(text) not in seen
            mine = {card.card for card in match.tables.roles[number].cards}
            for card in mine:
                key = match.names.lists["card"][card]
                if not match.state.seats[1 - number].cards >> card & 1:
                    assert f'"{key}"' not in seen
                    assert as_json(match.opened.scenario.cards[key].notice) not in seen
                    sealed += seat.sealed_card == card

    walk(new_match(HUMANS, seed), seed, look)
    assert sealed


def test_words_in_a_letter_on_its_way_are_not_shown() -> None:
    """Only what has arrived is read; the cable clerk is not a leak."""
    match = new_match(HUMANS, 1)
    match.run()
    secret = "Between ourselves: the ports matter most."
    match.act(0, {"kind": "send", "channel": "molotov_harriman", "words": secret})
    assert secret in shown(match, 0)
    assert secret not in shown(match, 1)
    match.act(0, {"kind": "done"})
    assert secret not in shown(match, 1)
    match.act(1, {"kind": "done"})
    assert secret not in shown(match, 1)
    match.run()

    while secret not in shown(match, 1):
        assert match.state.seats[1].inbox == ()
        match.act(match.waiting()[0], {"kind": "reject" if match.state.clock.step == "table" else "done"})
        match.run()
    assert len(match.state.seats[1].inbox) == 1


def strange_points(role: str) -> Callable[[Data], None]:
    """Return a change of all that `role` wants, sound and different everywhere."""

    def change(data: Data) -> None:
        own = data["roles"][role]
        own["points"] = {
            "entry": {"2": 0, "6": 20},
            "mongolia": {"recognised": 0, "status_quo": {"title_1924": 1, "mpr": 2}, "unmentioned": 20},
            "ports": {"lease_both": 0, "intl_and_base": 5, "free_both": 20},
            "railways": {"rights_restored": 3, "joint_company": 20, "chinese_run": 1},
            "concurrence": {"claims_only": 7, "president_obtains": 0, "china_first": 20},
        }
        own["walkaway"]["points"] = 11
        own["walkaway"]["text"] = "Another line."
        own["aims"] = [
            {
                "text": "Another aim.",
                "met": {"clause": {"issue": "ports", "option": "free_both"}},
                "sources": [{"key": "model", "confidence": "modelled"}],
            }
        ]
        own["persona"]["manner"] = "Another manner."

    return change


def screens_of(opened: Opened, role: int, seed: int) -> list[str]:
    """Return all that a seat was shown in the course of a game."""
    found: list[str] = []
    walk(new_match(HUMANS, seed, opened=opened), seed, lambda match: found.append(shown(match, role)))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_the_other_side_s_points_change_nothing_on_one_s_screen(seed: int) -> None:
    """A field added next year that leaks fails here, without anyone remembering to list it."""
    for role, other in ((0, "roosevelt"), (1, "stalin")):
        plain = screens_of(yalta(), role, seed)

        assert len(plain) > 20
        assert screens_of(varied(strange_points(other)), role, seed) == plain


def test_one_s_own_points_do_show() -> None:
    """The comparison above would notice: the seat whose points changed sees another screen."""
    plain, other = new_match(HUMANS), new_match(HUMANS, opened=varied(strange_points("stalin")))
    plain.run()
    other.run()

    assert shown(plain, 0) != shown(other, 0)


def test_events_are_numbered_as_the_seat_counts_them() -> None:
    """A gap in the numbers would say that something hidden had happened."""
    match = new_match("roosevelt=human", 3)
    walk(match, 3, lambda m: None)
    for role in (0, 1):
        events = events_data(match, role)

        assert [event["seq"] for event in events] == list(range(1, match.seq(role) + 1))
        assert events_data(match, role, 10) == events[10:]
        assert {"reason", "player_changed", "draw_due", "drawn"}.isdisjoint(e["type"] for e in events)

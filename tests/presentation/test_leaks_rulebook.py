"""Over random games of the whole rulebook: nothing one seat keeps to itself appears in what another is shown.

Every text an author writes for one role, and every word a person writes in a dispatch, carries a mark of its
own; the marks a seat is shown are held against those it may know, worked out from the state.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from game.cli.common import events_data
from game.engine.acts import Ask, Instruct, Send
from game.engine.asking import act_data, template_data
from game.presentation.seat_view import seat_view
from game.presentation.wording import Wording
from game.scenario.indices import members
from game.session.match import Match
from game.storage.folders import Opened
from tests.session.matches import Data, new_match, people, picker, small, some_act

MARK = re.compile(r"Mark[a-z0-9_]+X")
SEALED = {
    "card_sealed": "role",
    "fork_sealed": "role",
    "hearing_chosen": "role",
    "note_taken": "role",
    "mandate_changed": "role",
    "mandate_judged": "role",
}
"""Events of one role alone, by the field that names it."""


def mark(*parts: object) -> str:
    """Return a mark that no other text has."""
    return f"Mark{'_'.join(map(str, parts)).lower()}X"


def marked(data: Data) -> None:
    """Put a mark on every text that is for some seats only."""
    for name, role in data["roles"].items():
        for number, aim in enumerate(role.get("aims", ())):
            aim["text"] = mark("role", name, "aim", number)
        if "walkaway" in role:
            role["walkaway"]["text"] = mark("role", name, "line")
            moved = {"when": {"signed": next(iter(data["instruments"]))}, "points": 0}
            role["walkaway"]["moves"] = [{**moved, "because": mark("role", name, "move")}]
    for key, card in data["cards"].items():
        card |= {"name": mark("card", key, "name"), "text": mark("card", key, "text")}
        card["notice"] = mark("cardnotice", key)
    for key, fork in data["forks"].items():
        fork |= {"name": mark("fork", key, "name"), "text": mark("forkown", key)}
        for way, choice in fork["choices"].items():
            choice["text"] = mark("forkway", key, way)
    for key, dispatch in data.get("dispatches", {}).items():
        dispatch |= {"name": mark("dispatchown", key), "text": mark("dispatch", key)}


def shown(match: Match, role: int) -> str:
    """Return all a seat is shown by any face, as JSON."""
    wording = Wording(match.opened.scenario, match.tables)
    view = seat_view(wording, match.knowledge(role), match.told(role))
    offered = [template_data(match.names, template) for template in match.offered(role)]
    return json.dumps([view, events_data(match, role), offered], ensure_ascii=False)


def may_know(match: Match, role: int) -> Iterator[str]:
    """Yield every mark a seat may have been shown by now."""
    scenario, seat, name = match.opened.scenario, match.state.seats[role], match.roles[role]
    author = scenario.roles[name]
    yield from (aim.text for aim in author.aims)
    if author.walkaway is not None:
        yield author.walkaway.text
        yield from (move.because for move in author.walkaway.moves)
    for number, card in enumerate(scenario.cards.values()):
        if card.role == name:
            yield from (card.name, card.text)
        elif seat.cards >> number & 1:
            yield card.notice
    for number, fork in enumerate(scenario.forks.values()):
        ways = [choice.text for choice in fork.choices.values()]
        if fork.role == name:
            yield from (fork.name, fork.text, *ways)
        elif seat.forks[number] >= 0:
            yield from (fork.name, ways[seat.forks[number]])
    yield from _letters(match, role)


def _letters(match: Match, role: int) -> Iterator[str]:
    scenario, seat = match.opened.scenario, match.state.seats[role]
    dispatches = list(scenario.dispatches.values())
    for own in match.tables.roles[role].dispatches:
        yield from (dispatches[own.dispatch].name, dispatches[own.dispatch].text)
    sealed = [seat.sealed_letter, seat.sealed_orders, seat.sealed_question]
    mine = [*seat.outbox, *(letter for letter in sealed if letter), *(letter for letter, _ in seat.inbox)]
    for letter in mine:
        yield letter.words
        if letter.dispatch >= 0:
            yield dispatches[letter.dispatch].text


def walk(match: Match, seed: int, look: Callable[[Match], None]) -> Match:
    """Play all seats by chance, with words of their own in every dispatch, and look after each act."""
    pick = picker("rulebook leaks", seed)
    match.run()
    look(match)
    while not match.ended:
        role = people(match)[0]
        act = some_act(match, role, pick)
        if isinstance(act, Send | Instruct | Ask):
            act = replace(act, words=mark("words", match.roles[role], match.seq()))
        match.act(role, act_data(match.names, act))
        match.run()
        look(match)
    return match


@pytest.mark.parametrize("name", ["capital", "council"])
@pytest.mark.parametrize("seed", range(12))
def test_no_seat_is_shown_a_mark_it_may_not_know(name: str, seed: int) -> None:
    """A field added next year that leaks a fork, a cable or an aim fails here by itself."""
    seen: set[str] = set()

    def look(match: Match) -> None:
        for role in range(len(match.roles)):
            marks = set(MARK.findall(shown(match, role)))
            assert marks <= set(may_know(match, role)), match.roles[role]
            seen.update(marks)

    walk(new_match("all=human", seed, opened=small(name, marked)), seed, look)
    assert len(seen) > 8


@pytest.mark.parametrize("name", ["capital", "council"])
@pytest.mark.parametrize("seed", range(8))
def test_what_a_seat_does_in_private_is_no_event_of_another(name: str, seed: int) -> None:
    """Notes, hearings, sealed decisions and mandates are lines of one seat alone."""
    match = walk(new_match("all=human", seed, opened=small(name)), seed, lambda _match: None)
    for role, own in enumerate(match.roles):
        for event in events_data(match, role):
            if event["type"] in SEALED:
                assert event["data"][SEALED[event["type"]]] == own
            if event["type"] in ("dispatch_sealed", "dispatch_sent"):
                assert event["data"]["letter"]["sender"] == own
            assert event["type"] != "orders_on_the_way"
            assert "because" not in event["data"]


@pytest.mark.parametrize("name", ["capital", "council"])
@pytest.mark.parametrize("seed", range(4))
def test_a_seat_is_shown_only_the_texts_it_sees_or_has_learned_of(name: str, seed: int) -> None:
    """Clauses of other people's texts are known by minutes, disclosure, publication, or not at all."""

    def look(match: Match) -> None:
        wording = Wording(match.opened.scenario, match.tables)
        for role, seat in enumerate(match.state.seats):
            view = seat_view(wording, match.knowledge(role), match.told(role))
            sight = match.tables.public.text_sight[role]
            texts = match.tables.public.instruments
            assert set(view["instruments"]) == {texts[n].id for n in members(sight)}
            known = {
                texts[n].id for n, one in enumerate(seat.known) if one is not None and not sight >> n & 1
            }
            assert set(view["known_texts"]) == known

    walk(new_match("all=human", seed, opened=small(name)), seed, look)


# What changes nothing on another's screen ---------------------------------------------------------------


def another_mandate(data: Data) -> None:
    """Give the envoy other instructions."""
    envoy = data["roles"]["envoy"]
    envoy["mandate"] = {"border": {"river": "may_sign", "ridge": "never"}, "guests": {"few": "never"}}


def plain_disowning(data: Data) -> None:
    """Take away what tells everybody whether a delegate went too far."""
    del data["instruments"]["treaty"]["ratification"]["kingdom"]["disowning"]
    data["roles"]["king"]["widening"] = []


def screens_of(opened: Opened, role: str, seed: int) -> list[str]:
    """Return all that a seat was shown in the course of a game."""
    found: list[str] = []
    number = list(opened.scenario.roles).index(role)
    walk(new_match("all=human", seed, opened=opened), seed, lambda match: found.append(shown(match, number)))
    return found


def changes() -> dict[str, tuple[str, Callable[[Data], Any]]]:
    """Return what one side keeps to itself, changed, by who must not notice."""

    def mandate(data: Data) -> None:
        plain_disowning(data)
        another_mandate(data)

    def points(data: Data) -> None:
        plain_disowning(data)
        data["roles"]["envoy"]["points"]["guests"] = {"few": 90, "many": 1}
        data["roles"]["king"]["walkaway"]["points"] = 77

    return {"mandate": ("chancellor", mandate), "points": ("chancellor", points)}


@pytest.mark.parametrize("what", changes())
@pytest.mark.parametrize("seed", range(4))
def test_the_other_side_s_secrets_change_nothing_on_one_s_screen(what: str, seed: int) -> None:
    """The same acts look the same, whatever they mean at home."""
    role, change = changes()[what]
    plain = screens_of(small("capital", plain_disowning), role, seed)

    assert len(plain) > 10
    assert screens_of(small("capital", change), role, seed) == plain


def test_a_mandate_does_show_to_whose_it_is() -> None:
    """The comparison above would notice: the seats it belongs to see another screen."""

    def change(data: Data) -> None:
        plain_disowning(data)
        another_mandate(data)

    for role in ("envoy", "king"):
        plain = screens_of(small("capital", plain_disowning), role, 1)
        assert screens_of(small("capital", change), role, 1)[0] != plain[0]

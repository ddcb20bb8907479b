"""Matches of the engine's two small scenarios, brought to where tests of the whole rulebook begin.

Law of this file: everything is done through `Match.act`, by ids, as any program would.
"""

from collections.abc import Callable
from typing import Any

from game.presentation.seat_view import seat_view
from game.presentation.wording import Wording
from game.session.match import Match
from tests.session.matches import Data, new_match, small

PASSING = ("done", "reject", "adjourn", "ratify", "repudiate")
PLAIN: dict[str, Any] = {"border": "ridge", "tribute": 0}
"""Clauses of the treaty within the envoy's mandate."""
Change = Callable[[Data], object]


def capital(change: Change = lambda _data: None, seed: int = 1) -> Match:
    """Begin a match of the two capitals, people in every seat."""
    return begun(new_match("all=human", seed, opened=small("capital", change)))


def council(change: Change = lambda _data: None, seed: int = 1) -> Match:
    """Begin a match of the council, people in every seat."""
    return begun(new_match("all=human", seed, opened=small("council", change)))


def begun(match: Match) -> Match:
    """Return a match run on to its first decision."""
    match.run()
    return match


def act(match: Match, role: str, kind: str, **fields: Any) -> Match:
    """Let a person act, and the match run on."""
    match.act(match.role_number(role), {"kind": kind, **fields})
    match.run()
    return match


def let_pass(match: Match) -> None:
    """Let somebody who is waited for do nothing; who must say yes or no to a text says yes if it can."""
    role = match.waiting()[0]
    kinds = [template.kind for template in match.offered(role)]
    match.act(role, {"kind": next(kind for kind in PASSING if kind in kinds)})
    match.run()


def go_to(match: Match, sitting: str, step: str) -> Match:
    """Let everybody pass until somebody is waited for at a step."""
    order = [one.id for one in match.tables.public.sittings]
    while (order[match.state.clock.sitting], match.state.clock.step) != (sitting, step):
        assert not match.ended, f"{sitting} never came to its {step}"
        let_pass(match)
    return match


def finish(match: Match) -> Match:
    """Let everybody pass to the end."""
    while not match.ended:
        let_pass(match)
    return match


def settled(match: Match, guests: str = "many", **treaty: Any) -> Match:
    """Let both texts of the capitals be initialled at the third sitting, and go on to the signing."""
    go_to(match, "signature", "table")
    act(match, "chancellor", "propose", instrument="treaty", issues=treaty or PLAIN)
    act(match, "envoy", "accept", instrument="treaty")
    act(match, "chancellor", "propose", instrument="protocol", issues={"guests": guests})
    act(match, "envoy", "accept", instrument="protocol")
    return go_to(match, "signature", "signing")


def signed(match: Match, guests: str = "many", **treaty: Any) -> Match:
    """Let both texts of the capitals be signed."""
    settled(match, guests, **treaty)
    act(match, "envoy", "sign")
    return act(match, "chancellor", "sign")


def view_of(match: Match, role: str) -> Data:
    """Return what a seat is shown."""
    number = match.role_number(role)
    wording = Wording(match.opened.scenario, match.tables)
    return seat_view(wording, match.knowledge(number), match.told(number))

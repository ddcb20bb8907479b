"""Five ways to play without thinking, as players: what a game must not reward.

Law of this file: each is one habit, followed whatever happens; where the habit says nothing, `linear` plays.
`python -m tests.negotiators.careless` prints the table of docs/decisions/0010; with `diplomat` behind it, the
one of docs/reference/players.md, where a diplomat sits in every other seat.
"""

import sys
from collections.abc import Callable, Iterable

from game.analysis.results import result_of
from game.engine.acts import (
    Accept,
    Act,
    Adjourn,
    Clause,
    Done,
    Leave,
    Play,
    Propose,
    Ratify,
    Reject,
    Say,
    Sign,
    Speak,
)
from game.engine.offering import Template
from game.negotiators.linear import TimePlayer
from game.negotiators.player import Choice, Player, Situation
from game.scenario.indices import members
from game.session.match import Match
from game.session.seats import resolve
from game.storage.folders import Opened, open_folder, shipped

Habit = Callable[[Situation, dict[str, Template]], Act | None]


class Careless:
    """Follows a habit where it says something, and `linear` elsewhere."""

    def __init__(self, habit: Habit) -> None:
        self._habit = habit
        self._sober = TimePlayer()

    def choose(self, situation: Situation) -> Choice:
        act = self._habit(situation, {template.kind: template for template in situation.offered})
        return self._sober.choose(situation) if act is None else Choice(act)


def sign_anything(_situation: Situation, offered: dict[str, Template]) -> Act | None:
    """Accept the first thing there is, sign and ratify whatever can be."""
    if "accept" in offered:
        return Accept(offered["accept"].instrument, offered["accept"].targets[0])
    if "sign" in offered:
        return Sign(offered["sign"].choices)
    if "ratify" in offered:
        return Ratify(offered["ratify"].instrument)
    return None


def leave_at_once(_situation: Situation, offered: dict[str, Template]) -> Act | None:
    """Leave every meeting with the first act."""
    return Leave() if "leave" in offered else None


def promise_everything(situation: Situation, offered: dict[str, Template]) -> Act | None:
    """Offer the others all they have asked for, with a promise to sign it; say the strongest words."""
    if "speak" in offered:
        issue, mask = offered["speak"].options[-1]
        return Speak(offered["speak"].instrument, issue, members(mask)[-1])
    if "accept" in offered:
        return Accept(offered["accept"].instrument, offered["accept"].targets[-1])
    if "propose" not in offered:
        return None
    template = offered["propose"]
    text = situation.view.texts[template.instrument]
    assert text is not None, "a seat proposes for texts it sees"
    wishes = {
        issue: clause.value
        for proposal in text.proposals
        if proposal.role != situation.view.role
        for issue, clause in proposal.package
    }
    package = tuple(
        (issue, Clause(wishes[issue]))
        for issue, mask in sorted(template.options)
        if issue in wishes and mask >> wishes[issue] & 1
    )
    if not any(template.needs >> issue & 1 for issue, _ in package):
        return None
    said = (Say("promise", deed="sign"),) if template.pledges else ()
    return Propose(template.instrument, package, say=said)


def card_every_sitting(_situation: Situation, offered: dict[str, Template]) -> Act | None:
    """Play whatever card can be played."""
    return Play(offered["play"].choices[0]) if "play" in offered else None


def delay_for_ever(_situation: Situation, offered: dict[str, Template]) -> Act | None:
    """Agree to nothing, propose nothing, and ask to go on another day."""
    if "adjourn" in offered:
        return Adjourn()
    if "reject" in offered:
        return Reject(offered["reject"].instrument)
    return Done() if "sign" in offered else None


HABITS: dict[str, Habit] = {
    "sign_anything": sign_anything,
    "leave_at_once": leave_at_once,
    "promise_everything": promise_everything,
    "card_every_sitting": card_every_sitting,
    "delay_for_ever": delay_for_ever,
}


def average(
    opened: Opened,
    role: int,
    habit: str | None,
    seeds: Iterable[int],
    cut: str = "full",
    others: str = "linear",
) -> float:
    """Return what a seat has on average, with `linear` (or a habit) in it and `others` in all others."""
    matches = [_played(opened, role, habit, seed, cut, others) for seed in seeds]
    return sum(result_of(match.tables, match.state, role) for match in matches) / len(matches)


def _played(
    opened: Opened, role: int, habit: str | None, seed: int, cut: str = "full", others: str = "linear"
) -> Match:
    """Return a match to its end, one seat of it played by `linear` or a habit."""
    roles = opened.tables.public.roles
    seats = resolve({"all": others, roles[role]: "linear"}, roles)
    match = Match.new(opened, seed=seed, seats=seats, cut=cut)
    if habit is not None:
        player: Player = Careless(HABITS[habit])
        match.seat_player(role, player)
    match.run()
    return match


def departs(opened: Opened, role: int, habit: str, seeds: Iterable[int]) -> bool:
    """Return whether a habit ever makes a seat do something other than `linear` would."""
    for seed in seeds:
        sober, careless = _played(opened, role, None, seed), _played(opened, role, habit, seed)
        if sober.state != careless.state:
            return True
    return False


def table(opened: Opened, games: int = 200, others: str = "linear") -> list[str]:
    """Return the averages of every seat as lines of Markdown; a dash where a habit changes nothing."""
    lines = [f"| seat | `linear` | {' | '.join(name.replace('_', ' ') for name in HABITS)} |"]
    lines.append("|---" * (2 + len(HABITS)) + "|")
    for role, name in enumerate(opened.tables.public.roles):
        found = [
            f"{average(opened, role, habit, range(games), others=others):.1f}"
            if departs(opened, role, habit, range(10))
            else "-"
            for habit in HABITS
        ]
        sober = average(opened, role, None, range(games), others=others)
        lines.append(f"| {name} | {sober:.1f} | {' | '.join(found)} |")
    return lines


if __name__ == "__main__":
    for folder in shipped():
        lines = table(open_folder(folder), others=(sys.argv[1:] or ["linear"])[0])
        sys.stdout.write("\n".join([folder.name, *lines, ""]))

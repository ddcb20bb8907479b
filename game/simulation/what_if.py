"""What if: a match taken up at a moment, perhaps with another act, and played on many times.

Law of this file: how a run ends depends on the match, the question and the run's number alone, not on how
many processes played or in which order. Run 0 has the luck of the match itself and is no part of the sample.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from os import cpu_count
from signal import SIG_IGN, SIGINT, signal
from typing import Any, NamedTuple

from game.analysis.history import clause_played
from game.analysis.results import result_of
from game.engine.acts import CHANCE, Act, Clause
from game.engine.asking import read_act
from game.engine.errors import Refused
from game.engine.events import Status
from game.negotiators.catalogue import DEFAULT, HUMAN
from game.session.match import Match, Refusal
from game.session.moments import decisions
from game.session.seats import CHANCE_SEAT, SEEDED, SeatError
from game.storage.log import Contents

RUNS_A_PROCESS = 100
"""Fewer runs than this are sooner played than another process is begun."""

RUNS_AT_ONCE = 5
"""How many runs a process is given at once: little enough to be stopped soon."""

Done = Callable[[], object]
"""Told after each run."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: after which line, whose act is made instead and which (None: nobody's), who plays on.

    `act` is JSON data as for `kherem act`. `seats` names who takes over; seats not named stay with whoever
    sat there. `seed`: drawn from instead of the seed of the match.
    """

    at: int
    role: int | None = None
    act: Mapping[str, Any] | None = None
    seats: Mapping[str, str] | None = None
    seed: int | None = None


class Ending(NamedTuple):
    """How a match came out: the fate of each text, the clauses in force by issue, each role's points.

    Roles without a stake have no points.
    """

    texts: tuple[Status, ...]
    clauses: tuple[Clause | None, ...]
    points: tuple[int | None, ...]


class Answer(NamedTuple):
    """What came of a question.

    `fork`: the match up to the moment, the other act made; `happened`: how the match itself came out;
    `same_luck`: how it would have, with its own luck; `endings`: how it did, with luck drawn anew, by run.
    """

    fork: Match
    happened: Ending
    same_luck: Ending
    endings: tuple[Ending, ...]


def ending_of(match: Match) -> Ending:
    """Return how a match came out."""
    state, public = match.state, match.tables.public
    texts = [state.texts[issue.instrument] for issue in public.issues]
    return Ending(
        tuple(text.status for text in state.texts),
        tuple(clause_played(text, issue) for issue, text in enumerate(texts)),
        tuple(
            result_of(match.tables, state, role) if public.deciders >> role & 1 else None
            for role in range(len(public.roles))
        ),
    )


# The moment -----------------------------------------------------------------------------------------


def usual_seats(match: Match, at: int) -> dict[str, str]:
    """Return who plays on from a line: whoever sat there, an AI player for a person, chance drawing."""
    seats = match.forked(at).seats
    return {
        role: SEEDED if role == CHANCE_SEAT else DEFAULT if player == HUMAN else player
        for role, player in seats.items()
    }


def who_decides(match: Match, at: int, role: int | None = None) -> int:
    """Return the seat that decides after a line: `role`, else who did, else the first of those it waits for.

    Raises `Refusal` where the match is not over or nobody decides there, `Refused` where `role` does not.
    """
    if not match.ended:
        raise Refusal("session/not_over")
    waiting = _waiting(match, at)
    if not waiting:
        raise Refusal("session/no_decision", at=at, near=_near(match, at))
    if role is None:
        did = match.happenings[at].by if at < len(match.happenings) else None
        return did if did in waiting else waiting[0]
    if role not in waiting:
        raise Refused("act/not_your_turn")
    return role


def _waiting(match: Match, at: int) -> tuple[int, ...]:
    """Return the seats that decide after a line; none inside an act, or where chance is to draw."""
    if not 1 <= at <= len(match.happenings) or match.happenings[at - 1].more:
        return ()
    return tuple(role for role in match.forked(at).waiting() if role != CHANCE)


def _near(match: Match, at: int) -> str:
    """Return the nearest lines after which a seat decides, with the seat."""
    found = decisions(match)
    before = [one for one in found if one.at < at][-2:]
    after = [one for one in found if one.at > at][:2]
    return ", ".join(f"{one.at} ({match.roles[one.role]})" for one in (*before, *after))


# Asking ---------------------------------------------------------------------------------------------


def ask(
    match: Match, question: Question, runs: int, *, jobs: int | None = None, done: Done = lambda: None
) -> Answer:
    """Play `runs` times on from a moment of a match that is over. Raises `Refusal`, `Refused`, `SeatError`.

    `jobs`: how many processes play; by itself as many as the machine has processors and the runs are worth.
    """
    role = who_decides(match, question.at, question.role)
    asked = replace(question, role=role, seats={**usual_seats(match, question.at), **(question.seats or {})})
    if HUMAN in (asked.seats or {}).values():
        raise SeatError("seats/no_humans")
    fork = fork_of(match, asked)
    return Answer(
        fork,
        ending_of(match),
        _same_luck(match, asked, question),
        tuple(_endings(match, fork, asked, runs, jobs, done)),
    )


def fork_of(match: Match, question: Question) -> Match:
    """Return the match up to the moment with the other act made, if there is one. Raises as `ask` does."""
    fork = match.forked(question.at, seats=question.seats, seed=question.seed)
    if question.act is not None:
        assert question.role is not None, "an act is somebody's"
        fork.do(question.role, _act_of(fork, question.role, question.act))
    return fork


def _act_of(fork: Match, role: int, data: Mapping[str, Any]) -> Act:
    return read_act(fork.names, fork.offered(role), data)


def _same_luck(match: Match, asked: Question, question: Question) -> Ending:
    """Return how it comes out with the match's own seed, and with chance as it drew there."""
    chance = {CHANCE_SEAT: match.seats[CHANCE_SEAT], **(question.seats or {})}[CHANCE_SEAT]
    fork = fork_of(match, replace(asked, seats={**(asked.seats or {}), CHANCE_SEAT: chance}, seed=None))
    fork.run()
    return ending_of(fork)


def _endings(
    match: Match, fork: Match, question: Question, runs: int, jobs: int | None, done: Done
) -> Iterator[Ending]:
    count = _processes(runs) if jobs is None else min(jobs, runs)
    numbers = range(1, runs + 1)
    if count == 1:
        yield from _told((_played_on(fork, run) for run in numbers), done)
        return
    # A process of its own is begun anew ("spawn"), not copied: threads and locks do not survive a copy.
    pool = ProcessPoolExecutor(
        count, get_context("spawn"), initializer=_prepare, initargs=(match.contents(), question)
    )
    try:
        yield from _told(pool.map(_run, numbers, chunksize=RUNS_AT_ONCE), done)
    finally:
        pool.shutdown(cancel_futures=True)


def _processes(runs: int) -> int:
    return max(1, min(cpu_count() or 1, runs // RUNS_A_PROCESS))


def _told(endings: Iterable[Ending], done: Done) -> Iterator[Ending]:
    for ending in endings:
        done()
        yield ending


def _played_on(fork: Match, run: int) -> Ending:
    played = fork.forked(fork.seq(), run=run)
    played.run()
    return ending_of(played)


_FORKS: list[Match] = []
"""In a process that plays: the one match it plays on from."""


def _prepare(contents: Contents, question: Question) -> None:
    """Take the match up in a process that plays; to stop is for the one that asks."""
    signal(SIGINT, SIG_IGN)
    match = Match.taken_up(contents, name=contents.header.scenario)
    _FORKS[:] = [fork_of(match, question)]


def _run(number: int) -> Ending:
    return _played_on(_FORKS[0], number)

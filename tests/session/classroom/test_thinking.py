"""AI players in processes of their own: one that hangs or dies costs its seat a turn, and nobody else."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.session.classroom.thinking import Stuck, Thinkers, _Worker
from game.session.match import Match
from game.session.seats import kinds_of
from tests.session.classroom.classes import PATIENCE, wait_until
from tests.session.matches import made_up, new_match, yalta

AI = "stalin=diplomat,roosevelt=linear"


@pytest.fixture
def thinkers() -> Iterator[Thinkers]:
    found = Thinkers(count=1, limit=PATIENCE)
    yield found
    found.close()


def worker_of(thinkers: Thinkers) -> _Worker:
    """Return the one worker, which is idle."""
    worker = thinkers._idle.get(timeout=PATIENCE)
    thinkers._idle.put(worker)
    assert worker is not None
    return worker


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_worker_plays_what_would_be_played_here(thinkers: Thinkers) -> None:
    """Two matches by turns, told line by line, to the same end as in this process."""
    matches = {"1": new_match(AI, 1), "2": new_match(AI, 2)}
    while any(match.due() is not None for match in matches.values()):
        for key, match in matches.items():
            role = match.due()
            if role is None:
                continue
            if role < 0:
                match.draw()
                continue
            chosen = thinkers.choose(key, match, role)
            assert chosen == match.choose(role)
            match.take(role, chosen)
    for seed, match in ((1, matches["1"]), (2, matches["2"])):
        alone = new_match(AI, seed)
        alone.run()
        assert match.state == alone.state


def test_a_worker_that_takes_too_long_is_ended_and_replaced() -> None:
    thinkers, match = Thinkers(count=1, limit=PATIENCE), new_match(AI)
    try:
        match.run(lambda one: (one.due() or 0) >= 0)
        role = match.due()
        assert role is not None
        thinkers.choose("1", match, role)
        pid = worker_of(thinkers).process.pid
        os.kill(pid, signal.SIGSTOP)
        thinkers._limit = 0.2
        with pytest.raises(Stuck, match="no answer within"):
            thinkers.choose("1", match, role)
        wait_until(lambda: gone(pid))
        thinkers._limit = PATIENCE
        assert thinkers.choose("1", match, role) == match.choose(role)
        assert worker_of(thinkers).process.pid != pid
    finally:
        thinkers.close()


def test_a_worker_that_dies_is_replaced(thinkers: Thinkers) -> None:
    match = new_match(AI)
    match.run(lambda one: (one.due() or 0) >= 0)
    role = match.due()
    assert role is not None
    thinkers.choose("1", match, role)
    first = worker_of(thinkers).process
    first.kill()
    first.join()
    with pytest.raises(Stuck):
        thinkers.choose("1", match, role)
    assert thinkers.choose("1", match, role) == match.choose(role)


def test_what_a_player_runs_into_is_told(thinkers: Thinkers) -> None:
    """The words are for the teacher; the worker goes on."""
    match = new_match(AI)
    match.run(lambda one: (one.due() or 0) >= 0)
    role = match.due()
    assert role is not None
    with pytest.raises(Stuck, match="Error"):
        thinkers.choose("1", match, 99)
    pid = worker_of(thinkers).process.pid
    assert gone(pid) or thinkers.choose("1", match, role) == match.choose(role)


def test_ctrl_c_in_the_terminal_is_for_the_class_alone(thinkers: Thinkers) -> None:
    """The signal goes to all processes of the terminal; a worker that dies of it would lose a turn."""
    match = new_match(AI)
    match.run(lambda one: (one.due() or 0) >= 0)
    role = match.due()
    assert role is not None
    thinkers.choose("1", match, role)
    worker = worker_of(thinkers)
    os.kill(worker.process.pid, signal.SIGINT)
    assert thinkers.choose("1", match, role) == match.choose(role)
    assert worker_of(thinkers) is worker


def test_workers_end_with_the_program() -> None:
    thinkers, match = Thinkers(count=2, limit=PATIENCE), new_match(AI)
    match.run(lambda one: (one.due() or 0) >= 0)
    role = match.due()
    assert role is not None
    threads = [threading.Thread(target=thinkers.choose, args=(key, match, role)) for key in "12"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    pids = [worker.process.pid for worker in list(thinkers._idle.queue) if worker is not None]
    assert pids
    thinkers.close()
    assert all(map(gone, pids))


@pytest.mark.parametrize("seed", range(12))
def test_every_turn_can_go_by(seed: int, tmp_path: Path) -> None:
    """Time is up in any step of any scenario: the turn goes by, and the match comes to its end."""
    opened = yalta() if seed == 0 else made_up(seed)
    kinds = kinds_of(opened.scenario)
    humans = ",".join(f"{role}=human" for role in kinds if kinds[role] != "recorder")
    match: Match = new_match(humans, seed, opened=opened)
    for _ in range(2000):
        match.run()
        if match.ended:
            break
        match.let_pass(match.waiting()[0])
    assert match.ended

"""What-ifs of a class: one a person, in a row, stopped when nobody waits, killed when they hang."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

import pytest

from game.messages import text
from game.presentation.what_if import moments_data
from game.session.match import Match
from game.simulation.what_if import Question
from game.web.looking_back import playing_on
from game.web.looking_back.playing_on import Asked, News, PlayingOn, TooMany, work
from tests.session.matches import played

PATIENT = 60.0


def hang(pipe: Connection) -> None:
    """Take questions, and never answer."""
    while True:
        pipe.recv()


def die(pipe: Connection) -> None:
    """Take a question, and end."""
    pipe.recv()


def tell_of_three_and_hang(pipe: Connection) -> None:
    pipe.recv()
    for _ in range(3):
        pipe.send(News("played"))
    pipe.recv()


class Hands:
    """A clock whose hands a test moves."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@contextmanager
def playing(**more: Any) -> Iterator[PlayingOn]:
    found = PlayingOn(1, **more)
    try:
        yield found
    finally:
        found.close()


@pytest.fixture(scope="module")
def match() -> Match:
    return played()


def ask(found: PlayingOn, match: Match, owner: str = "Anna", runs: int = 20) -> Asked:
    one = next(one for one in moments_data(match)["decisions"] if one["choice"])
    question = Question(one["at"], match.role_number(one["role"]))
    return found.ask(owner, match.contents(), question, runs)


def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENT
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def processes(found: PlayingOn) -> list[Any]:
    import multiprocessing as mp

    return [one for one in mp.active_children() if one.name == "what-if"]


def test_the_answer_is_that_of_the_command(match: Match) -> None:
    """One question after another in the same process; how many are over is told."""
    from game.presentation.what_if import what_if
    from game.simulation.what_if import ask as asked_here

    with playing() as found:
        for runs in (20, 5):
            one = ask(found, match, runs=runs)
            until(lambda one=one: not one.is_open)  # type: ignore[misc]
            assert (one.state, one.played) == ("answered", runs)
            question = one.task.question
            assert one.data == what_if(match, question, asked_here(match, question, runs, jobs=1))
        assert len(processes(found)) == 1
    assert not processes(found)


def test_what_goes_wrong_is_told_and_the_next_is_answered(match: Match) -> None:
    with playing() as found:
        one = found.ask("Anna", match.contents(), Question(99_999), 20)
        until(lambda: not one.is_open)
        assert one.state == "failed"
        assert one.reason
        two = ask(found, match)
        until(lambda: not two.is_open)
        assert two.state == "answered"


def test_one_that_hangs_is_killed(match: Match) -> None:
    with playing(work=hang, limit=0.3) as found:
        one = ask(found, match)
        until(lambda: not one.is_open)
        assert (one.state, one.reason) == ("failed", text("web_back/too_long"))
        until(lambda: not processes(found))


def test_one_that_dies_is_told(match: Match) -> None:
    with playing(work=die) as found:
        one = ask(found, match)
        until(lambda: not one.is_open)
        assert (one.state, one.reason) == ("failed", text("web_back/broke_down"))


def test_asking_another_stops_the_one_before(match: Match) -> None:
    """Its process is killed; another person's question waits its turn meanwhile."""
    with playing(work=tell_of_three_and_hang) as found:
        first = ask(found, match)
        until(lambda: first.played == 3)
        (before,) = processes(found)
        other = ask(found, match, "Bo")
        assert (other.state, found.before(other)) == ("waiting", 1)
        second = ask(found, match)
        assert first.state == "stopped"
        assert found.of("Anna", first.ticket) is None
        assert found.of("Anna", second.ticket) is second
        assert found.of("Bo", second.ticket) is None
        assert found.before(second) >= 1
        until(lambda: other.played == 3)
        assert not before.is_alive()


def test_only_so_many_wait(match: Match, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playing_on, "MOST_WAITING", 2)
    with playing(work=hang) as found:
        first = ask(found, match, "0")
        until(lambda: first.state == "playing")
        for owner in "12":
            ask(found, match, owner)
        with pytest.raises(TooMany):
            ask(found, match, "3")
        ask(found, match, "2")
        found.stop("1", found.of("1").ticket)  # type: ignore[union-attr]
        ask(found, match, "3")


def test_who_leaves_and_does_not_come_back_stops_it(match: Match) -> None:
    hands = Hands()
    with playing(work=tell_of_three_and_hang, now=hands, limit=10_000) as found:
        one = ask(found, match)
        until(lambda: one.played == 3)
        hands.at = 5.0
        found.leave("Bo", one.ticket)
        found.leave("Anna", "other")
        assert one.left < 0
        found.leave("Anna", one.ticket)
        hands.at = 6.0
        assert found.of("Anna", one.ticket) is one
        hands.at = 30.0
        found.leave("Anna", one.ticket)
        found.of("Anna", one.ticket, by_itself=True)  # asked by the page that was left, and overtaken
        assert one.looked < one.left
        hands.at = 33.0
        found.of("Anna", one.ticket, by_itself=True)  # another page of theirs goes on asking
        assert one.looked > one.left
        two = ask(found, match, "Bo")
        assert one.is_open
        found.leave("Anna", one.ticket)
        hands.at = 40.0
        until(lambda: not one.is_open)
        assert one.state == "stopped"
        until(lambda: two.played == 3)
        hands.at += 1_000  # nobody looks at all, as without a script
        until(lambda: two.state == "stopped")


def tell_without_end(pipe: Connection) -> None:
    pipe.recv()
    while True:
        pipe.send(News("played"))


def test_one_that_never_stops_telling_is_stopped_all_the_same(match: Match) -> None:
    """Games that are over at once leave no pause to look around in."""
    hands = Hands()
    with playing(work=tell_without_end, now=hands) as found:
        one = ask(found, match)
        until(lambda: one.played > 10)
        found.leave("Anna", one.ticket)
        hands.at = 60.0
        until(lambda: not one.is_open)
        assert one.state == "stopped"


def test_closing_ends_all_processes(match: Match) -> None:
    found = PlayingOn(1, work=hang)
    one, two = ask(found, match), ask(found, match, "Bo")
    until(lambda: one.state == "playing" and len(processes(found)) == 1)
    found.close()
    assert not processes(found)
    assert (one.state, two.state) == ("stopped", "stopped")
    with pytest.raises(TooMany):
        ask(found, match)


def test_a_process_ends_with_the_program(match: Match) -> None:
    """Its pipe is closed then."""
    import multiprocessing as mp

    ours, theirs = mp.get_context("spawn").Pipe()
    process = mp.get_context("spawn").Process(target=work, args=(theirs,))
    process.start()
    theirs.close()
    ours.close()
    process.join(PATIENT)
    assert process.exitcode == 0

"""What-ifs of the class: games played on in processes of their own, one question after the other.

Law of this file: nobody's act waits for it. One question a person; whoever asks another, or leaves, stops the
one before. A process that has nothing to say for too long is killed, and who asked is told.
"""

import multiprocessing as mp
import os
import secrets
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from signal import SIG_IGN, SIGINT, signal
from time import monotonic
from typing import Any, Literal, NamedTuple

from game.messages import language, speak, text
from game.presentation.what_if import what_if
from game.session.match import Match
from game.simulation.what_if import Question, ask
from game.storage.log import Contents

Data = dict[str, Any]
State = Literal["waiting", "playing", "answered", "failed", "stopped"]
Work = Callable[[Connection], None]
MOST_WAITING = 40
"""How many questions may wait for others."""
LIMIT = 60.0
"""Seconds a process may take for one game, its own beginning included."""
PATIENCE = 180.0
"""Seconds a question is played for while nobody looks at it; pages in the background look each minute."""
GRACE = 6.0
"""Seconds after leaving a page in which coming back goes on with its question."""
OVERTAKEN = 2.0
"""Seconds in which a page may still be heard asking that was left already."""
GLANCE = 0.2
"""Seconds between looks at whether to stop."""


class TooMany(Exception):
    """Too many questions wait already. The message says so."""


class Task(NamedTuple):
    """What is to be played on: the game, the question, how many times, in which language acts are told."""

    contents: Contents
    question: Question
    runs: int
    language: str


class News(NamedTuple):
    """What a process tells: that a game is over, what came of all, or what went wrong."""

    kind: Literal["played", "answered", "failed"]
    said: Any = None


def work(pipe: Connection) -> None:
    """Play games on until the pipe is closed; behind whatever else the machine has to do."""
    signal(SIGINT, SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(10)
    while True:
        try:
            task = pipe.recv()
            pipe.send(_answer(task, pipe))
        except (EOFError, KeyboardInterrupt, OSError):
            return


def _answer(task: Task, pipe: Connection) -> News:
    speak(task.language)
    try:
        match = Match.taken_up(task.contents, name=task.contents.header.scenario)
        told = ask(match, task.question, task.runs, jobs=1, done=lambda: pipe.send(News("played")))
        return News("answered", what_if(match, task.question, told))
    except OSError:  # nobody listens any more
        raise
    except Exception as error:  # noqa: BLE001 - whatever it ran into is told to who asked
        return News("failed", str(error) or type(error).__name__)


@dataclass(eq=False)
class Asked:
    """A question somebody asked. `about`: what the page knows of it; `looked`, `left`: when it was last."""

    ticket: str
    owner: str
    task: Task
    about: Any
    looked: float
    left: float = float("-inf")
    state: State = "waiting"
    played: int = 0
    data: Data = field(default_factory=dict)
    reason: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be answered."""
        return self.state in ("waiting", "playing")


class _Worker(NamedTuple):
    process: Any
    pipe: Connection


class PlayingOn:
    """The questions of a class. Safe to use from several threads. `work`: what a process does."""

    def __init__(
        self,
        count: int | None = None,
        *,
        limit: float = LIMIT,
        now: Callable[[], float] = monotonic,
        work: Work = work,
    ) -> None:
        """`count`: how many processes play; by itself half as many as the machine has processors."""
        self._count = max(1, (os.cpu_count() or 2) // 2) if count is None else count
        self._limit = limit
        self._now = now
        self._work = work
        self._context = mp.get_context("spawn")  # begun anew: no lock is inherited
        self._asked: dict[str, Asked] = {}
        self._waiting: deque[Asked] = deque()
        self._changed = threading.Condition()
        self._threads: list[threading.Thread] = []
        self._closing = False

    def ask(self, owner: str, contents: Contents, question: Question, runs: int, about: Any = None) -> Asked:
        """Ask in place of what the owner asked before. Raises `TooMany`."""
        with self._changed:
            self._drop(self._asked.get(owner))
            for one in [one for one in self._waiting if self._is_left(one)]:
                self._drop(one)
            if len(self._waiting) >= MOST_WAITING or self._closing:
                raise TooMany(text("web_back/too_many"))
            task = Task(contents, question, runs, language())
            found = Asked(secrets.token_urlsafe(9), owner, task, about, self._now())
            self._asked[owner] = found
            self._waiting.append(found)
            if len(self._threads) < self._count:
                self._threads.append(threading.Thread(target=self._serve, name="what-if"))
                self._threads[-1].start()
            self._changed.notify()
            return found

    def of(self, owner: str, ticket: str = "", *, by_itself: bool = False) -> Asked | None:
        """Return what somebody asked last, if it is this question, and take note that it is looked at.

        `by_itself`: a page asks that may have been left since.
        """
        with self._changed:
            found = self._asked.get(owner)
            if found is None or ticket not in ("", found.ticket):
                return None
            now = self._now()
            if not by_itself or now > found.left + OVERTAKEN:
                found.looked = now
            return found

    def before(self, asked: Asked) -> int:
        """Return how many questions are to be played before one that waits."""
        with self._changed:
            ahead = self._waiting.index(asked) if asked in self._waiting else 0
            return ahead + sum(one.state == "playing" for one in self._asked.values())

    def stop(self, owner: str, ticket: str) -> None:
        """Play no more games for a question."""
        with self._changed:
            found = self._asked.get(owner)
            if found is not None and found.ticket == ticket:
                self._drop(found)

    def leave(self, owner: str, ticket: str) -> None:
        """Take note that a question's page was left; it stops unless somebody looks at it soon."""
        with self._changed:
            found = self._asked.get(owner)
            if found is not None and found.ticket == ticket:
                found.left = self._now()

    def close(self) -> None:
        """Stop everything, and end the processes."""
        with self._changed:
            self._closing = True
            for one in self._asked.values():
                self._drop(one)
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    # Within -----------------------------------------------------------------------------------------

    def _drop(self, asked: Asked | None) -> None:
        if asked is not None and asked.is_open:
            asked.state = "stopped"
            if asked in self._waiting:
                self._waiting.remove(asked)

    def _is_left(self, asked: Asked) -> bool:
        """Return whether nobody waits for an answer any more."""
        now = self._now()
        gone = asked.left >= asked.looked and now > asked.left + GRACE
        return gone or now > asked.looked + PATIENCE

    def _serve(self) -> None:
        """Answer questions in a process of its own, one after the other."""
        worker: _Worker | None = None
        try:
            while (asked := self._next()) is not None:
                try:
                    worker = worker or self._started()
                    goes_on = self._played(asked, worker)
                except Exception as error:  # noqa: BLE001 - one question fails; the next is answered all the same
                    self._failed(asked, str(error) or type(error).__name__)
                    goes_on = False
                if worker is not None and not goes_on:
                    _end(worker)
                    worker = None
        finally:
            if worker is not None:
                _end(worker)

    def _next(self) -> Asked | None:
        """Wait for a question; None when it is over."""
        with self._changed:
            while not self._closing:
                if not self._waiting:
                    self._changed.wait()
                    continue
                asked = self._waiting.popleft()
                if self._is_left(asked):
                    asked.state = "stopped"
                    continue
                asked.state = "playing"
                return asked
            return None

    def _played(self, asked: Asked, worker: _Worker) -> bool:
        """Let a question be played; return whether the process can go on with another."""
        try:
            worker.pipe.send(asked.task)
            last = self._now()
            while asked.is_open:
                if self._is_left(asked):
                    self._stopped(asked)
                elif worker.pipe.poll(GLANCE):
                    last = self._now()
                    if self._heard(asked, worker.pipe.recv()):
                        return True
                elif self._now() > last + self._limit:
                    self._failed(asked, text("web_back/too_long"))
        except (EOFError, OSError):
            self._failed(asked, text("web_back/broke_down"))
        return False

    def _heard(self, asked: Asked, news: News) -> bool:
        """Take note of what a process tells; return whether it is done with the question."""
        with self._changed:
            if not asked.is_open:
                return news.kind != "played"
            match news.kind:
                case "played":
                    asked.played += 1
                case "answered":
                    asked.data, asked.state = news.said, "answered"
                case "failed":
                    asked.reason, asked.state = str(news.said), "failed"
            return news.kind != "played"

    def _stopped(self, asked: Asked) -> None:
        with self._changed:
            self._drop(asked)

    def _failed(self, asked: Asked, reason: str) -> None:
        with self._changed:
            if asked.is_open:
                asked.reason, asked.state = reason, "failed"

    def _started(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=self._work, args=(theirs,), daemon=True, name="what-if")
        process.start()
        theirs.close()
        return _Worker(process, ours)


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()

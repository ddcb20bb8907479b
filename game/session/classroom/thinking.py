"""AI players thinking in processes of their own, so that none can hold anybody up.

Law of this file: only who never thinks long does so here. A worker knows only the lines it was sent. One that
takes too long, or dies, is ended and replaced, and whoever asked is told.
"""

import multiprocessing as mp
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from queue import Queue
from signal import SIG_IGN, SIGINT, signal
from typing import Any, NamedTuple

from game.negotiators.player import Choice
from game.session.match import Match
from game.storage.folders import Opened, open_source
from game.storage.log import Contents, Header, Line

MOST_MATCHES = 200
"""How many matches a worker keeps in mind."""


class Stuck(Exception):
    """A player has not answered in time, or has broken down. The message says which."""


def thought_here(match: Match, role: int) -> Choice:
    """Return what a player who never thinks long does, in this process. Raises `Stuck`."""
    try:
        return match.choose(role)
    except Exception as error:
        raise Stuck(_broken_down(error)) from error


class Task(NamedTuple):
    """What a player is to think about: the lines after `since` of match `key`, and whose turn it is.

    `header`: without the scenario's source, which is sent apart.
    """

    key: str
    header: Header
    since: int
    lines: tuple[Line, ...]
    role: int


def _work(pipe: Connection) -> None:
    """Think until the pipe is closed, and whatever is pressed in the terminal of the class."""
    signal(SIGINT, SIG_IGN)
    matches: OrderedDict[str, Match] = OrderedDict()
    opened: dict[tuple[str, str], Opened] = {}
    while True:
        try:
            task = pipe.recv()
        except (EOFError, KeyboardInterrupt, OSError):
            return
        if isinstance(task, Task):
            pipe.send(_thought(task, matches, opened))
        else:
            sha256, cut, source = task
            opened[sha256, cut] = open_source(source, name=sha256).cut(cut)


def _thought(task: Task, matches: OrderedDict[str, Match], opened: dict[tuple[str, str], Opened]) -> Any:
    """Return a `Choice`; None where more lines, or the scenario, are needed; what went wrong, as words."""
    played = opened.get((task.header.sha256, task.header.cut))
    match = matches.get(task.key)
    if played is None or (task.since and (match is None or match.seq() != task.since)):
        return None
    try:
        if match is None or not task.since:
            contents = Contents(task.header, task.lines, good_bytes=0)
            match = Match.taken_up(contents, name=task.key, opened=played)
        else:
            match.follow(task.lines)
        matches[task.key] = match
        matches.move_to_end(task.key)
        if len(matches) > MOST_MATCHES:
            matches.popitem(last=False)
        return match.choose(task.role)
    except Exception as error:  # noqa: BLE001 - whatever a player runs into is told to the teacher
        matches.pop(task.key, None)
        return _broken_down(error)


def _broken_down(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


@dataclass
class _Worker:
    """A process, and what it has been sent."""

    process: Any
    pipe: Connection
    known: dict[str, int] = field(default_factory=dict)
    scenarios: set[tuple[str, str]] = field(default_factory=set)


class Thinkers:
    """A few workers. Safe to use from several threads."""

    def __init__(self, count: int = 2, limit: float = 20.0) -> None:
        """`limit`: seconds a player may think."""
        self._limit = limit
        self._context = mp.get_context("spawn")
        self._idle: Queue[_Worker | None] = Queue()
        self._all: set[int] = set()
        self._closing = threading.Event()
        for _ in range(count):
            self._idle.put(None)
        self._count = count

    def choose(self, key: str, match: Match, role: int) -> Choice:
        """Return what the AI player of a seat does. Raises `Stuck`."""
        with self._worker() as worker:
            since = worker.known.get(key, 0)
            answer = self._ask(worker, key, match, role, min(since, match.seq()))
            if answer is None:
                answer = self._ask(worker, key, match, role, 0)
        if isinstance(answer, Choice):
            return answer
        raise Stuck(str(answer))

    def close(self) -> None:
        """End the workers that are idle, and each other one when it has answered."""
        self._closing.set()
        for _ in range(self._count):
            worker = self._idle.get(timeout=self._limit + 5)
            if worker is not None:
                _end(worker)

    def _ask(self, worker: _Worker, key: str, match: Match, role: int, since: int) -> Any:
        header = replace(match.header, source={})
        scenario = (header.sha256, header.cut)
        try:
            if scenario not in worker.scenarios:
                worker.pipe.send((*scenario, dict(match.opened.source)))
                worker.scenarios.add(scenario)
            lines = match.lines_since(since)
            worker.pipe.send(Task(key, header, since, lines, role))
            worker.known[key] = since + len(lines)
            if not worker.pipe.poll(self._limit):
                raise Stuck(f"no answer within {self._limit:g} s")
            return worker.pipe.recv()
        except (EOFError, OSError) as error:
            raise Stuck(f"{type(error).__name__}: {error}") from error

    @contextmanager
    def _worker(self) -> Iterator[_Worker]:
        """Give a worker, a new one in place of one that was ended; end it if it gets stuck."""
        worker = self._idle.get()
        try:
            worker = worker or self._started()
            yield worker
        except Stuck:
            if worker is not None:
                _end(worker)
            worker = None
            raise
        finally:
            self._idle.put(worker)

    def _started(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs,), daemon=True, name="thinker")
        process.start()
        theirs.close()
        return _Worker(process, ours)


def _end(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()

"""Whose turn it is, led to its worst moments by hand."""

import threading
from collections import deque
from typing import Any

from game.session.classroom.turn import Turn
from tests.session.classroom.classes import PATIENCE


class Held(deque[Any]):
    """Holds one thread just when it has seen that somebody is to be told."""

    def __init__(self) -> None:
        super().__init__()
        self.seen, self.go_on = threading.Event(), threading.Event()
        self.thread: threading.Thread | None = None

    def _hold(self) -> None:
        if threading.current_thread() is self.thread and not self.seen.is_set():
            self.seen.set()
            assert self.go_on.wait(PATIENCE)

    def __len__(self) -> int:
        found = super().__len__()
        self._hold()
        return found

    def popleft(self) -> Any:
        self._hold()
        return super().popleft()


class Sleepy:
    """A lock whose waiting threads are slow to wake up."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.sleeps, self.wake = threading.Event(), threading.Event()

    def acquire(self, blocking: bool = True) -> bool:
        if blocking:
            self.sleeps.set()
            assert self.wake.wait(PATIENCE)
        return self._lock.acquire(blocking=blocking)

    def release(self) -> None:
        self._lock.release()


def test_two_who_give_it_at_once_tell_each_waiting_one_once() -> None:
    turn, told, failed = Turn(), list[str](), list[BaseException]()
    turn._told = held = Held()

    def change() -> None:
        try:
            with turn:
                pass
        except BaseException as error:  # noqa: BLE001 - it is looked at below
            failed.append(error)

    turn.tell(lambda: told.append("free"))
    held.thread = threading.Thread(target=change)
    held.thread.start()
    assert held.seen.wait(PATIENCE)
    with turn:  # it was given already, and is given once more
        pass
    held.go_on.set()
    held.thread.join(PATIENCE)
    assert not failed
    assert told == ["free"]

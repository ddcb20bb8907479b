"""Whose turn it is to change a match.

Law of this file: a thread holds it as deep as it likes; or it is held by nobody's thread, from the moment an
act is handed to the disk until the disk has answered, whoever hears that.
"""

import threading
from collections import deque
from collections.abc import Callable


class Turn:
    """A lock for whoever changes a match. `with`: for a thread, which may hold it already."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner: int | None = None
        self._depth = 0
        self._waiting: set[int] = set()
        self._told: deque[Callable[[], object]] = deque()

    def __enter__(self) -> None:
        me = threading.get_ident()
        if self._owner != me:  # nobody but this thread makes it this thread's
            self._waiting.add(me)
            try:
                self._lock.acquire()
            finally:
                self._waiting.discard(me)
            self._owner = me
        self._depth += 1

    def __exit__(self, *_error: object) -> None:
        self._depth -= 1
        if not self._depth:
            self._owner = None
            self.give()

    @property
    def is_wanted(self) -> bool:
        """Whether a thread waits for it."""
        return bool(self._waiting)

    def take(self) -> bool:
        """Hold it, for no thread in particular, until it is given; return whether it could be had at once."""
        return self._lock.acquire(blocking=False)

    def give(self) -> None:
        """Let the next one have it."""
        self._lock.release()
        while True:
            try:
                free = self._told.popleft()
            except IndexError:  # none is left, or another who gives it just now has told the last
                return
            free()

    def tell(self, free: Callable[[], object]) -> None:
        """Let it be told, from whichever thread, that it may be free: for whoever can wait for no lock.

        Try once more after this: it may have become free just before.
        """
        self._told.append(free)

"""Who waits for news of which group.

Law of this file: one event loop; other threads tell it by `changed`. Nobody waits for anybody else.
"""

import asyncio
import secrets
import threading
from collections import defaultdict


class Hub:
    """Counts the changes of each group, and wakes those who wait for one.

    0: the class as a whole, which changes with each of its groups.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._door = threading.Lock()
        self._changed: set[int] = set()
        first = 1000 * secrets.randbelow(10**7)
        # A page of an earlier run of the program is never taken for new.
        self._versions: dict[int, int] = defaultdict(lambda: first)
        self._waiting: dict[int, set[asyncio.Future[bool]]] = defaultdict(set)
        self.present: dict[int, int] = defaultdict(int)
        """How many streams each person has open."""

    def version(self, group: int) -> int:
        """Return how often a group has changed."""
        return self._versions[group]

    def changed(self, group: int) -> None:
        """Take note of a change. From any thread."""
        with self._door:
            is_told = bool(self._changed)
            self._changed.add(group)
        if not is_told:
            self._loop.call_soon_threadsafe(self._tell)

    def _tell(self) -> None:
        with self._door:
            changed, self._changed = self._changed, set()
        for group in changed | {0}:
            self._change(group)

    def _change(self, group: int) -> None:
        self._versions[group] += 1
        for waiting in self._waiting[group]:
            _answer(waiting, True)

    def close(self) -> None:
        """Wake all who wait, for good."""
        for group in list(self._waiting):
            self._change(group)

    async def wait(self, group: int, version: int, seconds: float) -> bool:
        """Wait until a group has changed since `version`; return False if it did not within `seconds`."""
        if self._versions[group] != version:
            return True
        waiting: asyncio.Future[bool] = self._loop.create_future()
        timer = self._loop.call_later(seconds, _answer, waiting, False)
        self._waiting[group].add(waiting)
        try:
            return await waiting
        finally:
            timer.cancel()
            self._waiting[group].discard(waiting)


def _answer(waiting: "asyncio.Future[bool]", has_changed: bool) -> None:
    if not waiting.done():
        waiting.set_result(has_changed)

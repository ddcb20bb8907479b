"""Short looks into a group's match, while somebody else is in it."""

import asyncio
import threading
from typing import Any, cast

from game.session.classroom.group import Group
from game.web.brief import MOMENTS, brief


class Occupied:
    """A group whose match somebody is in until told to leave."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.leave = threading.Event()
        self.is_in = threading.Event()
        self._thread = threading.Thread(target=self._stay)
        self._thread.start()
        self.is_in.wait()

    def _stay(self) -> None:
        with self.lock:
            self.is_in.set()
            self.leave.wait()

    def end(self) -> None:
        self.leave.set()
        self._thread.join()


def looked(group: Any, before: Any) -> tuple[str, bool]:
    """Return in which thread a look was taken, and whether the loop went on meanwhile."""

    async def run() -> tuple[str, bool]:
        went_on = asyncio.Event()
        asyncio.get_running_loop().call_soon(went_on.set)
        asyncio.get_running_loop().call_later(before, group.leave.set)
        name = await brief(cast("Group", group), lambda: threading.current_thread().name)
        return name, went_on.is_set()

    return asyncio.run(run())


def test_nobody_in_it_means_at_once() -> None:
    group = Occupied()
    group.end()
    assert looked(group, 0) == (threading.current_thread().name, False)


def test_who_is_in_it_for_a_moment_is_waited_for_by_the_loop_going_on() -> None:
    group = Occupied()
    assert looked(group, 0) == (threading.current_thread().name, True)
    group.end()


def test_for_who_stays_long_a_thread_waits() -> None:
    group = Occupied()
    name, went_on = looked(group, 5 * sum(MOMENTS))
    group.end()
    assert went_on
    assert name != threading.current_thread().name

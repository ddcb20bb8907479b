"""Short looks into a group's match, while somebody else is in it."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
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


def looked(group: Any, before: float) -> tuple[bool, bool]:
    """Return whether a look was taken in the loop's own thread, and whether the loop went on meanwhile."""

    async def run() -> tuple[bool, bool]:
        went_on = asyncio.Event()
        asyncio.get_running_loop().call_soon(went_on.set)
        asyncio.get_running_loop().call_later(before, group.leave.set)
        looker = await brief(cast("Group", group), threading.get_ident)
        return looker == threading.get_ident(), went_on.is_set()

    with ThreadPoolExecutor(1) as apart:  # a browser of other tests may have a loop in this one
        return apart.submit(asyncio.run, run()).result()


def test_nobody_in_it_means_at_once() -> None:
    group = Occupied()
    group.end()
    assert looked(group, 0) == (True, False)


def test_who_is_in_it_for_a_moment_is_waited_for_by_the_loop_going_on() -> None:
    group = Occupied()
    assert looked(group, 0) == (True, True)
    group.end()


def test_for_who_stays_long_a_thread_waits() -> None:
    group = Occupied()
    found = looked(group, 5 * sum(MOMENTS))
    group.end()
    assert found == (False, True)

"""Short looks into a group's match: at once where nobody else is in it, else a moment later.

Law of this file: the event loop never waits for a lock. A thread is asked only where somebody stays long:
to be waked and to hand the interpreter over costs a thread more than such a look takes.
"""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from starlette.concurrency import run_in_threadpool

from game.session.classroom.group import Group

T = TypeVar("T")
MOMENTS = (0.001, 0.002, 0.004, 0.008)
"""Seconds until it is tried again: an act keeps others out until it is on disk."""


async def brief(group: Group, look: Callable[[], T], *, apart: bool = False) -> T:
    """Return what a look finds; it has the group's lock, and takes no longer than a page.

    `apart`: in none of the threads that all requests share, each of which may wait for what the look does.
    """
    for moment in (0.0, *MOMENTS):
        if moment:
            await asyncio.sleep(moment)
        if group.lock.acquire(blocking=False):
            try:
                return look()
            finally:
                group.lock.release()

    def looked() -> T:
        with group.lock:
            return look()

    return await (asyncio.to_thread if apart else run_in_threadpool)(looked)

"""Acts that wait for the disk in the event loop.

Law of this file: no thread: to wake one and to hand the interpreter over to it takes longer than an act. The
loop waits for no lock: where the match is in other hands, it is told when that may be over, and tries again.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from game.session.classroom.group import Group
from game.session.classroom.people import Person
from game.session.classroom.room import Classroom
from game.session.classroom.underway import Underway
from game.web.brief import brief


class Acts:
    """Lets people, chance and players who never think long act in their groups."""

    def __init__(self, room: Classroom) -> None:
        self._room = room
        self._doors: dict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._doing: set[asyncio.Task[int]] = set()

    async def act(self, person: Person, act_id: str, data: dict[str, Any]) -> int:
        """Let a person act; return the seq once it is kept. Raises what `Classroom.act` does."""
        group = self._room.groups.get(person.group)
        if group is None:
            return self._room.act(person, act_id, data)  # which says why not
        return await self._done(group, lambda: self._room.begin_act(person, act_id, data))

    async def go_on(self, number: int) -> None:
        """Let chance and players who never think long act until somebody else is to. Raises `LogError`."""
        group, seq = self._room.groups[number], -1
        while seq != (seq := await self._done(group, lambda: self._room.begin_quick(number))):
            pass

    async def close(self) -> None:
        """Wait for what is being done."""
        await asyncio.gather(*self._doing, return_exceptions=True)

    async def _done(self, group: Group, begin: Callable[[], Underway | int | None]) -> int:
        """Do something, and return the seq after it once it is on disk; also where the line drops meanwhile.

        What is begun, perhaps in a thread, and not ended would keep the turn for ever.
        """
        doing = asyncio.create_task(self._do(group, begin))
        self._doing.add(doing)
        doing.add_done_callback(self._doing.discard)
        return await asyncio.shield(doing)

    async def _do(self, group: Group, begin: Callable[[], Underway | int | None]) -> int:
        underway = await self._begun(group, begin)
        if isinstance(underway, int):
            return underway
        with suppress(Exception):  # it is `end_act` that says it
            await asyncio.wrap_future(underway.on_disk)
        return await brief(group, lambda: self._room.end_act(group.id, underway), apart=True)

    async def _begun(self, group: Group, begin: Callable[[], Underway | int | None]) -> Underway | int:
        async with self._doors[group.id]:
            while (underway := await brief(group, begin, apart=True)) is None:
                free = _told(group)
                if (underway := await brief(group, begin, apart=True)) is not None:
                    break
                await free.wait()
        return underway


def _told(group: Group) -> asyncio.Event:
    """Return what is set once a group's turn may be free."""
    loop, free = asyncio.get_running_loop(), asyncio.Event()

    def tell() -> None:
        with suppress(RuntimeError):  # once the loop is closed, nobody waits
            loop.call_soon_threadsafe(free.set)

    group.turn.tell(tell)
    return free

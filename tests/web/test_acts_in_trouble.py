"""Acts in the event loop when threads are short, disks break, lines drop and the program ends."""

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest
from starlette.concurrency import run_in_threadpool

from game.session.classroom.room import Classroom
from game.web import app as application
from game.web.acts import Acts
from game.web.app import Course
from tests.scenarios.test_moscow_secrets import moscow
from tests.session.classroom.classes import PATIENCE, a_slow_disk, is_free, match_of, wait_until
from tests.web.sitting import run, sitting
from tests.web.test_acting_at_once import acts, on_the_way, sent, until
from tests.web.test_student import pair

THREADS = 40
"""How many threads all requests share."""


class Busy:
    """A thread that stays in a group, so that whoever looks into it does so in a thread."""

    def __init__(self, lock: Any) -> None:
        self._lock = lock
        self._go_on, self._is_in = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._stay, daemon=True)

    def _stay(self) -> None:
        with self._lock:
            self._is_in.set()
            assert self._go_on.wait(PATIENCE)

    def __enter__(self) -> None:
        self._thread.start()
        assert self._is_in.wait(PATIENCE)

    def __exit__(self, *_error: object) -> None:
        self._go_on.set()
        self._thread.join(PATIENCE)


def test_an_act_ends_though_every_thread_waits_for_it(tmp_path: Path) -> None:
    """Forty who send forms at once wait in all the threads there are for the act ahead of them."""

    async def test() -> None:
        async with sitting(tmp_path) as here:
            first, _ = await pair(here)
            group = here.room.groups[1]

            def change() -> None:
                with group.turn:
                    pass

            with a_slow_disk(here.room):
                request = sent(first, "one")
                await until(lambda: on_the_way(here) == 1)
                forms = [asyncio.create_task(run_in_threadpool(change)) for _ in range(2 * THREADS)]
                await until(lambda: len(group.turn._waiting) == THREADS)
                busy = Busy(group.lock)
                busy.__enter__()
            await asyncio.sleep(0.2)  # until the act's end looks for a thread
            busy.__exit__()
            try:
                assert (await asyncio.wait_for(request, 10)).json()["kept"]
            finally:
                if "one" not in acts(here):  # or the threads would never end
                    group.end_act(group._ahead[0])
                await asyncio.gather(*forms)

    run(test)


def test_whatever_the_disk_runs_into_the_turn_is_given(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            first, _ = await pair(here)
            later = here.room.file.later

            def broken(_change: Any) -> Any:
                def short(_db: Any) -> None:
                    raise MemoryError

                return later(short)

            here.room.file.later = broken  # type: ignore[assignment,method-assign]
            with pytest.raises(MemoryError):
                await sent(first, "one")
            here.room.file.later = later  # type: ignore[method-assign]
            assert not on_the_way(here)
            assert is_free(here.room)
            assert (await sent(first, "one")).json()["kept"]

    run(test)


def test_an_act_begun_in_a_thread_is_ended_also_where_its_line_drops(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            first, second = await pair(here)
            begun, begin = threading.Event(), here.room.begin_act

            def slow(*given: Any) -> Any:
                begun.set()
                return begin(*given)

            here.room.begin_act = slow  # type: ignore[assignment,method-assign]
            with Busy(here.room.groups[1].lock):
                request = sent(first, "one")
                await asyncio.sleep(0.2)  # until a thread waits to begin it
                assert not begun.is_set()
                request.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await request
            await asyncio.to_thread(wait_until, begun.is_set)
            await asyncio.wait_for(until(lambda: "one" in acts(here)), 10)
            assert (await sent(second, "two")).json()["kept"]

    run(test)


def test_when_the_program_ends_no_player_begins_what_nobody_would_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread that waits for it would keep the program from ending."""
    courses, troubles, rescued = list[Course](), list[object](), list[int]()

    class Known(Course):
        def __init__(self, room: Classroom, acts: Acts) -> None:
            super().__init__(room, acts)
            courses.append(self)

    monkeypatch.setattr(application, "Course", Known)
    close = Acts.close

    async def test() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _loop, found: troubles.append(found))
        async with sitting(tmp_path, moscow()) as here:  # three at their desks, who think in no time
            await here.student("Anna")
            here.room.start()
            group, slow = here.room.groups[1], a_slow_disk(here.room)

            def rescue() -> None:
                with group.lock:
                    rescued.append(group.end_act(group._ahead[0]))

            watch = threading.Timer(10, rescue)

            async def closed(own: Acts) -> None:
                slow.__exit__(None, None, None)
                await close(own)
                if on_the_way(here):
                    courses[0]._clocks.submit(here.room.tick)
                    wait_until(lambda: group.turn.is_wanted)
                    watch.start()

            monkeypatch.setattr(Acts, "close", closed)
            slow.__enter__()
            courses[0].acted(1)
            await until(lambda: on_the_way(here) == 1)
        watch.cancel()
        assert match_of(here.room, 1).due() is not None
        await asyncio.sleep(0)

    run(test)
    assert not rescued
    assert not troubles

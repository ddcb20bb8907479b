"""Acts that come while others are on their way to disk: several at once, twice, from a line that drops."""

import asyncio
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from game.web.acts import Acts
from tests.session.classroom.classes import PATIENCE, a_slow_disk, is_free, match_of, wait_until
from tests.web.sitting import ORIGIN, Sitting, Visitor, run, sitting
from tests.web.test_student import pair

DONE = {"kind": "done"}


def sent(visitor: Visitor, act_id: str) -> "asyncio.Task[httpx.Response]":
    """Let somebody be done at their desk; return the request, which is on its way."""
    body = {"id": act_id, "act": DONE}
    return asyncio.create_task(visitor.http.post("/seat/act", json=body, headers=ORIGIN))


async def until(done: Callable[[], bool]) -> None:
    """Wait for what happens in this loop."""
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end
        await asyncio.sleep(0)


def on_the_way(here: Sitting) -> int:
    return len(here.room.groups[1]._ahead)


def acts(here: Sitting) -> set[str]:
    return {act_id for _, act_id in here.room._done}


def test_all_at_their_desks_act_at_once(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            first, second = await pair(here)
            before = match_of(here.room, 1).seq()
            with a_slow_disk(here.room):
                both = [sent(first, "one"), sent(second, "two")]
                await until(lambda: on_the_way(here) == 2)
                offers = (await first.get("/seat/offers")).json()
                assert any(one["kind"] == "done" for one in offers["offers"])  # nothing has happened yet
                assert match_of(here.room, 1).seq() == before
                assert not any(one.done() for one in both)
            answers = [(await one).json() for one in both]
            assert [one["kept"] for one in answers] == [True, True]
            assert before < answers[0]["seq"] < answers[1]["seq"] <= match_of(here.room, 1).seq()
            assert is_free(here.room)

    run(test)


def test_the_same_act_twice_on_its_way_acts_once(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            first, _ = await pair(here)
            with a_slow_disk(here.room):
                twice = [sent(first, "one"), sent(first, "one")]
                await until(lambda: on_the_way(here) == 1)
                for _ in range(50):
                    await asyncio.sleep(0)
                assert on_the_way(here) == 1
            one, other = [(await each).json() for each in twice]
            assert one == other
            assert one["kept"]
            assert here.room.file.read("SELECT id FROM acts") == [("one",)]

    run(test)


def test_an_act_is_done_also_where_its_line_drops_on_the_way(tmp_path: Path) -> None:
    """What is handed to the disk becomes part of the match, or everybody else would wait for ever."""

    async def test() -> None:
        async with sitting(tmp_path) as here:
            first, second = await pair(here)
            with a_slow_disk(here.room):
                request = sent(first, "one")
                await until(lambda: on_the_way(here) == 1)
                request.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await request
            await until(lambda: "one" in acts(here))
            assert (await sent(second, "two")).json()["kept"]
            assert (await sent(first, "one")).json()["kept"]
            assert acts(here) == {"one", "two"}

    run(test)


def test_an_act_waits_for_whoever_changes_the_match_and_keeps_nobody_else_waiting(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            first, _ = await pair(here)
            has_it, go_on, turn = threading.Event(), threading.Event(), here.room.groups[1].turn

            def change() -> None:
                with turn:
                    has_it.set()
                    assert go_on.wait(PATIENCE)

            thread = threading.Thread(target=change)
            thread.start()
            wait_until(has_it.is_set)
            request = sent(first, "one")
            for _ in range(50):
                assert (await first.get("/seat/offers")).status_code == 200
            assert not request.done()
            assert not on_the_way(here)
            go_on.set()
            assert (await request).json()["kept"]
            thread.join(PATIENCE)

    run(test)


def test_what_is_on_its_way_when_the_program_ends_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Threads that wait for the turn would never end."""

    async def test() -> None:
        ended = list[set[str]]()
        close = Acts.close

        async with sitting(tmp_path) as here:
            first, _ = await pair(here)
            slow = a_slow_disk(here.room)
            slow.__enter__()

            async def closed(own: Acts) -> None:
                slow.__exit__(None, None, None)
                await close(own)
                ended.append(acts(here))

            monkeypatch.setattr(Acts, "close", closed)
            request = sent(first, "one")
            await until(lambda: on_the_way(here) == 1)
            request.cancel()
        assert ended == [{"one"}]

    run(test)

"""Pages that are older than the game: what they send is what they showed, or nothing.

Law of this file: forms alone, as from a page that was left open or a button pressed twice.
"""

import asyncio
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import Response

from game.messages import text
from game.session.classroom.people import Person
from game.session.classroom.register import Joined
from game.web.own import Own
from tests.session.classroom.classes import match_of
from tests.web.sitting import ORIGIN, Sitting, Visitor, run, sitting
from tests.web.test_two_at_one_seat import WORDS, line_of, person, seated, write


def kept(here: Sitting) -> list[tuple[int]]:
    return [(number,) for (number,) in here.room.file.read("SELECT person FROM acts")]


def test_a_line_of_an_older_menu_stands_for_nothing(tmp_path: Path) -> None:
    """Two press the same line, one after the other: at its place stands something else by then."""

    async def test() -> None:
        async with sitting(tmp_path, groups=2, per_seat=2) as here:
            first, second, _ = await seated(here)
            await second.get("/seat")
            await first.get("/seat")
            line = line_of(here, "play")
            assert (await first.press(line)).headers.get("X-Kept")
            late = await second.press(line)
            assert late.status_code == 409
            assert text("web/stale") in unescape(late.text)
            assert kept(here) == [(person(here, first).id,)]

    run(test)


def test_an_older_menu_accepts_no_other_proposal(tmp_path: Path) -> None:
    """The turn went by, and the other side proposed anew: “Accept” of the old page accepts nothing."""

    async def test() -> None:
        async with sitting(tmp_path, groups=1, ai="diplomat") as here:
            one = await here.student("Anna")
            here.room.start()
            tried = 0
            for _ in range(60):
                await here.settled()
                if match_of(here.room, 1).ended:
                    break
                await one.get("/seat")
                accepts = re.findall(r'value="(pick:\d+)"[^>]*>\s*([^<]*)<', one.page)
                line = next((do for do, words in accepts if words.startswith("Accept no.")), "")
                old = (one.key, one.draft)
                here.room.move_on([1])
                here.room.go_on(1)
                await here.settled()
                if line and not match_of(here.room, 1).ended:
                    before, tried = match_of(here.room, 1).seq(), tried + 1
                    answer = await one.post("/seat", key=old[0], draft=old[1], do=line)
                    assert answer.status_code == 409
                    assert match_of(here.room, 1).seq() == before
            assert tried

    run(test)


def test_what_is_sent_twice_is_kept_once_and_says_so_twice(tmp_path: Path) -> None:
    """The second finds the act not done, waits for its turn, and then the seat has acted: by the first."""

    async def test() -> None:
        async with sitting(tmp_path, groups=2, per_seat=2) as here:
            first, _, _ = await seated(here)
            await write(here, first, WORDS)
            give = next(one for one in first.buttons if one.startswith(("give:", "yes")))
            form = {"key": first.key, "draft": first.draft, "do": give}
            real, loop = here.room.has_done, asyncio.get_running_loop()

            def has_done(who: Person, act_id: str) -> int | None:
                here.room.has_done = real  # type: ignore[method-assign]
                found = real(who, act_id)
                sent = first.http.post("/seat", data=form, headers=ORIGIN)
                answer = asyncio.run_coroutine_threadsafe(sent, loop).result(20)
                assert answer.headers.get("X-Kept")
                return found

            here.room.has_done = has_done  # type: ignore[assignment,method-assign]
            twin = await first.http.post("/seat", data=form, headers=ORIGIN)
            assert twin.headers.get("X-Kept")
            assert text("web/stale") not in unescape(twin.text)
            assert text("web/left_over") not in unescape(twin.text)
            assert kept(here) == [(person(here, first).id,)]

    run(test)


async def asked(here: Sitting, teacher: Visitor, name: str) -> tuple[Visitor, str]:
    """Return a device without a code that waits at the door, and its mark on the teacher's page."""
    lost = here.visitor()
    await lost.post("/door", name=name)
    await teacher.get("/teacher")
    found = re.search(r'name="request" value="([^"]+)"', teacher.page)
    assert found is not None
    return lost, found[1]


def test_a_yes_at_the_door_sent_twice_lets_in_once(tmp_path: Path) -> None:
    """And does not shut out again who has come in."""

    async def test() -> None:
        async with sitting(tmp_path, groups=1) as here:
            await here.student("Anna")
            teacher = await here.teacher()
            lost, mark = await asked(here, teacher, "Anna")
            real, made = here.room.new_device, list[Joined]()

            def new_device(number: int) -> Joined:
                made.append(real(number))
                return made[-1]

            here.room.new_device = new_device  # type: ignore[assignment,method-assign]
            form = {"key": teacher.key, "do": "approve", "request": mark}
            sent = [teacher.http.post("/teacher/do", data=form, headers=ORIGIN) for _ in range(4)]
            await asyncio.gather(*sent)
            assert len(made) == 1
            assert (await lost.post("/door/in")).headers["location"] == "/me"
            await teacher.http.post("/teacher/do", data=form, headers=ORIGIN)
            assert (await lost.get("/me")).status_code == 200

    run(test)


@pytest.mark.parametrize("path", ["/seat", "/seat/search?q=a"])
def test_a_page_taken_just_before_the_game_begins_is_known_to_be_older(
    tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else nothing would tell it to look again."""
    real = Own._waiting

    async def test() -> None:
        async with sitting(tmp_path, groups=1) as here:
            one = await here.student("Anna")

            def waiting(own: Own, *args: Any) -> Response:
                if here.room.phase == "joining":
                    here.room.start()  # found not to have begun, and not shown yet
                return real(own, *args)

            monkeypatch.setattr(Own, "_waiting", waiting)
            await one.get(path)
            shown = re.search(r'data-version="(\d+)"', one.page)
            assert shown is not None
            assert here.room.phase == "playing"
            now = (await one.get("/poll?since=0&version=0")).json()["version"]
            assert int(shown[1]) != now

    run(test)

"""No page, stream or error of a seat tells what another keeps to itself, over whole random games.

Law of this file: a seat's browser is asked for everything it can be asked for, after every act.
"""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Route

from game.engine.asking import act_data
from game.storage.folders import Opened
from tests.presentation.test_leaks import in_guidance_of, secrets, strange_points
from tests.session.classroom.classes import match_of
from tests.session.matches import Pick, picker, some_act, varied, yalta
from tests.web.looking import bare, errors, listening, pages, plain, walked, without_own
from tests.web.sitting import ORIGIN, Sitting, Visitor, run, sitting
from tests.web.test_student import here_cookie, pair, waited_for

pytestmark = pytest.mark.usefixtures("unhurried")
NOTE = "Between us: give way on the railways."


async def shown(here: Sitting, visitor: Visitor) -> str:
    """Return all that a seat's browser is given now, what changes with each class left out."""
    page = await pages(visitor)
    if not here.room.groups[1].ended:
        page += await errors(visitor)
    return without_own(visitor, page)


@pytest.mark.parametrize("seed", range(2))
def test_private_texts_stay_private_on_every_page(tmp_path: Path, seed: int) -> None:
    opened = yalta()
    roles = opened.tables.public.roles
    kept = {role: secrets(opened, role) for role in roles}
    looked = 0

    async def look(here: Sitting, people: list[Visitor], number: int, streamed: str) -> None:
        nonlocal looked
        role, other = roles[number], roles[1 - number]
        raw = streamed + await shown(here, people[number])
        seen = plain(raw)
        if match_of(here.room, 1).ended:
            return
        assert (NOTE in seen) == (number == 0)
        assert people[1 - number].http.cookies[here_cookie(here)] not in raw
        for kind, texts in kept[other].items():
            for text in texts:
                if kind == "guidance" and in_guidance_of(opened, role, text):
                    continue
                assert bare(text) not in seen, f"{role} was shown {kind} of {other}: {text}"
                looked += 1

    async def test() -> None:
        pick = picker("web leaks", seed)
        async with sitting(tmp_path) as here:
            people = await pair(here)
            await people[0].get("/seat/notes")
            await people[0].post("/seat/notes", key=people[0].key, notes=NOTE)
            async with listening(here, *people) as streams:
                while not here.room.groups[1].ended:
                    await (await waited_for(here, people)).act(pick)
                    await here.settled()
                    for number, stream in enumerate(streams):
                        await stream.current()
                        await look(here, people, number, stream.raw)

    run(test)
    assert looked > 500


def test_every_page_is_looked_at(tmp_path: Path) -> None:
    """Whatever can be asked for is asked for, while people play and when it is over."""

    async def test() -> None:
        async with sitting(tmp_path) as here:
            people = await pair(here)
            found = {one.partition("?")[0] for one in await walked(people[0])}
            here.room.end()
            found |= {one.partition("?")[0] for one in await walked(people[0])}
            routes = [one for one in here.app._app.router.routes if isinstance(one, Route)]
            assert len(routes) > 40
            for route in routes:
                if "GET" in (route.methods or ()) and route.path != "/stream":  # that is listened to
                    assert any(route.path_regex.match(path) for path in found), route.path

    run(test)


async def screens(
    path: Path, opened: Opened, role: int, seed: int, language: str = ""
) -> tuple[list[str], list[str]]:
    """Return all that a seat's browser was given in the course of a game, and what its stream told."""
    found: list[str] = []
    pick = picker("web screens", seed)
    async with sitting(path, opened) as here:
        people = await pair(here)
        await people[role].post("/settings", language=language)
        async with listening(here, people[role]) as streams:
            for _ in range(14):
                if here.room.groups[1].ended:
                    break
                found.append(await shown(here, people[role]))
                visitor = await waited_for(here, people)
                answer = await visitor.http.post("/seat/act", json=json_act(here, pick))
                assert answer.json()["kept"], answer.text
                await here.settled()
            await streams[0].current()
    return found, streams[0].told


def json_act(here: Sitting, pick: Pick) -> dict[str, Any]:
    match = match_of(here.room, 1)
    role = match.waiting()[0]
    return {"id": f"a{match.seq()}", "act": act_data(match.names, some_act(match, role, pick))}


@pytest.mark.parametrize(("role", "language"), [(0, ""), (1, ""), (1, "de")])
def test_the_other_side_s_points_change_nothing_on_one_s_pages(
    tmp_path: Path, role: int, language: str
) -> None:
    """A page added next year that leaks fails here, without anyone remembering to list what it shows."""
    other = yalta().tables.public.roles[1 - role]
    changed = varied(strange_points(other))

    async def test() -> None:
        plain_ones = await screens(tmp_path / "a", yalta(), role, 3, language)
        others = await screens(tmp_path / "b", changed, role, 3, language)
        assert all(("Tisch" in one) == (language == "de") for one in plain_ones[0])
        assert len(plain_ones[0]) > 5
        assert len(plain_ones[1]) > 10
        for one, two in zip(plain_ones[0], others[0], strict=True):
            assert one == two
        assert plain_ones[1] == others[1]

    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    run(test)


def test_one_s_own_points_do_show(tmp_path: Path) -> None:
    """The comparison above would notice."""

    async def test() -> None:
        first, _ = await screens(tmp_path / "a", yalta(), 0, 3)
        second, _ = await screens(tmp_path / "b", varied(strange_points("stalin")), 0, 3)
        assert first[0] != second[0]

    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    run(test)


def test_a_stream_is_silent_while_another_acts_in_secret(tmp_path: Path) -> None:
    """At desks all write at once, sealed: how much the other does, and when, is not to be heard."""

    async def test() -> None:
        async with sitting(tmp_path) as here:
            people = await pair(here)
            letter = {"kind": "send", "channel": "molotov_harriman", "words": "Between ourselves."}
            async with listening(here, people[1]) as streams:
                await streams[0].current()
                version, heard = streams[0].news[-1]["version"], len(streams[0].news)
                answer = await people[0].http.post(
                    "/seat/act", json={"id": "a", "act": letter}, headers=ORIGIN
                )
                assert answer.json()["kept"], answer.text
                await asyncio.sleep(0.1)
                poll = await people[1].http.get("/poll?since=0&version=0")
                assert poll.json()["version"] == version
                here.room.pause(True)
                await streams[0].current()
                assert streams[0].news[-1]["clock"]["paused"]
                assert len(streams[0].news) == heard + 1

    run(test)

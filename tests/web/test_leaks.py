"""No page, stream or error of a seat tells what another keeps to itself, over whole random games.

Law of this file: a seat's browser is asked for everything it can be asked for, after every act.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from game.presentation.reading.books import BOOKS
from game.storage.folders import Opened
from tests.presentation.test_leaks import in_guidance_of, secrets, strange_points
from tests.session.classroom.classes import match_of
from tests.session.matches import picker, varied, yalta
from tests.web.sitting import Sitting, Visitor, run, sitting
from tests.web.test_student import here_cookie, pair, waited_for

NOTE = "Between us: give way on the railways."
READ = ("/seat", "/seat/offers", "/seat/briefing", "/seat/notes", "/seat/debrief", "/me", "/door", "/nothing")
CHANGING = re.compile(
    r'value="[0-9a-f]{32}"|data-version="\d+"|name="draft" value="[^"]*"|\d\d:\d\d:\d\d|"version": ?\d+'
)


async def shown(here: Sitting, visitor: Visitor) -> str:
    """Return all that a seat's browser is given now, what changes with each class left out."""
    paths = (*READ, *(f"/seat/book/{name}" for name in BOOKS), "/poll?since=0&version=0")
    pages = [(await visitor.get(path)).text for path in paths]
    if not here.room.groups[1].ended:
        await visitor.get("/seat")
        answer = await visitor.post("/seat", key=visitor.key, draft="[1]", do="pick:0")
        pages.append(answer.text)
        answer = await visitor.http.post("/seat/act", json={"id": "x", "act": {"kind": "nonsense"}})
        pages.append(answer.text)
    codes = [value for name, value in visitor.http.cookies.items() if "back" in name]
    text = CHANGING.sub("", "\n".join(pages))
    for code in codes:
        text = text.replace(f"{code[:4]} {code[4:]}", "")
    return text


def plain(page: str) -> str:
    """Return a page with its marks read as a browser reads them."""
    from html import unescape

    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


@pytest.mark.parametrize("seed", range(2))
def test_private_texts_stay_private_on_every_page(tmp_path: Path, seed: int) -> None:
    opened = yalta()
    roles = opened.tables.public.roles
    kept = {role: secrets(opened, role) for role in roles}
    looked = 0

    async def look(here: Sitting, people: list[Visitor]) -> None:
        nonlocal looked
        for number, role in enumerate(roles):
            other = roles[1 - number]
            raw = await shown(here, people[number])
            seen = plain(raw)
            if match_of(here.room, 1).ended:
                return
            assert NOTE not in seen
            assert people[1 - number].http.cookies[here_cookie(here)] not in raw
            for kind, texts in kept[other].items():
                for text in texts:
                    if kind == "guidance" and in_guidance_of(opened, role, text):
                        continue
                    assert " ".join(text.split()) not in seen, f"{role} was shown {kind} of {other}: {text}"
                    looked += 1

    async def test() -> None:
        pick = picker("web leaks", seed)
        async with sitting(tmp_path) as here:
            people = await pair(here)
            await people[0].get("/seat/notes")
            await look(here, people)
            notes = await people[0].get("/seat/notes")
            assert notes.status_code == 200
            while not here.room.groups[1].ended:
                await (await waited_for(here, people)).act(pick)
                await here.settled()
                await look(here, people)

    run(test)
    assert looked > 500


async def screens(path: Path, opened: Opened, role: int, seed: int) -> list[str]:
    """Return all that a seat's browser was given in the course of a game."""
    found: list[str] = []
    pick = picker("web screens", seed)
    async with sitting(path, opened) as here:
        people = await pair(here)
        for _ in range(14):
            if here.room.groups[1].ended:
                break
            found.append(await shown(here, people[role]))
            visitor = await waited_for(here, people)
            data: Any = await json_act(here, pick)
            answer = await visitor.http.post("/seat/act", json=data)
            assert answer.json()["kept"], answer.text
            await here.settled()
    return found


async def json_act(here: Sitting, pick: Any) -> dict[str, Any]:
    from game.engine.asking import act_data
    from tests.session.matches import some_act

    match = match_of(here.room, 1)
    role = match.waiting()[0]
    return {"id": f"a{match.seq()}", "act": act_data(match.names, some_act(match, role, pick))}


@pytest.mark.parametrize("role", [0, 1])
def test_the_other_side_s_points_change_nothing_on_one_s_pages(tmp_path: Path, role: int) -> None:
    """A page added next year that leaks fails here, without anyone remembering to list what it shows."""
    other = yalta().tables.public.roles[1 - role]
    changed = varied(strange_points(other))

    async def test() -> None:
        plain_ones = await screens(tmp_path / "a", yalta(), role, 3)
        others = await screens(tmp_path / "b", changed, role, 3)
        assert len(plain_ones) > 5
        for one, two in zip(plain_ones, others, strict=True):
            assert one == two

    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    run(test)


def test_one_s_own_points_do_show(tmp_path: Path) -> None:
    """The comparison above would notice."""

    async def test() -> None:
        first = await screens(tmp_path / "a", yalta(), 0, 3)
        second = await screens(tmp_path / "b", varied(strange_points("stalin")), 0, 3)
        assert first[0] != second[0]

    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    run(test)

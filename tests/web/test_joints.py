"""Where the parts of the pages meet: two at one seat beside the coach, the map, looking back; old forms.

Law of this file: what holds on the table's page holds on the pages beside it.
"""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from game.messages import speaking, text
from game.presentation.coaching import OPPONENT, ROLE
from tests.session.classroom.classes import match_of
from tests.web.sitting import Visitor, run, sitting
from tests.web.test_alone import step
from tests.web.test_looking_back import group_base, moments_first, over
from tests.web.test_student import pair
from tests.web.test_two_at_one_seat import WORDS, line_of, person, preparing, seated, write

WHAT_IF = "/seat/debrief/what-if"
BESIDE = ("/seat/map", "/seat/search?q=railways", "/seat/book/calendar", "/seat/book/explained", "/settings")
MOMENT = re.compile(r'value="(\d+/\w+)"')
VERSION = re.compile(r'data-version="(\d+)"')


async def version(visitor: Visitor) -> int:
    """Return what names all that somebody may know, as their stream says it."""
    found: int = (await visitor.http.get("/poll?since=0&version=0")).json()["version"]
    return found


def test_what_a_mate_prepares_stands_at_the_table_and_is_kept_from_no_page(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path, groups=2, per_seat=2) as here:
            table = await seated(here)
            await write(here, table.first, WORDS)
            for path in BESIDE:
                assert (await table.second.get(path)).status_code == 200, path
                assert WORDS not in unescape(table.second.page)
                if path != "/settings":
                    assert person(here, table.first).name in table.second.page
                    assert [int(one) for one in VERSION.findall(table.second.page)] == [
                        await version(table.second)
                    ]
            await table.second.get("/seat")
            assert WORDS in unescape(table.second.page)

    run(test)


def test_each_reads_what_the_other_prepares_in_their_own_language(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path, groups=2, per_seat=2) as here:
            table = await seated(here)
            await write(here, table.first, WORDS)
            await table.second.get("/seat")
            kept = here_lines(table.second)
            await table.second.post("/settings", language="de")
            await table.second.get("/seat")
            with speaking("de"):
                title = text("web/mate_preparing", name=person(here, table.first).name)
            assert title in unescape(table.second.page)
            german = here_lines(table.second)
            assert len(german) == len(kept) > 1
            assert german != kept
            assert any(WORDS in one for one in german)
            await table.second.press(f"take:{person(here, table.first).id}")
            assert WORDS in unescape(table.second.page)
            await table.first.get("/seat")
            assert preparing(here, table.first)

    run(test)


def here_lines(visitor: Visitor) -> list[str]:
    """Return what a mate prepares, line by line, as a page has it."""
    return [unescape(one) for one in re.findall(r'<li class="written">(.*?)</li>', visitor.page)]


def test_the_coach_teaches_each_of_two_at_one_seat(tmp_path: Path) -> None:
    async def test() -> None:
        rules: dict[str, Any] = {"per_seat": 2, "ai": OPPONENT, "tutorial": True, "seating": "manual"}
        async with sitting(tmp_path, **rules) as here:
            first, second = await here.student("Anna"), await here.student("Ben")
            for visitor in (first, second):
                here.room.seat(person(here, visitor).id, 1, ROLE)
            here.room.start()
            await here.settled()
            await write(here, first, WORDS)
            assert 'id="coach-title"' in first.page
            assert (await second.get("/seat")).status_code == 200
            assert WORDS in unescape(second.page)
            before = step(second)
            assert before
            await second.post("/seat/coach", key=second.key, draft=second.draft, do="coach:hide")
            assert WORDS in unescape(second.page)
            assert not step(second)
            await second.post("/seat/coach", key=second.key, draft=second.draft, do="coach:show")
            assert step(second) == before
            assert 'form="deciding" formaction="/seat/coach"' in second.page
            assert '<form id="deciding"' in second.page
            await write(here, first, "Half a sentence", typed=True)
            sent: Any = {
                "key": first.key,
                "draft": first.draft,
                "do": "coach:hide",
                "words": "Half a sentence",
            }
            await first.post("/seat/coach", **sent)
            assert re.search(r"<textarea[^>]*>\s*Half a sentence</textarea>", first.page)
            assert 'id="coach-title"' not in first.page

    run(test)


def test_two_at_one_seat_look_back_and_what_they_suppose_is_their_own(tmp_path: Path) -> None:
    """Another act that is thought up in looking back is no act: nobody at the seat sees it."""

    async def test() -> None:
        async with sitting(tmp_path, groups=2, per_seat=2) as here:
            table = await seated(here)
            await write(here, table.first, WORDS)
            await table.first.get("/seat")
            await table.first.press(line_of(here, "done"))
            if "yes" in table.first.buttons:
                await table.first.press("yes")
            here.room.end()
            for visitor in (table.first, table.second):
                for path in ("", "/replay", "/what-if", "/chapter/timeline", "/debrief.html"):
                    assert (await visitor.get(f"/seat/debrief{path}")).status_code == 200, path
                await visitor.get("/seat/debrief")
                assert [int(one) for one in VERSION.findall(visitor.page)] == [await version(visitor)]
            await table.first.get(WHAT_IF)
            sent: Any = {"key": table.first.key, "moment": MOMENT.findall(table.first.page)[0]}
            await table.first.post(WHAT_IF, **sent, do="other")
            before = await version(table.second)
            await to_words(table.first, sent)
            assert "<textarea" in table.first.page
            mate = person(here, table.second).name
            assert text("web/mate_sees", who=mate) not in unescape(table.first.page)
            assert await version(table.second) == before

    run(test)


async def to_words(visitor: Visitor, sent: dict[str, Any]) -> None:
    """Begin acts until one asks for words."""
    draft = visitor.draft
    for pick in [one for one in visitor.buttons if one.startswith("pick:")]:
        await visitor.post(WHAT_IF, **sent, draft=draft, do=pick)
        for _ in range(4):
            if "words" in visitor.buttons or "give:0" not in visitor.buttons:
                break
            await visitor.post(WHAT_IF, **sent, draft=visitor.draft, do="give:0")
        if "words" in visitor.buttons:
            return


@pytest.mark.parametrize("path", ["/seat/undo", "/seat/coach", WHAT_IF, f"{WHAT_IF}/x/stop"])
def test_an_old_form_is_told_so_wherever_it_came_from(tmp_path: Path, path: str) -> None:
    async def test() -> None:
        async with over(tmp_path) as (here, people):
            answer = await people[0].post(path, key="old", words="Dear colleague", do="other")
            assert answer.status_code == 403
            page = unescape(people[0].page)
            assert text("web/old_page") in page
            assert "Dear colleague" in page
            assert f'href="{"/seat/debrief" if "debrief" in path else "/seat"}"' in page
            stranger = here.visitor()
            assert (await stranger.post(path, key="old", words="Dear colleague")).status_code == 403
            assert text("web/not_in") in unescape(stranger.page)
            assert "Dear colleague" in stranger.page
            if "debrief" in path:
                teacher, theirs = await here.teacher(), path.replace("/seat/debrief", group_base(1))
                assert (await teacher.post(theirs, key="old", words="Dear class")).status_code == 403
                assert text("web/old_page") in unescape(teacher.page)
                assert "Dear class" in teacher.page

    run(test)


def test_forms_beside_the_table_can_be_sent_too_often(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.web.table.ACTS", (3, 1000.0))
    monkeypatch.setattr("game.web.looking_back.supposing.STEPS", (3, 1000.0))
    monkeypatch.setattr("game.web.app.SENDS", (30, 1000.0))

    async def test() -> None:
        async with sitting(tmp_path) as here:
            people = await pair(here)
            await people[0].get("/seat")
            sent: Any = {"key": people[0].key, "draft": people[0].draft}
            statuses = [(await people[0].post("/seat/undo", **sent)).status_code for _ in range(5)]
            assert statuses == [409] * 3 + [429] * 2
            assert text("web/too_often") in people[0].page
            answer = await people[0].post("/seat/coach", **sent, do="coach:hide")
            assert answer.status_code == 429
            here.room.end()
            seq = match_of(here.room, 1).seq()
            what_if: Any = {"key": people[0].key, "moment": "1/x", "do": "other"}
            statuses = [(await people[0].post(WHAT_IF, **what_if)).status_code for _ in range(5)]
            assert set(statuses) <= {200, 400, 429}
            flood = [(await people[0].post("/seat/notes", **sent, notes="x")).status_code for _ in range(30)]
            assert flood[-1] == 429
            assert 200 in flood
            assert (await people[1].get("/seat")).status_code == 200
            assert match_of(here.room, 1).seq() == seq

    run(test)


def test_steps_towards_a_what_if_can_be_taken_too_often(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.web.looking_back.supposing.STEPS", (3, 1000.0))

    async def test() -> None:
        async with over(tmp_path) as (here, people):
            await people[0].get(WHAT_IF)
            sent: Any = {"key": people[0].key, "moment": moments_first(here), "do": "other"}
            statuses = [(await people[0].post(WHAT_IF, **sent)).status_code for _ in range(5)]
            assert statuses == [200] * 3 + [429] * 2
            assert text("web/too_often") in unescape(people[0].page)
            await people[1].get(WHAT_IF)
            assert (await people[1].post(WHAT_IF, **{**sent, "key": people[1].key})).status_code == 200

    run(test)

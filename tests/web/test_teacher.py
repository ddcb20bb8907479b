"""What the teacher does in a browser, and what odd forms do not."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from game.messages import text
from game.session.match import Match
from game.storage.log import read_log
from tests.session.classroom.classes import match_of
from tests.session.matches import picker
from tests.web.looking import PATIENCE, listening
from tests.web.sitting import Visitor, run, sitting
from tests.web.test_student import here_cookie, pair, waited_for


async def press(teacher: Visitor, do: str, **form: Any) -> int:
    """Press one of the teacher's buttons."""
    await teacher.get("/teacher")
    return (await teacher.post("/teacher/do", key=teacher.key, do=do, **form)).status_code


def test_the_teacher_hears_when_somebody_acts(tmp_path: Path) -> None:
    """In any group; else the page would show where the class was when somebody last came or went."""

    async def test() -> None:
        async with sitting(tmp_path) as here:
            people = await pair(here)
            teacher = await here.teacher()
            async with listening(here, teacher, path="/teacher/stream") as (stream,):
                for acts in range(1, 4):
                    await here.settled()
                    await stream.quiet()
                    before = stream.news[-1]["version"]
                    visitor = await waited_for(here, people)
                    assert await visitor.act(picker("teacher", acts))
                    while stream.news[-1]["version"] == before:
                        stream.heard.clear()
                        await asyncio.wait_for(stream.heard.wait(), PATIENCE)
                    assert (
                        text("web/acts", count=match_of(here.room, 1).acts)
                        in (await teacher.get("/teacher")).text
                    )

    run(test)


RULES = {
    "groups": "3",
    "per_seat": "2",
    "seating": "manual",
    "gate": "required",
    "turn_minutes": "4",
    "desk_minutes": "9",
    "ai": "boulware",
}


def test_a_lesson(tmp_path: Path) -> None:
    """Rules, seats, begin, pause, more time, an AI player, a swap, moving on, the end, the records."""

    async def test() -> None:
        async with sitting(tmp_path) as here:
            room, teacher = here.room, await here.teacher()
            assert await press(teacher, "rules", **RULES) == 303
            assert (room.rules.groups, room.rules.seating, room.rules.turn_minutes) == (3, "manual", 4)
            students = [await here.student(name) for name in ("Anna", "Bo", "Cleo")]
            assert all(not one.group for one in room.register.people.values())
            assert await press(teacher, "start") == 409
            assert "Nobody sits" in teacher.page
            assert await press(teacher, "seat", person=1, place="2/stalin") == 303
            assert await press(teacher, "chance") == 303
            assert await press(teacher, "seat", person=3, place="2/") == 303
            assert await press(teacher, "start") == 303
            await here.settled(2)
            await teacher.get("/teacher")
            for name in ("Anna", "Bo", "Cleo"):
                assert name in teacher.page
            await students[2].get("/seat")
            assert "The first talk" in students[2].page
            assert students[2].buttons == []
            assert await press(teacher, "extend", group=0, minutes=2) == 303
            assert await press(teacher, "pause") == 303
            assert room.paused
            assert await press(teacher, "resume") == 303
            assert await press(teacher, "to_ai", place="2/stalin") == 303
            assert match_of(room, 2).seats["stalin"] == "boulware"
            assert await press(teacher, "give_back", place="2/stalin") == 303
            assert await press(teacher, "swap", person=1, other=2) == 303
            assert room.register[2].role == "stalin"
            assert await press(teacher, "move_on", group=2) == 303
            old = room.code
            assert await press(teacher, "code") == 303
            assert room.code != old
            assert await press(teacher, "remove", person=2) == 303
            assert (await students[1].get("/seat")).status_code == 403
            assert await press(teacher, "end") == 303
            assert room.phase == "ended"
            assert await press(teacher, "move_on", group=2) == 409

    run(test)


@pytest.mark.parametrize(
    "form",
    [
        {"do": "nonsense"},
        {},
        {"do": "seat", "person": "--5", "place": "1/stalin"},
        {"do": "seat", "person": "1", "place": "-1/stalin"},
        {"do": "seat", "person": "1", "place": "1/nobody"},
        {"do": "seat", "person": "99999999999999999999", "place": "1/stalin"},
        {"do": "seat"},
        {"do": "swap", "person": "1"},
        {"do": "remove"},
        {"do": "to_ai", "place": "x"},
        {"do": "extend", "group": "99", "minutes": "2"},
        {"do": "move_on", "group": "-3"},
        {"do": "approve", "request": "x"},
        {"do": "start"},
        {"do": "rules", **RULES, "groups": "0"},
        {"do": "rules", **RULES, "groups": "501"},
        {"do": "rules", **RULES, "groups": "-1"},
        {"do": "rules", **RULES, "per_seat": "3"},
        {"do": "rules", **RULES, "turn_minutes": "-1"},
        {"do": "rules", **RULES, "desk_minutes": "100000"},
        {"do": "rules", **RULES, "gate": "x"},
        {"do": "rules", **RULES, "ai": "human"},
        {"do": "rules", **RULES, "ai": "record"},
        {"do": "rules"},
    ],
)
def test_odd_forms_are_told_and_change_nothing(tmp_path: Path, form: dict[str, str]) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            await pair(here)
            teacher, before = await here.teacher(), (here.room.rules, dict(here.room.register.people))
            answer = await teacher.post("/teacher/do", key=teacher.key, **form)  # type: ignore[arg-type]
            assert answer.status_code in (400, 409), answer.text[:200]
            assert 'class="problem"' in answer.text
            assert (here.room.rules, dict(here.room.register.people)) == before

    run(test)


def test_the_record_of_a_group_is_a_log(tmp_path: Path) -> None:
    """It can be taken home and read by the commands for logs; others' groups are not in it."""

    async def test() -> None:
        pick = picker("record", 2)
        async with sitting(tmp_path) as here:
            people = await pair(here)
            for _ in range(6):
                await (await waited_for(here, people)).act(pick)
                await here.settled()
            teacher = await here.teacher()
            answer = await teacher.get("/teacher/group/1.jsonl")
            assert "attachment" in answer.headers["content-disposition"]
            path = tmp_path / "record.jsonl"
            path.write_bytes(answer.content)
            assert read_log(path).lines == match_of(here.room, 1).contents().lines
            again = Match.resume(path, write=False)
            assert again.state == match_of(here.room, 1).state
            secrets = [one.http.cookies[here_cookie(here)] for one in people] + [here.key, here.room.secret]
            for secret in secrets:
                assert secret not in answer.text
            assert (await teacher.get("/teacher/group/1.md")).status_code == 200
            assert (await teacher.get("/teacher/group/9.jsonl")).status_code == 403

    run(test)


def test_the_teacher_s_page_tells_no_seat_s_secrets(tmp_path: Path) -> None:
    """It may be on the wall by mistake: who sits where and how far they are, and no more."""

    async def test() -> None:
        pick = picker("wall", 1)
        async with sitting(tmp_path) as here:
            people = await pair(here)
            await people[0].get("/seat/notes")
            await people[0].post("/seat/notes", key=people[0].key, notes="Give way on the railways.")
            teacher = await here.teacher()
            for _ in range(8):
                if here.room.groups[1].ended:
                    break
                await (await waited_for(here, people)).act(pick)
                await here.settled()
                for path in ("/teacher", "/teacher/projector"):
                    await teacher.get(path)
                    page = teacher.page
                    assert "Give way" not in page
                    assert here.key not in page
                    for issue in here.room.opened.scenario.issues.values():
                        assert issue.title not in page
                    for role in here.room.opened.scenario.roles.values():
                        assert role.walkaway is None or role.walkaway.text not in page

    run(test)


def test_logging_out(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            teacher = await here.teacher()
            assert (await teacher.post("/teacher/logout", key="x")).status_code == 403
            await teacher.get("/teacher")
            await teacher.post("/teacher/logout", key=teacher.key)
            await teacher.get("/teacher")
            assert 'action="/teacher/login"' in teacher.page
            assert here.room.code not in teacher.page

    run(test)


def test_a_new_key_shuts_the_old_one_out(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            teacher = await here.teacher()
            key = here.room.new_key()
            await teacher.get("/teacher")
            assert 'action="/teacher/login"' in teacher.page
            assert (await here.visitor().post("/teacher/login", key=key)).status_code == 303

    run(test)

"""What people in the class do in a browser: join, act, come back, look back; and what they may not."""

import asyncio
import json
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest

from game.messages import text
from game.session.classroom.people import LONGEST_NOTES
from tests.session.classroom.classes import match_of
from tests.session.matches import picker
from tests.web.sitting import HERE, ORIGIN, Sitting, Visitor, run, sitting

MARKED = "<script>alert(1)</script><b onclick=x>&amp;\"'"


async def pair(here: Sitting) -> list[Visitor]:
    """Return the two people of Yalta, in the order of the roles, in a class that has begun."""
    people = [await here.student("Anna"), await here.student("Bo")]
    if here.room.register[1].role != here.room.seats[0]:
        here.room.swap(1, 2)
    here.room.start()
    await here.settled()
    return people


def here_cookie(here: Sitting) -> str:
    from game.session.classroom.people import digest

    return f"kherem_{digest(here.room.secret)[:8]}"


async def waited_for(here: Sitting, people: list[Visitor]) -> Visitor:
    await here.settled()
    return people[match_of(here.room, 1).waiting()[0]]


def seq(here: Sitting) -> int:
    return match_of(here.room, 1).seq()


def test_a_get_takes_no_seat_and_a_link_preview_neither(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            code = here.room.code
            for path in (
                "/",
                f"/?code={code}",
                "/join",
                f"/join?code={code}&name=x",
                "/me",
                "/seat",
                "/door",
            ):
                visitor = here.visitor()
                await visitor.get(path)
                await visitor.http.head(path)
            assert not here.room.register.people
            visitor = here.visitor()
            await visitor.get(f"/?code={code}")
            assert f'value="{code}"' in visitor.page

    run(test)


def test_joining_is_told_once_and_kept_in_a_cookie_no_script_reads(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            visitor = here.visitor()
            answer = await visitor.join(here.room, "Anna")
            assert answer.headers["location"] == "/me"
            cookies = answer.headers.get_list("set-cookie")
            kept = [one for one in cookies if "Max-Age=0" not in one]
            assert len(kept) == 2
            assert all("HttpOnly" in one and "SameSite=lax" in one for one in kept)
            token = visitor.http.cookies[here_cookie(here)]
            assert token not in (tmp_path / "class.db").read_bytes().decode("latin-1")
            await visitor.get("/me")
            assert "Anna" in visitor.page
            back = "".join(visitor.http.cookies[one] for one in visitor.http.cookies if "back" in one)
            assert f"{back[:4]} {back[4:]}" in visitor.page
            for path in ("/", "/join"):
                again = await visitor.get(path) if path == "/" else await visitor.join(here.room, "Anna")
                assert again.headers["location"] == "/seat"
            assert len(here.room.register.people) == 1

    run(test)


def test_pressing_twice_and_lost_answers_take_one_seat(tmp_path: Path) -> None:
    """The form is sent twice before the first answer is there, and once more after a crash."""

    async def test() -> None:
        async with sitting(tmp_path) as here:
            visitor = here.visitor()
            await visitor.get("/")
            cookies = dict(visitor.http.cookies)

            async def once() -> httpx.Response:
                other = here.visitor()
                other.http.cookies.update(cookies)
                return await other.post("/join", code=here.room.code, name="Anna")

            answers = await asyncio.gather(once(), once(), once())
            assert {one.status_code for one in answers} == {303}
            assert len(here.room.register.people) == 1
            assert len({one.headers["set-cookie"].split(";")[0] for one in answers}) == 1
            await once()
            assert len(here.room.register.people) == 1

    run(test)


def test_ninety_from_one_address_are_each_seated_once(tmp_path: Path) -> None:
    """A school's network shows one address to the outside: the limit on guesses must not meet a class."""

    async def test() -> None:
        async with sitting(tmp_path, groups=50) as here:
            visitors = [here.visitor("10.9.9.9") for _ in range(90)]
            answers = await asyncio.gather(*(v.join(here.room, f"N{n}") for n, v in enumerate(visitors)))
            assert {one.status_code for one in answers} == {303}
            places = [(one.group, one.role) for one in here.room.register.people.values()]
            assert len(set(places)) == len(places) == 90

    run(test)


def test_codes_cannot_be_guessed(tmp_path: Path) -> None:
    """Wrong codes are counted by address; then even the right one is not taken, for a while."""

    async def test() -> None:
        async with sitting(tmp_path) as here:
            visitor = here.visitor("10.6.6.6")
            statuses = [
                (await visitor.post("/join", code=f"BAD{n}", name="x")).status_code for n in range(60)
            ]
            assert statuses.count(429) >= 25
            answer = await visitor.post("/join", code=here.room.code, name="x")
            assert answer.status_code == 429
            assert (await here.visitor().join(here.room, "Anna")).status_code == 303
            statuses = [(await visitor.post("/return", back=f"WRONG{n}")).status_code for n in range(12)]
            assert statuses == [400] * 6 + [429] * 6
            statuses = [(await visitor.post("/teacher/login", key=f"{n}")).status_code for n in range(14)]
            assert statuses == [403] * 10 + [429] * 4
            assert len(here.room.register.people) == 1

    run(test)


def test_a_new_device_by_code_shuts_the_old_one_out_and_tells_it(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            old, new = await here.student("Anna"), here.visitor()
            back = next(value for name, value in old.http.cookies.items() if "back" in name)
            answer = await new.post("/return", back=back.lower())
            assert answer.status_code == 303
            await new.get("/me")
            assert "Anna" in new.page
            answer = await old.get("/seat")
            assert answer.status_code == 403
            assert "another device" in old.page
            poll = await old.get("/poll?since=0&version=1")
            assert poll.status_code == 403
            assert poll.json()["gone"]
            assert len(here.room.register.people) == 1

    run(test)


def test_the_teacher_lets_somebody_in_who_has_lost_their_code(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            old, new, thief = await here.student("Anna"), here.visitor(), here.visitor()
            assert (await new.post("/door", name="Nobody")).status_code == 400
            assert (await new.post("/door", name=" anna ")).status_code == 303
            assert (await new.post("/door/in")).headers["location"] == "/door"
            assert (await new.get("/seat")).status_code == 403
            assert (await old.get("/seat")).status_code == 200

            teacher = await here.teacher()
            mark = teacher.page.split('name="request" value="')[1].split('"')[0]
            for who in (thief, old):
                assert (await who.post("/teacher/do", do="approve", request=mark)).status_code == 403
            await teacher.post("/teacher/do", key=teacher.key, do="approve", request=mark)
            thief.http.cookies.update(dict.fromkeys(new.http.cookies, mark))
            assert (await thief.post("/door/in")).headers["location"] == "/door"
            assert (await new.post("/door/in")).headers["location"] == "/me"
            assert (await new.get("/seat")).status_code == 200
            assert (await old.get("/seat")).status_code == 403
            assert (await new.post("/door/in")).headers["location"] == "/door"

    run(test)


def test_a_game_by_pages_alone(tmp_path: Path) -> None:
    """Without a script, by pressing buttons, from the first desk to looking back."""

    async def test() -> None:
        pick = picker("pages", 1)
        async with sitting(tmp_path) as here:
            people = await pair(here)
            acts = 0
            while not here.room.groups[1].ended:
                visitor = await waited_for(here, people)
                assert await visitor.act(pick)
                acts += 1
                await here.settled()
            assert acts > 8
            for visitor in people:
                await visitor.get("/seat")
                assert "/seat/debrief" in visitor.page
                answer = await visitor.get("/seat/debrief")
                assert answer.status_code == 200
                assert "/seat/debrief/chapter/" in visitor.page

    run(test)


def test_looking_back_is_for_afterwards(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            people = await pair(here)
            await people[0].get("/seat/debrief")
            assert "/seat/debrief/chapter/" not in people[0].page
            here.room.end()
            for visitor in people:
                await visitor.get("/seat/debrief")
                assert "/seat/debrief/chapter/" in visitor.page
                await visitor.get("/seat")
                assert visitor.buttons == []

    run(test)


def test_what_people_write_is_text(tmp_path: Path) -> None:
    """HTML in names, notes and letters is shown as it was typed, and runs nowhere."""

    async def test() -> None:
        async with sitting(tmp_path) as here:
            name = "<b onclick=x>Ann</b>&amp;'"
            visitor = await here.student(name)
            await visitor.get("/seat/notes")
            await visitor.post("/seat/notes", key=visitor.key, notes=f"</textarea>{MARKED}")
            await visitor.get("/seat/notes")
            teacher = await here.teacher()
            await teacher.get("/teacher")
            for page in (visitor.page, teacher.page):
                assert "<script>alert" not in page
                assert "<b onclick" not in page
                assert page.count("</textarea>") <= 1
            answer = await here.visitor().get(f"/?code={MARKED}")
            assert "<script>alert" not in answer.text
            answer = await here.visitor().post("/join", code='"><script>alert(1)</script>', name=MARKED[:40])
            assert answer.status_code == 400
            assert "<script>alert" not in answer.text

    run(test)


def test_notes_are_one_s_own_and_have_an_end(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            anna, bo = await here.student("Anna"), await here.student("Bo")
            await anna.get("/seat/notes")
            await bo.get("/seat/notes")
            mine, theirs = anna.key, bo.key
            assert (await anna.post("/seat/notes", key=theirs, notes="x")).status_code == 403
            assert (await anna.post("/seat/notes", notes="x")).status_code == 403
            kept = await anna.post("/seat/notes", key=mine, notes="Ours: the ports.\r\n2")
            assert kept.headers["X-Kept"] == "yes"
            await bo.get("/seat/notes")
            assert "the ports" not in bo.page
            answer = await anna.post("/seat/notes", key=mine, notes="x" * (LONGEST_NOTES + 1))
            assert answer.status_code == 400
            await anna.get("/seat/notes")
            assert ">Ours: the ports.\n2</textarea>" in anna.page

    run(test)


@pytest.mark.parametrize("gate", ["off", "shown", "required"])
def test_the_questions_about_the_briefing(tmp_path: Path, gate: str) -> None:
    async def test() -> None:
        async with sitting(tmp_path, gate=gate) as here:
            people = await pair(here)
            visitor = await waited_for(here, people)
            await visitor.get("/seat/briefing")
            assert ("<fieldset>" in visitor.page) == (gate != "off")
            if gate == "off":
                return
            key = visitor.key
            person = here.room.register.of_token(visitor.http.cookies[here_cookie(here)])
            assert person is not None
            asked = here.room.questions(person)
            wrong = await visitor.post("/seat/check", key=key, do="check", q0="99")
            assert "Not everything is right" in wrong.text
            skip = await visitor.post("/seat/check", key=key, do="skip")
            assert (skip.status_code == 303) == (gate == "shown")
            if gate == "required":
                await visitor.get("/seat")
                refused = await visitor.post("/seat/act", headers={**ORIGIN})
                assert refused.status_code == 400
                given: Any = {f"q{n}": str(one.answer) for n, one in enumerate(asked)}
                right = await visitor.post("/seat/check", key=key, do="check", **given)
                assert right.headers["location"] == "/seat"
            assert here.room.register[person.id].checked

    run(test)


# Acts ---------------------------------------------------------------------------------------------------


def test_an_act_sent_twice_acts_once(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            people = await pair(here)
            visitor = await waited_for(here, people)
            body = {"id": "mine", "act": {"kind": "done"}}
            answers = [await visitor.http.post("/seat/act", json=body, headers=ORIGIN) for _ in range(2)]
            assert [one.json()["kept"] for one in answers] == [True, True]
            assert answers[0].json() == answers[1].json()
            assert here.room.file.read("SELECT count(*) FROM acts") == [(1,)]

    run(test)


def test_the_same_form_sent_twice_acts_once(tmp_path: Path) -> None:
    """Also without a script: the page's own id counts."""

    async def test() -> None:
        async with sitting(tmp_path) as here:
            people = await pair(here)
            visitor = await waited_for(here, people)
            await visitor.get("/seat")
            for _ in range(20):
                sent: Any = {"key": visitor.key, "draft": visitor.draft, "do": here.final(visitor)}
                answer = await visitor.post("/seat", **sent)
                if answer.headers.get("X-Kept"):
                    break
            before = seq(here)
            again = await visitor.post("/seat", **sent)
            assert again.headers.get("X-Kept")
            assert here.room.file.read("SELECT count(*) FROM acts") == [(1,)]
            assert seq(here) == before

    run(test)


def test_two_in_one_seat_the_second_is_told_that_nothing_was_sent(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path, per_seat=2) as here:
            visitors = [await here.student(name) for name in "ABCD"]
            here.room.start()
            await here.settled()
            match = match_of(here.room, 1)
            role = match.roles[match.waiting()[0]]
            cookie = here_cookie(here)
            known = [(here.room.register.of_token(v.http.cookies[cookie]), v) for v in visitors]
            first, second = [v for person, v in known if person is not None and person.role == role]
            for one in (first, second):
                await one.get("/seat")
            assert "with" in first.page
            name = here.room.register.of_token(second.http.cookies[cookie])
            assert name is not None
            assert name.name in first.page
            for _ in range(20):
                answer = await first.press(here.final(first))
                if answer.headers.get("X-Kept"):
                    break
            acts = here.room.file.read("SELECT count(*) FROM acts")
            late = await second.press(second.buttons[0])
            assert late.status_code in (200, 409)
            assert not late.headers.get("X-Kept")
            assert here.room.file.read("SELECT count(*) FROM acts") == acts == [(1,)]

    run(test)


@pytest.mark.parametrize("path", ["/seat", "/seat/notes", "/seat/check"])
def test_a_page_that_is_out_of_date_says_so_and_loses_nothing(tmp_path: Path, path: str) -> None:
    """Two share a browser, and the first one's page is still open: the seat was not taken up elsewhere."""

    async def test() -> None:
        async with sitting(tmp_path) as here:
            people = await pair(here)
            await people[0].get("/seat/notes")
            old = people[0].key
            people[0].http.cookies.update(people[1].http.cookies)
            before = seq(here)
            draft = '["a", "b", ["letter", 0, null], ["Dear colleague"], []]'
            sent: Any = {"key": old, "draft": draft, "do": "words", "words": MARKED, "notes": "My <i>notes"}
            answer = await people[0].post(path, **sent)
            assert answer.status_code == 403
            page = unescape(answer.text)
            assert text("web/old_page") in page
            assert text("web/gone") not in page
            assert all(words in page for words in ("Dear colleague", MARKED, "My <i>notes"))
            assert "<script>alert" not in answer.text
            assert "X-Kept" not in answer.headers
            assert seq(here) == before
            assert not any(one.notes for one in here.room.register.people.values())
            assert (await people[0].get("/seat")).status_code == 200

    run(test)


def test_a_device_that_was_shut_out_loses_nothing_either(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            old = await here.student("Anna")
            await old.get("/seat/notes")
            key = old.key
            here.room.new_device(1)
            answer = await old.post("/seat/notes", key=key, notes="Half a thought")
            assert answer.status_code == 403
            assert text("web/gone") in answer.text
            assert "Half a thought" in answer.text

    run(test)


TAMPERED: list[Any] = [
    "",
    "null",
    "[]",
    "{}",
    "[" * 5000,
    "x" * 50_000,
    '["a", "b", null, [], []]',
    '["a", "b", ["propose", 0, null], [-1], []]',
    '["a", "b", ["propose"], [], []]',
    '["a", "b", "propose", [1.5], []]',
    '["a", "b", {"kind": 1}, [], [1]]',
    '["a", "MARK", ["propose", 99, null], [], []]',
    '["a", "MARK", ["propose", -1, null], [], []]',
    '["a", "MARK", ["done", 0, {"x": []}], [], []]',
    '["a", "MARK", null, [], [{"intent": "x"}]]',
    '["a", "MARK", null, [], [{"issue": "none", "intent": [], "words": 1}]]',
    '["a", "MARK", null, [], [{}]]',
    '["\\ud800", "MARK", null, [], []]',
    '["a", "MARK", null, [' + "9" * 5000 + "], []]",
    '["a", "MARK", null, [], [{"intent": "probe", "issue": "ports", "words": "\\ud800"}]]',
]


@pytest.mark.parametrize("written", TAMPERED)
def test_a_draft_that_was_tampered_with_does_nothing(tmp_path: Path, written: str) -> None:
    """Whatever a page brings along: it is refused, shown anew, and nothing has happened."""

    async def test() -> None:
        async with sitting(tmp_path) as here:
            people = await pair(here)
            for turn in range(2):
                visitor = await waited_for(here, people)
                await visitor.get("/seat")
                first = next(one for one in visitor.buttons if one.startswith("pick:"))
                await visitor.press(first)
                mark = json.loads(visitor.draft)[1]
                before, key = seq(here), visitor.key
                for do in (
                    *("pick:0", "pick:-1", "pick:99", "pick:--5", "pick:٣", "give:-1", "give:0", "give:--1"),
                    *(
                        "give:",
                        "give:-",
                        "give:x",
                        f"give:{'9' * 300}",
                        "yes",
                        "words",
                        "back",
                        "",
                        "package",
                    ),
                    *("weigh", "start:usual", "start:nothing"),
                ):
                    sent = written.replace("MARK", mark)
                    answer = await visitor.post("/seat", key=key, draft=sent, do=do, words=MARKED)
                    assert answer.status_code in (200, 409, 429), (do, answer.text)
                    assert "<script>alert" not in answer.text
                    if answer.headers.get("X-Kept"):
                        pytest.fail(f"{do} of {written[:60]} acted")
                    if answer.status_code == 429:
                        break
                assert seq(here) == before
                match = match_of(here.room, 1)
                if turn == 0:
                    here.room.move_on([1])
                    await here.settled()
                    assert match is not None

    run(test)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b"nonsense",
        b'{"id": "x"}',
        b'{"id": "x", "act": []}',
        b'{"id": "x", "act": {"kind": "sign", "instruments": [-1]}}',
        b'{"id": "x", "act": {"kind": {"a": 1}}}',
        b'{"id": "\\ud800", "act": {"kind": "done"}}',
        b'{"id": "", "act": {"kind": "done"}}',
        b'{"id": "x", "act": {"kind": "done", "role": "stalin"}}',
        b'{"id": "x", "act": {"kind": "send", "channel": "molotov_harriman", "words": "\\ud800"}}',
        b"[" * 100_000,
        b'{"id": "x", "act": {"kind": ' + b"9" * 6000 + b"}}",
    ],
)
def test_acts_that_are_none(tmp_path: Path, body: bytes) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            people = await pair(here)
            visitor = await waited_for(here, people)
            before = seq(here)
            answer = await visitor.http.post("/seat/act", content=body, headers=ORIGIN)
            assert answer.status_code in (400, 409), answer.text
            assert answer.json()["kept"] is False
            assert answer.json()["why"]
            assert seq(here) == before

    run(test)


def test_acting_too_often_is_refused_and_loses_nothing(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            people = await pair(here)
            visitor = await waited_for(here, people)
            await visitor.get("/seat")
            pick = next(one for one in visitor.buttons if one.startswith("pick:"))
            await visitor.press(pick)
            draft = visitor.draft
            sent: Any = {"key": visitor.key, "draft": draft, "do": "x"}
            statuses = {(await visitor.post("/seat", **sent)).status_code for _ in range(310)}
            assert statuses == {409, 429}
            assert json.loads(visitor.draft)[2] == json.loads(draft)[2]

    run(test)


def test_a_pause_refuses_acts_and_keeps_what_was_chosen(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            people = await pair(here)
            visitor = await waited_for(here, people)
            await visitor.get("/seat")
            here.room.pause(True)
            for _ in range(20):
                buttons = visitor.buttons
                answer = await visitor.press(here.final(visitor))
                if answer.status_code == 409:
                    break
            assert "paused" in visitor.page
            assert visitor.buttons == buttons
            here.room.pause(False)
            assert (await visitor.press(here.final(visitor))).headers.get("X-Kept")

    run(test)


def test_a_student_has_no_power_of_the_teacher(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            people = await pair(here)
            teacher = await here.teacher()
            deeds = {one for one in teacher.buttons if one} | {"start", "remove", "seat", "swap", "to_ai"}
            for visitor in (people[0], here.visitor()):
                for path in (
                    "/teacher",
                    "/teacher/projector",
                    "/teacher/group/1.jsonl",
                    "/teacher/group/1.md",
                ):
                    answer = await visitor.get(path)
                    assert "Anna" not in answer.text
                    assert here.room.code not in answer.text
                    assert answer.status_code in (200, 403)
                    assert 'name="do"' not in answer.text
                assert (await visitor.get("/teacher/stream")).status_code == 403
                for deed in deeds:
                    for key in ("", teacher.key, people[0].http.cookies.get(here_cookie(here), "")):
                        answer = await visitor.post(
                            "/teacher/do", do=deed, key=key, person=1, other=2, place="1/stalin", group=1
                        )
                        assert answer.status_code == 403
                assert (await visitor.post("/teacher/logout", key=teacher.key)).status_code == 403
            assert here.room.phase == "playing"
            assert not here.room.paused
            assert len(here.room.register.present()) == 2

    run(test)


def test_a_key_in_an_address_opens_nothing(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            visitor = here.visitor()
            for path in (f"/teacher?key={here.key}", f"/teacher/projector?key={here.key}"):
                await visitor.get(path)
                assert 'action="/teacher/login"' in visitor.page
                assert here.key not in visitor.page
            teacher = await here.teacher()
            for path in ("/teacher", "/teacher/projector"):
                await teacher.get(path)
                assert here.key not in teacher.page

    run(test)


def test_pages_have_addresses_of_this_class_alone(tmp_path: Path) -> None:
    """No page needs the internet."""

    async def test() -> None:
        async with sitting(tmp_path) as here:
            people = await pair(here)
            for path in ("/seat", "/seat/briefing", "/seat/notes", "/me", "/seat/book/texts", "/nothing"):
                await people[0].get(path)
                for part in people[0].page.split('"'):
                    assert not part.startswith(("http", "//")), part
            assert HERE not in people[0].page

    run(test)

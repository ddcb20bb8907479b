"""Somebody who means harm: slow lines, endless heads, hidden names, guesses, other people's seats, floods."""

import asyncio
import json
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from game.messages import text
from game.session.classroom.people import LONGEST_NAME, clean_name, folded
from game.session.match import Refusal
from game.web.guard import address
from tests.browser.conftest import Served
from tests.session.classroom.classes import RULES, a_class, due, join, make_class, match_of
from tests.web.sitting import ORIGIN, run, sitting
from tests.web.test_student import here_cookie, pair, waited_for

PATIENCE = 30.0


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """Give a class on a real socket, with little patience."""
    monkeypatch.setattr("game.web.patience.SECONDS", 0.5)
    monkeypatch.setattr("game.web.guard.SECONDS", 0.5)
    room, key = make_class(tmp_path / "class.db", None, RULES)
    found = Served(room, key)
    yield found
    found.stop()
    room.close()


def line(served: Served) -> socket.socket:
    return socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE)


def ended(one: socket.socket) -> bytes:
    """Return what was said until the line was closed from the other side."""
    said = b""
    with suppress(ConnectionError):  # it may be closed with something of ours unread
        while more := one.recv(65536):
            said += more
    return said


def test_lines_on_which_nothing_comes_are_closed_and_keep_nobody_out(served: Served) -> None:
    """Slow loris: hundreds of lines, each with half a head, or with none."""
    lines = [line(served) for _ in range(200)]
    try:
        for number, one in enumerate(lines):
            if number % 2:
                one.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        assert httpx.get(served.address, timeout=PATIENCE).status_code == 200
        for one in lines:
            assert ended(one) == b""
        assert httpx.get(served.address, timeout=PATIENCE).status_code == 200
    finally:
        for one in lines:
            one.close()


def test_a_byte_now_and_then_does_not_lengthen_the_wait(served: Served) -> None:
    with line(served) as one:
        began = time.monotonic()
        one.sendall(b"GET / HTTP/1.1\r\n")
        with suppress(ConnectionError):
            while time.monotonic() - began < PATIENCE:
                one.sendall(b"X: y\r\n")
                time.sleep(0.05)
        assert time.monotonic() - began < 10


def test_an_answered_line_waits_for_the_next_request_and_no_longer(served: Served) -> None:
    with line(served) as one:
        one.sendall(b"GET /poll HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET /poll HTTP/1.1\r\nHo")
        assert ended(one).count(b"HTTP/1.1 403") == 1


def test_a_body_that_does_not_come_is_not_waited_for(served: Served) -> None:
    head = f"Host: 127.0.0.1:{served.port}\r\nOrigin: {served.address}\r\nContent-Length: 100\r\n"
    head += "Content-Type: application/x-www-form-urlencoded\r\n\r\ncode="
    for path in ("/join", "/seat", "/teacher/login", "/door", "/return"):
        with line(served) as one:
            one.sendall(f"POST {path} HTTP/1.1\r\n{head}".encode())
            said = ended(one)
            assert b" 408 " in said, path
            assert text("web/too_slow").encode() in said


def test_a_head_without_an_end_is_cut_off(served: Served) -> None:
    for piece in (b"X-Long: " + b"x" * 200_000, b"X: y\r\n" * 50_000):
        with line(served) as one:
            one.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
            try:
                one.sendall(piece)
            except ConnectionError:
                continue
            assert b" 200 " not in ended(one)
    assert httpx.get(served.address, timeout=PATIENCE).status_code == 200


def test_nonsense_on_the_line_is_refused(served: Served) -> None:
    for said in (
        *(
            b"\x16\x03\x01\x02\x00\x01\x00",
            b"GET / HTTP/9.9\r\n\r\n",
            b"\x00" * 100,
            b"GET /\xff\xfe HTTP/1.1\r\n\r\n",
        ),
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ):
        with line(served) as one:
            one.sendall(said)
            assert b" 500 " not in ended(one)
    assert httpx.get(served.address, timeout=PATIENCE).status_code == 200


# Names ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        *("a\u202eb", "a\u2066b\u2069", "\u200f\u200e", "An\u200bna", "Anna\ufeff", "a\u00adb", "\u2060" * 5),
        *("a" + "\u0301" * 10_000, "a" + "\u0335" * 20, "\u0301" * 5, "\u200d", "\U000e0041\U000e0042"),
        *("a\x00", "a\x1b[31m", "a\x7f", "\ud800", "\ue000", "\u2028", "\r\nSet-Cookie: x=y\x00"),
        *("x" * (LONGEST_NAME + 1), "\ufdd0"),
    ],
)
def test_names_that_hide_turn_or_overgrow(name: str) -> None:
    assert clean_name(name) == ""


@pytest.mark.parametrize(
    "name",
    [
        "Ánna",
        "Nguyễn Thị Minh",
        "محمد",
        "שָׁלוֹם",
        "ธนกฤต",
        "Цэцэг",
        "宋子文",
        "O’Brien-Łuk",
        "क्षितिज",
        "👩‍🚀 Ada",
    ],
)
def test_names_of_many_scripts_are_names(name: str) -> None:
    assert clean_name(name)


def test_names_that_look_the_same_are_told_apart(tmp_path: Path) -> None:
    with a_class(tmp_path) as room:
        names = [
            one.name for one in join(room, "Ánna", "A\u0301nna", "ánna", "Á\u200dnna", "\uff21nna", "Anna")
        ]
        assert len({folded(name) for name in names}) == len(names)


def test_a_name_makes_no_header(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            visitor = here.visitor()
            for sent in ({"name": "A\r\nSet-Cookie: x=y"}, {"name": "A", "code": "x\r\nX-Evil: 1"}):
                answer = await visitor.post("/join", **{"code": here.room.code, **sent})  # type: ignore[arg-type]
                assert "x-evil" not in answer.headers
                assert "x" not in visitor.http.cookies
            answer = await here.visitor().get("/?code=%0d%0aX-Evil:%201&name=%0d%0a")
            assert "x-evil" not in answer.headers

    run(test)


# Guesses ----------------------------------------------------------------------------------------------


def test_nobody_who_guesses_shuts_the_teacher_out(tmp_path: Path) -> None:
    """A whole school may come from one address; a key that long needs no limit against the right one."""

    async def test() -> None:
        async with sitting(tmp_path) as here:
            thief = here.visitor()
            statuses = [(await thief.post("/teacher/login", key=f"k{n}")).status_code for n in range(30)]
            assert statuses.count(429) >= 20
            assert (await here.visitor().post("/teacher/login", key=here.key)).status_code == 303

    run(test)


def test_names_at_the_door_cannot_be_tried_out(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            await here.student("Anna")
            thief = here.visitor()
            statuses = [(await thief.post("/door", name=f"Name {n}")).status_code for n in range(40)]
            assert statuses.count(429) >= 20
            assert (await thief.post("/door", name="Anna")).status_code == 429

    run(test)


@pytest.mark.parametrize(
    ("host", "who"),
    [
        *(
            ("10.1.2.3", "10.1.2.3"),
            ("::ffff:10.1.2.3", "::ffff:10.1.2.3"),
            ("", ""),
            ("somewhere", "somewhere"),
        ),
        *(("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("fe80::1%eth0", "fe80::/64")),
    ],
)
def test_addresses_that_one_can_have_many_of_count_as_one(host: str, who: str) -> None:
    from starlette.requests import Request

    assert address(Request({"type": "http", "client": (host, 1)})).lower() in (who, "::ffff:a01:203")


def test_a_cookie_that_was_brought_along_is_not_taken_up(tmp_path: Path) -> None:
    """Fixation: what somebody else has put into the browser never becomes a key of the class."""

    async def test() -> None:
        async with sitting(tmp_path) as here:
            victim, thief = here.visitor(), here.visitor()
            for one in (victim, thief):
                one.http.cookies.set(here_cookie(here), "fixed")
            assert (await victim.join(here.room, "Anna")).status_code == 303
            assert (await thief.get("/seat")).status_code == 403
            assert here.room.register.of_token("fixed") is None

    run(test)


# Other people's seats, and floods -------------------------------------------------------------------------


def test_an_act_that_was_done_is_not_done_again_in_another_seat(tmp_path: Path) -> None:
    """The answer was lost, and before it was sent again the teacher has moved the person elsewhere."""
    with a_class(tmp_path) as room:
        people = join(room, *"ABCD")
        room.start()
        person, role = due(room, 1)
        seq = room.act(person, "one", {"kind": "done"})
        other = next(one for one in people if room.register[one.id].group == 2)
        room.swap(person.id, other.id)
        room.go_on(2)
        before = match_of(room, 2).seq()
        assert room.act(room.register[person.id], "one", {"kind": "done"}) == seq
        assert match_of(room, 2).seq() == before
        assert role >= 0


def test_who_has_moved_acts_no_more_where_they_were(tmp_path: Path) -> None:
    with a_class(tmp_path) as room:
        join(room, *"ABCD")
        room.start()
        person, _ = due(room, 1)
        room.seat(person.id, 1, "")
        with pytest.raises(Refusal):
            room.act(room.register[person.id], "one", {"kind": "done"})
        with pytest.raises(Refusal):
            room.act(person, "two", {"kind": "done"})  # as a request knows them that began before


def test_a_form_of_another_seat_does_nothing(tmp_path: Path) -> None:
    """With one's own key, but what the other side's page had in it."""

    async def test() -> None:
        async with sitting(tmp_path) as here:
            people = await pair(here)
            mine = await waited_for(here, people)
            other = next(one for one in people if one is not mine)
            await mine.get("/seat")
            await mine.press(next(one for one in mine.buttons if one.startswith("pick:")))
            draft = mine.draft
            await other.get("/seat")
            before = match_of(here.room, 1).seq()
            for do in ("yes", "give:0", "package", "words", "back"):
                answer = await other.post("/seat", key=other.key, draft=draft, do=do, words="x")
                assert not answer.headers.get("X-Kept")
            assert match_of(here.room, 1).seq() == before

    run(test)


ODD: list[Any] = [
    {"kind": "propose", "instrument": "agreement", "issues": {"entry": float("nan")}},
    {"kind": "propose", "instrument": "agreement", "issues": {"entry": 1e308 * 10}},
    {"kind": "propose", "instrument": {"$ne": 1}, "issues": []},
    {"kind": "accept", "target": True},
    {"kind": "accept", "target": 10**30},
    {"kind": "say", "say": [{}] * 1000},
    {"kind": "send", "channel": "molotov_harriman", "words": "x" * 100_000},
    {"kind": "send", "channel": "molotov_harriman", "words": "a" + "\u0301" * 10},
    {"kind": "send", "channel": "molotov_harriman", "words": "\u202etxt"},
    {"kind": "done", "__class__": "x", "person": "Bo"},
    {"kind": None},
    {"kind": "\u0000"},
    {"kind": "\ud800"},
    {"kind": "send", "words": "half \ud83d of a sign"},
    {"kind": "send", "\udc00": "x"},
]


@pytest.mark.parametrize("number", range(len(ODD)))
def test_odd_acts_are_refused_or_kept_and_never_an_error(tmp_path: Path, number: int) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            people = await pair(here)
            visitor = await waited_for(here, people)
            body = json.dumps({"id": "x", "act": ODD[number]})
            answer = await visitor.http.post("/seat/act", content=body, headers=ORIGIN)
            assert answer.status_code in (200, 400, 409), answer.text
            for one in people:
                assert (await one.get("/seat")).status_code == 200
                assert "\u202e" not in one.page

    run(test)


def test_one_who_floods_the_class_with_questions_is_slowed_down_alone(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            people = await pair(here)
            answers = await asyncio.gather(*(people[0].http.get("/seat/notes") for _ in range(360)))
            statuses = [one.status_code for one in answers]
            assert statuses.count(429) >= 50
            assert statuses.count(200) >= 100
            assert (await people[1].get("/seat")).status_code == 200
            assert (await people[0].http.get("/static/play.js")).status_code == 200

    run(test)

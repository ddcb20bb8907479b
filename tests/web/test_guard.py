"""Who may not come in: other hosts, other origins, too much at once; and what every answer says."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from game.messages import text
from game.web.guard import MOST_BYTES, Limiter, host_name
from tests.session.classroom.classes import Hands
from tests.web.sitting import HERE, ORIGIN, run, sitting

PAGES = (
    "/",
    "/me",
    "/seat",
    "/door",
    "/teacher",
    "/nothing",
    "/static/style.css",
    "/static/../app.py",
    "/poll",
)


def test_every_answer_is_dressed(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            visitor = here.visitor()
            answers = [await visitor.get(path) for path in PAGES]
            answers += [await visitor.post("/join", headers={"Origin": "http://evil.example"}, code="x")]
            answers += [await visitor.get("/", Host="evil.example")]
            for answer in answers:
                policy = answer.headers["content-security-policy"]
                assert "default-src 'none'" in policy
                assert "unsafe" not in policy
                assert answer.headers["x-content-type-options"] == "nosniff"
                assert answer.headers["x-frame-options"] == "DENY"
                if not answer.url.path.startswith("/static"):
                    assert answer.headers["cache-control"] == "no-store"
                assert "<script>" not in answer.text
                assert " style=" not in answer.text
                assert " onclick=" not in answer.text

    run(test)


@pytest.mark.parametrize(
    "host", ["evil.example", "", "127.0.0.1.evil.example", "[", "[::1", "127.0.0.1@evil.example", "a b", "é"]
)
def test_another_host_is_another_class(tmp_path: Path, host: str) -> None:
    """A name that somebody points at this machine reads nothing."""

    async def test() -> None:
        async with sitting(tmp_path) as here:
            request = here.visitor().http.build_request("GET", "/", headers=[(b"host", host.encode())])
            answer = await here.open[0].http.send(request)
            assert answer.status_code == 421
            assert here.room.code not in answer.text

    run(test)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://["},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "http://127.0.0.1:8000.evil.example"},
        {"Origin": f"{HERE}@evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": HERE},
    ],
)
def test_forms_of_other_pages_are_not_taken(tmp_path: Path, headers: dict[str, str]) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            visitor = here.visitor()
            answer = await visitor.post("/join", headers=headers, code=here.room.code, name="x")
            assert answer.status_code == 403
            teacher = await here.teacher()
            answer = await teacher.post("/teacher/do", headers=headers, key=teacher.key, do="end")
            assert answer.status_code == 403
            assert not here.room.register.people
            assert here.room.phase == "joining"

    run(test)


def test_the_key_of_a_form_is_one_s_own(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            anna, bo, teacher = await here.student("A"), await here.student("B"), await here.teacher()
            await anna.get("/seat/notes")
            await bo.get("/seat/notes")
            mine, theirs, master = anna.key, bo.key, teacher.key
            assert len({mine, theirs, master}) == 3
            for key in (theirs, master, "", "x" * 100_000):
                assert (await anna.post("/seat", key=key, do="pick:0")).status_code == 403
            for key in (mine, ""):
                answer = await teacher.post("/teacher/do", key=key, do="end")
                assert answer.status_code == 403
                assert text("web/old_page") in answer.text
            assert here.room.phase == "joining"

    run(test)


async def pieces(size: int) -> AsyncIterator[bytes]:
    """Give a body of unknown length."""
    for _ in range(size // 1000):
        await asyncio.sleep(0)
        yield b"x" * 1000


def test_too_much_at_once(tmp_path: Path) -> None:
    """Said before or found out on the way: it is refused, and nothing breaks."""

    async def test() -> None:
        async with sitting(tmp_path) as here:
            visitor = await here.student("Anna")
            form = {**ORIGIN, "Content-Type": "application/x-www-form-urlencoded"}
            for path in ("/join", "/seat/notes", "/seat", "/seat/act", "/teacher/login", "/door", "/return"):
                answer = await visitor.http.post(path, content=b"x" * (MOST_BYTES + 1), headers=ORIGIN)
                assert answer.status_code == 413
                answer = await visitor.http.post(path, content=pieces(2 * MOST_BYTES), headers=form)
                assert answer.status_code == 413, path
                assert answer.headers["x-content-type-options"] == "nosniff"
            for length in ("-1", "x", "1e3", "9" * 30):
                request = visitor.http.build_request("POST", "/join", content=b"x", headers=ORIGIN)
                request.headers["content-length"] = length
                assert (await visitor.http.send(request)).status_code == 413
            assert (await visitor.get("/seat")).status_code == 200

    run(test)


def test_forms_of_other_kinds(tmp_path: Path) -> None:
    """Files, many fields, broken parts: refused or ignored, and never an error of the program."""

    async def test() -> None:
        async with sitting(tmp_path) as here:
            visitor = await here.student("Anna")
            await visitor.get("/seat/notes")
            key = visitor.key
            for kind, content in (
                ("multipart/form-data", b"x"),
                ("multipart/form-data; boundary=x", b"--x\r\n\r\nbroken"),
                ("application/json", b"{}"),
                ("text/plain", b"key=1"),
                ("application/x-www-form-urlencoded", b"&".join(b"a=%d" % n for n in range(9000))),
                ("application/x-www-form-urlencoded", b"notes=%ff%00%d8&key=%ff"),
            ):
                for path in ("/seat/notes", "/join", "/seat", "/teacher/do", "/teacher/login", "/return"):
                    headers = {**ORIGIN, "Content-Type": kind}
                    answer = await visitor.http.post(path, content=content, headers=headers)
                    assert answer.status_code in (303, 400, 403, 415, 429), (path, kind)
            many = {f"f{n}": ("x.txt", b"x") for n in range(3)}
            answer = await visitor.http.post("/seat/notes", data={"key": key}, files=many, headers=ORIGIN)
            assert answer.status_code == 415

    run(test)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
def test_other_methods(tmp_path: Path, method: str) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            assert (await here.visitor().http.request(method, "/seat")).status_code == 405

    run(test)


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/static/../student.py",
            "/static/%2e%2e/student.py",
            "/static/..%2fstudent.py",
            "/static//etc/passwd",
        ),
        *("/static/%00", "/seat/book/%2e%2e", "/seat/book/debrief", "/seat/book/x"),
        *("/teacher/group/-1.jsonl", "/teacher/group/1.db", "/teacher/group/99999999999999999999.md"),
    ],
)
def test_no_way_out_of_the_house(tmp_path: Path, path: str) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            visitor, teacher = await here.student("Anna"), await here.teacher()
            for one in (visitor, teacher):
                answer = await one.get(path)
                assert answer.status_code in (403, 404), path
                assert "Law of this file" not in answer.text
                assert "root:" not in answer.text

    run(test)


def test_tries_are_counted_by_who_and_forgotten_in_time() -> None:
    hands = Hands()
    limiter = Limiter(3, 60.0, hands)
    assert [limiter.may("a") for _ in range(5)] == [True, True, True, False, False]
    assert limiter.may("b")
    hands.forward(59)
    assert not limiter.may("a")
    hands.forward(2)
    assert limiter.may("a")
    for number in range(20_000):
        limiter.may(str(number))
    hands.forward(100)
    assert limiter.may("c")
    assert len(limiter._tries) < 10


def test_names_of_hosts() -> None:
    assert host_name("127.0.0.1:8000") == "127.0.0.1"
    assert host_name("[::1]:8000") == "::1"
    assert host_name("Class.Local") == "class.local"
    assert host_name("[") == host_name("") == ""

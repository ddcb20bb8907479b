"""The command as a process: served, killed, started again; and its streams as they come over the line."""

import json
import os
import re
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest

from game.web.streams import MOST_STREAMS
from tests.cli.running import process

PATIENCE = 90.0
ADDRESS = re.compile(r"https?://127\.0\.0\.1:[0-9]+")
CERTIFICATE = Path(__file__).parent / "certificate"
CODE = re.compile(r"\b[A-Z2-9]{6}\b")


class Hosted:
    """A running `kherem host`. `key`: the teacher's, '' where it is not told again."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.open: list[httpx.Client] = []
        assert process.stdout is not None
        self.said = ""
        while "Ctrl" not in self.said and process.poll() is None:
            self.said += process.stdout.readline()
        found = ADDRESS.search(self.said)
        assert found is not None, self.said
        self.address = found[0]
        self.key = self.said.partition("#key=")[2].split()[0] if "#key=" in self.said else ""
        self.code = next(one for one in CODE.findall(self.said) if one != "KHEREM")

    def client(self, **cookies: str) -> httpx.Client:
        headers = {"Origin": self.address}
        trust = ssl.create_default_context(cafile=CERTIFICATE / "certificate.pem")
        self.open.append(
            httpx.Client(
                base_url=self.address, headers=headers, cookies=cookies, timeout=PATIENCE, verify=trust
            )
        )
        return self.open[-1]


@contextmanager
def hosted(db: Path, *words: str) -> Iterator[Hosted]:
    """Run the command until the block is left."""
    command = [sys.executable, "-c", "from game.cli import main; main()", "host", "yalta-1945"]
    command += [
        "--bind",
        "127.0.0.1",
        "--port",
        "0",
        "--groups",
        "1",
        "--db",
        str(db),
        "--no-browser",
        *words,
    ]
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    running = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        found = Hosted(running)
        try:
            yield found
        finally:
            for client in found.open:
                client.close()
    finally:
        running.kill()
        running.communicate()


def key_of(page: str) -> str:
    return page.partition('name="key" value="')[2].partition('"')[0]


def teach(here: Hosted, key: str) -> httpx.Client:
    teacher = here.client()
    assert teacher.post("/teacher/login", data={"key": key}).status_code == 303
    return teacher


def press(teacher: httpx.Client, do: str, **form: str) -> None:
    sent = {"key": key_of(teacher.get("/teacher").text), "do": do, **form}
    assert teacher.post("/teacher/do", data=sent).status_code == 303


def wait_for(what: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end
        time.sleep(0.05)


def events(lines: Iterator[str], kind: str, most: int = 50) -> tuple[str, dict[str, object]]:
    """Return the id and the data of the next event of a kind."""
    name = mark = ""
    for line in lines:
        most -= 1
        assert most
        if line.startswith("event: "):
            name, mark = line[7:], ""
        elif line.startswith("id: "):
            mark = line[4:]
        elif line.startswith("data: ") and name == kind:
            found: dict[str, object] = json.loads(line[6:])
            return mark, found
    raise AssertionError("the stream has ended")


def test_a_class_survives_kills(tmp_path: Path) -> None:
    """SIGKILL after each act: whoever was told that it is kept finds it kept, and acts on."""
    db, cookies, kept = tmp_path / "class.db", dict[str, str](), list[str]()
    with hosted(db) as here:
        key = here.key
        assert key
        student = here.client()
        student.get("/")
        assert student.post("/join", data={"code": here.code, "name": "Anna"}).status_code == 303
        cookies = dict(student.cookies)
        press(teach(here, key), "start")
        here.process.kill()
    for number in range(3):
        with hosted(db) as here:
            assert not here.key
            student = here.client(**cookies)
            assert len(student.get("/seat").text) > 1000
            for act_id in kept:
                again = student.post("/seat/act", json={"id": act_id, "act": {"kind": "nonsense"}})
                assert again.json()["kept"], again.text
            wait_for(lambda: bool(student.get("/seat/offers").json()["offers"]))  # noqa: B023
            kinds = [one["kind"] for one in student.get("/seat/offers").json()["offers"]]
            kind = next(one for one in ("done", "leave") if one in kinds)
            answer = student.post("/seat/act", json={"id": f"act-{number}", "act": {"kind": kind}})
            assert answer.json()["kept"], answer.text
            kept.append(f"act-{number}")
            here.process.kill()
    assert len(kept) == 3


def test_ctrl_c_ends_it_at_once_with_streams_open(tmp_path: Path) -> None:
    """Nobody waits for the streams of thirty phones, and nothing is said that looks like a crash."""
    with hosted(tmp_path / "class.db") as here:
        student = here.client()
        student.post("/join", data={"code": here.code, "name": "Anna"})
        with student.stream("GET", "/stream") as stream:
            lines = stream.iter_lines()
            events(lines, "news")
            began = time.monotonic()
            here.process.send_signal(signal.SIGINT)
            said, _ = here.process.communicate(timeout=PATIENCE)
        assert time.monotonic() - began < 10
        assert "Traceback" not in said
        assert "Error" not in said
        assert "timeout" not in said


def test_streams_are_told_what_was_missed_and_end_when_the_seat_is_taken_up(tmp_path: Path) -> None:
    with hosted(tmp_path / "class.db") as here:
        student = here.client()
        student.post("/join", data={"code": here.code, "name": "Anna"})
        teacher = teach(here, here.key)
        with student.stream("GET", "/stream") as stream:
            lines = stream.iter_lines()
            assert stream.headers["content-type"].startswith("text/event-stream")
            mark, news = events(lines, "news")
            assert (mark, news["seen"], news["turn"]) == ("0", 0, False)
            press(teacher, "start")
            while not news["seen"]:
                mark, news = events(lines, "news")
        assert news["news"]
        with student.stream("GET", "/stream", headers={"Last-Event-ID": mark}) as stream:
            _, later = events(stream.iter_lines(), "news")
            assert later["seen"] == int(mark) or later["news"]
            missed = later["news"]
        with student.stream("GET", "/stream?since=0") as stream:
            lines = stream.iter_lines()
            _, all_ = events(lines, "news")
            assert all_["seen"]
            assert all_["news"] != missed
            press(teacher, "remove", person="1")
            _, why = events(lines, "gone")
            assert why["why"]
        for nobody in (student, here.client()):
            told = nobody.get("/stream").text
            assert told.startswith("event: gone\n")
            assert told.count("event:") == 1


def test_one_person_has_so_many_streams_and_the_oldest_gives_way(tmp_path: Path) -> None:
    """A browser has six lines to a class: with eight tabs open, some must be left for pages and acts."""
    with hosted(tmp_path / "class.db") as here, ExitStack() as open_:
        student = here.client()
        student.post("/join", data={"code": here.code, "name": "Anna"})
        heard = []
        for _ in range(MOST_STREAMS + 2):
            stream = open_.enter_context(student.stream("GET", "/stream"))
            heard.append(stream.iter_lines())  # a stream whose lines nobody holds is closed
            events(heard[-1], "news")
        for lines in heard[:2]:
            events(lines, "rest")
            assert not "".join(lines)
        press(teach(here, here.key), "start")
        for lines in heard[2:]:
            events(lines, "news")
        assert student.get("/seat").status_code == 200
        began = time.monotonic()
        poll = student.get("/poll?since=0&version=0&rest=1").json()
        again = student.get(f"/poll?since=0&version={poll['version']}&rest=1").json()
        assert again["version"] == poll["version"]
        assert again["again"] > 0
        assert time.monotonic() - began < 5


@pytest.mark.parametrize("words", [("--groups", "0"), ("--ai", "nobody"), ("--cert", __file__)])
def test_what_cannot_be_hosted_is_told(tmp_path: Path, words: tuple[str, ...]) -> None:
    found = process("host", "yalta-1945", "--db", tmp_path / "class.db", "--no-browser", *words)
    assert found.code == 2, found.out
    assert found.err


def test_another_file_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "letters.txt"
    path.write_text("Dear Mother, " * 100, encoding="utf-8")
    found = process("host", "yalta-1945", "--port", "0", "--bind", "127.0.0.1", "--db", path, "--no-browser")
    assert found.code
    assert str(path) in found.err
    assert path.read_text(encoding="utf-8") == "Dear Mother, " * 100


def test_a_server_that_only_plays_does_without_the_arithmetic_of_analysis() -> None:
    seen = "import sys, game.web.app; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", seen], check=False).returncode == 0


def test_with_a_certificate_all_of_it_is_encrypted(tmp_path: Path) -> None:
    words = ("--cert", str(CERTIFICATE / "certificate.pem"), "--key", str(CERTIFICATE / "key.pem"))
    with hosted(tmp_path / "class.db", *words) as here:
        assert here.address.startswith("https://")
        student = here.client()
        joined = student.post("/join", data={"code": here.code, "name": "Ann"})
        assert joined.status_code == 303
        kept = [one for one in joined.headers.get_list("set-cookie") if "HttpOnly" in one]
        assert kept
        assert all("Secure" in one and "SameSite" in one for one in kept)
        teacher = teach(here, here.key)
        press(teacher, "start")
        with student.stream("GET", "/stream") as stream:
            _, news = events(stream.iter_lines(), "news")
        assert news["turn"]
        with httpx.Client(timeout=PATIENCE) as plain, pytest.raises(httpx.HTTPError):
            plain.get(here.address.replace("https:", "http:"))

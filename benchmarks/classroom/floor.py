"""What the same server does with no game in it: the floor under a class's acts a second.

The same library and settings, the same writer and disk, the same simulated students; but an act is a number
that goes up by one, and its news a sentence. `python -m benchmarks.classroom.floor PORT FILE` serves it.
"""

import asyncio
import json
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from benchmarks.classroom.server import START_LIMIT, free_port
from benchmarks.classroom.students import Course, Student
from benchmarks.measuring import UnavailableError
from benchmarks.processes import ROOT
from game.storage.classroom_file import ClassroomFile
from game.web.serving import Place, listen, serve_app

SEATS = 4
LINES = 3
"""Lines an act leaves in the file."""
NEWS = "The other side has proposed something, and said why it would do so."
OFFERS: list[dict[str, Any]] = [
    {
        "kind": "propose",
        "instrument": "treaty",
        "issues": {f"issue_{number}": ["first", "second", "third"] for number in range(5)},
        "at_least_one_of": ["issue_0"],
    },
    {"kind": "reject"},
    {"kind": "speak"},
]


class Group:
    """Four who act in turns."""

    def __init__(self) -> None:
        self.acts = 0
        self.changed = asyncio.Event()


class Floor:
    """The server."""

    def __init__(self, file: ClassroomFile) -> None:
        self._file = file
        self._people: dict[str, int] = {}
        self._groups: dict[int, Group] = {}

    def app(self) -> Starlette:
        """Return the application."""
        return Starlette(
            routes=[
                Route("/join", self.join, methods=["POST"]),
                Route("/stream", self.stream),
                Route("/seat/offers", self.offers),
                Route("/seat/act", self.act, methods=["POST"]),
                Route("/seat/notes", self.notes, methods=["GET", "POST"]),
            ]
        )

    def _who(self, request: Request) -> tuple[int, Group, int]:
        group, seat = divmod(self._people[request.cookies["floor"]], SEATS)
        return group, self._groups[group], seat

    async def join(self, _request: Request) -> Response:
        """Let somebody in."""
        number = len(self._people)
        self._people[str(number)] = number
        self._groups.setdefault(number // SEATS, Group())
        answer = Response(status_code=303, headers={"location": "/me"})
        answer.set_cookie("floor", str(number))
        return answer

    async def stream(self, request: Request) -> Response:
        """Tell the acts of a group."""
        _, group, seat = self._who(request)

        async def told() -> AsyncIterator[str]:
            while True:
                acts, changed = group.acts, group.changed
                news = {"clock": None, "version": acts, "seen": acts + 1, "news": [NEWS], "preparing": []}
                data = json.dumps({**news, "turn": acts % SEATS == seat})
                yield f"event: news\nid: {acts}\ndata: {data}\n\n"
                await changed.wait()

        return StreamingResponse(told(), media_type="text/event-stream")

    async def offers(self, request: Request) -> Response:
        """Say what may be done."""
        _, group, seat = self._who(request)
        return JSONResponse({"seq": group.acts, "offers": OFFERS if group.acts % SEATS == seat else []})

    async def act(self, request: Request) -> Response:
        """Take an act once it is on disk."""
        number, group, _ = self._who(request)
        line = json.dumps(json.loads(await request.body())["act"])
        rows = [(number, group.acts * LINES + k, line) for k in range(LINES)]
        await asyncio.wrap_future(
            self._file.later(lambda db: db.executemany("INSERT INTO lines VALUES (?, ?, ?)", rows))
        )
        group.acts += 1
        changed, group.changed = group.changed, asyncio.Event()
        changed.set()
        return JSONResponse({"kept": True, "seq": group.acts})

    async def notes(self, request: Request) -> Response:
        """Show a form, and keep what it sends."""
        if request.method == "POST":
            words = str((await request.form())["notes"])
            sql = "INSERT INTO notices (data) VALUES (?)"
            await asyncio.wrap_future(self._file.later(lambda db: db.execute(sql, (words,))))
        return Response('<input name="key" value="key">')


def run(students: int, seconds: float) -> float:
    """Return the acts a second. Raises `UnavailableError`."""
    cache, port = ROOT / ".cache", free_port()
    cache.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=cache, prefix="floor-") as folder:
        command = (sys.executable, "-m", __name__, str(port), str(Path(folder) / "floor.db"), str(students))
        process = subprocess.Popen(command, cwd=ROOT)
        try:
            _wait_for(process, port)
            return asyncio.run(asyncio.wait_for(_played(port, students, seconds), START_LIMIT + seconds))
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(process: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + START_LIMIT
    while process.poll() is None and time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=2).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise UnavailableError("the bare server does not answer")


async def _played(port: int, count: int, seconds: float) -> float:
    course = Course(port, "", 0.0)
    students = [Student(number, course) for number in range(1, count + 1)]
    for one in students:
        await one.join()
    tasks = [asyncio.create_task(one.listen()) for one in students]
    await asyncio.gather(*(one.begun.wait() for one in students))
    start = time.perf_counter()
    playing = [asyncio.create_task(one.play()) for one in students]
    await asyncio.wait(playing, timeout=seconds, return_when=asyncio.FIRST_EXCEPTION)
    passed = time.perf_counter() - start
    done = sum(act.seq is not None for one in students for act in one.sent)
    for task in (*playing, *tasks):
        task.cancel()
    results = await asyncio.gather(*playing, return_exceptions=True)
    for one in students:
        one.client.close()
    failed = next((one for one in results if isinstance(one, Exception)), None)
    if failed is not None or course.problems:
        raise UnavailableError(f"the bare server: {failed or course.problems[0]}")
    return done / passed


def main() -> None:
    """Serve until ended."""
    port, path, students = sys.argv[1:]
    file = ClassroomFile(Path(path))
    groups = -(-int(students) // SEATS)
    sql = "INSERT INTO groups VALUES (?, '{}', NULL)"
    file.keep(lambda db: db.executemany(sql, [(number,) for number in range(groups)]))
    try:
        serve_app(Floor(file).app(), listen(Place("127.0.0.1", int(port))), asyncio.Event())
    finally:
        file.close()


if __name__ == "__main__":
    main()

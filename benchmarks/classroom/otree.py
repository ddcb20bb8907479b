"""oTree on the same work: all participants at once, each submits its pages one after the other.

Law of this file: the same connections and the same counting as for our own students. A submit is over when
the next page is there, as with us when the others have the news.
"""

import asyncio
import json
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.classroom.running import at
from benchmarks.classroom.server import Uses, descendants, free_port, uses_of
from benchmarks.classroom.wire import Answer, Client
from benchmarks.environments import FOLDER, python_of
from benchmarks.measuring import UnavailableError
from benchmarks.processes import ROOT

PROJECT = FOLDER / "peers" / "otree"
PAGES = (("a", 50), ("b", 40), ("c", 30))
START_LIMIT = 60.0
LIMIT = 300.0
KEY = "key"


class Report(NamedTuple):
    """What came of a run of oTree."""

    submits_per_s: float
    p50_ms: float
    p99_ms: float
    rss_mb: float


def run(participants: int) -> Report:
    """Run oTree with its usual database, on the disk of the source tree. Raises `UnavailableError`."""
    otree = python_of("otree").with_name("otree")
    cache = ROOT / ".cache"
    cache.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=cache, prefix="otree-") as folder:
        project = Path(folder) / "project"
        shutil.copytree(PROJECT, project)
        (project / "_static").mkdir()
        _made(otree, project)
        port = free_port()
        with subprocess.Popen(
            [otree, "prodserver1of2", f"127.0.0.1:{port}"],
            cwd=project,
            env=_env(otree),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                return asyncio.run(asyncio.wait_for(_whole(process, port, participants), LIMIT))
            except TimeoutError:
                raise UnavailableError(f"oTree was not done within {LIMIT:.0f} s") from None
            finally:
                for pid in (*descendants(process.pid), process.pid):
                    os.kill(pid, signal.SIGKILL)


def _made(otree: Path, project: Path) -> None:
    """Make the project's database. Raises `UnavailableError`."""
    try:
        subprocess.run(
            [otree, "resetdb", "--noinput"], cwd=project, env=_env(otree), check=True, capture_output=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", b"") or b""
        raise UnavailableError(f"oTree: {error}: {said[-200:].decode(errors='replace')}") from error


def _env(otree: Path) -> dict[str, str]:
    """Return the environment oTree runs in; it starts itself again by its name."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    path = os.pathsep.join([str(otree.parent), kept.get("PATH", "")])
    return {**kept, "PATH": path, "OTREE_PRODUCTION": "1", "OTREE_REST_KEY": KEY}


async def _whole(process: "subprocess.Popen[bytes]", port: int, participants: int) -> Report:
    client = Client(port, {"otree-rest-key": KEY})
    await _up(client, process)
    asked = {"session_config_name": "bench3", "num_participants": participants}
    session = json.loads((await client.send("/api/sessions", json.dumps(asked).encode())).body)["code"]
    found = json.loads((await client.send(f"/api/get_session/{session}", b"{}")).body)
    client.close()
    taken: list[float] = []
    start = time.perf_counter()
    await asyncio.gather(*(_participant(port, one["code"], taken) for one in found["participants"]))
    seconds = time.perf_counter() - start
    uses = [uses_of(pid) for pid in (process.pid, *descendants(process.pid))]
    memory = Uses(0, sum(one.mb for one in uses)).mb
    return Report(len(taken) / seconds, at(taken, 0.5), at(taken, 0.99), memory)


async def _up(client: Client, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_LIMIT
    while time.monotonic() < until and process.poll() is None:
        try:
            if (await client.get("/demo")).status < 500:
                return
        except OSError:
            await asyncio.sleep(0.05)
    raise UnavailableError("oTree does not start")


async def _participant(port: int, code: str, taken: list[float]) -> None:
    client = Client(port)
    try:
        page, path = await _followed(client, await client.get(f"/InitializeParticipant/{code}"))
        for field, value in PAGES:
            token = re.search(rb'name="csrftoken" value="(\d+)"', page.body)
            form = {field: str(value), **({"csrftoken": token[1].decode()} if token else {})}
            start = time.perf_counter()
            page, path = await _followed(client, await client.post(path, form), path)
            taken.append(time.perf_counter() - start)
        if b"Thank you" not in page.body:
            raise UnavailableError(f"oTree: not at the last page: {page.status}")
    finally:
        client.close()


async def _followed(client: Client, answer: Answer, path: str = "") -> tuple[Answer, str]:
    """Return the page an answer leads to, and where it is."""
    while answer.status in (302, 303, 307):
        path = re.sub(r"^https?://[^/]+", "", answer.location)
        answer = await client.get(path)
    if answer.status != 200:
        raise UnavailableError(f"oTree: {answer.status} at {path}")
    return answer, path

"""One run: a class is joined and played for a while, its server killed now and then; then all is compared.

Law of this file: bounded in time. What was not finished within the limit is an error, not a figure.
"""

import asyncio
import gc
import re
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.classroom.checking import compare, read
from benchmarks.classroom.server import Server
from benchmarks.classroom.students import Course, Student
from benchmarks.classroom.wire import Client
from benchmarks.processes import ROOT

SCENARIO = "moscow-1945"
SEATS = 4
"""Seats of a group that people are given by chance; the fifth follows the record."""
LAST = 60.0
"""Seconds in which everything that is under way must come to an end."""
QUIET = 0.5


@dataclass(frozen=True)
class Plan:
    """What is run. `pace`: seconds between the deeds of a student; 0: each acts as soon as it is its turn.

    `arriving`: within how many seconds all join.
    """

    students: int = 100
    seconds: float = 5.0
    kills: int = 0
    pace: float = 0.0
    arriving: float = 0.0
    seed: int = 1945


@dataclass(frozen=True)
class Report:
    """What came of a run. Delays: from sending an act until every other member who may know has the news.

    `ack_…`: until the one who acted has the answer. `…_cpu_s`: seconds of processor time while it was played,
    of the server, its workers, and what loads it. Delays over a kill are left out, but not from `ack_…`.
    """

    students: int
    acts: int
    acknowledged: int
    lost: int
    doubled: int
    kills: int
    acts_per_s: float
    p50_ms: float
    p99_ms: float
    rss_mb: float
    ack_p50_ms: float
    ack_p99_ms: float
    unheard: int
    refused: int
    notes: int
    seconds: float
    seated: int
    join_p99_ms: float
    workers_mb: float
    server_cpu_s: float
    workers_cpu_s: float
    load_cpu_s: float
    problems: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return it with figures people can read."""
        return {key: round(v, 3) if isinstance(v, float) else v for key, v in asdict(self).items()}


def run(plan: Plan) -> Report:
    """Run it on the disk of the source tree: /tmp may be memory, where nothing is ever lost or slow."""
    cache = ROOT / ".cache"
    cache.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=cache, prefix="classroom-") as folder:
        file = Path(folder) / "class.db"
        server = Server(file, SCENARIO, -(-plan.students // SEATS))
        try:
            server.start()
            return asyncio.run(_Run(plan, server).whole(file))
        finally:
            server.stop()


class _Run:
    def __init__(self, plan: Plan, server: Server) -> None:
        self.plan = plan
        self.server = server
        self.course = Course(server.port, server.code, plan.pace)
        self.students = [Student(number, self.course) for number in range(1, plan.students + 1)]

    async def whole(self, file: Path) -> Report:
        """Join, play, end, compare."""
        await asyncio.wait_for(self._join(), LAST + self.plan.arriving)
        listening = [asyncio.create_task(one.listen()) for one in self.students]
        await _start(self.server)
        await asyncio.wait_for(self._all_hear(), LAST)
        gc.collect()
        gc.freeze()
        load, before = time.process_time(), self.server.uses().cpu
        workers = self.server.workers().cpu
        start = time.perf_counter()
        playing = [asyncio.create_task(one.play()) for one in self.students]
        await self._kill_now_and_then(playing)
        seconds = time.perf_counter() - start
        self.course.stopping = True
        for one in self.students:
            one.wake()
        await asyncio.wait_for(asyncio.gather(*playing), LAST)
        await asyncio.wait_for(self._quiet(), LAST)
        load = time.process_time() - load
        cpu = self.server.cpu_before + self.server.uses().cpu - before
        mb, others = self.server.uses().mb, self.server.workers()
        for task in listening:
            task.cancel()
        for one in self.students:
            one.client.close()
        said = await asyncio.to_thread(self.server.stop)
        if "Traceback" in said:
            self.course.problems.append(said[-2000:])
        return self._report(file, start + seconds, seconds, (mb, others.mb, cpu, others.cpu - workers, load))

    async def _join(self) -> None:
        async def come(one: Student) -> None:
            await asyncio.sleep(one.chance.random() * self.plan.arriving)
            await one.join()

        await asyncio.gather(*map(come, self.students))

    async def _all_hear(self) -> None:
        await asyncio.gather(*(one.begun.wait() for one in self.students))

    async def _quiet(self) -> None:
        """Wait until no stream has told anything for a while."""
        before = -1
        while (now := sum(len(one.heard) for one in self.students)) != before:
            before = now
            await asyncio.sleep(QUIET)

    async def _kill_now_and_then(self, playing: Sequence["asyncio.Task[None]"]) -> None:
        """Let the class play, with kills at moments by chance; end early if somebody breaks down."""
        chance = Random(self.plan.seed)
        start = time.perf_counter()
        for moment in sorted(chance.uniform(0, self.plan.seconds) for _ in range(self.plan.kills)):
            await _until(start + moment, playing)
            self.server.kill()
            self.course.life += 1
            await asyncio.to_thread(self.server.start)
        await _until(start + self.plan.seconds, playing)

    def _report(self, file: Path, end: float, seconds: float, uses: tuple[float, ...]) -> Report:
        found = compare(read(file), self.students)
        sent = [act for one in self.students for act in one.sent if act.seq != 0]
        kept = [act for act in sent if act.seq]
        acks = [act.acked - act.at for act in kept]
        mb, workers_mb, cpu, workers_cpu, load = uses
        return Report(
            students=self.plan.students,
            acts=len(sent),
            acknowledged=len(kept),
            lost=found.lost,
            doubled=found.doubled,
            kills=self.course.life,
            acts_per_s=sum(act.acked <= end for act in kept) / seconds,
            p50_ms=at(found.delays, 0.5),
            p99_ms=at(found.delays, 0.99),
            rss_mb=mb,
            ack_p50_ms=at(acks, 0.5),
            ack_p99_ms=at(acks, 0.99),
            unheard=found.unheard,
            refused=sum(one.refused for one in self.students),
            notes=sum(len(one.notes) for one in self.students),
            seconds=seconds,
            seated=found.seated,
            join_p99_ms=at([one.joined_in for one in self.students], 0.99),
            workers_mb=workers_mb,
            server_cpu_s=cpu,
            workers_cpu_s=workers_cpu,
            load_cpu_s=load,
            problems=tuple(sorted(set(self.course.problems))[:5]),
        )


async def _until(moment: float, playing: Sequence["asyncio.Task[None]"]) -> None:
    done, _ = await asyncio.wait(
        playing, timeout=max(0.0, moment - time.perf_counter()), return_when=asyncio.FIRST_EXCEPTION
    )
    for task in done:
        task.result()


async def _start(server: Server) -> None:
    """Let the teacher begin the class, as the teacher's page does."""
    teacher = Client(server.port)
    try:
        await teacher.post("/teacher/login", {"key": server.key})
        page = await teacher.get("/teacher")
        key = re.search(rb'name="key" value="(\w+)"', page.body)
        if key is None:
            raise AssertionError(page.body[:500])
        answer = await teacher.post("/teacher/do", {"key": key[1].decode(), "do": "start"})
        if answer.status != 303:
            raise AssertionError(answer.body[:500])
    finally:
        teacher.close()


def at(seconds: Sequence[float], share: float) -> float:
    """Return a quantile in milliseconds; NaN of nothing."""
    if not seconds:
        return float("nan")
    return sorted(seconds)[min(len(seconds) - 1, int(share * len(seconds)))] * 1e3

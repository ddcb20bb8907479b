"""The rows of the classroom: ours and oTree in turns, each on an empty machine but for the one that loads it.

Law of this file: a run in which anything was lost, doubled or not told gives no figures.
"""

from collections.abc import Callable, Iterator
from statistics import median

from benchmarks.classroom import floor, otree
from benchmarks.classroom.running import Plan, Report, run
from benchmarks.environments import version_of
from benchmarks.measuring import Row, Target, UnavailableError, UnequalError, figure

REPEATS = 3
AT_ONCE = Plan(students=100, seconds=5)
JOINING = Plan(students=300, seconds=1, pace=5, arriving=10)
KILLED = Plan(students=100, seconds=20, kills=5, pace=0.5)
MANY = Plan(students=2_000, seconds=60, pace=5, arriving=60)
KILLED_OFTEN = Plan(students=100, seconds=150, kills=50, pace=1)

ACTS = "classroom: durable acts a second, 100 students at once"
BARE = "classroom: the same beside the same server with no game in it"
NEWS = "classroom: p99 from act to all others having the news, 100 at once"
MEMORY = "classroom: server memory, 100 students"
Say = Callable[[Report], str]


def rows() -> Iterator[Row]:
    """Yield what takes a minute or two."""
    yield from _beside_otree()
    joined = _sound(run(JOINING))
    yield Row(
        f"classroom: {JOINING.students} join within {JOINING.arriving:.0f} s, p99",
        joined.join_p99_ms / 1e3,
        "s",
        target=Target("<=", 1),
        note=f"{joined.seated} seats taken once",
    )
    yield from _faults(KILLED)


def long_rows() -> Iterator[Row]:
    """Yield what takes several minutes."""
    many = _sound(run(MANY))
    yield Row(
        f"classroom: p99 from act to all others, {MANY.students:,} students, each every {MANY.pace:.0f} s",
        many.p99_ms,
        "ms",
        target=Target("<=", 100),
        note=f"p50 {many.p50_ms:.0f} ms, {_said(many)}, {many.notes:,} notes",
    )
    yield from _faults(KILLED_OFTEN)


def _beside_otree() -> Iterator[Row]:
    ours, bare, theirs, reason = [], [], [], ""
    for _ in range(REPEATS):
        ours.append(_sound(run(AT_ONCE)))
        bare.append(floor.run(AT_ONCE.students, AT_ONCE.seconds))
        try:
            theirs.append(otree.run(AT_ONCE.students))
        except UnavailableError as error:
            reason = str(error)
    rate, p99 = median(one.acts_per_s for one in ours), median(one.p99_ms for one in ours)
    memory = median(one.rss_mb for one in ours)
    said = f"ours {figure(rate)} acts/s, {_said(ours[-1])}"
    yield Row(BARE, rate / median(bare), "x", f"bare {figure(median(bare))} acts/s", note=said)
    if not theirs:
        targets = ((ACTS, Target(">=", 30)), (NEWS, Target("<=", 0.02)), (MEMORY, Target("<=", 1)))
        for name, target in targets:
            yield Row(name, None, "x", target=target, note=f"{said}; {reason}")
        return
    peer = f"oTree {version_of('otree', 'otree')}"
    their_rate = median(one.submits_per_s for one in theirs)
    yield Row(ACTS, rate / their_rate, "x", f"{peer} {figure(their_rate)} submits/s", Target(">=", 30), said)
    their_p99 = median(one.p99_ms for one in theirs)
    beside = f"{peer} {their_p99:,.0f} ms a submit, ours {p99:.0f} ms, p50 {ours[-1].p50_ms:.0f} ms"
    yield Row(NEWS, p99 / their_p99, "x", beside, Target("<=", 0.02))
    their_memory = median(one.rss_mb for one in theirs)
    beside = f"{peer} {their_memory:.0f} MB, ours {memory:.0f} MB"
    workers = max(one.workers_mb for one in ours)
    yield Row(MEMORY, memory / their_memory, "x", beside, Target("<=", 1), f"workers {workers:.0f} MB more")


def _faults(plan: Plan) -> Iterator[Row]:
    """Yield what was lost and doubled: a run that lost anything is worth a row of its own."""
    found = run(plan)
    note = f"{found.acknowledged:,} acts and {found.notes:,} notes acknowledged"
    for what, count in (("lost", found.lost), ("doubled", found.doubled)):
        name = f"classroom: acknowledged and {what}, SIGKILL {plan.kills} times in play"
        yield Row(name, float(count), "acts", target=Target("<=", 0), note=note)


def _sound(report: Report) -> Report:
    """Return a report in which all is as it should be. Raises `UnequalError`."""
    wrong = report.lost or report.doubled or report.unheard or report.problems
    if wrong or report.seated != report.students:
        raise UnequalError(f"the classroom: {report.as_json()}")
    return report


def _said(report: Report) -> str:
    server = report.server_cpu_s / max(1, report.acts) * 1e3
    load = report.load_cpu_s / max(1, report.acts) * 1e3
    return f"{server:.1f} ms of processor an act (the load: {load:.1f} ms)"

"""On the flagship: what one seat keeps to itself is in no page, stream, error or export of anybody else.

Law of this file: five people, one who watches, one without a seat, a stranger, and the wall look on, at
chosen moments of the shortest version; the slow tests look at more moments of all versions.
"""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from game.storage.folders import Opened
from tests.scenarios.test_moscow_secrets import ROLES, kept_from, moscow, with_other_wishes
from tests.session.classroom.classes import match_of
from tests.session.matches import picker
from tests.web.looking import Listener, bare, dialogues, errors, listening, pages, plain, without_own
from tests.web.sitting import ORIGIN, Sitting, Visitor, run, sitting
from tests.web.test_leaks import json_act

pytestmark = pytest.mark.usefixtures("unhurried")
WATCHING = "(nobody)"
"""Whoever has no seat: an observer, somebody who waits for one, a stranger, the wall."""
MOMENTS = {"45": 1, "90": 2, "full": 3}
"""Every how many of the steps of a version the slow tests look at."""


CODE = re.compile('src="data:[^"]*"')
"""The picture that leads to a class, which is another in each."""


class Class(NamedTuple):
    """A class at the flagship: who sits in each seat, and who looks on."""

    here: Sitting
    people: dict[str, Visitor]
    onlookers: list[Visitor]
    streams: dict[str, list[Listener]]


@asynccontextmanager
async def in_moscow(path: Path, opened: Opened, cut: str) -> AsyncIterator[Class]:
    """Serve a class in which five people play."""
    async with sitting(path, opened, cut, seating="manual") as here:
        people = {}
        for number, role in enumerate(ROLES, start=1):
            people[role] = await here.student(f"Person {number}")
            here.room.seat(number, 1, role)
        observer, idle, stranger = await here.student("Observer"), await here.student("Idle"), here.visitor()
        here.room.seat(len(ROLES) + 1, 1, "")
        here.room.start()
        await here.settled()
        async with listening(here, *people.values(), observer, idle) as streams:
            heard = dict(zip(ROLES, ([one] for one in streams), strict=False))
            heard[WATCHING] = streams[len(ROLES) :]
            yield Class(here, people, [observer, idle, stranger], heard)


async def walk(
    seated: Class, seed: int, look: Callable[[], Awaitable[None]], *, every: int, most: int
) -> int:
    """Play by chance, and look at some of the steps; return at how many."""
    here, pick, step, looked = seated.here, picker("web moscow", seed), 0, 0
    seen: set[tuple[int, str]] = set()
    while not here.room.groups[1].ended and looked < most:
        clock = match_of(here.room, 1).state.clock
        if (clock.sitting, clock.step) not in seen:
            seen.add((clock.sitting, clock.step))
            step += 1
            if step % every == 1 or every == 1:
                await look()
                looked += 1
        match = match_of(here.room, 1)
        visitor = seated.people[match.roles[match.waiting()[0]]]
        answer = await visitor.http.post("/seat/act", json=json_act(here, pick), headers=ORIGIN)
        assert answer.json()["kept"], answer.text
        await here.settled()
    return looked


async def shown(seated: Class, role: str) -> str:
    """Return all that a seat's browser is given now; of `WATCHING`, all that those without a seat are."""
    if role != WATCHING:
        visitor = seated.people[role]
        found = [await pages(visitor), await errors(visitor)]
        seated.here.room.pause(True)
        found.append(await dialogues(visitor))
        seated.here.room.pause(False)
        return without_own(visitor, "\n".join(found))
    teacher = await seated.here.teacher()
    wall = [(await teacher.get(path)).text for path in ("/teacher", "/teacher/projector")]
    found = [CODE.sub("", without_own(teacher, page)).replace(seated.here.room.code, "") for page in wall]
    for visitor in seated.onlookers:
        found.append(without_own(visitor, await pages(visitor) + await errors(visitor)))
    return "\n".join(found)


def kept() -> dict[tuple[str, str], list[str]]:
    """Return what each role keeps from each other one, and from those without a seat."""
    found = {(role, other): kept_from(role, other) for role in ROLES for other in ROLES if role != other}
    for role in ROLES:
        everywhere = [set(found[role, other]) for other in ROLES if other != role]
        found[role, WATCHING] = sorted(set.intersection(*everywhere))
    assert all(len(texts) > 15 for texts in found.values())
    return {key: [bare(text) for text in texts] for key, texts in found.items()}


def check_private(path: Path, seed: int, cut: str, *, every: int, most: int = 1000) -> int:
    """Play, and hold what everybody is shown against what the others keep; return how often was looked."""
    secrets, looked = kept(), 0

    async def test() -> None:
        nonlocal looked
        async with in_moscow(path, moscow(), cut) as seated:

            async def look() -> None:
                for other in (*ROLES, WATCHING):
                    for stream in seated.streams[other]:
                        await stream.current()
                    heard = "\n".join(stream.raw for stream in seated.streams[other])
                    seen = plain(f"{heard}\n{await shown(seated, other)}")
                    for role in ROLES:
                        for text in secrets.get((role, other), ()):
                            assert text not in seen, f"{other} was shown of {role}: {text}"

            looked = await walk(seated, seed, look, every=every, most=most)

    run(test, 1500)
    return looked


@pytest.mark.parametrize(("cut", "every", "most"), [("45", 4, 5), ("90", 12, 2), ("full", 19, 2)])
def test_private_papers_stay_private_in_the_class(tmp_path: Path, cut: str, every: int, most: int) -> None:
    """Walk-aways, aims, briefings, unplayed cards, guidance, names of dispatches: at chosen moments."""
    assert check_private(tmp_path, 1, cut, every=every, most=most) == most


@pytest.mark.slow
@pytest.mark.parametrize("cut", MOMENTS)
@pytest.mark.parametrize("seed", range(2))
def test_private_papers_stay_private_to_the_end(tmp_path: Path, cut: str, seed: int) -> None:
    """The same over whole games of every version."""
    assert check_private(tmp_path, 2 + seed, cut, every=MOMENTS[cut]) > 3


async def screens(path: Path, opened: Opened, cut: str, *, every: int, most: int) -> dict[str, list[str]]:
    """Return what everybody is shown, and what the streams tell, on the same walk."""
    found: dict[str, list[str]] = {role: [] for role in (*ROLES, WATCHING)}
    async with in_moscow(path, opened, cut) as seated:

        async def look() -> None:
            for role, all_ in found.items():
                all_.append(await shown(seated, role))

        await walk(seated, 5, look, every=every, most=most)
        for role, streams in seated.streams.items():
            for stream in streams:
                await stream.current()
                found[role] += stream.told
    return found


def check_two_worlds(path: Path, roles: tuple[str, ...], cut: str, *, every: int, most: int = 1000) -> None:
    """Hold that another will behind one seat is on nobody else's screen, and is on its own."""

    async def test() -> None:
        plain_ones = await screens(path / "plain", moscow(), cut, every=every, most=most)
        assert all(plain_ones.values())
        for changed in roles:
            others = await screens(path / changed, with_other_wishes(changed), cut, every=every, most=most)
            for role, seen in others.items():
                if role == changed:
                    assert seen != plain_ones[role], role
                else:
                    assert seen == plain_ones[role], (role, changed)

    for name in ("plain", *roles):
        (path / name).mkdir()
    run(test, 1500)


@pytest.fixture
def off_the_scale(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a class take a scenario whose points are not on the scale: here only what is shown counts."""
    monkeypatch.setattr("game.storage.folders.check_soundness", lambda *_given: None)


@pytest.mark.usefixtures("off_the_scale")
def test_another_seat_s_will_changes_nothing_in_the_class(tmp_path: Path) -> None:
    """Two worlds that differ only in what one seat wants are the same for everybody else."""
    check_two_worlds(tmp_path, ("chiang", "stalin"), "45", every=5, most=3)


@pytest.mark.slow
@pytest.mark.usefixtures("off_the_scale")
@pytest.mark.parametrize("cut", MOMENTS)
def test_no_seat_s_will_changes_anything_in_the_class(tmp_path: Path, cut: str) -> None:
    """Each seat in turn, over whole games of every version."""
    check_two_worlds(tmp_path, ROLES, cut, every=2 * MOMENTS[cut])

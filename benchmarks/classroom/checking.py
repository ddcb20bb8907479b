"""What was acknowledged beside what is on disk, after the server has ended.

Law of this file: it reads the class's file with nothing of the game's own code, and so believes nothing that
the game believes of itself.
"""

import json
import sqlite3
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.classroom.students import Student


class _Act(NamedTuple):
    """An act on disk: its last line, whose it is, and who may see it: for each, how many lines that made."""

    seq: int
    role: str
    seen: dict[str, int]


class Kept(NamedTuple):
    """What is on disk: each person's place and notes, acts by person and id, and the acts of each group."""

    people: dict[str, tuple[int, int, str, str]]
    acts: dict[tuple[int, str], tuple[int, int]]
    lines: dict[int, dict[int, _Act]]


class Found(NamedTuple):
    """What the comparison came to. `unheard`: acts of which somebody who may know was never told.

    `delays`: seconds from sending an act until every other member who may know of it was told.
    """

    lost: int
    doubled: int
    unheard: int
    seated: int
    delays: list[float]


def read(file: Path) -> Kept:
    """Return what a class's file holds."""
    db = sqlite3.connect(file)
    try:
        if (sound := db.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            raise AssertionError(sound)
        people = {}
        for number, data, notes in db.execute("SELECT id, data, notes FROM people"):
            one = json.loads(data)
            people[one["name"]] = (number, one["group"], one["role"], notes)
        acts = {
            (who, act): (group, seq)
            for who, act, group, seq in db.execute("SELECT person, id, grp, seq FROM acts")
        }
        lines: dict[int, list[dict[str, object]]] = defaultdict(list)
        for group, line in db.execute("SELECT grp, line FROM lines ORDER BY grp, seq"):
            lines[group].append(json.loads(line))
    finally:
        db.close()
    return Kept(people, acts, {group: _acts(found) for group, found in lines.items()})


def _acts(lines: Iterable[dict[str, object]]) -> dict[int, _Act]:
    """Return the acts of a group by their last lines. Turns that went by are not acts of a person."""
    found, seen, told = {}, Counter[str](), set[str]()
    passed = False
    for line in lines:
        audience = line["audience"]
        assert isinstance(audience, list)
        seen.update(audience)
        told.update(audience)
        passed = passed or line["type"] == "passed"
        if not line["more"]:
            seq, role = line["seq"], line["by"]
            assert isinstance(seq, int)
            if isinstance(role, str) and not passed:
                found[seq] = _Act(seq, role, {one: seen[one] for one in told})
            told, passed = set(), False
    return found


def compare(kept: Kept, students: Sequence[Student]) -> Found:
    """Return what is lost, what is doubled, and how long news took."""
    seats = {name: (group, role) for name, (_, group, role, _) in kept.people.items()}
    by_seat = {seats[_name(one)]: one for one in students if _name(one) in seats}
    lost = doubled = unheard = 0
    delays: list[float] = []
    for one in students:
        number, group, role, notes = kept.people.get(_name(one), (0, 0, "", ""))
        lost += bool(one.notes) and notes != one.notes[-1]
        lost += one.taken_back
        for sent in one.sent:
            if not sent.seq:
                continue
            act = kept.lines.get(group, {}).get(sent.seq)
            if kept.acts.get((number, sent.id)) != (group, sent.seq) or act is None or act.role != role:
                lost += 1
                continue
            others = {(group, other): seen for other, seen in act.seen.items() if other != role}
            when = [_heard(by_seat[o], seen, sent.at) for o, seen in others.items() if o in by_seat]
            unheard += None in when
            times = [found for found in when if found is not None]
            if times and sent.life == max(life for _, life in times):
                delays.append(max(at for at, _ in times) - sent.at)
    made = Counter((group, act.role) for group, acts in kept.lines.items() for act in acts.values())
    with_id = Counter(
        (group, kept.lines[group][seq].role)
        for group, seq in kept.acts.values()
        if seq in kept.lines.get(group, {})
    )
    doubled += sum(made[seat] - with_id[seat] for seat in by_seat)
    doubled += len(kept.acts) - len(set(kept.acts.values()))
    return Found(lost, doubled, unheard, len(set(by_seat) - {(0, "")}), delays)


def _name(one: Student) -> str:
    return f"Student {one.number}"


def _heard(one: Student, seen: int, sent: float) -> tuple[float, int] | None:
    """Return when a student was first told so many lines, and how often the server was killed by then."""
    place = bisect_left(one.heard, seen, key=lambda heard: heard.seen)
    if place == len(one.heard):
        return None
    return max(sent, one.heard[place].at), one.lives[place]

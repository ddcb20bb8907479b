"""The class itself: who joins and sits where, when it begins, pauses, goes on and ends.

Law of this file: what changes is on disk before it is answered; what people do to the class is done one at a
time. The web knows nothing that is not said here.
"""

import hmac
import json
import secrets
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from time import time
from typing import Any, Literal, NamedTuple

import game
from game.messages import text
from game.negotiators.catalogue import HUMAN, QUICK, RECORD
from game.session.classroom.group import INSERT_LINES, Group, Row, header_data
from game.session.classroom.people import (
    CODE_LENGTH,
    LETTERS,
    RETURN_LENGTH,
    Person,
    digest,
    new_code,
    new_token,
    spoken,
)
from game.session.classroom.register import Joined, Register
from game.session.classroom.rules import Rules
from game.session.classroom.thinking import Thinkers, thought_here
from game.session.match import Match, Refusal
from game.session.seats import kinds_of, together
from game.storage.classroom_file import ClassroomError, ClassroomFile
from game.storage.folders import Opened, open_source
from game.storage.log import Contents, Header, LogError, decode_lines

Phase = Literal["joining", "playing", "ended"]
MOST_PEOPLE = 1000
SET_FACT = "UPDATE facts SET value = ? WHERE name = ?"
GRACE = 60.0
"""Seconds a clock goes on for that would have run out while the program was away."""


class Notice(NamedTuple):
    """Something the teacher is told. `at`: seconds since 1970."""

    id: int
    at: float
    group: int
    words: str


class Classroom:
    """One class. Safe to use from several threads. `now`: what tells the time, in seconds since 1970."""

    def __init__(
        self, file: ClassroomFile, thinkers: Thinkers | None, now: Callable[[], float] = time
    ) -> None:
        """Read the class in `file`. Raises `ClassroomError`, `ScenarioError`, `LogError`."""
        self.file = file
        self.thinkers = thinkers
        self.now = now
        self.on_change: Callable[[int], None] = lambda _group: None
        """Called from any thread when a group has changed; 0 for the class as a whole."""
        self._lock = threading.RLock()
        self._stopping = False
        self._facts: dict[str, str] = dict(file.read("SELECT name, value FROM facts"))
        if "source" not in self._facts:
            raise ClassroomError("storage/class_not_ours", path=str(file.path))
        self.rules = Rules(**json.loads(self._facts["rules"]))
        self.opened = open_source(json.loads(self._facts["source"]), name=str(file.path)).cut(self.cut)
        self.kinds = kinds_of(self.opened.scenario)
        self.register = Register(file, self._lock)
        self.notices: list[Notice] = []
        self._read()

    # Making and reading -----------------------------------------------------------------------------

    @staticmethod
    def make(file: ClassroomFile, opened: Opened, cut: str, rules: Rules) -> str:
        """Make a new class in an empty file; return the teacher's key, which is told once."""
        key = new_token()
        facts = {
            "source": json.dumps(dict(opened.source)),
            "cut": cut,
            "rules": json.dumps(asdict(rules)),
            "seed": str(secrets.randbits(48)),
            "phase": "joining",
            "paused": "",
            "code": new_code(CODE_LENGTH),
            "teacher": digest(key),
            "secret": new_token(),
        }
        file.keep(lambda db: db.executemany("INSERT INTO facts VALUES (?, ?)", facts.items()))
        return key

    @staticmethod
    def is_in(file: ClassroomFile) -> bool:
        """Return whether a file holds a class already."""
        return bool(file.read("SELECT 1 FROM facts WHERE name = 'source'"))

    def _read(self) -> None:
        done: dict[int, dict[tuple[int, str], int]] = {}
        for person, act, group, seq in self.file.read("SELECT person, id, grp, seq FROM acts"):
            done.setdefault(group, {})[person, act] = seq
        lines: dict[int, list[bytes]] = {}
        for group, line in self.file.read("SELECT grp, line FROM lines ORDER BY grp, seq"):
            lines.setdefault(group, []).append(line.encode())
        self.groups = {n: Group(n, self.file, done.get(n, {})) for n in range(1, self.rules.groups + 1)}
        for number, data, header in self.file.read("SELECT id, data, header FROM groups"):
            group = self.groups.setdefault(number, Group(number, self.file, done.get(number, {})))
            clock = json.loads(data)["clock"]
            group.clock = type(group.clock)(**clock).after_absence(self.now(), GRACE)
            if header is not None:
                contents = Contents(self._header(json.loads(header)), decode_lines(lines.get(number, [])), 0)
                name = f"{self.file.path}: {number}"
                group.begin(Match.taken_up(contents, group.log, name=name, opened=self.opened))
        for group in self.groups.values():
            self._mend_seats(group)
        for number, data in self.file.read("SELECT id, data FROM notices ORDER BY id DESC LIMIT 200"):
            self.notices.insert(0, Notice(number, **json.loads(data)))

    def _header(self, data: dict[str, Any]) -> Header:
        return Header(source=self.opened.source, **data)

    # What is ----------------------------------------------------------------------------------------

    @property
    def phase(self) -> Phase:
        """Whether people join, play, or are done."""
        found: Phase = self._facts["phase"]  # type: ignore[assignment]
        return found

    @property
    def paused(self) -> bool:
        """Whether all clocks stand still and nobody may act."""
        return bool(self._facts["paused"])

    @property
    def code(self) -> str:
        """The code by which people join."""
        return self._facts["code"]

    @property
    def secret(self) -> str:
        """What the class's own marks are made with; never shown."""
        return self._facts["secret"]

    @property
    def cut(self) -> str:
        """The version that is played."""
        return self._facts["cut"]

    @property
    def seats(self) -> tuple[str, ...]:
        """The roles people can sit in, in order."""
        return tuple(role for role in self.opened.tables.public.roles if self.kinds[role] != "recorder")

    def is_teacher(self, key: str) -> bool:
        """Return whether this is the teacher's key."""
        return secrets.compare_digest(digest(key), self._facts["teacher"])

    def is_code(self, code: str) -> bool:
        """Return whether this is the code by which people join."""
        return secrets.compare_digest(spoken(code).encode(), self.code.encode())

    def is_open(self) -> bool:
        """Return whether people may act."""
        return self.phase == "playing" and not self.paused

    # Joining ----------------------------------------------------------------------------------------

    def join(self, code: str, name: str, visit: str = "") -> Joined:
        """Let somebody in, and to a seat if seats are given by chance. Raises `Refusal`, `ClassroomError`.

        `visit`: a secret of the browser that asks; asking again with it takes no second seat.
        """
        if not self.is_code(code):
            raise Refusal("session/wrong_code")
        if self.phase == "ended":
            raise Refusal("session/class_over")
        with self._lock:
            by_chance = self.rules.seating == "random" and self.phase == "joining"
            keys = _keys_of(visit, self.secret) if visit else _new_keys()
            known = self.register.of_token(keys[0])
            if known is not None:
                return Joined(known, *keys)
            if len(self.register.people) >= MOST_PEOPLE:
                raise Refusal("session/class_full", most=MOST_PEOPLE)
            joined = self.register.add(name, *(self._free_seat() if by_chance else (0, "")), keys)
        self._seated(joined.person.group)
        return joined

    def come_back(self, back: str) -> Joined:
        """Let somebody in on another device, by their own code; the old one is shut out. Raises `Refusal`."""
        joined = self.register.come_back(back)
        self._seated(joined.person.group)
        return joined

    def new_device(self, person: int) -> Joined:
        """Let somebody in on another device because the teacher says so. Raises `Refusal`."""
        joined = self.register.renew(person)
        self._seated(joined.person.group)
        return joined

    def remove(self, person: int) -> None:
        """Show somebody out: the seat is free, and the device is no longer known. Raises `Refusal`."""
        with self._lock:
            old = self.register[person]
            self.register.change(
                person, token=digest(new_token()), back=digest(new_token()), device=0, group=0, role=""
            )
            self._staff(old.group, old.role)
        self._seated(old.group)

    def new_key(self) -> str:
        """Change the teacher's key; return it: it is told once."""
        key = new_token()
        self._fact("teacher", digest(key))
        return key

    def new_join_code(self) -> None:
        """Change the code by which people join."""
        with self._lock:
            self._fact("code", new_code(CODE_LENGTH))
        self.on_change(0)

    # Seats ------------------------------------------------------------------------------------------

    def seat(self, person: int, group: int, role: str) -> None:
        """Seat somebody; without a group, nowhere; without a role, as an observer. Raises `Refusal`."""
        with self._lock:
            old = self.register[person]
            if group and (group not in self.groups or role not in (*self.seats, "")):
                raise Refusal("session/no_such_seat")
            taken = [one for one in self.register.at(group, role) if one.id != person]
            if group and role and len(taken) >= self.rules.per_seat:
                raise Refusal("session/seat_taken", who=", ".join(one.name for one in taken))
            self._move(person, group, role if group else "")
            self._staff(old.group, old.role)
            self._staff(group, role)
        for changed in {old.group, group}:
            self._seated(changed)

    def swap(self, one: int, other: int) -> None:
        """Let two people change places. Raises `Refusal`."""
        with self._lock:
            first, second = self.register[one], self.register[other]
            places = ((first.group, first.role), (second.group, second.role))
            self._move(one, second.group, second.role)
            self._move(other, first.group, first.role)
            for group, role in places:
                self._staff(group, role)
        for group, _ in places:
            self._seated(group)

    def seat_by_chance(self) -> None:
        """Seat everybody who sits nowhere. Raises `Refusal`."""
        with self._lock:
            for person in [one for one in self.register.present() if not one.group]:
                group, role = self._free_seat()
                if group:
                    self._move(person.id, group, role)
                    self._staff(group, role)
        self.on_change(0)

    def leave_to_ai(self, group: int, role: str) -> None:
        """Let an AI player act for a seat until `give_back`. Raises `Refusal`."""
        if group not in self.groups or role not in self.seats:
            raise Refusal("session/no_such_seat")
        self.groups[group].reseat(role, self._spare(role), ())
        self._seated(group)

    def give_back(self, group: int, role: str) -> None:
        """Let the people at a seat play it again. Raises `Refusal`."""
        with self._lock:
            self._staff(group, role)
        self._seated(group)

    # The course of a class --------------------------------------------------------------------------

    def set_rules(self, rules: Rules) -> None:
        """Change how the class is played. Groups can only be added. Raises `Refusal`."""
        with self._lock:
            if rules.groups < len(self.groups) and self.phase != "joining":
                raise Refusal("session/groups_in_play")
            if any(person.group > rules.groups for person in self.register.people.values()):
                raise Refusal("session/groups_in_use")
            self._fact("rules", json.dumps(asdict(rules)))
            self.rules = rules
            for number in range(1, rules.groups + 1):
                self.groups.setdefault(number, Group(number, self.file, {}))
            for number in [one for one in self.groups if one > rules.groups]:
                del self.groups[number]
        self.on_change(0)

    def start(self) -> None:
        """Let every group with people in it begin. Raises `Refusal`."""
        with self._lock:
            if self.phase != "joining":
                raise Refusal("session/class_on")
            staffed = [
                n for n in self.groups if any(p.group == n and p.role for p in self.register.people.values())
            ]
            if not staffed:
                raise Refusal("session/nobody_seated")
            self._begin(staffed)
        for number in staffed:
            self.changed(number)
        self.on_change(0)

    def pause(self, on: bool) -> None:
        """Let all clocks stand still, and nobody act; or go on."""
        with self._lock:
            self._fact("paused", "yes" if on else "")
            for group in self.groups.values():
                with group.lock:
                    now = self.now()
                    group.clock = group.clock.pause(now) if on else group.clock.go_on(now)
                self._keep_clock(group)
        self._all_changed()

    def end(self) -> None:
        """End the class: nobody acts any more, and everybody looks back."""
        with self._lock:
            self._fact("phase", "ended")
            self._fact("paused", "")
        self._all_changed()

    def extend(self, groups: Iterable[int], seconds: float) -> None:
        """Give groups more time for their present step."""
        with self._lock:
            for number in groups:
                group = self.groups[number]
                with group.lock:
                    group.clock = group.clock.longer(seconds, self.now())
                self._keep_clock(group)
                self.on_change(number)

    def move_on(self, groups: Iterable[int]) -> None:
        """Let the turns of people who are waited for go by. Raises `Refusal`."""
        if self.phase != "playing":
            raise Refusal("session/class_not_on")
        for number in groups:
            if self.groups[number].pass_turns():
                self._seated(number)

    def tick(self) -> None:
        """Let time have its effect: turns whose time is up go by, and the teacher is told."""
        for group in list(self.groups.values()) if self.is_open() else ():
            try:
                self._tick(group)
            except (ClassroomError, LogError) as error:
                self._trouble(group.id, error)

    def _tick(self, group: Group) -> None:
        with group.lock:
            is_late = group.clock.is_up(self.now()) and group.clock.step == group.step()
            passed = group.pass_turns() if is_late else []
        for role in passed:
            self.notify(group.id, "session/time_up", role=self.opened.scenario.roles[role].short)
        if is_late:
            self.changed(group.id)

    def changed(self, number: int) -> None:
        """Set a group's clock to its present step, and tell that it has changed."""
        group = self.groups.get(number)
        if group is not None:
            with group.lock:
                minutes = self.rules.turn_minutes if group.is_turn() else self.rules.desk_minutes
                clock = group.clock.of_step(group.step(), minutes, self.now())
                is_other = (clock.ends, clock.left) != (group.clock.ends, group.clock.left)
                group.clock = clock
            if is_other:
                self._keep_clock(group)
        self.on_change(number)

    def is_due(self, number: int) -> bool:
        """Return whether chance or an AI player of a group is to act."""
        match = self.groups[number].match if number in self.groups else None
        return match is not None and match.due() is not None

    def go_on(self, number: int) -> None:
        """Let chance and the AI players of a group act. May take long: for a thread of its own."""
        thinkers = self.thinkers
        if thinkers is None:
            return
        try:
            self._go_on(number, thinkers)
        except (ClassroomError, LogError) as error:
            self._trouble(number, error)

    def _go_on(self, number: int, thinkers: Thinkers) -> None:

        group = self.groups[number]

        def choose(key: str, match: Match, role: int) -> Any:
            if match.seats[match.roles[role]] in QUICK:
                with group.lock:
                    return thought_here(match, role)
            self.changed(number)
            return thinkers.choose(key, match, role)

        for role, reason in group.go_on(choose, lambda: self.is_open() and not self._stopping):
            seat = self.opened.scenario.roles[role].short
            self.notify(number, "session/ai_stuck", role=seat, reason=reason)
        self.changed(number)

    # What people do ---------------------------------------------------------------------------------

    def act(self, person: Person, act_id: str, data: dict[str, Any]) -> int:
        """Let a person act in their group; return the seq. Raises `Refused`, `Refusal`, `LogError`."""
        group = self.groups.get(person.group)
        if group is None or not person.role:
            raise Refusal("session/no_such_seat")
        known = group.done.get((person.id, act_id))
        if known is not None:
            return known
        if not self.is_open():
            raise Refusal("session/class_paused" if self.paused else "session/class_not_on")
        if self.rules.gate == "required" and not person.checked and self.questions(person):
            raise Refusal("session/check_first")
        seq = group.act(person, act_id, data)
        self.changed(group.id)
        return seq

    def questions(self, person: Person) -> Sequence[Any]:
        """Return the questions about the briefing of a person's part."""
        return self.opened.scenario.roles[person.role].comprehension if person.role else ()

    def has_checked(self, person: Person) -> None:
        """Take note that somebody has answered the questions."""
        self.register.change(person.id, checked=True)

    def notify(self, group: int, code: str, **values: object) -> None:
        """Tell the teacher something."""
        with self._lock:
            number = self.notices[-1].id + 1 if self.notices else 1
            notice = Notice(number, self.now(), group, text(code, **values))
            data = json.dumps({"at": notice.at, "group": group, "words": notice.words})
            with suppress(ClassroomError):  # a full disk is told of all the same
                self.file.keep(lambda db: db.execute("INSERT INTO notices VALUES (?, ?)", (number, data)))
            self.notices.append(notice)
        self.on_change(0)

    def _trouble(self, group: int, error: Exception) -> None:
        """Tell the teacher what a group ran into, once."""
        words = text("session/trouble", reason=error)
        if not self.notices or (self.notices[-1].group, self.notices[-1].words) != (group, words):
            self.notify(group, "session/trouble", reason=error)

    def stop(self) -> None:
        """Let no AI player begin anything more."""
        self._stopping = True

    def close(self) -> None:
        """Close the file, and end the workers."""
        self.stop()
        if self.thinkers is not None:
            self.thinkers.close()
        self.file.close()

    # Within -----------------------------------------------------------------------------------------

    def _begin(self, numbers: Sequence[int]) -> None:
        """Let groups begin: all of it is in the file, or nothing."""
        begun: dict[int, Match] = {}
        heads: list[tuple[int, str, str]] = []
        rows: list[Row] = []
        for number in numbers:
            group, header = self.groups[number], self._new_header(number)
            with group.log.held() as lines:
                begun[number] = Match.begun(self.opened, header, group.log)
            rows += lines
            clock = json.dumps({"clock": asdict(group.clock)})
            heads.append((number, clock, json.dumps(header_data(header))))

        def keep(db: Any) -> None:
            db.executemany("INSERT INTO groups VALUES (?, ?, ?)", heads)
            db.executemany(INSERT_LINES, rows)
            db.execute(SET_FACT, ("playing", "phase"))

        self.file.keep(keep)
        self._facts["phase"] = "playing"
        for number, match in begun.items():
            self.groups[number].begin(match)

    def _new_header(self, number: int) -> Header:
        seated = {role: self.register.at(number, role) for role in self.seats}
        humans = [role for role, people in seated.items() if people]
        seats = together(humans, None, self.opened.tables.public.roles, self.kinds)
        seats.update({role: self._spare(role) for role in self.seats if role not in humans})
        return Header(
            scenario=self.opened.scenario.id,
            sha256=self.opened.sha256,
            source=self.opened.source,
            seed=int(self._facts["seed"]),
            match=number,
            cut=self.cut,
            seats=seats,
            made_by=f"kherem {game.__version__}",
            people={role: [one.name for one in people] for role, people in seated.items() if people},
        )

    def _move(self, number: int, group: int, role: str) -> None:
        """Give somebody another place; another part has a briefing, and questions, of its own."""
        old = self.register[number]
        if not old.device:
            raise Refusal("session/no_such_person")
        self.register.change(number, group=group, role=role, checked=old.checked and old.role == role)

    def _staff(self, number: int, role: str) -> None:
        """Let whoever sits at a seat play it; an AI player where nobody does."""
        group = self.groups.get(number)
        if group is None or not role:
            return
        people = [one.name for one in self.register.at(number, role)]
        group.reseat(role, HUMAN if people else self._spare(role), people)

    def _mend_seats(self, group: Group) -> None:
        """Let those act who were seated just when the program was ended."""
        match = group.match
        if match is None or match.ended:
            return
        for role in self.seats:
            people = tuple(one.name for one in self.register.at(group.id, role))
            if match.seats[role] == HUMAN and match.people(match.role_number(role)) != people:
                self._staff(group.id, role)

    def _spare(self, role: str) -> str:
        """Return who plays a seat nobody sits in."""
        return self.rules.ai if self.kinds[role] == "seat" else RECORD

    def _free_seat(self) -> tuple[int, str]:
        """Return a seat by chance in the first group that has one; (0, "") if all are taken."""
        for most in range(1, self.rules.per_seat + 1):
            for number in self.groups:
                free = [role for role in self.seats if len(self.register.at(number, role)) < most]
                plain = [role for role in free if self.kinds[role] == "seat"]
                if plain:
                    return number, secrets.choice(plain)
        return 0, ""

    def _keep_clock(self, group: Group) -> None:
        data = json.dumps({"clock": asdict(group.clock)})
        self.file.later(lambda db: db.execute("UPDATE groups SET data = ? WHERE id = ?", (data, group.id)))

    def _fact(self, name: str, value: str) -> None:
        self.file.keep(lambda db: db.execute(SET_FACT, (value, name)))
        self._facts[name] = value

    def _seated(self, group: int) -> None:
        self.changed(group)
        self.on_change(0)

    def _all_changed(self) -> None:
        for number in self.groups:
            self.changed(number)
        self.on_change(0)


Keys = tuple[str, str]
"""A cookie and a return code."""


def _new_keys() -> Keys:
    return new_token(), new_code(RETURN_LENGTH)


def _keys_of(visit: str, secret: str) -> Keys:
    """Return the keys that a visit leads to, the same each time."""
    found = hmac.new(secret.encode(), b"join " + visit.encode(), "sha512").digest()
    return found[:24].hex(), "".join(LETTERS[one % len(LETTERS)] for one in found[24 : 24 + RETURN_LENGTH])

"""Who is in a class and sits where: joining, coming back, changing places, seats left to AI players.

Law of this file: a seat holds as many as the rules say; whoever sits in it plays it, else an AI player.
"""

import hmac
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from time import time

from game.negotiators.catalogue import HUMAN, RECORD
from game.session.classroom.facts import Facts
from game.session.classroom.group import Group
from game.session.classroom.group_log import INSERT_LINES, Row
from game.session.classroom.people import LETTERS, RETURN_LENGTH, Person, digest, new_code, new_token
from game.session.classroom.register import Joined, Register, Value
from game.session.match import Refusal
from game.storage.classroom_file import ClassroomFile

MOST_PEOPLE = 5_000
"""Against whoever joins without end; a class that can be played has fewer."""
Place = tuple[int, str]
"""A group and a role in it."""


class Seating(Facts):
    """A class with its people and its groups."""

    def __init__(self, file: ClassroomFile, now: Callable[[], float] = time) -> None:
        """Read the class and its people in `file`. Raises `ClassroomError`, `ScenarioError`."""
        super().__init__(file, now)
        self.register = Register(file, self._lock)
        self.groups: dict[int, Group] = {}

    def changed(self, number: int) -> None:
        """Tell that a group has changed."""
        self.on_change(number)

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
            keys = {"token": digest(new_token()), "back": digest(new_token())}
            self._rearrange({person: {**keys, "device": 0, "group": 0, "role": ""}})
        self._seated(old.group)

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
            self._rearrange({person: self._moved(person, group, role if group else "")})
        for changed in {old.group, group}:
            self._seated(changed)

    def swap(self, one: int, other: int) -> None:
        """Let two people change places. Raises `Refusal`."""
        with self._lock:
            first, second = self.register[one], self.register[other]
            places = ((first.group, first.role), (second.group, second.role))
            self._rearrange(
                {
                    one: self._moved(one, second.group, second.role),
                    other: self._moved(other, first.group, first.role),
                }
            )
        for group, _ in places:
            self._seated(group)

    def seat_by_chance(self) -> None:
        """Seat everybody who sits nowhere. Raises `Refusal`."""
        with self._lock:
            given: dict[int, Place] = {}
            for person in [one for one in self.register.present() if not one.group]:
                place = self._free_seat(tuple(given.values()))
                if place[0]:
                    given[person.id] = place
            self._rearrange({number: self._moved(number, *place) for number, place in given.items()})
        for group in {group for group, _ in given.values()}:
            self.changed(group)
        self.on_change(0)

    def leave_to_ai(self, group: int, role: str) -> None:
        """Let an AI player act for a seat until `give_back`. Raises `Refusal`, `ClassroomError`."""
        if group not in self.groups or role not in self.seats:
            raise Refusal("session/no_such_seat")
        with self._lock:
            self._hand_over(self.groups[group], role, self._spare(role), ())
        self._seated(group)

    def give_back(self, group: int, role: str) -> None:
        """Let the people at a seat play it again. Raises `Refusal`, `ClassroomError`."""
        with self._lock:
            self._staff(group, role)
        self._seated(group)

    # Within -----------------------------------------------------------------------------------------

    def _moved(self, number: int, group: int, role: str) -> dict[str, Value]:
        """Return what changes for somebody with another place: another part has a briefing of its own.

        Raises `Refusal`.
        """
        old = self.register[number]
        if not old.device:
            raise Refusal("session/no_such_person")
        return {"group": group, "role": role, "checked": old.checked and old.role == role}

    def _rearrange(self, changes: Mapping[int, Mapping[str, Value]]) -> None:
        """Change people and who plays the seats they leave and take: all of it in one commit, or nothing.

        Raises `Refusal`, `ClassroomError`.
        """
        old = [self.register[number] for number in changes]
        new = [replace(one, **changes[one.id]) for one in old]  # type: ignore[arg-type]
        places = dict.fromkeys((one.group, one.role) for one in (*old, *new) if one.role)
        groups = [self.groups[n] for n in sorted({n for n, _ in places}) if n in self.groups]
        with self._at_once(groups) as rows:
            for group in groups:
                for role in (role for number, role in places if number == group.id):
                    names = self._then_at(group.id, role, new)
                    group.reseat(role, HUMAN if names else self._spare(role), names)
            lines = rows()
            self.register.change_all(changes, lambda db: db.executemany(INSERT_LINES, lines))

    @contextmanager
    def _at_once(self, groups: Sequence[Group]) -> Iterator[Callable[[], list[Row]]]:
        """Let seats of some groups change while nobody looks; where that raises, all is as it was before.

        Gives what returns the lines of it, for the caller to keep in one commit.
        """
        with ExitStack() as locks:
            for group in groups:
                locks.enter_context(group.turn)
            for group in groups:
                locks.enter_context(group.lock)
            before = [0 if group.match is None else group.match.seq() for group in groups]
            try:
                with ExitStack() as logs:
                    held = [logs.enter_context(group.log.held()) for group in groups]
                    yield lambda: [row for rows in held for row in rows]
            except BaseException:
                for group, seq in zip(groups, before, strict=True):
                    group.back_to(seq)
                raise

    def _then_at(self, group: int, role: str, changed: Sequence[Person]) -> list[str]:
        """Return the names at a seat once some people have changed, in the order they have joined."""
        moved = {one.id for one in changed}
        stay = [one for one in self.register.at(group, role) if one.id not in moved]
        come = [one for one in changed if (one.group, one.role) == (group, role)]
        return [one.name for one in sorted((*stay, *come), key=lambda one: one.id)]

    def _staff(self, number: int, role: str) -> None:
        """Let whoever sits at a seat play it; an AI player where nobody does."""
        group = self.groups.get(number)
        if group is not None and role:
            people = [one.name for one in self.register.at(number, role)]
            self._hand_over(group, role, HUMAN if people else self._spare(role), people)

    def _hand_over(self, group: Group, role: str, player: str, people: Sequence[str]) -> None:
        """Let a seat of a group be played by others. Raises `ClassroomError`; then it is not."""
        with self._at_once([group]) as rows:
            group.reseat(role, player, people)
            lines = rows()
            self.file.keep(lambda db: db.executemany(INSERT_LINES, lines))

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

    def _free_seat(self, given: Sequence[Place] = ()) -> Place:
        """Return a seat by chance in the first group that has one; (0, "") if all are taken.

        `given`: what is taken besides.
        """

        def people(number: int, role: str) -> int:
            return len(self.register.at(number, role)) + given.count((number, role))

        for most in range(1, self.rules.per_seat + 1):
            for number in self.groups:
                free = [role for role in self.seats if people(number, role) < most]
                plain = [role for role in free if self.kinds[role] == "seat"]
                if self.rules.alone:
                    plain = [role for role in free if role == self.rules.alone]
                if plain:
                    return number, secrets.choice(plain)
        return 0, ""

    def _seated(self, group: int) -> None:
        self.changed(group)
        self.on_change(0)


Keys = tuple[str, str]
"""A cookie and a return code."""


def _new_keys() -> Keys:
    return new_token(), new_code(RETURN_LENGTH)


def _keys_of(visit: str, secret: str) -> Keys:
    """Return the keys that a visit leads to, the same each time."""
    found = hmac.new(secret.encode(), b"join " + visit.encode(), "sha512").digest()
    return found[:24].hex(), "".join(LETTERS[one % len(LETTERS)] for one in found[24 : 24 + RETURN_LENGTH])

"""Who is in a class and sits where: joining, coming back, changing places, seats left to AI players.

Law of this file: a seat holds as many as the rules say; whoever sits in it plays it, else an AI player.
"""

import hmac
import secrets
from collections.abc import Callable
from time import time

from game.negotiators.catalogue import HUMAN, RECORD
from game.session.classroom.facts import Facts
from game.session.classroom.group import Group
from game.session.classroom.people import LETTERS, RETURN_LENGTH, digest, new_code, new_token
from game.session.classroom.register import Joined, Register
from game.session.match import Refusal
from game.storage.classroom_file import ClassroomFile

MOST_PEOPLE = 1000


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
            self.register.change(
                person, token=digest(new_token()), back=digest(new_token()), device=0, group=0, role=""
            )
            self._staff(old.group, old.role)
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

    # Within -----------------------------------------------------------------------------------------

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

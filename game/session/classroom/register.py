"""The register of a class: its people, the secrets they are known by, and where they sit.

Law of this file: a change is on disk before it counts.
"""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any, NamedTuple

from game.session.classroom.people import (
    LONGEST_NAME,
    LONGEST_NOTES,
    RETURN_LENGTH,
    Person,
    clean_name,
    digest,
    folded,
    new_code,
    new_token,
    spoken,
)
from game.session.match import Refusal
from game.storage.classroom_file import ClassroomFile

Value = str | int | bool
Also = Callable[[Any], object]
"""What is done with the connection in the same transaction."""


def _nothing(_db: Any) -> None:
    """Do nothing more."""


class Joined(NamedTuple):
    """Somebody who has come in, and the secrets that are told once."""

    person: Person
    token: str
    back: str


class Register:
    """The people of a class, by number. Changes go one at a time, under `lock`."""

    def __init__(self, file: ClassroomFile, lock: threading.RLock) -> None:
        self._file = file
        self._lock = lock
        self.people: dict[int, Person] = {}
        self._tokens: dict[str, int] = {}
        self._places: dict[tuple[int, str], dict[int, Person]] = {}
        for number, data, notes in file.read("SELECT id, data, notes FROM people ORDER BY id"):
            self._take(Person(id=number, notes=notes, **json.loads(data)))

    def __getitem__(self, number: int) -> Person:
        """Return somebody. Raises `Refusal`."""
        if number not in self.people:
            raise Refusal("session/no_such_person")
        return self.people[number]

    def of_token(self, token: str) -> Person | None:
        """Return who has this cookie."""
        return self.people.get(self._tokens.get(digest(token), 0))

    def at(self, group: int, role: str) -> list[Person]:
        """Return the people at a seat, by number."""
        found = self._places.get((group, role), {}).copy()
        return [found[number] for number in sorted(found)]

    def present(self) -> list[Person]:
        """Return the people who were not shown out."""
        return [one for one in list(self.people.values()) if one.device]

    def add(self, name: str, group: int, role: str, keys: tuple[str, str]) -> Joined:
        """Let somebody in under a name nobody has yet. Raises `Refusal`, `ClassroomError`.

        `keys`: the cookie and the return code they get.
        """
        label = clean_name(name)
        if not label:
            raise Refusal("session/bad_person_name", longest=LONGEST_NAME)
        token, back = keys
        with self._lock:
            number = max(self.people, default=0) + 1
            person = Person(
                number, self._free_label(label), digest(token), digest(back), group=group, role=role
            )
            sql, kept = "INSERT INTO people VALUES (?, ?, '')", _data(person)
            self._file.keep(lambda db: db.execute(sql, (number, kept)))
            self._take(person)
        return Joined(person, token, back)

    def renew(self, number: int) -> Joined:
        """Give somebody new secrets; the old ones count no longer. Raises `Refusal`."""
        token, back = new_token(), new_code(RETURN_LENGTH)
        with self._lock:
            device = self[number].device + 1
            person = self.change(number, token=digest(token), back=digest(back), device=device)
        return Joined(person, token, back)

    def come_back(self, back: str) -> Joined:
        """Give new secrets to whoever has this return code. Raises `Refusal`."""
        wanted = digest(spoken(back))
        with self._lock:
            found = next((one for one in self.people.values() if one.back == wanted), None)
            if found is None:
                raise Refusal("session/wrong_return_code")
            return self.renew(found.id)

    def change(self, number: int, **values: Value) -> Person:
        """Change what is known of somebody. Raises `Refusal`, `ClassroomError`."""
        self.change_all({number: values})
        return self[number]

    def change_all(self, changes: Mapping[int, Mapping[str, Value]], also: Also = _nothing) -> None:
        """Change what is known of several people, all of it or nothing. Raises `Refusal`, `ClassroomError`.

        `also`: what else is kept in the same transaction.
        """
        with self._lock:
            people = [replace(self[number], **values) for number, values in changes.items()]  # type: ignore[arg-type]
            rows = [(_data(person), person.id) for person in people]

            def keep(db: Any) -> None:
                db.executemany("UPDATE people SET data = ? WHERE id = ?", rows)
                also(db)

            self._file.keep(keep)
            for person in people:
                before = self[person.id].token
                self._take(person)  # first: a device that may stay is known all the time
                if before != person.token:
                    self._tokens.pop(before, None)

    def keep_notes(self, number: int, notes: str) -> None:
        """Keep somebody's private notes. Raises `Refusal`, `ClassroomError`."""
        if len(notes) > LONGEST_NOTES:
            raise Refusal("session/notes_too_long", most=LONGEST_NOTES)
        with self._lock:
            self._file.keep(
                lambda db: db.execute("UPDATE people SET notes = ? WHERE id = ?", (notes, number))
            )
            self._take(replace(self[number], notes=notes))

    def _take(self, person: Person) -> None:
        old = self.people.get(person.id)
        if old is not None:
            self._places[old.group, old.role].pop(old.id, None)
        self._places.setdefault((person.group, person.role), {})[person.id] = person
        self.people[person.id] = person
        self._tokens[person.token] = person.id

    def _free_label(self, name: str) -> str:
        taken = {folded(one.name) for one in self.people.values()}
        found, number = name, 2
        while folded(found) in taken:
            found, number = f"{name} {number}", number + 1
        return found


def _data(person: Person) -> str:
    data = asdict(person)
    del data["id"], data["notes"]
    return json.dumps(data)

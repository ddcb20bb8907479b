"""What is known of a class as a whole: its scenario, its rules, its phase, its codes.

Law of this file: what changes is on disk before it counts. Secrets are kept as digests, but for the one the
class's own marks are made with.
"""

import json
import secrets
import threading
from collections.abc import Callable
from dataclasses import asdict
from time import time
from typing import Literal

from game.session.classroom.people import CODE_LENGTH, digest, new_code, new_token, spoken
from game.session.classroom.rules import Rules
from game.session.seats import kinds_of
from game.storage.classroom_file import ClassroomError, ClassroomFile
from game.storage.folders import Opened, open_source

Phase = Literal["joining", "playing", "ended"]
SET_FACT = "UPDATE facts SET value = ? WHERE name = ?"


class Facts:
    """A class as a whole. `now`: what tells the time, in seconds since 1970."""

    def __init__(self, file: ClassroomFile, now: Callable[[], float] = time) -> None:
        """Read the class in `file`. Raises `ClassroomError`, `ScenarioError`."""
        self.file = file
        self.now = now
        self.on_change: Callable[[int], None] = lambda _group: None
        """Called from any thread when a group has changed; 0 for the class as a whole."""
        self._lock = threading.RLock()
        self._facts: dict[str, str] = dict(file.read("SELECT name, value FROM facts"))
        if "source" not in self._facts:
            raise ClassroomError("storage/class_not_ours", path=str(file.path))
        self.rules = Rules(**json.loads(self._facts["rules"]))
        self.opened = open_source(json.loads(self._facts["source"]), name=str(file.path)).cut(self.cut)
        self.kinds = kinds_of(self.opened.scenario)

    @staticmethod
    def make(file: ClassroomFile, opened: Opened, cut: str, rules: Rules, seed: int | None = None) -> str:
        """Make a new class in an empty file; return the teacher's key, which is told once.

        `seed`: of its games; a new one if none is given.
        """
        key = new_token()
        facts = {
            "source": json.dumps(dict(opened.source)),
            "cut": cut,
            "rules": json.dumps(asdict(rules)),
            "seed": str(secrets.randbits(48) if seed is None else seed),
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

    def _fact(self, name: str, value: str) -> None:
        self.file.keep(lambda db: db.execute(SET_FACT, (value, name)))
        self._facts[name] = value

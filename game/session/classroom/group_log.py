"""The lines of a group's match, kept in the class's file.

Law of this file: the lines of one act, those of what chance draws on it, and the act's id are one change.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

from game.storage.classroom_file import ClassroomError, ClassroomFile
from game.storage.log import Line, LogError, encode_line

Row = tuple[int, int, str]
INSERT_LINES = "INSERT INTO lines VALUES (?, ?, ?)"
LAST_LINE = "SELECT max(seq) FROM lines WHERE grp = ?"
INSERT_ACT = "INSERT INTO acts VALUES (?, ?, ?, ?)"


class GroupLog:
    """Where a group's lines are kept."""

    def __init__(self, file: ClassroomFile, group: int) -> None:
        self._file = file
        self._group = group
        self._held: list[Row] | None = None

    @contextmanager
    def held(self) -> Iterator[list[Row]]:
        """Give the rows of what is appended meanwhile, for the caller to keep; nothing is written."""
        self._held = []
        try:
            yield self._held
        finally:
            self._held = None

    def append(self, lines: Sequence[Line]) -> None:
        """Keep the lines of one act. Raises `LogError`."""
        if self._held is not None:
            self._held += self._rows(lines)
            return
        rows = self._rows(lines)
        try:
            self._file.keep(lambda db: db.executemany(INSERT_LINES, rows))
        except ClassroomError as error:
            raise self._unwritable(error) from error

    def later(self, lines: Sequence[Line], act: tuple[int, str, int] | None = None) -> "Future[None]":
        """Let lines be kept: not where those before them are not, which were on their way and failed.

        `act`: the person whose act it is, its id, and the seq after it.
        """
        rows = self._rows(lines)

        def keep(db: Any) -> None:
            ((last,),) = db.execute(LAST_LINE, (self._group,)).fetchall()
            if last != rows[0][1] - 1:
                raise sqlite3.IntegrityError(f"line {last} and then {rows[0][1]}")
            db.executemany(INSERT_LINES, rows)
            if act is not None:
                person, act_id, seq = act
                db.execute(INSERT_ACT, (person, act_id, self._group, seq))

        return self._file.later(keep)

    def wait(self, on_disk: "Future[None]") -> None:
        """Wait until lines are on disk. Raises `LogError`; then they are not."""
        try:
            self._file.wait(on_disk)
        except ClassroomError as error:
            raise self._unwritable(error) from error

    def close(self) -> None:
        """Nothing is left open."""

    def _rows(self, lines: Sequence[Line]) -> list[Row]:
        return [(self._group, line.seq, encode_line(line).decode().rstrip("\n")) for line in lines]

    def _unwritable(self, error: ClassroomError) -> LogError:
        return LogError("log/unwritable", path=str(self._file.path), reason=str(error))

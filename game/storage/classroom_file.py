"""The class on disk: one SQLite file, one writer, many small changes in one commit.

Law of this file: what is acknowledged is on disk. A change is handed to the writer as a function of the
connection; the writer runs all that wait in one transaction, each under a savepoint of its own, and answers
after the commit (WAL with `synchronous=FULL`). One program at a time holds the file.
"""

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Any, NamedTuple, TypeVar

from game.messages import text

T = TypeVar("T")
Change = Callable[[sqlite3.Connection], Any]

APPLICATION = 0x6B686572
"""Marks the file as a class of ours ("kher")."""
VERSION = 1
MOST_AT_ONCE = 256
"""How many changes share a commit at the most."""

SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE groups (id INTEGER PRIMARY KEY, data TEXT NOT NULL, header TEXT) STRICT;
CREATE TABLE people (id INTEGER PRIMARY KEY, data TEXT NOT NULL, notes TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE lines (
  grp INTEGER NOT NULL REFERENCES groups, seq INTEGER NOT NULL, line TEXT NOT NULL, PRIMARY KEY (grp, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE acts (
  person INTEGER NOT NULL REFERENCES people, id TEXT NOT NULL, grp INTEGER NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY (person, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE notices (id INTEGER PRIMARY KEY, data TEXT NOT NULL) STRICT;
"""


class ClassroomError(Exception):
    """The class cannot be read or kept. `code` is stable."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        super().__init__(text(code, **values))


class _Wanted(NamedTuple):
    change: Change
    answer: "Future[Any]"


class _Failed(NamedTuple):
    """How a change failed."""

    error: Exception


class ClassroomFile:
    """An open class. Reading is for the start; afterwards the program knows what is in it."""

    def __init__(self, path: Path) -> None:
        """Open or make the file. Raises `ClassroomError`."""
        self.path = path
        self._queue: SimpleQueue[_Wanted | None] = SimpleQueue()
        self._door = threading.Lock()
        self._closed = False
        try:
            self._connection = _open(path)
        except sqlite3.Error as error:
            busy = "locked" in str(error)
            raise ClassroomError(
                f"storage/class_{'busy' if busy else 'unreadable'}", path=str(path), reason=str(error)
            ) from error
        self._thread = threading.Thread(target=self._write, name="classroom-writer")
        self._thread.start()

    def read(self, sql: str) -> list[tuple[Any, ...]]:
        """Return rows. Only before anything else is going on. Raises `ClassroomError`."""
        try:
            return self.later(lambda db: db.execute(sql).fetchall()).result()
        except sqlite3.Error as error:
            raise ClassroomError("storage/class_unreadable", path=str(self.path), reason=error) from error

    def later(self, change: Callable[[sqlite3.Connection], T]) -> "Future[T]":
        """Let the writer make a change; the future answers once it is on disk, or with what went wrong."""
        answer: Future[T] = Future()
        answer.set_running_or_notify_cancel()  # nobody who gives up waiting for it calls it back
        with self._door:  # nothing is put behind the end of the queue, where nobody would answer it
            if self._closed:
                answer.set_exception(sqlite3.ProgrammingError(text("storage/class_closed")))
            else:
                self._queue.put(_Wanted(change, answer))
        return answer

    def keep(self, change: Callable[[sqlite3.Connection], T]) -> T:
        """Make a change, and wait until it is on disk. Raises `ClassroomError`; then nothing has changed."""
        return self.wait(self.later(change))

    def wait(self, kept: "Future[T]") -> T:
        """Wait for a change to be on disk. Raises `ClassroomError`; then nothing has changed."""
        try:
            return kept.result()
        except sqlite3.Error as error:
            raise ClassroomError("storage/class_unwritable", path=str(self.path), reason=error) from error

    def close(self) -> None:
        """Write what waits, and close the file."""
        with self._door:
            if self._closed:
                return
            self._closed = True
            self._queue.put(None)
        self._thread.join()
        self._connection.close()

    # The writer -------------------------------------------------------------------------------------

    def _write(self) -> None:
        while (first := self._queue.get()) is not None:
            waiting, goes_on = [first], True
            while len(waiting) < MOST_AT_ONCE and not self._queue.empty():
                following = self._queue.get()
                if following is None:
                    goes_on = False
                    break
                waiting.append(following)
            self._commit(waiting)
            if not goes_on:
                return

    def _commit(self, waiting: list[_Wanted]) -> None:
        """Make changes in one transaction, and answer each."""
        for wanted, result in zip(waiting, self._made(waiting), strict=True):
            if isinstance(result, _Failed):
                wanted.answer.set_exception(result.error)
            else:
                wanted.answer.set_result(result)

    def _made(self, waiting: list[_Wanted]) -> list[Any]:
        """Return what each change found, or how it failed, once all that was made is on disk."""
        db = self._connection
        try:
            db.execute("BEGIN IMMEDIATE")
            found = [self._apart(wanted) for wanted in waiting]
            db.execute("COMMIT")
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told to who asked for the change
            with suppress(sqlite3.Error):  # a broken disk may have taken the transaction back itself
                db.execute("ROLLBACK")
            return [_Failed(error)] * len(waiting)
        return found

    def _apart(self, wanted: _Wanted) -> Any:
        """Make one change under a savepoint; return what it found, or how it failed."""
        db = self._connection
        db.execute("SAVEPOINT one")
        try:
            found = _without_cursor(wanted.change(db))
        except Exception as error:
            if not db.in_transaction:  # a broken disk has taken all of it back: this is why
                raise
            db.execute("ROLLBACK TO one")
            found = _Failed(error)
        db.execute("RELEASE one")
        return found


def _without_cursor(result: Any) -> Any:
    """Return what a change found; a cursor ends here.

    Whichever thread dropped it would reset its statement, while the next change may be using that again.
    """
    if isinstance(result, sqlite3.Cursor):
        result.close()
        return None
    return result


def _open(path: Path) -> sqlite3.Connection:
    """Return the connection, with the tables there. Raises `ClassroomError`, `sqlite3.Error`."""
    if path.exists() and not path.is_file():
        raise ClassroomError("storage/class_unreadable", path=str(path), reason=text("storage/not_a_file"))
    db = sqlite3.connect(path, timeout=1, isolation_level=None, check_same_thread=False)
    try:
        db.execute("PRAGMA locking_mode=EXCLUSIVE")
        _check(db, path)
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute("PRAGMA foreign_keys=ON")
        db.execute("BEGIN EXCLUSIVE")  # takes the file, until it is closed
        db.execute("COMMIT")
    except BaseException:
        db.close()
        raise
    return db


def _check(db: sqlite3.Connection, path: Path) -> None:
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not application and not version and not tables:
        db.executescript(
            f"BEGIN; {SCHEMA} PRAGMA application_id={APPLICATION}; PRAGMA user_version={VERSION}; COMMIT;"
        )
    elif application != APPLICATION:
        raise ClassroomError("storage/class_not_ours", path=str(path))
    elif version != VERSION:
        raise ClassroomError("storage/class_version", path=str(path), version=version, known=VERSION)

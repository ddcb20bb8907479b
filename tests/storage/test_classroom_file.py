"""The class's file: what is acknowledged is on disk, whatever happens to the program or the disk."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from game.storage.classroom_file import MOST_AT_ONCE, ClassroomError, ClassroomFile

WRITER = """
import sys
from pathlib import Path
from game.storage.classroom_file import ClassroomFile

file = ClassroomFile(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    file.keep(lambda db: db.execute("INSERT INTO facts VALUES (?, 'x')", (str(number),)))
    print(number, flush=True)
"""


@pytest.fixture
def file(tmp_path: Path) -> Iterator[ClassroomFile]:
    found = ClassroomFile(tmp_path / "class.db")
    yield found
    found.close()


def put_all(rows: list[tuple[str]]) -> Any:
    return lambda db: db.executemany("INSERT INTO facts VALUES (?, 'x')", rows)


def put(name: object, value: str = "x") -> Any:
    return lambda db: db.execute("INSERT INTO facts VALUES (?, ?)", (str(name), value))


def names(file: ClassroomFile) -> list[str]:
    return [name for (name,) in file.read("SELECT name FROM facts ORDER BY CAST(name AS INTEGER)")]


def test_what_is_kept_is_there_after_a_kill(tmp_path: Path) -> None:
    """A lost train of thought is one thing, a lost treaty another: what was answered survives SIGKILL."""
    path = tmp_path / "class.db"
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
    ) as ran:
        assert ran.stdout is not None
        told = [int(ran.stdout.readline()) for _ in range(40)]
        os.kill(ran.pid, signal.SIGKILL)
        told += [int(line) for line in ran.stdout if line.endswith("\n")]

    file = ClassroomFile(path)
    kept = [int(name) for name in names(file)]
    file.close()

    assert kept[: len(told)] == told == list(range(1, len(told) + 1))
    assert len(kept) <= len(told) + 1


def test_it_asks_the_disk_each_time(file: ClassroomFile) -> None:
    """Only a full sync survives a pulled plug."""
    assert file.keep(lambda db: db.execute("PRAGMA synchronous").fetchone()) == (2,)
    assert file.keep(lambda db: db.execute("PRAGMA journal_mode").fetchone()) == ("wal",)


def test_changes_that_wait_share_a_commit(file: ClassroomFile) -> None:
    """Thirty groups act in the same second; thirty syncs one after the other would be felt."""
    began, go = threading.Event(), threading.Event()

    def slow(db: sqlite3.Connection) -> None:
        began.set()
        assert go.wait(20)

    commits: list[str] = []
    first = file.later(slow)
    assert began.wait(20)
    waiting = [file.later(put(n)) for n in range(MOST_AT_ONCE)]
    file._connection.set_trace_callback(lambda sql: commits.append(sql) if sql == "COMMIT" else None)
    go.set()
    first.result(20)
    for future in waiting:
        future.result(20)

    assert len(names(file)) == MOST_AT_ONCE
    assert 1 <= len(commits) <= 3


def test_no_thread_gets_a_cursor_of_another(file: ClassroomFile) -> None:
    """To drop one while the writer uses its statement again made changes fail now and then."""
    threads, times = 16, 200
    failed: list[Exception] = []

    def write(number: int) -> None:
        for time in range(times):
            rows = [(f"{number}/{time}/{row}",) for row in range(3)]
            try:
                assert file.keep(put_all(rows)) is None
            except (AssertionError, ClassroomError) as error:
                failed.append(error)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(threads)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert not failed
    assert file.read("SELECT count(*) FROM facts") == [(threads * times * 3,)]


def test_one_change_that_fails_takes_no_other_with_it(file: ClassroomFile) -> None:
    good, bad, other = file.later(put(1)), file.later(put(1)), file.later(put(2))

    def half(db: sqlite3.Connection) -> None:
        db.execute("INSERT INTO facts VALUES ('3', 'x')")
        raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        file.keep(half)
    good.result(20)
    other.result(20)
    with pytest.raises(sqlite3.IntegrityError):
        bad.result(20)
    assert names(file) == ["1", "2"]


def test_a_full_disk_is_told_and_later_it_goes_on(file: ClassroomFile) -> None:
    """The teacher frees some space, and nobody has to start again."""
    file.keep(put(1))
    file.keep(lambda db: db.execute("PRAGMA max_page_count = 12").fetchone())
    with pytest.raises(ClassroomError) as error:
        file.keep(put(2, "x" * 200_000))
    assert error.value.code == "storage/class_unwritable"
    assert "full" in str(error.value)
    assert names(file) == ["1"]

    file.keep(put(3))
    file.keep(lambda db: db.execute("PRAGMA max_page_count = 10000").fetchone())
    file.keep(put(4, "x" * 200_000))
    assert names(file) == ["1", "3", "4"]


def test_a_commit_that_fails_is_nobody_s_success(file: ClassroomFile) -> None:
    """The disk gives way at the last moment: all who wait hear so, and the writer lives."""

    def undone(db: sqlite3.Connection) -> None:
        db.execute("INSERT INTO facts VALUES ('1', 'x')")
        db.execute("COMMIT")
        db.execute("BEGIN")
        db.execute("ROLLBACK")  # as SQLite itself does when the disk breaks

    for _ in range(2):
        with pytest.raises(ClassroomError) as error:
            file.keep(undone)
        assert error.value.code == "storage/class_unwritable"
        file.keep(lambda db: db.execute("DELETE FROM facts"))
    file.keep(put(2))
    assert names(file) == ["2"]


def test_why_all_was_taken_back_is_told(file: ClassroomFile) -> None:
    """SQLite ends the whole transaction where the disk breaks: each hears of the disk."""
    trigger = (
        "CREATE TEMP TRIGGER broken BEFORE INSERT ON facts WHEN NEW.name = '2'"
        " BEGIN SELECT RAISE(ROLLBACK, 'disk is broken'); END"
    )
    file.keep(lambda db: db.execute(trigger))
    begun, go_on = threading.Event(), threading.Event()

    def hold(_db: sqlite3.Connection) -> None:
        begun.set()
        assert go_on.wait(20)

    held = file.later(hold)
    assert begun.wait(20)
    waiting = [file.later(put(number)) for number in (1, 2, 3)]
    go_on.set()
    held.result(20)
    for one in waiting:
        with pytest.raises(sqlite3.Error, match="disk is broken"):
            one.result(20)
    assert names(file) == []
    file.keep(put(1))
    assert names(file) == ["1"]


def test_a_closed_file_answers(tmp_path: Path) -> None:
    """An act that comes while the program ends is refused, and hangs nobody."""
    file = ClassroomFile(tmp_path / "class.db")
    waiting = [file.later(put(n)) for n in range(20)]
    file.close()
    file.close()
    assert all(future.done() for future in waiting)
    with pytest.raises(ClassroomError) as error:
        file.keep(put(99))
    assert error.value.code == "storage/class_unwritable"


def test_one_program_at_a_time(file: ClassroomFile) -> None:
    with pytest.raises(ClassroomError) as error:
        ClassroomFile(file.path)
    assert error.value.code == "storage/class_busy"
    file.keep(put(1))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"This is a letter, and no database at all. " * 40, "storage/class_unreadable"),
        ("CREATE TABLE books (title TEXT)", "storage/class_not_ours"),
        ("PRAGMA application_id = 1802003826; PRAGMA user_version = 99", "storage/class_version"),
    ],
)
def test_other_files_are_left_alone(tmp_path: Path, content: bytes | str, code: str) -> None:
    path = tmp_path / "other.db"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        db = sqlite3.connect(path)
        db.executescript(content)
        db.close()
    before = path.read_bytes()

    with pytest.raises(ClassroomError) as error:
        ClassroomFile(path)
    assert error.value.code == code
    assert str(path) in str(error.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize("place", ["", "missing/class.db"])
def test_a_place_where_no_file_can_be(tmp_path: Path, place: str) -> None:
    with pytest.raises(ClassroomError) as error:
        ClassroomFile(tmp_path / place)
    assert error.value.code == "storage/class_unreadable"


def test_who_gives_up_waiting_calls_no_change_back(file: ClassroomFile) -> None:
    """A task that is cancelled would cancel what it waits for: the writer is past asking."""
    begun, go_on = threading.Event(), threading.Event()

    def hold(_db: Any) -> None:
        begun.set()
        assert go_on.wait(20)

    held = file.later(hold)
    assert begun.wait(20)
    kept = file.later(put(1))
    assert not kept.cancel()
    go_on.set()
    held.result(20)
    kept.result(20)
    file.keep(put(2))
    assert names(file) == ["1", "2"]

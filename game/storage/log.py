"""The event log on disk: JSON lines, one event a line, written whole acts at a time.

Law of this file: what is acknowledged is on disk; what is on disk is never rewritten. The first line says
everything needed to replay (the scenario's own text included), so a log outlives the scenario it was
played on. A torn end is dropped with a notice; any other damage is refused with its line.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from game.messages import text
from game.storage.locking import lock_file
from game.storage.upcasting import upcast

FORMAT = "kherem-log"
VERSION = 1


class LogError(Exception):
    """A log cannot be read or written. `code` is stable; `line` counts from 1 (0: the whole file)."""

    def __init__(self, code: str, *, line: int = 0, **values: object) -> None:
        self.code = code
        self.line = line
        super().__init__(text(code, line=line, **values))


@dataclass(frozen=True, slots=True)
class Header:
    """The first line: what was played, by whom, with which chance.

    `people`: by role, the names of those who share a seat; left out where nobody is named.
    """

    scenario: str
    sha256: str
    source: Mapping[str, str]
    seed: int
    match: int
    cut: str
    seats: Mapping[str, str]
    made_by: str
    format: str = FORMAT
    version: int = VERSION
    people: Mapping[str, Sequence[str]] = field(default_factory=dict)


class Line(NamedTuple):
    """One line after the header.

    `by`: who made the act it belongs to (a role, `chance`, or null for the match itself). `more`: how many
    further lines belong to the same act.
    """

    seq: int
    type: str
    v: int
    by: str | None
    audience: list[str]
    data: dict[str, Any]
    more: int


@dataclass(frozen=True, slots=True)
class Contents:
    """A log read back. `good_bytes` is where the whole lines end; `notice` tells of a torn end."""

    header: Header
    lines: tuple[Line, ...]
    good_bytes: int
    notice: str | None = field(default=None)


def encode_line(item: Header | Line) -> bytes:
    """Return one line of the log with its line end."""
    data = asdict(item) if isinstance(item, Header) else item._asdict()
    if isinstance(item, Header) and not item.people:
        del data["people"]  # as logs were before seats could be shared
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"


class Writer(Protocol):
    """Where the lines of a match are kept."""

    def append(self, lines: Sequence[Line]) -> None:
        """Keep the lines of one act; they are on disk on return. Raises `LogError`; then none is kept."""

    def close(self) -> None:
        """Keep no more."""


class LogWriter:
    """Appends whole acts to a log; each is on disk when `append` returns."""

    def __init__(self, path: Path, handle: int) -> None:
        self.path = path
        self._handle = handle

    @classmethod
    def create(cls, path: Path, header: Header) -> "LogWriter":
        """Start a new log. Raises `LogError` if the file is there already or cannot be made."""
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, 0o644)
        except FileExistsError as error:
            raise LogError("log/exists", path=str(path)) from error
        except OSError as error:
            raise LogError("log/unwritable", path=str(path), reason=_reason(error)) from error
        _lock(path, handle)
        writer = cls(path, handle)
        try:
            writer._write(encode_line(header))
            _keep_name(path)
        except LogError:
            writer.close()
            path.unlink(missing_ok=True)
            raise
        return writer

    @classmethod
    def reopen(cls, path: Path) -> tuple["LogWriter", Contents]:
        """Go on with a log: lock it, read it, and only then cut off a torn end."""
        if path.exists() and not path.is_file():
            raise LogError("log/not_a_file", path=str(path))
        try:
            handle = os.open(path, os.O_RDWR | _BINARY)
        except OSError as error:
            raise LogError("log/unreadable", path=str(path), reason=_reason(error)) from error
        _lock(path, handle)
        writer = cls(path, handle)
        try:
            contents = read_log(path)
            os.ftruncate(handle, contents.good_bytes)
            os.lseek(handle, 0, os.SEEK_END)
        except OSError as error:
            writer.close()
            raise LogError("log/unwritable", path=str(path), reason=_reason(error)) from error
        except LogError:
            writer.close()
            raise
        return writer, contents

    def append(self, lines: Iterable[Line]) -> None:
        """Write the lines of one act and wait until they are on disk."""
        self._write(b"".join(map(encode_line, lines)))

    def close(self) -> None:
        """Close the file."""
        os.close(self._handle)

    def _write(self, data: bytes) -> None:
        start = os.lseek(self._handle, 0, os.SEEK_CUR)
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(self._handle, left) :]
            os.fsync(self._handle)
        except OSError as error:
            with suppress(OSError):  # half an act must not stand before the next one
                os.ftruncate(self._handle, start)
                os.lseek(self._handle, start, os.SEEK_SET)
            raise LogError("log/unwritable", path=str(self.path), reason=_reason(error)) from error


_BINARY = getattr(os, "O_BINARY", 0)


def _keep_name(path: Path) -> None:
    """Wait until the new file's name is on disk too, where the system can do that."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    folder = os.open(path.absolute().parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _lock(path: Path, handle: int) -> None:
    """Keep other programs from writing to the log until it is closed. Raises `LogError` if one does."""
    try:
        lock_file(handle)
    except OSError as error:
        os.close(handle)
        raise LogError("log/busy", path=str(path)) from error


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


# Reading ------------------------------------------------------------------------------------------


def read_log(path: Path) -> Contents:
    """Return what a log says. Raises `LogError` for anything but a torn end."""
    try:
        if path.exists() and not path.is_file():
            raise LogError("log/not_a_file", path=str(path))
        data = path.read_bytes()
    except OSError as error:
        raise LogError("log/unreadable", path=str(path), reason=_reason(error)) from error
    whole = data.rfind(b"\n") + 1
    raw = data[:whole].split(b"\n")[:-1]
    if not raw:
        raise LogError("log/empty", path=str(path))
    header = _header(raw[0])
    lines = [_line(text, number) for number, text in enumerate(raw[1:], start=2)]
    _check_order(lines)
    kept = _whole_acts(lines)
    good = sum(len(text) + 1 for text in raw[: 1 + kept])
    torn = len(data) - good
    notice = text("log/torn", count=torn) if torn else None
    return Contents(header, tuple(lines[:kept]), good, notice)


def _parse(raw: bytes, number: int) -> Mapping[str, Any]:
    try:
        data = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise LogError("log/damaged", line=number) from error
    if not isinstance(data, dict):
        raise LogError("log/damaged", line=number)
    return data


def _header(raw: bytes) -> Header:
    data = _parse(raw, 1)
    if data.get("format") != FORMAT:
        raise LogError("log/not_a_log", line=1)
    version = data.get("version")
    if not isinstance(version, int) or not 1 <= version <= VERSION:
        raise LogError("log/too_new", line=1, version=version, known=VERSION)
    try:
        header = Header(**data)
    except TypeError as error:
        raise LogError("log/damaged", line=1) from error
    words = (header.scenario, header.sha256, header.cut, header.made_by)
    numbers = (header.seed, header.match)
    sound = all(isinstance(word, str) for word in words) and all(map(_is_whole, numbers))
    if not (sound and _is_words(header.source) and _is_words(header.seats) and _is_people(header.people)):
        raise LogError("log/damaged", line=1)
    return header


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_words(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(word, str) for word in value.values())


def _is_people(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    return all(isinstance(names, list) and all(isinstance(n, str) for n in names) for names in value.values())


def _line(raw: bytes, number: int) -> Line:
    data = _parse(raw, number)
    try:
        line = Line(**data)
    except TypeError as error:
        raise LogError("log/damaged", line=number) from error
    shapes = [(line.type, str), (line.audience, list), (line.data, dict)]
    shaped = all(isinstance(value, shape) for value, shape in shapes)
    shaped = shaped and isinstance(line.by, str | None)
    if not (shaped and all(map(_is_whole, (line.seq, line.v, line.more))) and line.more >= 0):
        raise LogError("log/damaged", line=number)
    return _upcast(line, number)


def decode_lines(raw: Sequence[bytes]) -> tuple[Line, ...]:
    """Return the whole acts among a log's lines that stand elsewhere than in a file. Raises `LogError`."""
    lines = [_line(one, number) for number, one in enumerate(raw, start=2)]
    _check_order(lines)
    return tuple(lines[: _whole_acts(lines)])


def _upcast(line: Line, number: int) -> Line:
    try:
        kind, version, data = upcast(line.type, line.v, line.data)
    except LookupError as error:
        raise LogError("log/unknown_event", line=number, type=line.type, v=line.v) from error
    return line._replace(type=kind, v=version, data=data)


def _check_order(lines: list[Line]) -> None:
    more = 0
    for index, line in enumerate(lines):
        if line.seq != index + 1 or (more and line.more != more - 1):
            raise LogError("log/out_of_order", line=index + 2)
        more = line.more


def _whole_acts(lines: list[Line]) -> int:
    """Return how many lines stand before the first act that is not whole."""
    kept = len(lines)
    while kept and lines[kept - 1].more:
        kept -= 1
    return kept

"""The text of a YAML file before any YAML is read from it, and the report of what is found wrong.

Law of this file: what is not plain UTF-8 text of allowed size is refused here, with line and column.
"""

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn, Protocol

from game.messages import text as message
from game.scenario.findings import Finding, Place, Severity, path_text

MAX_BYTES = 2 * 1024 * 1024
"""The largest file that is read, in bytes of UTF-8."""
MAX_FINDINGS = 100
"""After how many findings the rest of a file is not read."""

FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
LINE_BREAK = re.compile(r"\r\n|\r|\n")
_OTHER_ENCODINGS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


class Mark(Protocol):
    """Where something begins in a text: line and column, counted from 0."""

    @property
    def line(self) -> int:
        """The line."""
        ...

    @property
    def column(self) -> int:
        """The column."""
        ...


class UnreadableError(Exception):
    """Reading must stop here; the finding is already reported."""


@dataclass(frozen=True, slots=True)
class Point:
    """A mark of our own, where the parser gives none; counts from 0, like the parser's."""

    line: int
    column: int


START = Point(0, 0)


class YamlReport:
    """The findings so far; enough of them stop the reading."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def add(
        self,
        code: str,
        mark: Mark,
        path: Sequence[str | int] = (),
        *,
        hint: str | None = None,
        **values: object,
    ) -> None:
        """Report what is wrong at a mark, with its advice."""
        advice = message(hint or f"{code}_hint")
        said = message(code, **values)
        place = place_of(self.file, mark)
        self.findings.append(Finding(code, Severity.ERROR, place, path_text(path), said, advice))
        if len(self.findings) == MAX_FINDINGS:
            self.stop("yaml/too_many_findings", mark, limit=MAX_FINDINGS)

    def stop(
        self,
        code: str,
        mark: Mark,
        path: Sequence[str | int] = (),
        *,
        hint: str | None = None,
        **values: object,
    ) -> NoReturn:
        """Report, and read no further."""
        self.add(code, mark, path, hint=hint, **values)
        raise UnreadableError


def clean_text(report: YamlReport, data: bytes | str) -> str:
    """Return `data` as text of allowed size, without byte-order mark or control characters."""
    size = len(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        report.stop("yaml/too_large", START, size=size, limit=MAX_BYTES)
    text = data if isinstance(data, str) else _decoded(report, data)
    text = text.removeprefix("\ufeff")
    bad = FORBIDDEN.search(text)
    if bad is not None:
        number = f"U+{ord(bad[0]):04X}"
        report.stop("yaml/control_character", _end_of(text[: bad.start()]), character=number)
    return text


def _decoded(report: YamlReport, data: bytes) -> str:
    for mark, name in _OTHER_ENCODINGS.items():
        if data.startswith(mark):
            report.stop("yaml/other_encoding", START, encoding=name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        byte = f"0x{data[error.start]:02X}"
        report.stop("yaml/not_utf8", _end_of(before), byte=byte)


def _end_of(text: str) -> Point:
    lines = LINE_BREAK.split(text)
    return Point(len(lines) - 1, len(lines[-1]))


def place_of(file: str, mark: Mark) -> Place:
    """Return where a mark is, for people: counted from 1."""
    return Place(file, mark.line + 1, mark.column + 1)

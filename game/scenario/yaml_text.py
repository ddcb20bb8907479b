"""The law of YAML text: text in, plain data out, and a line and a column for everything.

One pass over the parser's events builds the values and keeps each one's mark. Nothing recurses, so
depth is a finding and never a crash. Scalars follow YAML 1.2's core schema, so `no` and
`1945-06-30` stay text. What can surprise or attack is refused: tags, anchors, aliases, merge keys,
duplicate keys, control characters, sizes. Each finding `yaml/x` has its sentence and its advice,
`yaml/x_hint`, in the catalogue.
"""

import codecs
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import isfinite, nan
from typing import Any, NoReturn, Protocol, TypeAlias, cast

import yaml

from game.messages import text as message
from game.scenario.findings import Finding, Place, Severity, path_text, shortened

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int | float | bool | None"
"""What a YAML file can hold once it is read."""

MAX_BYTES = 2 * 1024 * 1024
"""The largest file that is read, in bytes of UTF-8."""
MAX_DEPTH = 40
"""How many lists and mappings may lie in one another, the top included."""
MAX_NODES = 200_000
"""How many keys, scalars, lists and mappings a file may hold."""
MAX_NUMBER_LENGTH = 40
"""How many characters an unquoted number may have."""
MAX_FINDINGS = 100
"""After how many findings the rest of a file is not read."""

_PARSER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader

_CONSTANTS: Mapping[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}
_NUMBER = re.compile(
    r"(?P<decimal>[-+]?[0-9]+)|0o(?P<octal>[0-7]+)|0x(?P<hex>[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<infinite>[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
)
_NUMBER_STARTS = frozenset("0123456789+-.")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_OTHER_ENCODINGS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_SYNTAX_HINTS = {
    "mapping values are not allowed": "yaml/syntax_colon_hint",
    "escape": "yaml/syntax_escape_hint",
    "cannot start any token": "yaml/syntax_character_hint",
    "quoted scalar": "yaml/syntax_quote_hint",
}


class _Mark(Protocol):
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class _UnreadableError(Exception):
    """Reading must stop here; the finding is already reported."""


@dataclass(frozen=True, slots=True)
class _Point:
    """A mark of our own, where the parser gives none; counts from 0, like the parser's."""

    line: int
    column: int


_START = _Point(0, 0)


class _Sequence:
    """A list being read, and the mark of each item."""

    __slots__ = ("mark", "places", "value")
    key_is_due = False

    def __init__(self, mark: _Mark) -> None:
        self.mark = mark
        self.value: list[Plain] = []
        self.places: list[_Spot] = []

    def add(self, value: Plain, spot: "_Spot") -> None:
        self.value.append(value)
        self.places.append(spot)

    def step(self) -> int:
        return len(self.value)

    def child(self, step: str | int) -> "_Spot | None":
        inside = isinstance(step, int) and 0 <= step < len(self.places)
        return self.places[cast(int, step)] if inside else None

    def key_mark(self, _step: str | int) -> None:
        return None


class _Mapping:
    """A mapping being read, and the mark of each key and value."""

    __slots__ = ("ignored", "key", "key_is_due", "keys", "mark", "places", "value")

    def __init__(self, mark: _Mark) -> None:
        self.mark = mark
        self.value: dict[str, Plain] = {}
        self.places: dict[str, _Spot] = {}
        self.keys: dict[str, _Mark] = {}
        self.key_is_due = True
        self.key = ""
        self.ignored = False

    def begin(self, key: str, mark: _Mark) -> None:
        self.key, self.key_is_due = key, False
        self.keys[key] = mark

    def begin_ignored(self, key: str) -> None:
        """Take a refused key, so that its value is read but not kept."""
        self.key, self.key_is_due, self.ignored = key, False, True

    def add(self, value: Plain, spot: "_Spot") -> None:
        if not self.ignored:
            self.value[self.key] = value
            self.places[self.key] = spot
        self.key_is_due, self.ignored = True, False

    def step(self) -> str:
        return self.key

    def child(self, step: str | int) -> "_Spot | None":
        return self.places.get(step) if isinstance(step, str) else None

    def key_mark(self, step: str | int) -> _Mark | None:
        return self.keys.get(step) if isinstance(step, str) else None


_Branch: TypeAlias = _Sequence | _Mapping
_Spot: TypeAlias = _Branch | _Mark


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as read: its value, or None with at least one finding."""

    file: str
    value: dict[str, Plain] | None
    findings: tuple[Finding, ...]
    _root: _Spot

    def place(self, path: Sequence[str | int], *, key: bool = False) -> Place:
        """Return where the value at `path`, or its key, starts; else its nearest ancestor's place.

        An item of a list has no key: its own place is given.
        """
        spot, mark = self._root, _mark(self._root)
        for step in path:
            if not isinstance(spot, _Sequence | _Mapping) or (child := spot.child(step)) is None:
                break
            mark = (key and spot.key_mark(step)) or _mark(child)
            spot = child
        return _place(self.file, mark)


def read_yaml(data: bytes | str, *, file: str) -> Document:
    """Read one YAML document whose top is a mapping. Never raises for what `data` holds.

    Keys become text whatever they look like: `2:` is the key '2'. A document with findings has
    no value.
    """
    report = _Report(file)
    builder = _Builder(report)
    with suppress(_UnreadableError):
        _build(builder, _clean_text(report, data))
    value = builder.top() if not report.findings else None
    return Document(file, value, tuple(sorted(report.findings)), builder.root())


class _Report:
    """The findings so far; enough of them stop the reading."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def add(
        self,
        code: str,
        mark: _Mark,
        path: Sequence[str | int] = (),
        *,
        hint: str | None = None,
        **values: object,
    ) -> None:
        advice = message(hint or f"{code}_hint")
        said = message(code, **values)
        place = _place(self.file, mark)
        self.findings.append(Finding(code, Severity.ERROR, place, path_text(path), said, advice))
        if len(self.findings) == MAX_FINDINGS:
            self.stop("yaml/too_many_findings", mark, limit=MAX_FINDINGS)

    def stop(
        self,
        code: str,
        mark: _Mark,
        path: Sequence[str | int] = (),
        *,
        hint: str | None = None,
        **values: object,
    ) -> NoReturn:
        """Report, and read no further."""
        self.add(code, mark, path, hint=hint, **values)
        raise _UnreadableError


# The text, before any YAML


def _clean_text(report: _Report, data: bytes | str) -> str:
    """Return `data` as text of allowed size, without byte-order mark or control characters."""
    size = len(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        report.stop("yaml/too_large", _START, size=size, limit=MAX_BYTES)
    text = data if isinstance(data, str) else _decoded(report, data)
    text = text.removeprefix("\ufeff")
    bad = _FORBIDDEN.search(text)
    if bad is not None:
        number = f"U+{ord(bad[0]):04X}"
        report.stop("yaml/control_character", _end_of(text[: bad.start()]), character=number)
    return text


def _decoded(report: _Report, data: bytes) -> str:
    for mark, name in _OTHER_ENCODINGS.items():
        if data.startswith(mark):
            report.stop("yaml/other_encoding", _START, encoding=name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        byte = f"0x{data[error.start]:02X}"
        report.stop("yaml/not_utf8", _end_of(before), byte=byte)


def _end_of(text: str) -> _Point:
    lines = _LINE_BREAK.split(text)
    return _Point(len(lines) - 1, len(lines[-1]))


# The events, one pass


def _build(builder: "_Builder", text: str) -> None:
    for event in _events(builder, text):
        builder.take(event)
    builder.finish()


def _events(builder: "_Builder", text: str) -> Iterator[yaml.Event]:
    """Yield the parser's events; report the syntax error that ends them."""
    parser = _PARSER(text)
    mark: _Mark = _START
    try:
        while (event := parser.get_event()) is not None:
            mark = event.end_mark or mark
            yield event
    except yaml.MarkedYAMLError as error:
        _report_syntax(builder, text, error, mark)
    except (yaml.YAMLError, ValueError, OverflowError):
        # The pure parser lets Python's own errors out for "\UFFFFFFFF" and %YAML 9999….
        builder.report.stop("yaml/syntax", mark, problem=message("yaml/unknown_problem"))
    finally:
        parser.dispose()


def _report_syntax(builder: "_Builder", text: str, error: yaml.MarkedYAMLError, last: _Mark) -> None:
    mark: _Mark = error.problem_mark or error.context_mark or last
    if _indented_by_tab(text, mark.line):
        builder.report.stop("yaml/tab", mark)
    problem = error.problem or message("yaml/unknown_problem")
    if error.context and error.context_mark and error.context_mark.line != mark.line:
        line = error.context_mark.line + 1
        problem = message("yaml/problem_in", problem=problem, context=error.context, line=line)
    hints = (hint for words, hint in _SYNTAX_HINTS.items() if words in problem)
    builder.report.stop("yaml/syntax", mark, problem=problem, hint=next(hints, None))


def _indented_by_tab(text: str, line: int) -> bool:
    lines = _LINE_BREAK.split(text)
    return line < len(lines) and lines[line].lstrip(" ").startswith("\t")


class _Builder:
    """Builds values from events, and reports what it refuses."""

    def __init__(self, report: _Report) -> None:
        self.report = report
        self._documents = _Sequence(_START)
        self._open: list[_Branch] = [self._documents]
        self._count = 0
        self._handlers: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._mapping_start,
            yaml.SequenceStartEvent: self._sequence_start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document_start,
        }

    def take(self, event: yaml.Event) -> None:
        """Build what `event` adds."""
        handle = self._handlers.get(type(event))
        if handle is not None:
            handle(event)

    def finish(self) -> None:
        """Report a file without content, or with something else than a mapping at its top."""
        if self.report.findings:
            return
        if self._documents.value in ([], [None]):
            self.report.add("yaml/empty", _START)
        elif self.top() is None:
            self.report.add("yaml/not_a_mapping", _mark(self.root()))

    def root(self) -> _Spot:
        """Return the first document's tree of marks, as far as it was read."""
        return self._documents.places[0] if self._documents.places else _START

    def top(self) -> dict[str, Plain] | None:
        """Return the first document's value if it is a mapping."""
        root = self.root()
        return root.value if isinstance(root, _Mapping) else None

    def _document_start(self, event: yaml.DocumentStartEvent) -> None:
        if self._documents.value:
            self.report.stop("yaml/many_documents", event.start_mark or _START)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        mark = event.start_mark or _START
        self._node(event, mark)
        branch = self._open[-1]
        if event.style == '"':
            self._check_escapes(event.value, mark)
        if branch.key_is_due:
            self._key(cast(_Mapping, branch), event, mark)
        elif event.implicit[0]:
            branch.add(self._plain(event.value, mark), mark)
        else:
            branch.add(event.value, mark)

    def _mapping_start(self, event: yaml.MappingStartEvent) -> None:
        self._begin(event, _Mapping(event.start_mark or _START))

    def _sequence_start(self, event: yaml.SequenceStartEvent) -> None:
        self._begin(event, _Sequence(event.start_mark or _START))

    def _begin(self, event: yaml.CollectionStartEvent, branch: _Branch) -> None:
        self._node(event, branch.mark)
        if len(self._open) > MAX_DEPTH:
            self.report.stop("yaml/too_deep", branch.mark, self._path(), limit=MAX_DEPTH)
        self._open.append(branch)

    def _end(self, _event: yaml.CollectionEndEvent) -> None:
        branch = self._open.pop()
        parent = self._open[-1]
        if parent.key_is_due:
            self.report.add("yaml/complex_key", branch.mark, self._path())
            cast(_Mapping, parent).begin_ignored("?")
        else:
            parent.add(branch.value, branch)

    def _alias(self, event: yaml.AliasEvent) -> None:
        mark = event.start_mark or _START
        name = shortened(event.anchor or "")
        self.report.add("yaml/alias", mark, self._path(), name=name)
        branch = self._open[-1]
        if branch.key_is_due:
            cast(_Mapping, branch).begin_ignored(f"*{name}")
        else:
            branch.add(None, mark)

    def _node(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, mark: _Mark) -> None:
        """Count a node, and refuse its tag and its anchor."""
        self._count += 1
        if self._count > MAX_NODES:
            self.report.stop("yaml/too_many_nodes", mark, self._path(), limit=MAX_NODES)
        if event.tag is not None:
            self.report.add("yaml/tag", mark, self._path(), tag=shortened(event.tag))
        if event.anchor is not None:
            self.report.add("yaml/anchor", mark, self._path(), name=shortened(event.anchor))

    def _key(self, mapping: _Mapping, event: yaml.ScalarEvent, mark: _Mark) -> None:
        key = event.value
        first = mapping.keys.get(key)
        if key == "<<" and event.implicit[0]:
            mapping.begin_ignored(key)
            self.report.add("yaml/merge_key", mark, self._path())
        elif first is not None:
            mapping.begin_ignored(key)
            self._report_duplicate(key, mark, first)
        else:
            mapping.begin(key, mark)

    def _report_duplicate(self, key: str, mark: _Mark, first: _Mark) -> None:
        line, column = first.line + 1, first.column + 1
        self.report.add(
            "yaml/duplicate_key", mark, self._path(), key=shortened(key), line=line, column=column
        )

    def _plain(self, text: str, mark: _Mark) -> Plain:
        """Return what an unquoted scalar stands for in the core schema."""
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if text[0] not in _NUMBER_STARTS or (match := _NUMBER.fullmatch(text)) is None:
            return text
        if len(text) > MAX_NUMBER_LENGTH:
            self.report.add("yaml/long_number", mark, self._path(), limit=MAX_NUMBER_LENGTH)
            return None
        number = _number(match)
        if not isfinite(number):
            self.report.add("yaml/not_finite", mark, self._path(), number=text)
        return number

    def _check_escapes(self, text: str, mark: _Mark) -> None:
        """Refuse the control characters that escapes such as `"\\0"` bring in."""
        bad = _FORBIDDEN.search(text)
        if bad is not None:
            number = f"U+{ord(bad[0]):04X}"
            self.report.add("yaml/control_escape", mark, self._path(), character=number)

    def _path(self) -> list[str | int]:
        return [branch.step() for branch in self._open[1:] if not branch.key_is_due]


def _number(match: re.Match[str]) -> int | float:
    digits = match[match.lastgroup or 0]
    match match.lastgroup:
        case "decimal":
            return int(digits)
        case "octal":
            return int(digits, 8)
        case "hex":
            return int(digits, 16)
        case "float":
            return float(digits)
        case _:
            return nan


def _mark(spot: _Spot) -> _Mark:
    return spot.mark if isinstance(spot, _Sequence | _Mapping) else spot


def _place(file: str, mark: _Mark) -> Place:
    return Place(file, mark.line + 1, mark.column + 1)

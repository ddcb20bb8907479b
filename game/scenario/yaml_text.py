"""The law of YAML text: text in, plain data out, and a line and a column for everything.

One pass over the parser's events builds the values and keeps each one's mark. Nothing recurses, so
depth is a finding and never a crash. Scalars follow YAML 1.2's core schema, so `no` and
`1945-06-30` stay text. What can surprise or attack is refused: tags, anchors, aliases, merge keys,
duplicate keys, control characters, sizes. Each finding `yaml/x` has its sentence and its advice,
`yaml/x_hint`, in the catalogue.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import isfinite, nan
from typing import Any, TypeAlias, cast

import yaml

from game.messages import text as message
from game.scenario.findings import Finding, Place, shortened
from game.scenario.yaml_source import (
    FORBIDDEN,
    LINE_BREAK,
    START,
    Mark,
    UnreadableError,
    YamlReport,
    clean_text,
    place_of,
)

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int | float | bool | None"
"""What a YAML file can hold once it is read."""

MAX_DEPTH = 40
"""How many lists and mappings may lie in one another, the top included."""
MAX_NODES = 200_000
"""How many keys, scalars, lists and mappings a file may hold."""
MAX_NUMBER_LENGTH = 40
"""How many characters an unquoted number may have."""
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
_SYNTAX_HINTS = {
    "mapping values are not allowed": "yaml/syntax_colon_hint",
    "escape": "yaml/syntax_escape_hint",
    "cannot start any token": "yaml/syntax_character_hint",
    "quoted scalar": "yaml/syntax_quote_hint",
}


class _Sequence:
    """A list being read, and the mark of each item."""

    __slots__ = ("mark", "places", "value")
    key_is_due = False

    def __init__(self, mark: Mark) -> None:
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

    def __init__(self, mark: Mark) -> None:
        self.mark = mark
        self.value: dict[str, Plain] = {}
        self.places: dict[str, _Spot] = {}
        self.keys: dict[str, Mark] = {}
        self.key_is_due = True
        self.key = ""
        self.ignored = False

    def begin(self, key: str, mark: Mark) -> None:
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

    def key_mark(self, step: str | int) -> Mark | None:
        return self.keys.get(step) if isinstance(step, str) else None


_Branch: TypeAlias = _Sequence | _Mapping
_Spot: TypeAlias = _Branch | Mark


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
        return place_of(self.file, mark)


def read_yaml(data: bytes | str, *, file: str) -> Document:
    """Read one YAML document whose top is a mapping. Never raises for what `data` holds.

    Keys become text whatever they look like: `2:` is the key '2'. A document with findings has
    no value.
    """
    report = YamlReport(file)
    builder = _Builder(report)
    with suppress(UnreadableError):
        _build(builder, clean_text(report, data))
    value = builder.top() if not report.findings else None
    return Document(file, value, tuple(sorted(report.findings)), builder.root())


# The events, one pass


def _build(builder: "_Builder", text: str) -> None:
    for event in _events(builder, text):
        builder.take(event)
    builder.finish()


def _events(builder: "_Builder", text: str) -> Iterator[yaml.Event]:
    """Yield the parser's events; report the syntax error that ends them."""
    parser = _PARSER(text)
    mark: Mark = START
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


def _report_syntax(builder: "_Builder", text: str, error: yaml.MarkedYAMLError, last: Mark) -> None:
    mark: Mark = error.problem_mark or error.context_mark or last
    if _indented_by_tab(text, mark.line):
        builder.report.stop("yaml/tab", mark)
    problem = error.problem or message("yaml/unknown_problem")
    if error.context and error.context_mark and error.context_mark.line != mark.line:
        line = error.context_mark.line + 1
        problem = message("yaml/problem_in", problem=problem, context=error.context, line=line)
    hints = (hint for words, hint in _SYNTAX_HINTS.items() if words in problem)
    builder.report.stop("yaml/syntax", mark, problem=problem, hint=next(hints, None))


def _indented_by_tab(text: str, line: int) -> bool:
    lines = LINE_BREAK.split(text)
    return line < len(lines) and lines[line].lstrip(" ").startswith("\t")


class _Builder:
    """Builds values from events, and reports what it refuses."""

    def __init__(self, report: YamlReport) -> None:
        self.report = report
        self._documents = _Sequence(START)
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
            self.report.add("yaml/empty", START)
        elif self.top() is None:
            self.report.add("yaml/not_a_mapping", _mark(self.root()))

    def root(self) -> _Spot:
        """Return the first document's tree of marks, as far as it was read."""
        return self._documents.places[0] if self._documents.places else START

    def top(self) -> dict[str, Plain] | None:
        """Return the first document's value if it is a mapping."""
        root = self.root()
        return root.value if isinstance(root, _Mapping) else None

    def _document_start(self, event: yaml.DocumentStartEvent) -> None:
        if self._documents.value:
            self.report.stop("yaml/many_documents", event.start_mark or START)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        mark = event.start_mark or START
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
        self._begin(event, _Mapping(event.start_mark or START))

    def _sequence_start(self, event: yaml.SequenceStartEvent) -> None:
        self._begin(event, _Sequence(event.start_mark or START))

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
        mark = event.start_mark or START
        name = shortened(event.anchor or "")
        self.report.add("yaml/alias", mark, self._path(), name=name)
        branch = self._open[-1]
        if branch.key_is_due:
            cast(_Mapping, branch).begin_ignored(f"*{name}")
        else:
            branch.add(None, mark)

    def _node(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, mark: Mark) -> None:
        """Count a node, and refuse its tag and its anchor."""
        self._count += 1
        if self._count > MAX_NODES:
            self.report.stop("yaml/too_many_nodes", mark, self._path(), limit=MAX_NODES)
        if event.tag is not None:
            self.report.add("yaml/tag", mark, self._path(), tag=shortened(event.tag))
        if event.anchor is not None:
            self.report.add("yaml/anchor", mark, self._path(), name=shortened(event.anchor))

    def _key(self, mapping: _Mapping, event: yaml.ScalarEvent, mark: Mark) -> None:
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

    def _report_duplicate(self, key: str, mark: Mark, first: Mark) -> None:
        line, column = first.line + 1, first.column + 1
        self.report.add(
            "yaml/duplicate_key", mark, self._path(), key=shortened(key), line=line, column=column
        )

    def _plain(self, text: str, mark: Mark) -> Plain:
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

    def _check_escapes(self, text: str, mark: Mark) -> None:
        """Refuse the control characters that escapes such as `"\\0"` bring in."""
        bad = FORBIDDEN.search(text)
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


def _mark(spot: _Spot) -> Mark:
    return spot.mark if isinstance(spot, _Sequence | _Mapping) else spot

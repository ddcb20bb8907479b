"""YAML text to plain data and findings, and the model's errors to findings at the author's line."""

import math
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Annotated, Literal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from game.messages import codes, text
from game.scenario import yaml_source, yaml_text
from game.scenario.findings import Finding, Place, Severity, path_text, shortened
from game.scenario.model_findings import fields_of, findings_from_pydantic
from game.scenario.suggest import did_you_mean
from game.scenario.yaml_text import Document, Plain, read_yaml

PARSERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]

SAMPLE = """\
# A comment
title: Пакт 中蘇
roles:
  song: {points: [1, 2.5, -3], brief: "one\\ttwo"}
  stalin:
    brief: |
      First line.
      Second line.
    open: true
issues:
  - id: mongolia
    options:
      - wording: 'keep'
      - wording: leave
        closed:
"""


@pytest.fixture(params=PARSERS, ids=lambda parser: parser.__name__)
def _each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_text, "_PARSER", request.param)


both_parsers = pytest.mark.usefixtures("_each_parser")


def read(data: bytes | str) -> Document:
    return read_yaml(data, file="s.yaml")


def found(data: bytes | str) -> list[tuple[str, int, int]]:
    """Return code, line and column of each finding."""
    return [(f.code, f.place.line, f.place.column) for f in read(data).findings]


def value_of(scalar: str) -> Plain:
    document = read(f"a: {scalar}\n")
    assert document.value is not None, document.findings
    return document.value["a"]


# Values


@both_parsers
def test_a_sample_is_read_as_written() -> None:
    """Flow and block, quoted and plain, Unicode and comments, in one file."""
    assert read(SAMPLE.encode()).value == {
        "title": "Пакт 中蘇",
        "roles": {
            "song": {"points": [1, 2.5, -3], "brief": "one\ttwo"},
            "stalin": {"brief": "First line.\nSecond line.\n", "open": True},
        },
        "issues": [
            {
                "id": "mongolia",
                "options": [{"wording": "keep"}, {"wording": "leave", "closed": None}],
            }
        ],
    }


@both_parsers
@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        *[(word, True) for word in ("true", "True", "TRUE")],
        *[(word, False) for word in ("false", "False", "FALSE")],
        *[(word, None) for word in ("", "~", "null", "Null", "NULL")],
        ("0", 0),
        ("-12", -12),
        ("+7", 7),
        ("007", 7),
        ("0o17", 15),
        ("0x1F", 31),
        ("1.5", 1.5),
        ("-.5", -0.5),
        ("1.", 1.0),
        ("2e3", 2000.0),
    ],
)
def test_core_schema_scalars(scalar: str, value: Plain) -> None:
    """YAML 1.2.2, section 10.3.2: the tag resolution of the core schema."""
    read_value = value_of(scalar)

    assert read_value == value
    assert type(read_value) is type(value)


@both_parsers
@pytest.mark.parametrize(
    "scalar",
    """no No yes on off y n 1945-06-30 15:30 1_000 0b1 0o8 -0x1 tRUE nULL . - + .. 1e 1.2.3 +.
    2001-12-14T21:59:43 = ١٢ 12a""".replace(" - ", " -- ").split(),
)
def test_everything_else_stays_text(scalar: str) -> None:
    """YAML 1.1 made booleans, dates, sexagesimals and octals of these, to authors' surprise."""
    assert value_of(scalar) == scalar


@both_parsers
@pytest.mark.parametrize("word", ["true", "12", "null", "~", "", "1.5", "<<"])
def test_quoted_scalars_are_text(word: str) -> None:
    """Quotes are the author's way to say: text."""
    assert value_of(f"'{word}'") == word
    assert value_of(f'"{word}"') == word


@both_parsers
def test_keys_become_text() -> None:
    """The model's keys are ids; `2:` and `no:` must not become 2 and False."""
    document = read("2: a\nno: b\ntrue: c\n~: d\n1.50: e\n'<<': f\n")

    assert document.value is not None
    assert list(document.value) == ["2", "no", "true", "~", "1.50", "<<"]


@both_parsers
@pytest.mark.parametrize("data", [b"\xef\xbb\xbfa: 1\n", "\ufeffa: 1\n", "a: 1\r\n", "---\na: 1\n..."])
def test_usual_wrappings_are_accepted(data: bytes | str) -> None:
    """Windows editors write byte-order marks and CRLF; some authors begin with three hyphens."""
    assert read(data).value == {"a": 1}


# Places


@both_parsers
@pytest.mark.parametrize(
    ("path", "key", "place"),
    [
        ((), False, (2, 1)),
        (("title",), False, (2, 8)),
        (("title",), True, (2, 1)),
        (("roles", "song", "points", 1), False, (4, 22)),
        (("roles", "song", "points", 1), True, (4, 22)),
        (("roles", "song", "brief"), True, (4, 32)),
        (("roles", "stalin", "brief"), False, (6, 12)),
        (("issues", 0, "options", 1, "wording"), False, (14, 18)),
        (("issues", 0, "options", 1), False, (14, 9)),
        (("issues", 0), True, (11, 5)),
        (("roles", "stalin", "absent"), False, (6, 5)),
        (("roles", "stalin", "absent"), True, (5, 3)),
        (("issues", 7, "id"), False, (11, 3)),
        (("issues", "id"), True, (10, 1)),
        (("title", "deeper", 3), False, (2, 8)),
        (("absent",), True, (2, 1)),
    ],
)
def test_places_are_exact(path: Sequence[str | int], key: bool, place: tuple[int, int]) -> None:
    """Findings are only as good as their line and column, also for what is not there."""
    assert read(SAMPLE).place(path, key=key) == Place("s.yaml", *place)


@both_parsers
def test_columns_count_characters() -> None:
    """An editor's column is a character, not a byte."""
    assert read("中文: {蘇: 1}\n").place(["中文", "蘇"]) == Place("s.yaml", 1, 9)


@both_parsers
def test_an_unreadable_file_still_has_a_place() -> None:
    """Later checks may ask for a place without first asking whether the file was read."""
    assert read("a: [").place(["a", 0]) == Place("s.yaml", 1, 1)


# What is refused


@both_parsers
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("", ("yaml/empty", 1, 1)),
        ("# only this\n", ("yaml/empty", 1, 1)),
        ("---\n", ("yaml/empty", 1, 1)),
        ("hello", ("yaml/not_a_mapping", 1, 1)),
        ("\n- a\n", ("yaml/not_a_mapping", 2, 1)),
        ("a: 1\n---\nb: 2\n", ("yaml/many_documents", 2, 1)),
        ("a: 1\nb: 2\na: 3\n", ("yaml/duplicate_key", 3, 1)),
        ("2: 1\n'2': 3\n", ("yaml/duplicate_key", 2, 1)),
        ("? [1]\n: 2\n", ("yaml/complex_key", 1, 3)),
        ("{{a: 1}: 2}", ("yaml/complex_key", 1, 2)),
        ("<<: {a: 1}\n", ("yaml/merge_key", 1, 1)),
        ("a: !foo b\n", ("yaml/tag", 1, 4)),
        ("a: !!str 5\n", ("yaml/tag", 1, 4)),
        ("a: ! 5\n", ("yaml/tag", 1, 4)),
        ("a: !!python/object/apply:os.system [x]\n", ("yaml/tag", 1, 4)),
        ("!foo a: 1\n", ("yaml/tag", 1, 1)),
        ("a: &x 1\n", ("yaml/anchor", 1, 4)),
        ("a: &x [1]\n", ("yaml/anchor", 1, 4)),
        ("a: *x\n", ("yaml/alias", 1, 4)),
        ("*x : 1\n", ("yaml/alias", 1, 1)),
        ("a: " + "9" * 5000, ("yaml/long_number", 1, 4)),
        ("a: 0x" + "f" * 5000, ("yaml/long_number", 1, 4)),
        ("a: 1e999", ("yaml/not_finite", 1, 4)),
        ("a: -.inf", ("yaml/not_finite", 1, 4)),
        ("a: .nan", ("yaml/not_finite", 1, 4)),
        ('a: "x\\0"', ("yaml/control_escape", 1, 4)),
        ('"x\\e": 1', ("yaml/control_escape", 1, 1)),
        ("a: x\n\x1b[2J: 1", ("yaml/control_character", 2, 1)),
        ("a: x\x00", ("yaml/control_character", 1, 5)),
        ("a: x\u2028y", ("yaml/control_character", 1, 5)),
        ("a: \ud800", ("yaml/control_character", 1, 4)),
        ("a: x\ufeff", ("yaml/control_character", 1, 5)),
        (b"a: \x80", ("yaml/not_utf8", 1, 4)),
        (b"\xef\xbb\xbfa: 1\r\nb: caf\xe9", ("yaml/not_utf8", 2, 7)),
        ("a: 1".encode("utf-16"), ("yaml/other_encoding", 1, 1)),
        ("a: 1".encode("utf-32"), ("yaml/other_encoding", 1, 1)),
        ("a: 1".encode("utf-16-le"), ("yaml/control_character", 1, 2)),
        ("a:\n\tb: 1\n", ("yaml/tab", 2, 1)),
        ("a:\n  b: 1\n\tc: 2\n", ("yaml/tab", 3, 1)),
        ("a: [1, 2\n", ("yaml/syntax", 2, 1)),
        ("a: b: c\n", ("yaml/syntax", 1, 5)),
        ("a: @x\n", ("yaml/syntax", 1, 4)),
        ("%YAML 3.0\n---\na: 1\n", ("yaml/syntax", 1, 1)),
    ],
)
def test_what_is_refused_and_where(data: bytes | str, expected: tuple[str, int, int]) -> None:
    """One case a rule; the code is the API and the place is what the author looks at."""
    assert found(data) == [expected]
    assert read(data).value is None


@both_parsers
@pytest.mark.parametrize("data", ['a: "\\UFFFFFFFF"', "%YAML " + "9" * 5000 + ".1\n---\na: 1"])
def test_errors_the_pure_parser_lets_out_are_findings(data: str) -> None:
    """PyYAML's pure parser raises ValueError or OverflowError here, not a YAMLError."""
    assert [code for code, _, _ in found(data)] == ["yaml/syntax"]


@both_parsers
def test_several_findings_come_at_once_and_in_order() -> None:
    """An author should not have to correct a file one error at a time."""
    data = "a: &x 1\nb: *x\nc: !foo 3\na: {d: 1, d: 2}\n<<: [!bar y]\n? {e: 1}\n: !baz 5\n"

    assert found(data) == [
        ("yaml/anchor", 1, 4),
        ("yaml/alias", 2, 4),
        ("yaml/tag", 3, 4),
        ("yaml/duplicate_key", 4, 1),
        ("yaml/duplicate_key", 4, 11),
        ("yaml/merge_key", 5, 1),
        ("yaml/tag", 5, 6),
        ("yaml/complex_key", 6, 3),
        ("yaml/tag", 7, 3),
    ]


@both_parsers
def test_a_duplicate_names_both_places_and_its_path() -> None:
    """The author must find the other one too."""
    (finding,) = read("roles:\n  - song: 1\n    song: 2\n").findings

    assert (finding.place.line, finding.place.column) == (3, 5)
    assert "'song'" in finding.message
    assert "line 2, column 5" in finding.message
    assert finding.path == "roles[0].song"
    assert finding.severity is Severity.ERROR
    assert finding.hint == text("yaml/duplicate_key_hint")


@both_parsers
@pytest.mark.parametrize("unit", ["[", "{a: ", "- ", "? ", "[{a: ", "a: ["])
def test_deep_nesting_is_a_finding(unit: str) -> None:
    """libyaml's composer recurses in C: without our own limit this ends the process."""
    (finding,) = read(unit * 100_000).findings

    assert finding.code in ("yaml/too_deep", "yaml/syntax")


@both_parsers
@pytest.mark.parametrize("deep", [True, False])
def test_the_depth_limit_is_exact(deep: bool) -> None:
    """A limit that is off by one is a limit nobody can write down."""
    lists = yaml_text.MAX_DEPTH - 1 + deep

    assert [code for code, _, _ in found("a: " + "[" * lists + "]" * lists)] == (
        ["yaml/too_deep"] if deep else []
    )


def test_the_node_limit_is_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    """The top, two keys, a text, a list and its two items are seven."""
    data = "a: x\nb: [1, 2]\n"
    monkeypatch.setattr(yaml_text, "MAX_NODES", 7)
    assert found(data) == []

    monkeypatch.setattr(yaml_text, "MAX_NODES", 6)
    assert found(data) == [("yaml/too_many_nodes", 2, 8)]


@pytest.mark.parametrize("letter", ["x", "中"])
def test_the_size_limit_counts_bytes(monkeypatch: pytest.MonkeyPatch, letter: str) -> None:
    """Text and bytes of the same file must be refused alike."""
    data = f"a: {letter}"
    monkeypatch.setattr(yaml_source, "MAX_BYTES", len(data.encode()))
    assert found(data) == found(data.encode()) == []

    monkeypatch.setattr(yaml_source, "MAX_BYTES", len(data.encode()) - 1)
    assert found(data) == found(data.encode()) == [("yaml/too_large", 1, 1)]


def test_a_flood_of_findings_is_cut_short() -> None:
    """A hostile file must not make a report larger than itself."""
    findings = read("a: *x\n" * 5000).findings

    assert len(findings) == yaml_source.MAX_FINDINGS + 1
    assert findings[-1].code == "yaml/too_many_findings"


def test_huge_names_are_shortened_in_what_is_said() -> None:
    """Tags, anchors and keys come from the file and may be as large as it is."""
    long = "x" * 100_000
    for data in (f"a: &{long} 1", f"a: *{long}", f"a: !{long} 1", f"? {long}\n: 1\n? {long}\n: 2"):
        for finding in read(data).findings:
            assert len(finding.message) + len(finding.path) < 400


@both_parsers
def test_syntax_findings_say_more_than_the_parser() -> None:
    """The parser's words are for programmers; the sentence around them and the hint are not."""
    (finding,) = read("title: Yalta: the text\n").findings

    assert "mapping values are not allowed" in finding.message
    assert finding.hint == text("yaml/syntax_colon_hint")


def test_each_yaml_code_has_its_advice() -> None:
    """The reader takes the hint by the code's name."""
    own = {code for code in codes() if code.startswith("yaml/")}
    hints = {code for code in own if code.endswith("_hint")}
    pieces = {"yaml/problem_in", "yaml/unknown_problem"}

    assert {f"{code}_hint" for code in own - hints - pieces} <= hints
    assert all(text(hint) for hint in hints)


# Whatever comes

LINES = SAMPLE.splitlines(keepends=True)
SNIPPETS = st.sampled_from(
    ["\t", "&a ", "*a", "!t ", "<<: ", "? ", "- ", "[", "]", "{", "}", "'", '"', ": ", "|", "---\n"]
)


@st.composite
def mutations(draw: st.DrawFn) -> bytes:
    """Return the sample with some pieces cut, doubled or put in."""
    sample = SAMPLE.encode()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(sample)))
        end = draw(st.integers(start, min(start + 12, len(sample))))
        piece = draw(SNIPPETS.map(str.encode) | st.binary(max_size=3) | st.just(sample[start:end]))
        sample = sample[:start] + piece + sample[draw(st.sampled_from([start, end])) :]
    return sample


def check_total(data: bytes | str) -> None:
    document = read(data)
    assert (document.value is None) == bool(document.findings)
    assert list(document.findings) == sorted(document.findings)
    for finding in document.findings:
        assert finding.place.line >= 1
        assert finding.place.column >= 1
        assert finding.message
    for path in paths_of(document.value):
        document.place(path)
        document.place(path, key=True)


def paths_of(value: Plain, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    if isinstance(value, dict):
        for key, child in value.items():
            yield from paths_of(child, (*path, key))
    if isinstance(value, list):
        for index, child in enumerate(value):
            yield from paths_of(child, (*path, index))


@given(st.one_of(mutations(), st.binary(), st.text(st.characters(exclude_categories=[]))))
def test_reading_never_raises(data: bytes | str) -> None:
    """Whatever bytes come, the author gets a mapping or findings, never a traceback."""
    check_total(data)


@given(mutations())
def test_reading_with_the_pure_parser_never_raises(data: bytes) -> None:
    """Where libyaml is missing the same law holds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_text, "_PARSER", yaml.SafeLoader)
        check_total(data)


LETTERS = st.characters(
    codec="utf-8",
    exclude_categories=["Cc", "Cs"],
    include_characters="\n\t",
    exclude_characters="\u2028\u2029\ufeff\ufffe\uffff",
)
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(LETTERS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(LETTERS), inner, max_size=3),
    max_leaves=8,
)


class Quoting(yaml.SafeDumper):
    """Quotes every text (PyYAML leaves `1e5` and `0o7` bare) and writes repeated values out."""

    def ignore_aliases(self, _data: object) -> bool:
        return True

    def text(self, value: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", value, style='"')


Quoting.add_representer(str, Quoting.text)


@given(st.dictionaries(st.text("ab", min_size=1), PLAIN, min_size=1))
def test_what_is_dumped_is_read_back(value: dict[str, Plain]) -> None:
    """A writer that quotes every text must be understood exactly, whatever the text."""
    dumped = yaml.dump(value, allow_unicode=True, Dumper=Quoting)

    document = read(dumped)

    assert document.findings == ()
    assert document.value == value


# Findings


def finding_at(line: int, column: int, code: str) -> Finding:
    return Finding(code, Severity.ERROR, Place("s.yaml", line, column), "", "")


def test_findings_sort_by_place_then_code() -> None:
    """A report reads from top to bottom, the same on every machine."""
    ordered = [
        finding_at(1, 9, "z"),
        finding_at(2, 1, "b"),
        finding_at(2, 3, "a"),
        finding_at(2, 3, "b"),
    ]

    assert sorted([ordered[2], ordered[0], ordered[3], ordered[1]]) == ordered


def test_a_finding_as_json_is_flat() -> None:
    """Editors and the web read these names."""
    finding = Finding("yaml/x", Severity.WARNING, Place("s.yaml", 3, 5), "a[0]", "Said.")

    assert finding.as_json() == {
        "code": "yaml/x",
        "severity": "warning",
        "file": "s.yaml",
        "line": 3,
        "column": 5,
        "path": "a[0]",
        "message": "Said.",
        "hint": None,
    }


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ((), ""),
        (("issues", "mongolia", "options", 2, "wording"), "issues.mongolia.options[2].wording"),
        ((0, "a"), "[0].a"),
        (("a.b", "c d", ""), '["a.b"]["c d"][""]'),
        (("x" * 70,), f'["{"x" * 59}…"]'),
    ],
)
def test_paths_are_written_as_an_author_would(path: Sequence[str | int], said: str) -> None:
    """The path is how a finding is named in a message to somebody else."""
    assert path_text(path) == said


def test_shortened_text_is_one_line() -> None:
    """A value quoted in a sentence must not break it."""
    assert shortened("one\n two") == "one two"
    assert len(shortened("x" * 100)) == 60


# Suggestions


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("wordnig", ["wording", "closed"], "wording"),
        ("Wording", ["wording"], "wording"),
        ("optoin", ["option", "options"], "option"),
        ("ab", ["ax", "ay"], None),
        ("abc", ["abd", "abe"], "abd"),
        ("abc", ["abe", "abd"], "abe"),
        ("zzz", ["wording"], None),
        ("x", [], None),
        ("x" * 1_000_000, ["x" * 80], None),
    ],
)
def test_did_you_mean(word: str, known: Sequence[str], meant: str | None) -> None:
    """The closest word, the earliest of equals, nothing far-fetched, nothing slow."""
    assert did_you_mean(word, known) == meant


# The model's errors


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Speak(Part):
    kind: Literal["speak"]
    words: str = Field(min_length=1, max_length=10)


class Sign(Part):
    kind: Literal["sign"]
    sign: bool = Field(strict=True)


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class Clause(Part):
    not_: "Clause | None" = Field(None, alias="not")
    points: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], int] = {}
    every: tuple["Clause", ...] | None = None

    @model_validator(mode="after")
    def _not_both(self) -> "Clause":
        if self.not_ and self.every:
            raise PydanticCustomError(
                "model/both", "not both of {names}", {"names": "not, every", "hint": "Delete one."}
            )
        return self


class Game(Part):
    version: Literal[1] = 1
    form: Literal["article", "note"] = "article"
    colour: Colour = Colour.RED
    rounds: int = Field(1, strict=True, ge=1, le=9)
    names: tuple[str, ...] = Field((), max_length=2)
    acts: tuple[Annotated[Speak | Sign, Field(discriminator="kind")], ...] = ()
    clause: Clause = Clause()
    code: Annotated[str, Field(pattern="^[A-Z]+$")] = "A"

    @model_validator(mode="after")
    def _lucky(self) -> "Game":
        if self.rounds == 7:
            raise ValueError("Seven rounds are never played.")
        return self


def model_findings(data: str) -> list[tuple[str, str, int, int, str, str | None]]:
    document = read(data)
    with pytest.raises(ValidationError) as caught:
        Game.model_validate(document.value)
    findings = findings_from_pydantic(caught.value, document, known_fields=fields_of(Game))
    return [(f.code, f.path, f.place.line, f.place.column, f.message, f.hint) for f in findings]


@pytest.mark.parametrize(
    ("data", "code", "path", "place", "words", "hint"),
    [
        ("fomr: note", "unknown_field", "fomr", (1, 1), "'fomr'", "'form'"),
        ("zzz: 1", "unknown_field", "zzz", (1, 1), "'zzz'", "version, form"),
        ("clause:\n  nott: {}", "unknown_field", "clause.nott", (2, 3), "'nott'", "'not'"),
        (
            "acts:\n- kind: sign\n  sign: true\n  word: x",
            "unknown_field",
            "acts[0].word",
            (4, 3),
            "",
            "kind, sign",
        ),
        (
            "acts:\n- kind: speak\n  words: x\n  sign: x",
            "unknown_field",
            "acts[0].sign",
            (4, 3),
            "",
            "kind, words",
        ),
        ("acts:\n- kind: speak", "missing_field", "acts[0].words", (2, 3), "'words'", None),
        ("acts: [{kind: sign}]", "missing_field", "acts[0].sign", (1, 8), "'sign'", None),
        (
            "acts: [{kind: sign, sign: yes}]",
            "wrong_type",
            "acts[0].sign",
            (1, 27),
            'true or false, not the text "yes"',
            "true",
        ),
        ("acts: [{kind: sing}]", "not_one_of", "acts[0].kind", (1, 15), "speak, sign", "'sign'"),
        ("acts: [{words: a}]", "missing_field", "acts[0].kind", (1, 8), "'kind'", None),
        ("acts: [{kind: speak, words: ''}]", "too_short", "acts[0].words", (1, 29), "empty", None),
        (
            "acts: [{kind: speak, words: 12345678901}]",
            "wrong_type",
            "acts[0].words",
            (1, 29),
            "text, not the number",
            '"12345678901"',
        ),
        (
            "acts: [{kind: speak, words: true}]",
            "wrong_type",
            "acts[0].words",
            (1, 29),
            "not true",
            '"true"',
        ),
        (
            "acts: [{kind: speak, words: abcdefghijkl}]",
            "too_long",
            "acts[0].words",
            (1, 29),
            "10 characters; it has 12",
            None,
        ),
        ("acts: {}", "wrong_type", "acts", (1, 1), "a list, not a group of fields", None),
        ("names: a", "wrong_type", "names", (1, 8), "a list", "hyphen"),
        ("names:", "wrong_type", "names", (1, 7), "empty", "Nothing follows"),
        ("names: [a, b, c]", "too_long", "names", (1, 1), "2 entries; it has 3", None),
        ("version: 2", "not_one_of", "version", (1, 10), "must be 1, not the number 2", None),
        ("form: notes", "not_one_of", "form", (1, 7), "one of article, note", "'note'"),
        ("colour: rde", "not_one_of", "colour", (1, 9), "one of red, blue", "'red'"),
        ("rounds: 12", "out_of_range", "rounds", (1, 9), "at most 9, not the number 12", None),
        ("rounds: 0", "out_of_range", "rounds", (1, 9), "at least 1", None),
        ("rounds: '3'", "wrong_type", "rounds", (1, 9), 'the text "3"', "quotation marks"),
        (
            "clause: {points: {Bad: 1}}",
            "bad_id",
            "clause.points.Bad",
            (1, 19),
            '"Bad"',
            "small letters",
        ),
        (
            "clause: {points: {a: x}}",
            "wrong_type",
            "clause.points.a",
            (1, 22),
            "a whole number",
            None,
        ),
        (
            "clause:\n  not: {}\n  every: [{}]",
            "both",
            "clause",
            (1, 1),
            "not both of not, every",
            "Delete one.",
        ),
        (
            "clause: {every: [{not: {points: 3}}]}",
            "wrong_type",
            "clause.every[0].not.points",
            (1, 33),
            "a group of fields",
            None,
        ),
        ("code: abc", "bad_id", "code", (1, 7), '"abc"', "^[A-Z]+$"),
        ("rounds: 7", "invalid", "", (1, 1), "Seven rounds are never played.", None),
    ],
)
def test_a_model_error_is_said_in_our_words_where_it_is(
    data: str, code: str, path: str, place: tuple[int, int], words: str, hint: str | None
) -> None:
    """One case for each kind of error an author can make, with unions, aliases and bad keys."""
    ((got_code, got_path, line, column, message, got_hint),) = model_findings(data)

    assert (got_code, got_path, (line, column)) == (f"model/{code}", path, place)
    assert words in message
    assert (got_hint is None) if hint is None else hint in (got_hint or "")


def test_all_model_errors_come_at_once_sorted() -> None:
    """Order by place, not by the model's order of fields."""
    found = model_findings("rounds: 0\ncolour: x\nfomr: y\nversion: 3\n")

    assert [line for _, _, line, *_ in found] == [1, 2, 3, 4]


def test_an_unknown_kind_of_error_shows_no_pydantic_wording() -> None:
    """A new pydantic error must not bring its English, or a web address, before authors."""

    class Day(BaseModel):
        day: Annotated[str, Field()] | None = None
        ratio: Annotated[float, Field(allow_inf_nan=False)] = 0.0

    document = read("ratio: 1.5")
    with pytest.raises(ValidationError) as caught:
        Day.model_validate({"ratio": math.nan})
    (finding,) = findings_from_pydantic(caught.value, document)

    assert finding.message == text("model/invalid", kind="finite_number")


def test_a_tag_spelt_like_a_field_does_not_mislead() -> None:
    """In `{kind: sign, sign: {...}}` the tag `sign` of the loc is not the field `sign`."""

    class Inner(Part):
        deep: int

    class Holder(Part):
        kind: Literal["inner"]
        inner: Inner
        other: int

    class Other(Part):
        kind: Literal["other"]

    class Top(Part):
        act: Annotated[Holder | Other, Field(discriminator="kind")]

    document = read("act:\n  kind: inner\n  inner: {deep: x}\n")
    with pytest.raises(ValidationError) as caught:
        Top.model_validate(document.value)

    findings = findings_from_pydantic(caught.value, document, known_fields=fields_of(Top))

    assert [f.path for f in findings] == ["act.other", "act.inner.deep"]


def test_each_model_code_used_has_a_sentence() -> None:
    """Every `kind_`, `bound_` and `found_` piece is looked up by name at run time."""
    kinds = {"text", "whole", "number", "switch", "list", "group", "nothing"}

    assert {f"model/kind_{kind}" for kind in kinds} <= codes()
    assert {f"model/bound_{bound}" for bound in ("gt", "ge", "lt", "le", "multiple_of")} <= codes()

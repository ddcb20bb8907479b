"""The catalogue: each code has its sentence, and nothing falls back in silence."""

from pathlib import Path

import pytest

from game.messages import MessageError, codes, text
from game.messages.catalogue import Catalogue

SAMPLE = """
plain = "The talks are closed."
named = "{who} may not sign {what!r}."
braces = "Write {{name}} as it is."
long = '''
First line.
Second line, {count} words.
'''

[seats]
one = "{count} seat"
other = "{count} seats"
"""


def catalogue(folder: Path, **areas: str) -> Catalogue:
    for area, toml in areas.items():
        (folder / f"{area}.toml").write_text(toml, encoding="utf-8")
    return Catalogue(folder)


@pytest.fixture
def sample(tmp_path: Path) -> Catalogue:
    return catalogue(tmp_path, talk=SAMPLE)


def test_every_shipped_sentence_is_sound() -> None:
    """Reading an area checks its placeholders; a typing slip in any TOML file fails here."""
    assert "yaml/empty" in codes()
    assert all("/" in code for code in codes())


@pytest.mark.parametrize(
    ("code", "values", "said"),
    [
        ("talk/plain", {}, "The talks are closed."),
        ("talk/named", {"who": "Song", "what": "it"}, "Song may not sign 'it'."),
        ("talk/braces", {}, "Write {name} as it is."),
        ("talk/long", {"count": 2}, "First line.\nSecond line, 2 words.\n"),
    ],
)
def test_a_sentence_is_filled_with_its_values(
    sample: Catalogue, code: str, values: dict[str, object], said: str
) -> None:
    """Authors of catalogues rely on plain names, doubled braces and strings of several lines."""
    assert sample.text(code, **values) == said


@pytest.mark.parametrize(("count", "said"), [(0, "0 seats"), (1, "1 seat"), (2, "2 seats"), (-1, "-1 seats")])
def test_count_picks_the_form(sample: Catalogue, count: int, said: str) -> None:
    """English has one singular; "1 seats" must not reach a screen."""
    assert sample.text("talk/seats", count=count) == said


def test_a_value_may_be_called_code() -> None:
    """`code` is positional only, so a sentence may use that word for a value."""
    with pytest.raises(MessageError, match="no message"):
        text("yaml/no_such_message", code="x")


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("talk/absent", {}),
        ("nowhere/plain", {}),
        ("plain", {}),
        ("../talk/plain", {}),
        ("talk/named", {"who": "Song"}),
        ("talk/seats", {}),
        ("talk/seats", {"count": "3"}),
        ("talk/seats", {"count": True}),
    ],
)
def test_what_cannot_be_said_is_a_typed_error(
    sample: Catalogue, code: str, values: dict[str, object]
) -> None:
    """A silent fallback would ship a sentence with a hole in it."""
    with pytest.raises(MessageError):
        sample.text(code, **values)


@pytest.mark.parametrize(
    "toml",
    [
        'a = "{0}"',
        'a = "{}"',
        'a = "{x.secret}"',
        'a = "{x[0]}"',
        'a = "open {"',
        "a = 3",
        'a = ["x"]',
        '[a]\none = "x"',
        '[a]\none = "x"\nother = 2',
        '[a]\none = "x"\nother = "{"',
        'a = "unclosed',
    ],
)
def test_a_malformed_catalogue_is_refused(tmp_path: Path, toml: str) -> None:
    """Placeholders that reach into objects, or are misspelt, are found when the area is read."""
    with pytest.raises(MessageError):
        catalogue(tmp_path, talk=toml).text("talk/a", x="x", count=1)


def test_a_format_that_does_not_suit_its_value_is_a_typed_error(tmp_path: Path) -> None:
    """Callers catch one error, whatever Python's formatting raises."""
    with pytest.raises(MessageError):
        catalogue(tmp_path, talk='a = "{x:d}"').text("talk/a", x="text")


def test_codes_lists_every_area_and_an_area_is_read_only_when_needed(tmp_path: Path) -> None:
    """A broken area must not stop a program that never speaks of it."""
    both = catalogue(tmp_path, talk=SAMPLE, broken="a = ")

    assert both.text("talk/plain") == "The talks are closed."
    with pytest.raises(MessageError, match="broken"):
        both.codes()
    (tmp_path / "broken.toml").unlink()
    assert both.codes() == {f"talk/{key}" for key in ("plain", "named", "braces", "long", "seats")}

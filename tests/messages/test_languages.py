"""Languages: each says soundly what it says, English stands in for the rest, plurals follow their rules."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as some

from game.cli.main import kherem
from game.messages import MessageError, codes, language, languages, speak, text
from game.messages.catalogue import Catalogue
from game.messages.languages import complete, faults, missing, own_name, spoken, system_language
from game.messages.plurals import RULES


@pytest.fixture(autouse=True)
def _english_again() -> object:
    yield
    speak("en")


@pytest.mark.parametrize("name", languages())
def test_what_a_language_has_is_sound(name: str) -> None:
    """Its sentences have the placeholders of the English ones, and the forms its numbers call for.

    What it lacks is told by `kherem languages`, and is no fault.
    """
    assert faults(name) == ()
    assert own_name(name)
    assert complete(name) == 100 or missing(name)


def test_english_is_spoken_first_and_whole() -> None:
    """Golden files, logs and tests are English whatever the system speaks."""
    assert languages()[0] == language() == "en"
    assert missing("en") == ()
    assert complete("en") == 100


@pytest.mark.parametrize(
    ("rule", "numbers"),
    [
        ("one-form", {0: "other", 1: "other", 2: "other"}),
        ("one-other", {0: "other", 1: "one", 2: "other", 21: "other"}),
        ("zero-one", {0: "one", 1: "one", 2: "other"}),
        (
            "slavic",
            {0: "many", 1: "one", 2: "few", 4: "few", 5: "many", 11: "many", 12: "many", 14: "many"}
            | {21: "one", 22: "few", 25: "many", 101: "one", 111: "many", 112: "many"},
        ),
        (
            "polish",
            {0: "many", 1: "one", 2: "few", 5: "many", 12: "many", 21: "many", 22: "few", 112: "many"},
        ),
    ],
)
def test_a_number_takes_the_form_unicode_says(rule: str, numbers: dict[int, str]) -> None:
    """CLDR's examples for whole numbers."""
    assert {number: RULES[rule].form(number) for number in numbers} == numbers


@given(some.integers(), some.sampled_from(sorted(RULES)))
def test_every_number_takes_one_of_the_forms(number: int, rule: str) -> None:
    """No number is without a form."""
    assert RULES[rule].form(number) in RULES[rule].forms


def language_in(folder: Path, plural: str, toml: str, fallback: Catalogue | None = None) -> Catalogue:
    folder.mkdir()
    (folder / "language.toml").write_text(f'name = "X"\nplural = "{plural}"\n', "utf-8")
    (folder / "talk.toml").write_text(toml, "utf-8")
    return Catalogue(folder, fallback)


def test_a_sentence_that_is_not_translated_is_said_in_english(tmp_path: Path) -> None:
    """With the plural rule of the language it is said in; a code nobody has is an error."""
    english = language_in(
        tmp_path / "en", "one-other", 'a = "one"\nb = "two"\n[n]\none = "{count} x"\nother = "{count} xs"\n'
    )
    forms = '[n]\none = "{count} икс"\nfew = "{count} икса"\nmany = "{count} иксов"\n'
    other = language_in(tmp_path / "ru", "slavic", f'a = "раз"\n{forms}', english)
    assert (other.text("talk/a"), other.text("talk/b")) == ("раз", "two")
    assert [other.text("talk/n", count=count) for count in (1, 3, 5)] == ["1 икс", "3 икса", "5 иксов"]
    assert other.codes() == {"talk/a", "talk/n"}
    for code in ("talk/c", "nothing/a"):
        with pytest.raises(MessageError):
            other.text(code)


@pytest.mark.parametrize(
    ("plural", "toml"),
    [
        ("slavic", '[n]\none = "x"\nother = "y"\n'),
        ("slavic", '[n]\none = "x"\nfew = "y"\nmany = "z"\nother = "a"\n'),
        ("one-form", '[n]\none = "x"\nother = "y"\n'),
        ("two-form", 'n = "x"\n'),
    ],
)
def test_a_language_has_the_forms_its_rule_calls_for(tmp_path: Path, plural: str, toml: str) -> None:
    """One too few would be an error in the middle of a game."""
    with pytest.raises(MessageError):
        language_in(tmp_path / "x", plural, toml).text("talk/n", count=2)


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"KHEREM_LANGUAGE": "en", "LANG": "xx_XX"}, "en"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "tlh_QO.UTF-8"}, "en"),
    ],
)
def test_the_system_is_followed_where_we_speak_its_language(environment: dict[str, str], wanted: str) -> None:
    """Else English."""
    assert system_language(environment) == wanted


def test_names_of_locales_lead_to_languages() -> None:
    """However they are written."""
    for name in ("en", "EN", "en_US", "en-GB", "en.UTF-8", "en_AU@euro"):
        assert spoken(name) == "en"
    assert spoken("C") == spoken("") == spoken("../en") == ""


def test_a_language_nobody_has_is_refused() -> None:
    """With those there are."""
    with pytest.raises(MessageError, match="en"):
        speak("tlh")
    found = CliRunner().invoke(kherem, ["--language", "tlh", "scenarios"])
    assert found.exit_code == 2
    assert "tlh" in found.output


def test_a_language_named_on_the_line_is_spoken_by_all_that_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also by the help of the command itself, and by a window that was told another one before."""
    monkeypatch.setenv("KHEREM_LANGUAGE", "en")
    found = CliRunner().invoke(kherem, ["--language", "de", "debrief", "nowhere.jsonl"])
    assert "ist nicht lesbar" in found.output
    assert system_language() == "de"


def test_the_command_tells_how_complete_each_language_is() -> None:
    """And fails where a sentence has other placeholders than the English one."""
    found = CliRunner().invoke(kherem, ["languages", "--missing"])
    assert found.exit_code == 0
    for name in languages():
        assert f"{name}: {own_name(name)}, {complete(name)} %" in found.output
        assert all(code in found.output for code in missing(name))
    assert text("cli/languages_help")
    assert codes()

"""Scenario folders: found by any name a person would try, and judged without crashing."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest

import game
from game.storage.folders import (
    MAIN_FILE,
    MAX_TEXT,
    ScenarioError,
    check,
    find,
    fingerprint,
    open_folder,
    shipped,
    shipped_folder,
    texts_of,
)

ROOT = Path(__file__).parent.parent.parent
YALTA = ROOT / "scenarios" / "yalta-1945"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(YALTA, tmp_path / "mine"))


def test_a_scenario_is_found_by_id_folder_or_file(copied: Path) -> None:
    """People paste whatever path they have."""
    assert find("yalta-1945") == YALTA
    assert find(str(copied)) == copied
    assert find(str(copied / MAIN_FILE)) == copied
    assert find(str(copied / "briefings" / ".." / MAIN_FILE)).resolve() == copied


def test_a_folder_of_one_s_own_goes_before_a_shipped_one(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An author at work on a copy must not be shown the original."""
    mine = copied.rename(copied.parent / "yalta-1945")
    monkeypatch.chdir(mine.parent)

    assert find("yalta-1945").resolve() == mine


@pytest.mark.parametrize("name", ["nowhere", "", "../yalta", "a" * 5000, "nul\0byte", "/"])
def test_what_is_not_there_is_said_with_what_is(name: str) -> None:
    """Whatever is typed, the answer is a sentence that names the shipped scenarios."""
    with pytest.raises(ScenarioError, match="yalta-1945") as error:
        find(name)

    assert error.value.code == "storage/no_scenario"


def test_shipped_scenarios_lie_in_the_package_of_a_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wheel has no source tree beside it; the folder inside the package wins where there is one."""
    assert shipped_folder() == ROOT / "scenarios"
    package = tmp_path / "site" / "game"
    inside = package / "_data" / "scenarios"
    shutil.copytree(YALTA, inside / "yalta-1945")
    (inside / "not-a-scenario").mkdir()
    monkeypatch.setattr(game, "__file__", str(package / "__init__.py"))

    assert shipped_folder() == inside
    assert [folder.name for folder in shipped()] == ["yalta-1945"]
    assert find("yalta-1945") == inside / "yalta-1945"


def test_every_shipped_scenario_opens_under_its_own_name() -> None:
    """The id is what people type and what logs carry; it must be the folder's name."""
    found = [(folder.name, open_folder(folder).scenario.id) for folder in shipped()]

    assert found
    assert all(name == scenario for name, scenario in found)


def test_the_fingerprint_covers_every_text(copied: Path) -> None:
    """A changed briefing is a changed game: the log's claim to be that scenario rests on this."""
    before = open_folder(copied)
    (copied / "briefings" / "stalin.md").write_text("Other words.", encoding="utf-8")
    after = open_folder(copied)

    assert before.sha256 == open_folder(YALTA).sha256
    assert before.sha256 != after.sha256
    assert after.prose("briefings/stalin.md") == "Other words."


def test_the_fingerprint_is_pinned() -> None:
    """Logs of every release carry it, so how it is made can never change."""
    canonical = '{"a.md":"Сталин","scenario.yaml":"x: 1\\n"}'

    assert (
        fingerprint({"scenario.yaml": "x: 1\n", "a.md": "Сталин"})
        == hashlib.sha256(canonical.encode()).hexdigest()
        == "3b0aa874089e5e8c222927fbea4aeee6b2c1cde9bad8b4268e14f87a878efaaf"
    )


def test_a_scenario_with_errors_is_refused_with_its_findings(copied: Path) -> None:
    """`kherem watch` must not just say that something is wrong."""
    main = copied / MAIN_FILE
    text = main.read_text(encoding="utf-8")
    main.write_text(text.replace("party: ussr", "party: usrr", 1), encoding="utf-8")

    with pytest.raises(ScenarioError) as error:
        open_folder(copied)

    assert error.value.code == "storage/bad_scenario"
    (finding,) = [f for f in error.value.findings if f.code == "scenario/unknown_party"]
    assert finding.place.line == 1 + text[: text.index("party: ussr")].count("\n")
    assert finding in check(copied)


def test_an_unsound_scenario_is_refused(copied: Path) -> None:
    """Right in form is not enough: a best outcome that is not worth the scale misleads every player."""
    main = copied / MAIN_FILE
    text = main.read_text(encoding="utf-8")
    main.write_text(text.replace("recognised: 20", "recognised: 21"), encoding="utf-8")

    with pytest.raises(ScenarioError) as error:
        open_folder(copied)

    assert "scenario/best_is_not_scale" in {f.code for f in error.value.findings}


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        (MAIN_FILE, "Сталин".encode("cp1251"), "yaml/not_utf8"),
        ("briefings/public.md", "Сталин".encode("cp1251"), "storage/text_not_utf8"),
        ("briefings/public.md", b"\x1b[2J", "storage/text_control"),
        ("briefings/public.md", "\u202eyes".encode(), "storage/text_control"),
        ("briefings/public.md", b"x" * (MAX_TEXT + 1), "storage/text_too_large"),
    ],
)
def test_texts_that_cannot_be_shown_are_findings(name: str, data: bytes, code: str, copied: Path) -> None:
    """`validate` must find what `play` would stumble over: half-read Cyrillic, control characters."""
    (copied / name).write_bytes(data)

    with pytest.raises(ScenarioError) as error:
        open_folder(copied)

    assert error.value.code == "storage/bad_scenario"
    assert [(f.code, f.place.file) for f in error.value.findings] == [(code, str(copied / name))]
    assert check(copied) == error.value.findings


def test_texts_from_elsewhere_are_not_read(copied: Path, tmp_path: Path) -> None:
    """A downloaded scenario must not carry a player's own files into a log that is shared."""
    secret = tmp_path / "secret.md"
    secret.write_text("Mine.", encoding="utf-8")
    briefing = copied / "briefings" / "public.md"
    briefing.unlink()
    briefing.symlink_to(secret)

    assert [finding.code for finding in check(copied)] == ["scenario/no_such_file"]


def test_files_nothing_names_are_left_alone(copied: Path) -> None:
    """A pipe or a broken link beside a scenario must not stop it, or hold the program up."""
    os.mkfifo(copied / "pipe.md")
    (copied / "lost.md").symlink_to(copied / "nowhere.md")
    (copied / "notes.md").write_bytes(b"\xff")

    opened = open_folder(copied)

    assert set(opened.source) == {MAIN_FILE, *texts_of(opened.scenario)}


def test_a_folder_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    """A folder without its file, or a file where the folder should be, is a sentence."""
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(ScenarioError) as error:
            open_folder(folder)
        assert error.value.code == "storage/no_main_file"

"""What the desktop game shows is there, is what its page says, may be passed on, and has every character."""

import hashlib
import re
import tomllib
import unicodedata
from pathlib import Path

import pygame
import pytest

import game
from game.desktop.faces import CHAINS, Faces
from game.storage.assets import AssetError, asset
from game.storage.folders import shipped_folder

ROOT = Path(__file__).parent.parent.parent
ASSETS = ROOT / "assets"
ROW = re.compile(
    r"^\| `(?P<file>[^`]+)` \| (?P<version>[\d.]+) \| `(?P<sha256>\w{64})` \| `(?P<licence>[^`]+)` \|"
)


def listed() -> dict[str, re.Match[str]]:
    lines = (ASSETS / "README.md").read_text("utf-8").splitlines()
    return {row["file"]: row for line in lines if (row := ROW.match(line))}


def scenario_texts() -> str:
    files = (path for path in shipped_folder().rglob("*") if path.suffix in {".md", ".yaml"})
    return "".join(path.read_text("utf-8") for path in files)


def said(message: object) -> str:
    return "".join(map(said, message.values())) if isinstance(message, dict) else str(message)


def messages() -> str:
    return "".join(
        said(tomllib.loads(path.read_text("utf-8")))
        for path in (ROOT / "game" / "messages").glob("*/*.toml")
        if path.stem not in ("terminal", "cli", "replay")
    )


def test_an_asset_is_found_by_name_and_nothing_else_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the source tree here; tests/test_wheel.py looks in an installed package."""
    assert asset("map/region.geojson") == ASSETS / "map" / "region.geojson"
    for name in ("map/none.geojson", "../pyproject.toml", "map", str(ASSETS / "README.md")):
        with pytest.raises(AssetError, match="install the game again"):
            asset(name)

    package = tmp_path / "game"
    (package / "_data" / "assets" / "map").mkdir(parents=True)
    (package / "_data" / "assets" / "map" / "region.geojson").write_text("{}")
    monkeypatch.setattr(game, "__file__", str(package / "__init__.py"))
    assert asset("map/region.geojson").read_text() == "{}"


def test_every_file_is_listed_with_its_hash_and_its_licence_lies_beside_it() -> None:
    """A font that changed, or that nobody may pass on, is no asset."""
    rows = listed()
    files = {
        path.relative_to(ASSETS).as_posix()
        for path in ASSETS.rglob("*")
        if path.is_file() and path.suffix not in {".md", ".txt"}
    }

    assert set(rows) == files
    for name, row in rows.items():
        assert hashlib.sha256((ASSETS / name).read_bytes()).hexdigest() == row["sha256"], name
        licence = (ASSETS / name).parent / row["licence"]
        words = licence.read_text("utf-8")
        if name.startswith("fonts/"):
            assert "SIL OPEN FONT LICENSE Version 1.1" in words, name
            assert re.search(r"Copyright 20|© 20", words.partition("\n")[0]), name
            assert "Reserved Font Name" not in words.partition("\n")[0], name
        else:
            assert "public domain" in words, name


def test_every_font_of_a_chain_is_there_and_no_other() -> None:
    """What no face uses is weight in every download."""
    used = {f"fonts/{file}" for chain in CHAINS.values() for file in chain}

    assert used == {name for name in listed() if name.startswith("fonts/")}


@pytest.mark.parametrize("face", CHAINS)
def test_a_face_has_every_character_of_scenarios_and_messages(face: str) -> None:
    """A box where a name should be is an insult to whose name it is."""
    faces = Faces()
    chars = {char for char in scenario_texts() + messages() if char.isprintable()}
    mongolian, punctuation = "ӨөҮүЁёЙй", "–—…“”‘’«»№×−·§°"

    assert not [
        char for char in sorted(chars | set(mongolian + punctuation)) if faces.file_for(face, char) is None
    ]
    assert faces.file_for(face, "\u1820") is None  # traditional Mongolian: nothing is written in it


def test_han_is_drawn_by_the_han_font_and_letters_by_the_face() -> None:
    """史達林 and 斯大林 are both Stalin; a telegram in Russian keeps its columns."""
    faces = Faces()
    han = {char for char in scenario_texts() if unicodedata.name(char, "").startswith("CJK UNIFIED")}
    assert len(han) > 40

    for face, chain in CHAINS.items():
        assert {faces.file_for(face, char) for char in han | set("史達林斯大林")} == {chain[-1]}
        assert faces.file_for(face, "A") == chain[0]
    assert list(faces.runs("telegram", "STALIN Сталин 史達林")) == [
        ("courier-prime-400-normal.ttf", "STALIN "),
        ("noto-sans-mono-400-normal.ttf", "Сталин"),
        ("courier-prime-400-normal.ttf", " "),
        ("noto-serif-tc-used.otf", "史達林"),
    ]


def test_a_line_of_text_has_ink_and_grows_with_size_words_and_spacing() -> None:
    """Lines are drawn large and scaled down; nothing may be lost on the way."""
    faces = Faces()
    plain = faces.line("body", 15, "Ulaanbaatar Өргөө 史達林", (0, 0, 0))

    assert plain.get_bounding_rect().width > 0.8 * plain.get_width()
    assert faces.line("body", 30, "Ulaanbaatar Өргөө 史達林", (0, 0, 0)).get_width() > 1.8 * plain.get_width()
    assert faces.line("body", 15, "Ulaan", (0, 0, 0)).get_width() < plain.get_width()
    assert faces.line("body", 15, "Ulaan", (0, 0, 0), 4).get_width() >= (
        faces.line("body", 15, "Ulaan", (0, 0, 0)).get_width() + 14
    )


def test_what_no_font_of_ours_has_is_looked_for_in_the_system_and_seen_as_a_box_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Somebody types it: it must not vanish."""
    letter = "\u1820"
    monkeypatch.setattr(pygame.font, "match_font", lambda name: None)
    boxes = Faces()
    assert [run[0] for run in boxes.runs("body", f"a{letter}")] == [CHAINS["body"][0]]
    assert boxes.line("body", 20, letter, (0, 0, 0)).get_bounding_rect().width > 5

    path = str(asset("fonts/noto-serif-tc-used.otf"))
    monkeypatch.setattr(pygame.font, "match_font", lambda name: path if name == "dejavusans" else None)
    monkeypatch.setitem(CHAINS, "body", CHAINS["body"][:1])
    lacking = "史"
    faces = Faces()
    assert faces.file_for("body", lacking) is None
    assert list(faces.runs("body", f"a{lacking}")) == [(CHAINS["body"][0], "a"), (path, lacking)]
    assert faces.line("body", 20, lacking, (0, 0, 0)).get_bounding_rect().width > 5

"""All kept games: going on, finished and broken ones; renamed, put away, never lost."""

import os
from pathlib import Path

import pygame
import pytest

from game.desktop import state as st
from game.desktop.keeping import Saves
from game.messages import text
from game.storage.saves import saves_folder
from tests.desktop.sitting import Sitter, begin, open_window


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHEREM_HOME", str(tmp_path))


def kept(sitter: Sitter) -> Saves:
    screen = sitter.window.app.screen
    assert isinstance(screen, Saves)
    return screen


def some_games() -> list[Path]:
    """Keep a finished game, one that goes on, and a file that is none; return them, the newest first."""
    over = begin(open_window(seed=7), "yalta-1945", "stalin")
    for _ in over.enter_until_the_end():
        continue
    over.window.finish()
    going = begin(open_window(seed=5), "moscow-1945", "song", "45")
    going.key(pygame.K_RETURN)
    going.window.finish()
    (saves_folder() / "torn.jsonl").write_text("{", "utf-8")
    files = {path.stem: path for path in saves_folder().glob("*.jsonl")}
    order = [files["moscow-1945-5-1"], files["yalta-1945-7-1"], files["torn"]]
    for age, path in enumerate(order):
        os.utime(path, (1_700_000_000 - age * 86400,) * 2)
    return order


def open_saves(size: tuple[int, int] = (1280, 720), percent: int = 100) -> Sitter:
    sitter = open_window(size, percent)
    sitter.window.focus_on(next(one for one in sitter.window.targets() if one.element.id == "all-games"))
    sitter.key(pygame.K_RETURN)
    return sitter


@pytest.mark.parametrize(("size", "percent"), [((1280, 720), 100), ((1920, 1080), 150), ((800, 600), 200)])
def test_all_kept_games_are_told_the_newest_first(size: tuple[int, int], percent: int) -> None:
    """With scenario, part, version, hour, when last played; what cannot be read with the reason."""
    files = some_games()
    sitter = open_saves(size, percent)
    games = kept(sitter).games
    assert [one.path for one in games] == files
    assert [one.over for one in games] == [False, True, False]
    assert [bool(one.fault) for one in games] == [False, False, True]
    said = sitter.look()
    assert "Moscow, 1945" in said
    assert "July 1945" in games[0].detail
    assert text("desktop/saves_over") in games[1].detail
    assert all("2023" in one.when for one in games)
    for number in range(3):
        target = next(one for one in sitter.window.targets() if one.element.id == f"kept-{number}")
        sitter.window.focus_on(target)
        sitter.key(pygame.K_RETURN)
        sitter.key(pygame.K_ESCAPE)
    assert not sitter.faults


def test_a_game_is_gone_on_with_and_a_finished_one_looked_back_at() -> None:
    """By Enter, twice; Escape leads back to the shelf."""
    some_games()
    for number, kind in ((0, st.Playing), (1, st.Ended)):
        sitter = open_saves()
        sitter.click(f"kept-{number}")
        sitter.key(pygame.K_RETURN)
        assert isinstance(sitter.window.app.screen, kind)
        sitter.window.finish()
    sitter = open_saves()
    sitter.key(pygame.K_ESCAPE)
    assert isinstance(sitter.window.app.screen, st.Shelf)


def test_a_game_is_renamed_and_a_name_that_is_taken_stays_with_its_game() -> None:
    """What no file may be called is left out of the name; nothing is ever written over."""
    files = some_games()
    before = {path: path.read_bytes() for path in files}
    sitter = open_saves()
    sitter.click("kept-0")
    sitter.click("ask-name")
    sitter.key(pygame.K_a, pygame.KMOD_CTRL)
    sitter.type("torn")
    sitter.key(pygame.K_RETURN)
    assert text("storage/name_taken", name="torn") in sitter.look()
    sitter.key(pygame.K_a, pygame.KMOD_CTRL)
    sitter.type("First/../try: Anna ✓ ")
    sitter.key(pygame.K_RETURN)
    there = saves_folder() / "First..try Anna ✓.jsonl"
    assert there.read_bytes() == before.pop(files[0])
    assert not files[0].exists()
    assert all(path.read_bytes() == data for path, data in before.items())
    assert kept(sitter).picked is None
    assert "First..try Anna ✓" in sitter.look()


def test_a_game_is_put_away_only_after_a_question_and_lies_in_the_bin() -> None:
    """The focus stands on No, and Escape is a no."""
    files = some_games()
    data = files[1].read_bytes()
    sitter = open_saves()
    sitter.click("kept-1")
    sitter.click("ask-bin")
    sitter.key(pygame.K_RETURN)
    assert files[1].exists()
    sitter.click("ask-bin")
    sitter.click("bin")
    assert not files[1].exists()
    assert (saves_folder() / "bin" / "yalta-1945-7-1-1.jsonl").read_bytes() == data
    assert len(kept(sitter).games) == 2
    sitter.click("kept-1")
    sitter.click("ask-bin")
    sitter.click("bin")
    assert [one.path for one in kept(sitter).games] == [files[0]]


def test_the_shelf_keeps_the_newest_and_tells_how_many_there_are() -> None:
    """The button is not there where there is nothing behind it."""
    sitter = open_window()
    assert "all-games" not in [one.element.id for one in sitter.window.targets()]
    some_games()
    sitter = open_window()
    assert "All games (3)" in sitter.look()
    assert isinstance(sitter.window.app.screen, st.Shelf)
    assert len(sitter.window.app.screen.saves) == 1

"""The window in German: longer words fit too, and the language can be changed in the middle of anything."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.desktop import messages as ms
from game.desktop import state as st
from game.messages import language, speak, text
from tests.desktop.sitting import Sitter, begin, open_window


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("KHEREM_HOME", str(tmp_path))
    yield
    speak("en")


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (800, 600)])
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_is_cut_off_in_german(size: tuple[int, int], percent: int) -> None:
    """Each screen, book and chapter, the settings, the keys, the kept games."""
    speak("de")
    sitter = open_window(size, percent)
    for section in ("sound", "language", "keys", "window"):
        sitter.type("o")
        sitter.click(f"section-{section}")
        sitter.key(pygame.K_ESCAPE)
    sitter.type("?")
    sitter.key(pygame.K_ESCAPE)
    begin(sitter, "moscow-1945", "song", "45")
    for tab in ("more", "world", "texts", "turn"):
        sitter.window.send(ms.ShowTab(tab))
        sitter.look()
    for letter in "tbdwikhan":
        sitter.type(letter)
    sitter.key(pygame.K_ESCAPE)
    for _ in sitter.enter_until_the_end():
        continue
    screen = sitter.window.app.screen
    assert isinstance(screen, st.Ended)
    for number in range(len(screen.chapters)):
        sitter.window.send(ms.OpenChapter(number))
        sitter.look()
    sitter.window.finish()
    kept = open_window(size, percent)
    kept.window.focus_on(next(one for one in kept.window.targets() if one.element.id == "all-games"))
    kept.key(pygame.K_RETURN)
    kept.click("kept-0")
    assert not sitter.faults
    assert not kept.faults


def choose(sitter: Sitter, name: str) -> None:
    """Choose a language in the settings."""
    sitter.window.send(ms.ShowSettings(True))
    sitter.window.send(ms.Change(replace(sitter.window.app.settings, language=name)))
    sitter.settle()
    sitter.window.send(ms.ShowSettings(False))


def test_another_language_is_spoken_at_once_on_every_screen() -> None:
    """What is being put together stays; so do the page, the chapter and the game itself."""
    sitter = open_window(seed=3)
    choose(sitter, "de")
    assert "Ein neues Spiel beginnen" in sitter.look()
    choose(sitter, "en")
    assert "Begin a new game" in sitter.look()
    sitter.window.send(ms.PickScenario("moscow-1945"))
    choose(sitter, "de")
    assert "Alles (etwa" in sitter.look()
    sitter.window.send(ms.PickCut("45"))
    sitter.window.send(ms.PickRole("song"))
    sitter.settle()
    sitter.window.send(ms.Turn(1))
    assert "Was alle wissen" in sitter.look()
    choose(sitter, "en")
    assert "What everybody knows" in sitter.look()
    sitter.window.send(ms.Turn(0))
    sitter.settle()
    screen = sitter.window.app.screen
    assert isinstance(screen, st.Playing)
    assert screen.shot is not None
    letter = next(n for n, item in enumerate(screen.shot.items) if item.value.kind == "letter")
    sitter.window.send(ms.Pick(letter))
    while not sitter.window.writing_place():
        sitter.key(pygame.K_RETURN)
    sitter.type("We ask")
    acts = sitter.match.acts
    choose(sitter, "de")
    assert "Was schreiben Sie?" in sitter.look()
    assert "We ask" in sitter.look()
    assert sitter.match.acts == acts
    for _ in range(8):
        sitter.key(pygame.K_ESCAPE)
    for _ in sitter.enter_until_the_end():
        continue
    sitter.window.send(ms.OpenChapter(2))
    choose(sitter, "en")
    ended = sitter.window.app.screen
    assert isinstance(ended, st.Ended)
    assert (ended.number, ended.read) == (2, frozenset({0, 2}))
    assert text("desktop/looking_back") in sitter.look()
    assert not sitter.faults


def test_a_language_chosen_while_others_think_is_spoken_when_they_are_done() -> None:
    """The match is touched by one thread at a time."""
    sitter = begin(open_window(seed=5), "moscow-1945", "song", "45")
    window = sitter.window
    window.handle(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=0, unicode="", scancode=0))
    assert window.busy
    window.send(ms.ShowSettings(True))
    window.send(ms.Change(replace(window.app.settings, language="de")))
    window.send(ms.ShowSettings(False))
    sitter.settle()
    assert language() == "de"
    assert "Zurücknehmen (u)" in sitter.look()
    assert "Undo" not in sitter.look()

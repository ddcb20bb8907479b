"""Sounds: which goes with what, that all are there and small, and that their absence changes nothing."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pygame
import pytest

from game.desktop import state as st
from game.desktop.sounds import SEEN, SOUNDS, Speaker, sound_of
from game.desktop.theme import Settings
from game.storage.assets import asset
from tests.desktop.sitting import begin, open_window
from tools.sounds import SOUNDS as MADE
from tools.sounds import samples


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHEREM_HOME", str(tmp_path))


@pytest.fixture(scope="module")
def heard() -> list[str]:
    """Return what is heard, change by change, in a game played by Enter."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KHEREM_HOME", "/nowhere")
        sitter = begin(open_window(seed=12), "moscow-1945", "song", "90")
        found = []
        for _ in range(300):
            before = sitter.window.app
            if isinstance(before.screen, st.Ended):
                break
            sitter.key(pygame.K_RETURN)
            found.append(sound_of(before, sitter.window.app))
    return found


def test_what_is_there_is_what_the_tool_makes() -> None:
    """The files are the tool's, to the last step of loudness, and small together."""
    assert set(MADE) == set(SOUNDS) == set(SEEN)
    assert sum(asset(f"sounds/{name}.wav").stat().st_size for name in SOUNDS) < 300_000
    for name in SOUNDS:
        kept = np.frombuffer(asset(f"sounds/{name}.wav").read_bytes()[44:], "<i2").astype(int)
        made = samples(name).astype(int)
        assert len(kept) == len(made)
        assert np.abs(kept - made).max() <= 1
        assert abs(int(kept[-1])) < 100, "it ends in silence, without a click"


def test_a_whole_game_is_heard(heard: list[str]) -> None:
    """Meetings, dispatches, turns; never two at once."""
    assert {"bell", "telegraph", "turn"} <= set(heard)
    assert set(heard) <= {*SOUNDS, ""}


def playing(**changes: Any) -> st.App:
    """Return a window in play with a view of which a few things count here."""
    sitter = begin(open_window(seed=3), "moscow-1945", "song", "45")
    screen = sitter.window.app.screen
    assert isinstance(screen, st.Playing)
    assert screen.shot is not None
    view = {**screen.shot.view, **changes}
    return replace(sitter.window.app, screen=replace(screen, shot=replace(screen.shot, view=view)))


def test_each_happening_has_its_sound() -> None:
    """A signature weighs more than what is initialled, that more than a meeting that opens."""
    before = playing()
    assert isinstance(before.screen, st.Playing)
    assert before.screen.shot is not None
    texts = before.screen.shot.view["instruments"]
    key, one = next(iter(texts.items()))
    issue = next(iter(one["clauses"]))
    agreed = {**one, "clauses": {**one["clauses"], issue: {"summary": "x"}}}
    signed = {**agreed, "signed_by": ["song"]}
    table = {"instruments": [], "turn": 0}
    got = {"received": [1], "sent": []}
    assert sound_of(before, playing(instruments={**texts, key: signed}, table=table)) == "seal"
    assert sound_of(before, playing(instruments={**texts, key: agreed}, table=table)) == "agreement"
    assert sound_of(playing(table=None), playing(table=table)) == "bell"
    assert sound_of(playing(dispatches={**got, "received": []}), playing(dispatches=got)) == "telegraph"
    assert sound_of(before, before) == ""
    assert sound_of(before, replace(before, settings=Settings(volume=20))) == "page"
    pages = st.Reading((("a", ()), ("b", ())))
    first, second = replace(before, screen=pages), replace(before, screen=replace(pages, number=1))
    assert sound_of(first, second) == "page"
    opened = replace(before, screen=replace(before.screen, book="texts"))
    assert sound_of(before, opened) == "page"
    assert sound_of(opened, before) == ""


def test_where_there_is_no_device_nothing_is_heard_and_nothing_breaks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is asked for once, and only when there is something to play."""
    asked = []

    def init(*_: object) -> None:
        asked.append(1)
        raise pygame.error("no audio device")

    monkeypatch.setattr(pygame.mixer, "init", init)
    before = st.App(st.Reading((("a", ()), ("b", ()))))
    after = replace(before, screen=st.Reading((("a", ()), ("b", ())), number=1))
    speaker = Speaker()
    speaker.tell(before, before)
    assert not asked
    speaker.tell(before, after)
    speaker.tell(after, before)
    assert len(asked) == 1


def test_a_sound_is_played_as_loud_as_is_set_and_not_at_all_when_off() -> None:
    """On SDL's dummy driver there is a device that nobody hears."""
    before = st.App(st.Reading((("a", ()), ("b", ()))), Settings(volume=0))
    after = replace(before, screen=st.Reading((("a", ()), ("b", ())), number=1))
    speaker = Speaker()
    try:
        speaker.tell(before, after)
        assert not speaker._sounds
        loud = Settings(volume=40)
        speaker.tell(replace(before, settings=loud), replace(after, settings=loud))
        assert abs(speaker._sounds["page"].get_volume() - 0.4) < 0.02
    finally:
        pygame.mixer.quit()

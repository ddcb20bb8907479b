"""Mouse and fingers: tips after a moment, scroll bars that are dragged, taps, long presses, large targets."""

from pathlib import Path

import pygame
import pytest

from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.scene import Clip, Meter, Press, Words
from game.desktop.theme import FINGER
from game.desktop.tips import FOCUS, HELD, HOVER
from tests.desktop.sitting import Sitter, begin, open_window


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHEREM_HOME", str(tmp_path))


def move(sitter: Sitter, x: int, y: int) -> None:
    sitter.window.handle(pygame.event.Event(pygame.MOUSEMOTION, pos=(x, y), rel=(0, 0), buttons=(0, 0, 0)))


def finger(sitter: Sitter, kind: int, x: float, y: float) -> None:
    width, height = sitter.window.size
    event = pygame.event.Event(kind, touch_id=1, finger_id=7, x=x / width, y=y / height, dx=0, dy=0)
    sitter.window.handle(event)
    sitter.settle()


def clip(sitter: Sitter, id_: str) -> Clip:
    return next(one for one in sitter.window.scene.elements if isinstance(one, Clip) and one.id == id_)


def middle(sitter: Sitter, id_: str) -> tuple[int, int]:
    seen = next(one.seen for one in sitter.window.targets() if one.element.id == id_)
    return seen.x + seen.w // 2, seen.y + seen.h // 2


# Tips ---------------------------------------------------------------------------------------------


def test_a_tip_comes_after_a_moment_and_goes_with_the_pointer() -> None:
    """Of a button, of a track, of an issue's name: what it is, what its steps mean, what is asked."""
    sitter = begin(open_window(seed=12), "moscow-1945", "song", "90")
    while "Your turn" not in sitter.look():
        sitter.key(pygame.K_RETURN)
    window = sitter.window
    move(sitter, *middle(sitter, "book-weights"))
    assert window.tip(1000) is None
    told = window.tip(1000 + HOVER)
    assert told is not None
    assert told.words.startswith("How much each answer")
    window.paint(pygame.Surface(window.size), 1000 + HOVER)
    tips = {}
    for one in window.scene.elements:
        if isinstance(one, Clip):
            for inner in one.elements:
                if isinstance(inner, Words | Meter) and inner.tip:
                    y = one.rect.y - one.offset + inner.rect.y + inner.rect.h // 2
                    move(sitter, one.rect.x + inner.rect.x + 3, y)
                    window.tip(5000)
                    found = window.tip(5000 + HOVER)
                    tips[inner.tip] = found is not None and found.words == inner.tip
    screen = window.app.screen
    assert isinstance(screen, st.Playing)
    assert screen.shot is not None
    assert {track["meaning"] for track in screen.shot.view["tracks"].values()} <= set(tips)
    assert screen.shot.titles.questions["mongolia"] in tips
    assert any(tips.values())
    move(sitter, 2, 2)
    assert window.tip(9000) is None
    assert window.tip(9000 + FOCUS) is None


def test_at_the_focus_a_tip_comes_for_keys_alone_and_at_once_where_nothing_moves() -> None:
    """Whoever presses with the mouse has seen it; whoever presses a key may want to know."""
    sitter = begin(open_window(seed=3), "yalta-1945", "stalin")
    window = sitter.window
    while window.focus != "book-weights":
        sitter.key(pygame.K_TAB)
    assert window.tip(100) is None
    told = window.tip(100 + FOCUS)
    assert told is not None
    assert told.means == "focus"
    window.send(ms.ShowSettings(True))
    window.send(ms.Change(window.app.settings.__class__(still=True)))
    window.send(ms.ShowSettings(False))
    while window.focus != "book-weights":
        sitter.key(pygame.K_TAB)
    assert window.tip(5000) is not None


# Scroll bars --------------------------------------------------------------------------------------


def test_a_scroll_bar_is_dragged_from_end_to_end() -> None:
    """Beside the rows, not in them: nothing is pressed by it."""
    sitter = open_window((800, 600), 150)
    bar = clip(sitter, "shelf")
    assert bar.furthest
    x = bar.rect.right - 3
    sitter.window.handle(pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=(x, bar.rect.y + 5)))
    move(sitter, x, bar.rect.y + bar.rect.h // 4)
    part = clip(sitter, "shelf").offset
    assert 0 < part < bar.furthest
    move(sitter, x, bar.rect.bottom + 300)
    assert clip(sitter, "shelf").offset == bar.furthest
    sitter.window.handle(pygame.event.Event(pygame.MOUSEBUTTONUP, button=1, pos=(x, bar.rect.bottom)))
    move(sitter, x, bar.rect.y)
    assert clip(sitter, "shelf").offset == bar.furthest
    assert isinstance(sitter.window.app.screen, st.Shelf)


# Fingers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1280, 720), (800, 600)])
def test_targets_are_large_enough_for_a_finger_once_one_is_there(size: tuple[int, int]) -> None:
    """At 100 %, on every screen of a game; a mouse makes them small again."""
    sitter = open_window(size)
    finger(sitter, pygame.FINGERDOWN, 2, 2)
    finger(sitter, pygame.FINGERUP, 2, 2)
    begin(sitter, "moscow-1945", "song", "45")

    def heights() -> list[int]:
        return [one.element.rect.h for one in sitter.window.targets() if isinstance(one.element, Press)]

    for _ in range(12):
        assert min(heights()) >= FINGER
        sitter.key(pygame.K_RETURN)
    sitter.type("o")
    assert min(heights()) >= FINGER
    sitter.key(pygame.K_ESCAPE)
    sitter.window.handle(pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=(2, 2)))
    assert min(heights()) < FINGER
    assert not sitter.faults


def test_a_tap_presses_when_it_comes_up_and_only_where_it_went_down() -> None:
    """What SDL tells of the same finger as a mouse is not heard twice."""
    sitter = open_window()
    place = middle(sitter, "scenario-yalta-1945")
    finger(sitter, pygame.FINGERDOWN, *place)
    place = middle(sitter, "scenario-yalta-1945")
    finger(sitter, pygame.FINGERDOWN, *place)
    echo = pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=place, touch=True)
    sitter.window.handle(echo)
    assert isinstance(sitter.window.app.screen, st.Shelf)
    finger(sitter, pygame.FINGERUP, *middle(sitter, "settings"))
    assert isinstance(sitter.window.app.screen, st.Shelf)
    assert not sitter.window.app.choosing_settings
    finger(sitter, pygame.FINGERDOWN, *place)
    finger(sitter, pygame.FINGERUP, place[0] + 3, place[1] + 2)
    assert isinstance(sitter.window.app.screen, st.Setup)


def test_a_finger_that_moves_scrolls_and_presses_nothing() -> None:
    """As far as it moves; another finger does not disturb it."""
    sitter = open_window((800, 600), 150)
    place = middle(sitter, "scenario-moscow-1945")
    finger(sitter, pygame.FINGERDOWN, *place)
    finger(sitter, pygame.FINGERMOTION, place[0], place[1] - 5)
    assert clip(sitter, "shelf").offset == 0
    finger(sitter, pygame.FINGERMOTION, place[0], place[1] - 60)
    assert clip(sitter, "shelf").offset == min(55, clip(sitter, "shelf").furthest)
    other = pygame.event.Event(pygame.FINGERUP, touch_id=1, finger_id=8, x=0.5, y=0.5, dx=0, dy=0)
    sitter.window.handle(other)
    finger(sitter, pygame.FINGERUP, place[0], place[1] - 60)
    assert isinstance(sitter.window.app.screen, st.Shelf)


def test_a_long_press_shows_the_tip_and_presses_nothing() -> None:
    """As a pointer that rests does."""
    sitter = begin(open_window(seed=3), "yalta-1945", "stalin")
    finger(sitter, pygame.FINGERDOWN, *middle(sitter, "book-weights"))
    finger(sitter, pygame.FINGERUP, 2, 2)
    place = middle(sitter, "book-weights")
    finger(sitter, pygame.FINGERDOWN, *place)
    assert sitter.window.tip(0) is None
    told = sitter.window.tip(HELD)
    assert told is not None
    assert told.means == "held"
    finger(sitter, pygame.FINGERUP, *place)
    screen = sitter.window.app.screen
    assert isinstance(screen, st.Playing)
    assert not screen.book
    finger(sitter, pygame.FINGERDOWN, *place)
    finger(sitter, pygame.FINGERUP, *place)
    screen = sitter.window.app.screen
    assert isinstance(screen, st.Playing)
    assert screen.book == "weights"

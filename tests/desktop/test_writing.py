"""What is typed: the cursor, words erased and pasted, an input method, and where all that is drawn."""

import unicodedata
from pathlib import Path

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as some

from game.desktop import clipboard
from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.scene import Field
from game.desktop.theme import Theme
from game.desktop.typesetting import Typesetter
from game.desktop.writing import Compose, Edit, PutCursor, Writing, edited, erased, typed, written
from game.desktop.written_lines import letter_at, typed_lines
from tests.desktop.sitting import Sitter, begin, open_window

KEYS = ("left", "right", "word_left", "word_right", "home", "end", "all", "delete", "erase_word")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHEREM_HOME", str(tmp_path))


@given(some.lists(some.one_of(some.sampled_from(KEYS), some.text(max_size=5), some.integers(-2, 30))))
def test_whatever_is_pressed_the_cursor_stands_in_the_words(steps: list[str | int]) -> None:
    """Nothing is longer than it may be, and nothing that cannot be printed is entered."""
    writing = Writing()
    for step in steps:
        if isinstance(step, int):
            writing = edited(writing, PutCursor(step))
        elif step in KEYS:
            writing = edited(writing, Edit(step, selecting=len(writing.words) % 2 == 0))
        else:
            writing = typed(writing, step, 20)
        first, last = writing.span
        assert 0 <= first <= writing.at <= last <= len(writing.words) <= 20 or first <= last <= 20
        assert writing.words.isprintable()
        assert len(erased(writing).words) <= len(writing.words)


def test_keys_move_select_and_erase() -> None:
    """As in any field."""
    writing = written("one two  three")
    writing = edited(writing, Edit("word_left"))
    assert writing.at == 9
    writing = edited(edited(writing, Edit("left")), Edit("word_left", selecting=True))
    assert writing.selected == "two "
    assert typed(writing, "2", 20).words == "one 2 three"
    assert edited(writing, Edit("delete")).words == "one  three"
    assert edited(written("one two"), Edit("erase_word")).words == "one "
    assert edited(Writing("one two", 0), Edit("word_right")).at == 3
    assert edited(Writing("one", 1), Edit("delete")).words == "oe"
    assert edited(written("one"), Edit("all")).selected == "one"
    assert erased(Writing("one", 0)).words == "one"


def test_a_letter_and_its_marks_are_one_step() -> None:
    """Erasing takes both; a paste is one line of what can be printed."""
    marked = unicodedata.normalize("NFD", "é")
    assert len(marked) == 2
    assert erased(written("x" + marked)).words == "x"
    assert edited(written("x" + marked), Edit("left")).at == 1
    assert edited(Writing("x" + marked, 1), Edit("right")).at == 3
    assert typed(Writing(), "a\nb\tc\x00d\u202e", 20).words == "a b cd"
    assert typed(written("abc"), "defgh", 5).words == "abcde"


@given(some.text(some.sampled_from("ab cdefgh   "), max_size=120), some.integers(60, 400))
def test_lines_hold_every_letter_where_it_was_typed(words: str, width: int) -> None:
    """No space is lost; a click on a letter leads to that letter."""
    sets = _SETS
    lines = typed_lines(sets, words, "body", width)
    assert "".join(line for _, line in lines) == words
    assert [start for start, _ in lines] == [
        sum(len(line) for _, line in lines[:number]) for number in range(len(lines))
    ]
    assert all(sets.width(line.rstrip(), "body") <= width or len(line.strip()) <= 1 for _, line in lines)


pygame.font.init()
_SETS = Typesetter(Theme())


def letter(sitter: Sitter) -> None:
    """Begin a letter."""
    shot = sitter.window.app.screen
    assert isinstance(shot, st.Playing)
    assert shot.shot is not None
    place = next(n for n, item in enumerate(shot.shot.items) if item.value.kind == "letter")
    sitter.window.send(ms.Pick(place))
    while not sitter.window.writing_place():
        sitter.key(pygame.K_RETURN)


def field(sitter: Sitter) -> Field:
    return next(one.element for one in sitter.window.targets() if isinstance(one.element, Field))


@pytest.mark.parametrize(("size", "percent"), [((1280, 720), 100), ((800, 600), 200)])
def test_a_letter_is_written_with_keys_mouse_clipboard_and_input_method(
    size: tuple[int, int], percent: int
) -> None:
    """The composition is shown at the cursor, underlined, and no key reaches the game meanwhile."""
    sitter = begin(open_window(size, percent, seed=3), "moscow-1945", "song", "45")
    letter(sitter)
    sitter.type("We  ask")
    sitter.key(pygame.K_HOME)
    sitter.key(pygame.K_RIGHT, pygame.KMOD_CTRL)
    sitter.type(" all")
    assert field(sitter).lines == ("We all  ask",)
    sitter.key(pygame.K_a, pygame.KMOD_CTRL)
    sitter.key(pygame.K_x, pygame.KMOD_CTRL)
    assert (field(sitter).lines, clipboard.pasted()) == (("",), "We all  ask")
    sitter.key(pygame.K_v, pygame.KMOD_CTRL)
    assert field(sitter).lines == ("We all  ask",)

    place = sitter.window.writing_place()
    assert place is not None
    event = pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=(place.x - 3, place.y + 4))
    sitter.window.handle(event)
    assert field(sitter).cursor == (0, 11)
    assert letter_at(sitter.window.sets, field(sitter), 0, field(sitter).rect.y + 12) == 0

    sitter.window.handle(pygame.event.Event(pygame.TEXTEDITING, text="ni h", start=0, length=4))
    assert field(sitter).composed == ((0, 11, 15),)
    before = sitter.window.app.screen
    for key in (pygame.K_BACKSPACE, pygame.K_RETURN, pygame.K_ESCAPE, pygame.K_LEFT):
        sitter.key(key)
    assert sitter.window.app.screen == before
    sitter.window.paint(pygame.Surface(size))
    sitter.type("你好")
    assert (field(sitter).lines, field(sitter).composed) == (("We all  ask你好",), ())
    sitter.key(pygame.K_BACKSPACE)
    sitter.key(pygame.K_BACKSPACE, pygame.KMOD_CTRL)
    assert field(sitter).lines == ("We all  ",)
    assert not sitter.faults


def test_the_cursor_is_kept_in_sight_in_long_words() -> None:
    """The field grows, and its part of the screen scrolls with the cursor."""
    sitter = begin(open_window((800, 600), 200, seed=3), "moscow-1945", "song", "45")
    letter(sitter)
    for _ in range(30):
        sitter.type("and the frontier ")
    place = sitter.window.writing_place()
    assert place is not None
    clip = next(one.clip for one in sitter.window.targets() if isinstance(one.element, Field))
    assert clip is not None
    assert clip.rect.y <= place.y
    assert place.bottom <= clip.rect.bottom + 2


def test_compose_is_shown_between_the_words() -> None:
    """It is no word yet: answering does not take it."""
    writing = edited(Writing("ab", 1), Compose("xy"))
    assert (writing.shown, writing.words) == ("axyb", "ab")
    assert edited(writing, Compose("")).shown == "ab"

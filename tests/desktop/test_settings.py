"""The settings: each is seen at once and kept; keys never clash; nothing moves that is not to."""

import json
from pathlib import Path

import pygame
import pytest

from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.commands import COMMANDS, RESERVED, keymap, rebound, sound
from game.desktop.display import open_display
from game.desktop.kept_settings import FILE, keep_settings, kept_settings
from game.desktop.loop import Loop
from game.desktop.motion import LASTS, Motion
from game.desktop.screens.settings import SECTIONS
from game.desktop.theme import PALETTES, SIZES, Settings
from game.messages import text
from game.storage.saves import saves_folder
from tests.desktop.sitting import Sitter, begin, open_window


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHEREM_HOME", str(tmp_path))


def shot(sitter: Sitter) -> st.Snapshot:
    screen = sitter.window.app.screen
    assert isinstance(screen, st.Playing)
    assert screen.shot is not None
    return screen.shot


def click(sitter: Sitter, id_: str) -> None:
    """Click something once it is scrolled to."""
    sitter.window.focus_on(next(one for one in sitter.window.targets() if one.element.id == id_))
    sitter.click(id_)


def settings_of(sitter: Sitter) -> Settings:
    return sitter.window.app.settings


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (800, 600)])
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_every_section_fits_and_every_line_can_be_reached(size: tuple[int, int], percent: int) -> None:
    """By Tab alone, in a small window with large text too."""
    sitter = open_window(size, percent)
    sitter.type("o")
    for name in SECTIONS:
        sitter.click(f"section-{name}")
        reached = set()
        for _ in sitter.window.targets():
            sitter.key(pygame.K_TAB)
            reached.add(sitter.window.focus)
            assert all(one.seen.h for one in sitter.window.targets() if one.element.id == sitter.window.focus)
        assert reached == {one.element.id for one in sitter.window.targets()}
    assert not sitter.faults


def test_each_setting_holds_from_one_window_to_the_next() -> None:
    """What is pressed is kept, whole."""
    sitter = open_window()
    sitter.click("settings")
    for section, press in (
        ("reading", "size-150"),
        ("reading", "still"),
        ("reading", "palette-dark"),
        ("sound", "volume-20"),
        ("language", "language-en"),
        ("window", "full-screen"),
    ):
        sitter.click(f"section-{section}")
        click(sitter, press)
    first = Settings()
    kept = kept_settings()
    assert kept == settings_of(sitter)
    for name in ("text", "still", "palette", "volume", "language", "full_screen"):
        assert getattr(kept, name) != getattr(first, name)


@pytest.mark.parametrize(
    "data",
    [
        {"text": 125, "palette": "clear", "full_screen": True},
        {
            "text": 111,
            "palette": "mud",
            "volume": 33,
            "language": "xx",
            "keys": {"undo": "y"},
            "still": "yes",
        },
        {
            "keys": [
                ["undo", "y"],
                ["undo"],
                ["nothing", "z"],
                ["texts", "y"],
                ["texts", "1"],
                "x",
                ["keys", "long"],
            ]
        },
    ],
)
def test_old_files_are_read_and_nonsense_is_as_at_first(data: dict[str, object]) -> None:
    """Each setting by itself: one that makes no sense does not take the others with it."""
    folder = saves_folder().parent
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(json.dumps(data), "utf-8")
    kept = kept_settings()
    assert kept.text == (125 if data.get("text") == 125 else 100)
    assert kept.palette == ("clear" if data.get("palette") == "clear" else "paper")
    assert kept.full_screen is (data.get("full_screen") is True)
    assert (kept.volume, kept.language, kept.still) == (60, "", False)
    assert kept.keys == ((("undo", "y"),) if isinstance(data.get("keys"), list) else ())
    assert keep_settings(kept) == ""
    assert kept_settings() == kept


# Keys ---------------------------------------------------------------------------------------------


def test_no_two_commands_share_a_key_and_none_is_reserved() -> None:
    """As at first."""
    keys = list(keymap(()).values())
    assert len(set(keys)) == len(keys)
    assert not RESERVED & set(keys)


def test_a_key_is_changed_told_and_kept_and_works() -> None:
    """The button says the new one; the old one does nothing any more."""
    sitter = open_window()
    sitter.type("o")
    sitter.click("section-keys")
    sitter.click("key-weights")
    sitter.type("z")
    assert dict(kept_settings().keys) == {"weights": "z"}
    sitter.key(pygame.K_ESCAPE)
    begin(sitter, "yalta-1945", "stalin")
    assert "Weights (z)" in sitter.look()
    sitter.type("w")
    assert text("desktop/title_weights") not in sitter.look()
    sitter.type("z")
    assert text("desktop/title_weights") in sitter.look()


@pytest.mark.parametrize("key", ["t", "1", "/", "u", "F11", "F1"])
def test_a_key_that_is_taken_is_refused_with_what_has_it(key: str) -> None:
    """Nothing changes, and another key can be tried at once."""
    sitter = open_window()
    sitter.type("o")
    sitter.click("section-keys")
    sitter.click("key-weights")
    if key.startswith("F"):
        sitter.key(pygame.K_F1 + int(key[1:]) - 1)
        assert settings_of(sitter).keys == ()
        return
    sitter.type(key)
    taken = next((one.name for one in COMMANDS if one.key == key), "")
    wanted = (
        text("desktop/key_taken", key=key, command=text(f"desktop/command_{taken}"))
        if taken
        else text("desktop/key_reserved", key=key)
    )
    assert wanted in sitter.look()
    assert settings_of(sitter).keys == ()
    sitter.key(pygame.K_F5)
    assert dict(settings_of(sitter).keys) == {"weights": "F5"}
    sitter.click("reset-keys")
    assert settings_of(sitter).keys == ()


def test_two_commands_can_change_keys_by_way_of_a_third() -> None:
    """A key that was given away is free; one given back is not kept as a change."""
    keys = rebound((), "texts", "x")
    assert not isinstance(keys, str)
    keys = rebound(keys, "weights", "t")
    assert not isinstance(keys, str)
    keys = rebound(keys, "texts", "w")
    assert keys == (("texts", "w"), ("weights", "t"))
    assert sound([list(one) for one in keys]) == keys or len(sound([list(one) for one in keys])) < 2
    back = rebound((("texts", "x"),), "texts", "t")
    assert back == ()


def test_letters_of_another_script_do_what_their_keys_do() -> None:
    """What stands where `t` and `w` do, on a Russian keyboard."""
    sitter = begin(open_window(), "yalta-1945", "stalin")
    for word, scancode, title in (("\u0435", pygame.KSCAN_T, "texts"), ("ц", pygame.KSCAN_W, "weights")):
        event = pygame.event.Event(pygame.KEYDOWN, key=ord(word), mod=0, unicode=word, scancode=scancode)
        sitter.window.handle(event)
        sitter.type(word)
        sitter.window.handle(pygame.event.Event(pygame.KEYUP, key=ord(word), mod=0, scancode=scancode))
        assert text(f"desktop/title_{title}") in sitter.look()


def down(sitter: Sitter, key: int, scancode: int, mod: int = 0, text: str = "") -> None:
    """Press a key of a keyboard; `text`: what the system says it writes."""
    event = pygame.event.Event(pygame.KEYDOWN, key=key, mod=mod, unicode="", scancode=scancode)
    sitter.window.handle(event)
    if text:
        sitter.window.handle(pygame.event.Event(pygame.TEXTINPUT, text=text))
    sitter.window.handle(pygame.event.Event(pygame.KEYUP, key=key, mod=mod, unicode="", scancode=scancode))
    sitter.settle()


def test_where_an_input_method_takes_keys_for_words_they_are_commands_all_the_same() -> None:
    """Once it has done so without a field, the system is not asked for text there any more."""
    sitter = begin(open_window(), "yalta-1945", "stalin")
    surface = pygame.display.get_surface()
    assert surface is not None
    loop = Loop(sitter.window, surface)
    taken = [sitter.window.takes_text]
    sitter.window.handle(pygame.event.Event(pygame.TEXTEDITING, text="w", start=0, length=1))
    loop._take_text()
    taken.append(sitter.window.takes_text)
    assert taken == [True, False]
    down(sitter, pygame.K_w, pygame.KSCAN_W)
    assert text("desktop/title_weights") in sitter.look()
    down(sitter, ord("ц"), pygame.KSCAN_W)
    assert text("desktop/title_weights") not in sitter.look()
    down(sitter, pygame.K_SLASH, pygame.KSCAN_SLASH, pygame.KMOD_SHIFT)
    assert sitter.window.app.showing_keys
    sitter.key(pygame.K_ESCAPE)
    before = sitter.window.app.screen
    down(sitter, pygame.K_AMPERSAND, pygame.KSCAN_1)
    assert sitter.window.app.screen != before


def test_digits_count_where_a_french_keyboard_has_signs() -> None:
    """Without Shift; with it they are digits anyway. A sign that is a command's key stays one."""
    sitter = begin(open_window(), "yalta-1945", "stalin")
    before = sitter.window.app.screen
    down(sitter, pygame.K_AMPERSAND, pygame.KSCAN_1, text="&")
    after = sitter.window.app.screen
    assert after != before
    down(sitter, pygame.K_7, pygame.KSCAN_7, pygame.KMOD_SHIFT, text="/")
    assert sitter.window.app.screen == after


@pytest.mark.parametrize("size", [(1280, 720), (800, 600)])
@pytest.mark.parametrize("percent", [100, 200])
def test_all_keys_of_the_screen_are_shown(size: tuple[int, int], percent: int) -> None:
    """By `?` or F1; during a game with those of the game; Escape closes it, and nothing below is pressed."""
    sitter = open_window(size, percent)
    sitter.type("?")
    assert text("desktop/keys_here") in sitter.look()
    assert text("desktop/command_weights") not in sitter.look()
    sitter.key(pygame.K_ESCAPE)
    begin(sitter, "yalta-1945", "stalin")
    before = sitter.window.app.screen
    sitter.key(pygame.K_F1)
    for one in COMMANDS:
        assert text(f"desktop/command_{one.name}") in sitter.look()
    sitter.type("u")
    sitter.key(pygame.K_F1)
    assert sitter.window.app.screen is before
    assert not sitter.window.app.showing_keys
    assert not sitter.faults


# The display and what moves -----------------------------------------------------------------------


@pytest.mark.parametrize("how", ["F11", "Alt+Enter", "setting"])
def test_full_screen_takes_the_size_there_is_and_gives_it_back(
    how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scene is laid out for the display as it is afterwards."""
    sizes = {True: (1600, 900), False: (1280, 720)}

    def display(full_screen: bool, size: tuple[int, int]) -> pygame.Surface:
        assert size == (1280, 720)
        return pygame.display.set_mode(sizes[full_screen])

    monkeypatch.setattr("game.desktop.loop.open_display", display)
    sitter = open_window()
    surface = pygame.display.get_surface()
    assert surface is not None
    loop = Loop(sitter.window, surface)
    for full in (True, False):
        match how:
            case "F11":
                sitter.key(pygame.K_F11)
            case "Alt+Enter":
                sitter.key(pygame.K_RETURN, pygame.KMOD_LALT)
            case _:
                sitter.type("o")
                sitter.click("section-window")
                sitter.click("full-screen")
                sitter.key(pygame.K_ESCAPE)
        loop._fit()
        loop.show(0)
        assert kept_settings().full_screen is full
        assert sitter.window.size == sizes[full]
    assert not sitter.faults


def test_a_display_can_be_opened_both_ways() -> None:
    """On SDL's dummy driver as anywhere."""
    pygame.display.init()
    assert open_display(False, (900, 700)).get_size() == (900, 700)
    assert open_display(True).get_width() > 0


def test_screens_fade_and_nothing_fades_where_nothing_is_to_move() -> None:
    """The old picture goes within the time there is for it, and is gone then."""
    sitter = open_window()
    surface = pygame.display.get_surface()
    assert surface is not None
    window, motion = sitter.window, Motion()
    for still in (False, True):
        motion.note(surface, window.scene, window.place(), 1000, still)
        assert motion.step(1000) == 0
        sitter.type("o")
        motion.note(surface, window.scene, window.place(), 1000, still)
        steps = [motion.step(1000 + at) for at in range(0, LASTS + 20, 10)]
        assert steps[-1] == 0
        assert steps == sorted(steps, reverse=True)
        assert (steps[0] > 200) is (not still)
        sitter.key(pygame.K_ESCAPE)
        motion.note(surface, window.scene, window.place(), 2000, still)
        motion.step(9000)


def test_the_map_fades_alone_when_a_clause_changes() -> None:
    """Only where the map is; everything else is new at once."""
    sitter = begin(open_window(seed=12), "moscow-1945", "song", "90")
    surface = pygame.display.get_surface()
    assert surface is not None
    window, motion = sitter.window, Motion()
    while not shot(sitter).map.tints:
        motion.note(surface, window.scene, "table", 0, False)
        sitter.key(pygame.K_RETURN)
    window.paint(surface)
    new = surface.copy()
    surface.fill((255, 0, 0))
    motion.note(surface, window.scene, "table", 0, False)
    surface.blit(new, (0, 0))
    motion.draw(surface, 60)
    changed = pygame.mask.from_threshold(surface, (0, 0, 0), (1, 1, 1, 255), new, 1)
    changed.invert()
    (rect,) = [one.rect for one in window.scene.elements if type(one).__name__ == "Picture"]
    assert changed.count() > 1000
    assert all(pygame.Rect(rect).contains(part) for part in changed.get_bounding_rects())


def test_a_window_at_rest_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither where there is no cursor to blink, nor where it is not to blink."""
    sitter = open_window()
    surface = pygame.display.get_surface()
    assert surface is not None
    loop = Loop(sitter.window, surface)
    drawn: list[int] = []
    monkeypatch.setattr(type(sitter.window), "paint", lambda *_: drawn.append(1))
    for now in range(0, 5000, 100):
        loop.show(now)
    assert len(drawn) == 1


def test_every_palette_and_size_is_drawn() -> None:
    """The table with its map, in each palette."""
    sitter = begin(open_window(seed=3), "moscow-1945", "song", "45")
    surface = pygame.Surface(sitter.window.size)
    seen = set()
    for name in PALETTES:
        sitter.window.send(ms.ShowSettings(True))
        sitter.window.send(ms.Change(Settings(palette=name)))
        sitter.window.send(ms.ShowSettings(False))
        sitter.window.paint(surface)
        seen.add(pygame.image.tobytes(surface, "RGB"))
    assert len(seen) == len(PALETTES)
    assert max(SIZES) == 200

"""Whole games in the window: by Enter alone, by mouse, by monkeys; nothing cut off, nothing secret."""

from pathlib import Path

import pygame
import pytest

from game.desktop import effects as ef
from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.scene import Clip, Picture, targets
from game.desktop.shelf import setup, shelf
from game.desktop.theme import Settings
from game.desktop.window import Window, run
from game.desktop.world import World
from game.messages import text
from game.scenario.model import Scenario
from game.session.match import Refusal
from game.storage.folders import find, open_folder
from game.storage.log import LogError
from tests.desktop.sitting import MOST, Sitter, begin, open_window
from tests.session.matches import picker

SEATS = [
    ("yalta-1945", "stalin", "full"),
    ("yalta-1945", "roosevelt", "full"),
    ("moscow-1945", "stalin", "45"),
    ("moscow-1945", "song", "90"),
    ("moscow-1945", "chiang", "45"),
    ("moscow-1945", "choibalsan", "45"),
    ("moscow-1945", "choibalsan", "full"),
]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHEREM_HOME", str(tmp_path))


@pytest.mark.parametrize(("scenario", "role", "cut"), SEATS)
def test_enter_alone_leads_through_a_game_and_shows_no_secret(scenario: str, role: str, cut: str) -> None:
    """Every seat comes to the debrief; nothing is cut off; what only others know is never drawn."""
    sitter = begin(open_window(seed=7), scenario, role, cut)
    others = set(private_words(open_folder(find(scenario)).scenario, role))
    assert len(others) > 5

    for shown in sitter.enter_until_the_end():
        for secret in others:
            assert secret not in shown
    assert not sitter.faults
    assert text("desktop/looking_back") in sitter.look()


def private_words(scenario: Scenario, me: str) -> list[str]:
    """Return what only other seats may read: their aims, and the cards, forks and cables they hold."""
    found = [aim.text for key, role in scenario.roles.items() if key != me for aim in role.aims]
    found += [card.text for card in scenario.cards.values() if card.role != me]
    found += [fork.text for fork in scenario.forks.values() if fork.role != me]
    own = {aim.text for aim in scenario.roles[me].aims}
    own |= {card.text for card in scenario.cards.values() if card.role == me}
    return [" ".join(words.split()) for words in found if words not in own]


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (800, 600)])
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_is_cut_off_at_any_size_of_text(size: tuple[int, int], percent: int) -> None:
    """Also on a small window with large text; each screen, book, chapter and the settings."""
    sitter = open_window(size, percent, palette="clear")
    sitter.look()
    begin(sitter, "moscow-1945", "song", "45")
    for letter in "tbdwik":
        sitter.type(letter)
    sitter.key(pygame.K_ESCAPE)
    for _ in sitter.enter_until_the_end():
        continue
    screen = sitter.window.app.screen
    assert isinstance(screen, st.Ended)
    for number in range(len(screen.chapters)):
        sitter.window.send(ms.OpenChapter(number))
        sitter.look()
    sitter.window.send(ms.ShowSettings(True))
    sitter.look()

    assert not sitter.faults


@pytest.mark.parametrize("seed", range(4))
def test_monkeys_break_nothing(seed: int) -> None:
    """Keys, letters, clicks and wheels at random, on a game that goes on; no crash, no fault of layout."""
    pick = picker("monkey", seed)
    sitter = begin(
        open_window(seed=seed), "moscow-1945", ("stalin", "song", "chiang", "choibalsan")[seed], "45"
    )
    keys = (pygame.K_TAB, pygame.K_RETURN, pygame.K_ESCAPE, pygame.K_DOWN, pygame.K_UP, pygame.K_PAGEDOWN)
    for _ in range(300):
        match pick(6):
            case 0 | 1:
                sitter.key(keys[pick(len(keys))], pygame.KMOD_SHIFT if pick(4) == 0 else 0)
            case 2:
                sitter.type("tbdwiku123456789 xö"[pick(19)])
            case 3:
                click_somewhere(sitter, pick(1280), pick(720))
            case 4:
                found = [one for one in targets(sitter.window.scene) if one.seen.h > 0]
                if found:
                    sitter.click(found[pick(len(found))].element.id)
            case _:
                clips = [one for one in sitter.window.scene.elements if isinstance(one, Clip)]
                if clips:
                    sitter.window.scroll(clips[pick(len(clips))], pick(400) - 200)
        sitter.look()
        if sitter.window.closed:
            assert sitter.window.app.asks_to_leave, "it is asked before the window closes"
            break
        if isinstance(sitter.window.app.screen, st.Shelf):
            begin(sitter, "yalta-1945", "stalin")
    assert not sitter.faults


def click_somewhere(sitter: Sitter, x: int, y: int) -> None:
    sitter.window.handle(pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=(x, y)))
    sitter.settle()


def test_a_proposal_is_put_together_with_mouse_and_keys() -> None:
    """An option is picked, words of one's own are typed, and the act lies on the table."""
    sitter = begin(open_window(seed=3), "moscow-1945", "stalin", "45")
    for _ in range(MOST):
        if "Your turn" in sitter.look():
            break
        sitter.key(pygame.K_RETURN)
    assert "Your turn" in sitter.look()
    sitter.key(pygame.K_RETURN)
    sitter.type("1")
    sitter.type("4")
    sitter.key(pygame.K_RETURN)
    sitter.key(pygame.K_RETURN)
    match = sitter.match
    assert "proposal_tabled" in [
        item.type for item in match.happenings if item.by == match.role_number("stalin")
    ]


def test_who_takes_the_other_parts_can_be_chosen() -> None:
    """The log says who played; the usual one is chosen until another is."""
    sitter = open_window(seed=5)
    sitter.window.send(ms.PickScenario("yalta-1945"))
    sitter.look()
    sitter.click("rival-patient")
    sitter.click("role-stalin")
    assert sitter.match.seats["roosevelt"] == "diplomat:patient"
    assert not sitter.faults


def test_a_game_is_kept_and_gone_on_with_where_it_stopped() -> None:
    """After the window is gone the shelf offers the game, and it opens at the same decision."""
    first = begin(open_window(seed=5), "yalta-1945", "stalin")
    first.key(pygame.K_RETURN)
    shot = first.window.app.screen
    assert isinstance(shot, st.Playing)
    first.window.finish()

    second = open_window(seed=5)
    second.click("save-0")
    again = second.window.app.screen
    assert isinstance(again, st.Playing)
    assert again.shot is not None
    assert shot.shot is not None
    assert again.shot.view == shot.shot.view


def test_undo_takes_back_one_act_and_a_draft_by_escape() -> None:
    """`u` at the menu takes the last act back; Escape in a draft only steps back in it."""
    sitter = begin(open_window(seed=5), "yalta-1945", "stalin")
    match = sitter.match
    sitter.key(pygame.K_RETURN)
    done = match.acts
    sitter.key(pygame.K_RETURN)
    sitter.key(pygame.K_ESCAPE)
    assert match.acts == done
    sitter.type("u")
    assert match.acts < done
    assert text("face/taken_back") in sitter.look()


def test_settings_hold_from_one_window_to_the_next() -> None:
    """Size and colours are kept beside the saved games; a broken file is as good as none."""
    from game.desktop.kept_settings import FILE, kept_settings
    from game.storage.saves import saves_folder

    sitter = open_window()
    sitter.click("settings")
    sitter.click("size-150")
    sitter.click("palette-clear")
    assert (kept_settings().text, kept_settings().palette) == (150, "clear")
    (saves_folder().parent / FILE).write_text("{", "utf-8")
    assert kept_settings().text == 100


def test_the_window_never_waits_while_others_think() -> None:
    """An act is sent away; until it is back, the window can be drawn and presses do nothing."""
    sitter = begin(open_window(seed=5), "moscow-1945", "song", "45")
    window = sitter.window
    window.handle(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=0, unicode="", scancode=0))
    assert window.busy
    assert text("desktop/thinking") in sitter.look()
    window.paint(pygame.Surface(window.size))
    window.handle(pygame.event.Event(pygame.TEXTINPUT, text="1"))
    sitter.settle()
    assert not window.busy


def test_a_window_opens_with_a_picture_at_once_and_then_the_shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shelf is read behind the first picture; leaving closes everything."""
    pictures: list[str] = []

    def look(window: Window, surface: pygame.Surface, now: int = 0) -> None:
        paint(window, surface, now)
        pictures.append(type(window.app.screen).__name__)
        if pictures[-1] == "Shelf":
            window.send(ms.Leave(sure=True))

    paint = Window.paint
    monkeypatch.setattr(Window, "paint", look)
    run(World(), Settings())

    assert pictures[0] == "Title"
    assert pictures[-1] == "Shelf"
    assert not pygame.display.get_init()


def test_a_scenario_named_at_the_start_skips_the_shelf() -> None:
    """What is named and not there is refused before a window opens."""
    assert setup("moscow-1945", None, None).cut == ""
    assert setup("yalta-1945", None, None).cut == "full"
    assert setup("moscow-1945", "45", "song").cut == "45"
    for cut, role in (("46", None), (None, "nobody")):
        with pytest.raises(Refusal):
            setup("moscow-1945", cut, role)


def held(sitter: Sitter, key: int, times: int) -> None:
    """Hold a key: it comes down again and again, and up once."""
    for _ in range(times):
        event = pygame.event.Event(pygame.KEYDOWN, key=key, mod=0, unicode="", scancode=0)
        sitter.window.handle(event)
        sitter.settle()
    sitter.window.handle(pygame.event.Event(pygame.KEYUP, key=key, mod=0, unicode="", scancode=0))


def test_a_key_held_down_presses_once() -> None:
    """Nobody signs a treaty by leaning on Enter."""
    sitter = begin(open_window(seed=7), "yalta-1945", "stalin")
    match = sitter.match
    before = match.acts
    held(sitter, pygame.K_RETURN, 30)
    assert match.acts <= before + 2
    assert not match.ended


def test_saved_games_that_cannot_be_read_hide_nothing(tmp_path: Path) -> None:
    """A damaged file, one of another version, a link to nowhere: the shelf opens without them."""
    first = begin(open_window(seed=5), "yalta-1945", "stalin")
    first.window.finish()
    (good,) = (tmp_path / "saves").glob("*.jsonl")
    lines = good.read_text("utf-8").splitlines()
    other = lines[0].replace('"cut":"full"', '"cut":"gone"').replace('"cut": "full"', '"cut": "gone"')
    assert other != lines[0]
    (tmp_path / "saves" / "cut.jsonl").write_text("\n".join([other, *lines[1:], ""]), "utf-8")
    (tmp_path / "saves" / "none.jsonl").write_text("{}\n", "utf-8")
    (tmp_path / "saves" / "nowhere.jsonl").symlink_to(tmp_path / "nothing")

    found = shelf()
    assert [saved.path for saved in found.saves] == [good]


def test_what_goes_wrong_away_from_the_window_is_told_and_loses_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The disk is full: the decision stays on the screen, with a notice, and can be made again."""
    sitter = begin(open_window(seed=5), "yalta-1945", "stalin")
    world = sitter.window.world
    do = world.do

    def full(_effect: ef.Effect) -> ms.Arrived:
        raise LogError("log/unwritable", path="game.jsonl", reason="no space")

    monkeypatch.setattr(world, "do", full)
    sitter.key(pygame.K_RETURN)
    assert "no space" in sitter.look()
    assert isinstance(sitter.window.app.screen, st.Playing)
    assert not sitter.window.app.screen.thinking
    monkeypatch.setattr(world, "do", do)
    assert world.game is not None
    acts = world.game.match.acts
    sitter.key(pygame.K_RETURN)
    assert world.game.match.acts > acts


def test_letters_are_words_while_one_writes_and_nothing_under_the_settings() -> None:
    """An arrow does not leave the field; `u` in a letter, or under the settings, takes nothing back."""
    sitter = begin(open_window(seed=3), "moscow-1945", "song", "45")
    match = sitter.match
    acts = match.acts
    letter = next(n for n, item in enumerate(shot(sitter).items) if item.value.kind == "letter")
    sitter.window.send(ms.Pick(letter))
    if text("deciding/letter_to") in sitter.look():
        sitter.type("1")
    sitter.type("Please trust ")
    sitter.key(pygame.K_UP)
    sitter.type("u")
    assert "Please trust u" in sitter.look()
    sitter.key(pygame.K_ESCAPE)
    sitter.click("settings")
    sitter.type("u")
    assert match.acts == acts
    sitter.click("leave")
    assert text("desktop/leave_playing") in sitter.look()
    sitter.key(pygame.K_ESCAPE)
    assert not sitter.window.app.asks_to_leave


def shot(sitter: Sitter) -> st.Snapshot:
    screen = sitter.window.app.screen
    assert isinstance(screen, st.Playing)
    assert screen.shot is not None
    return screen.shot


@pytest.mark.parametrize("role", ["stalin", "song", "chiang"])
def test_what_enter_does_is_always_in_sight(role: str) -> None:
    """The focus is never on something scrolled away when a new decision comes."""
    sitter = begin(open_window(seed=7), "moscow-1945", role, "45")
    for _ in sitter.enter_until_the_end():
        focused = [one for one in sitter.window.targets() if one.element.id == sitter.window.focus]
        assert focused
        assert focused[0].seen.h > 0


def test_words_wait_for_an_act_that_can_carry_them() -> None:
    """Opening an issue says nothing: what one meant to say is said with the next act."""
    sitter = begin(open_window(seed=5), "moscow-1945", "stalin", "45")
    while "Your turn" not in sitter.look():
        sitter.key(pygame.K_RETURN)
    kinds = [item.value.kind for item in shot(sitter).items]
    sitter.click(f"pick-{kinds.index('say')}")
    sitter.type("1")
    sitter.type("1")
    sitter.type("Why this?")
    sitter.key(pygame.K_RETURN)
    sitter.click(f"pick-{kinds.index('agenda')}")
    sitter.type("1")
    screen = sitter.window.app.screen
    assert isinstance(screen, st.Playing)
    assert [one["words"] for one in screen.said] == ["Why this?"]


def test_a_very_small_window_is_drawn_all_the_same() -> None:
    """Nothing raises where there is no room: 640 by 480 at 200 %, and smaller than it may be."""
    sitter = begin(open_window((640, 480), 200, seed=7), "moscow-1945", "stalin", "45")
    for size in ((640, 480), (300, 200), (100, 100)):
        sitter.window.paint(pygame.Surface(size))


def test_the_briefing_ends_in_questions_that_can_be_skipped() -> None:
    """An answer is told right or wrong with its reason; after the last one the game begins."""
    sitter = open_window(seed=5)
    sitter.window.send(ms.PickScenario("yalta-1945"))
    sitter.window.send(ms.PickRole("stalin"))
    sitter.settle()
    while not isinstance(sitter.window.app.screen, st.Check):
        sitter.key(pygame.K_RETURN)
    questions = sitter.window.app.screen.questions
    for number, question in enumerate(questions):
        assert question.ask in sitter.look()
        assert " ".join(question.because.split()) not in sitter.look()
        right = number % 2 == 0
        sitter.type(str(question.answer if right else question.answer % len(question.choices) + 1))
        assert " ".join(question.because.split()) in sitter.look()
        assert ("Right." in sitter.look()) is right
        sitter.key(pygame.K_RETURN)
    assert isinstance(sitter.window.app.screen, st.Playing)
    assert not sitter.faults


def test_two_people_at_one_screen_never_see_each_others_decisions() -> None:
    """Each reads its own briefing behind the curtain; nothing private of the other is drawn in between."""
    sitter = open_window(seed=5)
    sitter.window.send(ms.PickScenario("yalta-1945"))
    sitter.click("several")
    for role in ("stalin", "roosevelt"):
        sitter.click(f"role-{role}")
    sitter.click("begin")
    scenario = open_folder(find("yalta-1945")).scenario
    names = {role.name: key for key, role in scenario.roles.items()}
    lifted: list[str] = []
    for _ in range(MOST):
        screen = sitter.window.app.screen
        if isinstance(screen, st.Ended):
            break
        shown = sitter.look()
        if isinstance(screen, st.Curtain):
            lifted.append(names[screen.role])
            for role in scenario.roles:
                assert not any(secret in shown for secret in private_words(scenario, role))
        else:
            assert not any(secret in shown for secret in private_words(scenario, lifted[-1]))
        sitter.key(pygame.K_RETURN)
    assert isinstance(sitter.window.app.screen, st.Ended)
    assert set(lifted) == {"stalin", "roosevelt"}
    assert [chapter.code for chapter in sitter.window.app.screen.chapters].count("glance") == 2
    assert not sitter.faults


def test_a_game_of_two_is_gone_on_with_behind_the_curtain() -> None:
    """Who comes back finds the curtain of whoever has to decide."""
    sitter = open_window(seed=5)
    sitter.window.send(ms.PickScenario("yalta-1945"))
    sitter.window.send(ms.Several(True))
    sitter.window.send(ms.Take("stalin"))
    sitter.window.send(ms.Take("roosevelt"))
    sitter.window.send(ms.BeginTogether())
    sitter.settle()
    assert isinstance(sitter.window.app.screen, st.Curtain)
    sitter.window.finish()

    again = open_window(seed=5)
    again.click("save-0")
    assert isinstance(again.window.app.screen, st.Curtain)
    again.key(pygame.K_RETURN)
    assert isinstance(again.window.app.screen, st.Playing)


def test_the_map_explains_what_lies_under_the_pointer() -> None:
    """What is asked about a place is told there, and nothing where nothing is at stake."""
    sitter = begin(open_window(seed=12), "moscow-1945", "song", "90")
    while "Your turn" not in sitter.look():
        sitter.key(pygame.K_RETURN)
    window = sitter.window
    (picture,) = [one for one in window.scene.elements if isinstance(one, Picture)]
    told: dict[str, str] = {}
    for x in range(picture.rect.x, picture.rect.right, 12):
        for y in range(picture.rect.y, picture.rect.bottom, 12):
            window.handle(pygame.event.Event(pygame.MOUSEMOTION, pos=(x, y), rel=(0, 0), buttons=(0, 0, 0)))
            told[window.painter.place_at(picture, x, y)] = window.pointed()
    window.paint(pygame.Surface(window.size))
    assert "China recognises independence at once" in told["mongolia"]
    assert told["tibet"] == ""

"""The tutorial in the window: followed to the letter, ignored, left and taken up again."""

from pathlib import Path

import pygame
import pytest

from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.kept_learning import FILE, kept_learning
from game.desktop.scene import Ring, targets
from game.messages import text
from game.presentation.coaching import STEPS, words_said
from game.storage.saves import saves_folder
from tests.desktop.sitting import MOST, Sitter, open_window
from tests.session.matches import picker


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHEREM_HOME", str(tmp_path))


def learn(sitter: Sitter) -> Sitter:
    """Begin the tutorial from the shelf."""
    sitter.click("learn")
    assert isinstance(sitter.window.app.screen, st.Reading), sitter.window.app.notice
    return sitter


def step(sitter: Sitter) -> str:
    """Return what the coach speaks of; '-' where there is no coach."""
    coach = sitter.window.app.coach
    return coach.step if coach is not None else "-"


def pick(sitter: Sitter, kind: str, of: int = 0) -> None:
    """Choose a kind of act on the menu, by its number key."""
    screen = sitter.window.app.screen
    assert isinstance(screen, st.Playing)
    assert screen.shot is not None
    kinds = [item.value.kind for item in screen.shot.items]
    sitter.type(str(kinds.index(kind) + 1 + of))


def give(sitter: Sitter, word: str) -> None:
    """Answer the question with the item of this name, by its number key."""
    screen = sitter.window.app.screen
    assert isinstance(screen, st.Playing)
    assert screen.question is not None
    names = [(item.label, *item.words) for item in screen.question.items]
    sitter.type(str(next(n for n, name in enumerate(names, start=1) if word in name)))


class Pupil:
    """Somebody who does what the coach says, with keys alone."""

    def __init__(self, sitter: Sitter, meaning: str) -> None:
        self.sitter = sitter
        self.meaning = meaning
        self.heard: list[str] = []
        self.changed = False

    def play(self) -> None:
        """Go on until the debrief has been read."""
        for _ in range(MOST):
            said = step(self.sitter)
            if said not in self.heard:
                self.heard.append(said)
            if isinstance(self.sitter.window.app.screen, st.Ended):
                return
            self.obey(said)
        raise AssertionError(self.heard)

    def obey(self, said: str) -> None:
        """Do what the coach says."""
        sitter = self.sitter
        if next((one.read for one in STEPS if one.id == said), False):
            sitter.type("g")
            return
        match said:
            case "propose" | "letter" | "card" | "define" | "adjourn":
                kinds = {"letter": "stock", "card": "play"}
                pick(sitter, kinds.get(said, said))
            case "good":
                pick(sitter, "accept")
            case "sign":
                pick(sitter, "sign")
            case "defining":
                give(sitter, self.meaning)
            case "compose":
                give(sitter, "go" if self.changed else "mongolia")
            case "option":
                self.changed = True
                give(sitter, "Things stay as they are; what that means stays open")
            case "talk" | "reject":
                pick(sitter, "say")
            case "talking":
                self.speak()
            case "waiting":
                pick(sitter, "reject")
            case _:
                sitter.key(pygame.K_RETURN)

    def speak(self) -> None:
        """Probe, or, once the coach has spoken of refusing, explain."""
        screen = self.sitter.window.app.screen
        assert isinstance(screen, st.Playing)
        assert screen.question is not None
        labels = [item.label for item in screen.question.items]
        probe, explain = text("deciding/intent_probe"), text("deciding/intent_explain")
        if screen.question.kind == "choose" and explain in labels:
            give(self.sitter, explain if "reject" in self.heard else probe)
        else:
            self.sitter.key(pygame.K_RETURN)


@pytest.mark.parametrize("meaning", ["mpr", "title_1924"])
def test_who_does_what_the_coach_says_learns_everything(meaning: str) -> None:
    """Package, words, letter, card, acceptance, definition, signature: each is met, done, and explained."""
    pupil = Pupil(learn(open_window()), meaning)
    pupil.play()

    answers = {"mpr": "undefined", "title_1924": "defined"}
    assert {one.id for one in STEPS} - set(pupil.heard) <= set(answers.values()) - {answers[meaning]}
    match = pupil.sitter.match
    mine = [item.type for item in match.standing() if item.by == match.role_number("stalin")]
    for done in ("said", "dispatch_sealed", "card_sealed", "proposal_accepted", "signed"):
        assert done in mine
    assert mine.count("proposal_tabled") >= 2
    assert not pupil.sitter.faults
    assert not kept_learning().game


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (800, 600)])
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_who_ignores_the_coach_comes_to_the_end_by_enter_alone(size: tuple[int, int], percent: int) -> None:
    """Nothing is cut off at any size; the coach frames what it speaks of, and is in sight all the time."""
    sitter = learn(open_window(size, percent))
    framed = set()
    for _ in sitter.enter_until_the_end():
        window = sitter.window
        if window.app.coach is not None and any(isinstance(one, Ring) for one in window.scene.elements):
            framed.add(step(sitter))
        assert any(one.element.id.startswith("coach-") for one in targets(window.scene))
    assert {"map", "texts", "offer", "propose"} <= framed
    assert step(sitter) == "debrief"
    assert not sitter.faults


def test_what_the_coach_says_is_read_whole_where_there_is_little_room() -> None:
    """A line at the foot opens it; Escape closes it again."""
    sitter = learn(open_window((1280, 720), 200))
    while step(sitter) != "desk":
        sitter.key(pygame.K_RETURN)
    _, words = words_said(next(one for one in STEPS if one.id == "desk"), {})
    assert words not in sitter.look()
    sitter.click("coach-open")
    assert words in sitter.look()
    sitter.key(pygame.K_ESCAPE)
    assert words not in sitter.look()


def test_who_leaves_goes_on_at_the_right_step() -> None:
    """What was read is not said again, and what comes next is; also where the coach was hidden."""
    sitter = learn(open_window())
    while step(sitter) != "propose":
        sitter.type("g") if step(sitter) in ("map", "texts", "books", "offer") else sitter.key(
            pygame.K_RETURN
        )
    sitter.window.finish()

    again = open_window()
    again.click("save-0")
    assert step(again) == "propose"
    again.type("c")
    assert text("tutorial/do_propose") not in again.look()
    again.window.finish()
    third = open_window()
    third.click("save-0")
    assert text("tutorial/do_propose") not in third.look()
    third.type("c")
    assert text("tutorial/do_propose") in third.look()


def test_the_tutorial_can_be_skipped_and_the_game_goes_on() -> None:
    """No coach any more, also after coming back; the shelf offers the tutorial last."""
    sitter = learn(open_window())
    while step(sitter) != "desk":
        sitter.key(pygame.K_RETURN)
    sitter.click("coach-skip")
    assert step(sitter) == "-"
    assert text("tutorial/hide", key="c") not in sitter.look()
    sitter.window.finish()

    again = open_window()
    ids = [one.element.id for one in again.window.targets()]
    assert ids[-1] == "learn"
    again.click("save-0")
    assert step(again) == "-"


def test_the_shelf_offers_the_tutorial_first_to_who_never_played() -> None:
    """Enter begins it; afterwards it is the last thing on the shelf."""
    sitter = open_window()
    assert sitter.window.focus == "learn"
    sitter.key(pygame.K_RETURN)
    assert step(sitter) == "briefing"
    sitter.window.finish()
    assert open_window().window.focus != "learn"


@pytest.mark.parametrize("broken", ["{", "[]", '{"game": 3, "passed": {"map": 1}}', '{"passed": ["none"]}'])
def test_what_is_kept_of_the_tutorial_may_be_broken(broken: str) -> None:
    """It is as good as nothing: no tutorial is gone on with."""
    saves_folder().mkdir(parents=True)
    (saves_folder().parent / FILE).write_text(broken, "utf-8")
    assert not kept_learning().game
    assert not kept_learning().coaching.passed


@pytest.mark.parametrize("seed", range(3))
def test_monkeys_break_nothing_in_the_tutorial(seed: int) -> None:
    """Keys, letters and clicks at random, with a coach who goes on talking."""
    pick_one = picker("monkey", seed)
    sitter = learn(open_window(seed=seed))
    keys = (pygame.K_TAB, pygame.K_RETURN, pygame.K_ESCAPE, pygame.K_DOWN, pygame.K_PAGEDOWN)
    for _ in range(300):
        match pick_one(4):
            case 0:
                sitter.key(keys[pick_one(len(keys))])
            case 1:
                sitter.type("tbdwcghan/u123456789 x"[pick_one(22)])
            case 2:
                sitter.key(pygame.K_RETURN)
            case _:
                found = [one for one in targets(sitter.window.scene) if one.seen.h > 0]
                if found:
                    sitter.click(found[pick_one(len(found))].element.id)
        sitter.look()
        if sitter.window.closed:
            assert sitter.window.app.asks_to_leave
            break
    assert not sitter.faults


def test_nobody_is_taught_in_an_ordinary_game() -> None:
    """There is no coach, and its keys do nothing."""
    sitter = open_window()
    sitter.window.send(ms.PickScenario("yalta-1945"))
    sitter.window.send(ms.PickRole("stalin"))
    sitter.settle()
    before = sitter.look()
    sitter.type("c")
    sitter.type("g")
    assert step(sitter) == "-"
    assert sitter.look() == before

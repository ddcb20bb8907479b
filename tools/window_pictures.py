"""Draw pictures of every screen of the window, with no display: `window_pictures.py FOLDER`."""

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.changing import ShowKeys, ShowSection
from game.desktop.keeping import AskName, PickSave, Saves, ShowSaves
from game.desktop.looking_back import messages as mine
from game.desktop.scene import Clip, Words
from game.desktop.screens.settings import SECTIONS
from game.desktop.shelf import shelf
from game.desktop.theme import Settings
from game.desktop.tips import HOVER
from game.desktop.window import Window
from game.desktop.world import World

SIZES = (("1280x720", (1280, 720), 100), ("1920x1080", (1920, 1080), 125), ("200-percent", (1280, 720), 200))
SEED = 12
LATE = 30
MIDDLE = 50
MOST = 400


def main(folder: Path, folder_kept: Path) -> None:
    """Draw every screen at every size; keep the table and the title for the README."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, size, percent in SIZES:
        pygame.display.init()
        pygame.font.init()
        surface = pygame.display.set_mode(size)
        window = Window(st.App(shelf(), Settings(text=percent)), World(seed=SEED), size)
        for screen in screens(window):
            window.paint(surface)
            pygame.image.save(surface, folder / f"{screen}-{name}.png")
            if (name, screen) == ("1280x720", "table"):
                pygame.image.save(surface, folder_kept / "window.jpg")
                pointed_at(window, surface)
                pygame.image.save(surface, folder / f"tip-{name}.png")
        window.finish()
        window = Window(st.App(shelf(), Settings(text=percent)), World(seed=SEED), size)
        for screen in lessons(window):
            window.paint(surface)
            pygame.image.save(surface, folder / f"tutorial-{screen}-{name}.png")
        window.finish()
        window = Window(st.App(st.Title(), Settings(text=percent)), World(seed=SEED), size)
        for screen in seldom(window):
            window.paint(surface)
            pygame.image.save(surface, folder / f"{screen}-{name}.png")
        window.finish()


def screens(window: Window) -> Iterator[str]:
    """Go through a game as the Chinese delegation; yield the name of each screen that is to be drawn."""
    yield "shelf"
    window.send(ms.PickScenario("moscow-1945"))
    yield "versions"
    window.send(ms.PickCut("90"))
    yield "parts"
    settle(window, ms.PickRole("song"))
    window.send(ms.Turn(1))
    yield "briefing"
    settle(window, ms.Turn(0))
    yield "desk"
    press(window)
    press(window)
    yield "composer"
    window.send(ms.Give(0))
    yield "options"
    window.send(ms.StepBack())
    drawn = False
    for number in range(MOST):
        screen = window.app.screen
        if isinstance(screen, st.Ended):
            break
        if isinstance(screen, st.Aftermath):
            yield "aftermath"
        elif isinstance(screen, st.Playing) and screen.shot is not None and screen.shot.document:
            yield "signing"
        press(window)
        if not drawn and number >= LATE and at_the_table(window):
            drawn = True
            yield "table"
            for palette in ("dark", "deutan", "tritan"):
                change(window, palette)
                yield f"table-{palette}"
            change(window, "paper")
            yield from looked_up(window)
    yield from looking_back(window)
    yield from over_screens(window)


def seldom(window: Window) -> Iterator[str]:
    """Go to the screens that are seen for a moment, or by some seats alone."""
    yield "title"
    settle(window, ms.ToShelf())
    window.send(ms.PickScenario("moscow-1945"))
    window.send(ms.PickCut("45"))
    window.send(ms.Several(True))
    for role in ("stalin", "song"):
        window.send(ms.Take(role))
    settle(window, ms.BeginTogether())
    yield "curtain"
    window.send(ms.Leave())
    yield "leaving"
    window.send(ms.Stay())
    settle(window, ms.ToShelf())
    window.send(ms.PickScenario("moscow-1945"))
    window.send(ms.PickCut("45"))
    settle(window, ms.PickRole("chiang"))
    settle(window, ms.Turn(0))
    for _ in range(MOST):
        screen = window.app.screen
        if isinstance(screen, st.Playing) and screen.shot and screen.shot.view["step"] == "ratification":
            yield "ratification"
            return
        press(window)
    raise AssertionError("Chongqing is asked to ratify")


def over_screens(window: Window) -> Iterator[str]:
    """Go through the settings, the keys and the kept games."""
    window.send(ms.ShowSettings(True))
    for section in SECTIONS:
        window.send(ShowSection(section))
        yield f"settings-{section}"
    window.send(ms.ShowSettings(False))
    window.send(ShowKeys(True))
    yield "keys"
    window.send(ShowKeys(False))
    settle(window, ms.ToShelf())
    settle(window, ShowSaves())
    window.send(PickSave(kept(window)))
    yield "saves"
    window.send(AskName())
    yield "saves-name"


def change(window: Window, palette: str) -> None:
    """Choose a palette."""
    window.send(ms.ShowSettings(True))
    window.send(ms.Change(replace(window.app.settings, palette=palette)))
    window.send(ms.ShowSettings(False))


def kept(window: Window) -> Path:
    """Return the first of the kept games."""
    screen = window.app.screen
    assert isinstance(screen, Saves), "the kept games are shown"
    return screen.games[0].path


def pointed_at(window: Window, surface: pygame.Surface) -> None:
    """Draw the tip of a track, as under a pointer that rests there."""
    world = next(one for one in window.scene.elements if isinstance(one, Clip) and one.id == "world")
    track = next(one for one in world.elements if isinstance(one, Words) and one.tip)
    place = (world.rect.x + track.rect.x + 20, world.rect.y + track.rect.y + 6 - world.offset)
    window.handle(pygame.event.Event(pygame.MOUSEMOTION, pos=place, rel=(0, 0), buttons=(0, 0, 0)))
    window.tip(0)
    window.paint(surface, HOVER)


def looking_back(window: Window) -> Iterator[str]:
    """Go through the debrief, the game read again, and a what-if."""
    yield "glance"
    ended = window.app.screen
    assert isinstance(ended, st.Ended)
    drawn = ("history", "maps", "timeline", "possible", "knew")
    for number, chapter in enumerate(ended.chapters):
        if chapter.code in drawn:
            settle(window, ms.OpenChapter(number))
            if chapter.code == "history":
                window.send(mine.Unfold(ended.findings.clauses[0].issue))
            yield chapter.code
    settle(window, mine.ReadAgain("song"))
    yield "replay"
    settle(window, mine.Reveal(True))
    for _ in range(MIDDLE):
        settle(window, mine.Step(1))
    yield "replay-revealed"
    window.send(ms.ShowTab("map"))
    yield "replay-map"
    window.send(ms.ShowTab("texts"))
    yield "replay-texts"
    settle(window, mine.ReadAgain(""))
    yield "replay-everybody"
    window.send(mine.ChooseSeat(True))
    yield "replay-seats"
    settle(window, mine.Suppose())
    yield "what-if"
    settle(window, mine.ActOtherwise(True))
    yield "what-if-act"
    window.send(ms.StepBack())
    window.send(mine.PickRuns(20))
    settle(window, mine.PlayOn())
    screen = window.app.screen
    while isinstance(screen, st.Supposing) and screen.played is not None:
        window.hear(60)
        screen = window.app.screen
        if isinstance(screen, st.Supposing) and screen.played == 7:
            yield "what-if-playing"
    yield "what-if-answer"
    for _ in range(2):
        window.send(ms.StepBack())
    settle(window, mine.Step(0))
    window.send(ms.StepBack())


def looked_up(window: Window) -> Iterator[str]:
    """Open books and the search, and close them again."""
    for book in ("texts", "instructions", "weights", "calendar", "explained", "arrivals"):
        window.send(ms.OpenBook(book))
        yield f"book-{book}"
    window.send(ms.StepBack())
    window.send(ms.Seek(True))
    window.send(ms.Type("no"))
    yield "search"
    window.send(ms.Seek(False))


def at_the_table(window: Window) -> bool:
    """Return whether the menu of a meeting is shown."""
    screen = window.app.screen
    if not isinstance(screen, st.Playing) or screen.shot is None or screen.question is not None:
        return False
    return bool(screen.shot.view["step"] == "table")


def lessons(window: Window) -> Iterator[str]:
    """Go through the tutorial by Enter; yield each thing the coach says, and the moments at the end."""
    settle(window, ms.Learn())
    seen: set[str] = set()
    for _ in range(MOST):
        coach = window.app.coach
        step = coach.step if coach is not None else ""
        if step and step not in seen:
            seen.add(step)
            yield step
        if isinstance(window.app.screen, st.Ended):
            return
        press(window)


def settle(window: Window, message: ms.Message) -> None:
    """Send a message, and wait for what follows."""
    window.send(message)
    while window.busy:
        window.catch_up(None)


def press(window: Window) -> None:
    """Press Enter, and wait for what follows."""
    for kind in (pygame.KEYDOWN, pygame.KEYUP):
        window.handle(pygame.event.Event(kind, key=pygame.K_RETURN, mod=0, unicode="", scancode=0))
    while window.busy:
        window.catch_up(None)


if __name__ == "__main__":
    with TemporaryDirectory() as home:
        os.environ["KHEREM_HOME"] = home
        main(Path(sys.argv[1]), Path(__file__).parent.parent / "docs" / "pictures")

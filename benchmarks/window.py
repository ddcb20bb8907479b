"""What a player at the window waits for: a frame of the main table, a scene laid out anew, the first picture.

Drawn on SDL's dummy driver, at 1280 by 720: without a graphics card, as on the weakest machine.
"""

import os
import sys
from collections.abc import Iterator
from tempfile import TemporaryDirectory

from benchmarks.measuring import Case, Row, Sample, Target, Work, alternate, timed
from benchmarks.processes import process

SIZE = (1280, 720)
FRAMES = 200
SCENES = 50
STEP = 16
"""Milliseconds from one frame to the next."""
ENTERS = 20
OPENING = """
from game.desktop.theme import Settings
from game.desktop.window import Window, run
from game.desktop.world import World
from game.desktop.messages import Leave
paint = Window.paint
def once(window, surface, now=0):
    paint(window, surface, now)
    window.send(Leave(sure=True))
Window.paint = once
run(World(), Settings())
"""


def rows() -> Iterator[Row]:
    """Yield what was measured of the window."""
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    with TemporaryDirectory() as home:
        os.environ["KHEREM_HOME"] = home
        cases = _cases()
        found = alternate({**cases, "opening": _opening})
        names = {
            "frame": ("a frame of the main table, 1280x720", Target("<=", 4), 1e3, "ms"),
            "fading": ("a frame while one screen fades into the next", Target("<=", 4), 1e3, "ms"),
            "rest": ("a step of the loop when nothing moved", Target("<=", 1), 1e3, "ms"),
            "scene": ("the main table laid out anew", None, 1e3, "ms"),
            "opening": ("from the command to the first picture, whole process", Target("<=", 1), 1, "s"),
        }
        for key, (name, target, scale, unit) in names.items():
            yield Row(name, found[key].seconds * scale, unit, target=target)


def _cases() -> dict[str, Case]:
    """Return frames and scenes of a game some decisions in."""
    import pygame

    from game.desktop import messages as ms
    from game.desktop import state as st
    from game.desktop.changing import ShowKeys
    from game.desktop.loop import Loop
    from game.desktop.motion import LASTS
    from game.desktop.screens.frame import scene_of
    from game.desktop.shelf import shelf
    from game.desktop.theme import Settings
    from game.desktop.window import Window
    from game.desktop.world import World

    pygame.display.init()
    pygame.font.init()
    surface = pygame.display.set_mode(SIZE)
    window = Window(st.App(shelf(), Settings()), World(seed=12), SIZE)
    steps: list[ms.Message] = [
        ms.PickScenario("moscow-1945"),
        ms.PickCut("90"),
        ms.PickRole("song"),
        ms.Turn(0),
    ]
    for step in steps:
        window.send(step)
        window.catch_up(None)
    for _ in range(ENTERS):
        for kind in (pygame.KEYDOWN, pygame.KEYUP):
            window.handle(pygame.event.Event(kind, key=pygame.K_RETURN, mod=0, unicode="", scancode=0))
        window.catch_up(None)

    def frames() -> Work:
        for _ in range(FRAMES):
            window.paint(surface)
        return Work(FRAMES)

    def scenes() -> Work:
        for _ in range(SCENES):
            scene_of(window.app, window.sets, SIZE, window.scrolls)
        return Work(SCENES)

    loop = Loop(window, surface)
    loop.show(0)

    def rests() -> Work:
        loop.show(10 * FRAMES * STEP)
        for now in range(FRAMES):
            loop.show(10 * FRAMES * STEP + now)
        return Work(FRAMES)

    def fading() -> Work:
        for number in range(FRAMES):
            if number % (LASTS // STEP) == 0:
                window.send(ShowKeys(not window.app.showing_keys))
            loop.show(number * STEP)
        return Work(FRAMES)

    return {
        "frame": lambda: timed(frames),
        "fading": lambda: timed(fading),
        "rest": lambda: timed(rests),
        "scene": lambda: timed(scenes),
    }


def _opening() -> Sample:
    return process(sys.executable, "-c", OPENING)

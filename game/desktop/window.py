"""The window: events in, messages to `update`, effects to the world, scenes to the screen.

Law of this file: the only place with a clock, a screen and a thread. The window is drawn only when something
changed, and never waits for the others to think.
"""

import os
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import pygame

from game.desktop import effects as ef
from game.desktop import messages as ms
from game.desktop import state as st
from game.desktop.keys import Keys
from game.desktop.paint import Painter
from game.desktop.scene import Clip, Picture, Press, Scene, Target, at, clip_at, targets
from game.desktop.screens.frame import scene_of, title_of
from game.desktop.shelf import setup
from game.desktop.theme import Settings, Theme
from game.desktop.typesetting import Typesetter
from game.desktop.update import update
from game.desktop.world import World
from game.engine.errors import Refused
from game.messages import text
from game.session.match import Refusal
from game.storage.folders import ScenarioError
from game.storage.log import LogError

SIZE = (1280, 720)
SMALLEST = (640, 480)
FRAMES = 60
BLINK = 530
"""Milliseconds a cursor is seen, and not seen."""
WHEEL = 60
FAILURES = (LogError, OSError, Refusal, Refused, RuntimeError, ScenarioError)
"""What may go wrong away from the window: it is told, and the game stays where it was."""
LASTING = ("news", "texts", "world")
"""Parts that stay scrolled where they are from one decision to the next."""


@dataclass
class Window:
    """What is shown and where the focus is; everything that changes by itself."""

    app: st.App
    world: World
    size: tuple[int, int] = SIZE
    focus: str = ""
    hover: str = ""
    pointer: tuple[int, int] = (-1, -1)
    scrolls: dict[str, int] = field(default_factory=dict)
    closed: bool = False

    def __post_init__(self) -> None:
        self._worker = ThreadPoolExecutor(1, "world")
        self._pending: Future[ms.Arrived] | None = None
        self._keys = Keys(self)
        self._dress()
        self._keep_focus()

    # State ------------------------------------------------------------------------------------------

    def _dress(self) -> None:
        """Make what depends on the settings anew."""
        self.sets = Typesetter(Theme.of(self.app.settings))
        self.painter = Painter(self.sets)
        self.scene = self._scene()

    def _scene(self) -> Scene:
        scene = scene_of(self.app, self.sets, self.size, self.scrolls)
        for element in scene.elements:
            if isinstance(element, Clip):
                self.scrolls[element.id] = -1 if self._sticks(element) else element.offset
        return scene

    def _sticks(self, clip: Clip) -> bool:
        """Return whether a clip that was shown to its end stays there when it grows."""
        return clip.id == "news" and clip.offset == clip.furthest

    def send(self, message: ms.Message) -> None:
        """Let a message change the state, and do what follows."""
        settings, screen = self.app.settings, self._place()
        seat = None if self.busy else self.world.seat
        self.app, effects = update(self.app, message, seat)
        for effect in effects:
            self.do(effect)
        if self.app.settings != settings:
            self._dress()
        if self._place() != screen:
            self.focus = ""
            self.scrolls = {key: at for key, at in self.scrolls.items() if key in LASTING}
        self.scene = self._scene()
        self._keep_focus()
        if isinstance(message, ms.Type | ms.Erase):
            self._show_focus()

    def _place(self) -> object:
        """Return what names the screen: where it changes, the focus begins anew."""
        app = self.app
        screen = app.screen
        inner: object = None
        if isinstance(screen, st.Playing):
            inner = (screen.choice, screen.answers, screen.book, screen.thinking)
        elif isinstance(screen, st.Reading | st.Ended):
            inner = screen.number
        elif isinstance(screen, st.Check):
            inner = (screen.number, screen.given)
        coach = app.coach
        step = (coach.step, coach.opened) if coach is not None and coach.shown else None
        return type(screen), inner, app.choosing_settings, app.asks_to_leave, step, app.seek is None

    @property
    def busy(self) -> bool:
        """Whether the others think, or something is read."""
        return self._pending is not None

    def do(self, effect: ef.Effect) -> None:
        """Do what has to be done about a message, away from the window where it may take long."""
        if isinstance(effect, ef.Close):
            self.closed = True
        elif isinstance(effect, ef.Keep | ef.KeepCoaching):
            self.app = replace(self.app, notice=self.world.do(effect).notice or self.app.notice)
        elif not self.busy:
            self._pending = self._worker.submit(self.world.do, effect)

    def catch_up(self, timeout: float | None = 0) -> None:
        """Take in what the world has done, waiting at most `timeout` seconds for it."""
        if self._pending is None or (timeout == 0 and not self._pending.done()):
            return
        pending = self._pending
        try:
            arrived = pending.result(timeout)
        except FAILURES as error:
            arrived = ms.Arrived(notice=text("desktop/failed", reason=str(error) or type(error).__name__))
        self._pending = None
        self.send(arrived)

    def finish(self) -> None:
        """Let the world finish, and close the game."""
        self._worker.shutdown(wait=True)
        self.world.close()

    # Focus and scrolling ----------------------------------------------------------------------------

    def targets(self) -> list[Target]:
        """Return what can take the focus, in order."""
        return list(targets(self.scene))

    def _keep_focus(self) -> None:
        """Keep the focus on something there is, and what it is newly on in sight."""
        found = self.targets()
        ids = [one.element.id for one in found]
        if self.focus not in ids:
            self.focus = self._first(ids)
            self._show_focus()

    def _show_focus(self) -> None:
        target = next((one for one in self.targets() if one.element.id == self.focus), None)
        if target is not None:
            self.focus_on(target)

    def _first(self, ids: list[str]) -> str:
        """Return where the focus begins: on what Enter does, on the field, or on the first thing there is."""
        for first in ("seek", "coach-understood", "coach-read"):
            if first in ids:
                return first
        for one in self.targets():
            element = one.element
            if getattr(element, "chosen", False) and element.id.startswith(("pick-", "give-")):
                return element.id
            if getattr(element, "kind", "field") in ("field", "primary"):
                return element.id
        rows = [one.element.id for one in self.targets() if getattr(one.element, "kind", "") == "row"]
        return (rows or ids or [""])[0]

    def focus_on(self, target: Target) -> None:
        """Move the focus, and scroll so that it is seen."""
        self.focus = target.element.id
        clip = target.clip
        if clip is None:
            return
        top, low = target.element.rect.y, target.element.rect.bottom
        offset = min(clip.offset, top) if isinstance(target.element, Press) else clip.offset
        if low > offset + clip.rect.h:
            offset = low - clip.rect.h
        self.scroll(clip, offset - clip.offset)

    def scroll(self, clip: Clip, by: int) -> None:
        """Scroll a clip by pixels."""
        self.scrolls[clip.id] = min(max(0, clip.offset + by), clip.furthest)
        self.scene = self._scene()

    # Events -----------------------------------------------------------------------------------------

    def handle(self, event: pygame.event.Event) -> None:
        """Let an event have its effect."""
        match event.type:
            case pygame.QUIT:
                self.send(ms.Leave())
            case pygame.VIDEORESIZE:
                self.size = (max(SMALLEST[0], event.w), max(SMALLEST[1], event.h))
                self.scene = self._scene()
            case pygame.MOUSEMOTION:
                found = at(self.scene, *event.pos)
                self.hover = found.element.id if found else ""
                self.pointer = event.pos
            case pygame.MOUSEBUTTONDOWN if event.button == 1:
                self._pressed(event.pos)
            case pygame.MOUSEWHEEL:
                clip = clip_at(self.scene, *pygame.mouse.get_pos())
                if clip is not None:
                    self.scroll(clip, -event.y * self.sets.theme.px(WHEEL))
            case pygame.KEYDOWN:
                self._keys.down(event)
            case pygame.WINDOWFOCUSLOST:
                self._keys.let_go()
            case pygame.KEYUP:
                self._keys.up(event)
            case pygame.TEXTINPUT:
                self._keys.typed(event.text)
            case _:
                return

    def _pressed(self, place: tuple[int, int]) -> None:
        found = at(self.scene, *place)
        if found is None:
            return
        self.focus = found.element.id
        message = getattr(found.element, "message", None)
        if message is not None:
            self.send(message)

    def paint(self, surface: pygame.Surface, milliseconds: int = 0) -> None:
        """Draw what is to be seen now."""
        cursor = milliseconds // BLINK % 2 == 0
        self.painter.paint(surface, self.scene, focus=self.focus, hover=self.hover, cursor=cursor)
        words = self.pointed()
        if words:
            self.painter.tip(surface, words, *self.pointer)

    def pointed(self) -> str:
        """Return what is asked and agreed about the place on the map under the pointer; '' for none."""
        screen = self.app.screen
        shot = screen.shot if isinstance(screen, st.Playing) else None
        if shot is None or self.app.choosing_settings or self.app.asks_to_leave:
            return ""
        for element in self.scene.elements:
            if isinstance(element, Picture) and element.rect.holds(*self.pointer):
                place = self.painter.place_at(element, *self.pointer)
                return shot.places.get(place, "")
        return ""


def run(
    world: World,
    settings: Settings,
    *,
    scenario: str | None = None,
    cut: str | None = None,
    role: str | None = None,
) -> None:
    """Open the window and play until it is closed: from the shelf on, or from the scenario that is named.

    Raises `ScenarioError` and `Refusal` where what is named is not there.
    """
    screen: st.Screen = st.Title() if scenario is None else setup(scenario, cut, role)
    os.environ.setdefault("SDL_VIDEO_CENTERED", "1")
    pygame.display.init()
    pygame.font.init()
    try:
        full = settings.full_screen
        surface = pygame.display.set_mode(
            (0, 0) if full else SIZE, pygame.FULLSCREEN if full else pygame.RESIZABLE
        )
        window = Window(st.App(screen, settings), world, surface.get_size())
        if scenario is None:
            window.do(ef.LoadShelf())
        if role is not None:
            window.send(ms.PickRole(role))
        pygame.key.start_text_input()
        pygame.key.set_repeat(400, 40)
        try:
            _loop(window, surface)
        finally:
            window.finish()
    finally:
        pygame.quit()


def _loop(window: Window, surface: pygame.Surface) -> None:
    clock = pygame.time.Clock()
    shown: object = None
    full = window.app.settings.full_screen
    while not window.closed:
        for event in pygame.event.get():
            window.handle(event)
        window.catch_up()
        if window.app.settings.full_screen != full:
            full = window.app.settings.full_screen
            pygame.display.toggle_fullscreen()
        now = pygame.time.get_ticks()
        seen = (
            window.scene,
            window.focus,
            window.hover,
            window.pointed(),
            now // BLINK % 2,
            surface.get_size(),
        )
        if seen != shown:
            shown = seen
            surface = pygame.display.get_surface() or surface
            window.paint(surface, now)
            pygame.display.set_caption(title_of(window.app))
            pygame.display.flip()
        clock.tick(FRAMES)

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
from game.desktop.display import SIZE, open_display
from game.desktop.keeping import Saves
from game.desktop.keys import Keys
from game.desktop.looking_back import effects as back
from game.desktop.loop import BLINK, Loop
from game.desktop.paint import Painter
from game.desktop.pointer import Pointer
from game.desktop.scene import Clip, Field, Picture, Press, Rect, Scene, Target, targets
from game.desktop.screens.frame import scene_of
from game.desktop.shelf import setup
from game.desktop.theme import Settings, Theme
from game.desktop.tips import Pointing, Tips, beside, tip_at, tip_of
from game.desktop.typesetting import Typesetter
from game.desktop.update import covered, update
from game.desktop.world import World
from game.desktop.writing import Compose, Edit, PutCursor
from game.desktop.written_lines import cursor_place, letter_at
from game.engine.errors import Refused
from game.messages import language, speak, text
from game.messages.languages import VARIABLE
from game.session.match import Refusal
from game.storage.folders import ScenarioError
from game.storage.log import LogError
from game.storage.saves import SaveError

SMALLEST = (640, 480)
FAILURES = (LogError, OSError, Refusal, Refused, RuntimeError, SaveError, ScenarioError)
"""What may go wrong away from the window: it is told, and the game stays where it was."""
LASTING = ("news", "texts", "world", "chapters", "replay-texts")
"""Parts that stay scrolled where they are from one decision, or chapter, to the next."""


@dataclass
class Window:
    """What is shown and where the focus is; everything that changes by itself.

    `takes_text`: whether the system sends what keys write. `composes`: an input method has taken a key for
    words where there was no field; from then on keys are commands there, whatever they would write.
    """

    app: st.App
    world: World
    size: tuple[int, int] = SIZE
    focus: str = ""
    hover: str = ""
    pointer: tuple[int, int] = (-1, -1)
    scrolls: dict[str, int] = field(default_factory=dict)
    closed: bool = False
    takes_text: bool = True
    composes: bool = False

    def __post_init__(self) -> None:
        self._worker = ThreadPoolExecutor(1, "world")
        self._pending: list[Future[ms.Message]] = []
        self._stale = False
        self._touch = False
        self.by_keys = False
        self._pointer = Pointer(self)
        self._tips = Tips()
        self._keys = Keys(self)
        self._dress()
        self._keep_focus()

    # State ------------------------------------------------------------------------------------------

    def _dress(self) -> None:
        """Make what depends on the settings anew."""
        self.sets = Typesetter(Theme.of(self.app.settings, self._touch))
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
        settings, screen = (self.app.settings, language()), self.place()
        seat = None if self.busy else self.world.seat
        self.app, effects = update(self.app, message, seat)
        for effect in effects:
            self.do(effect)
        if self._stale and not self.busy:
            self._stale = False
            self.do(ef.SayAnew(self.app.screen))
        if (self.app.settings, language()) != settings:
            self._dress()
        if self.place() != screen:
            self.focus = ""
            self.scrolls = {key: at for key, at in self.scrolls.items() if key in LASTING}
        self.scene = self._scene()
        self._keep_focus()
        if isinstance(message, ms.Type | ms.Erase | Compose | Edit):
            self._show_focus()

    def place(self) -> object:
        """Return what names the screen: where it changes, the focus begins anew."""
        app = self.app
        screen = app.screen
        inner: object = None
        if isinstance(screen, st.Playing):
            inner = (screen.choice, screen.answers, screen.book, screen.thinking)
        elif isinstance(screen, Saves):
            inner = (screen.picked, screen.doing)
        elif isinstance(screen, st.Reading | st.Ended):
            inner = screen.number
        elif isinstance(screen, st.Replaying):
            inner = (screen.role, screen.choosing)
        elif isinstance(screen, st.Supposing):
            at = screen.composing
            inner = (at and (at.choice, at.answers), screen.data, screen.played is None, screen.bars)
        elif isinstance(screen, st.Check):
            inner = (screen.number, screen.given)
        coach = app.coach
        step = (coach.step, coach.opened) if coach is not None and coach.shown else None
        over = (app.choosing_settings and app.section, app.asks_to_leave, app.showing_keys)
        return type(screen), inner, over, step, app.seek is None

    @property
    def busy(self) -> bool:
        """Whether the others think, or something is read."""
        return bool(self._pending)

    def do(self, effect: ef.Effect) -> None:
        """Do what has to be done about a message, away from the window where it may take long."""
        if isinstance(effect, ef.Close):
            self.closed = True
        elif isinstance(effect, ef.Keep | ef.KeepCoaching):
            self.app = replace(self.app, notice=self.world.do(effect).notice or self.app.notice)
        elif isinstance(effect, back.StopAsking):
            self.world.stop()
        elif isinstance(effect, back.Effect):
            self._pending.append(self._worker.submit(self.world.look, effect))
        elif isinstance(effect, ef.Speak):
            speak(effect.language)
            self._stale = True
        elif not self.busy:
            self._pending.append(self._worker.submit(self.world.do, effect))

    def catch_up(self, timeout: float | None = 0) -> None:
        """Take in what the world has done and told, waiting at most `timeout` seconds for what it does."""
        while not self.world.told.empty():
            self.send(self.world.told.get())
        if not self._pending or (timeout == 0 and not self._pending[0].done()):
            return
        pending = self._pending.pop(0)
        try:
            arrived = pending.result(timeout)
        except FAILURES as error:
            arrived = ms.Arrived(notice=text("desktop/failed", reason=str(error) or type(error).__name__))
        self.send(arrived)

    def hear(self, timeout: float) -> None:
        """Wait until something is told in the course of time, at most so many seconds. Raises `Empty`."""
        self.send(self.world.told.get(timeout=timeout))

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
            if getattr(element, "chosen", False) and element.id.startswith(("pick-", "give-", "chapter-")):
                return element.id
            if getattr(element, "kind", "field") in ("field", "primary"):
                return element.id
        rows = [one.element.id for one in self.targets() if getattr(one.element, "kind", "") == "row"]
        tabs = [one.element.id for one in self.targets() if getattr(one.element, "chosen", False)]
        return (rows or tabs or ids or [""])[0]

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
        if event.type in (pygame.MOUSEBUTTONDOWN, pygame.FINGERDOWN, pygame.KEYDOWN):
            self.by_keys = event.type == pygame.KEYDOWN
        if self._pointer.handle(event):
            return
        match event.type:
            case pygame.QUIT:
                self.send(ms.Leave())
            case pygame.VIDEORESIZE:
                self.resize((event.w, event.h))
            case pygame.KEYDOWN:
                self._keys.down(event)
            case pygame.WINDOWFOCUSLOST:
                self._keys.let_go()
            case pygame.KEYUP:
                self._keys.up(event)
            case pygame.TEXTINPUT:
                self._keys.typed(event.text)
            case pygame.TEXTEDITING:
                self._compose(event.text)
            case _:
                return

    def _compose(self, words: str) -> None:
        """Show what an input method composes, if there is a field for it."""
        if self.writing_place() is None:
            self.composes = self.composes or bool(words)
        else:
            self.send(Compose(words))

    def resize(self, size: tuple[int, int]) -> None:
        """Take note of how large the window is now."""
        self.size = (max(SMALLEST[0], size[0]), max(SMALLEST[1], size[1]))
        self.scene = self._scene()

    def write_at(self, target: Target, place: tuple[int, int]) -> None:
        """Put the cursor of a field where it is pressed."""
        field = target.element
        assert isinstance(field, Field), "only a field has a cursor"
        clip = target.clip
        left, top = (clip.rect.x, clip.rect.y - clip.offset) if clip else (0, 0)
        self.send(PutCursor(letter_at(self.sets, field, place[0] - left, place[1] - top)))

    def writing_place(self) -> Rect | None:
        """Return where the cursor of the field in focus stands in the window, or None."""
        for target in self.targets():
            if isinstance(target.element, Field):
                spot, clip = cursor_place(self.sets, target.element), target.clip
                return spot if clip is None else spot.moved(clip.rect.x, clip.rect.y - clip.offset)
        return None

    def use_fingers(self, touch: bool) -> None:
        """Take note that fingers press here, or the mouse: targets are larger for fingers."""
        if self._touch != touch:
            self._touch = touch
            self._dress()

    def paint(self, surface: pygame.Surface, milliseconds: int = 0) -> None:
        """Draw what is to be seen now."""
        cursor = self.app.settings.still or milliseconds // BLINK % 2 == 0
        self.painter.paint(surface, self.scene, focus=self.focus, hover=self.hover, cursor=cursor)
        tip = self.tip(milliseconds)
        if tip is not None:
            self.painter.tip(surface, tip.words, *tip.at)

    def tip(self, now: int) -> Pointing | None:
        """Return the tip to be shown now, and where. `now`: milliseconds."""
        words = self.pointed()
        if words:
            return Pointing("map", self.pointer, words)
        shown = self._tips.told(self._pointing(), now, still=self.app.settings.still)
        if shown is not None and shown.means == "held":
            self._pointer.tipped = True
        return shown

    def _pointing(self) -> Pointing | None:
        """Return what a finger rests on, else the pointer, else the focus that keys have moved."""
        finger = self._pointer.finger
        if finger is not None:
            words = "" if finger.scrolls else tip_at(self.scene, *finger.start)
            return Pointing("held", finger.at, words)
        words = tip_at(self.scene, *self.pointer)
        if words:
            return Pointing("hover", self.pointer, words)
        target = next((one for one in self.targets() if one.element.id == self.focus), None)
        if target is None or not self.by_keys or not target.seen.h:
            return None
        return Pointing("focus", beside(target.seen), tip_of(target.element))

    def pointed(self) -> str:
        """Return what is asked and agreed about the place on the map under the pointer; '' for none."""
        screen = self.app.screen
        shot = screen.shot if isinstance(screen, st.Playing) else None
        if covered(self.app):
            return ""
        for element in self.scene.elements:
            if isinstance(element, Picture) and element.rect.holds(*self.pointer):
                place = self.painter.place_at(element, *self.pointer)
                return (element.places if shot is None else shot.places).get(place, "")
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
    os.environ.setdefault("SDL_IME_SHOW_UI", "1")
    speak("" if os.environ.get(VARIABLE) else settings.language)
    pygame.display.init()
    pygame.font.init()
    try:
        surface = open_display(settings.full_screen)
        window = Window(st.App(screen, settings), world, surface.get_size())
        if scenario is None:
            window.do(ef.LoadShelf())
        if role is not None:
            window.send(ms.PickRole(role))
        pygame.key.set_repeat(400, 40)
        try:
            Loop(window, surface).run()
        finally:
            window.finish()
    finally:
        pygame.quit()

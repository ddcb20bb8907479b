"""Sounds: which one goes with what has happened, and playing it.

Law of this file: a sound never says anything that is not on the screen. Where there is no audio device there
is no sound, and nothing else is different.
"""

from typing import Any

import pygame

from game.desktop import state as st
from game.storage.assets import asset

Data = dict[str, Any]
SOUNDS = ("seal", "agreement", "bell", "telegraph", "turn", "page")
"""The weightiest first: of several things at once, one is heard."""
SEEN = {
    "seal": "the text is frozen, or signed, in the texts and the news",
    "agreement": "the clause stands as initialled in the table of the texts",
    "bell": "the calendar marks the sitting, and the news begin it with a title",
    "telegraph": "the news tell of the dispatch",
    "turn": "the menu is there again, under its title",
    "page": "another page is shown",
}
"""Where on the screen that is seen which a sound tells."""
RATE = 22050


def sound_of(before: st.App, after: st.App) -> str:
    """Return the sound that goes with a change, '' for none."""
    heard = _heard(before, after)
    return next((name for name in SOUNDS if name in heard), "")


def _heard(before: st.App, after: st.App) -> set[str]:
    if after.settings.volume != before.settings.volume:
        return {"page"}
    old, new = before.screen, after.screen
    if old is new:
        return set()
    if isinstance(old, st.Playing) and isinstance(new, st.Playing):
        return _in_play(old, new)
    if isinstance(new, st.Playing) and new.shot is not None:
        return {"bell"} if new.shot.view["table"] else {"turn"}
    if isinstance(new, st.Reading | st.Check | st.Ended) and _page(old) != _page(new):
        return {"page"}
    return set()


def _page(screen: st.Screen) -> object:
    number = screen.number if isinstance(screen, st.Reading | st.Check | st.Ended) else -1
    return type(screen), number


def _in_play(old: st.Playing, new: st.Playing) -> set[str]:
    if old.shot is None or new.shot is None or old.shot is new.shot:
        return {"page"} if new.book and new.book != old.book else set()
    was, now = old.shot.view, new.shot.view
    heard = {"turn"} if _moment(now) != _moment(was) else set()
    if _signatures(now) > _signatures(was):
        heard.add("seal")
    if _initialled(now) > _initialled(was):
        heard.add("agreement")
    if now["table"] and (not was["table"] or now["sitting"]["number"] != was["sitting"]["number"]):
        heard.add("bell")
    if len(now["dispatches"]["received"]) > len(was["dispatches"]["received"]):
        heard.add("telegraph")
    return heard


def _moment(view: Data) -> object:
    """Return what changes when others have acted and it is one's turn again."""
    turn = view["table"]["turn"] if view["table"] else None
    return view["sitting"]["number"], view["step"], turn


def _signatures(view: Data) -> int:
    return sum(len(one["signed_by"]) for one in view["instruments"].values())


def _initialled(view: Data) -> int:
    return sum(
        clause is not None for one in view["instruments"].values() for clause in one["clauses"].values()
    )


class Speaker:
    """Plays sounds, once there is one to play and a device to play it on."""

    def __init__(self) -> None:
        self._works: bool | None = None
        self._sounds: dict[str, pygame.mixer.Sound] = {}

    def tell(self, before: st.App, after: st.App) -> None:
        """Play the sound that goes with a change, as loud as is set."""
        if before is after or not after.settings.volume:
            return
        name = sound_of(before, after)
        if name and self._ready():
            if name not in self._sounds:
                self._sounds[name] = pygame.mixer.Sound(asset(f"sounds/{name}.wav"))
            self._sounds[name].set_volume(after.settings.volume / 100)
            self._sounds[name].play()

    def _ready(self) -> bool:
        """Return whether there is a device; it is asked for once, when there is something to play."""
        if self._works is None:
            try:
                pygame.mixer.init(RATE, -16, 1, 512)
            except (pygame.error, NotImplementedError):
                self._works = False
            else:
                self._works = True
        return self._works

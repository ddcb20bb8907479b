"""How what is pressed in the settings changes them.

Law of this file: pure. What cannot be is said, and changes nothing.
"""

from dataclasses import replace

from game.desktop import changing as ch
from game.desktop import effects as ef
from game.desktop import state as st
from game.desktop.commands import rebound
from game.desktop.theme import Settings

Result = tuple[st.App, tuple[ef.Effect, ...]]


def changed(app: st.App, settings: Settings) -> Result:
    """Return the state with other settings, kept; words are said anew in another language."""
    said: tuple[ef.Effect, ...] = ()
    if settings.language != app.settings.language:
        said = (ef.Speak(settings.language),)
    return replace(app, settings=settings), (ef.Keep(settings), *said)


def settled(app: st.App, message: ch.SettingsMessage) -> Result:
    """Return the state after something was pressed in the settings."""
    settings = app.settings
    match message:
        case ch.ShowSection(name=name):
            return replace(app, section=name, asking_key=""), ()
        case ch.ShowKeys(open=shown):
            return replace(app, showing_keys=shown), ()
        case ch.AskKey(command=command):
            return replace(app, asking_key=command), ()
        case ch.GiveKey(key=key) if app.asking_key:
            keys = rebound(settings.keys, app.asking_key, key)
            if isinstance(keys, str):
                return replace(app, notice=keys), ()
            return changed(replace(app, asking_key=""), replace(settings, keys=keys))
        case ch.ResetKeys():
            return changed(replace(app, asking_key=""), replace(settings, keys=()))
        case ch.FullScreen():
            return changed(app, replace(settings, full_screen=not settings.full_screen))
        case _:
            return app, ()

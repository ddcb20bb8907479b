"""The law of messages: every sentence a person reads comes from here, by a stable code.

The sentences lie in `<language>/<area>.toml`. To add one, add a key to `en`; no Python changes. English is
spoken until `speak` says otherwise.
"""

from game.messages.catalogue import Catalogue, MessageError
from game.messages.languages import ENGLISH, catalogue, languages, system_language

__all__ = ["MessageError", "codes", "language", "languages", "speak", "text"]


class _Speaker:
    """Which language is spoken now."""

    def __init__(self) -> None:
        self.language = ENGLISH
        self.catalogue: Catalogue = catalogue(ENGLISH)


_SPEAKER = _Speaker()


def text(code: str, /, **values: object) -> str:
    """Return the sentence of `code` (such as `yaml/empty`) with its values; raise MessageError."""
    return _SPEAKER.catalogue.text(code, **values)


def codes() -> frozenset[str]:
    """Return every code that has a sentence."""
    return catalogue(ENGLISH).codes()


def language() -> str:
    """Return the language that is spoken."""
    return _SPEAKER.language


def speak(chosen: str = "") -> None:
    """Say every sentence in a language from now on; '' is that of the system. Raises MessageError."""
    language = chosen or system_language()
    _SPEAKER.catalogue = catalogue(language)
    _SPEAKER.language = language

"""The law of messages: every sentence a person reads comes from here, by a stable code.

The sentences lie in `<language>/<area>.toml`. To add one, add a key to `en`; no Python changes. English is
spoken until `speak` says otherwise; `speaking` says it otherwise for one request of a server.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from game.messages.catalogue import Catalogue, MessageError
from game.messages.languages import ENGLISH, catalogue, languages, system_language

__all__ = ["MessageError", "codes", "language", "languages", "speak", "speaking", "text"]


class _Speaker:
    """Which language is spoken now."""

    def __init__(self) -> None:
        self.language = ENGLISH
        self.catalogue: Catalogue = catalogue(ENGLISH)


_SPEAKER = _Speaker()
_HERE: ContextVar[str] = ContextVar("language", default="")
"""The language of what is being answered now, where it is another than the program's; '' if it is not."""


def text(code: str, /, **values: object) -> str:
    """Return the sentence of `code` (such as `yaml/empty`) with its values; raise MessageError."""
    here = _HERE.get()
    spoken = catalogue(here) if here else _SPEAKER.catalogue
    return spoken.text(code, **values)


def codes() -> frozenset[str]:
    """Return every code that has a sentence."""
    return catalogue(ENGLISH).codes()


def language() -> str:
    """Return the language that is spoken."""
    return _HERE.get() or _SPEAKER.language


@contextmanager
def speaking(chosen: str = "") -> Iterator[None]:
    """Say sentences in a language here, and in what is begun from here; '' changes nothing.

    "Here" is the present task or thread: a server answers each request in the language of who asks.
    Raises MessageError.
    """
    if chosen:
        catalogue(chosen)
    token = _HERE.set(chosen or _HERE.get())
    try:
        yield
    finally:
        _HERE.reset(token)


def speak(chosen: str = "") -> None:
    """Say every sentence in a language from now on; '' is that of the system. Raises MessageError."""
    language = chosen or system_language()
    _SPEAKER.catalogue = catalogue(language)
    _SPEAKER.language = language

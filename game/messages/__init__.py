"""The law of messages: every sentence a person reads comes from here, by a stable code.

The sentences lie in `en/<area>.toml`. To add one, add a key there; no Python changes.
"""

from importlib.resources import files

from game.messages.catalogue import Catalogue, MessageError

__all__ = ["MessageError", "codes", "text"]

_ENGLISH = Catalogue(files("game.messages") / "en")


def text(code: str, /, **values: object) -> str:
    """Return the sentence of `code` (such as `yaml/empty`) with its values; raise MessageError."""
    return _ENGLISH.text(code, **values)


def codes() -> frozenset[str]:
    """Return every code that has a sentence."""
    return _ENGLISH.codes()

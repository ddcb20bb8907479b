"""The law of the catalogue: a sentence has one code, and a code without a sentence is an error.

A code is `area/key`. The area names a TOML file, read when its first message is asked for; the key
is an entry of that file: a string, or a table with `one` and `other` of which the value `count`
picks one. Placeholders are plain names, `{name}`; a literal brace is doubled. Nothing falls back
in silence.
"""

import tomllib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from string import Formatter
from typing import TypeAlias

Message: TypeAlias = str | Mapping[str, str]
"""A sentence, or its `one` and `other` forms."""

_FORMS = {"one", "other"}


class MessageError(LookupError):
    """A message is unknown, malformed, or was asked for without all its values."""


class Catalogue:
    """The messages of one language: a folder with one TOML file an area."""

    def __init__(self, folder: Traversable) -> None:
        """Read nothing yet; areas are read on first use."""
        self._folder = folder
        self._areas: dict[str, dict[str, Message]] = {}

    def text(self, code: str, /, **values: object) -> str:
        """Return the sentence of `code` with its placeholders filled; raise MessageError."""
        sentence = _form(code, self._message(code), values)
        try:
            return sentence.format_map(values)
        except KeyError as error:
            raise MessageError(f"message {code!r} needs a value for {error}") from None
        except (TypeError, ValueError) as error:
            raise MessageError(f"message {code!r} cannot show its values: {error}") from None

    def codes(self) -> frozenset[str]:
        """Return the codes of every area."""
        names = (entry.name for entry in self._folder.iterdir())
        areas = [name.removesuffix(".toml") for name in names if name.endswith(".toml")]
        return frozenset(f"{area}/{key}" for area in areas for key in self._area(area))

    def _message(self, code: str) -> Message:
        area, _, key = code.partition("/")
        message = self._area(area).get(key)
        if message is None:
            raise MessageError(f"no message has the code {code!r}")
        return message

    def _area(self, name: str) -> dict[str, Message]:
        area = self._areas.get(name)
        if area is None:
            area = self._areas[name] = self._read_area(name)
        return area

    def _read_area(self, name: str) -> dict[str, Message]:
        if not name.isidentifier():
            raise MessageError(f"{name!r} cannot be the name of an area of messages")
        file = self._folder / f"{name}.toml"
        if not file.is_file():
            raise MessageError(f"there is no area of messages called {name!r}")
        try:
            entries = tomllib.loads(file.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise MessageError(f"the messages of {name!r} are not TOML: {error}") from error
        return {key: _checked(f"{name}/{key}", entry) for key, entry in entries.items()}


def _form(code: str, message: Message, values: Mapping[str, object]) -> str:
    if isinstance(message, str):
        return message
    count = values.get("count")
    if not isinstance(count, int) or isinstance(count, bool):
        raise MessageError(f"message {code!r} needs a whole number for 'count'")
    return message["one" if count == 1 else "other"]


def _checked(code: str, entry: object) -> Message:
    """Return `entry` as a message once its shape and its placeholders are known to be sound."""
    if isinstance(entry, str):
        _check_placeholders(code, entry)
        return entry
    if not isinstance(entry, dict) or set(entry) != _FORMS:
        raise MessageError(f"message {code!r} must be a string or a table of 'one' and 'other'")
    for sentence in entry.values():
        if not isinstance(sentence, str):
            raise MessageError(f"message {code!r} must hold strings")
        _check_placeholders(code, sentence)
    return entry


def _check_placeholders(code: str, sentence: str) -> None:
    try:
        names = [name for _, name, _, _ in Formatter().parse(sentence) if name is not None]
    except ValueError as error:
        raise MessageError(f"message {code!r} has a stray brace: {error}") from None
    for name in names:
        if not name.isidentifier():
            raise MessageError(f"message {code!r} has a placeholder that is not a name: {name!r}")

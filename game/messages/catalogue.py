"""The law of the catalogue: a sentence has one code, and a code without a sentence is an error.

A code is `area/key`. The area names a TOML file, read when its first message is asked for; the key
is an entry of that file: a string, or a table with the forms of the language's plural rule, of which
the value `count` picks one. Placeholders are plain names, `{name}`; a literal brace is doubled.
`language.toml` says what the language calls itself, and its plural rule. A translation may lack
sentences: those of its `fallback` are said then. Nothing else falls back.
"""

import tomllib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from string import Formatter
from typing import Optional, TypeAlias

from game.messages.plurals import RULES, PluralRule

Message: TypeAlias = str | Mapping[str, str]
"""A sentence, or its forms by number, such as `one` and `other`."""

_LANGUAGE = "language"


class MessageError(LookupError):
    """A message is unknown, malformed, or was asked for without all its values."""


class Catalogue:
    """The messages of one language: a folder with one TOML file an area.

    `fallback` says what the folder has no sentence for.
    """

    def __init__(self, folder: Traversable, fallback: Optional["Catalogue"] = None) -> None:
        """Read nothing but what is said of the language; areas are read on first use."""
        self._folder = folder
        self._fallback = fallback
        self._areas: dict[str, dict[str, Message]] = {}
        self.name, self._rule = self._described()

    def text(self, code: str, /, **values: object) -> str:
        """Return the sentence of `code` with its placeholders filled; raise MessageError."""
        message = self._message(code)
        if message is None and self._fallback is not None:
            return self._fallback.text(code, **values)
        if message is None:
            raise MessageError(f"no message has the code {code!r}")
        sentence = self._form(code, message, values)
        try:
            return sentence.format_map(values)
        except KeyError as error:
            raise MessageError(f"message {code!r} needs a value for {error}") from None
        except (TypeError, ValueError) as error:
            raise MessageError(f"message {code!r} cannot show its values: {error}") from None

    def codes(self) -> frozenset[str]:
        """Return the codes of every area of this language itself."""
        names = (entry.name for entry in self._folder.iterdir())
        areas = [name.removesuffix(".toml") for name in names if name.endswith(".toml")]
        return frozenset(f"{area}/{key}" for area in areas if area != _LANGUAGE for key in self._area(area))

    def placeholders(self, code: str) -> frozenset[str]:
        """Return the names of the values a sentence of this language itself takes; raise MessageError."""
        message = self._message(code)
        if message is None:
            raise MessageError(f"no message has the code {code!r}")
        forms = [message] if isinstance(message, str) else list(message.values())
        return frozenset(name for sentence in forms for name in _names(code, sentence))

    def _described(self) -> tuple[str, PluralRule]:
        """Return what the language calls itself and its plural rule: as in English where nothing is said."""
        if not (self._folder / f"{_LANGUAGE}.toml").is_file():
            return "", RULES["one-other"]
        said = self._read(_LANGUAGE)
        name, rule = said.get("name"), said.get("plural")
        if not isinstance(name, str) or not isinstance(rule, str) or rule not in RULES:
            raise MessageError(f"language.toml must say `name`, and `plural`: one of {', '.join(RULES)}")
        return name, RULES[rule]

    def _message(self, code: str) -> Message | None:
        area, _, key = code.partition("/")
        return self._area(area).get(key)

    def _form(self, code: str, message: Message, values: Mapping[str, object]) -> str:
        if isinstance(message, str):
            return message
        count = values.get("count")
        if not isinstance(count, int) or isinstance(count, bool):
            raise MessageError(f"message {code!r} needs a whole number for 'count'")
        return message[self._rule.form(count)]

    def _area(self, name: str) -> dict[str, Message]:
        area = self._areas.get(name)
        if area is None:
            area = self._areas[name] = self._read_area(name)
        return area

    def _read_area(self, name: str) -> dict[str, Message]:
        if not name.isidentifier():
            raise MessageError(f"{name!r} cannot be the name of an area of messages")
        if not (self._folder / f"{name}.toml").is_file():
            if self._fallback is not None:
                return {}
            raise MessageError(f"there is no area of messages called {name!r}")
        return {key: self._checked(f"{name}/{key}", entry) for key, entry in self._read(name).items()}

    def _read(self, name: str) -> dict[str, object]:
        try:
            return tomllib.loads((self._folder / f"{name}.toml").read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise MessageError(f"the messages of {name!r} are not TOML: {error}") from error

    def _checked(self, code: str, entry: object) -> Message:
        """Return `entry` as a message once its shape and its placeholders are known to be sound."""
        if isinstance(entry, str):
            _names(code, entry)
            return entry
        forms = self._rule.forms
        if not isinstance(entry, dict) or set(entry) != set(forms):
            raise MessageError(f"message {code!r} must be a string or a table of {', '.join(forms)}")
        for sentence in entry.values():
            if not isinstance(sentence, str):
                raise MessageError(f"message {code!r} must hold strings")
            _names(code, sentence)
        return entry


def _names(code: str, sentence: str) -> list[str]:
    """Return the placeholders of a sentence, which are plain names."""
    try:
        names = [name for _, name, _, _ in Formatter().parse(sentence) if name is not None]
    except ValueError as error:
        raise MessageError(f"message {code!r} has a stray brace: {error}") from None
    for name in names:
        if not name.isidentifier():
            raise MessageError(f"message {code!r} has a placeholder that is not a name: {name!r}")
    return names

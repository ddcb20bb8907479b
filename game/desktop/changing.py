"""Changing the settings: what is pressed on their screen.

Law of this file: frozen data; `settled` says what follows from it.
"""

from typing import NamedTuple


class ShowSection(NamedTuple):
    """Show another section of the settings."""

    name: str


class ShowKeys(NamedTuple):
    """Show what the keys do on this screen, or close that."""

    open: bool


class AskKey(NamedTuple):
    """A command is to get another key: the next one pressed; '' for none after all."""

    command: str


class GiveKey(NamedTuple):
    """The key that was pressed for it."""

    key: str


class ResetKeys(NamedTuple):
    """All commands are to have their first keys again."""


class FullScreen(NamedTuple):
    """Full screen, or a window again."""


SettingsMessage = ShowSection | ShowKeys | AskKey | GiveKey | ResetKeys | FullScreen

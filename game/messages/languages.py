"""Languages: which there are, what each calls itself, how complete it is, which one the system speaks.

Law of this file: a language is a folder of catalogues with a `language.toml`; English is whole, and stands
in, sentence by sentence, for what another language lacks.
"""

import locale
import os
import sys
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from game.messages.catalogue import Catalogue, MessageError

ENGLISH = "en"
VARIABLE = "KHEREM_LANGUAGE"
"""What the environment may say; it comes before the system's locale, and before what was kept."""
_FOLDER = files("game.messages")


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages there are, English first."""
    found = [one.name for one in _FOLDER.iterdir() if one.is_dir() and (one / "language.toml").is_file()]
    return (ENGLISH, *sorted(name for name in found if name != ENGLISH))


@cache
def catalogue(language: str) -> Catalogue:
    """Return the sentences of a language. Raises MessageError if there is no such language."""
    if language not in languages():
        known = ", ".join(languages())
        raise MessageError(f"there is no language {language!r}; there are: {known}")
    return Catalogue(_FOLDER / language, None if language == ENGLISH else catalogue(ENGLISH))


def own_name(language: str) -> str:
    """Return what a language calls itself."""
    return catalogue(language).name


def missing(language: str) -> tuple[str, ...]:
    """Return the codes a language has no sentence for, in order."""
    return tuple(sorted(catalogue(ENGLISH).codes() - catalogue(language).codes()))


@cache
def complete(language: str) -> int:
    """Return how much of the sentences a language has, in percent; 100 only if it has all."""
    every = catalogue(ENGLISH).codes()
    return 100 * (len(every) - len(missing(language))) // len(every)


def faults(language: str) -> tuple[str, ...]:
    """Return what is wrong with the sentences a language has: unknown codes, other placeholders."""
    own, english = catalogue(language), catalogue(ENGLISH)
    found = [f"{code}: English has no such sentence" for code in sorted(own.codes() - english.codes())]
    for code in sorted(own.codes() & english.codes()):
        here, there = own.placeholders(code), english.placeholders(code)
        if here != there:
            found.append(f"{code}: placeholders {_listed(here)}, in English {_listed(there)}")
    return tuple(found)


def _listed(names: frozenset[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def system_language(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language the system speaks, if we have it, else English.

    KHEREM_LANGUAGE comes first, then what locales are named by; where none is, what the system says.
    """
    named = (environment.get(key) for key in (VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG"))
    chosen = next((value for value in named if value), None) or _told_by_system()
    return spoken(chosen) or ENGLISH


def spoken(name: str) -> str:
    """Return the language a locale's name (`de_AT.UTF-8`) stands for, or '' if we do not have it."""
    code = name.replace("-", "_").partition("_")[0].partition(".")[0].casefold()
    return code if code in languages() else ""


def _told_by_system() -> str:
    """Return the name of the system's locale where no variable says it, '' if it says none."""
    if sys.platform == "win32":
        import ctypes

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    try:
        return locale.getlocale()[0] or ""
    except ValueError:
        return ""

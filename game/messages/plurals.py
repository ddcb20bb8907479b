"""Which form of a sentence a number takes, by the kinds of languages.

Law of this file: the categories and rules are those of Unicode's CLDR for whole numbers; what a rule calls
for, a sentence must have.
"""

from collections.abc import Callable
from typing import NamedTuple


class PluralRule(NamedTuple):
    """The forms a language has, and which of them a number takes."""

    forms: tuple[str, ...]
    form: Callable[[int], str]


def _slavic(count: int) -> str:
    tens, ones = abs(count) % 100, abs(count) % 10
    if ones == 1 and tens != 11:
        return "one"
    return "few" if ones in (2, 3, 4) and tens not in (12, 13, 14) else "many"


def _polish(count: int) -> str:
    return "one" if count == 1 else "many" if _slavic(count) == "one" else _slavic(count)


RULES = {
    "one-form": PluralRule(("other",), lambda _count: "other"),
    "one-other": PluralRule(("one", "other"), lambda count: "one" if count == 1 else "other"),
    "zero-one": PluralRule(("one", "other"), lambda count: "one" if count in (0, 1) else "other"),
    "slavic": PluralRule(("one", "few", "many"), _slavic),
    "polish": PluralRule(("one", "few", "many"), _polish),
}
"""`one-form`: Chinese. `one-other`: English, German, Mongolian. `zero-one`: French. `slavic`: Russian."""

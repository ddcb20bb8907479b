"""Names as ids, and whether names can be written at all."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from game.interop.cases import Case
from game.messages import text
from game.scenario.plain import is_plain
from game.scenario.yaml_source import FORBIDDEN

LONGEST_ID = 40


class Unfit(Exception):
    """A case cannot be written in a format. `reasons`: all that stands in the way, each with its place."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("\n".join(self.reasons))


def ids(names: Iterable[str], kind: str, taken: Collection[str] = ()) -> list[str]:
    """Return an id for each name: small letters, digits and underscores, all different."""
    found: list[str] = []
    for number, name in enumerate(names, start=1):
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
        word = re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or str(number)
        word = word if word[0].isalpha() else f"{kind}_{word}"
        choice, again = word[:LONGEST_ID], 1
        while choice in found or choice in taken:
            again += 1
            choice = f"{word[: LONGEST_ID - 5]}_{again}"
        found.append(choice)
    return found


def unwritable(case: Case, *, longest: int, longest_option: int) -> Iterator[str]:
    """Yield what is wrong with names: too long, or of characters that show nowhere."""
    for role in case.roles:
        yield from _unwritable(role, longest)
    for issue, options in zip(case.issues, case.options, strict=True):
        yield from _unwritable(issue, longest)
        for option in options:
            yield from _unwritable(option, longest_option)


def _unwritable(name: str, longest: int) -> Iterator[str]:
    if len(name) > longest:
        yield text("convert/name_too_long", name=f"{name[:40]}…", most=longest)
    elif not is_plain(name) or FORBIDDEN.search(name) or name != name.strip():
        yield text("convert/name_not_plain", name=ascii(name))

"""Who is in the class: names, the secrets by which they are known again, and where they sit.

Law of this file: secrets are kept as digests only; a code to be read aloud has no letters that look alike.
"""

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass, field

from game.scenario.plain import is_plain

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 6
RETURN_LENGTH = 8
LONGEST_NAME = 40
LONGEST_NOTES = 20_000
MOST_MARKS = 3
"""How many marks may stand on one letter: some scripts need as many."""
JOINERS = "\u200c\u200d"
"""Signs that are not seen and that some scripts need."""


@dataclass(frozen=True)
class Person:
    """Somebody in the class.

    `token`, `back`: digests of the cookie and of the return code. `device`: counts the devices so far; 0 once
    somebody is shown out. `group` 0: none yet. `role` "": none; with a group, an observer. `checked`: has
    answered the questions.
    """

    id: int
    name: str
    token: str
    back: str
    device: int = 1
    group: int = 0
    role: str = ""
    checked: bool = False
    notes: str = field(default="", repr=False)


def new_token() -> str:
    """Return a secret that cannot be guessed."""
    return secrets.token_urlsafe(24)


def new_code(length: int) -> str:
    """Return a code to be typed."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def spoken(code: str) -> str:
    """Return a code as it was made, from the way somebody typed it."""
    return "".join(one for one in code.upper() if one.isalnum())


def digest(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def clean_name(name: str) -> str:
    """Return a name without needless blanks; '' if it cannot be one: too long, hidden, turned, overgrown."""
    found = " ".join(unicodedata.normalize("NFC", name).split())
    kinds = [unicodedata.category(sign) for sign in found]
    is_seen = any(kind[0] in "LNSP" for kind in kinds) and "M" * (MOST_MARKS + 1) not in "".join(
        kind[0] for kind in kinds
    )
    is_hidden = any(
        kind in ("Cf", "Cn", "Co") and sign not in JOINERS for sign, kind in zip(found, kinds, strict=True)
    )
    is_sound = 0 < len(found) <= LONGEST_NAME and is_plain(found)
    return found if is_sound and is_seen and not is_hidden else ""


def folded(name: str) -> str:
    """Return what two names have in common that look the same."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKC", name) if sign not in JOINERS)
    return " ".join(bare.casefold().split())

"""Who is in the class: names, the secrets by which they are known again, and where they sit.

Law of this file: secrets are kept as digests only; a code to be read aloud has no letters that look alike.
"""

import hashlib
import secrets
from dataclasses import dataclass, field

from game.scenario.plain import is_plain

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 6
RETURN_LENGTH = 8
LONGEST_NAME = 40
LONGEST_NOTES = 20_000


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
    """Return a name without needless blanks; '' if it cannot be one."""
    found = " ".join(name.split())
    return found if 0 < len(found) <= LONGEST_NAME and is_plain(found) else ""

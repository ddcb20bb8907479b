"""Plain text: what people may write that others will see on their screens."""

import unicodedata

_ALLOWED = "\n\t"
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_plain(words: str) -> bool:
    """Return whether a text has no control characters but line breaks and tabs, nor turned writing."""
    return all(sign in _ALLOWED or not _is_control(sign) for sign in words.replace("\r\n", "\n"))


def plain(words: str) -> str:
    """Return a text on one line, control characters left out: safe to show anywhere."""
    return " ".join("".join(" " if _is_control(sign) else sign for sign in words).split())


def _is_control(sign: str) -> bool:
    return sign in _TURNING or unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")

"""A fingerprint of a state: SHA-256 of its canonical JSON. Equal states have equal digests anywhere."""

import hashlib
import json
from typing import Any

from game.engine.observe import View
from game.engine.state import State


def canonical(item: Any) -> Any:
    """Return a state, view or part of one as plain JSON data, fields by name."""
    if isinstance(item, tuple):
        names = getattr(item, "_fields", None)
        if names is None:
            return [canonical(one) for one in item]
        return {name: canonical(getattr(item, name)) for name in names}
    return item


def digest(item: State | View) -> str:
    """Return the SHA-256 of the canonical JSON of a state or view, as hexadecimal."""
    text = json.dumps(canonical(item), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()

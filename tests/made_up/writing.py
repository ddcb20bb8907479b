"""Data put down as block YAML, every text in quotes, so that it is read by the front door."""

import json
from collections.abc import Iterator
from typing import Any

from tests.made_up.draft import Data


def yaml_of(data: Data) -> str:
    """Return `data` as block YAML, every text in quotes."""
    return "\n".join(_lines(data, "")) + "\n"


def _lines(value: Any, indent: str) -> Iterator[str]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        head = f"{indent}{_key(key)}:" if isinstance(value, dict) else f"{indent}-"
        if isinstance(item, dict | list | tuple) and item:
            yield head
            yield from _lines(item, indent + "  ")
        else:
            yield f"{head} {json.dumps(item, ensure_ascii=False)}"


def _key(key: Any) -> str:
    plain = isinstance(key, str) and key.isidentifier()
    return key if plain else json.dumps(str(key), ensure_ascii=False)

"""Every id an author writes is looked up here, wherever it stands: the field's type says what it names.

Law of this file: no list of places. A field marked `Ref` is checked because of its mark, so a new
field cannot be forgotten.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from game.scenario.base import Part, Ref

Path = tuple[str | int, ...]
Mention = tuple[Path, bool, str, Ref]
"""Where an id stands (path), whether as a key, the id, and what it should name."""

Visitor = Callable[[Any, Path], Iterator["Mention | tuple[Path, Part]"]]


def walk(part: Part, path: Path = ()) -> Iterator[Mention | tuple[Path, Part]]:
    """Yield every part below `part`, itself first, and every mention of an id, with their paths."""
    yield path, part
    for name, key, visit in _plan(type(part)):
        value = getattr(part, name)
        if value is not None:
            yield from visit(value, (*path, key))


@cache
def _plan(kind: type[Part]) -> tuple[tuple[str, str, Visitor], ...]:
    hints = get_type_hints(kind, include_extras=True)
    found = []
    for name, field in kind.model_fields.items():
        visit = _visitor(hints[name])
        if visit is not None:
            found.append((name, field.alias or name, visit))
    return tuple(found)


def _visitor(hint: Any) -> Visitor | None:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        mark = next((item for item in arguments[1:] if isinstance(item, Ref)), None)
        return _mention(mark) if mark else _visitor(arguments[0])
    if origin in (Union, UnionType):
        return _either([found for found in map(_visitor, arguments) if found])
    if origin is tuple:
        return _each(_visitor(arguments[0]))
    if origin is dict:
        return _pairs(_visitor(arguments[0]), _visitor(arguments[1]))
    if isinstance(hint, type) and issubclass(hint, Part):
        return _part
    return None


def _part(value: Any, path: Path) -> Iterator[Mention | tuple[Path, Part]]:
    if isinstance(value, Part):
        yield from walk(value, path)


def _mention(mark: Ref) -> Visitor:
    def visit(value: Any, path: Path) -> Iterator[Mention | tuple[Path, Part]]:
        if isinstance(value, str):
            yield path, False, value, mark

    return visit


def _either(choices: list[Visitor]) -> Visitor | None:
    if not choices:
        return None

    def visit(value: Any, path: Path) -> Iterator[Mention | tuple[Path, Part]]:
        for choice in choices:
            yield from choice(value, path)

    return visit


def _each(inner: Visitor | None) -> Visitor | None:
    if inner is None:
        return None

    def visit(value: Any, path: Path) -> Iterator[Mention | tuple[Path, Part]]:
        if isinstance(value, tuple):
            for number, item in enumerate(value):
                yield from inner(item, (*path, number))

    return visit


def _pairs(keys: Visitor | None, values: Visitor | None) -> Visitor | None:
    if keys is None and values is None:
        return None

    def visit(value: Any, path: Path) -> Iterator[Mention | tuple[Path, Part]]:
        if not isinstance(value, Mapping):
            return
        for key, item in value.items():
            if keys is not None:
                for mention in keys(key, (*path, key)):
                    yield _as_key(mention)
            if values is not None:
                yield from values(item, (*path, key))

    return visit


def _as_key(mention: "Mention | tuple[Path, Part]") -> Mention:
    assert len(mention) == 4, "only ids stand as keys"
    path, _, word, mark = mention
    return path, True, word, mark

"""Events, acts and templates as JSON data by id, and back.

Law of this file: one codec for everything, read off the fields' types (`Annotated[int, "issue"]` and the
like). Numbers of ids never leave the engine; -1 is null outside. What cannot be read is refused with the
code of what is wrong.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from game.engine.errors import Refused
from game.engine.names import Data, Names
from game.engine.wire_clauses import mapping_of, put_orders, put_package, take_orders, take_package
from game.scenario.base import hour_of, minutes_of
from game.scenario.indices import members
from game.scenario.plain import is_plain

Encoder = Callable[[Names, Any, Any], Data]
Decoder = Callable[[Names, Data, Mapping[str, Any]], Any]
OWNERS = {"value": "issue", "reading": "issue", "outcome": "event", "choice": "fork"}


def encode(names: Names, item: Any) -> dict[str, Data]:
    """Return the fields of an act, event or other record as JSON data."""
    plan = _plan(type(item))
    return {field: put(names, getattr(item, field), item) for field, (put, _) in plan.items()}


def decode(names: Names, kind: type[Any], data: Mapping[str, Data]) -> Any:
    """Return the record of type `kind` that `data` describes. Raises `Refused`."""
    plan = _plan(kind)
    for field in data:
        if field not in plan:
            raise Refused("act/unknown_field", field=field)
    read: dict[str, Any] = {}
    for field, (_, take) in plan.items():
        if field in data:
            read[field] = take(names, data[field], read)
    try:
        return kind(**read)
    except TypeError as error:
        usual = getattr(kind, "_field_defaults", None) or _with_default(kind)
        absent = [field for field in plan if field not in data and field not in usual]
        raise Refused("act/missing_field", fields=", ".join(absent)) from error


def _with_default(kind: type[Any]) -> tuple[str, ...]:
    found = fields(kind) if is_dataclass(kind) else ()
    return tuple(field.name for field in found if field.default is not MISSING)


_PLANS: dict[type[Any], dict[str, tuple[Encoder, Decoder]]] = {}


def _plan(kind: type[Any]) -> dict[str, tuple[Encoder, Decoder]]:
    """Return the codecs of a record's fields, worked out once a type."""
    if kind not in _PLANS:
        _PLANS[kind] = _codecs(kind)
    return _PLANS[kind]


def _codecs(kind: type[Any]) -> dict[str, tuple[Encoder, Decoder]]:
    hints = get_type_hints(kind, include_extras=True)
    fields: tuple[str, ...] = getattr(kind, "_fields", None) or kind.__slots__
    return {field: _codec(hints[field]) for field in fields}


def _codec(hint: Any) -> tuple[Encoder, Decoder]:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _marked(arguments[1])
    if origin is tuple:
        put, take = _codec(arguments[0])
        return _many(put, take)
    if origin in (Union, UnionType):
        put, take = _codec(next(a for a in arguments if a is not type(None)))
        return _maybe(put, take)
    if origin is Literal:
        return _plain, _one_of(arguments)
    if hint is str:
        return _plain, _take_text
    if hint in (int, bool):
        return _plain, _exactly(hint)
    return _record(hint)


def _plain(_names: Names, value: Any, _item: Any) -> Data:
    return value


def _exactly(kind: type) -> Decoder:
    def take(_names: Names, data: Data, _read: Mapping[str, Any]) -> Any:
        if type(data) is not kind:
            raise Refused("act/wrong_type", value=str(data)[:80], wanted=kind.__name__)
        return data

    return take


def _take_text(names: Names, data: Data, read: Mapping[str, Any]) -> str:
    words: str = _exactly(str)(names, data, read)
    try:
        words.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Refused("act/not_unicode") from error
    if not is_plain(words):
        raise Refused("act/control_character")
    return words


def _one_of(choices: tuple[Any, ...]) -> Decoder:
    def take(_names: Names, data: Data, _read: Mapping[str, Any]) -> Any:
        if data not in choices:
            raise Refused("act/not_one_of", value=str(data)[:80], choices=", ".join(choices))
        return data

    return take


def _record(kind: type[Any]) -> tuple[Encoder, Decoder]:
    def put(names: Names, value: Any, _item: Any) -> Data:
        return encode(names, value)

    def take(names: Names, data: Data, _read: Mapping[str, Any]) -> Any:
        return decode(names, kind, mapping_of(data))

    return put, take


def _many(inner_put: Encoder, inner_take: Decoder) -> tuple[Encoder, Decoder]:
    def put(names: Names, value: Any, item: Any) -> Data:
        return [inner_put(names, one, item) for one in value]

    def take(names: Names, data: Data, read: Mapping[str, Any]) -> Any:
        if not isinstance(data, list):
            raise Refused("act/wrong_type", value=str(data)[:80], wanted="list")
        return tuple(inner_take(names, one, read) for one in data)

    return put, take


def _maybe(inner_put: Encoder, inner_take: Decoder) -> tuple[Encoder, Decoder]:
    def put(names: Names, value: Any, item: Any) -> Data:
        return None if value is None else inner_put(names, value, item)

    def take(names: Names, data: Data, read: Mapping[str, Any]) -> Any:
        return None if data is None else inner_take(names, data, read)

    return put, take


def _marked(kind: str) -> tuple[Encoder, Decoder]:
    if kind == "package":
        return put_package, take_package
    if kind == "minute":
        return _put_minute, _take_minute
    if kind == "orders":
        return put_orders, take_orders
    if kind in ("roles", "issues", "instruments"):
        return _mask(kind[:-1])
    if kind in OWNERS:
        return _owned(kind, OWNERS[kind])

    def put(names: Names, value: Any, _item: Any) -> Data:
        return names.name(kind, value)

    def take(names: Names, data: Data, _read: Mapping[str, Any]) -> Any:
        return names.number(kind, data)

    return put, take


def _owned(kind: str, owner: str) -> tuple[Encoder, Decoder]:
    def put(names: Names, value: Any, item: Any) -> Data:
        return None if value < 0 else names.within(kind, getattr(item, owner))[value]

    def take(names: Names, data: Data, read: Mapping[str, Any]) -> Any:
        if data is None:
            return -1
        choices = names.within(kind, read.get(owner, -1))
        if isinstance(data, bool | float | list | dict) or data not in choices:
            raise Refused(f"act/unknown_{kind}", id=str(data))
        return choices.index(data)

    return put, take


def _mask(kind: str) -> tuple[Encoder, Decoder]:
    def put(names: Names, value: Any, _item: Any) -> Data:
        return [names.name(kind, number) for number in members(value)]

    def take(names: Names, data: Data, _read: Mapping[str, Any]) -> Any:
        return sum({1 << names.number(kind, one) for one in data})

    return put, take


def _put_minute(_names: Names, value: Any, _item: Any) -> Data:
    return hour_of(value)


def _take_minute(_names: Names, data: Data, _read: Mapping[str, Any]) -> Any:
    return minutes_of(data)

"""The law of model findings: every error of the model is said in our words, at the author's line.

Pydantic names where an error is by a `loc`, which may hold tags of unions that are not in the data;
pydantic's own wording never reaches an author.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, Literal, TypeAlias, TypeGuard, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from game.messages import text
from game.scenario.findings import Finding, Severity, path_text, shortened
from game.scenario.suggest import did_you_mean
from game.scenario.yaml_text import Document

Loc: TypeAlias = tuple[str | int, ...]
KnownFields: TypeAlias = Callable[[Loc], Sequence[str]]
"""Given the `loc` of a group of fields, the names that may stand in it."""

_UNIONS = (Union, UnionType)
_ABSENT = object()
_KEY = "[key]"
_MOST_PATHS = 64
_MOST_FIELDS_LISTED = 12

_WANTED = {
    **dict.fromkeys(("string_type", "string_sub_type", "string_unicode"), "text"),
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float", "int_parsing_size"), "whole"),
    **dict.fromkeys(("float_type", "float_parsing", "decimal_type", "decimal_parsing"), "number"),
    **dict.fromkeys(("bool_type", "bool_parsing"), "switch"),
    **dict.fromkeys(("list_type", "tuple_type", "set_type", "frozen_set_type"), "list"),
    **dict.fromkeys(("dict_type", "mapping_type", "model_type", "dataclass_type"), "group"),
    **dict.fromkeys(("model_attributes_type",), "group"),
    **dict.fromkeys(("none_required",), "nothing"),
}
_BOUNDS = {
    "greater_than": "gt",
    "greater_than_equal": "ge",
    "less_than": "lt",
    "less_than_equal": "le",
    "multiple_of": "multiple_of",
}
_LENGTHS = {
    "too_short": ("model/too_short", "model/too_short", "min_length"),
    "too_long": ("model/too_long", "model/too_long", "max_length"),
    "string_too_short": ("model/too_short", "model/short_text", "min_length"),
    "string_too_long": ("model/too_long", "model/long_text", "max_length"),
}
_PATTERN_HINTS = {
    r"^[a-z][a-z0-9_]*$": "model/id_hint",
    r"^[a-z][a-z0-9\-]*$": "model/hyphen_id_hint",
    r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$": "model/hour_hint",
}


def findings_from_pydantic(
    error: ValidationError, document: Document, *, known_fields: KnownFields | None = None
) -> tuple[Finding, ...]:
    """Return the errors of `error` as findings in `document`, which was validated; sorted.

    An error raised by a validator as `PydanticCustomError` keeps its type as the code if that has a
    slash, its message, and the `hint` of its context.
    """
    details = [d for d in error.errors(include_url=False) if not _only_follows(d)]
    findings = (_Problem(detail, document, known_fields).finding() for detail in details)
    return tuple(sorted(dict.fromkeys(findings)))


def _only_follows(detail: ErrorDetails) -> bool:
    """Return whether a list is called too short only because items in it have errors of their own."""
    given, least = detail["input"], detail.get("ctx", {}).get("min_length")
    is_group = isinstance(given, list | tuple | dict)
    return detail["type"] == "too_short" and is_group and least is not None and len(given) >= least


class _Problem:
    """One error of pydantic's, with its place in the data."""

    def __init__(self, detail: ErrorDetails, document: Document, known_fields: KnownFields | None) -> None:
        self.kind = detail["type"]
        self.loc: Loc = detail["loc"]
        self.input: object = detail["input"]
        self.context: Mapping[str, Any] = detail.get("ctx", {})
        self.message = detail["msg"]
        self._document = document
        self._known_fields = known_fields
        self.path = self._path()

    def finding(self) -> Finding:
        """Say the problem in our own words."""
        if "/" in self.kind:
            return self._say(self.kind, self.message, hint=self.context.get("hint"))
        return _SAID_BY.get(self.kind, _Problem.invalid)(self)

    def missing(self) -> Finding:
        return self._missing(str(self.loc[-1]))

    def unknown_field(self) -> Finding:
        field = str(self.loc[-1])
        known = self._known_fields(self.loc[:-1]) if self._known_fields else ()
        said = text("model/unknown_field", field=shortened(field))
        return self._say("model/unknown_field", said, hint=_field_hint(field, known))

    def not_one_of(self) -> Finding:
        return self._not_one_of(self.context["expected"])

    def bad_union_tag(self) -> Finding:
        self._step_to_discriminator()
        self.input = self.context["tag"]
        return self._not_one_of(self.context["expected_tags"])

    def missing_union_tag(self) -> Finding:
        self.kind = "missing"
        return self._missing(self._step_to_discriminator())

    def bad_id(self) -> Finding:
        pattern = self.context["pattern"]
        hint = text(_PATTERN_HINTS.get(pattern, "model/pattern_hint"), pattern=pattern)
        said = text("model/bad_id", found=f'"{shortened(str(self.input))}"')
        return self._say("model/bad_id", said, hint=hint)

    def wrong_type(self) -> Finding:
        kind = _WANTED[self.kind]
        wanted = text(f"model/kind_{kind}")
        said = text("model/wrong_type", wanted=wanted, found=_found(self.input))
        return self._say("model/wrong_type", said, hint=_type_hint(kind, self.input))

    def out_of_range(self) -> Finding:
        name = _BOUNDS[self.kind]
        bound = text(f"model/bound_{name}", limit=self.context[name])
        said = text("model/out_of_range", bound=bound, found=_found(self.input))
        return self._say("model/out_of_range", said)

    def wrong_length(self) -> Finding:
        code, sentence, limit = _LENGTHS[self.kind]
        actual = len(self.input) if isinstance(self.input, str | list | dict) else "?"
        return self._say(code, text(sentence, count=self.context[limit], actual=actual))

    def refused(self) -> Finding:
        """Say what one of our own validators said, raised as a plain ValueError."""
        return self._say("model/invalid", str(self.context["error"]))

    def invalid(self) -> Finding:
        return self._say("model/invalid", text("model/invalid", kind=self.kind))

    def _missing(self, field: str) -> Finding:
        return self._say("model/missing_field", text("model/missing_field", field=field))

    def _not_one_of(self, expected: str) -> Finding:
        choices = re.findall(r"'([^']*)'", expected)
        said = text(
            "model/not_one_of",
            expected=", ".join(choices) or expected,
            found=_found(self.input),
            count=len(choices) or 1,
        )
        word = did_you_mean(self.input, choices) if isinstance(self.input, str) else None
        return self._say("model/not_one_of", said, hint=_word_hint(word))

    def _step_to_discriminator(self) -> str:
        field = str(self.context["discriminator"]).strip("'")
        self.path = (*self.path, field)
        return field

    def _path(self) -> Loc:
        value = self._document.value
        if self.kind == "missing":
            return (*_path_in(value, self.loc[:-1], self.input), self.loc[-1])
        return _path_in(value, self.loc, self.input)

    def _say(self, code: str, message: str, *, hint: str | None = None) -> Finding:
        place = self._document.place(self.path, key=self._is_at_key())
        return Finding(code, Severity.ERROR, place, path_text(self.path), message, hint)

    def _is_at_key(self) -> bool:
        """Whether the key is what to look at: the field as such, or the whole of what is in it."""
        about_key = self.kind in ("missing", "extra_forbidden") or self.loc[-1:] == (_KEY,)
        return about_key or isinstance(self.input, dict | list)


_SAID_BY: Mapping[str, Callable[[_Problem], Finding]] = {
    "missing": _Problem.missing,
    "extra_forbidden": _Problem.unknown_field,
    "literal_error": _Problem.not_one_of,
    "enum": _Problem.not_one_of,
    "union_tag_invalid": _Problem.bad_union_tag,
    "union_tag_not_found": _Problem.missing_union_tag,
    "string_pattern_mismatch": _Problem.bad_id,
    "value_error": _Problem.refused,
    "assertion_error": _Problem.refused,
    **dict.fromkeys(_WANTED, _Problem.wrong_type),
    **dict.fromkeys(_BOUNDS, _Problem.out_of_range),
    **dict.fromkeys(_LENGTHS, _Problem.wrong_length),
}


# Where an error is


def _path_in(value: object, loc: Loc, found: object) -> Loc:
    """Return the part of `loc` that leads through the data to `found`, or as far as it leads.

    A tag of a union may be spelled like a field of the data, so each way is followed.
    """
    ways: dict[Loc, object] = {(): value}
    for step in loc:
        deeper = {(*way, step): _child(node, step) for way, node in ways.items()}
        there = {way: node for way, node in deeper.items() if node is not _ABSENT}
        ways = dict([*(there | ways).items()][:_MOST_PATHS])
    exact = (way for way, node in ways.items() if node is found)
    return next(exact, next(iter(ways)))


def _child(node: object, step: str | int) -> object:
    if isinstance(node, dict):
        return node.get(step, _ABSENT)
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return node[step]
    return _ABSENT


# How a value is said


def _found(value: object) -> str:
    match value:
        case None:
            return text("model/found_nothing")
        case bool():
            return text("model/found_true" if value else "model/found_false")
        case int() | float():
            return text("model/found_number", value=value)
        case list() | tuple():
            return text("model/found_list")
        case dict():
            return text("model/found_group")
        case _:
            return text("model/found_text", value=shortened(str(value)))


def _quoted(value: object) -> str:
    return f'"{shortened(str(value))}"'


# What is advised


def _word_hint(word: str | None) -> str | None:
    return None if word is None else text("model/did_you_mean_hint", word=word)


def _field_hint(field: str, known: Sequence[str]) -> str | None:
    word = did_you_mean(field, known)
    if word is None and 0 < len(known) <= _MOST_FIELDS_LISTED:
        return text("model/known_fields_hint", fields=", ".join(known))
    return _word_hint(word)


def _type_hint(wanted: str, found: object) -> str | None:
    match wanted, found:
        case _, None:
            return text("model/nothing_hint")
        case "text", bool():
            return text("model/quote_hint", value=str(found).lower())
        case "text", int() | float():
            return text("model/quote_hint", value=found)
        case "switch", _:
            return text("model/switch_hint")
        case "list", str() | int() | float():
            return text("model/list_hint")
        case "whole" | "number", str() if found.strip("+-").isdigit():
            return text("model/unquote_hint")
        case _:
            return None


# Which fields a model knows


def fields_of(model: type[BaseModel]) -> KnownFields:
    """Return a function from a `loc` of `model`'s errors to the names of the fields known there."""

    def known_fields(loc: Loc) -> Sequence[str]:
        kinds = _members(model)
        for step in loc:
            kinds = _kinds_below(kinds, step)
        models = [kind for kind in kinds if _is_model(kind)]
        return tuple(dict.fromkeys(name for kind in models for name in _fields(kind)))

    return known_fields


def _kinds_below(kinds: Sequence[Any], step: str | int) -> list[Any]:
    """Return the types at `step` of `kinds`; in a union of models the step is first its tag."""
    picked = [kind for kind in kinds if _is_model(kind) and _answers_to(kind, step)]
    if len(kinds) > 1 and picked:
        return picked
    below = [kind for parent in kinds for kind in _step_into(parent, step)]
    return below or list(kinds)


def _step_into(kind: Any, step: str | int) -> Iterable[Any]:
    if _is_model(kind):
        field = _fields(kind).get(str(step))
        return _members(field.annotation) if field else ()
    origin, arguments = get_origin(kind), get_args(kind)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _members(arguments[1])
    if isinstance(step, int) and isinstance(origin, type) and issubclass(origin, Sequence):
        return [member for item in arguments if item is not Ellipsis for member in _members(item)]
    return ()


def _answers_to(model: type[BaseModel], tag: str | int) -> bool:
    literals = (
        get_args(field.annotation)
        for field in model.model_fields.values()
        if get_origin(field.annotation) is Literal
    )
    return model.__name__ == tag or any(tag in values for values in literals)


def _members(annotation: Any) -> list[Any]:
    """Return the plain types of an annotation: aliases, `Annotated` and unions taken apart."""
    annotation = getattr(annotation, "__value__", annotation)
    if get_origin(annotation) is Annotated:
        return _members(get_args(annotation)[0])
    if get_origin(annotation) in _UNIONS:
        return [kind for member in get_args(annotation) for kind in _members(member)]
    return [annotation]


def _is_model(kind: Any) -> TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields by the name an author writes."""
    return {field.alias or name: field for name, field in model.model_fields.items()}

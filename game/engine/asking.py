"""Templates and acts as JSON: what a program is offered, and what it may answer with.

Law of this file: every field a template names has its allowed values listed and a default, so that
`kind`, `instrument` and `issues` alone make a complete act.
"""

from collections.abc import Callable, Mapping
from typing import Any, get_args

from game.engine.acts import (
    INTENTS,
    LETTER_LIMIT,
    ORDER_LIMIT,
    PLEDGES,
    SAY_LIMIT,
    SUREST,
    WORDS_LIMIT,
    Act,
    Deed,
    Draw,
)
from game.engine.errors import Refused
from game.engine.names import Data, Names
from game.engine.objections import not_now
from game.engine.offering import Template
from game.engine.wire import decode, encode
from game.engine.wire_clauses import LEVELS
from game.scenario.indices import members

KINDS: dict[str, type[Any]] = {kind.kind: kind for kind in get_args(Act) if kind is not Draw}
"""Every kind of act a seat can make, by its name outside."""

_FIELDS = {"issues": "package"}
LEAST_WORDS = "-"
"""What a letter says whose sender gives neither words, nor a package, nor a message of the author's."""


def act_data(names: Names, act: Act) -> dict[str, Data]:
    """Return an act as JSON data."""
    found = {"kind": act.kind, **encode(names, act)}
    if "package" in found:
        found["issues"] = found.pop("package")
    return found


def read_act(names: Names, offered: tuple[Template, ...], data: Data) -> Act:
    """Return the act `data` describes, fields left out taken from the templates. Raises `Refused`."""
    if not isinstance(data, Mapping):
        raise Refused("act/not_json")
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise Refused("act/unknown_kind", kind=str(kind)[:80], kinds=", ".join(KINDS))
    if "package" in data:
        raise Refused("act/unknown_field", field="package")
    fields: dict[str, Data] = {
        _FIELDS.get(str(key), str(key)): value for key, value in data.items() if key != "kind"
    }
    same = [template for template in offered if template.kind == kind]
    if offered and not same:
        raise not_now(offered, kind)
    if kind == "sign" and "instrument" in fields and "instruments" not in fields:
        fields["instruments"] = [fields.pop("instrument")]
    if same:
        fields = {**_defaults(names, _meant(names, same, fields), fields), **fields}
    act: Act = decode(names, KINDS[kind], fields)
    return act


def _meant(names: Names, same: list[Template], fields: Mapping[str, Data]) -> Template:
    instrument = fields.get("instrument")
    if instrument is None and "package" in fields:
        return _with_text(names, same, fields["package"])
    for template in same:
        if instrument is not None and names.name("instrument", template.instrument) == instrument:
            return template
    return same[0]


def _with_text(names: Names, same: list[Template], package: Data) -> Template:
    """Return the template of the text that the issues of a package belong to, if they tell."""
    named = set(package) if isinstance(package, Mapping) else set()
    for template in same:
        issues = {names.lists["issue"][issue] for issue, _ in template.options}
        if template.instrument >= 0 and named and named <= issues:
            return template
    with_text = [template for template in same if template.instrument >= 0]
    return (with_text or same)[0]


def _defaults(names: Names, template: Template, given: Mapping[str, Data]) -> dict[str, Data]:
    fields = template_data(names, template)
    found = {
        key: value["default"]
        for key, value in fields.items()
        if isinstance(value, dict) and "default" in value and key != "say"
    }
    for field in ("reading", "value", "choice"):
        if field in found:
            found[field] = _first_of(fields[field], given) or found[field]
    if "instrument" in fields and template.kind not in ("agenda", "sign"):
        found["instrument"] = fields["instrument"]
    if isinstance(given.get("dispatch"), str):
        stock = {names.name("dispatch", d.dispatch): d.channel for d in template.dispatches}
        if given["dispatch"] in stock:
            found["channel"] = names.name("channel", stock[given["dispatch"]])
            found["words"] = ""
    return found


def _first_of(field: Mapping[str, Data], given: Mapping[str, Data]) -> Data:
    """Return the first choice for the issue or fork that was given, if one was."""
    for owner in ("issue", "fork"):
        named = given.get(owner)
        choices = field.get(f"by_{owner}", {})
        if isinstance(named, str) and named in choices:
            return choices[named][0]
    return None


# Templates ----------------------------------------------------------------------------------------


def template_data(names: Names, template: Template) -> dict[str, Data]:
    """Return a template as JSON data."""
    found: dict[str, Data] = {"kind": template.kind}
    if template.instrument >= 0 and template.kind != "agenda":
        found["instrument"] = names.name("instrument", template.instrument)
    if template.options and template.kind in ("propose", "send", "ask"):
        found |= _package_data(names, template)
    found |= _CHOICES.get(template.kind, _nothing)(names, template)
    if template.says:
        found["say"] = _say_data(names, template)
    return found


def _nothing(_names: Names, _template: Template) -> dict[str, Data]:
    return {}


def _package_data(names: Names, template: Template) -> dict[str, Data]:
    issues, forms, publicities = {}, {}, {}
    for issue, mask in template.options:
        table = names.issues[issue]
        issues[table.id] = _values(table.values, mask, table.is_range, table.step)
        usable = table.forms if template.forms else table.forms[:1]
        forms[table.id] = {"values": list(usable), "default": table.forms[0]}
        known = table.publicities if template.secrecy else table.publicities[:1]
        publicities[table.id] = {"values": list(known), "default": table.publicities[0]}
    found: dict[str, Data] = {"issues": issues, "forms": forms, "publicities": publicities}
    if template.kind == "propose":
        found["at_least_one_of"] = [names.name("issue", i) for i in members(template.needs)]
        found["in_exchange_for"] = {"values": list(issues), "default": []}
        found["standing"] = {"values": [False, True] if template.standing else [False], "default": False}
    return found


def _values(values: tuple[str | int, ...], mask: int, is_range: bool, step: int) -> Data:
    if is_range:
        return {"min": values[0], "max": values[-1], "step": step}
    return [values[number] for number in members(mask)]


def _targets(_names: Names, template: Template) -> dict[str, Data]:
    return {"target": {"values": list(template.targets), "default": max(template.targets)}}


def _chosen(field: str, kind: str) -> Callable[[Names, Template], dict[str, Data]]:
    def data(names: Names, template: Template) -> dict[str, Data]:
        values = [names.name(kind, number) for number in template.choices]
        return {field: {"values": values, "default": values[0]}}

    return data


def _texts(names: Names, template: Template) -> dict[str, Data]:
    values = [names.name("instrument", number) for number in template.choices]
    return {"instruments": {"values": values, "default": values}}


def _meanings(names: Names, template: Template) -> dict[str, Data]:
    """Return the issues whose words can be taken in several ways, each with its readings."""
    readings = {
        names.lists["issue"][issue]: [names.issues[issue].reading_ids[n] for n in members(mask)]
        for issue, mask in template.options
    }
    first = next(iter(readings))
    found: dict[str, Data] = {
        "issue": {"values": list(readings), "default": first},
        "reading": {"by_issue": readings, "default": readings[first][0]},
    }
    if template.kind == "note":
        found["sure"] = {"values": list(range(1, SUREST + 1)), "default": 2}
    return found


def _words(names: Names, template: Template) -> dict[str, Data]:
    values = {
        names.lists["issue"][issue]: [names.issues[issue].values[n] for n in members(mask)]
        for issue, mask in template.options
    }
    first = next(iter(values))
    return {
        "issue": {"values": list(values), "default": first},
        "value": {"by_issue": values, "default": values[first][0]},
    }


def _forks(names: Names, template: Template) -> dict[str, Data]:
    ways = {names.lists["fork"][fork]: list(names.choices[fork]) for fork in template.choices}
    first = next(iter(ways))
    return {
        "fork": {"values": list(ways), "default": first},
        "choice": {"by_fork": ways, "default": ways[first][0]},
    }


def _orders(names: Names, template: Template) -> dict[str, Data]:
    channels = [names.name("channel", number) for number in template.choices]
    stock = [names.name("dispatch", d.dispatch) for d in template.dispatches]
    issues = {names.lists["issue"][issue]: list(names.issues[issue].values) for issue, _ in template.options}
    return {
        "channel": {"values": channels, "default": channels[0]},
        "dispatch": {"values": [None, *stock], "default": None},
        "orders": {"issues": issues, "levels": list(LEVELS), "most_issues": ORDER_LIMIT},
        "words": {"max_length": LETTER_LIMIT, "default": ""},
    }


def _question(names: Names, template: Template) -> dict[str, Data]:
    channels = [names.name("channel", number) for number in template.choices]
    return {
        "channel": {"values": channels, "default": channels[0]},
        "most_issues": ORDER_LIMIT,
        "words": {"max_length": LETTER_LIMIT, "default": ""},
    }


def _letter(names: Names, template: Template) -> dict[str, Data]:
    channels = [names.name("channel", number) for number in template.choices]
    found: dict[str, Data] = {
        "channel": {"values": channels, "default": channels[0]},
        "words": {"max_length": LETTER_LIMIT, "default": ""},
    }
    if template.instrument < 0:
        stock = [names.name("dispatch", d.dispatch) for d in template.dispatches]
        found["dispatch"] = {"values": [None, *stock], "default": None}
        found["words"]["default"] = LEAST_WORDS
    return found


_CHOICES: dict[str, Callable[[Names, Template], dict[str, Data]]] = {
    "accept": _targets,
    "withdraw": _targets,
    "agenda": _chosen("issue", "issue"),
    "play": _chosen("card", "card"),
    "sign": _texts,
    "send": _letter,
    "choose": _forks,
    "hear": _meanings,
    "note": _meanings,
    "define": _meanings,
    "speak": _words,
    "reopen": _chosen("issue", "issue"),
    "instruct": _orders,
    "ask": _question,
}


def _say_data(names: Names, template: Template) -> dict[str, Data]:
    intents = [
        intent
        for intent in INTENTS
        if (template.probes or intent != "probe") and (template.pledges or intent not in PLEDGES)
    ]
    return {
        "intents": intents,
        "deeds": [deed for deed in get_args(Deed) if deed != "none"] if template.pledges else [],
        "issues": [None, *names.lists["issue"]],
        "max": SAY_LIMIT,
        "max_length": WORDS_LIMIT,
        "default": [],
    }
